//! Delegation, one hop: a delegate votes with the power of those who delegate to it, and delegates to nobody.
//!
//! A delegation names the seat of the delegate. It ends with that seat, without anybody looking for those who delegate.

use crate::*;
use atelier_primitives::studios::StudioId;
use frame_support::ensure;
use sp_runtime::{DispatchResult, Saturating};

impl<T: Config> Pallet<T> {
	/// The delegate of a member, if it has one that still sits where it sat.
	pub(crate) fn delegate_of(id: StudioId, member: &MemberOf<T>) -> Option<(T::AccountId, MemberOf<T>)> {
		let Delegation { to, seat } = member.delegation.as_ref()?;
		let delegate = Members::<T>::get(id, to).filter(|delegate| delegate.seat == *seat)?;
		Some((to.clone(), delegate))
	}

	pub(crate) fn do_delegate(id: StudioId, who: T::AccountId, to: T::AccountId) -> DispatchResult {
		ensure!(who != to, Error::<T>::SelfDelegation);
		let studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let mut member = Members::<T>::get(id, &who).ok_or(Error::<T>::NotMember)?;
		let mut delegate = Members::<T>::get(id, &to).ok_or(Error::<T>::NotMember)?;
		ensure!(Self::delegate_of(id, &member).is_none(), Error::<T>::Delegated);
		let is_chain = member.delegators > 0 || Self::delegate_of(id, &delegate).is_some();
		ensure!(!is_chain, Error::<T>::DelegationChain);
		Self::drop_closed_votes(id, &studio, &mut member);
		ensure!(member.votes.is_empty(), Error::<T>::OpenVotes);

		member.delegation = Some(Delegation { to: to.clone(), seat: delegate.seat });
		delegate.delegators.saturating_inc();
		Self::receive(id, &studio, &mut delegate, 0, member.power);
		Members::<T>::insert(id, &to, delegate);
		Members::<T>::insert(id, &who, member);
		Self::deposit_event(Event::Delegated { studio: id, who, to });
		Ok(())
	}

	pub(crate) fn do_undelegate(id: StudioId, who: T::AccountId) -> DispatchResult {
		let studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let mut member = Members::<T>::get(id, &who).ok_or(Error::<T>::NotMember)?;
		ensure!(Self::end_delegation(id, &studio, &mut member), Error::<T>::NotDelegated);
		Members::<T>::insert(id, &who, member);
		Self::deposit_event(Event::Undelegated { studio: id, who });
		Ok(())
	}

	/// Takes its power back from the delegate of a member. Returns whether there was one.
	pub(crate) fn end_delegation(id: StudioId, studio: &StudioOf<T>, member: &mut MemberOf<T>) -> bool {
		let delegate = Self::delegate_of(id, member);
		member.delegation = None;
		let Some((to, mut delegate)) = delegate else { return false };
		delegate.delegators.saturating_dec();
		Self::receive(id, studio, &mut delegate, member.power, 0);
		Members::<T>::insert(id, to, delegate);
		true
	}
}
