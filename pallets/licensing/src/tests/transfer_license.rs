use crate::{mock::*, tests::scenario::*, types::*, Held};
use atelier_primitives::licensing::LicenseInspect;
use frame_support::{assert_noop, assert_ok};

fn transfer(who: AccountId, license: LicenseId, to: AccountId) -> sp_runtime::DispatchResult {
	Licensing::transfer_license(RuntimeOrigin::signed(who), license, to)
}

#[test]
fn license_should_have_another_holder_when_transferred() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { minting_fee: 100, ..remix(5) });
		let license = mint(ip, id, 5).unwrap();
		let (received, deposit) = (Received::<Test>::get(ip), held(BOB));
		assert_ok!(transfer(BOB, license, CHARLIE));
		assert_eq!(last_event(), Event::LicenseTransferred { license, from: BOB, to: CHARLIE }.into());
		assert_eq!([BOB, CHARLIE].map(|who| Licensing::is_licensed(&who, &ip)), [false, true]);
		assert!(!Held::<Test>::contains_key(ip, BOB));
		// Free of charge, and the deposit is still Bob's.
		assert_eq!((Received::<Test>::get(ip), held(BOB), held(CHARLIE)), (received, deposit, 0));
		let child = create(CHARLIE);
		assert_noop!(transfer(BOB, license, BOB), Error::NotHolder);
		assert_ok!(derive(child, &[by_license(ip, license)]));
		assert_ok!(Licensing::burn_license(RuntimeOrigin::signed(CHARLIE), license));
		assert_eq!(held(BOB), 0);
	});
}

#[test]
fn license_should_stay_where_it_is_when_transferred_to_its_holder() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		for _ in 0..16 {
			assert_ok!(mint(ip, id, 1));
		}
		assert_ok!(transfer(BOB, 0, BOB));
		assert_eq!(Held::<Test>::get(ip, BOB).len(), 16);
	});
}

#[test]
fn transfer_should_be_refused_when_the_terms_do_not_allow_it() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { transferable: false, ..remix(5) });
		let license = mint(ip, id, 1).unwrap();
		assert_noop!(transfer(BOB, license, CHARLIE), Error::NotTransferable);
	});
}

#[test]
fn transfer_should_be_refused_when_the_license_is_not_there_or_another_holds_it() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		let license = mint(ip, id, 1).unwrap();
		assert_noop!(transfer(BOB, 7, CHARLIE), Error::LicenseNotFound);
		// The owner of the IP is not the holder of its licenses.
		assert_noop!(transfer(ALICE, license, CHARLIE), Error::NotHolder);
	});
}

#[test]
fn transfer_should_be_refused_when_the_license_has_expired() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { expiration: 3, ..remix(5) });
		let license = mint(ip, id, 1).unwrap();
		run_for(3);
		assert_noop!(transfer(BOB, license, CHARLIE), Error::LicenseExpired);
	});
}

#[test]
fn transfer_should_be_refused_when_the_new_holder_has_sixteen() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		for _ in 0..16 {
			assert_ok!(mint_for(CHARLIE, ip, id, 1));
		}
		let license = mint(ip, id, 1).unwrap();
		assert_noop!(
			frame_support::storage::with_storage_layer(|| transfer(BOB, license, CHARLIE)),
			Error::MaxLicensesExceeded
		);
	});
}
