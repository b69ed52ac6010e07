//! The sale: royalty, seller's part and IP asset change hands together, or not at all.

use crate::{
	pallet::*,
	types::{Income, Obstacle},
	IncomeOf,
};
use atelier_primitives::{
	chain::Balance,
	ip::{IpTransfer, RoyaltyPolicy},
	royalties::{PaymentKind, RoyaltyCollect, ScoreInspect, StackInspect},
	IpId,
};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation::Preserve},
};
use sp_runtime::{traits::Zero, DispatchResult};

/// Agreed sale: the common part of `buy` and `accept`.
pub(crate) struct Sale<AccountId> {
	pub ip: IpId,
	/// The present owner.
	pub seller: AccountId,
	pub buyer: AccountId,
	pub price: Balance,
	/// The present policy.
	pub policy: RoyaltyPolicy,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_buy(buyer: T::AccountId, ip: IpId, max_price: Balance, income: IncomeOf<T>) -> DispatchResult {
		let listing = Listings::<T>::take(ip).ok_or(Error::<T>::ListingNotFound)?;
		if let Some(obstacle) = Self::listing_obstacle(&ip, &listing) {
			return Err(Error::<T>::from(obstacle).into());
		}
		ensure!(buyer != listing.seller, Error::<T>::SelfPurchase);
		ensure!(listing.price <= max_price, Error::<T>::MaxPriceExceeded);
		// That of the listing is the present one.
		ensure!(listing.income == income, Error::<T>::IncomeChanged);

		listing.deposit.release::<T::Currency>(HoldReason::StorageDeposit)?;
		let (seller, price, policy) = (listing.seller, listing.price, listing.policy);
		Self::sell(Sale { ip, seller, buyer, price, policy })
	}

	/// Current income of the IP asset.
	pub(crate) fn income_of(ip: &IpId) -> IncomeOf<T> {
		Income { stack: T::Royalties::total(ip), authority: T::Royalties::authority(ip) }
	}

	/// Obstacle that arose since a listing or an offer was made, whoever owns the IP asset.
	pub(crate) fn change_since(ip: &IpId, policy: &RoyaltyPolicy, income: &IncomeOf<T>) -> Option<Obstacle> {
		if Self::policy_of(ip.collection) != *policy {
			Some(Obstacle::PolicyChanged)
		} else if Self::income_of(ip) != *income {
			Some(Obstacle::IncomeChanged)
		} else {
			None
		}
	}

	/// Callers have removed the listing or the offer before: nothing that runs in here finds it again.
	pub(crate) fn sell(sale: Sale<T::AccountId>) -> DispatchResult {
		let Sale { ip, seller, buyer, price, policy } = sale;
		let royalty = policy.of_sale(price);
		let seller_part = price.checked_sub(royalty).ok_or(Error::<T>::PriceBelowRoyalty)?;
		T::Royalties::pay(&buyer, &ip, royalty, PaymentKind::Sale)?;
		if !seller_part.is_zero() {
			T::Currency::transfer(&buyer, &seller, seller_part, Preserve)?;
		}
		T::Ips::transfer(&ip, &seller, &buyer)?;
		Self::deposit_event(Event::Sold { ip, seller, buyer, price, royalty });
		Ok(())
	}
}
