use crate::{mock::*, tests::scenario::*, types::*, Attachments, Held, Licenses, NextLicense, Parents};
use atelier_primitives::{chain::currency, licensing::LicenseInspect, IpId};
use codec::MaxEncodedLen;
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use sp_runtime::{ArithmeticError, Perbill, TokenError};

fn with_fee(fee: u128) -> Terms {
	Terms { minting_fee: fee, ..remix(5) }
}

#[test]
fn license_should_be_recorded_when_minted() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { expiration: 10, ..with_fee(100) });
		let origin = RuntimeOrigin::signed(BOB);
		assert!(!Licensing::is_licensed(&CHARLIE, &ip));
		assert_ok!(Licensing::mint_license(origin, ip, id, 7, CHARLIE, 700, Perbill::from_percent(5)));
		let license = Licenses::<Test>::get(0).unwrap();
		assert_eq!((license.ip, license.terms, license.holder), (ip, id, CHARLIE));
		assert_eq!((license.quantity, license.expires), (7, Some(11)));
		let event = Event::LicenseMinted {
			license: 0,
			ip,
			terms: id,
			holder: CHARLIE,
			quantity: 7,
			fee: 700,
			expires: Some(11),
		};
		assert_eq!(last_event(), event.into());
		assert!(Licensing::is_licensed(&CHARLIE, &ip));
		assert!(!Licensing::is_licensed(&BOB, &ip));
		assert_eq!(Attachments::<Test>::get(ip, id).unwrap().licenses, 1);
	});
}

#[test]
fn fee_of_each_unit_should_go_to_the_pool_when_minted() {
	build_and_execute(|| {
		let (ip, id) = licensor(with_fee(100));
		assert_ok!(mint(ip, id, 1_000));
		let bytes = License::<u64, u64>::max_encoded_len() + HeldLicense::<u64>::max_encoded_len();
		assert_eq!(held(BOB), currency::deposit(2, bytes as u32));
		assert_eq!(Received::<Test>::get(ip), 100_000);
		assert_eq!(Balances::free_balance(BOB), RICHES - held(BOB) - 100_000);
		// The owner pays too.
		assert_ok!(mint_for(ALICE, ip, id, 1));
		assert_eq!(Received::<Test>::get(ip), 100_100);
	});
}

#[test]
fn license_should_expire_when_its_blocks_have_passed() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { expiration: 3, ..remix(5) });
		assert_ok!(mint(ip, id, 1));
		run_for(2);
		assert!(Licensing::is_licensed(&BOB, &ip));
		run_for(1);
		assert!(!Licensing::is_licensed(&BOB, &ip));
		// Another one, or one that never expires, helps.
		assert_ok!(mint(ip, attach(ip, remix(5)), 1));
		run_for(u64::MAX / 2);
		assert!(Licensing::is_licensed(&BOB, &ip));
	});
}

#[test]
fn license_should_expire_with_the_ip_when_that_is_a_derivative() {
	build_and_execute(|| {
		let (parent, id) = licensor(Terms { expiration: 10, ..remix(5) });
		let child = derived(&[by_terms(parent, id)]);
		run_for(4);
		let license = mint(child, id, 1).unwrap();
		assert_eq!(Licenses::<Test>::get(license).unwrap().expires, Some(11));
		run_for(6);
		assert_noop!(mint(child, id, 1), Error::IpExpired);
	});
}

#[test]
fn license_should_never_end_before_the_last_block_when_the_terms_say_so() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { expiration: u64::MAX, ..remix(5) });
		let license = mint(ip, id, 1).unwrap();
		assert_eq!(Licenses::<Test>::get(license).unwrap().expires, Some(u64::MAX));
	});
}

#[test]
fn minting_should_be_refused_when_the_quantity_is_out_of_bounds() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		assert_noop!(mint(ip, id, 0), Error::ZeroQuantity);
		assert_noop!(mint(ip, id, 1_001), Error::MaxQuantityExceeded);
		assert_noop!(mint(ip, id, u32::MAX), Error::MaxQuantityExceeded);
	});
}

#[test]
fn minting_should_be_refused_when_the_ip_is_not_licensed_so() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		assert_noop!(mint(IpId::new(9, 9), id, 1), Error::NotFound);
		let others = register(remix(6));
		assert_noop!(mint(ip, others, 1), Error::TermsNotAttached);
		assert_noop!(mint(ip, TermsId::zero(), 1), Error::TermsNotAttached);
	});
}

#[test]
fn minting_should_be_refused_when_it_asks_for_more_than_the_caller_wants() {
	build_and_execute(|| {
		let (parent, id) = licensor(with_fee(100));
		let child = derived(&[by_terms(parent, id)]);
		let mint = |ip, max_fee, percent| {
			let origin = RuntimeOrigin::signed(BOB);
			Licensing::mint_license(origin, ip, id, 2, BOB, max_fee, Perbill::from_percent(percent))
		};
		assert_noop!(mint(parent, 199, 5), Error::MaxFeeExceeded);
		assert_noop!(mint(parent, 200, 4), Error::MaxShareExceeded);
		assert_ok!(mint(parent, 200, 5));
		// A derivative of the child owes to the parent as well.
		assert_noop!(mint(child, 200, 9), Error::MaxShareExceeded);
		assert_ok!(mint(child, 200, 10));
	});
}

#[test]
fn minting_should_be_refused_when_a_derivative_would_owe_more_than_everything() {
	build_and_execute(|| {
		let (parent, id) = licensor(Terms { minting_fee: 1_000, ..remix(60) });
		let child = derived(&[by_terms(parent, id)]);
		// It carries the terms, and 120 % cannot be owed.
		assert_noop!(mint(child, id, 1), Error::MaxRateExceeded);
		assert_eq!(Received::<Test>::get(child), 0);

		let (parent, half) = licensor(remix(50));
		let child = derived(&[by_terms(parent, half)]);
		let license = mint(child, half, 1).unwrap();
		derived(&[by_license(child, license)]);
	});
}

#[test]
fn minting_should_be_refused_when_the_ip_cannot_be_a_parent() {
	build_and_execute(|| {
		let (parent, once) = licensor(Terms { derivatives_reciprocal: false, ..remix(5) });
		let child = derived(&[by_terms(parent, once)]);
		assert_noop!(mint(child, once, 1), Error::NotReciprocal);
	});
	// One that has terms all the same cannot come about, and is refused too.
	new_test_ext().execute_with(|| {
		let (parent, id) = licensor(remix(6));
		let child = derived(&[by_terms(parent, id)]);
		Parents::<Test>::mutate(child, |derivation| derivation.as_mut().unwrap().links[0].reciprocal = false);
		assert!(Attachments::<Test>::contains_key(child, id));
		assert_noop!(mint(child, id, 1), Error::NotReciprocal);
	});
}

#[test]
fn minting_should_be_possible_when_only_the_holder_is_licensed() {
	build_and_execute(|| {
		// No derivatives, but of use to the holder.
		let (ip, id) = licensor(Terms { commercial_use: true, revenue_share: Perbill::one(), ..Terms::default() });
		assert_ok!(mint(ip, id, 1));
		assert!(Licensing::is_licensed(&BOB, &ip));
	});
}

#[test]
fn minting_should_be_refused_when_the_fee_is_beyond_all_money() {
	build_and_execute(|| {
		let (ip, id) = licensor(with_fee(u128::MAX));
		assert_noop!(mint(ip, id, 1_000), Error::MaxFeeExceeded);
		assert_noop!(mint(ip, id, 1), ArithmeticError::Underflow);
		let origin = RuntimeOrigin::signed(BOB);
		let most = Licensing::mint_license(origin, ip, id, 1, BOB, u128::MAX - 1, Perbill::one());
		assert_eq!(most, Err(Error::MaxFeeExceeded.into()));
	});
}

#[test]
fn minting_should_be_refused_when_nobody_pays() {
	build_and_execute(|| {
		let (ip, id) = licensor(with_fee(100));
		Balances::set_balance(&POOR, 105);
		// The fee alone would end the account.
		assert_noop!(mint_for(POOR, ip, id, 1), TokenError::NotExpendable);
		Balances::set_balance(&POOR, 200);
		// The fee could be paid, the deposit not: nothing is paid.
		assert_noop!(
			frame_support::storage::with_storage_layer(|| mint_for(POOR, ip, id, 1)),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn minting_should_be_refused_when_the_holder_has_sixteen() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		for _ in 0..16 {
			assert_ok!(mint(ip, id, 1));
		}
		assert_noop!(frame_support::storage::with_storage_layer(|| mint(ip, id, 1)), Error::MaxLicensesExceeded);
		assert_eq!(Held::<Test>::get(ip, BOB).len(), 16);
		assert_ok!(mint_for(CHARLIE, ip, id, 1));
		// The holder can always make room, whoever minted them.
		assert_ok!(Licensing::burn_license(RuntimeOrigin::signed(BOB), 3));
		assert_ok!(mint(ip, id, 1));
	});
}

#[test]
fn minting_should_be_refused_when_there_are_no_more_ids() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		NextLicense::<Test>::put(u64::MAX);
		assert_noop!(mint(ip, id, 1), ArithmeticError::Overflow);
	});
}
