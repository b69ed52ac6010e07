#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::float_arithmetic,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::todo,
		clippy::unimplemented,
		clippy::unwrap_used
	)
)]

extern crate alloc;

mod adapter;
mod cppn;
mod error;
mod files;
mod fixed;
mod latents;
mod model;
mod picture;
mod request;
mod tables;
#[cfg(all(feature = "wasm-test", target_arch = "wasm32"))]
mod wasm_test;

pub use adapter::{Adapter, MAX_RANK, MAX_SHIFT};
pub use error::Error;
pub use files::{ADAPTER_FILES, MAX_FILES, MODEL_FILES};
pub use model::Model;
pub use picture::Picture;
pub use request::{Request, MAX_GUIDANCE, MAX_INPUT, SIDES, ZOOMS};

/// The most adapters that a picture is made with.
pub const MAX_ADAPTERS: usize = 4;

/// The name of the engine in generation records.
pub const NAME: &str = "atelier-cppn";
/// The version of the bytes that [`generate`] makes. Rises with every change after which some model, adapter, seed or input
/// gives another file; the digests in `tests/golden.tsv` then change too.
pub const VERSION: u32 = 1;

/// The picture that the model, changed by the adapters in their order, makes of a seed and an encoded [`Request`].
pub fn generate(model: &Model, adapters: &[Adapter], seed: [u8; 32], input: &[u8]) -> Result<Picture, Error> {
	if adapters.len() > MAX_ADAPTERS {
		return Err(Error::TooManyAdapters);
	}
	cppn::draw(model, adapters, &seed, &Request::read(input)?)
}

/// The length of the file that `input` gives, in bytes: that of [`Picture::png`], without making it.
pub fn output_length(input: &[u8]) -> Result<u32, Error> {
	Ok(Request::read(input)?.output_length())
}

/// What the picture that `input` gives costs: see [`Request::cost`].
pub fn cost(input: &[u8]) -> Result<u64, Error> {
	Ok(Request::read(input)?.cost())
}
