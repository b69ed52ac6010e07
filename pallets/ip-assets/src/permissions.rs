//! Authorization: the owner of an IP asset, its own account, and agents with a grant.

use crate::{pallet::*, types::*, GrantOf};
use atelier_primitives::{
	chain::{currency, Balance},
	ip::{CollectionId, IpInspect, Permission},
	Deposit, Digest, IpId,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{tokens::nonfungibles_v2::Inspect, Get},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchResult};

impl<T: Config> IpInspect<T::AccountId> for Pallet<T> {
	fn owner(ip: &IpId) -> Option<T::AccountId> {
		if !Ips::<T>::contains_key(ip) {
			return None;
		}
		T::Nfts::owner(&ip.collection, &ip.item)
	}

	fn creator(ip: &IpId) -> Option<T::AccountId> {
		Ips::<T>::get(ip).map(|record| record.creator)
	}

	fn collection_creator(collection: CollectionId) -> Option<T::AccountId> {
		Collections::<T>::get(collection).map(|record| record.creator)
	}

	fn account(ip: &IpId) -> T::AccountId {
		Self::derive_account(ip)
	}

	fn is_permitted(who: &T::AccountId, ip: &IpId, permission: Permission) -> bool {
		let Some(owner) = Self::owner(ip) else { return false };
		if *who == owner || *who == Self::account(ip) {
			return true;
		}
		Grants::<T>::get(ip, who).is_some_and(|grant| {
			grant.is_live(Some(&owner), &frame_system::Pallet::<T>::block_number())
				&& grant.permissions.contains(&permission)
		})
	}

	fn of_claim(digest: &Digest, owner: &T::AccountId) -> Option<IpId> {
		Minted::<T>::get(digest, owner)
	}

	fn metadata_hash(ip: &IpId) -> Option<[u8; 32]> {
		Ips::<T>::get(ip).and_then(|record| record.metadata.hash)
	}

	fn is_frozen(ip: &IpId) -> bool {
		Ips::<T>::get(ip).is_some_and(|record| record.frozen)
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant_permission(
		who: T::AccountId,
		ip: IpId,
		agent: T::AccountId,
		permissions: Permissions,
		expires: BlockNumberFor<T>,
	) -> DispatchResult {
		Self::ensure_owner(&who, &ip)?;
		// The owner would stay the same when the IP asset around it is sold, and the seller's grant would live on.
		ensure!(Self::ip_of(&who).is_none(), Error::<T>::NotFromIpAccount);
		ensure!(!permissions.is_empty(), Error::<T>::InvalidPermissions);
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(expires > now, Error::<T>::InvalidExpiry);
		ensure!(expires.saturating_sub(now) <= T::MaxGrantDuration::get(), Error::<T>::MaxGrantDurationExceeded);

		if let Some(old) = Grants::<T>::take(ip, &agent) {
			old.deposit.release::<T::Currency>(HoldReason::Grant)?;
		}
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Grant, who.clone(), Self::grant_deposit())?;
		let grant = Grant { permissions: permissions.clone(), owner: who, expires, deposit };
		Grants::<T>::insert(ip, &agent, grant);
		Self::deposit_event(Event::PermissionGranted { ip, agent, permissions, expires });
		Ok(())
	}

	pub(crate) fn do_revoke_permission(who: T::AccountId, ip: IpId, agent: T::AccountId) -> DispatchResult {
		let grant = Grants::<T>::take(ip, &agent).ok_or(Error::<T>::GrantNotFound)?;
		let owner = Self::owner(&ip);
		let live = grant.is_live(owner.as_ref(), &frame_system::Pallet::<T>::block_number());
		ensure!(!live || who == agent || owner.as_ref() == Some(&who), Error::<T>::NotOwner);
		grant.deposit.release::<T::Currency>(HoldReason::Grant)?;
		Self::deposit_event(Event::PermissionRevoked { ip, agent });
		Ok(())
	}

	/// Storage deposit of a grant. It can be overwritten with more permissions, so they are counted at their most.
	pub fn grant_deposit() -> Balance {
		currency::deposit(1, GrantOf::<T>::max_encoded_len() as u32)
	}
}
