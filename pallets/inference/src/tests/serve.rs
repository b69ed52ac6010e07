//! Offering to serve a model, and taking the offer back.

use super::*;

fn register(n: u8) {
	assert_ok!(Inference::register_worker(signed(&worker(n)), key_of(&worker(n)), 10 * UNIT));
}

fn serve(n: u8, root: Digest) -> sp_runtime::DispatchResult {
	in_layer(|| Inference::serve(signed(&worker(n)), root, 500, 100))
}

#[test]
fn serve_should_replace_the_offer_when_there_is_one() {
	build_and_execute(|| {
		register(0);
		assert_ok!(serve(0, model()));
		run_to(8);
		assert_ok!(Inference::serve(signed(&worker(0)), model(), 700, 50));
		let offer = Offer { worker: worker(0), min_price: 700, max_output: 50, since: 8 };
		assert_eq!(Inference::workers_of(model()).into_inner(), [offer]);
		assert_eq!(Inference::worker(worker(0)).unwrap().models.into_inner(), [model()]);
		let event = Event::ServingStarted { worker: worker(0), root: model(), min_price: 700, max_output: 50 };
		System::assert_last_event(event.into());
	});
}

#[test]
fn serve_should_fail_when_there_is_no_room_or_no_model() {
	build_and_execute(|| {
		assert_noop!(serve(0, model()), Error::<Test>::WorkerNotFound);
		register(0);
		assert_noop!(serve(0, Digest::Sha2_256([1; 32])), Error::<Test>::WeightsNotFound);
		let adapter = publish_adapter(model(), 1);
		assert_noop!(serve(0, adapter), Error::<Test>::NotAModel);
		assert_noop!(Inference::serve(RuntimeOrigin::none(), model(), 0, 0), BadOrigin);
		for salt in 1..=16 {
			assert_ok!(serve(0, publish_model(10, 10, salt)));
		}
		assert_noop!(serve(0, model()), Error::<Test>::MaxModelsExceeded);
	});
}

#[test]
fn serve_should_fail_when_sixty_four_others_do() {
	build_and_execute(|| {
		for n in 0..65 {
			let who = worker(n);
			let _ = <Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&who, FUNDS);
			register(n);
		}
		(0..64).for_each(|n| must(serve(n, model())));
		assert_noop!(serve(64, model()), Error::<Test>::MaxWorkersExceeded);
		assert_ok!(serve(3, model()));
		assert_ok!(Inference::stop_serving(signed(&worker(3)), model()));
		assert_ok!(serve(64, model()));
	});
}

#[test]
fn serve_should_take_the_place_of_a_worker_without_stake_when_all_are_taken() {
	build_and_execute(|| {
		for n in 0..65 {
			let who = worker(n);
			let _ = <Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&who, FUNDS);
			register(n);
		}
		(0..64).for_each(|n| must(serve(n, model())));
		assert_ok!(Inference::unbond(signed(&worker(9)), 1));
		assert_ok!(serve(64, model()));
		assert!(events().contains(&Event::ServingStopped { worker: worker(9), root: model() }));
		assert!(Inference::worker(worker(9)).unwrap().models.is_empty());
		assert_eq!(Inference::workers_of(model()).len(), 64);
		assert_noop!(serve(9, model()), Error::<Test>::MinStakeNotReached);
	});
}

#[test]
fn stop_serving_should_remove_the_offer_when_there_is_one() {
	build_and_execute(|| {
		register(0);
		let stop = |n| Inference::stop_serving(signed(&worker(n)), model());
		assert_noop!(stop(0), Error::<Test>::NotServing);
		assert_ok!(serve(0, model()));
		assert_ok!(stop(0));
		System::assert_last_event(Event::ServingStopped { worker: worker(0), root: model() }.into());
		assert!(!Serving::<Test>::contains_key(model()));
		assert_noop!(stop(1), Error::<Test>::WorkerNotFound);
		assert_noop!(Inference::stop_serving(RuntimeOrigin::none(), model()), BadOrigin);
	});
}
