//! Pins: a claim that was minted belongs to its IP asset.

use crate::{pallet::*, settlement::ClaimOf, types::*};
use atelier_primitives::{provenance::ClaimPin, Digest};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> ClaimPin<T::AccountId> for Pallet<T> {
	fn pin(digest: &Digest, owner: &T::AccountId) -> DispatchResult {
		let has_record = Records::<T>::get(digest, owner).is_some_and(|record| record.is_attested());
		Self::change_claims(digest, |claims| {
			let is_first = Self::first(claims).is_some_and(|claim| claim.owner == *owner);
			let pins = claims.iter().filter(|claim| claim.pinned && Self::is_one_of_many(claim)).count() as u32;
			let claim = Self::claim_mut(claims, owner)?;
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			ensure!(!claim.pinned, Error::<T>::AlreadyPinned);
			// Whoever saw an output early cannot pin all places before its record comes, nor all pins before the first does.
			let max = if is_first { MAX_PINS } else { MAX_PINS.saturating_sub(1) };
			let is_free = has_record || !Self::is_one_of_many(claim);
			ensure!(is_free || pins < max, Error::<T>::MaxPinsExceeded);
			claim.pinned = true;
			Ok(())
		})?;
		Self::deposit_event(Event::ClaimPinned { digest: *digest, owner: owner.clone() });
		Ok(())
	}

	fn unpin(digest: &Digest, owner: &T::AccountId) -> DispatchResult {
		// Listed, or removed by the arbiter. There may be neither.
		let was_pinned = Self::change_claims(digest, |claims| {
			let claim = claims.iter_mut().find(|claim| claim.owner == *owner);
			Ok(claim.is_some_and(|claim| core::mem::take(&mut claim.pinned)))
		})?;
		let was_removed = RemovedClaims::<T>::mutate_exists(digest, owner, |claim| {
			claim.as_mut().is_some_and(|claim| core::mem::take(&mut claim.pinned))
		});
		if was_pinned || was_removed {
			Self::deposit_event(Event::ClaimUnpinned { digest: *digest, owner: owner.clone() });
		}
		Ok(())
	}

	fn deprecate_pinned(digest: &Digest, owner: &T::AccountId, deprecated: bool) -> DispatchResult {
		let status = if deprecated { Status::Deprecated } else { Status::Active };
		Self::change_status(digest, owner, status, true)
	}

	fn revoke_pinned(digest: &Digest, owner: &T::AccountId, reason: Reason) -> DispatchResult {
		Self::change_status(digest, owner, Status::Revoked { reason }, true)
	}
}

impl<T: Config> Pallet<T> {
	/// Returns `true` if the pin of the claim counts: nothing speaks for it but its claimant.
	///
	/// A revoked one does not count, because it can leave its place with its pin.
	fn is_one_of_many(claim: &ClaimOf<T>) -> bool {
		!claim.is_revoked() && !claim.settlement.settled && !claim.published && claim.attestation.is_none()
	}
}
