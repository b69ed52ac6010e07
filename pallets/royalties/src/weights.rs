//! Weight functions of the dispatchables and of `on_idle`. The runtime measures them.

use frame_support::weights::Weight;

/// Weight functions of the dispatchables, and of the parts of `on_idle`.
pub trait WeightInfo {
	/// A payment to an IP asset that was paid before. Independent of members and ancestors.
	fn pay() -> Weight;
	/// The first payment to an IP asset.
	fn pay_first() -> Weight;
	/// A settlement of `n` ancestors.
	fn settle(n: u32) -> Weight;
	/// A claim for oneself.
	fn claim() -> Weight;
	/// A claim for somebody else.
	fn claim_for() -> Weight;
	/// A proposal with `c` changes.
	fn propose_scores(c: u32) -> Weight;
	/// The end of a proposal with the most changes.
	fn cancel_scores() -> Weight;
	/// `c` changes.
	fn apply_scores(c: u32) -> Weight;
	/// A new authority, and the end of the proposal with the most changes.
	fn set_score_authority() -> Weight;
	/// Finding and keeping the place at which an idle block continues.
	fn on_idle_base() -> Weight;
	/// Looking at one pool.
	fn on_idle_examine() -> Weight;
}

impl WeightInfo for () {
	fn pay() -> Weight {
		Weight::zero()
	}
	fn pay_first() -> Weight {
		Weight::zero()
	}
	fn settle(_: u32) -> Weight {
		Weight::zero()
	}
	fn claim() -> Weight {
		Weight::zero()
	}
	fn claim_for() -> Weight {
		Weight::zero()
	}
	fn propose_scores(_: u32) -> Weight {
		Weight::zero()
	}
	fn cancel_scores() -> Weight {
		Weight::zero()
	}
	fn apply_scores(_: u32) -> Weight {
		Weight::zero()
	}
	fn set_score_authority() -> Weight {
		Weight::zero()
	}
	fn on_idle_base() -> Weight {
		Weight::zero()
	}
	fn on_idle_examine() -> Weight {
		Weight::zero()
	}
}
