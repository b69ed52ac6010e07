//! Reading: what is known of a digest, and who is entitled to its income.

use crate::{lineage::Ancestors, pallet::*, types::*};
use alloc::vec::Vec;
use atelier_primitives::{
	provenance::{ArtifactKind, ProvenanceInspect},
	Digest,
};
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_verify(digest: Digest) -> Verification<T::AccountId, BlockNumberFor<T>> {
		let claims: Vec<_> = Claims::<T>::get(digest)
			.into_iter()
			.map(|claim| ClaimDetails {
				edges: Edges::<T>::get(digest, &claim.owner),
				record: Records::<T>::get(digest, &claim.owner),
				claim,
			})
			.collect();
		let revoked_above = Self::ancestors(&digest)
			.map(|ancestor| (ancestor.digest, ancestor.owner))
			.filter(|(digest, owner)| Self::is_revoked(digest, owner))
			.collect();
		Verification { claims, entitled: Self::entitled(&digest), revoked_above }
	}

	pub(crate) fn do_ancestry(digest: Digest) -> Vec<Ancestor<T::AccountId>> {
		Self::ancestors(&digest).collect()
	}

	/// The ancestors of all claims.
	fn ancestors(digest: &Digest) -> Ancestors<T> {
		let owners = Claims::<T>::get(digest).into_iter().map(|claim| claim.owner);
		Ancestors::of(owners.flat_map(|owner| Edges::<T>::get(digest, owner)))
	}

	/// Returns `true` if a claim that others name was revoked by its owner, or removed by the arbiter.
	fn is_revoked(digest: &Digest, owner: &T::AccountId) -> bool {
		let claims = Claims::<T>::get(digest);
		claims.iter().find(|claim| claim.owner == *owner).is_none_or(Claim::is_revoked)
	}
}

impl<T: Config> ProvenanceInspect<T::AccountId> for Pallet<T> {
	fn claim(digest: &Digest, who: &T::AccountId) -> Option<ArtifactKind> {
		Claims::<T>::get(digest)
			.into_iter()
			.find(|claim| claim.owner == *who && !claim.is_revoked())
			.map(|claim| claim.kind)
	}

	fn entitled(digest: &Digest) -> Option<T::AccountId> {
		let claims = Claims::<T>::get(digest);
		let first = claims.iter().find(|claim| !claim.is_revoked())?;
		match first.attestation {
			Some(_) => Some(&first.owner),
			None => Self::settled(digest, &claims),
		}
		.cloned()
	}
}
