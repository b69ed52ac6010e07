//! Jobs of inference: what workers can answer, and who is told of the outcome.

use crate::{
	ip::{IpId, TraitKey},
	provenance::{Attestation, Generation},
	Digest,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// The longest input of a job in bytes.
pub const MAX_INPUT: u32 = 512;
/// The most numbers that an answer can have.
pub const MAX_VALUES: u32 = 16;

/// The name of a job: BLAKE2-256 of the SCALE encoding of genesis hash, requester, nonce and order.
pub type JobHash = [u8; 32];

/// The verification class of a job: how its answers are compared, and what can be disputed. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum JobClass {
	/// Inference that gives the same bytes on every machine: equal digests agree, and the chain can compute it again.
	#[codec(index = 0)]
	BitExact,
	/// Inference that gives numbers which agree within a tolerance.
	#[codec(index = 1)]
	Median,
}

/// The answer of a worker. Indices are never reused.
#[derive(
	Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Answer {
	/// An output file.
	#[codec(index = 0)]
	Output {
		/// SHA-256 of the file.
		output: Digest,
		/// Its length in bytes.
		length: u32,
	},
	/// A vector of fixed-point numbers.
	#[codec(index = 1)]
	Values(BoundedVec<i64, ConstU32<MAX_VALUES>>),
}

impl Answer {
	/// The digest of the output file. Nothing if the answer is none.
	pub fn output(&self) -> Option<&Digest> {
		match self {
			Self::Output { output, .. } => Some(output),
			Self::Values(_) => None,
		}
	}
}

/// The use of the output. Indices are never reused.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Purpose {
	/// A work, which its requester may mint.
	#[codec(index = 0)]
	Work,
	/// The value of a trait of an IP asset.
	#[codec(index = 1)]
	Trait {
		/// The IP asset.
		ip: IpId,
		/// The name of the trait.
		key: TraitKey,
	},
}

/// The outcome of a job that is final: paid, and past its challenge window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<AccountId> {
	/// The job.
	pub job: JobHash,
	/// The account that ordered it.
	pub requester: AccountId,
	/// The answer that the workers agreed on.
	pub answer: Answer,
	/// The generation record of the output.
	pub generation: Generation,
	/// The attestation that the class of the job is worth.
	pub attestation: Attestation,
	/// The age of the order in blocks, counted from the block before it: who sees an order knows its output.
	pub age: u32,
	/// The use of the output.
	pub purpose: Purpose,
}

/// A receiver of outcomes. Indices are never reused.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Receiver {
	/// The registry: the generation record of the output.
	#[codec(index = 0)]
	Record,
	/// The IP asset whose trait the output becomes.
	#[codec(index = 1)]
	Trait,
}

/// Told of the outcome of each final job: one receiver, or a tuple of them in the runtime. Called by `jobs`.
///
/// No failure here holds up a payment: the caller wraps each delivery in a storage layer of its own, and delivers what
/// failed again when the requester asks for it.
pub trait OnJobFinalized<AccountId> {
	/// The receivers that the outcome concerns, each once.
	fn receivers(outcome: &Outcome<AccountId>) -> Vec<Receiver>;

	/// Delivers the outcome to one of them.
	fn on_job_finalized(receiver: Receiver, outcome: &Outcome<AccountId>) -> DispatchResult;
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
impl<AccountId> OnJobFinalized<AccountId> for Tuple {
	fn receivers(outcome: &Outcome<AccountId>) -> Vec<Receiver> {
		let mut all = Vec::new();
		for_tuples!( #( all.extend(Tuple::receivers(outcome)); )* );
		all
	}

	fn on_job_finalized(receiver: Receiver, outcome: &Outcome<AccountId>) -> DispatchResult {
		for_tuples!( #(
			if Tuple::receivers(outcome).contains(&receiver) {
				return Tuple::on_job_finalized(receiver, outcome);
			}
		)* );
		Err(DispatchError::Unavailable)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::provenance::Prompt;

	struct Recording;

	impl OnJobFinalized<u64> for Recording {
		fn receivers(_: &Outcome<u64>) -> Vec<Receiver> {
			alloc::vec![Receiver::Record]
		}

		fn on_job_finalized(_: Receiver, _: &Outcome<u64>) -> DispatchResult {
			Ok(())
		}
	}

	struct Refusing;

	impl OnJobFinalized<u64> for Refusing {
		fn receivers(_: &Outcome<u64>) -> Vec<Receiver> {
			alloc::vec![Receiver::Trait]
		}

		fn on_job_finalized(_: Receiver, _: &Outcome<u64>) -> DispatchResult {
			Err(DispatchError::Other("refused"))
		}
	}

	fn outcome() -> Outcome<u64> {
		let generation = Generation {
			model: Digest::Sha2_256([1; 32]),
			adapters: Default::default(),
			effective_seed: [2; 32],
			parameters: Default::default(),
			prompt: Prompt::None,
			outputs: Default::default(),
			engine: None,
			c2pa_manifest: None,
			iscc: Default::default(),
			extra: Default::default(),
		};
		Outcome {
			job: [3; 32],
			requester: 4,
			answer: Answer::Values(Default::default()),
			generation,
			attestation: Attestation::None,
			age: 5,
			purpose: Purpose::Work,
		}
	}

	#[test]
	fn tuple_should_deliver_to_the_part_that_receives_when_there_are_several() {
		type Tuple = (Recording, Refusing);
		let outcome = outcome();
		assert_eq!(<Tuple as OnJobFinalized<u64>>::receivers(&outcome), [Receiver::Record, Receiver::Trait]);
		assert_eq!(<Tuple as OnJobFinalized<u64>>::on_job_finalized(Receiver::Record, &outcome), Ok(()));
		let refused = <Tuple as OnJobFinalized<u64>>::on_job_finalized(Receiver::Trait, &outcome);
		assert_eq!(refused, Err(DispatchError::Other("refused")));
	}

	#[test]
	fn unit_should_receive_nothing_when_a_job_is_final() {
		let outcome = outcome();
		assert_eq!(<() as OnJobFinalized<u64>>::receivers(&outcome), []);
		let nobody = <() as OnJobFinalized<u64>>::on_job_finalized(Receiver::Record, &outcome);
		assert_eq!(nobody, Err(DispatchError::Unavailable));
	}

	#[test]
	fn answer_should_have_an_output_when_it_is_a_file() {
		let output = Digest::Sha2_256([1; 32]);
		assert_eq!(Answer::Output { output, length: 2 }.output(), Some(&output));
		assert_eq!(Answer::Values(Default::default()).output(), None);
	}
}
