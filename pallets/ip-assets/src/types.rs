//! Records in storage, and results of the view functions.

pub use atelier_primitives::ip::{Metadata, Uri, MAX_URI_LENGTH};
use atelier_primitives::{
	chain::Balance,
	ip::{Act, ItemId, TraitKey, TraitValue},
	provenance::ArtifactKind,
	Deposit, Digest,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedBTreeSet, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// Maximum number of license terms that one grant names.
pub const MAX_GRANTED_TERMS: u32 = 16;

/// Maximum number of grants of an IP asset, void ones included.
pub const MAX_GRANTS: u32 = 16;

/// Maximum length of the reason of a revocation, in bytes.
pub const MAX_REASON: u32 = 64;

/// Maximum number of traits of an IP asset.
pub const MAX_TRAITS: u32 = 16;

/// Maximum number of values that a trait keeps, the newest.
pub const MAX_TRAIT_HISTORY: u32 = 16;

/// Maximum nesting depth of an item in IP accounts, counted from the innermost one outward.
pub const MAX_NESTING: u32 = 8;

/// Reason of a revocation.
pub type Reason = BoundedVec<u8, ConstU32<MAX_REASON>>;

/// Permissions of an agent, at most one of each kind, each within its bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Permissions {
	/// `true` if the agent may change the metadata, until it is frozen, and order traits.
	pub metadata: bool,
	/// Ids of the license terms that the agent may attach, disable and detach, and approve derivatives under.
	pub license: BoundedBTreeSet<[u8; 32], ConstU32<MAX_GRANTED_TERMS>>,
	/// Minimum price at which the agent may list the IP asset, in the smallest unit; `None` if not at all.
	pub trade: Option<Balance>,
	/// Minimum fee of a use for which the agent may set terms of the model, in the smallest unit; `None` if not at all.
	pub serve: Option<Balance>,
}

impl Permissions {
	/// Returns `true` if they permit nothing.
	pub fn is_empty(&self) -> bool {
		!self.metadata && self.license.is_empty() && self.trade.is_none() && self.serve.is_none()
	}

	/// Returns `true` if they permit the act: it is of a permitted kind, and within the bound.
	pub fn permit(&self, act: &Act) -> bool {
		match act {
			Act::Metadata => self.metadata,
			Act::License(terms) => self.license.contains(terms),
			Act::Trade(price) => self.trade.is_some_and(|min_price| *price >= min_price),
			Act::Serve(fee) => self.serve.is_some_and(|min_fee| *fee >= min_fee),
		}
	}
}

/// Collection of IP assets.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CollectionRecord<AccountId> {
	/// Creator. Only this account mints in it.
	pub creator: AccountId,
	/// Number of the next item: how many were ever minted.
	pub next_item: ItemId,
	/// Number of items that exist.
	pub items: u32,
	/// Maximum number of items ever minted; `None` means no limit.
	pub max_items: Option<u32>,
	/// `true` if wrappers other than IP accounts may hold what is restricted: studios of others. Never `false` again.
	pub studios: bool,
	/// URI of the description.
	pub metadata: Uri,
	/// Storage deposit, paid by the creator.
	pub deposit: Deposit<AccountId>,
}

/// IP asset. Its owner is the owner of the item.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct IpRecord<AccountId, BlockNumber> {
	/// Account that minted it.
	pub creator: AccountId,
	/// Artifact whose claim by the creator was minted; `None` if it was minted without provenance.
	pub provenance: Option<Digest>,
	/// Metadata: URI and hash of the description.
	pub metadata: Metadata,
	/// `true` if the metadata is frozen, for good.
	pub frozen: bool,
	/// Founding share of the IP account: the part of the income that goes with the IP asset while no score was changed.
	pub owner_share: Perbill,
	/// Number of acts of the owner, or of agents, that change what a buyer gets.
	pub revision: u32,
	/// Number of changes of owner.
	pub moves: u32,
	/// Block of the mint.
	pub minted_at: BlockNumber,
	/// Storage deposit, paid by the creator.
	pub deposit: Deposit<AccountId>,
}

/// Grant of permissions for an IP asset to an agent.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Grant<AccountId, BlockNumber> {
	/// Granted permissions.
	pub permissions: Permissions,
	/// Moves of the IP asset when they were granted. The grant is void once there are more.
	pub moves: u32,
	/// Expiry: the first block in which the grant is void.
	pub expires: BlockNumber,
	/// Storage deposit, paid by the granting owner.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId, BlockNumber: PartialOrd> Grant<AccountId, BlockNumber> {
	/// Returns `true` if the grant has not expired, and the IP asset has not moved since.
	pub fn is_live(&self, moves: u32, now: &BlockNumber) -> bool {
		self.moves == moves && *now < self.expires
	}
}

/// One value of a trait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct TraitEntry<BlockNumber> {
	/// Value.
	pub value: TraitValue,
	/// Block in which it was set.
	pub at: BlockNumber,
}

/// Trait of an IP asset: something about it that workers made, and may make again.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Trait<AccountId, BlockNumber> {
	/// Values, the newest last. The oldest is dropped beyond the maximum.
	pub history: BoundedVec<TraitEntry<BlockNumber>, ConstU32<MAX_TRAIT_HISTORY>>,
	/// Storage deposit, paid by whoever set the trait first.
	pub deposit: Deposit<AccountId>,
}

/// Trait with its name.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct TraitInfo<AccountId, BlockNumber> {
	/// Name.
	pub key: TraitKey,
	/// Values and deposit.
	pub record: Trait<AccountId, BlockNumber>,
}

/// Provenance label of an IP asset: how far its claim stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum ProvenanceLabel {
	/// Minted without provenance: nobody says what it stands for.
	#[codec(index = 0)]
	Without,
	/// The creator claims the artifact, as others may too.
	#[codec(index = 1)]
	Claimed(ArtifactKind),
	/// The creator claims the artifact, and is the one entitled to its income.
	#[codec(index = 2)]
	Entitled(ArtifactKind),
	/// The creator claimed the artifact when minting, and no longer does.
	#[codec(index = 3)]
	Withdrawn,
}

/// Details of an IP asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct IpInfo<AccountId, BlockNumber> {
	/// Owner.
	pub owner: AccountId,
	/// `true` if the owner is a wrapper: an account that changes hands while it keeps what it owns, as an IP account or
	/// a studio does.
	pub wrapped: bool,
	/// IP account.
	pub account: AccountId,
	/// Account that minted it.
	pub creator: AccountId,
	/// Creator of its collection.
	pub collection_creator: AccountId,
	/// Artifact that it stands for.
	pub provenance: Option<Digest>,
	/// Provenance label.
	pub label: ProvenanceLabel,
	/// Metadata: URI and hash of the description.
	pub metadata: Metadata,
	/// `true` if the metadata is frozen, for good.
	pub frozen: bool,
	/// Founding share of the IP account: the part of the income that goes with the IP asset while no score was changed.
	pub owner_share: Perbill,
	/// Number of acts of the owner, or of agents, that change what a buyer gets. A buyer names it.
	pub revision: u32,
	/// Number of changes of owner. What was agreed with one owner is void once it is higher.
	pub moves: u32,
	/// Block of the mint.
	pub minted_at: BlockNumber,
	/// Storage deposit, with its payer.
	pub deposit: Deposit<AccountId>,
}

/// Grant with its agent and whether it is live.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct GrantInfo<AccountId, BlockNumber> {
	/// Agent.
	pub agent: AccountId,
	/// Permissions of the agent, if the grant is live.
	pub permissions: Permissions,
	/// Expiry: the first block in which the grant is void.
	pub expires: BlockNumber,
	/// `true` if the grant has not expired, and the IP asset has not moved since.
	pub live: bool,
	/// Storage deposit. Its payer is the owner who granted.
	pub deposit: Deposit<AccountId>,
}
