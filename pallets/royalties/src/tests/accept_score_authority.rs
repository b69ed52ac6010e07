use crate::{mock::*, *};
use atelier_primitives::{
	ip::{IpId, IpInspect},
	royalties::ScoreInspect,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

fn offer(who: AccountId, ip: IpId, authority: Option<AccountId>) -> DispatchResult {
	Royalties::offer_score_authority(signed(who), ip, authority)
}

fn accept(who: AccountId, ip: IpId) -> DispatchResult {
	Royalties::accept_score_authority(signed(who), ip)
}

#[test]
fn authority_should_move_on_when_the_offeree_accepts() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(offer(ALICE, ip, Some(BOB)));
		// A typo is not final: nothing has changed yet.
		assert_eq!(Royalties::pool(ip).unwrap().authority, Some(ALICE));
		assert_noop!(accept(CAROL, ip), Error::<Test>::NotAuthorized);
		assert_noop!(accept(ALICE, ip), Error::<Test>::NotAuthorized);
		assert_ok!(accept(BOB, ip));
		assert_eq!(last_event(), Event::ScoreAuthoritySet { ip, authority: Some(BOB) }.into());
		assert_eq!((balance(ALICE), AuthorityOffers::<Test>::get(ip)), (RICH, None));
		assert_noop!(accept(BOB, ip), Error::<Test>::NotFound);
		assert_noop!(offer(ALICE, ip, None), Error::<Test>::NotAuthorized);
		hand_over(ip, Some(CAROL));
		hand_over(ip, None);
		assert_eq!(authority(ip), ALICE);
	});
}

#[test]
fn authority_should_follow_the_ip_when_the_owner_accepts() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		Ips::sell(ip, BOB);
		assert_ok!(offer(ALICE, ip, None));
		assert_noop!(accept(ALICE, ip), Error::<Test>::NotAuthorized);
		assert_ok!(accept(BOB, ip));
		Ips::sell(ip, CAROL);
		assert_eq!(authority(ip), CAROL);
		assert_noop!(offer(BOB, ip, Some(BOB)), Error::<Test>::NotAuthorized);
		hand_over(ip, Some(CAROL));
		Ips::sell(ip, DAVE);
		assert_eq!(authority(ip), CAROL);
	});
}

#[test]
fn stranger_should_not_accept_when_the_ip_was_sold_since_the_offer() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		Ips::sell(ip, BOB);
		// Meant for Bob.
		assert_ok!(offer(ALICE, ip, None));
		Ips::sell(ip, CAROL);
		for who in [BOB, CAROL] {
			assert_noop!(accept(who, ip), Error::<Test>::OfferVoid);
		}
		// Nor if Bob has it back.
		Ips::sell(ip, BOB);
		assert_noop!(accept(BOB, ip), Error::<Test>::OfferVoid);
		assert_eq!(Pools::<Test>::get(ip), None);
	});
}

#[test]
fn buyer_should_keep_the_authority_when_the_seller_had_offered_it() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		// An accomplice waits until after the sale.
		assert_ok!(offer(ALICE, ip, Some(DAVE)));
		Ips::sell(ip, BOB);
		assert_noop!(accept(DAVE, ip), Error::<Test>::OfferVoid);
		Ips::sell(ip, ALICE);
		assert_noop!(accept(DAVE, ip), Error::<Test>::OfferVoid);
		assert_eq!(<Royalties as ScoreInspect<_>>::authority(&ip), None);
	});
}

#[test]
fn offer_should_hold_when_the_ip_is_sold_and_neither_side_is_its_owner() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(offer(ALICE, ip, Some(DAVE)));
		// The buyer cannot void it by giving the work away and back.
		Ips::sell(ip, BOB);
		Ips::sell(ip, CAROL);
		assert_ok!(accept(DAVE, ip));
		assert_eq!(authority(ip), DAVE);
	});
}

#[test]
fn authority_should_stay_with_the_creator_when_nobody_was_named() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let told = || <Royalties as ScoreInspect<_>>::authority(&ip);
		assert_eq!((Royalties::pool(ip).unwrap().authority, told()), (Some(ALICE), Some(ALICE)));
		Ips::sell(ip, CAROL);
		assert_noop!(offer(CAROL, ip, Some(CAROL)), Error::<Test>::NotAuthorized);
		pay(ip, 1_000);
		assert_noop!(offer(CAROL, ip, None), Error::<Test>::NotAuthorized);
		assert_eq!(Pools::<Test>::get(ip).unwrap().authority, Some(ALICE));
		assert_eq!(told(), Some(ALICE));
		give_to_owner(ip);
		assert_eq!(told(), None);
		assert_noop!(offer(ALICE, ip, Some(ALICE)), Error::<Test>::NotAuthorized);
		hand_over(ip, Some(DAVE));
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
		assert_ok!(settle(child, 64));
		assert_eq!([parent, child].map(|ip| Pools::<Test>::get(ip).unwrap().authority), [Some(ALICE), Some(BOB)]);
	});
}

#[test]
fn authority_should_work_when_there_is_no_pool_yet() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
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
		assert_ok!(offer(ALICE, ip, Some(BOB)));
		assert!(Proposals::<Test>::contains_key(ip));
		assert_ok!(accept(BOB, ip));
		assert_eq!((Proposals::<Test>::get(ip), balance(ALICE)), (None, RICH));
	});
}

#[test]
fn lock_should_bind_the_next_authority_when_it_accepts() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 60), (BOB, 40)]);
		lock(ip, BOB, 500);
		hand_over(ip, Some(CAROL));
		for list in [[(BOB, 39), (ALICE, 1)], [(BOB, 40), (CAROL, 1)]] {
			assert_ok!(Royalties::propose_scores(signed(CAROL), ip, changes(&list)));
			wait();
			let error = if list[0].1 == 39 { Error::<Test>::ScoreLocked } else { Error::<Test>::CapExceeded };
			assert_noop!(apply(ip), error);
			assert_ok!(Royalties::cancel_scores(signed(CAROL), ip));
		}
	});
}

#[test]
fn revision_should_rise_when_the_owner_gives_the_authority_away() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		// What got better for a buyer voids no sale, and what the creator does is not the owner's act.
		hand_over(ip, Some(BOB));
		hand_over(ip, None);
		assert_eq!(Ips::revision(&ip), 0);
		assert_ok!(offer(ALICE, ip, Some(CAROL)));
		assert_eq!(Ips::revision(&ip), 0);
		assert_ok!(accept(CAROL, ip));
		assert_eq!(Ips::revision(&ip), 1);
	});
}

#[test]
fn acceptance_should_be_refused_when_there_is_nothing_to_accept() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(accept(ALICE, ip), Error::<Test>::NotFound);
		assert_noop!(accept(ALICE, IpId::new(7, 7)), Error::<Test>::NotFound);
		assert_noop!(Royalties::accept_score_authority(RuntimeOrigin::root(), ip), DispatchError::BadOrigin);
	});
}
