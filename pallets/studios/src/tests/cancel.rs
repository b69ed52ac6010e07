use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn proposal_should_be_over_when_its_proposer_cancels() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let proposal = propose(studio, BOB, remark(200));
		vote(studio, proposal, ALICE, true);
		assert_ok!(Studios::cancel(signed(BOB), studio, proposal));
		assert_eq!(last_event(), Event::Canceled { studio, proposal }.into());
		assert_eq!(status(studio, proposal), Status::Canceled);
		assert!(!Calls::<Test>::contains_key(studio, proposal));
		assert_eq!((scheduled(studio, proposal), Places::<Test>::get(11)), (None, 0));
		assert_noop!(Studios::vote(signed(BOB), studio, proposal, true), Error::VotingClosed);
		assert_ok!(Studios::prune(signed(STRANGER), studio, proposal));
		assert_eq!(held(HoldReason::Storage, BOB), Studios::member_deposit());
		// The vote on it is no obstacle.
		assert_ok!(Studios::delegate(signed(ALICE), studio, BOB));
	});
}

#[test]
fn canceling_should_be_refused_when_it_is_not_the_proposer_or_too_late() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		assert_noop!(Studios::cancel(signed(ALICE), studio + 1, 0), Error::NotFound);
		assert_noop!(Studios::cancel(signed(ALICE), studio, 0), Error::NotFound);
		let proposal = propose(studio, BOB, remark(1));
		assert_noop!(Studios::cancel(signed(ALICE), studio, proposal), Error::NotProposer);
		pass(PERIOD);
		assert_noop!(Studios::cancel(signed(BOB), studio, proposal), Error::AlreadyClosed);
	});
}
