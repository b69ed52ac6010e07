use crate::{mock::*, *};
use atelier_primitives::ip::{IpId, IpInspect};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

/// Alice has the authority, and Bob a locked score.
fn locked() -> IpId {
	let ip = Ips::mint(0, ALICE);
	set_scores(ip, &[(ALICE, 60), (BOB, 40)]);
	lock(ip, BOB, 20);
	ip
}

fn unlock(who: AccountId, ip: IpId, member: AccountId) -> DispatchResult {
	Royalties::unlock_score(signed(who), ip, member)
}

#[test]
fn scores_should_be_free_again_when_the_member_gives_its_lock_up() {
	build_and_execute(|| {
		let ip = locked();
		assert_ok!(unlock(BOB, ip, BOB));
		assert_eq!(last_event(), Event::ScoreUnlocked { ip, who: BOB }.into());
		assert_eq!(Royalties::pool(ip).unwrap().cap, None);
		set_scores(ip, &[(BOB, 1), (CAROL, 1_000)]);
	});
}

#[test]
fn lock_should_stay_when_anybody_else_asks() {
	build_and_execute(|| {
		let ip = locked();
		for who in [ALICE, CAROL, Ips::account(&ip)] {
			assert_noop!(unlock(who, ip, BOB), Error::<Test>::NotAuthorized);
		}
		assert_noop!(Royalties::unlock_score(RuntimeOrigin::root(), ip, BOB), DispatchError::BadOrigin);
	});
}

#[test]
fn cap_should_stay_when_another_member_keeps_its_lock() {
	build_and_execute(|| {
		let ip = locked();
		lock(ip, ALICE, 100);
		assert_ok!(unlock(BOB, ip, BOB));
		let cap = Pools::<Test>::get(ip).unwrap().cap.unwrap();
		assert_eq!((cap.total, cap.locks), (100, 1));
		assert_ok!(unlock(ALICE, ip, ALICE));
		assert_eq!(Pools::<Test>::get(ip).unwrap().cap, None);
	});
}

#[test]
fn lock_should_be_removable_by_anyone_when_it_has_expired() {
	build_and_execute(|| {
		let ip = locked();
		run_for(19);
		assert_noop!(unlock(CAROL, ip, BOB), Error::<Test>::NotAuthorized);
		run_for(1);
		assert_ok!(unlock(CAROL, ip, BOB));
		assert_eq!(Pools::<Test>::get(ip).unwrap().cap, None);
	});
}

#[test]
fn unlocking_should_be_refused_when_nothing_is_locked() {
	build_and_execute(|| {
		let ip = locked();
		assert_noop!(unlock(ALICE, ip, ALICE), Error::<Test>::NotFound);
		assert_noop!(unlock(CAROL, ip, CAROL), Error::<Test>::NotFound);
		assert_noop!(unlock(BOB, IpId::new(7, 7), BOB), Error::<Test>::NotFound);
	});
}
