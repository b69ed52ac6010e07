//! The queue of due jobs: that every job finds a block in which it goes on.

use super::*;

fn due() -> Vec<(u64, usize)> {
	let mut due: Vec<_> = Agenda::<Test>::iter().map(|(block, list)| (block, list.len())).collect();
	due.sort();
	due
}

/// Opens `count` jobs, 16 for each account.
fn open(count: u32) -> Vec<JobHash> {
	(0..count).map(|n| request(&account(20 + (n / 16) as u8), order())).collect()
}

#[test]
fn jobs_should_go_to_later_blocks_when_a_block_is_full() {
	with_workers(|| {
		open(40);
		assert_eq!(due(), [(9, 16), (10, 16), (11, 8)]);
		let weight = {
			run_to(8);
			System::set_block_number(9);
			<JobsPallet as frame_support::traits::Hooks<u64>>::on_initialize(9)
		};
		let expected = TestWeights::on_initialize() + TestWeights::assign(6) * 16;
		assert_eq!(weight, expected);
		assert_eq!(due(), [(10, 16), (11, 8), (13, 16)]);
	});
}

#[test]
fn request_should_fail_when_two_hundred_and_fifty_six_jobs_are_open() {
	with_workers(|| {
		let hashes = open(256);
		assert_eq!(due(), (9..25).map(|block| (block, 16)).collect::<Vec<_>>());
		let one_more = || {
			in_layer(|| {
				JobsPallet::request(signed(bob()), Box::new(order()), Balance::MAX).map(drop).map_err(|e| e.error)
			})
		};
		assert_noop!(one_more(), Error::<Test>::QueueFull);
		assert_ok!(JobsPallet::do_try_state());
		assert_ok!(JobsPallet::cancel(signed(account(20)), hashes[0]));
		assert_ok!(one_more());
		// All of them end, whatever nobody does.
		run_for(200);
		assert_eq!((OpenCount::<Test>::get(), due()), (0, vec![]));
	});
}

/// Two hundred and fifty-five others leave at least one place among sixteen blocks.
#[test]
fn job_should_find_room_when_all_others_are_in_the_way() {
	with_workers(|| {
		let hashes = open(256);
		let last = hashes[255];
		let mut moved = job(last);
		JobsPallet::unschedule(&last, &moved);
		for from in [9, 10, 24] {
			assert_ok!(JobsPallet::schedule(&last, &mut moved, from));
			assert!((from..from + 16).contains(&moved.due));
			JobsPallet::unschedule(&last, &moved);
		}
		assert_ok!(JobsPallet::schedule(&last, &mut moved, 9));
		Jobs::<Test>::insert(last, moved);
	});
}

#[test]
fn job_should_get_a_whole_period_when_a_migration_took_no_transactions() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		let started = System::block_number();
		run_for(2);
		IsMigrating::set(true);
		run_for(10);
		assert_eq!((job(hash).phase, job(hash).round), (Phase::Committing, 1));
		IsMigrating::set(false);
		let ended = System::block_number();
		assert_eq!(ended, started + 12);
		run_for(3);
		workers.iter().for_each(|who| must(commit(hash, who, &honest(hash))));
		workers.iter().for_each(|who| must(reveal(hash, who, &honest(hash))));
		run_for(6);
		assert!(finalized(hash));
		assert!(workers.iter().all(|who| wealth(who) == FUNDS + PRICE));
	});
}

#[test]
fn window_should_begin_anew_when_a_migration_ends_in_it() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		answer(hash, &thrice(lie(1)));
		run_for(5);
		IsMigrating::set(true);
		run_for(1);
		IsMigrating::set(false);
		let pause = System::block_number();
		run_for(5);
		// What is attested is the window that everybody had.
		assert_eq!(job(hash).phase, Phase::Agreed { answer: lie(1), at: pause });
		assert_ok!(challenge(&bob(), hash, &lie(1)));
	});
}

#[test]
fn draw_should_wait_when_there_is_a_migration() {
	with_workers(|| {
		let hash = request(&alice(), order());
		IsMigrating::set(true);
		run_for(9);
		assert_eq!(job(hash).phase, Phase::Requested);
		IsMigrating::set(false);
		run_for(1);
		assert_eq!(job(hash).phase, Phase::Committing);
	});
}

#[test]
fn job_should_go_on_when_the_window_is_out_of_bounds() {
	for (window, due) in [(0, 1), (u64::MAX, 100)] {
		with_workers(|| {
			let hash = request(&alice(), order());
			assign(hash);
			Window::set(window);
			answer(hash, &thrice(honest(hash)));
			run_for(due - 1);
			assert!(!finalized(hash));
			run_for(1);
			assert!(finalized(hash));
		});
	}
}
