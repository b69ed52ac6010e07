//! Stake: what a seat locks of it, and what a fault costs. The worker pool keeps it, and moves it.

use crate::{pallet::*, types::*, JobOf};
use alloc::vec::Vec;
use atelier_primitives::{chain::Balance, workers::WorkerPool};
use frame_support::traits::Get;
use sp_runtime::{DispatchResult, Perbill};

/// The share of a slash that the challenger gets, and the one that the requester gets. The rest is burnt.
const SHARE: Perbill = Perbill::from_percent(25);

/// The share of one of them in a slash.
pub(crate) fn share(slash: Balance) -> Balance {
	SHARE.mul_floor(slash)
}

impl<T: Config> Pallet<T> {
	/// The exposure of a seat in a job of this price.
	pub(crate) fn exposure(price: Balance) -> Balance {
		price.saturating_mul(4).max(T::MinExposure::get())
	}

	/// Releases the exposure of some seats.
	pub(crate) fn release(job: &mut JobOf<T>, which: impl Fn(&Seat<T::AccountId>) -> bool) -> DispatchResult {
		for seat in job.seats.iter_mut().filter(|seat| seat.exposure > 0 && which(seat)) {
			T::Workers::release(&seat.worker, core::mem::take(&mut seat.exposure))?;
		}
		Ok(())
	}

	/// Releases an exposure, which is no longer that of a seat, and slashes the part that the fault costs.
	pub(crate) fn slash(
		hash: &JobHash,
		job: &JobOf<T>,
		worker: &T::AccountId,
		fault: Fault,
		exposure: Balance,
		challenger: Option<&T::AccountId>,
	) -> DispatchResult {
		let amount = fault.slash().mul_floor(exposure);
		let receivers = challenger.into_iter().chain([&job.requester]).cloned();
		let shares: Vec<_> = receivers.map(|receiver| (receiver, share(amount))).collect();
		let burnt = T::Workers::slash(worker, exposure, amount, &shares)?;
		Self::deposit_event(Event::Slashed { job: *hash, worker: worker.clone(), fault, amount, burnt });
		Ok(())
	}
}
