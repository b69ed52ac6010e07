//! The end of an IP asset: its pool goes with it, if nobody loses a unit.

use crate::{types::MAX_FOUNDERS, *};
use alloc::vec::Vec;
use atelier_math::index::SCALE;
use atelier_primitives::{
	chain::Balance,
	ip::{IpId, IpInspect, OnIpBurned},
	royalties::OnScoreChanged,
};
use frame_support::{ensure, weights::Weight};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

impl<T: Config> OnIpBurned for Pallet<T> {
	fn on_ip_burned(ip: &IpId) -> DispatchResult {
		match Pools::<T>::get(ip) {
			Some(pool) => Self::remove_pool(ip, &pool)?,
			// The founding members had all of it, without records.
			None => {
				let founders = Self::founders(ip);
				Self::ensure_nobody_else(ip, &founders)?;
				for (who, _) in founders {
					T::OnScoreChanged::on_score_changed(ip, &who, 0);
				}
			}
		}
		// A proposal and an offer need no pool.
		if Proposals::<T>::contains_key(ip) {
			Self::end_proposal(ip)?;
		}
		if let Some(offer) = AuthorityOffers::<T>::get(ip) {
			Self::end_offer(ip, offer)?;
		}
		Ok(())
	}

	/// A pool that ends has no more members than it was founded with.
	fn weight() -> Weight {
		T::OnScoreChanged::weight(MAX_FOUNDERS)
	}
}

impl<T: Config> Pallet<T> {
	fn remove_pool(ip: &IpId, pool: &PoolOf<T>) -> DispatchResult {
		// A derivative keeps its reserve. More records would make the cost of burning depend on their number.
		ensure!(pool.ancestors == 0 && pool.members <= MAX_FOUNDERS, Error::<T>::PoolNotEmpty);
		let members: Vec<_> = Self::members_after(ip, pool, None).take(MAX_FOUNDERS as usize).collect();
		ensure!(members.len() == pool.members as usize, Error::<T>::PoolNotEmpty);
		Self::ensure_nobody_else(ip, &members)?;
		Self::hand_over_rest(ip, pool, &members)?;
		Pools::<T>::remove(ip);
		for (who, member) in members {
			T::OnScoreChanged::on_score_changed(ip, &who, 0);
			Self::remove_member(ip, &who, member)?;
		}
		Ok(())
	}

	/// Fails if anybody but the owner has a score, and so later income: it would end. The score of the IP account goes with
	/// the IP asset. Locks need no look: what is locked is the owner's, too.
	fn ensure_nobody_else(ip: &IpId, members: &[(T::AccountId, MemberOf<T>)]) -> DispatchResult {
		let own = [T::Ips::owner(ip).ok_or(Error::<T>::NotFound)?, T::Ips::account(ip)];
		let is_own = members.iter().all(|(who, member)| member.score == 0 || own.contains(who));
		ensure!(is_own, Error::<T>::OthersHaveScores);
		Ok(())
	}

	/// Fees, and fractions that nobody could ever claim, go to the protocol.
	fn hand_over_rest(
		ip: &IpId,
		pool: &PoolOf<T>,
		members: &[(T::AccountId, MemberOf<T>)],
	) -> Result<(), DispatchError> {
		let mut fractions = pool.index.remainder();
		for (_, member) in members {
			let owed = member.accrual.owed(&pool.index, member.score.into())?;
			ensure!(owed < SCALE, Error::<T>::PoolNotEmpty);
			fractions = fractions.checked_add(owed).ok_or(ArithmeticError::Overflow)?;
		}
		// Whole units came in and whole units went out, so the fractions add up to whole ones.
		let (units, rest) = fractions.div_mod(SCALE);
		frame_support::defensive_assert!(rest.is_zero());
		let units: Balance = units.try_into().map_err(|_| ArithmeticError::Overflow)?;
		let amount = pool.fees.checked_add(units).ok_or(ArithmeticError::Overflow)?;
		ensure!(amount == 0 || Self::pay_collector(ip, amount), Error::<T>::PoolNotEmpty);
		Ok(())
	}
}
