//! Settlement: which claim time entitles to the income, who waits anew, and what is closed when an entitled claim goes.
//!
//! Time settles nothing but the first claim that stands. What it settled is written down before anything else changes, so
//! that no later claim, and no later change of a parameter, takes it back.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use atelier_primitives::{
	chain::{currency, Balance},
	provenance::ArtifactKind,
	Deposit, Digest,
};
use codec::MaxEncodedLen;
use frame_support::traits::Get;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchError, DispatchResult};

/// Claim, as the pallet stores it.
pub(crate) type ClaimOf<T> = Claim<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// Claims of an artifact, as the pallet stores them.
pub(crate) type ClaimsOf<T> = ClaimList<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

impl<T: Config> Pallet<T> {
	/// First claim that stands: the one that time can settle.
	pub(crate) fn first(claims: &[ClaimOf<T>]) -> Option<&ClaimOf<T>> {
		claims.iter().find(|claim| !claim.is_revoked())
	}

	/// Returns `true` if a claim that stands contests the one of this account.
	pub(crate) fn is_contested(claims: &[ClaimOf<T>], owner: &T::AccountId) -> bool {
		claims.iter().any(|claim| !claim.is_revoked() && claim.contests(owner))
	}

	/// Settled claim: the one of which that is written down, or the first that stands, if its time has come and it is
	/// neither attested, opposed nor contested.
	pub(crate) fn settled(claims: &[ClaimOf<T>]) -> Option<&ClaimOf<T>> {
		let now = frame_system::Pallet::<T>::block_number();
		let written = claims.iter().find(|claim| !claim.is_revoked() && claim.settlement.settled);
		written.or_else(|| {
			Self::first(claims).filter(|claim| {
				let Settlement { settles_at, oppositions, .. } = claim.settlement;
				let is_due = oppositions == 0 && settles_at <= now && !Self::is_contested(claims, &claim.owner);
				is_due && claim.attestation.is_none()
			})
		})
	}

	/// Owner of the claim that is entitled to the income: the first, if it is attested, or else the settled one.
	pub(crate) fn entitled_in(claims: &[ClaimOf<T>]) -> Option<&T::AccountId> {
		let first = Self::first(claims)?;
		match first.attestation {
			Some(_) => Some(&first.owner),
			None => Self::settled(claims).map(|claim| &claim.owner),
		}
	}

	/// Standing of the claims of an artifact.
	pub(crate) fn standing_of(digest: &Digest, claims: &[ClaimOf<T>]) -> Standing<T::AccountId> {
		if let Some(owner) = Self::entitled_in(claims) {
			return Standing::Entitled(owner.clone());
		}
		if Closures::<T>::contains_key(digest) {
			return Standing::Closed;
		}
		Self::first(claims).map_or(Standing::Unclaimed, |claim| Standing::Open(claim.owner.clone()))
	}

	/// Changes the claims of an artifact and puts them in order again. All changes go through here.
	///
	/// What time settled is written down before. Whoever is the first that stands only after it waits for a whole
	/// opposition period from now, and so does a claim that is contested no more: nobody could oppose them until then.
	pub(crate) fn change_claims<R>(
		digest: &Digest,
		change: impl FnOnce(&mut ClaimsOf<T>) -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		let mut claims = Claims::<T>::get(digest);
		Self::write_settled(digest, &mut claims)?;
		let first = Self::first(&claims).map(|claim| claim.owner.clone());
		let contested: Vec<_> = Self::contested(&claims);
		let result = change(&mut claims)?;
		claims.sort_by_key(Claim::precedence);
		Self::end_contests(&mut claims);
		let next = Self::first(&claims).map(|claim| claim.owner.clone()).filter(|next| Some(next) != first.as_ref());
		let still = Self::contested(&claims);
		for claim in claims.iter_mut() {
			let was_contested = contested.contains(&claim.owner) && !still.contains(&claim.owner);
			if was_contested || next.as_ref() == Some(&claim.owner) {
				Self::wait_anew(claim);
			}
		}
		match claims.is_empty() {
			true => Claims::<T>::remove(digest),
			false => Claims::<T>::insert(digest, claims),
		}
		Ok(result)
	}

	/// Lets a claim wait for a whole opposition period from now, unless it is settled.
	pub(crate) fn wait_anew(claim: &mut ClaimOf<T>) {
		if !claim.settlement.settled {
			claim.settlement.settles_at = claim.settlement.settles_at.max(Self::settling_block());
		}
	}

	/// Block in which a claim settles that begins to wait now.
	pub(crate) fn settling_block() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number().saturating_add(T::OppositionPeriod::get())
	}

	/// Closes an artifact that can be run, before its entitled claim goes or is attested no more, unless another is entitled
	/// then. The claim leaves a part of its deposit for that.
	pub(crate) fn close_with(digest: &Digest, claims: &mut ClaimsOf<T>, owner: &T::AccountId) {
		let is_entitled = Self::entitled_in(claims) == Some(owner);
		let is_followed = claims.iter().any(|claim| {
			claim.owner != *owner && !claim.is_revoked() && (claim.attestation.is_some() || claim.settlement.settled)
		});
		let Some(claim) = claims.iter_mut().find(|claim| claim.owner == *owner) else { return };
		let can_run = matches!(claim.kind, ArtifactKind::Model | ArtifactKind::Adapter);
		if !can_run || !is_entitled || is_followed || Closures::<T>::contains_key(digest) {
			return;
		}
		let amount = Self::closure_deposit().min(claim.deposit.amount);
		claim.deposit.amount = claim.deposit.amount.saturating_sub(amount);
		Closures::<T>::insert(digest, Deposit { who: claim.deposit.who.clone(), amount });
		Self::deposit_event(Event::ArtifactClosed { digest: *digest });
	}

	/// Opens an artifact, because somebody is entitled again.
	pub(crate) fn reopen(digest: &Digest) -> DispatchResult {
		let Some(deposit) = Closures::<T>::take(digest) else { return Ok(()) };
		deposit.release::<T::Currency>(HoldReason::Claim)?;
		Self::deposit_event(Event::ArtifactReopened { digest: *digest });
		Ok(())
	}

	/// Part of a claim's deposit that pays for the closure of its artifact.
	pub(crate) fn closure_deposit() -> Balance {
		currency::deposit(1, Deposit::<T::AccountId>::max_encoded_len() as u32)
	}

	/// Writes down what time settled.
	fn write_settled(digest: &Digest, claims: &mut ClaimsOf<T>) -> DispatchResult {
		let due = Self::settled(claims).filter(|claim| !claim.settlement.settled).map(|claim| claim.owner.clone());
		let Some(claim) = claims.iter_mut().find(|claim| Some(&claim.owner) == due.as_ref()) else { return Ok(()) };
		claim.settlement.settled = true;
		Self::reopen(digest)
	}

	/// Owners of the claims that are contested.
	fn contested(claims: &[ClaimOf<T>]) -> Vec<T::AccountId> {
		claims
			.iter()
			.filter(|claim| !claim.is_revoked())
			.filter_map(|claim| Some(claim.settlement.contests.as_ref()?.owner.clone()))
			.collect()
	}

	/// Ends what revoked claims contest, and what contests claims that stand no more.
	fn end_contests(claims: &mut ClaimsOf<T>) {
		let standing: Vec<_> =
			claims.iter().filter(|claim| !claim.is_revoked()).map(|claim| claim.owner.clone()).collect();
		for claim in claims.iter_mut() {
			let stands = standing.contains(&claim.owner);
			claim.settlement.contests.take_if(|contest| !stands || !standing.contains(&contest.owner));
		}
	}
}
