//! A toy inference engine, and the files that it runs.

use atelier_primitives::{
	engine::{Engine, File, ModelKind, Prepared, Recompute, RecomputeError},
	models::{ModelFile, ModelFiles},
	Digest,
};
use sp_io::hashing::{blake2_256, sha2_256};

/// A model is a file `model`: the length of the output, the cost, anything. An adapter is a file `adapter`: the root of
/// its base, anything. The input `fail` is refused, and a file `input` makes the engine complain of an input.
pub struct Toy;

fn only<'a>(files: &[File<'a>], path: &str) -> Option<&'a [u8]> {
	match files {
		[file] if file.path == path => Some(file.bytes),
		_ => None,
	}
}

fn shape(files: &[File<'_>]) -> Option<Prepared> {
	let (length, rest) = only(files, "model")?.split_first_chunk()?;
	let cost = rest.first_chunk()?;
	Some(Prepared { output_length: u32::from_le_bytes(*length), cost: u64::from_le_bytes(*cost) })
}

impl Recompute for Toy {
	fn engine() -> Engine {
		Engine { name: b"toy".to_vec().try_into().expect("a short name"), version: 7 }
	}

	fn inspect(files: &[File<'_>]) -> Result<ModelKind, RecomputeError> {
		if only(files, "input").is_some() {
			return Err(RecomputeError::Input);
		}
		if shape(files).is_some() {
			return Ok(ModelKind::Model);
		}
		let base = only(files, "adapter").and_then(|bytes| bytes.first_chunk()).ok_or(RecomputeError::Files)?;
		Ok(ModelKind::Adapter { base: Digest::Sha2_256(*base) })
	}

	fn prepare(model: &[File<'_>], _: &[Vec<File<'_>>], input: &[u8]) -> Result<Prepared, RecomputeError> {
		if input == b"fail" {
			return Err(RecomputeError::Input);
		}
		shape(model).ok_or(RecomputeError::Files)
	}

	fn run(
		model: &[File<'_>],
		adapters: &[Vec<File<'_>>],
		seed: &[u8; 32],
		input: &[u8],
	) -> Result<Vec<u8>, RecomputeError> {
		let Prepared { output_length, .. } = Self::prepare(model, adapters, input)?;
		let mut output = blake2_256(only(model, "model").ok_or(RecomputeError::Files)?);
		for adapter in adapters {
			output = blake2_256(&[&output, only(adapter, "adapter").ok_or(RecomputeError::Files)?].concat());
		}
		output = blake2_256(&[&output[..], seed, input].concat());
		Ok(output.into_iter().cycle().take(output_length as usize).collect())
	}
}

/// A folder of these files.
pub fn files(list: &[(&str, &[u8])]) -> ModelFiles {
	let file = |path: &str, bytes: &[u8]| ModelFile {
		path: path.as_bytes().to_vec().try_into().expect("a short path"),
		bytes: bytes.to_vec().try_into().expect("a small file"),
	};
	let files: Vec<_> = list.iter().map(|(path, bytes)| file(path, bytes)).collect();
	files.try_into().expect("few files")
}

/// The bytes of a model.
pub fn model_bytes(output_length: u32, cost: u64, salt: u8) -> Vec<u8> {
	[&output_length.to_le_bytes()[..], &cost.to_le_bytes(), &[salt]].concat()
}

/// The bytes of an adapter.
pub fn adapter_bytes(base: &Digest, salt: &[u8]) -> Vec<u8> {
	[base.as_bytes(), salt].concat()
}

/// The root of a folder with this one file.
pub fn root_of(bytes: &[u8]) -> Digest {
	Digest::Sha2_256(sha2_256(&sha2_256(bytes)))
}

/// A model whose files have `length` bytes, with their paths.
pub fn sized_model(length: u32, cost: u64) -> ModelFiles {
	let mut bytes = model_bytes(64, cost, 77);
	bytes.resize(length as usize - "model".len(), 0);
	files(&[("model", &bytes)])
}

/// One of many adapters whose files have `length` bytes, with their paths, or the least that there must be.
pub fn sized_adapter(base: &Digest, length: u32, number: u32) -> ModelFiles {
	let mut bytes = adapter_bytes(base, &number.to_le_bytes());
	bytes.resize((length as usize - "adapter".len()).max(bytes.len()), 0);
	files(&[("adapter", &bytes)])
}
