//! Invariants: true between any two blocks.
//!
//! 1. The active stake of a worker covers its exposure. What unbonds is more than nothing, and no more than the stake.
//!    That the exposure is the sum of what was locked for something is checked by whoever locks it: see
//!    `WorkerPool::exposed`.
//! 2. Every key belongs to the worker that has it.
//! 3. Every offer belongs to a worker that names the model, and the other way round. Each worker has one for a model.
//!    Every list of offers has one, and is for a model.
//! 4. Exactly the recorded stake of each worker is held, and of all other accounts nothing.

use crate::pallet::*;
use alloc::collections::BTreeSet;
use atelier_primitives::{deposit::are_held, engine::ModelKind, models::ModelInspect, Deposit};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_stakes()?;
		Self::check_keys()?;
		Self::check_offers()?;
		let stakes = Workers::<T>::iter().map(|(who, record)| Deposit { who, amount: record.stake });
		let accounts = frame_system::Account::<T>::iter_keys();
		let held = are_held::<T::Currency, _>(HoldReason::Stake, stakes, accounts);
		ensure!(held, "what is held is not what is recorded");
		Ok(())
	}

	fn check_stakes() -> Result<(), TryRuntimeError> {
		for record in Workers::<T>::iter_values() {
			let leaving = record.unbonding.as_ref().map_or(1, |unbonding| unbonding.amount);
			ensure!(leaving > 0 && (record.unbonding.is_none() || leaving <= record.stake), "stake leaves wrongly");
			ensure!(record.active() >= record.exposure, "the stake of a worker does not cover its exposure");
		}
		Ok(())
	}

	fn check_keys() -> Result<(), TryRuntimeError> {
		for (worker, record) in Workers::<T>::iter() {
			ensure!(Keys::<T>::get(&record.key) == Some(worker), "a worker has a key that is not its own");
		}
		for (key, worker) in Keys::<T>::iter() {
			let has_it = Workers::<T>::get(worker).is_some_and(|record| record.key == key);
			ensure!(has_it, "a key belongs to nobody");
		}
		Ok(())
	}

	fn check_offers() -> Result<(), TryRuntimeError> {
		for (worker, record) in Workers::<T>::iter() {
			for root in &record.models {
				let count = Offers::<T>::get(root).iter().filter(|offer| offer.worker == worker).count();
				ensure!(count == 1, "a worker has not one offer for a model that it serves");
			}
			let models: BTreeSet<_> = record.models.iter().collect();
			ensure!(models.len() == record.models.len(), "a worker names a model twice");
		}
		for (root, offers) in Offers::<T>::iter() {
			ensure!(!offers.is_empty(), "an empty list of offers is stored");
			for offer in offers {
				let names_it = Workers::<T>::get(&offer.worker).is_some_and(|record| record.models.contains(&root));
				ensure!(names_it, "an offer belongs to nobody");
			}
			ensure!(T::Models::kind(&root) == Some(ModelKind::Model), "somebody serves what is no model");
		}
		Ok(())
	}
}
