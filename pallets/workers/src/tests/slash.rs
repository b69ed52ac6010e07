//! Taking exposed stake.

use super::*;
use frame_support::traits::{LockableCurrency, WithdrawReasons};

/// Nothing of the account may be spent.
fn freeze(who: AccountId) {
	<Balances as LockableCurrency<_>>::set_lock(*b"all of i", &who, Balance::MAX, WithdrawReasons::all());
}

#[test]
fn slash_should_burn_what_nobody_gets_when_there_are_shares() {
	with_workers(|| {
		let issuance = Balances::total_issuance();
		assert_ok!(expose(0, 10 * UNIT));
		// An amount that four does not divide.
		let amount = 4 * UNIT + 3;
		let shares = [(ALICE, UNIT), (BOB, UNIT)];
		assert_eq!(slash(0, 10 * UNIT, amount, &shares), Ok(2 * UNIT + 3));
		assert_eq!(Balances::total_issuance(), issuance - 2 * UNIT - 3);
		assert_eq!([ALICE, BOB].map(wealth), [FUNDS + UNIT; 2]);
		assert_eq!((wealth(worker(0)), held(worker(0))), (FUNDS - amount, 100 * UNIT - amount));
		assert_eq!((record(0).stake, record(0).exposure), (100 * UNIT - amount, 0));
		assert_eq!(record(0).free(), 100 * UNIT - amount);
		assert_eq!((1..6).map(|n| wealth(worker(n))).sum::<Balance>(), 5 * FUNDS);
	});
}

#[test]
fn slash_should_burn_all_of_it_when_there_are_no_shares() {
	with_workers(|| {
		let issuance = Balances::total_issuance();
		assert_ok!(expose(0, 10 * UNIT));
		assert_eq!(slash(0, 10 * UNIT, 7 * UNIT, &[]), Ok(7 * UNIT));
		assert_eq!(Balances::total_issuance(), issuance - 7 * UNIT);
		assert_eq!((wealth(worker(0)), record(0).exposure), (FUNDS - 7 * UNIT, 0));
	});
}

#[test]
fn slash_should_burn_nothing_when_the_shares_are_all_of_it() {
	with_workers(|| {
		let issuance = Balances::total_issuance();
		assert_ok!(expose(0, 10 * UNIT));
		assert_eq!(slash(0, 10 * UNIT, 7 * UNIT, &[(ALICE, 3 * UNIT), (BOB, 4 * UNIT)]), Ok(0));
		assert_eq!(Balances::total_issuance(), issuance);
		assert_eq!([ALICE, BOB].map(wealth), [FUNDS + 3 * UNIT, FUNDS + 4 * UNIT]);
	});
}

#[test]
fn slash_should_pay_both_shares_when_they_are_of_the_same_account() {
	with_workers(|| {
		assert_ok!(expose(0, 10 * UNIT));
		assert_eq!(slash(0, 10 * UNIT, 4 * UNIT, &[(ALICE, UNIT), (ALICE, UNIT)]), Ok(2 * UNIT));
		assert_eq!(wealth(ALICE), FUNDS + 2 * UNIT);
	});
}

#[test]
fn slash_should_give_a_share_back_when_it_is_of_the_worker_itself() {
	with_workers(|| {
		assert_ok!(expose(0, 10 * UNIT));
		assert_eq!(slash(0, 10 * UNIT, 4 * UNIT, &[(worker(0), UNIT), (ALICE, 0)]), Ok(3 * UNIT));
		assert_eq!((wealth(worker(0)), held(worker(0))), (FUNDS - 3 * UNIT, 96 * UNIT));
		assert_eq!((record(0).stake, wealth(ALICE)), (96 * UNIT, FUNDS));
	});
}

#[test]
fn slash_should_only_unlock_when_the_amount_is_zero() {
	with_workers(|| {
		let issuance = Balances::total_issuance();
		assert_ok!(expose(0, 10 * UNIT));
		assert_eq!(slash(0, 6 * UNIT, 0, &[(ALICE, 0)]), Ok(0));
		assert_eq!((record(0).stake, record(0).exposure), (100 * UNIT, 4 * UNIT));
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

#[test]
fn slash_should_leave_other_exposure_and_what_unbonds_when_all_else_is_taken() {
	with_workers(|| {
		assert_ok!(WorkersPallet::unbond(signed(worker(0)), 50 * UNIT));
		assert_ok!(expose(0, 20 * UNIT));
		assert_ok!(expose(0, 30 * UNIT));
		assert_eq!(slash(0, 20 * UNIT, 20 * UNIT, &[]), Ok(20 * UNIT));
		assert_eq!((record(0).stake, record(0).active(), record(0).exposure), (80 * UNIT, 30 * UNIT, 30 * UNIT));
		assert_ok!(WorkersPallet::do_try_state());
		assert_eq!(slash(0, 30 * UNIT, 30 * UNIT, &[]), Ok(30 * UNIT));
		assert_eq!((record(0).stake, record(0).active()), (50 * UNIT, 0));
	});
}

#[test]
fn slash_should_fail_when_its_parts_do_not_fit() {
	with_workers(|| {
		assert_ok!(expose(0, 10 * UNIT));
		let slash = |exposure, amount, shares: &[_]| slash(0, exposure, amount, shares);
		assert_noop!(slash(10 * UNIT, 10 * UNIT + 1, &[]), Error::<Test>::SlashMismatch);
		assert_noop!(slash(10 * UNIT, UNIT, &[(ALICE, UNIT + 1)]), Error::<Test>::SlashMismatch);
		assert_noop!(slash(10 * UNIT, UNIT, &[(ALICE, UNIT), (BOB, 1)]), Error::<Test>::SlashMismatch);
		let overflowing = [(ALICE, Balance::MAX), (BOB, Balance::MAX)];
		assert_noop!(slash(10 * UNIT, UNIT, &overflowing), Error::<Test>::SlashMismatch);
		assert_noop!(slash(10 * UNIT + 1, UNIT, &[]), Error::<Test>::ExposureMismatch);
		assert_eq!(slash(10 * UNIT, UNIT, &[]), Ok(UNIT));
	});
}

#[test]
fn slash_should_take_what_is_held_when_the_account_is_frozen() {
	with_workers(|| {
		let issuance = Balances::total_issuance();
		assert_ok!(expose(0, 10 * UNIT));
		freeze(worker(0));
		freeze(ALICE);
		assert_eq!(slash(0, 10 * UNIT, 8 * UNIT, &[(ALICE, 2 * UNIT)]), Ok(6 * UNIT));
		assert_eq!((wealth(worker(0)), wealth(ALICE)), (FUNDS - 8 * UNIT, FUNDS + 2 * UNIT));
		assert_eq!(Balances::total_issuance(), issuance - 6 * UNIT);
	});
}

#[test]
fn slash_should_create_the_receiver_when_the_share_is_enough() {
	with_workers(|| {
		assert_ok!(expose(0, 10 * UNIT));
		assert_eq!(slash(0, UNIT, UNIT, &[(POOR, ED)]), Ok(UNIT - ED));
		assert_eq!(wealth(POOR), ED);
	});
}

#[test]
fn slash_should_change_nothing_when_a_share_cannot_be_received() {
	with_workers(|| {
		assert_ok!(expose(0, 10 * UNIT));
		// The first share is paid before the second fails.
		assert_noop!(slash(0, 10 * UNIT, UNIT, &[(ALICE, ED), (POOR, ED - 1)]), TokenError::CannotCreate);
		assert_eq!((record(0).stake, record(0).exposure, wealth(ALICE)), (100 * UNIT, 10 * UNIT, FUNDS));
	});
}

#[test]
fn slash_should_deposit_no_event_of_its_own_when_it_takes_stake() {
	with_workers(|| {
		assert_ok!(expose(0, 10 * UNIT));
		let before = events();
		assert_ok!(slash(0, 10 * UNIT, UNIT, &[(ALICE, ED)]));
		assert_eq!(events(), before);
	});
}
