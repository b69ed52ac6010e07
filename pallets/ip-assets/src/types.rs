//! What the pallet stores and shows.

pub use atelier_primitives::ip::{Metadata, Uri, MAX_URI_LENGTH};
use atelier_primitives::{
	ip::{ItemId, Permission, TraitKey, TraitValue},
	provenance::ArtifactKind,
	Deposit, Digest,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedBTreeSet, BoundedVec};
use scale_info::TypeInfo;

/// A set of permissions has room for this many kinds, so that a new kind needs no migration.
pub const MAX_PERMISSIONS: u32 = 16;

/// An IP asset has at most this many traits.
pub const MAX_TRAITS: u32 = 16;

/// A trait remembers at most this many values, the newest.
pub const MAX_TRAIT_HISTORY: u32 = 16;

/// An item may be inside at most this many IP accounts, counted from the innermost one outward.
pub const MAX_NESTING: u32 = 8;

/// What an agent may do.
pub type Permissions = BoundedBTreeSet<Permission, ConstU32<MAX_PERMISSIONS>>;

/// A collection of IP assets.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CollectionRecord<AccountId> {
	/// Who made it. Only this account mints in it.
	pub creator: AccountId,
	/// The number of the next item: how many were ever minted.
	pub next_item: ItemId,
	/// How many of them are there now.
	pub items: u32,
	/// How many may ever be minted; nothing if there is no limit.
	pub max_items: Option<u32>,
	/// Where its description is.
	pub metadata: Uri,
	/// What its creator paid for the storage.
	pub deposit: Deposit<AccountId>,
}

/// An IP asset. Its owner is the owner of the item.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct IpRecord<AccountId, BlockNumber> {
	/// Who minted it.
	pub creator: AccountId,
	/// The artifact that its creator claimed when minting it; nothing if it was minted without provenance.
	pub provenance: Option<Digest>,
	/// What it says about itself.
	pub metadata: Metadata,
	/// Whether the metadata can never change again.
	pub frozen: bool,
	/// The block in which it was minted.
	pub minted_at: BlockNumber,
	/// What its creator paid for the storage.
	pub deposit: Deposit<AccountId>,
}

/// The permissions that an agent has for an IP asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Grant<AccountId, BlockNumber> {
	/// What the agent may do.
	pub permissions: Permissions,
	/// Who granted it. Void while somebody else is the owner.
	pub owner: AccountId,
	/// The first block in which it is void.
	pub expires: BlockNumber,
	/// What was paid for the storage.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId: PartialEq, BlockNumber: PartialOrd> Grant<AccountId, BlockNumber> {
	/// Whether the grant means something now.
	pub fn is_live(&self, owner: Option<&AccountId>, now: &BlockNumber) -> bool {
		owner == Some(&self.owner) && *now < self.expires
	}
}

/// What a trait was set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct TraitEntry<BlockNumber> {
	/// The value.
	pub value: TraitValue,
	/// In which block.
	pub at: BlockNumber,
}

/// A trait of an IP asset: something about it that workers made, and may make again.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Trait<AccountId, BlockNumber> {
	/// Its values, the newest last. The oldest make room.
	pub history: BoundedVec<TraitEntry<BlockNumber>, ConstU32<MAX_TRAIT_HISTORY>>,
	/// What was paid for the storage, by whoever set it first.
	pub deposit: Deposit<AccountId>,
}

/// All about a trait.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct TraitInfo<AccountId, BlockNumber> {
	/// Its name.
	pub key: TraitKey,
	/// Its values and its deposit.
	pub record: Trait<AccountId, BlockNumber>,
}

/// What is known of the origin of an IP asset, now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum ProvenanceLabel {
	/// It was minted without provenance: nobody says what it stands for.
	#[codec(index = 0)]
	Without,
	/// Its creator claims the artifact, as others may too.
	#[codec(index = 1)]
	Claimed(ArtifactKind),
	/// Its creator claims the artifact, and is the one entitled to its income.
	#[codec(index = 2)]
	Entitled(ArtifactKind),
	/// Its creator claimed the artifact when minting, and no longer does.
	#[codec(index = 3)]
	Withdrawn,
}

/// All about an IP asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct IpInfo<AccountId, BlockNumber> {
	/// Who owns it.
	pub owner: AccountId,
	/// The account that belongs to it.
	pub account: AccountId,
	/// Who minted it.
	pub creator: AccountId,
	/// Who made its collection.
	pub collection_creator: AccountId,
	/// The artifact that it stands for.
	pub provenance: Option<Digest>,
	/// What that is worth now.
	pub label: ProvenanceLabel,
	/// What it says about itself.
	pub metadata: Metadata,
	/// Whether the metadata can never change again.
	pub frozen: bool,
	/// The block in which it was minted.
	pub minted_at: BlockNumber,
	/// What is held for it, and of whom.
	pub deposit: Deposit<AccountId>,
}

/// All about a grant.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct GrantInfo<AccountId, BlockNumber> {
	/// Who may act.
	pub agent: AccountId,
	/// What the agent may do, if the grant is live.
	pub permissions: Permissions,
	/// Who granted it.
	pub owner: AccountId,
	/// The first block in which it is void.
	pub expires: BlockNumber,
	/// Whether it means something now.
	pub live: bool,
	/// What is held for it, and of whom.
	pub deposit: Deposit<AccountId>,
}
