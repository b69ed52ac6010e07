//! A fake of `provenance`: claims of artifacts, who is entitled to their income, and attested generation records.

use crate::{
	storage::{Claims, Entitled, Records},
	AccountOf, Config,
};
use atelier_primitives::{
	provenance::{ArtifactKind, Attestation, Generation, ProvenanceInspect, ProvenanceRegister},
	Digest,
};
use codec::{Decode, Encode};
use core::marker::PhantomData;
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

impl<T: Config> ProvenanceInspect<AccountOf<T>> for Provenance<T> {
	fn claim(digest: &Digest, who: &AccountOf<T>) -> Option<ArtifactKind> {
		Claims::<T>::get((digest, who))
	}

	fn entitled(digest: &Digest) -> Option<AccountOf<T>> {
		Entitled::<T>::get(digest)
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
