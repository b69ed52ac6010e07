//! View functions.

use crate::{pallet::*, types::*, JobDetailsOf, JobOf};
use alloc::{collections::BTreeMap, vec::Vec};
use atelier_primitives::Page;
use core::ops::Bound::{Excluded, Unbounded};
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
	pub(crate) fn job_details(hash: &JobHash) -> Option<JobDetailsOf<T>> {
		let (job, order) = Jobs::<T>::get(hash).zip(Orders::<T>::get(hash))?;
		let effective_seed = Self::effective_seed(&order, &job.requester);
		Some(JobDetails { hash: *hash, order, effective_seed, job })
	}

	/// The open jobs. All of them are in the queue, and there are few.
	pub(crate) fn open() -> BTreeMap<JobHash, JobOf<T>> {
		let hashes = Agenda::<T>::iter_values().flatten();
		hashes.filter_map(|hash| Jobs::<T>::get(hash).map(|job| (hash, job))).collect()
	}

	pub(crate) fn open_jobs_page(cursor: Option<JobHash>, size: u32) -> Page<JobDetailsOf<T>, JobHash> {
		let open = Self::open();
		let rest = open.range((cursor.map_or(Unbounded, Excluded), Unbounded));
		Page::take(rest.filter_map(|(hash, _)| Self::job_details(hash).map(|details| (*hash, details))), size)
	}

	pub(crate) fn tasks_of(worker: &T::AccountId) -> Vec<Task<BlockNumberFor<T>>> {
		let task = |(hash, job): (JobHash, JobOf<T>)| {
			let seat = job.seat(worker)?.clone();
			Some(Task {
				job: hash,
				round: job.round,
				phase: job.phase,
				due: job.due,
				commitment: seat.commitment,
				answer: seat.answer,
			})
		};
		Self::open().into_iter().filter_map(task).collect()
	}
}
