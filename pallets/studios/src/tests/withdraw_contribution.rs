use crate::mock::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn contribution_should_be_gone_when_it_is_withdrawn() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let (ip, digest) = (mint(account(studio)), claim(BOB, 1));
		assert_ok!(submit(studio, BOB, ip, digest));
		assert_ok!(Studios::withdraw_contribution(signed(BOB), studio, 0));
		assert_eq!(last_event(), Event::ContributionWithdrawn { studio, contribution: 0 }.into());
		assert_eq!(balance(BOB), RICH);
		assert_ok!(submit(studio, BOB, ip, digest));
		assert!(Contributions::<Test>::contains_key(studio, 1));
	});
}

#[test]
fn contribution_should_stay_when_it_is_not_the_contributors_or_accepted() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_ok!(submit(studio, BOB, mint(account(studio)), claim(BOB, 1)));
		let withdraw = |who, number| Studios::withdraw_contribution(signed(who), studio, number);
		assert_noop!(withdraw(BOB, 1), Error::NotFound);
		assert_noop!(withdraw(ALICE, 0), Error::NotContributor);
		assert_ok!(Studios::accept_contribution(signed(account(studio)), studio, 0, 1));
		assert_noop!(withdraw(BOB, 0), Error::AlreadyAccepted);
	});
}
