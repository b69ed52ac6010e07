//! Locking stake, and unlocking it.

use super::*;

#[test]
fn expose_should_lock_no_more_than_the_free_stake_when_called_again() {
	with_workers(|| {
		assert_ok!(expose(0, 60 * UNIT));
		assert_noop!(expose(0, 40 * UNIT + 1), Error::<Test>::StakeLocked);
		assert_ok!(expose(0, 40 * UNIT));
		assert_noop!(expose(0, 1), Error::<Test>::StakeLocked);
		assert_noop!(expose(0, Balance::MAX), Error::<Test>::StakeLocked);
		assert_ok!(expose(0, 0));
		assert_eq!((record(0).exposure, record(0).stake, record(0).free()), (100 * UNIT, 100 * UNIT, 0));
		// Nothing moves, and others are not concerned.
		assert_eq!((held(worker(0)), wealth(worker(0))), (100 * UNIT, FUNDS));
		assert_eq!(record(1).exposure, 0);
	});
}

#[test]
fn expose_should_leave_what_unbonds_when_locking() {
	with_workers(|| {
		assert_ok!(WorkersPallet::unbond(signed(worker(0)), 70 * UNIT));
		assert_noop!(expose(0, 30 * UNIT + 1), Error::<Test>::StakeLocked);
		assert_ok!(expose(0, 30 * UNIT));
	});
}

#[test]
fn expose_should_fail_when_there_is_no_such_worker() {
	with_workers(|| {
		assert_noop!(expose(7, 0), Error::<Test>::NotFound);
		assert_noop!(release(7, 0), Error::<Test>::NotFound);
		assert_noop!(slash(7, 0, 0, &[]), Error::<Test>::NotFound);
	});
}

#[test]
fn release_should_unlock_no_more_than_is_locked_when_called() {
	with_workers(|| {
		assert_ok!(expose(0, 5 * UNIT));
		assert_ok!(release(0, 2 * UNIT));
		assert_eq!((record(0).exposure, record(0).free()), (3 * UNIT, 97 * UNIT));
		assert_noop!(release(0, 3 * UNIT + 1), Error::<Test>::ExposureMismatch);
		assert_ok!(release(0, 3 * UNIT));
		assert_noop!(release(0, 1), Error::<Test>::ExposureMismatch);
		assert_eq!((record(0).exposure, wealth(worker(0))), (0, FUNDS));
	});
}
