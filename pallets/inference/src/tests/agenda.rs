//! That every job finds a block in which it goes on.

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
			<Inference as frame_support::traits::Hooks<u64>>::on_initialize(9)
		};
		let expected = TestWeights::on_initialize() + TestWeights::assign(64) * 16;
		assert_eq!(weight, expected);
		assert_eq!(due(), [(10, 16), (11, 8), (13, 16)]);
	});
}

#[test]
fn request_should_fail_when_two_hundred_and_fifty_six_jobs_are_open() {
	with_workers(|| {
		let hashes = open(256);
		assert_eq!(due(), (9..25).map(|block| (block, 16)).collect::<Vec<_>>());
		let one_more =
			|| in_layer(|| Inference::request(signed(&bob()), Box::new(order()), 0).map(drop).map_err(|e| e.error));
		assert_noop!(one_more(), Error::<Test>::QueueFull);
		assert_ok!(Inference::do_try_state());
		assert_ok!(Inference::cancel(signed(&account(20)), hashes[0]));
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
		Inference::unschedule(&last, &moved);
		for from in [9, 10, 24] {
			assert_ok!(Inference::schedule(&last, &mut moved, from));
			assert!((from..from + 16).contains(&moved.due));
			Inference::unschedule(&last, &moved);
		}
		assert_ok!(Inference::schedule(&last, &mut moved, 9));
		Jobs::<Test>::insert(last, moved);
	});
}
