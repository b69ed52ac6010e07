//! Rules and tallies, by themselves.

use crate::{mock::*, tests::scenario::*};
use proptest::prelude::*;
use sp_runtime::Perbill;

fn passes(ayes: u128, nays: u128, electorate: u128, approval: Perbill, quorum: Perbill) -> bool {
	Tally { ayes, nays }.passes(&Rule { approval, quorum, ..rule(VotingRule::Members) }, electorate)
}

#[test]
fn tally_should_pass_when_both_parts_are_reached_exactly() {
	let (half, two_thirds) = (Perbill::from_percent(50), Perbill::from_rational(2u32, 3u32));
	assert!(passes(2, 1, 6, half, half));
	assert!(!passes(2, 1, 7, half, half));
	assert!(passes(2, 1, 3, two_thirds, half));
	assert!(!passes(1, 1, 2, half, half));
	assert!(passes(1, 0, 1, Perbill::one(), Perbill::one()));
	assert!(!passes(99, 1, 100, Perbill::one(), half));
}

#[test]
fn tally_should_not_pass_when_nobody_votes_or_can() {
	let tiny = Perbill::from_parts(1);
	assert!(!passes(0, 0, 100, Perbill::from_percent(50), tiny));
	assert!(!passes(0, 0, 0, Perbill::from_percent(50), tiny));
	assert!(!passes(1, 0, 0, Perbill::from_percent(50), tiny));
	assert!(passes(u128::MAX, 0, u128::MAX, Perbill::one(), Perbill::one()));
}

proptest! {
	#[test]
	fn tally_should_pass_when_it_does_in_exact_numbers(
		ayes in 0..1u128 << 90,
		nays in 0..1u128 << 90,
		absent in 0..1u128 << 90,
		approval in 500_000_000..=1_000_000_000u32,
		quorum in 1..=1_000_000_000u32,
	) {
		let (turnout, electorate, whole) = (ayes + nays, ayes + nays + absent, 1_000_000_000);
		let expected = turnout > 0
			&& ayes > nays
			&& ayes * whole >= turnout * u128::from(approval)
			&& turnout * whole >= electorate * u128::from(quorum);
		let passes = passes(ayes, nays, electorate, Perbill::from_parts(approval), Perbill::from_parts(quorum));
		prop_assert_eq!(passes, expected);
	}
}
