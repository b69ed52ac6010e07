use super::*;

#[test]
fn add_stake_should_count_from_now_when_held() {
	build_and_execute(|| {
		assert_ok!(register(0, 10 * UNIT));
		run_to(9);
		assert_ok!(WorkersPallet::add_stake(signed(worker(0)), 5 * UNIT));
		assert_eq!((record(0).stake, record(0).since), (15 * UNIT, 9));
		assert_eq!(held(worker(0)), 15 * UNIT);
		System::assert_last_event(Event::StakeAdded { worker: worker(0), amount: 5 * UNIT }.into());
		assert_noop!(WorkersPallet::add_stake(signed(worker(0)), FUNDS), TokenError::FundsUnavailable);
		assert_noop!(WorkersPallet::add_stake(signed(worker(0)), Balance::MAX), Error::<Test>::Overflow);
		assert_noop!(WorkersPallet::add_stake(signed(worker(1)), 1), Error::<Test>::NotFound);
		assert_noop!(WorkersPallet::add_stake(RuntimeOrigin::none(), 1), BadOrigin);
	});
}
