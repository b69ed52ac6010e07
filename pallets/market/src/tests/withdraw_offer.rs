use super::*;
use crate::Offers;

fn assert_withdrawn(who: u64) {
	assert_ok!(Market::withdraw_offer(signed(who), IP, BUYER));
	assert!(!Offers::<Test>::contains_key(IP, BUYER));
	assert_eq!(balance(BUYER), FUNDS);
	assert_eq!((held(Reason::OfferedFunds, BUYER), held(Reason::StorageDeposit, BUYER)), (0, 0));
	assert_eq!(market_events().last(), Some(&Event::OfferWithdrawn { ip: IP, buyer: BUYER }));
}

#[test]
fn offer_should_be_returned_to_the_unit_when_its_maker_withdraws() {
	build_and_execute(|| {
		for price in [50, 1_000, FUNDS - Market::offer_deposit() - ED] {
			assert_ok!(offer(IP, price));
			assert_withdrawn(BUYER);
		}
	});
}

#[test]
fn offer_should_be_returned_when_it_is_tiny_and_nothing_else_is_free() {
	build_and_execute(|| {
		// With another reason to live, the account may have all of its money held.
		System::inc_providers(&BUYER);
		assert_ok!(offer(FREE_IP, ED - 1));
		let rest = balance(BUYER) - Market::offer_deposit();
		assert_ok!(offer(IP, rest));
		assert_eq!(balance(BUYER), 0);
		assert_ok!(Market::withdraw_offer(signed(BUYER), FREE_IP, BUYER));
		assert_withdrawn(BUYER);
	});
}

#[test]
fn offer_should_be_returned_to_its_maker_when_anybody_withdraws_an_expired_one() {
	build_and_execute(|| {
		assert_ok!(offer_as(BUYER, IP, 1_000, Some(5)));
		System::set_block_number(4);
		assert_noop!(Market::withdraw_offer(signed(OTHER), IP, BUYER), Error::NotAuthorized);
		System::set_block_number(5);
		assert_withdrawn(OTHER);
	});
}

#[test]
fn offer_should_be_returned_when_the_ip_is_burned_or_sold() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		give(IP, OTHER);
		assert_withdrawn(BUYER);
		assert_ok!(offer(IP, 1_000));
		assert_ok!(Ips::burn_with_consent::<Market>(IP));
		assert_withdrawn(BUYER);
	});
}

#[test]
fn offer_should_be_returned_when_it_is_void() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		swap(IP);
		gut();
		Licenses::set_commercial(IP, false);
		assert_noop!(Market::withdraw_offer(signed(OTHER), IP, BUYER), Error::NotAuthorized);
		assert_withdrawn(BUYER);
	});
}

#[test]
fn offer_should_stay_when_somebody_else_withdraws() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		for who in [OWNER, OTHER, CREATOR] {
			assert_noop!(Market::withdraw_offer(signed(who), IP, BUYER), Error::NotAuthorized);
		}
	});
}

#[test]
fn withdrawal_should_be_refused_when_there_is_no_offer() {
	build_and_execute(|| {
		assert_noop!(Market::withdraw_offer(signed(BUYER), IP, BUYER), Error::OfferNotFound);
		assert_ok!(offer(IP, 1_000));
		assert_withdrawn(BUYER);
		assert_noop!(Market::withdraw_offer(signed(BUYER), IP, BUYER), Error::OfferNotFound);
	});
}
