//! Transfers of ownership: gifts and sales, and the lock on everything else.

use crate::{pallet::*, types::MAX_NESTING, WeightInfo};
use atelier_primitives::{
	ip::{CollectionId, IpInspect, IpTransfer, ItemId, PolicyInspect, RoyaltyPolicy},
	royalties::{PaymentKind, RoyaltyCollect},
	IpId,
};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{tokens::nonfungibles_v2::Transfer, Locker},
	weights::Weight,
};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

impl<T: Config> Locker<CollectionId, ItemId> for Pallet<T> {
	fn is_locked(collection: CollectionId, item: ItemId) -> bool {
		let ip = IpId::new(collection, item);
		Ips::<T>::contains_key(ip) && Ticket::<T>::get() != Some(ip)
	}
}

impl<T: Config> IpTransfer<T::AccountId> for Pallet<T> {
	fn transfer(ip: &IpId, from: &T::AccountId, to: &T::AccountId) -> DispatchResult {
		Self::relocate(ip, from, to).map(drop)
	}
}

impl<T: Config> Pallet<T> {
	/// Pays the floor of the collection, then transfers the item. Returns the actual weight.
	pub(crate) fn do_gift(who: T::AccountId, ip: IpId, to: T::AccountId) -> Result<Weight, DispatchError> {
		Self::ensure_owner(&who, &ip)?;
		let floor = T::Policy::policy(ip.collection).floor;
		T::Royalties::pay(&who, &ip, floor, PaymentKind::Gift)?;
		let depth = Self::relocate(&ip, &who, &to)?;
		Ok(if floor.is_zero() { T::WeightInfo::transfer(depth) } else { T::WeightInfo::transfer_paid() })
	}

	/// Transfers ownership; the common part of a gift and a sale. Returns the nesting depth of the recipient.
	fn relocate(ip: &IpId, from: &T::AccountId, to: &T::AccountId) -> Result<u32, DispatchError> {
		Self::ensure_owner(from, ip)?;
		ensure!(from != to, Error::<T>::SameOwner);
		let depth = Self::ensure_may_hold(to, ip)?;
		Self::with_ticket(ip, || T::Nfts::transfer(&ip.collection, &ip.item, to))?;
		Self::deposit_event(Event::Transferred { ip: *ip, from: from.clone(), to: to.clone() });
		Ok(depth)
	}

	/// Unlocks one item for as long as `act` takes.
	pub(crate) fn with_ticket(ip: &IpId, act: impl FnOnce() -> DispatchResult) -> DispatchResult {
		with_storage_layer(|| {
			Ticket::<T>::put(ip);
			act()?;
			Ticket::<T>::kill();
			Ok(())
		})
	}

	/// Checks that `to` may own the item. Returns the nesting depth of `to`.
	///
	/// An IP account that holds an item is a wrapper: who buys the IP asset gets what is inside, and the royalty goes
	/// to the pool of the outer one. So only what asks for no royalty may go inside. It cannot ask later: policies only
	/// fall, and the first one needs a collection in which nothing was ever minted.
	pub(crate) fn ensure_may_hold(to: &T::AccountId, ip: &IpId) -> Result<u32, DispatchError> {
		let Some(first) = Self::ip_of(to) else { return Ok(0) };
		ensure!(!Self::asks_for_royalty(ip.collection), Error::<T>::HolderNotAllowed);
		let (mut next, mut depth) = (Some(first), 0u32);
		while let Some(holder) = next {
			ensure!(holder != *ip, Error::<T>::CyclicOwnership);
			ensure!(depth < MAX_NESTING, Error::<T>::MaxNestingExceeded);
			let owner = Self::owner(&holder).ok_or(Error::<T>::HolderNotFound)?;
			(next, depth) = (Self::ip_of(&owner), depth.saturating_add(1));
		}
		Ok(depth)
	}

	pub(crate) fn asks_for_royalty(collection: CollectionId) -> bool {
		T::Policy::policy(collection) != RoyaltyPolicy::default()
	}
}
