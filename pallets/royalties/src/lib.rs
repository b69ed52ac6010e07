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

mod authority;
mod burning;
mod claim;
mod founding;
mod inspection;
mod lock;
mod payment;
mod score;
mod settlement;
mod stack;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod view;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::{AuthorityOffer, Cap, Changes, Member, Pool, PoolSummary, Proposal, Quote, Stack};
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;

pub(crate) type PoolOf<T> = Pool<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
pub(crate) type MemberOf<T> = Member<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

// Only what the macros generate expects something; the calls themselves stand in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		types::{
			AuthorityOffer, Changes, Member, Pool, PoolSummary, Proposal, Quote, Stack, StackRecord, MAX_CHANGES,
			MAX_CHUNK,
		},
		WeightInfo,
	};
	use atelier_primitives::{
		chain::Balance,
		ip::{IpId, IpInspect, IpRevision},
		royalties::{OnScoreChanged, PaymentKind},
		Page,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{hold, Inspect, Mutate},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Configuration of the pallet.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Native currency of payments and of storage deposits.
		type Currency: Inspect<Self::AccountId, Balance = Balance>
			+ Mutate<Self::AccountId>
			+ hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Provider of the owners, creators and accounts of IP assets.
		type Ips: IpInspect<Self::AccountId>;

		/// Counter of the acts of owners: told of scores, locks and the authority, where the owner decides about them.
		type Revision: IpRevision;

		/// Rate of the protocol fee, taken from every payment first.
		type ProtocolFee: Get<Perbill>;

		/// Beneficiary of the protocol fees: the treasury.
		type FeeCollector: Get<Self::AccountId>;

		/// Enactment delay of a score proposal, in blocks; its lifetime after that is as long, at least a minute.
		type ScoreDelay: Get<BlockNumberFor<Self>>;

		/// Maximum length of the lock of a score, in blocks.
		#[pallet::constant]
		type MaxLock: Get<BlockNumberFor<Self>>;

		/// Minimum amount due upstream, in the smallest unit, from which `on_idle` settles a pool.
		type MinIdleSettlement: Get<Balance>;

		/// Hook called for every score that changes.
		type OnScoreChanged: OnScoreChanged<Self::AccountId>;

		/// Seed of the sovereign account that holds the money of all pools.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weight information of the dispatchables.
		type WeightInfo: WeightInfo;

		/// Benchmark setup: creates IP assets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: atelier_primitives::ip::BenchmarkIp<Self::AccountId>;
	}

	/// Hold reasons of the pallet. An index is never reused.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Storage deposit of a royalty stack.
		#[codec(index = 0)]
		Stack,
		/// Storage deposit of a pool member.
		#[codec(index = 1)]
		Member,
		/// Storage deposit of a score proposal, which covers the members it would add.
		#[codec(index = 2)]
		Proposal,
		/// Storage deposit of an offer of the score authority.
		#[codec(index = 3)]
		AuthorityOffer,
	}

	/// Revenue pool of each IP asset.
	///
	/// Created by the first payment, credit, link, lock or change of scores. Until then the founding members are the
	/// creator and, with the owner's share, the IP account; the creator is the score authority.
	#[pallet::storage]
	pub type Pools<T: Config> = StorageMap<_, Twox64Concat, IpId, Pool<T::AccountId, BlockNumberFor<T>>>;

	/// Royalty stack of each derivative: its ancestors with their rates. Immutable.
	#[pallet::storage]
	pub type Stacks<T: Config> = StorageMap<_, Twox64Concat, IpId, StackRecord<T::AccountId>>;

	/// Pool members with score, accrual, lock and deposit.
	#[pallet::storage]
	pub type Members<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		IpId,
		Blake2_128Concat,
		T::AccountId,
		Member<T::AccountId, BlockNumberFor<T>>,
	>;

	/// Pending score proposal of each pool, at most one.
	#[pallet::storage]
	pub type Proposals<T: Config> = StorageMap<_, Twox64Concat, IpId, Proposal<T::AccountId, BlockNumberFor<T>>>;

	/// Pending offer of the score authority over each pool, at most one.
	#[pallet::storage]
	pub type AuthorityOffers<T: Config> = StorageMap<_, Twox64Concat, IpId, AuthorityOffer<T::AccountId>>;

	/// Cursor of `on_idle` over [`Pools`]: the last pool visited. `None` starts from the beginning.
	#[pallet::storage]
	pub type IdleCursor<T: Config> = StorageValue<_, IpId>;

	/// Genesis configuration: endows the sovereign account with the existential deposit, so that it can receive any
	/// amount.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Marker; nothing to configure.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let minted = T::Currency::mint_into(&Pallet::<T>::account(), T::Currency::minimum_balance());
			frame_support::defensive_assert!(minted.is_ok());
		}
	}

	/// Events of the pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payment was received and split.
		Paid {
			/// Payee.
			ip: IpId,
			/// Payer.
			payer: T::AccountId,
			/// Gross amount.
			amount: Balance,
			/// Purpose of the payment.
			kind: PaymentKind,
			/// Protocol fee.
			fee: Balance,
			/// Part reserved for the ancestors.
			ancestors: Balance,
			/// Part accrued to the members.
			members: Balance,
		},
		/// Protocol fees were transferred to the collector. When an IP asset is burned, with the fractions that were
		/// left.
		FeesCollected {
			/// IP asset that the fees come from.
			ip: IpId,
			/// Amount transferred.
			amount: Balance,
		},
		/// An ancestor was credited its part of a descendant's income.
		Credited {
			/// Ancestor.
			ip: IpId,
			/// Descendant.
			from: IpId,
			/// Amount credited to the ancestor's pool.
			amount: Balance,
		},
		/// A settlement was completed: every ancestor is credited up to `gross`.
		Settled {
			/// Settled IP asset.
			ip: IpId,
			/// Gross income since the link, up to which all ancestors are credited.
			gross: Balance,
		},
		/// A member's accrued income was paid out.
		Claimed {
			/// Pool.
			ip: IpId,
			/// Member.
			who: T::AccountId,
			/// Amount paid, in whole units.
			amount: Balance,
		},
		/// A member was removed: no score, and less than one unit owed.
		MemberRemoved {
			/// Pool.
			ip: IpId,
			/// Former member.
			who: T::AccountId,
		},
		/// A score proposal was submitted.
		ScoresProposed {
			/// Pool.
			ip: IpId,
			/// Proposer.
			proposer: T::AccountId,
			/// First block in which it can be applied.
			apply_at: BlockNumberFor<T>,
		},
		/// A score proposal was removed without being applied.
		ScoresCanceled {
			/// Pool.
			ip: IpId,
		},
		/// A score proposal was applied.
		ScoresApplied {
			/// Pool.
			ip: IpId,
			/// Sum of all scores from now on.
			total_score: u128,
			/// Number of members from now on.
			members: u32,
		},
		/// The score authority over a pool was offered.
		ScoreAuthorityOffered {
			/// Pool.
			ip: IpId,
			/// Offeree; `None` means the owner of the IP asset.
			authority: Option<T::AccountId>,
		},
		/// An offer of the score authority was removed without being accepted.
		AuthorityOfferWithdrawn {
			/// Pool.
			ip: IpId,
		},
		/// A member's score was locked.
		ScoreLocked {
			/// Pool.
			ip: IpId,
			/// Member.
			who: T::AccountId,
			/// Expiry: until that block the score cannot fall.
			until: BlockNumberFor<T>,
			/// Cap on the total score from now on, while a lock lasts.
			total_score: u128,
		},
		/// The lock of a member's score was removed.
		ScoreUnlocked {
			/// Pool.
			ip: IpId,
			/// Member.
			who: T::AccountId,
		},
		/// The score authority of a pool changed.
		ScoreAuthoritySet {
			/// Pool.
			ip: IpId,
			/// New authority; `None` means the current owner of the IP asset, whoever that is.
			authority: Option<T::AccountId>,
		},
		/// A royalty stack was created: from now on the derivative shares its income with its ancestors.
		Linked {
			/// Derivative.
			ip: IpId,
			/// Number of ancestors.
			ancestors: u32,
			/// Sum of their rates.
			stack: Perbill,
		},
	}

	/// Errors of the pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such IP asset, pool, proposal, offer, member or lock. Check collection, item and account.
		NotFound,
		/// A proposal is pending, or the stack exists. Apply or cancel the proposal first.
		AlreadyExists,
		/// The amount is zero. Pay at least one unit.
		ZeroAmount,
		/// Nothing is due upstream, and no fees can be transferred. Try again after the next payment.
		NothingToSettle,
		/// The account has not one whole unit to claim. Settle the descendants, or wait for income.
		NothingToClaim,
		/// The limit exceeds 64 ancestors. Settle fewer, and call again.
		MaxChunkExceeded,
		/// The pool would exceed its maximum of members. Remove some, and let those who left claim.
		MaxMembersExceeded,
		/// The signer may not do this. Ask the score authority of the pool, at first the creator; for an offer its offeree,
		/// for a lock its member.
		NotAuthorized,
		/// The proposal is empty. Name at least one account.
		NoChanges,
		/// An account is named twice. Name each account once.
		DuplicateMember,
		/// The sovereign account of the pallet can be neither payer nor member. Name another account.
		PalletAccount,
		/// The total score would exceed 2⁶⁴. Divide the scores: only their ratios matter.
		MaxTotalScoreExceeded,
		/// The proposal has expired. Cancel it and propose again.
		Expired,
		/// The total score would be zero. Leave at least one member with a score.
		ZeroTotalScore,
		/// The enactment delay has not passed. Wait for the block `apply_at` of the proposal.
		TooEarly,
		/// The proposal is void: somebody else has the authority now. Cancel it and propose again.
		ProposalVoid,
		/// The pool cannot be closed without a loss. Settle and claim first, remove all members but the owner, and see that
		/// the collector can receive the fees. A derivative cannot be burned.
		PoolNotEmpty,
		/// The proposal would exceed 64 changes. Wait until the pending one is applied.
		MaxChangesExceeded,
		/// The offer is void: somebody else has the authority now, or the IP asset was sold. Withdraw it and offer again.
		OfferVoid,
		/// The offeree has the authority already. Name another account.
		SameAuthority,
		/// A locked score would fall. Wait until the lock expires, or ask the member to give it up.
		ScoreLocked,
		/// The total score would exceed the cap that holds while scores are locked. Lower other scores, or wait.
		CapExceeded,
		/// The lock would exceed its maximum length. Name an earlier block.
		MaxLockExceeded,
		/// The lock would end at once, or not after the one that the member has. Name a later block.
		LockTooShort,
		/// Somebody else than the owner has a score, and would lose the later income. They leave first: the score authority
		/// sets their scores to zero.
		OthersHaveScores,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::settle_when_idle(remaining)
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Pays an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the payer.
		///
		/// ## Parameters
		///
		/// - `ip`: payee.
		/// - `amount`: gross payment, in the smallest unit.
		///
		/// ## Details
		///
		/// One transfer to the sovereign account, whatever the number of members and ancestors. The protocol fee is
		/// taken first; of the rest the ancestors' part is reserved, and the members can claim theirs at once. The
		/// payer's account stays alive. The first payment to an IP asset weighs a little more than the others; the
		/// difference is refunded.
		///
		/// ## Errors
		///
		/// [`Error::ZeroAmount`], [`Error::NotFound`], [`Error::PalletAccount`], and those of the transfer.
		///
		/// ## Events
		///
		/// [`Event::Paid`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::pay_first())]
		pub fn pay(origin: OriginFor<T>, ip: IpId, #[pallet::compact] amount: Balance) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			ensure!(amount > 0, Error::<T>::ZeroAmount);
			let is_first = Self::do_pay(&payer, &ip, amount, PaymentKind::Direct)?;
			Ok(if is_first { None } else { Some(T::WeightInfo::pay()) }.into())
		}

		/// Settles the income of an IP asset upstream: credits its ancestors, and transfers fees to the collector.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset that owes.
		/// - `limit`: number of ancestors to credit, at most 64; zero transfers fees only.
		///
		/// ## Details
		///
		/// A settlement has a fixed target, the gross income at its start; call again until all ancestors had their
		/// turn. Fees that the collector cannot receive stay in the pool. When nothing is due, the call fails and weighs
		/// what it looked at.
		///
		/// ## Errors
		///
		/// [`Error::MaxChunkExceeded`], [`Error::NotFound`], [`Error::NothingToSettle`].
		///
		/// ## Events
		///
		/// [`Event::FeesCollected`], [`Event::Credited`] for each ancestor that receives something, [`Event::Settled`]
		/// after the last one.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::settle((*limit).min(MAX_CHUNK)))]
		pub fn settle(origin: OriginFor<T>, ip: IpId, limit: u32) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::settle_on_call(&ip, limit)
		}

		/// Pays out the signer's accrued income.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the member.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose pool pays.
		///
		/// ## Details
		///
		/// Pays whole units; the fraction stays owed. A member without a score is removed with its last claim, and its
		/// deposit returns to whoever paid it. The IP account has the owner's share: whoever owns the IP asset.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NothingToClaim`], and `Token(BelowMinimum)` if the account would not reach the
		/// existential deposit: the amount stays owed.
		///
		/// ## Events
		///
		/// [`Event::Claimed`], [`Event::MemberRemoved`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::claim())]
		pub fn claim(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim(&ip, &who)
		}

		/// Pays out a member's accrued income on its behalf.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose pool pays.
		/// - `who`: member, and beneficiary of the payout.
		///
		/// ## Details
		///
		/// As [`Pallet::claim`].
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NothingToClaim`], and `Token(BelowMinimum)` if the account would not reach the
		/// existential deposit: the amount stays owed.
		///
		/// ## Events
		///
		/// [`Event::Claimed`], [`Event::MemberRemoved`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::claim_for())]
		pub fn claim_for(origin: OriginFor<T>, ip: IpId, who: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim(&ip, &who)
		}

		/// Submits a proposal of participation scores.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the score authority of the pool, at first the creator of the IP asset. Where the authority is
		/// `None`: the owner or the IP account; no agents.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose pool changes.
		/// - `changes`: up to 64 accounts with their new scores; zero removes a member.
		///
		/// ## Details
		///
		/// The proposal can be applied after [`Config::ScoreDelay`], and as long again, at least a minute. Members see it until then and can
		/// claim; they cannot object, but a locked score cannot fall. One proposal can be pending in each pool. The
		/// deposit covers the proposal and a new member for each change.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::AlreadyExists`], [`Error::NoChanges`],
		/// [`Error::DuplicateMember`], [`Error::PalletAccount`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::ScoresProposed`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::propose_scores(changes.len() as u32))]
		pub fn propose_scores(origin: OriginFor<T>, ip: IpId, changes: Changes<T::AccountId>) -> DispatchResult {
			let proposer = ensure_signed(origin)?;
			Self::do_propose_scores(proposer, ip, changes, None)
		}

		/// Cancels the pending score proposal.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the proposer, or the score authority. Anyone, if the proposal has expired or is void.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose proposal is canceled.
		///
		/// ## Details
		///
		/// The deposit returns to the proposer. A proposal is void once somebody else has the authority; where that is the
		/// owner, once the IP asset was sold, even if it comes back.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`].
		///
		/// ## Events
		///
		/// [`Event::ScoresCanceled`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::cancel_scores())]
		pub fn cancel_scores(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_scores(&who, &ip)
		}

		/// Applies the pending score proposal.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose proposal is applied.
		///
		/// ## Details
		///
		/// Every changed member is credited with its old score first: no change acts on money received before. The
		/// proposal's deposit is released, and the proposer's funds are held for each new member. Parked money goes to
		/// the first members. [`Config::OnScoreChanged`] is called for each score that changes. A score of anybody but the
		/// creator or the IP account divides the pool for good. Where the authority is `None`, the revision of the IP
		/// asset rises. A proposal that cannot be applied now weighs what was looked at.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::TooEarly`], [`Error::Expired`], [`Error::ProposalVoid`],
		/// [`Error::ScoreLocked`], [`Error::ZeroTotalScore`], [`Error::MaxTotalScoreExceeded`],
		/// [`Error::CapExceeded`], [`Error::MaxMembersExceeded`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::MemberRemoved`] for each that leaves and is owed less than one unit, [`Event::ScoresApplied`].
		#[pallet::call_index(6)]
		#[pallet::weight(
			T::WeightInfo::apply_scores(MAX_CHANGES).saturating_add(T::OnScoreChanged::weight(MAX_CHANGES))
		)]
		pub fn apply_scores(origin: OriginFor<T>, ip: IpId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_apply_scores(&ip)
		}

		/// Offers the score authority of a pool: the first of two steps.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the score authority, at first the creator of the IP asset; the owner, where the authority is `None`.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose pool is to change hands.
		/// - `authority`: offeree; `None` makes the authority follow the owner of the IP asset, with every sale. Then the
		///   present owner accepts.
		///
		/// ## Details
		///
		/// Nothing changes until the offer is accepted. It replaces the one before. It is void once somebody else has the
		/// authority, or, where one of the two sides is the owner, the IP asset was sold. Holds a deposit for the record.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::SameAuthority`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::ScoreAuthorityOffered`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::offer_score_authority())]
		pub fn offer_score_authority(
			origin: OriginFor<T>,
			ip: IpId,
			authority: Option<T::AccountId>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer_score_authority(who, ip, authority)
		}

		/// Accepts the score authority of a pool: the second of two steps.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the offeree; the owner, where the authority is to follow the IP asset.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose pool changes hands.
		///
		/// ## Details
		///
		/// A pending proposal is canceled; its deposit and that of the offer are released. Cap and locks stay: they bind
		/// the new authority too. If the authority was the owner, the revision of the IP asset rises.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::OfferVoid`], [`Error::NotAuthorized`].
		///
		/// ## Events
		///
		/// [`Event::ScoresCanceled`], [`Event::ScoreAuthoritySet`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::accept_score_authority())]
		pub fn accept_score_authority(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_score_authority(&who, ip)
		}

		/// Withdraws the pending offer of the score authority.
		///
		/// ## Dispatch Origin
		///
		/// Signed: who made the offer. Anyone, if it is void.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose offer is withdrawn.
		///
		/// ## Details
		///
		/// The deposit returns to who made the offer.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`].
		///
		/// ## Events
		///
		/// [`Event::AuthorityOfferWithdrawn`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::withdraw_authority_offer())]
		pub fn withdraw_authority_offer(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_authority_offer(&who, ip)
		}

		/// Locks a member's score: it cannot fall before a block, and its share cannot be diluted.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the score authority, at first the creator of the IP asset; the owner, where the authority is `None`.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose pool is bound.
		/// - `member`: account with a score.
		/// - `until`: expiry of the lock, at most [`Config::MaxLock`] from now. A lock can be prolonged, not shortened.
		///
		/// ## Details
		///
		/// From now on, and until the last lock of the pool expires, the total score does not rise above what it is now.
		/// This binds every later authority too; contributions that would raise the total are refused. Only the member
		/// can give the lock up. The pool cannot be burned meanwhile. Where the authority is `None`, the revision of the
		/// IP asset rises.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::AlreadyExists`] while a proposal is pending,
		/// [`Error::MaxLockExceeded`], [`Error::LockTooShort`].
		///
		/// ## Events
		///
		/// [`Event::ScoreLocked`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::lock_score())]
		pub fn lock_score(
			origin: OriginFor<T>,
			ip: IpId,
			member: T::AccountId,
			until: BlockNumberFor<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lock_score(&who, ip, member, until)
		}

		/// Removes the lock of a member's score.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the member. Anyone, once the lock has expired.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose pool is bound.
		/// - `member`: account with the lock.
		///
		/// ## Details
		///
		/// The cap on the total score ends with the last lock of the pool.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`].
		///
		/// ## Events
		///
		/// [`Event::ScoreUnlocked`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::unlock_score())]
		pub fn unlock_score(origin: OriginFor<T>, ip: IpId, member: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unlock_score(&who, ip, member)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whole units that an account can claim from a pool now.
		pub fn claimable(ip: IpId, who: T::AccountId) -> Balance {
			Self::view_claimable(&ip, &who)
		}

		/// Split of a hypothetical payment. `None` if there is no such IP asset, or the amount overflows.
		pub fn quote_payment(ip: IpId, amount: Balance) -> Option<Quote<T::AccountId>> {
			Self::view_quote(&ip, amount)
		}

		/// Royalty stack of an IP asset. Empty for an original.
		pub fn stack(ip: IpId) -> Stack {
			Self::view_stack(&ip)
		}

		/// Revenue pool of an IP asset, as the next payment will find it. `None` if there is no such IP asset.
		pub fn pool(ip: IpId) -> Option<PoolSummary<T::AccountId, BlockNumberFor<T>>> {
			Self::view_pool(&ip)
		}

		/// Expiry of the lock of a member's score. `None` if the score can fall.
		pub fn locked_until(ip: IpId, who: T::AccountId) -> Option<BlockNumberFor<T>> {
			Self::view_locked_until(&ip, &who)
		}

		/// Pending offer of the score authority. `None` if there is none.
		pub fn authority_offer(ip: IpId) -> Option<AuthorityOffer<T::AccountId>> {
			AuthorityOffers::<T>::get(ip)
		}

		/// Page of the members with their participation scores, after the cursor.
		pub fn scores(ip: IpId, cursor: Option<T::AccountId>, size: u32) -> Page<(T::AccountId, u64), T::AccountId> {
			Self::view_scores(&ip, cursor, size)
		}
	}
}
