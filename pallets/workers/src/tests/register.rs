use super::*;

#[test]
fn register_should_hold_the_stake_when_it_is_enough() {
	build_and_execute(|| {
		assert_ok!(register(0, 10 * UNIT));
		assert_eq!(held(worker(0)), 10 * UNIT);
		assert_eq!((record(0).stake, record(0).exposure, record(0).since), (10 * UNIT, 0, 5));
		let event = Event::Registered { worker: worker(0), key: key_of(worker(0)), stake: 10 * UNIT };
		System::assert_last_event(event.into());
	});
}

#[test]
fn register_should_fail_when_something_is_wrong() {
	build_and_execute(|| {
		assert_noop!(register(0, 10 * UNIT - 1), Error::<Test>::MinStakeNotReached);
		assert_noop!(register(0, FUNDS + 1), TokenError::FundsUnavailable);
		assert_ok!(register(0, 10 * UNIT));
		assert_noop!(register(0, 10 * UNIT), Error::<Test>::AlreadyExists);
		assert_noop!(WorkersPallet::register(signed(worker(1)), key_of(worker(0)), 10 * UNIT), Error::<Test>::KeyTaken);
		assert_noop!(WorkersPallet::register(RuntimeOrigin::none(), key_of(worker(1)), 10 * UNIT), BadOrigin);
	});
}
