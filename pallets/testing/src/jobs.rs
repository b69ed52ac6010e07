//! Fakes of the receivers of outcomes: the registry, and the traits of IP assets.

use crate::{
	error,
	storage::{Refusing, TraitOutcomes},
	AccountOf, Config, Provenance,
};
use atelier_primitives::{
	ip::{Act, IpId, IpInspect, TraitKey},
	jobs::{Answer, JobHash, OnJobFinalized, Outcome, Purpose, Receiver},
	provenance::{Attestation, Generation, ProvenanceRegister},
};
use codec::{Decode, Encode};
use core::marker::PhantomData;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

/// The outcome of a job for a trait, as it was delivered.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct TraitOutcome<AccountId> {
	/// The requester of the job.
	pub who: AccountId,
	/// The IP asset.
	pub ip: IpId,
	/// The name of the trait.
	pub key: TraitKey,
	/// The job.
	pub job: JobHash,
	/// The answer that the workers agreed on.
	pub answer: Answer,
	/// The generation record.
	pub generation: Generation,
	/// The attestation.
	pub attestation: Attestation,
}

/// Refuses, or takes again, all that concerns a receiver.
pub fn refuse(receiver: Receiver, refuses: bool) {
	match refuses {
		true => Refusing::insert(receiver, ()),
		false => Refusing::remove(receiver),
	}
}

fn ensure_takes(receiver: Receiver) -> DispatchResult {
	ensure!(!Refusing::contains_key(receiver), error::REFUSED);
	Ok(())
}

/// Registers the generation record of an output file.
pub struct Records<T>(PhantomData<T>);

impl<T: Config> OnJobFinalized<AccountOf<T>> for Records<T> {
	fn receivers(outcome: &Outcome<AccountOf<T>>) -> Vec<Receiver> {
		outcome.answer.output().map(|_| Receiver::Record).into_iter().collect()
	}

	fn on_job_finalized(receiver: Receiver, outcome: &Outcome<AccountOf<T>>) -> DispatchResult {
		ensure_takes(receiver)?;
		let output = *outcome.answer.output().ok_or(DispatchError::Unavailable)?;
		let Outcome { requester, generation, attestation, age, .. } = outcome.clone();
		Provenance::<T>::register_generation(&requester, output, generation, attestation, age)
	}
}

/// Keeps the outcomes for traits, of any class, if the requester may set the trait.
pub struct Traits<T>(PhantomData<T>);

impl<T: Config> Traits<T> {
	/// The outcomes for traits, oldest first.
	pub fn outcomes() -> Vec<TraitOutcome<AccountOf<T>>> {
		TraitOutcomes::<T>::get()
	}
}

impl<T: Config> OnJobFinalized<AccountOf<T>> for Traits<T> {
	fn receivers(outcome: &Outcome<AccountOf<T>>) -> Vec<Receiver> {
		matches!(outcome.purpose, Purpose::Trait { .. }).then_some(Receiver::Trait).into_iter().collect()
	}

	fn on_job_finalized(receiver: Receiver, outcome: &Outcome<AccountOf<T>>) -> DispatchResult {
		ensure_takes(receiver)?;
		let Outcome { requester: who, purpose, job, answer, generation, attestation, .. } = outcome.clone();
		let Purpose::Trait { ip, key } = purpose else { return Err(DispatchError::Unavailable) };
		ensure!(T::Ips::is_permitted(&who, &ip, Act::Metadata), error::NOT_AUTHORIZED);
		TraitOutcomes::<T>::append(TraitOutcome { who, ip, key, job, answer, generation, attestation });
		Ok(())
	}
}
