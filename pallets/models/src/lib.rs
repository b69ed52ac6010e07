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
mod pots;
mod publication;
mod standing;
mod takedown;
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
/// [`Pot`] of this chain.
pub type PotOf<T> = Pot<BlockNumberFor<T>>;

/// The pallet.
// The macros of FRAME write `expect` into what they generate; our own code is in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::standing::Usage;
	use atelier_primitives::{
		chain::Balance,
		engine::{ModelKind, Recompute},
		ip::{IpInspect, IpRevision},
		licensing::{CommerceInspect, LicenseInspect},
		models::{length_of, ModelFiles},
		provenance::{ClaimRegister, ProvenanceInspect},
		royalties::RoyaltyCollect,
		Digest, IpId,
	};
	use frame_support::{pallet_prelude::*, traits::fungible, PalletId};
	use frame_system::pallet_prelude::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Fungible currency of storage deposits and of pots.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Inference engine of the runtime. Publication reads files by it.
		type Recompute: Recompute;

		/// Registry of claims: who speaks for a model, and who is entitled to its income.
		type Provenance: ProvenanceInspect<Self::AccountId>;

		/// Registration of the publisher's claim, in the call that publishes.
		type Claims: ClaimRegister<Self::AccountId>;

		/// Registry of IP assets: owners, permissions, and the claims that assets were minted from.
		type Ips: IpInspect<Self::AccountId>;

		/// Registry of licenses: the accounts that hold one of an IP asset.
		type Licenses: LicenseInspect<Self::AccountId>;

		/// Commercial standing of IP assets, and the floors of their fees.
		type Commerce: CommerceInspect;

		/// Revisions of IP assets: told of each act that changes what a buyer gets.
		type Revision: IpRevision;

		/// Revenue pools that use fees are paid to.
		type Royalties: RoyaltyCollect<Self::AccountId>;

		/// Publisher period in blocks, from the publication on: no other claim that is not settled sets terms.
		type PublisherPeriod: Get<BlockNumberFor<Self>>;

		/// Idle period of a pot in blocks, from the last payment into it on: then the treasury gets what nobody is
		/// entitled to.
		#[pallet::constant]
		type PotIdlePeriod: Get<BlockNumberFor<Self>>;

		/// Treasury account. It must exist, so that it can receive any amount.
		type Treasury: Get<Self::AccountId>;

		/// Pallet id, from which the account of the pots is derived.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weight information of the calls.
		type WeightInfo: WeightInfo;

		/// Benchmark fixtures of the engine and of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// Genesis configuration: endows the account of the pots with the existential deposit.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Nothing to configure.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			use fungible::{Inspect, Mutate};
			let minted = T::Currency::mint_into(&Pallet::<T>::account(), T::Currency::minimum_balance());
			frame_support::defensive_assert!(minted.is_ok());
		}
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

	/// Model records by root. Append-only: a record is never removed, and nothing of it changes but the takedown.
	#[pallet::storage]
	pub type Models<T: Config> = StorageMap<_, Blake2_128Concat, Digest, ModelRecordOf<T>>;

	/// Model files by root, in the order of their publication. Append-only, like their records.
	#[pallet::storage]
	pub type Files<T: Config> = StorageMap<_, Blake2_128Concat, Digest, ModelFiles>;

	/// Terms of use by root of the model or adapter. In force only while their IP asset is that of the claim that speaks
	/// for it.
	#[pallet::storage]
	pub type Terms<T: Config> = StorageMap<_, Blake2_128Concat, Digest, ModelTermsOf<T>>;

	/// Pots by root of the model or adapter. None is empty.
	#[pallet::storage]
	pub type Pots<T: Config> = StorageMap<_, Blake2_128Concat, Digest, PotOf<T>>;

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
		/// Terms of a model or an adapter set or replaced.
		TermsSet {
			/// The model or adapter.
			root: Digest,
			/// Its IP asset.
			ip: IpId,
			/// The fee for each run.
			fee: Balance,
			/// The accounts that may run the model.
			access: Access,
			/// The adapters that may run with it.
			adapters: AdapterPolicy,
		},
		/// Terms of a model or an adapter removed; storage deposit released.
		TermsCleared {
			/// The model or adapter.
			root: Digest,
		},
		/// Takedown set or lifted.
		TakedownSet {
			/// The model or adapter.
			root: Digest,
			/// True if it takes no orders from now on.
			taken_down: bool,
		},
		/// Use fee paid into a pot: nobody is entitled to it yet, or its pool is gone.
		PotFilled {
			/// The model or adapter.
			root: Digest,
			/// The fee.
			amount: Balance,
		},
		/// Pot paid out, whole.
		PotReleased {
			/// The model or adapter.
			root: Digest,
			/// The IP asset whose pool got it. Nothing if the treasury did.
			ip: Option<IpId>,
			/// The amount.
			amount: Balance,
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
		/// The root is that of an adapter. Name a model; terms of an adapter allow all adapters.
		NotAModel,
		/// The root is not that of an adapter of this model. Leave it out, or name its base as the model.
		AdapterMismatch,
		/// The terms of the model do not allow the adapter. Leave it out, or ask the owner of the model to list it.
		AdapterNotAllowed,
		/// The model or an adapter takes no orders: it was taken down, or a claim that counted was revoked. Run another
		/// one.
		ModelClosed,
		/// The IP asset is not that of the claim that sets the terms now: of whoever is entitled, else of the publisher
		/// during the publisher period, else of the first. Mint that claim, or wait.
		IpMismatch,
		/// The signer may not do this for the IP asset. Ask its owner for the permission `Serve` for this fee; with it, leave
		/// access and adapters as they are.
		NotAuthorized,
		/// The signer is not the owner of the IP asset of the claim that speaks for the model now, or whoever has that claim
		/// if it was not minted. Ask the owner to take the model down.
		NotOwner,
		/// The IP asset is non-commercial. Ask for no fee, or commercialize it first.
		NotCommercial,
		/// The fee is below the floor of the IP asset. Ask for at least the floor.
		FloorNotReached,
		/// The model has no terms. There is nothing to clear.
		TermsNotFound,
		/// The model has no pot. There is nothing to release.
		PotNotFound,
		/// Nobody with an IP asset is entitled to the pot, and it has not been idle for long enough. Wait.
		NobodyEntitled,
		/// The pot cannot hold so much.
		Overflow,
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
		/// published. The signer's claim is registered in the same call, with its own deposit, unless there is one; and
		/// for [`Config::PublisherPeriod`] no other claim sets terms but an entitled one. A storage deposit is held of the
		/// signer and never returned: jobs that name the files must stay checkable.
		///
		/// ## Errors
		///
		/// [`Error::MaxFilesLengthExceeded`], [`Error::InvalidPaths`], [`Error::AlreadyExists`], [`Error::InvalidFiles`],
		/// [`Error::KindMismatch`], [`Error::BaseNotFound`], those of the registration of a claim, and those of a hold.
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

		/// Sets the terms of a model or an adapter: a fee for each run, access control, and the adapters of a model.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an account with the permission `Serve` for the IP asset: its owner, its own account, or an agent, who
		/// may change the fee only.
		///
		/// ## Parameters
		///
		/// - `root`: root of the model or adapter.
		/// - `ip`: IP asset that was minted from the claim that speaks for it: of whoever is entitled to the income; while
		///   nobody is, of the publisher during the publisher period, and of the first claimant afterwards.
		/// - `fee`: fee for each run, in the smallest unit; zero for none. At least the floor of the IP asset.
		/// - `access`: accounts that may run it.
		/// - `adapters`: adapters that may run with a model; `All` for an adapter.
		///
		/// ## Details
		///
		/// Terms are in force only while the IP asset is that of the claim that speaks for the model; otherwise every
		/// account may run it for no fee. Until somebody is entitled the fees go into the pot. Terms that are there are
		/// replaced, and their storage deposit returns to who paid it. An agent names the access and the adapters of those
		/// that are there, or `Open` and `All` where there are none. A new revision of the IP asset.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAModel`], [`Error::IpMismatch`], [`Error::NotAuthorized`],
		/// [`Error::NotCommercial`], [`Error::FloorNotReached`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::TermsSet`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_terms())]
		pub fn set_terms(
			origin: OriginFor<T>,
			root: Digest,
			ip: IpId,
			fee: Balance,
			access: Access,
			adapters: AdapterPolicy,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_terms(who, root, ip, fee, access, adapters)
		}

		/// Removes the terms of a model or an adapter, and releases their storage deposit.
		///
		/// ## Dispatch Origin
		///
		/// Signed by an account with the permission `Serve` for the IP asset, of agents only where the terms restrict
		/// neither access nor adapters; or by who paid the deposit, once the terms do not count.
		///
		/// ## Parameters
		///
		/// - `root`: root of the model or adapter.
		///
		/// ## Details
		///
		/// Without terms every account may run it for no fee, so terms that count stay while the IP asset has a floor. A
		/// new revision of the IP asset.
		///
		/// ## Errors
		///
		/// [`Error::TermsNotFound`], [`Error::NotAuthorized`], [`Error::FloorNotReached`].
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

		/// Takes a model or an adapter down, or lifts its takedown.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the IP asset of the claim that speaks for it, as in [`Call::set_terms`], or by whoever
		/// has that claim if it was not minted. Never by an agent.
		///
		/// ## Parameters
		///
		/// - `root`: root of the model or adapter.
		/// - `taken_down`: true to stop orders, false to take them again.
		///
		/// ## Details
		///
		/// No order of it is taken from now on. Jobs under way go on, and the files stay. Who has the authority later can
		/// lift it. A new revision of the IP asset.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotOwner`].
		///
		/// ## Events
		///
		/// [`Event::TakedownSet`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_takedown())]
		pub fn set_takedown(origin: OriginFor<T>, root: Digest, taken_down: bool) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_takedown(who, root, taken_down)
		}

		/// Releases a pot, whole, to the pool of whoever became entitled.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anybody.
		///
		/// ## Parameters
		///
		/// - `root`: root of the model or adapter.
		///
		/// ## Details
		///
		/// Pays the pool of the IP asset that was minted from the claim of whoever is entitled now. While there is none,
		/// the pot waits; after [`Config::PotIdlePeriod`] without a payment into it, the treasury gets it.
		///
		/// ## Errors
		///
		/// [`Error::PotNotFound`], [`Error::NobodyEntitled`], and those of a payment.
		///
		/// ## Events
		///
		/// [`Event::PotReleased`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::release())]
		pub fn release(origin: OriginFor<T>, root: Digest) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_release(root)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Record and files of a model or an adapter.
		pub fn model(root: Digest) -> Option<(ModelRecordOf<T>, ModelFiles)> {
			Self::model_of(&root)
		}

		/// Terms of a model or an adapter in force now, with the fee that an order pays. Nothing if every account may run
		/// it for no fee, or none may.
		pub fn terms_of(root: Digest) -> Option<ModelTermsOf<T>> {
			Self::terms_in_force(&root)
		}

		/// Whether a model or an adapter takes no orders.
		pub fn is_closed(root: Digest) -> bool {
			matches!(Self::usage(&root), Usage::Closed)
		}

		/// Payee of the use fees of a model or an adapter now.
		pub fn payee_of(root: Digest) -> Payee {
			Self::payee_of_root(&root)
		}

		/// Pot of a model or an adapter.
		pub fn pot_of(root: Digest) -> Option<PotOf<T>> {
			Pots::<T>::get(root)
		}
	}
}
