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

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod exposure;
#[cfg(test)]
mod mock;
mod offers;
mod pool;
mod registration;
mod stake;
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
/// [`Worker`] of this chain.
pub type WorkerOf<T> = Worker<BlockNumberFor<T>>;
/// [`OfferList`] of this chain.
pub type OfferListOf<T> = OfferList<AccountIdOf<T>, BlockNumberFor<T>>;

/// The pallet.
// The macros of FRAME write `expect` into what they generate; our own code is in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use atelier_primitives::{chain::Balance, models::ModelInspect, workers::WorkerKey, Digest};
	use frame_support::{dispatch::DispatchResultWithPostInfo, pallet_prelude::*, traits::fungible};
	use frame_system::pallet_prelude::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Fungible currency of stake.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Registry of published models. Only a model can be served.
		type Models: ModelInspect;

		/// Unbonding period in blocks.
		#[pallet::constant]
		type UnbondingPeriod: Get<BlockNumberFor<Self>>;

		/// Minimum active stake of a candidate for a seat. Below it, a worker can also lose its place in a full list of
		/// offers.
		#[pallet::constant]
		type MinStake: Get<Balance>;

		/// Weight information of the calls.
		type WeightInfo: WeightInfo;

		/// Benchmark fixtures of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper;
	}

	/// Hold reasons of this pallet. Indices are never reused.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Stake of a worker, including what unbonds.
		#[codec(index = 0)]
		Stake,
	}

	/// Worker ledgers by account.
	#[pallet::storage]
	pub type Workers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, WorkerOf<T>>;

	/// Reverse index of worker keys: the account that registered each.
	#[pallet::storage]
	pub type Keys<T: Config> = StorageMap<_, Blake2_128Concat, WorkerKey, T::AccountId>;

	/// Standing offers by root of the model.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Blake2_128Concat, Digest, OfferListOf<T>, ValueQuery>;

	/// Events of this pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Worker registered; stake held.
		Registered {
			/// The worker.
			worker: T::AccountId,
			/// Its key.
			key: WorkerKey,
			/// Its stake.
			stake: Balance,
		},
		/// Stake added and held.
		StakeAdded {
			/// The worker.
			worker: T::AccountId,
			/// The amount added.
			amount: Balance,
		},
		/// Unbonding started, or started anew with more.
		Unbonding {
			/// The worker.
			worker: T::AccountId,
			/// The amount that unbonds, all together.
			amount: Balance,
			/// The first block in which it can be withdrawn.
			until: BlockNumberFor<T>,
		},
		/// Unbonded stake withdrawn; hold released.
		Withdrawn {
			/// The worker.
			worker: T::AccountId,
			/// The amount.
			amount: Balance,
		},
		/// Offer to serve a model made or replaced.
		ServingStarted {
			/// The worker.
			worker: T::AccountId,
			/// The model.
			root: Digest,
			/// The least price that it works for.
			min_price: Balance,
			/// The longest output that it makes, in bytes.
			max_output: u32,
		},
		/// Offer to serve a model removed: by the worker, or evicted from a full list for lack of stake.
		ServingStopped {
			/// The worker.
			worker: T::AccountId,
			/// The model.
			root: Digest,
		},
		/// Key of a worker replaced.
		KeyRotated {
			/// The worker.
			worker: T::AccountId,
			/// The new key.
			key: WorkerKey,
		},
		/// Worker deregistered; ledger, key and offers removed.
		Deregistered {
			/// The account that was a worker.
			worker: T::AccountId,
		},
	}

	/// Errors of this pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// The account is not registered as a worker. Register first.
		NotFound,
		/// The account is registered as a worker already. Add stake, or rotate the key.
		AlreadyExists,
		/// The key is registered by a worker already. Generate a fresh one.
		KeyTaken,
		/// The active stake is below the minimum. Stake more.
		MinStakeNotReached,
		/// The free stake is smaller than this amount. Wait for exposures to be released, or name less.
		StakeLocked,
		/// Nothing unbonds, or the unbonding period is not over. Unbond first, and wait until then.
		NothingToWithdraw,
		/// The worker has stake. Stop serving, wait for exposures to be released, unbond all, and withdraw it in time.
		StakeRemains,
		/// The worker serves as many models as it can. Stop serving one.
		MaxModelsExceeded,
		/// The model has as many offers as it can have. Serve another one.
		MaxOffersExceeded,
		/// The worker has no offer for this model. There is nothing to take back.
		NotServing,
		/// No model is published under this root. Publish it first.
		ModelNotFound,
		/// The root is that of an adapter. Serve its base.
		NotAModel,
		/// The stake would be larger than can be counted. Add less.
		Overflow,
		/// The exposure or the stake of the worker is smaller than this amount. Release or slash what was exposed.
		ExposureMismatch,
		/// The slash is larger than its exposure, or its shares are larger than the slash. Take no more than is locked.
		SlashMismatch,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::UnbondingPeriod::get() > 0u32.into(), "the unbonding period has no blocks");
			assert!(T::MinStake::get() > 0, "whoever stakes nothing would be a candidate");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers the signer as a worker, and holds its stake.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Parameters
		///
		/// - `key`: public sr25519 key of type `atlw` in the keystore of the worker's node.
		/// - `stake`: stake in the smallest unit, at least `MinStake`.
		///
		/// ## Details
		///
		/// Nobody proves to have the key. A signature by it names the worker, so a foreign one is of no use.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyExists`], [`Error::KeyTaken`], [`Error::MinStakeNotReached`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::Registered`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register())]
		pub fn register(origin: OriginFor<T>, key: WorkerKey, stake: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, key, stake)
		}

		/// Adds stake.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Parameters
		///
		/// - `amount`: amount to add, in the smallest unit.
		///
		/// ## Details
		///
		/// All of the stake, the old one too, counts only for work that is offered after this block: who sees how a
		/// committee will be drawn cannot stake to fit it.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Overflow`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::StakeAdded`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::add_stake())]
		pub fn add_stake(origin: OriginFor<T>, amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_stake(who, amount)
		}

		/// Starts to unbond stake.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Parameters
		///
		/// - `amount`: amount to unbond, in the smallest unit, at most the free stake.
		///
		/// ## Details
		///
		/// Adds to what unbonds already; all of it then waits a whole period anew. What is exposed stays. A worker whose
		/// active stake is below the minimum is no candidate.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::StakeLocked`].
		///
		/// ## Events
		///
		/// [`Event::Unbonding`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::unbond())]
		pub fn unbond(origin: OriginFor<T>, amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unbond(who, amount)
		}

		/// Withdraws the stake whose unbonding period is over.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NothingToWithdraw`].
		///
		/// ## Events
		///
		/// [`Event::Withdrawn`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who)
		}

		/// Offers to run a model.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Parameters
		///
		/// - `root`: root of the model.
		/// - `min_price`: least price that it works for, in the smallest unit.
		/// - `max_output`: longest output that it makes, in bytes.
		///
		/// ## Details
		///
		/// Counts for work that is offered after this block. Replaces an offer for the same model. If the list of offers
		/// is full, it evicts a worker whose active stake is below the minimum, if there is one.
		///
		/// ## Errors
		///
		/// [`Error::ModelNotFound`], [`Error::NotAModel`], [`Error::NotFound`], [`Error::MinStakeNotReached`],
		/// [`Error::MaxModelsExceeded`], [`Error::MaxOffersExceeded`].
		///
		/// ## Events
		///
		/// [`Event::ServingStarted`]; [`Event::ServingStopped`] for an evicted worker.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::serve())]
		pub fn serve(origin: OriginFor<T>, root: Digest, min_price: Balance, max_output: u32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_serve(who, root, min_price, max_output)
		}

		/// Takes back an offer. What the worker is exposed for goes on.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Parameters
		///
		/// - `root`: root of the model.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotServing`].
		///
		/// ## Events
		///
		/// [`Event::ServingStopped`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::stop_serving())]
		pub fn stop_serving(origin: OriginFor<T>, root: Digest) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_stop_serving(who, root)
		}

		/// Replaces the key of a worker, at once.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Parameters
		///
		/// - `key`: public sr25519 key of type `atlw` that no worker has.
		///
		/// ## Errors
		///
		/// [`Error::KeyTaken`], [`Error::NotFound`].
		///
		/// ## Events
		///
		/// [`Event::KeyRotated`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::rotate_key())]
		pub fn rotate_key(origin: OriginFor<T>, key: WorkerKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_rotate_key(who, key)
		}

		/// Deregisters a worker, with its key and all its offers.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker that has withdrawn all its stake.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::StakeRemains`].
		///
		/// ## Events
		///
		/// [`Event::Deregistered`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::deregister(MAX_MODELS_PER_WORKER))]
		pub fn deregister(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let models = Self::do_deregister(who)?;
			Ok(Some(T::WeightInfo::deregister(models)).into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Ledger of a worker.
		pub fn worker(worker: T::AccountId) -> Option<WorkerOf<T>> {
			Workers::<T>::get(worker)
		}

		/// Standing offers for a model.
		pub fn offers(root: Digest) -> OfferListOf<T> {
			Offers::<T>::get(root)
		}
	}
}
