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

mod agenda;
mod assignment;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod challenge;
mod commitment;
pub mod crypto;
#[cfg(test)]
mod mock;
mod order;
mod pruning;
mod publication;
mod record;
mod reveal;
mod settlement;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod verdict;
mod view;
pub mod weights;
pub mod worker;
mod workers;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// A job, as this runtime stores it.
pub type JobOf<T> = Job<AccountIdOf<T>, BlockNumberFor<T>>;
/// A worker, as this runtime stores it.
pub type WorkerOf<T> = Worker<BlockNumberFor<T>>;
/// The workers that serve a model, as this runtime stores them.
pub type OffersOf<T> = Offers<AccountIdOf<T>, BlockNumberFor<T>>;
/// What is known of weights, as this runtime stores it.
pub type WeightsInfoOf<T> = WeightsInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// All about a job, as this runtime shows it.
pub type JobDetailsOf<T> = JobDetails<AccountIdOf<T>, BlockNumberFor<T>>;

/// The pallet.
// The macros of FRAME write `expect` into what they generate; our own code is in the other files. A call takes what is
// signed, and that is more than seven things.
#[allow(clippy::expect_used, clippy::too_many_arguments)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		crypto::{WorkerKey, WorkerSignature},
		*,
	};
	use alloc::{boxed::Box, vec::Vec};
	use atelier_primitives::{
		chain::Balance,
		inference::{Recompute, WeightsKind},
		ip::{CollectionId, IpInspect, IpMint, IpTraits, Metadata, TraitKey},
		licensing::LicenseInspect,
		provenance::{ProvenanceInspect, ProvenanceRegister},
		royalties::RoyaltyCollect,
		Digest, IpId, Page,
	};
	use frame_support::{
		dispatch::DispatchResultWithPostInfo,
		pallet_prelude::*,
		traits::{
			fungible::{self, Credit},
			OnUnbalanced,
		},
		PalletId,
	};
	use frame_system::{
		ensure_authorized,
		offchain::{CreateAuthorizedTransaction, CreateSignedTransaction, SigningTypes},
		pallet_prelude::*,
	};
	use sp_runtime::{MultiSignature, MultiSigner};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ CreateAuthorizedTransaction<Call<Self>>
		+ CreateSignedTransaction<Call<Self>>
		+ SigningTypes<Public = MultiSigner, Signature = MultiSignature>
	{
		/// What everything is paid in.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::hold::Balanced<Self::AccountId>;

		/// Why something is held, in the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The engine.
		type Recompute: Recompute;

		/// Who claims which model, and where records are written.
		type Provenance: ProvenanceInspect<Self::AccountId> + ProvenanceRegister<Self::AccountId>;

		/// Who owns which IP asset, and what becomes of outputs.
		type Ips: IpInspect<Self::AccountId> + IpMint<Self::AccountId> + IpTraits<Self::AccountId>;

		/// Who holds licenses.
		type Licenses: LicenseInspect<Self::AccountId>;

		/// Where the fees of models go.
		type Royalties: RoyaltyCollect<Self::AccountId>;

		/// In `on_initialize`: the VRF output of the author of the parent block. Nothing if it had none.
		type Vrf: Get<Option<[u8; 32]>>;

		/// Where job fees go.
		type FeeDestination: OnUnbalanced<Credit<Self::AccountId, Self::Currency>>;

		/// What each worker of a committee adds to the job fee. At least what its transactions would pay in all rounds.
		type JobFee: Get<Balance>;

		/// For how many blocks an answer can be challenged: one at least, `Retention` at most.
		type Window: Get<BlockNumberFor<Self>>;

		/// The size of the smallest committee.
		type CommitteeFloor: Get<u8>;

		/// For how many blocks a committee may commit.
		#[pallet::constant]
		type CommitPeriod: Get<BlockNumberFor<Self>>;

		/// For how many blocks a committee may reveal.
		#[pallet::constant]
		type RevealPeriod: Get<BlockNumberFor<Self>>;

		/// How many blocks a job waits for blocks with randomness.
		#[pallet::constant]
		type RandomnessPatience: Get<BlockNumberFor<Self>>;

		/// How many blocks stake is on its way back.
		#[pallet::constant]
		type UnbondingPeriod: Get<BlockNumberFor<Self>>;

		/// How many blocks a job stays after its end.
		#[pallet::constant]
		type Retention: Get<BlockNumberFor<Self>>;

		/// The least stake with which a worker is assigned.
		#[pallet::constant]
		type MinStake: Get<Balance>;

		/// The least that is locked of a worker for a job. The smallest share of a slash, a quarter of a twentieth of it,
		/// must be an amount that any account can receive.
		#[pallet::constant]
		type MinExposure: Get<Balance>;

		/// The least that a job pays each worker. An amount that any account can receive.
		#[pallet::constant]
		type MinPrice: Get<Balance>;

		/// The longest output in bytes.
		#[pallet::constant]
		type MaxOutput: Get<u32>;

		/// The highest cost of a job, in units of the engine. Set so that a challenge fits into a tenth of a block.
		#[pallet::constant]
		type MaxCost: Get<u64>;

		/// What the account of the pallet is derived from. Fees of models pass through it; it must exist.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;

		/// What the benchmarks need of the engine and of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// What the account of the pallet exists by is minted at genesis.
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

	/// Why something is held. An index is never used twice.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The stake of a worker.
		#[codec(index = 0)]
		Stake,
		/// What a job may cost.
		#[codec(index = 1)]
		Escrow,
		/// A job is in storage.
		#[codec(index = 2)]
		Job,
		/// Weights are in storage.
		#[codec(index = 3)]
		Weights,
		/// Terms of a model are in storage.
		#[codec(index = 4)]
		Terms,
	}

	/// What is known of weights. Never changes, never goes.
	#[pallet::storage]
	pub type Weights<T: Config> = StorageMap<_, Blake2_128Concat, Digest, WeightsInfoOf<T>>;

	/// The files of weights, in the order of their publication. Never change, never go.
	#[pallet::storage]
	pub type Files<T: Config> = StorageMap<_, Blake2_128Concat, Digest, WeightsFiles>;

	/// What is asked for the use of models. Counts only while its IP asset is that of whoever is entitled.
	#[pallet::storage]
	pub type Terms<T: Config> = StorageMap<_, Blake2_128Concat, Digest, ModelTerms<T::AccountId>>;

	/// The workers.
	#[pallet::storage]
	pub type Workers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, WorkerOf<T>>;

	/// Whose key it is.
	#[pallet::storage]
	pub type Keys<T: Config> = StorageMap<_, Blake2_128Concat, WorkerKey, T::AccountId>;

	/// Who serves which model.
	#[pallet::storage]
	pub type Serving<T: Config> = StorageMap<_, Blake2_128Concat, Digest, OffersOf<T>, ValueQuery>;

	/// The number of the next order.
	#[pallet::storage]
	pub type NextNonce<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// What was ordered. Stays as long as the job.
	#[pallet::storage]
	pub type Orders<T: Config> = StorageMap<_, Identity, JobHash, Order>;

	/// The jobs, until they are pruned.
	#[pallet::storage]
	pub type Jobs<T: Config> = StorageMap<_, Identity, JobHash, JobOf<T>>;

	/// How many jobs have not ended.
	#[pallet::storage]
	pub type OpenCount<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// How many of them each account ordered.
	#[pallet::storage]
	pub type OpenOf<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// In which block which jobs go on. Each open job is in it once.
	#[pallet::storage]
	pub type Agenda<T: Config> =
		StorageMap<_, Twox64Concat, BlockNumberFor<T>, BoundedVec<JobHash, ConstU32<MAX_JOBS_PER_BLOCK>>, ValueQuery>;

	/// The last block that took no transactions because of a migration.
	#[pallet::storage]
	pub type LastPause<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The jobs that have ended, in the order of their end.
	#[pallet::storage]
	pub type Expiring<T: Config> = StorageMap<_, Twox64Concat, u64, JobHash>;

	/// The first place of that queue that may be taken, and the first that is free.
	#[pallet::storage]
	pub type ExpiringRange<T: Config> = StorageValue<_, (u64, u64), ValueQuery>;

	/// The VRF outputs of the block before the parent, and of the parent.
	#[pallet::storage]
	pub type RecentVrf<T: Config> = StorageValue<_, [Option<[u8; 32]>; 2], ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Weights are on chain.
		WeightsPublished {
			/// Their root.
			root: Digest,
			/// What they are.
			kind: WeightsKind,
			/// Who paid for it.
			publisher: T::AccountId,
		},
		/// The use of a model has terms.
		ModelTermsSet {
			/// The model.
			root: Digest,
			/// Its IP asset.
			ip: IpId,
			/// What each job pays.
			fee: Balance,
			/// Who may order.
			access: Access,
		},
		/// The use of a model has no terms any more.
		ModelTermsCleared {
			/// The model.
			root: Digest,
		},
		/// There is a new worker.
		WorkerRegistered {
			/// The worker.
			worker: T::AccountId,
			/// Its key.
			key: WorkerKey,
			/// Its stake.
			stake: Balance,
		},
		/// A worker has more stake.
		StakeAdded {
			/// The worker.
			worker: T::AccountId,
			/// How much more.
			amount: Balance,
		},
		/// Stake is on its way back.
		Unbonding {
			/// The worker.
			worker: T::AccountId,
			/// How much in all.
			amount: Balance,
			/// When it can be withdrawn.
			until: BlockNumberFor<T>,
		},
		/// Stake came back.
		Withdrawn {
			/// The worker.
			worker: T::AccountId,
			/// How much.
			amount: Balance,
		},
		/// A worker serves a model.
		ServingStarted {
			/// The worker.
			worker: T::AccountId,
			/// The model.
			root: Digest,
			/// The least that it works for.
			min_price: Balance,
			/// The longest output that it makes.
			max_output: u32,
		},
		/// A worker serves a model no more.
		ServingStopped {
			/// The worker.
			worker: T::AccountId,
			/// The model.
			root: Digest,
		},
		/// A worker has another key.
		KeyRotated {
			/// The worker.
			worker: T::AccountId,
			/// The new key.
			key: WorkerKey,
		},
		/// A worker is none any more.
		WorkerDeregistered {
			/// Who was one.
			worker: T::AccountId,
		},
		/// There is a new job.
		Requested {
			/// The job.
			job: JobHash,
			/// Who ordered it.
			requester: T::AccountId,
			/// The model.
			model: Digest,
			/// What is held for it.
			escrow: Balance,
		},
		/// A job was taken back before it began.
		Cancelled {
			/// The job.
			job: JobHash,
			/// What did not come back.
			fee: Balance,
		},
		/// A job has a committee.
		Assigned {
			/// The job.
			job: JobHash,
			/// The round.
			round: u8,
			/// The committee.
			workers: Vec<T::AccountId>,
			/// The block in which the time to commit is over.
			due: BlockNumberFor<T>,
		},
		/// A worker committed to an answer.
		Committed {
			/// The job.
			job: JobHash,
			/// The round.
			round: u8,
			/// The worker.
			worker: T::AccountId,
		},
		/// The time to reveal has begun.
		RevealingStarted {
			/// The job.
			job: JobHash,
			/// The round.
			round: u8,
			/// The block in which it is over.
			due: BlockNumberFor<T>,
		},
		/// A worker revealed its answer.
		Revealed {
			/// The job.
			job: JobHash,
			/// The round.
			round: u8,
			/// The worker.
			worker: T::AccountId,
			/// The digest of the output.
			root: Digest,
		},
		/// Enough workers gave the same answer.
		Agreed {
			/// The job.
			job: JobHash,
			/// The round.
			round: u8,
			/// The digest of the output.
			root: Digest,
			/// The block in which it becomes final.
			due: BlockNumberFor<T>,
		},
		/// The job gets another committee.
		Reassigned {
			/// The job.
			job: JobHash,
			/// The round that failed.
			round: u8,
		},
		/// Somebody proved an answer to be wrong.
		ChallengeSucceeded {
			/// The job.
			job: JobHash,
			/// The wrong answer.
			root: Digest,
			/// Who proved it.
			challenger: T::AccountId,
		},
		/// A worker lost stake.
		Slashed {
			/// The job.
			job: JobHash,
			/// The worker.
			worker: T::AccountId,
			/// Why.
			fault: Fault,
			/// How much it lost.
			amount: Balance,
			/// How much of that is gone for good.
			burnt: Balance,
		},
		/// The answer is final, and the workers that gave it are paid.
		Finalized {
			/// The job.
			job: JobHash,
			/// The digest of the output.
			root: Digest,
			/// How many workers were paid.
			paid: u32,
			/// What went back to the requester.
			refund: Balance,
		},
		/// The pool of the model's IP asset could not be paid; the requester got the fee back.
		ModelFeeReturned {
			/// The job.
			job: JobHash,
			/// Why.
			error: DispatchError,
		},
		/// The record is written.
		Recorded {
			/// The job.
			job: JobHash,
		},
		/// The record could not be written. The requester can try again.
		RecordFailed {
			/// The job.
			job: JobHash,
			/// Why.
			error: DispatchError,
		},
		/// The trait could not be set. The requester can try again.
		TraitFailed {
			/// The job.
			job: JobHash,
			/// Why.
			error: DispatchError,
		},
		/// The output became an IP asset.
		OutputMinted {
			/// The job.
			job: JobHash,
			/// The IP asset.
			ip: IpId,
		},
		/// The output became the value of a trait.
		TraitUpdated {
			/// The job.
			job: JobHash,
			/// The IP asset.
			ip: IpId,
			/// The name of the trait.
			key: TraitKey,
		},
		/// The job came to nothing.
		Refunded {
			/// The job.
			job: JobHash,
			/// Why.
			reason: RefundReason,
			/// What went back to the requester.
			refund: Balance,
		},
		/// The job is no longer in storage.
		Pruned {
			/// The job.
			job: JobHash,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such job. Check its name; it may have been cancelled or pruned.
		NotFound,
		/// There are no such weights on chain. Publish them first.
		WeightsNotFound,
		/// These weights are on chain already. Use them.
		AlreadyExists,
		/// The files have too many bytes. Publish a smaller model.
		MaxWeightsLengthExceeded,
		/// The paths are not those of a folder of files in UTF-8, or git would ignore one. Correct them.
		InvalidPaths,
		/// The engine cannot read the files. A gateway that is started on their folder says why.
		InvalidFiles,
		/// The model does not take the input. Encode a request whose values are within the bounds of the engine.
		InvalidInput,
		/// The files are something else than you say. Give the kind, and the base of an adapter, as the engine reads it.
		WrongKind,
		/// The base of the adapter is not on chain as a model. Publish it first.
		BaseNotFound,
		/// These weights are no model. Name a model.
		NotAModel,
		/// These weights are no adapter of this model. Leave them out, or name their base as the model.
		WrongAdapter,
		/// The IP asset is not that of whoever is entitled to the income of the model. Mint that claim first.
		WrongIp,
		/// Only who may act for the IP asset can do this. Ask its owner for the permission `License`.
		NotPermitted,
		/// The model has no terms.
		TermsNotFound,
		/// You are no worker. Register first.
		WorkerNotFound,
		/// You are a worker already. Add stake, or rotate the key.
		AlreadyRegistered,
		/// Another worker has this key. Generate a fresh one.
		KeyTaken,
		/// The stake, without what is on its way back, is below the minimum. Stake more.
		MinStakeNotReached,
		/// So much of your stake is not free. Wait for your jobs to end, or name less.
		StakeLocked,
		/// Nothing is on its way back, or not yet. Unbond first, and wait until then.
		NothingToWithdraw,
		/// You have stake. Stop serving, wait for your jobs to end, unbond all of it, and withdraw it in time.
		WorkerBusy,
		/// You serve as many models as you can. Stop serving one.
		MaxModelsExceeded,
		/// The model has as many workers as it can have. Serve another one.
		MaxWorkersExceeded,
		/// You do not serve this model.
		NotServing,
		/// The class is not available yet. Order class `BitExact`.
		ClassNotAvailable,
		/// The output would be longer than the order, or the chain, allows. Allow more, or order less.
		MaxOutputExceeded,
		/// The job costs more to compute than the chain can check. Order less.
		MaxCostExceeded,
		/// The committee must have between the floor of the chain and 8 workers, of whom more than half must agree.
		InvalidCommittee,
		/// The price is below the minimum of the chain. Offer more.
		MinPriceNotReached,
		/// Too few workers that serve the model at this price and length have free stake for it. Offer more, ask for fewer
		/// workers, or come later.
		NotEnoughWorkers,
		/// The model may be used only with a license of its IP asset. Buy one.
		LicenseRequired,
		/// The model may be used only by holders of a collection. Name an item of it that you own.
		PassRequired,
		/// The model asks for a higher fee than you allow. Allow more.
		MaxFeeExceeded,
		/// Amounts of the order are too large to be added. Offer less.
		Overflow,
		/// You have as many open jobs as one account can have. Wait for one to end.
		MaxOpenJobsExceeded,
		/// The chain has as many open jobs as it can have. Wait for some to end.
		QueueFull,
		/// Only who ordered the job can do this. Sign with that account.
		NotRequester,
		/// The job has a committee, or had one. It cannot be cancelled any more.
		TooLate,
		/// It is not the time for this in this round of the job.
		WrongPhase,
		/// You are not in the present committee of the job, or were punished, or have done this.
		NotAssigned,
		/// The answer is not what you committed to.
		WrongReveal,
		/// The job has ended. What was not challenged until then stays.
		Ended,
		/// Nobody gave this answer, or all who did are punished. Name a root that was revealed.
		NotRevealed,
		/// The answer is right: the model makes this output.
		Honest,
		/// The job is not final. Wait for the end of the window.
		NotFinalized,
		/// Everything is written down already.
		AlreadyRecorded,
		/// The record of the output is not written. Call `record` first.
		NotRecorded,
		/// The output is for a trait. It cannot be minted.
		NotAWork,
		/// The output was minted before.
		AlreadyMinted,
		/// The job has not ended, or may still be looked at. Wait until it may be pruned.
		NotExpired,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			RecentVrf::<T>::mutate(|[older, newer]| (*older, *newer) = (*newer, T::Vrf::get()));
			T::WeightInfo::on_initialize().saturating_add(Self::do_due_jobs(now))
		}

		fn on_idle(now: BlockNumberFor<T>, limit: Weight) -> Weight {
			Self::prune_expired(now, limit)
		}

		fn offchain_worker(now: BlockNumberFor<T>) {
			Self::do_offchain_work(now);
		}

		fn integrity_test() {
			use fungible::Inspect;
			let least = T::Currency::minimum_balance();
			assert!(T::MinPrice::get() >= least, "a worker could not receive its price");
			let slash = Fault::NoCommit.slash().mul_floor(T::MinExposure::get());
			assert!(verdict::share(slash) >= least, "a share of a slash could not be received");
			assert!(T::MinStake::get() >= T::MinExposure::get(), "the least stake is below the least exposure");
			let periods =
				[T::CommitPeriod::get(), T::RevealPeriod::get(), T::UnbondingPeriod::get(), T::Retention::get()];
			assert!(periods.iter().all(|period| *period > 0u32.into()), "a period has no blocks");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Puts a model or an adapter on chain, for good.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// The chain computes the OpenSSF root of the files, and reads them as the engine does. `kind` says what they
		/// are; an adapter names the root of its base, which must be on chain. A deposit is held of the signer, for good:
		/// jobs that name the weights must be checkable.
		///
		/// ## Errors
		///
		/// [`Error::MaxWeightsLengthExceeded`], [`Error::InvalidPaths`], [`Error::AlreadyExists`], [`Error::InvalidFiles`],
		/// [`Error::WrongKind`], [`Error::BaseNotFound`]; and if the deposit cannot be held.
		///
		/// ## Events
		///
		/// [`Event::WeightsPublished`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::publish_weights(length_of(files)))]
		pub fn publish_weights(origin: OriginFor<T>, kind: WeightsKind, files: WeightsFiles) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish_weights(who, kind, files).map(drop)
		}

		/// Says what is asked for the use of a model.
		///
		/// ## Dispatch Origin
		///
		/// Signed by whoever may act for the IP asset with the permission `License`.
		///
		/// ## Details
		///
		/// The IP asset must be minted from the claim of whoever is entitled to the income of the model. Terms count only
		/// while that is so; otherwise everybody may order, and pays no fee. Replaces terms that were there, and gives
		/// their deposit back.
		///
		/// ## Errors
		///
		/// [`Error::WeightsNotFound`], [`Error::NotAModel`], [`Error::WrongIp`], [`Error::NotPermitted`], and if the deposit
		/// cannot be held.
		///
		/// ## Events
		///
		/// [`Event::ModelTermsSet`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_model_terms())]
		pub fn set_model_terms(
			origin: OriginFor<T>,
			root: Digest,
			ip: IpId,
			fee: Balance,
			access: Access,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_model_terms(who, root, ip, fee, access)
		}

		/// Removes the terms of a model.
		///
		/// ## Dispatch Origin
		///
		/// Signed by whoever may act for the IP asset with the permission `License`; or by who paid the deposit, once the
		/// terms count no more.
		///
		/// ## Errors
		///
		/// [`Error::TermsNotFound`], [`Error::NotPermitted`].
		///
		/// ## Events
		///
		/// [`Event::ModelTermsCleared`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::clear_model_terms())]
		pub fn clear_model_terms(origin: OriginFor<T>, root: Digest) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_clear_model_terms(who, root)
		}

		/// Makes the signer a worker.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// `key` is an sr25519 key of type `atlw` in the keystore of the worker's node. The stake is held.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyRegistered`], [`Error::KeyTaken`], [`Error::MinStakeNotReached`], and if the stake cannot be
		/// held.
		///
		/// ## Events
		///
		/// [`Event::WorkerRegistered`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::register_worker())]
		pub fn register_worker(origin: OriginFor<T>, key: WorkerKey, stake: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_worker(who, key, stake)
		}

		/// Adds stake. It counts for jobs that are ordered after this block, and so does the rest.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Errors
		///
		/// [`Error::WorkerNotFound`], and if the stake cannot be held.
		///
		/// ## Events
		///
		/// [`Event::StakeAdded`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::add_stake())]
		pub fn add_stake(origin: OriginFor<T>, amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_add_stake(who, amount)
		}

		/// Puts stake on its way back.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Details
		///
		/// Adds to what is on its way already; all of it then waits anew. What is locked for jobs stays. A worker whose
		/// remaining stake is below the minimum is not assigned.
		///
		/// ## Errors
		///
		/// [`Error::WorkerNotFound`], [`Error::StakeLocked`].
		///
		/// ## Events
		///
		/// [`Event::Unbonding`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::unbond())]
		pub fn unbond(origin: OriginFor<T>, amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unbond(who, amount)
		}

		/// Takes back the stake that was put on its way.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Errors
		///
		/// [`Error::WorkerNotFound`], [`Error::NothingToWithdraw`].
		///
		/// ## Events
		///
		/// [`Event::Withdrawn`].
		#[pallet::call_index(6)]
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
		/// ## Details
		///
		/// Counts for jobs that are ordered after this block. Replaces an offer for the same model. If all places are
		/// taken, it takes that of a worker whose stake is below the minimum, if there is one.
		///
		/// ## Errors
		///
		/// [`Error::WorkerNotFound`], [`Error::WeightsNotFound`], [`Error::NotAModel`], [`Error::MinStakeNotReached`],
		/// [`Error::MaxModelsExceeded`], [`Error::MaxWorkersExceeded`].
		///
		/// ## Events
		///
		/// [`Event::ServingStarted`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::serve())]
		pub fn serve(origin: OriginFor<T>, root: Digest, min_price: Balance, max_output: u32) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_serve(who, root, min_price, max_output)
		}

		/// Takes back an offer. Jobs that the worker is assigned to go on.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Errors
		///
		/// [`Error::WorkerNotFound`], [`Error::NotServing`].
		///
		/// ## Events
		///
		/// [`Event::ServingStopped`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::stop_serving())]
		pub fn stop_serving(origin: OriginFor<T>, root: Digest) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_stop_serving(who, root)
		}

		/// Changes the key of a worker, at once.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker.
		///
		/// ## Errors
		///
		/// [`Error::WorkerNotFound`], [`Error::KeyTaken`].
		///
		/// ## Events
		///
		/// [`Event::KeyRotated`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::rotate_key())]
		pub fn rotate_key(origin: OriginFor<T>, key: WorkerKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_rotate_key(who, key)
		}

		/// Ends a worker, with all its offers.
		///
		/// ## Dispatch Origin
		///
		/// Signed by a worker that has withdrawn all its stake.
		///
		/// ## Errors
		///
		/// [`Error::WorkerNotFound`], [`Error::WorkerBusy`].
		///
		/// ## Events
		///
		/// [`Event::WorkerDeregistered`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::deregister_worker(MAX_MODELS_PER_WORKER))]
		pub fn deregister_worker(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let models = Self::do_deregister_worker(who)?;
			Ok(Some(T::WeightInfo::deregister_worker(models)).into())
		}

		/// Orders a job.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// Holds the price of `n` workers, the job fee and the model fee, and a deposit until the job is pruned. The view
		/// `quote_request` tells all of that before. The committee is drawn three blocks later, with randomness that
		/// nobody knows yet. What is not spent comes back. `max_fee` bounds the model fee, which others can raise.
		///
		/// ## Errors
		///
		/// In this order: [`Error::ClassNotAvailable`]; [`Error::WeightsNotFound`], [`Error::NotAModel`],
		/// [`Error::WrongAdapter`]; [`Error::InvalidInput`], [`Error::MaxOutputExceeded`], [`Error::MaxCostExceeded`];
		/// [`Error::InvalidCommittee`], [`Error::MinPriceNotReached`], [`Error::NotEnoughWorkers`];
		/// [`Error::LicenseRequired`], [`Error::PassRequired`], [`Error::MaxFeeExceeded`]; [`Error::NotPermitted`] for a
		/// trait; [`Error::MaxOpenJobsExceeded`], [`Error::QueueFull`]; and if the money cannot be held.
		///
		/// ## Events
		///
		/// [`Event::Requested`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::request(MAX_WEIGHTS_LENGTH * (1 + MAX_ADAPTERS)))]
		pub fn request(origin: OriginFor<T>, order: Box<Order>, max_fee: Balance) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let read = Self::do_request(who, *order, max_fee)?;
			Ok(Some(T::WeightInfo::request(read)).into())
		}

		/// Takes an order back before it has a committee.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the requester.
		///
		/// ## Details
		///
		/// In the block after the order at the latest, everything comes back. Later, the job fee does not: somebody knows
		/// the committee then.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotRequester`], [`Error::TooLate`].
		///
		/// ## Events
		///
		/// [`Event::Cancelled`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::cancel())]
		pub fn cancel(origin: OriginFor<T>, job: JobHash) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel(who, job)
		}

		/// Commits to an answer. Costs no fee.
		///
		/// ## Dispatch Origin
		///
		/// Authorized by the signature of a worker in the present committee: see [`crypto::commit_payload`]. Sent as a
		/// general transaction.
		///
		/// ## Details
		///
		/// `commitment` is what the view `commitment_hash` gives. When all have committed, the time to reveal begins.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::WrongPhase`], [`Error::NotAssigned`].
		///
		/// ## Events
		///
		/// [`Event::Committed`], [`Event::RevealingStarted`].
		#[pallet::call_index(13)]
		#[pallet::weight((T::WeightInfo::commit(), DispatchClass::Operational))]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_commit())]
		#[pallet::authorize(Self::authorize_commit)]
		pub fn commit(
			origin: OriginFor<T>,
			job: JobHash,
			round: u8,
			worker: T::AccountId,
			commitment: [u8; 32],
			_signature: WorkerSignature,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::do_commit(job, round, worker, commitment)
		}

		/// Reveals an answer that was committed to. Costs no fee.
		///
		/// ## Dispatch Origin
		///
		/// Authorized by the signature of a worker in the present committee: see [`crypto::reveal_payload`]. Sent as a
		/// general transaction.
		///
		/// ## Details
		///
		/// `root` is SHA-256 of the output file, `length` its length. When all who committed have revealed, the answers
		/// are counted.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::WrongPhase`], [`Error::NotAssigned`], [`Error::WrongReveal`].
		///
		/// ## Events
		///
		/// [`Event::Revealed`], and [`Event::Agreed`], [`Event::Reassigned`] or [`Event::Refunded`].
		#[pallet::call_index(14)]
		#[pallet::weight((T::WeightInfo::reveal(), DispatchClass::Operational))]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_reveal())]
		#[pallet::authorize(Self::authorize_reveal)]
		pub fn reveal(
			origin: OriginFor<T>,
			job: JobHash,
			round: u8,
			worker: T::AccountId,
			root: Digest,
			length: u32,
			salt: [u8; 32],
			_signature: WorkerSignature,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::do_reveal(job, round, worker, Answer { root, length }, salt)
		}

		/// Proves an answer to be wrong: the chain computes the output itself.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// If the output has another digest, then everybody who gave this answer loses all that is locked for the job. A
		/// quarter goes to the signer, a quarter to the requester, the rest is burnt. If the job had agreed on it, then it
		/// gets another committee, or ends. A wrong challenge costs what the computation weighs, and nothing else. Weighs
		/// what the job really costs: see the view `challenge_cost`. Has the class of operational transactions, so that
		/// blocks full of others do not keep it out.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Ended`], [`Error::NotRevealed`], [`Error::Honest`].
		///
		/// ## Events
		///
		/// [`Event::ChallengeSucceeded`], [`Event::Slashed`], [`Event::Reassigned`], [`Event::Refunded`].
		#[pallet::call_index(15)]
		#[pallet::weight((T::WeightInfo::challenge(MAX_WEIGHTS_LENGTH * (1 + MAX_ADAPTERS), 100), DispatchClass::Operational))]
		pub fn challenge(origin: OriginFor<T>, job: JobHash, root: Digest) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_challenge(who, job, root)
		}

		/// Tries again to write the record, and to set the trait, of a final job.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the requester.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotRequester`], [`Error::NotFinalized`], [`Error::AlreadyRecorded`], and those of
		/// the registry or of the IP asset.
		///
		/// ## Events
		///
		/// [`Event::Recorded`], [`Event::TraitUpdated`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::record())]
		pub fn record(origin: OriginFor<T>, job: JobHash) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_record(who, job)
		}

		/// Mints the output of a final job as an IP asset of the requester.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the requester, who made the collection.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotRequester`], [`Error::NotFinalized`], [`Error::NotAWork`],
		/// [`Error::NotRecorded`], [`Error::AlreadyMinted`], and those of minting.
		///
		/// ## Events
		///
		/// [`Event::OutputMinted`].
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::claim_mint())]
		pub fn claim_mint(
			origin: OriginFor<T>,
			job: JobHash,
			collection: CollectionId,
			metadata: Metadata,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_mint(who, job, collection, metadata)
		}

		/// Removes a job from storage once it may be. Its deposit goes back to the requester.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anybody.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotExpired`].
		///
		/// ## Events
		///
		/// [`Event::Pruned`].
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::prune())]
		pub fn prune(origin: OriginFor<T>, job: JobHash) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(job)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// All about a job, with what was ordered. Nothing if it was cancelled or pruned.
		pub fn job(job: JobHash) -> Option<JobDetailsOf<T>> {
			Self::job_details(&job)
		}

		/// The jobs that have not ended, in the order of their names.
		pub fn open_jobs(cursor: Option<JobHash>, size: u32) -> Page<JobDetailsOf<T>, JobHash> {
			Self::open_jobs_page(cursor, size)
		}

		/// All about a worker.
		pub fn worker(worker: T::AccountId) -> Option<WorkerOf<T>> {
			Workers::<T>::get(worker)
		}

		/// Who serves a model, and for what.
		pub fn workers_of(root: Digest) -> OffersOf<T> {
			Serving::<T>::get(root)
		}

		/// The files of a model or an adapter, and what is known of it.
		pub fn weights(root: Digest) -> Option<(WeightsInfoOf<T>, WeightsFiles)> {
			Weights::<T>::get(root).zip(Files::<T>::get(root))
		}

		/// What is asked for the use of a model now. Nothing if everybody may use it for no fee.
		pub fn terms_of(root: Digest) -> Option<ModelTerms<T::AccountId>> {
			Self::live_terms(&root)
		}

		/// The open jobs in whose present committee the worker is.
		pub fn assignments(worker: T::AccountId) -> Vec<types::Task<BlockNumberFor<T>>> {
			Self::tasks_of(&worker)
		}

		/// What an order of `who` would cost, or why it would be refused.
		pub fn quote_request(order: Order, who: T::AccountId) -> Result<Quote, DispatchError> {
			Self::quote(&order, &who)
		}

		/// What a worker commits to.
		pub fn commitment_hash(
			job: JobHash,
			round: u8,
			worker: T::AccountId,
			root: Digest,
			length: u32,
			salt: [u8; 32],
		) -> [u8; 32] {
			crypto::commitment(&job, round, worker, &Answer { root, length }, &salt)
		}

		/// The output file of a model and adapters on chain, computed now: what a generation record names by model,
		/// adapters, effective seed and parameters. Takes as long as a challenge. Or why there is none.
		pub fn output_of(
			model: Digest,
			adapters: BoundedVec<Digest, ConstU32<MAX_ADAPTERS>>,
			effective_seed: [u8; 32],
			input: BoundedVec<u8, ConstU32<MAX_INPUT>>,
		) -> Result<Vec<u8>, DispatchError> {
			Self::output(&model, &adapters, &effective_seed, &input)
		}

		/// What a challenge costs to compute, in units of the engine, and what it weighs.
		pub fn challenge_cost(job: JobHash) -> Option<(u64, Weight)> {
			Self::cost_of_challenge(&job)
		}
	}
}
