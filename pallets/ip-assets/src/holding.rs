//! Who may hold an IP asset. An account that changes hands while it keeps what it owns is a *wrapper*.

use crate::{pallet::*, types::MAX_NESTING};
use atelier_primitives::{
	ip::{CollectionId, IpInspect, PolicyInspect, RoyaltyPolicy},
	IpId,
};
use frame_support::{ensure, traits::Contains};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_allow_studios(who: T::AccountId, collection: CollectionId) -> DispatchResult {
		Collections::<T>::try_mutate(collection, |record| {
			let record = record.as_mut().ok_or(Error::<T>::CollectionNotFound)?;
			ensure!(record.creator == who, Error::<T>::NotCreator);
			ensure!(!record.studios, Error::<T>::StudiosAllowed);
			record.studios = true;
			Self::deposit_event(Event::StudiosAllowed { collection });
			Ok(())
		})
	}

	/// Checks that `to` may own the item. Returns the nesting depth of `to`.
	///
	/// Who buys an IP asset gets what is in its account, and who joins a studio has a part of what it owns: the royalty
	/// of what is inside is never paid, and what is not for sale is sold. So nothing that is restricted goes into a
	/// wrapper.
	pub(crate) fn ensure_may_hold(to: &T::AccountId, ip: &IpId) -> Result<u32, DispatchError> {
		let Some(first) = Self::ip_of(to) else {
			ensure!(Self::may_wrap(to, ip), Error::<T>::StudioNotAllowed);
			return Ok(0);
		};
		ensure!(!Self::is_restricted(ip), Error::<T>::HolderNotAllowed);
		let (mut next, mut depth) = (Some(first), 0u32);
		while let Some(holder) = next {
			ensure!(holder != *ip, Error::<T>::CyclicOwnership);
			ensure!(depth < MAX_NESTING, Error::<T>::MaxNestingExceeded);
			let owner = Self::owner(&holder).ok_or(Error::<T>::HolderNotFound)?;
			(next, depth) = (Self::ip_of(&owner), depth.saturating_add(1));
		}
		Ok(depth)
	}

	/// Returns `true` if `who` changes hands while it keeps what it owns.
	pub(crate) fn is_wrapper(who: &T::AccountId) -> bool {
		Self::ip_of(who).is_some() || T::Wrappers::contains(who)
	}

	/// Returns `true` unless `to` is a wrapper, other than an IP account, that may not hold the item: of others than the
	/// creator of the collection, who did not allow it.
	pub(crate) fn may_wrap(to: &T::AccountId, ip: &IpId) -> bool {
		!T::Wrappers::contains(to)
			|| !Self::is_restricted(ip)
			|| Collections::<T>::get(ip.collection).is_some_and(|record| record.studios || record.creator == *to)
	}

	/// Returns `true` if the item asks for a royalty, or is restricted otherwise. A royalty cannot be asked for later:
	/// policies only fall, and the first one needs a collection in which nothing was ever minted.
	pub(crate) fn is_restricted(ip: &IpId) -> bool {
		T::Policy::policy(ip.collection) != RoyaltyPolicy::default() || T::Restricted::contains(ip)
	}
}
