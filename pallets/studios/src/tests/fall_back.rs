use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn members_should_have_a_vote_each_when_nobody_had_one() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 5), (BOB, 0)]);
		let VotingRule::Scores(ip) = Records::<Test>::get(studio).unwrap().rule.voting else { panic!() };
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_noop!(Studios::fall_back(signed(STRANGER), studio), Error::ElectorateNotZero);
		set_score(ip, ALICE, 0);
		assert_eq!(electorate(studio), 0);
		let info = Studios::fall_back(signed(STRANGER), studio).unwrap();
		assert_eq!(info.actual_weight, Some(weight(1_002)));
		assert_eq!(last_event(), Event::RuleSet { studio, rule: rule(VotingRule::Members), electorate: 2 }.into());
		assert!(!FollowerOf::<Test>::contains_key(ip));
		assert_eq!(Studios::proposal(studio, proposal).unwrap().status, Status::Void);
		assert_ok!(decide(studio, &[ALICE, BOB], remark(1)));
	});
}

#[test]
fn fall_back_should_be_refused_when_there_is_no_such_studio() {
	build_and_execute(|| {
		assert_noop!(Studios::fall_back(signed(ALICE), 0), Error::NotFound);
	});
}
