//! Offers: bids with the money held, good as long as the IP asset is what their makers named, or better.

use crate::{
	pallet::*,
	sale::Sale,
	types::{Obstacle, Offer},
	IncomeOf, OfferOf,
};
use atelier_primitives::{chain::Balance, ip::IpInspect, Deposit, IpId};
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, tokens::Precision::Exact},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_offer(
		buyer: T::AccountId,
		ip: IpId,
		price: Balance,
		expires: Option<BlockNumberFor<T>>,
		revision: u32,
		income: IncomeOf<T>,
	) -> DispatchResult {
		let owner = T::Ips::owner(&ip).ok_or(Error::<T>::IpNotFound)?;
		ensure!(buyer != owner, Error::<T>::SelfPurchase);
		ensure!(!Self::is_expired(expires), Error::<T>::Expired);
		ensure!(!price.is_zero(), Error::<T>::ZeroPrice);
		ensure!(Self::split(&ip, price).seller_part.is_some(), Error::<T>::PriceBelowRoyalty);
		Self::ensure_free(Self::bid_obstacle(&ip, revision, &income))?;

		// Before anything is held, so that the money of the old offer pays for the new one.
		if let Some(old) = Offers::<T>::get(ip, &buyer) {
			Self::release_offer(&buyer, old)?;
		}
		let deposit = Deposit::hold::<T::Currency>(HoldReason::StorageDeposit, buyer.clone(), Self::offer_deposit())?;
		T::Currency::hold(&HoldReason::OfferedFunds.into(), &buyer, price)?;
		Offers::<T>::insert(ip, &buyer, Offer { price, expires, revision, income, deposit });
		Self::deposit_event(Event::Offered { ip, buyer, price, expires });
		Ok(())
	}

	pub(crate) fn do_accept(owner: T::AccountId, ip: IpId, buyer: T::AccountId, min_price: Balance) -> DispatchResult {
		let seller = T::Ips::owner(&ip).ok_or(Error::<T>::IpNotFound)?;
		ensure!(owner == seller, Error::<T>::NotOwner);
		let offer = Offers::<T>::take(ip, &buyer).ok_or(Error::<T>::OfferNotFound)?;
		Self::ensure_free(Self::offer_obstacle(&ip, &offer))?;
		// The maker may have become the owner since.
		ensure!(buyer != seller, Error::<T>::SelfPurchase);
		let price = offer.price;
		ensure!(price >= min_price, Error::<T>::PriceTooLow);

		Self::release_offer(&buyer, offer)?;
		// Of no use to anybody, once the owner is another.
		Self::drop_listing(&ip)?;
		Self::sell(Sale { ip, seller, buyer, price })
	}

	pub(crate) fn do_withdraw_offer(who: T::AccountId, ip: IpId, buyer: T::AccountId) -> DispatchResult {
		let offer = Offers::<T>::take(ip, &buyer).ok_or(Error::<T>::OfferNotFound)?;
		ensure!(who == buyer || Self::is_expired(offer.expires), Error::<T>::NotAuthorized);
		Self::release_offer(&buyer, offer)?;
		Self::deposit_event(Event::OfferWithdrawn { ip, buyer });
		Ok(())
	}

	/// Obstacle of an offer, if it is void. It is good for any owner.
	pub(crate) fn offer_obstacle(ip: &IpId, offer: &OfferOf<T>) -> Option<Obstacle> {
		if Self::is_expired(offer.expires) {
			return Some(Obstacle::Expired);
		}
		Self::bid_obstacle(ip, offer.revision, &offer.income)
	}

	/// Makes everything free that is held for an offer.
	fn release_offer(buyer: &T::AccountId, offer: OfferOf<T>) -> DispatchResult {
		// The deposit first: the price may be too small for an account in which nothing else is free.
		offer.deposit.release::<T::Currency>(HoldReason::StorageDeposit)?;
		T::Currency::release(&HoldReason::OfferedFunds.into(), buyer, offer.price, Exact).map(drop)
	}
}
