use super::*;
use crate::{Listings, Offers};
use atelier_primitives::chain::currency::UNIT;
use frame_support::hypothetically;
use sp_runtime::TokenError;

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
		assert_noop!(buy_as(OWNER, IP, 1_000), Error::SelfPurchase);
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
		assert_noop!(buy_as(OTHER, IP, 1_000), Error::OwnerChanged);
		assert_noop!(buy_as(OWNER, IP, 1_000), Error::OwnerChanged);
	});
}

#[test]
fn listing_should_stay_void_when_the_seller_got_the_ip_back() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		give(IP, OTHER);
		give(IP, OWNER);
		assert_eq!(Ips::owner(&IP), Some(OWNER));
		assert_noop!(buy(IP, 1_000), Error::OwnerChanged);
		// The owner lists again, and that stands.
		assert_ok!(list(IP, 2_000));
		assert_noop!(buy(IP, 1_000), Error::MaxPriceExceeded);
		assert_ok!(buy(IP, 2_000));
	});
}

#[test]
fn sale_should_pay_the_royalty_of_the_day_when_the_creator_lowered_the_policy() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		lower_policy(IP.collection, 9, 40);
		assert_eq!(Market::listing(IP).unwrap().obstacle, None);
		assert_ok!(before.buy(IP));
		assert_eq!((balance(BUYER), balance(OWNER), balance(POOL)), (FUNDS - 1_000, FUNDS + 910, FUNDS + 90));
	});
}

#[test]
fn sale_should_go_through_when_the_policy_fell_by_one_unit_each_time_somebody_wanted_to_buy() {
	build_and_execute(|| {
		assert_ok!(list(IP, 50));
		let before = seen(IP);
		for floor in (0..50).rev() {
			lower_policy(IP.collection, 10, floor);
			hypothetically!({
				assert_ok!(before.buy(IP));
			});
		}
	});
}

#[test]
fn buyer_should_get_nothing_else_when_the_owner_swapped_what_was_on_sale() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		assert_ok!(list(FREE_IP, 1_000));
		let (before, other) = (seen(IP), seen(FREE_IP));
		swap(IP);
		assert_noop!(before.buy(IP), Error::RevisionMismatch);
		// Nor with a new listing, nor by a second swap.
		assert_ok!(list(IP, 1_000));
		assert_noop!(before.buy(IP), Error::RevisionMismatch);
		swap(IP);
		assert_noop!(before.buy(IP), Error::RevisionMismatch);
		// The listing stands all the time; of another IP asset nothing changed; and who looks again may still want it.
		assert_eq!(Market::listing(IP).unwrap().obstacle, None);
		assert_ok!(other.buy(FREE_IP));
		assert_ok!(buy(IP, 1_000));
	});
}

#[test]
fn buyer_should_get_nothing_else_when_a_revision_is_named_that_is_yet_to_come() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		let mut ahead = seen(IP);
		ahead.revision += 1;
		assert_noop!(ahead.buy(IP), Error::RevisionMismatch);
		ahead.revision = u32::MAX;
		assert_noop!(ahead.buy(IP), Error::RevisionMismatch);
	});
}

#[test]
fn sale_should_be_refused_when_any_part_of_the_income_got_worse() {
	build_and_execute(|| {
		set_middle();
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		for (part, worsen) in worsening() {
			hypothetically!({
				worsen();
				let worse = || {
					assert_noop!(before.buy(IP), Error::IncomeWorse);
				};
				worse();
				// Not with a new listing either; but the listing stands, for whoever looks again.
				assert_ok!(list(IP, 1_000));
				worse();
				assert_eq!(Market::listing(IP).unwrap().obstacle, None, "{part}");
				assert_ok!(buy(IP, 1_000));
			});
		}
	});
}

#[test]
fn sale_should_be_refused_when_one_part_got_worse_and_all_others_better() {
	build_and_execute(|| {
		set_middle();
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		Ips::set_owner_share(IP, Perbill::one());
		Licenses::set_floor(IP, floor(0, 11));
		assert_noop!(before.buy(IP), Error::IncomeWorse);
	});
}

#[test]
fn sale_should_go_through_when_the_income_got_better() {
	build_and_execute(|| {
		set_middle();
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		for (part, improve) in improving() {
			hypothetically!({
				improve();
				assert_eq!(before.buy(IP), Ok(()), "{part}");
			});
		}
	});
}

#[test]
fn sale_should_go_through_when_the_creator_hands_the_authority_on_each_time_somebody_wants_to_buy() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		for to in [Some(OWNER), Some(OTHER), Some(BUYER), None] {
			hand_over(CREATOR, to);
			hypothetically!({
				assert_ok!(before.buy(IP));
			});
			hand_over(to.unwrap_or(OWNER), Some(CREATOR));
		}
	});
}

#[test]
fn sale_should_be_refused_when_the_seller_took_the_authority_and_listed_again() {
	build_and_execute(|| {
		hand_over(CREATOR, None);
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		for to in [OWNER, OTHER, BUYER] {
			hand_over(OWNER, Some(to));
			assert_ok!(list(IP, 1_000));
			assert_noop!(before.buy(IP), Error::IncomeWorse);
			hand_over(to, None);
		}
		assert_ok!(before.buy(IP));
		assert_ok!(Royalties::set_authority(BUYER, IP, Some(BUYER)));
	});
}

#[test]
fn sale_should_be_refused_when_the_buyer_names_an_income_that_never_was() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		Royalties::derive(IP, FREE_IP, Perbill::from_percent(1)).unwrap();
		for income in [
			first_income(),
			Income { stack: Perbill::from_percent(1), owner_share: Perbill::from_parts(1), ..first_income() },
			Income { stack: Perbill::from_percent(1), authority: None, ..first_income() },
		] {
			assert_noop!(Seen { revision: 0, income }.buy(IP), Error::IncomeWorse);
		}
	});
}

#[test]
fn non_commercial_work_should_not_be_sold_when_it_was_listed_before() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		Licenses::set_commercial(IP, false);
		assert_noop!(before.buy(IP), Error::NonCommercial);
		// Neither by somebody who says that it does not matter.
		assert!(!seen(IP).income.commercial);
		assert_noop!(buy(IP, 1_000), Error::NonCommercial);
		Licenses::set_commercial(IP, true);
		assert_ok!(before.buy(IP));
	});
}

#[test]
fn non_commercial_work_should_change_hands_when_it_is_a_gift() {
	build_and_execute(|| {
		Licenses::set_commercial(IP, false);
		give(IP, BUYER);
		assert_eq!(Ips::owner(&IP), Some(BUYER));
	});
}

#[test]
fn sale_should_go_through_when_the_work_became_commercial() {
	build_and_execute(|| {
		Licenses::set_commercial(IP, false);
		let before = seen(IP);
		Licenses::set_commercial(IP, true);
		assert_ok!(list(IP, 1_000));
		assert_ok!(before.buy(IP));
	});
}

#[test]
fn sale_should_be_refused_when_there_is_no_listing() {
	build_and_execute(|| {
		assert_noop!(buy(IP, 1_000), Error::ListingNotFound);
		assert_noop!(buy(IpId::new(9, 9), 1_000), Error::ListingNotFound);
		assert_ok!(list(IP, 1_000));
		assert_ok!(buy(IP, 1_000));
		assert_noop!(buy_as(OTHER, IP, 1_000), Error::ListingNotFound);
	});
}

#[test]
fn sale_should_change_nothing_when_the_buyer_cannot_pay() {
	build_and_execute(|| {
		// The royalty alone is too much.
		assert_ok!(list(IP, 5_900 * UNIT));
		assert_noop!(buy(IP, Balance::MAX), TokenError::FundsUnavailable);
		assert_noop!(buy_as(DEAD, IP, Balance::MAX), TokenError::FundsUnavailable);
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
			assert_noop!(buy_as(wrapper, ip, 1_000), refused);
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

#[test]
fn buyer_should_not_get_a_floor_that_binds_after_the_sale_when_a_rise_waits() {
	build_and_execute(|| {
		Licenses::set_floor(IP, floor(100, 5));
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		// One part up, the other down: each counts where it is highest.
		Licenses::set_coming_floor(IP, floor(50, 10));
		assert_noop!(before.buy(IP), Error::IncomeWorse);
		assert_eq!(seen(IP).income.floor, floor(100, 10));
		// Whoever saw it come has nothing against it, neither before nor after.
		let before = seen(IP);
		hypothetically!(assert_eq!(before.buy(IP), Ok(())));
		Licenses::set_floor(IP, floor(50, 10));
		assert_ok!(before.buy(IP));
	});
}

#[test]
fn buyer_should_not_get_an_authority_that_is_bound_when_the_seller_locked_the_score_of_another() {
	build_and_execute(|| {
		hand_over(CREATOR, None);
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		Royalties::set_locked_until(IP, Some(10));
		assert_noop!(before.buy(IP), Error::IncomeWorse);
		let before = seen(IP);
		Royalties::set_locked_until(IP, Some(11));
		assert_noop!(before.buy(IP), Error::IncomeWorse);
		Royalties::set_locked_until(IP, Some(10));
		assert_ok!(before.buy(IP));
	});
}

#[test]
fn sale_should_not_be_stopped_when_an_authority_that_is_not_sold_binds_itself() {
	build_and_execute(|| {
		assert_ok!(list(IP, 1_000));
		let before = seen(IP);
		Royalties::set_locked_until(IP, Some(10));
		hypothetically!(assert_eq!(before.buy(IP), Ok(())));
		// To get it with the lock is better than not to get it.
		hand_over(CREATOR, None);
		assert_ok!(before.buy(IP));
	});
}
