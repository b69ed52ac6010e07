//! Bit-exact inference: answers agree if they are equal, and the chain computes any of them again, to the last bit.

use super::{Admitted, Class, Recomputed};
use crate::{
	pallet::*,
	types::{Answer, JobClass, Order},
	worker::{Outputs, Problem},
};
use alloc::collections::BTreeMap;
use atelier_primitives::{
	engine::{Engine, Prepared, Recompute},
	models::ModelInspect,
	provenance::{Attestation, Committee},
	Digest,
};
use sp_io::hashing::sha2_256;
use sp_runtime::{traits::Saturating, DispatchError};

/// The class [`JobClass::BitExact`]: an answer is the SHA-256 and the length of an output file.
#[derive(Default)]
pub struct BitExact;

impl<T: Config> Class<T> for BitExact {
	fn name(&self) -> JobClass {
		JobClass::BitExact
	}

	fn admit(&self, order: &Order) -> Result<Admitted, DispatchError> {
		let loaded = T::Models::load(&order.model, &order.adapters)?;
		let prepared = Pallet::<T>::prepare(&loaded, &order.input)?;
		Ok(Admitted { prepared, read: loaded.length })
	}

	/// The length is known before anybody runs the job, and the digest is that of a file.
	fn accepts(&self, prepared: &Prepared, answer: &Answer) -> bool {
		matches!(answer, Answer::Output { output: Digest::Sha2_256(_), length } if *length == prepared.output_length)
	}

	fn agreement(&self, standing: &[&Answer], m: u8) -> Option<Answer> {
		let mut counts = BTreeMap::<&Answer, u32>::new();
		for answer in standing {
			counts.entry(*answer).or_default().saturating_inc();
		}
		counts.into_iter().find(|(_, count)| *count >= u32::from(m)).map(|(answer, _)| answer.clone())
	}

	fn supports(&self, agreed: &Answer, answer: &Answer) -> bool {
		agreed == answer
	}

	fn is_disputable(&self) -> bool {
		true
	}

	fn recompute(&self, order: &Order, effective_seed: &[u8; 32]) -> Result<Recomputed, DispatchError> {
		let loaded = T::Models::load(&order.model, &order.adapters)?;
		let output = Pallet::<T>::run(&loaded, effective_seed, &order.input)?;
		let answer = Answer::Output { output: Digest::Sha2_256(sha2_256(&output)), length: output.len() as u32 };
		Ok(Recomputed { answer, read: loaded.length })
	}

	fn engine(&self) -> Option<Engine> {
		Some(T::Recompute::engine())
	}

	fn attestation(&self, _: &Answer, _: &[&Answer], committee: Committee) -> Attestation {
		Attestation::BitExact(committee)
	}

	fn read_reply(&self, prepared: &Prepared, outputs: &Outputs) -> Result<Answer, Problem> {
		let mut digest = [0; 32];
		let digits = outputs.value("root", "BYTES").and_then(|value| value.as_str()).ok_or(Problem::Unreadable)?;
		hex::decode_to_slice(digits, &mut digest).map_err(|_| Problem::Unreadable)?;
		let length = outputs.value("length", "UINT64").and_then(|value| value.as_u64()).ok_or(Problem::Unreadable)?;
		if length != u64::from(prepared.output_length) {
			return Err(Problem::WrongLength(length));
		}
		Ok(Answer::Output { output: Digest::Sha2_256(digest), length: prepared.output_length })
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn wrong_answer(&self, prepared: &Prepared, number: u8) -> Answer {
		Answer::Output { output: Digest::Sha2_256([number; 32]), length: prepared.output_length }
	}
}
