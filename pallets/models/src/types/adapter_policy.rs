use atelier_primitives::Digest;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The terms of a model list at most this many adapters.
pub const MAX_LISTED: u32 = 16;

/// Adapter policy of a model: the adapters that may run with it. Indices are never reused.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum AdapterPolicy {
	/// All that are published for the model.
	#[codec(index = 0)]
	All,
	/// Those with these roots.
	#[codec(index = 1)]
	Listed(BoundedVec<Digest, ConstU32<MAX_LISTED>>),
	/// None.
	#[codec(index = 2)]
	None,
}

impl AdapterPolicy {
	/// Returns `true` if the adapter may run with the model.
	pub fn allows(&self, adapter: &Digest) -> bool {
		match self {
			Self::All => true,
			Self::Listed(list) => list.contains(adapter),
			Self::None => false,
		}
	}
}
