//! Acts of creators and owners.

use super::*;
use atelier_primitives::{ip::CollectionId, Digest};

pub fn digest(n: u8) -> Digest {
	Digest::Sha2_256([n; 32])
}

pub fn uri(text: &str) -> Uri {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub fn metadata(text: &str) -> Metadata {
	Metadata { uri: uri(text), hash: None }
}

/// A collection of `who`.
pub fn collection_of(who: &AccountId) -> CollectionId {
	IpAssets::do_create_collection(who.clone(), uri("ipfs://collection"), None).unwrap()
}

/// A collection of `who` that asks for 5 % of a price, and for `floor` at least.
pub fn enforced_collection_of(who: &AccountId, floor: Balance) -> CollectionId {
	let collection = collection_of(who);
	Policies::set(collection, RoyaltyPolicy { rate: Perbill::from_percent(5), floor });
	collection
}

/// An IP asset in this collection, minted by its creator, without provenance, for `owner`.
pub fn mint_in(collection: CollectionId, owner: &AccountId) -> IpId {
	let creator = IpAssets::collection_creator(collection).unwrap();
	IpAssets::do_mint(creator, collection, Some(owner.clone()), None, metadata("ipfs://ip"), Perbill::zero()).unwrap().0
}

/// An IP asset of `who` in a collection of its own.
pub fn ip_of(who: &AccountId) -> IpId {
	mint_in(collection_of(who), who)
}

pub fn act_as(
	who: &AccountId,
	ip: IpId,
	call: impl Into<RuntimeCall>,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	IpAssets::act_as(signed(who), ip, alloc::boxed::Box::new(call.into()))
}
