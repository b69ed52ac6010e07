use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn member_should_have_power_and_a_deposit_when_it_joins() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_ok!(Studios::add_member(signed(account(studio)), BOB));
		assert_ok!(Studios::join(signed(BOB), studio));
		assert_eq!(last_event(), Event::Joined { studio, who: BOB, power: 1 }.into());
		assert_eq!(held(HoldReason::Storage, BOB), Studios::member_deposit());
		assert_eq!((electorate(studio), member(studio, BOB).seat), (2, 1));
		assert_noop!(Studios::join(signed(BOB), studio), Error::NotInvited);
	});
}

#[test]
fn member_should_have_its_score_when_it_joins_a_studio_of_scores() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 5)]);
		let VotingRule::Scores(ip) = Records::<Test>::get(studio).unwrap().rule.voting else { panic!() };
		// It has a score before it is a member.
		set_score(ip, BOB, 3);
		assert_eq!(electorate(studio), 5);
		assert_ok!(Studios::add_member(signed(account(studio)), BOB));
		assert_ok!(Studios::join(signed(BOB), studio));
		assert_eq!((electorate(studio), member(studio, BOB).power), (8, 3));
	});
}

#[test]
fn joining_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		assert_noop!(Studios::join(signed(BOB), 0), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(Studios::join(signed(BOB), studio), Error::NotInvited);
		assert_ok!(Studios::add_member(signed(account(studio)), POOR));
		assert_noop!(Studios::join(signed(POOR), studio), TokenError::FundsUnavailable);
		assert_ok!(Studios::add_member(signed(account(studio)), BOB));
		MaxMembers::set(1);
		assert_noop!(Studios::join(signed(BOB), studio), Error::MaxMembersExceeded);
		MaxMembers::set(2);
		assert_ok!(Studios::join(signed(BOB), studio));
	});
}
