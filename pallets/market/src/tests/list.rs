use super::*;
use crate::{types::Listing, Listings};
use atelier_primitives::{ip::Act, Deposit};
use sp_runtime::TokenError;

#[test]
fn listing_should_keep_owner_and_moves_when_made() {
	build_and_execute(|| {
		for to in [OTHER, OWNER] {
			give(IP, to);
		}
		assert_ok!(Market::list(signed(OWNER), IP, 1_000, Some(9)));
		let deposit = Deposit { who: OWNER, amount: Market::listing_deposit() };
		let listing = Listing { seller: OWNER, moves: 2, price: 1_000, expires: Some(9), deposit };
		assert_eq!(Listings::<Test>::get(IP), Some(listing));
		assert_eq!(held(Reason::StorageDeposit, OWNER), Market::listing_deposit());
		assert_eq!(market_events(), [Event::Listed { ip: IP, seller: OWNER, price: 1_000, expires: Some(9) }]);
	});
}

#[test]
fn listing_should_be_of_the_owner_and_paid_by_the_signer_when_an_agent_lists() {
	build_and_execute(|| {
		Ips::permit(IP, AGENT, Permission::Trade);
		for who in [AGENT, Ips::account(&IP)] {
			Balances::force_set_balance(RuntimeOrigin::root(), who, FUNDS).unwrap();
			assert_ok!(Market::list(signed(who), IP, 1_000, None));
			let listing = Listings::<Test>::get(IP).unwrap();
			assert_eq!((listing.seller, listing.deposit.who), (OWNER, who));
		}
	});
}

#[test]
fn listing_should_be_replaced_and_its_payer_refunded_when_listed_again() {
	build_and_execute(|| {
		Ips::permit(IP, AGENT, Permission::Trade);
		assert_ok!(Market::list(signed(AGENT), IP, 1_000, None));
		assert_ok!(list(IP, 2_000));
		assert_eq!((balance(AGENT), held(Reason::StorageDeposit, AGENT)), (FUNDS, 0));
		assert_ok!(list(IP, 500));
		assert_eq!(held(Reason::StorageDeposit, OWNER), Market::listing_deposit());
		assert_eq!(Listings::<Test>::get(IP).unwrap().price, 500);
	});
}

#[test]
fn non_commercial_work_should_not_be_listed_when_anybody_tries() {
	build_and_execute(|| {
		Ips::permit(IP, AGENT, Permission::Trade);
		Licenses::set_commercial(IP, false);
		for who in [OWNER, AGENT] {
			assert_noop!(Market::list(signed(who), IP, 1_000, None), Error::NonCommercial);
		}
		Licenses::set_commercial(IP, true);
		assert_ok!(list(IP, 1_000));
	});
}

#[test]
fn listing_should_be_made_by_the_new_owner_when_the_old_one_left_one() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		give(IP, OTHER);
		assert_noop!(list(IP, 1_000), Error::NotAuthorized);
		assert_ok!(Market::list(signed(OTHER), IP, 700, None));
		assert_eq!((balance(OWNER), Listings::<Test>::get(IP).unwrap().seller), (FUNDS, OTHER));
	});
}

#[test]
fn listing_should_be_refused_when_the_price_is_zero_or_below_the_floor() {
	build_and_execute(|| {
		assert_noop!(list(IP, 0), Error::ZeroPrice);
		assert_noop!(list(FREE_IP, 0), Error::ZeroPrice);
		assert_noop!(list(IP, 1), Error::PriceBelowRoyalty);
		assert_noop!(list(IP, 49), Error::PriceBelowRoyalty);
		assert_ok!(list(IP, 50));
		assert_ok!(list(FREE_IP, 1));
	});
}

#[test]
fn listing_should_be_refused_when_nobody_can_ever_pay_the_price() {
	build_and_execute(|| {
		let issuance = Balances::total_issuance();
		assert_noop!(list(IP, Balance::MAX), Error::PriceUnpayable);
		assert_noop!(list(IP, issuance + 1), Error::PriceUnpayable);
		assert_ok!(list(IP, issuance));
	});
}

#[test]
fn listing_should_be_refused_when_it_would_be_expired() {
	build_and_execute(|| {
		System::set_block_number(5);
		for expires in [0, 4, 5] {
			assert_noop!(Market::list(signed(OWNER), IP, 1_000, Some(expires)), Error::Expired);
		}
		assert_ok!(Market::list(signed(OWNER), IP, 1_000, Some(6)));
	});
}

#[test]
fn listing_should_be_refused_when_the_signer_may_not_trade() {
	build_and_execute(|| {
		for who in [CREATOR, AGENT, OTHER] {
			assert_noop!(Market::list(signed(who), IP, 1_000, None), Error::NotAuthorized);
		}
		Ips::permit(IP, AGENT, Permission::Trade);
		give(IP, OTHER);
		assert_noop!(Market::list(signed(AGENT), IP, 1_000, None), Error::NotAuthorized);
	});
}

#[test]
fn listing_should_be_refused_when_there_is_no_such_ip() {
	build_and_execute(|| {
		assert_noop!(list(IpId::new(0, 9), 1_000), Error::IpNotFound);
	});
}

#[test]
fn listing_should_be_refused_when_the_deposit_cannot_be_paid() {
	build_and_execute(|| {
		give(IP, DEAD);
		assert_noop!(Market::list(signed(DEAD), IP, 1_000, None), TokenError::FundsUnavailable);
	});
}

#[test]
fn agent_should_not_sell_for_less_than_its_bound_when_it_lists() {
	build_and_execute(|| {
		Ips::permit_within(IP, AGENT, &[Act::Trade(500)]);
		for price in [50, 499] {
			assert_noop!(Market::list(signed(AGENT), IP, price, None), Error::NotAuthorized);
		}
		assert_ok!(Market::list(signed(AGENT), IP, 500, None));
		assert_ok!(Market::delist(signed(AGENT), IP));
	});
}
