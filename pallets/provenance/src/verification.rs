//! Reading: what is known of a digest, and who is entitled to its income.

use crate::{lineage::Ancestors, pallet::*, settlement::ClaimOf, types::*};
use alloc::vec::Vec;
use atelier_primitives::{
	provenance::{ArtifactKind, ProvenanceInspect},
	Digest,
};
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_verify(digest: Digest) -> Verification<T::AccountId, BlockNumberFor<T>> {
		let claims = Claims::<T>::get(digest);
		let standing = Self::standing_of(&digest, &claims);
		let settled = Self::settled(&claims).map(|claim| claim.owner.clone());
		let details = |claim: &ClaimOf<T>| ClaimDetails {
			edges: Edges::<T>::get(digest, &claim.owner),
			record: Records::<T>::get(digest, &claim.owner),
			hearing: Hearings::<T>::get(digest, &claim.owner),
			contested: Self::is_contested(&claims, &claim.owner),
			settled: settled.as_ref() == Some(&claim.owner),
			claim: claim.clone(),
		};
		let claims: Vec<_> = claims.iter().map(details).collect();
		let revoked_above = Self::ancestors(&digest)
			.map(|ancestor| (ancestor.digest, ancestor.owner))
			.filter(|(digest, owner)| Self::is_revoked(digest, owner))
			.collect();
		Verification { claims, entitled: Self::entitled(&digest), standing, revoked_above }
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
		Self::entitled_in(&Claims::<T>::get(digest)).cloned()
	}

	fn standing(digest: &Digest) -> Standing<T::AccountId> {
		Self::standing_of(digest, &Claims::<T>::get(digest))
	}
}
