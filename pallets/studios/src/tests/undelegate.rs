use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn delegate_should_lose_the_power_when_the_delegation_ends() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_noop!(Studios::vote(signed(BOB), studio, proposal, false), Error::Delegated);
		assert_ok!(Studios::undelegate(signed(BOB), studio));
		assert_eq!(last_event(), Event::Undelegated { studio, who: BOB }.into());
		assert_eq!(tally(studio, proposal), (1, 0));
		vote(studio, proposal, BOB, false);
		assert_eq!(tally(studio, proposal), (1, 1));
	});
}

#[test]
fn undelegating_should_be_refused_when_there_is_no_delegation() {
	build_and_execute(|| {
		assert_noop!(Studios::undelegate(signed(ALICE), 0), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(Studios::undelegate(signed(ALICE), studio), Error::NotDelegated);
		assert_noop!(Studios::undelegate(signed(BOB), studio), Error::NotMember);
	});
}
