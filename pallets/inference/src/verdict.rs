//! How a round ends: in agreement, with another committee, or with none; and who is punished.
//!
//! A job that comes here is in no block of the agenda.

use crate::{order::ASSIGNMENT_DELAY, pallet::*, types::*, JobOf};
use alloc::vec::Vec;
use atelier_primitives::chain::Balance;
use frame_support::{
	ensure,
	traits::{
		fungible::hold::Mutate,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{One, Saturating},
	DispatchResult, Perbill,
};

/// The part of a slash that the challenger gets, and the part that the requester gets. The rest is burnt.
const SHARE: Perbill = Perbill::from_percent(25);

/// What one of them gets of a slash.
pub(crate) fn share(slash: Balance) -> Balance {
	SHARE.mul_floor(slash)
}

impl<T: Config> Pallet<T> {
	/// The time to commit is over.
	pub(crate) fn end_committing(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		Self::punish_committee(hash, job, Seat::owes_commitment, Fault::NoCommit)?;
		if job.commitments() >= usize::from(job.m) {
			Self::begin_revealing(hash, job)
		} else {
			Self::fail_round(hash, job)
		}
	}

	/// Enough workers have committed.
	pub(crate) fn begin_revealing(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		job.phase = Phase::Revealing;
		let now = frame_system::Pallet::<T>::block_number();
		Self::schedule(hash, job, now.saturating_add(T::RevealPeriod::get()))?;
		Self::deposit_event(Event::RevealingStarted { job: *hash, round: job.round, due: job.due });
		Ok(())
	}

	/// All who committed have revealed, or the time is over.
	pub(crate) fn count_answers(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		Self::punish_committee(hash, job, Seat::owes_reveal, Fault::NoReveal)?;
		let Some(answer) = job.agreement() else { return Self::fail_round(hash, job) };
		let now = frame_system::Pallet::<T>::block_number();
		job.phase = Phase::Agreed { answer, at: now };
		Self::schedule(hash, job, now.saturating_add(Self::window()))?;
		Self::deposit_event(Event::Agreed { job: *hash, round: job.round, root: answer.root, due: job.due });
		Ok(())
	}

	/// For how many blocks an answer can be challenged. Of what voters may set it to, as far as it can work.
	pub(crate) fn window() -> BlockNumberFor<T> {
		T::Window::get().max(One::one()).min(T::Retention::get())
	}

	/// The present committee did not agree, or on something wrong.
	pub(crate) fn fail_round(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		// Those who answered stay locked: their answer may yet be proved wrong.
		Self::unlock(job, |seat| seat.answer.is_none())?;
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

	/// Unlocks the exposure of some seats.
	pub(crate) fn unlock(job: &mut JobOf<T>, which: impl Fn(&Seat<T::AccountId>) -> bool) -> DispatchResult {
		for seat in job.seats.iter_mut().filter(|seat| seat.exposure > 0 && which(seat)) {
			let exposure = core::mem::take(&mut seat.exposure);
			Self::try_mutate_worker(&seat.worker, |record| {
				record.exposure = record.exposure.checked_sub(exposure).ok_or(Error::<T>::Overflow)?;
				Ok(())
			})?;
		}
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

	/// Takes everything that is locked for this job of everybody who gave a wrong answer.
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

	/// Unlocks an exposure, which is no longer that of a seat, and takes the part that the fault costs.
	fn slash(
		hash: &JobHash,
		job: &JobOf<T>,
		worker: &T::AccountId,
		fault: Fault,
		exposure: Balance,
		challenger: Option<&T::AccountId>,
	) -> DispatchResult {
		let amount = fault.slash().mul_floor(exposure);
		Self::try_mutate_worker(worker, |record| {
			record.exposure = record.exposure.checked_sub(exposure).ok_or(Error::<T>::Overflow)?;
			record.stake = record.stake.checked_sub(amount).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})?;
		let share = share(amount);
		let mut burnt = amount;
		for receiver in challenger.into_iter().chain([&job.requester]) {
			Self::pay_from_hold(HoldReason::Stake, worker, receiver, share)?;
			burnt = burnt.saturating_sub(share);
		}
		let reason = HoldReason::Stake.into();
		let gone = T::Currency::burn_held(&reason, worker, burnt, Precision::Exact, Fortitude::Force)?;
		ensure!(gone == burnt, Error::<T>::Overflow);
		Self::deposit_event(Event::Slashed { job: *hash, worker: worker.clone(), fault, amount, burnt });
		Ok(())
	}

	/// Pays from what is held. Freezes of the payer do not hinder it: it is owed.
	pub(crate) fn pay_from_hold(
		reason: HoldReason,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: Balance,
	) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let (exact, force) = (Precision::Exact, Fortitude::Force);
		T::Currency::transfer_on_hold(&reason.into(), from, to, amount, exact, Restriction::Free, force).map(drop)
	}
}
