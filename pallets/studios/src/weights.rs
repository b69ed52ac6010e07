//! Weights of the calls and of the hook. The runtime measures them.

use frame_support::weights::Weight;

/// Weight functions, one for each call, and one for the hook.
///
/// `f` counts founders, `m` members, `l` bytes of a call, `o` open votes.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn create(f: u32) -> Weight;
	fn set_metadata() -> Weight;
	fn set_rule(m: u32) -> Weight;
	fn fall_back(m: u32) -> Weight;
	fn add_member() -> Weight;
	fn remove_invitation() -> Weight;
	fn join() -> Weight;
	fn leave() -> Weight;
	fn remove_member() -> Weight;
	fn delegate() -> Weight;
	fn undelegate() -> Weight;
	fn lock() -> Weight;
	fn unlock() -> Weight;
	fn propose(l: u32) -> Weight;
	fn cancel() -> Weight;
	fn vote() -> Weight;
	fn unvote() -> Weight;
	fn close() -> Weight;
	fn enact(l: u32) -> Weight;
	fn prune() -> Weight;
	/// Following one score, of a member whose delegate has `o` open votes.
	fn on_score_changed(o: u32) -> Weight;
}

impl WeightInfo for () {
	fn create(_: u32) -> Weight {
		Weight::zero()
	}
	fn set_metadata() -> Weight {
		Weight::zero()
	}
	fn set_rule(_: u32) -> Weight {
		Weight::zero()
	}
	fn fall_back(_: u32) -> Weight {
		Weight::zero()
	}
	fn add_member() -> Weight {
		Weight::zero()
	}
	fn remove_invitation() -> Weight {
		Weight::zero()
	}
	fn join() -> Weight {
		Weight::zero()
	}
	fn leave() -> Weight {
		Weight::zero()
	}
	fn remove_member() -> Weight {
		Weight::zero()
	}
	fn delegate() -> Weight {
		Weight::zero()
	}
	fn undelegate() -> Weight {
		Weight::zero()
	}
	fn lock() -> Weight {
		Weight::zero()
	}
	fn unlock() -> Weight {
		Weight::zero()
	}
	fn propose(_: u32) -> Weight {
		Weight::zero()
	}
	fn cancel() -> Weight {
		Weight::zero()
	}
	fn vote() -> Weight {
		Weight::zero()
	}
	fn unvote() -> Weight {
		Weight::zero()
	}
	fn close() -> Weight {
		Weight::zero()
	}
	fn enact(_: u32) -> Weight {
		Weight::zero()
	}
	fn prune() -> Weight {
		Weight::zero()
	}
	fn on_score_changed(_: u32) -> Weight {
		Weight::zero()
	}
}
