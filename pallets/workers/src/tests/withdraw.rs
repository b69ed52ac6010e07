use super::*;

#[test]
fn withdraw_should_give_back_what_waited_when_it_is_time() {
	build_and_execute(|| {
		assert_ok!(register(0, 20 * UNIT));
		let withdraw = || WorkersPallet::withdraw(signed(worker(0)));
		assert_noop!(withdraw(), Error::<Test>::NothingToWithdraw);
		assert_ok!(WorkersPallet::unbond(signed(worker(0)), 4 * UNIT));
		run_to(34);
		assert_noop!(withdraw(), Error::<Test>::NothingToWithdraw);
		run_to(35);
		assert_ok!(withdraw());
		assert_eq!((record(0).stake, record(0).unbonding), (16 * UNIT, None));
		assert_eq!(held(worker(0)), 16 * UNIT);
		System::assert_last_event(Event::Withdrawn { worker: worker(0), amount: 4 * UNIT }.into());
		assert_noop!(withdraw(), Error::<Test>::NothingToWithdraw);
		assert_noop!(WorkersPallet::withdraw(signed(worker(1))), Error::<Test>::NotFound);
		assert_noop!(WorkersPallet::withdraw(RuntimeOrigin::none()), BadOrigin);
	});
}

#[test]
fn withdraw_should_give_all_of_it_back_when_something_was_slashed_meanwhile() {
	build_and_execute(|| {
		assert_ok!(register(0, 20 * UNIT));
		assert_ok!(expose(0, 3 * UNIT));
		assert_ok!(WorkersPallet::unbond(signed(worker(0)), 17 * UNIT));
		assert_eq!(slash(0, 3 * UNIT, 3 * UNIT, &[]), Ok(3 * UNIT));
		run_for(30);
		assert_ok!(WorkersPallet::withdraw(signed(worker(0))));
		assert_eq!((record(0).stake, held(worker(0)), wealth(worker(0))), (0, 0, FUNDS - 3 * UNIT));
	});
}
