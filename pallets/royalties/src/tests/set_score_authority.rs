use crate::{mock::*, *};
use atelier_primitives::{ip::IpId, royalties::ScoreInspect};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn set(who: AccountId, ip: IpId, authority: Option<AccountId>) -> sp_runtime::DispatchResult {
	Royalties::set_score_authority(signed(who), ip, authority)
}

#[test]
fn authority_should_move_on_when_its_holder_hands_it_over() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(set(ALICE, ip, Some(BOB)));
		assert_eq!(last_event(), Event::ScoreAuthoritySet { ip, authority: Some(BOB) }.into());
		assert_noop!(set(ALICE, ip, None), Error::<Test>::NotAuthorized);
		assert_ok!(set(BOB, ip, Some(CAROL)));
		assert_noop!(set(BOB, ip, None), Error::<Test>::NotAuthorized);
		assert_ok!(set(CAROL, ip, None));
		assert_ok!(set(ALICE, ip, None));
	});
}

#[test]
fn authority_should_stay_when_the_ip_is_sold() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(set(ALICE, ip, Some(BOB)));
		Ips::sell(ip, CAROL);
		assert_noop!(set(CAROL, ip, None), Error::<Test>::NotAuthorized);
		assert_ok!(set(BOB, ip, None));
		assert_ok!(set(CAROL, ip, Some(CAROL)));
	});
}

#[test]
fn authority_should_stay_with_the_creator_when_nobody_was_named() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let told = || <Royalties as ScoreInspect<_>>::authority(&ip);
		assert_eq!((Royalties::pool(ip).unwrap().authority, told()), (Some(ALICE), Some(ALICE)));
		Ips::sell(ip, CAROL);
		assert_noop!(set(CAROL, ip, Some(CAROL)), Error::<Test>::NotAuthorized);
		pay(ip, 1_000);
		assert_noop!(set(CAROL, ip, None), Error::<Test>::NotAuthorized);
		assert_eq!(Pools::<Test>::get(ip).unwrap().authority, Some(ALICE));
		assert_eq!(told(), Some(ALICE));
		assert_ok!(set(ALICE, ip, None));
		assert_eq!(told(), None);
		assert_noop!(set(ALICE, ip, Some(ALICE)), Error::<Test>::NotAuthorized);
		assert_ok!(set(CAROL, ip, Some(DAVE)));
		assert_eq!(told(), Some(DAVE));
		assert_eq!(<Royalties as ScoreInspect<_>>::authority(&IpId::new(7, 7)), None);
	});
}

#[test]
fn authority_should_stay_with_the_creator_when_the_first_money_comes_from_below() {
	build_and_execute(|| {
		let parent = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(parent, 10)]);
		for ip in [parent, child] {
			Ips::sell(ip, CAROL);
		}
		pay(child, 1_000);
		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert_eq!([parent, child].map(|ip| Pools::<Test>::get(ip).unwrap().authority), [Some(ALICE), Some(BOB)]);
	});
}

#[test]
fn authority_should_work_when_there_is_no_pool_yet() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(set(ALICE, ip, None));
		// The creator is still the only member, and the first payment the first.
		pay(ip, 1_000);
		assert_eq!(Royalties::claimable(ip, ALICE), 990);
		assert_eq!(Pools::<Test>::get(ip).unwrap().authority, None);
	});
}

#[test]
fn proposal_should_end_when_the_authority_changes() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(Royalties::propose_scores(signed(ALICE), ip, changes(&[(BOB, 1)])));
		assert_ok!(set(ALICE, ip, Some(ALICE)));
		assert_eq!((Proposals::<Test>::get(ip), balance(ALICE)), (None, RICH));
	});
}

#[test]
fn authority_should_be_refused_when_the_caller_has_none() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(set(BOB, ip, Some(BOB)), Error::<Test>::NotAuthorized);
		give_to_owner(ip);
		assert_noop!(set(BOB, ip, Some(BOB)), Error::<Test>::NotAuthorized);
		assert_noop!(set(ALICE, IpId::new(7, 7), None), Error::<Test>::NotFound);
		assert_noop!(Royalties::set_score_authority(RuntimeOrigin::root(), ip, None), DispatchError::BadOrigin);
	});
}
