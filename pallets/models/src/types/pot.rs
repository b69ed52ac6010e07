use atelier_primitives::chain::Balance;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Pot of a model or an adapter: use fees that were paid while nobody was entitled to them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Pot<BlockNumber> {
	/// The fees in it.
	pub amount: Balance,
	/// The block of the last payment into it.
	pub paid_at: BlockNumber,
}
