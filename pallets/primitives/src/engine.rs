//! The inference engine of the runtime: what a chain that checks workers must be able to compute itself.

use crate::Digest;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// A file of a model or an adapter, with its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
	/// Its path below the folder of the model.
	pub path: &'a str,
	/// Its content.
	pub bytes: &'a [u8],
}

/// The kind of a model folder. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum ModelKind {
	/// A base model: runs by itself.
	#[codec(index = 0)]
	Model,
	/// An adapter, such as a LoRA: runs with its base.
	#[codec(index = 1)]
	Adapter {
		/// The root of the model that it adapts.
		base: Digest,
	},
}

/// The static shape and cost of a run, known before it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Prepared {
	/// The length of the output in bytes.
	pub output_length: u32,
	/// Cost of the computation, in units of the engine. The weight of a challenge grows with them.
	pub cost: u64,
}

/// The name and version of an engine. Two engines that could give different bytes differ in one of them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Engine {
	/// Its name in UTF-8.
	pub name: BoundedVec<u8, ConstU32<MAX_ENGINE_NAME>>,
	/// Its version.
	pub version: u32,
}

/// The longest name of an engine in bytes.
pub const MAX_ENGINE_NAME: u32 = 32;

/// Refusal of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecomputeError {
	/// The files are nothing that it can run.
	Files,
	/// The model does not take the input.
	Input,
}

/// Runs a model to the last bit as everybody else does. The runtime adapts an engine to it.
///
/// Each of `adapters` is the files of one adapter, in the order in which they are applied.
pub trait Recompute {
	/// The engine, as generation records name it. Changes with every change of what some model makes.
	fn engine() -> Engine;

	/// Reads files as the engine would, and says what they are. Fails if they are nothing that it can run.
	fn inspect(files: &[File<'_>]) -> Result<ModelKind, RecomputeError>;

	/// Says what a run would make, without running. Fails if the engine would refuse to run.
	fn prepare(model: &[File<'_>], adapters: &[Vec<File<'_>>], input: &[u8]) -> Result<Prepared, RecomputeError>;

	/// Runs, and gives the bytes of the output file: as many as [`Recompute::prepare`] said, and always the same.
	fn run(
		model: &[File<'_>],
		adapters: &[Vec<File<'_>>],
		effective_seed: &[u8; 32],
		input: &[u8],
	) -> Result<Vec<u8>, RecomputeError>;
}

impl Recompute for () {
	fn engine() -> Engine {
		Engine { name: BoundedVec::new(), version: 0 }
	}

	fn inspect(_: &[File<'_>]) -> Result<ModelKind, RecomputeError> {
		Err(RecomputeError::Files)
	}

	fn prepare(_: &[File<'_>], _: &[Vec<File<'_>>], _: &[u8]) -> Result<Prepared, RecomputeError> {
		Err(RecomputeError::Files)
	}

	fn run(_: &[File<'_>], _: &[Vec<File<'_>>], _: &[u8; 32], _: &[u8]) -> Result<Vec<u8>, RecomputeError> {
		Err(RecomputeError::Files)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn unit_should_run_nothing_when_asked() {
		assert_eq!(<() as Recompute>::engine().version, 0);
		let unavailable = RecomputeError::Files;
		assert_eq!(<() as Recompute>::inspect(&[]), Err(unavailable));
		assert_eq!(<() as Recompute>::prepare(&[], &[], &[]), Err(unavailable));
		assert_eq!(<() as Recompute>::run(&[], &[], &[0; 32], &[]), Err(unavailable));
	}
}
