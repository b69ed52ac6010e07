//! Results of the view functions.

use super::{Cap, Pool, Run};
use alloc::vec::Vec;
use atelier_math::{ancestors::Ancestors, Perbill};
use atelier_primitives::{chain::Balance, IpId};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// Maximum number of members listed in a quote.
pub const MAX_QUOTED_MEMBERS: u32 = 256;

/// Royalty stack of an IP asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Stack {
	/// Ancestors with their rates, sorted by id.
	pub ancestors: Ancestors<IpId>,
	/// `ΣR`: sum of the rates.
	pub total: Perbill,
}

/// Revenue pool of an IP asset, with what is pending.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PoolSummary<AccountId, BlockNumber> {
	/// Cumulative payments before the protocol fee.
	pub received: Balance,
	/// Protocol fees taken and not transferred yet.
	pub fees: Balance,
	/// Cumulative gross income since the link to the parents, after the protocol fee.
	pub gross: Balance,
	/// Gross income up to which every ancestor has been credited.
	pub settled: Balance,
	/// Reserve that no settlement has credited yet.
	pub pending: Balance,
	/// Settlement in progress.
	pub run: Option<Run>,
	/// Sum of the ancestors' rates.
	pub stack: Perbill,
	/// Number of ancestors.
	pub ancestors: u32,
	/// Sum of the members' scores.
	pub total_score: u128,
	/// Number of members.
	pub members: u32,
	/// Owner's share: the part of the members' income that the IP account gets, and that goes with the IP asset.
	pub owner_share: Perbill,
	/// `true` once a score of anybody but the creator or the IP account was applied.
	pub divided: bool,
	/// Cap on the total score, while scores are locked.
	pub cap: Option<Cap<BlockNumber>>,
	/// Score authority: at first the creator. `None` means the current owner of the IP asset, whoever that is.
	pub authority: Option<AccountId>,
}

impl<AccountId, BlockNumber: Copy + Ord> PoolSummary<AccountId, BlockNumber> {
	/// Summarizes a pool with this share of the owner.
	pub fn new(pool: Pool<AccountId, BlockNumber>, owner_share: Perbill) -> Self {
		Self {
			owner_share,
			divided: pool.divided,
			cap: pool.cap,
			pending: pool.pending(),
			received: pool.received,
			fees: pool.fees,
			gross: pool.gross,
			settled: pool.settled,
			run: pool.run,
			stack: pool.stack,
			ancestors: pool.ancestors,
			total_score: pool.total_score,
			members: pool.members,
			authority: pool.authority,
		}
	}
}

/// Split of a hypothetical payment, beyond what is owed already.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Quote<AccountId> {
	/// Protocol fee.
	pub fee: Balance,
	/// Part reserved for all ancestors together. Can differ from the sum of their amounts by less than one unit for
	/// each of them: fractions stay in the reserve.
	pub upstream: Balance,
	/// Amount that each ancestor would be credited at the next complete settlement because of this payment, sorted by
	/// id.
	pub ancestors: Vec<(IpId, Balance)>,
	/// Part accrued to all members together.
	pub members_total: Balance,
	/// Growth of each member's claimable whole units. The first members, in the order of `scores`.
	pub members: Vec<(AccountId, Balance)>,
	/// `true` if there are more members than listed.
	pub has_more_members: bool,
}
