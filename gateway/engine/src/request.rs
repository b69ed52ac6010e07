//! What a picture is asked for with.

use crate::{latents::Latents, model, picture, Error};
use alloc::string::String;
use codec::{Decode, DecodeAll, Encode};
use core::ops::RangeInclusive;

/// The longest encoded request, in bytes.
pub const MAX_INPUT: usize = 512;
/// What the sides of a picture may be, in pixels.
pub const SIDES: RangeInclusive<u16> = 16..=1024;
/// What the zoom may be, in sixteenths.
pub const ZOOMS: RangeInclusive<u8> = 4..=64;
/// The highest guidance.
pub const MAX_GUIDANCE: u8 = 16;

/// What a picture is asked for with. Its SCALE encoding is the input of [`generate`](crate::generate).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Request {
	/// What is to be seen, as a bag of words: see [`Request::tokens`].
	pub prompt: String,
	/// Pixels from left to right.
	pub width: u16,
	/// Pixels from top to bottom.
	pub height: u16,
	/// How near the picture is, in sixteenths: 32 shows half of what 16 shows.
	pub zoom: u8,
	/// How much the prompt counts against the seed, out of 16: with 0 the seed alone decides, with 16 the prompt alone.
	pub guidance: u8,
	/// How far the colors are turned along the palette of the model, in 256ths of a turn.
	pub palette: u8,
}

impl Request {
	/// A request with the usual zoom (16), guidance (10) and palette (0).
	pub fn new(prompt: impl Into<String>, width: u16, height: u16) -> Self {
		Self { prompt: prompt.into(), width, height, zoom: 16, guidance: 10, palette: 0 }
	}

	/// The request that is encoded in `input`, if everything in it is within its bounds.
	pub fn read(input: &[u8]) -> Result<Self, Error> {
		if input.len() > MAX_INPUT {
			return Err(Error::InputTooLong);
		}
		let request = Self::decode_all(&mut &*input).map_err(|_| Error::Input)?;
		request.check()?;
		Ok(request)
	}

	/// Whether everything is within its bounds. The length of the prompt is bounded by that of the input.
	pub fn check(&self) -> Result<(), Error> {
		if !SIDES.contains(&self.width) || !SIDES.contains(&self.height) {
			return Err(Error::Side);
		}
		if !ZOOMS.contains(&self.zoom) {
			return Err(Error::Zoom);
		}
		if self.guidance > MAX_GUIDANCE {
			return Err(Error::Guidance);
		}
		Ok(())
	}

	/// The words of the prompt: its longest runs of ASCII letters, ASCII digits and bytes above 127.
	///
	/// Capital ASCII letters count as small ones. Other letters are taken as they are, because their small ones depend
	/// on the version of Unicode that a compiler knows.
	pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
		self.prompt
			.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
			.filter(|token| !token.is_empty())
			.map(str::to_ascii_lowercase)
	}

	/// The length of the file that this request gives, in bytes.
	pub fn output_length(&self) -> u32 {
		picture::png_length(self.width, self.height)
	}

	/// What the picture costs: multiply-accumulates of the network over all pixels and probes.
	///
	/// It does not depend on the model, and adapters add nothing that grows with the picture.
	pub fn cost(&self) -> u64 {
		model::cost(self.width, self.height)
	}

	pub(crate) fn latents(&self, seed: &[u8; 32]) -> Latents {
		Latents::of(seed, self.tokens(), self.guidance)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{vec, vec::Vec};

	fn request() -> Request {
		Request::new("a quiet harbor", 128, 96)
	}

	#[test]
	fn request_should_be_read_when_it_is_within_its_bounds() {
		assert_eq!(Request::read(&request().encode()), Ok(request()));
		let longest = Request { prompt: "x".repeat(503), ..request() };
		assert_eq!(longest.encode().len(), MAX_INPUT);
		assert_eq!(Request::read(&longest.encode()), Ok(longest));
	}

	#[test]
	fn request_should_keep_its_encoding_when_the_code_changes() {
		let request = Request { zoom: 32, guidance: 3, palette: 200, ..Request::new("Fog", 256, 16) };
		assert_eq!(request.encode(), [12, b'F', b'o', b'g', 0, 1, 16, 0, 32, 3, 200]);
	}

	#[test]
	fn request_should_be_refused_when_a_value_is_out_of_bounds() {
		for (wrong, error) in [
			(Request { width: 15, ..request() }, Error::Side),
			(Request { height: 1025, ..request() }, Error::Side),
			(Request { zoom: 3, ..request() }, Error::Zoom),
			(Request { zoom: 65, ..request() }, Error::Zoom),
			(Request { guidance: 17, ..request() }, Error::Guidance),
			(Request { prompt: "x".repeat(504), ..request() }, Error::InputTooLong),
		] {
			assert_eq!(Request::read(&wrong.encode()), Err(error));
		}
	}

	#[test]
	fn request_should_be_refused_when_its_bytes_are_none_of_a_request() {
		let good = request().encode();
		let mut longer = good.clone();
		longer.push(0);
		let mut no_text = good.clone();
		no_text[1] = 0xff;
		for bytes in [vec![], good[..good.len() - 1].to_vec(), longer, no_text] {
			assert_eq!(Request::read(&bytes), Err(Error::Input));
		}
	}

	#[test]
	fn tokens_should_be_lower_case_words_when_the_prompt_has_signs_between_them() {
		let request = Request::new("  Red fox, asleep—in ÉTÉ!\t2nd\u{a0}day ", 16, 16);
		let tokens: Vec<_> = request.tokens().collect();
		assert_eq!(tokens, ["red", "fox", "asleep—in", "ÉtÉ", "2nd\u{a0}day"]);
	}

	#[test]
	fn cost_should_count_each_pixel_and_probe_when_a_picture_is_asked_for() {
		assert_eq!(Request::new("", 100, 50).cost(), (100 * 50 + 64) * (3 * 16 + 3 * 16 * 16 + 16 * 3));
	}
}
