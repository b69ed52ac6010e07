//! Claims: members are paid whole units, and leave when nothing ties them to the pool.

use crate::*;
use atelier_primitives::ip::IpId;
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation::Preserve},
};
use sp_runtime::{ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_claim(ip: &IpId, who: &T::AccountId) -> DispatchResult {
		let mut pool = Pools::<T>::get(ip).ok_or(Error::<T>::NotFound)?;
		let mut member = Self::member(ip, &pool, who).ok_or(Error::<T>::NothingToClaim)?;
		member.accrual.settle(&pool.index, member.score.into())?;
		let amount = member.accrual.claim();
		ensure!(amount > 0, Error::<T>::NothingToClaim);
		T::Currency::transfer(&Self::account(), who, amount, Preserve)?;
		Self::deposit_event(Event::Claimed { ip: *ip, who: who.clone(), amount });

		// The founding members have records from now on.
		let was_founding = pool.founding;
		Self::record_founders(ip, &mut pool)?;
		let has_left = Self::store_member(ip, &mut pool, who, member)?;
		if was_founding || has_left {
			Pools::<T>::insert(ip, pool);
		}
		Ok(())
	}

	/// Keeps a settled member, unless it has neither a score nor a whole unit. Returns whether it has left.
	pub(crate) fn store_member(
		ip: &IpId,
		pool: &mut PoolOf<T>,
		who: &T::AccountId,
		member: MemberOf<T>,
	) -> Result<bool, sp_runtime::DispatchError> {
		let score = u128::from(member.score);
		if score > 0 || member.accrual.claimable(&pool.index, score)? > 0 {
			Members::<T>::insert(ip, who, member);
			return Ok(false);
		}
		pool.index.absorb(member.accrual, score)?;
		pool.members = pool.members.checked_sub(1).ok_or(ArithmeticError::Underflow)?;
		Self::remove_member(ip, who, member)?;
		Ok(true)
	}

	/// Ends a membership. The caller has seen to what is owed.
	pub(crate) fn remove_member(ip: &IpId, who: &T::AccountId, member: MemberOf<T>) -> DispatchResult {
		Members::<T>::remove(ip, who);
		if let Some(deposit) = member.deposit {
			deposit.release::<T::Currency>(HoldReason::Member)?;
		}
		Self::deposit_event(Event::MemberRemoved { ip: *ip, who: who.clone() });
		Ok(())
	}
}
