use crate::types::Rule;
use atelier_primitives::{
	studios::{Power, ProposalId},
	Deposit,
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Upper bound of the length of a name in bytes.
pub const MAX_NAME: u32 = 64;

/// Upper bound of the founders that are invited beside the creator.
pub const MAX_FOUNDERS: u32 = 16;

/// Name of a studio, in UTF-8.
pub type Name = BoundedVec<u8, ConstU32<MAX_NAME>>;

/// Accounts invited when a studio is created.
pub type Founders<AccountId> = BoundedVec<AccountId, ConstU32<MAX_FOUNDERS>>;

/// Studio record, of fixed size, whatever the number of members and proposals.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Studio<AccountId, BlockNumber> {
	/// The name.
	pub name: Name,
	/// The SHA-256 of the metadata, which lie elsewhere.
	pub metadata_hash: [u8; 32],
	/// The governance rule.
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
	/// The end of the notice of a fall back, while there is one: only while the electorate is zero.
	pub falls_back_at: Option<BlockNumber>,
	/// The block of its creation.
	pub created_at: BlockNumber,
	/// The storage deposit, paid by its creator.
	pub deposit: Deposit<AccountId>,
}

/// View of a studio.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct StudioInfo<AccountId, BlockNumber> {
	/// The account that owns, signs and pays for it.
	pub account: AccountId,
	/// The record.
	pub studio: Studio<AccountId, BlockNumber>,
}
