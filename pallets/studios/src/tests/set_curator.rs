use crate::mock::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn curator_should_have_a_limit_when_the_studio_sets_one() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let set = |limit| Studios::set_curator(signed(account(studio)), CAROL, limit);
		assert_noop!(set(None), Error::NotFound);
		assert_ok!(set(Some(5)));
		assert_eq!(last_event(), Event::CuratorSet { studio, who: CAROL, limit: Some(5) }.into());
		assert_ok!(set(Some(7)));
		assert_eq!(Curators::<Test>::get(studio, CAROL).unwrap().limit, 7);
		assert_eq!(held(HoldReason::Storage, account(studio)), Studios::curator_deposit());
		assert_ok!(set(None));
		assert_eq!(held(HoldReason::Storage, account(studio)), 0);
	});
}

#[test]
fn curator_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let set = |by, who| Studios::set_curator(signed(by), who, Some(1));
		assert_noop!(set(ALICE, CAROL), DispatchError::BadOrigin);
		assert_noop!(set(account(studio), account(studio)), Error::OwnAccount);
		let rest = balance(account(studio)) - ED;
		assert_ok!(Balances::transfer_keep_alive(signed(account(studio)), ALICE, rest));
		assert_noop!(set(account(studio), CAROL), TokenError::FundsUnavailable);
	});
}
