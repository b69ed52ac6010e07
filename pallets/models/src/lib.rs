#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::todo,
		clippy::unimplemented,
		clippy::unwrap_used
	)
)]

extern crate alloc;

mod access;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod inspection;
#[cfg(test)]
mod mock;
mod publication;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// [`ModelRecord`] of this chain.
pub type ModelRecordOf<T> = ModelRecord<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`ModelTerms`] of this chain.
pub type ModelTermsOf<T> = ModelTerms<AccountIdOf<T>>;

/// The pallet.
// The macros of FRAME write `expect` into what they generate; our own code is in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use atelier_primitives::{
		chain::Balance,
		engine::{ModelKind, Recompute},
		ip::IpInspect,
		licensing::LicenseInspect,
		models::{length_of, ModelFiles},
		provenance::ProvenanceInspect,
		Digest, IpId,
	};
	use frame_support::{pallet_prelude::*, traits::fungible};
	use frame_system::pallet_prelude::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Fungible currency of storage deposits.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Inference engine of the runtime. Publication reads files by it.
		type Recompute: Recompute;

		/// Registry of claims: the account that is entitled to the income of a model.
		type Provenance: ProvenanceInspect<Self::AccountId>;

		/// Registry of IP assets: owners, permissions, and the claims that assets were minted from.
		type Ips: IpInspect<Self::AccountId>;

		/// Registry of licenses: the accounts that hold one of an IP asset.
		type Licenses: LicenseInspect<Self::AccountId>;

		/// Weight information of the calls.
		type WeightInfo: WeightInfo;

		/// Benchmark fixtures of the engine and of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// Hold reasons of this pallet. Indices are never reused.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Storage deposit of the files of a model or an adapter. Held for good.
		#[codec(index = 0)]
		Files,
		/// Storage deposit of the terms of a model.
		#[codec(index = 1)]
		Terms,
	}

	/// Model records by root. Append-only: a record never changes, and is never removed.
	#[pallet::storage]
	pub type Models<T: Config> = StorageMap<_, Blake2_128Concat, Digest, ModelRecordOf<T>>;

	/// Model files by root, in the order of their publication. Append-only, like their records.
	#[pallet::storage]
	pub type Files<T: Config> = StorageMap<_, Blake2_128Concat, Digest, ModelFiles>;

	/// Terms of use by root of the model. In force only while their IP asset is that of whoever is entitled.
	#[pallet::storage]
	pub type Terms<T: Config> = StorageMap<_, Blake2_128Concat, Digest, ModelTermsOf<T>>;

	/// Events of this pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Model or adapter published; storage deposit held.
		Published {
			/// The root of the files.
			root: Digest,
			/// The kind that the engine read.
			kind: ModelKind,
			/// The account that paid the deposit.
			publisher: T::AccountId,
		},
		/// Terms of a model set or replaced.
		TermsSet {
			/// The model.
			root: Digest,
			/// Its IP asset.
			ip: IpId,
			/// The fee for each run.
			fee: Balance,
			/// The accounts that may run the model.
			access: Access,
		},
		/// Terms of a model removed; storage deposit released.
		TermsCleared {
			/// The model.
			root: Digest,
		},
	}

	/// Errors of this pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// No model or adapter is published under this root. Publish its files first.
		NotFound,
		/// The files are published already. Use the model by its root.
		AlreadyExists,
		/// The files have too many bytes together. Publish a smaller model.
		MaxFilesLengthExceeded,
		/// The paths are not those of a folder of files in UTF-8, or git would ignore one. Correct them.
		InvalidPaths,
		/// The engine cannot read the files. A gateway that is started on their folder says why.
		InvalidFiles,
		/// The files are of another kind than named. Give the kind, and the base of an adapter, as the engine reads it.
		KindMismatch,
		/// The base of the adapter is not published as a model. Publish it first.
		BaseNotFound,
		/// The root is that of an adapter. Name a model.
		NotAModel,
		/// The root is not that of an adapter of this model. Leave it out, or name its base as the model.
		AdapterMismatch,
		/// The IP asset is not that of whoever is entitled to the income of the model. Mint that claim first.
		IpMismatch,
		/// The signer may not act for the IP asset. Ask its owner for the permission `License`.
		NotAuthorized,
		/// The model has no terms. There is nothing to clear.
		TermsNotFound,
		/// The model is license-gated. Buy a license of its IP asset.
		LicenseRequired,
		/// The model is token-gated. Name an item of the collection that you own.
		PassRequired,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Publishes the files of a model or an adapter, for good.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Parameters
		///
		/// - `kind`: kind of the files; an adapter names the root of its base.
		/// - `files`: at most 4 files of 16 KiB together, with their paths.
		///
		/// ## Details
		///
		/// The chain computes the OpenSSF root of the files, and the engine reads them. The base of an adapter must be
		/// published. A storage deposit is held of the signer and never returned: jobs that name the files must stay
		/// checkable.
		///
		/// ## Errors
		///
		/// [`Error::MaxFilesLengthExceeded`], [`Error::InvalidPaths`], [`Error::AlreadyExists`], [`Error::InvalidFiles`],
		/// [`Error::KindMismatch`], [`Error::BaseNotFound`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::Published`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::publish(length_of(files)))]
		pub fn publish(origin: OriginFor<T>, kind: ModelKind, files: ModelFiles) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish(who, kind, files).map(drop)
		}

		/// Sets the terms of a model: a fee for each run, and access control.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an account with the permission `License` for the IP asset: its owner, its own account, or an agent.
		///
		/// ## Parameters
		///
		/// - `root`: root of the model.
		/// - `ip`: IP asset that was minted from the claim of whoever is entitled to the income of the model.
		/// - `fee`: fee for each run, in the smallest unit; zero for none.
		/// - `access`: accounts that may run the model.
		///
		/// ## Details
		///
		/// Terms are in force only while the IP asset is that of whoever is entitled; otherwise every account may run the
		/// model for no fee. Terms that are there are replaced, and their storage deposit returns to who paid it.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAModel`], [`Error::IpMismatch`], [`Error::NotAuthorized`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::TermsSet`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_terms())]
		pub fn set_terms(origin: OriginFor<T>, root: Digest, ip: IpId, fee: Balance, access: Access) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_terms(who, root, ip, fee, access)
		}

		/// Removes the terms of a model, and releases their storage deposit.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an account with the permission `License` for the IP asset; or by who paid the deposit, once the terms
		/// are not in force.
		///
		/// ## Parameters
		///
		/// - `root`: root of the model.
		///
		/// ## Errors
		///
		/// [`Error::TermsNotFound`], [`Error::NotAuthorized`].
		///
		/// ## Events
		///
		/// [`Event::TermsCleared`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::clear_terms())]
		pub fn clear_terms(origin: OriginFor<T>, root: Digest) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_clear_terms(who, root)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Record and files of a model or an adapter.
		pub fn model(root: Digest) -> Option<(ModelRecordOf<T>, ModelFiles)> {
			Self::model_of(&root)
		}

		/// Terms of a model in force now. Nothing if every account may run it for no fee.
		pub fn terms_of(root: Digest) -> Option<ModelTermsOf<T>> {
			Self::terms_in_force(&root)
		}
	}
}
