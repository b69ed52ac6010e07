//! What is in storage, and what views return.

use alloc::vec::Vec;
use atelier_primitives::{
	chain::Balance,
	studios::{ContributionId, Power, ProposalId},
	Deposit, Digest, IpId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{defensive, traits::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{traits::Zero, DispatchResult, Perbill};

/// The longest name of a studio, and of a role, in bytes.
pub const MAX_NAME: u32 = 64;
/// The longest statement of the human part of a contribution in bytes.
pub const MAX_STATEMENT: u32 = 512;
/// A studio starts with at most this many founders beside its creator.
pub const MAX_FOUNDERS: u32 = 16;
/// A member votes on at most this many open proposals at a time: so a change of power touches no more.
pub const MAX_OPEN_VOTES: u32 = 8;
/// In how many blocks a place in the agenda is looked for.
pub const MAX_AGENDA_SEARCH: u32 = 4;
/// How deep a call of a proposal can be, in nested lists and boxes: so there is always room to dispatch it.
pub const MAX_CALL_DEPTH: u32 = 32;
/// How deep inside of other calls a proposal can be enacted: 1 is inside of none.
pub const MAX_ENACT_DEPTH: u32 = 16;

/// What a studio is called.
pub type Name = BoundedVec<u8, ConstU32<MAX_NAME>>;
/// What a contributor did.
pub type Role = BoundedVec<u8, ConstU32<MAX_NAME>>;
/// What a human did for a contribution, in words.
pub type Statement = BoundedVec<u8, ConstU32<MAX_STATEMENT>>;
/// Who is invited when a studio is created.
pub type Founders<AccountId> = BoundedVec<AccountId, ConstU32<MAX_FOUNDERS>>;
/// Open proposals that a member votes on, and how.
pub type Votes = BoundedVec<(ProposalId, bool), ConstU32<MAX_OPEN_VOTES>>;

/// Puts `after` in the place of `before` in a sum that contains it.
pub(crate) fn exchange(sum: &mut Power, before: Power, after: Power) {
	match sum.checked_sub(before).and_then(|rest| rest.checked_add(after)) {
		Some(total) => *sum = total,
		None => {
			defensive!("a sum of voting power does not add up");
		}
	}
}

/// What voting power is. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum VotingRule {
	/// Each member has one vote.
	#[codec(index = 0)]
	Members,
	/// The participation score in the pool of this IP asset, as it is at any time.
	#[codec(index = 1)]
	Scores(IpId),
	/// What a member has locked in the studio, in units of the native currency.
	#[codec(index = 2)]
	Tokens,
}

/// How a studio decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Rule<BlockNumber> {
	/// What voting power is.
	pub voting: VotingRule,
	/// The part of the votes that must be for a proposal: at least a half. A tie never passes.
	pub approval: Perbill,
	/// The part of the electorate that must vote: more than zero.
	pub quorum: Perbill,
	/// For how many blocks one can vote: at least one.
	pub period: BlockNumber,
	/// How many blocks lie between approval and enactment.
	pub delay: BlockNumber,
}

impl<BlockNumber: Ord + Zero> Rule<BlockNumber> {
	/// Whether anything can be decided by this rule, and in a time that somebody lives to see.
	pub fn is_valid(&self, max_period: &BlockNumber) -> bool {
		self.approval >= Perbill::from_percent(50)
			&& !self.quorum.is_zero()
			&& !self.period.is_zero()
			&& self.period <= *max_period
			&& self.delay <= *max_period
	}
}

/// The voting power on both sides of a proposal.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Tally {
	/// For it.
	pub ayes: Power,
	/// Against it.
	pub nays: Power,
}

impl Tally {
	/// Puts one weight in the place of another on one side.
	pub(crate) fn exchange(&mut self, aye: bool, before: Power, after: Power) {
		exchange(if aye { &mut self.ayes } else { &mut self.nays }, before, after);
	}

	/// Whether the votes are enough and most of them for it.
	///
	/// Without electorate or votes nothing passes. Parts are rounded up, so that 50 % of three votes are two.
	pub fn passes<BlockNumber>(&self, rule: &Rule<BlockNumber>, electorate: Power) -> bool {
		let turnout = self.ayes.saturating_add(self.nays);
		self.ayes > self.nays
			&& electorate > 0
			&& turnout >= rule.quorum.mul_ceil(electorate)
			&& self.ayes >= rule.approval.mul_ceil(turnout)
	}
}

/// A studio. One record of fixed size, whatever the number of members and proposals.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Studio<AccountId, BlockNumber> {
	/// What it is called.
	pub name: Name,
	/// The SHA-256 of what it says about itself elsewhere.
	pub metadata_hash: [u8; 32],
	/// How it decides.
	pub rule: Rule<BlockNumber>,
	/// The voting power of all members together.
	pub electorate: Power,
	/// The number of members.
	pub members: u32,
	/// The number of the next seat.
	pub next_seat: u32,
	/// The number of the next proposal.
	pub next_proposal: ProposalId,
	/// Proposals before this one were made under another rule: those that were open then are void.
	pub first_live: ProposalId,
	/// The number of proposals that are not closed, the void ones included.
	pub open_proposals: u32,
	/// The number of the next contribution.
	pub next_contribution: ContributionId,
	/// When it was created.
	pub created_at: BlockNumber,
	/// Paid by its creator.
	pub deposit: Deposit<AccountId>,
}

/// To whom a member has delegated.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Delegation<AccountId> {
	/// The delegate.
	pub to: AccountId,
	/// Its seat. If the delegate has another one or none, the delegation has ended.
	pub seat: u32,
}

/// A member of a studio.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Member<AccountId, BlockNumber> {
	/// What tells this membership from an earlier or later one of the same account.
	pub seat: u32,
	/// Its own voting power.
	pub power: Power,
	/// The power of those who delegate to it.
	pub received: Power,
	/// How many delegate to it.
	pub delegators: u32,
	/// To whom it delegates; nothing if the delegate is gone, too.
	pub delegation: Option<Delegation<AccountId>>,
	/// What it votes on. Can contain proposals that are closed; they count no more.
	pub votes: Votes,
	/// What it has locked.
	pub locked: Balance,
	/// When it joined.
	pub joined_at: BlockNumber,
	/// Paid by the member.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId, BlockNumber> Member<AccountId, BlockNumber> {
	/// What its vote weighs, unless it delegates.
	pub fn weight(&self) -> Power {
		self.power.saturating_add(self.received)
	}
}

/// Where a proposal is on its way. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Status<BlockNumber> {
	/// Not closed yet.
	#[codec(index = 0)]
	Open,
	/// Closed, and to be enacted.
	#[codec(index = 1)]
	Approved {
		/// The first block in which it can be enacted.
		enact_at: BlockNumber,
		/// The first block in which it can be enacted no more.
		expires_at: BlockNumber,
	},
	/// Closed without enough votes.
	#[codec(index = 2)]
	Rejected,
	/// The rule changed while it was open.
	#[codec(index = 3)]
	Void,
	/// Withdrawn by its proposer.
	#[codec(index = 4)]
	Canceled,
	/// Its call was dispatched, with this result.
	#[codec(index = 5)]
	Enacted(DispatchResult),
}

/// A proposal: a call that the studio would sign.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Proposal<AccountId, BlockNumber, Hash> {
	/// The hash of the call.
	pub call_hash: Hash,
	/// The length of the call in bytes.
	pub call_length: u32,
	/// The version of the runtime's transactions, when it was proposed. In another one the bytes may mean another call.
	pub transaction_version: u32,
	/// What the call weighs at most, as it was when it was proposed.
	pub call_weight: Weight,
	/// The first block in which one cannot vote anymore.
	pub closes_at: BlockNumber,
	/// The votes.
	pub tally: Tally,
	/// Where it is on its way.
	pub status: Status<BlockNumber>,
	/// The block in whose agenda it has a place, as long as it is open or approved, and how many it takes there.
	pub place: Option<(BlockNumber, u32)>,
	/// Paid by the proposer.
	pub deposit: Deposit<AccountId>,
}

/// What became of a contribution. An index is never used twice.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Judgment<AccountId, BlockNumber> {
	/// Nobody has judged it yet.
	#[codec(index = 0)]
	Pending,
	/// It was accepted. The record stays.
	#[codec(index = 1)]
	Accepted {
		/// By how much a raise of the contributor's score was proposed.
		score: u64,
		/// Who accepted it: the studio itself, or a curator.
		by: AccountId,
		/// When.
		at: BlockNumber,
	},
}

/// Something that somebody made for an IP asset of a studio.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Contribution<AccountId, BlockNumber> {
	/// The IP asset.
	pub ip: IpId,
	/// The artifact, which the contributor claims in the registry.
	pub digest: Digest,
	/// What the contributor did.
	pub role: Role,
	/// What a human did for it.
	pub human: Statement,
	/// When it was submitted.
	pub submitted_at: BlockNumber,
	/// What became of it.
	pub judgment: Judgment<AccountId, BlockNumber>,
	/// Paid by the contributor, who is named here.
	pub deposit: Deposit<AccountId>,
}

/// Somebody who accepts contributions for a studio.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Curator<AccountId> {
	/// The scores that it can still give, all together.
	pub limit: u64,
	/// Paid by the studio.
	pub deposit: Deposit<AccountId>,
}

/// A studio, as a view returns it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct StudioInfo<AccountId, BlockNumber> {
	/// The account that owns, signs and pays for it.
	pub account: AccountId,
	/// The record.
	pub studio: Studio<AccountId, BlockNumber>,
}

/// A member, as a view returns it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct MemberInfo<AccountId, BlockNumber> {
	/// The member.
	pub who: AccountId,
	/// Its own voting power.
	pub power: Power,
	/// The power of those who delegate to it.
	pub received: Power,
	/// How many delegate to it.
	pub delegators: u32,
	/// To whom it delegates.
	pub delegate: Option<AccountId>,
	/// The open proposals that it votes on, and how.
	pub votes: Vec<(ProposalId, bool)>,
	/// What it has locked.
	pub locked: Balance,
	/// When it joined.
	pub joined_at: BlockNumber,
}

/// A proposal, as a view returns it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProposalInfo<AccountId, BlockNumber, Hash> {
	/// Its number.
	pub proposal: ProposalId,
	/// Who proposed it.
	pub proposer: AccountId,
	/// The bytes of the call, as long as they are kept.
	pub call: Option<Vec<u8>>,
	/// The hash of these bytes.
	pub call_hash: Hash,
	/// What the call weighs at most, as it was when it was proposed.
	pub call_weight: Weight,
	/// The first block in which one cannot vote anymore.
	pub closes_at: BlockNumber,
	/// The votes.
	pub tally: Tally,
	/// Where it is on its way. An open one that became void is shown as that.
	pub status: Status<BlockNumber>,
}

/// How a vote stands, as a view returns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Standing {
	/// The votes.
	pub tally: Tally,
	/// The voting power of all members together.
	pub electorate: Power,
	/// Whether it would pass if it were closed now. Means nothing once it is closed.
	pub passes: bool,
}

/// Why a proposal cannot be enacted now. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Obstacle {
	/// There is no such proposal.
	#[codec(index = 0)]
	NotFound,
	/// It is not closed yet.
	#[codec(index = 1)]
	Open,
	/// It was rejected or canceled, or became void.
	#[codec(index = 2)]
	NotApproved,
	/// The delay has not passed yet.
	#[codec(index = 3)]
	TooEarly,
	/// It was not enacted in time.
	#[codec(index = 4)]
	Expired,
	/// It was enacted already.
	#[codec(index = 5)]
	Enacted,
	/// This runtime does not know its call anymore. Enacting it records the failure.
	#[codec(index = 6)]
	CallUnavailable,
	/// Studios may not dispatch its call anymore. Enacting it records the failure.
	#[codec(index = 7)]
	CallFiltered,
	/// The chain does not take its call now.
	#[codec(index = 8)]
	CallPaused,
}

/// A curator, as a view returns it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CuratorInfo<AccountId> {
	/// The curator.
	pub who: AccountId,
	/// The scores that it can still give, all together.
	pub limit: u64,
}

/// A contribution, as a view returns it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ContributionInfo<AccountId, BlockNumber> {
	/// Its number.
	pub id: ContributionId,
	/// The record. The contributor is who paid the deposit.
	pub contribution: Contribution<AccountId, BlockNumber>,
}
