//! Locks of scores: the authority binds itself, and later authorities, to leave a member's share alone.

use crate::*;
use atelier_primitives::ip::{IpId, IpRevision};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_lock_score(
		who: &T::AccountId,
		ip: IpId,
		member: T::AccountId,
		until: BlockNumberFor<T>,
	) -> DispatchResult {
		let mut pool = Self::pool_or_founded(&ip).ok_or(Error::<T>::NotFound)?;
		ensure!(Self::authorizer(&ip, &pool).as_ref() == Some(who), Error::<T>::NotAuthorized);
		// It was proposed without the lock, and could not be applied with it.
		ensure!(!Proposals::<T>::contains_key(ip), Error::<T>::AlreadyExists);
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(until <= now.saturating_add(T::MaxLock::get()), Error::<T>::MaxLockExceeded);
		Self::record_founders(&ip, &mut pool)?;
		let mut record = Members::<T>::get(ip, &member).ok_or(Error::<T>::NotFound)?;
		ensure!(record.score > 0, Error::<T>::NotFound);
		ensure!(until > now && record.lock.is_none_or(|end| end < until), Error::<T>::LockTooShort);

		pool.add_lock(until, record.lock.is_none());
		record.lock = Some(until);
		if pool.authority.is_none() {
			T::Revision::bump(&ip);
		}
		let total_score = pool.total_score;
		Members::<T>::insert(ip, &member, record);
		Pools::<T>::insert(ip, pool);
		Self::deposit_event(Event::ScoreLocked { ip, who: member, until, total_score });
		Ok(())
	}

	pub(crate) fn do_unlock_score(who: &T::AccountId, ip: IpId, member: T::AccountId) -> DispatchResult {
		let mut pool = Pools::<T>::get(ip).ok_or(Error::<T>::NotFound)?;
		let mut record = Members::<T>::get(ip, &member).ok_or(Error::<T>::NotFound)?;
		ensure!(record.lock.is_some(), Error::<T>::NotFound);
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(*who == member || !record.is_locked(now), Error::<T>::NotAuthorized);
		record.lock = None;
		pool.remove_lock();
		Members::<T>::insert(ip, &member, record);
		Pools::<T>::insert(ip, pool);
		Self::deposit_event(Event::ScoreUnlocked { ip, who: member });
		Ok(())
	}
}
