//! Pots: use fees that wait in the account of the pallet until somebody is entitled to them.

use crate::{pallet::*, Pot};
use atelier_primitives::{
	chain::Balance,
	models::{Payee, UseCollect, UseFee},
	royalties::{PaymentKind, RoyaltyCollect},
	Digest,
};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{fungible::Mutate, tokens::Preservation::Preserve, Get},
};
use sp_runtime::{
	traits::{AccountIdConversion, Saturating},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The account that holds the money of all pots. Funded at genesis, so that it can receive any amount.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn do_release(root: Digest) -> DispatchResult {
		let Pot { amount, paid_at } = Pots::<T>::get(root).ok_or(Error::<T>::PotNotFound)?;
		let ip = Self::entitled_ip(&root);
		match &ip {
			Some(ip) => T::Royalties::pay(&Self::account(), ip, amount, PaymentKind::Use)?,
			None => {
				let now = frame_system::Pallet::<T>::block_number();
				ensure!(now >= paid_at.saturating_add(T::PotIdlePeriod::get()), Error::<T>::NobodyEntitled);
				T::Currency::transfer(&Self::account(), &T::Treasury::get(), amount, Preserve)?;
			}
		}
		Pots::<T>::remove(root);
		Self::deposit_event(Event::PotReleased { root, ip, amount });
		Ok(())
	}

	/// Pays into a pot.
	pub(crate) fn fill_pot(payer: &T::AccountId, root: Digest, amount: Balance) -> DispatchResult {
		with_storage_layer(|| {
			T::Currency::transfer(payer, &Self::account(), amount, Preserve)?;
			let paid_at = frame_system::Pallet::<T>::block_number();
			let before = Pots::<T>::get(root).map_or(0, |pot| pot.amount);
			let sum = before.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			Pots::<T>::insert(root, Pot { amount: sum, paid_at });
			Self::deposit_event(Event::PotFilled { root, amount });
			Ok(())
		})
	}
}

impl<T: Config> UseCollect<T::AccountId> for Pallet<T> {
	fn collect(payer: &T::AccountId, fee: &UseFee) -> DispatchResult {
		if fee.amount == 0 {
			return Ok(());
		}
		if let Payee::Pool(ip) = &fee.payee {
			let paid = with_storage_layer(|| T::Royalties::pay(payer, ip, fee.amount, PaymentKind::Use));
			// A pool that is gone: whoever is entitled next gets it.
			if paid.is_ok() {
				return Ok(());
			}
		}
		Self::fill_pot(payer, fee.root, fee.amount)
	}
}
