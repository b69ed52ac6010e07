use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::chain::currency::UNIT;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, TokenError};

#[test]
fn claim_should_not_settle_when_it_is_opposed() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(OPPOSITION_PERIOD);
		assert_ok!(oppose(1, 1, 0));
		let event = Event::ClaimOpposed {
			digest: digest(1),
			owner: account(0),
			opponent: account(1),
			bond: 10 * UNIT,
			ends_at: 2 * OPPOSITION_PERIOD,
		};
		System::assert_last_event(event.into());
		assert_eq!(held_for(1, HoldReason::Bond), 10 * UNIT);
		assert_eq!(held_for(1, HoldReason::Opposition), Provenance::opposition_deposit());
		run_to(100 * OPPOSITION_PERIOD);
		assert_eq!(entitled(1), None);
	});
}

#[test]
fn opposition_should_be_refused_when_the_claim_is_settled_or_its_time_is_over() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(1 + OPPOSITION_PERIOD);
		assert_noop!(oppose(1, 1, 0), Error::<Test>::TooLate);
		// A later, longer period changes nothing.
		Period::set(1_000);
		assert_noop!(oppose(1, 1, 0), Error::<Test>::TooLate);
	});
}

#[test]
fn opposition_should_be_refused_when_it_is_one_too_many_or_of_no_use() {
	build_and_execute(|| {
		assert_noop!(oppose(1, 1, 0), Error::<Test>::NotFound);
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_noop!(oppose(0, 1, 0), Error::<Test>::OwnClaim);
		// Only the first can settle; the second waits anew once it is the first.
		assert_noop!(oppose(2, 1, 1), Error::<Test>::NotFirst);
		assert_ok!(oppose(1, 1, 0));
		assert_noop!(oppose(1, 1, 0), Error::<Test>::AlreadyOpposed);
		for n in 2..9 {
			assert_ok!(oppose(n, 1, 0));
		}
		assert_noop!(oppose(9, 1, 0), Error::<Test>::MaxOppositionsExceeded);
		revoke(0, 1);
		assert_noop!(oppose(9, 1, 0), Error::<Test>::Revoked);
		attest(1, 1);
		assert_noop!(oppose(9, 1, 1), Error::<Test>::AlreadyAttested);
		assert_noop!(Provenance::oppose(RuntimeOrigin::root(), digest(1), account(1), [0; 32]), BadOrigin);
	});
}

#[test]
fn opposition_should_be_refused_and_change_nothing_when_its_bond_cannot_be_held() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_noop!(oppose(ACCOUNTS, 1, 0), TokenError::FundsUnavailable);
	});
}

#[test]
fn opponent_should_have_a_whole_period_when_others_opposed_before() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		// An accomplice of the claimant, so that the time is soon over.
		assert_ok!(oppose(1, 1, 0));
		run_to(40);
		assert_ok!(oppose(2, 1, 0));
		run_to(1 + OPPOSITION_PERIOD);
		assert_noop!(end_opposition(1, 0), Error::<Test>::NotOver);
		run_to(40 + OPPOSITION_PERIOD);
		assert_ok!(end_opposition(1, 0));
	});
}

#[test]
fn bond_should_be_lost_when_the_opponent_withdraws() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(oppose(2, 1, 0));
		run_to(60);
		assert_noop!(withdraw_opposition(3, 1, 0), Error::<Test>::NotOpposed);
		assert_ok!(withdraw_opposition(1, 1, 0));
		let event =
			Event::OppositionWithdrawn { digest: digest(1), owner: account(0), opponent: account(1), lost: 10 * UNIT };
		System::assert_last_event(event.into());
		lost(&[(0, 0), (1, 10 * UNIT), (2, 0)]);
		assert_eq!(entitled(1), None);
		assert_ok!(withdraw_opposition(2, 1, 0));
		lost(&[(0, 0), (1, 10 * UNIT), (2, 10 * UNIT)]);
		assert_eq!((held_for(2, HoldReason::Bond), held_for(2, HoldReason::Opposition)), (0, 0));
		// Its time was over: it is settled, and counts as that from now.
		assert_eq!((entitled(1), claim(1, 0).settlement.settles_at), (Some(0), 60));
		assert_noop!(withdraw_opposition(2, 1, 0), Error::<Test>::NotOpposed);
	});
}

#[test]
fn opposing_oneself_should_make_it_no_dearer_for_others() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		for _ in 0..10 {
			assert_ok!(oppose(1, 1, 0));
			assert_ok!(withdraw_opposition(1, 1, 0));
		}
		lost(&[(0, 0), (1, 100 * UNIT)]);
		assert_ok!(oppose(2, 1, 0));
		assert_eq!(held_for(2, HoldReason::Bond), 10 * UNIT);
	});
}

#[test]
fn bond_should_return_when_the_claim_was_revoked() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		assert_ok!(oppose(2, 1, 0));
		revoke(0, 1);
		assert_ok!(withdraw_opposition(1, 1, 0));
		assert_ok!(end_opposition(1, 0));
		lost(&[(0, 0), (1, 0), (2, 0)]);
		assert!(is_whole(1) && is_whole(2));
	});
}

#[test]
fn all_of_a_bond_should_be_burnt_when_the_treasury_cannot_receive() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		// The collector has no account, and less than the existential deposit makes none.
		let opposition = Hearings::<Test>::get(digest(1), account(0)).unwrap().oppositions[0].clone();
		let small = atelier_testing::ED / 2;
		let issuance = Balances::total_issuance();
		assert_ok!(Provenance::end_bond(opposition, small));
		assert_eq!((Balances::total_issuance(), wealth(account(TREASURY))), (issuance - small, 0));
		assert_eq!(wealth(account(1)), FUNDS - small);
		Hearings::<Test>::remove(digest(1), account(0));
		Claims::<Test>::mutate(digest(1), |claims| claims[0].settlement.oppositions = 0);
	});
}

#[test]
fn bond_should_double_with_each_rejected_opposition_and_never_overflow() {
	let bond = |rejected| Settlement::<(), u32> { rejected, ..Settlement::new(1) }.bond();
	assert_eq!([0, 1, 2, 10].map(bond), [10 * UNIT, 20 * UNIT, 40 * UNIT, 10_240 * UNIT]);
	assert_eq!([127, 128, 255].map(bond), [u128::MAX; 3]);
}
