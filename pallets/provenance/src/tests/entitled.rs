use crate::{mock::*, tests::scenario::*, *};
use frame_support::assert_ok;

#[test]
fn claim_should_be_entitled_when_unopposed_for_the_period() {
	build_and_execute(|| {
		assert_eq!(entitled(1), None);
		run_to(10);
		assert_ok!(register(0, model(1)));
		assert_eq!(claim(1, 0).settlement, Settlement::new(10 + OPPOSITION_PERIOD));
		run_to(10 + OPPOSITION_PERIOD - 1);
		assert_eq!(entitled(1), None);
		run_to(10 + OPPOSITION_PERIOD);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn claim_should_be_entitled_when_others_claimed_the_same_for_one_block_or_for_all_the_time() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(2, model(1)));
		// What an opponent without a bond could do once in each period, forever.
		for block in [10, 20, OPPOSITION_PERIOD] {
			run_to(block);
			assert_ok!(register(1, model(1)));
			assert_ok!(withdraw(1, 1));
			assert_ok!(register(3, model(1)));
			assert_ok!(Provenance::set_status(signed(3), digest(1), revoked()));
			assert_ok!(withdraw(3, 1));
		}
		assert_eq!(entitled(1), None);
		run_to(1 + OPPOSITION_PERIOD);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn claim_should_stay_entitled_when_others_come_and_go_after_the_period() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(OPPOSITION_PERIOD);
		assert_ok!(commit(2, 1));
		run_to(1 + OPPOSITION_PERIOD);
		assert_ok!(register(1, model(1)));
		assert_eq!(entitled(1), Some(0));
		run_to(2 + OPPOSITION_PERIOD);
		assert_ok!(reveal(2, model(1)));
		assert_eq!(entitled(1), Some(0));
		assert_ok!(withdraw(1, 1));
		revoke(2, 1);
		assert_eq!(entitled(1), Some(0));
		// The arbiter has the last word.
		assert_ok!(register(3, model(1)));
		attest(3, 1);
		assert_eq!(entitled(1), Some(3));
		revoke(3, 1);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn claim_should_stay_settled_when_the_period_is_made_longer() {
	build_and_execute(|| {
		Period::set(10);
		assert_ok!(register(0, model(1)));
		run_to(11);
		assert_eq!(entitled(1), Some(0));
		Period::set(1_000);
		assert_eq!(entitled(1), Some(0));
		// And one that waits keeps the block of the day on which it was made.
		Period::set(10);
		assert_ok!(register(0, model(2)));
		Period::set(1_000);
		run_to(21);
		assert_eq!(entitled(2), Some(0));
	});
}

#[test]
fn claim_should_stay_settled_when_an_older_commitment_is_revealed_after_the_period_was_made_longer() {
	build_and_execute(|| {
		assert_ok!(commit(1, 1));
		run_to(2);
		Period::set(5);
		assert_ok!(register(0, model(1)));
		run_to(10);
		Period::set(OPPOSITION_PERIOD);
		assert_eq!(entitled(1), Some(0));
		assert_ok!(reveal(1, model(1)));
		let late = claim(1, 1);
		assert_eq!((late.since, late.registered, late.committed), (7, 10, true));
		assert_eq!((owners(1), entitled(1)), (accounts(&[0, 1]), Some(0)));
		run_to(1_000);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn late_claim_should_not_settle_while_an_earlier_one_is_open() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_ok!(oppose(2, 1, 0));
		run_to(10 * OPPOSITION_PERIOD);
		assert_eq!(entitled(1), None);
	});
}

#[test]
fn late_claim_should_wait_for_a_whole_period_when_the_earlier_one_goes() {
	// A squatter with two accounts: while others oppose the first claim, nobody looks at the second.
	let ends: [fn(); 3] = [
		|| revoke(0, 1),
		|| must(withdraw(0, 1)),
		|| {
			assert_ok!(oppose(2, 1, 0));
			assert_ok!(decide(1, 0, Verdict::Upheld));
		},
	];
	for end in ends {
		build_and_execute(|| {
			assert_ok!(register(0, model(1)));
			assert_ok!(register(1, model(1)));
			run_to(OPPOSITION_PERIOD);
			end();
			run_to(2 * OPPOSITION_PERIOD - 1);
			assert_eq!(entitled(1), None);
			assert_ok!(oppose(3, 1, 1));
			assert_ok!(Provenance::withdraw_opposition(signed(3), digest(1), account(1)));
			run_to(2 * OPPOSITION_PERIOD);
			assert_eq!(entitled(1), Some(1));
		});
	}
}

#[test]
fn others_should_wait_anew_when_the_entitled_claim_goes() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(100);
		assert_ok!(register(1, model(1)));
		assert_ok!(register(2, model(1)));
		run_to(300);
		assert_eq!(entitled(1), Some(0));
		revoke(0, 1);
		assert_eq!(entitled(1), None);
		// That the one behind goes changes nothing.
		run_to(310);
		assert_ok!(withdraw(2, 1));
		run_to(300 + OPPOSITION_PERIOD - 1);
		assert_eq!(entitled(1), None);
		run_to(300 + OPPOSITION_PERIOD);
		assert_eq!(entitled(1), Some(1));
	});
}

#[test]
fn claim_should_wait_anew_when_its_attestation_is_revoked_unless_it_was_settled() {
	build_and_execute(|| {
		for artifact in [1, 2] {
			assert_ok!(register(0, model(artifact)));
		}
		attest(0, 1);
		run_to(100);
		attest(0, 2);
		for artifact in [1, 2] {
			assert_eq!(entitled(artifact), Some(0));
			assert_ok!(Provenance::revoke_attestation(RuntimeOrigin::root(), digest(artifact), account(0)));
		}
		// Nobody could oppose the first while it was attested; the second was settled before that.
		assert_eq!([entitled(1), entitled(2)], [None, Some(0)]);
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(Provenance::withdraw_opposition(signed(1), digest(1), account(0)));
		run_to(100 + OPPOSITION_PERIOD);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn period_should_count_from_the_registration_when_the_commitment_was_earlier() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		run_to(20);
		assert_ok!(reveal(0, model(1)));
		run_to(20 + OPPOSITION_PERIOD - 1);
		assert_eq!(entitled(1), None);
		run_to(20 + OPPOSITION_PERIOD);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn first_attested_claim_should_be_entitled_when_there_are_others() {
	build_and_execute(|| {
		for n in 0..4 {
			assert_ok!(register(n, model(1)));
		}
		attest(2, 1);
		assert_eq!(entitled(1), Some(2));
		attest(1, 1);
		assert_eq!(entitled(1), Some(1));
		revoke(1, 1);
		assert_eq!(entitled(1), Some(2));
		revoke(2, 1);
		assert_eq!(entitled(1), None);
	});
}

#[test]
fn nobody_should_be_entitled_when_all_claims_are_revoked() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		attest(0, 1);
		revoke(0, 1);
		run_to(10 * OPPOSITION_PERIOD);
		assert_eq!(entitled(1), None);
	});
}
