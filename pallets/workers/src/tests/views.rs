use super::*;

#[test]
fn worker_should_be_its_ledger_when_registered() {
	with_workers(|| {
		assert_eq!(WorkersPallet::worker(worker(7)), None);
		let record = WorkersPallet::worker(worker(0)).unwrap();
		assert_eq!((record.key, record.stake, record.since), (key_of(worker(0)), 100 * UNIT, 5));
		assert_eq!(record.models.into_inner(), [model()]);
	});
}

#[test]
fn offers_should_be_those_for_the_model_when_asked() {
	with_workers(|| {
		let offer = |n| Offer { worker: worker(n), min_price: 500, max_output: 100, since: 5 };
		assert_eq!(WorkersPallet::offers(model()).into_inner(), (0..6).map(offer).collect::<Vec<_>>());
		assert!(WorkersPallet::offers(unknown()).is_empty());
	});
}
