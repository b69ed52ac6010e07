//! Recomputation: runs of models by the chain itself, with the engine of the runtime.

use crate::pallet::*;
use alloc::vec::Vec;
use atelier_primitives::{
	engine::{Prepared, Recompute, RecomputeError},
	models::{LoadedModel, ModelInspect},
	Digest,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

impl<T> From<RecomputeError> for Error<T> {
	fn from(error: RecomputeError) -> Self {
		match error {
			RecomputeError::Files => Self::InvalidFiles,
			RecomputeError::Input => Self::InvalidInput,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Prepares a run, without running. Fails if the engine would refuse to run.
	pub(crate) fn prepare(loaded: &LoadedModel, input: &[u8]) -> Result<Prepared, DispatchError> {
		let prepared = loaded.read(|model, adapters| T::Recompute::prepare(model, adapters, input));
		Ok(prepared.ok_or(Error::<T>::InvalidFiles)?.map_err(Error::<T>::from)?)
	}

	/// Bounds a run: its output is at most `max_output` bytes long, and it costs no more than the chain can check.
	pub(crate) fn ensure_bounded(prepared: &Prepared, max_output: u32) -> DispatchResult {
		ensure!(prepared.output_length <= max_output.min(T::MaxOutput::get()), Error::<T>::MaxOutputExceeded);
		ensure!(prepared.cost <= T::MaxCost::get(), Error::<T>::MaxCostExceeded);
		Ok(())
	}

	/// Runs a model, and gives the bytes of the output file.
	pub(crate) fn run(loaded: &LoadedModel, seed: &[u8; 32], input: &[u8]) -> Result<Vec<u8>, DispatchError> {
		let output = loaded.read(|model, adapters| T::Recompute::run(model, adapters, seed, input));
		Ok(output.ok_or(Error::<T>::InvalidFiles)?.map_err(Error::<T>::from)?)
	}

	/// The output of a model in state. Fails if a job for it would cost too much, or make too much.
	pub(crate) fn output(
		model: &Digest,
		adapters: &[Digest],
		seed: &[u8; 32],
		input: &[u8],
	) -> Result<Vec<u8>, DispatchError> {
		let loaded = T::Models::load(model, adapters)?;
		Self::ensure_bounded(&Self::prepare(&loaded, input)?, T::MaxOutput::get())?;
		Self::run(&loaded, seed, input)
	}
}
