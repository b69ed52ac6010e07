//! Settlement of claims, and the oppositions that stop it.

use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	Deposit,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Maximum number of open oppositions to a claim.
pub const MAX_OPPOSITIONS: u32 = 8;
/// Bond of an opposition to a claim of which no verdict has rejected one.
pub const OPPOSITION_BOND: Balance = 10 * UNIT;
/// What an opponent loses whose opposition ends without a verdict, and who claims the artifact too.
pub const CONTEST_FEE: Balance = UNIT;

/// Settlement of a claim: when it is settled, and what stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Settlement<AccountId, BlockNumber> {
	/// Block in which it settles, if it is the first that stands then, neither opposed nor contested. Fixed by the
	/// opposition period of the day on which it began to wait.
	pub settles_at: BlockNumber,
	/// `true` once it is settled and something changed since: nothing but its own end unsettles it.
	pub settled: bool,
	/// Number of open oppositions.
	pub oppositions: u8,
	/// Number of oppositions that verdicts rejected. Each doubles the bond of the next.
	pub rejected: u8,
	/// Claim of the same artifact that this one contests: neither settles by time.
	pub contests: Option<Contest<AccountId, BlockNumber>>,
}

/// Contest of a claim: what an opposition by another claimant leaves that ended without a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Contest<AccountId, BlockNumber> {
	/// Owner of the contested claim.
	pub owner: AccountId,
	/// Block in which that was opposed.
	pub block: BlockNumber,
}

impl<AccountId, BlockNumber> Settlement<AccountId, BlockNumber> {
	/// Settlement of a new claim.
	pub fn new(settles_at: BlockNumber) -> Self {
		Self { settles_at, settled: false, oppositions: 0, rejected: 0, contests: None }
	}

	/// Bond of the next opposition.
	pub fn bond(&self) -> Balance {
		OPPOSITION_BOND.saturating_mul(1u128.checked_shl(self.rejected.into()).unwrap_or(Balance::MAX))
	}
}

/// Opposition to a claim.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Opposition<AccountId, BlockNumber> {
	/// Opponent.
	pub opponent: AccountId,
	/// Block in which it was made: a verdict names up to which block it heard.
	pub block: BlockNumber,
	/// Hash of the evidence.
	pub evidence: [u8; 32],
	/// Bond on hold.
	pub bond: Balance,
	/// Amount of the storage deposit on hold.
	pub deposit: Balance,
}

impl<AccountId: Clone, BlockNumber> Opposition<AccountId, BlockNumber> {
	/// Storage deposit, with its payer.
	pub fn deposit(&self) -> Deposit<AccountId> {
		Deposit { who: self.opponent.clone(), amount: self.deposit }
	}

	/// Bond, with its payer.
	pub fn bond(&self) -> Deposit<AccountId> {
		Deposit { who: self.opponent.clone(), amount: self.bond }
	}
}

/// Hearing of a claim: its open oppositions. They end together, but for those that a verdict did not hear.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Hearing<AccountId, BlockNumber> {
	/// Block from which anybody may end them without a verdict.
	pub ends_at: BlockNumber,
	/// Oppositions, oldest first.
	pub oppositions: BoundedVec<Opposition<AccountId, BlockNumber>, ConstU32<MAX_OPPOSITIONS>>,
}

/// Verdict about the oppositions to a claim. An index is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Verdict {
	/// The oppositions are right: the claim is revoked, and the bonds return.
	#[codec(index = 0)]
	Upheld,
	/// The claim is right: the bonds of what was heard are lost. It is settled if it is the first that stands, and nothing
	/// came later.
	#[codec(index = 1)]
	Rejected,
}
