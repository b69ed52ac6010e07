//! Fixed point: 16 fractional bits in values, 12 in weights.

/// 1.0 as a value: activations, coordinates and latents are `i32` with 16 fractional bits.
pub(crate) const ONE: i32 = 1 << 16;
/// Fractional bits of a weight: an `i16` from −8 to just below 8.
pub(crate) const WEIGHT_BITS: u32 = 12;

/// `value / 2^bits`, rounded to the nearest, and halves toward +∞.
#[inline(always)]
#[allow(clippy::arithmetic_side_effects)] // Callers keep |value| < 2^62 and 1 ≤ bits ≤ 40.
pub(crate) const fn round_shift(value: i64, bits: u32) -> i64 {
	(value + (1 << (bits - 1))) >> bits
}

/// The nearest `i32`.
#[inline(always)]
pub(crate) const fn saturate(value: i64) -> i32 {
	if value > i32::MAX as i64 {
		i32::MAX
	} else if value < i32::MIN as i64 {
		i32::MIN
	} else {
		value as i32
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn round_shift_should_round_halves_up_when_the_value_is_of_either_sign() {
		for (value, expected) in [(7, 2), (6, 2), (5, 1), (2, 1), (1, 0), (0, 0), (-1, 0), (-2, 0), (-3, -1), (-6, -1)]
		{
			assert_eq!(round_shift(value, 2), expected, "{value} / 4");
		}
	}

	#[test]
	fn saturate_should_stop_at_the_bounds_when_a_value_is_beyond() {
		assert_eq!([i64::MIN, -1, 1 << 40].map(saturate), [i32::MIN, -1, i32::MAX]);
	}
}
