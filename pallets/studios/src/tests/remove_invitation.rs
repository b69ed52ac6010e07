use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

#[test]
fn invitation_should_go_when_either_side_removes_it() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		for by in [BOB, account(studio)] {
			assert_ok!(Studios::add_member(signed(account(studio)), BOB));
			assert_ok!(Studios::remove_invitation(signed(by), studio, BOB));
			assert_eq!(last_event(), Event::InvitationRemoved { studio, who: BOB }.into());
			assert_eq!(held(HoldReason::Storage, account(studio)), 0);
		}
		assert_noop!(Studios::join(signed(BOB), studio), Error::NotInvited);
	});
}

#[test]
fn deposit_should_go_back_to_the_creator_when_a_founder_declines() {
	build_and_execute(|| {
		let founders = vec![BOB].try_into().unwrap();
		let rule = rule(VotingRule::Members);
		assert_ok!(Studios::create(signed(ALICE), name("studio"), [7; 32], founders, rule));
		assert_ok!(Studios::remove_invitation(signed(BOB), 0, BOB));
		assert_eq!(held(HoldReason::Storage, ALICE), Studios::studio_deposit() + Studios::member_deposit());
	});
}

#[test]
fn invitation_should_stay_when_a_third_removes_it() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_noop!(Studios::remove_invitation(signed(BOB), studio, BOB), Error::NotInvited);
		assert_ok!(Studios::add_member(signed(account(studio)), BOB));
		assert_noop!(Studios::remove_invitation(signed(ALICE), studio, BOB), Error::NotAuthorized);
	});
}
