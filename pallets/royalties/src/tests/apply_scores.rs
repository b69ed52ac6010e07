use crate::{mock::*, types::MAX_MEMBERS, *};
use atelier_primitives::{
	ip::{IpId, IpInspect},
	royalties::ScoreInspect,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn propose(ip: IpId, list: &[(AccountId, u64)]) {
	assert_ok!(Royalties::propose_scores(signed(ALICE), ip, changes(list)));
}

#[test]
fn scores_should_hold_from_then_on_when_they_are_applied() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		propose(ip, &[(ALICE, 1), (BOB, 2), (CAROL, 0)]);
		wait();
		let weighed = Royalties::apply_scores(signed(PAYER), ip).unwrap().actual_weight;
		assert_eq!(weighed, Some(weight(101_003)));
		assert_eq!(last_event(), Event::ScoresApplied { ip, total_score: 3, members: 2 }.into());
		assert_eq!([ALICE, BOB, CAROL].map(|who| Royalties::score(&ip, &who)), [1, 2, 0]);
		assert_eq!(Royalties::total_score(&ip), 3);
		// One of the two deposits went back: the creator's place is paid for.
		assert_eq!(held(HoldReason::Proposal, ALICE), 0);
		assert_eq!(held(HoldReason::Member, ALICE), Royalties::member_deposit());
		assert_eq!(balance(ALICE), RICH - Royalties::member_deposit());
	});
}

#[test]
fn scores_should_not_act_on_earlier_money_when_they_change() {
	build_and_execute(|| {
		ProtocolFee::set(Default::default());
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 1)]);
		pay(ip, 100);
		set_scores(ip, &[(ALICE, 1), (BOB, 3)]);
		assert_eq!([ALICE, BOB].map(|who| Royalties::claimable(ip, who)), [100, 0]);
		pay(ip, 100);
		set_scores(ip, &[(ALICE, 7), (BOB, 1)]);
		assert_eq!([ALICE, BOB].map(|who| Royalties::claimable(ip, who)), [125, 75]);
		pay(ip, 100);
		set_scores(ip, &[(BOB, 0)]);
		assert_eq!([ALICE, BOB].map(|who| Royalties::claimable(ip, who)), [212, 87]);
	});
}

#[test]
fn member_should_leave_at_once_when_it_is_owed_no_whole_unit() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(BOB, 1)]);
		pay(ip, 1_000);
		set_scores(ip, &[(BOB, 0)]);
		assert!(!Members::<Test>::contains_key(ip, BOB));
		assert_eq!(balance(ALICE), RICH);
		// Its fraction went back into the pool.
		assert!(!Pools::<Test>::get(ip).unwrap().index.remainder().is_zero());
	});
}

#[test]
fn deposit_should_go_back_to_who_paid_it_when_somebody_else_removes_the_member() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(CAROL, 1)]);
		give_to_owner(ip);
		Ips::sell(ip, BOB);
		set_scores(ip, &[(CAROL, 2), (DAVE, 1)]);
		assert_eq!([ALICE, BOB].map(|who| held(HoldReason::Member, who)), [Royalties::member_deposit(); 2]);
		set_scores(ip, &[(CAROL, 0)]);
		assert_eq!([ALICE, BOB].map(|who| held(HoldReason::Member, who)), [0, Royalties::member_deposit()]);
		assert_eq!(balance(ALICE), RICH);
	});
}

#[test]
fn application_should_work_when_the_proposer_has_nothing_left_but_the_deposit() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let list: Vec<_> = (100..164).map(|who| (who, 1)).collect();
		propose(ip, &list);
		assert_ok!(Balances::transfer_allow_death(signed(ALICE), BOB, balance(ALICE) - ED));
		wait();
		assert_ok!(apply(ip));
		assert_eq!(held(HoldReason::Member, ALICE), 64 * Royalties::member_deposit());
	});
}

#[test]
fn application_should_be_refused_when_it_is_too_early() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(apply(ip), Error::<Test>::NotFound);
		propose(ip, &[(BOB, 1)]);
		System::set_block_number(5);
		assert_noop!(apply(ip), Error::<Test>::TooEarly);
		assert_noop!(Royalties::apply_scores(RuntimeOrigin::root(), ip), DispatchError::BadOrigin);
		System::set_block_number(6);
		assert_ok!(apply(ip));
		assert_noop!(apply(ip), Error::<Test>::NotFound);
	});
}

#[test]
fn application_should_work_when_the_ip_was_sold_and_the_creator_has_the_authority() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		propose(ip, &[(BOB, 1)]);
		Ips::sell(ip, CAROL);
		wait();
		assert_ok!(apply(ip));
	});
}

#[test]
fn application_should_be_refused_when_the_ip_was_sold_and_the_owner_has_the_authority() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		propose(ip, &[(BOB, 1)]);
		Ips::sell(ip, CAROL);
		wait();
		assert_noop!(apply(ip), Error::<Test>::ProposalVoid);
	});
}

#[test]
fn application_should_be_refused_when_the_ip_is_gone() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		propose(ip, &[(BOB, 1)]);
		wait();
		Ips::burn(ip);
		assert_noop!(apply(ip), Error::<Test>::ProposalVoid);
	});
}

#[test]
fn application_should_be_refused_when_the_ip_came_back_to_who_proposed() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		propose(ip, &[(BOB, 1)]);
		Ips::sell(ip, CAROL);
		Ips::sell(ip, ALICE);
		wait();
		assert_noop!(apply(ip), Error::<Test>::ProposalVoid);
		assert_ok!(Royalties::cancel_scores(signed(PAYER), ip));
		assert_eq!(balance(ALICE), RICH);
	});
}

#[test]
fn application_should_cost_what_it_looked_at_when_it_is_not_possible_now() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let charged = || {
			let error = Royalties::apply_scores(signed(PAYER), ip).unwrap_err();
			(error.error, error.post_info.actual_weight)
		};
		let cheap = |error: Error<Test>| (error.into(), Some(MockWeights::cancel_scores()));
		assert_eq!(charged(), cheap(Error::NotFound));
		propose(ip, &[(BOB, 1)]);
		assert_eq!(charged(), cheap(Error::TooEarly));
		System::set_block_number(26);
		assert_eq!(charged(), cheap(Error::Expired));
	});
}

#[test]
fn revision_should_rise_when_the_owner_decides_about_scores() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(BOB, 1)]);
		// The creator decided, not the owner: a sale does not depend on it.
		assert_eq!(Ips::revision(&ip), 0);
		give_to_owner(ip);
		assert_eq!(Ips::revision(&ip), 0);
		set_scores(ip, &[(BOB, 2)]);
		assert_eq!(Ips::revision(&ip), 1);
	});
}

#[test]
fn application_should_be_refused_when_it_is_too_late() {
	// From the block after the delay on, for one delay more, and for 20 blocks at least.
	for (delay, last) in [(5, 25), (30, 60)] {
		for (block, is_in_time) in [(last, true), (last + 1, false)] {
			build_and_execute(|| {
				ScoreDelay::set(delay);
				let ip = Ips::mint(0, ALICE);
				propose(ip, &[(BOB, 1)]);
				assert_eq!(Proposals::<Test>::get(ip).unwrap().expires_at, last + 1);
				System::set_block_number(block);
				if is_in_time {
					assert_ok!(apply(ip));
				} else {
					assert_noop!(apply(ip), Error::<Test>::Expired);
				}
			});
		}
	}
}

#[test]
fn application_should_be_refused_when_the_scores_are_too_high_together() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		propose(ip, &[(ALICE, u64::MAX), (BOB, 2)]);
		wait();
		assert_noop!(apply(ip), Error::<Test>::MaxTotalScoreExceeded);
		assert_ok!(Royalties::cancel_scores(signed(ALICE), ip));
		set_scores(ip, &[(ALICE, u64::MAX), (BOB, 1)]);
		assert_eq!(Royalties::total_score(&ip), 1 << 64);
		// So what rounding leaves of a payment is less than one unit.
		pay(ip, 1_000);
		assert!(Pools::<Test>::get(ip).unwrap().index.remainder() < atelier_math::index::SCALE);
	});
}

#[test]
fn application_should_work_when_the_ip_was_sold_and_the_authority_is_an_account() {
	build_and_execute(|| {
		let ip = Ips::mint(0, BOB);
		hand_over(ip, Some(ALICE));
		propose(ip, &[(DAVE, 1)]);
		Ips::sell(ip, CAROL);
		wait();
		assert_ok!(apply(ip));
	});
}

#[test]
fn application_should_be_refused_when_nobody_would_have_a_score() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		propose(ip, &[(ALICE, 0)]);
		wait();
		assert_noop!(apply(ip), Error::<Test>::ZeroTotalScore);
	});
}

#[test]
fn application_should_be_refused_when_there_would_be_too_many_members() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 1)]);
		let before = Pools::<Test>::get(ip).unwrap();
		propose(ip, &[(BOB, 1)]);
		wait();
		Pools::<Test>::insert(ip, Pool { members: MAX_MEMBERS, ..before.clone() });
		assert_noop!(apply(ip), Error::<Test>::MaxMembersExceeded);
		Pools::<Test>::insert(ip, Pool { members: MAX_MEMBERS - 1, ..before.clone() });
		assert_ok!(apply(ip));
		Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().members = 2);
	});
}

#[test]
fn follower_should_be_told_of_every_score_that_changes_when_scores_are_applied() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 7), (BOB, 2), (CAROL, 0)]);
		assert_eq!(Follower::told(), [(ip, ALICE, 7), (ip, BOB, 2)]);
		set_scores(ip, &[(ALICE, 7), (BOB, 0)]);
		assert_eq!(Follower::told(), [(ip, BOB, 0)]);
		let call = Call::<Test>::apply_scores { ip };
		let most = frame_support::dispatch::GetDispatchInfo::get_dispatch_info(&call).call_weight;
		assert_eq!(most, weight(1_064 + 6_400_000));
	});
}
