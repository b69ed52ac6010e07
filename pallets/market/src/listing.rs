//! Listings: at a fixed price, by the owner of the day they were made.

use crate::{
	pallet::*,
	types::{Listing, Obstacle},
	ListingOf,
};
use atelier_primitives::{
	chain::Balance,
	ip::{Act, IpInspect, OnIpBurned},
	licensing::CommerceInspect,
	Deposit, IpId,
};
use frame_support::{ensure, traits::fungible::Inspect};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Zero, DispatchResult};

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
		ensure!(Self::may_trade(&who, &ip, price), Error::<T>::NotAuthorized);
		ensure!(!Self::is_expired(expires), Error::<T>::Expired);
		ensure!(!price.is_zero(), Error::<T>::ZeroPrice);
		ensure!(Self::split(&ip, price).seller_part.is_some(), Error::<T>::PriceBelowRoyalty);
		ensure!(price <= T::Currency::total_issuance(), Error::<T>::PriceUnpayable);
		ensure!(T::Commerce::is_commercial(&ip), Error::<T>::NonCommercial);

		Self::drop_listing(&ip)?;
		let deposit = Deposit::hold::<T::Currency>(HoldReason::StorageDeposit, who, Self::listing_deposit())?;
		let moves = T::Ips::moves(&ip);
		Listings::<T>::insert(ip, Listing { seller: seller.clone(), moves, price, expires, deposit });
		Self::deposit_event(Event::Listed { ip, seller, price, expires });
		Ok(())
	}

	pub(crate) fn do_delist(who: T::AccountId, ip: IpId) -> DispatchResult {
		let listing = Listings::<T>::get(ip).ok_or(Error::<T>::ListingNotFound)?;
		// Taking off the market is within every bound.
		let may = Self::may_trade(&who, &ip, Balance::MAX) || Self::listing_obstacle(&ip, &listing).is_some();
		ensure!(may, Error::<T>::NotAuthorized);
		Self::drop_listing(&ip)?;
		Self::deposit_event(Event::Delisted { ip });
		Ok(())
	}

	/// Returns `true` if `who` may trade the IP asset at this price: the owner, the IP account, or an agent whose grant
	/// allows it. The one place that asks for a permission.
	fn may_trade(who: &T::AccountId, ip: &IpId, price: Balance) -> bool {
		T::Ips::is_permitted(who, ip, Act::Trade(price))
	}

	/// Removes the listing, if there is one, and says whether. Its deposit goes back to who paid it.
	pub(crate) fn drop_listing(ip: &IpId) -> Result<bool, sp_runtime::DispatchError> {
		let Some(listing) = Listings::<T>::take(ip) else { return Ok(false) };
		listing.deposit.release::<T::Currency>(HoldReason::StorageDeposit)?;
		Ok(true)
	}

	/// Obstacle of a listing, if it is void. What a buyer saw is not the listing's: the buyer names it.
	pub(crate) fn listing_obstacle(ip: &IpId, listing: &ListingOf<T>) -> Option<Obstacle> {
		let is_owner = || T::Ips::owner(ip).as_ref() == Some(&listing.seller);
		if Self::is_expired(listing.expires) {
			Some(Obstacle::Expired)
		} else if !T::Commerce::is_commercial(ip) {
			Some(Obstacle::NonCommercial)
		} else if !is_owner() || T::Ips::moves(ip) != listing.moves {
			Some(Obstacle::OwnerChanged)
		} else {
			None
		}
	}

	/// Returns `true` if the expiry has passed.
	pub(crate) fn is_expired(expires: Option<BlockNumberFor<T>>) -> bool {
		expires.is_some_and(|end| frame_system::Pallet::<T>::block_number() >= end)
	}
}
