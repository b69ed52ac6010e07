//! Registration: becoming a worker, changing the key, ceasing to be one.

use crate::{pallet::*, Worker, WorkerOf};
use atelier_primitives::{chain::Balance, workers::WorkerKey};
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, Get},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(worker: T::AccountId, key: WorkerKey, stake: Balance) -> DispatchResult {
		ensure!(!Workers::<T>::contains_key(&worker), Error::<T>::AlreadyExists);
		ensure!(!Keys::<T>::contains_key(&key), Error::<T>::KeyTaken);
		ensure!(stake >= T::MinStake::get(), Error::<T>::MinStakeNotReached);
		T::Currency::hold(&HoldReason::Stake.into(), &worker, stake)?;
		Keys::<T>::insert(&key, &worker);
		let record = Worker {
			key: key.clone(),
			stake,
			exposure: 0,
			unbonding: None,
			since: frame_system::Pallet::<T>::block_number(),
			models: Default::default(),
		};
		Workers::<T>::insert(&worker, record);
		Self::deposit_event(Event::Registered { worker, key, stake });
		Ok(())
	}

	pub(crate) fn do_rotate_key(worker: T::AccountId, key: WorkerKey) -> DispatchResult {
		ensure!(!Keys::<T>::contains_key(&key), Error::<T>::KeyTaken);
		Self::try_mutate_worker(&worker, |record| {
			Keys::<T>::remove(&record.key);
			record.key = key.clone();
			Ok(())
		})?;
		Keys::<T>::insert(&key, &worker);
		Self::deposit_event(Event::KeyRotated { worker, key });
		Ok(())
	}

	/// Returns how many models the worker served.
	pub(crate) fn do_deregister(worker: T::AccountId) -> Result<u32, DispatchError> {
		let record = Workers::<T>::get(&worker).ok_or(Error::<T>::NotFound)?;
		ensure!(record.stake == 0, Error::<T>::StakeRemains);
		record.models.iter().for_each(|root| Self::remove_offer(&worker, root));
		Keys::<T>::remove(&record.key);
		Workers::<T>::remove(&worker);
		Self::deposit_event(Event::Deregistered { worker });
		Ok(record.models.len() as u32)
	}

	pub(crate) fn try_mutate_worker<R>(
		worker: &T::AccountId,
		change: impl FnOnce(&mut WorkerOf<T>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Workers::<T>::try_mutate(worker, |record| change(record.as_mut().ok_or(Error::<T>::NotFound)?))
	}
}
