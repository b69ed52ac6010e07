use super::*;
use crate::{Listings, Offers};
use atelier_primitives::ip::IpInspect;
use sp_runtime::TokenError;

fn accept(ip: IpId, min_price: Balance) -> DispatchResult {
	Market::accept(signed(OWNER), ip, BUYER, min_price)
}

#[test]
fn sale_should_pay_royalty_and_seller_and_move_the_ip_when_accepted() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_009));
		assert_ok!(accept(IP, 1_009));
		assert_eq!(Ips::owner(&IP), Some(BUYER));
		assert_eq!((balance(BUYER), balance(OWNER), balance(POOL)), (FUNDS - 1_009, FUNDS + 909, FUNDS + 100));
		assert_eq!((wealth(BUYER), Received::<Test>::get(IP)), (FUNDS - 1_009, 100));
		assert!(!Offers::<Test>::contains_key(IP, BUYER));
		let sold = Event::Sold { ip: IP, seller: OWNER, buyer: BUYER, price: 1_009, royalty: 100 };
		assert_eq!(market_events().last(), Some(&sold));
	});
}

#[test]
fn sale_should_be_possible_when_the_offer_takes_all_that_its_maker_has() {
	build_and_execute(|| {
		let all = FUNDS - Market::offer_deposit() - ED;
		assert_ok!(offer(IP, all));
		assert_ok!(accept(IP, all));
		assert_eq!(wealth(BUYER), FUNDS - all);
	});
}

#[test]
fn sale_should_remove_a_listing_when_an_offer_is_accepted() {
	build_and_execute(|| {
		Ips::permit(IP, AGENT, Permission::Trade);
		assert_ok!(Market::list(signed(AGENT), IP, 5_000, None));
		assert_ok!(offer(IP, 1_000));
		assert_ok!(accept(IP, 0));
		assert!(!Listings::<Test>::contains_key(IP));
		assert_eq!((balance(AGENT), held(Reason::StorageDeposit, AGENT)), (FUNDS, 0));
		// What the buyer gives back is not for sale at the old price.
		give(IP, OWNER);
		assert_noop!(Market::buy(signed(OTHER), IP, 5_000, seen(IP)), Error::ListingNotFound);
	});
}

#[test]
fn sale_should_be_refused_when_the_policy_fell_since_the_offer() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		assert_ok!(set_policy(IP.collection, 1, 0));
		assert_noop!(accept(IP, 1_000), Error::PolicyChanged);
		assert_ok!(offer(IP, 1_000));
		assert_ok!(accept(IP, 1_000));
		assert_eq!((balance(OWNER), balance(POOL)), (FUNDS + 990, FUNDS + 10));
	});
}

#[test]
fn sale_should_be_refused_when_the_owner_gave_the_income_away_since_the_offer() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		gut();
		assert_noop!(accept(IP, 1_000), Error::IncomeChanged);
		// A listing changes nothing about what the maker of the offer saw.
		assert_ok!(list(IP, 1_000));
		assert_noop!(accept(IP, 1_000), Error::IncomeChanged);
		assert_ok!(offer(IP, 500));
		assert_ok!(accept(IP, 500));
	});
}

#[test]
fn sale_should_be_refused_when_somebody_else_has_the_authority_since_the_offer() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		hand_over(CREATOR, Some(OWNER));
		assert_noop!(accept(IP, 1_000), Error::IncomeChanged);
		hand_over(OWNER, None);
		assert_noop!(accept(IP, 1_000), Error::IncomeChanged);
		hand_over(OWNER, Some(CREATOR));
		assert_ok!(accept(IP, 1_000));
	});
}

#[test]
fn sale_should_be_possible_when_only_the_owner_changed_since_the_offer() {
	build_and_execute(|| {
		hand_over(CREATOR, None);
		assert_ok!(offer(IP, 1_000));
		give(IP, OTHER);
		assert_ok!(Market::accept(signed(OTHER), IP, BUYER, 1_000));
	});
}

#[test]
fn other_offers_should_stand_when_one_is_accepted() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		assert_ok!(Market::offer(signed(OTHER), IP, 2_000, None, seen(IP)));
		assert_ok!(accept(IP, 1_000));
		assert_eq!(held(Reason::OfferedFunds, OTHER), 2_000);
		assert_ok!(Market::accept(signed(BUYER), IP, OTHER, 2_000));
		assert_eq!(Ips::owner(&IP), Some(OTHER));
	});
}

#[test]
fn sale_should_be_refused_when_the_offer_became_lower_than_expected() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		assert_ok!(offer(IP, 999));
		assert_noop!(accept(IP, 1_000), Error::PriceTooLow);
		assert_noop!(accept(IP, Balance::MAX), Error::PriceTooLow);
		assert_ok!(accept(IP, 999));
	});
}

#[test]
fn sale_should_be_refused_when_the_signer_is_not_the_owner() {
	build_and_execute(|| {
		Ips::permit(IP, AGENT, Permission::Trade);
		assert_ok!(offer(IP, 1_000));
		for who in [AGENT, BUYER, CREATOR, Ips::account(&IP)] {
			assert_noop!(Market::accept(signed(who), IP, BUYER, 0), Error::NotOwner);
		}
		give(IP, OTHER);
		assert_noop!(accept(IP, 0), Error::NotOwner);
	});
}

#[test]
fn sale_should_be_refused_when_the_offer_expired() {
	build_and_execute(|| {
		assert_ok!(Market::offer(signed(BUYER), IP, 1_000, Some(5), seen(IP)));
		System::set_block_number(5);
		assert_noop!(accept(IP, 0), Error::Expired);
		System::set_block_number(4);
		assert_ok!(accept(IP, 0));
	});
}

#[test]
fn sale_should_be_refused_when_there_is_no_such_offer_or_ip() {
	build_and_execute(|| {
		assert_noop!(accept(IP, 0), Error::OfferNotFound);
		assert_noop!(accept(IpId::new(9, 9), 0), Error::IpNotFound);
		assert_ok!(offer(IP, 1_000));
		assert_noop!(Market::accept(signed(OWNER), IP, OTHER, 0), Error::OfferNotFound);
		assert_ok!(Ips::burn_with_consent::<Market>(IP));
		assert_noop!(accept(IP, 0), Error::IpNotFound);
	});
}

#[test]
fn sale_should_be_refused_when_the_maker_became_the_owner() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		give(IP, BUYER);
		assert_noop!(Market::accept(signed(BUYER), IP, BUYER, 0), Error::SelfPurchase);
	});
}

#[test]
fn sale_should_change_nothing_when_the_offered_money_is_frozen_too() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		freeze_all(BUYER);
		assert_noop!(accept(IP, 0), TokenError::Frozen);
	});
}

#[test]
fn sale_should_change_nothing_when_a_dead_owner_would_get_too_little() {
	build_and_execute(|| {
		give(IP, DEAD);
		assert_ok!(offer(IP, 59));
		assert_noop!(Market::accept(signed(DEAD), IP, BUYER, 0), TokenError::BelowMinimum);
		assert_ok!(offer(IP, 60));
		assert_ok!(Market::accept(signed(DEAD), IP, BUYER, 0));
		assert_eq!(balance(DEAD), ED);
	});
}

#[test]
fn sale_should_change_nothing_when_the_maker_may_not_hold_the_ip() {
	build_and_execute(|| {
		let wrapper = Ips::account(&FREE_IP);
		Balances::force_set_balance(RuntimeOrigin::root(), wrapper, FUNDS).unwrap();
		for (ip, refused) in [(IP, error::HOLDER_NOT_ALLOWED), (FREE_IP, error::CYCLIC_OWNERSHIP)] {
			assert_ok!(Market::offer(signed(wrapper), ip, 1_000, None, seen(ip)));
			assert_noop!(Market::accept(signed(OWNER), ip, wrapper, 0), refused);
		}
	});
}
