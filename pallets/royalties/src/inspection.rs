//! What other pallets ask of a pool: scores, the authority over them, who has a part.

use crate::*;
use alloc::vec::Vec;
use atelier_primitives::{
	ip::{IpId, IpInspect},
	royalties::{PoolInspect, ScoreInspect},
};
use sp_runtime::Perbill;

impl<T: Config> Pallet<T> {
	/// Share of the IP account in what the members of this pool get.
	pub(crate) fn share_of_owner(ip: &IpId, pool: &PoolOf<T>) -> Perbill {
		let score = Self::member(ip, pool, &T::Ips::account(ip)).map_or(0, |member| member.score);
		match pool.total_score {
			// Money parks; nobody gets any.
			0 => Perbill::zero(),
			total_score => Perbill::from_rational(u128::from(score), total_score),
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
		Self::pool_or_founded(ip).map_or(Perbill::zero(), |pool| Self::share_of_owner(ip, &pool))
	}
}
