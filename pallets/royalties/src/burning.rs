//! The end of an IP asset: its pool goes with it, if nobody loses a unit.

use crate::*;
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
			// The creator had all of it, without a record.
			None => {
				if let Some(creator) = T::Ips::creator(ip) {
					T::OnScoreChanged::on_score_changed(ip, &creator, 0);
				}
			}
		}
		// A proposal needs no pool.
		if Proposals::<T>::contains_key(ip) {
			Self::end_proposal(ip)?;
		}
		Ok(())
	}

	/// A pool that ends has one member at most.
	fn weight() -> Weight {
		T::OnScoreChanged::weight(1)
	}
}

impl<T: Config> Pallet<T> {
	fn remove_pool(ip: &IpId, pool: &Pool<T::AccountId>) -> DispatchResult {
		// A derivative keeps its reserve. More than one record would make the cost of burning depend on their number.
		ensure!(pool.ancestors == 0 && pool.members <= 1, Error::<T>::PoolNotEmpty);
		let member = Self::members_after(ip, pool, None).next();
		ensure!(member.is_some() == (pool.members == 1), Error::<T>::PoolNotEmpty);
		Self::hand_over_rest(ip, pool, member.as_ref().map(|(_, member)| member))?;
		Pools::<T>::remove(ip);
		match member {
			Some((who, member)) => {
				T::OnScoreChanged::on_score_changed(ip, &who, 0);
				Self::remove_member(ip, &who, member)
			}
			None => Ok(()),
		}
	}

	/// Fees, and fractions that nobody could ever claim, go to the protocol.
	fn hand_over_rest(
		ip: &IpId,
		pool: &Pool<T::AccountId>,
		member: Option<&Member<T::AccountId>>,
	) -> Result<(), DispatchError> {
		let owed = match member {
			Some(member) => member.accrual.owed(&pool.index, member.score.into())?,
			None => Default::default(),
		};
		ensure!(owed < SCALE, Error::<T>::PoolNotEmpty);
		let fractions = owed.checked_add(pool.index.remainder()).ok_or(ArithmeticError::Overflow)?;
		// Whole units came in and whole units went out, so the fractions add up to whole ones.
		let (units, rest) = fractions.div_mod(SCALE);
		frame_support::defensive_assert!(rest.is_zero());
		let units: Balance = units.try_into().map_err(|_| ArithmeticError::Overflow)?;
		let amount = pool.fees.checked_add(units).ok_or(ArithmeticError::Overflow)?;
		ensure!(amount == 0 || Self::pay_collector(ip, amount), Error::<T>::PoolNotEmpty);
		Ok(())
	}
}
