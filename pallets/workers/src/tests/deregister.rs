use super::*;

fn deregister(n: u8) -> DispatchResult {
	WorkersPallet::deregister(signed(worker(n))).map(drop).map_err(|error| error.error)
}

#[test]
fn deregister_should_forget_the_worker_when_all_stake_is_withdrawn() {
	with_workers(|| {
		assert_ok!(expose(0, UNIT));
		assert_noop!(deregister(0), Error::<Test>::StakeRemains);
		assert_noop!(deregister(1), Error::<Test>::StakeRemains);
		assert_ok!(WorkersPallet::unbond(signed(worker(1)), 100 * UNIT));
		run_for(29);
		assert_noop!(WorkersPallet::withdraw(signed(worker(1))), Error::<Test>::NothingToWithdraw);
		assert_noop!(deregister(1), Error::<Test>::StakeRemains);
		run_for(1);
		assert_ok!(WorkersPallet::withdraw(signed(worker(1))));
		let info = WorkersPallet::deregister(signed(worker(1))).unwrap();
		assert_eq!(info.actual_weight, Some(TestWeights::deregister(1)));
		System::assert_last_event(Event::Deregistered { worker: worker(1) }.into());
		assert_eq!((held(worker(1)), wealth(worker(1))), (0, FUNDS));
		assert!(WorkersPallet::offers(model()).iter().all(|offer| offer.worker != worker(1)));
		assert_eq!(WorkersPallet::worker(worker(1)), None);
		assert_noop!(deregister(1), Error::<Test>::NotFound);
		assert_ok!(register(1, 10 * UNIT));
		assert_noop!(WorkersPallet::deregister(RuntimeOrigin::none()), BadOrigin);
	});
}

#[test]
fn deregister_should_be_possible_when_all_stake_was_slashed() {
	with_workers(|| {
		assert_ok!(expose(0, 100 * UNIT));
		assert_eq!(slash(0, 100 * UNIT, 100 * UNIT, &[]), Ok(100 * UNIT));
		assert_ok!(deregister(0));
		assert_eq!(WorkersPallet::offers(model()).len(), 5);
	});
}
