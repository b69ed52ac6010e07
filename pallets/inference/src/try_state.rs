//! What is always true between two blocks.
//!
//! 1. Every job has an order, and is in one place: an open one in the agenda, in the block in which it is due, which is
//!    not past; one that has ended in the queue of those that may be pruned. Nothing else is in these.
//! 2. The counters of open jobs are right, and within their limits.
//! 3. An open job has an escrow that covers what it may cost; one that has ended has none.
//! 4. A seat belongs to a round that has begun, and each worker has one in a round at most. Only who committed has
//!    answered. No round has more seats than `n`, and the present one of a job that waits for workers has as many.
//! 5. The exposure of a worker is the sum over its seats. What is not on its way back covers it. Jobs that have ended
//!    expose nobody.
//! 6. Every key belongs to the worker that has it.
//! 7. Every offer belongs to a worker that names the model, and the other way round. Each worker has one for a model.
//! 8. Weights have files of their length, and an adapter has its base. Terms are those of models.
//! 9. What is held of each account is what is recorded, for each reason.
//! 10. The account of the pallet exists. The number of the next order is above those of all jobs.

use crate::{pallet::*, types::*, JobOf};
use alloc::collections::{BTreeMap, BTreeSet};
use atelier_primitives::{chain::Balance, deposit::are_held, inference::WeightsKind, Deposit, Digest};
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
		ensure!(Jobs::<T>::iter_values().all(|job| job.nonce < next), "the number of an order comes again");
		let least = T::Currency::minimum_balance();
		ensure!(T::Currency::balance(&Self::account()) >= least, "the account of the pallet is gone");
		Self::check_exposure()?;
		Self::check_workers()?;
		Self::check_weights()?;
		Self::check_holds()
	}

	fn check_places() -> Result<(), TryRuntimeError> {
		let now = frame_system::Pallet::<T>::block_number();
		let mut places = BTreeMap::<JobHash, BlockNumberFor<T>>::new();
		for (block, hashes) in Agenda::<T>::iter() {
			ensure!(!hashes.is_empty(), "an empty block of the agenda is stored");
			for hash in hashes {
				ensure!(places.insert(hash, block).is_none(), "a job is in the agenda twice");
			}
		}
		for (hash, block) in &places {
			let job = Jobs::<T>::get(hash).ok_or("the agenda names no job")?;
			ensure!(!job.phase.has_ended(), "a job that has ended is in the agenda");
			ensure!(job.due == *block && job.due >= now, "a job is in the wrong block of the agenda");
		}
		let (start, end) = ExpiringRange::<T>::get();
		for (place, hash) in Expiring::<T>::iter() {
			ensure!((start..end).contains(&place), "a job is outside of the queue");
			let job = Jobs::<T>::get(hash).ok_or("the queue names no job")?;
			ensure!(job.phase.has_ended() && job.expiry == place, "a job is in the wrong place of the queue");
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
		ensure!((job.n, job.m, job.price) == (order.n, order.m, order.price), "a job is not what was ordered");
		ensure!(job.escrow.is_some() != job.phase.has_ended(), "a job has no escrow, or one after its end");
		if let Some(Escrow { held, job_fee, model_fee }) = &job.escrow {
			ensure!(held.who == job.requester, "somebody else pays for a job");
			let fee = model_fee.as_ref().map_or(0, |(_, fee)| *fee);
			let owed = job.price.saturating_mul(job.n.into()).saturating_add(*job_fee).saturating_add(fee);
			ensure!(held.amount == owed, "an escrow is not what the job may cost");
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
		if let Phase::Agreed { answer, .. } = job.phase {
			ensure!(job.agreement() == Some(answer), "a job agreed on what too few answered");
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
		for (worker, record) in Workers::<T>::iter() {
			let sum = sums.remove(&worker).unwrap_or_default();
			ensure!(record.exposure == sum, "the exposure of a worker is not that of its seats");
			ensure!(record.active() >= record.exposure, "the stake of a worker does not cover its exposure");
			let leaving = record.unbonding.as_ref().map_or(1, |unbonding| unbonding.amount);
			ensure!(leaving > 0 && (record.unbonding.is_none() || leaving <= record.stake), "stake leaves wrongly");
		}
		ensure!(sums.is_empty(), "somebody is exposed who is no worker");
		Ok(())
	}

	fn check_holds() -> Result<(), TryRuntimeError> {
		let stakes = Workers::<T>::iter().map(|(who, record)| Deposit { who, amount: record.stake });
		Self::check_held(HoldReason::Stake, stakes)?;
		let escrows = Jobs::<T>::iter_values().filter_map(|job| job.escrow);
		Self::check_held(HoldReason::Escrow, escrows.map(|escrow| escrow.held))?;
		Self::check_held(HoldReason::Job, Jobs::<T>::iter_values().map(|job| job.deposit))?;
		Self::check_held(HoldReason::Weights, Weights::<T>::iter_values().map(|info| info.deposit))?;
		Self::check_held(HoldReason::Terms, Terms::<T>::iter_values().map(|terms| terms.deposit))
	}

	fn check_held(
		reason: HoldReason,
		amounts: impl Iterator<Item = Deposit<T::AccountId>>,
	) -> Result<(), TryRuntimeError> {
		let accounts = frame_system::Account::<T>::iter_keys();
		ensure!(are_held::<T::Currency, _>(reason, amounts, accounts), "what is held is not what is recorded");
		Ok(())
	}

	fn check_workers() -> Result<(), TryRuntimeError> {
		for (worker, record) in Workers::<T>::iter() {
			ensure!(Keys::<T>::get(&record.key) == Some(worker.clone()), "a worker has a key that is not its own");
			for root in &record.models {
				let count = Serving::<T>::get(root).iter().filter(|offer| offer.worker == worker).count();
				ensure!(count == 1, "a worker has not one offer for a model that it serves");
			}
			let models: BTreeSet<_> = record.models.iter().collect();
			ensure!(models.len() == record.models.len(), "a worker names a model twice");
		}
		for (key, worker) in Keys::<T>::iter() {
			let has_it = Workers::<T>::get(worker).is_some_and(|record| record.key == key);
			ensure!(has_it, "a key belongs to nobody");
		}
		for (root, offers) in Serving::<T>::iter() {
			ensure!(!offers.is_empty(), "an empty list of offers is stored");
			for offer in offers {
				let names_it = Workers::<T>::get(&offer.worker).is_some_and(|record| record.models.contains(&root));
				ensure!(names_it, "an offer belongs to nobody");
			}
			ensure!(Self::is_model(&root), "somebody serves what is no model");
		}
		Ok(())
	}

	fn is_model(root: &Digest) -> bool {
		Weights::<T>::get(root).is_some_and(|info| info.kind == WeightsKind::Model)
	}

	fn check_weights() -> Result<(), TryRuntimeError> {
		for (root, info) in Weights::<T>::iter() {
			let files = Files::<T>::get(root).ok_or("weights have no files")?;
			ensure!(length_of(&files) == info.length, "weights have another length than their files");
			if let WeightsKind::Adapter { base } = info.kind {
				ensure!(Self::is_model(&base), "an adapter has no base");
			}
		}
		ensure!(Files::<T>::iter_keys().all(Weights::<T>::contains_key), "files belong to no weights");
		ensure!(Terms::<T>::iter_keys().all(|root| Self::is_model(&root)), "terms belong to no model");
		Ok(())
	}
}
