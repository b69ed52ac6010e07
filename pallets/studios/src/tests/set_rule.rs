use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use sp_runtime::{DispatchError, Perbill};

fn set_rule(studio: u32, voting: VotingRule, max_members: u32) -> DispatchResultWithPostInfo {
	Studios::set_rule(signed(account(studio)), rule(voting), max_members)
}

#[test]
fn members_should_have_other_power_when_the_voting_rule_changes() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		assert_ok!(Studios::delegate(signed(CAROL), studio, BOB));
		assert_ok!(Studios::lock(signed(ALICE), studio, 5));
		assert_ok!(Studios::lock(signed(CAROL), studio, 7));
		assert_eq!(set_rule(studio, VotingRule::Tokens, 3).unwrap().actual_weight, Some(weight(1_003)));
		assert_eq!(electorate(studio), 12);
		let bob = member(studio, BOB);
		assert_eq!((bob.power, bob.received, bob.total_power()), (0, 7, 7));
		let event = Event::RuleSet { studio, rule: rule(VotingRule::Tokens), electorate: 12 };
		assert_eq!(last_event(), event.into());

		let voting = by_scores(studio, &[(ALICE, 100), (BOB, 10), (CAROL, 1)]);
		assert_ok!(set_rule(studio, voting, 3));
		assert_eq!((electorate(studio), member(studio, BOB).total_power()), (111, 11));
		assert_ok!(set_rule(studio, VotingRule::Members, 3));
		assert_eq!((electorate(studio), member(studio, BOB).total_power()), (3, 2));
		assert_eq!(FollowerOf::<Test>::iter().count(), 0);
		// Locked is locked.
		assert_eq!(held(HoldReason::Voting, CAROL), 7);
	});
}

#[test]
fn open_proposals_should_be_void_when_the_rule_changes() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		vote(studio, proposal, BOB, true);
		let stricter = Rule { approval: Perbill::one(), ..rule(VotingRule::Members) };
		// Nobody is counted.
		let info = Studios::set_rule(signed(account(studio)), stricter, 0).unwrap();
		assert_eq!(info.actual_weight, Some(weight(1_000)));
		assert_noop!(Studios::vote(signed(BOB), studio, proposal, false), Error::VotingClosed);
		assert_noop!(Studios::unvote(signed(BOB), studio, proposal), Error::VotingClosed);
		assert_eq!(Studios::proposal(studio, proposal).unwrap().status, Status::Void);
		// Those who voted are free.
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		pass(PERIOD);
		assert_eq!(status(studio, proposal), Status::Void);
		let next = propose(studio, ALICE, remark(1));
		vote(studio, next, ALICE, true);
		assert_eq!(tally(studio, next), (2, 0));
	});
}

#[test]
fn approved_proposal_should_be_enacted_when_the_rule_changes_in_between() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		pass(PERIOD);
		assert_ok!(Studios::set_rule(signed(account(studio)), rule(VotingRule::Members), 0));
		pass(DELAY);
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
	});
}

#[test]
fn rule_should_be_refused_when_it_is_not_valid() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let invalid = Rule { period: 0, ..rule(VotingRule::Members) };
		assert_noop!(Studios::set_rule(signed(account(studio)), invalid, 1), Error::InvalidRule);
		assert_noop!(Studios::set_rule(signed(ALICE), rule(VotingRule::Members), 1), DispatchError::BadOrigin);
	});
}

#[test]
fn rule_should_be_refused_when_there_are_more_members_than_said() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		assert_ok!(Studios::lock(signed(ALICE), studio, 1));
		assert_noop!(set_rule(studio, VotingRule::Tokens, 1), Error::BoundExceeded);
		assert_ok!(set_rule(studio, VotingRule::Tokens, 2));
	});
}

#[test]
fn rule_should_be_refused_when_nobody_could_vote() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_noop!(set_rule(studio, VotingRule::Tokens, 1), Error::ZeroElectorate);
		let ip = mint(account(studio));
		set_score(ip, STRANGER, 5);
		assert_noop!(set_rule(studio, VotingRule::Scores(ip), 1), Error::ZeroElectorate);
	});
}

#[test]
fn rule_should_be_refused_when_the_pool_is_not_the_studios() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let foreign = mint(ALICE);
		assert_noop!(set_rule(studio, VotingRule::Scores(foreign), 1), Error::NotOwner);
		let ip = mint(account(studio));
		set_score(ip, ALICE, 5);
		Authorities::<Test>::insert(ip, Some(ALICE));
		assert_noop!(set_rule(studio, VotingRule::Scores(ip), 1), Error::NotAuthorized);
		// As the owner it has the authority, and so would a buyer.
		Authorities::<Test>::insert(ip, None::<AccountId>);
		assert_noop!(set_rule(studio, VotingRule::Scores(ip), 1), Error::NotAuthorized);
		Authorities::<Test>::insert(ip, Some(account(studio)));
		assert_ok!(set_rule(studio, VotingRule::Scores(ip), 1));
		assert_eq!(FollowerOf::<Test>::get(ip), Some(studio));
	});
}

#[test]
fn rule_should_be_refused_when_another_studio_follows_the_pool() {
	build_and_execute(|| {
		let first = found_by(by_scores, &[(ALICE, 5)]);
		let VotingRule::Scores(ip) = Records::<Test>::get(first).unwrap().rule.voting else { panic!() };
		let second = found(&[ALICE]);
		Owners::<Test>::insert(ip, account(second));
		Authorities::<Test>::insert(ip, Some(account(second)));
		assert_noop!(set_rule(second, VotingRule::Scores(ip), 1), Error::PoolTaken);
		assert_ok!(set_rule(first, VotingRule::Members, 1));
		assert_ok!(set_rule(second, VotingRule::Scores(ip), 1));
	});
}
