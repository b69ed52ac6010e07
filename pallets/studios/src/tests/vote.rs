use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn vote_should_count_when_a_member_votes_and_changes_it() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 10), (BOB, 1)]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_eq!(last_event(), Event::Voted { studio, proposal, who: ALICE, aye: true, power: 10 }.into());
		vote(studio, proposal, BOB, false);
		assert_eq!(tally(studio, proposal), (10, 1));
		assert_noop!(Studios::vote(signed(ALICE), studio, proposal, true), Error::AlreadyVoted);
		vote(studio, proposal, ALICE, false);
		assert_eq!(tally(studio, proposal), (0, 11));
		assert_eq!(member(studio, ALICE).votes.into_inner(), [(proposal, false)]);
	});
}

#[test]
fn vote_should_be_refused_when_there_is_nothing_to_vote_on() {
	build_and_execute(|| {
		assert_noop!(Studios::vote(signed(ALICE), 0, 0, true), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(Studios::vote(signed(ALICE), studio, 0, true), Error::NotFound);
		let proposal = propose(studio, ALICE, remark(1));
		assert_noop!(Studios::vote(signed(BOB), studio, proposal, true), Error::NotMember);
	});
}

#[test]
fn vote_should_be_refused_when_the_time_is_over() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = propose(studio, ALICE, remark(1));
		pass(PERIOD - 1);
		vote(studio, proposal, ALICE, false);
		// Not closed, because the scheduler had no room.
		pass_idle(1);
		assert_eq!(status(studio, proposal), Status::Open);
		assert_noop!(Studios::vote(signed(ALICE), studio, proposal, true), Error::VotingClosed);
		assert_ok!(Studios::close(signed(STRANGER), studio, proposal));
		assert_noop!(Studios::vote(signed(ALICE), studio, proposal, true), Error::VotingClosed);
	});
}

#[test]
fn vote_should_be_refused_when_eight_are_open() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		for _ in 0..8 {
			let proposal = propose(studio, ALICE, remark(1));
			vote(studio, proposal, ALICE, true);
		}
		let ninth = propose(studio, ALICE, remark(1));
		assert_noop!(Studios::vote(signed(ALICE), studio, ninth, true), Error::MaxOpenVotesExceeded);
		assert_ok!(Studios::unvote(signed(ALICE), studio, 3));
		vote(studio, ninth, ALICE, true);
		assert_eq!(tally(studio, ninth), (1, 0));
		// A change needs no room.
		vote(studio, ninth, ALICE, false);
		pass(PERIOD);
		let tenth = propose(studio, ALICE, remark(1));
		vote(studio, tenth, ALICE, true);
		assert_eq!(member(studio, ALICE).votes.into_inner(), [(tenth, true)]);
	});
}
