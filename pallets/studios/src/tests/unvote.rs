use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn vote_should_not_count_when_it_is_taken_back() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		vote(studio, proposal, BOB, false);
		assert_ok!(Studios::unvote(signed(BOB), studio, proposal));
		assert_eq!(last_event(), Event::Unvoted { studio, proposal, who: BOB }.into());
		assert_eq!(tally(studio, proposal), (1, 0));
		assert_noop!(Studios::unvote(signed(BOB), studio, proposal), Error::NotVoted);
	});
}

#[test]
fn vote_should_stay_when_the_time_is_over() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		assert_noop!(Studios::unvote(signed(ALICE), studio, 0), Error::NotFound);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_noop!(Studios::unvote(signed(CAROL), studio, proposal), Error::NotMember);
		pass_idle(PERIOD);
		assert_noop!(Studios::unvote(signed(ALICE), studio, proposal), Error::VotingClosed);
	});
}
