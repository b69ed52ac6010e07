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
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod delegation;
mod deposits;
mod enactment;
mod founding;
mod membership;
#[cfg(test)]
mod mock;
mod power;
mod proposals;
mod rule;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod view;
mod voting;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::traits::OriginTrait;
use frame_system::pallet_prelude::BlockNumberFor;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
type HashOf<T> = <T as frame_system::Config>::Hash;
type PalletsOriginOf<T> = <<T as frame_system::Config>::RuntimeOrigin as OriginTrait>::PalletsOrigin;
/// Overarching call of the runtime.
pub type CallOf<T> = <T as Config>::RuntimeCall;
/// [`Rule`] of this chain.
pub type RuleOf<T> = Rule<BlockNumberFor<T>>;
/// [`Studio`] of this chain.
pub type StudioOf<T> = Studio<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`Member`] of this chain.
pub type MemberOf<T> = Member<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`Proposal`] of this chain.
pub type ProposalOf<T> = Proposal<AccountIdOf<T>, BlockNumberFor<T>, HashOf<T>>;
/// [`StudioInfo`] of this chain.
pub type StudioInfoOf<T> = StudioInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`MemberInfo`] of this chain.
pub type MemberInfoOf<T> = MemberInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`ProposalInfo`] of this chain.
pub type ProposalInfoOf<T> = ProposalInfo<AccountIdOf<T>, BlockNumberFor<T>, HashOf<T>>;

/// The pallet.
// The macros of FRAME write `expect` into what they generate; our own code is in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::boxed::Box;
	use atelier_primitives::{
		chain::Balance,
		ip::IpInspect,
		royalties::ScoreInspect,
		studios::{Power, ProposalId, StudioId},
		Deposit, IpId, Page,
	};
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{fungible, schedule::v3::Named, Contains},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Dispatchable;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Fungible currency of storage deposits and of tokens locked for voting.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Overarching call of the runtime.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<Call<Self>>
			+ IsType<<Self as frame_system::Config>::RuntimeCall>;

		/// Scheduler of named tasks: closes and enacts proposals when they are due.
		type Scheduler: Named<BlockNumberFor<Self>, CallOf<Self>, PalletsOriginOf<Self>, Hasher = Self::Hashing>;

		/// Registry of IP assets: the owner of each.
		type Ips: IpInspect<Self::AccountId>;

		/// Participation scores of pools, and the authority over them: a source of voting power. Its provider has to call
		/// the hook `OnScoreChanged` of this pallet on every change.
		type Scores: ScoreInspect<Self::AccountId>;

		/// Call filter of studios. It holds for calls inside of calls, too.
		type CallFilter: Contains<CallOf<Self>>;

		/// Upper bound of the places that proposals take in the agenda of a block. It must leave some for others: whoever
		/// makes proposals could keep what governs the chain out otherwise.
		#[pallet::constant]
		type MaxPlaces: Get<u32>;

		/// Weight of one place. A heavier call takes as many more, so that all places together leave others time as well.
		#[pallet::constant]
		type PlaceWeight: Get<Weight>;

		/// Upper bound of the length of a proposed call in bytes. If a later runtime allows less, longer calls that wait
		/// are lost.
		#[pallet::constant]
		type MaxCallLength: Get<u32>;

		/// Upper bound of the weight of a proposed call. It must leave room for enacting it in what the scheduler may use
		/// of a block.
		#[pallet::constant]
		type MaxCallWeight: Get<Weight>;

		/// Upper bound of members per studio.
		#[pallet::constant]
		type MaxMembers: Get<u32>;

		/// Upper bound of open proposals per studio.
		#[pallet::constant]
		type MaxOpenProposals: Get<u32>;

		/// Upper bound of open proposals per studio and proposer.
		#[pallet::constant]
		type MaxOwnProposals: Get<u32>;

		/// Upper bound of the voting period, and of the enactment delay, in blocks.
		#[pallet::constant]
		type MaxPeriod: Get<BlockNumberFor<Self>>;

		/// Enactment period in blocks: how long an approved proposal can be enacted.
		#[pallet::constant]
		type EnactmentPeriod: Get<BlockNumberFor<Self>>;

		/// Pallet identifier from which the accounts of studios are derived.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weight information of the calls and of the hook.
		type WeightInfo: WeightInfo;

		/// Benchmark fixtures of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId, CallOf<Self>>;
	}

	/// Hold reasons of this pallet.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Storage deposit of a studio, member, invitation or proposal.
		#[codec(index = 0)]
		Storage,
		/// Lock of tokens for voting.
		#[codec(index = 1)]
		Voting,
	}

	/// Identifier of the next studio.
	#[pallet::storage]
	pub type NextStudio<T: Config> = StorageValue<_, StudioId, ValueQuery>;

	/// Studio records.
	#[pallet::storage]
	pub type Studios<T: Config> = StorageMap<_, Twox64Concat, StudioId, StudioOf<T>>;

	/// Reverse index of the accounts of studios.
	#[pallet::storage]
	pub type StudioOfAccount<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, StudioId>;

	/// Follower index of pools: the studio that votes by the scores of the IP asset.
	#[pallet::storage]
	pub type FollowerOf<T: Config> = StorageMap<_, Twox64Concat, IpId, StudioId>;

	/// Membership records by studio and account.
	#[pallet::storage]
	pub type Members<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Blake2_128Concat, T::AccountId, MemberOf<T>>;

	/// Open invitations by studio and account, with the storage deposit.
	#[pallet::storage]
	pub type Invitations<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Blake2_128Concat, T::AccountId, Deposit<T::AccountId>>;

	/// Proposal records by studio and number.
	#[pallet::storage]
	pub type Proposals<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Twox64Concat, ProposalId, ProposalOf<T>>;

	/// Encoded calls of proposals: kept until the proposal is closed without success, or enacted.
	#[pallet::storage]
	pub type Calls<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Twox64Concat, ProposalId, BoundedVec<u8, T::MaxCallLength>>;

	/// Per-block count of the agenda places that proposals have, now or before.
	#[pallet::storage]
	pub type Places<T: Config> = StorageMap<_, Twox64Concat, BlockNumberFor<T>, u32, ValueQuery>;

	/// Count of open proposals by studio and proposer.
	#[pallet::storage]
	pub type OpenProposals<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// Reentrancy guard of enactment: the studio that signs. Transient: always killed before the call returns.
	#[pallet::storage]
	pub type Enacting<T: Config> = StorageValue<_, StudioId>;

	/// Events of this pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Studio created.
		Created {
			/// The studio.
			studio: StudioId,
			/// The creator, its first member.
			creator: T::AccountId,
			/// The account that owns, signs and pays for the studio.
			account: T::AccountId,
		},
		/// Metadata of a studio changed.
		MetadataSet {
			/// The studio.
			studio: StudioId,
		},
		/// Account invited to become a member.
		Invited {
			/// The studio.
			studio: StudioId,
			/// The account.
			who: T::AccountId,
		},
		/// Invitation declined or withdrawn.
		InvitationRemoved {
			/// The studio.
			studio: StudioId,
			/// The account that was invited.
			who: T::AccountId,
		},
		/// Member joined.
		Joined {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// Its voting power.
			power: Power,
		},
		/// Member left.
		Left {
			/// The studio.
			studio: StudioId,
			/// The account that was a member.
			who: T::AccountId,
		},
		/// Member removed by the studio.
		MemberRemoved {
			/// The studio.
			studio: StudioId,
			/// The account that was a member.
			who: T::AccountId,
		},
		/// Governance rule of a studio changed. Open proposals are void.
		RuleSet {
			/// The studio.
			studio: StudioId,
			/// The new rule.
			rule: RuleOf<T>,
			/// The voting power of all members together.
			electorate: Power,
		},
		/// Voting power of a member changed with its score.
		PowerChanged {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// Its voting power.
			power: Power,
		},
		/// Voting power delegated.
		Delegated {
			/// The studio.
			studio: StudioId,
			/// The member that delegates.
			who: T::AccountId,
			/// The delegate.
			to: T::AccountId,
		},
		/// Delegation ended.
		Undelegated {
			/// The studio.
			studio: StudioId,
			/// The member that votes itself again.
			who: T::AccountId,
		},
		/// Tokens locked for voting.
		Locked {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// The amount that was added to its lock.
			amount: Balance,
		},
		/// Tokens unlocked.
		Unlocked {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// The amount that was taken from its lock.
			amount: Balance,
		},
		/// Call proposed.
		Proposed {
			/// The studio.
			studio: StudioId,
			/// The number of the proposal.
			proposal: ProposalId,
			/// The proposer.
			proposer: T::AccountId,
			/// The end of the voting period: the first block without votes.
			closes_at: BlockNumberFor<T>,
		},
		/// Proposal canceled by its proposer.
		Canceled {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
		},
		/// Vote cast or changed.
		Voted {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// The member.
			who: T::AccountId,
			/// True if it is for the proposal.
			aye: bool,
			/// The power of the vote, with that of those who delegate to the member.
			power: Power,
		},
		/// Vote taken back.
		Unvoted {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// The member.
			who: T::AccountId,
		},
		/// Proposal closed.
		Closed {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// The final tally.
			tally: Tally,
			/// The voting power of all members together.
			electorate: Power,
			/// The outcome: approved, rejected or void.
			status: Status<BlockNumberFor<T>>,
		},
		/// Next step of a proposal not scheduled for want of a place in the agenda. Somebody has to close an open one, or
		/// enact an approved one, by hand.
		NotScheduled {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
		},
		/// Proposal enacted: its call was dispatched as the studio.
		Enacted {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// The result of the dispatch. An error says that it never can be: the runtime does not know the call, or
			/// studios may not dispatch it.
			result: DispatchResult,
		},
		/// Enactment by the scheduler failed, and has changed nothing. The proposal stays approved: somebody can enact it by
		/// hand until it expires.
		EnactmentFailed {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// The error of the call.
			error: DispatchError,
		},
		/// Notice of a fall back to one member one vote. Void when somebody has voting power before its end.
		FallBackAnnounced {
			/// The studio.
			studio: StudioId,
			/// The end of the notice: the first block in which the studio can fall back.
			at: BlockNumberFor<T>,
		},
		/// Record of a finished proposal removed; deposit released.
		Pruned {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
		},
	}

	/// Errors of this pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// No studio or proposal with this number. Check the numbers.
		NotFound,
		/// Empty name. Give at least one byte.
		EmptyName,
		/// Numbers of studios exhausted.
		MaxStudiosExceeded,
		/// Invalid rule: the approval is less than a half, the quorum or the period to vote is zero, or a time is too
		/// long. Choose others.
		InvalidRule,
		/// IP asset not owned by the studio. Transfer it to the studio's account first.
		NotOwner,
		/// Signer or studio not authorized: an invitation is removed by the studio or the invited, and scores are followed
		/// where the studio has the authority over them. Have the studio sign, or make it the authority of the pool.
		NotAuthorized,
		/// Pool followed by another studio. That has to change its rule first.
		PoolTaken,
		/// Electorate of zero: nobody could vote by this rule. Start with one member one vote; then earn scores or lock
		/// tokens.
		ZeroElectorate,
		/// Electorate above zero: somebody can vote. Change the rule by a proposal.
		ElectorateNotZero,
		/// Bound too low: there are more members, or the call is heavier or longer. Give a higher one.
		BoundExceeded,
		/// Account of the studio named as its member. Name somebody else.
		OwnAccount,
		/// Account is a member already.
		AlreadyMember,
		/// Account is invited already.
		AlreadyExists,
		/// Account is not invited, or a member already. Have the studio invite it.
		NotInvited,
		/// Studio full. Somebody has to leave first.
		MaxMembersExceeded,
		/// Signer, or the delegate, is no member. Join first.
		NotMember,
		/// Last member: a studio needs one. Let somebody else join first.
		LastMember,
		/// Delegation to oneself.
		SelfDelegation,
		/// Delegation over two hops: you have delegators, or the delegate delegates itself. Name somebody else.
		DelegationChain,
		/// Voting power delegated. Take that back first.
		Delegated,
		/// No delegation: you have none, or your delegate is gone.
		NotDelegated,
		/// Open votes. Take them back first.
		OpenVotes,
		/// Amount of zero. Name at least one unit.
		ZeroAmount,
		/// Amount above the lock. Name less.
		InsufficientLock,
		/// Call too long. Put less into a proposal.
		CallTooLarge,
		/// Call nested too deep. Nest less.
		CallTooDeep,
		/// Call filtered: studios may not dispatch it.
		CallFiltered,
		/// Call paused: the chain does not take it now. Enact the proposal when it does again.
		CallPaused,
		/// Call too heavy. Put less into a proposal.
		CallTooHeavy,
		/// Open proposals of the studio at their maximum. Wait until one is closed.
		MaxOpenProposalsExceeded,
		/// Open proposals of the proposer at their maximum. Cancel one, or wait until one is closed.
		MaxOwnProposalsExceeded,
		/// Signer is not the proposer. Only the proposer can cancel.
		NotProposer,
		/// Proposal closed already.
		AlreadyClosed,
		/// Voting closed.
		VotingClosed,
		/// Same vote cast already.
		AlreadyVoted,
		/// No vote on this proposal.
		NotVoted,
		/// Open votes at their maximum of eight. Take a vote back, or wait until one is closed.
		MaxOpenVotesExceeded,
		/// Too early. Wait for the block that the proposal, or the notice of the fall back, names.
		TooEarly,
		/// Proposal not approved, or enacted already.
		NotApproved,
		/// Proposal expired: it was not enacted in time. Propose it again.
		Expired,
		/// Nested enactment: a proposal cannot enact another. Enact that by itself.
		NestedEnact,
		/// Enactment nested too deep inside of other calls to leave room for that of the proposal. Enact it by itself.
		TooDeep,
		/// Proposal not finished: it can still be closed or enacted. Wait.
		NotFinished,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::PlaceWeight::get().ref_time() > 0, "a place has room for something");
			let most = Self::places_of(T::MaxCallWeight::get());
			assert!(most <= T::MaxPlaces::get(), "the heaviest call has as many places as it takes");
			assert!(T::MaxMembers::get() > 0, "a studio has a member");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Creates a studio.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the creator.
		///
		/// ## Parameters
		///
		/// - `name`: name of the studio, in UTF-8, at most 64 bytes.
		/// - `metadata_hash`: SHA-256 of the metadata, which lie elsewhere.
		/// - `founders`: accounts to invite, at most 16, without the creator.
		/// - `rule`: governance rule; its times in blocks.
		///
		/// ## Details
		///
		/// The creator is its first member. The founders are invited and become members when they join. The creator pays
		/// the deposits of the studio, of its own membership and of the invitations. The account of the studio has
		/// nothing at first: send it what it needs.
		///
		/// ## Errors
		///
		/// [`Error::EmptyName`], [`Error::InvalidRule`], [`Error::NotOwner`], [`Error::NotAuthorized`],
		/// [`Error::PoolTaken`], [`Error::ZeroElectorate`], [`Error::AlreadyMember`], [`Error::AlreadyExists`],
		/// [`Error::OwnAccount`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::Created`], [`Event::Joined`], and [`Event::Invited`] for each founder.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create(founders.len() as u32))]
		pub fn create(
			origin: OriginFor<T>,
			name: Name,
			metadata_hash: [u8; 32],
			founders: Founders<T::AccountId>,
			rule: RuleOf<T>,
		) -> DispatchResult {
			let creator = ensure_signed(origin)?;
			Self::do_create(creator, name, metadata_hash, founders, rule)
		}

		/// Changes the name and the metadata of a studio.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio.
		///
		/// ## Parameters
		///
		/// - `name`: name of the studio, in UTF-8, at most 64 bytes.
		/// - `metadata_hash`: SHA-256 of the metadata, which lie elsewhere.
		///
		/// ## Errors
		///
		/// [`Error::EmptyName`].
		///
		/// ## Events
		///
		/// [`Event::MetadataSet`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_metadata())]
		pub fn set_metadata(origin: OriginFor<T>, name: Name, metadata_hash: [u8; 32]) -> DispatchResult {
			let studio = Self::ensure_studio(origin)?;
			Self::do_set_metadata(studio, name, metadata_hash)
		}

		/// Changes the governance rule of a studio.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio.
		///
		/// ## Parameters
		///
		/// - `rule`: governance rule; its times in blocks.
		/// - `max_members`: upper bound of the members to count; zero if the source of power stays.
		///
		/// ## Details
		///
		/// Every open proposal is void from then on: it was made under another rule. If the source of voting power
		/// changes, all members are counted anew; `max_members` is the most that there can be then, and the weight of this
		/// call depends on it. Otherwise zero is enough. What members have locked stays locked. For scores, the studio must own the IP
		/// asset and have the authority over the scores.
		///
		/// ## Errors
		///
		/// [`Error::InvalidRule`], [`Error::BoundExceeded`], [`Error::NotOwner`], [`Error::NotAuthorized`],
		/// [`Error::PoolTaken`], [`Error::ZeroElectorate`].
		///
		/// ## Events
		///
		/// [`Event::RuleSet`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_rule((*max_members).min(T::MaxMembers::get())))]
		pub fn set_rule(
			origin: OriginFor<T>,
			rule: RuleOf<T>,
			#[pallet::compact] max_members: u32,
		) -> DispatchResultWithPostInfo {
			let studio = Self::ensure_studio(origin)?;
			let counted = Self::do_set_rule(studio, rule, max_members)?;
			Ok(Some(T::WeightInfo::set_rule(counted)).into())
		}

		/// Resets the rule to one member one vote, in a studio whose electorate is zero: gives notice first, and does it
		/// when called again after that.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		///
		/// ## Details
		///
		/// Scores can go to accounts that are no members, and members can unlock all tokens. Such a studio could decide
		/// nothing, this neither. The notice takes as long as a decision: a voting period and an enactment delay. It is
		/// void as soon as somebody has voting power, or the rule changes; so who has unlocked tokens after a vote locks
		/// one unit again, and the rule stays. Every open proposal is void from the fall back on.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::ElectorateNotZero`], [`Error::TooEarly`].
		///
		/// ## Events
		///
		/// [`Event::FallBackAnnounced`]; [`Event::RuleSet`] after the notice.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::fall_back(T::MaxMembers::get()))]
		pub fn fall_back(origin: OriginFor<T>, studio: StudioId) -> DispatchResultWithPostInfo {
			let by = ensure_signed(origin)?;
			let counted = Self::do_fall_back(studio, by)?;
			Ok(Some(T::WeightInfo::fall_back(counted)).into())
		}

		/// Invites an account to become a member.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio.
		///
		/// ## Parameters
		///
		/// - `who`: account to invite.
		///
		/// ## Details
		///
		/// Nobody becomes a member without joining. The studio pays a deposit until then.
		///
		/// ## Errors
		///
		/// [`Error::OwnAccount`], [`Error::AlreadyMember`], [`Error::AlreadyExists`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::Invited`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::add_member())]
		pub fn add_member(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			let studio = Self::ensure_studio(origin)?;
			Self::do_add_member(studio, who)
		}

		/// Declines or withdraws an invitation.
		///
		/// ## Dispatch Origin
		///
		/// Signed: who was invited, or the account of the studio.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `who`: account that was invited.
		///
		/// ## Details
		///
		/// The deposit goes back to who paid it.
		///
		/// ## Errors
		///
		/// [`Error::NotAuthorized`], [`Error::NotInvited`].
		///
		/// ## Events
		///
		/// [`Event::InvitationRemoved`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::remove_invitation())]
		pub fn remove_invitation(origin: OriginFor<T>, studio: StudioId, who: T::AccountId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_remove_invitation(by, studio, who)
		}

		/// Joins a studio.
		///
		/// ## Dispatch Origin
		///
		/// Signed: who was invited.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		///
		/// ## Details
		///
		/// The member pays a deposit for its own record; that of the invitation goes back.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotInvited`], [`Error::MaxMembersExceeded`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::Joined`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::join())]
		pub fn join(origin: OriginFor<T>, studio: StudioId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_join(studio, who)
		}

		/// Leaves a studio.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		///
		/// ## Details
		///
		/// Its votes on open proposals do not count anymore. Its delegation ends, and so do those to it. What it has
		/// locked and its deposit go back. Its proposals stay.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::LastMember`].
		///
		/// ## Events
		///
		/// [`Event::Left`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::leave())]
		pub fn leave(origin: OriginFor<T>, studio: StudioId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(studio, who)
		}

		/// Removes a member.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio.
		///
		/// ## Parameters
		///
		/// - `who`: the member.
		///
		/// ## Details
		///
		/// As if it left.
		///
		/// ## Errors
		///
		/// [`Error::NotMember`], [`Error::LastMember`].
		///
		/// ## Events
		///
		/// [`Event::MemberRemoved`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::remove_member())]
		pub fn remove_member(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			let studio = Self::ensure_studio(origin)?;
			Self::do_remove_member(studio, who)
		}

		/// Delegates voting power to another member.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `to`: the delegate, a member.
		///
		/// ## Details
		///
		/// One hop: a delegate does not delegate. The power counts in all open votes of the delegate at once. The
		/// delegation ends when one of them leaves.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::SelfDelegation`], [`Error::DelegationChain`],
		/// [`Error::Delegated`], [`Error::OpenVotes`].
		///
		/// ## Events
		///
		/// [`Event::Delegated`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::delegate())]
		pub fn delegate(origin: OriginFor<T>, studio: StudioId, to: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_delegate(studio, who, to)
		}

		/// Ends a delegation.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member that has delegated.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		///
		/// ## Details
		///
		/// The open votes of the delegate lose the power at once.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::NotDelegated`].
		///
		/// ## Events
		///
		/// [`Event::Undelegated`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::undelegate())]
		pub fn undelegate(origin: OriginFor<T>, studio: StudioId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_undelegate(studio, who)
		}

		/// Locks tokens to vote with.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `amount`: tokens to add to the lock, in the smallest unit.
		///
		/// ## Details
		///
		/// Counts where tokens vote, in open votes at once. Can be done before: so a studio gets an electorate.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::ZeroAmount`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::Locked`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::lock())]
		pub fn lock(origin: OriginFor<T>, studio: StudioId, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lock(studio, who, amount)
		}

		/// Unlocks tokens.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `amount`: tokens to take from the lock, in the smallest unit.
		///
		/// ## Details
		///
		/// Where tokens vote, open votes lose the power at once.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::ZeroAmount`], [`Error::InsufficientLock`].
		///
		/// ## Events
		///
		/// [`Event::Unlocked`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::unlock())]
		pub fn unlock(origin: OriginFor<T>, studio: StudioId, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unlock(studio, who, amount)
		}

		/// Proposes a call for the studio to sign.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `call`: call to dispatch as the studio.
		///
		/// ## Details
		///
		/// The scheduler closes the proposal after the period, and enacts it after the delay if it was approved. If its
		/// agenda is full, anyone does that by hand. The proposer pays for it here, with the weight of the call, whether it
		/// passes or not. What a longest call would have cost more comes back. The deposit goes back when the proposal is
		/// pruned.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::CallTooLarge`], [`Error::CallTooDeep`],
		/// [`Error::CallFiltered`], [`Error::CallTooHeavy`], [`Error::MaxOpenProposalsExceeded`],
		/// [`Error::MaxOwnProposalsExceeded`], and those of a hold.
		///
		/// ## Events
		///
		/// [`Event::Proposed`], and [`Event::NotScheduled`] if the agenda has no place for closing it.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::weight_of_propose(call))]
		pub fn propose(origin: OriginFor<T>, studio: StudioId, call: Box<CallOf<T>>) -> DispatchResultWithPostInfo {
			let proposer = ensure_signed(origin)?;
			let weight = Self::do_propose(studio, proposer, call)?;
			Ok(Some(weight).into())
		}

		/// Cancels a proposal.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the proposer, whether it is still a member or not.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `proposal`: number of the proposal.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotProposer`], [`Error::AlreadyClosed`].
		///
		/// ## Events
		///
		/// [`Event::Canceled`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::cancel())]
		pub fn cancel(origin: OriginFor<T>, studio: StudioId, proposal: ProposalId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel(studio, proposal, who)
		}

		/// Votes on a proposal, or changes a vote.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member that has not delegated.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `proposal`: number of the proposal.
		/// - `aye`: whether the vote is for it.
		///
		/// ## Details
		///
		/// The vote carries the power of the member, with that of those who delegate to it, at any time until the proposal
		/// is closed.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::VotingClosed`], [`Error::Delegated`],
		/// [`Error::AlreadyVoted`], [`Error::MaxOpenVotesExceeded`].
		///
		/// ## Events
		///
		/// [`Event::Voted`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::vote())]
		pub fn vote(origin: OriginFor<T>, studio: StudioId, proposal: ProposalId, aye: bool) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_vote(studio, proposal, who, aye)
		}

		/// Takes a vote back.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member that has voted.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `proposal`: number of the proposal.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotMember`], [`Error::VotingClosed`], [`Error::NotVoted`].
		///
		/// ## Events
		///
		/// [`Event::Unvoted`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::unvote())]
		pub fn unvote(origin: OriginFor<T>, studio: StudioId, proposal: ProposalId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unvote(studio, proposal, who)
		}

		/// Closes a proposal.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone. The scheduler does it by itself.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `proposal`: number of the proposal.
		///
		/// ## Details
		///
		/// Never before the end of the period; a void proposal at any time. Looks at no voter. An approved proposal gets
		/// a place in the agenda.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::AlreadyClosed`], [`Error::TooEarly`].
		///
		/// ## Events
		///
		/// [`Event::Closed`], and [`Event::NotScheduled`] if the agenda has no place for the enactment.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::close())]
		pub fn close(origin: OriginFor<T>, studio: StudioId, proposal: ProposalId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_close(studio, proposal)
		}

		/// Dispatches the call of an approved proposal as the studio.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone. The scheduler does it by itself.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `proposal`: number of the proposal.
		/// - `weight_bound`: upper bound of the weight of the call.
		/// - `length_bound`: upper bound of the length of the call in bytes.
		///
		/// ## Details
		///
		/// Once, after the delay, until the proposal expires. If the call fails, nothing has changed, and the proposal
		/// stays approved, whoever tried: its error comes back to the signer; that of the scheduler is recorded. So nobody
		/// ends it by choosing a moment in which it fails. Only a call that this runtime does not know, or that studios may
		/// not dispatch, ends it at once. A proposal cannot enact another, and enactment is not nested in more than a few
		/// calls.
		///
		/// ## Errors
		///
		/// [`Error::NestedEnact`], [`Error::TooDeep`], [`Error::NotFound`], [`Error::NotApproved`],
		/// [`Error::TooEarly`], [`Error::Expired`], [`Error::BoundExceeded`], [`Error::CallPaused`],
		/// and those of the call.
		///
		/// ## Events
		///
		/// [`Event::Enacted`], and those of the call, if it works; [`Event::EnactmentFailed`] if it fails for the
		/// scheduler.
		#[pallet::call_index(18)]
		#[pallet::weight(
			T::WeightInfo::enact((*length_bound).min(T::MaxCallLength::get())).saturating_add(*weight_bound)
		)]
		pub fn enact(
			origin: OriginFor<T>,
			studio: StudioId,
			proposal: ProposalId,
			weight_bound: Weight,
			#[pallet::compact] length_bound: u32,
		) -> DispatchResultWithPostInfo {
			let by = ensure_signed(origin)?;
			Self::do_enact(by, studio, proposal, weight_bound, length_bound)
		}

		/// Removes the record of a proposal that is over.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Parameters
		///
		/// - `studio`: the studio.
		/// - `proposal`: number of the proposal.
		///
		/// ## Details
		///
		/// The deposit goes back to the proposer.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotFinished`].
		///
		/// ## Events
		///
		/// [`Event::Pruned`].
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::prune())]
		pub fn prune(origin: OriginFor<T>, studio: StudioId, proposal: ProposalId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(studio, proposal)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Studio record with its account.
		pub fn studio(studio: StudioId) -> Option<StudioInfoOf<T>> {
			Self::view_studio(studio)
		}

		/// Page of the members of a studio, after the cursor.
		pub fn members(
			studio: StudioId,
			cursor: Option<T::AccountId>,
			size: u32,
		) -> Page<MemberInfoOf<T>, T::AccountId> {
			Self::view_members(studio, cursor, size)
		}

		/// Page of the accounts invited to a studio, after the cursor.
		pub fn invitations(
			studio: StudioId,
			cursor: Option<T::AccountId>,
			size: u32,
		) -> Page<T::AccountId, T::AccountId> {
			Self::view_invitations(studio, cursor, size)
		}

		/// Page of the proposals of a studio with their calls, newest first, before the cursor.
		pub fn proposals(
			studio: StudioId,
			cursor: Option<ProposalId>,
			size: u32,
		) -> Page<ProposalInfoOf<T>, ProposalId> {
			Self::view_proposals(studio, cursor, size)
		}

		/// Proposal with its call.
		pub fn proposal(studio: StudioId, proposal: ProposalId) -> Option<ProposalInfoOf<T>> {
			Self::view_proposal(studio, proposal)
		}

		/// Tally of the vote on a proposal, the electorate, and whether it would pass.
		pub fn tally(studio: StudioId, proposal: ProposalId) -> Option<Standing> {
			Self::view_tally(studio, proposal)
		}

		/// Obstacle to the enactment of a proposal now, if there is one.
		pub fn can_enact(studio: StudioId, proposal: ProposalId) -> Result<(), Obstacle> {
			Self::view_can_enact(studio, proposal)
		}
	}

	impl<T: Config> Pallet<T> {
		pub(crate) fn now() -> BlockNumberFor<T> {
			frame_system::Pallet::<T>::block_number()
		}
	}
}
