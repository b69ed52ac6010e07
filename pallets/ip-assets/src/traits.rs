//! Traits of IP assets, and minting on behalf of an account through `IpMint`.

use crate::{pallet::*, types::*, TraitInfoOf, TraitOf};
use alloc::vec::Vec;
use atelier_primitives::{
	chain::{currency, Balance},
	ip::{CollectionId, IpInspect, IpMint, IpTraits, Permission, TraitKey, TraitValue},
	Deposit, Digest, IpId,
};
use codec::MaxEncodedLen;
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{DispatchError, DispatchResult, Perbill};

impl<T: Config> IpTraits<T::AccountId> for Pallet<T> {
	fn set(who: &T::AccountId, ip: &IpId, key: TraitKey, value: TraitValue) -> DispatchResult {
		// Callers may go on after an error: leave nothing half done.
		with_storage_layer(|| Self::do_set_trait(who, ip, key, value))
	}
}

impl<T: Config> IpMint<T::AccountId> for Pallet<T> {
	fn mint(
		who: &T::AccountId,
		collection: CollectionId,
		to: Option<T::AccountId>,
		provenance: Option<Digest>,
		metadata: Metadata,
		_: Perbill,
	) -> Result<IpId, DispatchError> {
		Self::do_mint(who.clone(), collection, to, provenance, metadata).map(|(ip, _)| ip)
	}
}

impl<T: Config> Pallet<T> {
	fn do_set_trait(who: &T::AccountId, ip: &IpId, key: TraitKey, value: TraitValue) -> DispatchResult {
		ensure!(Ips::<T>::contains_key(ip), Error::<T>::NotFound);
		ensure!(Self::is_permitted(who, ip, Permission::Metadata), Error::<T>::NotAuthorized);
		let mut record = match Traits::<T>::get(ip, &key) {
			Some(record) => record,
			None => {
				let count = Traits::<T>::iter_key_prefix(ip).count();
				ensure!(count < MAX_TRAITS as usize, Error::<T>::MaxTraitsExceeded);
				let deposit = Deposit::hold::<T::Currency>(HoldReason::Trait, who.clone(), Self::trait_deposit())?;
				Trait { history: Default::default(), deposit }
			}
		};
		if record.history.is_full() {
			record.history.remove(0);
		}
		let at = frame_system::Pallet::<T>::block_number();
		record.history.try_push(TraitEntry { value, at }).map_err(|_| Error::<T>::MaxTraitsExceeded)?;
		Traits::<T>::insert(ip, &key, record);
		Self::deposit_event(Event::TraitSet { ip: *ip, who: who.clone(), key, value });
		Ok(())
	}

	/// Removes all traits of an IP asset that is burned, and gives each deposit back.
	pub(crate) fn remove_traits(ip: &IpId) -> DispatchResult {
		for (_, record) in Traits::<T>::drain_prefix(ip) {
			record.deposit.release::<T::Currency>(HoldReason::Trait)?;
		}
		Ok(())
	}

	pub(crate) fn traits_of(ip: &IpId) -> Vec<TraitInfoOf<T>> {
		let mut traits: Vec<_> = Traits::<T>::iter_prefix(ip).map(|(key, record)| TraitInfo { key, record }).collect();
		traits.sort_by(|a, b| a.key.cmp(&b.key));
		traits
	}

	/// Storage deposit of a trait, with a name and a history at their longest.
	pub fn trait_deposit() -> Balance {
		currency::deposit(1, <(IpId, TraitKey, TraitOf<T>)>::max_encoded_len() as u32)
	}
}
