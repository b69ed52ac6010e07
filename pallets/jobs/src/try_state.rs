//! Invariants: what is always true between two blocks.
//!
//! 1. Every job has an order, and is in one place: an open one in the queue of due jobs, in the block in which it is due,
//!    which is not past; one that has ended in the pruning queue. Nothing else is in these.
//! 2. The counters of open jobs are right, and within their limits.
//! 3. An open job has an escrow of what it may cost; one that has ended has none. Each use fee is above zero and has a
//!    payee, and they are no more than the model and its adapters.
//! 4. A seat belongs to a round that has begun, and each worker has one in a round at most. Only who committed has
//!    answered. No round has more seats than `n`, and the present one of a job that waits for workers has as many.
//! 5. The exposure of a worker, as the worker pool keeps it, is the sum over its seats. Jobs that have ended expose nobody.
//!    That its stake covers it is the pool's to keep.
//! 6. A job has a class of the runtime. What an agreed job agreed on is the agreement of its present committee.
//! 7. What is held of each account is what is recorded, for each reason.
//! 8. The account of the pallet exists. The nonce of the next order is above those of all jobs.

use crate::{pallet::*, queue::*, types::*, JobOf};
use alloc::collections::{BTreeMap, BTreeSet};
use atelier_primitives::{chain::Balance, deposit::are_held, models::Payee, workers::WorkerPool, Deposit};
use frame_support::{ensure, traits::fungible::Inspect};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_places()?;
		Self::check_counters()?;
		for (hash, job) in Jobs::<T>::iter() {
			let order = Orders::<T>::get(hash).ok_or("a job has no order")?;
			Self::check_job(&job, &order)?;
		}
		ensure!(Orders::<T>::iter_keys().all(Jobs::<T>::contains_key), "an order has no job");
		let next = NextNonce::<T>::get();
		ensure!(Jobs::<T>::iter_values().all(|job| job.nonce < next), "the nonce of an order comes again");
		let least = T::Currency::minimum_balance();
		ensure!(T::Currency::balance(&Self::account()) >= least, "the account of the pallet is gone");
		Self::check_exposure()?;
		Self::check_holds()
	}

	fn check_places() -> Result<(), TryRuntimeError> {
		let now = frame_system::Pallet::<T>::block_number();
		let mut places = BTreeMap::<JobHash, BlockNumberFor<T>>::new();
		for (block, hashes) in Agenda::<T>::iter() {
			ensure!(!hashes.is_empty(), "an empty block of the queue is stored");
			for hash in hashes {
				ensure!(places.insert(hash, block).is_none(), "a job is in the queue twice");
			}
		}
		for (hash, block) in &places {
			let job = Jobs::<T>::get(hash).ok_or("the queue of due jobs names no job")?;
			ensure!(!job.phase.has_ended(), "a job that has ended is due");
			ensure!(job.due == *block && job.due >= now, "a job is in the wrong block of the queue");
		}
		let (start, end) = ExpiringRange::<T>::get();
		for (place, hash) in Expiring::<T>::iter() {
			ensure!((start..end).contains(&place), "a job is outside of the pruning queue");
			let job = Jobs::<T>::get(hash).ok_or("the pruning queue names no job")?;
			ensure!(job.phase.has_ended() && job.expiry == place, "a job is in the wrong place of the pruning queue");
		}
		for (hash, job) in Jobs::<T>::iter() {
			let has_place = match job.phase.has_ended() {
				true => Expiring::<T>::get(job.expiry) == Some(hash),
				false => places.contains_key(&hash),
			};
			ensure!(has_place, "a job is nowhere");
		}
		Ok(())
	}

	fn check_counters() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<T::AccountId, u32>::new();
		for job in Jobs::<T>::iter_values().filter(|job| !job.phase.has_ended()) {
			counts.entry(job.requester).or_default().saturating_inc();
		}
		let stored: BTreeMap<_, _> = OpenOf::<T>::iter().collect();
		ensure!(stored == counts, "open jobs of accounts are counted wrongly");
		ensure!(counts.values().all(|count| *count <= MAX_OPEN_JOBS_PER_ACCOUNT), "an account has too many open jobs");
		let all = counts.values().fold(0u32, |sum, count| sum.saturating_add(*count));
		ensure!(OpenCount::<T>::get() == all && all <= MAX_OPEN_JOBS, "open jobs are counted wrongly");
		Ok(())
	}

	fn check_job(job: &JobOf<T>, order: &Order) -> Result<(), TryRuntimeError> {
		let ordered = (order.class, order.n, order.m, order.price);
		ensure!((job.class, job.n, job.m, job.price) == ordered, "a job is not what was ordered");
		ensure!(job.escrow.is_some() != job.phase.has_ended(), "a job has no escrow, or one after its end");
		if let Some(Escrow { held, job_fee, fees }) = &job.escrow {
			ensure!(held.who == job.requester, "somebody else pays for a job");
			let cost = Self::cost(job.price, job.n, *job_fee, fees);
			ensure!(cost == Some(held.amount), "an escrow is not what the job may cost");
			ensure!(fees.iter().all(|fee| fee.amount > 0 && fee.payee != Payee::None), "a use fee is for nobody");
			let are_few = fees.len() <= order.adapters.len().saturating_add(1);
			let are_parts = fees.iter().all(|fee| fee.root == order.model || order.adapters.contains(&fee.root));
			ensure!(are_few && are_parts, "a use fee is for something else");
		}
		ensure!(u32::from(job.round) <= MAX_ROUNDS && job.acted_rounds <= job.round, "a job has too many rounds");
		for round in 1..=job.round {
			let seats = job.seats.iter().filter(|seat| seat.round == round);
			let workers: BTreeSet<_> = seats.clone().map(|seat| &seat.worker).collect();
			ensure!(workers.len() == seats.clone().count(), "a worker has two seats in a round");
			ensure!(workers.len() == usize::from(job.n), "a committee has the wrong size");
			let is_bounded = seats.clone().all(|seat| seat.worker != job.requester);
			ensure!(is_bounded, "a requester works for itself");
		}
		ensure!(job.seats.iter().all(|seat| (1..=job.round).contains(&seat.round)), "a seat belongs to no round");
		let answered = |seat: &Seat<_>| seat.answer.is_none() || seat.commitment.is_some();
		ensure!(job.seats.iter().all(answered), "somebody answered without a commitment");
		let exposed = |seat: &Seat<_>| seat.standing_answer().is_none() || seat.exposure > 0;
		ensure!(job.phase.has_ended() || job.seats.iter().all(exposed), "an answer exposes nobody");
		let agreement = Self::agreement(job).map_err(|_| "the runtime does not have the class of a job")?;
		if let Phase::Agreed { answer, .. } = &job.phase {
			ensure!(agreement.as_ref() == Some(answer), "a job agreed on what too few answered");
		}
		Ok(())
	}

	fn check_exposure() -> Result<(), TryRuntimeError> {
		let mut sums = BTreeMap::<T::AccountId, Balance>::new();
		for job in Jobs::<T>::iter_values() {
			for seat in job.seats.iter().filter(|seat| seat.exposure > 0) {
				ensure!(!job.phase.has_ended(), "a job that has ended exposes somebody");
				sums.entry(seat.worker.clone()).or_default().saturating_accrue(seat.exposure);
			}
		}
		let pool: BTreeMap<_, _> = T::Workers::exposed().into_iter().collect();
		ensure!(pool == sums, "the exposure of a worker is not that of its seats");
		let is_kept = |(worker, sum): (&T::AccountId, &Balance)| T::Workers::exposure(worker) == *sum;
		ensure!(sums.iter().all(is_kept), "the worker pool contradicts itself");
		Ok(())
	}

	fn check_holds() -> Result<(), TryRuntimeError> {
		let escrows = Jobs::<T>::iter_values().filter_map(|job| job.escrow);
		Self::check_held(HoldReason::Escrow, escrows.map(|escrow| escrow.held))?;
		Self::check_held(HoldReason::Job, Jobs::<T>::iter_values().map(|job| job.deposit))
	}

	fn check_held(
		reason: HoldReason,
		amounts: impl Iterator<Item = Deposit<T::AccountId>>,
	) -> Result<(), TryRuntimeError> {
		let accounts = frame_system::Account::<T>::iter_keys();
		ensure!(are_held::<T::Currency, _>(reason, amounts, accounts), "what is held is not what is recorded");
		Ok(())
	}
}
