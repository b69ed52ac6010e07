use super::*;
use frame_support::traits::fungible::Mutate;

#[test]
fn serve_should_replace_the_offer_when_there_is_one() {
	build_and_execute(|| {
		assert_ok!(register(0, 10 * UNIT));
		assert_ok!(serve(0, model()));
		run_to(8);
		assert_ok!(WorkersPallet::serve(signed(worker(0)), model(), 700, 50));
		let offer = Offer { worker: worker(0), min_price: 700, max_output: 50, since: 8 };
		assert_eq!(WorkersPallet::offers(model()).into_inner(), [offer]);
		assert_eq!(record(0).models.into_inner(), [model()]);
		let event = Event::ServingStarted { worker: worker(0), root: model(), min_price: 700, max_output: 50 };
		System::assert_last_event(event.into());
	});
}

#[test]
fn serve_should_fail_when_there_is_no_room_or_no_model() {
	build_and_execute(|| {
		assert_noop!(serve(0, model()), Error::<Test>::NotFound);
		assert_ok!(register(0, 10 * UNIT));
		assert_noop!(serve(0, unknown()), Error::<Test>::ModelNotFound);
		let adapter = publish(101, ModelKind::Adapter { base: model() });
		assert_noop!(serve(0, adapter), Error::<Test>::NotAModel);
		assert_noop!(WorkersPallet::serve(RuntimeOrigin::none(), model(), 0, 0), BadOrigin);
		for byte in 1..=16 {
			assert_ok!(serve(0, publish(byte, ModelKind::Model)));
		}
		assert_noop!(serve(0, model()), Error::<Test>::MaxModelsExceeded);
	});
}

/// As many workers as can, and one more that does not serve yet.
fn crowd() {
	for n in 0..65 {
		assert_ok!(<Balances as Mutate<_>>::mint_into(&worker(n), FUNDS));
		assert_ok!(register(n, 10 * UNIT));
	}
	(0..64).for_each(|n| must(serve(n, model())));
}

#[test]
fn serve_should_fail_when_sixty_four_others_do() {
	build_and_execute(|| {
		crowd();
		assert_noop!(serve(64, model()), Error::<Test>::MaxOffersExceeded);
		assert_ok!(serve(3, model()));
		assert_ok!(WorkersPallet::stop_serving(signed(worker(3)), model()));
		assert_ok!(serve(64, model()));
	});
}

#[test]
fn serve_should_take_the_place_of_a_worker_without_stake_when_all_are_taken() {
	build_and_execute(|| {
		crowd();
		assert_ok!(WorkersPallet::unbond(signed(worker(9)), 1));
		assert_ok!(serve(64, model()));
		assert!(events().contains(&Event::ServingStopped { worker: worker(9), root: model() }));
		assert!(record(9).models.is_empty());
		assert_eq!(WorkersPallet::offers(model()).len(), 64);
		assert_noop!(serve(9, model()), Error::<Test>::MinStakeNotReached);
	});
}

#[test]
fn serve_should_evict_a_slashed_worker_when_all_are_taken() {
	build_and_execute(|| {
		crowd();
		assert_ok!(expose(5, UNIT));
		// What is exposed counts as stake: nobody loses its place for work that it does.
		assert_noop!(serve(64, model()), Error::<Test>::MaxOffersExceeded);
		assert_ok!(slash(5, UNIT, 1, &[]));
		assert_ok!(serve(64, model()));
		assert!(record(5).models.is_empty());
	});
}
