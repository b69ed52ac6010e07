use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn everything_should_go_back_when_a_member_leaves() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		assert_ok!(Studios::lock(signed(BOB), studio, 100));
		assert_ok!(Studios::leave(signed(BOB), studio));
		assert_eq!(last_event(), Event::Left { studio, who: BOB }.into());
		assert_eq!((balance(BOB), electorate(studio)), (RICH, 1));
		assert_noop!(Studios::leave(signed(BOB), studio), Error::NotMember);
	});
}

#[test]
fn votes_should_not_count_when_their_member_has_left() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		let proposals = [(); 3].map(|()| propose(studio, ALICE, remark(1)));
		assert_ok!(Studios::delegate(signed(CAROL), studio, BOB));
		for (proposal, aye) in proposals.into_iter().zip([true, false, true]) {
			vote(studio, proposal, BOB, aye);
		}
		vote(studio, proposals[0], ALICE, true);
		assert_eq!(proposals.map(|proposal| tally(studio, proposal)), [(3, 0), (0, 2), (2, 0)]);
		assert_ok!(Studios::leave(signed(BOB), studio));
		assert_eq!(proposals.map(|proposal| tally(studio, proposal)), [(1, 0), (0, 0), (0, 0)]);
	});
}

#[test]
fn delegators_should_vote_themselves_when_the_delegate_has_left() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		assert_ok!(Studios::delegate(signed(CAROL), studio, BOB));
		let proposal = propose(studio, ALICE, remark(1));
		assert_ok!(Studios::leave(signed(BOB), studio));
		assert_noop!(Studios::undelegate(signed(CAROL), studio), Error::NotDelegated);
		vote(studio, proposal, CAROL, true);
		assert_eq!(tally(studio, proposal), (1, 0));
		// It comes back to another seat: nobody has delegated to that.
		assert_ok!(Studios::add_member(signed(account(studio)), BOB));
		assert_ok!(Studios::join(signed(BOB), studio));
		vote(studio, proposal, BOB, false);
		assert_eq!(tally(studio, proposal), (1, 1));
		assert_eq!(member(studio, BOB).delegators, 0);
	});
}

#[test]
fn delegate_should_lose_the_power_when_a_delegator_leaves() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		assert_ok!(Studios::delegate(signed(CAROL), studio, BOB));
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, BOB, false);
		assert_ok!(Studios::leave(signed(CAROL), studio));
		assert_eq!(tally(studio, proposal), (0, 1));
		let bob = member(studio, BOB);
		assert_eq!((bob.received, bob.delegators), (0, 0));
		assert_ok!(Studios::unvote(signed(BOB), studio, proposal));
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
	});
}

#[test]
fn proposals_should_stay_when_their_proposer_leaves() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let proposal = propose(studio, BOB, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_ok!(Studios::leave(signed(BOB), studio));
		assert_eq!(OpenProposals::<Test>::get(studio, BOB), 1);
		pass(PERIOD + DELAY);
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
		assert_eq!(OpenProposals::<Test>::get(studio, BOB), 0);
		assert_ok!(Studios::prune(signed(STRANGER), studio, proposal));
		assert_eq!(balance(BOB), RICH);
	});
}

#[test]
fn leaving_should_be_refused_when_nobody_would_be_left() {
	build_and_execute(|| {
		assert_noop!(Studios::leave(signed(ALICE), 0), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(Studios::leave(signed(ALICE), studio), Error::LastMember);
		assert_noop!(Studios::leave(signed(BOB), studio), Error::NotMember);
	});
}
