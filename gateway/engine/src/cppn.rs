//! The network: from a point of the plane to a color.

use crate::{
	adapter::Adapter,
	files::Matrix,
	fixed::{round_shift, ONE, WEIGHT_BITS},
	latents::Latents,
	model::{Fold, Model, CHANNELS, INPUTS, LAYERS, PROBES, WIDTH},
	request::Request,
	tables::{sine, Activation},
	Error, Picture,
};
use alloc::vec::Vec;

/// Bits of the mean over all probes.
const PROBE_BITS: u32 = 6;

/// The inputs of a layer, one row for each neuron, with its bias.
///
/// Numbers are as wide as the sums, which saves the conversion for each product.
struct Layer<const I: usize, const O: usize> {
	weights: [[i64; I]; O],
	bias: [i64; O],
}

impl<const I: usize, const O: usize> Layer<I, O> {
	/// The layer, with what the latents add to each neuron in its bias, because that is the same for all pixels.
	fn of(matrix: Option<&Matrix>, latents: &Latents) -> Self {
		let mut layer = Self { weights: [[0; I]; O], bias: [0; O] };
		let rows = matrix.into_iter().flat_map(Matrix::rows);
		for ((weights, bias), row) in layer.weights.iter_mut().zip(&mut layer.bias).zip(rows) {
			let (inputs, extra) = row.split_at_checked(I).unwrap_or_default();
			weights.iter_mut().zip(inputs).for_each(|(weight, number)| *weight = (*number).into());
			// Nine products below 2^15 · 2^18.
			let products = extra.iter().zip(latents.0.iter().chain([&ONE]));
			*bias =
				products.fold(0, |sum, (w, latent)| sum.saturating_add(i64::from(*w).saturating_mul((*latent).into())));
		}
		layer
	}

	/// The sum of each neuron, with 28 fractional bits.
	#[inline(always)]
	#[allow(clippy::arithmetic_side_effects)]
	// |weights| ≤ 2^15. Inputs are activations, |a| ≤ 2^16, 16 of them, or coordinates, |x| ≤ 2^24, three of them: the
	// products stay below 2^41 in sum, the bias below 2^37.
	fn sums(&self, input: &[i64; I]) -> [i64; O] {
		let mut sums = self.bias;
		for (sum, weights) in sums.iter_mut().zip(&self.weights) {
			for (weight, value) in weights.iter().zip(input) {
				*sum += weight * value;
			}
		}
		sums
	}
}

/// A model at certain latents.
pub(crate) struct Network {
	fold: Fold,
	activations: [Activation; LAYERS],
	first: Layer<INPUTS, WIDTH>,
	hidden: [Layer<WIDTH, WIDTH>; LAYERS - 1],
	output: Layer<WIDTH, CHANNELS>,
	center: [i64; CHANNELS],
	amplitude: [i64; CHANNELS],
}

/// What makes the pictures of a model equally rich in contrast.
struct Exposure {
	mean: [i64; CHANNELS],
	/// With 8 fractional bits.
	gain: i64,
	/// What is added after the gain: the place along the palette.
	phase: [i64; CHANNELS],
}

impl Network {
	fn of(model: &Model, adapters: &[Adapter], latents: &Latents) -> Result<Self, Error> {
		let mut matrices = model.matrices.clone();
		adapters.iter().try_for_each(|adapter| adapter.apply(model, &mut matrices))?;
		let [first, second, third, fourth, output] = [0, 1, 2, 3, 4].map(|layer| matrices.get(layer));
		Ok(Self {
			fold: model.config.fold,
			activations: model.config.activations,
			first: Layer::of(first, latents),
			hidden: [second, third, fourth].map(|matrix| Layer::of(matrix, latents)),
			output: Layer::of(output, latents),
			center: model.config.center.map(i64::from),
			amplitude: model.config.amplitude.map(i64::from),
		})
	}

	/// The outputs at a point, without their bias, with 16 fractional bits.
	#[inline(always)]
	fn outputs(&self, x: i64, y: i64) -> [i64; CHANNELS] {
		let (x, y) = self.fold.fold(x, y);
		let mut values = activate(self.activations[0], self.first.sums(&[x, y, radius(x, y)]));
		for (layer, activation) in self.hidden.iter().zip(self.activations.iter().skip(1)) {
			values = activate(*activation, layer.sums(&values));
		}
		let mut outputs = self.output.sums(&values);
		for (output, bias) in outputs.iter_mut().zip(&self.output.bias) {
			*output = round_shift(output.wrapping_sub(*bias), WEIGHT_BITS);
		}
		outputs
	}

	/// Looks at points all over the picture.
	#[allow(clippy::arithmetic_side_effects)] // 64 outputs below 2^24; the spread is at least 1.
	fn exposure(&self, frame: &Frame, contrast: u16, palette: u8) -> Exposure {
		let probes: Vec<_> = (0..PROBES)
			.flat_map(|j| (0..PROBES).map(move |i| (i, j)))
			.map(|(i, j)| self.outputs(frame.x(i, PROBES), frame.y(j, PROBES)))
			.collect();
		let mut mean = [0; CHANNELS];
		let mut phase = [0; CHANNELS];
		let mut widest = 1;
		// The palette parameter is in 256ths of a turn, and a turn is 4.
		let turn = i64::from(palette) << 10;
		for (channel, (mean, phase)) in mean.iter_mut().zip(&mut phase).enumerate() {
			let values = || probes.iter().filter_map(|probe| probe.get(channel));
			*mean = round_shift(values().sum(), PROBE_BITS);
			widest = widest.max(round_shift(values().map(|value| (value - *mean).abs()).sum(), PROBE_BITS));
			*phase = round_shift(self.output.bias.get(channel).copied().unwrap_or(0), WEIGHT_BITS) + turn;
		}
		let gain = ((i64::from(contrast) << 16) / widest).clamp(MIN_GAIN, MAX_GAIN);
		Exposure { mean, gain, phase }
	}

	/// The color at a point.
	#[inline(always)]
	#[allow(clippy::arithmetic_side_effects)] // Outputs are below 2^24, the gain is at most 2^12, amplitudes are below 2^8.
	fn color(&self, exposure: &Exposure, x: i64, y: i64) -> [u8; CHANNELS] {
		let outputs = self.outputs(x, y);
		let mut color = [0; CHANNELS];
		let ways = outputs.iter().zip(&exposure.mean).zip(&exposure.phase).map(|((output, mean), phase)| {
			// The sine takes the place modulo 2^18: nothing is lost with the high bits.
			sine((phase + round_shift(exposure.gain * (output - mean), 8)) as i32)
		});
		for (((color, way), center), amplitude) in color.iter_mut().zip(ways).zip(&self.center).zip(&self.amplitude) {
			let value = round_shift((center << 16) + amplitude * i64::from(way), 16);
			*color = value.clamp(0, 255) as u8;
		}
		color
	}
}

const MIN_GAIN: i64 = 1 << 6;
const MAX_GAIN: i64 = 1 << 12;

/// The picture of a request.
pub(crate) fn draw(model: &Model, adapters: &[Adapter], seed: &[u8; 32], request: &Request) -> Result<Picture, Error> {
	let network = Network::of(model, adapters, &request.latents(seed))?;
	let frame = Frame::of(request);
	let exposure = network.exposure(&frame, model.config.contrast, request.palette);
	let xs: Vec<i64> = (0..request.width).map(|i| frame.x(i, request.width)).collect();
	let size = usize::from(request.width).saturating_mul(request.height.into()).saturating_mul(CHANNELS);
	let mut pixels = Vec::with_capacity(size);
	for j in 0..request.height {
		let y = frame.y(j, request.height);
		for x in &xs {
			pixels.extend_from_slice(&network.color(&exposure, *x, y));
		}
	}
	Ok(Picture { width: request.width, height: request.height, pixels })
}

#[inline(always)]
fn activate<const N: usize>(activation: Activation, sums: [i64; N]) -> [i64; N] {
	// The compiler makes one loop of each: which function it is must not be asked for each neuron.
	#[inline(always)]
	fn all<const N: usize>(sums: [i64; N], function: impl Fn(i32) -> i32) -> [i64; N] {
		sums.map(|sum| function(round_shift(sum, WEIGHT_BITS) as i32).into())
	}
	match activation {
		Activation::Sine => all(sums, |z| Activation::Sine.of(z)),
		Activation::Triangle => all(sums, |z| Activation::Triangle.of(z)),
		Activation::Tanh => all(sums, |z| Activation::Tanh.of(z)),
		Activation::Gauss => all(sums, |z| Activation::Gauss.of(z)),
	}
}

/// The distance from the center, rounded down.
#[inline(always)]
#[allow(clippy::arithmetic_side_effects)] // Coordinates are below 2^24.
fn radius(x: i64, y: i64) -> i64 {
	((x * x + y * y) as u64).isqrt() as i64
}

impl Fold {
	#[inline(always)]
	#[allow(clippy::arithmetic_side_effects)] // Coordinates are below 2^24.
	fn fold(self, x: i64, y: i64) -> (i64, i64) {
		match self {
			Self::None => (x, y),
			Self::Mirror => (x.abs(), y),
			Self::Quarter => (x.abs(), y.abs()),
			Self::Octant => (x.abs().max(y.abs()), x.abs().min(y.abs())),
			Self::Hexagon => {
				let (x, y) = reflect(x.abs(), y.abs(), (SIN_60, COS_60));
				reflect(x, y, (COS_60, SIN_60))
			}
		}
	}
}

/// cos 60° with 16 fractional bits.
const COS_60: i64 = 32_768;
/// sin 60° with 16 fractional bits.
const SIN_60: i64 = 56_756;

/// The point, on the right of the line through the center that has `(−n.0, n.1)` on its left.
#[inline(always)]
#[allow(clippy::arithmetic_side_effects)] // Coordinates are below 2^24.
fn reflect(x: i64, y: i64, n: (i64, i64)) -> (i64, i64) {
	let over = round_shift(n.1 * y - n.0 * x, 16).max(0);
	(x + round_shift(2 * over * n.0, 16), y - round_shift(2 * over * n.1, 16))
}

/// Where the pixels are. The shorter side goes from −1 to 1 at zoom 16, y points up.
struct Frame {
	width: i64,
	height: i64,
	/// What the zoom shows of ±1: the shorter side times the zoom.
	scale: i64,
}

impl Frame {
	fn of(request: &Request) -> Self {
		let (width, height) = (i64::from(request.width), i64::from(request.height));
		// Neither side nor zoom is 0 in a checked request: 1 keeps the division total.
		Self { width, height, scale: width.min(height).saturating_mul(request.zoom.into()).max(1) }
	}

	/// The middle of the `i`-th of `of` columns, rounded toward 0, so that mirrored columns are at mirrored places.
	fn x(&self, i: u16, of: u16) -> i64 {
		self.place(i, of, self.width)
	}

	/// The middle of the `j`-th of `of` rows.
	fn y(&self, j: u16, of: u16) -> i64 {
		self.place(j, of, self.height).wrapping_neg()
	}

	#[allow(clippy::arithmetic_side_effects)] // Below 2^11 · 2^10 · 2^20; the divisor is not 0.
	fn place(&self, i: u16, of: u16, side: i64) -> i64 {
		let of = i64::from(of).max(1);
		((2 * i64::from(i) + 1 - of) * side * i64::from(16 * ONE)) / (of * self.scale)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Request;

	const NAMES: [&str; 7] =
		["azulejo", "marbled-ink", "night-garden", "painted-desert", "paper-cut", "rose-window", "velvet-folds"];

	fn model(name: &str) -> Model {
		let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(name);
		let [config, weights] = crate::MODEL_FILES.map(|file| std::fs::read(folder.join(file)).unwrap());
		Model::read([0; 32], &config, &weights).unwrap()
	}

	fn to_float(value: impl Into<i64>) -> f64 {
		value.into() as f64 / 65536.0
	}

	/// The outputs of the network in floats, written from the description in the README.
	fn outputs(model: &Model, latents: [f64; 8], x: f64, y: f64) -> Vec<f64> {
		let (x, y) = match model.config.fold {
			Fold::None => (x, y),
			Fold::Mirror => (x.abs(), y),
			Fold::Quarter => (x.abs(), y.abs()),
			Fold::Octant | Fold::Hexagon => {
				// The angle, folded into its sector.
				let sector = if model.config.fold == Fold::Octant { 45f64 } else { 30f64 }.to_radians();
				let angle = y.atan2(x).rem_euclid(2.0 * sector);
				let angle = angle.min(2.0 * sector - angle);
				(x.hypot(y) * angle.cos(), x.hypot(y) * angle.sin())
			}
		};
		let mut values = vec![x, y, x.hypot(y)];
		for (i, matrix) in model.matrices.iter().enumerate() {
			let row = |row: &[i16]| {
				let inputs =
					values.iter().chain(latents.iter().filter(|_| i < 4)).chain([&1.0].into_iter().filter(|_| i < 4));
				row.iter().zip(inputs).map(|(weight, value)| f64::from(*weight) / 4096.0 * value).sum::<f64>()
			};
			values = matrix.rows().map(row).collect();
			let function = |z: f64| match model.config.activations.get(i) {
				Some(Activation::Sine) => (std::f64::consts::FRAC_PI_2 * z).sin(),
				Some(Activation::Triangle) => 1.0 - ((z + 1.0).rem_euclid(4.0) - 2.0).abs(),
				Some(Activation::Tanh) => z.tanh(),
				Some(Activation::Gauss) => (-z * z).exp(),
				None => z,
			};
			values = values.into_iter().map(function).collect();
		}
		values
	}

	#[test]
	fn outputs_should_be_near_those_in_floats_when_a_model_is_computed() {
		for name in NAMES {
			let model = model(name);
			let request = Request::new("a b", 64, 64);
			let latents = request.latents(&[5; 32]);
			let network = Network::of(&model, &[], &latents).unwrap();
			let frame = Frame::of(&request);
			let mut differences = Vec::new();
			for (i, j) in (0..64).step_by(5).flat_map(|i| (0..64).step_by(7).map(move |j| (i, j))) {
				let (x, y) = (frame.x(i, 64), frame.y(j, 64));
				let expected = outputs(&model, latents.0.map(to_float), to_float(x), to_float(y));
				let values = network.outputs(x, y).map(to_float);
				differences.extend(values.iter().zip(expected).map(|(value, expected)| (value - expected).abs()));
			}
			differences.sort_by(f64::total_cmp);
			// Steep layers make much of little.
			let (middle, most) = (differences[differences.len() / 2], differences[differences.len() - 1]);
			assert!(middle < 0.002 && most < 0.1, "{name}: {middle} {most}");
		}
	}

	#[test]
	fn frame_should_be_symmetric_and_in_proportion_when_sides_differ() {
		let frame = Frame::of(&Request { zoom: 32, ..Request::new("", 64, 16) });
		assert_eq!((frame.x(0, 64), frame.x(63, 64)), (-2 * 65536 + 2048, 2 * 65536 - 2048));
		assert_eq!((frame.y(0, 16), frame.y(15, 16)), (32768 - 2048, -32768 + 2048));
		let odd = Frame::of(&Request { zoom: 7, ..Request::new("", 37, 101) });
		assert!((0..37).all(|i| odd.x(i, 37) == -odd.x(36 - i, 37)));
		assert_eq!((odd.x(18, 37), odd.y(50, 101)), (0, 0));
	}

	#[test]
	fn fold_should_keep_the_distance_and_end_in_its_sector_when_a_point_is_anywhere() {
		for (fold, degrees) in [(Fold::Quarter, 90.0), (Fold::Octant, 45.0), (Fold::Hexagon, 30.0)] {
			for step in 0..720 {
				let angle = f64::from(step).to_radians() / 2.0;
				let (x, y) = ((angle.cos() * 65536.0) as i64, (angle.sin() * 65536.0) as i64);
				let (u, v) = fold.fold(x, y);
				assert!(radius(x, y).abs_diff(radius(u, v)) <= 3);
				let angle = (v as f64).atan2(u as f64).to_degrees();
				assert!((-0.01..degrees + 0.01).contains(&angle), "{fold:?} {step}: {angle}");
			}
		}
	}
}
