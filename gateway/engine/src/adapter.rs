//! Adapters: small changes to a model (LoRA).

use crate::{
	files::{check_size, read_config, Matrix, Tensors},
	fixed::{round_shift, saturate},
	model::{Model, SHAPES},
	Error,
};
use alloc::{format, vec::Vec};
use serde::Deserialize;

/// The highest rank of an adapter.
pub const MAX_RANK: u8 = 8;
/// The highest shift of an adapter.
pub const MAX_SHIFT: u8 = 24;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Architecture {
	#[serde(rename = "atelier-lora-1")]
	Lora1,
}

/// What `adapter_config.json` says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config<'a> {
	#[allow(dead_code)] // That it can be read is all there is to know.
	architecture: Architecture,
	/// The root of the model, in hexadecimal digits.
	base: &'a str,
	rank: u8,
	shift: u8,
}

/// What an adapter adds to the weights of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
	base: [u8; 32],
	/// For each matrix of the model what to add to its numbers; nothing for one that stays as it is.
	changes: Vec<Option<Vec<i32>>>,
}

impl Adapter {
	/// The adapter with these files, [`ADAPTER_FILES`](crate::ADAPTER_FILES).
	///
	/// For each matrix `M` of the model that it changes it has `M.lora_A` with as many rows as the rank and as many
	/// columns as `M`, and `M.lora_B` with as many rows as `M` and as many columns as the rank. The change is their
	/// product `B · A / 2^shift`, rounded to the nearest, halves up.
	pub fn read(config: &[u8], weights: &[u8]) -> Result<Self, Error> {
		check_size(config, weights)?;
		let config: Config<'_> = read_config(config)?;
		let mut base = [0; 32];
		hex::decode_to_slice(config.base, &mut base).map_err(|_| Error::Config)?;
		if !(1..=MAX_RANK).contains(&config.rank) {
			return Err(Error::Rank);
		}
		if !(1..=MAX_SHIFT).contains(&config.shift) {
			return Err(Error::Shift);
		}
		let rank = usize::from(config.rank);
		let mut tensors = Tensors::of(weights)?;
		let changes = SHAPES
			.iter()
			.map(|(name, rows, columns)| {
				let a = tensors.matrix(&format!("{name}.lora_A"), rank, *columns, true)?;
				let b = tensors.matrix(&format!("{name}.lora_B"), *rows, rank, true)?;
				match (a, b) {
					(Some(a), Some(b)) => Ok(Some(product(&b, &a, config.shift.into()))),
					(None, None) => Ok(None),
					_ => Err(Error::MissingTensor),
				}
			})
			.collect::<Result<Vec<_>, _>>()?;
		tensors.finish()?;
		if changes.iter().all(Option::is_none) {
			return Err(Error::EmptyAdapter);
		}
		Ok(Self { base, changes })
	}

	/// The root of the model that the adapter changes.
	pub fn base(&self) -> [u8; 32] {
		self.base
	}

	/// Adds the change to the matrices of the model. What leaves the range of a weight stays at its bound.
	pub(crate) fn apply(&self, model: &Model, matrices: &mut [Matrix]) -> Result<(), Error> {
		if self.base != model.root {
			return Err(Error::OtherBase);
		}
		for (matrix, change) in matrices.iter_mut().zip(&self.changes) {
			for (weight, add) in matrix.numbers.iter_mut().zip(change.iter().flatten()) {
				let sum = i32::from(*weight).saturating_add(*add);
				*weight = sum.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
			}
		}
		Ok(())
	}
}

/// `B · A / 2^shift`, row by row.
#[allow(clippy::arithmetic_side_effects)] // At most eight products of 16-bit numbers.
fn product(b: &Matrix, a: &Matrix, shift: u32) -> Vec<i32> {
	let mut numbers = Vec::with_capacity(b.numbers.len().saturating_mul(a.columns));
	for row in b.rows() {
		for column in 0..a.columns {
			let factors = a.rows().map(|row| row.get(column).copied().unwrap_or(0));
			let sum = row.iter().zip(factors).map(|(b, a)| i64::from(*b) * i64::from(a)).sum();
			numbers.push(saturate(round_shift(sum, shift)));
		}
	}
	numbers
}

#[cfg(test)]
mod tests {
	use super::*;

	fn matrix(columns: usize, numbers: &[i16]) -> Matrix {
		Matrix { columns, numbers: numbers.to_vec() }
	}

	#[test]
	fn product_should_be_rounded_half_up_when_bits_are_shifted_out() {
		// [3 1; −1 0; 0 −5] · [1 −2; 2 3] = [5 −3; −1 2; −10 −15], each over 2.
		let (b, a) = (matrix(2, &[3, 1, -1, 0, 0, -5]), matrix(2, &[1, -2, 2, 3]));
		assert_eq!(product(&b, &a, 1), [3, -1, 0, 1, -5, -7]);
	}

	#[test]
	fn product_should_be_exact_when_numbers_are_extreme() {
		let (b, a) = (matrix(8, &[i16::MIN; 8]), matrix(1, &[i16::MIN; 8]));
		assert_eq!(product(&b, &a, 24), [512]);
		assert_eq!(product(&b, &a, 1), [i32::MAX]);
	}

	fn adapter(change: i32) -> Adapter {
		Adapter { base: [1; 32], changes: alloc::vec![None, Some(alloc::vec![change, -change])] }
	}

	#[test]
	fn adapters_should_act_in_their_order_when_weights_reach_their_bounds() {
		let model = {
			let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models/azulejo");
			let [config, weights] = crate::MODEL_FILES.map(|file| std::fs::read(folder.join(file)).unwrap());
			Model::read([1; 32], &config, &weights).unwrap()
		};
		let after = |changes: [i32; 2]| {
			let mut matrices = [matrix(1, &[7]), matrix(2, &[32_000, -32_000])];
			changes.iter().try_for_each(|change| adapter(*change).apply(&model, &mut matrices)).unwrap();
			matrices.map(|matrix| matrix.numbers)
		};
		assert_eq!(after([2_000, -2_000]), [vec![7], vec![30_767, -30_768]]);
		assert_eq!(after([-2_000, 2_000]), [vec![7], vec![32_000, -32_000]]);
		assert_eq!(after([i32::MAX, 0]), [vec![7], vec![i16::MAX, i16::MIN]]);
		let other = Adapter { base: [2; 32], ..adapter(1) };
		assert_eq!(other.apply(&model, &mut []), Err(Error::OtherBase));
	}
}
