//! Status of a claim: lifecycle, attestation, settlement.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use atelier_primitives::Digest;
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_status(owner: T::AccountId, digest: Digest, status: Status) -> DispatchResult {
		Self::try_mutate_claims(&digest, |claims| {
			let claim = Self::claim_mut(claims, &owner)?;
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			ensure!(claim.status != status, Error::<T>::NotChanged);
			if matches!(status, Status::Revoked { .. }) {
				Self::note_leaving(&digest, claims, &owner);
			}
			Self::claim_mut(claims, &owner)?.status = status.clone();
			Ok(())
		})?;
		Self::deposit_event(Event::StatusChanged { digest, owner, status });
		Ok(())
	}

	pub(crate) fn do_attest(digest: Digest, owner: T::AccountId, note: [u8; 32]) -> DispatchResult {
		Self::try_mutate_claims(&digest, |claims| {
			let claim = Self::claim_mut(claims, &owner)?;
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			ensure!(claim.attestation.is_none(), Error::<T>::AlreadyAttested);
			let block = frame_system::Pallet::<T>::block_number();
			claim.attestation = Some(ClaimAttestation { by: Attestor::Arbiter, block, note });
			Ok(())
		})?;
		Self::deposit_event(Event::ClaimAttested { digest, owner, note });
		Ok(())
	}

	pub(crate) fn do_revoke_attestation(digest: Digest, owner: T::AccountId) -> DispatchResult {
		Self::try_mutate_claims(&digest, |claims| {
			let claim = Self::claim_mut(claims, &owner)?;
			ensure!(claim.attestation.take().is_some(), Error::<T>::NotAttested);
			Ok(())
		})?;
		Self::deposit_event(Event::AttestationRevoked { digest, owner });
		Ok(())
	}

	/// Owner of the settled claim: the one that stood unopposed for the opposition period, whatever the arbiter found.
	/// It stays so: what is registered after that time opposes it no more.
	pub(crate) fn settled<'a>(
		digest: &Digest,
		claims: &'a [Claim<T::AccountId, BlockNumberFor<T>>],
	) -> Option<&'a T::AccountId> {
		let standing = || claims.iter().filter(|claim| !claim.is_revoked());
		let first = standing().min_by_key(|claim| claim.registered)?;
		let unopposed_since = first.registered.max(OpposedUntil::<T>::get(digest).unwrap_or_default());
		let settled = unopposed_since.saturating_add(T::UnopposedPeriod::get());
		let is_unopposed = standing().all(|claim| claim.owner == first.owner || claim.registered >= settled);
		let is_over = frame_system::Pallet::<T>::block_number() >= settled;
		(is_unopposed && is_over).then_some(&first.owner)
	}

	/// Restarts the opposition period of the other claims, before one is removed or revoked; unless one of them is
	/// settled.
	pub(crate) fn note_leaving(
		digest: &Digest,
		claims: &[Claim<T::AccountId, BlockNumberFor<T>>],
		leaving: &T::AccountId,
	) {
		let (left, others): (Vec<_>, Vec<_>) =
			claims.iter().filter(|claim| !claim.is_revoked()).partition(|claim| claim.owner == *leaving);
		let is_settled = || Self::settled(digest, claims).is_some_and(|owner| owner != leaving);
		if !left.is_empty() && !others.is_empty() && !is_settled() {
			OpposedUntil::<T>::insert(digest, frame_system::Pallet::<T>::block_number());
		}
	}

	/// Changes a claim and puts the list in order again.
	fn try_mutate_claims(
		digest: &Digest,
		change: impl FnOnce(&mut ClaimList<T::AccountId, BlockNumberFor<T>>) -> DispatchResult,
	) -> DispatchResult {
		Claims::<T>::try_mutate_exists(digest, |claims| {
			let claims = claims.as_mut().ok_or(Error::<T>::NotFound)?;
			change(claims)?;
			claims.sort_by_key(Claim::precedence);
			Ok(())
		})
	}

	fn claim_mut<'a>(
		claims: &'a mut ClaimList<T::AccountId, BlockNumberFor<T>>,
		owner: &T::AccountId,
	) -> Result<&'a mut Claim<T::AccountId, BlockNumberFor<T>>, DispatchError> {
		Ok(claims.iter_mut().find(|claim| claim.owner == *owner).ok_or(Error::<T>::NotFound)?)
	}
}
