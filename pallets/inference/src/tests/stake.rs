//! Registering, adding stake, unbonding, withdrawing, rotating keys, deregistering.

use super::*;

fn register(n: u8, stake: Balance) -> sp_runtime::DispatchResult {
	Inference::register_worker(signed(&worker(n)), key_of(&worker(n)), stake)
}

fn record(n: u8) -> WorkerOf<Test> {
	Inference::worker(worker(n)).unwrap()
}

#[test]
fn register_should_hold_the_stake_when_it_is_enough() {
	build_and_execute(|| {
		assert_ok!(register(0, 10 * UNIT));
		assert_eq!(held(HoldReason::Stake, &worker(0)), 10 * UNIT);
		assert_eq!((record(0).stake, record(0).exposure, record(0).since), (10 * UNIT, 0, 5));
		let event = Event::WorkerRegistered { worker: worker(0), key: key_of(&worker(0)), stake: 10 * UNIT };
		System::assert_last_event(event.into());
	});
}

#[test]
fn register_should_fail_when_something_is_wrong() {
	build_and_execute(|| {
		assert_noop!(register(0, 10 * UNIT - 1), Error::<Test>::MinStakeNotReached);
		assert_noop!(register(0, FUNDS + 1), TokenError::FundsUnavailable);
		assert_ok!(register(0, 10 * UNIT));
		assert_noop!(register(0, 10 * UNIT), Error::<Test>::AlreadyRegistered);
		assert_noop!(
			Inference::register_worker(signed(&worker(1)), key_of(&worker(0)), 10 * UNIT),
			Error::<Test>::KeyTaken
		);
		assert_noop!(Inference::register_worker(RuntimeOrigin::none(), key_of(&worker(1)), 10 * UNIT), BadOrigin);
	});
}

#[test]
fn add_stake_should_count_from_now_when_held() {
	build_and_execute(|| {
		assert_ok!(register(0, 10 * UNIT));
		run_to(9);
		assert_ok!(Inference::add_stake(signed(&worker(0)), 5 * UNIT));
		assert_eq!((record(0).stake, record(0).since), (15 * UNIT, 9));
		assert_eq!(held(HoldReason::Stake, &worker(0)), 15 * UNIT);
		System::assert_last_event(Event::StakeAdded { worker: worker(0), amount: 5 * UNIT }.into());
		assert_noop!(Inference::add_stake(signed(&worker(0)), FUNDS), TokenError::FundsUnavailable);
		assert_noop!(Inference::add_stake(signed(&worker(1)), 1), Error::<Test>::WorkerNotFound);
		assert_noop!(Inference::add_stake(RuntimeOrigin::none(), 1), BadOrigin);
	});
}

#[test]
fn unbond_should_wait_anew_when_more_is_added() {
	build_and_execute(|| {
		assert_ok!(register(0, 20 * UNIT));
		let unbond = |amount| Inference::unbond(signed(&worker(0)), amount);
		assert_ok!(unbond(4 * UNIT));
		run_to(10);
		assert_ok!(unbond(5 * UNIT));
		assert_eq!(record(0).unbonding, Some(Unbonding { amount: 9 * UNIT, until: 40 }));
		assert_eq!(record(0).active(), 11 * UNIT);
		System::assert_last_event(Event::Unbonding { worker: worker(0), amount: 9 * UNIT, until: 40 }.into());
		assert_noop!(unbond(11 * UNIT + 1), Error::<Test>::StakeLocked);
		assert_noop!(Inference::unbond(signed(&worker(1)), 1), Error::<Test>::WorkerNotFound);
		assert_noop!(Inference::unbond(RuntimeOrigin::none(), 1), BadOrigin);
	});
}

#[test]
fn unbond_should_leave_what_is_locked_when_there_is_a_job() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let who = assign(hash).remove(0);
		let unbond = |amount| Inference::unbond(signed(&who), amount);
		assert_noop!(unbond(99 * UNIT + 1), Error::<Test>::StakeLocked);
		assert_ok!(unbond(99 * UNIT));
		assert_noop!(unbond(1), Error::<Test>::StakeLocked);
	});
}

#[test]
fn withdraw_should_give_back_what_waited_when_it_is_time() {
	build_and_execute(|| {
		assert_ok!(register(0, 20 * UNIT));
		let withdraw = || Inference::withdraw(signed(&worker(0)));
		assert_noop!(withdraw(), Error::<Test>::NothingToWithdraw);
		assert_ok!(Inference::unbond(signed(&worker(0)), 4 * UNIT));
		run_to(34);
		assert_noop!(withdraw(), Error::<Test>::NothingToWithdraw);
		run_to(35);
		assert_ok!(withdraw());
		assert_eq!((record(0).stake, record(0).unbonding), (16 * UNIT, None));
		assert_eq!(held(HoldReason::Stake, &worker(0)), 16 * UNIT);
		System::assert_last_event(Event::Withdrawn { worker: worker(0), amount: 4 * UNIT }.into());
		assert_noop!(withdraw(), Error::<Test>::NothingToWithdraw);
		assert_noop!(Inference::withdraw(signed(&worker(1))), Error::<Test>::WorkerNotFound);
		assert_noop!(Inference::withdraw(RuntimeOrigin::none()), BadOrigin);
	});
}

#[test]
fn rotate_key_should_free_the_old_one_when_the_new_one_is_fresh() {
	build_and_execute(|| {
		assert_ok!(register(0, 10 * UNIT));
		let rotate = |n, key| Inference::rotate_key(signed(&worker(n)), key_of(&worker(key)));
		assert_noop!(rotate(0, 0), Error::<Test>::KeyTaken);
		assert_ok!(rotate(0, 7));
		System::assert_last_event(Event::KeyRotated { worker: worker(0), key: key_of(&worker(7)) }.into());
		assert_ok!(Inference::register_worker(signed(&worker(1)), key_of(&worker(0)), 10 * UNIT));
		assert_noop!(rotate(1, 7), Error::<Test>::KeyTaken);
		assert_noop!(rotate(2, 5), Error::<Test>::WorkerNotFound);
		assert_noop!(Inference::rotate_key(RuntimeOrigin::none(), key_of(&worker(5))), BadOrigin);
	});
}

#[test]
fn deregister_should_forget_the_worker_when_all_stake_is_withdrawn() {
	with_workers(|| {
		let deregister = |who: &AccountId| Inference::deregister_worker(signed(who)).map(drop).map_err(|e| e.error);
		let hash = request(&alice(), order());
		let who = assign(hash).remove(0);
		assert_noop!(deregister(&who), Error::<Test>::WorkerBusy);
		let idle = (0..6).map(worker).find(|who| !committee(hash).contains(who)).unwrap();
		answer(hash, &[honest(hash); 3]);
		assert_noop!(deregister(&idle), Error::<Test>::WorkerBusy);
		assert_ok!(Inference::unbond(signed(&idle), 100 * UNIT));
		run_for(29);
		assert_noop!(Inference::withdraw(signed(&idle)), Error::<Test>::NothingToWithdraw);
		assert_noop!(deregister(&idle), Error::<Test>::WorkerBusy);
		run_for(1);
		assert_ok!(Inference::withdraw(signed(&idle)));
		assert_ok!(deregister(&idle));
		System::assert_last_event(Event::WorkerDeregistered { worker: idle.clone() }.into());
		assert_eq!((held(HoldReason::Stake, &idle), wealth(&idle)), (0, FUNDS));
		assert!(Inference::workers_of(model()).iter().all(|offer| offer.worker != idle));
		assert_eq!(Inference::worker(idle.clone()), None);
		assert_noop!(deregister(&idle), Error::<Test>::WorkerNotFound);
		assert_ok!(Inference::register_worker(signed(&idle), key_of(&idle), 10 * UNIT));
		assert_noop!(Inference::deregister_worker(RuntimeOrigin::none()), BadOrigin);
	});
}
