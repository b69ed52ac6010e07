use crate::mock::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn contribution_should_be_recorded_when_it_is_submitted() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let (ip, digest) = (mint(account(studio)), claim(BOB, 1));
		submit(studio, BOB, ip, digest).unwrap();
		let event = Event::ContributionSubmitted { studio, contribution: 0, who: BOB, ip, digest };
		assert_eq!(last_event(), event.into());
		let record = Contributions::<Test>::get(studio, 0).unwrap();
		assert_eq!((record.ip, record.digest, record.submitted_at), (ip, digest, 1));
		assert_eq!((&record.role[..], &record.human[..]), (&b"palette"[..], &b"chose every color by hand"[..]));
		assert_eq!(record.judgment, Judgment::Pending);
		assert_eq!(held(HoldReason::Storage, BOB), Studios::contribution_deposit());
	});
}

#[test]
fn contribution_should_be_refused_when_it_was_submitted_before() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let (ip, digest) = (mint(account(studio)), claim(BOB, 1));
		assert_ok!(submit(studio, BOB, ip, digest));
		assert_noop!(submit(studio, BOB, ip, digest), Error::AlreadyExists);
		// Several can claim an artifact, and one can serve several IP assets.
		claim(CAROL, 1);
		assert_ok!(submit(studio, CAROL, ip, digest));
		assert_ok!(submit(studio, BOB, mint(account(studio)), digest));
	});
}

#[test]
fn contribution_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		let (ip, digest) = (mint(account(0)), claim(BOB, 1));
		assert_noop!(submit(0, BOB, ip, digest), Error::NotFound);
		let studio = found(&[ALICE]);
		assert_noop!(submit(studio, CAROL, ip, digest), Error::NotClaimed);
		let foreign = mint(ALICE);
		assert_noop!(submit(studio, BOB, foreign, digest), Error::NotAuthorized);
		claim(POOR, 1);
		assert_noop!(submit(studio, POOR, ip, digest), TokenError::FundsUnavailable);
		Authorities::<Test>::insert(ip, ALICE);
		assert_noop!(submit(studio, BOB, ip, digest), Error::NotAuthorized);
	});
}
