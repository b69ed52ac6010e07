//! The memory of a node between blocks, in its persistent off-chain storage.

use crate::types::{Answer, JobHash};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use core::marker::PhantomData;
use sp_io::hashing::blake2_256;
use sp_runtime::offchain::storage::{MutateStorageError, StorageValueRef};

/// A book has at most this many records: as many as there can be open jobs.
pub(crate) const MAX_RECORDS: usize = crate::queue::MAX_OPEN_JOBS as usize;
/// For so many blocks a record stays when it is not needed: a re-org may need it again.
pub(crate) const KEEP: u64 = 64;
/// A transaction that is not on chain so many blocks after it was sent is sent again: it may have come to a node before
/// the block that makes it valid, and was dropped there. A second one beside the first is refused by the pool.
pub(crate) const RESEND: u64 = 1;

/// Records of one kind, each under its key. A list of the keys, with the blocks in which they were new, bounds them.
pub(crate) struct Book<K, R> {
	name: &'static [u8],
	_types: PhantomData<fn(K) -> R>,
}

impl<K: Codec + PartialEq + Clone, R: Codec + Default> Book<K, R> {
	pub const fn new(name: &'static [u8]) -> Self {
		Self { name, _types: PhantomData }
	}

	fn place(&self, key: &K) -> Vec<u8> {
		[self.name, b"/", &key.encode()].concat()
	}

	/// The record. Nothing if there is none, or if it cannot be read.
	pub fn get(&self, key: &K) -> Option<R> {
		StorageValueRef::persistent(&self.place(key)).get().ok().flatten()
	}

	/// Changes a record, or makes one, and returns it. Nothing if `change` returns nothing, if another run changes it
	/// at the same time, if there are too many, or if it cannot be read: what it says may have been signed.
	pub fn update(&self, key: &K, now: u64, change: impl FnOnce(R) -> Option<R>) -> Option<R> {
		self.enlist(key, now)?;
		let place = self.place(key);
		let updated = StorageValueRef::persistent(&place).mutate(|record| {
			let record: Option<R> = record.map_err(drop)?;
			change(record.unwrap_or_default()).ok_or(())
		});
		updated.ok()
	}

	/// Makes sure that the key is in the list.
	fn enlist(&self, key: &K, now: u64) -> Option<()> {
		let listed = StorageValueRef::persistent(self.name).mutate(|list| {
			let mut list: Vec<(K, u64)> = list.ok().flatten().unwrap_or_default();
			if list.iter().any(|(other, _)| other == key) {
				return Err(true);
			}
			if list.len() >= MAX_RECORDS {
				return Err(false);
			}
			list.push((key.clone(), now));
			Ok(list)
		});
		matches!(listed, Ok(_) | Err(MutateStorageError::ValueFunctionFailed(true))).then_some(())
	}

	/// Removes records that are not needed: those that are old; and if there are many, all.
	pub fn tidy(&self, now: u64, is_needed: impl Fn(&K) -> bool) {
		let mut gone = Vec::new();
		let tidied = StorageValueRef::persistent(self.name).mutate(|list| {
			let mut list: Vec<(K, u64)> = list.ok().flatten().unwrap_or_default();
			let are_many = list.len() > MAX_RECORDS / 2;
			list.retain(|(key, made)| {
				let stays = (!are_many && made.saturating_add(KEEP) > now) || is_needed(key);
				if !stays {
					gone.push(key.clone());
				}
				stays
			});
			(!gone.is_empty()).then_some(list).ok_or(())
		});
		if tidied.is_ok() {
			gone.iter().for_each(|key| StorageValueRef::persistent(&self.place(key)).clear());
		}
	}
}

/// True if something that was sent after this block, if ever, is to be sent. A block number gets smaller in a re-org.
pub(crate) fn is_to_send(sent_at: Option<u64>, now: u64) -> bool {
	sent_at.is_none_or(|at| at > now || at.saturating_add(RESEND) <= now)
}

/// The rounds in which this node has something to do.
pub(crate) const ROUNDS: Book<(JobHash, u8), RoundMemory> = Book::new(b"atelier/worker/rounds");

/// The memory of a round of a job.
#[derive(Debug, Default, Encode, Decode)]
pub(crate) struct RoundMemory {
	/// The number of requests to the gateway.
	pub requests: u32,
	/// The time of the first request, in milliseconds since 1970.
	pub asked_at: u64,
	/// The number of those that failed.
	pub failures: u32,
	/// The first block after which it is asked again.
	pub next_request: u64,
	/// The answer. Never changes.
	pub answer: Option<Answer>,
	/// The local workers that have a seat.
	pub seats: Vec<SeatMemory>,
}

/// The memory of a seat.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct SeatMemory {
	/// The encoded account of the worker.
	worker: Vec<u8>,
	/// Hides the answer in the commitment. Never changes.
	pub salt: [u8; 32],
	/// The block after which the commitment was last sent.
	pub committed_at: Option<u64>,
	/// The block after which the answer was last sent.
	pub revealed_at: Option<u64>,
}

impl RoundMemory {
	pub fn seat(&self, worker: &impl Encode) -> Option<&SeatMemory> {
		let worker = worker.encode();
		self.seats.iter().find(|seat| seat.worker == worker)
	}

	/// The seat of a worker. A new one gets a salt.
	pub fn take_seat(&mut self, worker: &impl Encode) -> Option<&mut SeatMemory> {
		let worker = worker.encode();
		if !self.seats.iter().any(|seat| seat.worker == worker) {
			let salt = blake2_256(&(sp_io::offchain::random_seed(), &worker).encode());
			self.seats.push(SeatMemory { worker: worker.clone(), salt, committed_at: None, revealed_at: None });
		}
		self.seats.iter_mut().find(|seat| seat.worker == worker)
	}
}
