//! Pins: a claim that was minted belongs to its IP asset.

use crate::{pallet::*, types::*};
use atelier_primitives::{provenance::ClaimPin, Digest};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> ClaimPin<T::AccountId> for Pallet<T> {
	fn pin(digest: &Digest, owner: &T::AccountId) -> DispatchResult {
		let has_record = Records::<T>::get(digest, owner).is_some_and(|record| record.is_attested());
		Self::change_claims(digest, |claims| {
			let pins = claims.iter().filter(|claim| claim.pinned).count() as u32;
			let claim = Self::claim_mut(claims, owner)?;
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			ensure!(!claim.pinned, Error::<T>::AlreadyPinned);
			// Whoever saw an output early cannot pin all places before its record comes.
			let is_attested = has_record || claim.attestation.is_some();
			ensure!(is_attested || pins < MAX_PINS, Error::<T>::MaxPinsExceeded);
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
