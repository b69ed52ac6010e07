//! What other pallets ask about workers.

use super::*;

type Pool = WorkersPallet;

#[test]
fn keys_should_lead_to_workers_and_back_when_registered() {
	with_workers(|| {
		let (key, other) = (key_of(worker(0)), key_of(worker(7)));
		let worker_of = |key| <Pool as WorkerPool<_, u64>>::worker_of(key);
		let key_of = |n| <Pool as WorkerPool<_, u64>>::key_of(&worker(n));
		assert_eq!((worker_of(&key), key_of(0)), (Some(worker(0)), Some(key.clone())));
		assert_eq!((worker_of(&other), key_of(7)), (None, None));
		assert_ok!(WorkersPallet::rotate_key(signed(worker(0)), other.clone()));
		assert_eq!((worker_of(&key), worker_of(&other), key_of(0)), (None, Some(worker(0)), Some(other)));
	});
}

#[test]
fn offers_should_be_counted_when_asked() {
	with_workers(|| {
		let count = |root| <Pool as WorkerPool<AccountId, u64>>::offers(&root);
		assert_eq!((count(model()), count(unknown())), (6, 0));
		assert_ok!(WorkersPallet::stop_serving(signed(worker(0)), model()));
		assert_eq!(count(model()), 5);
		assert!(count(model()) <= MAX_OFFERS);
	});
}

#[test]
fn exposure_should_be_what_is_locked_when_asked() {
	with_workers(|| {
		let exposure = |n| <Pool as WorkerPool<_, u64>>::exposure(&worker(n));
		let exposed = || {
			let mut all = <Pool as WorkerPool<AccountId, u64>>::exposed();
			all.sort();
			all
		};
		assert_eq!(exposed(), []);
		assert_ok!(expose(0, 2));
		assert_ok!(expose(0, 3));
		assert_ok!(expose(4, 7));
		assert_eq!([0, 1, 4, 7].map(exposure), [5, 0, 7, 0]);
		assert_eq!(exposed(), [(worker(0), 5), (worker(4), 7)]);
		assert_ok!(release(0, 5));
		assert_ok!(slash(4, 4, 1, &[]));
		assert_eq!(exposed(), [(worker(4), 3)]);
	});
}
