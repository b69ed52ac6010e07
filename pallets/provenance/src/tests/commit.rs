use crate::{mock::*, tests::scenario::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, TokenError};

#[test]
fn commitment_should_be_stored_with_its_deposit_when_made() {
	build_and_execute(|| {
		run_to(7);
		assert_ok!(commit(0, 1));
		let commitment = Commitments::<Test>::get(account(0), hash(0, 1, 0)).unwrap();
		assert_eq!((commitment.block, held(0)), (7, (0, commitment.deposit.amount)));
		System::assert_last_event(Event::Committed { owner: account(0), hash: hash(0, 1, 0) }.into());
	});
}

#[test]
fn commitment_should_be_refused_when_it_exists() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		run_to(2);
		assert_noop!(commit(0, 1), Error::<Test>::AlreadyExists);
		assert_ok!(Provenance::commit(signed(0), hash(0, 1, 1)));
	});
}

#[test]
fn commitment_should_be_made_when_somebody_else_copied_it_before() {
	build_and_execute(|| {
		assert_ok!(Provenance::commit(signed(1), hash(0, 1, 0)));
		assert_ok!(commit(0, 1));
		run_to(2);
		assert_noop!(reveal(1, model(1)), Error::<Test>::NotFound);
		assert_ok!(reveal(0, model(1)));
	});
}

#[test]
fn commitment_should_be_refused_when_nobody_signs_or_pays() {
	build_and_execute(|| {
		assert_noop!(Provenance::commit(RuntimeOrigin::root(), hash(0, 1, 0)), BadOrigin);
		assert_noop!(commit(ACCOUNTS, 1), TokenError::FundsUnavailable);
	});
}

#[test]
fn hash_should_keep_its_encoding_when_the_code_changes() {
	// BLAKE2-256 of 32 × 0x01, 0x00, 0x0002, 30 × 0x00, 32 × 0x03: made with Python's hashlib.
	let expected = "0x67c21892b10b0955390e484af3cf9c88d7e8ffb287270d064782d9eb5b6963d4";
	build_and_execute(|| assert_eq!(format!("{:?}", hash(1, 2, 3)), expected));
}
