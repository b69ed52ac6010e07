use crate::mock::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn curator_should_have_a_limit_when_the_authority_sets_one() {
	build_and_execute(|| {
		let set = |limit| Contributions::set_curator(signed(ALICE), CAROL, limit);
		assert_noop!(set(None), Error::NotFound);
		assert_ok!(set(Some(5)));
		assert_eq!(last_event(), Event::CuratorSet { authority: ALICE, who: CAROL, limit: Some(5) }.into());
		assert_ok!(set(Some(7)));
		assert_eq!(Curators::<Test>::get(ALICE, CAROL).unwrap().limit, 7);
		assert_eq!(held(ALICE), Contributions::curator_deposit());
		assert_ok!(set(None));
		assert_eq!(held(ALICE), 0);
	});
}

#[test]
fn curator_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		let set = |by, who| Contributions::set_curator(signed(by), who, Some(1));
		assert_noop!(Contributions::set_curator(RuntimeOrigin::root(), CAROL, Some(1)), DispatchError::BadOrigin);
		assert_noop!(set(ALICE, ALICE), Error::OwnAccount);
		let rest = balance(ALICE) - ED;
		assert_ok!(Balances::transfer_keep_alive(signed(ALICE), BOB, rest));
		assert_noop!(set(ALICE, CAROL), TokenError::FundsUnavailable);
	});
}

#[test]
fn curator_should_judge_nothing_of_others_when_somebody_names_it() {
	build_and_execute(|| {
		let (ip, own) = (submitted(), claim(CAROL, 1));
		// Anybody can name curators, for itself.
		assert_ok!(Contributions::set_curator(signed(DAVE), CAROL, Some(50)));
		assert_noop!(Contributions::accept(signed(CAROL), ALICE, 0, 1), Error::NotAuthorized);
		assert_noop!(Contributions::reject(signed(CAROL), ALICE, 0), Error::NotAuthorized);
		assert_noop!(Contributions::accept(signed(CAROL), DAVE, 0, 1), Error::NotFound);
		assert_noop!(submit(DAVE, CAROL, ip, own), Error::AuthorityMismatch);
	});
}
