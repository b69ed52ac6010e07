//! Registration, withdrawal and removal of claims.

use crate::{
	pallet::*,
	settlement::{ClaimOf, ClaimsOf},
	types::*,
};
use atelier_primitives::{
	chain::{currency, Balance},
	provenance::{ArtifactKind, ClaimRegister},
	Deposit, Digest,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{ensure, storage::with_storage_layer};
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

impl<T: Config> ClaimRegister<T::AccountId> for Pallet<T> {
	fn register_published(
		owner: &T::AccountId,
		root: &Digest,
		kind: ArtifactKind,
		manifest_hash: [u8; 32],
		base: Option<Digest>,
	) -> DispatchResult {
		if Self::check_new(root, owner).is_err() {
			Self::mark_published(root, owner);
			return Ok(());
		}
		Self::check_algorithm(root)?;
		let claim = base.and_then(|base| Some((base, Self::first(&Claims::<T>::get(base))?.owner.clone())));
		let edge = claim.map(|(parent, owner)| Edge { parent, owner, relation: Relation::BaseModel });
		// What others claim of the base keeps nobody from publishing.
		let edges = Some(EdgeList::truncate_from(edge.into_iter().collect()))
			.filter(|edges| Self::check_edges(root, kind, edges).is_ok())
			.unwrap_or_default();
		let parts = Parts { digest: *root, kind, manifest_hash: Some(manifest_hash), edges, record: None };
		let now = frame_system::Pallet::<T>::block_number();
		// Callers may go on after an error: leave nothing half done.
		with_storage_layer(|| Self::add_claim(owner.clone(), parts, now))?;
		Self::mark_published(root, owner);
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Registers a claim. Returns the number of ancestors that were visited.
	pub(crate) fn do_register(
		owner: T::AccountId,
		registration: Registration<T::AccountId>,
		since: BlockNumberFor<T>,
	) -> Result<u32, DispatchError> {
		Self::check_kind(&registration)?;
		let Registration { digest, kind, manifest_hash, edges, record } = registration;
		Self::check_new(&digest, &owner)?;
		let visited = Self::check_edges(&digest, kind, &edges)?;
		let record = record.map(|record| record.sign(owner.clone()));
		Self::add_claim(owner, Parts { digest, kind, manifest_hash, edges, record }, since)?;
		Ok(visited)
	}

	/// Checks that the account has no claim of the artifact, listed or removed.
	pub(crate) fn check_new(digest: &Digest, owner: &T::AccountId) -> DispatchResult {
		ensure!(Claims::<T>::get(digest).iter().all(|claim| claim.owner != *owner), Error::<T>::AlreadyExists);
		ensure!(!RemovedClaims::<T>::contains_key(digest, owner), Error::<T>::AlreadyExists);
		Ok(())
	}

	/// Marks the claim of whoever published the artifact, unless another is marked.
	fn mark_published(root: &Digest, owner: &T::AccountId) {
		Claims::<T>::mutate_exists(root, |claims| {
			let Some(claims) = claims.as_mut().filter(|claims| claims.iter().all(|claim| !claim.published)) else {
				return;
			};
			claims.iter_mut().filter(|claim| claim.owner == *owner).for_each(|claim| claim.published = true);
		});
	}

	/// Adds a claim that is new, and whose kind and edges fit.
	pub(crate) fn add_claim(
		owner: T::AccountId,
		parts: Parts<T::AccountId>,
		since: BlockNumberFor<T>,
	) -> DispatchResult {
		let Parts { digest, kind, manifest_hash, edges, record } = parts;
		let deposit = Deposit::hold::<T::Currency>(
			HoldReason::Claim,
			owner.clone(),
			Self::claim_deposit(&edges, record.as_ref()),
		)?;
		let takes_place = record.as_ref().is_some_and(|record| record.attestation.fixes_output());
		let registered = frame_system::Pallet::<T>::block_number();
		let since = Self::change_claims(&digest, |claims| {
			// Nothing counts from before another claim was settled: whoever is entitled stays so.
			let since = Self::settled(claims).map_or(since, |settled| settled.settlement.settles_at.max(since));
			if claims.is_full() {
				Self::displace_last(&digest, claims, since, takes_place, &owner)?;
			}
			let arrival = match claims.iter().map(|claim| claim.arrival).max() {
				Some(latest) => latest.checked_add(1).ok_or(ArithmeticError::Overflow)?,
				None => 0,
			};
			let claim = Claim {
				owner: owner.clone(),
				kind,
				since,
				registered,
				arrival,
				committed: since < registered,
				manifest_hash,
				attestation: None,
				status: Status::Active,
				settlement: Settlement::new(Self::settling_block()),
				pinned: false,
				published: false,
				deposit,
			};
			claims.try_push(claim).map_err(|_| Error::<T>::MaxClaimsExceeded)?;
			Ok(since)
		})?;
		let committed = since < registered;
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
		let listed = Self::take_claim(digest, owner, |claim| {
			ensure!(!claim.pinned, Error::<T>::Pinned);
			Ok(())
		})?;
		let claim = match listed {
			Some(claim) => claim,
			None => RemovedClaims::<T>::take(digest, owner).ok_or(Error::<T>::NotFound)?,
		};
		ensure!(!claim.pinned, Error::<T>::Pinned);
		let edges = Self::remove_parts(digest, claim)?;
		Self::deposit_event(Event::ClaimWithdrawn { digest: *digest, owner: owner.clone() });
		Ok(edges)
	}

	/// Takes a claim from its artifact. One that others name, or of which an IP asset was minted, is kept, revoked. Returns the number of edges that
	/// went with it.
	pub(crate) fn do_remove_claim(digest: Digest, owner: T::AccountId, reason: Reason) -> Result<u32, DispatchError> {
		let claim = Self::take_claim(&digest, &owner, |claim| {
			ensure!(claim.attestation.is_none(), Error::<T>::AlreadyAttested);
			Ok(())
		})?
		.ok_or(Error::<T>::NotFound)?;
		let edges = Self::remove_or_revoke(&digest, claim, reason.clone())?;
		Self::deposit_event(Event::ClaimRemoved { digest, owner, reason, kept: edges.is_none() });
		Ok(edges.unwrap_or_default())
	}

	/// Removes a claim that is no longer listed, or keeps it revoked: above those that name it, or for its IP asset. Returns the number of edges
	/// that went with it; nothing if it was kept.
	fn remove_or_revoke(digest: &Digest, mut claim: ClaimOf<T>, reason: Reason) -> Result<Option<u32>, DispatchError> {
		if !claim.pinned && !Self::has_children(digest, &claim.owner) {
			return Self::remove_parts(digest, claim).map(Some);
		}
		claim.status = Status::Revoked { reason };
		claim.settlement.contests = None;
		RemovedClaims::<T>::insert(digest, claim.owner.clone(), claim);
		Ok(None)
	}

	/// Makes room for a claim, by the last of those that it precedes, that nobody attested and that no other names.
	///
	/// One with an attested record that fixes its output needs room whatever others do, who may know the digest before it:
	/// it takes the last of all that nothing attests, but not the first that stands or the settled one. If others name that
	/// one, it stays above those, revoked.
	///
	/// Nobody's claim goes in this way of which an IP asset was minted, unless it was revoked, nor one that is opposed or
	/// contests another.
	fn displace_last(
		digest: &Digest,
		claims: &mut ClaimsOf<T>,
		since: BlockNumberFor<T>,
		takes_place: bool,
		by: &T::AccountId,
	) -> DispatchResult {
		let has_record = |owner| Records::<T>::get(digest, owner).is_some_and(|record| record.is_attested());
		let settled = Self::settled(claims).map(|claim| claim.owner.clone());
		let first = Self::first(claims).map(|claim| claim.owner.clone());
		let position = claims
			.iter()
			.rposition(|claim| {
				let owner = Some(&claim.owner);
				let Settlement { oppositions, contests, .. } = &claim.settlement;
				let is_fixed = (claim.pinned && !claim.is_revoked()) || *oppositions > 0 || contests.is_some();
				claim.attestation.is_none()
					&& !is_fixed && match takes_place {
					true => owner != first.as_ref() && owner != settled.as_ref() && !has_record(&claim.owner),
					false => since < claim.since && !Self::has_children(digest, &claim.owner),
				}
			})
			.ok_or(Error::<T>::MaxClaimsExceeded)?;
		let claim = claims.remove(position);
		let owner = claim.owner.clone();
		let reason = match &claim.status {
			Status::Revoked { reason } => reason.clone(),
			Status::Active | Status::Deprecated => Reason::truncate_from(DISPLACED.to_vec()),
		};
		Self::remove_or_revoke(digest, claim, reason)?;
		Self::deposit_event(Event::ClaimDisplaced { digest: *digest, owner, by: by.clone() });
		Ok(())
	}

	/// Takes a claim from the list of its artifact, if it may go. Nothing if it is not listed.
	fn take_claim(
		digest: &Digest,
		owner: &T::AccountId,
		may_go: impl FnOnce(&ClaimOf<T>) -> DispatchResult,
	) -> Result<Option<ClaimOf<T>>, DispatchError> {
		Self::change_claims(digest, |claims| {
			let Some(position) = claims.iter().position(|claim| claim.owner == *owner) else { return Ok(None) };
			let claim = claims.get(position).ok_or(Error::<T>::NotFound)?;
			may_go(claim)?;
			ensure!(claim.settlement.oppositions == 0, Error::<T>::Opposed);
			Self::close_with(digest, claims, owner);
			Ok(Some(claims.remove(position)))
		})
	}

	/// Removes what belongs to a claim that is no longer listed. Returns the number of its edges.
	fn remove_parts(digest: &Digest, claim: ClaimOf<T>) -> Result<u32, DispatchError> {
		let edges = Self::unlink(digest, &claim.owner)?;
		Records::<T>::remove(digest, &claim.owner);
		claim.deposit.release::<T::Currency>(HoldReason::Claim)?;
		Ok(edges)
	}

	/// For all that a claim can store. It may grow itself, its edges and its record may not. Each edge can be the first
	/// that counts for its parent, and each claim the one with which its artifact is closed.
	pub(crate) fn claim_deposit(
		edges: &EdgeList<T::AccountId>,
		record: Option<&GenerationRecord<T::AccountId>>,
	) -> Balance {
		let own = [ClaimOf::<T>::max_encoded_len(), Deposit::<T::AccountId>::max_encoded_len()];
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

	/// Checks that the digest is SHA-256. One algorithm for each kind: by a second one the same file would have a second
	/// name, which nobody claims.
	pub(crate) fn check_algorithm(digest: &Digest) -> DispatchResult {
		ensure!(matches!(digest, Digest::Sha2_256(_)), Error::<T>::AlgorithmMismatch);
		Ok(())
	}

	/// Checks that digest and record fit the kind of the artifact.
	fn check_kind(registration: &Registration<T::AccountId>) -> DispatchResult {
		let Registration { digest, kind, edges, record, .. } = registration;
		Self::check_algorithm(digest)?;
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
