use crate::{mock::*, tests::scenario::*};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, TokenError,
};

fn call(call: impl Into<RuntimeCall>) -> Box<RuntimeCall> {
	Box::new(call.into())
}

#[test]
fn proposal_should_be_open_with_its_call_when_a_member_proposes() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let before = held(HoldReason::Storage, BOB);
		let number = propose(studio, BOB, remark(1_000));
		assert_eq!(last_event(), Event::Proposed { studio, proposal: number, proposer: BOB, closes_at: 11 }.into());
		let proposal = Proposals::<Test>::get(studio, number).unwrap();
		assert_eq!((proposal.status, proposal.tally, proposal.closes_at), (Status::Open, Tally::default(), 11));
		assert_eq!(Calls::<Test>::get(studio, number).unwrap().into_inner(), remark(1_000).encode());
		assert_eq!((proposal.call_hash, proposal.call_length), (BlakeTwo256::hash_of(&remark(1_000)), 1_004));
		assert_eq!(held(HoldReason::Storage, BOB) - before, Studios::proposal_deposit(1_004));
		assert_eq!((proposal.place, scheduled(studio, number)), (Some((11, 1)), Some(11)));
		assert_eq!(
			(Records::<Test>::get(studio).unwrap().open_proposals, OpenProposals::<Test>::get(studio, BOB)),
			(1, 1)
		);
	});
}

#[test]
fn fee_should_cover_what_the_scheduler_does_when_a_call_is_proposed() {
	build_and_execute(|| {
		let inner = remark(100);
		let weigh = StudiosCall::propose { studio: 0, call: Box::new(inner.clone()) }.get_dispatch_info().call_weight;
		let own = inner.get_dispatch_info().call_weight;
		let cost = |length: u64| weight(1_000 + length) + weight(1_000) + weight(1_000 + length) + own;
		// As if it were as long as it can be. What that is too much comes back.
		assert_eq!(weigh, cost(MaxCallLength::get().into()));
		let studio = found(&[ALICE]);
		let info = Studios::propose(signed(ALICE), studio, Box::new(inner)).unwrap();
		assert_eq!(info.actual_weight, Some(cost(104)));
	});
}

#[test]
fn proposal_should_be_refused_when_the_call_is_too_much() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let propose = |call| Studios::propose(signed(ALICE), studio, call);
		let length = MaxCallLength::get() as usize;
		assert_noop!(propose(call(remark(length - 3))), Error::CallTooLarge);
		assert_ok!(propose(call(remark(length - 4))));
		let heavy = StudiosCall::enact { studio, proposal: 0, weight_bound: MaxCallWeight::get(), length_bound: 0 };
		assert_noop!(propose(call(heavy)), Error::CallTooHeavy);
		let filtered = pallet_balances::Call::transfer_allow_death { dest: BOB, value: 1 };
		assert_noop!(propose(call(filtered)), Error::CallFiltered);
	});
}

#[test]
fn proposal_should_be_refused_when_too_many_are_open() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		let propose = |who| Studios::propose(signed(who), studio, call(remark(1)));
		MaxOwnProposals::set(2);
		MaxOpenProposals::set(3);
		assert_ok!(propose(ALICE));
		assert_ok!(propose(ALICE));
		assert_noop!(propose(ALICE), Error::MaxOwnProposalsExceeded);
		assert_ok!(propose(BOB));
		assert_noop!(propose(BOB), Error::MaxOpenProposalsExceeded);
		pass(PERIOD);
		assert_ok!(propose(ALICE));
	});
}

#[test]
fn proposal_should_be_refused_when_it_is_no_members_or_nobody_pays() {
	build_and_execute(|| {
		let propose = |studio, who| Studios::propose(signed(who), studio, call(remark(1)));
		assert_noop!(propose(0, ALICE), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(propose(studio, BOB), Error::NotMember);
		assert_noop!(Studios::propose(RuntimeOrigin::root(), studio, call(remark(1))), DispatchError::BadOrigin);
		assert_ok!(Balances::transfer_keep_alive(signed(ALICE), BOB, balance(ALICE) - ED));
		assert_noop!(propose(studio, ALICE), TokenError::FundsUnavailable);
	});
}

#[test]
fn place_should_be_in_a_later_block_when_the_agenda_is_full() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		fill_agenda(11..13);
		let number = propose(studio, ALICE, remark(1));
		assert_eq!(scheduled(studio, number), Some(13));
		run_to(11);
		// The time to vote ends as announced.
		assert_noop!(Studios::vote(signed(ALICE), studio, number, true), Error::VotingClosed);
		run_to(13);
		assert_eq!(status(studio, number), Status::Rejected);
	});
}

#[test]
fn proposals_should_leave_places_to_others_when_there_are_many() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let first: Vec<_> = (0..MaxPlaces::get()).map(|_| propose(studio, ALICE, remark(1))).collect();
		assert!(first.iter().all(|number| scheduled(studio, *number) == Some(11)));
		let next = propose(studio, ALICE, remark(1));
		assert_eq!((Places::<Test>::get(11), scheduled(studio, next)), (MaxPlaces::get(), Some(12)));
		// A place comes free when a proposal goes.
		assert_ok!(Studios::cancel(signed(ALICE), studio, first[0]));
		let last = propose(studio, ALICE, remark(1));
		assert_eq!(scheduled(studio, last), Some(11));
		assert_eq!(fill_agenda(11..12), MaxScheduledPerBlock::get() - MaxPlaces::get());
		run_to(12);
		assert_eq!((Places::<Test>::get(11), Places::<Test>::get(12)), (0, 0));
	});
}

#[test]
fn proposal_should_not_be_refused_when_another_studio_has_all_the_places() {
	build_and_execute(|| {
		let (studio, crowd) = (found(&[ALICE, BOB]), found(&[EVE]));
		for _ in 0..4 * MaxPlaces::get() {
			propose(crowd, EVE, remark(1));
		}
		let proposal = propose(studio, ALICE, spend(DAVE, 7));
		System::assert_has_event(Event::NotScheduled { studio, proposal }.into());
		assert_eq!(
			(Proposals::<Test>::get(studio, proposal).unwrap().place, scheduled(studio, proposal)),
			(None, None)
		);
		vote(studio, proposal, BOB, true);
		assert_noop!(Studios::close(signed(STRANGER), studio, proposal), Error::TooEarly);
		pass(PERIOD);
		// The vote is over as announced, and what was decided happens.
		assert_noop!(Studios::vote(signed(ALICE), studio, proposal, false), Error::VotingClosed);
		assert_ok!(Studios::close(signed(STRANGER), studio, proposal));
		pass(DELAY);
		assert_eq!((status(studio, proposal), balance(DAVE)), (Status::Enacted(Ok(())), RICH + 7));
	});
}

#[test]
fn proposal_should_be_canceled_with_its_whole_deposit_when_it_has_no_place() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		fill_agenda(11..15);
		let before = held(HoldReason::Storage, BOB);
		let proposal = propose(studio, BOB, remark(200));
		assert_ok!(Studios::cancel(signed(BOB), studio, proposal));
		assert_ok!(Studios::prune(signed(STRANGER), studio, proposal));
		assert_eq!(held(HoldReason::Storage, BOB), before);
	});
}

#[test]
fn proposal_should_be_refused_when_the_call_is_too_deep() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_noop!(Studios::propose(signed(ALICE), studio, call(nested(MAX_CALL_DEPTH + 1))), Error::CallTooDeep);
		assert_ok!(Studios::propose(signed(ALICE), studio, call(nested(deepest()))));
	});
}

#[test]
fn proposal_should_be_carried_out_by_hand_when_no_agenda_has_room_at_any_step() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		fill_agenda(11..25);
		let proposal = propose(studio, ALICE, remark(200));
		vote(studio, proposal, ALICE, true);
		pass(PERIOD);
		assert_eq!(status(studio, proposal), Status::Open);
		assert_ok!(Studios::close(signed(STRANGER), studio, proposal));
		System::assert_has_event(Event::NotScheduled { studio, proposal }.into());
		pass(DELAY);
		assert_ok!(Studios::enact(signed(STRANGER), studio, proposal, MaxCallWeight::get(), 300));
		assert_eq!(status(studio, proposal), Status::Enacted(Ok(())));
	});
}
