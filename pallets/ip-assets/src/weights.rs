//! Weight functions of the dispatchables. The runtime measures them.

use frame_support::weights::Weight;

/// The weight of each call and hook. `d` is the number of IP accounts that the recipient is inside, itself included.
/// `transfer_paid` is a gift that pays a floor: then the recipient is no IP account.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn create_collection() -> Weight;
	fn set_collection_metadata() -> Weight;
	fn mint(d: u32) -> Weight;
	fn set_metadata() -> Weight;
	fn freeze_metadata() -> Weight;
	fn transfer(d: u32) -> Weight;
	fn transfer_paid() -> Weight;
	fn burn() -> Weight;
	fn act_as() -> Weight;
	fn grant_permission() -> Weight;
	fn grant_permission_new() -> Weight;
	fn revoke_permission() -> Weight;
	fn deprecate_claim() -> Weight;
	fn revoke_claim() -> Weight;
	fn allow_studios() -> Weight;
	fn on_finalize() -> Weight;
}

impl WeightInfo for () {
	fn create_collection() -> Weight {
		Weight::zero()
	}

	fn set_collection_metadata() -> Weight {
		Weight::zero()
	}

	fn mint(_: u32) -> Weight {
		Weight::zero()
	}

	fn set_metadata() -> Weight {
		Weight::zero()
	}

	fn freeze_metadata() -> Weight {
		Weight::zero()
	}

	fn transfer(_: u32) -> Weight {
		Weight::zero()
	}

	fn transfer_paid() -> Weight {
		Weight::zero()
	}

	fn burn() -> Weight {
		Weight::zero()
	}

	fn act_as() -> Weight {
		Weight::zero()
	}

	fn grant_permission() -> Weight {
		Weight::zero()
	}

	fn grant_permission_new() -> Weight {
		Weight::zero()
	}

	fn revoke_permission() -> Weight {
		Weight::zero()
	}

	fn deprecate_claim() -> Weight {
		Weight::zero()
	}

	fn revoke_claim() -> Weight {
		Weight::zero()
	}

	fn allow_studios() -> Weight {
		Weight::zero()
	}

	fn on_finalize() -> Weight {
		Weight::zero()
	}
}
