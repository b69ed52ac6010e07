//! Who may run a model, and for what fee.

use super::*;

fn admit(who: AccountId, pass: Option<u32>) -> Result<Option<UseFee>, sp_runtime::DispatchError> {
	<ModelsPallet as ModelAccess<_>>::admit(&who, &model(), pass)
}

#[test]
fn admit_should_name_the_fee_and_the_ip_asset_when_terms_are_in_force() {
	build_and_execute(|| {
		assert_eq!(admit(ALICE, None), Ok(None));
		let ip = set_terms(50, Access::Open);
		assert_eq!(admit(ALICE, None), Ok(Some(UseFee { ip, amount: 50 })));
		assert_eq!(admit(ALICE, Some(3)), Ok(Some(UseFee { ip, amount: 50 })));
		Entitled::<Test>::remove(model());
		assert_eq!(admit(ALICE, None), Ok(None));
		assert_eq!(<ModelsPallet as ModelAccess<_>>::admit(&ALICE, &unknown(), None), Ok(None));
	});
}

#[test]
fn admit_should_need_a_license_when_the_terms_ask_for_one() {
	build_and_execute(|| {
		let ip = set_terms(0, Access::License);
		assert_noop!(admit(ALICE, None), Error::<Test>::LicenseRequired);
		assert_eq!(admit(BOB, None), Ok(None));
		Licenses::grant(&ALICE, ip);
		assert_eq!(admit(ALICE, None), Ok(None));
		Licenses::expire(&ALICE, ip);
		assert_noop!(admit(ALICE, None), Error::<Test>::LicenseRequired);
		// Terms that do not count let everybody in.
		Entitled::<Test>::remove(model());
		assert_eq!(admit(ALICE, None), Ok(None));
	});
}

#[test]
fn admit_should_need_a_pass_when_the_terms_let_in_holders() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Holder(8));
		assert_noop!(admit(ALICE, None), Error::<Test>::PassRequired);
		assert_noop!(admit(ALICE, Some(3)), Error::<Test>::PassRequired);
		Ips::mint_at(IpId::new(8, 3), BOB);
		assert_noop!(admit(ALICE, Some(3)), Error::<Test>::PassRequired);
		Ips::mint_at(IpId::new(8, 3), ALICE);
		assert_eq!(admit(ALICE, Some(3)), Ok(Some(UseFee { ip, amount: 50 })));
		assert_noop!(admit(ALICE, Some(4)), Error::<Test>::PassRequired);
		// Neither a license nor the IP asset of the model is an item of the collection.
		Licenses::grant(&ALICE, ip);
		assert_noop!(admit(ALICE, None), Error::<Test>::PassRequired);
		assert_noop!(admit(BOB, Some(ip.item)), Error::<Test>::PassRequired);
	});
}

#[test]
fn admit_should_check_access_when_the_fee_is_zero() {
	build_and_execute(|| {
		set_terms(0, Access::Holder(8));
		assert_noop!(admit(ALICE, None), Error::<Test>::PassRequired);
		Ips::mint_at(IpId::new(8, 3), ALICE);
		assert_eq!(admit(ALICE, Some(3)), Ok(None));
	});
}
