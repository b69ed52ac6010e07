//! Weights for tests, by macro.

use frame_support::weights::Weight;

/// Implements a `WeightInfo` from the signatures of its functions: each weight is distinct, linear, and above zero.
///
/// A function at position `i`, counted from one, weighs `i · 10¹²`, and its `k`-th parameter counts `10³ᵏ` each, so that
/// sums of weights can be told apart. `= base` replaces the first part, and `=> weight` all of it, where a test counts
/// in numbers of its own; there the parameters are `u64`.
///
/// ```
/// use frame_support::weights::Weight;
///
/// trait WeightInfo {
///     fn create(founders: u32) -> Weight;
///     fn join() -> Weight;
///     fn read(items: u32, bytes: u32) -> Weight;
/// }
///
/// atelier_testing::distinct_weights! {
///     /// Weights that differ.
///     struct Weights: WeightInfo { create(founders) = 500, join(), read(items, bytes) => Weight::from_parts(items, bytes) }
/// }
///
/// assert_eq!(Weights::create(7).ref_time(), 507);
/// assert_eq!(Weights::join().ref_time(), 2_000_000_000_000);
/// assert_eq!(Weights::read(1, 2), Weight::from_parts(1, 2));
/// ```
#[macro_export]
macro_rules! distinct_weights {
	(
		$(#[$meta:meta])*
		$visibility:vis struct $name:ident: $trait:path {
			$($function:ident($($parameter:ident),*) $(= $base:expr)? $(=> $weight:expr)?),* $(,)?
		}
	) => {
		$(#[$meta])*
		$visibility struct $name;

		impl $name {
			const FUNCTIONS: &'static [&'static str] = &[$(stringify!($function)),*];
		}

		#[allow(unused_variables, unreachable_code)]
		impl $trait for $name {
			$(
				fn $function($($parameter: u32),*) -> $crate::private::Weight {
					$(let $parameter = u64::from($parameter);)*
					$(return $weight;)?
					let base = $crate::private::base(Self::FUNCTIONS, stringify!($function));
					$(let base: u64 = $base;)?
					$crate::private::linear(base, &[$($parameter),*])
				}
			)*
		}
	};
}

/// The part of a weight that depends on no parameter, by the position of the function.
pub fn base(functions: &[&str], function: &str) -> u64 {
	let position = functions.iter().position(|name| *name == function).expect("the function is in the list");
	(position as u64 + 1) * 1_000_000_000_000
}

/// The weight of a function with these parameters.
pub fn linear(base: u64, parameters: &[u64]) -> Weight {
	let (time, _) = parameters.iter().fold((base, 1), |(sum, each), number| (sum + each * number, each * 1_000));
	Weight::from_parts(time, 0)
}
