//! A fake of `provenance`: claims of artifacts, who is entitled to their income, and attested generation records.

use crate::{
	error,
	storage::{Claims, ClosedArtifacts, Entitled, OpenClaims, Pins, Records},
	AccountOf, Config,
};
use atelier_primitives::{
	provenance::{
		ArtifactKind, Attestation, ClaimPin, ClaimRegister, Generation, ProvenanceInspect, ProvenanceRegister, Standing,
	},
	Digest,
};
use codec::{Decode, Encode};
use core::marker::PhantomData;
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use sp_runtime::DispatchResult;

/// An attested generation record, as it was registered.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct RecordCall<AccountId> {
	/// The account that claims the output.
	pub owner: AccountId,
	/// The digest of the output.
	pub output: Digest,
	/// How it was generated.
	pub generation: Generation,
	/// How that is attested.
	pub attestation: Attestation,
	/// The age of the claim in blocks.
	pub age: u32,
}

/// A registry in storage.
pub struct Provenance<T>(PhantomData<T>);

impl<T: Config> Provenance<T> {
	/// Claims an artifact for an account.
	pub fn register(digest: Digest, who: &AccountOf<T>, kind: ArtifactKind) {
		Claims::<T>::insert((digest, who), kind);
	}

	/// Revokes a claim.
	pub fn revoke(digest: Digest, who: &AccountOf<T>) {
		Claims::<T>::remove((digest, who));
	}

	/// Entitles an account to the income of an artifact.
	pub fn entitle(digest: Digest, who: &AccountOf<T>) {
		Entitled::<T>::insert(digest, who);
	}

	/// The attested generation records, oldest first.
	pub fn records() -> Vec<RecordCall<AccountOf<T>>> {
		Records::<T>::get()
	}
}

/// A pinned claim, and what was done to it through its IP asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct PinState {
	/// True if it is superseded.
	pub deprecated: bool,
	/// True if it was revoked.
	pub revoked: bool,
}

impl<T: Config> Provenance<T> {
	/// Closes an artifact: a claim that was settled or attested was revoked.
	pub fn close(digest: Digest) {
		Entitled::<T>::remove(digest);
		ClosedArtifacts::insert(digest, ());
	}

	/// Makes a claim the first of an artifact, and lets it be open.
	pub fn open(digest: Digest, who: &AccountOf<T>) {
		OpenClaims::<T>::insert(digest, who);
	}

	/// The pin of a claim. Nothing if it is not pinned.
	pub fn pinned(digest: Digest, who: &AccountOf<T>) -> Option<PinState> {
		Pins::<T>::get((digest, who))
	}
}

impl<T: Config> ClaimPin<AccountOf<T>> for Provenance<T> {
	fn pin(digest: &Digest, owner: &AccountOf<T>) -> DispatchResult {
		ensure!(Claims::<T>::contains_key((digest, owner)), error::NOT_FOUND);
		ensure!(!Pins::<T>::contains_key((digest, owner)), error::ALREADY_EXISTS);
		Pins::<T>::insert((digest, owner), PinState::default());
		Ok(())
	}

	fn unpin(digest: &Digest, owner: &AccountOf<T>) -> DispatchResult {
		Pins::<T>::remove((digest, owner));
		Ok(())
	}

	fn deprecate_pinned(digest: &Digest, owner: &AccountOf<T>, deprecated: bool) -> DispatchResult {
		let pin = Pins::<T>::get((digest, owner)).ok_or(error::NOT_FOUND)?;
		ensure!(!pin.revoked && pin.deprecated != deprecated, error::ALREADY_EXISTS);
		Pins::<T>::insert((digest, owner), PinState { deprecated, ..pin });
		Ok(())
	}

	fn revoke_pinned(digest: &Digest, owner: &AccountOf<T>, _: BoundedVec<u8, ConstU32<64>>) -> DispatchResult {
		let pin = Pins::<T>::get((digest, owner)).ok_or(error::NOT_FOUND)?;
		ensure!(!pin.revoked, error::ALREADY_EXISTS);
		Pins::<T>::insert((digest, owner), PinState { revoked: true, ..pin });
		Self::revoke(*digest, owner);
		Ok(())
	}
}

impl<T: Config> ClaimRegister<AccountOf<T>> for Provenance<T> {
	fn register_published(
		owner: &AccountOf<T>,
		root: &Digest,
		kind: ArtifactKind,
		_: [u8; 32],
		_: Option<Digest>,
	) -> DispatchResult {
		Self::register(*root, owner, kind);
		if !OpenClaims::<T>::contains_key(root) {
			Self::open(*root, owner);
		}
		Ok(())
	}
}

impl<T: Config> ProvenanceInspect<AccountOf<T>> for Provenance<T> {
	fn claim(digest: &Digest, who: &AccountOf<T>) -> Option<ArtifactKind> {
		Claims::<T>::get((digest, who))
	}

	fn entitled(digest: &Digest) -> Option<AccountOf<T>> {
		Entitled::<T>::get(digest)
	}

	fn standing(digest: &Digest) -> Standing<AccountOf<T>> {
		if ClosedArtifacts::contains_key(digest) {
			return Standing::Closed;
		}
		let open = || OpenClaims::<T>::get(digest).map(Standing::Open);
		Self::entitled(digest).map(Standing::Entitled).or_else(open).unwrap_or(Standing::Unclaimed)
	}
}

impl<T: Config> ProvenanceRegister<AccountOf<T>> for Provenance<T> {
	fn register_generation(
		owner: &AccountOf<T>,
		output: Digest,
		generation: Generation,
		attestation: Attestation,
		age: u32,
	) -> DispatchResult {
		Self::register(output, owner, ArtifactKind::Work);
		Records::<T>::append(RecordCall { owner: owner.clone(), output, generation, attestation, age });
		Ok(())
	}
}
