use super::*;

#[test]
fn unbond_should_wait_anew_when_more_is_added() {
	build_and_execute(|| {
		assert_ok!(register(0, 20 * UNIT));
		let unbond = |amount| WorkersPallet::unbond(signed(worker(0)), amount);
		assert_ok!(unbond(4 * UNIT));
		run_to(10);
		assert_ok!(unbond(5 * UNIT));
		assert_eq!(record(0).unbonding, Some(Unbonding { amount: 9 * UNIT, until: 40 }));
		assert_eq!(record(0).active(), 11 * UNIT);
		System::assert_last_event(Event::Unbonding { worker: worker(0), amount: 9 * UNIT, until: 40 }.into());
		assert_noop!(unbond(11 * UNIT + 1), Error::<Test>::StakeLocked);
		assert_noop!(WorkersPallet::unbond(signed(worker(1)), 1), Error::<Test>::NotFound);
		assert_noop!(WorkersPallet::unbond(RuntimeOrigin::none(), 1), BadOrigin);
	});
}

#[test]
fn unbond_should_leave_what_is_locked_when_there_is_an_exposure() {
	with_workers(|| {
		assert_ok!(expose(0, UNIT));
		let unbond = |amount| WorkersPallet::unbond(signed(worker(0)), amount);
		assert_noop!(unbond(99 * UNIT + 1), Error::<Test>::StakeLocked);
		assert_ok!(unbond(99 * UNIT));
		assert_noop!(unbond(1), Error::<Test>::StakeLocked);
		assert_ok!(release(0, UNIT));
		assert_ok!(unbond(UNIT));
	});
}

#[test]
fn unbond_should_store_nothing_when_nothing_is_unbonded() {
	build_and_execute(|| {
		assert_ok!(register(0, 20 * UNIT));
		assert_ok!(WorkersPallet::unbond(signed(worker(0)), 0));
		assert_eq!(record(0).unbonding, None);
	});
}
