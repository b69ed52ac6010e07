use crate::{
	mock::*,
	types::{Run, MAX_IDLE_POOLS},
	*,
};
use atelier_primitives::ip::IpId;
use frame_support::{traits::Hooks, weights::Weight};

fn idle(time: u64) -> Weight {
	Royalties::on_idle(1, weight(time))
}

#[test]
fn idle_block_should_settle_when_the_amount_is_worth_it() {
	build_and_execute(|| {
		let parent = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(parent, 10)]);
		pay(child, 1_000);
		assert_eq!(Pools::<Test>::get(child).unwrap().pending(), 99);
		assert_eq!(idle(u64::MAX), weight(10 + 2 * 20));
		assert_eq!(Royalties::claimable(parent, ALICE), 0);
		// Of 1,020 units 10 are the fee; a tenth of the rest is 101.
		pay(child, 20);
		idle(u64::MAX);
		assert_eq!(Royalties::claimable(parent, ALICE), 101);
	});
}

#[test]
fn idle_block_should_hand_over_fees_when_they_are_worth_it() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 9_999);
		idle(u64::MAX);
		assert_eq!(balance(TREASURY), 0);
		pay(ip, 1);
		assert_eq!(idle(u64::MAX), weight(10 + 20 + 500 + 20));
		assert_eq!(balance(TREASURY), 100);
	});
}

#[test]
fn idle_block_should_go_on_when_the_collector_cannot_receive() {
	build_and_execute(|| {
		MinIdleSettlement::set(0);
		pay(Ips::mint(0, ALICE), 100);
		assert_eq!(idle(u64::MAX), weight(10 + 20 + 500 + 20));
		assert_eq!(balance(TREASURY), 0);
	});
}

#[test]
fn idle_block_should_do_nothing_when_there_is_no_weight() {
	build_and_execute(|| {
		let child = derive(1, BOB, &[(Ips::mint(0, ALICE), 10)]);
		pay(child, 100_000);
		assert_eq!(idle(29), Weight::zero());
		// Enough to look, not to settle: the pool stays first in line.
		assert_eq!(idle(10 + 20 + 563), weight(30));
		assert_eq!(Pools::<Test>::get(child).unwrap().settled, 0);
		assert_eq!(idle(10 + 20 + 564), weight(594));
		assert_eq!(Pools::<Test>::get(child).unwrap().settled, 99_000);
		assert_eq!(IdleCursor::<Test>::get(), Some(child));
	});
}

#[test]
fn idle_block_should_settle_one_chunk_when_there_are_many_ancestors() {
	build_and_execute(|| {
		let child = derive_from_many(100);
		pay(child, 10_000_000);
		MinIdleSettlement::set(1);
		idle(10 + 20 + 564);
		assert_eq!(Pools::<Test>::get(child).unwrap().run, Some(Run { target: 9_900_000, next: 64, credited: 64 * 9 }));
	});
}

#[test]
fn idle_block_should_wait_when_each_chunk_would_bring_too_little() {
	build_and_execute(|| {
		let child = derive_from_many(100);
		// 99 units for each of 100 ancestors: 9,900 in two chunks.
		pay(child, 100_000_000);
		let next = || Pools::<Test>::get(child).unwrap().run.map(|run| run.next);
		let settle = || {
			idle(10 + 20 + 564);
			next()
		};
		MinIdleSettlement::set(4_951);
		assert_eq!(settle(), None);
		MinIdleSettlement::set(4_950);
		assert_eq!(settle(), Some(64));
		// What the run has credited does not count again: 36 ancestors are left, in one chunk.
		assert_eq!(Pools::<Test>::get(child).unwrap().pending(), 36 * 99);
		// The ancestors have pools now: it takes some blocks to go around.
		let idle_blocks = || {
			for _ in 0..8 {
				idle(u64::MAX);
			}
		};
		MinIdleSettlement::set(36 * 99 + 1);
		idle_blocks();
		assert_eq!(next(), Some(64));
		MinIdleSettlement::set(36 * 99);
		idle_blocks();
		assert_eq!((next(), Pools::<Test>::get(child).unwrap().pending()), (None, 0));
	});
}

#[test]
fn idle_blocks_should_reach_every_pool_when_they_go_around() {
	build_and_execute(|| {
		let parent = Ips::mint(1_000, ALICE);
		let count = 2 * MAX_IDLE_POOLS + 5;
		for item in 0..count {
			pay(derive(item, BOB, &[(parent, 10)]), 100_000);
		}
		let unsettled = || Pools::<Test>::iter_values().filter(Pool::is_unsettled).count();
		assert_eq!(unsettled(), count as usize);
		idle(u64::MAX);
		assert!((count as usize - unsettled()).abs_diff(MAX_IDLE_POOLS as usize) <= 1);
		for _ in 0..4 {
			idle(u64::MAX);
		}
		assert_eq!(unsettled(), 0);
		assert_eq!(Royalties::claimable(parent, ALICE), 9_900 * u128::from(count));
	});
}

#[test]
fn idle_block_should_start_over_when_it_came_to_the_end() {
	build_and_execute(|| {
		idle(u64::MAX);
		pay(Ips::mint(0, ALICE), 5);
		idle(10 + 20);
		assert_eq!(IdleCursor::<Test>::get(), Some(IpId::new(0, 0)));
		idle(10 + 20);
		assert_eq!(IdleCursor::<Test>::get(), None);
	});
}
