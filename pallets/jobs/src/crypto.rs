//! Payloads: the bytes that the key of a worker signs, and the commitment. All fields are SCALE-encoded, the answer whole.

use crate::types::{Answer, JobHash};
use alloc::vec::Vec;
use codec::Encode;
use sp_io::hashing::blake2_256;

/// The payload of a commitment: these fields after the bytes `atelier/commit`.
pub fn commit_payload(
	genesis: impl Encode,
	job: &JobHash,
	round: u8,
	worker: impl Encode,
	commitment: &[u8; 32],
) -> Vec<u8> {
	(b"atelier/commit", genesis, job, round, worker, commitment).encode()
}

/// The payload of a reveal: these fields after the bytes `atelier/reveal`.
pub fn reveal_payload(
	genesis: impl Encode,
	job: &JobHash,
	round: u8,
	worker: impl Encode,
	answer: &Answer,
	salt: &[u8; 32],
) -> Vec<u8> {
	(b"atelier/reveal", genesis, job, round, worker, answer, salt).encode()
}

/// The commitment to an answer: BLAKE2-256 of these fields.
pub fn commitment(job: &JobHash, round: u8, worker: impl Encode, answer: &Answer, salt: &[u8; 32]) -> [u8; 32] {
	blake2_256(&(job, round, worker, answer, salt).encode())
}
