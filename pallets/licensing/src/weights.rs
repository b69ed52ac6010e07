//! Weight functions of the dispatchables. The runtime measures them.

use frame_support::weights::Weight;

/// Weight functions of the dispatchables.
pub trait WeightInfo {
	/// `u`: bytes of the URI.
	fn register_terms(u: u32) -> Weight;
	#[allow(missing_docs)]
	fn remove_terms() -> Weight;
	#[allow(missing_docs)]
	fn attach_terms() -> Weight;
	#[allow(missing_docs)]
	fn detach_terms() -> Weight;
	#[allow(missing_docs)]
	fn set_disabled() -> Weight;
	#[allow(missing_docs)]
	fn mint_license() -> Weight;
	#[allow(missing_docs)]
	fn transfer_license() -> Weight;
	#[allow(missing_docs)]
	fn burn_license() -> Weight;
	#[allow(missing_docs)]
	fn approve_derivative() -> Weight;
	/// `t`: parents under terms, `l`: parents under licenses, `a`: ancestors of the derivative.
	fn mint_derivative(t: u32, l: u32, a: u32) -> Weight;
	#[allow(missing_docs)]
	fn approve_link() -> Weight;
	#[allow(missing_docs)]
	fn revoke_link_approval() -> Weight;
	#[allow(missing_docs)]
	fn approve_commercialization() -> Weight;
	/// `p`: parents.
	fn commercialize(p: u32) -> Weight;
	#[allow(missing_docs)]
	fn revoke_approval() -> Weight;
	/// `t`: parents under terms, `l`: parents under licenses, `c`: approvals of the link, `a`: ancestors of the derivative.
	fn register_derivative(t: u32, l: u32, c: u32, a: u32) -> Weight;
	#[allow(missing_docs)]
	fn request_approval() -> Weight;
	#[allow(missing_docs)]
	fn set_license_floor() -> Weight;
}

impl WeightInfo for () {
	fn register_terms(_: u32) -> Weight {
		Weight::zero()
	}

	fn remove_terms() -> Weight {
		Weight::zero()
	}

	fn attach_terms() -> Weight {
		Weight::zero()
	}

	fn detach_terms() -> Weight {
		Weight::zero()
	}

	fn set_disabled() -> Weight {
		Weight::zero()
	}

	fn mint_license() -> Weight {
		Weight::zero()
	}

	fn transfer_license() -> Weight {
		Weight::zero()
	}

	fn burn_license() -> Weight {
		Weight::zero()
	}

	fn approve_derivative() -> Weight {
		Weight::zero()
	}

	fn mint_derivative(_: u32, _: u32, _: u32) -> Weight {
		Weight::zero()
	}

	fn approve_link() -> Weight {
		Weight::zero()
	}

	fn revoke_link_approval() -> Weight {
		Weight::zero()
	}

	fn approve_commercialization() -> Weight {
		Weight::zero()
	}

	fn commercialize(_: u32) -> Weight {
		Weight::zero()
	}

	fn revoke_approval() -> Weight {
		Weight::zero()
	}

	fn register_derivative(_: u32, _: u32, _: u32, _: u32) -> Weight {
		Weight::zero()
	}

	fn request_approval() -> Weight {
		Weight::zero()
	}

	fn set_license_floor() -> Weight {
		Weight::zero()
	}
}
