//! The files of models and adapters.

use crate::Error;
use alloc::vec::Vec;
use safetensors::{tensor::TensorView, Dtype, SafeTensors};
use serde::Deserialize;

/// The largest that the files of a model or an adapter may be together, in bytes.
pub const MAX_FILES: usize = 16 * 1024;
/// The names of the files of a model: what [`Model::read`](crate::Model::read) takes, and what the root is over.
pub const MODEL_FILES: [&str; 2] = ["config.json", "model.safetensors"];
/// The names of the files of an adapter: what [`Adapter::read`](crate::Adapter::read) takes, and what its root is over.
pub const ADAPTER_FILES: [&str; 2] = ["adapter_config.json", "adapter_model.safetensors"];

/// Numbers in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matrix {
	pub(crate) columns: usize,
	pub(crate) numbers: Vec<i16>,
}

impl Matrix {
	pub(crate) fn rows(&self) -> impl Iterator<Item = &[i16]> {
		// A matrix has columns: 1 keeps the function total.
		self.numbers.chunks_exact(self.columns.max(1))
	}
}

pub(crate) fn check_size(config: &[u8], weights: &[u8]) -> Result<(), Error> {
	if config.len().saturating_add(weights.len()) > MAX_FILES {
		return Err(Error::FilesTooLarge);
	}
	Ok(())
}

pub(crate) fn read_config<'a, T: Deserialize<'a>>(config: &'a [u8]) -> Result<T, Error> {
	serde_json::from_slice(config).map_err(|_| Error::Config)
}

/// The tensors of a file, each of which has to be asked for.
pub(crate) struct Tensors<'a> {
	file: SafeTensors<'a>,
	read: usize,
}

impl<'a> Tensors<'a> {
	pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, Error> {
		Ok(Self { file: SafeTensors::deserialize(bytes).map_err(|_| Error::Safetensors)?, read: 0 })
	}

	/// The matrix with this name and shape, if there is a tensor with this name. Bytes count as numbers if they may.
	pub(crate) fn matrix(
		&mut self,
		name: &str,
		rows: usize,
		columns: usize,
		may_be_bytes: bool,
	) -> Result<Option<Matrix>, Error> {
		let Ok(tensor) = self.file.tensor(name) else { return Ok(None) };
		self.read = self.read.saturating_add(1);
		let numbers = match tensor.dtype() {
			Dtype::I16 => i16s(&tensor),
			Dtype::I8 if may_be_bytes => i8s(&tensor),
			_ => return Err(Error::TensorType),
		};
		if tensor.shape() != [rows, columns] {
			return Err(Error::TensorShape);
		}
		Ok(Some(Matrix { columns, numbers }))
	}

	/// Whether there is nothing but what was asked for.
	pub(crate) fn finish(self) -> Result<(), Error> {
		if self.file.len() != self.read {
			return Err(Error::UnknownTensor);
		}
		Ok(())
	}
}

fn i16s(tensor: &TensorView<'_>) -> Vec<i16> {
	tensor.data().chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(i16::from_le_bytes)).collect()
}

fn i8s(tensor: &TensorView<'_>) -> Vec<i16> {
	tensor.data().iter().map(|byte| i16::from(*byte as i8)).collect()
}
