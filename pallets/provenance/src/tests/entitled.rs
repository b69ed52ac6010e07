use crate::{mock::*, tests::scenario::*, *};
use frame_support::assert_ok;

fn entitled() -> Option<u8> {
	let owner = Provenance::entitled_to(digest(1))?;
	(0..ACCOUNTS).find(|n| account(*n) == owner)
}

fn attest(n: u8) {
	assert_ok!(Provenance::attest(RuntimeOrigin::root(), digest(1), account(n), [0; 32]));
}

fn revoke(n: u8) {
	assert_ok!(Provenance::set_status(signed(n), digest(1), revoked()));
}

#[test]
fn claim_should_be_entitled_when_unopposed_for_the_period() {
	build_and_execute(|| {
		assert_eq!(entitled(), None);
		run_to(10);
		assert_ok!(register(0, model(1)));
		run_to(10 + UNOPPOSED_PERIOD - 1);
		assert_eq!(entitled(), None);
		run_to(10 + UNOPPOSED_PERIOD);
		assert_eq!(entitled(), Some(0));
	});
}

#[test]
fn claim_should_stay_entitled_when_others_come_and_go_after_the_period() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(UNOPPOSED_PERIOD);
		assert_ok!(commit(2, 1));
		run_to(1 + UNOPPOSED_PERIOD);
		assert_ok!(register(1, model(1)));
		assert_eq!(entitled(), Some(0));
		run_to(2 + UNOPPOSED_PERIOD);
		assert_ok!(reveal(2, model(1)));
		assert_eq!(entitled(), Some(0));
		assert_ok!(withdraw(1, 1));
		revoke(2);
		assert_eq!((entitled(), OpposedUntil::<Test>::get(digest(1))), (Some(0), None));
		// The arbiter has the last word.
		assert_ok!(register(3, model(1)));
		attest(3);
		assert_eq!(entitled(), Some(3));
		revoke(3);
		assert_eq!(entitled(), Some(0));
	});
}

#[test]
fn claim_should_be_opposed_when_another_comes_in_the_last_block_of_the_period() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(UNOPPOSED_PERIOD);
		assert_ok!(register(1, model(1)));
		run_to(10 * UNOPPOSED_PERIOD);
		assert_eq!(entitled(), None);
	});
}

#[test]
fn others_should_wait_anew_when_the_entitled_claim_goes() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(100);
		assert_ok!(register(1, model(1)));
		run_to(200);
		assert_ok!(register(2, model(1)));
		run_to(300);
		assert_eq!(entitled(), Some(0));
		revoke(0);
		run_to(1000);
		// Both stood beside the one that was entitled, so neither stood alone.
		assert_eq!(entitled(), None);
		assert_ok!(withdraw(2, 1));
		run_to(1000 + UNOPPOSED_PERIOD - 1);
		assert_eq!(entitled(), None);
		run_to(1000 + UNOPPOSED_PERIOD);
		assert_eq!(entitled(), Some(1));
	});
}

#[test]
fn period_should_count_from_the_registration_when_the_commitment_was_earlier() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		run_to(20);
		assert_ok!(reveal(0, model(1)));
		run_to(20 + UNOPPOSED_PERIOD - 1);
		assert_eq!(entitled(), None);
		run_to(20 + UNOPPOSED_PERIOD);
		assert_eq!(entitled(), Some(0));
	});
}

#[test]
fn first_attested_claim_should_be_entitled_when_there_are_others() {
	build_and_execute(|| {
		for n in 0..4 {
			assert_ok!(register(n, model(1)));
		}
		attest(2);
		assert_eq!(entitled(), Some(2));
		attest(1);
		assert_eq!(entitled(), Some(1));
		revoke(1);
		assert_eq!(entitled(), Some(2));
		revoke(2);
		assert_eq!(entitled(), None);
	});
}

#[test]
fn period_should_start_again_when_the_last_opponent_goes() {
	build_and_execute(|| {
		for n in 0..3 {
			assert_ok!(register(n, model(1)));
		}
		run_to(100);
		revoke(0);
		run_to(200);
		assert_ok!(withdraw(1, 1));
		assert_eq!(entitled(), None);
		run_to(200 + UNOPPOSED_PERIOD - 1);
		assert_eq!(entitled(), None);
		run_to(200 + UNOPPOSED_PERIOD);
		assert_eq!(entitled(), Some(2));
		// That a claim goes that was revoked before changes nothing.
		assert_ok!(withdraw(0, 1));
		assert_eq!(entitled(), Some(2));
	});
}

#[test]
fn nobody_should_be_entitled_when_all_claims_are_revoked() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		attest(0);
		revoke(0);
		run_to(10 * UNOPPOSED_PERIOD);
		assert_eq!(entitled(), None);
	});
}

#[test]
fn artifact_should_be_new_when_all_claims_were_withdrawn() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		run_to(30);
		assert_ok!(withdraw(0, 1));
		assert_eq!(OpposedUntil::<Test>::get(digest(1)), Some(30));
		assert_ok!(withdraw(1, 1));
		assert_eq!(OpposedUntil::<Test>::iter().count(), 0);
	});
}

#[test]
fn period_should_start_again_when_the_last_opponent_revokes() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		run_to(100);
		revoke(1);
		assert_eq!(entitled(), None);
		run_to(100 + UNOPPOSED_PERIOD);
		assert_eq!(entitled(), Some(0));
	});
}
