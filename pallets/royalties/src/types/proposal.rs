//! Proposals of participation scores.

use atelier_primitives::Deposit;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Maximum number of scores in one proposal.
pub const MAX_CHANGES: u32 = 64;

/// Minimum lifetime of a proposal after its enactment delay, in blocks: a minute. Where the delay is shorter, as on test
/// networks, nobody who waits for finality could apply it otherwise.
pub const MIN_LIFETIME: u32 = 20;

/// Accounts with their new participation scores. Zero removes a member.
pub type Changes<AccountId> = BoundedVec<(AccountId, u64), ConstU32<MAX_CHANGES>>;

/// Pending proposal of participation scores.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Proposal<AccountId, BlockNumber> {
	/// New scores.
	pub changes: Changes<AccountId>,
	/// First block in which it can be applied.
	pub apply_at: BlockNumber,
	/// Expiry: the first block in which it can no longer be applied.
	pub expires_at: BlockNumber,
	/// Score authority when it was made. The proposal is void once that is another account.
	pub authorizer: AccountId,
	/// Number of changes of owner when it was made. Where the owner is the authority, the proposal is void once that is
	/// higher.
	pub moves: u32,
	/// Sum of the raises, if all of it was proposed through `ScoreMutate`: more raises can join it.
	pub raises: Option<u128>,
	/// Storage deposit, paid by the proposer.
	pub deposit: Deposit<AccountId>,
}
