use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn power_should_count_in_open_votes_when_it_is_delegated() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 100), (BOB, 10), (CAROL, 1)]);
		let proposals = [propose(studio, ALICE, remark(1)), propose(studio, ALICE, remark(1))];
		vote(studio, proposals[0], ALICE, true);
		vote(studio, proposals[1], ALICE, false);
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		assert_eq!(last_event(), Event::Delegated { studio, who: BOB, to: ALICE }.into());
		assert_ok!(Studios::delegate(signed(CAROL), studio, ALICE));
		assert_eq!(proposals.map(|proposal| tally(studio, proposal)), [(111, 0), (0, 111)]);
		let alice = member(studio, ALICE);
		assert_eq!((alice.power, alice.received, alice.delegators), (100, 11, 2));
		assert_eq!(electorate(studio), 111);
	});
}

#[test]
fn delegate_should_have_the_new_power_when_the_delegators_changes() {
	build_and_execute(|| {
		let studio = found_by(by_tokens, &[(ALICE, 100), (BOB, 10)]);
		let proposal = propose(studio, ALICE, remark(1));
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		vote(studio, proposal, ALICE, true);
		assert_ok!(Studios::lock(signed(BOB), studio, 5));
		assert_eq!((tally(studio, proposal), electorate(studio)), ((115, 0), 115));
		assert_ok!(Studios::unlock(signed(BOB), studio, 15));
		assert_eq!((tally(studio, proposal), electorate(studio)), ((100, 0), 100));
	});
}

#[test]
fn delegation_should_be_refused_when_it_is_no_single_hop() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		let delegate = |who, to| Studios::delegate(signed(who), studio, to);
		assert_noop!(delegate(ALICE, ALICE), Error::SelfDelegation);
		assert_ok!(delegate(ALICE, BOB));
		assert_noop!(delegate(BOB, ALICE), Error::DelegationChain);
		assert_noop!(delegate(BOB, CAROL), Error::DelegationChain);
		assert_noop!(delegate(CAROL, ALICE), Error::DelegationChain);
		assert_noop!(delegate(ALICE, CAROL), Error::Delegated);
	});
}

#[test]
fn delegation_should_be_refused_when_one_of_them_is_no_member() {
	build_and_execute(|| {
		assert_noop!(Studios::delegate(signed(ALICE), 0, BOB), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(Studios::delegate(signed(ALICE), studio, BOB), Error::NotMember);
		assert_noop!(Studios::delegate(signed(BOB), studio, ALICE), Error::NotMember);
	});
}

#[test]
fn delegation_should_be_refused_when_the_member_votes_itself() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, BOB, true);
		assert_noop!(Studios::delegate(signed(BOB), studio, ALICE), Error::OpenVotes);
		pass(PERIOD);
		// Nobody told the voter that it is closed.
		assert_eq!(member(studio, BOB).votes.len(), 1);
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		assert_eq!(member(studio, BOB).votes.len(), 0);
	});
}
