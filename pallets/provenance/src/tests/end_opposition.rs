use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::chain::currency::UNIT;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

/// Two accounts claim a model, and the second contests the claim of the first.
fn contest() {
	assert_ok!(register(0, model(1)));
	assert_ok!(register(1, model(1)));
	assert_ok!(oppose(1, 1, 0));
	run_to(1 + OPPOSITION_PERIOD);
	assert_ok!(end_opposition(1, 0));
}

#[test]
fn claim_should_settle_and_bonds_be_lost_when_no_opponent_claims_the_artifact() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(10);
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(oppose(2, 1, 0));
		run_to(9 + OPPOSITION_PERIOD);
		assert_noop!(end_opposition(1, 0), Error::<Test>::NotOver);
		run_to(10 + OPPOSITION_PERIOD);
		assert_eq!(entitled(1), None);
		assert_ok!(end_opposition(1, 0));
		let event = Event::OppositionEnded { digest: digest(1), owner: account(0), contested: false };
		System::assert_last_event(event.into());
		assert_eq!(entitled(1), Some(0));
		lost(&[(0, 0), (1, 10 * UNIT), (2, 10 * UNIT)]);
		assert_noop!(end_opposition(1, 0), Error::<Test>::NotOpposed);
	});
}

#[test]
fn claim_should_be_contested_for_one_unit_when_the_opponent_claims_the_artifact_too() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(oppose(2, 1, 0));
		run_to(1 + OPPOSITION_PERIOD);
		assert_ok!(end_opposition(1, 0));
		let event = Event::OppositionEnded { digest: digest(1), owner: account(0), contested: true };
		System::assert_last_event(event.into());
		lost(&[(0, 0), (1, UNIT), (2, 10 * UNIT)]);
		assert_eq!(claim(1, 1).settlement.contests, contest_of(0, 1));
		// The true author loses nothing because the arbiter was slow.
		run_to(100 * OPPOSITION_PERIOD);
		assert_eq!(entitled(1), None);
		assert_noop!(oppose(3, 1, 0), Error::<Test>::TooLate);
	});
}

#[test]
fn bond_should_be_lost_when_the_opponent_gave_up_the_own_claim() {
	let ends: [fn(); 2] = [|| must(withdraw(1, 1)), || revoke(1, 1)];
	for end in ends {
		build_and_execute(|| {
			assert_ok!(register(0, model(1)));
			assert_ok!(register(1, model(1)));
			assert_ok!(oppose(1, 1, 0));
			end();
			run_to(1 + OPPOSITION_PERIOD);
			assert_ok!(end_opposition(1, 0));
			lost(&[(0, 0), (1, 10 * UNIT)]);
			assert_eq!(entitled(1), Some(0));
		});
	}
}

#[test]
fn claim_should_wait_for_a_whole_period_when_who_contests_it_goes() {
	let ends: [fn(); 3] = [|| must(withdraw(1, 1)), || revoke(1, 1), || must(remove(1, 1))];
	for end in ends {
		build_and_execute(|| {
			contest();
			run_to(200);
			end();
			// Accomplices who filled all places for oppositions keep nobody out.
			assert_eq!(entitled(1), None);
			assert_ok!(oppose(2, 1, 0));
			assert_ok!(withdraw_opposition(2, 1, 0));
			run_to(200 + OPPOSITION_PERIOD);
			assert_eq!(entitled(1), Some(0));
		});
	}
}

#[test]
fn claim_should_stay_contested_when_only_one_of_two_opponents_goes() {
	build_and_execute(|| {
		for n in 0..3 {
			assert_ok!(register(n, model(1)));
		}
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(oppose(2, 1, 0));
		run_to(1 + OPPOSITION_PERIOD);
		assert_ok!(end_opposition(1, 0));
		// An accomplice of the claimant.
		assert_ok!(withdraw(1, 1));
		run_to(10 * OPPOSITION_PERIOD);
		assert_eq!(entitled(1), None);
	});
}

#[test]
fn opponent_should_wait_as_the_first_when_the_contested_claim_goes() {
	let ends: [fn(); 2] = [|| must(withdraw(0, 1)), || revoke(0, 1)];
	for end in ends {
		build_and_execute(|| {
			contest();
			run_to(100);
			end();
			assert_eq!((entitled(1), claim(1, 1).settlement.contests), (None, None));
			run_to(100 + OPPOSITION_PERIOD);
			assert_eq!(entitled(1), Some(1));
		});
	}
}

#[test]
fn claim_should_not_settle_by_the_end_when_another_precedes_it() {
	build_and_execute(|| {
		assert_ok!(commit(5, 1));
		run_to(2);
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(reveal(5, model(1)));
		run_to(2 + OPPOSITION_PERIOD);
		assert_ok!(end_opposition(1, 0));
		assert_eq!(entitled(1), Some(5));
	});
}

#[test]
fn end_should_be_refused_when_nobody_signs_or_opposes() {
	build_and_execute(|| {
		assert_noop!(end_opposition(1, 0), Error::<Test>::NotOpposed);
		assert_ok!(register(0, model(1)));
		assert_noop!(end_opposition(1, 0), Error::<Test>::NotOpposed);
		assert_noop!(Provenance::end_opposition(RuntimeOrigin::root(), digest(1), account(0)), BadOrigin);
	});
}

#[test]
fn weight_should_be_that_of_the_oppositions_when_there_are_few() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		revoke(0, 1);
		let info = Provenance::end_opposition(signed(2), digest(1), account(0)).unwrap();
		assert_eq!(info.actual_weight, Some(Weight::from_parts(1, 0)));
	});
}
