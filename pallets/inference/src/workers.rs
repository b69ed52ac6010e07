//! Workers: their stake, their keys, what they serve.
//!
//! The stake that is locked for jobs never leaves: it is part of what is not on its way back.

use crate::{crypto::WorkerKey, pallet::*, types::*, OffersOf, WorkerOf};
use atelier_primitives::{chain::Balance, inference::WeightsKind, Digest};
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, tokens::Precision, Get},
};
use sp_runtime::{traits::Saturating, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_worker(worker: T::AccountId, key: WorkerKey, stake: Balance) -> DispatchResult {
		ensure!(!Workers::<T>::contains_key(&worker), Error::<T>::AlreadyRegistered);
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
		Self::deposit_event(Event::WorkerRegistered { worker, key, stake });
		Ok(())
	}

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

	pub(crate) fn do_serve(worker: T::AccountId, root: Digest, min_price: Balance, max_output: u32) -> DispatchResult {
		let info = Weights::<T>::get(root).ok_or(Error::<T>::WeightsNotFound)?;
		ensure!(info.kind == WeightsKind::Model, Error::<T>::NotAModel);
		Self::try_mutate_worker(&worker, |record| {
			ensure!(record.active() >= T::MinStake::get(), Error::<T>::MinStakeNotReached);
			if !record.models.contains(&root) {
				record.models.try_push(root).map_err(|_| Error::<T>::MaxModelsExceeded)?;
			}
			Ok(())
		})?;
		let since = frame_system::Pallet::<T>::block_number();
		Serving::<T>::try_mutate(root, |offers| {
			offers.retain(|offer| offer.worker != worker);
			if offers.is_full() {
				Self::evict(offers, &root)?;
			}
			let offer = Offer { worker: worker.clone(), min_price, max_output, since };
			offers.try_push(offer).map_err(|_| Error::<T>::MaxWorkersExceeded)?;
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::ServingStarted { worker, root, min_price, max_output });
		Ok(())
	}

	/// Takes a place from a worker that has too little stake to be drawn.
	fn evict(offers: &mut OffersOf<T>, root: &Digest) -> DispatchResult {
		let lacks_stake =
			|worker: &T::AccountId| Workers::<T>::get(worker).is_none_or(|record| record.active() < T::MinStake::get());
		let place = offers.iter().position(|offer| lacks_stake(&offer.worker)).ok_or(Error::<T>::MaxWorkersExceeded)?;
		let worker = offers.remove(place).worker;
		Self::try_mutate_worker(&worker, |record| {
			record.models.retain(|model| model != root);
			Ok(())
		})?;
		Self::deposit_event(Event::ServingStopped { worker, root: *root });
		Ok(())
	}

	pub(crate) fn do_stop_serving(worker: T::AccountId, root: Digest) -> DispatchResult {
		Self::try_mutate_worker(&worker, |record| {
			ensure!(record.models.contains(&root), Error::<T>::NotServing);
			record.models.retain(|model| *model != root);
			Ok(())
		})?;
		Self::remove_offer(&worker, &root);
		Self::deposit_event(Event::ServingStopped { worker, root });
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
	pub(crate) fn do_deregister_worker(worker: T::AccountId) -> Result<u32, DispatchError> {
		let record = Workers::<T>::get(&worker).ok_or(Error::<T>::WorkerNotFound)?;
		ensure!(record.stake == 0, Error::<T>::WorkerBusy);
		record.models.iter().for_each(|root| Self::remove_offer(&worker, root));
		Keys::<T>::remove(&record.key);
		Workers::<T>::remove(&worker);
		Self::deposit_event(Event::WorkerDeregistered { worker });
		Ok(record.models.len() as u32)
	}

	fn remove_offer(worker: &T::AccountId, root: &Digest) {
		Serving::<T>::mutate_exists(root, |offers| {
			if let Some(list) = offers {
				list.retain(|offer| offer.worker != *worker);
			}
			*offers = offers.take().filter(|list| !list.is_empty());
		});
	}

	pub(crate) fn try_mutate_worker<R>(
		worker: &T::AccountId,
		change: impl FnOnce(&mut WorkerOf<T>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		Workers::<T>::try_mutate(worker, |record| change(record.as_mut().ok_or(Error::<T>::WorkerNotFound)?))
	}
}
