use atelier_primitives::chain::Balance;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Unbonding chunk: stake that waits for its withdrawal. A worker has one at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Unbonding<BlockNumber> {
	/// The amount.
	pub amount: Balance,
	/// The first block in which it can be withdrawn.
	pub until: BlockNumber,
}
