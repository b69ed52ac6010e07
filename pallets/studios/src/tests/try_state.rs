//! Every invariant, broken on purpose.

use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_ok, traits::fungible::hold::Mutate};
use sp_runtime::TryRuntimeError;

const STUDIO: u32 = 0;

/// A sound state, broken in one place: Bob delegates to Alice, who votes on the first of two proposals of Carol.
fn broken(break_it: impl FnOnce()) -> Result<(), TryRuntimeError> {
	new_test_ext().execute_with(|| {
		let studio = found_by(by_tokens, &[(ALICE, 100), (BOB, 10), (CAROL, 1)]);
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		let proposals = [(); 2].map(|()| propose(studio, CAROL, remark(200)));
		vote(studio, proposals[0], ALICE, true);
		vote(studio, proposals[0], CAROL, false);
		assert_ok!(Studios::add_member(signed(account(studio)), DAVE));
		assert_ok!(Studios::do_try_state());
		break_it();
		Studios::do_try_state()
	})
}

fn broken_studio(break_it: impl FnOnce(&mut Studio<AccountId, u64>)) -> Result<(), TryRuntimeError> {
	broken(|| Records::<Test>::mutate(STUDIO, |studio| break_it(studio.as_mut().unwrap())))
}

fn broken_member(who: AccountId, break_it: impl FnOnce(&mut Member<AccountId, u64>)) -> Result<(), TryRuntimeError> {
	broken(|| Members::<Test>::mutate(STUDIO, who, |member| break_it(member.as_mut().unwrap())))
}

fn broken_proposal(break_it: impl FnOnce(&mut crate::ProposalOf<Test>)) -> Result<(), TryRuntimeError> {
	broken(|| Proposals::<Test>::mutate(STUDIO, 0, |proposal| break_it(proposal.as_mut().unwrap())))
}

fn says(text: &'static str) -> Result<(), TryRuntimeError> {
	Err(text.into())
}

#[test]
fn studio_should_be_refused_when_it_miscounts_or_misleads() {
	assert_eq!(broken(|| NextStudio::<Test>::put(0)), says("a studio has a number that was not given out"));
	let misled = "the account of a studio does not lead back to it";
	assert_eq!(broken(|| StudioOfAccount::<Test>::remove(account(STUDIO))), says(misled));
	assert_eq!(broken_studio(|studio| studio.members += 1), says("a studio miscounts its members"));
	assert_eq!(broken_studio(|studio| studio.rule.period = 0), says("the rule of a studio is not valid"));
	assert_eq!(broken(|| MaxMembers::set(2)), says("a studio has too many members"));
	let empty = broken(|| {
		let _ = Members::<Test>::clear_prefix(STUDIO, 9, None);
		Records::<Test>::mutate(STUDIO, |studio| studio.as_mut().unwrap().members = 0);
	});
	assert_eq!(empty, says("a studio has no member"));
	assert_eq!(broken_studio(|studio| studio.first_live = 9), says("proposals are live that were not made"));
	let foreign = "an account leads to a studio that it is not of";
	assert_eq!(broken(|| StudioOfAccount::<Test>::insert(STRANGER, STUDIO)), says(foreign));
	let itself = "a studio is its own member, or invited by itself";
	let invited = broken(|| {
		let deposit = Invitations::<Test>::get(STUDIO, DAVE).unwrap();
		Invitations::<Test>::insert(STUDIO, account(STUDIO), deposit);
	});
	assert_eq!(invited, says(itself));
	let orphan = "something belongs to a studio that does not exist";
	assert_eq!(broken(|| StudioOfAccount::<Test>::insert(STRANGER, 7)), says(orphan));
	assert_eq!(broken(|| OpenProposals::<Test>::insert(7, ALICE, 1)), says(orphan));
}

#[test]
fn power_should_be_refused_when_it_does_not_add_up() {
	let wrong = "a member has not the power that the rule gives it";
	assert_eq!(broken_member(CAROL, |member| member.power += 1), says(wrong));
	assert_eq!(broken_studio(|studio| studio.electorate += 1), says("the electorate is not the power of all members"));
	let falling = "a studio falls back though somebody can vote";
	assert_eq!(broken_studio(|studio| studio.falls_back_at = Some(9)), says(falling));
}

#[test]
fn seat_should_be_refused_when_it_is_taken() {
	assert_eq!(broken_member(CAROL, |member| member.seat = 0), says("two members have the same seat"));
	assert_eq!(broken_studio(|studio| studio.next_seat = 2), says("the next seat is taken"));
	let invited = broken(|| {
		let deposit = Invitations::<Test>::take(STUDIO, DAVE).unwrap();
		Invitations::<Test>::insert(STUDIO, BOB, deposit);
	});
	assert_eq!(invited, says("a member is invited"));
}

#[test]
fn delegation_should_be_refused_when_it_does_not_add_up() {
	let wrong = "a delegate has not the power of those who delegate to it";
	assert_eq!(broken_member(ALICE, |member| member.received -= 1), says(wrong));
	assert_eq!(broken_member(BOB, |member| member.delegation = None), says(wrong));
	let miscounted = "a delegate miscounts those who delegate to it";
	assert_eq!(broken_member(ALICE, |member| member.delegators += 1), says(miscounted));
	let to = |to, seat| move |member: &mut Member<AccountId, u64>| member.delegation = Some(Delegation { to, seat });
	assert_eq!(broken_member(CAROL, to(CAROL, 2)), says("a member delegates to itself"));
	assert_eq!(broken_member(ALICE, to(CAROL, 2)), says("a delegate delegates"));
	// To a seat that nobody has: ended.
	assert_ok!(broken_member(CAROL, to(BOB, 7)));
}

#[test]
fn votes_should_be_refused_when_they_do_not_add_up() {
	let wrong = "a tally is not the power of those who vote";
	assert_eq!(broken_proposal(|proposal| proposal.tally.ayes -= 1), says(wrong));
	assert_eq!(broken_proposal(|proposal| proposal.tally.nays += 1), says(wrong));
	assert_eq!(broken_member(CAROL, |member| member.votes[0].1 = true), says(wrong));
	// The vote of somebody who is no member.
	let gone = broken(|| {
		let gone = Members::<Test>::take(STUDIO, CAROL).unwrap();
		Records::<Test>::mutate(STUDIO, |studio| {
			let studio = studio.as_mut().unwrap();
			(studio.members, studio.electorate) = (2, 110);
		});
		assert_eq!(gone.votes.len(), 1);
	});
	assert_eq!(gone, says(wrong));
	let twice = broken_member(CAROL, |member| member.votes.try_push((0, true)).unwrap());
	assert_eq!(twice, says("a member votes twice"));
	let delegated = broken_member(BOB, |member| member.votes.try_push((1, true)).unwrap());
	assert_eq!(delegated, says("a member votes that delegates"));
}

#[test]
fn proposals_should_be_refused_when_they_lack_something() {
	let number = "a proposal has a number that was not given out";
	assert_eq!(broken_studio(|studio| studio.next_proposal = 1), says(number));
	let no_call = "a proposal has no call, or still has one";
	assert_eq!(broken(|| Calls::<Test>::remove(STUDIO, 0)), says(no_call));
	assert_eq!(broken(|| approve(|proposal| proposal.status = Status::Enacted(Ok(())))), says(no_call));
	let other = "a proposal has the call of another";
	assert_eq!(broken_proposal(|proposal| proposal.call_hash = Default::default()), says(other));
	assert_eq!(broken_proposal(|proposal| proposal.call_length += 1), says(other));
	let orphan = broken(|| Calls::<Test>::insert(STUDIO, 7, Calls::<Test>::get(STUDIO, 0).unwrap()));
	assert_eq!(orphan, says("a call belongs to no proposal"));
	assert_eq!(broken_studio(|studio| studio.open_proposals = 1), says("a studio miscounts its open proposals"));
	assert_eq!(broken(|| MaxOpenProposals::set(1)), says("a studio has too many open proposals"));
	assert_eq!(broken(|| MaxOwnProposals::set(1)), says("an account has too many open proposals"));
	let miscounted = "the open proposals of an account are miscounted";
	assert_eq!(broken(|| OpenProposals::<Test>::insert(STUDIO, CAROL, 1)), says(miscounted));
	assert_eq!(broken(|| OpenProposals::<Test>::insert(STUDIO, ALICE, 0)), says(miscounted));
}

/// Approves the first proposal, and breaks it.
fn approve(break_it: impl FnOnce(&mut crate::ProposalOf<Test>)) {
	pass(PERIOD);
	assert!(matches!(status(STUDIO, 0), Status::Approved { .. }));
	assert_ok!(Studios::do_try_state());
	Proposals::<Test>::mutate(STUDIO, 0, |proposal| break_it(proposal.as_mut().unwrap()));
}

#[test]
fn agenda_should_be_refused_when_a_place_is_wrong() {
	let no_place = "a proposal has a place that the scheduler does not come to";
	let rejected = broken(|| {
		pass(PERIOD);
		Proposals::<Test>::mutate(STUDIO, 1, |proposal| proposal.as_mut().unwrap().place = Some((11, 1)));
	});
	assert_eq!(rejected, says(no_place));
	let failed = broken(|| {
		approve(|proposal| {
			let Status::Approved { failure, .. } = &mut proposal.status else { panic!() };
			*failure = Some(Error::NestedEnact.into());
		})
	});
	assert_eq!(failed, says(no_place));
	let early = "a proposal has a place before its time";
	assert_eq!(broken_proposal(|proposal| proposal.closes_at += 1), says(early));
	assert_eq!(broken(|| approve(|proposal| proposal.place = Some((15, 1)))), says(early));
	let absent = "a place is not in the agenda";
	assert_eq!(broken_proposal(|proposal| proposal.place = Some((12, 1))), says(absent));
	assert_eq!(broken(|| approve(|proposal| proposal.place = Some((17, 1)))), says(absent));
	let miscounted = "the places of a block are miscounted";
	assert_eq!(broken(|| Places::<Test>::insert(11, 1)), says(miscounted));
	assert_eq!(broken(|| Places::<Test>::insert(12, 0)), says(miscounted));
	// One that found no place is sound; but this one has, and is counted.
	assert_eq!(broken(|| approve(|proposal| proposal.place = None)), says(miscounted));
	assert_eq!(broken_proposal(|proposal| proposal.place = None), says(miscounted));
	let many = broken(|| {
		let open = Proposals::<Test>::get(STUDIO, 0).unwrap();
		for number in 2..20 {
			let deposit = atelier_primitives::Deposit { who: CAROL, amount: 0 };
			let status = Status::Approved { enact_at: 1, expires_at: 99, failure: None };
			let proposal = Proposal { status, place: Some((1, 1)), deposit, ..open.clone() };
			Proposals::<Test>::insert(STUDIO, number, proposal);
			Calls::<Test>::insert(STUDIO, number, Calls::<Test>::get(STUDIO, 0).unwrap());
		}
		Places::<Test>::insert(1, 18);
		Records::<Test>::mutate(STUDIO, |studio| studio.as_mut().unwrap().next_proposal = 20);
	});
	assert_eq!(many, says("a block has too many places taken"));
}

#[test]
fn follower_should_be_refused_when_it_does_not_vote_by_the_pool() {
	let ip = atelier_primitives::IpId::new(0, 0);
	let follower = "the follower of a pool does not vote by its scores";
	assert_eq!(broken(|| FollowerOf::<Test>::insert(ip, STUDIO)), says(follower));
	let forgotten = broken(|| {
		let studio = found_by(by_scores, &[(ALICE, 1)]);
		let VotingRule::Scores(ip) = Records::<Test>::get(studio).unwrap().rule.voting else { panic!() };
		FollowerOf::<Test>::remove(ip);
	});
	assert_eq!(forgotten, says("a studio votes by a pool that it does not follow"));
}

#[test]
fn power_should_be_refused_when_a_score_was_not_told() {
	let untold = broken(|| {
		let studio = found_by(by_scores, &[(ALICE, 1)]);
		let VotingRule::Scores(ip) = Records::<Test>::get(studio).unwrap().rule.voting else { panic!() };
		Scores::<Test>::insert(ip, ALICE, 2);
	});
	assert_eq!(untold, says("a member has not the power that the rule gives it"));
}

#[test]
fn money_should_be_refused_when_it_is_not_exactly_held() {
	let wrong = says("an account has not exactly its deposits and locks on hold");
	assert_eq!(broken_studio(|studio| studio.deposit.amount += 1), wrong);
	assert_eq!(broken_member(CAROL, |member| member.deposit.who = STRANGER), wrong);
	assert_eq!(broken_proposal(|proposal| proposal.deposit.amount -= 1), wrong);
	assert_eq!(broken(|| Invitations::<Test>::remove(STUDIO, DAVE)), wrong);
	for reason in [HoldReason::Storage, HoldReason::Voting] {
		// An account without any record.
		assert_eq!(broken(|| Balances::hold(&reason.into(), &STRANGER, 1).unwrap()), wrong);
	}
}

#[test]
fn studio_should_be_refused_when_it_signs_between_calls() {
	assert_eq!(broken(|| Enacting::<Test>::put(STUDIO)), says("a studio signs between two calls"));
}
