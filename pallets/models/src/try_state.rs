//! Invariants: true between any two blocks.
//!
//! 1. Every record has files, of its length and with paths in UTF-8; no files are without a record. Every adapter has
//!    its base, which is a model.
//! 2. Terms are those of models.
//! 3. Exactly the recorded storage deposits are held, for each reason and of each account; of all others nothing.

use crate::pallet::*;
use atelier_primitives::{
	deposit::are_held,
	engine::ModelKind,
	models::{length_of, read_all},
	Deposit,
};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_files()?;
		ensure!(Terms::<T>::iter_keys().all(|root| Self::is_model(&root)), "terms belong to no model");
		Self::check_held(HoldReason::Files, Models::<T>::iter_values().map(|record| record.deposit))?;
		Self::check_held(HoldReason::Terms, Terms::<T>::iter_values().map(|terms| terms.deposit))
	}

	fn check_files() -> Result<(), TryRuntimeError> {
		for (root, record) in Models::<T>::iter() {
			let files = Files::<T>::get(root).ok_or("a model has no files")?;
			ensure!(length_of(&files) == record.length, "a model has another length than its files");
			ensure!(read_all(&files).is_some(), "a path is not text");
			if let ModelKind::Adapter { base } = record.kind {
				ensure!(Self::is_model(&base), "an adapter has no base");
			}
		}
		ensure!(Files::<T>::iter_keys().all(Models::<T>::contains_key), "files belong to no model");
		Ok(())
	}

	fn check_held(
		reason: HoldReason,
		deposits: impl Iterator<Item = Deposit<T::AccountId>>,
	) -> Result<(), TryRuntimeError> {
		let accounts = frame_system::Account::<T>::iter_keys();
		ensure!(are_held::<T::Currency, _>(reason, deposits, accounts), "what is held is not what is recorded");
		Ok(())
	}
}
