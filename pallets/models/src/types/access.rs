use atelier_primitives::ip::CollectionId;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Access control of a model: the accounts that may run it. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Access {
	/// Public: every account.
	#[codec(index = 0)]
	Open,
	/// License-gated: the owner of the model's IP asset, and accounts that hold a license of it.
	#[codec(index = 1)]
	License,
	/// Token-gated: accounts that own an IP asset of this collection.
	#[codec(index = 2)]
	Holder(CollectionId),
}
