//! The nonlinearities, as tables that the compiler computes in integers.

use crate::fixed::ONE;
use serde::Deserialize;

/// What a layer does to the sum of its inputs, written in lower case in a configuration.
///
/// Values have 16 fractional bits. Between the entries of a table the result is interpolated and rounded half up; it is
/// within 3/65536 of the function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Activation {
	/// `sin(π/2 · z)`: the period is 4.
	Sine,
	/// The triangle wave with the period, the zeros and the extremes of [`Activation::Sine`].
	Triangle,
	/// `tanh(z)`, and ±1 from |z| = 8 on.
	Tanh,
	/// `exp(−z²)`, and 0 from |z| = 4 on.
	Gauss,
}

impl Activation {
	/// The function at `z`.
	#[inline(always)]
	pub(crate) fn of(self, z: i32) -> i32 {
		match self {
			Self::Sine => sine(z),
			Self::Triangle => triangle(z),
			Self::Tanh => tanh(z),
			Self::Gauss => gauss(z),
		}
	}
}

/// Intervals of a table; it has one entry more.
const INTERVALS: usize = 512;
type Table = [i32; INTERVALS + 1];

/// A whole period, [0, 4).
static SINE: Table = sine_table();
/// [0, 8].
static TANH: Table = tanh_table();
/// [0, 4].
static GAUSS: Table = gauss_table();

const PERIOD_MASK: i32 = 4 * ONE - 1;

#[inline(always)]
pub(crate) fn sine(z: i32) -> i32 {
	interpolate(&SINE, (z & PERIOD_MASK) as u32, 9)
}

#[inline(always)]
#[allow(clippy::arithmetic_side_effects)] // Everything is below 2^18.
pub(crate) fn triangle(z: i32) -> i32 {
	// From the lowest point on it rises for half a period and falls for the other half.
	let phase = z.wrapping_add(ONE) & PERIOD_MASK;
	ONE - (phase - 2 * ONE).abs()
}

#[inline(always)]
pub(crate) fn tanh(z: i32) -> i32 {
	let size = interpolate(&TANH, z.unsigned_abs(), 10);
	if z < 0 {
		size.wrapping_neg()
	} else {
		size
	}
}

#[inline(always)]
pub(crate) fn gauss(z: i32) -> i32 {
	interpolate(&GAUSS, z.unsigned_abs(), 9)
}

/// The table at `z`, its intervals being `2^bits` wide; the end of the last interval beyond it.
#[inline(always)]
#[allow(clippy::arithmetic_side_effects)] // A difference of entries is at most 2^16, a fraction below 2^10.
fn interpolate(table: &Table, z: u32, bits: u32) -> i32 {
	// The compiler sees from this that both entries are there, and asks no more.
	let z = z.min(((INTERVALS as u32) << bits) - 1);
	let index = (z >> bits) as usize;
	let (Some(&low), Some(&high)) = (table.get(index), table.get(index + 1)) else { return 0 };
	let fraction = (z & ((1 << bits) - 1)) as i32;
	low + (((high - low) * fraction + (1 << (bits - 1))) >> bits)
}

// What follows runs in the compiler only, where an overflow or an index out of bounds is an error of the build.

/// 1.0 with 60 fractional bits.
const UNIT: i128 = 1 << 60;
/// π with 60 fractional bits.
const PI: i128 = 3_622_009_729_038_561_421;

#[allow(clippy::arithmetic_side_effects)]
const fn times(a: i128, b: i128) -> i128 {
	(a * b) >> 60
}

/// The nearest value with 16 fractional bits.
#[allow(clippy::arithmetic_side_effects)]
const fn to_value(x: i128) -> i32 {
	((x + (1 << 43)) >> 44) as i32
}

/// `sin(x)` for |x| ≤ π/2, from its series.
#[allow(clippy::arithmetic_side_effects)]
const fn sin(x: i128) -> i128 {
	let (mut term, mut sum, mut n) = (x, x, 1);
	while n < 30 {
		term = -times(times(term, x), x) / ((n + 1) * (n + 2));
		sum += term;
		n += 2;
	}
	sum
}

/// `exp(−x)` for 0 ≤ x ≤ 16: the series at x / 2^8, squared eight times.
#[allow(clippy::arithmetic_side_effects)]
const fn exp_minus(x: i128) -> i128 {
	let x = x >> 8;
	let (mut term, mut sum, mut n) = (UNIT, UNIT, 1);
	while n < 20 {
		term = -times(term, x) / n;
		sum += term;
		n += 1;
	}
	n = 0;
	while n < 8 {
		sum = times(sum, sum);
		n += 1;
	}
	sum
}

#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
const fn sine_table() -> Table {
	let mut table = [0; INTERVALS + 1];
	let quarter = INTERVALS / 4;
	let mut i = 0;
	while i <= INTERVALS {
		// The first quarter of the period: forward, backward, and both again below zero.
		let (forward, backward) = (i % quarter, quarter - i % quarter);
		let (steps, sign) = match i / quarter {
			1 => (backward, 1),
			2 => (forward, -1),
			3 => (backward, -1),
			_ => (forward, 1),
		};
		table[i] = sign * to_value(sin(PI * steps as i128 / (2 * quarter as i128)));
		i += 1;
	}
	table
}

#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
const fn tanh_table() -> Table {
	let mut table = [0; INTERVALS + 1];
	let mut i = 0;
	while i <= INTERVALS {
		// (1 − e^−2z) / (1 + e^−2z) at z = 8i / 512.
		let e = exp_minus(UNIT * 16 * i as i128 / INTERVALS as i128);
		table[i] = to_value(((UNIT - e) << 60) / (UNIT + e));
		i += 1;
	}
	table
}

#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
const fn gauss_table() -> Table {
	let mut table = [0; INTERVALS + 1];
	let mut i = 0;
	while i <= INTERVALS {
		let z = UNIT * 4 * i as i128 / INTERVALS as i128;
		table[i] = to_value(exp_minus(times(z, z)));
		i += 1;
	}
	table
}

#[cfg(test)]
mod tests {
	use super::*;

	fn assert_near(activation: Activation, function: impl Fn(f64) -> f64) {
		for z in (-40 * ONE..40 * ONE).step_by(97).chain([i32::MIN, i32::MIN + 1, -1, 0, 1, i32::MAX]) {
			let expected = function(f64::from(z) / 65536.0) * 65536.0;
			let value = activation.of(z);
			assert!((f64::from(value) - expected).abs() <= 3.0, "{activation:?}({z}) = {value}, not {expected}");
		}
	}

	#[test]
	fn activation_should_be_near_its_function_when_computed_in_floats() {
		assert_near(Activation::Sine, |z| (std::f64::consts::FRAC_PI_2 * z).sin());
		assert_near(Activation::Triangle, |z| {
			let phase = (z + 1.0).rem_euclid(4.0);
			1.0 - (phase - 2.0).abs()
		});
		assert_near(Activation::Tanh, f64::tanh);
		assert_near(Activation::Gauss, |z| (-z * z).exp());
	}

	#[test]
	fn table_should_hold_the_nearest_values_when_compared_with_floats() {
		for i in 0..=INTERVALS {
			let x = i as f64 / INTERVALS as f64;
			let nearest = |value: f64| (value * 65536.0).round() as i32;
			assert_eq!(SINE[i], nearest((std::f64::consts::TAU * x).sin()));
			assert_eq!(TANH[i], nearest((8.0 * x).tanh()));
			assert_eq!(GAUSS[i], nearest((-16.0 * x * x).exp()));
		}
	}

	#[test]
	fn activation_should_have_the_symmetry_of_its_function_when_the_sign_turns() {
		for z in (0..9 * ONE).step_by(13) {
			assert_eq!(tanh(-z), -tanh(z));
			assert_eq!(gauss(-z), gauss(z));
			assert_eq!(triangle(-z), -triangle(z));
		}
	}
}
