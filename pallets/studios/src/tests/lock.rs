use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn votes_should_weigh_more_when_more_is_locked() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 10), (BOB, 1)]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, false);
		assert_ok!(Studios::lock(signed(ALICE), studio, 5));
		assert_eq!(last_event(), Event::Locked { studio, who: ALICE, amount: 5 }.into());
		assert_eq!((tally(studio, proposal), electorate(studio)), ((0, 15), 16));
		assert_eq!(held(HoldReason::Voting, ALICE), 15);
	});
}

#[test]
fn power_should_stay_when_tokens_do_not_vote() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_ok!(Studios::lock(signed(ALICE), studio, 5));
		assert_eq!((member(studio, ALICE).power, member(studio, ALICE).locked), (1, 5));
	});
}

#[test]
fn same_tokens_should_not_vote_twice_when_a_member_sits_in_two_studios() {
	build_and_execute(|| {
		let studios = [found(&[ALICE]), found(&[ALICE])];
		let half = balance(ALICE) / 2;
		assert_ok!(Studios::lock(signed(ALICE), studios[0], half));
		assert_noop!(Studios::lock(signed(ALICE), studios[1], half + 1), TokenError::FundsUnavailable);
		assert_ok!(Studios::lock(signed(ALICE), studios[1], 7));
		assert_eq!(held(HoldReason::Voting, ALICE), half + 7);
	});
}

#[test]
fn locking_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		assert_noop!(Studios::lock(signed(ALICE), 0, 1), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(Studios::lock(signed(ALICE), studio, 0), Error::ZeroAmount);
		assert_noop!(Studios::lock(signed(BOB), studio, 1), Error::NotMember);
		assert_noop!(Studios::lock(signed(ALICE), studio, RICH), TokenError::FundsUnavailable);
	});
}
