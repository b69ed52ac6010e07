//! How a studio decides, and how that changes.

use crate::*;
use alloc::vec::Vec;
use atelier_primitives::{ip::IpInspect, royalties::ScoreInspect, studios::StudioId};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::Saturating, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Returns how many members were counted.
	pub(crate) fn do_set_rule(id: StudioId, rule: RuleOf<T>, max_members: u32) -> Result<u32, DispatchError> {
		ensure!(rule.is_valid(&T::MaxPeriod::get()), Error::<T>::InvalidRule);
		let studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let counted = if rule.voting == studio.rule.voting { 0 } else { studio.members };
		ensure!(counted <= max_members, Error::<T>::BoundExceeded);
		Self::start_rule(id, studio, rule)?;
		Ok(counted)
	}

	/// Gives notice, or falls back when the notice is over. Returns how many members were counted.
	pub(crate) fn do_fall_back(id: StudioId, by: T::AccountId) -> Result<u32, DispatchError> {
		let mut studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(Members::<T>::contains_key(id, by), Error::<T>::NotMember);
		ensure!(studio.electorate == 0, Error::<T>::ElectorateNotZero);
		let Some(at) = studio.falls_back_at else {
			// Not since nobody can vote: where tokens vote, that is so between any two votes.
			let at = Self::now().saturating_add(studio.rule.period).saturating_add(studio.rule.delay);
			studio.falls_back_at = Some(at);
			Studios::<T>::insert(id, studio);
			Self::deposit_event(Event::FallBackAnnounced { studio: id, at });
			return Ok(0);
		};
		ensure!(Self::now() >= at, Error::<T>::TooEarly);
		let (counted, rule) = (studio.members, RuleOf::<T> { voting: VotingRule::Members, ..studio.rule });
		Self::start_rule(id, studio, rule)?;
		Ok(counted)
	}

	/// From now on another rule holds. What is open was proposed under the old one, and is void.
	fn start_rule(id: StudioId, mut studio: StudioOf<T>, rule: RuleOf<T>) -> DispatchResult {
		let before = core::mem::replace(&mut studio.rule, rule);
		studio.first_live = studio.next_proposal;
		studio.falls_back_at = None;
		if before.voting != rule.voting {
			Self::follow(id, Some(before.voting), Some(rule.voting))?;
			Self::recount(id, &mut studio);
			ensure!(studio.electorate > 0, Error::<T>::ZeroElectorate);
		}
		let electorate = studio.electorate;
		Studios::<T>::insert(id, studio);
		Self::deposit_event(Event::RuleSet { studio: id, rule, electorate });
		Ok(())
	}

	/// Gives every member the power that the new rule gives. No vote is live now, so no proposal is looked at.
	fn recount(id: StudioId, studio: &mut StudioOf<T>) {
		// Collected first: setting the power of one changes the record of another, its delegate.
		let accounts: Vec<_> = Members::<T>::iter_key_prefix(id).collect();
		for who in accounts {
			let Some(mut member) = Members::<T>::get(id, &who) else { continue };
			member.votes = Votes::default();
			let power = Self::power_by(&studio.rule.voting, &who, member.locked);
			Self::set_power(id, studio, &mut member, power);
			Members::<T>::insert(id, &who, member);
		}
	}

	/// Stops following the pool of one rule, and follows that of another.
	pub(crate) fn follow(id: StudioId, before: Option<VotingRule>, after: Option<VotingRule>) -> DispatchResult {
		if let Some(VotingRule::Scores(ip)) = before {
			FollowerOf::<T>::remove(ip);
		}
		if let Some(VotingRule::Scores(ip)) = after {
			let account = Self::account_of(id);
			ensure!(T::Ips::owner(&ip).as_ref() == Some(&account), Error::<T>::NotOwner);
			// Of its own, not as the owner: a buyer would choose who votes.
			ensure!(T::Scores::authority(&ip) == Some(account), Error::<T>::NotAuthorized);
			ensure!(!FollowerOf::<T>::contains_key(ip), Error::<T>::PoolTaken);
			FollowerOf::<T>::insert(ip, id);
		}
		Ok(())
	}
}
