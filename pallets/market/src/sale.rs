//! The sale: royalty, seller's part and IP asset change hands together, or not at all.

use crate::{pallet::*, IncomeOf};
use atelier_primitives::{
	chain::Balance,
	ip::{IpTransfer, RoyaltyPolicy},
	royalties::{PaymentKind, RoyaltyCollect},
	IpId,
};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation::Preserve},
};
use sp_runtime::{traits::Zero, DispatchResult};

/// Split of a price between the pool and the seller.
pub(crate) struct Split {
	/// Royalty policy that it follows.
	pub policy: RoyaltyPolicy,
	/// Part that goes to the pool of the IP asset.
	pub royalty: Balance,
	/// Part that goes to the seller; `None` if the price does not cover the royalty.
	pub seller_part: Option<Balance>,
}

/// Agreed sale: the common part of `buy` and `accept`.
pub(crate) struct Sale<AccountId> {
	pub ip: IpId,
	/// The present owner.
	pub seller: AccountId,
	pub buyer: AccountId,
	pub price: Balance,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_buy(
		buyer: T::AccountId,
		ip: IpId,
		max_price: Balance,
		revision: u32,
		income: IncomeOf<T>,
	) -> DispatchResult {
		let listing = Listings::<T>::take(ip).ok_or(Error::<T>::ListingNotFound)?;
		Self::ensure_free(Self::listing_obstacle(&ip, &listing))?;
		ensure!(buyer != listing.seller, Error::<T>::SelfPurchase);
		ensure!(listing.price <= max_price, Error::<T>::MaxPriceExceeded);
		Self::ensure_free(Self::bid_obstacle(&ip, revision, &income))?;

		listing.deposit.release::<T::Currency>(HoldReason::StorageDeposit)?;
		Self::sell(Sale { ip, seller: listing.seller, buyer, price: listing.price })
	}

	/// Split of a price under the present policy: the plan that quotes show and sales follow.
	pub(crate) fn split(ip: &IpId, price: Balance) -> Split {
		let policy = Self::policy_of(ip.collection);
		let royalty = policy.of_sale(price);
		Split { policy, royalty, seller_part: price.checked_sub(royalty) }
	}

	/// Callers have removed the listing or the offer before: nothing that runs in here finds it again.
	pub(crate) fn sell(sale: Sale<T::AccountId>) -> DispatchResult {
		let Sale { ip, seller, buyer, price } = sale;
		let Split { royalty, seller_part, .. } = Self::split(&ip, price);
		let seller_part = seller_part.ok_or(Error::<T>::PriceBelowRoyalty)?;
		T::Royalties::pay(&buyer, &ip, royalty, PaymentKind::Sale)?;
		if !seller_part.is_zero() {
			T::Currency::transfer(&buyer, &seller, seller_part, Preserve)?;
		}
		T::Ips::transfer(&ip, &seller, &buyer)?;
		Self::deposit_event(Event::Sold { ip, seller, buyer, price, royalty });
		Ok(())
	}
}
