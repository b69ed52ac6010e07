//! View functions of the runtime, and the JSON of the values that all methods share.
//!
//! Everything on the chain can be read by view functions; these are called here with the types of the runtime itself.
//! In JSON an IP asset is `collection-item`, a digest `algorithm:hex`, an account its SS58 address, an amount a decimal
//! string in the smallest unit (JSON numbers lose digits above 2⁵³), a rate the string of a decimal fraction.
//!
//! Names on the wire are declared with serde, never taken from `Debug`: each enum of a pallet has a twin here that is
//! made by an exhaustive match. Renaming a variant of a pallet cannot change the wire, and a new one does not compile
//! until it has a name.
//!
//! Methods that ask the runtime are `blocking`: they run beside the threads that serve everybody else.

use crate::client::FullClient;
use atelier_primitives::{Digest, IpId};
use atelier_runtime::{AccountId, Balance, Hash};
use codec::{Decode, DecodeAll, Encode};
use frame_support::view_functions::{runtime_api::RuntimeViewFunction, ViewFunction, ViewFunctionDispatchError};
use jsonrpsee::types::{error::ErrorCode, ErrorObject, ErrorObjectOwned};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_runtime::Perbill;
use std::{fmt::Display, str::FromStr, sync::Arc};

/// Error code: not on the chain at that block.
pub const NOT_FOUND: i32 = 4_001;
/// Error code: refused by the runtime.
pub const REFUSED: i32 = 4_002;
/// Error code: the node cannot answer, since the block is unknown or its runtime cannot be called.
pub const UNAVAILABLE: i32 = 4_003;

/// Caller of view functions at a block.
#[derive(Clone)]
pub struct Views {
	client: Arc<FullClient>,
}

impl Views {
	/// Views of this client's chain.
	pub fn new(client: Arc<FullClient>) -> Self {
		Self { client }
	}

	/// Block of a request: the caller's, or the best one.
	pub fn at(&self, block: Option<Hash>) -> Hash {
		block.unwrap_or_else(|| self.client.info().best_hash)
	}

	/// Calls a view function at a block.
	///
	/// Errors: [`UNAVAILABLE`], with what to do.
	pub fn call<Call>(&self, at: Hash, call: Call) -> Result<Call::ReturnType, ErrorObjectOwned>
	where
		Call: ViewFunction + Encode,
		Call::ReturnType: Decode,
	{
		let unavailable = |why: String| {
			let advice = "ask for a block that this node has, with a runtime that this node knows";
			error(UNAVAILABLE, format!("cannot ask the runtime of block {}: {why}; {advice}", hex(at.as_bytes())))
		};
		let bytes = self
			.client
			.runtime_api()
			.execute_view_function(at, Call::id(), call.encode())
			.map_err(|why| unavailable(why.to_string()))?
			.map_err(|why| unavailable(dispatch_error(&why).into()))?;
		Call::ReturnType::decode_all(&mut bytes.as_slice()).map_err(|why| unavailable(why.to_string()))
	}
}

fn dispatch_error(error: &ViewFunctionDispatchError) -> &'static str {
	match error {
		ViewFunctionDispatchError::NotImplemented => "it has no view functions",
		ViewFunctionDispatchError::NotFound(_) => "it does not have this view function",
		ViewFunctionDispatchError::Codec => "it takes other arguments",
	}
}

/// An error with a code and a sentence.
pub fn error(code: i32, sentence: impl Into<String>) -> ErrorObjectOwned {
	ErrorObject::owned(code, sentence, None::<()>)
}

/// The error about an IP asset that is not on the chain.
pub fn ip_not_found(ip: IpId) -> ErrorObjectOwned {
	error(NOT_FOUND, format!("there is no IP asset {ip}: check the number, or wait until it is in a block"))
}

fn invalid(what: &str, found: &str, expected: impl Display) -> ErrorObjectOwned {
	let shown: String = found.chars().take(80).collect();
	let more = if shown.len() < found.len() { "…" } else { "" };
	error(ErrorCode::InvalidParams.code(), format!("{shown:?}{more} is no {what}: {expected}"))
}

/// Reads decimal digits as they are written here: no sign, no leading zeros.
fn number<N: FromStr + ToString>(text: &str) -> Option<N> {
	text.parse().ok().filter(|number: &N| number.to_string() == text)
}

/// Reads `collection-item`.
pub fn ip(text: &str) -> Result<IpId, ErrorObjectOwned> {
	text.split_once('-')
		.and_then(|(collection, item)| Some(IpId::new(number(collection)?, number(item)?)))
		.ok_or_else(|| invalid("IP asset", text, "write collection-item, for example 0-7"))
}

/// Reads `algorithm:hex`.
pub fn digest(text: &str) -> Result<Digest, ErrorObjectOwned> {
	text.parse().map_err(|why| invalid("digest", text, why))
}

/// Reads an SS58 address.
pub fn account(text: &str) -> Result<AccountId, ErrorObjectOwned> {
	AccountId::from_str(text).map_err(|why| invalid("account", text, why))
}

/// Reads an amount in the smallest unit.
pub fn amount(text: &str) -> Result<Balance, ErrorObjectOwned> {
	number(text).ok_or_else(|| invalid("amount", text, "write whole smallest units as a decimal string"))
}

/// Reads 32 bytes in hexadecimal.
pub fn hash(text: &str) -> Result<Hash, ErrorObjectOwned> {
	Hash::from_str(text).map_err(|_| invalid("hash", text, "write 0x and 64 hexadecimal digits"))
}

/// Writes bytes as text where they are text, in hexadecimal where they are not.
pub fn text(bytes: &[u8]) -> String {
	match std::str::from_utf8(bytes) {
		Ok(text) => text.into(),
		Err(_) => hex(bytes),
	}
}

/// Writes bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
	sp_core::bytes::to_hex(bytes, false)
}

/// Writes a rate as a decimal fraction, exactly: `0.05` is five percent.
pub fn rate(rate: Perbill) -> String {
	let parts = rate.deconstruct();
	let digits = format!("{}.{:09}", parts / 1_000_000_000, parts % 1_000_000_000);
	digits.trim_end_matches('0').trim_end_matches('.').into()
}

#[cfg(test)]
pub(super) mod tests {
	use super::*;
	use sp_keyring::Sr25519Keyring;

	/// Address of [`alice`].
	pub const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

	/// Account of whatever a test writes.
	pub fn alice() -> AccountId {
		Sr25519Keyring::Alice.to_account_id()
	}

	#[test]
	fn rate_should_be_exact_when_written() {
		let written = |parts| rate(Perbill::from_parts(parts));
		assert_eq!(
			[0, 1, 50_000_000, 100_000_000, 999_999_999, 1_000_000_000].map(written),
			["0", "0.000000001", "0.05", "0.1", "0.999999999", "1"]
		);
	}

	#[test]
	fn parameters_should_be_refused_with_a_sentence_when_malformed() {
		assert_eq!(ip("3-14").unwrap(), IpId::new(3, 14));
		for text in ["", "3", "3-", "-3", "3-x", "3-4294967296", "3-1-2", "3 - 1", "+3-1", "03-1"] {
			let error = ip(text).unwrap_err();
			assert_eq!(error.code(), ErrorCode::InvalidParams.code());
			assert!(error.message().contains("collection-item"), "{error}");
		}
		assert!(digest("sha256:00").unwrap_err().message().contains("64 hex digits"));
		assert!(account("5").unwrap_err().message().starts_with("\"5\" is no account"));
		assert_eq!(amount("340282366920938463463374607431768211455").unwrap(), Balance::MAX);
		for text in ["", "-1", "+1", "01", "1.5", "1e3", "340282366920938463463374607431768211456"] {
			assert!(amount(text).is_err(), "{text}");
		}
		assert!(hash("0x00").is_err());
		assert!(ip(&"9".repeat(100_000)).unwrap_err().message().len() < 300);
	}

	#[test]
	fn bytes_should_be_text_when_they_are() {
		assert_eq!(text("ipfs://é".as_bytes()), "ipfs://é");
		assert_eq!(text(&[0xff, 0]), "0xff00");
	}
}
