//! What other pallets are told of a pool, and of what waits in it.

use crate::{mock::*, *};
use atelier_primitives::{
	ip::{IpId, IpInspect},
	royalties::PoolInspect,
};
use frame_support::{assert_ok, hypothetically};
use sp_runtime::Perbill;

fn owner_share(ip: IpId) -> Perbill {
	<Royalties as PoolInspect<_>>::owner_share(&ip)
}

fn bound_until(ip: IpId) -> Option<u32> {
	<Royalties as PoolInspect<_>>::locked_until(&ip)
}

fn percent(percent: u32) -> Perbill {
	Perbill::from_percent(percent)
}

/// Half of the income goes with it. With records of the founding members, or without.
fn halves(is_recorded: bool) -> IpId {
	let ip = mint_shared(0, ALICE, 50);
	if is_recorded {
		set_scores(ip, &[(ALICE, 100), (Ips::account(&ip), 100)]);
	}
	ip
}

fn propose(ip: IpId, list: &[(AccountId, u64)]) {
	assert_ok!(Royalties::propose_scores(signed(authority(ip)), ip, changes(list)));
}

#[test]
fn owner_share_should_not_fall_after_the_sale_when_a_proposal_of_scores_waits() {
	for is_recorded in [false, true] {
		build_and_execute(|| {
			let ip = halves(is_recorded);
			let (account, half) = (Ips::account(&ip), Royalties::pool(ip).unwrap().total_score as u64 / 2);
			for lower in [vec![(account, 0)], vec![(BOB, 2 * half)], vec![(ALICE, half + 1), (CAROL, half / 2)]] {
				hypothetically!({
					propose(ip, &lower);
					let told = owner_share(ip);
					assert!(told < percent(50), "{lower:?}");
					Ips::sell(ip, BOB);
					assert_eq!(owner_share(ip), told);
					wait();
					assert_ok!(apply(ip));
					assert_eq!(owner_share(ip), told);
				});
			}
		});
	}
}

#[test]
fn owner_share_should_be_the_present_one_when_the_proposal_would_raise_it() {
	build_and_execute(|| {
		let ip = halves(true);
		propose(ip, &[(ALICE, 50), (Ips::account(&ip), 150)]);
		assert_eq!(owner_share(ip), percent(50));
		wait();
		assert_ok!(apply(ip));
		assert_eq!(owner_share(ip), percent(75));
	});
}

#[test]
fn owner_share_should_be_the_present_one_when_the_proposal_is_dead() {
	build_and_execute(|| {
		let ip = halves(true);
		propose(ip, &[(Ips::account(&ip), 0)]);
		assert_eq!(owner_share(ip), Perbill::zero());
		hypothetically!({
			assert_ok!(Royalties::cancel_scores(signed(ALICE), ip));
			assert_eq!(owner_share(ip), percent(50));
		});
		// Expired, or no proposal that anybody could apply.
		hypothetically!({
			run_for(ScoreDelay::get() + u64::from(types::MIN_LIFETIME));
			assert_eq!(owner_share(ip), percent(50));
		});
		assert_ok!(Royalties::cancel_scores(signed(ALICE), ip));
		propose(ip, &[(ALICE, 0), (Ips::account(&ip), 0)]);
		assert_eq!(owner_share(ip), percent(50));
		assert_ok!(Royalties::cancel_scores(signed(ALICE), ip));
		// Void with the sale, where it was the seller's.
		give_to_owner(ip);
		propose(ip, &[(Ips::account(&ip), 0)]);
		assert_eq!(owner_share(ip), Perbill::zero());
		Ips::sell(ip, BOB);
		assert_eq!(owner_share(ip), percent(50));
	});
}

#[test]
fn sale_should_not_be_stopped_when_the_proposal_goes_against_the_lock_of_the_ip_account() {
	build_and_execute(|| {
		let ip = halves(true);
		let account = Ips::account(&ip);
		lock(ip, account, 100);
		for list in [vec![(account, 0)], vec![(BOB, 1)], vec![(account, 99), (ALICE, 101)]] {
			hypothetically!({
				propose(ip, &list);
				assert_eq!(owner_share(ip), percent(50), "{list:?}");
			});
		}
		// A lock that ends before the proposal does guards nothing.
		run_for(90);
		propose(ip, &[(account, 0)]);
		assert_eq!(owner_share(ip), Perbill::zero());
	});
}

#[test]
fn owner_share_should_not_fall_after_the_sale_when_a_member_can_give_a_lock_up() {
	build_and_execute(|| {
		let ip = halves(true);
		set_scores(ip, &[(BOB, 100)]);
		lock(ip, BOB, 100);
		propose(ip, &[(CAROL, 300)]);
		assert_eq!(owner_share(ip), Perbill::from_rational(100u32, 600));
		assert_ok!(Royalties::unlock_score(signed(BOB), ip, BOB));
		wait();
		assert_ok!(apply(ip));
	});
}

#[test]
fn lock_should_not_be_hidden_when_a_score_of_somebody_else_is_locked() {
	build_and_execute(|| {
		let ip = halves(true);
		let until = |blocks| Some((System::block_number() + blocks) as u32);
		assert_eq!(bound_until(ip), None);
		// Good for whoever buys it.
		lock(ip, Ips::account(&ip), 50);
		assert_eq!(bound_until(ip), None);
		let (short, long) = (until(20), until(50));
		lock(ip, ALICE, 20);
		assert_eq!(bound_until(ip), long, "that of the cap, which both hold up");
		hypothetically!({
			assert_ok!(Royalties::unlock_score(signed(ALICE), ip, ALICE));
			assert_eq!(bound_until(ip), None);
		});
		assert!(short < long);
		run_for(50);
		assert_eq!(bound_until(ip), None);
	});
}
