//! The founding members of a pool: the creator and the IP account, without records until somebody needs them.

use crate::{types::founding_scores, *};
use alloc::vec::Vec;
use atelier_primitives::ip::{IpId, IpInspect};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Returns the pool of an IP asset, as the next payment will find it. `None` if there is neither.
	pub(crate) fn pool_or_founded(ip: &IpId) -> Option<PoolOf<T>> {
		Pools::<T>::get(ip).or_else(|| Self::founded(ip))
	}

	/// Returns the pool that an IP asset starts with. `None` if there is no such IP asset.
	pub(crate) fn founded(ip: &IpId) -> Option<PoolOf<T>> {
		T::Ips::creator(ip).map(|creator| Pool::founded(creator, T::Ips::owner_share(ip)))
	}

	/// Returns the founding members with the records that the first payment saved.
	pub(crate) fn founders(ip: &IpId) -> Vec<(T::AccountId, MemberOf<T>)> {
		let Some(creator) = T::Ips::creator(ip) else { return Vec::new() };
		let (of_creator, of_ip) = founding_scores(T::Ips::owner_share(ip));
		[(creator, of_creator), (T::Ips::account(ip), of_ip)]
			.into_iter()
			.filter(|(_, score)| *score > 0)
			.map(|(who, score)| (who, Member::founder(score)))
			.collect()
	}

	/// Stores the records of the founding members, unless they are there.
	pub(crate) fn record_founders(ip: &IpId, pool: &mut PoolOf<T>) -> DispatchResult {
		if pool.founding {
			let founders = Self::founders(ip);
			ensure!(!founders.is_empty(), Error::<T>::NotFound);
			for (who, member) in founders {
				Members::<T>::insert(ip, who, member);
			}
			pool.founding = false;
		}
		Ok(())
	}

	/// Returns `true` for the creator and the IP account: scores of theirs divide no pool.
	pub(crate) fn is_founder(ip: &IpId, who: &T::AccountId) -> bool {
		T::Ips::creator(ip).as_ref() == Some(who) || T::Ips::account(ip) == *who
	}

	/// The member as it is, or as it would be if it had a record.
	pub(crate) fn member(ip: &IpId, pool: &PoolOf<T>, who: &T::AccountId) -> Option<MemberOf<T>> {
		if pool.founding {
			return Self::founders(ip).into_iter().find_map(|(founder, member)| (founder == *who).then_some(member));
		}
		Members::<T>::get(ip, who)
	}
}
