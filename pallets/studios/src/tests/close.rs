use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok, weights::Weight};
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
		let (tally, approved) =
			(Tally { ayes: 2, nays: 1 }, Status::Approved { enact_at: 16, expires_at: 66, failure: None });
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
fn heavy_call_should_take_several_places_when_it_is_approved() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		// A studio signs that it enacts something, which it cannot: this weighs as much as it says.
		let heavy = |places: u64| {
			let weight_bound = PlaceWeight::get().saturating_mul(places - 1);
			StudiosCall::enact { studio, proposal: 0, weight_bound, length_bound: 0 }
		};
		let proposals = [7, 6, 3].map(|places| propose(studio, ALICE, heavy(places)));
		proposals.iter().for_each(|proposal| vote(studio, *proposal, ALICE, true));
		pass(PERIOD);
		let place = |proposal: &u32| Proposals::<Test>::get(studio, proposal).unwrap().place.unwrap();
		assert_eq!(proposals.iter().map(place).collect::<Vec<_>>(), [(16, 7), (16, 6), (17, 3)]);
		assert_eq!((Places::<Test>::get(16), Places::<Test>::get(17)), (13, 3));
		pass(DELAY + 1);
		assert_eq!(Places::<Test>::iter().count(), 0);
	});
}

#[test]
fn step_should_happen_once_when_the_scheduler_has_no_time() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let weight_bound = PlaceWeight::get().saturating_mul(8);
		let inner: RuntimeCall = StudiosCall::enact { studio, proposal: 9, weight_bound, length_bound: 0 }.into();
		// As heavy, and works.
		let heavy: RuntimeCall = pallet_utility::Call::force_batch { calls: vec![inner] }.into();
		let [light, heavy] = [remark(1), heavy].map(|call| propose(studio, ALICE, call));
		[light, heavy].iter().for_each(|proposal| vote(studio, *proposal, ALICE, true));
		pass(PERIOD);
		// It takes the second task up, finds no time, and keeps it for later, without its name.
		MaximumSchedulerWeight::set(Weight::from_parts(weight_bound.ref_time(), u64::MAX));
		pass(DELAY);
		assert_eq!(status(studio, light), Status::Enacted(Ok(())));
		assert!(matches!(status(studio, heavy), Status::Approved { .. }));
		assert_eq!((scheduled(studio, heavy), Places::<Test>::get(16)), (None, 9));
		assert_ok!(Studios::enact(signed(ALICE), studio, heavy, MaxCallWeight::get(), 100));
		let enacted = Status::Enacted(Ok(()));
		assert_eq!((status(studio, heavy), Places::<Test>::get(16)), (enacted, 0));
		MaximumSchedulerWeight::set(Weight::MAX);
		pass(1);
		// The late task was there, and failed.
		let events = System::events();
		let late = events.iter().rev().find_map(|record| match &record.event {
			RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => Some(*result),
			_ => None,
		});
		assert_eq!(late, Some(Err(Error::NotApproved.into())));
		assert_eq!(status(studio, heavy), enacted);
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
