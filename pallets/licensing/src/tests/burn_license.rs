use crate::{mock::*, tests::scenario::*, types::*, Attachments, Held, Licenses};
use atelier_primitives::licensing::LicenseInspect;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::Perbill;

fn burn(who: AccountId, license: LicenseId) -> sp_runtime::DispatchResult {
	Licensing::burn_license(RuntimeOrigin::signed(who), license)
}

#[test]
fn license_should_leave_nothing_when_burned() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		let origin = RuntimeOrigin::signed(CHARLIE);
		assert_ok!(Licensing::mint_license(origin, ip, id, 5, BOB, 0, Perbill::one()));
		assert!(held(CHARLIE) > 0);
		assert_ok!(burn(BOB, 0));
		assert_eq!(last_event(), Event::LicenseBurned { license: 0 }.into());
		// The deposit goes to whoever minted it.
		assert_eq!((held(CHARLIE), Balances::free_balance(CHARLIE)), (0, RICHES));
		assert!(!Licenses::<Test>::contains_key(0));
		assert!(!Held::<Test>::contains_key(ip, BOB));
		assert!(!Licensing::is_licensed(&BOB, &ip));
		assert_eq!(Attachments::<Test>::get(ip, id).unwrap().licenses, 0);
		assert_noop!(burn(BOB, 0), Error::LicenseNotFound);
	});
}

#[test]
fn license_should_be_burned_by_anybody_when_it_has_expired() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { expiration: 3, ..remix(5) });
		let license = mint(ip, id, 1).unwrap();
		run_for(2);
		for who in [ALICE, POOR] {
			assert_noop!(burn(who, license), Error::NotHolder);
		}
		run_for(1);
		assert_ok!(burn(POOR, license));
		assert_eq!(held(BOB), 0);
	});
}

#[test]
fn license_should_keep_its_id_to_itself_when_burned() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		let first = mint(ip, id, 1).unwrap();
		assert_ok!(burn(BOB, first));
		assert_eq!(mint(ip, id, 1), Ok(first + 1));
	});
}
