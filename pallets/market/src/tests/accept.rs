use super::*;
use crate::{Listings, Offers};
use frame_support::hypothetically;
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
		assert_noop!(buy_as(OTHER, IP, 5_000), Error::ListingNotFound);
	});
}

#[test]
fn sale_should_pay_the_royalty_of_the_day_when_the_policy_fell_since_the_offer() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		lower_policy(IP.collection, 1, 0);
		assert_ok!(accept(IP, 1_000));
		assert_eq!((balance(BUYER), balance(OWNER), balance(POOL)), (FUNDS - 1_000, FUNDS + 990, FUNDS + 10));
	});
}

#[test]
fn buyer_should_get_nothing_else_when_the_owner_swapped_it_since_the_offer() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		assert_ok!(offer(FREE_IP, 1_000));
		swap(IP);
		assert_noop!(accept(IP, 1_000), Error::RevisionMismatch);
		// Nor by a listing, nor by another swap, nor by another owner.
		assert_ok!(list(IP, 1_000));
		assert_noop!(accept(IP, 1_000), Error::RevisionMismatch);
		swap(IP);
		assert_noop!(accept(IP, 1_000), Error::RevisionMismatch);
		give(IP, OTHER);
		assert_noop!(Market::accept(signed(OTHER), IP, BUYER, 0), Error::RevisionMismatch);
		// Of another IP asset nothing changed; and the maker may look again.
		assert_ok!(accept(FREE_IP, 1_000));
		assert_ok!(offer(IP, 500));
		assert_ok!(Market::accept(signed(OTHER), IP, BUYER, 500));
	});
}

#[test]
fn sale_should_be_refused_when_any_part_of_the_income_got_worse_since_the_offer() {
	build_and_execute(|| {
		set_middle();
		assert_ok!(offer(IP, 1_000));
		for (_, worsen) in worsening() {
			hypothetically!({
				worsen();
				assert_noop!(accept(IP, 1_000), Error::IncomeWorse);
				// A listing changes nothing about what the maker of the offer saw.
				assert_ok!(list(IP, 1_000));
				assert_noop!(accept(IP, 1_000), Error::IncomeWorse);
				assert_ok!(offer(IP, 500));
				assert_ok!(accept(IP, 500));
			});
		}
	});
}

#[test]
fn sale_should_be_possible_when_the_income_got_better_since_the_offer() {
	build_and_execute(|| {
		set_middle();
		assert_ok!(offer(IP, 1_000));
		for (part, improve) in improving() {
			hypothetically!({
				improve();
				assert_eq!(accept(IP, 1_000), Ok(()), "{part}");
			});
		}
	});
}

#[test]
fn sale_should_be_possible_when_the_creator_handed_the_authority_on_since_the_offer() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		for to in [Some(OWNER), Some(OTHER), None] {
			hand_over(CREATOR, to);
			hypothetically!({
				assert_ok!(accept(IP, 1_000));
			});
			hand_over(to.unwrap_or(OWNER), Some(CREATOR));
		}
	});
}

#[test]
fn sale_should_be_refused_when_the_owner_took_the_authority_since_the_offer() {
	build_and_execute(|| {
		hand_over(CREATOR, None);
		assert_ok!(offer(IP, 1_000));
		for to in [OWNER, CREATOR, BUYER] {
			hand_over(OWNER, Some(to));
			assert_noop!(accept(IP, 1_000), Error::IncomeWorse);
			hand_over(to, None);
		}
		assert_ok!(accept(IP, 1_000));
	});
}

#[test]
fn non_commercial_work_should_not_be_sold_when_an_offer_was_made_before() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		Licenses::set_commercial(IP, false);
		assert_noop!(accept(IP, 1_000), Error::NonCommercial);
		// The money is not lost.
		hypothetically!({
			assert_ok!(Market::withdraw_offer(signed(BUYER), IP, BUYER));
			assert_eq!(balance(BUYER), FUNDS);
		});
		Licenses::set_commercial(IP, true);
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
		assert_ok!(offer_as(OTHER, IP, 2_000, None));
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
		assert_ok!(offer_as(BUYER, IP, 1_000, Some(5)));
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
			assert_ok!(offer_as(wrapper, ip, 1_000, None));
			assert_noop!(Market::accept(signed(OWNER), ip, wrapper, 0), refused);
		}
	});
}
