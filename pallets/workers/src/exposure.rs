//! Exposure: the part of the stake that is locked for something, and what is slashed of it.
//!
//! Only this file changes an exposure, and it never exceeds the active stake: `do_expose` takes of the free stake alone,
//! `do_slash` takes as much of the exposure as of the stake at least, and what is exposed cannot unbond.

use crate::pallet::*;
use atelier_primitives::{chain::Balance, deposit::pay_from_hold};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::hold::Mutate,
		tokens::{Fortitude, Precision},
	},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_expose(worker: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::try_mutate_worker(worker, |record| {
			ensure!(amount <= record.free(), Error::<T>::StakeLocked);
			record.exposure = record.exposure.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})
	}

	pub(crate) fn do_release(worker: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::try_mutate_worker(worker, |record| {
			record.exposure = record.exposure.checked_sub(amount).ok_or(Error::<T>::ExposureMismatch)?;
			Ok(())
		})
	}

	/// Returns how much was burnt.
	pub(crate) fn do_slash(
		worker: &T::AccountId,
		exposure: Balance,
		amount: Balance,
		shares: &[(T::AccountId, Balance)],
	) -> Result<Balance, DispatchError> {
		ensure!(amount <= exposure, Error::<T>::SlashMismatch);
		let left = |left: Balance, (_, share): &(T::AccountId, Balance)| left.checked_sub(*share);
		let burnt = shares.iter().try_fold(amount, left).ok_or(Error::<T>::SlashMismatch)?;
		with_storage_layer(|| {
			Self::try_mutate_worker(worker, |record| {
				record.exposure = record.exposure.checked_sub(exposure).ok_or(Error::<T>::ExposureMismatch)?;
				record.stake = record.stake.checked_sub(amount).ok_or(Error::<T>::ExposureMismatch)?;
				Ok(())
			})?;
			for (receiver, share) in shares {
				pay_from_hold::<T::Currency, _>(HoldReason::Stake, worker, receiver, *share)?;
			}
			Self::burn(worker, burnt)
		})?;
		Ok(burnt)
	}

	fn burn(worker: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let (reason, exact, force) = (HoldReason::Stake.into(), Precision::Exact, Fortitude::Force);
		let gone = T::Currency::burn_held(&reason, worker, amount, exact, force)?;
		ensure!(gone == amount, Error::<T>::SlashMismatch);
		Ok(())
	}
}
