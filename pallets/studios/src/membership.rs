//! Members: invited, seated, and gone.

use crate::*;
use atelier_primitives::studios::StudioId;
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchResult, Saturating};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_member(id: StudioId, who: T::AccountId) -> DispatchResult {
		Self::invite(id, who, Self::account_of(id))
	}

	/// Nobody becomes a member without joining. `payer` pays for the invitation until then.
	pub(crate) fn invite(id: StudioId, who: T::AccountId, payer: T::AccountId) -> DispatchResult {
		// It would vote by its own proposals.
		ensure!(who != Self::account_of(id), Error::<T>::OwnAccount);
		ensure!(!Members::<T>::contains_key(id, &who), Error::<T>::AlreadyMember);
		ensure!(!Invitations::<T>::contains_key(id, &who), Error::<T>::AlreadyExists);
		let deposit = Self::hold_deposit(payer, Self::invitation_deposit())?;
		Invitations::<T>::insert(id, &who, deposit);
		Self::deposit_event(Event::Invited { studio: id, who });
		Ok(())
	}

	pub(crate) fn do_remove_invitation(by: T::AccountId, id: StudioId, who: T::AccountId) -> DispatchResult {
		ensure!(by == who || by == Self::account_of(id), Error::<T>::NotAuthorized);
		Self::end_invitation(id, &who)?;
		Self::deposit_event(Event::InvitationRemoved { studio: id, who });
		Ok(())
	}

	fn end_invitation(id: StudioId, who: &T::AccountId) -> DispatchResult {
		let deposit = Invitations::<T>::take(id, who).ok_or(Error::<T>::NotInvited)?;
		Self::release_deposit(deposit)
	}

	pub(crate) fn do_join(id: StudioId, who: T::AccountId) -> DispatchResult {
		let mut studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		Self::end_invitation(id, &who)?;
		Self::seat(id, &mut studio, &who)?;
		Studios::<T>::insert(id, studio);
		Ok(())
	}

	/// Makes a member of somebody who is none. The caller stores the studio.
	pub(crate) fn seat(id: StudioId, studio: &mut StudioOf<T>, who: &T::AccountId) -> DispatchResult {
		ensure!(studio.members < T::MaxMembers::get(), Error::<T>::MaxMembersExceeded);
		let seat = studio.next_seat;
		studio.next_seat = seat.checked_add(1).ok_or(Error::<T>::MaxMembersExceeded)?;
		studio.members.saturating_inc();
		let power = Self::power_by(&studio.rule.voting, who, 0);
		Self::change_electorate(studio, 0, power);
		let deposit = Self::hold_deposit(who.clone(), Self::member_deposit())?;
		let member = Member {
			seat,
			power,
			received: 0,
			delegators: 0,
			delegation: None,
			votes: Votes::default(),
			locked: 0,
			joined_at: Self::now(),
			deposit,
		};
		Members::<T>::insert(id, who, member);
		Self::deposit_event(Event::Joined { studio: id, who: who.clone(), power });
		Ok(())
	}

	pub(crate) fn do_leave(id: StudioId, who: T::AccountId) -> DispatchResult {
		Self::unseat(id, &who)?;
		Self::deposit_event(Event::Left { studio: id, who });
		Ok(())
	}

	pub(crate) fn do_remove_member(id: StudioId, who: T::AccountId) -> DispatchResult {
		Self::unseat(id, &who)?;
		Self::deposit_event(Event::MemberRemoved { studio: id, who });
		Ok(())
	}

	/// Ends a membership. What it votes on loses its power; those who delegate to it find their delegation ended.
	fn unseat(id: StudioId, who: &T::AccountId) -> DispatchResult {
		let mut studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let mut member = Members::<T>::take(id, who).ok_or(Error::<T>::NotMember)?;
		ensure!(studio.members > 1, Error::<T>::LastMember);
		studio.members.saturating_dec();
		Self::end_delegation(id, &studio, &mut member);
		let power = member.total_power();
		Self::move_votes(id, &studio, &mut member, power, 0);
		Self::change_electorate(&mut studio, member.power, 0);
		Studios::<T>::insert(id, studio);
		Self::release_tokens(who, member.locked)?;
		Self::release_deposit(member.deposit)
	}
}
