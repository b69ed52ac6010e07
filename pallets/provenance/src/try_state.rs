//! The invariants of this pallet.
//!
//! 1. Claims are strictly in the order of their precedence, one for each owner, at most one by a publisher, and no list is
//!    empty.
//! 2. Edges and records belong to a claim, listed or removed; no list of edges is empty or names a parent twice.
//! 3. Every claim that an edge names is there, and no younger than the one that names it.
//! 4. `Children` counts the edges to each claim, and has no zero.
//! 5. No artifact is above a claim of itself, nothing has more ancestors or generations above than it may.
//! 6. Of every account, exactly the deposits for its claims, closures, commitments and oppositions are held, and exactly
//!    the bonds of its oppositions.
//! 7. Times are in the past: a claim counts from no later than its registration, a commitment, an opposition or what a
//!    contest comes from was made. No claim is settled before its registration.
//! 8. At most one claim of an artifact that stands is written down as settled. No claim that stands precedes it, but
//!    attested ones, and none opposes or contests it.
//! 9. Artifacts are named by SHA-256; an adapter names at most one base model; only works have records.
//! 10. A removed claim is revoked, not attested, contests nothing, and is not listed.
//! 11. Hearings are of listed claims, are not empty, and have one opposition for each opponent, none by the claimant. Each
//!     claim counts those to it.
//! 12. A claim contests another claim of its artifact, while both stand.
//!
//! That nothing exceeds its bounds is part of the types, and checked when they are decoded.

use crate::{pallet::*, types::*};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use atelier_primitives::{deposit::are_held, provenance::ArtifactKind, Digest};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_claims()?;
		Self::check_removed()?;
		Self::check_settlements()?;
		Self::check_hearings()?;
		Self::check_parts()?;
		Self::check_children()?;
		Self::check_lineage()?;
		Self::check_deposits()?;
		Self::check_times()
	}

	fn check_claims() -> Result<(), TryRuntimeError> {
		for digest in Claims::<T>::iter_keys() {
			let claims = Claims::<T>::try_get(digest).map_err(|()| "the claims of an artifact do not decode")?;
			ensure!(!claims.is_empty(), "an artifact without claims is stored");
			ensure!(claims.is_sorted_by(|a, b| a.precedence() < b.precedence()), "claims are out of order");
			let owners: BTreeSet<_> = claims.iter().map(|claim| &claim.owner).collect();
			ensure!(owners.len() == claims.len(), "somebody claims an artifact twice");
			let published = claims.iter().filter(|claim| claim.published).count();
			ensure!(published <= 1, "two claims of an artifact were published");
			for claim in &claims {
				ensure!(Self::check_algorithm(&digest).is_ok(), "an artifact is not named by SHA-256");
				let edges = Edges::<T>::get(digest, &claim.owner);
				let bases = edges.iter().filter(|edge| edge.relation == Relation::BaseModel).count();
				ensure!(claim.kind != ArtifactKind::Adapter || bases <= 1, "an adapter has two base models");
				let has_record = Records::<T>::contains_key(digest, &claim.owner);
				ensure!(!has_record || claim.kind == ArtifactKind::Work, "something else than a work has a record");
			}
		}
		Ok(())
	}

	fn check_settlements() -> Result<(), TryRuntimeError> {
		let now = frame_system::Pallet::<T>::block_number();
		for (_, claims) in Claims::<T>::iter() {
			let standing: Vec<_> = claims.iter().filter(|claim| !claim.is_revoked()).collect();
			let settled: Vec<_> = standing.iter().filter(|claim| claim.settlement.settled).collect();
			ensure!(settled.len() <= 1, "two claims of an artifact are settled");
			if let Some(settled) = settled.first() {
				let first = standing.iter().find(|claim| claim.attestation.is_none() || claim.owner == settled.owner);
				ensure!(first == Some(settled), "a claim precedes a settled one");
				ensure!(settled.settlement.oppositions == 0, "a settled claim is opposed");
				ensure!(!Self::is_contested(&claims, &settled.owner), "a settled claim is contested");
			}
			for claim in &claims {
				ensure!(claim.settlement.settles_at >= claim.registered, "a claim settled before it was registered");
				let Some(Contest { owner: contested, block }) = &claim.settlement.contests else { continue };
				let stands = |owner: &T::AccountId| standing.iter().any(|claim| claim.owner == *owner);
				let is_another = *contested != claim.owner && stands(contested) && stands(&claim.owner);
				ensure!(is_another, "a claim contests none that stands beside it");
				ensure!(*block <= now, "a claim contests another from the future");
			}
		}
		Ok(())
	}

	fn check_hearings() -> Result<(), TryRuntimeError> {
		for (digest, owner) in Hearings::<T>::iter_keys() {
			let hearing = Hearings::<T>::get(digest, &owner).ok_or("a hearing does not decode")?;
			let is_listed = Claims::<T>::get(digest).iter().any(|claim| claim.owner == owner);
			ensure!(is_listed, "no claim belongs to a hearing");
			ensure!(!hearing.oppositions.is_empty(), "a hearing without oppositions is stored");
			let now = frame_system::Pallet::<T>::block_number();
			let is_past = hearing.oppositions.iter().all(|opposition| opposition.block <= now);
			ensure!(is_past, "an opposition was made in the future");
			let opponents: BTreeSet<_> = hearing.oppositions.iter().map(|opposition| &opposition.opponent).collect();
			ensure!(opponents.len() == hearing.oppositions.len(), "somebody opposes a claim twice");
			ensure!(!opponents.contains(&owner), "somebody opposes an own claim");
		}
		for (digest, claim) in Self::all_claims() {
			let hearing = Hearings::<T>::get(digest, &claim.owner);
			let count = hearing.map_or(0, |hearing| hearing.oppositions.len());
			ensure!(usize::from(claim.settlement.oppositions) == count, "oppositions are counted wrongly");
		}
		for digest in Closures::<T>::iter_keys() {
			ensure!(Closures::<T>::get(digest).is_some(), "a closure does not decode");
		}
		Ok(())
	}

	/// All claims, listed or removed.
	fn all_claims() -> impl Iterator<Item = (Digest, Claim<T::AccountId, BlockNumberFor<T>>)> {
		let listed =
			Claims::<T>::iter().flat_map(|(digest, claims)| claims.into_iter().map(move |claim| (digest, claim)));
		listed.chain(RemovedClaims::<T>::iter().map(|(digest, _, claim)| (digest, claim)))
	}

	fn check_removed() -> Result<(), TryRuntimeError> {
		for (digest, owner) in RemovedClaims::<T>::iter_keys() {
			let claim = RemovedClaims::<T>::get(digest, &owner).ok_or("a removed claim does not decode")?;
			ensure!(claim.owner == owner, "a removed claim is kept for somebody else");
			ensure!(claim.is_revoked() && claim.attestation.is_none(), "a removed claim is not revoked");
			ensure!(claim.settlement.contests.is_none(), "a removed claim contests another");
			let is_listed = Claims::<T>::get(digest).iter().any(|claim| claim.owner == owner);
			ensure!(!is_listed, "a removed claim is listed");
		}
		Ok(())
	}

	fn check_parts() -> Result<(), TryRuntimeError> {
		let registered: BTreeMap<_, _> =
			Self::all_claims().map(|(digest, claim)| ((digest, claim.owner), claim.registered)).collect();
		for (digest, owner) in Edges::<T>::iter_keys() {
			let edges = Edges::<T>::try_get(digest, &owner).map_err(|()| "the edges of a claim do not decode")?;
			let child = registered.get(&(digest, owner)).ok_or("edges belong to no claim")?;
			ensure!(!edges.is_empty(), "an empty list of edges is stored");
			let parents: BTreeSet<_> = edges.iter().map(|edge| edge.parent).collect();
			ensure!(parents.len() == edges.len(), "a claim names a parent twice");
			for Edge { parent, owner, .. } in edges {
				let parent = registered.get(&(parent, owner)).ok_or("nobody claims a parent")?;
				ensure!(parent <= child, "a parent is younger than its child");
			}
		}
		for (digest, owner) in Records::<T>::iter_keys() {
			ensure!(Records::<T>::get(digest, &owner).is_some(), "a record does not decode");
			ensure!(registered.contains_key(&(digest, owner)), "a record belongs to no claim");
		}
		Ok(())
	}

	fn check_children() -> Result<(), TryRuntimeError> {
		let mut counted = BTreeMap::<(Digest, T::AccountId), u32>::new();
		for (_, _, edges) in Edges::<T>::iter() {
			for Edge { parent, owner, .. } in edges {
				counted.entry((parent, owner)).or_default().saturating_inc();
			}
		}
		let stored: BTreeMap<_, _> =
			Children::<T>::iter().map(|(digest, owner, count)| ((digest, owner), count)).collect();
		ensure!(stored == counted, "children are counted wrongly");
		Ok(())
	}

	/// Checks that what held at the registration of each claim still holds. A cycle would be above those on it.
	fn check_lineage() -> Result<(), TryRuntimeError> {
		for (child, _, edges) in Edges::<T>::iter() {
			Self::check_ancestors(&child, &edges).map_err(|error| match error {
				Error::Cycle => "an artifact is its own ancestor",
				_ => "a claim has more ancestors than it may",
			})?;
		}
		Ok(())
	}

	fn check_deposits() -> Result<(), TryRuntimeError> {
		for (_, claim) in Self::all_claims() {
			ensure!(claim.deposit.who == claim.owner, "somebody else paid the deposit of a claim");
		}
		for (owner, _, commitment) in Commitments::<T>::iter() {
			ensure!(commitment.deposit.who == owner, "somebody else paid the deposit of a commitment");
		}
		let accounts = frame_system::Account::<T>::iter_keys;
		let claims = Self::all_claims().map(|(_, claim)| claim.deposit).chain(Closures::<T>::iter_values());
		ensure!(
			are_held::<T::Currency, _>(HoldReason::Claim, claims, accounts()),
			"other deposits for claims are held than were paid"
		);
		let commitments = Commitments::<T>::iter_values().map(|commitment| commitment.deposit);
		ensure!(
			are_held::<T::Currency, _>(HoldReason::Commitment, commitments, accounts()),
			"other deposits for commitments are held than were paid"
		);
		let oppositions = || Hearings::<T>::iter_values().flat_map(|hearing| hearing.oppositions);
		let deposits = oppositions().map(|opposition| opposition.deposit());
		ensure!(
			are_held::<T::Currency, _>(HoldReason::Opposition, deposits, accounts()),
			"other deposits for oppositions are held than were paid"
		);
		let bonds = oppositions().map(|opposition| opposition.bond());
		ensure!(are_held::<T::Currency, _>(HoldReason::Bond, bonds, accounts()), "other bonds are held than were paid");
		Ok(())
	}

	fn check_times() -> Result<(), TryRuntimeError> {
		let now = frame_system::Pallet::<T>::block_number();
		for (_, claim) in Self::all_claims() {
			ensure!(claim.since <= claim.registered, "a claim counts from after its registration");
			ensure!(claim.registered <= now, "a claim was registered in the future");
			ensure!(
				claim.committed == (claim.since < claim.registered),
				"a claim counts from a block without a reason"
			);
		}
		for commitment in Commitments::<T>::iter_values() {
			ensure!(commitment.block <= now, "a commitment was made in the future");
		}
		Ok(())
	}
}
