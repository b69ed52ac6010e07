use crate::{mock::*, tests::scenario::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

fn withdraw(who: u8, owner: u8) -> sp_runtime::DispatchResult {
	Provenance::withdraw_commitment(signed(who), account(owner), hash(owner, 1, 0))
}

#[test]
fn deposit_should_come_back_when_the_owner_withdraws() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		assert_ok!(withdraw(0, 0));
		assert!(is_whole(0));
		System::assert_last_event(Event::CommitmentWithdrawn { owner: account(0), hash: hash(0, 1, 0) }.into());
		assert_noop!(withdraw(0, 0), Error::<Test>::NotFound);
	});
}

#[test]
fn commitment_should_be_withdrawn_by_anybody_when_it_expired() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		run_to(1 + COMMITMENT_LIFETIME);
		assert_noop!(withdraw(1, 0), Error::<Test>::NotExpired);
		run_to(2 + COMMITMENT_LIFETIME);
		assert_ok!(withdraw(1, 0));
		assert!(is_whole(0) && is_whole(1));
	});
}

#[test]
fn commitment_should_stay_when_nobody_signs() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		let call = Provenance::withdraw_commitment(RuntimeOrigin::root(), account(0), hash(0, 1, 0));
		assert_noop!(call, BadOrigin);
	});
}
