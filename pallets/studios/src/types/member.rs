use alloc::vec::Vec;
use atelier_primitives::{
	chain::Balance,
	studios::{Power, ProposalId},
	Deposit,
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Upper bound of open votes per member: so a change of power touches no more proposals.
pub const MAX_OPEN_VOTES: u32 = 8;

/// Open votes of a member: the proposal, and whether the vote is an aye.
pub type Votes = BoundedVec<(ProposalId, bool), ConstU32<MAX_OPEN_VOTES>>;

/// Delegation of voting power to another member.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Delegation<AccountId> {
	/// The delegate.
	pub to: AccountId,
	/// Its seat. If the delegate has another one or none, the delegation has ended.
	pub seat: u32,
}

/// Membership record.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Member<AccountId, BlockNumber> {
	/// The seat number: tells this membership from an earlier or later one of the same account.
	pub seat: u32,
	/// Its own voting power.
	pub power: Power,
	/// The power of those who delegate to it.
	pub received: Power,
	/// The number of those who delegate to it.
	pub delegators: u32,
	/// The delegation of its power. It has ended if nobody has the seat that it names.
	pub delegation: Option<Delegation<AccountId>>,
	/// Its votes. Can contain those on proposals that are closed; they count no more.
	pub votes: Votes,
	/// The locked tokens, in units of the native currency.
	pub locked: Balance,
	/// The block in which it joined.
	pub joined_at: BlockNumber,
	/// The storage deposit, paid by the member.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId, BlockNumber> Member<AccountId, BlockNumber> {
	/// The power that its vote carries, unless it delegates.
	pub fn total_power(&self) -> Power {
		self.power.saturating_add(self.received)
	}
}

/// View of a member.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct MemberInfo<AccountId, BlockNumber> {
	/// The member.
	pub who: AccountId,
	/// Its own voting power.
	pub power: Power,
	/// The power of those who delegate to it.
	pub received: Power,
	/// The number of those who delegate to it.
	pub delegators: u32,
	/// Its delegate.
	pub delegate: Option<AccountId>,
	/// Its open votes: the proposal, and whether the vote is an aye.
	pub votes: Vec<(ProposalId, bool)>,
	/// The locked tokens, in units of the native currency.
	pub locked: Balance,
	/// The block in which it joined.
	pub joined_at: BlockNumber,
}
