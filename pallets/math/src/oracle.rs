//! Test oracle of all formulas: big rationals to state the specification in, inputs that look for trouble, and
//! a check that an invariant can fail.
//!
//! The number of random cases is proptest's default, so that the environment variable `PROPTEST_CASES` scales it.

use core::{cell::Cell, fmt::Debug};
use num::{BigInt, BigRational};
use proptest::{
	prelude::*,
	test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner},
};
use sp_arithmetic::Perbill;
use sp_core::U256;

/// An exact whole number.
pub fn int(value: impl Into<BigInt>) -> BigInt {
	value.into()
}

/// An exact fraction.
pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigRational {
	BigRational::new(numerator.into(), denominator.into())
}

/// The exact value of a rate.
pub fn exact(rate: Perbill) -> BigRational {
	ratio(rate.deconstruct(), 1_000_000_000)
}

/// The exact value of a 256-bit number.
pub fn wide(value: U256) -> BigInt {
	BigInt::from_bytes_le(num::bigint::Sign::Plus, &value.to_little_endian())
}

/// Any amount, often one at an edge.
pub fn amount() -> impl Strategy<Value = u128> {
	prop_oneof![
		3 => any::<u128>(),
		3 => 0..1_000u128,
		2 => (0..1_000u128).prop_map(|n| u128::MAX - n),
		2 => (0..1_000u128, 0..3u128).prop_map(|(n, e)| (n * 1_000_000_000 + e).saturating_sub(1)),
	]
}

/// Amounts whose sum with one more `u128::MAX / 2` still fits.
pub fn amounts() -> impl Strategy<Value = Vec<u128>> {
	proptest::collection::vec(small_amount(), 1..64)
}

/// One of [`amounts`].
pub fn small_amount() -> impl Strategy<Value = u128> {
	prop_oneof![0..1_000u128, any::<u128>().prop_map(|n| n >> 7), any::<u64>().prop_map(u128::from)]
}

/// Any rate, often one at an edge.
pub fn rate() -> impl Strategy<Value = Perbill> {
	prop_oneof![
		3 => 0..=1_000_000_000u32,
		1 => 0..10u32,
		1 => (0..10u32).prop_map(|n| 1_000_000_000 - n),
	]
	.prop_map(Perbill::from_parts)
}

/// Up to 32 rates that add up to at most 100 %.
pub fn rates() -> impl Strategy<Value = Vec<Perbill>> {
	// The gaps between sorted points of a line never exceed the line.
	proptest::collection::vec(rate(), 1..=32).prop_map(|mut points| {
		points.sort();
		let mut last = Perbill::zero();
		points.into_iter().map(|point| point - core::mem::replace(&mut last, point)).collect()
	})
}

/// Returns `true` if `check` finds an input that it rejects. For variants that are broken on purpose: a check that
/// nothing can fail is worthless.
pub fn is_refuted<S: Strategy>(inputs: S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) -> bool
where
	S::Value: Debug,
{
	let config = Config { cases: 1_000, failure_persistence: None, ..Config::default() };
	let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
	// A panic ends the run as well, but it proves nothing about the check.
	let rejected = Cell::new(false);
	let result = runner.run(&inputs, |input| check(input).inspect_err(|_| rejected.set(true)));
	rejected.get() && matches!(result, Err(TestError::Fail(..)))
}
