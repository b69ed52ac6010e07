//! What stays of a final job: the record of its output, and what the output became. Nothing here can hold up a payment.

use crate::{pallet::*, types::*, JobOf};
use atelier_primitives::{
	ip::{CollectionId, IpMint, IpTraits, Metadata, TraitValue},
	provenance::{Attestation, AttestationClass, Generation, Prompt, ProvenanceRegister},
};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{
	traits::{One, Saturating, UniqueSaturatedInto},
	BoundedVec, DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Writes down what can be written of a final job and is not. The first reason why something could not be.
	pub(crate) fn write_down(hash: &JobHash, job: &mut JobOf<T>) -> Option<DispatchError> {
		let mut failed = None;
		match Self::write_record(hash, job) {
			Ok(true) => Self::deposit_event(Event::Recorded { job: *hash }),
			Ok(false) => (),
			Err(error) => {
				failed = Some(error);
				Self::deposit_event(Event::RecordFailed { job: *hash, error });
			}
		}
		if let Err(error) = Self::set_trait(hash, job) {
			failed = failed.or(Some(error));
			Self::deposit_event(Event::TraitFailed { job: *hash, error });
		}
		failed
	}

	pub(crate) fn do_record(who: T::AccountId, hash: JobHash) -> DispatchResult {
		let mut job = Jobs::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		ensure!(job.requester == who, Error::<T>::NotRequester);
		ensure!(matches!(job.phase, Phase::Finalized { .. }), Error::<T>::NotFinalized);
		let before = job.phase;
		let failed = Self::write_down(&hash, &mut job);
		// One may go on failing while the other was done.
		ensure!(job.phase != before, failed.unwrap_or(Error::<T>::AlreadyRecorded.into()));
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
		let Phase::Finalized { answer, recorded, used, .. } = &mut job.phase else {
			return Err(Error::<T>::NotFinalized.into());
		};
		let order = Orders::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		ensure!(order.purpose == Purpose::Work, Error::<T>::NotAWork);
		ensure!(*recorded, Error::<T>::NotRecorded);
		ensure!(!*used, Error::<T>::AlreadyMinted);
		let ip = T::Ips::mint(&who, collection, answer.root, metadata)?;
		*used = true;
		Jobs::<T>::insert(hash, job);
		Self::deposit_event(Event::OutputMinted { job: hash, ip });
		Ok(())
	}

	/// Makes the requester claim the output, with the record of how it was generated. False if that was done before.
	fn write_record(hash: &JobHash, job: &mut JobOf<T>) -> Result<bool, DispatchError> {
		let now = frame_system::Pallet::<T>::block_number();
		// From the block before the order: who sees an order knows its output, and could claim that in the same block.
		let age = now.saturating_sub(job.requested_at).saturating_add(One::one()).unique_saturated_into();
		let Phase::Finalized { answer, stake, window, recorded, .. } = &mut job.phase else {
			return Err(Error::<T>::NotFinalized.into());
		};
		if *recorded {
			return Ok(false);
		}
		let order = Orders::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		let effective_seed = Self::effective_seed(&order, &job.requester);
		let generation = Generation {
			model: order.model,
			adapters: order.adapters,
			effective_seed,
			parameters: order.input,
			prompt: Prompt::None,
			outputs: BoundedVec::truncate_from(alloc::vec![answer.root]),
			c2pa_manifest: None,
			iscc: BoundedVec::new(),
		};
		let attestation = Attestation::Inference {
			job: *hash,
			class: AttestationClass::BitExact,
			n: job.n.into(),
			m: job.m.into(),
			stake: *stake,
			window: *window,
		};
		with_storage_layer(|| {
			T::Provenance::register_generation(&job.requester, answer.root, generation, attestation, age)
		})?;
		*recorded = true;
		Ok(true)
	}

	/// Sets the trait that the output is for. Does nothing if it is for none, or that was done before.
	fn set_trait(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		let Phase::Finalized { answer, used, .. } = &mut job.phase else {
			return Err(Error::<T>::NotFinalized.into());
		};
		let order = Orders::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		let Purpose::Trait { ip, key } = order.purpose else { return Ok(()) };
		if *used {
			return Ok(());
		}
		let value = TraitValue { output: answer.root, job: *hash };
		with_storage_layer(|| T::Ips::set(&job.requester, &ip, key.clone(), value))?;
		*used = true;
		Self::deposit_event(Event::TraitUpdated { job: *hash, ip, key });
		Ok(())
	}
}
