use super::*;
use crate::{
	types::{PolicyFall, PolicyInfo},
	Policies,
};
use atelier_primitives::{
	chain::currency::UNIT,
	ip::{PolicyInspect, RoyaltyPolicy},
};
use frame_support::hypothetically;
use sp_runtime::TokenError;

const NEW: u32 = 7;

fn new_collection() {
	Ips::create_collection(NEW, CREATOR);
}

#[test]
fn policy_should_be_enforced_when_it_is_the_first_of_an_empty_collection() {
	build_and_execute(|| {
		new_collection();
		let before = balance(CREATOR);
		assert_ok!(set_policy(NEW, 50, 1_000 * UNIT));
		assert_eq!(<Market as PolicyInspect>::policy(NEW), policy(50, 1_000 * UNIT));
		assert_eq!(before - balance(CREATOR), Market::policy_deposit());
		let from = System::block_number();
		assert_eq!(market_events(), [Event::PolicySet { collection: NEW, policy: policy(50, 1_000 * UNIT), from }]);
	});
}

#[test]
fn policy_should_be_zero_when_none_was_set() {
	build_and_execute(|| {
		assert_eq!(<Market as PolicyInspect>::policy(FREE_IP.collection), RoyaltyPolicy::default());
		assert_eq!(<Market as PolicyInspect>::policy(u32::MAX), RoyaltyPolicy::default());
	});
}

#[test]
fn policy_should_fall_to_zero_when_lowered_step_by_step() {
	build_and_execute(|| {
		let before = balance(CREATOR);
		for (percent, floor) in [(10, 50), (10, 49), (9, 49), (0, 49), (0, 0), (0, 0)] {
			lower_policy(IP.collection, percent, floor);
			assert_eq!(Market::policy(IP.collection), PolicyInfo { now: policy(percent, floor), coming: None });
		}
		// It stays, and with it the deposit: a fresh start would let it rise.
		assert_eq!(balance(CREATOR), before);
		assert!(Policies::<Test>::contains_key(IP.collection));
	});
}

#[test]
fn royalty_of_members_should_stay_when_the_creator_lowers_the_policy_and_sells_at_once() {
	build_and_execute(|| {
		let from = System::block_number() + PolicyDelay::get();
		assert_ok!(set_policy(IP.collection, 0, 0));
		assert_eq!(market_events(), [Event::PolicySet { collection: IP.collection, policy: policy(0, 0), from }]);
		let coming = Some(PolicyFall { policy: policy(0, 0), from });
		assert_eq!(Market::policy(IP.collection), PolicyInfo { now: policy(10, 50), coming });
		assert_ok!(list(IP, 1_000));
		System::set_block_number(from - 1);
		assert_eq!(<Market as PolicyInspect>::policy(IP.collection), policy(10, 50));
		hypothetically!({
			assert_ok!(buy(IP, 1_000));
			assert_eq!((balance(POOL), balance(OWNER)), (FUNDS + 100, FUNDS + 900));
		});
		System::set_block_number(from);
		assert_eq!(Market::policy(IP.collection), PolicyInfo { now: policy(0, 0), coming: None });
		assert_ok!(buy(IP, 1_000));
		assert_eq!((balance(POOL), balance(OWNER)), (FUNDS, FUNDS + 1_000));
	});
}

#[test]
fn fall_should_wait_anew_when_another_supersedes_it() {
	build_and_execute(|| {
		assert_ok!(set_policy(IP.collection, 9, 50));
		System::set_block_number(System::block_number() + PolicyDelay::get() - 1);
		assert_ok!(set_policy(IP.collection, 0, 0));
		System::set_block_number(System::block_number() + PolicyDelay::get() - 1);
		assert_eq!(<Market as PolicyInspect>::policy(IP.collection), policy(10, 50));
		System::set_block_number(System::block_number() + 1);
		assert_eq!(<Market as PolicyInspect>::policy(IP.collection), policy(0, 0));
	});
}

#[test]
fn fall_should_never_count_when_the_creator_withdrew_it() {
	build_and_execute(|| {
		assert_ok!(set_policy(IP.collection, 0, 0));
		// Less of a fall is one, too, and so is none: of what is in force nothing rises.
		assert_ok!(set_policy(IP.collection, 9, 50));
		assert_ok!(set_policy(IP.collection, 10, 50));
		let info = PolicyInfo { now: policy(10, 50), coming: None };
		assert_eq!(Market::policy(IP.collection), info);
		System::set_block_number(System::block_number() + PolicyDelay::get());
		assert_eq!(Market::policy(IP.collection), info);
	});
}

#[test]
fn fall_should_stay_when_another_comes_after_it_counts() {
	build_and_execute(|| {
		lower_policy(IP.collection, 5, 20);
		assert_noop!(set_policy(IP.collection, 6, 20), Error::PolicyMayOnlyFall);
		assert_ok!(set_policy(IP.collection, 5, 10));
		assert_eq!(<Market as PolicyInspect>::policy(IP.collection), policy(5, 20));
		// Withdrawn, it is what it was: not what it was at first.
		assert_ok!(set_policy(IP.collection, 5, 20));
		assert_eq!(Market::policy(IP.collection), PolicyInfo { now: policy(5, 20), coming: None });
	});
}

#[test]
fn policy_should_be_refused_when_one_part_rises() {
	build_and_execute(|| {
		for (percent, floor) in [(11, 50), (10, 51), (11, 0), (0, 51), (11, 51)] {
			assert_noop!(set_policy(IP.collection, percent, floor), Error::PolicyMayOnlyFall);
		}
		lower_policy(IP.collection, 0, 0);
		assert_noop!(set_policy(IP.collection, 0, 1), Error::PolicyMayOnlyFall);
		assert_noop!(set_policy(IP.collection, 10, 50), Error::PolicyMayOnlyFall);
	});
}

#[test]
fn policy_should_be_refused_when_the_first_is_zero_in_one_part() {
	build_and_execute(|| {
		new_collection();
		for (percent, floor) in [(0, 0), (10, 0), (0, 50)] {
			assert_noop!(set_policy(NEW, percent, floor), Error::PolicyNotEnforced);
		}
	});
}

#[test]
fn policy_should_be_refused_when_it_is_above_the_maximum() {
	build_and_execute(|| {
		new_collection();
		let set = |rate, floor| Market::set_policy(signed(CREATOR), NEW, rate, floor);
		let above = Perbill::from_parts(MaxRoyaltyRate::get().deconstruct() + 1);
		assert_noop!(set(above, 50), Error::MaxRoyaltyRateExceeded);
		assert_noop!(set(Perbill::one(), 50), Error::MaxRoyaltyRateExceeded);
		assert_noop!(set(MaxRoyaltyRate::get(), MaxRoyaltyFloor::get() + 1), Error::MaxRoyaltyFloorExceeded);
		assert_noop!(set(MaxRoyaltyRate::get(), Balance::MAX), Error::MaxRoyaltyFloorExceeded);
		assert_ok!(set(MaxRoyaltyRate::get(), MaxRoyaltyFloor::get()));
	});
}

#[test]
fn policy_should_be_refused_when_the_first_comes_after_the_first_mint() {
	build_and_execute(|| {
		assert_noop!(set_policy(FREE_IP.collection, 10, 50), Error::CollectionNotEmpty);
		assert_ok!(Ips::burn_with_consent::<Market>(FREE_IP));
		assert_ok!(set_policy(FREE_IP.collection, 10, 50));
	});
}

#[test]
fn policy_should_be_refused_when_the_signer_is_not_the_creator() {
	build_and_execute(|| {
		for who in [OWNER, OTHER, DEAD] {
			let call = Market::set_policy(signed(who), IP.collection, Perbill::zero(), 0);
			assert_noop!(call, Error::NotCreator);
		}
		assert_noop!(set_policy(NEW, 10, 50), Error::CollectionNotFound);
	});
}

#[test]
fn policy_should_be_refused_when_the_deposit_cannot_be_paid() {
	build_and_execute(|| {
		Ips::create_collection(NEW, DEAD);
		let call = || Market::set_policy(signed(DEAD), NEW, Perbill::from_percent(1), 1);
		assert_noop!(call(), TokenError::FundsUnavailable);
	});
}
