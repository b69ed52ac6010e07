//! Weight functions of the dispatchables. The runtime measures them.

use frame_support::weights::Weight;

/// The weights of the calls. None depends on a number.
pub trait WeightInfo {
	/// The first policy of a collection, with its deposit.
	fn set_policy() -> Weight;
	/// By an agent; replaces a listing for which somebody else paid.
	fn list() -> Weight;
	/// By a stranger, because the IP asset moved; somebody else paid the deposit.
	fn delist() -> Weight;
	/// Under an enforced policy; neither buyer nor seller paid the deposit of the listing.
	fn buy() -> Weight;
	/// The same without a policy, by the account of an IP asset that is inside as many others as it can be.
	fn buy_nested() -> Weight;
	/// Replaces an offer, under an enforced policy.
	fn offer() -> Weight;
	/// Under an enforced policy, of a listed IP asset; neither buyer nor seller paid the deposit of the listing.
	fn accept() -> Weight;
	/// By a stranger, because the offer expired.
	fn withdraw_offer() -> Weight;
}

impl WeightInfo for () {
	fn set_policy() -> Weight {
		Weight::zero()
	}

	fn list() -> Weight {
		Weight::zero()
	}

	fn delist() -> Weight {
		Weight::zero()
	}

	fn buy() -> Weight {
		Weight::zero()
	}

	fn buy_nested() -> Weight {
		Weight::zero()
	}

	fn offer() -> Weight {
		Weight::zero()
	}

	fn accept() -> Weight {
		Weight::zero()
	}

	fn withdraw_offer() -> Weight {
		Weight::zero()
	}
}
