use crate::mock::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn deposit_should_go_back_when_the_studio_or_a_curator_rejects() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let ip = mint(account(studio));
		assert_ok!(Studios::set_curator(signed(account(studio)), CAROL, Some(1)));
		for (contribution, by) in [(0, account(studio)), (1, CAROL)] {
			assert_ok!(submit(studio, BOB, ip, claim(BOB, 1)));
			assert_ok!(Studios::reject_contribution(signed(by), studio, contribution));
			assert_eq!(last_event(), Event::ContributionRejected { studio, contribution, by }.into());
			assert_eq!(balance(BOB), RICH);
		}
	});
}

#[test]
fn contribution_should_stay_when_it_cannot_be_rejected() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_ok!(submit(studio, BOB, mint(account(studio)), claim(BOB, 1)));
		let reject = |by, number| Studios::reject_contribution(signed(by), studio, number);
		assert_noop!(reject(ALICE, 0), Error::NotAuthorized);
		assert_ok!(Studios::set_curator(signed(account(studio)), CAROL, Some(0)));
		assert_noop!(reject(CAROL, 0), Error::NotAuthorized);
		assert_noop!(reject(account(studio), 1), Error::NotFound);
		assert_ok!(Studios::accept_contribution(signed(account(studio)), studio, 0, 1));
		assert_noop!(reject(account(studio), 0), Error::AlreadyAccepted);
	});
}
