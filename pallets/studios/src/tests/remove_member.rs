use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn member_should_be_gone_with_its_votes_when_the_studio_removes_it() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		let other = propose(studio, CAROL, remark(1));
		vote(studio, other, CAROL, true);
		assert_ok!(Studios::remove_member(signed(account(studio)), CAROL));
		assert_eq!(last_event(), Event::MemberRemoved { studio, who: CAROL }.into());
		assert_eq!((tally(studio, other), electorate(studio)), ((0, 0), 2));
		assert_noop!(Studios::vote(signed(CAROL), studio, other, true), Error::NotMember);
		assert_eq!(held(HoldReason::Storage, CAROL), Proposals::<Test>::get(studio, other).unwrap().deposit.amount);
	});
}

#[test]
fn studio_should_stay_usable_when_it_decides_to_remove_its_last_member() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let removed = decide(studio, &[ALICE], StudiosCall::remove_member { who: ALICE });
		assert_eq!(removed, Err(Error::LastMember.into()));
		assert_ok!(decide(studio, &[ALICE], remark(1)));
	});
}

#[test]
fn removal_should_be_refused_when_it_is_not_the_studio_or_no_member() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB]);
		assert_noop!(Studios::remove_member(signed(ALICE), BOB), DispatchError::BadOrigin);
		assert_noop!(Studios::remove_member(signed(account(studio)), CAROL), Error::NotMember);
	});
}
