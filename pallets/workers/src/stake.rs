//! Stake: adding to it, unbonding and withdrawing. What is exposed stays active, so it never unbonds.

use crate::{pallet::*, Unbonding};
use atelier_primitives::chain::Balance;
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, tokens::Precision, Get},
};
use sp_runtime::{traits::Saturating, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_stake(worker: T::AccountId, amount: Balance) -> DispatchResult {
		Self::try_mutate_worker(&worker, |record| {
			record.stake = record.stake.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			record.since = frame_system::Pallet::<T>::block_number();
			T::Currency::hold(&HoldReason::Stake.into(), &worker, amount)
		})?;
		Self::deposit_event(Event::StakeAdded { worker, amount });
		Ok(())
	}

	pub(crate) fn do_unbond(worker: T::AccountId, amount: Balance) -> DispatchResult {
		Self::try_mutate_worker(&worker, |record| {
			ensure!(amount <= record.free(), Error::<T>::StakeLocked);
			let leaving = record.unbonding.as_ref().map_or(0, |unbonding| unbonding.amount);
			let amount = leaving.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			let until = frame_system::Pallet::<T>::block_number().saturating_add(T::UnbondingPeriod::get());
			record.unbonding = Some(Unbonding { amount, until }).filter(|unbonding| unbonding.amount > 0);
			Self::deposit_event(Event::Unbonding { worker: worker.clone(), amount, until });
			Ok(())
		})
	}

	pub(crate) fn do_withdraw(worker: T::AccountId) -> DispatchResult {
		Self::try_mutate_worker(&worker, |record| {
			let now = frame_system::Pallet::<T>::block_number();
			let Unbonding { amount, until } = record.unbonding.take().ok_or(Error::<T>::NothingToWithdraw)?;
			ensure!(now >= until, Error::<T>::NothingToWithdraw);
			record.stake = record.stake.checked_sub(amount).ok_or(Error::<T>::Overflow)?;
			T::Currency::release(&HoldReason::Stake.into(), &worker, amount, Precision::Exact)?;
			Self::deposit_event(Event::Withdrawn { worker: worker.clone(), amount });
			Ok(())
		})
	}
}
