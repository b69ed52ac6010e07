//! Where weights come from: a stream of numbers that a name decides.

use sp_crypto_hashing::blake2_512;

/// Numbers from BLAKE2b-512 of a name, a counter after it.
pub struct Source {
	name: String,
	block: u32,
	bytes: Vec<u8>,
}

impl Source {
	pub fn new(name: String) -> Self {
		Self { name, block: 0, bytes: Vec::new() }
	}

	fn u16(&mut self) -> i64 {
		if self.bytes.len() < 2 {
			self.bytes = blake2_512(format!("{}/{}", self.name, self.block).as_bytes()).to_vec();
			self.block += 1;
		}
		let (low, high) = (self.bytes.remove(0), self.bytes.remove(0));
		i64::from(u16::from_le_bytes([low, high]))
	}

	/// A number of mean 0 and this deviation, about normally distributed.
	pub fn normal(&mut self, deviation: i64) -> i64 {
		let sum: i64 = (0..4).map(|_| self.u16()).sum();
		((sum - 131_070) * 7 * deviation) >> 18
	}

	/// Whether something of this chance, in percent, happens.
	pub fn happens(&mut self, percent: i64) -> bool {
		self.u16() * 100 < percent << 16
	}
}
