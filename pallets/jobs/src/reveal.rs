//! Reveals: each opens a commitment.

use crate::{
	commitment::{Refusal, Step},
	crypto,
	pallet::*,
	types::*,
	JobOf,
};
use atelier_primitives::workers::WorkerSignature;
use frame_support::{
	ensure,
	pallet_prelude::{TransactionSource, TransactionValidityWithRefund},
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	fn job_to_reveal(
		hash: &JobHash,
		round: u8,
		worker: &T::AccountId,
		answer: &Answer,
		salt: &[u8; 32],
	) -> Result<JobOf<T>, Refusal> {
		let job = Self::waiting_job(hash, round, Step::Reveal)?;
		let seat = job.seat(worker).filter(|seat| seat.owes_reveal()).ok_or(Refusal::NotAssigned)?;
		let is_possible = Self::class(job.class).is_ok_and(|class| class.accepts(&job.prepared, answer));
		let commitment = crypto::commitment(hash, round, worker, answer, salt);
		ensure!(is_possible && seat.commitment == Some(commitment), Refusal::WrongReveal);
		Ok(job)
	}

	pub(crate) fn authorize_reveal(
		_: TransactionSource,
		job: &JobHash,
		round: &u8,
		worker: &T::AccountId,
		answer: &Answer,
		salt: &[u8; 32],
		signature: &WorkerSignature,
	) -> TransactionValidityWithRefund {
		Self::job_to_reveal(job, *round, worker, answer, salt)?;
		let payload = crypto::reveal_payload(Self::genesis(), job, *round, worker, answer, salt);
		Self::validity(job, *round, Step::Reveal, worker, payload, signature)
	}

	pub(crate) fn do_reveal(
		hash: JobHash,
		round: u8,
		worker: T::AccountId,
		answer: Answer,
		salt: [u8; 32],
	) -> DispatchResult {
		let mut job = Self::job_to_reveal(&hash, round, &worker, &answer, &salt).map_err(Error::<T>::from)?;
		let seat = job.seat_mut(&worker).ok_or(Error::<T>::NotAssigned)?;
		seat.answer = Some(answer.clone());
		Self::deposit_event(Event::Revealed { job: hash, round, worker, answer });
		if !job.committee().any(Seat::owes_reveal) {
			Self::unschedule(&hash, &job);
			Self::count_answers(&hash, &mut job)?;
		}
		Jobs::<T>::insert(hash, job);
		Ok(())
	}
}
