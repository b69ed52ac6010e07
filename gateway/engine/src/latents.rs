//! Where a picture lies among all that a model can draw.

use crate::fixed::{saturate, ONE};
use alloc::vec::Vec;
use core::array;
use sp_crypto_hashing::blake2_512;

/// How many latents there are.
pub(crate) const LATENTS: usize = 8;

/// Eight numbers with 16 fractional bits, each about normally distributed with mean 0 and variance 1, within ±4.
///
/// A word of the prompt is a direction, always the same one. The prompt is the sum of its words over the square root of
/// their number, so that prompts that share words lie near each other and the order of words does not matter. The seed
/// is one direction more. Guidance says how much of each there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Latents(pub(crate) [i32; LATENTS]);

impl Latents {
	/// The latents of a seed and the words of a prompt. A prompt without words counts as one empty word.
	#[allow(clippy::arithmetic_side_effects)] // At most 252 words, each below 2^18; a root of at least 2^8 · √1.
	pub(crate) fn of(seed: &[u8; 32], tokens: impl Iterator<Item: AsRef<[u8]>>, guidance: u8) -> Self {
		let (mut prompt, mut count) = ([0i64; LATENTS], 0i64);
		for token in tokens {
			prompt = add(prompt, direction(b"word", token.as_ref()));
			count += 1;
		}
		if count == 0 {
			prompt = direction(b"word", b"");
			count = 1;
		}
		let root = (count << 16).isqrt();
		let prompt = prompt.map(|sum| (sum << 8) / root);

		let seed = direction(b"seed", seed);
		let (more, less) = (i64::from(guidance), 16 - i64::from(guidance));
		// The weights are on a circle, so that the variance stays.
		let root = ((more * more + less * less) << 16).isqrt();
		Self(array::from_fn(|i| {
			let (prompt, seed) = (prompt.get(i).copied().unwrap_or(0), seed.get(i).copied().unwrap_or(0));
			let mixed = ((more * prompt + less * seed) << 8) / root;
			saturate(mixed).clamp(-4 * ONE, 4 * ONE)
		}))
	}
}

fn add(a: [i64; LATENTS], b: [i64; LATENTS]) -> [i64; LATENTS] {
	let mut sum = a;
	sum.iter_mut().zip(b).for_each(|(sum, b)| *sum = sum.saturating_add(b));
	sum
}

/// The direction of a word or a seed: BLAKE2b-512 of `kind ++ bytes`, eight bytes a latent.
///
/// The eight are four 16-bit numbers, the low byte first. Their sum less its mean, times 7/4 (rounded down), has the
/// variance 1.02.
#[allow(clippy::arithmetic_side_effects)] // Sums of four numbers below 2^16.
fn direction(kind: &[u8; 4], bytes: &[u8]) -> [i64; LATENTS] {
	let mut data = Vec::with_capacity(bytes.len().saturating_add(kind.len()));
	data.extend_from_slice(kind);
	data.extend_from_slice(bytes);
	let hash = blake2_512(&data);
	let mut numbers = hash.chunks_exact(8).map(|chunk| {
		let sum: i64 = chunk
			.chunks_exact(2)
			.map(|pair| i64::from(pair.first().map_or(0, |b| *b)) + 256 * i64::from(pair.last().map_or(0, |b| *b)))
			.sum();
		((sum - 131_070) * 7) >> 2
	});
	array::from_fn(|_| numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
	use super::*;

	const SEED: [u8; 32] = [7; 32];

	fn of(seed: &[u8; 32], prompt: &str, guidance: u8) -> [f64; LATENTS] {
		Latents::of(seed, prompt.split_whitespace(), guidance).0.map(|latent| f64::from(latent) / 65536.0)
	}

	fn distance(a: [f64; LATENTS], b: [f64; LATENTS]) -> f64 {
		a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
	}

	// Made with Python's hashlib.blake2b and its integers, without any of this code.
	#[test]
	fn latents_should_keep_their_values_when_the_code_changes() {
		let expected = [13377, -9882, -17184, 39988, -137584, -10971, -46267, -71494];
		assert_eq!(Latents::of(&SEED, ["red", "fox"].iter(), 10).0, expected);
	}

	#[test]
	fn latents_should_have_mean_0_and_variance_1_when_seeds_are_many() {
		let all: Vec<f64> = (0..=255).flat_map(|n| of(&[n; 32], "one two three", 8)).collect();
		let own: Vec<f64> = (0..=255).flat_map(|n| of(&[n; 32], "", 0)).collect();
		assert_eq!(all.len(), own.len());
		let mean = own.iter().sum::<f64>() / own.len() as f64;
		let variance = own.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / own.len() as f64;
		assert!(mean.abs() < 0.1 && (0.9..1.1).contains(&variance), "{mean} {variance}");
		assert!(all.iter().all(|x| x.abs() <= 4.0));
	}

	#[test]
	fn latents_should_be_nearer_when_prompts_share_words() {
		let mut nearer = 0;
		for n in 0..32 {
			let fox = of(&[n; 32], "red fox in the snow", 10);
			let other_fox = of(&[n; 32], "the fox in red snow", 10);
			assert_eq!(fox, other_fox);
			let near = distance(fox, of(&[n; 32], "red fox in the rain", 10));
			let far = distance(fox, of(&[n; 32], "brass engine beneath seven moons", 10));
			nearer += usize::from(near < far);
		}
		assert_eq!(nearer, 32);
	}

	#[test]
	fn latents_should_forget_the_other_when_guidance_is_at_a_bound() {
		assert_eq!(of(&SEED, "a", 16), of(&[8; 32], "a", 16));
		assert_eq!(of(&SEED, "a", 0), of(&SEED, "b", 0));
		assert_ne!(of(&SEED, "a", 1), of(&SEED, "b", 1));
		assert_ne!(of(&SEED, "a", 15), of(&[8; 32], "a", 15));
	}
}
