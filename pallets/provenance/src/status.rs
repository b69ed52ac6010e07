//! Status of a claim: lifecycle and attestation.

use crate::{
	pallet::*,
	settlement::{ClaimOf, ClaimsOf},
	types::*,
};
use atelier_primitives::Digest;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_status(owner: T::AccountId, digest: Digest, status: Status) -> DispatchResult {
		Self::change_status(&digest, &owner, status, false)
	}

	/// Sets the status of a claim: of a pinned one for the owner of its IP asset, of another for its claimant.
	pub(crate) fn change_status(
		digest: &Digest,
		owner: &T::AccountId,
		status: Status,
		is_pinned: bool,
	) -> DispatchResult {
		Self::change_claims(digest, |claims| {
			let claim = Self::claim_mut(claims, owner)?;
			match is_pinned {
				true => ensure!(claim.pinned, Error::<T>::NotPinned),
				false => ensure!(!claim.pinned, Error::<T>::Pinned),
			}
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			ensure!(claim.status != status, Error::<T>::NotChanged);
			if matches!(status, Status::Revoked { .. }) {
				Self::close_with(digest, claims, owner);
			}
			Self::claim_mut(claims, owner)?.status = status.clone();
			Ok(())
		})?;
		Self::deposit_event(Event::StatusChanged { digest: *digest, owner: owner.clone(), status });
		Ok(())
	}

	pub(crate) fn do_attest(digest: Digest, owner: T::AccountId, note: [u8; 32]) -> DispatchResult {
		Self::change_claims(&digest, |claims| {
			let claim = Self::claim_mut(claims, &owner)?;
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			ensure!(claim.attestation.is_none(), Error::<T>::AlreadyAttested);
			ensure!(claim.settlement.oppositions == 0, Error::<T>::Opposed);
			let block = frame_system::Pallet::<T>::block_number();
			claim.attestation = Some(ClaimAttestation { by: Attestor::Arbiter, block, note });
			Ok(())
		})?;
		Self::reopen(&digest)?;
		Self::deposit_event(Event::ClaimAttested { digest, owner, note });
		Ok(())
	}

	pub(crate) fn do_revoke_attestation(digest: Digest, owner: T::AccountId) -> DispatchResult {
		Self::change_claims(&digest, |claims| {
			let claim = Self::claim_mut(claims, &owner)?;
			ensure!(claim.attestation.is_some(), Error::<T>::NotAttested);
			// Its entitlement ends here, whatever becomes of the claim later.
			if !claim.settlement.settled {
				Self::close_with(&digest, claims, &owner);
			}
			let claim = Self::claim_mut(claims, &owner)?;
			claim.attestation = None;
			// Nobody could oppose it while it was attested.
			Self::wait_anew(claim);
			Ok(())
		})?;
		Self::deposit_event(Event::AttestationRevoked { digest, owner });
		Ok(())
	}

	pub(crate) fn claim_mut<'a>(
		claims: &'a mut ClaimsOf<T>,
		owner: &T::AccountId,
	) -> Result<&'a mut ClaimOf<T>, DispatchError> {
		Ok(claims.iter_mut().find(|claim| claim.owner == *owner).ok_or(Error::<T>::NotFound)?)
	}
}
