use super::*;
use crate::{types::Offer, Offers};
use atelier_primitives::Deposit;
use frame_support::hypothetically;
use sp_runtime::TokenError;

#[test]
fn offer_should_hold_price_and_deposit_when_made() {
	build_and_execute(|| {
		swap(IP);
		swap(IP);
		assert_ok!(offer_as(BUYER, IP, 1_000, Some(9)));
		let deposit = Deposit { who: BUYER, amount: Market::offer_deposit() };
		let offer = Offer { price: 1_000, expires: Some(9), revision: 2, income: first_income(), deposit };
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
fn offer_should_keep_what_its_maker_named_when_replaced() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		swap(IP);
		gut();
		assert_ok!(offer(IP, 1_000));
		let offer = Offers::<Test>::get(IP, BUYER).unwrap();
		assert_eq!((offer.revision, offer.income.stack), (1, Perbill::one()));
	});
}

#[test]
fn offer_should_be_refused_when_the_owner_swapped_it_before() {
	build_and_execute(|| {
		let before = seen(IP);
		swap(IP);
		assert_noop!(before.offer(IP, 1_000), Error::RevisionMismatch);
		// Not with a new listing either; and an offer that was made in time stays as it was.
		assert_ok!(list(IP, 1_000));
		assert_ok!(offer(IP, 500));
		assert_noop!(before.offer(IP, 1_000), Error::RevisionMismatch);
		assert_noop!(Seen { revision: 2, ..before }.offer(IP, 1_000), Error::RevisionMismatch);
	});
}

#[test]
fn offer_should_be_refused_when_any_part_of_the_income_got_worse_before() {
	build_and_execute(|| {
		set_middle();
		let before = seen(IP);
		for (_, worsen) in worsening() {
			hypothetically!({
				worsen();
				assert_noop!(before.offer(IP, 1_000), Error::IncomeWorse);
				assert_ok!(list(IP, 1_000));
				assert_noop!(before.offer(IP, 1_000), Error::IncomeWorse);
			});
		}
	});
}

#[test]
fn offer_should_be_made_when_the_income_got_better_before() {
	build_and_execute(|| {
		set_middle();
		let before = seen(IP);
		for (part, improve) in improving() {
			hypothetically!({
				improve();
				assert_eq!(before.offer(IP, 1_000), Ok(()), "{part}");
			});
		}
	});
}

#[test]
fn offer_should_be_made_when_the_creator_handed_the_authority_on_before() {
	build_and_execute(|| {
		let before = seen(IP);
		for to in [Some(OWNER), None] {
			hand_over(CREATOR, to);
			assert_ok!(before.offer(IP, 1_000));
			hand_over(OWNER, Some(CREATOR));
		}
	});
}

#[test]
fn non_commercial_work_should_not_be_offered_for_when_anybody_tries() {
	build_and_execute(|| {
		let before = seen(IP);
		Licenses::set_commercial(IP, false);
		assert_noop!(before.offer(IP, 1_000), Error::NonCommercial);
		// Neither by somebody who says that it does not matter.
		assert_noop!(offer(IP, 1_000), Error::NonCommercial);
	});
}

#[test]
fn offers_should_stand_side_by_side_when_made_by_several() {
	build_and_execute(|| {
		assert_ok!(offer(IP, 1_000));
		assert_ok!(offer_as(OTHER, IP, 2_000, None));
		assert_eq!((held(Reason::OfferedFunds, BUYER), held(Reason::OfferedFunds, OTHER)), (1_000, 2_000));
	});
}

#[test]
fn offer_should_be_refused_when_its_maker_is_the_owner() {
	build_and_execute(|| {
		assert_noop!(offer_as(OWNER, IP, 1_000, None), Error::SelfPurchase);
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
		assert_noop!(offer_as(BUYER, IP, 1_000, Some(5)), Error::Expired);
		assert_ok!(offer_as(BUYER, IP, 1_000, Some(6)));
	});
}

#[test]
fn offer_should_be_refused_when_the_money_is_not_there() {
	build_and_execute(|| {
		for price in [FUNDS, FUNDS - Market::offer_deposit() + 1, Balance::MAX] {
			assert_noop!(offer(IP, price), TokenError::FundsUnavailable);
		}
		assert_noop!(offer_as(DEAD, IP, 1_000, None), TokenError::FundsUnavailable);
		assert_ok!(offer(IP, 1_000));
		assert_noop!(offer(IP, FUNDS), TokenError::FundsUnavailable);
		assert_eq!(held(Reason::OfferedFunds, BUYER), 1_000);
	});
}
