//! Weight functions of the dispatchables. The runtime measures them.

use frame_support::weights::Weight;

/// The weights of the calls. `e` counts edges, `a` the ancestors that were visited, `o` oppositions.
pub trait WeightInfo {
	/// Weight of `register`.
	fn register(e: u32, a: u32) -> Weight;
	/// Weight of `commit`.
	fn commit() -> Weight;
	/// Weight of `reveal`.
	fn reveal(e: u32, a: u32) -> Weight;
	/// Weight of `withdraw_commitment`.
	fn withdraw_commitment() -> Weight;
	/// Weight of `withdraw_claim`.
	fn withdraw_claim(e: u32) -> Weight;
	/// Weight of `set_status`.
	fn set_status() -> Weight;
	/// Weight of `attest`.
	fn attest() -> Weight;
	/// Weight of `revoke_attestation`.
	fn revoke_attestation() -> Weight;
	/// Weight of `remove_claim`.
	fn remove_claim(e: u32) -> Weight;
	/// Weight of `oppose`.
	fn oppose() -> Weight;
	/// Weight of `withdraw_opposition`.
	fn withdraw_opposition() -> Weight;
	/// Weight of `decide`.
	fn decide(o: u32) -> Weight;
	/// Weight of `end_opposition`.
	fn end_opposition(o: u32) -> Weight;
	/// Weight of `postpone`.
	fn postpone() -> Weight;
}

impl WeightInfo for () {
	fn register(_: u32, _: u32) -> Weight {
		Weight::zero()
	}
	fn commit() -> Weight {
		Weight::zero()
	}
	fn reveal(_: u32, _: u32) -> Weight {
		Weight::zero()
	}
	fn withdraw_commitment() -> Weight {
		Weight::zero()
	}
	fn withdraw_claim(_: u32) -> Weight {
		Weight::zero()
	}
	fn set_status() -> Weight {
		Weight::zero()
	}
	fn attest() -> Weight {
		Weight::zero()
	}
	fn revoke_attestation() -> Weight {
		Weight::zero()
	}
	fn remove_claim(_: u32) -> Weight {
		Weight::zero()
	}
	fn oppose() -> Weight {
		Weight::zero()
	}
	fn withdraw_opposition() -> Weight {
		Weight::zero()
	}
	fn decide(_: u32) -> Weight {
		Weight::zero()
	}
	fn end_opposition(_: u32) -> Weight {
		Weight::zero()
	}
	fn postpone() -> Weight {
		Weight::zero()
	}
}
