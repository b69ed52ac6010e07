//! The pool of workers, as pallets that have work for them see it.

use crate::pallet::*;
use alloc::vec::Vec;
use atelier_primitives::{
	chain::Balance,
	workers::{SeatTerms, WorkerKey, WorkerPool},
	Digest,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> WorkerPool<T::AccountId, BlockNumberFor<T>> for Pallet<T> {
	fn worker_of(key: &WorkerKey) -> Option<T::AccountId> {
		Keys::<T>::get(key)
	}

	fn key_of(worker: &T::AccountId) -> Option<WorkerKey> {
		Workers::<T>::get(worker).map(|record| record.key)
	}

	fn offers(model: &Digest) -> u32 {
		Offers::<T>::decode_len(model).unwrap_or_default() as u32
	}

	fn candidates(
		model: &Digest,
		terms: &SeatTerms,
		before: Option<BlockNumberFor<T>>,
	) -> Vec<(T::AccountId, Balance)> {
		Self::candidates_for(model, terms, before)
	}

	fn expose(worker: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::do_expose(worker, amount)
	}

	fn release(worker: &T::AccountId, amount: Balance) -> DispatchResult {
		Self::do_release(worker, amount)
	}

	fn slash(
		worker: &T::AccountId,
		exposure: Balance,
		amount: Balance,
		shares: &[(T::AccountId, Balance)],
	) -> Result<Balance, DispatchError> {
		Self::do_slash(worker, exposure, amount, shares)
	}

	fn exposure(worker: &T::AccountId) -> Balance {
		Workers::<T>::get(worker).map_or(0, |record| record.exposure)
	}

	fn exposed() -> Vec<(T::AccountId, Balance)> {
		let all = Workers::<T>::iter().map(|(worker, record)| (worker, record.exposure));
		all.filter(|(_, exposure)| *exposure > 0).collect()
	}
}
