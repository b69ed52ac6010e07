//! Commitments: what the transactions of workers have in common, and the first of the two.

use crate::{crypto, pallet::*, types::*, JobOf};
use alloc::vec::Vec;
use atelier_primitives::workers::{WorkerPool, WorkerSignature};
use codec::Encode;
use frame_support::{
	ensure,
	pallet_prelude::{
		InvalidTransaction, TransactionSource, TransactionValidityError, TransactionValidityWithRefund,
		ValidTransaction,
	},
	traits::Get,
	weights::Weight,
};
use sp_application_crypto::RuntimeAppPublic;
use sp_runtime::{traits::UniqueSaturatedInto, DispatchResult};

/// Above transactions with a fee: there are few of them, and silence is punished.
const PRIORITY: u64 = 1 << 60;

/// The reason of [`InvalidTransaction::Custom`] for a worker that has no seat.
pub const NOT_ASSIGNED: u8 = 1;
/// The reason of [`InvalidTransaction::Custom`] for an answer that was not committed to.
pub const WRONG_REVEAL: u8 = 2;

/// The refusal of a transaction of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
	/// There is no such job.
	NotFound,
	/// The time for it is over.
	Stale,
	/// The time for it has not come.
	Future,
	/// The worker has no seat, was punished, or did it before.
	NotAssigned,
	/// The answer is not what was committed to.
	WrongReveal,
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		Self::Invalid(match refusal {
			// The pool may have a later block than this one, where the job is.
			Refusal::NotFound | Refusal::Future => InvalidTransaction::Future,
			Refusal::Stale => InvalidTransaction::Stale,
			Refusal::NotAssigned => InvalidTransaction::Custom(NOT_ASSIGNED),
			Refusal::WrongReveal => InvalidTransaction::Custom(WRONG_REVEAL),
		})
	}
}

impl<T> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::NotFound => Self::NotFound,
			Refusal::Stale | Refusal::Future => Self::WrongPhase,
			Refusal::NotAssigned => Self::NotAssigned,
			Refusal::WrongReveal => Self::WrongReveal,
		}
	}
}

/// A step of a worker in a round. In the order of time, and part of the tag of its transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode)]
pub(crate) enum Step {
	Commit,
	Reveal,
}

impl Step {
	/// True if a job in this phase waits for it, in its present round.
	fn check<BlockNumber>(self, phase: &Phase<BlockNumber>) -> Result<(), Refusal> {
		match (self, phase) {
			(Self::Commit, Phase::Committing) | (Self::Reveal, Phase::Revealing) => Ok(()),
			(Self::Reveal, Phase::Committing) => Err(Refusal::Future),
			_ => Err(Refusal::Stale),
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The job, if it waits for this step in this round.
	pub(crate) fn waiting_job(hash: &JobHash, round: u8, step: Step) -> Result<JobOf<T>, Refusal> {
		let job = Jobs::<T>::get(hash).ok_or(Refusal::NotFound)?;
		ensure!(!job.phase.has_ended() && round >= job.round, Refusal::Stale);
		ensure!(round == job.round, Refusal::Future);
		step.check(&job.phase)?;
		Ok(job)
	}

	/// The validity of a transaction of a worker whose look-ups went well. Checks the signature.
	pub(crate) fn validity(
		job: &JobHash,
		round: u8,
		step: Step,
		worker: &T::AccountId,
		payload: Vec<u8>,
		signature: &WorkerSignature,
	) -> TransactionValidityWithRefund {
		let key = T::Workers::key_of(worker).ok_or(Refusal::NotAssigned)?;
		ensure!(key.verify(&payload, signature), InvalidTransaction::BadProof);
		let longevity = T::CommitPeriod::get().max(T::RevealPeriod::get());
		let validity = ValidTransaction::with_tag_prefix("AtelierJobs")
			.priority(PRIORITY)
			.and_provides((job, round, step, worker))
			.longevity(longevity.unique_saturated_into())
			.propagate(true)
			.build()?;
		Ok((validity, Weight::zero()))
	}

	fn job_to_commit(hash: &JobHash, round: u8, worker: &T::AccountId) -> Result<JobOf<T>, Refusal> {
		let job = Self::waiting_job(hash, round, Step::Commit)?;
		ensure!(job.seat(worker).is_some_and(Seat::owes_commitment), Refusal::NotAssigned);
		Ok(job)
	}

	pub(crate) fn authorize_commit(
		_: TransactionSource,
		job: &JobHash,
		round: &u8,
		worker: &T::AccountId,
		commitment: &[u8; 32],
		signature: &WorkerSignature,
	) -> TransactionValidityWithRefund {
		Self::job_to_commit(job, *round, worker)?;
		let payload = crypto::commit_payload(Self::genesis(), job, *round, worker, commitment);
		Self::validity(job, *round, Step::Commit, worker, payload, signature)
	}

	pub(crate) fn do_commit(hash: JobHash, round: u8, worker: T::AccountId, commitment: [u8; 32]) -> DispatchResult {
		let mut job = Self::job_to_commit(&hash, round, &worker).map_err(Error::<T>::from)?;
		let is_first = job.committee().all(|seat| seat.commitment.is_none());
		let seat = job.seat_mut(&worker).ok_or(Error::<T>::NotAssigned)?;
		seat.commitment = Some(commitment);
		if is_first {
			job.acted_rounds = job.acted_rounds.saturating_add(1);
		}
		Self::deposit_event(Event::Committed { job: hash, round, worker });
		if !job.committee().any(Seat::owes_commitment) && job.commitments() >= usize::from(job.m) {
			Self::unschedule(&hash, &job);
			Self::begin_revealing(&hash, &mut job)?;
		}
		Jobs::<T>::insert(hash, job);
		Ok(())
	}
}
