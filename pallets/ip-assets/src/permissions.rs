//! Authorization: the owner of an IP asset, its own account, and agents within the bounds of a grant.

use crate::{pallet::*, types::*, GrantOf};
use atelier_primitives::{
	chain::{currency, Balance},
	ip::{Act, CollectionId, IpInspect, IpRevision},
	Deposit, Digest, IpId,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{
	ensure,
	traits::{tokens::nonfungibles_v2::Inspect, Get},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchResult, Perbill};

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

	fn is_permitted(who: &T::AccountId, ip: &IpId, act: Act) -> bool {
		let Some(owner) = Self::owner(ip) else { return false };
		if *who == owner || *who == Self::account(ip) {
			return true;
		}
		Grants::<T>::get(ip, who).is_some_and(|grant| {
			grant.is_live(Self::moves(ip), &frame_system::Pallet::<T>::block_number()) && grant.permissions.permit(&act)
		})
	}

	fn may_hold(who: &T::AccountId, ip: &IpId) -> bool {
		Self::ensure_may_hold(who, ip).is_ok()
	}

	fn of_claim(digest: &Digest, owner: &T::AccountId) -> Option<IpId> {
		Minted::<T>::get(digest, owner)
	}

	fn owner_share(ip: &IpId) -> Perbill {
		Ips::<T>::get(ip).map_or(Perbill::zero(), |record| record.owner_share)
	}

	fn moves(ip: &IpId) -> u32 {
		Ips::<T>::get(ip).map_or(0, |record| record.moves)
	}

	fn revision(ip: &IpId) -> u32 {
		Ips::<T>::get(ip).map_or(0, |record| record.revision)
	}

	fn metadata_hash(ip: &IpId) -> Option<[u8; 32]> {
		Ips::<T>::get(ip).and_then(|record| record.metadata.hash)
	}

	fn is_frozen(ip: &IpId) -> bool {
		Ips::<T>::get(ip).is_some_and(|record| record.frozen)
	}
}

impl<T: Config> IpRevision for Pallet<T> {
	fn bump(ip: &IpId) {
		// Beyond four thousand million acts nobody goes: each costs a fee.
		Ips::<T>::mutate_extant(ip, |record| record.revision = record.revision.saturating_add(1));
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

		match Grants::<T>::take(ip, &agent) {
			Some(old) => old.deposit.release::<T::Currency>(HoldReason::Grant)?,
			// So that a burn can give all of them back.
			None => {
				let count = Grants::<T>::iter_key_prefix(ip).take(MAX_GRANTS as usize).count();
				ensure!(count < MAX_GRANTS as usize, Error::<T>::MaxGrantsExceeded);
			}
		}
		let amount = Self::grant_deposit(&permissions);
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Grant, who, amount)?;
		let grant = Grant { permissions: permissions.clone(), moves: Self::moves(&ip), expires, deposit };
		Grants::<T>::insert(ip, &agent, grant);
		Self::bump(&ip);
		Self::deposit_event(Event::PermissionGranted { ip, agent, permissions, expires });
		Ok(())
	}

	pub(crate) fn do_revoke_permission(who: T::AccountId, ip: IpId, agent: T::AccountId) -> DispatchResult {
		let grant = Grants::<T>::take(ip, &agent).ok_or(Error::<T>::GrantNotFound)?;
		let live = grant.is_live(Self::moves(&ip), &frame_system::Pallet::<T>::block_number());
		ensure!(!live || who == agent || Self::owner(&ip).as_ref() == Some(&who), Error::<T>::NotOwner);
		grant.deposit.release::<T::Currency>(HoldReason::Grant)?;
		// An agent less is nothing that a buyer minds; and anybody may clear away a void grant.
		Self::deposit_event(Event::PermissionRevoked { ip, agent });
		Ok(())
	}

	/// Removes all grants of an IP asset that is burned, and gives each deposit back.
	pub(crate) fn remove_grants(ip: &IpId) -> DispatchResult {
		for (agent, grant) in Grants::<T>::drain_prefix(ip) {
			grant.deposit.release::<T::Currency>(HoldReason::Grant)?;
			Self::deposit_event(Event::PermissionRevoked { ip: *ip, agent });
		}
		Ok(())
	}

	/// Storage deposit of a grant, as long as it is. Another one in its place holds its own.
	pub fn grant_deposit(permissions: &Permissions) -> Balance {
		let longest = <(IpId, T::AccountId, GrantOf<T>)>::max_encoded_len();
		let unused = Permissions::max_encoded_len().saturating_sub(permissions.encoded_size());
		currency::deposit(1, longest.saturating_sub(unused) as u32)
	}
}
