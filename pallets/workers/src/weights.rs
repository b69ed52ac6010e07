//! Weights of the calls. The runtime measures them.

use frame_support::weights::Weight;

/// Weight functions, one for each call.
///
/// `m` counts the models that a worker serves.
pub trait WeightInfo {
	/// Weight of `register`.
	fn register() -> Weight;
	/// Weight of `add_stake`.
	fn add_stake() -> Weight;
	/// Weight of `unbond`.
	fn unbond() -> Weight;
	/// Weight of `withdraw`.
	fn withdraw() -> Weight;
	/// Weight of `serve`.
	fn serve() -> Weight;
	/// Weight of `stop_serving`.
	fn stop_serving() -> Weight;
	/// Weight of `rotate_key`.
	fn rotate_key() -> Weight;
	/// Weight of `deregister`, of a worker that serves `m` models.
	fn deregister(m: u32) -> Weight;
}

impl WeightInfo for () {
	fn register() -> Weight {
		Weight::zero()
	}
	fn add_stake() -> Weight {
		Weight::zero()
	}
	fn unbond() -> Weight {
		Weight::zero()
	}
	fn withdraw() -> Weight {
		Weight::zero()
	}
	fn serve() -> Weight {
		Weight::zero()
	}
	fn stop_serving() -> Weight {
		Weight::zero()
	}
	fn rotate_key() -> Weight {
		Weight::zero()
	}
	fn deregister(_: u32) -> Weight {
		Weight::zero()
	}
}
