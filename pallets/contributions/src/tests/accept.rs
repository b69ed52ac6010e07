use crate::mock::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn accept(by: AccountId, score: u64) -> DispatchResult {
	Contributions::accept(signed(by), ALICE, 0, score)
}

#[test]
fn raise_should_be_proposed_when_the_authority_accepts() {
	build_and_execute(|| {
		let ip = submitted();
		System::set_block_number(16);
		assert_ok!(accept(ALICE, 30));
		assert_eq!(Raises::<Test>::get(), [(ALICE, ip, BOB, 30)]);
		let event = Event::Accepted { authority: ALICE, contribution: 0, ip, who: BOB, score: 30, by: ALICE };
		assert_eq!(last_event(), event.into());
		let record = Records::<Test>::get(ALICE, 0).unwrap();
		assert_eq!(record.judgment, Judgment::Accepted { score: 30, by: ALICE, at: 16 });
		assert_eq!(record.deposit.who, BOB);
		assert_eq!(held(BOB), Contributions::contribution_deposit());
	});
}

#[test]
fn limit_should_be_used_up_when_a_curator_accepts() {
	build_and_execute(|| {
		let ip = submitted();
		assert_noop!(accept(CAROL, 1), Error::NotAuthorized);
		assert_ok!(Contributions::set_curator(signed(ALICE), CAROL, Some(50)));
		assert_noop!(accept(CAROL, 51), Error::LimitExceeded);
		assert_ok!(Contributions::set_curator(signed(ALICE), BOB, Some(50)));
		assert_noop!(accept(BOB, 1), Error::OwnContribution);
		assert_ok!(accept(CAROL, 30));
		assert_eq!(Curators::<Test>::get(ALICE, CAROL).unwrap().limit, 20);
		assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 2)));
		assert_noop!(Contributions::accept(signed(CAROL), ALICE, 1, 21), Error::LimitExceeded);
		assert_ok!(Contributions::accept(signed(CAROL), ALICE, 1, 20));
		assert_eq!(Raises::<Test>::get().len(), 2);
		// In the name of the authority, which pays for it.
		assert!(Raises::<Test>::get().iter().all(|(proposer, ..)| *proposer == ALICE));
	});
}

#[test]
fn acceptance_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		let ip = submitted();
		assert_noop!(accept(ALICE, 0), Error::ZeroScore);
		assert_noop!(accept(DAVE, 1), Error::NotAuthorized);
		assert_noop!(Contributions::accept(signed(ALICE), ALICE, 1, 1), Error::NotFound);
		assert_noop!(Contributions::accept(signed(DAVE), DAVE, 0, 1), Error::NotFound);
		Authorities::<Test>::insert(ip, Some(DAVE));
		assert_noop!(accept(ALICE, 1), Error::AuthorityMismatch);
		Authorities::<Test>::insert(ip, None::<AccountId>);
		Claims::<Test>::remove((claim(BOB, 1), BOB));
		assert_noop!(accept(ALICE, 1), Error::NotClaimed);
		claim(BOB, 1);
		assert_noop!(accept(ALICE, u64::MAX), error::MAX_TOTAL_SCORE_EXCEEDED);
		assert_ok!(accept(ALICE, 1));
		assert_noop!(accept(ALICE, 1), Error::AlreadyAccepted);
	});
}

#[test]
fn own_contribution_should_be_accepted_when_the_authority_made_it() {
	build_and_execute(|| {
		let ip = mint(ALICE);
		assert_ok!(submit(ALICE, ALICE, ip, claim(ALICE, 1)));
		assert_ok!(Contributions::set_curator(signed(ALICE), CAROL, Some(5)));
		assert_ok!(accept(ALICE, 3));
		assert_eq!(Raises::<Test>::get(), [(ALICE, ip, ALICE, 3)]);
	});
}

#[test]
fn acceptance_should_miss_when_another_contribution_took_the_place() {
	build_and_execute(|| {
		let ip = submitted();
		// Decided for the first one; then its contributor puts another in its place.
		assert_ok!(Contributions::withdraw(signed(BOB), ALICE, 0));
		assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 2)));
		assert_noop!(accept(ALICE, 30), Error::NotFound);
	});
}
