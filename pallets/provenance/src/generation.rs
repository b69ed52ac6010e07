//! Works that workers generated: the record that they attest, and the claim that goes with it.

use crate::{pallet::*, registration::Parts, types::*};
use alloc::vec::Vec;
use atelier_primitives::{
	provenance::{ArtifactKind, ProvenanceInspect, ProvenanceRegister},
	Deposit, Digest,
};
use frame_support::{ensure, storage::with_storage_layer};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchError, DispatchResult};

impl<T: Config> ProvenanceRegister<T::AccountId> for Pallet<T> {
	fn register_generation(
		owner: &T::AccountId,
		output: Digest,
		generation: Generation,
		attestation: Attestation,
		age: u32,
	) -> DispatchResult {
		let record = GenerationRecord { generation, attestation, human: None };
		// Callers may go on after an error: leave nothing half done.
		with_storage_layer(|| match Claims::<T>::get(output).into_iter().any(|claim| claim.owner == *owner) {
			true => Self::attach_record(owner, &output, record),
			false => Self::add_generated(owner, output, record, age),
		})
	}
}

impl<T: Config> Pallet<T> {
	/// Claims a work with an attested record.
	fn add_generated(
		owner: &T::AccountId,
		digest: Digest,
		record: GenerationRecord<T::AccountId>,
		age: u32,
	) -> DispatchResult {
		Self::check_algorithm(&digest)?;
		let now = frame_system::Pallet::<T>::block_number();
		let age = BlockNumberFor::<T>::from(age).min(Self::commitment_lifetime());
		// An order that fixes its output is a commitment to it. Numbers around a median, or the word of a gateway, are none.
		let age = if record.attestation.fixes_output() { age } else { Default::default() };
		let since = now.saturating_sub(age);
		Self::check_new(&digest, owner)?;
		// The record names what the work is made of in any case. Who claims that must not be able to keep it out, nor get a
		// child by the word of a gateway alone.
		let edges = Some(Self::edges_of(&digest, &record.generation))
			.filter(|_| record.is_attested())
			.filter(|edges| Self::check_edges(&digest, ArtifactKind::Work, edges).is_ok())
			.unwrap_or_default();
		let attestation = record.attestation;
		let parts = Parts { digest, kind: ArtifactKind::Work, manifest_hash: None, edges, record: Some(record) };
		Self::add_claim(owner.clone(), parts, since)?;
		Self::deposit_event(Event::RecordAttested { digest, owner: owner.clone(), attestation });
		Ok(())
	}

	/// Puts an attested record in the place of none, or of one that nobody attested. What the human did stays.
	fn attach_record(
		owner: &T::AccountId,
		digest: &Digest,
		mut record: GenerationRecord<T::AccountId>,
	) -> DispatchResult {
		let old = Records::<T>::get(digest, owner);
		let is_attested = old.as_ref().is_some_and(GenerationRecord::is_attested);
		ensure!(!is_attested, Error::<T>::AlreadyExists);
		record.human = old.and_then(|old| old.human);
		let edges = Edges::<T>::get(digest, owner);
		let amount = Self::claim_deposit(&edges, Some(&record));
		Claims::<T>::try_mutate(digest, |claims| {
			let claim = claims.iter_mut().find(|claim| claim.owner == *owner).ok_or(Error::<T>::NotFound)?;
			ensure!(claim.kind == ArtifactKind::Work, Error::<T>::RecordNotAllowed);
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			claim.deposit.clone().release::<T::Currency>(HoldReason::Claim)?;
			claim.deposit = Deposit::hold::<T::Currency>(HoldReason::Claim, owner.clone(), amount)?;
			Ok::<_, DispatchError>(())
		})?;
		let attestation = record.attestation;
		Records::<T>::insert(digest, owner, record);
		Self::deposit_event(Event::RecordAttested { digest: *digest, owner: owner.clone(), attestation });
		Ok(())
	}

	/// To the model and the adapters, as far as somebody claims them: whoever is entitled, or else the first.
	fn edges_of(output: &Digest, generation: &Generation) -> EdgeList<T::AccountId> {
		let adapters = generation.adapters.iter().map(|adapter| (*adapter, Relation::Adapter));
		let mut edges = Vec::<Edge<T::AccountId>>::new();
		for (parent, relation) in core::iter::once((generation.model, Relation::BaseModel)).chain(adapters) {
			let is_named = parent == *output || edges.iter().any(|edge| edge.parent == parent);
			let owner = Self::entitled(&parent)
				.or_else(|| Claims::<T>::get(parent).into_iter().next().map(|claim| claim.owner));
			match owner {
				Some(owner) if !is_named => edges.push(Edge { parent, owner, relation }),
				_ => (),
			}
		}
		EdgeList::truncate_from(edges)
	}
}
