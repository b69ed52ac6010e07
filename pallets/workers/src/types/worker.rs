use super::Unbonding;
use atelier_primitives::{chain::Balance, workers::WorkerKey, Digest};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// A worker serves at most this many models.
pub const MAX_MODELS_PER_WORKER: u32 = 16;

/// Ledger of a worker: its key, its stake, and the models that it serves.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Worker<BlockNumber> {
	/// The public key that its node signs with.
	pub key: WorkerKey,
	/// The stake: all that is held of it.
	pub stake: Balance,
	/// The exposure: the part of the stake that is locked, and can be slashed.
	pub exposure: Balance,
	/// The part of the stake that unbonds.
	pub unbonding: Option<Unbonding<BlockNumber>>,
	/// The last block in which the stake grew.
	pub since: BlockNumber,
	/// The models that it serves.
	pub models: BoundedVec<Digest, ConstU32<MAX_MODELS_PER_WORKER>>,
}

impl<BlockNumber> Worker<BlockNumber> {
	/// The active stake: the part that does not unbond. The chance of being drawn grows with it.
	pub fn active(&self) -> Balance {
		let leaving = self.unbonding.as_ref().map_or(0, |unbonding| unbonding.amount);
		self.stake.saturating_sub(leaving)
	}

	/// The free stake: the part of the active stake that is not exposed.
	pub fn free(&self) -> Balance {
		self.active().saturating_sub(self.exposure)
	}

	/// True if `exposure` more of its stake can be locked, where `least` is the least active stake of a candidate.
	pub fn can_take(&self, least: Balance, exposure: Balance) -> bool {
		self.active() >= least && self.free() >= exposure
	}
}
