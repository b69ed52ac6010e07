//! Verdicts: how a round ends, in agreement, with another committee, or with none; and who is punished.
//!
//! A job that comes here is in no block of the queue.

use crate::{order::ASSIGNMENT_DELAY, pallet::*, types::*, JobOf};
use alloc::vec::Vec;
use atelier_primitives::chain::Balance;
use frame_support::traits::Get;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{One, Saturating},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Ends the commit period.
	pub(crate) fn end_committing(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		Self::punish_committee(hash, job, Seat::owes_commitment, Fault::NoCommit)?;
		if job.commitments() >= usize::from(job.m) {
			Self::begin_revealing(hash, job)
		} else {
			Self::fail_round(hash, job)
		}
	}

	/// Begins the reveal period: enough workers have committed.
	pub(crate) fn begin_revealing(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		job.phase = Phase::Revealing;
		let now = frame_system::Pallet::<T>::block_number();
		Self::schedule(hash, job, now.saturating_add(T::RevealPeriod::get()))?;
		Self::deposit_event(Event::RevealingStarted { job: *hash, round: job.round, due: job.due });
		Ok(())
	}

	/// Counts the answers: all who committed have revealed, or the reveal period is over.
	pub(crate) fn count_answers(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		Self::punish_committee(hash, job, Seat::owes_reveal, Fault::NoReveal)?;
		let Some(answer) = Self::agreement(job)? else { return Self::fail_round(hash, job) };
		let now = frame_system::Pallet::<T>::block_number();
		job.phase = Phase::Agreed { answer: answer.clone(), at: now };
		Self::schedule(hash, job, now.saturating_add(Self::window()))?;
		Self::deposit_event(Event::Agreed { job: *hash, round: job.round, answer, due: job.due });
		Ok(())
	}

	/// The agreement of the present committee.
	pub(crate) fn agreement(job: &JobOf<T>) -> Result<Option<Answer>, DispatchError> {
		Ok(Self::class(job.class)?.agreement(&job.standing_answers(), job.m))
	}

	/// The challenge window in blocks: of what voters may set it to, as far as it can work.
	pub(crate) fn window() -> BlockNumberFor<T> {
		T::Window::get().max(One::one()).min(T::Retention::get())
	}

	/// Fails a round: the present committee did not agree, or on something wrong.
	pub(crate) fn fail_round(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		// Those who answered stay locked: their answer may yet be proved wrong.
		Self::release(job, |seat| seat.answer.is_none())?;
		if u32::from(job.round) >= MAX_ROUNDS {
			return Self::refund(hash, job, RefundReason::NoAgreement);
		}
		let now = frame_system::Pallet::<T>::block_number();
		job.phase = Phase::Reassigned;
		job.waits_since = now;
		Self::schedule(hash, job, now.saturating_add(ASSIGNMENT_DELAY.into()))?;
		Self::deposit_event(Event::Reassigned { job: *hash, round: job.round });
		Ok(())
	}

	/// Punishes those of the present committee who owe something.
	fn punish_committee(
		hash: &JobHash,
		job: &mut JobOf<T>,
		owes: impl Fn(&Seat<T::AccountId>) -> bool,
		fault: Fault,
	) -> DispatchResult {
		let late: Vec<_> = job.committee().filter(|seat| owes(seat)).map(|seat| seat.worker.clone()).collect();
		let round = job.round;
		for worker in late {
			let mut exposure = 0;
			for seat in job.seats.iter_mut().filter(|seat| seat.round == round && seat.worker == worker) {
				seat.fault = Some(fault);
				exposure = core::mem::take(&mut seat.exposure);
			}
			Self::slash(hash, job, &worker, fault, exposure, None)?;
		}
		Ok(())
	}

	/// Punishes those who gave a wrong answer, with everything that is locked of them for this job.
	pub(crate) fn punish_wrong(
		hash: &JobHash,
		job: &mut JobOf<T>,
		liars: Vec<T::AccountId>,
		challenger: &T::AccountId,
	) -> DispatchResult {
		for worker in liars {
			let mut exposure: Balance = 0;
			for seat in job.seats.iter_mut().filter(|seat| seat.worker == worker) {
				exposure = exposure.saturating_add(core::mem::take(&mut seat.exposure));
				seat.fault.get_or_insert(Fault::Wrong);
			}
			Self::slash(hash, job, &worker, Fault::Wrong, exposure, Some(challenger))?;
		}
		Ok(())
	}
}
