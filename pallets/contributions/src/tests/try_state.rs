//! Every invariant, broken on purpose.

use crate::mock::*;
use frame_support::{assert_ok, traits::fungible::hold::Mutate};
use sp_runtime::TryRuntimeError;

/// A sound state, broken in one place: two contributions of Bob to Alice, the first one accepted, and a curator.
fn broken(break_it: impl FnOnce()) -> Result<(), TryRuntimeError> {
	new_test_ext().execute_with(|| {
		System::set_block_number(5);
		let ip = submitted();
		assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 2)));
		assert_ok!(Contributions::set_curator(signed(ALICE), CAROL, Some(50)));
		assert_ok!(Contributions::accept(signed(CAROL), ALICE, 0, 7));
		assert_ok!(Contributions::do_try_state());
		break_it();
		Contributions::do_try_state()
	})
}

fn broken_record(break_it: impl FnOnce(&mut crate::ContributionOf<Test>)) -> Result<(), TryRuntimeError> {
	broken(|| Records::<Test>::mutate(ALICE, 0, |record| break_it(record.as_mut().unwrap())))
}

fn broken_sequence(break_it: impl FnOnce(&mut Sequence)) -> Result<(), TryRuntimeError> {
	broken(|| Sequences::<Test>::mutate(ALICE, |sequence| break_it(sequence.as_mut().unwrap())))
}

fn says(text: &'static str) -> Result<(), TryRuntimeError> {
	Err(text.into())
}

#[test]
fn number_should_be_refused_when_it_was_not_given_out() {
	let number = "a contribution has a number that was not given out";
	assert_eq!(broken(|| Sequences::<Test>::remove(ALICE)), says(number));
	assert_eq!(broken_sequence(|sequence| sequence.next = 1), says(number));
	assert_eq!(broken_sequence(|sequence| sequence.first = 1), says(number));
	let miscounted = "a sequence miscounts its contributions, or has none";
	assert_eq!(broken_sequence(|sequence| sequence.count = 1), says(miscounted));
	let empty = Sequence { first: 0, next: 0, count: 0 };
	assert_eq!(broken(|| Sequences::<Test>::insert(DAVE, empty)), says(miscounted));
	let late = broken(|| {
		let record = Records::<Test>::get(ALICE, 0).unwrap();
		Records::<Test>::insert(DAVE, 9, record);
		Sequences::<Test>::insert(DAVE, Sequence { first: 9, next: 10, count: 1 });
	});
	assert_eq!(late, says("a sequence starts above the start of new ones"));
}

#[test]
fn mark_should_be_refused_when_it_is_wrong() {
	let mark = || Marks::<Test>::iter().next().unwrap();
	assert_eq!(broken(|| Marks::<Test>::remove(mark().0)), says("a contribution has no mark"));
	let extra = broken(|| {
		let ((ip, digest, _), number) = mark();
		Marks::<Test>::insert((ip, digest, CAROL), number);
	});
	assert_eq!(extra, says("a mark has no contribution"));
	let elsewhere = broken(|| {
		let (key, (_, number)) = mark();
		Marks::<Test>::insert(key, (DAVE, number));
	});
	assert_eq!(elsewhere, says("a contribution has no mark"));
}

#[test]
fn judgment_should_be_refused_when_it_gave_nothing_or_came_too_early() {
	let judged = |score, at| broken_record(|record| record.judgment = Judgment::Accepted { score, by: CAROL, at });
	assert_eq!(judged(0, 5), says("an accepted contribution was given no score"));
	assert_eq!(judged(7, 4), says("a contribution was accepted before it was submitted"));
	assert_ok!(judged(7, 6));
}

#[test]
fn curator_should_be_refused_when_it_is_the_authority() {
	let own = broken(|| {
		let curator = Curators::<Test>::take(ALICE, CAROL).unwrap();
		Curators::<Test>::insert(ALICE, ALICE, curator);
	});
	assert_eq!(own, says("an account is its own curator"));
}

#[test]
fn money_should_be_refused_when_it_is_not_exactly_held() {
	let wrong = says("an account has not exactly its deposits on hold");
	assert_eq!(broken_record(|record| record.deposit.amount += 1), wrong);
	assert_eq!(broken(|| Curators::<Test>::remove(ALICE, CAROL)), wrong);
	// An account without any record.
	assert_eq!(broken(|| Balances::hold(&HoldReason::Storage.into(), &STRANGER, 1).unwrap()), wrong);
}
