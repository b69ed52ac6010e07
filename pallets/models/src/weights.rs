//! Weights of the calls. The runtime measures them.

use frame_support::weights::Weight;

/// Weight functions, one for each call.
///
/// `b` counts bytes of files, with their paths.
pub trait WeightInfo {
	/// Weight of `publish`, of files of `b` bytes.
	fn publish(b: u32) -> Weight;
	/// Weight of `set_terms`.
	fn set_terms() -> Weight;
	/// Weight of `clear_terms`.
	fn clear_terms() -> Weight;
	/// Weight of `set_takedown`.
	fn set_takedown() -> Weight;
	/// Weight of `release`.
	fn release() -> Weight;
}

impl WeightInfo for () {
	fn publish(_: u32) -> Weight {
		Weight::zero()
	}
	fn set_terms() -> Weight {
		Weight::zero()
	}
	fn clear_terms() -> Weight {
		Weight::zero()
	}
	fn set_takedown() -> Weight {
		Weight::zero()
	}
	fn release() -> Weight {
		Weight::zero()
	}
}
