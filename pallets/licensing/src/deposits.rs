//! Deposits: who puts something into storage pays for it, and gets exactly that back when it goes.

use crate::*;
use atelier_primitives::{chain::currency, Deposit};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Takes the deposit for things in storage: so many items of so many bytes together.
	pub(crate) fn hold_deposit(
		who: &T::AccountId,
		items: u32,
		bytes: usize,
	) -> Result<Deposit<T::AccountId>, DispatchError> {
		let amount = currency::deposit(items, u32::try_from(bytes).unwrap_or(u32::MAX));
		Deposit::hold::<T::Currency>(HoldReason::Storage, who.clone(), amount)
	}

	/// Gives a deposit back.
	pub(crate) fn release_deposit(deposit: Deposit<T::AccountId>) -> DispatchResult {
		deposit.release::<T::Currency>(HoldReason::Storage)
	}
}
