//! A model: what its pictures have in common.

use crate::{
	files::{check_size, read_config, Matrix, Tensors},
	latents::LATENTS,
	tables::Activation,
	Error,
};
use alloc::vec::Vec;
use serde::Deserialize;

/// Neurons of a hidden layer.
pub(crate) const WIDTH: usize = 16;
/// Hidden layers.
pub(crate) const LAYERS: usize = 4;
/// Inputs of a pixel: x, y and the distance from the center.
pub(crate) const INPUTS: usize = 3;
/// Channels of a picture.
pub(crate) const CHANNELS: usize = 3;
/// Probes in a row, and rows of them: the points at which the exposure of a picture is measured.
pub(crate) const PROBES: u16 = 8;
/// Columns of each matrix after those of its inputs: one for each latent, and the bias.
pub(crate) const EXTRA: usize = LATENTS + 1;

/// The matrices of a model in order: name, rows, columns.
pub(crate) const SHAPES: [(&str, usize, usize); LAYERS + 1] = [
	("layers.0", WIDTH, INPUTS + EXTRA),
	("layers.1", WIDTH, WIDTH + EXTRA),
	("layers.2", WIDTH, WIDTH + EXTRA),
	("layers.3", WIDTH, WIDTH + EXTRA),
	("output", CHANNELS, WIDTH + EXTRA),
];

/// Multiply-accumulates of a picture: those of the layers at each pixel and each probe, the same for all models.
pub(crate) fn cost(width: u16, height: u16) -> u64 {
	const POINT: u64 = (WIDTH * INPUTS + (LAYERS - 1) * WIDTH * WIDTH + CHANNELS * WIDTH) as u64;
	let points = u64::from(width).saturating_mul(height.into()).saturating_add((PROBES * PROBES).into());
	points.saturating_mul(POINT)
}

/// How the plane is folded before the network sees it, which makes a picture symmetric. Written in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Fold {
	/// Not at all.
	None,
	/// Left onto right.
	Mirror,
	/// Left onto right and bottom onto top.
	Quarter,
	/// Into one of the eight sectors of a square.
	Octant,
	/// Into one of the twelve sectors of a hexagon.
	Hexagon,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Architecture {
	#[serde(rename = "atelier-cppn-1")]
	Cppn1,
}

/// What `config.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
	#[allow(dead_code)] // That it can be read is all there is to know.
	architecture: Architecture,
	pub(crate) fold: Fold,
	pub(crate) activations: [Activation; LAYERS],
	/// How far the outputs are from their mean, on average, in 256ths: 256 is a quarter of a turn along the palette.
	pub(crate) contrast: u16,
	/// The middle of each channel.
	pub(crate) center: [i16; CHANNELS],
	/// How far each channel goes from its middle.
	pub(crate) amplitude: [i16; CHANNELS],
}

/// A model: the network, and the palette it paints with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
	pub(crate) root: [u8; 32],
	pub(crate) config: Config,
	pub(crate) matrices: Vec<Matrix>,
}

impl Model {
	/// The model with this OpenSSF root and these files, [`MODEL_FILES`](crate::MODEL_FILES).
	///
	/// The root is not computed here. A runtime did that when the files were published, everybody else has to: see
	/// `atelier_primitives::openssf::root`. It is what adapters know their model by.
	pub fn read(root: [u8; 32], config: &[u8], weights: &[u8]) -> Result<Self, Error> {
		check_size(config, weights)?;
		let config: Config = read_config(config)?;
		if !(1..=1024).contains(&config.contrast) {
			return Err(Error::Contrast);
		}
		let is_center = |color: &i16| (0..=255).contains(color);
		let is_amplitude = |color: &i16| (-255..=255).contains(color);
		if !config.center.iter().all(is_center) || !config.amplitude.iter().all(is_amplitude) {
			return Err(Error::Palette);
		}
		let mut tensors = Tensors::of(weights)?;
		let matrices = SHAPES
			.iter()
			.map(|(name, rows, columns)| {
				let name = alloc::format!("{name}.weight");
				tensors.matrix(&name, *rows, *columns, false)?.ok_or(Error::MissingTensor)
			})
			.collect::<Result<_, _>>()?;
		tensors.finish()?;
		Ok(Self { root, config, matrices })
	}

	/// The root that the model was read with: its name.
	pub fn root(&self) -> [u8; 32] {
		self.root
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn cost_should_be_that_of_the_layers_when_counted_by_hand() {
		assert_eq!(cost(128, 128), (16_384 + 64) * 864);
	}
}
