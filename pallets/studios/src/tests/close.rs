use crate::mock::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, Perbill};

#[test]
fn proposal_should_be_approved_when_the_votes_are_enough() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		vote(studio, proposal, BOB, true);
		vote(studio, proposal, CAROL, false);
		pass(PERIOD);
		let (tally, approved) = (Tally { ayes: 2, nays: 1 }, Status::Approved { enact_at: 16, expires_at: 66 });
		assert_eq!(status(studio, proposal), approved);
		System::assert_has_event(Event::Closed { studio, proposal, tally, electorate: 3, status: approved }.into());
		assert_eq!(Records::<Test>::get(studio).unwrap().open_proposals, 0);
	});
}

#[test]
fn proposal_should_be_rejected_when_the_votes_are_not_enough() {
	let case = |votes: &[(AccountId, bool)]| {
		let mut outcome = Status::Open;
		build_and_execute(|| {
			let studio = found(&[ALICE, BOB, CAROL, DAVE]);
			let strict = Rule { approval: Perbill::from_percent(60), ..rule(VotingRule::Members) };
			assert_ok!(Studios::set_rule(signed(account(studio)), strict, 0));
			let proposal = propose(studio, ALICE, remark(200));
			votes.iter().for_each(|(who, aye)| vote(studio, proposal, *who, *aye));
			pass(PERIOD);
			outcome = status(studio, proposal);
			assert_eq!(Calls::<Test>::contains_key(studio, proposal), outcome != Status::Rejected);
		});
		outcome != Status::Rejected
	};
	assert!(!case(&[]), "nobody voted");
	assert!(!case(&[(ALICE, true)]), "one of four is no quorum");
	assert!(case(&[(ALICE, true), (BOB, true)]), "two of four are a quorum");
	assert!(!case(&[(ALICE, true), (BOB, false)]), "a tie never passes");
	assert!(case(&[(ALICE, true), (BOB, true), (CAROL, false)]), "two of three are 60 %");
	assert!(!case(&[(ALICE, true), (BOB, true), (CAROL, false), (DAVE, false)]), "half are not 60 %");
}

#[test]
fn quorum_should_be_of_the_members_at_the_end_when_some_have_gone() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_ok!(Studios::leave(signed(CAROL), studio));
		pass(PERIOD);
		assert!(matches!(status(studio, proposal), Status::Approved { .. }));
	});
}

#[test]
fn proposal_should_not_close_early_when_everybody_has_voted() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		pass(PERIOD - 1);
		assert_noop!(Studios::close(signed(ALICE), studio, proposal), Error::TooEarly);
	});
}

#[test]
fn anyone_should_close_when_the_scheduler_has_not() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		pass_idle(PERIOD);
		assert_ok!(Studios::close(signed(STRANGER), studio, proposal));
		assert_eq!(scheduled(studio, proposal), Some(16));
		assert_noop!(Studios::close(signed(STRANGER), studio, proposal), Error::AlreadyClosed);
		pass(DELAY);
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
	});
}

#[test]
fn void_proposal_should_close_at_any_time_when_somebody_does_it() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_ok!(Studios::set_rule(signed(account(studio)), rule(VotingRule::Members), 0));
		assert_ok!(Studios::close(signed(STRANGER), studio, proposal));
		assert_eq!(status(studio, proposal), Status::Void);
		assert_ok!(Studios::prune(signed(STRANGER), studio, proposal));
		assert_eq!(scheduled(studio, proposal), None);
	});
}

#[test]
fn enactment_should_be_left_to_anyone_when_the_agenda_is_full() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		fill_agenda(16..20);
		pass(PERIOD);
		System::assert_has_event(Event::NotScheduled { studio, proposal }.into());
		pass(20);
		assert!(matches!(status(studio, proposal), Status::Approved { .. }));
		assert_ok!(Studios::enact(signed(STRANGER), studio, proposal, MaxCallWeight::get(), 100));
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
	});
}

#[test]
fn enactment_should_be_left_to_anyone_when_studios_have_all_their_places() {
	build_and_execute(|| {
		let (studio, other) = (found(&[ALICE]), found(&[BOB]));
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		run_to(6);
		for _ in 0..4 * MaxPlaces::get() {
			propose(other, BOB, remark(1));
		}
		run_to(11);
		System::assert_has_event(Event::NotScheduled { studio, proposal }.into());
		assert_eq!(Proposals::<Test>::get(studio, proposal).unwrap().place, None);
		run_to(20);
		assert_ok!(Studios::enact(signed(STRANGER), studio, proposal, MaxCallWeight::get(), 100));
	});
}

#[test]
fn enactment_should_wait_for_the_next_block_when_there_is_no_delay() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let hasty = Rule { delay: 0, ..rule(VotingRule::Members) };
		assert_ok!(Studios::set_rule(signed(account(studio)), hasty, 0));
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		pass_idle(PERIOD);
		assert_ok!(Studios::close(signed(STRANGER), studio, proposal));
		let enact = || Studios::enact(signed(STRANGER), studio, proposal, MaxCallWeight::get(), 100);
		assert_noop!(enact(), Error::TooEarly);
		pass(1);
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
	});
}

#[test]
fn closing_should_be_refused_when_there_is_nothing_to_close() {
	build_and_execute(|| {
		assert_noop!(Studios::close(signed(ALICE), 0, 0), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(Studios::close(signed(ALICE), studio, 0), Error::NotFound);
		assert_noop!(Studios::close(RuntimeOrigin::root(), studio, 0), DispatchError::BadOrigin);
	});
}
