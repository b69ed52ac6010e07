//! Votes. A vote carries the power of its member, at any time until the proposal is closed.

use crate::*;
use atelier_primitives::studios::{ProposalId, StudioId};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

/// Where somebody votes, who does, and on what.
type BallotOf<T> = (StudioOf<T>, MemberOf<T>, ProposalOf<T>);

impl<T: Config> Pallet<T> {
	pub(crate) fn do_vote(id: StudioId, number: ProposalId, who: T::AccountId, aye: bool) -> DispatchResult {
		let (studio, mut member, mut proposal) = Self::voter(id, number, &who)?;
		ensure!(Self::delegate_of(id, &member).is_none(), Error::<T>::Delegated);
		let power = member.total_power();
		match member.votes.iter_mut().find(|(other, _)| *other == number) {
			Some((_, before)) => {
				ensure!(*before != aye, Error::<T>::AlreadyVoted);
				proposal.tally.exchange(*before, power, 0);
				*before = aye;
			}
			None => {
				if member.votes.is_full() {
					Self::drop_closed_votes(id, &studio, &mut member);
				}
				member.votes.try_push((number, aye)).map_err(|_| Error::<T>::MaxOpenVotesExceeded)?;
			}
		}
		proposal.tally.exchange(aye, 0, power);
		Proposals::<T>::insert(id, number, proposal);
		Members::<T>::insert(id, &who, member);
		Self::deposit_event(Event::Voted { studio: id, proposal: number, who, aye, power });
		Ok(())
	}

	pub(crate) fn do_unvote(id: StudioId, number: ProposalId, who: T::AccountId) -> DispatchResult {
		let (_, mut member, mut proposal) = Self::voter(id, number, &who)?;
		let place = member.votes.iter().position(|(other, _)| *other == number).ok_or(Error::<T>::NotVoted)?;
		let (_, aye) = member.votes.remove(place);
		proposal.tally.exchange(aye, member.total_power(), 0);
		Proposals::<T>::insert(id, number, proposal);
		Members::<T>::insert(id, &who, member);
		Self::deposit_event(Event::Unvoted { studio: id, proposal: number, who });
		Ok(())
	}

	/// Somebody who votes, and something that one can vote on.
	fn voter(id: StudioId, number: ProposalId, who: &T::AccountId) -> Result<BallotOf<T>, DispatchError> {
		let studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let member = Members::<T>::get(id, who).ok_or(Error::<T>::NotMember)?;
		let proposal = Proposals::<T>::get(id, number).ok_or(Error::<T>::NotFound)?;
		let is_open = proposal.status == Status::Open && number >= studio.first_live;
		ensure!(is_open && Self::now() < proposal.closes_at, Error::<T>::VotingClosed);
		Ok((studio, member, proposal))
	}

	/// Makes room for votes. Closing a proposal does not look for those who voted on it.
	pub(crate) fn drop_closed_votes(id: StudioId, studio: &StudioOf<T>, member: &mut MemberOf<T>) {
		member.votes.retain(|(number, _)| Self::live_proposal(id, studio, *number).is_some());
	}
}
