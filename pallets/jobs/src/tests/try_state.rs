//! Each test breaks one invariant on purpose.

use super::*;
use atelier_primitives::workers::WorkerPool;
use codec::Encode;
use frame_support::traits::fungible::MutateHold;
use sp_runtime::TryRuntimeError;

/// With one open job that was agreed on, one in its first phase, and one that has ended.
fn broken_by(expected: &'static str, act: impl FnOnce(JobHash)) {
	new_test_ext().execute_with(|| {
		start_workers(6);
		set_terms(50, Access::Open);
		next_block();
		let ended = request_paying();
		assign(ended);
		answer(ended, &thrice(honest(ended)));
		run_for(6);
		let agreed = request_paying();
		assign(agreed);
		answer(agreed, &[honest(agreed), honest(agreed), lie(1)]);
		request_paying();
		assert_ok!(JobsPallet::do_try_state());
		act(agreed);
		assert_eq!(JobsPallet::do_try_state(), Err(TryRuntimeError::Other(expected)));
	});
}

fn request_paying() -> JobHash {
	let hash = JobsPallet::job_hash(&alice(), NextNonce::<Test>::get(), &order());
	assert_ok!(JobsPallet::request(signed(alice()), Box::new(order()), Balance::MAX));
	hash
}

fn change(hash: JobHash, change: impl FnOnce(&mut JobOf<Test>)) {
	Jobs::<Test>::mutate(hash, |job| change(job.as_mut().unwrap()));
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
	broken_by("a job is in the queue twice", |hash| Agenda::<Test>::try_append(due(hash) + 1, hash).unwrap());
	broken_by("the queue of due jobs names no job", |_| Agenda::<Test>::try_append(50, [0; 32]).unwrap());
	broken_by("a job that has ended is due", |_| Agenda::<Test>::try_append(50, ended()).unwrap());
	broken_by("a job is in the wrong block of the queue", |hash| change(hash, |job| job.due += 1));
	broken_by("a job is in the wrong block of the queue", |_| System::set_block_number(100));
	broken_by("an empty block of the queue is stored", |_| {
		Agenda::<Test>::insert(50, frame_support::BoundedVec::<JobHash, _>::default())
	});
	broken_by("a job is nowhere", |_| Expiring::<Test>::remove(0));
	broken_by("the pruning queue names no job", |_| Expiring::<Test>::insert(0, [0; 32]));
	broken_by("a job is outside of the pruning queue", |_| ExpiringRange::<Test>::put((1, 1)));
	broken_by("a job is in the wrong place of the pruning queue", |hash| Expiring::<Test>::insert(0, hash));
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
	let change_fees = |hash, act: fn(&mut UseFees)| change(hash, |job| act(&mut job.escrow.as_mut().unwrap().fees));
	broken_by("an escrow is not what the job may cost", |hash| change_fees(hash, |fees| fees.clear()));
	broken_by("a use fee is for nobody", |hash| change_fees(hash, |fees| fees[0].payee = Payee::None));
	broken_by("a use fee is for nobody", |hash| {
		change_fees(hash, |fees| fees.try_push(UseFee { amount: 0, ..fees[0] }).unwrap());
	});
	broken_by("a use fee is for something else", |hash| {
		change_fees(hash, |fees| fees[0].root = Digest::Sha2_256([1; 32]));
	});
	broken_by("a use fee is for something else", |hash| {
		change_fees(hash, |fees| {
			let half = UseFee { amount: fees[0].amount / 2, ..fees[0] };
			*fees = vec![half, half].try_into().unwrap();
		});
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

/// Moves a worker to a key of another hash: it is listed, and not found.
fn misplace(who: &AccountId) {
	let record = Workforce::<Test>::take(who).unwrap();
	let mut key = Workforce::<Test>::hashed_key_for(who);
	key[32] ^= 1;
	sp_io::storage::set(&key, &record.encode());
}

#[test]
fn try_state_should_fail_when_exposures_are_wrong() {
	let wrong = "the exposure of a worker is not that of its seats";
	broken_by(wrong, |_| must(Pool::expose(&worker(0), 1)));
	broken_by(wrong, |hash| must(Pool::release(&job(hash).seats[0].worker, UNIT)));
	broken_by("a job that has ended exposes somebody", |_| change(ended(), |job| job.seats[0].exposure = 1));
	broken_by(wrong, |hash| Workforce::<Test>::remove(&job(hash).seats[0].worker));
	broken_by("the worker pool contradicts itself", |hash| misplace(&job(hash).seats[0].worker));
}

#[test]
fn try_state_should_fail_when_the_class_of_a_job_is_gone() {
	broken_by("the runtime does not have the class of a job", |hash| {
		Orders::<Test>::mutate(hash, |order| order.as_mut().unwrap().class = JobClass::Median);
		change(hash, |job| job.class = JobClass::Median);
	});
}

#[test]
fn try_state_should_fail_when_holds_are_not_what_is_recorded() {
	for reason in [HoldReason::Escrow, HoldReason::Job] {
		broken_by("what is held is not what is recorded", |_| {
			let exact = frame_support::traits::tokens::Precision::Exact;
			assert_ok!(Balances::release(&reason.into(), &alice(), 1, exact));
		});
		broken_by("what is held is not what is recorded", |_| {
			assert_ok!(Balances::hold(&reason.into(), &account(40), 1));
		});
	}
	broken_by("what is held is not what is recorded", |hash| {
		let amount = job(hash).deposit.amount;
		change(hash, |job| job.deposit.who = account(99));
		let exact = frame_support::traits::tokens::Precision::Exact;
		assert_ok!(Balances::release(&HoldReason::Job.into(), &alice(), amount, exact));
	});
}

#[test]
fn try_state_should_fail_when_orders_or_fees_have_no_way() {
	broken_by("the nonce of an order comes again", |_| NextNonce::<Test>::kill());
	broken_by("the account of the pallet is gone", |_| {
		<Balances as frame_support::traits::fungible::Mutate<_>>::set_balance(&JobsPallet::account(), 0);
	});
}
