//! Digests that name models and outputs.

use crate::problem::{Kind, Problem};
use std::{fmt, str::FromStr};

/// A SHA-256 digest: that of a model's or an adapter's files, or of the bytes of an output.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Root(pub [u8; 32]);

impl Root {
	/// The digest of these bytes: the root of an output.
	pub fn of(bytes: &[u8]) -> Self {
		Self(sp_crypto_hashing::sha2_256(bytes))
	}
}

impl fmt::Display for Root {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&hex::encode(self.0))
	}
}

impl fmt::Debug for Root {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		fmt::Display::fmt(self, f)
	}
}

impl FromStr for Root {
	type Err = Problem;

	fn from_str(digits: &str) -> Result<Self, Problem> {
		let mut root = [0; 32];
		hex::decode_to_slice(digits, &mut root)
			.map_err(|_| Problem::new(Kind::Invalid, "a root must be 64 hexadecimal digits, without 0x"))?;
		Ok(Self(root))
	}
}
