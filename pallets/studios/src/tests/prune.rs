use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn deposit_should_go_back_exactly_when_a_proposal_is_over() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let rejected = propose(studio, BOB, remark(500));
		let enacted = propose(studio, BOB, remark(5));
		vote(studio, enacted, ALICE, true);
		pass(PERIOD + DELAY);
		assert_ok!(Studios::prune(signed(STRANGER), studio, rejected));
		assert_eq!(last_event(), Event::Pruned { studio, proposal: rejected }.into());
		assert_ok!(Studios::prune(signed(STRANGER), studio, enacted));
		assert_eq!(held(HoldReason::Storage, BOB), Studios::member_deposit());
		assert_noop!(Studios::prune(signed(STRANGER), studio, enacted), Error::NotFound);
	});
}

#[test]
fn proposal_should_stay_when_something_can_still_become_of_it() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = propose(studio, ALICE, remark(200));
		vote(studio, proposal, ALICE, true);
		assert_noop!(Studios::prune(signed(ALICE), studio, proposal), Error::NotFinished);
		pass(PERIOD);
		assert_noop!(Studios::prune(signed(ALICE), studio, proposal), Error::NotFinished);
		System::set_block_number(65);
		assert_noop!(Studios::prune(signed(ALICE), studio, proposal), Error::NotFinished);
		System::set_block_number(66);
		assert_ok!(Studios::prune(signed(ALICE), studio, proposal));
		assert!(!Calls::<Test>::contains_key(studio, proposal));
		assert_eq!(Places::<Test>::iter().count(), 0);
	});
}
