//! Listings: at a fixed price, under the owner, the policy and the income of the day they were made.

use crate::{
	pallet::*,
	types::{Listing, Obstacle},
	ListingOf,
};
use atelier_primitives::{
	chain::Balance,
	ip::{Act, IpInspect, OnIpBurned},
	Deposit, IpId,
};
use frame_support::{ensure, traits::fungible::Inspect};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> From<Obstacle> for Error<T> {
	fn from(obstacle: Obstacle) -> Self {
		match obstacle {
			Obstacle::Expired => Self::Expired,
			Obstacle::OwnerChanged => Self::OwnerChanged,
			Obstacle::PolicyChanged => Self::PolicyChanged,
			Obstacle::IncomeChanged => Self::IncomeChanged,
		}
	}
}

impl<T: Config> OnIpBurned for Pallet<T> {
	/// Drops the listing. Offers keep somebody else's money: their makers withdraw them.
	fn on_ip_burned(ip: &IpId) -> DispatchResult {
		if Self::drop_listing(ip)? {
			Self::deposit_event(Event::Delisted { ip: *ip });
		}
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_list(
		who: T::AccountId,
		ip: IpId,
		price: Balance,
		expires: Option<BlockNumberFor<T>>,
	) -> DispatchResult {
		let seller = T::Ips::owner(&ip).ok_or(Error::<T>::IpNotFound)?;
		ensure!(T::Ips::is_permitted(&who, &ip, Act::Trade(price)), Error::<T>::NotAuthorized);
		ensure!(!Self::is_expired(expires), Error::<T>::Expired);
		ensure!(!price.is_zero(), Error::<T>::ZeroPrice);
		let policy = Self::policy_of(ip.collection);
		ensure!(policy.of_sale(price) <= price, Error::<T>::PriceBelowRoyalty);
		ensure!(price <= T::Currency::total_issuance(), Error::<T>::PriceUnpayable);

		Self::drop_listing(&ip)?;
		let deposit = Deposit::hold::<T::Currency>(HoldReason::StorageDeposit, who, Self::listing_deposit())?;
		let income = Self::income_of(&ip);
		Listings::<T>::insert(ip, Listing { seller: seller.clone(), price, expires, policy, income, deposit });
		Self::deposit_event(Event::Listed { ip, seller, price, expires });
		Ok(())
	}

	pub(crate) fn do_delist(who: T::AccountId, ip: IpId) -> DispatchResult {
		let listing = Listings::<T>::get(ip).ok_or(Error::<T>::ListingNotFound)?;
		// Not to sell is below nobody's price.
		let is_permitted = T::Ips::is_permitted(&who, &ip, Act::Trade(Balance::MAX));
		let may = is_permitted || Self::listing_obstacle(&ip, &listing).is_some();
		ensure!(may, Error::<T>::NotAuthorized);
		Self::drop_listing(&ip)?;
		Self::deposit_event(Event::Delisted { ip });
		Ok(())
	}

	/// Removes the listing, if there is one, and says whether. Its deposit goes back to who paid it.
	pub(crate) fn drop_listing(ip: &IpId) -> Result<bool, sp_runtime::DispatchError> {
		let Some(listing) = Listings::<T>::take(ip) else { return Ok(false) };
		listing.deposit.release::<T::Currency>(HoldReason::StorageDeposit)?;
		Ok(true)
	}

	/// Obstacle of a listing, if it is void.
	pub(crate) fn listing_obstacle(ip: &IpId, listing: &ListingOf<T>) -> Option<Obstacle> {
		if Self::is_expired(listing.expires) {
			Some(Obstacle::Expired)
		} else if T::Ips::owner(ip).as_ref() != Some(&listing.seller) {
			Some(Obstacle::OwnerChanged)
		} else {
			Self::change_since(ip, &listing.policy, &listing.income)
		}
	}

	/// Returns `true` if the expiry has passed.
	pub(crate) fn is_expired(expires: Option<BlockNumberFor<T>>) -> bool {
		expires.is_some_and(|end| frame_system::Pallet::<T>::block_number() >= end)
	}
}
