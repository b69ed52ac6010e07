//! A fake of `ip-assets`: owners, creators, permissions, traits, and the transfers that the real pallet refuses.

use crate::{
	error,
	storage::{
		Agents, Bounds, Collections, Creators, Described, Minted, Moves, Needed, NonCommercial, OwnerShares, Owners,
		Revisions, TraitCall, Traits,
	},
	Account, AccountOf, Config, Provenance,
};
use atelier_primitives::{
	ip::{
		Act, CollectionId, IpId, IpInspect, IpMint, IpRevision, IpTraits, IpTransfer, ItemId, Metadata, OnIpBurned,
		Permission, PolicyInspect, RoyaltyPolicy, TraitKey, TraitValue,
	},
	provenance::ProvenanceInspect,
	Digest,
};
use core::marker::PhantomData;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult, Perbill};

/// The limit of nesting: an account is inside at most this many IP assets.
pub const MAX_NESTING: u32 = 8;

/// IP assets in storage.
pub struct Ips<T>(PhantomData<T>);

impl<T: Config> Ips<T> {
	/// Makes a collection.
	pub fn create_collection(collection: CollectionId, creator: AccountOf<T>) {
		Collections::<T>::insert(collection, creator);
	}

	/// Mints an item of collection 0 by its owner.
	pub fn mint(item: ItemId, owner: AccountOf<T>) -> IpId {
		Self::mint_at(IpId::new(0, item), owner)
	}

	/// Mints an IP asset. Its creator is that of the collection, or the owner if the collection is of nobody.
	pub fn mint_at(ip: IpId, owner: AccountOf<T>) -> IpId {
		Creators::<T>::insert(ip, Collections::<T>::get(ip.collection).unwrap_or_else(|| owner.clone()));
		Owners::<T>::insert(ip, owner);
		ip
	}

	/// Mints the next item of a collection.
	pub fn mint_next(collection: CollectionId, owner: AccountOf<T>) -> IpId {
		let of_collection = Creators::<T>::iter_keys().filter(|ip| ip.collection == collection);
		let item = of_collection.map(|ip| ip.item + 1).max().unwrap_or(0);
		Self::mint_at(IpId::new(collection, item), owner)
	}

	/// Changes the owner, as a sale does: permissions are void, for good.
	pub fn sell(ip: IpId, to: AccountOf<T>) {
		assert!(Owners::<T>::contains_key(ip), "sold something that is no IP asset");
		Owners::<T>::insert(ip, to);
		Self::revoke(ip);
		Moves::mutate(ip, |moves| *moves += 1);
	}

	/// Sets the founding share of the IP account.
	pub fn set_owner_share(ip: IpId, share: Perbill) {
		OwnerShares::insert(ip, share);
	}

	/// Sets the SHA-256 of the description, and whether the metadata is frozen.
	pub fn describe(ip: IpId, hash: Option<[u8; 32]>, frozen: bool) {
		Described::insert(ip, (hash, frozen));
	}

	/// Removes an IP asset without asking anybody. What is minted next in the collection is another one.
	pub fn burn(ip: IpId) {
		Owners::<T>::remove(ip);
	}

	/// Removes an IP asset if all who keep something for it consent.
	pub fn burn_with_consent<Consent: OnIpBurned>(ip: IpId) -> DispatchResult {
		Consent::on_ip_burned(&ip)?;
		Self::burn(ip);
		Ok(())
	}

	/// Grants an agent a permission of the present owner, without a bound.
	pub fn permit(ip: IpId, agent: AccountOf<T>, permission: Permission) {
		let owner = Owners::<T>::get(ip).expect("somebody owns the IP asset");
		Agents::<T>::insert((ip, agent, permission), owner);
	}

	/// Grants an agent a permission within bounds: for these terms, or from this price or fee on.
	pub fn permit_within(ip: IpId, agent: AccountOf<T>, bounds: &[Act]) {
		for bound in bounds {
			Self::permit(ip, agent.clone(), bound.permission());
			Bounds::<T>::append((ip, &agent, bound.permission()), bound);
		}
	}

	/// Revokes all permissions of all agents of an IP asset.
	pub fn revoke(ip: IpId) {
		let granted: Vec<_> = Agents::<T>::iter_keys().filter(|(of, ..)| *of == ip).collect();
		for key in granted {
			Agents::<T>::remove(&key);
			Bounds::<T>::remove(&key);
		}
	}

	/// Records that an IP asset was minted from a claim.
	pub fn record_mint(digest: Digest, owner: AccountOf<T>, ip: IpId) {
		Minted::<T>::insert((digest, owner), ip);
	}

	/// The traits that were set, oldest first.
	pub fn traits() -> Vec<TraitCall<T>> {
		Traits::<T>::get()
	}

	/// The IP asset that an account belongs to.
	fn ip_of(who: &AccountOf<T>) -> Option<IpId> {
		who.ip().filter(|ip| Owners::<T>::contains_key(ip))
	}

	/// Nothing inside itself, nothing too deep, and inside only what asks for no royalty and may be used commercially.
	fn ensure_may_hold(to: &AccountOf<T>, ip: &IpId) -> DispatchResult {
		let mut next = Self::ip_of(to);
		let is_free = T::Policy::policy(ip.collection) == RoyaltyPolicy::default() && !NonCommercial::contains_key(ip);
		ensure!(next.is_none() || is_free, error::HOLDER_NOT_ALLOWED);
		let mut depth = 0;
		while let Some(holder) = next {
			ensure!(holder != *ip, error::CYCLIC_OWNERSHIP);
			ensure!(depth < MAX_NESTING, error::MAX_NESTING_EXCEEDED);
			next = Owners::<T>::get(holder).and_then(|owner| Self::ip_of(&owner));
			depth += 1;
		}
		Ok(())
	}
}

impl<T: Config> IpInspect<AccountOf<T>> for Ips<T> {
	fn owner(ip: &IpId) -> Option<AccountOf<T>> {
		Owners::<T>::get(ip)
	}

	fn creator(ip: &IpId) -> Option<AccountOf<T>> {
		Owners::<T>::contains_key(ip).then(|| Creators::<T>::get(ip)).flatten()
	}

	fn collection_creator(collection: CollectionId) -> Option<AccountOf<T>> {
		Collections::<T>::get(collection)
	}

	fn account(ip: &IpId) -> AccountOf<T> {
		Account::of_ip(ip)
	}

	fn is_permitted(who: &AccountOf<T>, ip: &IpId, act: Act) -> bool {
		let Some(owner) = Owners::<T>::get(ip) else { return false };
		let key = (ip, who, act.permission());
		let is_within = |bound: Act| match (act, bound) {
			(Act::Trade(amount), Act::Trade(least)) | (Act::Serve(amount), Act::Serve(least)) => amount >= least,
			(act, bound) => act == bound,
		};
		let is_bounded = || Bounds::<T>::get(key).is_none_or(|bounds| bounds.into_iter().any(is_within));
		// A permission is void once the owner who granted it is gone.
		let is_agent = || Agents::<T>::get(key).as_ref() == Some(&owner) && is_bounded();
		*who == owner || *who == Self::account(ip) || is_agent()
	}

	fn may_hold(who: &AccountOf<T>, ip: &IpId) -> bool {
		Self::ensure_may_hold(who, ip).is_ok()
	}

	fn of_claim(digest: &Digest, owner: &AccountOf<T>) -> Option<IpId> {
		Minted::<T>::get((digest, owner))
	}

	fn owner_share(ip: &IpId) -> Perbill {
		OwnerShares::get(ip)
	}

	fn moves(ip: &IpId) -> u32 {
		Moves::get(ip)
	}

	fn revision(ip: &IpId) -> u32 {
		Revisions::get(ip)
	}

	fn metadata_hash(ip: &IpId) -> Option<[u8; 32]> {
		Described::get(ip).0
	}

	fn is_frozen(ip: &IpId) -> bool {
		Described::get(ip).1
	}
}

impl<T: Config> IpRevision for Ips<T> {
	fn bump(ip: &IpId) {
		if Owners::<T>::contains_key(ip) {
			Revisions::mutate(ip, |revision| *revision += 1);
		}
	}
}

impl<T: Config> IpTransfer<AccountOf<T>> for Ips<T> {
	fn transfer(ip: &IpId, from: &AccountOf<T>, to: &AccountOf<T>) -> DispatchResult {
		let owner = Owners::<T>::get(ip).ok_or(error::NOT_FOUND)?;
		ensure!(owner == *from, error::NOT_OWNER);
		ensure!(from != to, error::SAME_OWNER);
		Self::ensure_may_hold(to, ip)?;
		Self::sell(*ip, to.clone());
		Ok(())
	}
}

impl<T: Config> IpMint<AccountOf<T>> for Ips<T> {
	fn mint(
		who: &AccountOf<T>,
		collection: CollectionId,
		to: Option<AccountOf<T>>,
		provenance: Option<Digest>,
		_: Metadata,
		owner_share: Perbill,
	) -> Result<IpId, DispatchError> {
		let creator = Collections::<T>::get(collection).ok_or(error::NOT_FOUND)?;
		ensure!(creator == *who, error::NOT_AUTHORIZED);
		if let Some(digest) = provenance {
			Provenance::<T>::claim(&digest, who).ok_or(error::NOT_FOUND)?;
			ensure!(!Minted::<T>::contains_key((digest, who)), error::ALREADY_EXISTS);
		}
		let ip = Self::mint_next(collection, to.unwrap_or(creator));
		if let Some(digest) = provenance {
			Self::record_mint(digest, who.clone(), ip);
		}
		Self::set_owner_share(ip, owner_share);
		Ok(ip)
	}
}

impl<T: Config> IpTraits<AccountOf<T>> for Ips<T> {
	fn set(who: &AccountOf<T>, ip: &IpId, key: TraitKey, value: TraitValue) -> DispatchResult {
		ensure!(Self::is_permitted(who, ip, Act::Metadata), error::NOT_AUTHORIZED);
		Traits::<T>::append((who, ip, key, value));
		Ok(())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<T: Config> atelier_primitives::ip::BenchmarkIp<AccountOf<T>> for Ips<T> {
	fn create(owner: &AccountOf<T>) -> IpId {
		let collection = Self::empty_collection(owner);
		let ip = Self::mint_next(collection, owner.clone());
		// So that a pool has both of its founding members.
		Self::set_owner_share(ip, Perbill::from_percent(10));
		ip
	}

	fn freeze(ip: &IpId, hash: [u8; 32]) {
		Self::describe(*ip, Some(hash), true);
	}

	fn claim(who: &AccountOf<T>) -> Digest {
		let digest = Digest::Sha2_256([8; 32]);
		Provenance::<T>::register(digest, who, atelier_primitives::provenance::ArtifactKind::Work);
		digest
	}

	fn nested(owner: &AccountOf<T>) -> AccountOf<T> {
		let collection = Self::empty_collection(owner);
		(0..MAX_NESTING).fold(owner.clone(), |holder, _| Self::account(&Self::mint_next(collection, holder)))
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<T: Config> Ips<T> {
	/// A fresh collection in which nothing was minted.
	pub fn empty_collection(creator: &AccountOf<T>) -> CollectionId {
		let collection = Collections::<T>::iter_keys().max().map_or(0, |last| last + 1);
		Self::create_collection(collection, creator.clone());
		collection
	}
}

/// Somebody who keeps something for IP assets, and consents to their end only without it.
pub struct Keeper;

impl Keeper {
	/// Keeps something for an IP asset.
	pub fn need(ip: IpId) {
		Needed::insert(ip, ());
	}
}

impl OnIpBurned for Keeper {
	fn on_ip_burned(ip: &IpId) -> DispatchResult {
		ensure!(!Needed::contains_key(ip), error::NEEDED);
		Ok(())
	}
}
