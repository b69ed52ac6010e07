//! Payments: one transfer and one record, whatever the number of members and ancestors.

use crate::*;
use atelier_primitives::{
	chain::Balance,
	ip::IpId,
	royalties::{PaymentKind, RoyaltyCollect},
};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation::Preserve, Get},
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The account that holds all money of all pools. Funded at genesis, so that it can receive any amount.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Returns whether it was the first payment, which costs more.
	///
	/// Must not read members or the stack: everything that a payment needs is in the pool. A pool with members also tells
	/// that there is an IP asset: both end together.
	pub(crate) fn do_pay(
		payer: &T::AccountId,
		ip: &IpId,
		amount: Balance,
		kind: PaymentKind,
	) -> Result<bool, DispatchError> {
		let account = Self::account();
		// A transfer to itself moves nothing, and the ledger would grow.
		ensure!(*payer != account, Error::<T>::PalletAccount);
		let (mut pool, is_first) = match Pools::<T>::get(ip) {
			Some(pool) => (pool, false),
			None => (Self::founded(ip).ok_or(Error::<T>::NotFound)?, true),
		};
		// Money parked for an IP asset that is gone.
		ensure!(pool.total_score > 0, Error::<T>::NotFound);
		T::Currency::transfer(payer, &account, amount, Preserve)?;

		let receipt = pool.receive(amount, T::ProtocolFee::get())?;
		Pools::<T>::insert(ip, pool);
		Self::deposit_event(Event::Paid {
			ip: *ip,
			payer: payer.clone(),
			amount,
			kind,
			fee: receipt.fee,
			ancestors: receipt.ancestors,
			members: receipt.members,
		});
		Ok(is_first)
	}
}

impl<T: Config> RoyaltyCollect<T::AccountId> for Pallet<T> {
	fn pay(payer: &T::AccountId, ip: &IpId, amount: Balance, kind: PaymentKind) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		// Callers may go on after an error: leave nothing half done.
		frame_support::storage::with_storage_layer(|| Self::do_pay(payer, ip, amount, kind)).map(drop)
	}
}
