use super::*;

#[test]
fn stop_serving_should_remove_the_offer_when_there_is_one() {
	build_and_execute(|| {
		assert_ok!(register(0, 10 * UNIT));
		let stop = |n| WorkersPallet::stop_serving(signed(worker(n)), model());
		assert_noop!(stop(0), Error::<Test>::NotServing);
		assert_ok!(serve(0, model()));
		assert_ok!(stop(0));
		System::assert_last_event(Event::ServingStopped { worker: worker(0), root: model() }.into());
		assert!(!Offers::<Test>::contains_key(model()));
		assert_noop!(stop(1), Error::<Test>::NotFound);
		assert_noop!(WorkersPallet::stop_serving(RuntimeOrigin::none(), model()), BadOrigin);
	});
}

#[test]
fn stop_serving_should_leave_the_exposure_when_there_is_one() {
	with_workers(|| {
		assert_ok!(expose(0, UNIT));
		assert_ok!(WorkersPallet::stop_serving(signed(worker(0)), model()));
		assert_eq!(record(0).exposure, UNIT);
	});
}
