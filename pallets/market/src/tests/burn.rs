use super::*;
use crate::{Listings, Offers};

#[test]
fn listing_should_go_and_its_deposit_return_when_the_ip_is_burned() {
	build_and_execute(|| {
		Ips::permit(IP, AGENT, Permission::Trade);
		assert_ok!(Market::list(signed(AGENT), IP, 1_000, None));
		assert_ok!(Ips::burn_with_consent::<Market>(IP));
		assert!(!Listings::<Test>::contains_key(IP));
		assert_eq!((balance(AGENT), held(Reason::StorageDeposit, AGENT)), (FUNDS, 0));
		assert_eq!(market_events().last(), Some(&Event::Delisted { ip: IP }));
		assert_noop!(buy_as(BUYER, IP, 1_000), Error::ListingNotFound);
	});
}

#[test]
fn offers_should_stay_when_the_ip_is_burned() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		assert_ok!(Ips::burn_with_consent::<Market>(IP));
		assert!(Offers::<Test>::contains_key(IP, BUYER));
	});
}

#[test]
fn burning_should_do_nothing_when_there_is_no_listing() {
	build_and_execute(|| {
		assert_ok!(list(FREE_IP, 1_000));
		System::reset_events();
		assert_ok!(Ips::burn_with_consent::<Market>(IP));
		assert!(Listings::<Test>::contains_key(FREE_IP));
		assert_eq!(market_events(), []);
	});
}
