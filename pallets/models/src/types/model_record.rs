use atelier_primitives::{engine::ModelKind, Deposit};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Record of a published model or adapter, beside its files.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ModelRecord<AccountId, BlockNumber> {
	/// The kind that the engine read from the files.
	pub kind: ModelKind,
	/// The length of the files in bytes, with their paths.
	pub length: u32,
	/// BLAKE2-256 of the manifest: the names and lengths of the files, which the root does not bind.
	pub manifest_hash: [u8; 32],
	/// The block of the publication.
	pub published_at: BlockNumber,
	/// End of the publisher period: until then no other claim than the publisher's sets terms, unless it is entitled.
	/// By the period of the day of the publication.
	pub reserved_until: BlockNumber,
	/// The takedown: `true` while no orders are taken. All else of the record never changes.
	pub taken_down: bool,
	/// The storage deposit of the publisher. It is never returned.
	pub deposit: Deposit<AccountId>,
}
