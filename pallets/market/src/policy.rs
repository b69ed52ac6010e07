//! Royalty policies: set once above zero, then only falling.

use crate::{pallet::*, types::PolicyRecord};
use atelier_primitives::{
	chain::{currency, Balance},
	ip::{CollectionId, IpInspect, PolicyInspect, RoyaltyPolicy},
	Deposit,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Contains, Get},
};
use sp_runtime::{traits::Zero, DispatchResult, SaturatedConversion};

impl<T: Config> PolicyInspect for Pallet<T> {
	fn policy(collection: CollectionId) -> RoyaltyPolicy {
		Self::policy_of(collection)
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn policy_of(collection: CollectionId) -> RoyaltyPolicy {
		Policies::<T>::get(collection).map(|record| record.policy).unwrap_or_default()
	}

	pub(crate) fn do_set_policy(who: T::AccountId, collection: CollectionId, policy: RoyaltyPolicy) -> DispatchResult {
		let creator = T::Ips::collection_creator(collection).ok_or(Error::<T>::CollectionNotFound)?;
		ensure!(who == creator, Error::<T>::NotCreator);
		ensure!(policy.rate <= T::MaxRoyaltyRate::get(), Error::<T>::MaxRoyaltyRateExceeded);
		ensure!(policy.floor <= T::MaxRoyaltyFloor::get(), Error::<T>::MaxRoyaltyFloorExceeded);
		let deposit = match Policies::<T>::get(collection) {
			Some(old) => {
				ensure!(old.policy.is_at_least(&policy), Error::<T>::PolicyMayOnlyFall);
				old.deposit
			}
			None => {
				ensure!(!policy.rate.is_zero() && !policy.floor.is_zero(), Error::<T>::PolicyNotEnforced);
				ensure!(T::EmptyCollections::contains(&collection), Error::<T>::CollectionNotEmpty);
				Deposit::hold::<T::Currency>(HoldReason::StorageDeposit, who, Self::policy_deposit())?
			}
		};
		Policies::<T>::insert(collection, PolicyRecord { policy, deposit });
		Self::deposit_event(Event::PolicySet { collection, policy });
		Ok(())
	}

	/// The deposit for one entry: its key and its value, at their longest.
	pub(crate) fn deposit_for<Entry: MaxEncodedLen>() -> Balance {
		currency::deposit(1, Entry::max_encoded_len().saturated_into())
	}
}
