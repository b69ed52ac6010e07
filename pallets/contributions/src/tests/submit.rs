use crate::mock::*;
use atelier_primitives::IpId;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn contribution_should_be_recorded_when_it_is_submitted() {
	build_and_execute(|| {
		let (ip, digest) = (mint(ALICE), claim(BOB, 1));
		submit(ALICE, BOB, ip, digest).unwrap();
		let event = Event::Submitted { authority: ALICE, contribution: 0, who: BOB, ip, digest };
		assert_eq!(last_event(), event.into());
		let record = Records::<Test>::get(ALICE, 0).unwrap();
		assert_eq!((record.ip, record.digest, record.submitted_at), (ip, digest, 1));
		assert_eq!((&record.role[..], &record.human[..]), (&b"palette"[..], &b"chose every color by hand"[..]));
		assert_eq!(record.judgment, Judgment::Pending);
		assert_eq!(held(BOB), Contributions::contribution_deposit());
	});
}

#[test]
fn contribution_should_be_refused_when_it_was_submitted_before() {
	build_and_execute(|| {
		let (ip, digest) = (mint(ALICE), claim(BOB, 1));
		assert_ok!(submit(ALICE, BOB, ip, digest));
		assert_noop!(submit(ALICE, BOB, ip, digest), Error::AlreadyExists);
		// Several can claim an artifact, and one can serve several IP assets.
		claim(CAROL, 1);
		assert_ok!(submit(ALICE, CAROL, ip, digest));
		assert_ok!(submit(ALICE, BOB, mint(ALICE), digest));
		assert_ok!(submit(DAVE, BOB, mint(DAVE), digest));
	});
}

#[test]
fn contribution_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		let (ip, digest) = (mint(ALICE), claim(BOB, 1));
		assert_noop!(submit(ALICE, BOB, IpId::new(7, 7), digest), Error::NotFound);
		assert_noop!(submit(ALICE, CAROL, ip, digest), Error::NotClaimed);
		let foreign = mint(DAVE);
		assert_noop!(submit(ALICE, BOB, foreign, digest), Error::AuthorityMismatch);
		claim(POOR, 1);
		assert_noop!(submit(ALICE, POOR, ip, digest), TokenError::FundsUnavailable);
		Authorities::<Test>::insert(ip, Some(DAVE));
		assert_noop!(submit(ALICE, BOB, ip, digest), Error::AuthorityMismatch);
	});
}

#[test]
fn numbers_should_go_on_when_all_contributions_are_gone() {
	build_and_execute(|| {
		let ip = submitted();
		assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 2)));
		for number in [1, 0] {
			assert_ok!(Contributions::withdraw(signed(BOB), ALICE, number));
		}
		// Nothing of an authority without contributions stays.
		assert_eq!(Sequences::<Test>::get(ALICE), None);
		assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 1)));
		assert_ok!(submit(DAVE, BOB, mint(DAVE), claim(BOB, 1)));
		let sequence = Sequence { first: 2, next: 3, count: 1 };
		assert_eq!([ALICE, DAVE].map(Sequences::<Test>::get), [Some(sequence); 2]);
	});
}

#[test]
fn contribution_should_be_refused_when_no_number_is_left() {
	build_and_execute(|| {
		let (ip, digest) = (mint(ALICE), claim(BOB, 1));
		NextSequenceStart::<Test>::put(u32::MAX);
		assert_noop!(submit(ALICE, BOB, ip, digest), Error::MaxContributionsExceeded);
	});
}
