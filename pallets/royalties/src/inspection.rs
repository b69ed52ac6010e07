//! What other pallets ask of a pool: scores, the authority over them, who has a part.

use crate::{types::MAX_TOTAL_SCORE, *};
use alloc::vec::Vec;
use atelier_primitives::{
	chain::BlockNumber,
	ip::{IpId, IpInspect},
	royalties::{PoolInspect, ScoreInspect},
};
use sp_runtime::{
	traits::{One, Saturating, UniqueSaturatedInto},
	Perbill,
};

impl<T: Config> Pallet<T> {
	/// Share of the IP account in what the members of this pool get.
	pub(crate) fn share_of_owner(ip: &IpId, pool: &PoolOf<T>) -> Perbill {
		let score = Self::member(ip, pool, &T::Ips::account(ip)).map_or(0, |member| member.score);
		Self::share(score, pool.total_score)
	}

	/// Share of the IP account after the proposal that waits; `None` if none does, or it cannot be applied.
	fn share_of_owner_after(ip: &IpId, pool: &PoolOf<T>) -> Option<Perbill> {
		let proposal = Proposals::<T>::get(ip).filter(|proposal| Self::is_live(ip, pool, proposal))?;
		let founders = if pool.founding { Self::founders(ip) } else { Vec::new() };
		let member = |who: &T::AccountId| match founders.iter().find(|(founder, _)| founder == who) {
			Some((_, member)) => Some(member.clone()),
			None => Members::<T>::get(ip, who),
		};
		let account = T::Ips::account(ip);
		let own = member(&account);
		let before = own.as_ref().map_or(0, |own| own.score);
		let (mut score, mut total) = (before, pool.total_score);
		for (who, to) in &proposal.changes {
			let from = member(who).map_or(0, |member| member.score);
			total = total.saturating_sub(from.into()).saturating_add((*to).into());
			if *who == account {
				score = *to;
			}
		}
		// Others can give their locks up; nobody can give up that of the IP account.
		let last = proposal.expires_at.saturating_sub(One::one());
		let is_kept =
			own.is_some_and(|own| own.is_locked(last)) && (score < before || total > pool.max_total_score(last));
		let is_valid = total > 0 && total <= MAX_TOTAL_SCORE;
		(is_valid && !is_kept).then(|| Self::share(score, total))
	}

	fn share(score: u64, total: u128) -> Perbill {
		match total {
			// Money parks; nobody gets any.
			0 => Perbill::zero(),
			total => Perbill::from_rational(u128::from(score), total),
		}
	}
}

impl<T: Config> ScoreInspect<T::AccountId> for Pallet<T> {
	fn score(ip: &IpId, who: &T::AccountId) -> u64 {
		Self::pool_or_founded(ip).and_then(|pool| Self::member(ip, &pool, who)).map_or(0, |member| member.score)
	}

	fn total_score(ip: &IpId) -> u128 {
		Self::pool_or_founded(ip).map_or(0, |pool| pool.total_score)
	}

	fn authority(ip: &IpId) -> Option<T::AccountId> {
		Self::pool_or_founded(ip).and_then(|pool| pool.authority)
	}
}

impl<T: Config> PoolInspect<T::AccountId> for Pallet<T> {
	fn is_undivided(ip: &IpId) -> bool {
		T::Ips::owner(ip).is_some() && Self::pool_or_founded(ip).is_some_and(|pool| !pool.divided)
	}

	fn has_pending_scores(ip: &IpId) -> bool {
		Proposals::<T>::contains_key(ip)
	}

	fn members(ip: &IpId, limit: u32) -> Option<Vec<T::AccountId>> {
		T::Ips::owner(ip)?;
		let pool = Self::pool_or_founded(ip).filter(|pool| pool.members <= limit)?;
		let list = Self::members_after(ip, &pool, None).take(limit as usize);
		let mut members: Vec<_> = list.filter(|(_, member)| member.score > 0).map(|(who, _)| who).collect();
		members.sort();
		Some(members)
	}

	fn owner_share(ip: &IpId) -> Perbill {
		let Some(pool) = Self::pool_or_founded(ip) else { return Perbill::zero() };
		let now = Self::share_of_owner(ip, &pool);
		Self::share_of_owner_after(ip, &pool).map_or(now, |after| after.min(now))
	}

	fn locked_until(ip: &IpId) -> Option<BlockNumber> {
		let now = frame_system::Pallet::<T>::block_number();
		let cap = Pools::<T>::get(ip)?.cap.filter(|cap| now < cap.until)?;
		let own = Members::<T>::get(ip, T::Ips::account(ip)).is_some_and(|own| own.lock.is_some());
		(cap.locks > u32::from(own)).then(|| cap.until.unique_saturated_into())
	}
}
