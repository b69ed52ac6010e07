use super::*;
use atelier_primitives::engine::ModelKind;

pub(super) fn order_of(who: &AccountId, order: Order, max_total: Balance) -> sp_runtime::DispatchResult {
	in_layer(|| JobsPallet::request(signed(who), Box::new(order), max_total).map(drop).map_err(|error| error.error))
}

#[test]
fn request_should_hold_what_the_job_may_cost_when_taken() {
	with_workers(|| {
		let ip = set_terms(50, Access::Open);
		let escrow = 3 * PRICE + 3 * 300 + 50;
		assert_ok!(order_of(&alice(), order(), escrow));
		let hash = JobsPallet::job_hash(&alice(), 0, &order());
		assert_eq!(held(HoldReason::Escrow, alice()), escrow);
		assert_eq!(held(HoldReason::Job, alice()), JobsPallet::job_deposit(&order()));
		let event = Event::Requested { job: hash, requester: alice(), model: model(), escrow };
		System::assert_last_event(event.into());
		let job = job(hash);
		assert_eq!((job.phase, job.round, job.due), (Phase::Requested, 0, 9));
		assert_eq!((job.prepared.output_length, job.prepared.cost), (64, 500_000));
		let parts = job.escrow.map(|escrow| (escrow.held.amount, escrow.job_fee, escrow.fees.into_inner()));
		assert_eq!(parts, Some((escrow, 900, vec![UseFee { root: model(), payee: Payee::Pool(ip), amount: 50 }])));
		assert_eq!((OpenCount::<Test>::get(), OpenOf::<Test>::get(alice())), (1, 1));
	});
}

#[test]
fn request_should_be_another_job_when_repeated() {
	with_workers(|| {
		let (first, second) = (request(&alice(), order()), request(&alice(), order()));
		let third = request(&bob(), order());
		assert!(first != second && second != third && first != third);
		assert_eq!([first, second].map(|hash| job(hash).nonce), [0, 1]);
		let seeds = [first, second, third].map(|hash| JobsPallet::job(hash).unwrap().effective_seed);
		assert_eq!(seeds[0], seeds[1]);
		assert_ne!(seeds[0], seeds[2]);
		assert_eq!(seeds[0], sp_io::hashing::blake2_256(&[&[5; 32][..], &[1; 32]].concat()));
	});
}

/// Each order is wrong in one thing more than the one after it, so the order of the checks shows.
#[test]
fn request_should_fail_with_the_first_reason_when_there_are_several() {
	with_workers(|| {
		let expensive = Models::publish(64, 1_000_001, 1);
		let long = Models::publish(1_001, 10, 2);
		let adapter_of_other = Models::publish_adapter(expensive, 1);
		set_terms(50, Access::Holder(8));
		let nothing = Digest::Sha2_256([1; 32]);
		let adapters = |list: &[Digest]| list.to_vec().try_into().unwrap();
		let trait_of_bob = Purpose::Trait { ip: IpId::new(7, 1), key: Default::default() };
		let mut wrong = Order {
			class: JobClass::Median,
			model: nothing,
			adapters: adapters(&[nothing]),
			input: b"fail".to_vec().try_into().unwrap(),
			max_output: 63,
			n: 2,
			price: 99,
			purpose: trait_of_bob,
			..order()
		};
		let refused = |order: &Order, error: DispatchError| {
			assert_noop!(order_of(&alice(), order.clone(), 3 * 500 + 900 + 49), error);
		};
		refused(&wrong, Error::<Test>::ClassNotAvailable.into());
		wrong.class = JobClass::BitExact;
		refused(&wrong, error::NOT_FOUND);
		wrong.model = adapter_of_other;
		refused(&wrong, error::NOT_A_MODEL);
		wrong.model = model();
		refused(&wrong, error::NOT_FOUND);
		wrong.adapters = adapters(&[adapter_of_other]);
		refused(&wrong, error::ADAPTER_MISMATCH);
		wrong.adapters = adapters(&[model()]);
		refused(&wrong, error::ADAPTER_MISMATCH);
		wrong.adapters = adapters(&[]);
		refused(&wrong, Error::<Test>::InvalidInput.into());
		wrong.input = Default::default();
		refused(&wrong, Error::<Test>::MaxOutputExceeded.into());
		wrong.max_output = u32::MAX;
		for (model, error) in [(long, Error::MaxOutputExceeded), (expensive, Error::<Test>::MaxCostExceeded)] {
			refused(&Order { model, ..wrong.clone() }, error.into());
		}
		for (n, m) in [(2, 2), (3, 1), (3, 4), (4, 2), (9, 5), (0, 0), (3, 0)] {
			refused(&Order { n, m, ..wrong.clone() }, Error::<Test>::InvalidCommittee.into());
		}
		wrong.n = 3;
		refused(&wrong, Error::<Test>::MinPriceNotReached.into());
		wrong.price = 499;
		refused(&wrong, Error::<Test>::NotEnoughWorkers.into());
		wrong.price = 500;
		Models::close(model(), true);
		refused(&wrong, error::MODEL_CLOSED);
		Models::close(model(), false);
		refused(&wrong, error::PASS_REQUIRED);
		wrong.pass = Some(3);
		refused(&wrong, error::PASS_REQUIRED);
		Ips::mint_at(IpId::new(8, 3), alice());
		refused(&wrong, Error::<Test>::NotAuthorized.into());
		wrong.purpose = Purpose::Work;
		refused(&wrong, Error::<Test>::MaxTotalExceeded.into());
		assert_ok!(order_of(&alice(), wrong, 3 * 500 + 900 + 50));
	});
}

#[test]
fn request_should_need_a_license_when_the_terms_ask_for_one() {
	with_workers(|| {
		let ip = set_terms(0, Access::License);
		assert_noop!(order_of(&alice(), order(), Balance::MAX), error::LICENSE_REQUIRED);
		assert_ok!(order_of(&bob(), order(), Balance::MAX));
		Licenses::grant(&alice(), ip);
		assert_ok!(order_of(&alice(), order(), Balance::MAX));
		Licenses::expire(&alice(), ip);
		// A model without terms lets everybody in.
		Models::clear_terms(model());
		assert_ok!(order_of(&alice(), order(), Balance::MAX));
	});
}

#[test]
fn request_should_not_count_the_requester_when_it_is_a_worker() {
	build_and_execute(|| {
		start_workers(3);
		next_block();
		assert_noop!(order_of(&worker(0), order(), Balance::MAX), Error::<Test>::NotEnoughWorkers);
		assert_ok!(order_of(&alice(), order(), Balance::MAX));
	});
}

#[test]
fn request_should_count_only_workers_with_free_stake_when_counting() {
	with_workers(|| {
		// Four times the price is more than the stake of anybody.
		assert_noop!(
			order_of(&alice(), Order { price: 26 * UNIT, ..order() }, Balance::MAX),
			Error::<Test>::NotEnoughWorkers
		);
		assert_ok!(order_of(&alice(), Order { price: 25 * UNIT, ..order() }, Balance::MAX));
		for n in 0..4 {
			assert_ok!(Pool::unbond(&worker(n), 91 * UNIT));
		}
		assert_noop!(order_of(&alice(), order(), Balance::MAX), Error::<Test>::NotEnoughWorkers);
	});
}

#[test]
fn request_should_count_only_workers_that_make_outputs_so_long_when_counting() {
	with_workers(|| {
		for n in 0..4 {
			assert_ok!(serve(&worker(n), 500, 63));
		}
		assert_noop!(order_of(&alice(), order(), Balance::MAX), Error::<Test>::NotEnoughWorkers);
	});
}

#[test]
fn request_should_fail_when_the_money_is_not_there() {
	with_workers(|| {
		// More than is left after the price.
		JobFee::set(FUNDS / 3);
		assert_noop!(order_of(&alice(), order(), Balance::MAX), TokenError::FundsUnavailable);
		JobFee::set(Balance::MAX / 2);
		assert_noop!(order_of(&alice(), order(), Balance::MAX), Error::<Test>::Overflow);
		JobFee::set(300);
		assert_noop!(order_of(&account(99), order(), Balance::MAX), TokenError::FundsUnavailable);
		assert_noop!(JobsPallet::request(RuntimeOrigin::none(), Box::new(order()), Balance::MAX), BadOrigin);
	});
}

#[test]
fn request_should_fail_when_the_account_has_sixteen_open_jobs() {
	with_workers(|| {
		for _ in 0..16 {
			assert_ok!(order_of(&alice(), order(), Balance::MAX));
		}
		assert_noop!(order_of(&alice(), order(), Balance::MAX), Error::<Test>::MaxOpenJobsExceeded);
		let first = JobsPallet::job_hash(&alice(), 0, &order());
		assert_ok!(JobsPallet::cancel(signed(alice()), first));
		assert_ok!(order_of(&alice(), order(), Balance::MAX));
	});
}

#[test]
fn request_should_weigh_what_was_read_when_adapters_are_few() {
	with_workers(|| {
		let adapter = Models::publish_adapter(model(), 1);
		let adapters = vec![adapter, adapter].try_into().unwrap();
		let info = JobsPallet::request(signed(alice()), Box::new(Order { adapters, ..order() }), Balance::MAX).unwrap();
		let (of_model, of_adapter) = (5 + 13, 7 + 33);
		assert_eq!(info.actual_weight, Some(TestWeights::request(of_model + 2 * of_adapter)));
	});
}

/// Publication refuses such files; another engine may refuse others.
#[test]
fn request_should_fail_when_the_engine_cannot_read_the_model() {
	with_workers(|| {
		let bytes = model_bytes(64, 500_000, 0);
		let mut not_text = files(&[("model", &bytes)]);
		not_text[0].path = vec![0xff].try_into().unwrap();
		for unreadable in [not_text, files(&[("other", &bytes)])] {
			Published::insert(model(), (ModelKind::Model, unreadable));
			assert_noop!(order_of(&alice(), order(), Balance::MAX), Error::<Test>::InvalidFiles);
		}
	});
}

/// Whoever raises a fee after the quote does not get it.
#[test]
fn request_should_not_hold_more_than_its_bound_when_any_part_got_dearer() {
	with_workers(|| {
		let ip = set_terms(50, Access::Open);
		let adapter = Models::publish_adapter(model(), 1);
		Models::set_terms(adapter, ip, 7, Access::Open);
		let order = Order { adapters: vec![adapter].try_into().unwrap(), ..order() };
		let total = JobsPallet::quote_request(order.clone(), alice()).unwrap().total;
		assert_eq!(total, 3 * PRICE + 900 + 57);
		Models::set_terms(adapter, ip, 8, Access::Open);
		assert_noop!(order_of(&alice(), order.clone(), total), Error::<Test>::MaxTotalExceeded);
		Models::set_terms(adapter, ip, 7, Access::Open);
		assert_noop!(order_of(&alice(), order.clone(), total - 1), Error::<Test>::MaxTotalExceeded);
		JobFee::set(301);
		assert_noop!(order_of(&alice(), order.clone(), total), Error::<Test>::MaxTotalExceeded);
		JobFee::set(300);
		assert_ok!(order_of(&alice(), order, total));
		assert_eq!(held(HoldReason::Escrow, alice()), total);
	});
}

#[test]
fn request_should_fail_when_fees_are_too_large_to_be_added() {
	with_workers(|| {
		let ip = set_terms(Balance::MAX / 2, Access::Open);
		let adapter = Models::publish_adapter(model(), 1);
		Models::set_terms(adapter, ip, Balance::MAX / 2, Access::Open);
		let order = Order { adapters: vec![adapter].try_into().unwrap(), ..order() };
		assert_noop!(order_of(&alice(), order, Balance::MAX), Error::<Test>::Overflow);
	});
}

/// Later the asset changes in a block that nobody foresees.
#[test]
fn buyer_should_be_told_of_a_trait_when_it_is_ordered() {
	with_workers(|| {
		let ip = Ips::mint_at(IpId::new(4, 2), alice());
		let purpose = Purpose::Trait { ip, key: b"mood".to_vec().try_into().unwrap() };
		let hash = request(&alice(), Order { purpose, ..order() });
		assert_eq!(Ips::revision(&ip), 1);
		assign(hash);
		answer(hash, &thrice(honest(hash)));
		run_for(6);
		assert_eq!((Traits::outcomes().len(), Ips::revision(&ip)), (1, 1));
		request(&alice(), order());
		assert_eq!(Ips::revision(&ip), 1);
	});
}

#[test]
fn deposit_should_count_the_fees_that_there_can_be_when_an_order_names_adapters() {
	with_workers(|| {
		let deposit = |count| {
			let adapters = vec![model(); count].try_into().unwrap();
			JobsPallet::job_deposit(&Order { adapters, ..order() })
		};
		let lengths: Vec<_> = (0..=4).map(deposit).collect();
		assert!(lengths.windows(2).all(|pair| pair[0] < pair[1]));
	});
}
