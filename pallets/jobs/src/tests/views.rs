use super::*;

#[test]
fn quote_should_be_what_is_held_when_the_order_is_taken() {
	with_workers(|| {
		set_terms(50, Access::Open);
		let quote = JobsPallet::quote_request(order(), alice()).unwrap();
		assert_ok!(JobsPallet::request(signed(alice()), Box::new(order()), quote.total));
		assert_eq!(held(HoldReason::Escrow, alice()), quote.total);
		let fees: Balance = quote.fees.iter().map(|fee| fee.amount).sum();
		assert_eq!((quote.total, fees), (quote.price + quote.job_fee + 50, 50));
		assert_eq!(held(HoldReason::Job, alice()), quote.deposit);
		assert_eq!((quote.exposure, quote.output_length, quote.cost, quote.workers), (UNIT, 64, 500_000, 6));
	});
}

#[test]
fn quote_should_be_the_reason_when_the_order_would_be_refused() {
	with_workers(|| {
		let quote = |order| JobsPallet::quote_request(order, alice());
		let few = quote(Order { price: 200, ..order() });
		assert_eq!(few, Err(Error::<Test>::NotEnoughWorkers.into()));
		let failing = quote(Order { input: b"fail".to_vec().try_into().unwrap(), ..order() });
		assert_eq!(failing, Err(Error::<Test>::InvalidInput.into()));
	});
}

#[test]
fn open_jobs_should_come_in_pages_when_there_are_many() {
	with_workers(|| {
		let mut hashes: Vec<_> = (0..5).map(|_| request(&alice(), order())).collect();
		assert_ok!(JobsPallet::cancel(signed(alice()), hashes.remove(2)));
		hashes.sort();
		let names = |page: &[JobDetailsOf<Test>]| page.iter().map(|details| details.hash).collect::<Vec<_>>();
		let first = JobsPallet::open_jobs(None, 3);
		assert_eq!((names(&first.items), first.next), (hashes[..3].to_vec(), Some(hashes[2])));
		let second = JobsPallet::open_jobs(first.next, 3);
		assert_eq!((names(&second.items), second.next), (hashes[3..].to_vec(), None));
	});
}

#[test]
fn assignments_should_be_those_of_the_present_committees_when_asked() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assert!((0..6).all(|n| JobsPallet::assignments(worker(n)).is_empty()));
		let workers = assign(hash);
		assert_ok!(commit(hash, &workers[0], &honest(hash)));
		let commitment = JobsPallet::commitment_hash(hash, 1, workers[0].clone(), honest(hash), SALT);
		let phase = Phase::Committing;
		let task = Task { job: hash, round: 1, phase, due: 13, commitment: Some(commitment), answer: None };
		assert_eq!(JobsPallet::assignments(workers[0].clone()), std::slice::from_ref(&task));
		assert_eq!(JobsPallet::assignments(workers[1].clone()), [Task { commitment: None, ..task }]);
		run_for(14);
		assert!(job(hash).phase.has_ended());
		assert!(JobsPallet::assignments(workers[0].clone()).is_empty());
	});
}

#[test]
fn challenge_cost_should_be_nothing_when_there_is_no_job() {
	with_workers(|| assert_eq!(JobsPallet::challenge_cost([0; 32]), None));
}

#[test]
fn output_should_be_what_the_workers_make_when_it_is_computed_from_a_record() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let seed = JobsPallet::effective_seed(&order(), &alice());
		let output = |order: Order, seed| JobsPallet::output_of(order.model, order.adapters, seed, order.input);
		let made = output(order(), seed).unwrap();
		assert_eq!(Digest::Sha2_256(sp_io::hashing::sha2_256(&made)), digest(&honest(hash)));
		assert_ne!(output(order(), [0; 32]).unwrap(), made);
		let unknown = Order { model: Digest::Sha2_256([9; 32]), ..order() };
		assert_eq!(output(unknown, seed), Err(error::NOT_FOUND));
		let [long, costly] = [Models::publish(1_001, 1, 90), Models::publish(64, 1_000_001, 91)];
		let refused = |model| output(Order { model, ..order() }, seed);
		assert_eq!(refused(long), Err(Error::<Test>::MaxOutputExceeded.into()));
		assert_eq!(refused(costly), Err(Error::<Test>::MaxCostExceeded.into()));
	});
}
