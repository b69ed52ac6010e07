use crate::{mock::*, tests::scenario::*};
use atelier_primitives::chain::currency::UNIT;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
	storage::with_storage_layer,
	weights::Weight,
	BoundedVec,
};
use sp_runtime::{DispatchError, TokenError};

/// An approved proposal, whose delay is over, and which the scheduler has forgotten.
fn approved(studio: u32, call: impl Into<RuntimeCall>) -> u32 {
	let proposal = propose(studio, ALICE, call);
	vote(studio, proposal, ALICE, true);
	pass(PERIOD);
	pass_idle(DELAY);
	proposal
}

fn enact(studio: u32, proposal: u32) -> DispatchResultWithPostInfo {
	enact_by(STRANGER, studio, proposal)
}

fn enact_by(who: AccountId, studio: u32, proposal: u32) -> DispatchResultWithPostInfo {
	Studios::enact(signed(who), studio, proposal, MaxCallWeight::get(), MaxCallLength::get())
}

#[test]
fn proposal_should_stay_approved_when_it_fails_for_a_member_or_a_stranger() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		let proposal = propose(studio, ALICE, spend(DAVE, 2_000 * UNIT));
		for who in [ALICE, BOB] {
			vote(studio, proposal, who, true);
		}
		// Carol has lost the vote, and the studio has not got the money yet.
		vote(studio, proposal, CAROL, false);
		pass(PERIOD);
		pass_idle(DELAY);
		for who in [CAROL, ALICE, STRANGER] {
			let error = enact_by(who, studio, proposal).unwrap_err();
			assert_eq!(error.error, TokenError::FundsUnavailable.into());
			assert!(error.post_info.actual_weight.is_some());
			assert_noop!(enact_by(who, studio, proposal), error);
		}
		assert!(matches!(status(studio, proposal), Status::Approved { failure: None, .. }));
		assert_ok!(Balances::transfer_keep_alive(signed(STRANGER), account(studio), 1_001 * UNIT));
		assert_ok!(enact_by(BOB, studio, proposal));
		assert_eq!((status(studio, proposal), balance(DAVE)), (Status::Enacted(Ok(())), RICH + 2_000 * UNIT));
	});
}

#[test]
fn proposal_should_stay_approved_when_a_member_makes_it_fail_in_the_block_of_the_scheduler() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		// It works while nobody has invited Dave.
		let proposal = propose(studio, ALICE, StudiosCall::add_member { who: DAVE });
		// Another one that was approved as well, and that Carol enacts right before.
		let other = propose(studio, CAROL, StudiosCall::add_member { who: DAVE });
		for who in [ALICE, BOB] {
			vote(studio, proposal, who, true);
			vote(studio, other, who, true);
		}
		pass(PERIOD);
		pass(DELAY);
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
		let failure = Error::AlreadyExists.into();
		System::assert_has_event(Event::EnactmentFailed { studio, proposal: other, error: failure }.into());
		assert_eq!(status(studio, other), Status::Approved { enact_at: 16, expires_at: 66, failure: Some(failure) });
		assert_eq!((Proposals::<Test>::get(studio, other).unwrap().place, Places::<Test>::iter().count()), (None, 0));
		assert_eq!(Studios::can_enact(studio, other), Ok(()));
		assert_noop!(Studios::prune(signed(CAROL), studio, other), Error::NotFinished);
		assert_ok!(Studios::remove_invitation(signed(DAVE), studio, DAVE));
		assert_ok!(enact_by(STRANGER, studio, other));
		assert_eq!(status(studio, other), Status::Enacted(Ok(())));
		assert!(Invitations::<Test>::contains_key(studio, DAVE));
	});
}

#[test]
fn failure_should_last_no_longer_than_the_enactment_period_when_nothing_mends_it() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let before = held(HoldReason::Storage, ALICE);
		let proposal = propose(studio, ALICE, spend(BOB, 2_000 * UNIT));
		vote(studio, proposal, ALICE, true);
		pass(PERIOD + DELAY);
		let error = TokenError::FundsUnavailable.into();
		System::assert_has_event(Event::EnactmentFailed { studio, proposal, error }.into());
		System::set_block_number(65);
		assert_eq!(enact(studio, proposal).unwrap_err().error, error);
		assert_noop!(Studios::prune(signed(STRANGER), studio, proposal), Error::NotFinished);
		System::set_block_number(66);
		assert_noop!(enact(studio, proposal), Error::Expired);
		assert_ok!(Studios::prune(signed(STRANGER), studio, proposal));
		assert_eq!((held(HoldReason::Storage, ALICE), Calls::<Test>::iter().count()), (before, 0));
	});
}

#[test]
fn proposal_should_not_be_lost_when_a_batch_fails_it_and_goes_on() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let proposal = propose(studio, ALICE, spend(DAVE, 2_000 * UNIT));
		vote(studio, proposal, ALICE, true);
		pass(PERIOD);
		pass_idle(DELAY);
		let (weight_bound, length_bound) = (MaxCallWeight::get(), MaxCallLength::get());
		let enact: RuntimeCall = StudiosCall::enact { studio, proposal, weight_bound, length_bound }.into();
		assert_ok!(Utility::force_batch(signed(BOB), vec![enact.clone(), remark(1), enact]));
		assert!(matches!(status(studio, proposal), Status::Approved { failure: None, .. }));
		assert!(Calls::<Test>::contains_key(studio, proposal) && !Enacting::<Test>::exists());
		assert_ok!(Balances::transfer_keep_alive(signed(STRANGER), account(studio), 1_001 * UNIT));
		assert_ok!(enact_by(STRANGER, studio, proposal));
	});
}

#[test]
fn proposal_should_stay_approved_when_the_chain_does_not_take_its_call_now() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		Paused::set(true);
		pass(PERIOD + DELAY);
		assert_eq!(Studios::can_enact(studio, proposal), Err(Obstacle::CallPaused));
		assert_noop!(enact_by(ALICE, studio, proposal), Error::CallPaused);
		Paused::set(false);
		assert_ok!(enact(studio, proposal));
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
	});
}

#[test]
fn failure_should_be_recorded_when_transactions_have_changed() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = approved(studio, remark(200));
		Proposals::<Test>::mutate(studio, proposal, |proposal| proposal.as_mut().unwrap().transaction_version = 7);
		assert_eq!(Studios::can_enact(studio, proposal), Err(Obstacle::CallUnavailable));
		assert_ok!(enact_by(STRANGER, studio, proposal));
		assert_eq!(status(studio, proposal), Status::Enacted(Err(DispatchError::Unavailable)));
	});
}

#[test]
fn call_should_be_the_studios_when_the_scheduler_enacts_it() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let before = balance(account(studio));
		assert_ok!(decide(studio, &[ALICE], spend(BOB, 100)));
		assert_eq!((balance(account(studio)), balance(BOB)), (before - 100, RICH + 100));
		System::assert_has_event(Event::Enacted { studio, proposal: 0, result: Ok(()) }.into());
	});
}

#[test]
fn failure_should_be_said_and_change_nothing_when_the_call_fails() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let before = balance(account(studio));
		let calls = vec![spend(BOB, 100), spend(BOB, RICH)];
		let result = decide(studio, &[ALICE], pallet_utility::Call::batch_all { calls });
		assert_eq!(result, Err(TokenError::FundsUnavailable.into()));
		assert_eq!((balance(account(studio)), balance(BOB)), (before, RICH));
		let error = result.unwrap_err();
		System::assert_has_event(Event::EnactmentFailed { studio, proposal: 0, error }.into());
		assert_ok!(decide(studio, &[ALICE], spend(BOB, 100)));
	});
}

#[test]
fn call_should_be_gone_when_it_was_enacted() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = approved(studio, remark(200));
		let info = enact(studio, proposal).unwrap();
		let used = remark(200).get_dispatch_info().call_weight;
		assert_eq!(info.actual_weight, Some(weight(1_000 + 204) + used));
		assert!(!Calls::<Test>::contains_key(studio, proposal));
		assert_noop!(enact(studio, proposal), Error::NotApproved);
		// The scheduler comes late.
		pass(1);
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
	});
}

#[test]
fn enactment_should_be_refused_when_it_is_not_the_time() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_noop!(enact(studio, 0), Error::NotFound);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		assert_noop!(enact(studio, proposal), Error::NotApproved);
		pass(PERIOD + DELAY - 1);
		assert_noop!(enact(studio, proposal), Error::TooEarly);
		System::set_block_number(66);
		assert_noop!(enact(studio, proposal), Error::Expired);
		System::set_block_number(65);
		assert_ok!(enact(studio, proposal));
	});
}

#[test]
fn enactment_should_be_refused_when_the_bounds_are_too_low() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = approved(studio, remark(200));
		let own = remark(200).get_dispatch_info().call_weight;
		let enact = |weight, length| Studios::enact(signed(STRANGER), studio, proposal, weight, length);
		assert_noop!(enact(own - Weight::from_parts(1, 0), 204), Error::BoundExceeded);
		assert_noop!(enact(own, 203), Error::BoundExceeded);
		assert_noop!(Studios::enact(RuntimeOrigin::root(), studio, proposal, own, 204), DispatchError::BadOrigin);
		assert_ok!(enact(own, 204));
	});
}

#[test]
fn failure_should_be_recorded_when_the_runtime_does_not_know_the_call_anymore() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = approved(studio, remark(200));
		Calls::<Test>::insert(studio, proposal, BoundedVec::truncate_from(vec![255; 204]));
		assert_eq!(Studios::can_enact(studio, proposal), Err(Obstacle::CallUnavailable));
		assert_ok!(enact_by(ALICE, studio, proposal));
		assert_eq!(status(studio, proposal), Status::Enacted(Err(DispatchError::Unavailable)));
		assert_ok!(Studios::prune(signed(STRANGER), studio, proposal));
		assert_eq!(held(HoldReason::Storage, ALICE), Studios::studio_deposit() + Studios::member_deposit());
	});
}

#[test]
fn failure_should_be_recorded_when_the_call_is_not_allowed_anymore() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = approved(studio, remark(1));
		Strict::set(true);
		assert_eq!(Studios::can_enact(studio, proposal), Err(Obstacle::CallFiltered));
		assert_ok!(enact_by(STRANGER, studio, proposal));
		assert_eq!(status(studio, proposal), Status::Enacted(Err(Error::CallFiltered.into())));
	});
}

#[test]
fn filter_should_hold_when_a_call_is_inside_another() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let calls = vec![pallet_balances::Call::transfer_allow_death { dest: BOB, value: 1 }.into()];
		let result = decide(studio, &[ALICE], pallet_utility::Call::batch_all { calls });
		assert_eq!(result, Err(frame_system::Error::<Test>::CallFiltered.into()));
		assert_eq!(balance(BOB), RICH);
	});
}

#[test]
fn proposals_should_not_enact_each_other_when_they_are_approved() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let enact_it = |proposal| {
			let weight_bound = Weight::from_parts(1_000_000_000, 0);
			StudiosCall::enact { studio, proposal, weight_bound, length_bound: 1_000 }
		};
		let proposals = [propose(studio, ALICE, enact_it(1)), propose(studio, ALICE, enact_it(0))];
		proposals.iter().for_each(|proposal| vote(studio, *proposal, ALICE, true));
		pass(PERIOD);
		pass_idle(DELAY);
		for proposal in proposals {
			assert_eq!(enact_by(ALICE, studio, proposal).unwrap_err().error, Error::NestedEnact.into());
		}
		assert!(proposals.iter().all(|proposal| matches!(status(studio, *proposal), Status::Approved { .. })));
	});
}

#[test]
fn record_should_not_come_back_when_a_proposal_prunes_itself() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = approved(studio, StudiosCall::prune { studio, proposal: 0 });
		assert_ok!(enact(studio, proposal));
		assert_eq!(last_event(), Event::Enacted { studio, proposal, result: Ok(()) }.into());
		assert!(!Proposals::<Test>::contains_key(studio, proposal));
		assert_eq!(held(HoldReason::Storage, ALICE), Studios::studio_deposit() + Studios::member_deposit());
	});
}

#[test]
fn members_should_change_the_rule_when_they_decide_so() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		assert_ok!(Studios::lock(signed(ALICE), studio, 9));
		let new = rule(VotingRule::Tokens);
		assert_ok!(decide(studio, &[ALICE, BOB], StudiosCall::set_rule { rule: new, max_members: 2 }));
		assert_eq!(electorate(studio), 9);
	});
}

#[test]
fn studio_should_vote_in_another_when_it_is_a_member_there() {
	build_and_execute(|| {
		let (inner, outer) = (found(&[ALICE]), found(&[BOB]));
		assert_ok!(Studios::add_member(signed(account(outer)), account(inner)));
		assert_ok!(decide(inner, &[ALICE], StudiosCall::join { studio: outer }));
		assert_eq!(member(outer, account(inner)).power, 1);
	});
}

#[test]
fn call_should_stay_when_somebody_proposes_the_same_and_cancels() {
	build_and_execute(|| {
		let (studio, other) = (found(&[ALICE]), found(&[BOB]));
		let proposal = propose(studio, ALICE, remark(200));
		vote(studio, proposal, ALICE, true);
		let copies = [propose(studio, ALICE, remark(200)), propose(other, BOB, remark(200))];
		assert_ok!(Studios::cancel(signed(ALICE), studio, copies[0]));
		assert_ok!(Studios::cancel(signed(BOB), other, copies[1]));
		pass(PERIOD + DELAY);
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
	});
}

/// Runs something inside of so many others.
fn inside<R>(layers: u32, run: &dyn Fn() -> Result<R, DispatchError>) -> Result<R, DispatchError> {
	match layers {
		0 => run(),
		_ => with_storage_layer(|| inside(layers - 1, run)),
	}
}

#[test]
fn enactment_should_be_refused_when_it_is_too_deep_inside_of_others() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let proposal = approved(studio, nested(deepest()));
		let enact = || enact(studio, proposal).map_err(|error| error.error);
		assert_noop!(inside(MAX_ENACT_DEPTH, &enact), Error::TooDeep);
		// The deepest call that can be proposed has room.
		assert_ok!(inside(MAX_ENACT_DEPTH - 1, &enact));
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
		assert_eq!(System::events().iter().filter(|record| is_inner(&record.event)).count(), deepest() as usize);
	});
}

/// Whether a batch says that one of its calls worked.
fn is_inner(event: &RuntimeEvent) -> bool {
	matches!(event, RuntimeEvent::Utility(pallet_utility::Event::ItemCompleted))
}
