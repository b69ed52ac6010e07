//! Weights of the calls. The runtime measures them.

use frame_support::weights::Weight;

/// Weight functions, one for each call.
pub trait WeightInfo {
	/// Weight of `submit`.
	fn submit() -> Weight;
	/// Weight of `withdraw`.
	fn withdraw() -> Weight;
	/// Weight of `accept`.
	fn accept() -> Weight;
	/// Weight of `reject`.
	fn reject() -> Weight;
	/// Weight of `set_curator`.
	fn set_curator() -> Weight;
}

impl WeightInfo for () {
	fn submit() -> Weight {
		Weight::zero()
	}
	fn withdraw() -> Weight {
		Weight::zero()
	}
	fn accept() -> Weight {
		Weight::zero()
	}
	fn reject() -> Weight {
		Weight::zero()
	}
	fn set_curator() -> Weight {
		Weight::zero()
	}
}
