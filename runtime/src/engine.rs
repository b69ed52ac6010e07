//! The inference engine that gateways run too, as the chain runs it to check them.

use alloc::vec::Vec;
use atelier_engine::{Adapter, Model, Request, ADAPTER_FILES, MODEL_FILES, NAME, VERSION};
use atelier_primitives::{
	engine::{self, File, ModelKind, Prepared, Recompute, RecomputeError},
	openssf, Digest,
};
use sp_runtime::BoundedVec;

/// Runs `atelier-engine`.
pub struct Engine;

/// The two files with these names, if there are no others: the root of a folder says nothing of what has no effect.
fn both<'a>(files: &[File<'a>], names: [&str; 2]) -> Option<[&'a [u8]; 2]> {
	let [first, second] = files else { return None };
	let content = |name| [first, second].into_iter().find(|file| file.path == name).map(|file| file.bytes);
	let [config, tensors] = names;
	Some([content(config)?, content(tensors)?])
}

fn unreadable(_: atelier_engine::Error) -> RecomputeError {
	RecomputeError::Files
}

fn refused(_: atelier_engine::Error) -> RecomputeError {
	RecomputeError::Input
}

fn model(files: &[File<'_>]) -> Result<Model, RecomputeError> {
	let [config, tensors] = both(files, MODEL_FILES).ok_or(RecomputeError::Files)?;
	let hashed: Vec<_> = files.iter().map(|file| openssf::File::of(file.path, file.bytes)).collect();
	let root = openssf::root(&hashed).map_err(|_| RecomputeError::Files)?;
	Model::read(root, config, tensors).map_err(unreadable)
}

fn adapter(files: &[File<'_>]) -> Result<Adapter, RecomputeError> {
	let [config, tensors] = both(files, ADAPTER_FILES).ok_or(RecomputeError::Files)?;
	Adapter::read(config, tensors).map_err(unreadable)
}

impl Recompute for Engine {
	fn engine() -> engine::Engine {
		engine::Engine { name: BoundedVec::truncate_from(NAME.as_bytes().to_vec()), version: VERSION }
	}

	fn inspect(files: &[File<'_>]) -> Result<ModelKind, RecomputeError> {
		match both(files, ADAPTER_FILES) {
			Some(_) => Ok(ModelKind::Adapter { base: Digest::Sha2_256(adapter(files)?.base()) }),
			None => model(files).map(|_| ModelKind::Model),
		}
	}

	/// The same for all models: those in state were read before, so only the input can be wrong.
	fn prepare(_: &[File<'_>], _: &[Vec<File<'_>>], input: &[u8]) -> Result<Prepared, RecomputeError> {
		let request = Request::read(input).map_err(refused)?;
		Ok(Prepared { output_length: request.output_length(), cost: request.cost() })
	}

	fn run(
		files: &[File<'_>],
		adapters: &[Vec<File<'_>>],
		effective_seed: &[u8; 32],
		input: &[u8],
	) -> Result<Vec<u8>, RecomputeError> {
		let adapters = adapters.iter().map(|files| adapter(files)).collect::<Result<Vec<_>, _>>()?;
		let picture = atelier_engine::generate(&model(files)?, &adapters, *effective_seed, input).map_err(refused)?;
		Ok(picture.png())
	}
}
