//! Transfers of ownership: gifts and sales, and the lock on everything else.

use crate::{pallet::*, WeightInfo};
use atelier_primitives::{
	ip::{CollectionId, IpTransfer, ItemId, PolicyInspect},
	royalties::{PaymentKind, RoyaltyCollect},
	IpId,
};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{tokens::nonfungibles_v2::Transfer, Contains, Locker},
	weights::Weight,
};
use sp_runtime::{traits::Zero, ArithmeticError, DispatchError, DispatchResult};

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
		let is_cheap = floor.is_zero() && !T::Wrappers::contains(&to);
		Ok(if is_cheap { T::WeightInfo::transfer(depth) } else { T::WeightInfo::transfer_paid() })
	}

	/// Transfers ownership; the common part of a gift and a sale. What was agreed with the former owner is void from now
	/// on: it names the number of moves. Returns the nesting depth of the recipient.
	fn relocate(ip: &IpId, from: &T::AccountId, to: &T::AccountId) -> Result<u32, DispatchError> {
		Self::ensure_owner(from, ip)?;
		ensure!(from != to, Error::<T>::SameOwner);
		let depth = Self::ensure_may_hold(to, ip)?;
		Ips::<T>::try_mutate_exists(ip, |record| {
			let record = record.as_mut().ok_or(Error::<T>::NotFound)?;
			record.moves = record.moves.checked_add(1).ok_or(ArithmeticError::Overflow)?;
			Ok::<_, DispatchError>(())
		})?;
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
}
