//! Who can take a seat.

use super::*;

/// The price, length and exposure that all workers cover.
const TERMS: SeatTerms = SeatTerms { price: 500, output_length: 100, exposure: UNIT };

fn candidates(terms: SeatTerms, before: Option<u64>) -> Vec<(AccountId, Balance)> {
	<WorkersPallet as WorkerPool<_, _>>::candidates(&model(), &terms, before)
}

fn names(terms: SeatTerms, before: Option<u64>) -> Vec<AccountId> {
	candidates(terms, before).into_iter().map(|(worker, _)| worker).collect()
}

#[test]
fn candidates_should_come_with_their_active_stake_when_they_cover_the_seat() {
	with_workers(|| {
		assert_eq!(candidates(TERMS, None), (0..6).map(|n| (worker(n), 100 * UNIT)).collect::<Vec<_>>());
		assert_ok!(WorkersPallet::unbond(signed(worker(0)), 40 * UNIT));
		assert_ok!(expose(1, 50 * UNIT));
		let stakes: Vec<_> = candidates(TERMS, Some(6)).into_iter().map(|(_, stake)| stake).collect();
		// What is exposed counts, and what unbonds does not.
		assert_eq!(stakes, [60, 100, 100, 100, 100, 100].map(|amount| amount * UNIT));
		assert_eq!(<WorkersPallet as WorkerPool<_, _>>::candidates(&unknown(), &TERMS, None), []);
	});
}

#[test]
fn candidates_should_be_those_whose_offer_covers_price_and_length_when_asked() {
	with_workers(|| {
		assert_ok!(WorkersPallet::serve(signed(worker(0)), model(), 501, 100));
		assert_ok!(WorkersPallet::serve(signed(worker(1)), model(), 500, 99));
		assert_eq!(names(TERMS, None), [2, 3, 4, 5].map(worker));
		assert_eq!(names(SeatTerms { price: 501, ..TERMS }, None), [2, 3, 4, 5, 0].map(worker));
		assert_eq!(names(SeatTerms { output_length: 99, ..TERMS }, None), [2, 3, 4, 5, 1].map(worker));
		assert!(names(SeatTerms { price: 499, ..TERMS }, None).is_empty());
		assert!(names(SeatTerms { output_length: 101, ..TERMS }, None).is_empty());
	});
}

#[test]
fn candidates_should_have_the_free_stake_for_the_exposure_when_asked() {
	with_workers(|| {
		assert_ok!(expose(0, 30 * UNIT));
		assert_ok!(WorkersPallet::unbond(signed(worker(1)), 20 * UNIT));
		let of = |exposure| names(SeatTerms { exposure, ..TERMS }, None);
		assert_eq!(of(70 * UNIT).len(), 6);
		assert_eq!(of(70 * UNIT + 1), [1, 2, 3, 4, 5].map(worker));
		assert_eq!(of(80 * UNIT + 1), [2, 3, 4, 5].map(worker));
		assert_eq!(of(100 * UNIT), [2, 3, 4, 5].map(worker));
		assert!(of(100 * UNIT + 1).is_empty());
	});
}

#[test]
fn candidates_should_have_the_least_stake_when_asked() {
	with_workers(|| {
		assert_ok!(WorkersPallet::unbond(signed(worker(0)), 90 * UNIT));
		assert_ok!(WorkersPallet::unbond(signed(worker(1)), 90 * UNIT + 1));
		// Their offers stand, and only count for nothing.
		assert_eq!(<WorkersPallet as WorkerPool<_, u64>>::offers(&model()), 6);
		assert_eq!(names(SeatTerms { exposure: 0, ..TERMS }, None), [0, 2, 3, 4, 5].map(worker));
		assert_ok!(WorkersPallet::add_stake(signed(worker(1)), 1));
		assert_eq!(names(TERMS, None), [0, 1, 2, 3, 4, 5].map(worker));
	});
}

/// Who can be chosen must have been there before: later ones could be made to fit what is known by then.
#[test]
fn candidates_should_be_passed_over_when_they_came_or_grew_from_that_block_on() {
	type Act = fn();
	let acts: [(Act, bool); 8] = [
		(|| (), true),
		(|| must(WorkersPallet::add_stake(signed(worker(0)), 1)), false),
		(|| must(WorkersPallet::serve(signed(worker(0)), model(), 400, 100)), false),
		(|| must(WorkersPallet::stop_serving(signed(worker(0)), model())), false),
		(|| must(WorkersPallet::unbond(signed(worker(0)), 90 * UNIT + 1)), false),
		(|| must(WorkersPallet::unbond(signed(worker(0)), 90 * UNIT)), true),
		(|| must(WorkersPallet::serve(signed(worker(0)), model(), 2_000, 100)), false),
		(|| must(WorkersPallet::rotate_key(signed(worker(0)), key_of(worker(20)))), true),
	];
	for (act, fits) in acts {
		with_workers(|| {
			let now = System::block_number();
			act();
			run_for(3);
			assert_eq!(names(TERMS, Some(now)).contains(&worker(0)), fits);
			assert_eq!(names(TERMS, Some(now)).len(), 5 + usize::from(fits));
		});
	}
}

#[test]
fn candidates_should_count_from_the_block_after_they_came_when_a_block_is_named() {
	build_and_execute(|| {
		start_workers(3);
		let now = System::block_number();
		assert_eq!(names(TERMS, None).len(), 3);
		assert!(names(TERMS, Some(now)).is_empty());
		assert_eq!(names(TERMS, Some(now + 1)).len(), 3);
	});
}
