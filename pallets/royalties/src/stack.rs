//! The royalty stack of a derivative.

use crate::{types::StackRecord, *};
use atelier_math::ancestors::{Ancestors, Lineage};
use atelier_primitives::{
	chain::currency,
	ip::IpId,
	royalties::{OnDerivativeRegistered, StackInspect},
	Deposit,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::ensure;
use sp_runtime::{DispatchResult, Perbill};

impl<T: Config> StackInspect for Pallet<T> {
	fn ancestors(ip: &IpId) -> Ancestors<IpId> {
		Stacks::<T>::get(ip).map(|record| record.ancestors).unwrap_or_default()
	}

	fn total(ip: &IpId) -> Perbill {
		Pools::<T>::get(ip).map_or(Perbill::zero(), |pool| pool.stack)
	}
}

impl<T: Config> OnDerivativeRegistered<T::AccountId> for Pallet<T> {
	fn on_derivative_registered(who: &T::AccountId, child: &IpId, lineage: &Lineage<IpId>) -> DispatchResult {
		ensure!(!Stacks::<T>::contains_key(child), Error::<T>::AlreadyExists);
		let Lineage { ancestors, total } = lineage;
		if ancestors.is_empty() {
			return Ok(());
		}
		let mut pool = Self::pool_or_founded(child).ok_or(Error::<T>::NotFound)?;
		let bytes = ancestors.encoded_size().saturating_add(Deposit::<T::AccountId>::max_encoded_len());
		let amount = currency::deposit(1, bytes as u32);
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Stack, who.clone(), amount)?;

		let count = ancestors.len() as u32;
		pool.link(count, *total);
		Pools::<T>::insert(child, pool);
		Stacks::<T>::insert(child, StackRecord { ancestors: ancestors.clone(), deposit });
		Self::deposit_event(Event::Linked { ip: *child, ancestors: count, stack: *total });
		Ok(())
	}
}
