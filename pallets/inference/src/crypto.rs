//! The key that a worker's node signs with, and what it signs.

use crate::types::{Answer, JobHash};
use alloc::vec::Vec;
use codec::Encode;
use sp_application_crypto::KeyTypeId;
use sp_io::hashing::blake2_256;

/// The type of the key in the keystore of a node.
pub const KEY_TYPE: KeyTypeId = KeyTypeId(*b"atlw");

mod app {
	use sp_application_crypto::{app_crypto, sr25519};

	app_crypto!(sr25519, super::KEY_TYPE);
}

/// The public key of a worker's node.
pub type WorkerKey = app::Public;
/// A signature with it.
pub type WorkerSignature = app::Signature;
/// The pair, as tests and tools have it.
#[cfg(any(feature = "std", test))]
pub type WorkerPair = app::Pair;

/// What is signed to commit: the SCALE encoding of these fields after the bytes `atelier/commit`.
pub fn commit_payload(
	genesis: impl Encode,
	job: &JobHash,
	round: u8,
	worker: impl Encode,
	commitment: &[u8; 32],
) -> Vec<u8> {
	(b"atelier/commit", genesis, job, round, worker, commitment).encode()
}

/// What is signed to reveal: the SCALE encoding of these fields after the bytes `atelier/reveal`.
pub fn reveal_payload(
	genesis: impl Encode,
	job: &JobHash,
	round: u8,
	worker: impl Encode,
	answer: &Answer,
	salt: &[u8; 32],
) -> Vec<u8> {
	(b"atelier/reveal", genesis, job, round, worker, answer.root, answer.length, salt).encode()
}

/// What a worker commits to: BLAKE2-256 of the SCALE encoding of these fields.
pub fn commitment(job: &JobHash, round: u8, worker: impl Encode, answer: &Answer, salt: &[u8; 32]) -> [u8; 32] {
	blake2_256(&(job, round, worker, answer.root, answer.length, salt).encode())
}
