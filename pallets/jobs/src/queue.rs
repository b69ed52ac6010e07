//! The per-block queue of jobs that are due for a state transition, as `pallet-scheduler` has one of calls.
//!
//! No more jobs are open than fit into the blocks among which a place is looked for. The one that looks is in none of
//! them, so there is always room.

use crate::{pallet::*, types::*, JobOf, WeightInfo};
use atelier_primitives::workers::WorkerPool;
use frame_support::{
	defensive, migrations::MultiStepMigrator, storage::with_storage_layer, traits::Get, weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{One, Saturating},
	DispatchError, DispatchResult,
};

/// At most this many jobs are due in a block.
pub const MAX_JOBS_PER_BLOCK: u32 = 16;
/// At most this many blocks are tried to find room for a job. With [`MAX_JOBS_PER_BLOCK`] in each, there is always room.
pub const MAX_QUEUE_SEARCH: u32 = 16;
/// At most this many jobs are open.
pub const MAX_OPEN_JOBS: u32 = MAX_JOBS_PER_BLOCK * MAX_QUEUE_SEARCH;
/// At most this many of them belong to one account.
pub const MAX_OPEN_JOBS_PER_ACCOUNT: u32 = 16;

impl<T: Config> Pallet<T> {
	/// Queues a job, which is in no block of the queue, in the first block from this one on that has room.
	pub(crate) fn schedule(hash: &JobHash, job: &mut JobOf<T>, from: BlockNumberFor<T>) -> DispatchResult {
		let mut block = from;
		for _ in 0..MAX_QUEUE_SEARCH {
			if Agenda::<T>::try_append(block, hash).is_ok() {
				job.due = block;
				return Ok(());
			}
			block.saturating_inc();
		}
		Err(Error::<T>::QueueFull.into())
	}

	/// Takes a job out of the queue.
	pub(crate) fn unschedule(hash: &JobHash, job: &JobOf<T>) {
		Agenda::<T>::mutate_exists(job.due, |due| {
			let mut list = due.take().unwrap_or_default();
			if !list.contains(hash) {
				defensive!("an open job is not in the queue");
			}
			list.retain(|other| other != hash);
			*due = Some(list).filter(|list| !list.is_empty());
		});
	}

	/// Takes the jobs that are due through their transitions. Returns the weight.
	///
	/// A block of a migration takes no transactions: nobody can answer, or challenge. So each job that comes due then, or
	/// too soon after, waits until everybody has had a whole period again.
	pub(crate) fn do_due_jobs(now: BlockNumberFor<T>) -> Weight {
		if T::MultiBlockMigrator::ongoing() {
			LastPause::<T>::put(now);
		}
		let pause = LastPause::<T>::get();
		let mut weight = Weight::zero();
		for hash in Agenda::<T>::take(now) {
			let Some(mut job) = Jobs::<T>::get(hash) else {
				defensive!("a job in the queue is not in storage");
				continue;
			};
			weight.saturating_accrue(Self::weight_of_step(&hash, &job));
			let done = with_storage_layer(|| {
				match pause.map(|pause| pause.saturating_add(Self::period(&job.phase))).filter(|end| *end > now) {
					Some(end) => {
						if let (Phase::Agreed { at, .. }, Some(pause)) = (&mut job.phase, pause) {
							*at = pause;
						}
						Self::schedule(&hash, &mut job, end)?
					}
					None => Self::do_step(&hash, &mut job, now)?,
				}
				Jobs::<T>::insert(hash, job);
				Ok::<_, DispatchError>(())
			});
			if let Err(error) = done {
				defensive!("a job could not go on", error);
				Self::postpone(&hash, now);
			}
		}
		weight
	}

	fn do_step(hash: &JobHash, job: &mut JobOf<T>, now: BlockNumberFor<T>) -> DispatchResult {
		match job.phase.clone() {
			Phase::Requested | Phase::Reassigned => Self::assign(hash, job, now),
			Phase::Committing => Self::end_committing(hash, job),
			Phase::Revealing => Self::count_answers(hash, job),
			Phase::Agreed { answer, at } => Self::finalize(hash, job, answer, at),
			Phase::Finalized { .. } | Phase::Refunded { .. } => Err(Error::<T>::Ended.into()),
		}
	}

	/// The number of blocks for which the chain must have taken transactions before a job in this phase goes on.
	fn period(phase: &Phase<BlockNumberFor<T>>) -> BlockNumberFor<T> {
		match phase {
			Phase::Committing => T::CommitPeriod::get(),
			Phase::Revealing => T::RevealPeriod::get(),
			Phase::Agreed { .. } => Self::window(),
			_ => One::one(),
		}
	}

	fn weight_of_step(hash: &JobHash, job: &JobOf<T>) -> Weight {
		let n = u32::from(job.n);
		match job.phase {
			Phase::Requested | Phase::Reassigned => {
				let offers = Orders::<T>::get(hash).map(|order| T::Workers::offers(&order.model));
				T::WeightInfo::assign(offers.unwrap_or_default())
			}
			Phase::Committing => T::WeightInfo::end_committing(n),
			Phase::Revealing => T::WeightInfo::end_revealing(n),
			Phase::Agreed { .. } => T::WeightInfo::finalize(n),
			Phase::Finalized { .. } | Phase::Refunded { .. } => Weight::zero(),
		}
	}

	/// Tries again in the next block: money is never left without a way out.
	fn postpone(hash: &JobHash, now: BlockNumberFor<T>) {
		Jobs::<T>::mutate(hash, |job| {
			let next = now.saturating_add(One::one());
			if job.as_mut().is_none_or(|job| Self::schedule(hash, job, next).is_err()) {
				defensive!("there was no room in the queue");
			}
		});
	}
}
