//! The founding members: the creator and, with the owner's share, the IP account.

use crate::{mock::*, types::FOUNDER_SCORE, *};
use atelier_math::Perbill;
use atelier_primitives::{
	ip::{IpId, IpInspect, OnIpBurned},
	royalties::{PoolInspect, ScoreInspect},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn income_should_be_shared_with_the_ip_account_when_a_share_was_named() {
	build_and_execute(|| {
		ProtocolFee::set(Default::default());
		let ip = mint_shared(0, ALICE, 25);
		let account = Ips::account(&ip);
		let members = [(ALICE, 3 * FOUNDER_SCORE / 4), (account, FOUNDER_SCORE / 4)];
		assert_eq!(members.map(|(who, _)| Royalties::score(&ip, &who)), members.map(|(_, score)| score));
		let pool = Royalties::pool(ip).unwrap();
		assert_eq!((pool.members, pool.owner_share), (2, Perbill::from_percent(25)));
		// As cheap as any other first payment: one record.
		pay(ip, 1_000);
		assert_eq!((Pools::<Test>::iter().count(), Members::<Test>::iter().count()), (1, 0));
		assert_eq!([ALICE, account].map(|who| Royalties::claimable(ip, who)), [750, 250]);
		let quote = Royalties::quote_payment(ip, 100).unwrap();
		let mut quoted = quote.members;
		quoted.sort();
		assert_eq!(quoted, [(ALICE, 75), (account, 25)]);
	});
}

#[test]
fn ip_account_should_be_paid_when_anybody_claims_for_it() {
	for creator_first in [false, true] {
		build_and_execute(|| {
			ProtocolFee::set(Default::default());
			let ip = mint_shared(0, ALICE, 25);
			let account = Ips::account(&ip);
			pay(ip, 1_001);
			let claim = |who| Royalties::claim_for(signed(PAYER), ip, who);
			if creator_first {
				assert_ok!(claim(ALICE));
			}
			assert_ok!(claim(account));
			// Both have records now, whoever claimed first.
			assert_eq!(Members::<Test>::iter_prefix(ip).count(), 2);
			assert_noop!(claim(account), Error::<Test>::NothingToClaim);
			if !creator_first {
				assert_ok!(claim(ALICE));
			}
			assert_eq!((balance(ALICE), balance(account)), (RICH + 750, 250));
			// And by the account itself.
			pay(ip, 3);
			assert_ok!(Royalties::claim(signed(account), ip));
			assert_eq!(balance(account), 251);
		});
	}
}

#[test]
fn owners_share_should_go_with_the_ip_when_it_is_sold() {
	build_and_execute(|| {
		let ip = mint_shared(0, ALICE, 50);
		Ips::sell(ip, BOB);
		pay(ip, 1_000);
		assert_eq!(Royalties::claimable(ip, Ips::account(&ip)), 495);
		assert_eq!(<Royalties as PoolInspect<_>>::owner_share(&ip), Perbill::from_percent(50));
	});
}

#[test]
fn share_should_round_down_when_it_is_odd() {
	build_and_execute(|| {
		let share = |parts| {
			let ip = Ips::mint(0, ALICE);
			Ips::set_owner_share(ip, Perbill::from_parts(parts));
			let pool = Royalties::pool(ip).unwrap();
			(pool.members, [ALICE, Ips::account(&ip)].map(|who| Royalties::score(&ip, &who)))
		};
		assert_eq!(share(0), (1, [FOUNDER_SCORE, 0]));
		// Less than one of the scores there are.
		assert_eq!(share(900), (1, [FOUNDER_SCORE, 0]));
		assert_eq!(share(1_000), (2, [FOUNDER_SCORE - 1, 1]));
		assert_eq!(share(100_000_000), (2, [FOUNDER_SCORE - 104_857, 104_857]));
		assert_eq!(share(1_000_000_000), (1, [0, FOUNDER_SCORE]));
	});
}

#[test]
fn pool_should_work_when_all_of_it_goes_with_the_ip() {
	build_and_execute(|| {
		let ip = mint_shared(0, ALICE, 100);
		let account = Ips::account(&ip);
		pay(ip, 1_000);
		assert_eq!([ALICE, account].map(|who| Royalties::claimable(ip, who)), [0, 990]);
		assert_noop!(Royalties::claim(signed(ALICE), ip), Error::<Test>::NothingToClaim);
		assert_ok!(Royalties::claim_for(signed(ALICE), ip, account));
		assert_ok!(Royalties::on_ip_burned(&ip));
		Ips::burn(ip);
	});
}

#[test]
fn ancestor_should_share_with_its_owner_when_it_is_credited_first() {
	build_and_execute(|| {
		let parent = mint_shared(0, ALICE, 50);
		let child = derive(1, BOB, &[(parent, 10)]);
		pay(child, 10_000);
		assert_ok!(settle(child, 64));
		assert_eq!([ALICE, Ips::account(&parent)].map(|who| Royalties::claimable(parent, who)), [495, 495]);
	});
}

#[test]
fn founders_should_be_listed_in_the_order_of_storage_when_they_have_no_records() {
	build_and_execute(|| {
		let ip = mint_shared(0, ALICE, 50);
		let pages = || {
			let first = Royalties::scores(ip, None, 1);
			let second = Royalties::scores(ip, first.next, 10);
			assert_eq!(second.next, None);
			[first.items, second.items].concat()
		};
		let before = pages();
		assert_eq!(before.len(), 2);
		pay(ip, 1_000);
		assert_ok!(Royalties::claim(signed(ALICE), ip));
		assert_eq!(pages(), before);
	});
}

#[test]
fn burning_should_work_when_both_founders_are_owed_nothing() {
	for is_recorded in [false, true] {
		build_and_execute(|| {
			let ip = mint_shared(0, ALICE, 30);
			let account = Ips::account(&ip);
			if is_recorded {
				pay(ip, 1_000);
				assert_noop!(Royalties::on_ip_burned(&ip), Error::<Test>::PoolNotEmpty);
				assert_ok!(Royalties::claim(signed(ALICE), ip));
				assert_noop!(Royalties::on_ip_burned(&ip), Error::<Test>::PoolNotEmpty);
				assert_ok!(Royalties::claim_for(signed(ALICE), ip, account));
			}
			assert_ok!(Royalties::on_ip_burned(&ip));
			let mut told = Follower::told();
			told.sort();
			assert_eq!(told, [(ip, ALICE, 0), (ip, account, 0)]);
			assert_eq!((Pools::<Test>::get(ip), Members::<Test>::iter().count()), (None, 0));
			if is_recorded {
				// The fee, and the unit that the fractions of the two add up to.
				let left = 1_000 - (balance(ALICE) - RICH) - balance(account);
				assert_eq!(balance(TREASURY), left);
			}
			Ips::burn(ip);
		});
	}
}

#[test]
fn burning_should_be_refused_when_the_ip_account_is_owed_too_little_to_exist() {
	build_and_execute(|| {
		ProtocolFee::set(Default::default());
		let ip = mint_shared(0, ALICE, 50);
		let account = Ips::account(&ip);
		pay(ip, 2);
		assert_ok!(Royalties::claim(signed(ALICE), ip));
		assert_noop!(Royalties::claim_for(signed(ALICE), ip, account), TokenError::BelowMinimum);
		assert_noop!(Royalties::on_ip_burned(&ip), Error::<Test>::PoolNotEmpty);
		// The owner can open the account.
		assert_ok!(Balances::transfer_allow_death(signed(ALICE), account, ED));
		assert_ok!(Royalties::claim_for(signed(ALICE), ip, account));
		assert_ok!(Royalties::on_ip_burned(&ip));
		Ips::burn(ip);
	});
}

#[test]
fn burning_should_be_refused_when_one_of_two_members_is_not_the_owner() {
	build_and_execute(|| {
		let ip = mint_shared(0, ALICE, 30);
		set_scores(ip, &[(ALICE, 0), (BOB, 1)]);
		assert_eq!(Pools::<Test>::get(ip).unwrap().members, 2);
		assert_noop!(Royalties::on_ip_burned(&ip), Error::<Test>::OthersHaveScores);
		Ips::sell(ip, BOB);
		assert_ok!(Royalties::on_ip_burned(&ip));
		Ips::burn(ip);
	});
}

#[test]
fn pool_should_stay_undivided_when_it_is_paid_and_claimed() {
	build_and_execute(|| {
		let ip = mint_shared(0, ALICE, 30);
		let undivided = || Royalties::is_undivided(&ip);
		assert!(undivided());
		pay(ip, 1_000);
		// A stranger cannot keep a work from being linked.
		assert_ok!(Royalties::claim_for(signed(PAYER), ip, ALICE));
		assert_ok!(Royalties::claim_for(signed(PAYER), ip, Ips::account(&ip)));
		assert!(undivided());
		set_scores(ip, &[(ALICE, 9), (Ips::account(&ip), 1), (BOB, 0)]);
		assert!(undivided());
		Ips::sell(ip, CAROL);
		assert!(undivided());
	});
}

#[test]
fn pool_should_stay_divided_when_everybody_else_has_left() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(Royalties::propose_scores(signed(ALICE), ip, changes(&[(BOB, 1)])));
		assert!(Royalties::has_pending_scores(&ip) && Royalties::is_undivided(&ip));
		wait();
		assert_ok!(apply(ip));
		assert!(!Royalties::has_pending_scores(&ip) && !Royalties::is_undivided(&ip));
		set_scores(ip, &[(BOB, 0)]);
		assert!(!Royalties::is_undivided(&ip) && Royalties::pool(ip).unwrap().divided);
	});
}

#[test]
fn pool_should_be_divided_when_the_buyer_is_given_a_score() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		Ips::sell(ip, BOB);
		set_scores(ip, &[(BOB, 1)]);
		assert!(!Royalties::is_undivided(&ip));
	});
}

#[test]
fn members_should_be_those_with_a_score_when_they_are_asked_for() {
	build_and_execute(|| {
		let ip = mint_shared(0, ALICE, 30);
		let members = |limit| <Royalties as PoolInspect<_>>::members(&ip, limit);
		let account = Ips::account(&ip);
		assert_eq!((members(2), members(1)), (Some(vec![ALICE, account]), None));
		set_scores(ip, &[(DAVE, 1), (BOB, 1)]);
		assert_eq!((members(4), members(3)), (Some(vec![ALICE, BOB, DAVE, account]), None));
		pay(ip, 10_000_000_000);
		set_scores(ip, &[(DAVE, 0), (account, 0)]);
		assert_eq!(Pools::<Test>::get(ip).unwrap().members, 4);
		assert_eq!(members(16), Some(vec![ALICE, BOB]));
		assert_eq!(<Royalties as PoolInspect<_>>::owner_share(&ip), Perbill::zero());
	});
}

#[test]
fn nothing_should_be_told_when_there_is_no_such_ip() {
	build_and_execute(|| {
		let ip = IpId::new(7, 7);
		assert!(!Royalties::is_undivided(&ip) && !Royalties::has_pending_scores(&ip));
		assert_eq!(<Royalties as PoolInspect<_>>::members(&ip, 16), None);
		assert_eq!(<Royalties as PoolInspect<_>>::owner_share(&ip), Perbill::zero());
		// Money that waits for an IP asset that is gone.
		let gone = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(gone, 10)]);
		Ips::burn(gone);
		pay(child, 10_000);
		assert_ok!(settle(child, 64));
		assert!(!Royalties::is_undivided(&gone));
		assert_eq!(<Royalties as PoolInspect<_>>::members(&gone, 16), None);
		assert_eq!(<Royalties as PoolInspect<_>>::owner_share(&gone), Perbill::zero());
	});
}
