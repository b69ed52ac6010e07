use crate::mock::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn contribution_should_be_gone_when_it_is_withdrawn() {
	build_and_execute(|| {
		let (ip, digest) = (mint(ALICE), claim(BOB, 1));
		assert_ok!(submit(ALICE, BOB, ip, digest));
		assert_ok!(Contributions::withdraw(signed(BOB), ALICE, 0));
		assert_eq!(last_event(), Event::Withdrawn { authority: ALICE, contribution: 0 }.into());
		assert_eq!(balance(BOB), RICH);
		assert_ok!(submit(ALICE, BOB, ip, digest));
		assert!(Records::<Test>::contains_key(ALICE, 1));
	});
}

#[test]
fn contribution_should_stay_when_it_is_not_the_contributors_or_accepted() {
	build_and_execute(|| {
		submitted();
		let withdraw = |who, number| Contributions::withdraw(signed(who), ALICE, number);
		assert_noop!(withdraw(BOB, 1), Error::NotFound);
		assert_noop!(withdraw(ALICE, 0), Error::NotContributor);
		assert_ok!(Contributions::accept(signed(ALICE), ALICE, 0, 1));
		assert_noop!(withdraw(BOB, 0), Error::AlreadyAccepted);
	});
}
