//! Outcomes of final jobs: their delivery to receivers, and minting. Nothing here can hold up a payment.

use crate::{pallet::*, types::*, JobOf};
use alloc::vec::Vec;
use atelier_primitives::{
	ip::{CollectionId, IpMint, Metadata},
	jobs::{OnJobFinalized, Outcome},
	provenance::{Committee, Generation, Prompt},
};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{
	traits::{One, Saturating, UniqueSaturatedInto},
	BoundedVec, DispatchError, DispatchResult, Perbill,
};

impl<T: Config> Pallet<T> {
	/// Delivers the outcome to each receiver that has not had it, in a storage layer of its own. The first reason why one
	/// could not take it.
	pub(crate) fn deliver_outcome(hash: &JobHash, job: &mut JobOf<T>) -> Option<DispatchError> {
		let outcome = match Self::outcome(hash, job) {
			Ok(outcome) => outcome,
			Err(error) => {
				log::error!(target: "runtime::jobs", "a final job has no outcome: {error:?}");
				return Some(error);
			}
		};
		let Phase::Finalized { delivered, .. } = &mut job.phase else { return Some(Error::<T>::NotFinalized.into()) };
		let mut failed = None;
		for receiver in T::OnJobFinalized::receivers(&outcome) {
			if delivered.contains(&receiver) {
				continue;
			}
			let done = with_storage_layer(|| {
				T::OnJobFinalized::on_job_finalized(receiver, &outcome)?;
				delivered.try_insert(receiver).map_err(|_| Error::<T>::Overflow)?;
				Ok(())
			});
			match done {
				Ok(()) => Self::deposit_event(Event::Delivered { job: *hash, receiver }),
				Err(error) => {
					failed = failed.or(Some(error));
					Self::deposit_event(Event::DeliveryFailed { job: *hash, receiver, error });
				}
			}
		}
		failed
	}

	pub(crate) fn do_deliver(who: T::AccountId, hash: JobHash) -> DispatchResult {
		let mut job = Jobs::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		ensure!(job.requester == who, Error::<T>::NotRequester);
		ensure!(matches!(job.phase, Phase::Finalized { .. }), Error::<T>::NotFinalized);
		let before = job.phase.clone();
		let failed = Self::deliver_outcome(&hash, &mut job);
		// One may go on failing while another was done.
		ensure!(job.phase != before, failed.unwrap_or(Error::<T>::AlreadyDelivered.into()));
		Jobs::<T>::insert(hash, job);
		Ok(())
	}

	pub(crate) fn do_claim_mint(
		who: T::AccountId,
		hash: JobHash,
		collection: CollectionId,
		metadata: Metadata,
	) -> DispatchResult {
		let mut job = Jobs::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		ensure!(job.requester == who, Error::<T>::NotRequester);
		let Phase::Finalized { answer, delivered, minted, .. } = &mut job.phase else {
			return Err(Error::<T>::NotFinalized.into());
		};
		let order = Orders::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		ensure!(order.purpose == Purpose::Work, Error::<T>::NotAWork);
		let output = *answer.output().ok_or(Error::<T>::NotAWork)?;
		ensure!(delivered.contains(&Receiver::Record), Error::<T>::NotRecorded);
		ensure!(!*minted, Error::<T>::AlreadyMinted);
		let ip = T::Ips::mint(&who, collection, None, Some(output), metadata, Perbill::zero())?;
		*minted = true;
		Jobs::<T>::insert(hash, job);
		Self::deposit_event(Event::OutputMinted { job: hash, ip });
		Ok(())
	}

	/// The outcome of a final job.
	fn outcome(hash: &JobHash, job: &JobOf<T>) -> Result<Outcome<T::AccountId>, DispatchError> {
		let Phase::Finalized { answer, stake, window, .. } = &job.phase else {
			return Err(Error::<T>::NotFinalized.into());
		};
		let order = Orders::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		let class = Self::class(job.class)?;
		let effective_seed = Self::effective_seed(&order, &job.requester);
		let generation = Generation {
			model: order.model,
			adapters: order.adapters,
			effective_seed,
			parameters: order.input,
			prompt: Prompt::None,
			outputs: BoundedVec::truncate_from(answer.output().copied().into_iter().collect()),
			engine: class.engine(),
			c2pa_manifest: None,
			iscc: BoundedVec::new(),
			extra: BoundedVec::new(),
		};
		let payees = job.payees(|given| class.supports(answer, given));
		let paid: Vec<_> = payees.into_iter().filter_map(Seat::standing_answer).collect();
		let committee = Committee { job: *hash, n: job.n.into(), m: job.m.into(), stake: *stake, window: *window };
		// From the block before the order: who sees an order knows its output, and could claim that in the same block.
		let now = frame_system::Pallet::<T>::block_number();
		let age = now.saturating_sub(job.requested_at).saturating_add(One::one()).unique_saturated_into();
		Ok(Outcome {
			job: *hash,
			requester: job.requester.clone(),
			answer: answer.clone(),
			generation,
			attestation: class.attestation(answer, &paid, committee),
			age,
			purpose: order.purpose,
		})
	}
}
