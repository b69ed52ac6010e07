//! Voting power: what it is, and the one place where it changes.

use crate::{types::exchange, *};
use atelier_primitives::{
	chain::Balance,
	royalties::{OnScoreChanged, ScoreInspect},
	studios::{Power, ProposalId, StudioId},
	IpId,
};
use frame_support::{defensive, ensure, weights::Weight};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The power that a rule gives to somebody who has locked so much.
	pub(crate) fn power_by(voting: &VotingRule, who: &T::AccountId, locked: Balance) -> Power {
		match voting {
			VotingRule::Members => 1,
			VotingRule::Scores(ip) => T::Scores::score(ip, who).into(),
			VotingRule::Tokens => locked,
		}
	}

	/// Gives a member another power: in the electorate, and in the votes that it or its delegate has cast. The caller
	/// stores the studio and the member. Returns the number of votes that were looked at.
	pub(crate) fn set_power(id: StudioId, studio: &mut StudioOf<T>, member: &mut MemberOf<T>, power: Power) -> u32 {
		let before = core::mem::replace(&mut member.power, power);
		if before == power {
			return 0;
		}
		Self::change_electorate(studio, before, power);
		match Self::delegate_of(id, member) {
			Some((to, mut delegate)) => {
				let votes = Self::receive(id, studio, &mut delegate, before, power);
				Members::<T>::insert(id, to, delegate);
				votes
			}
			None => {
				let (old, new) = (before.saturating_add(member.received), member.total_power());
				Self::move_votes(id, studio, member, old, new)
			}
		}
	}

	/// Changes the power of all members together. A notice of a fall back is void once somebody can vote.
	pub(crate) fn change_electorate(studio: &mut StudioOf<T>, before: Power, after: Power) {
		exchange(&mut studio.electorate, before, after);
		if studio.electorate > 0 {
			studio.falls_back_at = None;
		}
	}

	/// Changes what a delegate has of one who delegates to it. Returns the number of its votes.
	pub(crate) fn receive(
		id: StudioId,
		studio: &StudioOf<T>,
		delegate: &mut MemberOf<T>,
		before: Power,
		after: Power,
	) -> u32 {
		let old = delegate.total_power();
		exchange(&mut delegate.received, before, after);
		let new = delegate.total_power();
		Self::move_votes(id, studio, delegate, old, new)
	}

	/// Changes the power of a member's votes, and drops those on proposals that are closed. Returns how many it had.
	pub(crate) fn move_votes(
		id: StudioId,
		studio: &StudioOf<T>,
		member: &mut MemberOf<T>,
		before: Power,
		after: Power,
	) -> u32 {
		let votes = member.votes.len() as u32;
		member.votes.retain(|(number, aye)| {
			let Some(mut proposal) = Self::live_proposal(id, studio, *number) else { return false };
			proposal.tally.exchange(*aye, before, after);
			Proposals::<T>::insert(id, number, proposal);
			true
		});
		votes
	}

	/// A proposal that is not closed, and was made under the present rule.
	pub(crate) fn live_proposal(id: StudioId, studio: &StudioOf<T>, number: ProposalId) -> Option<ProposalOf<T>> {
		if number < studio.first_live {
			return None;
		}
		Proposals::<T>::get(id, number).filter(|proposal| proposal.status == Status::Open)
	}

	pub(crate) fn do_lock(id: StudioId, who: T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		Self::change_lock(id, &who, |member| {
			Self::hold_tokens(&who, amount)?;
			exchange(&mut member.locked, 0, amount);
			Ok(())
		})?;
		Self::deposit_event(Event::Locked { studio: id, who, amount });
		Ok(())
	}

	pub(crate) fn do_unlock(id: StudioId, who: T::AccountId, amount: Balance) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		Self::change_lock(id, &who, |member| {
			member.locked = member.locked.checked_sub(amount).ok_or(Error::<T>::InsufficientLock)?;
			Self::release_tokens(&who, amount)
		})?;
		Self::deposit_event(Event::Unlocked { studio: id, who, amount });
		Ok(())
	}

	fn change_lock(
		id: StudioId,
		who: &T::AccountId,
		change: impl FnOnce(&mut MemberOf<T>) -> DispatchResult,
	) -> DispatchResult {
		let mut studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let mut member = Members::<T>::get(id, who).ok_or(Error::<T>::NotMember)?;
		change(&mut member)?;
		if studio.rule.voting == VotingRule::Tokens {
			let power = member.locked;
			Self::set_power(id, &mut studio, &mut member, power);
			Studios::<T>::insert(id, studio);
		}
		Members::<T>::insert(id, who, member);
		Ok(())
	}
}

impl<T: Config> OnScoreChanged<T::AccountId> for Pallet<T> {
	fn on_score_changed(ip: &IpId, who: &T::AccountId, score: u64) -> Weight {
		let Some(id) = FollowerOf::<T>::get(ip) else { return Weight::zero() };
		let Some(mut member) = Members::<T>::get(id, who) else { return T::WeightInfo::on_score_changed(0) };
		let Some(mut studio) = Studios::<T>::get(id) else {
			defensive!("a pool is followed by a studio that does not exist");
			return T::WeightInfo::on_score_changed(0);
		};
		let power = score.into();
		let votes = Self::set_power(id, &mut studio, &mut member, power);
		Members::<T>::insert(id, who, member);
		Studios::<T>::insert(id, studio);
		Self::deposit_event(Event::PowerChanged { studio: id, who: who.clone(), power });
		T::WeightInfo::on_score_changed(votes)
	}

	fn weight(changes: u32) -> Weight {
		T::WeightInfo::on_score_changed(MAX_OPEN_VOTES).saturating_mul(changes.into())
	}
}
