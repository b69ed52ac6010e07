use crate::mock::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn deposit_should_go_back_when_the_authority_or_a_curator_rejects() {
	build_and_execute(|| {
		let ip = mint(ALICE);
		assert_ok!(Contributions::set_curator(signed(ALICE), CAROL, Some(1)));
		for (contribution, by) in [(0, ALICE), (1, CAROL)] {
			assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 1)));
			assert_ok!(Contributions::reject(signed(by), ALICE, contribution));
			assert_eq!(last_event(), Event::Rejected { authority: ALICE, contribution, by }.into());
			assert_eq!(balance(BOB), RICH);
		}
	});
}

#[test]
fn contribution_should_stay_when_it_cannot_be_rejected() {
	build_and_execute(|| {
		submitted();
		let reject = |by, number| Contributions::reject(signed(by), ALICE, number);
		assert_noop!(reject(DAVE, 0), Error::NotAuthorized);
		assert_ok!(Contributions::set_curator(signed(ALICE), CAROL, Some(0)));
		assert_noop!(reject(CAROL, 0), Error::NotAuthorized);
		assert_noop!(reject(ALICE, 1), Error::NotFound);
		assert_ok!(Contributions::accept(signed(ALICE), ALICE, 0, 1));
		assert_noop!(reject(ALICE, 0), Error::AlreadyAccepted);
	});
}
