//! View functions: quotes, lookups and pages.

use crate::{
	pallet::*,
	sale::Split,
	types::{ListingState, OfferState, SaleQuote},
	ListingOf, ListingStateOf, OfferStateOf, SaleQuoteOf,
};
use atelier_primitives::{chain::Balance, ip::IpInspect, IpId, Page};

impl<T: Config> Pallet<T> {
	pub(crate) fn view_quote(ip: IpId, price: Balance) -> Option<SaleQuoteOf<T>> {
		T::Ips::owner(&ip)?;
		Some(Self::quote(&ip, price))
	}

	pub(crate) fn view_listing(ip: IpId) -> Option<ListingStateOf<T>> {
		Listings::<T>::get(ip).map(|listing| Self::state_of(&ip, listing))
	}

	pub(crate) fn view_listings(cursor: Option<IpId>, size: u32) -> Page<(IpId, ListingStateOf<T>), IpId> {
		let list = match cursor {
			Some(last) => Listings::<T>::iter_from(Listings::<T>::hashed_key_for(last)),
			None => Listings::<T>::iter(),
		};
		Page::take(list.map(|(ip, listing)| (ip, (ip, Self::state_of(&ip, listing)))), size)
	}

	pub(crate) fn view_offers(
		ip: IpId,
		cursor: Option<T::AccountId>,
		size: u32,
	) -> Page<(T::AccountId, OfferStateOf<T>), T::AccountId> {
		let list = match cursor {
			Some(last) => Offers::<T>::iter_prefix_from(ip, Offers::<T>::hashed_key_for(ip, last)),
			None => Offers::<T>::iter_prefix(ip),
		};
		let states = list.map(|(buyer, offer)| {
			let obstacle = Self::offer_obstacle(&ip, &offer);
			(buyer.clone(), (buyer, OfferState { offer, obstacle }))
		});
		Page::take(states, size)
	}

	fn state_of(ip: &IpId, listing: ListingOf<T>) -> ListingStateOf<T> {
		let obstacle = Self::listing_obstacle(ip, &listing);
		let quote = Self::quote(ip, listing.price);
		ListingState { listing, obstacle, quote }
	}

	fn quote(ip: &IpId, price: Balance) -> SaleQuoteOf<T> {
		let Split { policy, royalty, seller_part } = Self::split(ip, price);
		let income = Self::income_of(ip);
		SaleQuote {
			royalty,
			seller_part: seller_part.filter(|_| income.commercial),
			// The rate alone never takes more than the price.
			least_price: income.commercial.then_some(policy.floor.max(1)),
			gift: policy.floor,
			policy,
			revision: T::Ips::revision(ip),
			income,
		}
	}
}
