//! Each test breaks one invariant on purpose.

use super::*;
use frame_support::traits::fungible::MutateHold;
use sp_runtime::TryRuntimeError;

/// With one open job that was agreed on, one in its first phase, and one that has ended.
fn broken_by(expected: &'static str, act: impl FnOnce(JobHash)) {
	new_test_ext().execute_with(|| {
		start_workers(6);
		set_terms(50, Access::Open);
		publish_adapter(model(), 1);
		next_block();
		let ended = request_paying();
		assign(ended);
		answer(ended, &[honest(ended); 3]);
		run_for(6);
		let agreed = request_paying();
		assign(agreed);
		answer(agreed, &[honest(agreed), honest(agreed), lie(1)]);
		request_paying();
		assert_ok!(Inference::unbond(signed(&worker(0)), UNIT));
		assert_ok!(Inference::do_try_state());
		act(agreed);
		assert_eq!(Inference::do_try_state(), Err(TryRuntimeError::Other(expected)));
	});
}

fn request_paying() -> JobHash {
	let hash = Inference::job_hash(&alice(), NextNonce::<Test>::get(), &order());
	assert_ok!(Inference::request(signed(&alice()), Box::new(order()), 50));
	hash
}

fn change(hash: JobHash, change: impl FnOnce(&mut JobOf<Test>)) {
	Jobs::<Test>::mutate(hash, |job| change(job.as_mut().unwrap()));
}

fn change_worker(n: u8, change: impl FnOnce(&mut WorkerOf<Test>)) {
	Workers::<Test>::mutate(worker(n), |record| change(record.as_mut().unwrap()));
}

fn ended() -> JobHash {
	Expiring::<Test>::get(0).unwrap()
}

#[test]
fn try_state_should_fail_when_jobs_and_orders_do_not_match() {
	broken_by("a job has no order", Orders::<Test>::remove);
	broken_by("an order has no job", |_| Orders::<Test>::insert([0; 32], order()));
	broken_by("a job is not what was ordered", |hash| change(hash, |job| job.price += 1));
}

#[test]
fn try_state_should_fail_when_a_job_is_in_the_wrong_place() {
	let due = |hash| job(hash).due;
	broken_by("a job is nowhere", |hash| Agenda::<Test>::remove(due(hash)));
	broken_by("a job is in the agenda twice", |hash| Agenda::<Test>::try_append(due(hash) + 1, hash).unwrap());
	broken_by("the agenda names no job", |_| Agenda::<Test>::try_append(50, [0; 32]).unwrap());
	broken_by("a job that has ended is in the agenda", |_| Agenda::<Test>::try_append(50, ended()).unwrap());
	broken_by("a job is in the wrong block of the agenda", |hash| change(hash, |job| job.due += 1));
	broken_by("a job is in the wrong block of the agenda", |_| System::set_block_number(100));
	broken_by("an empty block of the agenda is stored", |_| {
		Agenda::<Test>::insert(50, frame_support::BoundedVec::<JobHash, _>::default())
	});
	broken_by("a job is nowhere", |_| Expiring::<Test>::remove(0));
	broken_by("the queue names no job", |_| Expiring::<Test>::insert(0, [0; 32]));
	broken_by("a job is outside of the queue", |_| ExpiringRange::<Test>::put((1, 1)));
	broken_by("a job is in the wrong place of the queue", |hash| Expiring::<Test>::insert(0, hash));
}

#[test]
fn try_state_should_fail_when_open_jobs_are_counted_wrongly() {
	broken_by("open jobs are counted wrongly", |_| OpenCount::<Test>::put(3));
	broken_by("open jobs of accounts are counted wrongly", |_| OpenOf::<Test>::insert(alice(), 1));
	broken_by("open jobs of accounts are counted wrongly", |_| OpenOf::<Test>::insert(bob(), 0));
}

#[test]
fn try_state_should_fail_when_an_escrow_is_wrong() {
	broken_by("a job has no escrow, or one after its end", |hash| change(hash, |job| job.escrow = None));
	broken_by("a job has no escrow, or one after its end", |hash| {
		let escrow = job(hash).escrow;
		change(ended(), |job| job.escrow = escrow);
	});
	broken_by("somebody else pays for a job", |hash| {
		change(hash, |job| job.escrow.as_mut().unwrap().held.who = bob());
	});
	broken_by("an escrow is not what the job may cost", |hash| {
		change(hash, |job| job.escrow.as_mut().unwrap().job_fee += 1);
	});
}

#[test]
fn try_state_should_fail_when_seats_are_wrong() {
	broken_by("a job has too many rounds", |hash| change(hash, |job| job.acted_rounds = 2));
	broken_by("a worker has two seats in a round", |hash| {
		change(hash, |job| job.seats[1].worker = job.seats[0].worker.clone());
	});
	broken_by("a committee has the wrong size", |hash| change(hash, |job| job.seats.truncate(2)));
	broken_by("a requester works for itself", |hash| change(hash, |job| job.seats[0].worker = alice()));
	broken_by("a seat belongs to no round", |hash| {
		change(hash, |job| {
			let seat = Seat { round: 2, ..job.seats[0].clone() };
			job.seats.try_push(seat).unwrap();
		});
	});
	broken_by("somebody answered without a commitment", |hash| change(hash, |job| job.seats[0].commitment = None));
	broken_by("an answer exposes nobody", |hash| change(hash, |job| job.seats[0].exposure = 0));
	broken_by("a job agreed on what too few answered", |hash| {
		change(hash, |job| job.seats[0].answer = Some(lie(2)));
	});
}

#[test]
fn try_state_should_fail_when_exposures_are_wrong() {
	broken_by("the exposure of a worker is not that of its seats", |_| change_worker(0, |it| it.exposure += 1));
	broken_by("a job that has ended exposes somebody", |_| change(ended(), |job| job.seats[0].exposure = 1));
	broken_by("the stake of a worker does not cover its exposure", |hash| {
		let exposed = job(hash).seats[0].worker.clone();
		Workers::<Test>::mutate(exposed, |record| {
			let record = record.as_mut().unwrap();
			record.unbonding = Some(Unbonding { amount: record.stake - UNIT + 1, until: 0 });
		});
	});
	broken_by("stake leaves wrongly", |_| {
		change_worker(0, |it| it.unbonding = Some(Unbonding { amount: 0, until: 0 }));
	});
	broken_by("somebody is exposed who is no worker", |hash| {
		Workers::<Test>::remove(job(hash).seats[0].worker.clone());
	});
}

#[test]
fn try_state_should_fail_when_holds_are_not_what_is_recorded() {
	let reasons = [HoldReason::Stake, HoldReason::Escrow, HoldReason::Job, HoldReason::Weights, HoldReason::Terms];
	for reason in reasons {
		let payer = match reason {
			HoldReason::Stake => worker(0),
			HoldReason::Weights => publisher(),
			HoldReason::Terms => bob(),
			_ => alice(),
		};
		broken_by("what is held is not what is recorded", |_| {
			let exact = frame_support::traits::tokens::Precision::Exact;
			assert_ok!(Balances::release(&reason.into(), &payer, 1, exact));
		});
		broken_by("what is held is not what is recorded", |_| {
			assert_ok!(Balances::hold(&reason.into(), &account(40), 1));
		});
	}
	broken_by("what is held is not what is recorded", |_| {
		Terms::<Test>::mutate(model(), |terms| terms.as_mut().unwrap().deposit.who = account(99));
		let exact = frame_support::traits::tokens::Precision::Exact;
		let reason = HoldReason::Terms.into();
		assert_ok!(Balances::release(&reason, &bob(), Inference::terms_deposit(), exact));
	});
}

#[test]
fn try_state_should_fail_when_keys_do_not_match() {
	broken_by("a worker has a key that is not its own", |_| Keys::<Test>::remove(key_of(&worker(0))));
	broken_by("a key belongs to nobody", |_| Keys::<Test>::insert(key_of(&worker(20)), worker(0)));
}

#[test]
fn try_state_should_fail_when_offers_do_not_match() {
	broken_by("a worker has not one offer for a model that it serves", |_| {
		Serving::<Test>::mutate(model(), |offers| offers.truncate(5));
	});
	broken_by("a worker has not one offer for a model that it serves", |_| {
		Serving::<Test>::mutate(model(), |offers| offers.try_push(offers[0].clone()).unwrap());
	});
	broken_by("a worker names a model twice", |_| change_worker(0, |it| it.models.try_push(model()).unwrap()));
	broken_by("an offer belongs to nobody", |_| change_worker(0, |it| it.models = Default::default()));
	broken_by("an empty list of offers is stored", |_| {
		Serving::<Test>::insert(lie(1).root, OffersOf::<Test>::default())
	});
}

#[test]
fn try_state_should_fail_when_weights_are_not_whole() {
	let adapter = || Weights::<Test>::iter().find(|(_, info)| info.kind != WeightsKind::Model).unwrap().0;
	broken_by("somebody serves what is no model", |_| Weights::<Test>::remove(model()));
	broken_by("weights have no files", |_| Files::<Test>::remove(model()));
	broken_by("weights have another length than their files", |_| {
		Weights::<Test>::mutate(model(), |info| info.as_mut().unwrap().length += 1);
	});
	broken_by("an adapter has no base", |_| {
		let kind = WeightsKind::Adapter { base: lie(1).root };
		Weights::<Test>::mutate(adapter(), |info| info.as_mut().unwrap().kind = kind);
	});
	broken_by("files belong to no weights", |_| Files::<Test>::insert(lie(1).root, WeightsFiles::default()));
	broken_by("terms belong to no model", |_| {
		let terms = Terms::<Test>::take(model()).unwrap();
		Terms::<Test>::insert(adapter(), terms);
	});
}

#[test]
fn try_state_should_fail_when_orders_or_fees_have_no_way() {
	broken_by("the number of an order comes again", |_| NextNonce::<Test>::kill());
	broken_by("the account of the pallet is gone", |_| {
		<Balances as frame_support::traits::fungible::Mutate<_>>::set_balance(&Inference::account(), 0);
	});
}
