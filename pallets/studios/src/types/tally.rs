use crate::types::Rule;
use atelier_primitives::studios::Power;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::defensive;
use scale_info::TypeInfo;

/// Puts `after` in the place of `before` in a sum that contains it.
pub(crate) fn exchange(sum: &mut Power, before: Power, after: Power) {
	match sum.checked_sub(before).and_then(|rest| rest.checked_add(after)) {
		Some(total) => *sum = total,
		None => {
			defensive!("a sum of voting power does not add up");
		}
	}
}

/// Tally: the voting power on both sides of a proposal.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Tally {
	/// The power of those who vote for it.
	pub ayes: Power,
	/// The power of those who vote against it.
	pub nays: Power,
}

impl Tally {
	/// Puts one power in the place of another on one side.
	pub(crate) fn exchange(&mut self, aye: bool, before: Power, after: Power) {
		exchange(if aye { &mut self.ayes } else { &mut self.nays }, before, after);
	}

	/// Whether quorum and approval are reached.
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

/// View of a running vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Standing {
	/// The tally of votes.
	pub tally: Tally,
	/// The voting power of all members together.
	pub electorate: Power,
	/// Whether it would pass if it were closed now. Means nothing once it is closed.
	pub passes: bool,
}
