//! View functions: quotes, lookups and pages.

use crate::{types::MAX_QUOTED_MEMBERS, *};
use alloc::{boxed::Box, vec::Vec};
use atelier_math::upstream;
use atelier_primitives::{
	chain::Balance,
	ip::{IpId, IpInspect},
	royalties::StackInspect,
	Page,
};
use frame_support::traits::Get;
use frame_system::pallet_prelude::BlockNumberFor;

type MemberList<T> = Box<dyn Iterator<Item = (<T as frame_system::Config>::AccountId, MemberOf<T>)>>;

impl<T: Config> Pallet<T> {
	pub(crate) fn view_claimable(ip: &IpId, who: &T::AccountId) -> Balance {
		Pools::<T>::get(ip)
			.and_then(|pool| {
				let member = Self::member(ip, &pool, who)?;
				member.accrual.claimable(&pool.index, member.score.into()).ok()
			})
			.unwrap_or_default()
	}

	pub(crate) fn view_quote(ip: &IpId, amount: Balance) -> Option<Quote<T::AccountId>> {
		T::Ips::owner(ip)?;
		let before = Self::pool_or_founded(ip)?;
		let mut after = before.clone();
		let receipt = after.receive(amount, T::ProtocolFee::get()).ok()?;
		let ancestors = Self::ancestors(ip)
			.iter()
			.map(|ancestor| Some((ancestor.id, upstream::settle(before.gross, after.gross, ancestor.rate).ok()?)))
			.collect::<Option<Vec<_>>>()?;
		let mut list = Self::members_after(ip, &before, None);
		let members = list
			.by_ref()
			.take(MAX_QUOTED_MEMBERS as usize)
			.map(|(who, member)| {
				let claimable = |pool: &PoolOf<T>| member.accrual.claimable(&pool.index, member.score.into()).ok();
				Some((who, claimable(&after)?.checked_sub(claimable(&before)?)?))
			})
			.collect::<Option<Vec<_>>>()?;
		Some(Quote {
			fee: receipt.fee,
			upstream: receipt.ancestors,
			ancestors,
			members_total: receipt.members,
			members,
			has_more_members: list.next().is_some(),
		})
	}

	pub(crate) fn view_stack(ip: &IpId) -> Stack {
		Stack { ancestors: Self::ancestors(ip), total: Self::total(ip) }
	}

	pub(crate) fn view_scores(
		ip: &IpId,
		cursor: Option<T::AccountId>,
		size: u32,
	) -> Page<(T::AccountId, u64), T::AccountId> {
		match Self::pool_or_founded(ip) {
			Some(pool) => {
				let list = Self::members_after(ip, &pool, cursor);
				Page::take(list.map(|(who, member)| (who.clone(), (who, member.score))), size)
			}
			None => Page { items: Vec::new(), next: None },
		}
	}

	pub(crate) fn view_pool(ip: &IpId) -> Option<PoolSummary<T::AccountId, BlockNumberFor<T>>> {
		Self::pool_or_founded(ip).map(|pool| {
			let owner_share = Self::share_of_owner(ip, &pool);
			PoolSummary::new(pool, owner_share)
		})
	}

	pub(crate) fn view_locked_until(ip: &IpId, who: &T::AccountId) -> Option<BlockNumberFor<T>> {
		let now = frame_system::Pallet::<T>::block_number();
		Members::<T>::get(ip, who).filter(|member| member.is_locked(now))?.lock
	}

	/// All members in the order of storage, starting after the cursor.
	pub(crate) fn members_after(ip: &IpId, pool: &PoolOf<T>, cursor: Option<T::AccountId>) -> MemberList<T> {
		let key = |who: &T::AccountId| Members::<T>::hashed_key_for(ip, who);
		let start = cursor.map(|who| key(&who));
		if pool.founding {
			let mut founders = Self::founders(ip);
			founders.retain(|(who, _)| start.as_ref().is_none_or(|start| key(who) > *start));
			founders.sort_by_key(|(who, _)| key(who));
			return Box::new(founders.into_iter());
		}
		match start {
			Some(start) => Box::new(Members::<T>::iter_prefix_from(ip, start)),
			None => Box::new(Members::<T>::iter_prefix(ip)),
		}
	}
}
