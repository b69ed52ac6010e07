#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

pub mod accounts;
pub mod engine;
pub mod error;
pub mod ext;
pub mod ips;
pub mod jobs;
pub mod licensing;
pub mod market;
pub mod models;
pub mod provenance;
pub mod royalties;
pub mod storage;
pub mod studios;
mod weights;
pub mod workers;
pub mod wrapper;

#[cfg(test)]
mod tests;

pub use accounts::Account;
pub use engine::Toy;
pub use ext::{breaks, cases, externalities, funded, run, ED};
pub use ips::{Ips, Keeper};
pub use licensing::Licenses;
pub use market::Policies;
pub use models::Models;
pub use provenance::Provenance;
pub use royalties::Royalties;
pub use studios::Follower;
pub use workers::Workers;

use atelier_primitives::{
	chain::Balance,
	ip::{IpInspect, PolicyInspect},
	royalties::PaymentKind,
};
use frame_support::traits::fungible;

/// What macros of this crate name in the crate that uses them.
#[doc(hidden)]
pub mod private {
	pub use crate::weights::{base, linear};
	pub use atelier_primitives::{chain::Balance, royalties::PaymentKind};
	pub use frame_support::{traits::ConstU128, weights::Weight};
	pub use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchResult, Storage};
}

/// The wiring of the fakes. Implemented by the mock runtime of the pallet under test.
pub trait Config: frame_system::Config<AccountId: Account> {
	/// The native currency, in which the fakes are paid.
	type Currency: fungible::Mutate<Self::AccountId, Balance = Balance>;

	/// The IP assets that exist: [`Ips`], or the pallet under test.
	type Ips: IpInspect<Self::AccountId>;

	/// The royalty policies in force: [`Policies`], the pallet under test, or `()` for none.
	type Policy: PolicyInspect;

	/// The payment kind of the pallet under test. [`Royalties`] panics at any other one.
	const PAYMENT: Option<PaymentKind> = None;
}

/// The account of the runtime under test.
pub type AccountOf<T> = <T as frame_system::Config>::AccountId;

/// The prefix of all storage of the fakes.
pub struct World<T>(core::marker::PhantomData<T>);

impl<T> frame_support::traits::Get<&'static str> for World<T> {
	fn get() -> &'static str {
		"TestWorld"
	}
}
