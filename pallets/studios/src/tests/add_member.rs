use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn invitation_should_be_there_when_the_studio_decided_so() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_ok!(decide(studio, &[ALICE], StudiosCall::add_member { who: BOB }));
		assert_eq!(held(HoldReason::Storage, account(studio)), Studios::invitation_deposit());
		System::assert_has_event(Event::Invited { studio, who: BOB }.into());
		assert_eq!(Studios::invitations(studio, None, 10).items, [BOB]);
		assert_ok!(Studios::join(signed(BOB), studio));
		assert_eq!(held(HoldReason::Storage, account(studio)), 0);
	});
}

#[test]
fn invitation_should_be_refused_when_it_makes_no_sense() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let add = |by, who| Studios::add_member(signed(by), who);
		assert_noop!(add(account(studio), ALICE), Error::AlreadyMember);
		assert_noop!(add(account(studio), account(studio)), Error::OwnAccount);
		assert_noop!(add(ALICE, BOB), DispatchError::BadOrigin);
		assert_ok!(add(account(studio), BOB));
		assert_noop!(add(account(studio), BOB), Error::AlreadyExists);
	});
}

#[test]
fn invitation_should_be_refused_when_the_studio_cannot_pay() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let rest = balance(account(studio)) - ED;
		assert_ok!(Balances::transfer_keep_alive(signed(account(studio)), ALICE, rest));
		assert_noop!(Studios::add_member(signed(account(studio)), BOB), TokenError::FundsUnavailable);
	});
}
