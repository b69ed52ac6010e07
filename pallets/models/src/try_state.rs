//! Invariants: true between any two blocks.
//!
//! 1. Every record has files, of its length and with paths in UTF-8; no files are without a record. Every adapter has
//!    its base, which is a model.
//! 2. Terms are those of what is published. Those of an adapter allow all adapters.
//! 3. Exactly the recorded storage deposits are held, for each reason and of each account; of all others nothing.
//! 4. A pot belongs to what is published, and is not empty. The account of the pallet has the money of all pots, and the
//!    existential deposit beside it.

use crate::{pallet::*, AdapterPolicy};
use atelier_primitives::{
	chain::Balance,
	deposit::are_held,
	engine::ModelKind,
	models::{length_of, read_all},
	Deposit,
};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_files()?;
		Self::check_terms()?;
		Self::check_pots()?;
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

	fn check_terms() -> Result<(), TryRuntimeError> {
		for (root, terms) in Terms::<T>::iter() {
			let record = Models::<T>::get(root).ok_or("terms belong to no model")?;
			let is_right = record.kind == ModelKind::Model || terms.adapters == AdapterPolicy::All;
			ensure!(is_right, "an adapter restricts adapters");
		}
		Ok(())
	}

	fn check_pots() -> Result<(), TryRuntimeError> {
		let mut owed: Balance = T::Currency::minimum_balance();
		for (root, pot) in Pots::<T>::iter() {
			ensure!(Models::<T>::contains_key(root), "a pot belongs to no model");
			ensure!(pot.amount > 0, "a pot is empty");
			owed = owed.saturating_add(pot.amount);
		}
		ensure!(T::Currency::balance(&Self::account()) >= owed, "the money of a pot is gone");
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
