use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn votes_should_weigh_less_when_something_is_unlocked() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 10), (BOB, 1)]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_ok!(Studios::unlock(signed(ALICE), studio, 4));
		assert_eq!(last_event(), Event::Unlocked { studio, who: ALICE, amount: 4 }.into());
		assert_eq!((tally(studio, proposal), electorate(studio)), ((6, 0), 7));
		assert_ok!(Studios::unlock(signed(ALICE), studio, 6));
		assert_eq!((tally(studio, proposal), held(HoldReason::Voting, ALICE)), ((0, 0), 0));
	});
}

#[test]
fn tokens_should_not_vote_twice_when_they_are_handed_on() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 10), (BOB, 1)]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_ok!(Studios::unlock(signed(ALICE), studio, 10));
		assert_ok!(Balances::transfer_keep_alive(signed(ALICE), BOB, 10));
		assert_ok!(Studios::lock(signed(BOB), studio, 10));
		vote(studio, proposal, BOB, true);
		assert_eq!((tally(studio, proposal), electorate(studio)), ((11, 0), 11));
	});
}

#[test]
fn unlocking_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		assert_noop!(Studios::unlock(signed(ALICE), 0, 1), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_ok!(Studios::lock(signed(ALICE), studio, 3));
		assert_noop!(Studios::unlock(signed(ALICE), studio, 0), Error::ZeroAmount);
		assert_noop!(Studios::unlock(signed(ALICE), studio, 4), Error::InsufficientLock);
		assert_noop!(Studios::unlock(signed(BOB), studio, 1), Error::NotMember);
	});
}
