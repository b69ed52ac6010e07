//! Receivers of the outcomes of final jobs: the registry of provenance, and the traits of IP assets.
//!
//! `jobs` tells the tuple `OnJobFinalized` of its configuration, and knows none of them.

use crate::{AccountId, IpAssets, Provenance};
use alloc::{vec, vec::Vec};
use atelier_primitives::{
	ip::{IpTraits, TraitValue},
	jobs::{OnJobFinalized, Outcome, Purpose, Receiver},
	provenance::ProvenanceRegister,
};
use sp_runtime::{DispatchError, DispatchResult};

/// Registers the generation record of an output file, as a claim of the requester.
pub struct RecordOutcome;

impl OnJobFinalized<AccountId> for RecordOutcome {
	fn receivers(outcome: &Outcome<AccountId>) -> Vec<Receiver> {
		outcome.answer.output().map(|_| Receiver::Record).into_iter().collect()
	}

	fn on_job_finalized(_: Receiver, outcome: &Outcome<AccountId>) -> DispatchResult {
		let output = *outcome.answer.output().ok_or(DispatchError::Unavailable)?;
		let (generation, attestation) = (outcome.generation.clone(), outcome.attestation);
		Provenance::register_generation(&outcome.requester, output, generation, attestation, outcome.age)
	}
}

/// Sets the trait that an output was ordered for.
pub struct SetTrait;

impl OnJobFinalized<AccountId> for SetTrait {
	fn receivers(outcome: &Outcome<AccountId>) -> Vec<Receiver> {
		match (&outcome.purpose, outcome.answer.output()) {
			(Purpose::Trait { .. }, Some(_)) => vec![Receiver::Trait],
			_ => Vec::new(),
		}
	}

	fn on_job_finalized(_: Receiver, outcome: &Outcome<AccountId>) -> DispatchResult {
		let (Purpose::Trait { ip, key }, Some(output)) = (&outcome.purpose, outcome.answer.output()) else {
			return Err(DispatchError::Unavailable);
		};
		let value = TraitValue { output: *output, job: outcome.job };
		IpAssets::set(&outcome.requester, ip, key.clone(), value)
	}
}
