//! Promises to register: they give precedence to whoever knew a digest first, without telling it.

use crate::{pallet::*, types::*};
use atelier_primitives::{
	chain::{currency, Hash},
	Deposit, Digest,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{BlakeTwo256, Get, Hash as _, Saturating},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Computes the hash that `owner` commits to before registering `digest`.
	pub(crate) fn hash_of(owner: &T::AccountId, digest: &Digest, salt: &[u8; 32]) -> Hash {
		BlakeTwo256::hash(&(owner, digest, salt).encode())
	}

	pub(crate) fn do_commit(owner: T::AccountId, hash: Hash) -> DispatchResult {
		ensure!(!Commitments::<T>::contains_key(&owner, hash), Error::<T>::AlreadyExists);
		let bytes = Commitment::<T::AccountId, BlockNumberFor<T>>::max_encoded_len() as u32;
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Commitment, owner.clone(), currency::deposit(1, bytes))?;
		let block = frame_system::Pallet::<T>::block_number();
		Commitments::<T>::insert(&owner, hash, Commitment { block, deposit });
		Self::deposit_event(Event::Committed { owner, hash });
		Ok(())
	}

	pub(crate) fn do_reveal(
		owner: T::AccountId,
		salt: [u8; 32],
		registration: Registration<T::AccountId>,
	) -> Result<u32, DispatchError> {
		let hash = Self::hash_of(&owner, &registration.digest, &salt);
		let commitment = Commitments::<T>::take(&owner, hash).ok_or(Error::<T>::NotFound)?;
		ensure!(frame_system::Pallet::<T>::block_number() > commitment.block, Error::<T>::TooEarly);
		ensure!(!Self::is_expired(&commitment), Error::<T>::Expired);
		commitment.deposit.release::<T::Currency>(HoldReason::Commitment)?;
		Self::do_register(owner, registration, commitment.block)
	}

	pub(crate) fn do_withdraw_commitment(who: &T::AccountId, owner: T::AccountId, hash: Hash) -> DispatchResult {
		let commitment = Commitments::<T>::take(&owner, hash).ok_or(Error::<T>::NotFound)?;
		ensure!(*who == owner || Self::is_expired(&commitment), Error::<T>::NotExpired);
		commitment.deposit.release::<T::Currency>(HoldReason::Commitment)?;
		Self::deposit_event(Event::CommitmentWithdrawn { owner, hash });
		Ok(())
	}

	/// No longer than a claim waits until it is settled: whoever was earlier must be there before that.
	pub(crate) fn commitment_lifetime() -> BlockNumberFor<T> {
		T::CommitmentLifetime::get().min(T::OppositionPeriod::get())
	}

	fn is_expired(commitment: &Commitment<T::AccountId, BlockNumberFor<T>>) -> bool {
		let age = frame_system::Pallet::<T>::block_number().saturating_sub(commitment.block);
		age > Self::commitment_lifetime()
	}
}
