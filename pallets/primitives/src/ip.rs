//! IP assets: ids, metadata, permissions, transfers, traits, royalty policies.

use crate::{chain::Balance, Digest};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult, Perbill};

/// Id of a collection in pallet-nfts.
pub type CollectionId = u32;
/// Id of an item in its collection.
pub type ItemId = u32;

/// Id of an IP asset: the item of pallet-nfts that stands for it. Written `collection-item`.
///
/// Hashed with `Twox64Concat` in every storage map. Both numbers are counted up by the chain, never chosen by a user,
/// so nobody can craft keys that collide and unbalance the trie; and the id is on the path of `pay`, where a
/// cryptographic hash would cost. Keys that users choose, such as digests and accounts, need `Blake2_128Concat`.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct IpId {
	/// Collection.
	pub collection: CollectionId,
	/// Item in the collection.
	pub item: ItemId,
}

impl IpId {
	/// The IP asset that this item of this collection stands for.
	pub const fn new(collection: CollectionId, item: ItemId) -> Self {
		Self { collection, item }
	}
}

impl fmt::Display for IpId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}-{}", self.collection, self.item)
	}
}

/// Maximum length of a URI, in bytes.
pub const MAX_URI_LENGTH: u32 = 256;

/// URI of a document. The chain never looks inside.
pub type Uri = BoundedVec<u8, ConstU32<MAX_URI_LENGTH>>;

/// Metadata of an IP asset: a reference to its description.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Metadata {
	/// URI of the description.
	pub uri: Uri,
	/// SHA-256 of the description, if it must never change unseen.
	pub hash: Option<[u8; 32]>,
}

/// Permission that the owner of an IP asset can grant to an agent, within a bound. An index is never reused.
///
/// What decides about income or about the end of a thing is none: scores, caps, floors, the score authority, takedowns.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Permission {
	/// Change the metadata, until it is frozen; order traits.
	#[codec(index = 0)]
	Metadata,
	/// Attach, disable and detach license terms, approve derivatives.
	#[codec(index = 1)]
	License,
	/// List for sale and take off the market.
	#[codec(index = 2)]
	Trade,
	/// Set the terms of use of a model.
	#[codec(index = 3)]
	Serve,
}

/// Act for an IP asset that an agent may be permitted, with what the bound of the permission is compared to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Act {
	/// Change what is said about the IP asset.
	Metadata,
	/// License it, or stop that, under the terms of this id.
	License([u8; 32]),
	/// Offer it for sale at this price. To end a sale is to ask for the highest price.
	Trade(Balance),
	/// Let its model be used for this fee. To clear the terms of use is to ask for none.
	Serve(Balance),
}

impl Act {
	/// Permission that an agent needs for the act.
	pub const fn permission(&self) -> Permission {
		match self {
			Self::Metadata => Permission::Metadata,
			Self::License(_) => Permission::License,
			Self::Trade(_) => Permission::Trade,
			Self::Serve(_) => Permission::Serve,
		}
	}
}

/// Owners, creators, accounts and permissions of IP assets. Provided by `ip-assets`.
pub trait IpInspect<AccountId> {
	/// Returns the owner of the item. `None` if there is no such IP asset.
	fn owner(ip: &IpId) -> Option<AccountId>;

	/// Returns the account that minted the IP asset. Never changes.
	fn creator(ip: &IpId) -> Option<AccountId>;

	/// Returns the creator of the collection. Never changes.
	fn collection_creator(collection: CollectionId) -> Option<AccountId>;

	/// Returns the IP account, whether or not the asset exists.
	fn account(ip: &IpId) -> AccountId;

	/// Returns `true` if `who` may do that: the owner, the IP account, or an agent within the bounds of a live grant.
	/// `false` if there is no such IP asset.
	fn is_permitted(who: &AccountId, ip: &IpId, act: Act) -> bool;

	/// Returns `true` if `who` may hold the IP asset as it is now: what asks for a royalty, or may not be used
	/// commercially, goes into no account that is handed over whole. Whoever restricts an IP asset asks before.
	fn may_hold(_who: &AccountId, _ip: &IpId) -> bool {
		true
	}

	/// Returns the IP asset that was minted from the claim that `owner` has, or had, of the artifact.
	fn of_claim(_digest: &Digest, _owner: &AccountId) -> Option<IpId> {
		None
	}

	/// Returns the founding share of the IP account: the part of the income of the pool that goes with the IP asset
	/// while nobody changed a score. Named at the mint; never changes.
	fn owner_share(_ip: &IpId) -> Perbill {
		Perbill::zero()
	}

	/// Returns the number of changes of owner. What was agreed with one owner names it, and is void once it is higher:
	/// nothing comes back to life when an IP asset comes back.
	fn moves(_ip: &IpId) -> u32 {
		0
	}

	/// Returns the revision: the number of acts of the owner, or of agents, that change what a buyer gets.
	fn revision(_ip: &IpId) -> u32 {
		0
	}

	/// Returns the SHA-256 of the description, if the metadata names one.
	fn metadata_hash(_ip: &IpId) -> Option<[u8; 32]> {
		None
	}

	/// Returns `true` if the metadata is frozen, for good.
	fn is_frozen(_ip: &IpId) -> bool {
		false
	}
}

/// Revisions of IP assets: a counter that buyers name. Provided by `ip-assets`.
pub trait IpRevision {
	/// Notes an act of the owner or of an agent that changes what a buyer of the IP asset gets. Has no effect without
	/// such an IP asset. Cannot fail.
	fn bump(ip: &IpId);
}

impl IpRevision for () {
	fn bump(_: &IpId) {}
}

impl<AccountId: From<[u8; 32]>> IpInspect<AccountId> for () {
	fn owner(_: &IpId) -> Option<AccountId> {
		None
	}

	fn creator(_: &IpId) -> Option<AccountId> {
		None
	}

	fn collection_creator(_: CollectionId) -> Option<AccountId> {
		None
	}

	// The account of nobody.
	fn account(_: &IpId) -> AccountId {
		[0; 32].into()
	}

	fn is_permitted(_: &AccountId, _: &IpId, _: Act) -> bool {
		false
	}
}

/// Minting on behalf of an account. Provided by `ip-assets`.
pub trait IpMint<AccountId> {
	/// Mints an IP asset in a collection that `who` made, for `to` or, without, for `who`: of the claim that `who` has of
	/// the artifact, or without provenance. `owner_share` is the founding share of the IP account.
	///
	/// Fails where `who` could not do it by the call. Then nothing has changed; callers are transactional.
	fn mint(
		who: &AccountId,
		collection: CollectionId,
		to: Option<AccountId>,
		provenance: Option<Digest>,
		metadata: Metadata,
		owner_share: Perbill,
	) -> Result<IpId, DispatchError>;
}

impl<AccountId> IpMint<AccountId> for () {
	fn mint(
		_: &AccountId,
		_: CollectionId,
		_: Option<AccountId>,
		_: Option<Digest>,
		_: Metadata,
		_: Perbill,
	) -> Result<IpId, DispatchError> {
		Err(DispatchError::Unavailable)
	}
}

/// Maximum length of the name of a trait, in bytes.
pub const MAX_TRAIT_KEY: u32 = 32;

/// Name of a trait of an IP asset.
pub type TraitKey = BoundedVec<u8, ConstU32<MAX_TRAIT_KEY>>;

/// Value of a trait: an output that workers agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct TraitValue {
	/// Digest of the output.
	pub output: Digest,
	/// Hash of the job that made it.
	pub job: [u8; 32],
}

/// Evolving traits of IP assets. Provided by `ip-assets`.
pub trait IpTraits<AccountId> {
	/// Sets a trait of the IP asset for `who`, and keeps the values before. The first time holds a deposit of `who`.
	///
	/// Is no new revision: workers decide when. The order of the value is one, and whoever takes it calls
	/// [`IpRevision`].
	///
	/// Fails if `who` may not change what is said about the IP asset, it has no room for another trait, or the deposit
	/// cannot be held. Then nothing has changed.
	fn set(who: &AccountId, ip: &IpId, key: TraitKey, value: TraitValue) -> DispatchResult;
}

impl<AccountId> IpTraits<AccountId> for () {
	fn set(_: &AccountId, _: &IpId, _: TraitKey, _: TraitValue) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}

/// Transfer of a sold IP asset to its new owner. Provided by `ip-assets`.
pub trait IpTransfer<AccountId> {
	/// Transfers the IP asset from its owner to another account. The caller has collected the royalty.
	///
	/// Fails if `from` is not the owner, or `to` may not hold it. Then nothing has changed; callers are transactional.
	fn transfer(ip: &IpId, from: &AccountId, to: &AccountId) -> DispatchResult;
}

impl<AccountId> IpTransfer<AccountId> for () {
	fn transfer(_: &IpId, _: &AccountId, _: &AccountId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}

/// Burn hook with a veto, for whoever keeps something for an IP asset. Tuples call each of their parts.
pub trait OnIpBurned {
	/// Removes what nobody needs without the IP asset. Fails if something is left that somebody does need.
	fn on_ip_burned(ip: &IpId) -> DispatchResult;

	/// Maximum weight of the hooks that this one calls in turn, beyond what the burn itself was measured with.
	fn weight() -> Weight {
		Weight::zero()
	}
}

#[impl_trait_for_tuples::impl_for_tuples(4)]
impl OnIpBurned for Tuple {
	fn on_ip_burned(ip: &IpId) -> DispatchResult {
		for_tuples!( #( Tuple::on_ip_burned(ip)?; )* );
		Ok(())
	}

	fn weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::weight()); )* );
		weight
	}
}

/// Royalty policy of a collection: the royalty of every change of owner. Zero in both: nothing is enforced.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct RoyaltyPolicy {
	/// Part of the price of a sale.
	pub rate: Perbill,
	/// Minimum royalty of any change of owner, a gift included, in the smallest unit.
	pub floor: Balance,
}

impl RoyaltyPolicy {
	/// Royalty of a sale at `price`: `max(⌊price · rate⌋, floor)`.
	pub fn of_sale(&self, price: Balance) -> Balance {
		self.rate.mul_floor(price).max(self.floor)
	}

	/// Returns `true` if a change of owner under this policy never pays less than under `other`, at any price.
	pub fn is_at_least(&self, other: &Self) -> bool {
		self.rate >= other.rate && self.floor >= other.floor
	}
}

/// Royalty policies of collections. Provided by `market`.
pub trait PolicyInspect {
	/// Returns the policy of a collection; the default if it has none.
	fn policy(collection: CollectionId) -> RoyaltyPolicy;
}

impl PolicyInspect for () {
	fn policy(_: CollectionId) -> RoyaltyPolicy {
		RoyaltyPolicy::default()
	}
}

/// Benchmark setup: creates IP assets for pallets that need some.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkIp<AccountId> {
	/// Creates an IP asset of `owner`, in a collection that `owner` made.
	fn create(owner: &AccountId) -> IpId;

	/// Freezes the metadata of an IP asset, with this SHA-256 of the description.
	fn freeze(ip: &IpId, hash: [u8; 32]);

	/// Makes `who` claim an artifact that `who` has not minted: where there is a registry, beside as many others as can be,
	/// of which time has settled the first, and nothing has written that down.
	fn claim(who: &AccountId) -> Digest;

	/// An account that is inside as many IP assets as one may be. `owner` makes them.
	fn nested(owner: &AccountId) -> AccountId;
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::string::ToString;
	use sp_runtime::AccountId32;

	#[test]
	fn ip_should_be_collection_and_item_when_written() {
		assert_eq!(IpId::new(3, 14).to_string(), "3-14");
	}

	#[test]
	fn sale_should_pay_the_rate_or_the_floor_when_one_is_higher() {
		let policy = RoyaltyPolicy { rate: Perbill::from_percent(10), floor: 50 };
		assert_eq!([0, 499, 500, 509, 510].map(|price| policy.of_sale(price)), [50, 50, 50, 50, 51]);
		assert_eq!(policy.of_sale(Balance::MAX), Balance::MAX / 10);
		assert_eq!(RoyaltyPolicy::default().of_sale(1_000), 0);
	}

	#[test]
	fn policy_should_be_at_least_another_when_neither_part_is_lower() {
		let policy = |percent, floor| RoyaltyPolicy { rate: Perbill::from_percent(percent), floor };
		assert!(policy(10, 50).is_at_least(&policy(10, 50)));
		assert!(policy(11, 51).is_at_least(&policy(10, 50)));
		assert!(!policy(11, 49).is_at_least(&policy(10, 50)));
		assert!(!policy(9, 51).is_at_least(&policy(10, 50)));
	}

	#[test]
	fn unit_should_own_and_permit_nothing_when_asked() {
		let ip = IpId::new(0, 0);
		let nobody = AccountId32::new([0; 32]);
		assert_eq!(<() as IpInspect<AccountId32>>::owner(&ip), None);
		assert_eq!(<() as IpInspect<AccountId32>>::account(&ip), nobody);
		assert!(!<() as IpInspect<AccountId32>>::is_permitted(&nobody, &ip, Act::Trade(1)));
		assert_eq!(<() as IpTransfer<u64>>::transfer(&ip, &0, &1), Err(DispatchError::Unavailable));
	}
}
