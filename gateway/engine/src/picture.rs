//! A picture, and its file.

use alloc::vec::Vec;

/// A picture with eight bits for each of red, green and blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
	pub(crate) width: u16,
	pub(crate) height: u16,
	pub(crate) pixels: Vec<u8>,
}

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// Eight bits, RGB, the only methods of compression and filtering there are, not interlaced.
const FORMAT: [u8; 5] = [8, 2, 0, 0, 0];
/// Deflate with a window of 32 KiB, no dictionary, the fastest of four levels.
const ZLIB: [u8; 2] = [0x78, 0x01];
/// The longest stored block of deflate.
const MAX_BLOCK: usize = 65_535;

/// The length of the file of a picture with these sides.
pub(crate) fn png_length(width: u16, height: u16) -> u32 {
	let raw = u32::from(width).saturating_mul(3).saturating_add(1).saturating_mul(height.into());
	let blocks = raw.div_ceil(MAX_BLOCK as u32);
	// The signature, 12 bytes for each of three chunks, the header, and zlib around the blocks.
	raw.saturating_add(blocks.saturating_mul(5)).saturating_add(8 + 3 * 12 + 13 + 2 + 4)
}

impl Picture {
	/// Pixels from left to right.
	pub fn width(&self) -> u16 {
		self.width
	}

	/// Pixels from top to bottom.
	pub fn height(&self) -> u16 {
		self.height
	}

	/// Red, green and blue of all pixels, row by row from the top.
	pub fn pixels(&self) -> &[u8] {
		&self.pixels
	}

	/// The picture as a PNG file that is not compressed, so that its bytes do not depend on anybody's compressor.
	pub fn png(&self) -> Vec<u8> {
		let mut file = Vec::with_capacity(png_length(self.width, self.height) as usize);
		file.extend_from_slice(&SIGNATURE);
		chunk(&mut file, b"IHDR", |data| {
			data.extend_from_slice(&u32::from(self.width).to_be_bytes());
			data.extend_from_slice(&u32::from(self.height).to_be_bytes());
			data.extend_from_slice(&FORMAT);
		});
		chunk(&mut file, b"IDAT", |data| zlib(data, &self.scanlines()));
		chunk(&mut file, b"IEND", |_| ());
		file
	}

	/// The rows, each after the number of its filter, 0 for none.
	fn scanlines(&self) -> Vec<u8> {
		let row = usize::from(self.width).saturating_mul(3).max(1);
		let mut lines = Vec::with_capacity(self.pixels.len().saturating_add(self.height.into()));
		for pixels in self.pixels.chunks_exact(row) {
			lines.push(0);
			lines.extend_from_slice(pixels);
		}
		lines
	}
}

/// Appends a chunk: the length of its data, its kind, the data and a checksum.
fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], write: impl FnOnce(&mut Vec<u8>)) {
	let start = file.len();
	file.extend_from_slice(&[0; 4]);
	file.extend_from_slice(kind);
	write(file);
	let Some((length, checked)) = file.get_mut(start..).and_then(|chunk| chunk.split_first_chunk_mut()) else { return };
	*length = (checked.len().saturating_sub(kind.len()) as u32).to_be_bytes();
	let checksum = crc(checked);
	file.extend_from_slice(&checksum.to_be_bytes());
}

/// Appends `raw` in stored blocks, with their lengths, and a checksum.
fn zlib(data: &mut Vec<u8>, raw: &[u8]) {
	data.extend_from_slice(&ZLIB);
	let mut blocks = raw.chunks(MAX_BLOCK).peekable();
	while let Some(block) = blocks.next() {
		let length = block.len() as u16;
		data.push(u8::from(blocks.peek().is_none()));
		data.extend_from_slice(&length.to_le_bytes());
		data.extend_from_slice(&(!length).to_le_bytes());
		data.extend_from_slice(block);
	}
	data.extend_from_slice(&adler(raw).to_be_bytes());
}

/// CRC-32 of each byte, as PNG defines it.
static CRC: [u32; 256] = crc_table();

#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)] // Runs in the compiler only.
const fn crc_table() -> [u32; 256] {
	let mut table = [0; 256];
	let mut byte = 0;
	while byte < 256 {
		let mut value = byte as u32;
		let mut bit = 0;
		while bit < 8 {
			value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
			bit += 1;
		}
		table[byte] = value;
		byte += 1;
	}
	table
}

fn crc(bytes: &[u8]) -> u32 {
	!bytes.iter().fold(u32::MAX, |crc, byte| {
		let index = (crc as u8) ^ byte;
		CRC.get(usize::from(index)).copied().unwrap_or(0) ^ (crc >> 8)
	})
}

/// Adler-32, with the remainder taken as rarely as sums of 32 bits allow.
#[allow(clippy::arithmetic_side_effects)] // 5552 bytes are the most that keep the second sum below 2^32.
fn adler(bytes: &[u8]) -> u32 {
	let (mut a, mut b) = (1u32, 0u32);
	for part in bytes.chunks(5552) {
		for byte in part {
			a += u32::from(*byte);
			b += a;
		}
		a %= 65_521;
		b %= 65_521;
	}
	(b << 16) | a
}

#[cfg(test)]
mod tests {
	use super::*;
	use zune_core::{colorspace::ColorSpace, options::DecoderOptions};
	use zune_png::PngDecoder;

	fn picture(width: u16, height: u16) -> Picture {
		let size = usize::from(width) * usize::from(height) * 3;
		Picture { width, height, pixels: (0..size).map(|i| (i * i / 7) as u8).collect() }
	}

	#[test]
	fn png_should_be_read_by_another_decoder_when_it_has_one_block_or_more() {
		for (width, height) in [(16, 16), (17, 31), (128, 128), (257, 256), (1024, 1024)] {
			let picture = picture(width, height);
			let file = picture.png();
			assert_eq!(file.len(), png_length(width, height) as usize);
			let strict = DecoderOptions::default().set_strict_mode(true).inflate_set_confirm_adler(true);
			let mut decoder = PngDecoder::new_with_options(file, strict);
			assert_eq!(decoder.decode_raw().unwrap(), picture.pixels);
			assert_eq!(decoder.get_dimensions(), Some((width.into(), height.into())));
			assert_eq!(decoder.get_colorspace(), Some(ColorSpace::RGB));
		}
	}

	#[test]
	fn checksums_should_be_those_of_the_standards_when_computed_over_their_examples() {
		assert_eq!(crc(b"123456789"), 0xcbf4_3926);
		assert_eq!(adler(b"Wikipedia"), 0x11e6_0398);
		let high = vec![255u8; 1 << 20];
		let (mut a, mut b) = (1u64, 0u64);
		high.iter().for_each(|byte| (a, b) = (a + u64::from(*byte), b + a + u64::from(*byte)));
		assert_eq!(u64::from(adler(&high)), ((b % 65_521) << 16) | (a % 65_521));
	}
}
