use crate::{mock::*, *};
use atelier_primitives::{
	ip::{IpId, IpInspect, OnIpBurned},
	royalties::{PoolInspect, ScoreInspect},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

/// Alice, who has the authority, and Bob share the income.
fn shared() -> IpId {
	let ip = Ips::mint(0, ALICE);
	set_scores(ip, &[(ALICE, 60), (BOB, 40)]);
	ip
}

fn lock_until(who: AccountId, ip: IpId, member: AccountId, until: u64) -> DispatchResult {
	Royalties::lock_score(signed(who), ip, member, until)
}

fn refused(ip: IpId, list: &[(AccountId, u64)], error: Error<Test>) {
	assert_ok!(Royalties::propose_scores(signed(authority(ip)), ip, changes(list)));
	wait();
	assert_noop!(apply(ip), error);
	assert_ok!(Royalties::cancel_scores(signed(authority(ip)), ip));
}

#[test]
fn score_should_be_locked_when_the_authority_says_so() {
	build_and_execute(|| {
		let ip = shared();
		let until = System::block_number() + 1_000;
		assert_ok!(lock_until(ALICE, ip, BOB, until));
		assert_eq!(last_event(), Event::ScoreLocked { ip, who: BOB, until, total_score: 100 }.into());
		assert_eq!(Royalties::locked_until(ip, BOB), Some(until));
		assert_eq!(Royalties::pool(ip).unwrap().cap, Some(Cap { total: 100, until, locks: 1 }));
	});
}

#[test]
fn locked_score_should_not_fall_when_the_authority_changes_its_mind() {
	build_and_execute(|| {
		let ip = shared();
		lock(ip, BOB, 500);
		refused(ip, &[(BOB, 39)], Error::ScoreLocked);
		refused(ip, &[(BOB, 0)], Error::ScoreLocked);
		// Others may give way to it.
		set_scores(ip, &[(ALICE, 50), (BOB, 50)]);
		refused(ip, &[(BOB, 49), (ALICE, 51)], Error::ScoreLocked);
	});
}

#[test]
fn locked_share_should_not_fall_when_others_are_given_more() {
	build_and_execute(|| {
		let ip = shared();
		lock(ip, BOB, 500);
		refused(ip, &[(ALICE, u64::MAX - 100)], Error::CapExceeded);
		refused(ip, &[(CAROL, 1)], Error::CapExceeded);
		// What was lowered can be given to others.
		set_scores(ip, &[(ALICE, 50)]);
		refused(ip, &[(CAROL, 11)], Error::CapExceeded);
		set_scores(ip, &[(CAROL, 10)]);
		pay(ip, 1_010);
		assert_eq!(Royalties::claimable(ip, BOB), 400);
	});
}

#[test]
fn cap_should_only_fall_when_another_score_is_locked() {
	build_and_execute(|| {
		let ip = shared();
		lock(ip, BOB, 500);
		set_scores(ip, &[(ALICE, 30)]);
		lock(ip, ALICE, 100);
		let cap = Pools::<Test>::get(ip).unwrap().cap.unwrap();
		// The later of the two ends.
		assert_eq!((cap.total, cap.until, cap.locks), (70, Royalties::locked_until(ip, BOB).unwrap(), 2));
		refused(ip, &[(CAROL, 1)], Error::CapExceeded);
		lock(ip, ALICE, 600);
		assert_eq!(Pools::<Test>::get(ip).unwrap().cap.unwrap().locks, 2);
	});
}

#[test]
fn scores_should_be_free_again_when_the_last_lock_has_expired() {
	build_and_execute(|| {
		let ip = shared();
		lock(ip, BOB, 20);
		refused(ip, &[(BOB, 1), (CAROL, 100)], Error::ScoreLocked);
		run_for(20);
		assert_eq!(Royalties::locked_until(ip, BOB), None);
		set_scores(ip, &[(BOB, 1), (CAROL, 100)]);
		// The lock went with the change.
		assert_eq!(Pools::<Test>::get(ip).unwrap().cap, None);
		assert_eq!(Members::<Test>::get(ip, BOB).unwrap().lock, None);
	});
}

#[test]
fn member_should_leave_when_its_lock_has_expired() {
	build_and_execute(|| {
		let ip = shared();
		lock(ip, BOB, 20);
		pay(ip, 1_010);
		run_for(20);
		set_scores(ip, &[(BOB, 0)]);
		assert_eq!(Royalties::claimable(ip, BOB), 400);
		assert_ok!(Royalties::claim(signed(BOB), ip));
		assert_eq!((Members::<Test>::get(ip, BOB), Pools::<Test>::get(ip).unwrap().cap), (None, None));
	});
}

#[test]
fn cap_should_stay_when_one_of_two_locks_has_expired() {
	build_and_execute(|| {
		let ip = shared();
		lock(ip, BOB, 20);
		lock(ip, ALICE, 500);
		run_for(20);
		set_scores(ip, &[(BOB, 1)]);
		refused(ip, &[(CAROL, 100)], Error::CapExceeded);
		refused(ip, &[(ALICE, 59)], Error::ScoreLocked);
	});
}

#[test]
fn owners_share_should_be_locked_when_the_founders_have_no_records_yet() {
	build_and_execute(|| {
		let ip = mint_shared(0, ALICE, 25);
		let account = Ips::account(&ip);
		lock(ip, account, 500);
		assert_eq!(Members::<Test>::iter_prefix(ip).count(), 2);
		// What was sold with the work cannot be taken back.
		Ips::sell(ip, BOB);
		refused(ip, &[(account, 0)], Error::ScoreLocked);
		refused(ip, &[(ALICE, 1 << 40)], Error::CapExceeded);
		assert!(Royalties::is_undivided(&ip));
		pay(ip, 1_000);
		assert_eq!([ALICE, account].map(|who| Royalties::claimable(ip, who)), [742, 247]);
	});
}

#[test]
fn lock_should_be_refused_when_a_proposal_waits() {
	build_and_execute(|| {
		let ip = shared();
		assert_ok!(Royalties::propose_scores(signed(ALICE), ip, changes(&[(CAROL, 1)])));
		assert_noop!(lock_until(ALICE, ip, BOB, 100), Error::<Test>::AlreadyExists);
		wait();
		assert_ok!(apply(ip));
		assert_ok!(lock_until(ALICE, ip, BOB, 100));
	});
}

#[test]
fn lock_should_be_refused_when_it_is_too_long_or_too_short() {
	build_and_execute(|| {
		let ip = shared();
		let now = System::block_number();
		assert_noop!(lock_until(ALICE, ip, BOB, now + 1_001), Error::<Test>::MaxLockExceeded);
		assert_noop!(lock_until(ALICE, ip, BOB, now), Error::<Test>::LockTooShort);
		assert_ok!(lock_until(ALICE, ip, BOB, now + 10));
		// The authority cannot shorten it.
		for until in [now + 1, now + 10] {
			assert_noop!(lock_until(ALICE, ip, BOB, until), Error::<Test>::LockTooShort);
		}
		assert_ok!(lock_until(ALICE, ip, BOB, now + 11));
	});
}

#[test]
fn lock_should_be_refused_when_the_caller_has_no_authority() {
	build_and_execute(|| {
		let ip = shared();
		for who in [BOB, Ips::account(&ip)] {
			assert_noop!(lock_until(who, ip, BOB, 100), Error::<Test>::NotAuthorized);
		}
		give_to_owner(ip);
		Ips::sell(ip, CAROL);
		for who in [ALICE, BOB, Ips::account(&ip)] {
			assert_noop!(lock_until(who, ip, BOB, 100), Error::<Test>::NotAuthorized);
		}
		assert_ok!(lock_until(CAROL, ip, BOB, 100));
		let call = Royalties::lock_score(RuntimeOrigin::root(), ip, BOB, 100);
		assert_eq!(call, Err(DispatchError::BadOrigin));
	});
}

#[test]
fn lock_should_be_refused_when_the_account_has_no_score() {
	build_and_execute(|| {
		let ip = shared();
		assert_noop!(lock_until(ALICE, IpId::new(7, 7), BOB, 100), Error::<Test>::NotFound);
		assert_noop!(lock_until(ALICE, ip, CAROL, 100), Error::<Test>::NotFound);
		pay(ip, 1_010);
		set_scores(ip, &[(BOB, 0)]);
		// Has left, and is owed something.
		assert_eq!((Royalties::score(&ip, &BOB), Royalties::claimable(ip, BOB)), (0, 400));
		assert_noop!(lock_until(ALICE, ip, BOB, 100), Error::<Test>::NotFound);
	});
}

#[test]
fn locked_share_should_not_end_when_the_owner_burns_the_work() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		set_scores(ip, &[(ALICE, 0), (BOB, 1)]);
		lock(ip, BOB, 20);
		// With a lock or without: the owner could otherwise end Bob's part with the work.
		assert_noop!(Royalties::on_ip_burned(&ip), Error::<Test>::OthersHaveScores);
		run_for(20);
		assert_noop!(Royalties::on_ip_burned(&ip), Error::<Test>::OthersHaveScores);
		// Own locks are nobody else's matter.
		lock(ip, BOB, 20);
		Ips::sell(ip, BOB);
		assert_ok!(Royalties::on_ip_burned(&ip));
		Ips::burn(ip);
	});
}

#[test]
fn revision_should_rise_when_the_owner_locks_a_score() {
	build_and_execute(|| {
		let ip = shared();
		lock(ip, BOB, 10);
		assert_eq!(Ips::revision(&ip), 0);
		give_to_owner(ip);
		lock(ip, BOB, 20);
		assert_eq!(Ips::revision(&ip), 1);
	});
}
