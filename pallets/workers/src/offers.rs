//! Offers: which worker serves which model, on which terms, and who is a candidate for a seat.

use crate::{pallet::*, Offer, OfferListOf};
use alloc::vec::Vec;
use atelier_primitives::{chain::Balance, engine::ModelKind, models::ModelInspect, workers::SeatTerms, Digest};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_serve(worker: T::AccountId, root: Digest, min_price: Balance, max_output: u32) -> DispatchResult {
		let kind = T::Models::kind(&root).ok_or(Error::<T>::ModelNotFound)?;
		ensure!(kind == ModelKind::Model, Error::<T>::NotAModel);
		Self::try_mutate_worker(&worker, |record| {
			ensure!(record.active() >= T::MinStake::get(), Error::<T>::MinStakeNotReached);
			if !record.models.contains(&root) {
				record.models.try_push(root).map_err(|_| Error::<T>::MaxModelsExceeded)?;
			}
			Ok(())
		})?;
		let since = frame_system::Pallet::<T>::block_number();
		Offers::<T>::try_mutate(root, |offers| {
			offers.retain(|offer| offer.worker != worker);
			if offers.is_full() {
				Self::evict(offers, &root)?;
			}
			let offer = Offer { worker: worker.clone(), min_price, max_output, since };
			offers.try_push(offer).map_err(|_| Error::<T>::MaxOffersExceeded)?;
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::ServingStarted { worker, root, min_price, max_output });
		Ok(())
	}

	/// Takes a place from a worker that has too little stake to be a candidate.
	fn evict(offers: &mut OfferListOf<T>, root: &Digest) -> DispatchResult {
		let lacks_stake =
			|worker: &T::AccountId| Workers::<T>::get(worker).is_none_or(|record| record.active() < T::MinStake::get());
		let place = offers.iter().position(|offer| lacks_stake(&offer.worker)).ok_or(Error::<T>::MaxOffersExceeded)?;
		let worker = offers.remove(place).worker;
		Self::try_mutate_worker(&worker, |record| {
			record.models.retain(|model| model != root);
			Ok(())
		})?;
		Self::deposit_event(Event::ServingStopped { worker, root: *root });
		Ok(())
	}

	pub(crate) fn do_stop_serving(worker: T::AccountId, root: Digest) -> DispatchResult {
		Self::try_mutate_worker(&worker, |record| {
			ensure!(record.models.contains(&root), Error::<T>::NotServing);
			record.models.retain(|model| *model != root);
			Ok(())
		})?;
		Self::remove_offer(&worker, &root);
		Self::deposit_event(Event::ServingStopped { worker, root });
		Ok(())
	}

	pub(crate) fn remove_offer(worker: &T::AccountId, root: &Digest) {
		Offers::<T>::mutate_exists(root, |offers| {
			if let Some(list) = offers {
				list.retain(|offer| offer.worker != *worker);
			}
			*offers = offers.take().filter(|list| !list.is_empty());
		});
	}

	/// The workers whose offer covers a seat and whose stake can answer for it, each with its active stake. With
	/// `before`, offers that were made or changed, and stake that grew, from that block on do not count.
	pub(crate) fn candidates_for(
		model: &Digest,
		terms: &SeatTerms,
		before: Option<BlockNumberFor<T>>,
	) -> Vec<(T::AccountId, Balance)> {
		let is_in_time = |since: BlockNumberFor<T>| before.is_none_or(|before| since < before);
		let stake = |worker: &T::AccountId| {
			let record = Workers::<T>::get(worker)?;
			let counts = is_in_time(record.since) && record.can_take(T::MinStake::get(), terms.exposure);
			counts.then(|| record.active())
		};
		let offers = Offers::<T>::get(model).into_iter();
		let offers = offers.filter(|offer| is_in_time(offer.since) && offer.covers(terms.price, terms.output_length));
		offers.filter_map(|offer| stake(&offer.worker).map(|stake| (offer.worker, stake))).collect()
	}
}
