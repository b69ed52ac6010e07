use super::*;
use crate::{Listings, Offers};
use atelier_primitives::{
	chain::currency::UNIT,
	ip::IpInspect,
	royalties::{PaymentKind, RoyaltyCollect},
};
use sp_runtime::TokenError;

fn buy(ip: IpId, max_price: Balance) -> DispatchResult {
	Market::buy(signed(BUYER), ip, max_price, seen(ip))
}

#[test]
fn sale_should_pay_royalty_and_seller_and_move_the_ip_when_bought() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_009));
		assert_ok!(buy(IP, 1_009));
		assert_eq!(Ips::owner(&IP), Some(BUYER));
		assert_eq!((balance(BUYER), balance(OWNER), balance(POOL)), (FUNDS - 1_009, FUNDS + 909, FUNDS + 100));
		assert_eq!(Received::<Test>::get(IP), 100);
		assert!(!Listings::<Test>::contains_key(IP));
		let sold = Event::Sold { ip: IP, seller: OWNER, buyer: BUYER, price: 1_009, royalty: 100 };
		assert_eq!(market_events().last(), Some(&sold));
	});
}

#[test]
fn sale_should_pay_the_floor_when_the_rate_gives_less() {
	build_and_execute(|| {
		assert_ok!(list(IP, 60));
		assert_ok!(buy(IP, 60));
		assert_eq!((balance(BUYER), balance(OWNER), balance(POOL)), (FUNDS - 60, FUNDS + 10, FUNDS + 50));
	});
}

#[test]
fn sale_should_leave_the_seller_nothing_when_the_price_is_the_floor() {
	build_and_execute(|| {
		assert_ok!(list(IP, 50));
		assert_ok!(buy(IP, 50));
		assert_eq!((Ips::owner(&IP), balance(OWNER), balance(POOL)), (Some(BUYER), FUNDS, FUNDS + 50));
	});
}

#[test]
fn sale_should_pay_the_seller_in_full_when_there_is_no_policy() {
	build_and_execute(|| {
		assert_ok!(list(FREE_IP, 1));
		assert_ok!(buy(FREE_IP, Balance::MAX));
		assert_eq!((balance(BUYER), balance(OWNER), balance(POOL)), (FUNDS - 1, FUNDS + 1, FUNDS));
		let sold = Event::Sold { ip: FREE_IP, seller: OWNER, buyer: BUYER, price: 1, royalty: 0 };
		assert_eq!(market_events().last(), Some(&sold));
	});
}

#[test]
fn sale_should_return_the_deposit_to_its_payer_when_an_agent_listed() {
	build_and_execute(|| {
		Ips::permit(IP, AGENT, Permission::Trade);
		assert_ok!(Market::list(signed(AGENT), IP, 1_000, None));
		assert_ok!(buy(IP, 1_000));
		assert_eq!((balance(AGENT), balance(OWNER)), (FUNDS, FUNDS + 900));
	});
}

#[test]
fn sale_should_keep_offers_when_bought() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		assert_ok!(offer(IP, 500));
		assert_ok!(buy(IP, 1_000));
		assert!(Offers::<Test>::contains_key(IP, BUYER));
		assert_ok!(Market::withdraw_offer(signed(BUYER), IP, BUYER));
		assert_eq!(balance(BUYER), FUNDS - 1_000);
	});
}

#[test]
fn sale_should_be_refused_when_the_price_is_above_the_maximum() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		for max in [0, 1, 999] {
			assert_noop!(buy(IP, max), Error::MaxPriceExceeded);
		}
		// The seller raises the price while the buyer's transaction is on its way.
		assert_ok!(list(IP, 1_001));
		assert_noop!(buy(IP, 1_000), Error::MaxPriceExceeded);
	});
}

#[test]
fn sale_should_be_refused_when_buyer_and_seller_are_the_same() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		assert_noop!(Market::buy(signed(OWNER), IP, 1_000, seen(IP)), Error::SelfPurchase);
	});
}

#[test]
fn sale_should_be_refused_when_the_listing_expired() {
	build_and_execute(|| {
		assert_ok!(Market::list(signed(OWNER), IP, 1_000, Some(5)));
		for block in [5, 6, u64::MAX] {
			System::set_block_number(block);
			assert_noop!(buy(IP, 1_000), Error::Expired);
		}
		System::set_block_number(4);
		assert_ok!(buy(IP, 1_000));
	});
}

#[test]
fn sale_should_be_refused_when_the_owner_changed() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		give(IP, OTHER);
		assert_noop!(buy(IP, 1_000), Error::OwnerChanged);
		assert_noop!(Market::buy(signed(OTHER), IP, 1_000, seen(IP)), Error::OwnerChanged);
		assert_noop!(Market::buy(signed(OWNER), IP, 1_000, seen(IP)), Error::OwnerChanged);
	});
}

// A limit, see README: gifts are not reported to the market.
#[test]
fn listing_should_stand_again_when_the_seller_got_the_ip_back() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		give(IP, OTHER);
		assert_noop!(buy(IP, 1_000), Error::OwnerChanged);
		give(IP, OWNER);
		assert_ok!(buy(IP, 1_000));
	});
}

#[test]
fn sale_should_be_refused_when_the_policy_changed() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		assert_ok!(set_policy(IP.collection, 10, 50));
		assert_eq!(Market::listing(IP).unwrap().obstacle, None);
		assert_ok!(set_policy(IP.collection, 9, 50));
		assert_noop!(buy(IP, 1_000), Error::PolicyChanged);
		assert_ok!(list(IP, 1_000));
		assert_ok!(buy(IP, 1_000));
		assert_eq!(balance(POOL), FUNDS + 90);
	});
}

#[test]
fn sale_should_be_refused_when_the_seller_gave_the_income_away() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		assert_ok!(list(FREE_IP, 1_000));
		gut();
		assert_noop!(buy(IP, 1_000), Error::IncomeChanged);
		// Of the parent nothing changed.
		assert_ok!(buy(FREE_IP, 1_000));
	});
}

#[test]
fn sale_should_be_refused_when_somebody_else_has_the_authority_over_the_scores() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		for to in [Some(OWNER), Some(OTHER), None] {
			hand_over(CREATOR, to);
			assert_noop!(buy(IP, 1_000), Error::IncomeChanged);
			hand_over(to.unwrap_or(OWNER), Some(CREATOR));
		}
		assert_ok!(buy(IP, 1_000));
	});
}

#[test]
fn sale_should_go_through_when_the_authority_goes_with_the_ip() {
	build_and_execute(|| {
		hand_over(CREATOR, None);
		assert_ok!(list(IP, 1_000));
		assert_ok!(buy(IP, 1_000));
		assert_ok!(Royalties::set_authority(BUYER, IP, Some(BUYER)));
	});
}

#[test]
fn sale_should_go_through_when_only_a_payment_came_in() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		assert_ok!(Royalties::pay(&OTHER, &IP, 100, PaymentKind::Sale));
		assert_ok!(buy(IP, 1_000));
	});
}

#[test]
fn sale_should_be_refused_when_the_seller_gave_the_income_away_and_listed_again() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		let income = seen(IP);
		gut();
		assert_ok!(list(IP, 1_000));
		assert_eq!(Market::listing(IP).unwrap().obstacle, None);
		assert_noop!(Market::buy(signed(BUYER), IP, 1_000, income), Error::IncomeChanged);
		// Who looks again may still want it.
		assert_ok!(buy(IP, 1_000));
	});
}

#[test]
fn sale_should_be_refused_when_the_seller_took_the_authority_and_listed_again() {
	build_and_execute(|| {
		hand_over(CREATOR, None);
		assert_ok!(list(IP, 1_000));
		let income = seen(IP);
		hand_over(OWNER, Some(OWNER));
		assert_ok!(list(IP, 1_000));
		assert_noop!(Market::buy(signed(BUYER), IP, 1_000, income), Error::IncomeChanged);
	});
}

#[test]
fn sale_should_be_refused_when_the_buyer_names_an_income_that_never_was() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		for income in [
			Income { stack: Perbill::from_parts(1), ..first_income() },
			Income { authority: None, ..first_income() },
			Income { authority: Some(BUYER), ..first_income() },
		] {
			assert_noop!(Market::buy(signed(BUYER), IP, 1_000, income), Error::IncomeChanged);
		}
	});
}

#[test]
fn sale_should_be_refused_when_there_is_no_listing() {
	build_and_execute(|| {
		assert_noop!(buy(IP, 1_000), Error::ListingNotFound);
		assert_noop!(buy(IpId::new(9, 9), 1_000), Error::ListingNotFound);
		assert_ok!(list(IP, 1_000));
		assert_ok!(buy(IP, 1_000));
		assert_noop!(Market::buy(signed(OTHER), IP, 1_000, seen(IP)), Error::ListingNotFound);
	});
}

#[test]
fn sale_should_change_nothing_when_the_buyer_cannot_pay() {
	build_and_execute(|| {
		// The royalty alone is too much.
		assert_ok!(list(IP, 5_900 * UNIT));
		assert_noop!(buy(IP, Balance::MAX), TokenError::FundsUnavailable);
		assert_noop!(Market::buy(signed(DEAD), IP, Balance::MAX, seen(IP)), TokenError::FundsUnavailable);
		// The royalty is paid, and then the rest is too much.
		assert_ok!(list(IP, FUNDS + 1));
		assert_noop!(buy(IP, Balance::MAX), TokenError::FundsUnavailable);
	});
}

#[test]
fn sale_should_keep_the_buyer_alive_when_it_takes_nearly_all() {
	build_and_execute(|| {
		for price in [FUNDS, FUNDS - ED + 1] {
			assert_ok!(list(IP, price));
			assert_noop!(buy(IP, price), TokenError::NotExpendable);
		}
		assert_ok!(list(IP, FUNDS - ED));
		assert_ok!(buy(IP, FUNDS - ED));
		assert_eq!(balance(BUYER), ED);
	});
}

#[test]
fn sale_should_change_nothing_when_a_dead_seller_would_get_too_little() {
	build_and_execute(|| {
		give(IP, DEAD);
		Ips::permit(IP, AGENT, Permission::Trade);
		let list = |price| Market::list(signed(AGENT), IP, price, None);
		assert_ok!(list(59));
		assert_noop!(buy(IP, 59), TokenError::BelowMinimum);
		assert_ok!(list(60));
		assert_ok!(buy(IP, 60));
		assert_eq!(balance(DEAD), ED);
	});
}

#[test]
fn sale_should_change_nothing_when_the_buyer_may_not_hold_the_ip() {
	build_and_execute(|| {
		let wrapper = Ips::account(&FREE_IP);
		Balances::force_set_balance(RuntimeOrigin::root(), wrapper, FUNDS).unwrap();
		for (ip, refused) in [(IP, error::HOLDER_NOT_ALLOWED), (FREE_IP, error::CYCLIC_OWNERSHIP)] {
			assert_ok!(list(ip, 1_000));
			assert_noop!(Market::buy(signed(wrapper), ip, 1_000, seen(ip)), refused);
		}
	});
}

#[test]
fn sale_should_change_nothing_when_the_money_is_frozen() {
	build_and_execute(|| {
		freeze_all(BUYER);
		assert_ok!(list(IP, 1_000));
		assert_noop!(buy(IP, 1_000), TokenError::Frozen);
	});
}
