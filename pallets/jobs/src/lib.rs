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

mod assignment;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod challenge;
pub mod class;
mod commitment;
pub mod crypto;
#[cfg(test)]
mod mock;
mod order;
mod outcome;
mod pruning;
mod queue;
mod recompute;
mod reveal;
mod settlement;
mod stake;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod verdict;
mod view;
pub mod weights;
pub mod worker;

pub use pallet::*;
pub use queue::{MAX_JOBS_PER_BLOCK, MAX_OPEN_JOBS, MAX_OPEN_JOBS_PER_ACCOUNT};
pub use types::*;
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// A job, as this runtime stores it.
pub type JobOf<T> = Job<AccountIdOf<T>, BlockNumberFor<T>>;
/// A job with its order, as this runtime shows it.
pub type JobDetailsOf<T> = JobDetails<AccountIdOf<T>, BlockNumberFor<T>>;

/// The pallet.
// The macros of FRAME write `expect` into what they generate; our own code is in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use atelier_primitives::{
		chain::Balance,
		engine::Recompute,
		ip::{CollectionId, IpInspect, IpMint, IpRevision, Metadata},
		jobs::OnJobFinalized,
		models::{Adapters, ModelAccess, ModelInspect, UseCollect, MAX_READ},
		workers::{WorkerPool, WorkerSignature},
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
	use sp_runtime::{MultiSignature, MultiSigner, Perbill};

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
		/// The native currency: escrows, fees and deposits.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::hold::Balanced<Self::AccountId>;

		/// The hold reasons of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The inference engine that recomputes outputs on chain.
		type Recompute: Recompute;

		/// The registry of models in state, the terms of their use, and the collection of use fees.
		type Models: ModelInspect + ModelAccess<Self::AccountId> + UseCollect<Self::AccountId>;

		/// The worker pool: keys, offers and stake.
		type Workers: WorkerPool<Self::AccountId, BlockNumberFor<Self>>;

		/// The verification classes of jobs: a tuple.
		type Classes: class::Classes<Self>;

		/// The receivers of the outcomes of final jobs: a tuple.
		type OnJobFinalized: OnJobFinalized<Self::AccountId>;

		/// The IP assets: permissions for traits, and minting of outputs.
		type Ips: IpInspect<Self::AccountId> + IpMint<Self::AccountId>;

		/// The revisions of IP assets: told of each order of a trait.
		type Revision: IpRevision;

		/// The VRF output of the author of the parent block, in `on_initialize`. Nothing if it had none.
		type Vrf: Get<Option<[u8; 32]>>;

		/// The destination of job fees.
		type FeeDestination: OnUnbalanced<Credit<Self::AccountId, Self::Currency>>;

		/// The job fee for each worker of a committee. At least what its transactions would pay in all rounds.
		type JobFee: Get<Balance>;

		/// The challenge window in blocks: one at least, `Retention` at most.
		type Window: Get<BlockNumberFor<Self>>;

		/// The size of the smallest committee.
		type CommitteeFloor: Get<u8>;

		/// The commit period in blocks.
		#[pallet::constant]
		type CommitPeriod: Get<BlockNumberFor<Self>>;

		/// The reveal period in blocks.
		#[pallet::constant]
		type RevealPeriod: Get<BlockNumberFor<Self>>;

		/// The number of blocks for which a job waits for randomness.
		#[pallet::constant]
		type RandomnessPatience: Get<BlockNumberFor<Self>>;

		/// The retention period of jobs that have ended, in blocks.
		#[pallet::constant]
		type Retention: Get<BlockNumberFor<Self>>;

		/// The least exposure of a worker for a job. The smallest share of a slash, a quarter of a twentieth of it, must be
		/// an amount that any account can receive.
		#[pallet::constant]
		type MinExposure: Get<Balance>;

		/// The least price of a job for each worker. An amount that any account can receive.
		#[pallet::constant]
		type MinPrice: Get<Balance>;

		/// The longest output in bytes.
		#[pallet::constant]
		type MaxOutput: Get<u32>;

		/// The highest cost of a job, in units of the engine. Set so that a challenge fits into a tenth of a block.
		#[pallet::constant]
		type MaxCost: Get<u64>;

		/// The pallet id, from which its account is derived. Use fees pass through it; it must exist.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The weights of calls and hooks.
		type WeightInfo: WeightInfo;

		/// Set-up of benchmarks by the engine and by other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// The genesis: mints the existential deposit of the account of the pallet.
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

	/// The hold reasons of the pallet. Indices are never reused.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Escrow of an open job.
		#[codec(index = 0)]
		Escrow,
		/// Storage deposit of a job.
		#[codec(index = 1)]
		Job,
	}

	/// The nonce of the next order.
	#[pallet::storage]
	pub type NextNonce<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// The orders, each for as long as its job is in storage.
	#[pallet::storage]
	pub type Orders<T: Config> = StorageMap<_, Identity, JobHash, Order>;

	/// The jobs, until they are pruned.
	#[pallet::storage]
	pub type Jobs<T: Config> = StorageMap<_, Identity, JobHash, JobOf<T>>;

	/// The counter of open jobs.
	#[pallet::storage]
	pub type OpenCount<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// The counters of open jobs per requester.
	#[pallet::storage]
	pub type OpenOf<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// The per-block queue of jobs due for a state transition. Each open job is in it once.
	#[pallet::storage]
	pub type Agenda<T: Config> = StorageMap<
		_,
		Twox64Concat,
		BlockNumberFor<T>,
		BoundedVec<JobHash, ConstU32<{ queue::MAX_JOBS_PER_BLOCK }>>,
		ValueQuery,
	>;

	/// The last block without transactions, because of a multi-block migration.
	#[pallet::storage]
	pub type LastPause<T: Config> = StorageValue<_, BlockNumberFor<T>>;

	/// The pruning queue: jobs that have ended, in the order of their end.
	#[pallet::storage]
	pub type Expiring<T: Config> = StorageMap<_, Twox64Concat, u64, JobHash>;

	/// The (head, tail) of the pruning queue.
	#[pallet::storage]
	pub type ExpiringRange<T: Config> = StorageValue<_, (u64, u64), ValueQuery>;

	/// The VRF outputs of the block before the parent, and of the parent.
	#[pallet::storage]
	pub type RecentVrf<T: Config> = StorageValue<_, [Option<[u8; 32]>; 2], ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A job was requested.
		Requested {
			/// The job.
			job: JobHash,
			/// The account that ordered it.
			requester: T::AccountId,
			/// The root of the model.
			model: Digest,
			/// The escrow.
			escrow: Balance,
		},
		/// A job was canceled before it had a committee.
		Canceled {
			/// The job.
			job: JobHash,
			/// The part of the escrow that was kept.
			fee: Balance,
		},
		/// A committee was drawn for a job.
		Assigned {
			/// The job.
			job: JobHash,
			/// The round.
			round: u8,
			/// The committee.
			workers: Vec<T::AccountId>,
			/// The block in which the commit period ends.
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
		/// The reveal period began.
		RevealingStarted {
			/// The job.
			job: JobHash,
			/// The round.
			round: u8,
			/// The block in which it ends.
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
			/// The answer.
			answer: Answer,
		},
		/// A committee agreed on an answer; the challenge window opened.
		Agreed {
			/// The job.
			job: JobHash,
			/// The round.
			round: u8,
			/// The answer.
			answer: Answer,
			/// The block in which it becomes final.
			due: BlockNumberFor<T>,
		},
		/// A round failed; the job gets another committee.
		Reassigned {
			/// The job.
			job: JobHash,
			/// The round that failed.
			round: u8,
		},
		/// A challenge proved an answer to be wrong.
		ChallengeSucceeded {
			/// The job.
			job: JobHash,
			/// The wrong answer.
			answer: Answer,
			/// The challenger.
			challenger: T::AccountId,
		},
		/// A worker was slashed.
		Slashed {
			/// The job.
			job: JobHash,
			/// The worker.
			worker: T::AccountId,
			/// The fault.
			fault: Fault,
			/// The amount that it lost.
			amount: Balance,
			/// The part of it that was burnt.
			burnt: Balance,
		},
		/// A job was finalized, and the workers that support the answer were paid.
		Finalized {
			/// The job.
			job: JobHash,
			/// The answer.
			answer: Answer,
			/// The number of workers that were paid.
			paid: u32,
			/// The part of the escrow that went back to the requester.
			refund: Balance,
		},
		/// A use fee was returned to the requester: neither pool nor pot could be paid.
		UseFeeReturned {
			/// The job.
			job: JobHash,
			/// The model or adapter.
			root: Digest,
			/// The error of the payment.
			error: DispatchError,
		},
		/// The outcome of a final job was delivered to a receiver.
		Delivered {
			/// The job.
			job: JobHash,
			/// The receiver.
			receiver: Receiver,
		},
		/// A delivery failed. The requester can try again.
		DeliveryFailed {
			/// The job.
			job: JobHash,
			/// The receiver.
			receiver: Receiver,
			/// The error of the receiver.
			error: DispatchError,
		},
		/// An output was minted as an IP asset.
		OutputMinted {
			/// The job.
			job: JobHash,
			/// The IP asset.
			ip: IpId,
		},
		/// A job was refunded: it came to nothing.
		Refunded {
			/// The job.
			job: JobHash,
			/// The reason.
			reason: RefundReason,
			/// The part of the escrow that went back to the requester.
			refund: Balance,
		},
		/// A job was pruned: it is no longer in storage.
		Pruned {
			/// The job.
			job: JobHash,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The job does not exist. Check its hash; it may have been canceled or pruned.
		NotFound,
		/// The engine of this runtime cannot read the files of the model. Order from another one.
		InvalidFiles,
		/// The model does not take the input. Encode a request whose values are within the bounds of the engine.
		InvalidInput,
		/// The signer is not authorized to change the trait. Ask the owner of the IP asset for the permission `Metadata`.
		NotAuthorized,
		/// The runtime does not have the verification class. Order one that it has.
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
		/// The total of price, job fee and use fees is higher than the signer allows. Ask for a quote, and allow more.
		MaxTotalExceeded,
		/// The amounts of the order are too large to be added. Offer less.
		Overflow,
		/// The account has as many open jobs as it can have. Wait for one to end.
		MaxOpenJobsExceeded,
		/// The chain has as many open jobs as it can have. Wait for some to end.
		QueueFull,
		/// The signer is not the requester of the job. Sign with the account that ordered it.
		NotRequester,
		/// The job has a committee, or had one. It cannot be canceled any more.
		TooLate,
		/// The job is in another phase or round. Look up what it waits for.
		WrongPhase,
		/// The worker has no seat in the present committee, was punished, or has done this. Wait for another job.
		NotAssigned,
		/// The answer is not the one committed to, or impossible for the job. Reveal what was committed to.
		WrongReveal,
		/// The job has ended. What was not challenged until then stays.
		Ended,
		/// The answers of this class cannot be recomputed. They are not open to challenges.
		NotDisputable,
		/// Nobody gave this answer, or all who did are punished. Name an answer that was revealed.
		NotRevealed,
		/// The answer is correct: the model makes this output. Challenge only what you have computed.
		OutputCorrect,
		/// The job is not final. Wait for the end of the challenge window.
		NotFinalized,
		/// The outcome was delivered to all receivers. Nothing is left to do.
		AlreadyDelivered,
		/// The record of the output is not written. Call `deliver` first.
		NotRecorded,
		/// The output is for a trait, or there is no output file. It cannot be minted.
		NotAWork,
		/// The output was minted before.
		AlreadyMinted,
		/// The job has not ended, or is still retained. Wait until it may be pruned.
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
			assert!(stake::share(slash) >= least, "a share of a slash could not be received");
			let periods = [T::CommitPeriod::get(), T::RevealPeriod::get(), T::Retention::get()];
			assert!(periods.iter().all(|period| *period > 0u32.into()), "a period has no blocks");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Requests a job.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Parameters
		///
		/// - `order`: the model, its input, the verification class, the committee, the price and the use of the output.
		/// - `max_total`: the highest escrow that the signer pays, in the smallest unit. Others can raise their fees.
		///
		/// ## Details
		///
		/// Holds the price of `n` workers, the job fee and the use fees of the model and of each adapter, and a storage
		/// deposit until the job is pruned. The view `quote_request` lists all of that before. Payees and amounts are fixed
		/// here. The committee is drawn three blocks later, with randomness that nobody knows yet. The rest of the escrow is
		/// released at the end. An order of a trait is a new revision of the IP asset.
		///
		/// ## Errors
		///
		/// In this order: [`Error::ClassNotAvailable`]; those of loading the model and its adapters; [`Error::InvalidFiles`],
		/// [`Error::InvalidInput`], [`Error::MaxOutputExceeded`], [`Error::MaxCostExceeded`]; [`Error::InvalidCommittee`],
		/// [`Error::MinPriceNotReached`], [`Error::NotEnoughWorkers`]; those of the terms of the model and the adapters;
		/// [`Error::NotAuthorized`] for a trait; [`Error::Overflow`], [`Error::MaxTotalExceeded`];
		/// [`Error::MaxOpenJobsExceeded`], [`Error::QueueFull`]; and if the money cannot be held.
		///
		/// ## Events
		///
		/// [`Event::Requested`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::request(MAX_READ))]
		pub fn request(origin: OriginFor<T>, order: Box<Order>, max_total: Balance) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let read = Self::do_request(who, *order, max_total)?;
			Ok(Some(T::WeightInfo::request(read)).into())
		}

		/// Cancels a job before it has a committee.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the requester.
		///
		/// ## Parameters
		///
		/// - `job`: the hash of the job.
		///
		/// ## Details
		///
		/// In the block after the order at the latest, the whole escrow is released. Later, all but the job fee: somebody
		/// knows the committee then.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotRequester`], [`Error::TooLate`].
		///
		/// ## Events
		///
		/// [`Event::Canceled`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::cancel())]
		pub fn cancel(origin: OriginFor<T>, job: JobHash) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel(who, job)
		}

		/// Commits to an answer. Feeless.
		///
		/// ## Dispatch Origin
		///
		/// Authorized by the signature of a worker in the present committee: see [`crypto::commit_payload`]. Sent as a
		/// general transaction.
		///
		/// ## Parameters
		///
		/// - `job`: the hash of the job.
		/// - `round`: the number of its present committee, from one.
		/// - `worker`: the account of the worker.
		/// - `commitment`: the hash that the view `commitment_hash` gives.
		/// - `signature`: that of the key of the worker.
		///
		/// ## Details
		///
		/// When all have committed, the reveal period begins.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::WrongPhase`], [`Error::NotAssigned`].
		///
		/// ## Events
		///
		/// [`Event::Committed`], [`Event::RevealingStarted`].
		#[pallet::call_index(2)]
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

		/// Reveals an answer that was committed to. Feeless.
		///
		/// ## Dispatch Origin
		///
		/// Authorized by the signature of a worker in the present committee: see [`crypto::reveal_payload`]. Sent as a
		/// general transaction.
		///
		/// ## Parameters
		///
		/// - `job`: the hash of the job.
		/// - `round`: the number of its present committee, from one.
		/// - `worker`: the account of the worker.
		/// - `answer`: the answer, in the form of the class of the job.
		/// - `salt`: the bytes that hid the answer in the commitment.
		/// - `signature`: that of the key of the worker.
		///
		/// ## Details
		///
		/// When all who committed have revealed, the answers are counted.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::WrongPhase`], [`Error::NotAssigned`], [`Error::WrongReveal`].
		///
		/// ## Events
		///
		/// [`Event::Revealed`], and [`Event::Agreed`], [`Event::Reassigned`] or [`Event::Refunded`].
		#[pallet::call_index(3)]
		#[pallet::weight((T::WeightInfo::reveal(), DispatchClass::Operational))]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_reveal())]
		#[pallet::authorize(Self::authorize_reveal)]
		pub fn reveal(
			origin: OriginFor<T>,
			job: JobHash,
			round: u8,
			worker: T::AccountId,
			answer: Answer,
			salt: [u8; 32],
			_signature: WorkerSignature,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::do_reveal(job, round, worker, answer, salt)
		}

		/// Challenges an answer: a fraud proof by recomputation on chain.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Parameters
		///
		/// - `job`: the hash of the job.
		/// - `answer`: the whole answer that is wrong, as it was revealed.
		///
		/// ## Details
		///
		/// If the chain computes another answer, then everybody who gave this one loses all that is locked for the job. A
		/// quarter goes to the signer, a quarter to the requester, the rest is burnt. If the job had agreed on it, then it
		/// gets another committee, or ends. An unfounded challenge costs what the computation weighs, and nothing else.
		/// Weighs what the job really costs: see the view `challenge_cost`. Operational, so that blocks full of other
		/// transactions do not keep it out.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Ended`], [`Error::ClassNotAvailable`], [`Error::NotDisputable`],
		/// [`Error::NotRevealed`], [`Error::OutputCorrect`].
		///
		/// ## Events
		///
		/// [`Event::ChallengeSucceeded`], [`Event::Slashed`], [`Event::Reassigned`], [`Event::Refunded`].
		#[pallet::call_index(4)]
		#[pallet::weight((T::WeightInfo::challenge(MAX_READ, 100), DispatchClass::Operational))]
		pub fn challenge(origin: OriginFor<T>, job: JobHash, answer: Answer) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_challenge(who, job, answer)
		}

		/// Delivers the outcome of a final job again, to the receivers that could not take it.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the requester.
		///
		/// ## Parameters
		///
		/// - `job`: the hash of the job.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotRequester`], [`Error::NotFinalized`], [`Error::AlreadyDelivered`]; and that of the
		/// first receiver, if none could take it.
		///
		/// ## Events
		///
		/// [`Event::Delivered`], [`Event::DeliveryFailed`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::deliver())]
		pub fn deliver(origin: OriginFor<T>, job: JobHash) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_deliver(who, job)
		}

		/// Mints the output of a final job as an IP asset of the requester.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the requester, who made the collection.
		///
		/// ## Parameters
		///
		/// - `job`: the hash of the job.
		/// - `collection`: the collection in which the output is minted.
		/// - `metadata`: the metadata of the IP asset.
		/// - `owner_share`: the founding share of the IP account: what of the income goes with the IP asset.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotRequester`], [`Error::NotFinalized`], [`Error::NotAWork`],
		/// [`Error::NotRecorded`], [`Error::AlreadyMinted`], and those of minting.
		///
		/// ## Events
		///
		/// [`Event::OutputMinted`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::claim_mint())]
		pub fn claim_mint(
			origin: OriginFor<T>,
			job: JobHash,
			collection: CollectionId,
			metadata: Metadata,
			owner_share: Perbill,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_mint(who, job, collection, metadata, owner_share)
		}

		/// Prunes a job after its retention period. Its storage deposit is released.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anybody.
		///
		/// ## Parameters
		///
		/// - `job`: the hash of the job.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotExpired`].
		///
		/// ## Events
		///
		/// [`Event::Pruned`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::prune())]
		pub fn prune(origin: OriginFor<T>, job: JobHash) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(job)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The job with its order. Nothing if it was canceled or pruned.
		pub fn job(job: JobHash) -> Option<JobDetailsOf<T>> {
			Self::job_details(&job)
		}

		/// The open jobs, in the order of their hashes.
		pub fn open_jobs(cursor: Option<JobHash>, size: u32) -> Page<JobDetailsOf<T>, JobHash> {
			Self::open_jobs_page(cursor, size)
		}

		/// The tasks of a worker: its seats in the present committees of open jobs.
		pub fn assignments(worker: T::AccountId) -> Vec<types::Task<BlockNumberFor<T>>> {
			Self::tasks_of(&worker)
		}

		/// The quote for an order of `who`, or the error with which it would be refused.
		pub fn quote_request(order: Order, who: T::AccountId) -> Result<Quote, DispatchError> {
			Self::quote(&order, &who)
		}

		/// The commitment to an answer.
		pub fn commitment_hash(
			job: JobHash,
			round: u8,
			worker: T::AccountId,
			answer: Answer,
			salt: [u8; 32],
		) -> [u8; 32] {
			crypto::commitment(&job, round, worker, &answer, &salt)
		}

		/// The output file of a model and adapters in state, computed now: what a generation record names by model,
		/// adapters, effective seed and parameters. Takes as long as a challenge. Or the error with which that fails.
		pub fn output_of(
			model: Digest,
			adapters: Adapters,
			effective_seed: [u8; 32],
			input: BoundedVec<u8, ConstU32<MAX_INPUT>>,
		) -> Result<Vec<u8>, DispatchError> {
			Self::output(&model, &adapters, &effective_seed, &input)
		}

		/// The cost of a challenge: that of the computation in units of the engine, and its weight. Nothing if the job does
		/// not exist, or cannot be challenged.
		pub fn challenge_cost(job: JobHash) -> Option<(u64, Weight)> {
			Self::cost_of_challenge(&job)
		}
	}
}
