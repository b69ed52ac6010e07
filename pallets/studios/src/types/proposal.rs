use crate::types::Tally;
use alloc::vec::Vec;
use atelier_primitives::{studios::ProposalId, Deposit};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// Upper bound of the blocks that are searched for a place in the agenda.
pub const MAX_AGENDA_SEARCH: u32 = 4;

/// Decoding depth limit of a proposed call, in nested lists and boxes: so there is always room to dispatch it.
pub const MAX_CALL_DEPTH: u32 = 32;

/// Nesting limit of an enactment, in storage layers: 1 is inside of no other call.
pub const MAX_ENACT_DEPTH: u32 = 16;

/// Lifecycle state of a proposal. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Status<BlockNumber> {
	/// Open for votes, or void and not closed yet.
	#[codec(index = 0)]
	Open,
	/// Approved, pending enactment.
	#[codec(index = 1)]
	Approved {
		/// The first block in which it can be enacted.
		enact_at: BlockNumber,
		/// The first block in which it can be enacted no more.
		expires_at: BlockNumber,
		/// The error with which the call failed when the scheduler dispatched it, if it did. It can be enacted by hand.
		failure: Option<DispatchError>,
	},
	/// Rejected for want of votes.
	#[codec(index = 2)]
	Rejected,
	/// Void: the rule changed while it was open.
	#[codec(index = 3)]
	Void,
	/// Canceled by its proposer.
	#[codec(index = 4)]
	Canceled,
	/// Enacted: its call was dispatched. An error says why it never can be: the runtime does not know it, or studios may
	/// not dispatch it.
	#[codec(index = 5)]
	Enacted(DispatchResult),
}

/// Proposal record: a call to dispatch as the studio, and the vote on it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Proposal<AccountId, BlockNumber, Hash> {
	/// The hash of the call.
	pub call_hash: Hash,
	/// The length of the call in bytes.
	pub call_length: u32,
	/// The transaction version of the runtime when it was proposed. In another one the bytes may mean another call.
	pub transaction_version: u32,
	/// The weight of the call, as it was when it was proposed.
	pub call_weight: Weight,
	/// The end of the voting period: the first block without votes.
	pub closes_at: BlockNumber,
	/// The tally of votes.
	pub tally: Tally,
	/// The lifecycle state.
	pub status: Status<BlockNumber>,
	/// The places in an agenda while it is open or approved: the block, and their number.
	pub place: Option<(BlockNumber, u32)>,
	/// The storage deposit, paid by the proposer.
	pub deposit: Deposit<AccountId>,
}

/// View of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProposalInfo<AccountId, BlockNumber, Hash> {
	/// Its number.
	pub proposal: ProposalId,
	/// The proposer.
	pub proposer: AccountId,
	/// The bytes of the call, as long as they are kept.
	pub call: Option<Vec<u8>>,
	/// The hash of these bytes.
	pub call_hash: Hash,
	/// The weight of the call, as it was when it was proposed.
	pub call_weight: Weight,
	/// The end of the voting period: the first block without votes.
	pub closes_at: BlockNumber,
	/// The tally of votes.
	pub tally: Tally,
	/// The lifecycle state. An open one that became void is shown as that.
	pub status: Status<BlockNumber>,
}
