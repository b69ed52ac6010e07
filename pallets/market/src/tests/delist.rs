use super::*;
use crate::Listings;
use frame_support::hypothetically;

fn assert_delisted(who: u64) {
	assert_ok!(Market::delist(signed(who), IP));
	assert!(!Listings::<Test>::contains_key(IP));
	assert_eq!(market_events().last(), Some(&Event::Delisted { ip: IP }));
	assert_eq!((wealth(OWNER), held(Reason::StorageDeposit, OWNER)), (FUNDS, 0));
	assert_eq!((wealth(AGENT), held(Reason::StorageDeposit, AGENT)), (FUNDS, 0));
}

#[test]
fn listing_should_go_when_the_seller_or_an_agent_delists() {
	build_and_execute(|| {
		Ips::permit(IP, AGENT, Permission::Trade);
		for (lister, delister) in [(OWNER, OWNER), (OWNER, AGENT), (AGENT, OWNER), (AGENT, AGENT)] {
			assert_ok!(Market::list(signed(lister), IP, 1_000, None));
			assert_delisted(delister);
		}
	});
}

#[test]
fn listing_should_go_when_anybody_delists_an_expired_one() {
	build_and_execute(|| {
		assert_ok!(Market::list(signed(OWNER), IP, 1_000, Some(5)));
		System::set_block_number(4);
		assert_noop!(Market::delist(signed(OTHER), IP), Error::NotAuthorized);
		System::set_block_number(5);
		assert_delisted(OTHER);
	});
}

#[test]
fn listing_should_go_when_anybody_delists_one_of_an_earlier_owner() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		give(IP, OTHER);
		assert_delisted(BUYER);
	});
}

#[test]
fn listing_should_go_when_anybody_delists_one_that_came_back() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		give(IP, OTHER);
		give(IP, OWNER);
		assert_delisted(BUYER);
	});
}

#[test]
fn listing_should_go_when_anybody_delists_one_of_a_non_commercial_work() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		Licenses::set_commercial(IP, false);
		assert_delisted(BUYER);
	});
}

#[test]
fn listing_should_stay_when_policy_revision_or_income_changed() {
	build_and_execute(|| {
		set_middle();
		assert_ok!(list(IP, 1_000));
		for (part, change) in [("revision", (|| swap(IP)) as fn())].into_iter().chain(worsening()).chain(improving()) {
			hypothetically!({
				change();
				assert_eq!(Market::delist(signed(BUYER), IP), Err(Error::NotAuthorized.into()), "{part}");
			});
		}
	});
}

#[test]
fn listing_should_stay_when_a_stranger_delists() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		for who in [CREATOR, BUYER, AGENT, DEAD] {
			assert_noop!(Market::delist(signed(who), IP), Error::NotAuthorized);
		}
	});
}

#[test]
fn delisting_should_be_refused_when_there_is_no_listing() {
	build_and_execute(|| {
		assert_noop!(Market::delist(signed(OWNER), IP), Error::ListingNotFound);
		assert_noop!(Market::delist(signed(OWNER), IpId::new(9, 9)), Error::ListingNotFound);
	});
}
