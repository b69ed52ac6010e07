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

type MemberList<AccountId> = Box<dyn Iterator<Item = (AccountId, Member<AccountId>)>>;

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
				let claimable = |pool: &Pool<_>| member.accrual.claimable(&pool.index, member.score.into()).ok();
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

	/// All members in the order of storage, starting after the cursor.
	pub(crate) fn members_after(
		ip: &IpId,
		pool: &Pool<T::AccountId>,
		cursor: Option<T::AccountId>,
	) -> MemberList<T::AccountId> {
		match cursor {
			// The only member comes before or at any cursor that a caller can have got.
			Some(_) if pool.founding => Box::new(core::iter::empty()),
			None if pool.founding => Box::new(T::Ips::creator(ip).map(|who| (who, Member::founder(pool))).into_iter()),
			Some(who) => Box::new(Members::<T>::iter_prefix_from(ip, Members::<T>::hashed_key_for(ip, who))),
			None => Box::new(Members::<T>::iter_prefix(ip)),
		}
	}
}
