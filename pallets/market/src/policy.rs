//! Royalty policies: set once above zero, then only falling, and never without notice.

use crate::{
	pallet::*,
	types::{PolicyFall, PolicyInfo, PolicyRecord},
};
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
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchResult, SaturatedConversion,
};

impl<T: Config> PolicyInspect for Pallet<T> {
	fn policy(collection: CollectionId) -> RoyaltyPolicy {
		Self::policy_of(collection)
	}
}

impl<T: Config> Pallet<T> {
	/// Policy in force.
	pub(crate) fn policy_of(collection: CollectionId) -> RoyaltyPolicy {
		let block = frame_system::Pallet::<T>::block_number();
		Policies::<T>::get(collection).map(|record| record.in_force(&block)).unwrap_or_default()
	}

	/// Policy in force, and the fall that waits.
	pub(crate) fn policy_info(collection: CollectionId) -> PolicyInfo<BlockNumberFor<T>> {
		let block = frame_system::Pallet::<T>::block_number();
		let fall = Policies::<T>::get(collection).and_then(|record| record.fall);
		PolicyInfo { now: Self::policy_of(collection), coming: fall.filter(|fall| fall.from > block) }
	}

	pub(crate) fn do_set_policy(who: T::AccountId, collection: CollectionId, policy: RoyaltyPolicy) -> DispatchResult {
		let creator = T::Ips::collection_creator(collection).ok_or(Error::<T>::CollectionNotFound)?;
		ensure!(who == creator, Error::<T>::NotCreator);
		ensure!(policy.rate <= T::MaxRoyaltyRate::get(), Error::<T>::MaxRoyaltyRateExceeded);
		ensure!(policy.floor <= T::MaxRoyaltyFloor::get(), Error::<T>::MaxRoyaltyFloorExceeded);
		let block = frame_system::Pallet::<T>::block_number();
		let (record, from) = match Policies::<T>::get(collection) {
			Some(old) => {
				let now = old.in_force(&block);
				ensure!(now.is_at_least(&policy), Error::<T>::PolicyMayOnlyFall);
				// What waited is superseded. The pools of what was minted here have the notice from today.
				let from = if policy == now { block } else { block.saturating_add(T::PolicyDelay::get()) };
				let fall = (policy != now).then_some(PolicyFall { policy, from });
				(PolicyRecord { now, fall, deposit: old.deposit }, from)
			}
			None => {
				ensure!(!policy.rate.is_zero() && !policy.floor.is_zero(), Error::<T>::PolicyNotEnforced);
				ensure!(T::EmptyCollections::contains(&collection), Error::<T>::CollectionNotEmpty);
				let deposit = Deposit::hold::<T::Currency>(HoldReason::StorageDeposit, who, Self::policy_deposit())?;
				(PolicyRecord { now: policy, fall: None, deposit }, block)
			}
		};
		Policies::<T>::insert(collection, record);
		Self::deposit_event(Event::PolicySet { collection, policy, from });
		Ok(())
	}

	/// The deposit for one entry: its key and its value, at their longest.
	pub(crate) fn deposit_for<Entry: MaxEncodedLen>() -> Balance {
		currency::deposit(1, Entry::max_encoded_len().saturated_into())
	}
}
