//! Registration, withdrawal and removal of claims.

use crate::{pallet::*, types::*};
use atelier_primitives::{
	chain::{currency, Balance},
	provenance::ArtifactKind,
	Deposit, Digest,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// Reason of the revocation of a displaced claim that others name.
const DISPLACED: &[u8] = b"displaced by an attested record";

/// Stored parts of a claim, whoever vouches for its record.
pub(crate) struct Parts<AccountId> {
	pub digest: Digest,
	pub kind: ArtifactKind,
	pub manifest_hash: Option<[u8; 32]>,
	pub edges: EdgeList<AccountId>,
	pub record: Option<GenerationRecord<AccountId>>,
}

impl<T: Config> Pallet<T> {
	/// Registers a claim. Returns the number of ancestors that were visited.
	pub(crate) fn do_register(
		owner: T::AccountId,
		registration: Registration<T::AccountId>,
		since: BlockNumberFor<T>,
		committed: bool,
	) -> Result<u32, DispatchError> {
		Self::check_kind(&registration)?;
		let Registration { digest, kind, manifest_hash, edges, record } = registration;
		Self::check_new(&digest, &owner)?;
		let visited = Self::check_edges(&digest, kind, &edges)?;
		let record = record.map(|record| record.sign(owner.clone()));
		Self::add_claim(owner, Parts { digest, kind, manifest_hash, edges, record }, since, committed)?;
		Ok(visited)
	}

	/// Checks that the account has no claim of the artifact, listed or removed.
	pub(crate) fn check_new(digest: &Digest, owner: &T::AccountId) -> DispatchResult {
		ensure!(Claims::<T>::get(digest).iter().all(|claim| claim.owner != *owner), Error::<T>::AlreadyExists);
		ensure!(!RemovedClaims::<T>::contains_key(digest, owner), Error::<T>::AlreadyExists);
		Ok(())
	}

	/// Adds a claim that is new, and whose kind and edges fit.
	pub(crate) fn add_claim(
		owner: T::AccountId,
		parts: Parts<T::AccountId>,
		since: BlockNumberFor<T>,
		committed: bool,
	) -> DispatchResult {
		let Parts { digest, kind, manifest_hash, edges, record } = parts;
		let mut claims = Claims::<T>::get(digest);
		if claims.is_full() {
			let is_attested = record.as_ref().is_some_and(GenerationRecord::is_attested);
			Self::displace_last(&digest, &mut claims, since, is_attested, &owner)?;
		}

		let deposit = Deposit::hold::<T::Currency>(
			HoldReason::Claim,
			owner.clone(),
			Self::claim_deposit(&edges, record.as_ref()),
		)?;
		let arrival = match claims.iter().map(|claim| claim.arrival).max() {
			Some(latest) => latest.checked_add(1).ok_or(ArithmeticError::Overflow)?,
			None => 0,
		};
		let registered = frame_system::Pallet::<T>::block_number();
		let claim = Claim {
			owner: owner.clone(),
			kind,
			since,
			registered,
			arrival,
			committed,
			manifest_hash,
			attestation: None,
			status: Status::Active,
			deposit,
		};
		claims.try_push(claim).map_err(|_| Error::<T>::MaxClaimsExceeded)?;
		claims.sort_by_key(Claim::precedence);
		Claims::<T>::insert(digest, claims);
		Self::link(&digest, &owner, edges)?;
		if let Some(record) = record {
			Records::<T>::insert(digest, &owner, record);
		}
		Self::deposit_event(Event::ClaimRegistered { digest, owner, kind, since, committed });
		Ok(())
	}

	/// Withdraws a claim that no other names. Returns the number of its edges.
	pub(crate) fn do_withdraw_claim(owner: &T::AccountId, digest: &Digest) -> Result<u32, DispatchError> {
		ensure!(!Self::has_children(digest, owner), Error::<T>::HasChildren);
		let claim = match Self::take_claim(digest, owner) {
			Some(claim) => claim,
			None => RemovedClaims::<T>::take(digest, owner).ok_or(Error::<T>::NotFound)?,
		};
		let edges = Self::remove_parts(digest, claim)?;
		Self::deposit_event(Event::ClaimWithdrawn { digest: *digest, owner: owner.clone() });
		Ok(edges)
	}

	/// Takes a claim from its artifact. One that others name stays above those, revoked. Returns the number of edges that
	/// went with it.
	pub(crate) fn do_remove_claim(digest: Digest, owner: T::AccountId, reason: Reason) -> Result<u32, DispatchError> {
		let claim = Self::take_claim(&digest, &owner).ok_or(Error::<T>::NotFound)?;
		ensure!(claim.attestation.is_none(), Error::<T>::AlreadyAttested);
		let edges = Self::remove_or_revoke(&digest, claim, reason.clone())?;
		Self::deposit_event(Event::ClaimRemoved { digest, owner, reason, kept: edges.is_none() });
		Ok(edges.unwrap_or_default())
	}

	/// Removes a claim that is no longer listed, or keeps it revoked above those that name it. Returns the number of edges
	/// that went with it; nothing if it was kept.
	fn remove_or_revoke(
		digest: &Digest,
		mut claim: Claim<T::AccountId, BlockNumberFor<T>>,
		reason: Reason,
	) -> Result<Option<u32>, DispatchError> {
		if !Self::has_children(digest, &claim.owner) {
			return Self::remove_parts(digest, claim).map(Some);
		}
		claim.status = Status::Revoked { reason };
		RemovedClaims::<T>::insert(digest, claim.owner.clone(), claim);
		Ok(None)
	}

	/// Makes room for a claim, by the last of those that it precedes, that nobody attested and that no other names.
	///
	/// One with an attested record needs room whatever others do, who may know the digest before it: it takes the last of
	/// all that nothing attests, but not the first or the settled one. If others name that one, it stays above those,
	/// revoked.
	fn displace_last(
		digest: &Digest,
		claims: &mut ClaimList<T::AccountId, BlockNumberFor<T>>,
		since: BlockNumberFor<T>,
		is_attested: bool,
		by: &T::AccountId,
	) -> DispatchResult {
		let has_record = |owner| Records::<T>::get(digest, owner).is_some_and(|record| record.is_attested());
		let settled = Self::settled(digest, claims).cloned();
		let first = claims.first().map(|claim| claim.owner.clone());
		let position = claims
			.iter()
			.rposition(|claim| {
				let owner = Some(&claim.owner);
				claim.attestation.is_none()
					&& match is_attested {
						true => owner != first.as_ref() && owner != settled.as_ref() && !has_record(&claim.owner),
						false => since < claim.since && !Self::has_children(digest, &claim.owner),
					}
			})
			.ok_or(Error::<T>::MaxClaimsExceeded)?;
		let claim = Self::take_at(digest, claims, position);
		let owner = claim.owner.clone();
		Self::remove_or_revoke(digest, claim, Reason::truncate_from(DISPLACED.to_vec()))?;
		Self::deposit_event(Event::ClaimDisplaced { digest: *digest, owner, by: by.clone() });
		Ok(())
	}

	/// Takes a claim from the list of its artifact, and the list away with the last one.
	fn take_claim(digest: &Digest, owner: &T::AccountId) -> Option<Claim<T::AccountId, BlockNumberFor<T>>> {
		let mut claims = Claims::<T>::get(digest);
		let position = claims.iter().position(|claim| claim.owner == *owner)?;
		let claim = Self::take_at(digest, &mut claims, position);
		if claims.is_empty() {
			Claims::<T>::remove(digest);
			OpposedUntil::<T>::remove(digest);
		} else {
			Claims::<T>::insert(digest, claims);
		}
		Some(claim)
	}

	fn take_at(
		digest: &Digest,
		claims: &mut ClaimList<T::AccountId, BlockNumberFor<T>>,
		position: usize,
	) -> Claim<T::AccountId, BlockNumberFor<T>> {
		if let Some(claim) = claims.get(position) {
			Self::note_leaving(digest, claims, &claim.owner);
		}
		claims.remove(position)
	}

	/// Removes what belongs to a claim that is no longer listed. Returns the number of its edges.
	fn remove_parts(digest: &Digest, claim: Claim<T::AccountId, BlockNumberFor<T>>) -> Result<u32, DispatchError> {
		let edges = Self::unlink(digest, &claim.owner)?;
		Records::<T>::remove(digest, &claim.owner);
		claim.deposit.release::<T::Currency>(HoldReason::Claim)?;
		Ok(edges)
	}

	/// For all that a claim can store. It may grow itself, its edges and its record may not. Each edge can be the first
	/// that counts for its parent, and each claim the one after which is noted when it went.
	pub(crate) fn claim_deposit(
		edges: &EdgeList<T::AccountId>,
		record: Option<&GenerationRecord<T::AccountId>>,
	) -> Balance {
		let own = [Claim::<T::AccountId, BlockNumberFor<T>>::max_encoded_len(), BlockNumberFor::<T>::max_encoded_len()];
		let list = Some(edges.encoded_size()).filter(|_| !edges.is_empty());
		let counts = edges.iter().map(|_| u32::max_encoded_len());
		let (items, bytes) = own
			.into_iter()
			.chain(list)
			.chain(counts)
			.chain(record.map(Encode::encoded_size))
			.fold((0u32, 0u32), |(items, bytes), part| (items.saturating_add(1), bytes.saturating_add(part as u32)));
		currency::deposit(items, bytes)
	}

	/// Checks that digest and record fit the kind of the artifact.
	fn check_kind(registration: &Registration<T::AccountId>) -> DispatchResult {
		let Registration { digest, kind, edges, record, .. } = registration;
		let is_root = matches!(kind, ArtifactKind::Model | ArtifactKind::Adapter | ArtifactKind::Dataset);
		ensure!(!is_root || matches!(digest, Digest::Sha2_256(_)), Error::<T>::AlgorithmMismatch);
		let Some(record) = record else { return Ok(()) };
		ensure!(*kind == ArtifactKind::Work, Error::<T>::RecordNotAllowed);
		let is_parent = |digest: &Digest, relation: Relation| {
			edges
				.iter()
				.any(|edge| edge.parent == *digest && (edge.relation == relation || edge.relation == Relation::Input))
		};
		let Generation { model, adapters, .. } = &record.generation;
		ensure!(is_parent(model, Relation::BaseModel), Error::<T>::ModelNotInEdges);
		ensure!(adapters.iter().all(|adapter| is_parent(adapter, Relation::Adapter)), Error::<T>::AdapterNotInEdges);
		Ok(())
	}
}
