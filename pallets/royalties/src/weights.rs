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
	/// A settlement that finds nothing due.
	fn settle_nothing() -> Weight;
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
	/// An offer that replaces somebody else's.
	fn offer_score_authority() -> Weight;
	/// A new authority, and the end of the proposal with the most changes.
	fn accept_score_authority() -> Weight;
	/// The end of a void offer.
	fn withdraw_authority_offer() -> Weight;
	/// A lock in a pool whose founding members have no records.
	fn lock_score() -> Weight;
	/// The end of the last lock of a pool.
	fn unlock_score() -> Weight;
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
	fn settle_nothing() -> Weight {
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
	fn offer_score_authority() -> Weight {
		Weight::zero()
	}
	fn accept_score_authority() -> Weight {
		Weight::zero()
	}
	fn withdraw_authority_offer() -> Weight {
		Weight::zero()
	}
	fn lock_score() -> Weight {
		Weight::zero()
	}
	fn unlock_score() -> Weight {
		Weight::zero()
	}
	fn on_idle_base() -> Weight {
		Weight::zero()
	}
	fn on_idle_examine() -> Weight {
		Weight::zero()
	}
}
