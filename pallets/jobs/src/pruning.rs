//! Pruning: a queue of the jobs that have ended, in the order of the blocks from which they may leave storage.

use crate::{pallet::*, types::*, JobOf, WeightInfo};
use frame_support::{defensive, ensure, storage::with_storage_layer, traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Puts a job that has just ended into the queue.
	pub(crate) fn enqueue(hash: &JobHash, job: &mut JobOf<T>) {
		let now = frame_system::Pallet::<T>::block_number();
		job.due = now.saturating_add(T::Retention::get());
		ExpiringRange::<T>::mutate(|(_, end)| {
			job.expiry = *end;
			Expiring::<T>::insert(*end, hash);
			end.saturating_inc();
		});
	}

	pub(crate) fn do_prune(hash: JobHash) -> DispatchResult {
		let job = Jobs::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(job.phase.has_ended() && now >= job.due, Error::<T>::NotExpired);
		Expiring::<T>::remove(job.expiry);
		job.deposit.release::<T::Currency>(HoldReason::Job)?;
		Jobs::<T>::remove(hash);
		Orders::<T>::remove(hash);
		Self::deposit_event(Event::Pruned { job: hash });
		Ok(())
	}

	/// Prunes from the front of the queue, as far as the weight goes. Returns what was used.
	pub(crate) fn prune_expired(now: BlockNumberFor<T>, limit: Weight) -> Weight {
		let mut used = T::WeightInfo::on_idle();
		let step = T::WeightInfo::prune();
		if used.any_gt(limit) {
			return Weight::zero();
		}
		let (mut start, end) = ExpiringRange::<T>::get();
		while start < end && used.saturating_add(step).all_lte(limit) {
			// Without one, it was pruned before.
			if let Some(hash) = Expiring::<T>::get(start) {
				if Jobs::<T>::get(hash).is_some_and(|job| job.due > now) {
					break;
				}
				if let Err(error) = with_storage_layer(|| Self::do_prune(hash)) {
					defensive!("a job could not be pruned", error);
					break;
				}
			}
			used.saturating_accrue(step);
			start.saturating_inc();
		}
		ExpiringRange::<T>::mutate(|range| range.0 = start);
		used
	}
}
