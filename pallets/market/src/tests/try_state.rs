use super::*;
use crate::{types::PolicyFall, Listings, Offers, Policies};
use atelier_primitives::ip::RoyaltyPolicy;
use frame_support::{
	hypothetically,
	traits::fungible::hold::{Mutate, Unbalanced},
};

/// Runs in a chain with one of everything, and takes the damage back.
fn when_broken(damage: impl FnOnce(), expected: &'static str) {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		assert_ok!(offer(IP, 1_000));
		hypothetically!(atelier_testing::breaks(Market::do_try_state, expected, damage));
	});
}

fn change_policy(change: impl FnOnce(&mut RoyaltyPolicy)) {
	Policies::<Test>::mutate(IP.collection, |record| change(&mut record.as_mut().unwrap().now));
}

fn change_listing(change: impl FnOnce(&mut crate::ListingOf<Test>)) {
	Listings::<Test>::mutate(IP, |listing| change(listing.as_mut().unwrap()));
}

fn change_offer(change: impl FnOnce(&mut crate::OfferOf<Test>)) {
	Offers::<Test>::mutate(IP, BUYER, |offer| change(offer.as_mut().unwrap()));
}

#[test]
fn try_state_should_fail_when_a_rate_is_above_the_maximum() {
	when_broken(|| change_policy(|policy| policy.rate = Perbill::one()), "a policy has a rate above the maximum");
}

#[test]
fn try_state_should_fail_when_a_floor_is_above_the_maximum() {
	when_broken(|| change_policy(|policy| policy.floor = Balance::MAX), "a policy has a floor above the maximum");
}

#[test]
fn try_state_should_fail_when_a_policy_rises() {
	let fall = |percent, floor| {
		move || {
			let fall = PolicyFall { policy: policy(percent, floor), from: 1 };
			Policies::<Test>::mutate(IP.collection, |record| record.as_mut().unwrap().fall = Some(fall));
		}
	};
	when_broken(fall(11, 50), "a policy rises");
	when_broken(fall(0, 51), "a policy rises");
}

#[test]
fn try_state_should_fail_when_a_listed_ip_does_not_exist() {
	let damage = || Owners::<Test>::remove(IP);
	when_broken(damage, "a listing is for an IP asset that does not exist");
}

#[test]
fn try_state_should_fail_when_a_listing_has_no_price() {
	when_broken(|| change_listing(|listing| listing.price = 0), "a listing has no price");
}

#[test]
fn try_state_should_fail_when_a_listing_is_below_its_floor() {
	when_broken(|| change_listing(|listing| listing.price = 49), "a listing does not cover its royalty");
}

#[test]
fn try_state_should_fail_when_an_offer_has_no_price() {
	when_broken(|| change_offer(|offer| offer.price = 0), "an offer has no price");
}

#[test]
fn try_state_should_fail_when_an_offer_is_below_its_floor() {
	when_broken(|| change_offer(|offer| offer.price = 49), "an offer does not cover its royalty");
}

#[test]
fn try_state_should_fail_when_a_listing_remembers_moves_that_never_were() {
	when_broken(|| change_listing(|listing| listing.moves += 1), "a listing is from the future");
}

#[test]
fn try_state_should_fail_when_an_offer_names_a_revision_that_never_was() {
	when_broken(|| change_offer(|offer| offer.revision += 1), "an offer is from the future");
}

#[test]
fn try_state_should_fail_when_an_offer_was_paid_by_somebody_else() {
	let damage = || change_offer(|offer| offer.deposit.who = OTHER);
	when_broken(damage, "somebody else paid the deposit of an offer");
}

#[test]
fn try_state_should_fail_when_less_is_offered_than_held() {
	when_broken(|| change_offer(|offer| offer.price -= 1), "the offers are not what is held");
}

#[test]
fn try_state_should_fail_when_more_is_offered_than_held() {
	let damage = || {
		Balances::set_balance_on_hold(&Reason::OfferedFunds.into(), &BUYER, 999).unwrap();
	};
	when_broken(damage, "the offers are not what is held");
}

#[test]
fn try_state_should_fail_when_a_deposit_is_not_held() {
	let expected = "the deposits are not what is held";
	when_broken(|| change_listing(|listing| listing.deposit.amount += 1), expected);
	when_broken(|| change_offer(|offer| offer.deposit.amount += 1), expected);
	let damage = || {
		Policies::<Test>::mutate(IP.collection, |record| record.as_mut().unwrap().deposit.amount -= 1);
	};
	when_broken(damage, expected);
	when_broken(|| Balances::hold(&Reason::StorageDeposit.into(), &OWNER, 1).unwrap(), expected);
}

#[test]
fn try_state_should_fail_when_something_is_held_of_an_account_without_records() {
	let hold = |reason: Reason| Balances::hold(&reason.into(), &OTHER, 1).unwrap();
	when_broken(|| hold(Reason::StorageDeposit), "the deposits are not what is held");
	when_broken(|| hold(Reason::OfferedFunds), "the offers are not what is held");
}

#[test]
fn try_state_should_fail_when_an_account_with_a_deposit_does_not_exist() {
	let expected = "the deposits are not what is held";
	when_broken(|| change_listing(|listing| listing.deposit.who = DEAD), expected);
	let damage = || {
		assert_ok!(Market::delist(signed(OWNER), IP));
		Listings::<Test>::insert(
			IP,
			crate::types::Listing {
				seller: OWNER,
				moves: 0,
				price: 1_000,
				expires: None,
				deposit: atelier_primitives::Deposit { who: DEAD, amount: 1 },
			},
		);
	};
	when_broken(damage, expected);
}
