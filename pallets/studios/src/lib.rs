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
mod contributions;
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
/// A call of the runtime.
pub type CallOf<T> = <T as Config>::RuntimeCall;
/// How a studio decides, as this runtime stores it.
pub type RuleOf<T> = Rule<BlockNumberFor<T>>;
/// A studio, as this runtime stores it.
pub type StudioOf<T> = Studio<AccountIdOf<T>, BlockNumberFor<T>>;
/// A member, as this runtime stores it.
pub type MemberOf<T> = Member<AccountIdOf<T>, BlockNumberFor<T>>;
/// A proposal, as this runtime stores it.
pub type ProposalOf<T> = Proposal<AccountIdOf<T>, BlockNumberFor<T>, HashOf<T>>;
/// A contribution, as this runtime stores it.
pub type ContributionOf<T> = Contribution<AccountIdOf<T>, BlockNumberFor<T>>;
/// A curator, as this runtime stores it.
pub type CuratorOf<T> = Curator<AccountIdOf<T>>;
/// A studio, as this runtime shows it.
pub type StudioInfoOf<T> = StudioInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// A member, as this runtime shows it.
pub type MemberInfoOf<T> = MemberInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// A proposal, as this runtime shows it.
pub type ProposalInfoOf<T> = ProposalInfo<AccountIdOf<T>, BlockNumberFor<T>, HashOf<T>>;
/// A curator, as this runtime shows it.
pub type CuratorInfoOf<T> = CuratorInfo<AccountIdOf<T>>;
/// A contribution, as this runtime shows it.
pub type ContributionInfoOf<T> = ContributionInfo<AccountIdOf<T>, BlockNumberFor<T>>;

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
		provenance::ProvenanceInspect,
		royalties::{ScoreInspect, ScoreMutate},
		studios::{ContributionId, Power, ProposalId, StudioId},
		Deposit, Digest, IpId, Page,
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
		/// What deposits are paid in, and what members lock.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Why something is held, in the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// A call of the runtime.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<Call<Self>>
			+ IsType<<Self as frame_system::Config>::RuntimeCall>;

		/// What closes and enacts proposals in time.
		type Scheduler: Named<BlockNumberFor<Self>, CallOf<Self>, PalletsOriginOf<Self>, Hasher = Self::Hashing>;

		/// Who owns which IP asset.
		type Ips: IpInspect<Self::AccountId>;

		/// Participation scores, which votes can follow and contributions raise. It has to tell this pallet of each score
		/// that changes.
		type Scores: ScoreInspect<Self::AccountId> + ScoreMutate<Self::AccountId>;

		/// Who claims which artifact.
		type Provenance: ProvenanceInspect<Self::AccountId>;

		/// The calls that a studio can sign. It holds for calls inside of calls, too.
		type CallFilter: Contains<CallOf<Self>>;

		/// How many places of the agenda of a block this pallet takes. It must leave some for others: whoever makes
		/// proposals could keep what governs the chain out otherwise.
		#[pallet::constant]
		type MaxPlaces: Get<u32>;

		/// What a call may weigh for one place. A heavier one takes as many more, so that all places together leave others
		/// time as well.
		#[pallet::constant]
		type PlaceWeight: Get<Weight>;

		/// The longest call of a proposal in bytes. If a later runtime allows less, longer calls that wait are lost.
		#[pallet::constant]
		type MaxCallLength: Get<u32>;

		/// The heaviest call of a proposal. It must leave room for enacting it in what the scheduler may use of a block.
		#[pallet::constant]
		type MaxCallWeight: Get<Weight>;

		/// How many members a studio can have.
		#[pallet::constant]
		type MaxMembers: Get<u32>;

		/// How many proposals of a studio can be open.
		#[pallet::constant]
		type MaxOpenProposals: Get<u32>;

		/// How many of them one account can have made.
		#[pallet::constant]
		type MaxOwnProposals: Get<u32>;

		/// The longest time to vote, and the longest delay, in blocks.
		#[pallet::constant]
		type MaxPeriod: Get<BlockNumberFor<Self>>;

		/// For how many blocks an approved proposal can be enacted.
		#[pallet::constant]
		type EnactmentPeriod: Get<BlockNumberFor<Self>>;

		/// What the accounts of studios are derived from.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;

		/// What the benchmarks need of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId, CallOf<Self>>;
	}

	/// Why this pallet holds something of somebody.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Something of its is in storage.
		#[codec(index = 0)]
		Storage,
		/// It votes with what it has locked.
		#[codec(index = 1)]
		Voting,
	}

	/// The number of the next studio.
	#[pallet::storage]
	pub type NextStudio<T: Config> = StorageValue<_, StudioId, ValueQuery>;

	/// All studios.
	#[pallet::storage]
	pub type Studios<T: Config> = StorageMap<_, Twox64Concat, StudioId, StudioOf<T>>;

	/// Which account belongs to which studio.
	#[pallet::storage]
	pub type StudioOfAccount<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, StudioId>;

	/// Which studio votes by the scores of which pool.
	#[pallet::storage]
	pub type FollowerOf<T: Config> = StorageMap<_, Twox64Concat, IpId, StudioId>;

	/// The members of each studio.
	#[pallet::storage]
	pub type Members<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Blake2_128Concat, T::AccountId, MemberOf<T>>;

	/// Who can join which studio, with what was paid for it.
	#[pallet::storage]
	pub type Invitations<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Blake2_128Concat, T::AccountId, Deposit<T::AccountId>>;

	/// The proposals of each studio.
	#[pallet::storage]
	pub type Proposals<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Twox64Concat, ProposalId, ProposalOf<T>>;

	/// The call of each proposal in bytes, until it is closed without success, or enacted.
	#[pallet::storage]
	pub type Calls<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Twox64Concat, ProposalId, BoundedVec<u8, T::MaxCallLength>>;

	/// How many places the proposals have in the agenda of a block, now or before.
	#[pallet::storage]
	pub type Places<T: Config> = StorageMap<_, Twox64Concat, BlockNumberFor<T>, u32, ValueQuery>;

	/// How many of the proposals that are not closed an account has made.
	#[pallet::storage]
	pub type OpenProposals<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// The studio that signs right now. Never there between two calls.
	#[pallet::storage]
	pub type Enacting<T: Config> = StorageValue<_, StudioId>;

	/// The contributions to each studio.
	#[pallet::storage]
	pub type Contributions<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Twox64Concat, ContributionId, ContributionOf<T>>;

	/// Which contribution somebody has submitted already: for an IP asset of a studio, an artifact.
	#[pallet::storage]
	pub type Submitted<T: Config> =
		StorageMap<_, Blake2_128Concat, (StudioId, IpId, Digest, T::AccountId), ContributionId>;

	/// Who accepts contributions for each studio.
	#[pallet::storage]
	pub type Curators<T: Config> =
		StorageDoubleMap<_, Twox64Concat, StudioId, Blake2_128Concat, T::AccountId, CuratorOf<T>>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// There is a new studio.
		Created {
			/// The studio.
			studio: StudioId,
			/// Who created it.
			creator: T::AccountId,
			/// The account that owns, signs and pays for it.
			account: T::AccountId,
		},
		/// A studio says something else about itself.
		MetadataSet {
			/// The studio.
			studio: StudioId,
		},
		/// Somebody can join.
		Invited {
			/// The studio.
			studio: StudioId,
			/// Who can join.
			who: T::AccountId,
		},
		/// Somebody can join no more.
		InvitationRemoved {
			/// The studio.
			studio: StudioId,
			/// Who was invited.
			who: T::AccountId,
		},
		/// There is a new member.
		Joined {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// Its voting power.
			power: Power,
		},
		/// A member went.
		Left {
			/// The studio.
			studio: StudioId,
			/// Who was a member.
			who: T::AccountId,
		},
		/// The studio removed a member.
		MemberRemoved {
			/// The studio.
			studio: StudioId,
			/// Who was a member.
			who: T::AccountId,
		},
		/// A studio decides in another way. What was open is void.
		RuleSet {
			/// The studio.
			studio: StudioId,
			/// How it decides.
			rule: RuleOf<T>,
			/// The voting power of all members together.
			electorate: Power,
		},
		/// The voting power of a member followed its score.
		PowerChanged {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// Its voting power.
			power: Power,
		},
		/// A member votes through another.
		Delegated {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// Who votes for it.
			to: T::AccountId,
		},
		/// A member votes itself again.
		Undelegated {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
		},
		/// A member locked something to vote with.
		Locked {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// How much more.
			amount: Balance,
		},
		/// A member took back what it had locked.
		Unlocked {
			/// The studio.
			studio: StudioId,
			/// The member.
			who: T::AccountId,
			/// How much.
			amount: Balance,
		},
		/// A call was proposed.
		Proposed {
			/// The studio.
			studio: StudioId,
			/// The number of the proposal.
			proposal: ProposalId,
			/// Who proposed it.
			proposer: T::AccountId,
			/// The first block in which one cannot vote anymore.
			closes_at: BlockNumberFor<T>,
		},
		/// A proposal was withdrawn.
		Canceled {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
		},
		/// A member voted, or changed its vote.
		Voted {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// The member.
			who: T::AccountId,
			/// Whether it is for the proposal.
			aye: bool,
			/// What the vote weighs now.
			weight: Power,
		},
		/// A member took its vote back.
		Unvoted {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// The member.
			who: T::AccountId,
		},
		/// A proposal was closed.
		Closed {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// The votes.
			tally: Tally,
			/// The voting power of all members together.
			electorate: Power,
			/// What became of it: approved, rejected or void.
			status: Status<BlockNumberFor<T>>,
		},
		/// An approved proposal found no place in the agenda. Somebody has to enact it.
		NotScheduled {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
		},
		/// The call of a proposal was dispatched as the studio.
		Enacted {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
			/// How it ended. If it failed, it has changed nothing.
			result: DispatchResult,
		},
		/// The record of a proposal that is over was removed.
		Pruned {
			/// The studio.
			studio: StudioId,
			/// The proposal.
			proposal: ProposalId,
		},
		/// Somebody made something for a studio.
		ContributionSubmitted {
			/// The studio.
			studio: StudioId,
			/// The number of the contribution.
			contribution: ContributionId,
			/// Who made it.
			who: T::AccountId,
			/// The IP asset that it was made for.
			ip: IpId,
			/// The artifact.
			digest: Digest,
		},
		/// A contributor changed its mind.
		ContributionWithdrawn {
			/// The studio.
			studio: StudioId,
			/// The contribution.
			contribution: ContributionId,
		},
		/// A contribution was accepted, and a higher score of its contributor was proposed.
		ContributionAccepted {
			/// The studio.
			studio: StudioId,
			/// The contribution.
			contribution: ContributionId,
			/// The IP asset.
			ip: IpId,
			/// The contributor.
			who: T::AccountId,
			/// By how much its score is to rise.
			score: u64,
			/// Who accepted it: the studio itself, or a curator.
			by: T::AccountId,
		},
		/// A contribution was rejected.
		ContributionRejected {
			/// The studio.
			studio: StudioId,
			/// The contribution.
			contribution: ContributionId,
			/// Who rejected it: the studio itself, or a curator.
			by: T::AccountId,
		},
		/// A curator can give so much from now on.
		CuratorSet {
			/// The studio.
			studio: StudioId,
			/// The curator.
			who: T::AccountId,
			/// The scores that it can give, all together; nothing if it is no curator anymore.
			limit: Option<u64>,
		},
	}

	/// Why something was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such studio, proposal, contribution or curator. Check the numbers.
		NotFound,
		/// The name is empty. Give at least one byte.
		EmptyName,
		/// There are as many studios as there can be numbers.
		MaxStudiosExceeded,
		/// The approval is less than a half, the quorum or the period to vote is zero, or a time is too long. Choose others.
		InvalidRule,
		/// The studio does not own the IP asset. Transfer it to the studio's account first.
		NotOwner,
		/// You may not decide about this: only the studio by a proposal, or a curator. Or the studio has no authority over
		/// the scores of the IP asset: make it the authority of the pool.
		NotAuthorized,
		/// Another studio votes by this pool. It has to change its rule first.
		PoolTaken,
		/// Nobody could vote by this rule. Start with one member one vote; then earn scores or lock tokens.
		ZeroElectorate,
		/// Somebody can vote. Change the rule by a proposal.
		ElectorateNotZero,
		/// There are more members, or the call is heavier or longer, than you said. Give a higher bound.
		BoundExceeded,
		/// The account of a studio can be neither its member nor its curator. Name somebody else.
		OwnAccount,
		/// The account is a member already.
		AlreadyMember,
		/// The account is invited already, or has submitted this already.
		AlreadyExists,
		/// The account is not invited, or a member already. Have the studio invite it.
		NotInvited,
		/// The studio is full. Somebody has to leave first.
		MaxMembersExceeded,
		/// You, or whom you name, are no member. Join first.
		NotMember,
		/// A studio needs a member. Let somebody else join first.
		LastMember,
		/// A member cannot delegate to itself.
		SelfDelegation,
		/// Delegation goes one hop. You have delegators, or the delegate delegates itself. Name somebody else.
		DelegationChain,
		/// You have delegated. Take that back first.
		Delegated,
		/// You have not delegated, or your delegate is gone.
		NotDelegated,
		/// You vote on open proposals. Take the votes back first.
		OpenVotes,
		/// The amount is zero. Name at least one unit.
		ZeroAmount,
		/// You have not locked so much. Name less.
		InsufficientLock,
		/// The call is too long. Put less into a proposal.
		CallTooLarge,
		/// The call is too deep inside of others. Nest less.
		CallTooDeep,
		/// Studios may not dispatch this call.
		CallFiltered,
		/// The chain does not take this call now. Enact the proposal when it does again.
		CallPaused,
		/// The call is too heavy. Put less into a proposal.
		CallTooHeavy,
		/// The studio has as many open proposals as it can have. Wait until one is closed.
		MaxOpenProposalsExceeded,
		/// You have as many open proposals as one can have. Cancel one, or wait until one is closed.
		MaxOwnProposalsExceeded,
		/// The agendas of the blocks after the voting period have no place for studios left. Propose a little later.
		AgendaFull,
		/// Only the proposer can cancel.
		NotProposer,
		/// The proposal is closed already.
		AlreadyClosed,
		/// One cannot vote on this anymore.
		VotingClosed,
		/// You have voted like this already.
		AlreadyVoted,
		/// You have not voted on this.
		NotVoted,
		/// You vote on eight open proposals. Take a vote back, or wait until one is closed.
		MaxOpenVotesExceeded,
		/// The time for this has not come yet. Wait for the block that the proposal names.
		TooEarly,
		/// The proposal is not approved, or was enacted already.
		NotApproved,
		/// The proposal was not enacted in time. Propose it again.
		Expired,
		/// A proposal cannot enact another. Enact that by itself.
		NestedEnact,
		/// This is too deep inside of other calls to leave room for that of the proposal. Enact it by itself.
		TooDeep,
		/// The proposal can still be closed or enacted. Wait.
		NotFinished,
		/// The contributor does not claim this artifact in the registry. Register it first.
		NotClaimed,
		/// The studio has as many contributions as there can be numbers.
		MaxContributionsExceeded,
		/// Only the contributor can withdraw.
		NotContributor,
		/// The score is zero. Give at least one, or reject the contribution.
		ZeroScore,
		/// The curator cannot give so much. Give less, or have the studio raise the limit.
		LimitExceeded,
		/// The contribution was accepted. Its record stays.
		AlreadyAccepted,
		/// A curator does not accept what it made itself. Have the studio do it, or another curator.
		OwnContribution,
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
		/// ## Details
		///
		/// The creator is its first member. The founders are invited and become members when they join. The creator pays
		/// the deposits of the studio, of its own membership and of the invitations. The account of the studio has
		/// nothing at first: send it what it needs.
		///
		/// ## Errors
		///
		/// - [`Error::EmptyName`], [`Error::InvalidRule`]
		/// - [`Error::NotOwner`], [`Error::NotAuthorized`], [`Error::PoolTaken`]: by a rule of scores.
		/// - [`Error::ZeroElectorate`]: the creator could not vote.
		/// - [`Error::AlreadyMember`], [`Error::AlreadyExists`], [`Error::OwnAccount`]: a founder is the creator, is named
		///   twice, or is the studio.
		/// - Those of a hold, when the creator cannot pay the deposits.
		///
		/// ## Events
		///
		/// [`Event::Created`], [`Event::Joined`], [`Event::Invited`] for each founder.
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

		/// Changes what a studio says about itself.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio.
		///
		/// ## Errors
		///
		/// - [`Error::EmptyName`]
		///
		/// ## Events
		///
		/// [`Event::MetadataSet`]
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_metadata())]
		pub fn set_metadata(origin: OriginFor<T>, name: Name, metadata_hash: [u8; 32]) -> DispatchResult {
			let studio = Self::ensure_studio(origin)?;
			Self::do_set_metadata(studio, name, metadata_hash)
		}

		/// Changes how a studio decides.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio.
		///
		/// ## Details
		///
		/// Every open proposal is void from then on: it was made under another rule. If what voting power is changes, all
		/// members are counted anew; `max_members` is the most that there can be then, and what the call weighs depends on
		/// it. Otherwise zero is enough. What members have locked stays locked. For scores, the studio must own the IP
		/// asset and have the authority over the scores.
		///
		/// ## Errors
		///
		/// - [`Error::InvalidRule`]
		/// - [`Error::BoundExceeded`]: there are more members.
		/// - [`Error::NotOwner`], [`Error::NotAuthorized`], [`Error::PoolTaken`]
		/// - [`Error::ZeroElectorate`]
		///
		/// ## Events
		///
		/// [`Event::RuleSet`]
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

		/// Gives each member one vote, in a studio where nobody has voting power anymore.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Details
		///
		/// Scores can go to accounts that are no members, and members can unlock all tokens. Such a studio could decide
		/// nothing, this neither. Every open proposal is void from then on.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]
		/// - [`Error::ElectorateNotZero`]
		///
		/// ## Events
		///
		/// [`Event::RuleSet`]
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::fall_back(T::MaxMembers::get()))]
		pub fn fall_back(origin: OriginFor<T>, studio: StudioId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let counted = Self::do_fall_back(studio)?;
			Ok(Some(T::WeightInfo::fall_back(counted)).into())
		}

		/// Invites somebody.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio.
		///
		/// ## Details
		///
		/// Nobody becomes a member without joining. The studio pays a deposit until then.
		///
		/// ## Errors
		///
		/// - [`Error::OwnAccount`], [`Error::AlreadyMember`], [`Error::AlreadyExists`]
		/// - Those of a hold, when the studio cannot pay the deposit.
		///
		/// ## Events
		///
		/// [`Event::Invited`]
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
		/// ## Details
		///
		/// The deposit goes back to who paid it.
		///
		/// ## Errors
		///
		/// - [`Error::NotAuthorized`]
		/// - [`Error::NotInvited`]
		///
		/// ## Events
		///
		/// [`Event::InvitationRemoved`]
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
		/// ## Details
		///
		/// The member pays a deposit for its own record; that of the invitation goes back.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]
		/// - [`Error::NotInvited`]
		/// - [`Error::MaxMembersExceeded`]
		/// - Those of a hold, when the member cannot pay the deposit.
		///
		/// ## Events
		///
		/// [`Event::Joined`]
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
		/// ## Details
		///
		/// Its votes on open proposals do not count anymore. Its delegation ends, and so do those to it. What it has
		/// locked and its deposit go back. Its proposals stay.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NotMember`]
		/// - [`Error::LastMember`]
		///
		/// ## Events
		///
		/// [`Event::Left`]
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
		/// ## Details
		///
		/// As if it left.
		///
		/// ## Errors
		///
		/// - [`Error::NotMember`]
		/// - [`Error::LastMember`]
		///
		/// ## Events
		///
		/// [`Event::MemberRemoved`]
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::remove_member())]
		pub fn remove_member(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			let studio = Self::ensure_studio(origin)?;
			Self::do_remove_member(studio, who)
		}

		/// Lets another member vote.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Details
		///
		/// One hop: a delegate does not delegate. The power counts in all open votes of the delegate at once. The
		/// delegation ends when one of them leaves.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NotMember`]
		/// - [`Error::SelfDelegation`], [`Error::DelegationChain`]
		/// - [`Error::Delegated`]
		/// - [`Error::OpenVotes`]
		///
		/// ## Events
		///
		/// [`Event::Delegated`]
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
		/// ## Details
		///
		/// The open votes of the delegate lose the power at once.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NotMember`]
		/// - [`Error::NotDelegated`]
		///
		/// ## Events
		///
		/// [`Event::Undelegated`]
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::undelegate())]
		pub fn undelegate(origin: OriginFor<T>, studio: StudioId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_undelegate(studio, who)
		}

		/// Locks an amount to vote with.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Details
		///
		/// Counts where tokens vote, in open votes at once. Can be done before: so a studio gets an electorate.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NotMember`]
		/// - [`Error::ZeroAmount`]
		/// - Those of a hold, when the member has not so much.
		///
		/// ## Events
		///
		/// [`Event::Locked`]
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::lock())]
		pub fn lock(origin: OriginFor<T>, studio: StudioId, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lock(studio, who, amount)
		}

		/// Takes back what was locked.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Details
		///
		/// Where tokens vote, open votes lose the power at once.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NotMember`]
		/// - [`Error::ZeroAmount`], [`Error::InsufficientLock`]
		///
		/// ## Events
		///
		/// [`Event::Unlocked`]
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::unlock())]
		pub fn unlock(origin: OriginFor<T>, studio: StudioId, #[pallet::compact] amount: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unlock(studio, who, amount)
		}

		/// Proposes a call that the studio shall sign.
		///
		/// ## Dispatch Origin
		///
		/// Signed: a member.
		///
		/// ## Details
		///
		/// The scheduler closes the proposal after the period, and enacts it after the delay if it was approved. The
		/// proposer pays for that here, with what the call weighs, whether it passes or not. What a longest call would
		/// have cost more comes back. The deposit goes back when the proposal is pruned.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NotMember`]
		/// - [`Error::CallTooLarge`], [`Error::CallTooDeep`], [`Error::CallFiltered`], [`Error::CallTooHeavy`]
		/// - [`Error::MaxOpenProposalsExceeded`], [`Error::MaxOwnProposalsExceeded`]
		/// - [`Error::AgendaFull`]
		/// - Those of a hold, when the proposer cannot pay the deposit.
		///
		/// ## Events
		///
		/// [`Event::Proposed`]
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::weight_of_propose(call))]
		pub fn propose(origin: OriginFor<T>, studio: StudioId, call: Box<CallOf<T>>) -> DispatchResultWithPostInfo {
			let proposer = ensure_signed(origin)?;
			let weight = Self::do_propose(studio, proposer, call)?;
			Ok(Some(weight).into())
		}

		/// Withdraws a proposal.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the proposer, whether it is still a member or not.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]
		/// - [`Error::NotProposer`]
		/// - [`Error::AlreadyClosed`]
		///
		/// ## Events
		///
		/// [`Event::Canceled`]
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
		/// ## Details
		///
		/// The vote weighs what the member weighs, with those who delegate to it, at any time until the proposal is
		/// closed.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NotMember`]
		/// - [`Error::VotingClosed`]
		/// - [`Error::Delegated`]
		/// - [`Error::AlreadyVoted`], [`Error::MaxOpenVotesExceeded`]
		///
		/// ## Events
		///
		/// [`Event::Voted`]
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
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NotMember`]
		/// - [`Error::VotingClosed`]
		/// - [`Error::NotVoted`]
		///
		/// ## Events
		///
		/// [`Event::Unvoted`]
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
		/// ## Details
		///
		/// Never before the end of the period; a void proposal at any time. Looks at no voter. An approved proposal gets
		/// a place in the agenda.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]
		/// - [`Error::AlreadyClosed`]
		/// - [`Error::TooEarly`]
		///
		/// ## Events
		///
		/// [`Event::Closed`]; [`Event::NotScheduled`], if the agenda has no place for the enactment.
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
		/// ## Details
		///
		/// Once, after the delay, until the proposal expires. If the call fails, or this runtime does not know it anymore,
		/// that is recorded, and nothing else has changed. Not if a stranger enacts it, who could choose a moment in which
		/// it fails: then the call's error comes back, and the proposal stays. The bounds are what the call may weigh and
		/// how long it may be.
		///
		/// ## Errors
		///
		/// - [`Error::NestedEnact`]: by a proposal.
		/// - [`Error::TooDeep`]: inside of more than a few calls.
		/// - [`Error::NotFound`], [`Error::NotApproved`]
		/// - [`Error::TooEarly`], [`Error::Expired`]
		/// - [`Error::BoundExceeded`], [`Error::CallPaused`]
		/// - By a stranger, those of the call.
		///
		/// ## Events
		///
		/// Those of the call, if it works; [`Event::Enacted`]
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
		/// ## Details
		///
		/// The deposit goes back to the proposer.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]
		/// - [`Error::NotFinished`]
		///
		/// ## Events
		///
		/// [`Event::Pruned`]
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::prune())]
		pub fn prune(origin: OriginFor<T>, studio: StudioId, proposal: ProposalId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(studio, proposal)
		}

		/// Submits something that was made for an IP asset of a studio.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the contributor, a member or not, who claims the artifact in the registry.
		///
		/// ## Details
		///
		/// `human` says what a human did for it. The contributor pays a deposit. It comes back if the contribution is
		/// withdrawn or rejected; an accepted one stays.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]
		/// - [`Error::NotAuthorized`]: the studio has no authority over the scores of this IP asset.
		/// - [`Error::NotClaimed`]
		/// - [`Error::AlreadyExists`]
		/// - Those of a hold, when the contributor cannot pay the deposit.
		///
		/// ## Events
		///
		/// [`Event::ContributionSubmitted`]
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::submit_contribution())]
		pub fn submit_contribution(
			origin: OriginFor<T>,
			studio: StudioId,
			ip: IpId,
			digest: Digest,
			role: Role,
			human: Statement,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_submit_contribution(studio, who, ip, digest, role, human)
		}

		/// Withdraws a contribution that was not accepted.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the contributor.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]
		/// - [`Error::NotContributor`]
		/// - [`Error::AlreadyAccepted`]
		///
		/// ## Events
		///
		/// [`Event::ContributionWithdrawn`]
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::withdraw_contribution())]
		pub fn withdraw_contribution(
			origin: OriginFor<T>,
			studio: StudioId,
			contribution: ContributionId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_contribution(studio, contribution, who)
		}

		/// Accepts a contribution: a higher score of the contributor is proposed in the pool.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio, or a curator within its limit.
		///
		/// ## Details
		///
		/// The score rises when the proposal in the pool is applied, by anyone after the delay there. The studio pays the
		/// deposit for that. If raises of this kind wait in the pool already, this one joins them, and the delay starts
		/// again. A change of scores that the studio proposed by a call must be applied or cancelled first.
		///
		/// ## Errors
		///
		/// - [`Error::ZeroScore`]
		/// - [`Error::NotAuthorized`], [`Error::LimitExceeded`]
		/// - [`Error::NotFound`], [`Error::AlreadyAccepted`], [`Error::OwnContribution`]
		/// - [`Error::NotClaimed`]: the claim was withdrawn.
		/// - Those of the pool, when the studio has lost the authority, or cannot pay the deposit, or too many changes
		///   wait.
		///
		/// ## Events
		///
		/// [`Event::ContributionAccepted`], and those of the pool.
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::accept_contribution())]
		pub fn accept_contribution(
			origin: OriginFor<T>,
			studio: StudioId,
			contribution: ContributionId,
			#[pallet::compact] score: u64,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_accept_contribution(studio, contribution, by, score)
		}

		/// Rejects a contribution. Its record goes, and the deposit goes back.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio, or a curator that can still give something.
		///
		/// ## Errors
		///
		/// - [`Error::NotAuthorized`]
		/// - [`Error::NotFound`], [`Error::AlreadyAccepted`]
		///
		/// ## Events
		///
		/// [`Event::ContributionRejected`]
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::reject_contribution())]
		pub fn reject_contribution(
			origin: OriginFor<T>,
			studio: StudioId,
			contribution: ContributionId,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_reject_contribution(studio, contribution, by)
		}

		/// Makes somebody a curator, changes what it can give, or takes that away.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account of the studio.
		///
		/// ## Details
		///
		/// The limit is what it can give from now on, all contributions together. The studio pays a deposit; it goes back
		/// when the limit is `None`.
		///
		/// ## Errors
		///
		/// - [`Error::OwnAccount`]
		/// - [`Error::NotFound`]: there is no such curator to remove.
		/// - Those of a hold, when the studio cannot pay the deposit.
		///
		/// ## Events
		///
		/// [`Event::CuratorSet`]
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::set_curator())]
		pub fn set_curator(origin: OriginFor<T>, who: T::AccountId, limit: Option<u64>) -> DispatchResult {
			let studio = Self::ensure_studio(origin)?;
			Self::do_set_curator(studio, who, limit)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A studio and its account.
		pub fn studio(studio: StudioId) -> Option<StudioInfoOf<T>> {
			Self::view_studio(studio)
		}

		/// The members of a studio, after the cursor.
		pub fn members(
			studio: StudioId,
			cursor: Option<T::AccountId>,
			size: u32,
		) -> Page<MemberInfoOf<T>, T::AccountId> {
			Self::view_members(studio, cursor, size)
		}

		/// Who can join a studio, after the cursor.
		pub fn invitations(
			studio: StudioId,
			cursor: Option<T::AccountId>,
			size: u32,
		) -> Page<T::AccountId, T::AccountId> {
			Self::view_invitations(studio, cursor, size)
		}

		/// The proposals of a studio with their calls, the newest first, before the cursor.
		pub fn proposals(
			studio: StudioId,
			cursor: Option<ProposalId>,
			size: u32,
		) -> Page<ProposalInfoOf<T>, ProposalId> {
			Self::view_proposals(studio, cursor, size)
		}

		/// A proposal with its call.
		pub fn proposal(studio: StudioId, proposal: ProposalId) -> Option<ProposalInfoOf<T>> {
			Self::view_proposal(studio, proposal)
		}

		/// How the vote on a proposal stands.
		pub fn tally(studio: StudioId, proposal: ProposalId) -> Option<Standing> {
			Self::view_tally(studio, proposal)
		}

		/// Whether a proposal can be enacted now, or why not.
		pub fn can_enact(studio: StudioId, proposal: ProposalId) -> Result<(), Obstacle> {
			Self::view_can_enact(studio, proposal)
		}

		/// Who accepts contributions for a studio, after the cursor.
		pub fn curators(
			studio: StudioId,
			cursor: Option<T::AccountId>,
			size: u32,
		) -> Page<CuratorInfoOf<T>, T::AccountId> {
			Self::view_curators(studio, cursor, size)
		}

		/// The contributions to a studio, the newest first, before the cursor.
		pub fn contributions(
			studio: StudioId,
			cursor: Option<ContributionId>,
			size: u32,
		) -> Page<ContributionInfoOf<T>, ContributionId> {
			Self::view_contributions(studio, cursor, size)
		}
	}

	impl<T: Config> Pallet<T> {
		pub(crate) fn now() -> BlockNumberFor<T> {
			frame_system::Pallet::<T>::block_number()
		}
	}
}
