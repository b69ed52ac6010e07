//! Each test breaks one invariant on purpose.

use super::*;
use frame_support::traits::{fungible::MutateHold, tokens::Precision::Exact};
use sp_runtime::TryRuntimeError;

/// With six workers, of which the first unbonds and the second is exposed.
fn broken_by(expected: &'static str, act: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		start_workers(6);
		assert_ok!(WorkersPallet::unbond(signed(worker(0)), UNIT));
		assert_ok!(expose(1, UNIT));
		assert_ok!(WorkersPallet::do_try_state());
		act();
		assert_eq!(WorkersPallet::do_try_state(), Err(TryRuntimeError::Other(expected)));
	});
}

fn change(n: u8, change: impl FnOnce(&mut WorkerOf<Test>)) {
	Workers::<Test>::mutate(worker(n), |record| change(record.as_mut().unwrap()));
}

#[test]
fn try_state_should_fail_when_stakes_are_wrong() {
	broken_by("the stake of a worker does not cover its exposure", || {
		change(1, |it| it.unbonding = Some(Unbonding { amount: it.stake - UNIT + 1, until: 0 }));
	});
	broken_by("the stake of a worker does not cover its exposure", || change(0, |it| it.exposure = 99 * UNIT + 1));
	broken_by("stake leaves wrongly", || change(0, |it| it.unbonding = Some(Unbonding { amount: 0, until: 0 })));
	broken_by("stake leaves wrongly", || {
		change(0, |it| it.unbonding = Some(Unbonding { amount: it.stake + 1, until: 0 }));
	});
}

#[test]
fn try_state_should_fail_when_holds_are_not_what_is_recorded() {
	let reason = || HoldReason::Stake.into();
	broken_by("what is held is not what is recorded", || {
		assert_ok!(Balances::release(&reason(), &worker(0), 1, Exact));
	});
	broken_by("what is held is not what is recorded", || must(Balances::hold(&reason(), &40, 1)));
}

#[test]
fn try_state_should_fail_when_keys_do_not_match() {
	broken_by("a worker has a key that is not its own", || Keys::<Test>::remove(key_of(worker(0))));
	broken_by("a key belongs to nobody", || Keys::<Test>::insert(key_of(worker(20)), worker(0)));
}

#[test]
fn try_state_should_fail_when_offers_do_not_match() {
	broken_by("a worker has not one offer for a model that it serves", || {
		Offers::<Test>::mutate(model(), |offers| offers.truncate(5));
	});
	broken_by("a worker has not one offer for a model that it serves", || {
		Offers::<Test>::mutate(model(), |offers| offers.try_push(offers[0].clone()).unwrap());
	});
	broken_by("a worker names a model twice", || change(0, |it| it.models.try_push(model()).unwrap()));
	broken_by("an offer belongs to nobody", || change(0, |it| it.models = Default::default()));
	broken_by("an empty list of offers is stored", || {
		Offers::<Test>::insert(unknown(), OfferListOf::<Test>::default())
	});
	broken_by("somebody serves what is no model", || Models::remove(model()));
	broken_by("somebody serves what is no model", || {
		publish(100, ModelKind::Adapter { base: unknown() });
	});
}
