use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::chain::currency::UNIT;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

#[test]
fn all_bonds_should_return_and_the_claim_be_revoked_when_an_opposition_is_upheld() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		for n in 1..9 {
			assert_ok!(oppose(n, 1, 0));
		}
		assert_ok!(decide(1, 0, Verdict::Upheld));
		let event =
			Event::OppositionDecided { digest: digest(1), owner: account(0), verdict: Verdict::Upheld, heard: 1 };
		System::assert_last_event(event.into());
		assert!(claim(1, 0).is_revoked());
		lost(&[(0, 0), (1, 0), (8, 0)]);
		assert!((1..9).all(is_whole));
		assert_eq!(Hearings::<Test>::iter().count(), 0);
		assert_ok!(withdraw(0, 1));
	});
}

#[test]
fn all_bonds_should_be_lost_and_the_claim_settle_when_the_oppositions_are_rejected() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		for n in 1..9 {
			assert_ok!(oppose(n, 1, 0));
		}
		assert_ok!(decide(1, 0, Verdict::Rejected));
		// At once, though its time is not over.
		assert_eq!(entitled(1), Some(0));
		assert_noop!(oppose(9, 1, 0), Error::<Test>::TooLate);
		// Nothing of it is the claimant's.
		let losses: Vec<_> = (1..9).map(|n| (n, 10 * UNIT)).chain([(0, 0)]).collect();
		lost(&losses);
	});
}

#[test]
fn rejected_oppositions_should_double_the_bond_when_the_claim_is_not_settled_by_that() {
	build_and_execute(|| {
		assert_ok!(commit(5, 1));
		run_to(2);
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(oppose(2, 1, 0));
		assert_ok!(reveal(5, model(1)));
		// Another precedes it now: the verdict settles nothing.
		assert_ok!(decide(1, 0, Verdict::Rejected));
		assert_eq!((entitled(1), claim(1, 0).settlement.rejected), (None, 2));
		run_to(20);
		revoke(5, 1);
		assert_eq!(claim(1, 0).settlement.settles_at, 20 + OPPOSITION_PERIOD);
		assert_ok!(oppose(3, 1, 0));
		assert_eq!(held_for(3, HoldReason::Bond), 40 * UNIT);
		assert_ok!(decide(1, 0, Verdict::Rejected));
		lost(&[(0, 0), (1, 10 * UNIT), (2, 10 * UNIT), (3, 40 * UNIT), (5, 0)]);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn contest_should_end_when_it_is_decided() {
	for verdict in [Verdict::Upheld, Verdict::Rejected] {
		build_and_execute(|| {
			assert_ok!(register(0, model(1)));
			assert_ok!(register(1, model(1)));
			assert_ok!(oppose(1, 1, 0));
			run_to(1 + OPPOSITION_PERIOD);
			assert_ok!(end_opposition(1, 0));
			run_to(100 * OPPOSITION_PERIOD);
			assert_eq!(entitled(1), None);
			assert_ok!(decide(1, 0, verdict));
			assert_eq!(entitled(1), (verdict == Verdict::Rejected).then_some(0));
			assert_eq!(claim(1, 1).settlement.contests, None);
			run_for(OPPOSITION_PERIOD);
			assert_eq!(entitled(1), Some(if verdict == Verdict::Rejected { 0 } else { 1 }));
		});
	}
}

#[test]
fn verdict_should_be_refused_when_there_is_nothing_to_decide() {
	build_and_execute(|| {
		let upheld = || decide(1, 0, Verdict::Upheld);
		assert_noop!(upheld(), Error::<Test>::NotFound);
		assert_ok!(register(0, model(1)));
		assert_noop!(upheld(), Error::<Test>::NotOpposed);
		assert_ok!(oppose(1, 1, 0));
		revoke(0, 1);
		assert_noop!(upheld(), Error::<Test>::Revoked);
		assert_noop!(Provenance::decide(signed(1), digest(1), account(0), Verdict::Upheld, 1), BadOrigin);
	});
}

#[test]
fn verdict_should_be_refused_when_the_claim_is_attested() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_ok!(oppose(1, 1, 0));
		run_to(1 + OPPOSITION_PERIOD);
		assert_ok!(end_opposition(1, 0));
		attest(0, 1);
		assert_noop!(decide(1, 0, Verdict::Upheld), Error::<Test>::AlreadyAttested);
	});
}

#[test]
fn oppositions_should_have_more_time_when_they_are_postponed() {
	let postpone = |origin| Provenance::postpone(origin, digest(1), account(0));
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_noop!(postpone(RuntimeOrigin::root()), Error::<Test>::NotOpposed);
		assert_ok!(oppose(1, 1, 0));
		assert_noop!(postpone(signed(1)), BadOrigin);
		assert_noop!(postpone(RuntimeOrigin::root()), Error::<Test>::NotChanged);
		run_to(60);
		assert_ok!(postpone(RuntimeOrigin::root()));
		let ends_at = 60 + OPPOSITION_PERIOD;
		let event = Event::OppositionPostponed { digest: digest(1), owner: account(0), ends_at };
		System::assert_last_event(event.into());
		run_to(ends_at - 1);
		assert_noop!(end_opposition(1, 0), Error::<Test>::NotOver);
		run_to(ends_at);
		assert_ok!(end_opposition(1, 0));
	});
}

#[test]
fn weight_should_be_that_of_the_oppositions_when_there_are_few() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		let info = Provenance::decide(RuntimeOrigin::root(), digest(1), account(0), Verdict::Upheld, 1).unwrap();
		assert_eq!(info.actual_weight, Some(Weight::from_parts(1, 0)));
	});
}

#[test]
fn later_opposition_should_not_be_swept_away_when_a_verdict_heard_only_an_empty_one() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		// An accomplice, about whom a referendum begins. The author comes while that is under way.
		assert_ok!(oppose(8, 1, 0));
		run_to(20);
		assert_ok!(oppose(1, 1, 0));
		run_to(30);
		assert_ok!(decide_heard(1, 0, Verdict::Rejected, 19));
		lost(&[(0, 0), (1, 0), (8, 10 * UNIT)]);
		let hearing = Hearings::<Test>::get(digest(1), account(0)).unwrap();
		assert_eq!((hearing.ends_at, hearing.oppositions.len()), (20 + OPPOSITION_PERIOD, 1));
		assert_eq!((entitled(1), claim(1, 0).settlement.rejected), (None, 1));
		// Nothing else was heard, so there is nothing to decide again.
		assert_noop!(decide_heard(1, 0, Verdict::Rejected, 19), Error::<Test>::NotOpposed);
		run_to(1 + OPPOSITION_PERIOD);
		assert_noop!(end_opposition(1, 0), Error::<Test>::NotOver);
		assert_eq!(entitled(1), None);
		assert_ok!(decide_heard(1, 0, Verdict::Upheld, 20));
		assert!(is_whole(1) && claim(1, 0).is_revoked());
	});
}

#[test]
fn later_opposition_should_not_be_swept_away_when_the_heard_one_was_withdrawn() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(8, 1, 0));
		run_to(20);
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(withdraw_opposition(8, 1, 0));
		assert_noop!(decide_heard(1, 0, Verdict::Rejected, 19), Error::<Test>::NotOpposed);
		// To the last block that was heard.
		assert_ok!(decide_heard(1, 0, Verdict::Rejected, 20));
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn claim_should_not_settle_by_a_verdict_when_a_later_opponent_contests_it() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		for n in [1, 8] {
			assert_ok!(register(n, model(1)));
		}
		assert_ok!(oppose(8, 1, 0));
		run_to(20);
		assert_ok!(oppose(1, 1, 0));
		run_to(20 + OPPOSITION_PERIOD);
		assert_ok!(end_opposition(1, 0));
		assert_ok!(decide_heard(1, 0, Verdict::Rejected, 19));
		assert_eq!([8, 1].map(|n| claim(1, n).settlement.contests), [None, contest_of(0, 20)]);
		assert_noop!(decide_heard(1, 0, Verdict::Rejected, 19), Error::<Test>::NotOpposed);
		run_to(10 * OPPOSITION_PERIOD);
		assert_eq!(entitled(1), None);
		assert_ok!(decide_heard(1, 0, Verdict::Rejected, 20));
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn bonds_of_later_oppositions_should_return_when_an_earlier_one_is_upheld() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		run_to(20);
		assert_ok!(oppose(2, 1, 0));
		assert_ok!(decide_heard(1, 0, Verdict::Upheld, 1));
		assert!(claim(1, 0).is_revoked() && is_whole(1) && is_whole(2));
		assert_eq!(Hearings::<Test>::iter().count(), 0);
	});
}
