//! View functions.

use crate::*;
use atelier_primitives::{
	studios::{ProposalId, StudioId},
	Page,
};
use frame_support::{ensure, traits::Contains, BoundedVec};

impl<T: Config> Pallet<T> {
	pub(crate) fn view_studio(id: StudioId) -> Option<StudioInfoOf<T>> {
		Studios::<T>::get(id).map(|studio| StudioInfo { account: Self::account_of(id), studio })
	}

	pub(crate) fn view_members(
		id: StudioId,
		cursor: Option<T::AccountId>,
		size: u32,
	) -> Page<MemberInfoOf<T>, T::AccountId> {
		let list = match cursor {
			Some(who) => Members::<T>::iter_prefix_from(id, Members::<T>::hashed_key_for(id, who)),
			None => Members::<T>::iter_prefix(id),
		};
		let studio = Studios::<T>::get(id);
		let infos = list.filter_map(|(who, mut member)| {
			Self::drop_closed_votes(id, studio.as_ref()?, &mut member);
			let delegate = Self::delegate_of(id, &member).map(|(to, _)| to);
			let Member { power, received, delegators, votes, locked, joined_at, .. } = member;
			let votes = votes.into_inner();
			let info = MemberInfo { who: who.clone(), power, received, delegators, delegate, votes, locked, joined_at };
			Some((who, info))
		});
		Page::take(infos, size)
	}

	pub(crate) fn view_proposals(
		id: StudioId,
		cursor: Option<ProposalId>,
		size: u32,
	) -> Page<ProposalInfoOf<T>, ProposalId> {
		let studio = Studios::<T>::get(id);
		let next = studio.as_ref().map_or(0, |studio| studio.next_proposal);
		Page::newest(next, cursor, size, |number| {
			Some(Self::info(id, studio.as_ref()?, number, Proposals::<T>::get(id, number)?))
		})
	}

	pub(crate) fn view_proposal(id: StudioId, number: ProposalId) -> Option<ProposalInfoOf<T>> {
		Some(Self::info(id, &Studios::<T>::get(id)?, number, Proposals::<T>::get(id, number)?))
	}

	fn info(id: StudioId, studio: &StudioOf<T>, number: ProposalId, proposal: ProposalOf<T>) -> ProposalInfoOf<T> {
		let Proposal { call_hash, call_weight, closes_at, tally, status, deposit, .. } = proposal;
		let is_void = status == Status::Open && number < studio.first_live;
		ProposalInfo {
			proposal: number,
			proposer: deposit.who,
			call: Calls::<T>::get(id, number).map(BoundedVec::into_inner),
			call_hash,
			call_weight,
			closes_at,
			tally,
			status: if is_void { Status::Void } else { status },
		}
	}

	pub(crate) fn view_tally(id: StudioId, number: ProposalId) -> Option<Standing> {
		let studio = Studios::<T>::get(id)?;
		let Proposal { tally, .. } = Proposals::<T>::get(id, number)?;
		let electorate = studio.electorate;
		let passes = number >= studio.first_live && tally.passes(&studio.rule, electorate);
		Some(Standing { tally, electorate, passes })
	}

	pub(crate) fn view_can_enact(id: StudioId, number: ProposalId) -> Result<(), Obstacle> {
		let proposal = Proposals::<T>::get(id, number).ok_or(Obstacle::NotFound)?;
		let (enact_at, expires_at) = match proposal.status {
			Status::Open => return Err(Obstacle::Open),
			Status::Rejected | Status::Void | Status::Canceled => return Err(Obstacle::NotApproved),
			Status::Enacted(_) => return Err(Obstacle::Enacted),
			Status::Approved { enact_at, expires_at, .. } => (enact_at, expires_at),
		};
		if Self::now() < enact_at {
			return Err(Obstacle::TooEarly);
		}
		if Self::now() >= expires_at {
			return Err(Obstacle::Expired);
		}
		let call = Self::call(id, number, &proposal).map_err(|_| Obstacle::CallUnavailable)?;
		ensure!(T::CallFilter::contains(&call), Obstacle::CallFiltered);
		ensure!(!Self::is_paused(id, &call), Obstacle::CallPaused);
		Ok(())
	}

	pub(crate) fn view_invitations(
		id: StudioId,
		cursor: Option<T::AccountId>,
		size: u32,
	) -> Page<T::AccountId, T::AccountId> {
		let list = match cursor {
			Some(who) => Invitations::<T>::iter_key_prefix_from(id, Invitations::<T>::hashed_key_for(id, who)),
			None => Invitations::<T>::iter_key_prefix(id),
		};
		Page::take(list.map(|who| (who.clone(), who)), size)
	}
}
