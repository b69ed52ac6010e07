//! What a payment touches, at all sizes of a pool. Its time is measured by `scripts/benchmark.sh --compare`.

use crate::{mock::*, types::MAX_MEMBERS, *};
use atelier_math::{ancestors::MAX_ANCESTORS, index::MemberAccrual};
use atelier_primitives::ip::IpId;
use frame_support::assert_ok;

/// Gives a paid pool so many members, each with the same part of what comes.
fn populate(ip: IpId, members: u32) {
	let mut pool = Pools::<Test>::get(ip).unwrap();
	let member = Member { score: 1, accrual: MemberAccrual::join(&pool.index), lock: None, deposit: None };
	for i in 0..members {
		Members::<Test>::insert(ip, 1_000 + AccountId::from(i), member.clone());
	}
	(pool.founding, pool.divided) = (false, true);
	(pool.members, pool.total_score) = (members, members.into());
	Pools::<Test>::insert(ip, pool);
}

/// What a payment takes from the state and leaves in it.
#[derive(Debug, PartialEq, Eq)]
struct Touched {
	/// Nodes of the trie that are read.
	nodes: usize,
	/// Bytes of these nodes.
	bytes: usize,
	/// Entries that are written.
	writes: usize,
}

fn touched_by_payment(members: u32, ancestors: u32) -> Touched {
	let mut ext = new_test_ext();
	let ip = ext.execute_with(|| {
		let ip = derive_from_many(ancestors);
		assert_ok!(Royalties::pay(signed(PAYER), ip, 1_000));
		populate(ip, members);
		System::reset_events();
		ip
	});
	ext.commit_all().unwrap();
	let (outcome, proof) = ext.execute_and_prove(|| Royalties::pay(signed(PAYER), ip, 1_000));
	assert_ok!(outcome);
	let nodes: Vec<_> = proof.iter_nodes().map(Vec::len).collect();
	let writes = ext.overlayed_changes().changes().count();
	ext.execute_with(|| {
		let pool = Pools::<Test>::get(ip).unwrap();
		assert_eq!((pool.members, pool.ancestors, pool.received), (members, ancestors, 2_000));
	});
	Touched { nodes: nodes.len(), bytes: nodes.iter().sum(), writes }
}

#[test]
fn payment_should_touch_the_same_when_the_pool_is_large() {
	let small = touched_by_payment(1, 0);
	for members in [1, 100, MAX_MEMBERS] {
		for ancestors in [0, 16, MAX_ANCESTORS] {
			let touched = touched_by_payment(members, ancestors);
			assert_eq!((touched.nodes, touched.writes), (small.nodes, small.writes));
			// With ancestors, numbers of the pool are not 0. At most a tenth more.
			assert!(touched.bytes * 10 <= small.bytes * 11, "{touched:?} is more than a tenth above {small:?}");
		}
	}
}
