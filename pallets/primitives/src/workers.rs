//! Workers: accounts with stake that run models, and what of that stake answers for what they do.

use crate::{chain::Balance, Digest};
use alloc::vec::Vec;
use sp_core::crypto::KeyTypeId;
use sp_runtime::{DispatchError, DispatchResult};

/// The type of the key in the keystore of a worker's node.
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
#[cfg(feature = "std")]
pub type WorkerPair = app::Pair;

/// Terms of a seat in a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatTerms {
	/// The pay of the worker.
	pub price: Balance,
	/// The length of the output in bytes.
	pub output_length: u32,
	/// The part of its stake that is locked.
	pub exposure: Balance,
}

/// The workers and their stake. Provided by `workers`, which alone keeps the exposure of a worker within its stake.
pub trait WorkerPool<AccountId, BlockNumber> {
	/// The worker with this key.
	fn worker_of(key: &WorkerKey) -> Option<AccountId>;

	/// The key of a worker. Nothing if it is none.
	fn key_of(worker: &AccountId) -> Option<WorkerKey>;

	/// Number of workers that serve a model: at most [`MAX_OFFERS`].
	fn offers(model: &Digest) -> u32;

	/// The workers that serve a model on these terms and have the stake for it, each with the stake that its chance of
	/// being drawn grows with. With `before`, only offers and stake from before that block count.
	fn candidates(model: &Digest, terms: &SeatTerms, before: Option<BlockNumber>) -> Vec<(AccountId, Balance)>;

	/// Locks a part of the stake of a worker. Fails if it is no worker, or has less free stake.
	fn expose(worker: &AccountId, amount: Balance) -> DispatchResult;

	/// Unlocks what was locked.
	fn release(worker: &AccountId, amount: Balance) -> DispatchResult;

	/// Unlocks `exposure`, and takes `amount` of it: pays the shares, burns the rest, and returns how much that was.
	///
	/// Fails if the shares or the exposure are less than they must be.
	fn slash(
		worker: &AccountId,
		exposure: Balance,
		amount: Balance,
		shares: &[(AccountId, Balance)],
	) -> Result<Balance, DispatchError>;

	/// The part of the stake of a worker that is locked. Callers compare it with what they have locked.
	fn exposure(worker: &AccountId) -> Balance;

	/// All workers of which something is locked, with how much: by whichever pallet. Without a bound: only for checks of
	/// the state.
	fn exposed() -> Vec<(AccountId, Balance)>;
}

/// A model is served by at most this many workers.
pub const MAX_OFFERS: u32 = 64;

impl<AccountId, BlockNumber> WorkerPool<AccountId, BlockNumber> for () {
	fn worker_of(_: &WorkerKey) -> Option<AccountId> {
		None
	}

	fn key_of(_: &AccountId) -> Option<WorkerKey> {
		None
	}

	fn offers(_: &Digest) -> u32 {
		0
	}

	fn candidates(_: &Digest, _: &SeatTerms, _: Option<BlockNumber>) -> Vec<(AccountId, Balance)> {
		Vec::new()
	}

	fn expose(_: &AccountId, _: Balance) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn release(_: &AccountId, _: Balance) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn slash(_: &AccountId, _: Balance, _: Balance, _: &[(AccountId, Balance)]) -> Result<Balance, DispatchError> {
		Err(DispatchError::Unavailable)
	}

	fn exposure(_: &AccountId) -> Balance {
		0
	}

	fn exposed() -> Vec<(AccountId, Balance)> {
		Vec::new()
	}
}

/// Makes workers, for benchmarks of pallets that have work for them. Provided by `workers`.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkWorkers<AccountId> {
	/// Registers a worker with this stake, or the least that there must be, and gives it the funds that it lacks.
	fn register(worker: &AccountId, key: WorkerKey, stake: Balance);

	/// Makes a worker serve a model for this price and longer outputs than any.
	fn serve(worker: &AccountId, model: &Digest, min_price: Balance);
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn unit_should_have_no_workers_when_asked() {
		type Pool = ();
		let root = Digest::Sha2_256([1; 32]);
		let terms = SeatTerms { price: 1, output_length: 1, exposure: 1 };
		assert_eq!(<Pool as WorkerPool<u64, u64>>::offers(&root), 0);
		assert_eq!(<Pool as WorkerPool<u64, u64>>::candidates(&root, &terms, None), []);
		assert_eq!(<Pool as WorkerPool<u64, u64>>::key_of(&0), None);
		assert_eq!(<Pool as WorkerPool<u64, u64>>::expose(&0, 1), Err(DispatchError::Unavailable));
		assert_eq!(<Pool as WorkerPool<u64, u64>>::release(&0, 1), Err(DispatchError::Unavailable));
		assert_eq!(<Pool as WorkerPool<u64, u64>>::slash(&0, 1, 1, &[]), Err(DispatchError::Unavailable));
		assert_eq!(<Pool as WorkerPool<u64, u64>>::exposure(&0), 0);
		assert_eq!(<Pool as WorkerPool<u64, u64>>::exposed(), []);
	}
}
