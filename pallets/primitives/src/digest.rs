//! Digests that say how they were computed.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;

/// A digest with its algorithm: two digests are equal only if both are.
///
/// Written as `algorithm:hex`, for example `sha256:9f86d0…`. More algorithms get the next index; an index is never used
/// twice.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Digest {
	/// SHA-256, as OpenSSF model signing and C2PA use it. Written `sha256`.
	#[codec(index = 0)]
	Sha2_256([u8; 32]),
	/// BLAKE2b with 256 bits, as the chain itself uses it. Written `blake2b-256`.
	#[codec(index = 1)]
	Blake2_256([u8; 32]),
}

const SHA2_256: &str = "sha256";
const BLAKE2_256: &str = "blake2b-256";

impl Digest {
	/// The name of the algorithm.
	pub const fn algorithm(&self) -> &'static str {
		match self {
			Self::Sha2_256(_) => SHA2_256,
			Self::Blake2_256(_) => BLAKE2_256,
		}
	}

	/// The digest without its algorithm.
	pub const fn as_bytes(&self) -> &[u8] {
		match self {
			Self::Sha2_256(bytes) | Self::Blake2_256(bytes) => bytes,
		}
	}
}

impl fmt::Display for Digest {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}:", self.algorithm())?;
		self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
	}
}

/// Parse error of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseDigestError {
	/// There is no `algorithm:` in front.
	MissingAlgorithm,
	/// The algorithm is not one of [`Digest`].
	UnknownAlgorithm,
	/// The hex part is too short or too long.
	InvalidLength {
		/// The number of hex digits that the algorithm needs.
		expected: usize,
		/// The number of bytes of text that were found.
		found: usize,
	},
	/// The hex part contains something else.
	InvalidHex,
}

impl fmt::Display for ParseDigestError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::MissingAlgorithm => write!(f, "a digest is written algorithm:hex, and this has no algorithm"),
			Self::UnknownAlgorithm => {
				write!(f, "the algorithm of a digest must be {SHA2_256} or {BLAKE2_256}")
			}
			Self::InvalidLength { expected, found } => {
				write!(f, "a digest of this algorithm has {expected} hex digits, and this has {found}")
			}
			Self::InvalidHex => write!(f, "a digest may contain only hex digits after its algorithm"),
		}
	}
}

impl core::error::Error for ParseDigestError {}

impl FromStr for Digest {
	type Err = ParseDigestError;

	/// Reads `algorithm:hex`. The hex digits may be upper case, the algorithm may not.
	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let (algorithm, digits) = text.split_once(':').ok_or(ParseDigestError::MissingAlgorithm)?;
		match algorithm {
			SHA2_256 => parse_hex(digits).map(Self::Sha2_256),
			BLAKE2_256 => parse_hex(digits).map(Self::Blake2_256),
			_ => Err(ParseDigestError::UnknownAlgorithm),
		}
	}
}

fn parse_hex<const N: usize>(digits: &str) -> Result<[u8; N], ParseDigestError> {
	let mut bytes = [0; N];
	hex::decode_to_slice(digits, &mut bytes).map_err(|error| match error {
		hex::FromHexError::InvalidHexCharacter { .. } => ParseDigestError::InvalidHex,
		_ => ParseDigestError::InvalidLength { expected: N.saturating_mul(2), found: digits.len() },
	})?;
	Ok(bytes)
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{format, string::ToString};

	const HEX: &str = "61d4849d9d90076d6215f4d525f13d6574af8e3f67aef3e6f36fc40a14fdd226";

	fn sample() -> Digest {
		format!("sha256:{HEX}").parse().unwrap()
	}

	#[test]
	fn digest_should_keep_its_value_when_written_and_read() {
		for digest in [sample(), Digest::Blake2_256([0xab; 32]), Digest::Sha2_256([0; 32])] {
			assert_eq!(digest.to_string().parse(), Ok(digest));
			assert_eq!(Digest::decode(&mut &digest.encode()[..]), Ok(digest));
		}
	}

	#[test]
	fn digest_should_be_algorithm_and_hex_when_written() {
		assert_eq!(sample().to_string(), format!("sha256:{HEX}"));
		assert_eq!(Digest::Blake2_256([7; 32]).to_string(), format!("blake2b-256:{}", "07".repeat(32)));
		assert_eq!(sample().as_bytes()[..2], [0x61, 0xd4]);
	}

	#[test]
	fn digests_should_differ_when_only_the_algorithm_differs() {
		assert_ne!(Digest::Sha2_256([1; 32]), Digest::Blake2_256([1; 32]));
	}

	#[test]
	fn digest_should_be_read_when_its_hex_is_upper_case() {
		assert_eq!(format!("sha256:{}", HEX.to_uppercase()).parse(), Ok(sample()));
	}

	#[test]
	fn digest_should_be_refused_when_its_algorithm_is_missing_or_unknown() {
		for text in ["", HEX, "sha256"] {
			assert_eq!(text.parse::<Digest>(), Err(ParseDigestError::MissingAlgorithm));
		}
		for algorithm in ["", "md5", "SHA256", " sha256", "sha-256"] {
			let text = format!("{algorithm}:{HEX}");
			assert_eq!(text.parse::<Digest>(), Err(ParseDigestError::UnknownAlgorithm));
		}
	}

	#[test]
	fn digest_should_be_refused_when_its_length_is_wrong() {
		for length in [0, 1, 2, 62, 63, 65, 66, 128] {
			let text = format!("sha256:{}", "a".repeat(length));
			let error = ParseDigestError::InvalidLength { expected: 64, found: length };
			assert_eq!(text.parse::<Digest>(), Err(error));
		}
	}

	#[test]
	fn digest_should_be_refused_when_it_is_not_hex() {
		for digits in [format!("{}g", &HEX[1..]), format!("0x{}", &HEX[2..]), format!("{} ", &HEX[1..])] {
			assert_eq!(format!("sha256:{digits}").parse::<Digest>(), Err(ParseDigestError::InvalidHex));
		}
		assert_eq!(format!("sha256:{}", "é".repeat(32)).parse::<Digest>(), Err(ParseDigestError::InvalidHex));
	}

	#[test]
	fn parse_error_should_name_the_remedy_when_shown() {
		let shown = |text: &str| text.parse::<Digest>().unwrap_err().to_string();
		assert!(shown("md5:00").contains("sha256 or blake2b-256"));
		assert!(shown("sha256:00").contains("has 64 hex digits, and this has 2"));
		assert!(shown("00").contains("algorithm:hex"));
	}

	#[test]
	fn digest_should_keep_its_encoding_when_the_code_changes() {
		assert_eq!(Digest::max_encoded_len(), 33);
		assert_eq!(Digest::Sha2_256([9; 32]).encode()[..2], [0, 9]);
		assert_eq!(Digest::Blake2_256([9; 32]).encode()[..2], [1, 9]);
		assert!(Digest::decode(&mut &[2u8; 33][..]).is_err());
	}
}
