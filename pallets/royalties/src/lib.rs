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

mod burning;
mod claim;
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
pub use types::{Changes, Member, Pool, PoolSummary, Proposal, Quote, Stack};
pub use weights::WeightInfo;

// Only what the macros generate expects something; the calls themselves stand in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		types::{Changes, Member, Pool, PoolSummary, Proposal, Quote, Stack, StackRecord, MAX_CHANGES, MAX_CHUNK},
		WeightInfo,
	};
	use atelier_primitives::{
		chain::Balance,
		ip::{IpId, IpInspect},
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

	/// What the runtime provides.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The native currency.
		type Currency: Inspect<Self::AccountId, Balance = Balance>
			+ Mutate<Self::AccountId>
			+ hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Why something is held.
		type RuntimeHoldReason: From<HoldReason>;

		/// Who owns and who made IP assets.
		type Ips: IpInspect<Self::AccountId>;

		/// The part of every payment that goes to the protocol.
		type ProtocolFee: Get<Perbill>;

		/// Who receives protocol fees: the treasury.
		type FeeCollector: Get<Self::AccountId>;

		/// How many blocks lie between the proposal of scores and their application.
		type ScoreDelay: Get<BlockNumberFor<Self>>;

		/// An idle block settles a pool that has at least this much to hand out.
		type MinIdleSettlement: Get<Balance>;

		/// Who is told when a score changes.
		type OnScoreChanged: OnScoreChanged<Self::AccountId>;

		/// What the account that holds all money is derived from.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Makes IP assets for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: atelier_primitives::ip::BenchmarkIp<Self::AccountId>;
	}

	/// Why this pallet holds something of somebody.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The ancestors of a derivative are in storage.
		#[codec(index = 0)]
		Stack,
		/// A member of a pool is in storage.
		#[codec(index = 1)]
		Member,
		/// A proposal of scores is in storage.
		#[codec(index = 2)]
		Proposal,
	}

	/// The money of each IP asset. Without a record nothing was paid yet, and the creator is the only member and the
	/// authority.
	#[pallet::storage]
	pub type Pools<T: Config> = StorageMap<_, Blake2_128Concat, IpId, Pool<T::AccountId>>;

	/// What each derivative owes to its ancestors. Never changes once it is written.
	#[pallet::storage]
	pub type Stacks<T: Config> = StorageMap<_, Blake2_128Concat, IpId, StackRecord<T::AccountId>>;

	/// The members of each pool.
	#[pallet::storage]
	pub type Members<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, IpId, Blake2_128Concat, T::AccountId, Member<T::AccountId>>;

	/// The proposal of scores that waits in each pool.
	#[pallet::storage]
	pub type Proposals<T: Config> = StorageMap<_, Blake2_128Concat, IpId, Proposal<T::AccountId, BlockNumberFor<T>>>;

	/// The pool that an idle block looked at last. Nothing: start with the first one.
	#[pallet::storage]
	pub type IdleCursor<T: Config> = StorageValue<_, IpId>;

	/// Funds the account of the pallet with the existential deposit, so that it can receive any amount.
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
			let minted = T::Currency::mint_into(&Pallet::<T>::account(), T::Currency::minimum_balance());
			frame_support::defensive_assert!(minted.is_ok());
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An IP asset was paid.
		Paid {
			/// The IP asset.
			ip: IpId,
			/// Who paid.
			payer: T::AccountId,
			/// The whole payment.
			amount: Balance,
			/// What it was for.
			kind: PaymentKind,
			/// The part of the protocol.
			fee: Balance,
			/// The part reserved for ancestors.
			ancestors: Balance,
			/// The part of the members.
			members: Balance,
		},
		/// Protocol fees were handed over; at the end of an IP asset with the fractions that were left.
		FeesCollected {
			/// The IP asset that they come from.
			ip: IpId,
			/// How much.
			amount: Balance,
		},
		/// An ancestor received its part of the income of a descendant.
		Credited {
			/// The ancestor.
			ip: IpId,
			/// The descendant.
			from: IpId,
			/// How much.
			amount: Balance,
		},
		/// Every ancestor has received its part of the income up to here.
		Settled {
			/// The IP asset that owed.
			ip: IpId,
			/// The gross income since the link.
			gross: Balance,
		},
		/// A member was paid out.
		Claimed {
			/// The IP asset.
			ip: IpId,
			/// The member.
			who: T::AccountId,
			/// How much.
			amount: Balance,
		},
		/// A member left and is owed nothing anymore.
		MemberRemoved {
			/// The IP asset.
			ip: IpId,
			/// The member.
			who: T::AccountId,
		},
		/// New scores were proposed.
		ScoresProposed {
			/// The IP asset.
			ip: IpId,
			/// Who proposed.
			proposer: T::AccountId,
			/// The first block in which they can be applied.
			apply_at: BlockNumberFor<T>,
		},
		/// A proposal of scores came to nothing.
		ScoresCancelled {
			/// The IP asset.
			ip: IpId,
		},
		/// New scores hold from now on.
		ScoresApplied {
			/// The IP asset.
			ip: IpId,
			/// The scores of all members together.
			weight: u128,
			/// The number of members.
			members: u32,
		},
		/// Somebody else has the authority over the scores.
		ScoreAuthoritySet {
			/// The IP asset.
			ip: IpId,
			/// The authority; nothing: the owner of the IP asset, whoever that is.
			authority: Option<T::AccountId>,
		},
		/// A derivative shares its income with its ancestors from now on.
		Linked {
			/// The derivative.
			ip: IpId,
			/// The number of ancestors.
			ancestors: u32,
			/// The rates of all ancestors together.
			stack: Perbill,
		},
	}

	/// Why something was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such IP asset, or it has no pool or no proposal yet. Check its collection and item.
		NotFound,
		/// A proposal waits already, or the derivative is linked already. Apply or cancel the proposal first.
		AlreadyExists,
		/// The amount is zero. Pay at least one unit.
		ZeroAmount,
		/// Nothing is due upstream, and no fees can be handed over. Try again after the next payment.
		NothingToSettle,
		/// The account has not one whole unit to claim. Settle the IP assets below, or wait for income.
		NothingToClaim,
		/// A settlement handles at most 64 ancestors at a time. Ask for fewer and call again.
		MaxChunkExceeded,
		/// The pool would have too many members. Remove some, and let those who left claim.
		MaxMembersExceeded,
		/// You have no authority over the scores. Ask the authority of the pool: at first the creator.
		NotAuthorized,
		/// The proposal changes nothing. Name at least one account.
		NoChanges,
		/// An account is named twice. Name each account once.
		DuplicateMember,
		/// The account of this pallet is neither payer nor member. Name another account.
		PalletAccount,
		/// All scores together would be more than 2⁶⁴. Divide them: only their ratios matter.
		MaxTotalScoreExceeded,
		/// The proposal was not applied in time. Cancel it and propose again.
		Expired,
		/// Nobody would have a score. Leave at least one member.
		ZeroTotalScore,
		/// The delay has not passed yet. Wait for the block that the proposal names.
		TooEarly,
		/// The authority over the scores changed since the proposal was made, or its proposer lost the permission. Cancel
		/// it and propose again.
		ProposalVoid,
		/// Somebody could lose money with the pool. Settle and claim first, remove all members but one, and see that the
		/// collector can receive the fees. A derivative cannot be burned.
		PoolNotEmpty,
		/// A proposal changes at most 64 scores. Wait until the one under way is applied.
		MaxChangesExceeded,
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
		/// ## Details
		///
		/// One transfer to the account of the pallet, whatever the number of members and ancestors. The protocol fee is
		/// taken first; of the rest the ancestors' part is set aside, and the members can claim theirs at once. The
		/// payer stays alive. The first payment to an IP asset weighs a little more than the others; the difference is
		/// given back.
		///
		/// ## Errors
		///
		/// - [`Error::ZeroAmount`]
		/// - [`Error::NotFound`]: there is no such IP asset.
		/// - Those of a transfer, when the payer has not enough.
		///
		/// ## Events
		///
		/// [`Event::Paid`]
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::pay_first())]
		pub fn pay(origin: OriginFor<T>, ip: IpId, #[pallet::compact] amount: Balance) -> DispatchResultWithPostInfo {
			let payer = ensure_signed(origin)?;
			ensure!(amount > 0, Error::<T>::ZeroAmount);
			let is_first = Self::do_pay(&payer, &ip, amount, PaymentKind::Direct)?;
			Ok(if is_first { None } else { Some(T::WeightInfo::pay()) }.into())
		}

		/// Hands out what an IP asset owes: to its ancestors, and to the protocol.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Details
		///
		/// Credits the next `limit` ancestors, at most 64. A run goes up to the income at its start; call again until
		/// all ancestors had their turn. With a limit of zero only fees are handed over. What a collector of fees cannot
		/// receive stays where it is.
		///
		/// ## Errors
		///
		/// - [`Error::MaxChunkExceeded`]
		/// - [`Error::NotFound`]: the IP asset has no pool.
		/// - [`Error::NothingToSettle`]
		///
		/// ## Events
		///
		/// [`Event::FeesCollected`], [`Event::Credited`] for each ancestor that receives something, [`Event::Settled`]
		/// after the last one.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::settle((*limit).min(MAX_CHUNK)))]
		pub fn settle(origin: OriginFor<T>, ip: IpId, limit: u32) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			ensure!(limit <= MAX_CHUNK, Error::<T>::MaxChunkExceeded);
			let credited = Self::do_settle(&ip, limit)?;
			Ok(Some(T::WeightInfo::settle(credited)).into())
		}

		/// Pays out what the caller is owed by an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the member.
		///
		/// ## Details
		///
		/// Pays whole units; the fraction stays owed. A member without a score is removed with its last claim, and its
		/// deposit goes back to who paid it.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: the IP asset has no pool.
		/// - [`Error::NothingToClaim`]
		/// - `Token(BelowMinimum)`: the account could not exist with so little. It stays owed.
		///
		/// ## Events
		///
		/// [`Event::Claimed`], [`Event::MemberRemoved`]
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::claim())]
		pub fn claim(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim(&ip, &who)
		}

		/// Pays out what somebody is owed by an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Details
		///
		/// Like [`Pallet::claim`]; the money goes to `who`.
		///
		/// ## Errors
		///
		/// Those of [`Pallet::claim`].
		///
		/// ## Events
		///
		/// [`Event::Claimed`], [`Event::MemberRemoved`]
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::claim_for())]
		pub fn claim_for(origin: OriginFor<T>, ip: IpId, who: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim(&ip, &who)
		}

		/// Proposes new participation scores.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the authority of the pool, at first the creator of the IP asset. Where the owner was given it: the
		/// owner, the account of the IP asset, or an agent with the permission for scores.
		///
		/// ## Details
		///
		/// Up to 64 accounts with their new scores; zero removes one. They can be applied after the delay, and for 30
		/// times as long. Members see them until then and can claim; they cannot object. One proposal can wait in each pool. The deposit covers the
		/// proposal and a new member for each change.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: there is no such IP asset.
		/// - [`Error::NotAuthorized`]
		/// - [`Error::AlreadyExists`]
		/// - [`Error::NoChanges`], [`Error::DuplicateMember`], [`Error::PalletAccount`]
		/// - Those of a hold, when the proposer cannot pay the deposit.
		///
		/// ## Events
		///
		/// [`Event::ScoresProposed`]
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::propose_scores(changes.len() as u32))]
		pub fn propose_scores(origin: OriginFor<T>, ip: IpId, changes: Changes<T::AccountId>) -> DispatchResult {
			let proposer = ensure_signed(origin)?;
			Self::do_propose_scores(proposer, ip, changes, None)
		}

		/// Withdraws a proposal of scores.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the proposer, or who could propose. Anyone, if the proposal has expired, or is void because the authority
		/// changed or its proposer lost the permission.
		///
		/// ## Details
		///
		/// The deposit goes back to the proposer.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: no proposal waits.
		/// - [`Error::NotAuthorized`]
		///
		/// ## Events
		///
		/// [`Event::ScoresCancelled`]
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::cancel_scores())]
		pub fn cancel_scores(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_scores(&who, &ip)
		}

		/// Applies a proposal of scores.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Details
		///
		/// Every changed member is credited with its old score first: no change acts on money received before. The
		/// deposit of the proposal goes back, and a deposit for each new member is taken from the proposer. Money that
		/// waited for members goes to the first ones. Whoever follows the scores is told of each that changes.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: no proposal waits.
		/// - [`Error::TooEarly`], [`Error::Expired`]
		/// - [`Error::ProposalVoid`]
		/// - [`Error::ZeroTotalScore`], [`Error::MaxTotalScoreExceeded`]
		/// - [`Error::MaxMembersExceeded`]
		///
		/// ## Events
		///
		/// [`Event::MemberRemoved`] for each that leaves and is owed nothing, [`Event::ScoresApplied`]
		#[pallet::call_index(6)]
		#[pallet::weight(
			T::WeightInfo::apply_scores(MAX_CHANGES).saturating_add(T::OnScoreChanged::weight(MAX_CHANGES))
		)]
		pub fn apply_scores(origin: OriginFor<T>, ip: IpId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let (changes, told) = Self::do_apply_scores(&ip)?;
			Ok(Some(T::WeightInfo::apply_scores(changes).saturating_add(told)).into())
		}

		/// Hands the authority over the scores to somebody.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the authority of the pool, at first the creator of the IP asset; the owner, where it was given to the
		/// owner.
		///
		/// ## Details
		///
		/// `None` gives it to the owner, whoever that is at any time: it then moves with every sale. A waiting proposal
		/// ends, and its deposit goes back.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: there is no such IP asset.
		/// - [`Error::NotAuthorized`]
		///
		/// ## Events
		///
		/// [`Event::ScoresCancelled`], [`Event::ScoreAuthoritySet`]
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::set_score_authority())]
		pub fn set_score_authority(origin: OriginFor<T>, ip: IpId, authority: Option<T::AccountId>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_score_authority(&who, ip, authority)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The whole units that an account can claim from an IP asset now.
		pub fn claimable(ip: IpId, who: T::AccountId) -> Balance {
			Self::view_claimable(&ip, &who)
		}

		/// Who would get how much of a payment. Nothing if there is no such IP asset, or the amount is impossible.
		pub fn quote_payment(ip: IpId, amount: Balance) -> Option<Quote<T::AccountId>> {
			Self::view_quote(&ip, amount)
		}

		/// What an IP asset owes to its ancestors. Empty for an original.
		pub fn stack(ip: IpId) -> Stack {
			Self::view_stack(&ip)
		}

		/// The money of an IP asset. Nothing if there is no such IP asset.
		pub fn pool(ip: IpId) -> Option<PoolSummary<T::AccountId>> {
			Self::pool_or_founded(&ip).map(Into::into)
		}

		/// The members of an IP asset with their participation scores, after the cursor.
		pub fn scores(ip: IpId, cursor: Option<T::AccountId>, size: u32) -> Page<(T::AccountId, u64), T::AccountId> {
			Self::view_scores(&ip, cursor, size)
		}
	}
}
