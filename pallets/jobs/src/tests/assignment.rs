//! Who is in a committee. That the draw follows the stakes is tested beside it.

use super::*;

#[test]
fn assignment_should_lock_stake_when_three_blocks_have_passed() {
	with_workers(|| {
		let hash = request(&alice(), order());
		run_for(2);
		assert_eq!(job(hash).phase, Phase::Requested);
		let workers = assign(hash);
		assert_eq!(workers.len(), 3);
		let exposed = |who: &AccountId| exposure(who);
		assert!(workers.iter().all(|who| exposed(who) == UNIT));
		assert_eq!((0..6).map(|n| exposed(&worker(n))).sum::<Balance>(), 3 * UNIT);
		assert_eq!((job(hash).round, job(hash).due), (1, 13));
		System::assert_last_event(Event::Assigned { job: hash, round: 1, workers, due: 13 }.into());
	});
}

#[test]
fn assignment_should_lock_four_prices_when_that_is_more() {
	with_workers(|| {
		let hash = request(&alice(), Order { price: UNIT, ..order() });
		assert!(assign(hash).into_iter().all(|who| exposure(&who) == 4 * UNIT));
	});
}

/// With an independent reading of the rule: the seed is that of the two blocks after the order.
#[test]
fn assignment_should_be_drawn_with_the_two_blocks_after_the_order_when_it_is_made() {
	with_workers(|| {
		let ordered_at = System::block_number();
		let hash = request(&alice(), order());
		let chosen = assign(hash);
		let seed = [&hash[..], &vrf_of(ordered_at + 1), &vrf_of(ordered_at + 2)].concat();
		let seed = sp_io::hashing::blake2_256(&seed);
		let mut draws: Vec<_> = (0..6)
			.map(|n| {
				let hash = sp_io::hashing::blake2_256(&[&seed[..], worker(n).as_ref()].concat());
				(u64::from_le_bytes(hash[..8].try_into().unwrap()), worker(n))
			})
			.collect();
		// With equal stakes the largest numbers win.
		draws.sort();
		draws.reverse();
		let expected: Vec<_> = draws.into_iter().take(3).map(|(_, who)| who).collect();
		assert_eq!(chosen, expected);
	});
}

#[test]
fn assignment_should_wait_when_a_block_has_no_randomness() {
	with_workers(|| {
		let hash = request(&alice(), order());
		run_for(1);
		HasVrf::set(false);
		run_for(1);
		HasVrf::set(true);
		run_for(1);
		assert_eq!(job(hash).phase, Phase::Requested);
		run_for(1);
		assert_eq!(job(hash).phase, Phase::Committing);
	});
}

#[test]
fn job_should_be_refunded_when_there_is_no_randomness_for_too_long() {
	with_workers(|| {
		HasVrf::set(false);
		let hash = request(&alice(), order());
		run_for(23);
		assert_eq!(job(hash).phase, Phase::Requested);
		run_for(1);
		assert_eq!(refunded(hash), Some(RefundReason::NoRandomness));
		assert_eq!(held(HoldReason::Escrow, alice()), 0);
	});
}

/// Who can be chosen must have been there before the order: later ones could be made to fit the randomness.
#[test]
fn assignment_should_pass_over_workers_when_they_came_after_the_order() {
	type Act = fn();
	let acts: [(Act, bool); 8] = [
		(|| (), true),
		(|| must(Pool::add_stake(&worker(0), 1)), false),
		(|| must(serve(&worker(0), 400, 100)), false),
		(|| must(Pool::stop(&worker(0), model())), false),
		(|| must(Pool::unbond(&worker(0), 90 * UNIT + 1)), false),
		(|| must(Pool::unbond(&worker(0), 90 * UNIT)), true),
		(|| must(serve(&worker(0), 2_000, 100)), false),
		(|| must(Pool::rotate_key(&worker(0), key_of(&worker(20)))), true),
	];
	for (act, fits) in acts {
		build_and_execute(|| {
			start_workers(3);
			next_block();
			let hash = request(&alice(), order());
			act();
			run_for(3);
			assert_eq!(job(hash).phase == Phase::Committing, fits);
			assert_eq!(refunded(hash), (!fits).then_some(RefundReason::NoWorkers));
		});
	}
}

#[test]
fn assignment_should_pass_over_workers_when_their_stake_is_locked() {
	build_and_execute(|| {
		start_workers(3);
		next_block();
		let price = 15 * UNIT;
		let first = request(&alice(), Order { price, ..order() });
		let second = request(&alice(), Order { price, ..order() });
		run_for(3);
		assert_eq!(job(first).phase, Phase::Committing);
		assert_eq!(refunded(second), Some(RefundReason::NoWorkers));
	});
}

#[test]
fn assignment_should_count_a_worker_from_the_block_after_it_came() {
	build_and_execute(|| {
		start_workers(3);
		let early = request(&alice(), order());
		next_block();
		let late = request(&alice(), order());
		run_for(3);
		assert_eq!(refunded(early), Some(RefundReason::NoWorkers));
		assert_eq!(job(late).phase, Phase::Committing);
	});
}
