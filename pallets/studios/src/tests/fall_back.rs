use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

/// The end of a notice that a member gives now.
fn announce(studio: u32, who: AccountId) -> u64 {
	let at = System::block_number() + PERIOD + DELAY;
	let info = Studios::fall_back(signed(who), studio).unwrap();
	assert_eq!(info.actual_weight, Some(weight(1_000)));
	assert_eq!(last_event(), Event::FallBackAnnounced { studio, at }.into());
	assert_eq!(notice(studio), Some(at));
	at
}

fn notice(studio: u32) -> Option<u64> {
	Records::<Test>::get(studio).unwrap().falls_back_at
}

fn voting(studio: u32) -> VotingRule {
	Records::<Test>::get(studio).unwrap().rule.voting
}

#[test]
fn members_should_have_a_vote_each_when_nobody_had_one_for_a_notice() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 5), (BOB, 0)]);
		let VotingRule::Scores(ip) = voting(studio) else { panic!() };
		assert_noop!(Studios::fall_back(signed(BOB), studio), Error::ElectorateNotZero);
		set_score(ip, ALICE, 0);
		assert_eq!(electorate(studio), 0);
		let proposal = propose(studio, ALICE, remark(1));
		let at = announce(studio, BOB);
		System::set_block_number(at - 1);
		assert_noop!(Studios::fall_back(signed(ALICE), studio), Error::TooEarly);
		System::set_block_number(at);
		let info = Studios::fall_back(signed(ALICE), studio).unwrap();
		assert_eq!(info.actual_weight, Some(weight(1_002)));
		assert_eq!(last_event(), Event::RuleSet { studio, rule: rule(VotingRule::Members), electorate: 2 }.into());
		assert!(!FollowerOf::<Test>::contains_key(ip));
		assert_eq!((notice(studio), Studios::proposal(studio, proposal).unwrap().status), (None, Status::Void));
		assert_ok!(decide(studio, &[ALICE, BOB], remark(1)));
	});
}

#[test]
fn token_vote_should_not_become_a_head_count_when_everybody_unlocks_after_a_vote() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 100), (BOB, 1), (CAROL, 1)]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		pass(PERIOD);
		for (who, amount) in [(ALICE, 100), (BOB, 1), (CAROL, 1)] {
			assert_ok!(Studios::unlock(signed(who), studio, amount));
		}
		// Idle for long. That is no notice.
		pass(10 * (PERIOD + DELAY));
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
		let at = announce(studio, BOB);
		assert_noop!(Studios::fall_back(signed(BOB), studio), Error::TooEarly);
		System::set_block_number(at - 1);
		assert_ok!(Studios::lock(signed(ALICE), studio, 1));
		System::set_block_number(at);
		assert_noop!(Studios::fall_back(signed(CAROL), studio), Error::ElectorateNotZero);
		assert_eq!((voting(studio), electorate(studio)), (VotingRule::Tokens, 1));
	});
}

#[test]
fn notice_should_be_void_when_somebody_had_power_for_a_moment() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 2), (BOB, 1)]);
		for (who, amount) in [(ALICE, 2), (BOB, 1)] {
			assert_ok!(Studios::unlock(signed(who), studio, amount));
		}
		let at = announce(studio, BOB);
		System::set_block_number(at);
		assert_ok!(Studios::lock(signed(ALICE), studio, 1));
		assert_eq!(notice(studio), None);
		assert_ok!(Studios::unlock(signed(ALICE), studio, 1));
		// A new one, with its whole time.
		assert_eq!(announce(studio, BOB), at + PERIOD + DELAY);
		assert_noop!(Studios::fall_back(signed(BOB), studio), Error::TooEarly);
	});
}

#[test]
fn notice_should_be_void_when_a_score_comes_or_a_member_joins_who_has_one() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 5)]);
		let VotingRule::Scores(ip) = voting(studio) else { panic!() };
		set_score(ip, ALICE, 0);
		announce(studio, ALICE);
		set_score(ip, ALICE, 1);
		assert_eq!(notice(studio), None);
		set_score(ip, ALICE, 0);
		announce(studio, ALICE);
		set_score(ip, BOB, 3);
		assert!(notice(studio).is_some(), "Bob is no member");
		assert_ok!(Studios::add_member(signed(account(studio)), BOB));
		assert_ok!(Studios::join(signed(BOB), studio));
		assert_eq!((notice(studio), electorate(studio)), (None, 3));
	});
}

#[test]
fn notice_should_be_void_when_the_rule_changes() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 10)]);
		// Approved while Alice could vote, enacted when nobody can.
		let slow = Rule { period: 2 * PERIOD, ..rule(VotingRule::Tokens) };
		let proposal = propose(studio, ALICE, StudiosCall::set_rule { rule: slow, max_members: 0 });
		vote(studio, proposal, ALICE, true);
		pass(PERIOD);
		assert_ok!(Studios::unlock(signed(ALICE), studio, 10));
		announce(studio, ALICE);
		pass(DELAY);
		assert_eq!((status(studio, proposal), notice(studio)), (Status::Enacted(Ok(())), None));
		assert_ok!(Studios::fall_back(signed(ALICE), studio));
		assert_eq!(notice(studio), Some(System::block_number() + 2 * PERIOD + DELAY));
	});
}

#[test]
fn notice_should_not_help_when_somebody_leaves_and_the_last_power_with_it() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 10), (BOB, 1)]);
		assert_ok!(Studios::unlock(signed(BOB), studio, 1));
		assert_noop!(Studios::fall_back(signed(BOB), studio), Error::ElectorateNotZero);
		assert_ok!(Studios::leave(signed(ALICE), studio));
		let at = announce(studio, BOB);
		System::set_block_number(at);
		assert_ok!(Studios::fall_back(signed(BOB), studio));
		assert_eq!((voting(studio), electorate(studio)), (VotingRule::Members, 1));
	});
}

#[test]
fn fall_back_should_be_refused_when_there_is_no_such_studio_or_no_member_asks() {
	build_and_execute(|| {
		assert_noop!(Studios::fall_back(signed(ALICE), 0), Error::NotFound);
		let studio = found_by(by_tokens, &[(ALICE, 10)]);
		assert_ok!(Studios::unlock(signed(ALICE), studio, 10));
		assert_noop!(Studios::fall_back(signed(STRANGER), studio), Error::NotMember);
		assert_ok!(Studios::fall_back(signed(ALICE), studio));
		pass(PERIOD + DELAY);
		assert_noop!(Studios::fall_back(signed(STRANGER), studio), Error::NotMember);
	});
}
