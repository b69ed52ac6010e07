use super::*;
use crate::{types::Offer, Offers};
use atelier_primitives::Deposit;
use sp_runtime::TokenError;

#[test]
fn offer_should_hold_price_and_deposit_when_made() {
	build_and_execute(|| {
		assert_ok!(Market::offer(signed(BUYER), IP, 1_000, Some(9), seen(IP)));
		let deposit = Deposit { who: BUYER, amount: Market::offer_deposit() };
		let (policy, income) = (policy(10, 50), first_income());
		let offer = Offer { price: 1_000, expires: Some(9), policy, income, deposit };
		assert_eq!(Offers::<Test>::get(IP, BUYER), Some(offer));
		assert_eq!(held(Reason::OfferedFunds, BUYER), 1_000);
		assert_eq!(held(Reason::StorageDeposit, BUYER), Market::offer_deposit());
		assert_eq!(wealth(BUYER), FUNDS);
		assert_eq!(market_events(), [Event::Offered { ip: IP, buyer: BUYER, price: 1_000, expires: Some(9) }]);
	});
}

#[test]
fn offer_should_be_settled_exactly_when_replaced() {
	build_and_execute(|| {
		// Nearly everything; so a higher offer is possible only with the money of the lower one.
		let all = FUNDS - Market::offer_deposit() - ED;
		for price in [all - 1, all, 1_000, all, 50] {
			assert_ok!(offer(IP, price));
			assert_eq!(held(Reason::OfferedFunds, BUYER), price);
			assert_eq!(held(Reason::StorageDeposit, BUYER), Market::offer_deposit());
		}
		assert_ok!(offer(FREE_IP, 70));
		assert_eq!(held(Reason::OfferedFunds, BUYER), 120);
	});
}

#[test]
fn offer_should_keep_policy_and_income_of_today_when_replaced() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		assert_ok!(set_policy(IP.collection, 9, 50));
		gut();
		assert_ok!(offer(IP, 1_000));
		let offer = Offers::<Test>::get(IP, BUYER).unwrap();
		assert_eq!((offer.policy, offer.income.stack), (policy(9, 50), Perbill::one()));
	});
}

#[test]
fn offer_should_be_refused_when_the_owner_gave_the_income_away_before() {
	build_and_execute(|| {
		let income = seen(IP);
		gut();
		let offer = |price, income| Market::offer(signed(BUYER), IP, price, None, income);
		assert_noop!(offer(1_000, income.clone()), Error::IncomeChanged);
		// Not with a new listing either; and an offer that was made in time stays as it was.
		assert_ok!(list(IP, 1_000));
		assert_ok!(offer(500, seen(IP)));
		assert_noop!(offer(1_000, income), Error::IncomeChanged);
	});
}

#[test]
fn offer_should_be_refused_when_somebody_else_got_the_authority_before() {
	build_and_execute(|| {
		let income = seen(IP);
		for to in [Some(OWNER), None] {
			hand_over(CREATOR, to);
			let offer = Market::offer(signed(BUYER), IP, 1_000, None, income.clone());
			assert_eq!(offer, Err(Error::IncomeChanged.into()));
			hand_over(OWNER, Some(CREATOR));
		}
		assert_ok!(Market::offer(signed(BUYER), IP, 1_000, None, income));
	});
}

#[test]
fn offers_should_stand_side_by_side_when_made_by_several() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		assert_ok!(Market::offer(signed(OTHER), IP, 2_000, None, seen(IP)));
		assert_eq!((held(Reason::OfferedFunds, BUYER), held(Reason::OfferedFunds, OTHER)), (1_000, 2_000));
	});
}

#[test]
fn offer_should_be_refused_when_its_maker_is_the_owner() {
	build_and_execute(|| {
		assert_noop!(Market::offer(signed(OWNER), IP, 1_000, None, seen(IP)), Error::SelfPurchase);
	});
}

#[test]
fn offer_should_be_refused_when_there_is_no_such_ip() {
	build_and_execute(|| {
		assert_noop!(offer(IpId::new(0, 9), 1_000), Error::IpNotFound);
		assert_ok!(Ips::burn_with_consent::<Market>(IP));
		assert_noop!(offer(IP, 1_000), Error::IpNotFound);
	});
}

#[test]
fn offer_should_be_refused_when_the_price_is_zero_or_below_the_floor() {
	build_and_execute(|| {
		assert_noop!(offer(IP, 0), Error::ZeroPrice);
		assert_noop!(offer(FREE_IP, 0), Error::ZeroPrice);
		assert_noop!(offer(IP, 49), Error::PriceBelowRoyalty);
		assert_ok!(offer(IP, 50));
	});
}

#[test]
fn offer_should_be_refused_when_it_would_be_expired() {
	build_and_execute(|| {
		System::set_block_number(5);
		assert_noop!(Market::offer(signed(BUYER), IP, 1_000, Some(5), seen(IP)), Error::Expired);
		assert_ok!(Market::offer(signed(BUYER), IP, 1_000, Some(6), seen(IP)));
	});
}

#[test]
fn offer_should_be_refused_when_the_money_is_not_there() {
	build_and_execute(|| {
		for price in [FUNDS, FUNDS - Market::offer_deposit() + 1, Balance::MAX] {
			assert_noop!(offer(IP, price), TokenError::FundsUnavailable);
		}
		assert_noop!(Market::offer(signed(DEAD), IP, 1_000, None, seen(IP)), TokenError::FundsUnavailable);
		assert_ok!(offer(IP, 1_000));
		assert_noop!(offer(IP, FUNDS), TokenError::FundsUnavailable);
		assert_eq!(held(Reason::OfferedFunds, BUYER), 1_000);
	});
}
