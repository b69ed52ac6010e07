//! Who may run a model with adapters, and what it owes to whom.

use super::*;

fn admit(who: AccountId, pass: Option<u32>) -> Result<Vec<UseFee>, DispatchError> {
	admit_all(who, &[], pass).map(UseFees::into_inner)
}

fn fee(root: Digest, ip: IpId, amount: Balance) -> UseFee {
	UseFee { root, payee: Payee::Pool(ip), amount }
}

#[test]
fn admit_should_name_the_fee_and_the_payee_when_terms_are_in_force() {
	build_and_execute(|| {
		assert_eq!(admit(ALICE, None), Ok(vec![]));
		let ip = set_terms(50, Access::Open);
		assert_eq!(admit(ALICE, None), Ok(vec![fee(model(), ip, 50)]));
		assert_eq!(admit(ALICE, Some(3)), Ok(vec![fee(model(), ip, 50)]));
		Entitled::<Test>::remove(model());
		assert_eq!(admit(ALICE, None), Ok(vec![]));
		let of_unknown = <ModelsPallet as ModelAccess<_>>::admit(&ALICE, &unknown(), &Default::default(), None);
		assert_eq!(of_unknown, Ok(UseFees::new()));
	});
}

#[test]
fn admit_should_need_a_license_when_the_terms_ask_for_one() {
	build_and_execute(|| {
		let ip = set_terms(0, Access::License);
		assert_noop!(admit(ALICE, None), Error::<Test>::LicenseRequired);
		assert_eq!(admit(BOB, None), Ok(vec![]));
		Licenses::grant(&ALICE, ip);
		assert_eq!(admit(ALICE, None), Ok(vec![]));
		Licenses::expire(&ALICE, ip);
		assert_noop!(admit(ALICE, None), Error::<Test>::LicenseRequired);
		// Terms that do not count let everybody in.
		Entitled::<Test>::remove(model());
		assert_eq!(admit(ALICE, None), Ok(vec![]));
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
		assert_eq!(admit(ALICE, Some(3)), Ok(vec![fee(model(), ip, 50)]));
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
		assert_eq!(admit(ALICE, Some(3)), Ok(vec![]));
	});
}

/// An adapter whose terms ask for a fee, for an IP asset of Alice.
fn priced_adapter(salt: u8, fee: Balance) -> (Digest, IpId) {
	let adapter = publish_adapter(model(), salt);
	let ip = entitle(ALICE, adapter, IpId::new(9, salt.into()));
	assert_ok!(set_open_terms(ALICE, adapter, ip, fee));
	(adapter, ip)
}

#[test]
fn makers_of_adapters_should_not_go_unpaid_when_an_order_names_them() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let parts: Vec<_> = [(1, 7), (2, 0), (3, 9)].map(|(salt, fee)| priced_adapter(salt, fee)).into();
		let free = publish_adapter(model(), 4);
		let named = [parts[0].0, parts[1].0, free, parts[2].0];
		let expected = vec![fee(model(), ip, 50), fee(parts[0].0, parts[0].1, 7), fee(parts[2].0, parts[2].1, 9)];
		assert_eq!(admit_all(BOB, &named, None).map(UseFees::into_inner), Ok(expected));
		// What is applied twice is paid twice; the order is that of the run.
		let expected = vec![fee(model(), ip, 50), fee(parts[2].0, parts[2].1, 9), fee(parts[2].0, parts[2].1, 9)];
		assert_eq!(admit_all(BOB, &[parts[2].0, parts[2].0], None).map(UseFees::into_inner), Ok(expected));
	});
}

#[test]
fn adapter_should_not_be_run_when_its_own_terms_or_its_takedown_forbid_it() {
	build_and_execute(|| {
		let adapter = publish_adapter(model(), 1);
		let ip = entitle(ALICE, adapter, IpId::new(9, 1));
		let gated = ModelsPallet::set_terms(signed(ALICE), adapter, ip, 0, Access::License, AdapterPolicy::All);
		assert_ok!(gated);
		assert_noop!(admit_all(BOB, &[adapter], None), Error::<Test>::LicenseRequired);
		assert_ok!(admit_all(ALICE, &[adapter], None));
		assert_ok!(ModelsPallet::set_takedown(signed(ALICE), adapter, true));
		assert_noop!(admit_all(ALICE, &[adapter], None), Error::<Test>::ModelClosed);
		assert_ok!(admit_all(ALICE, &[], None));
	});
}

#[test]
fn adapter_should_not_be_run_when_the_owner_of_the_model_does_not_allow_it() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let [listed, other] = [1, 2].map(|salt| publish_adapter(model(), salt));
		let restrict = |adapters| ModelsPallet::set_terms(signed(BOB), model(), ip, 50, Access::Open, adapters);
		let may = |adapters: &[Digest]| admit_all(ALICE, adapters, None).map(drop);
		assert_ok!(may(&[listed, other]));
		assert_ok!(restrict(AdapterPolicy::Listed(vec![listed].try_into().unwrap())));
		assert_ok!(may(&[listed, listed]));
		assert_noop!(may(&[other]), Error::<Test>::AdapterNotAllowed);
		assert_noop!(may(&[listed, other]), Error::<Test>::AdapterNotAllowed);
		assert_ok!(restrict(AdapterPolicy::None));
		assert_noop!(may(&[listed]), Error::<Test>::AdapterNotAllowed);
		assert_ok!(may(&[]));
		// It is the owner's to say while the terms are in force.
		Entitled::<Test>::remove(model());
		assert_ok!(may(&[other]));
	});
}
