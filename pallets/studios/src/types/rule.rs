use atelier_primitives::IpId;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{traits::Zero, Perbill};

/// Source of voting power. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum VotingRule {
	/// One member, one vote.
	#[codec(index = 0)]
	Members,
	/// The participation score in the pool of this IP asset, as it is at any time.
	#[codec(index = 1)]
	Scores(IpId),
	/// The tokens that a member has locked in the studio, in units of the native currency.
	#[codec(index = 2)]
	Tokens,
}

/// Governance rule of a studio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Rule<BlockNumber> {
	/// The source of voting power.
	pub voting: VotingRule,
	/// The approval threshold: the part of the votes that must be ayes, at least a half. A tie never passes.
	pub approval: Perbill,
	/// The quorum: the part of the electorate that must vote, more than zero.
	pub quorum: Perbill,
	/// The voting period in blocks, at least one.
	pub period: BlockNumber,
	/// The enactment delay in blocks.
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
