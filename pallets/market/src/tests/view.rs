use super::*;
use crate::types::{Obstacle, SaleQuote};
use atelier_primitives::Page;

#[test]
fn quote_should_divide_the_price_as_the_sale_does_when_asked() {
	build_and_execute(|| {
		for price in [50, 499, 500, 509, 510, 1_009, FUNDS - ED] {
			let quote = Market::quote_sale(IP, price).unwrap();
			let before = [OWNER, BUYER, POOL].map(balance);
			assert_ok!(list(IP, price));
			assert_ok!(buy_as(BUYER, IP, price));
			let seller_part = quote.seller_part.unwrap();
			let expected = [before[0] + seller_part, before[1] - price, before[2] + quote.royalty];
			assert_eq!([OWNER, BUYER, POOL].map(balance), expected);
			give(IP, OWNER);
			Balances::force_set_balance(RuntimeOrigin::root(), BUYER, FUNDS).unwrap();
		}
	});
}

#[test]
fn quote_should_have_no_part_for_the_seller_when_the_price_is_below_the_floor() {
	build_and_execute(|| {
		for price in [0, 1, 49] {
			let quote = SaleQuote {
				royalty: 50,
				seller_part: None,
				least_price: Some(50),
				gift: 50,
				policy: policy(10, 50),
				revision: 0,
				income: first_income(),
			};
			assert_eq!(Market::quote_sale(IP, price), Some(quote));
		}
		assert_eq!(Market::quote_sale(IP, 50).unwrap().seller_part, Some(0));
	});
}

#[test]
fn quote_should_be_exact_when_the_price_is_the_largest() {
	build_and_execute(|| {
		let quote = Market::quote_sale(IP, Balance::MAX).unwrap();
		assert_eq!(quote.royalty, Balance::MAX / 10);
		assert_eq!(quote.seller_part, Some(Balance::MAX - Balance::MAX / 10));
	});
}

#[test]
fn quote_should_be_nothing_when_there_is_no_such_ip() {
	build_and_execute(|| assert_eq!(Market::quote_sale(IpId::new(0, 9), 1_000), None));
}

#[test]
fn listing_should_name_its_obstacle_when_it_cannot_be_bought() {
	build_and_execute(|| {
		let obstacle = || Market::listing(IP).unwrap().obstacle;
		assert_eq!(Market::listing(IP), None);
		assert_ok!(Market::list(signed(OWNER), IP, 1_000, Some(5)));
		assert_eq!(obstacle(), None);
		give(IP, OTHER);
		assert_eq!(obstacle(), Some(Obstacle::OwnerChanged));
		give(IP, OWNER);
		assert_eq!(obstacle(), Some(Obstacle::OwnerChanged));
		Licenses::set_commercial(IP, false);
		assert_eq!(obstacle(), Some(Obstacle::NonCommercial));
		System::set_block_number(5);
		assert_eq!(obstacle(), Some(Obstacle::Expired));
	});
}

#[test]
fn offer_should_name_its_obstacle_when_it_cannot_be_accepted() {
	build_and_execute(|| {
		let obstacle = || Market::offers(IP, None, 1).items[0].1.obstacle;
		assert_ok!(offer_as(BUYER, IP, 1_000, Some(5)));
		assert_eq!(obstacle(), None);
		give(IP, OTHER);
		lower_policy(IP.collection, 9, 50);
		assert_eq!(obstacle(), None);
		swap(IP);
		assert_eq!(obstacle(), Some(Obstacle::RevisionMismatch));
		// What an act of the owner did is told rather than that there was one.
		gut();
		assert_eq!(obstacle(), Some(Obstacle::IncomeWorse));
		Licenses::set_commercial(IP, false);
		assert_eq!(obstacle(), Some(Obstacle::NonCommercial));
		System::set_block_number(5);
		assert_eq!(obstacle(), Some(Obstacle::Expired));
	});
}

#[test]
fn buyer_should_be_told_what_leaving_costs_when_the_floor_is_above_the_price_of_a_resale() {
	build_and_execute(|| {
		Ips::create_collection(7, CREATOR);
		assert_ok!(set_policy(7, 1, 900));
		let trap = Ips::mint_at(IpId::new(7, 0), OWNER);
		assert_ok!(list(trap, 1_000));
		let told = Market::listing(trap).unwrap().quote;
		// Who buys for 1,000 gets 100 of a resale at the same price, nothing below 900, and pays 900 to give it away.
		assert_eq!((told.royalty, told.seller_part), (900, Some(100)));
		assert_eq!((told.least_price, told.gift), (Some(900), 900));
		assert_ok!(buy(trap, 1_000));
		let resell = |price| Market::list(signed(BUYER), trap, price, None);
		assert_noop!(resell(899), Error::PriceBelowRoyalty);
		assert_ok!(resell(900));
		assert_eq!(Market::listing(trap).unwrap().quote.seller_part, Some(0));
	});
}

#[test]
fn least_price_should_be_the_least_that_can_be_listed_when_asked() {
	build_and_execute(|| {
		for (ip, least) in [(IP, 50), (FREE_IP, 1)] {
			assert_eq!(Market::quote_sale(ip, 0).unwrap().least_price, Some(least));
			assert!(list(ip, least - 1).is_err());
			assert_ok!(list(ip, least));
		}
	});
}

#[test]
fn quote_should_have_no_sale_when_the_work_is_non_commercial() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		Licenses::set_commercial(IP, false);
		let quote = Market::quote_sale(IP, 1_000).unwrap();
		assert_eq!((quote.seller_part, quote.least_price, quote.gift), (None, None, 50));
		assert!(!quote.income.commercial);
		assert_eq!(Market::listing(IP).unwrap().quote, quote);
	});
}

#[test]
fn quote_should_name_revision_and_income_of_today_when_they_changed() {
	build_and_execute(|| {
		assert_eq!(seen(IP), Seen { revision: 0, income: first_income() });
		gut();
		set_middle();
		swap(IP);
		let income = Income {
			stack: Perbill::one(),
			owner_share: Perbill::from_percent(10),
			authority: None,
			locked_until: Some(100),
			floor: floor(100, 10),
			commercial: true,
		};
		assert_eq!(seen(IP), Seen { revision: 1, income });
	});
}

#[test]
fn listings_should_be_complete_when_read_page_by_page() {
	build_and_execute(|| {
		let mut expected: Vec<_> = (1..8).map(|item| IpId::new(0, item)).collect();
		for ip in &expected {
			Ips::mint_at(*ip, OWNER);
			assert_ok!(list(*ip, 1_000));
		}
		give(expected[0], OTHER);
		let mut found = vec![];
		let mut cursor = None;
		loop {
			let Page { items, next } = Market::listings(cursor, 3);
			found.extend(items);
			cursor = next;
			// The cursor may go while the reader is on its way.
			let Some(last) = cursor else { break };
			let _ = Market::delist(signed(OWNER), last);
		}
		let void = |ip| if ip == expected[0] { Some(Obstacle::OwnerChanged) } else { None };
		assert!(found.iter().all(|(ip, state)| state.obstacle == void(*ip)));
		let mut found: Vec<_> = found.into_iter().map(|(ip, _)| ip).collect();
		found.sort();
		expected.sort();
		assert_eq!(found, expected);
	});
}

#[test]
fn offers_should_be_complete_when_read_page_by_page() {
	build_and_execute(|| {
		let makers = [CREATOR, BUYER, OTHER, AGENT];
		for who in makers {
			assert_ok!(offer_as(who, IP, 1_000, None));
		}
		assert_ok!(offer(FREE_IP, 1_000));
		let first = Market::offers(IP, None, 3);
		let second = Market::offers(IP, first.next, 3);
		assert_eq!((first.items.len(), second.items.len(), second.next), (3, 1, None));
		let mut found: Vec<_> = first.items.into_iter().chain(second.items).map(|(who, _)| who).collect();
		found.sort();
		assert_eq!(found, makers);
	});
}
