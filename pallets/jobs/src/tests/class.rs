//! The seam for classes: an order of a second class, which no other file of the pallet knows.

use super::{request::order_of, worker_node::with_node, *};
use atelier_primitives::provenance::{Attestation, Committee};

fn median_order() -> Order {
	Order { class: JobClass::Median, ..order() }
}

/// In the block after six workers have begun to serve the model, in a runtime with two classes.
fn with_two_classes(test: impl FnOnce()) {
	with_workers(|| {
		HasMedian::set(true);
		test();
	});
}

#[test]
fn job_should_be_final_when_a_second_class_agrees() {
	with_two_classes(|| {
		let hash = request(&alice(), Order { n: 4, m: 3, ..median_order() });
		let workers = assign(hash);
		answer(hash, &[number(100), number(104), number(95), number(500)]);
		// The upper one of the two in the middle, which nobody else gave.
		assert_eq!(job(hash).phase, Phase::Agreed { answer: number(104), at: 9 });
		run_for(6);
		assert!(finalized(hash));
		assert_eq!(
			workers.iter().map(wealth).collect::<Vec<_>>(),
			[FUNDS + PRICE, FUNDS + PRICE, FUNDS + PRICE, FUNDS]
		);
		assert!(events().contains(&Event::Finalized { job: hash, answer: number(104), paid: 3, refund: PRICE }));
		// There is no output file: nothing to register, and nothing to mint.
		assert_eq!((delivered(hash), Provenance::records().len()), (vec![], 0));
		let mint = in_layer(|| JobsPallet::claim_mint(signed(alice()), hash, 9, Default::default(), Perbill::zero()));
		assert_noop!(mint, Error::<Test>::NotAWork);
	});
}

#[test]
fn outcome_should_have_the_attestation_of_the_class_when_it_is_for_a_trait() {
	with_two_classes(|| {
		let ip = Ips::mint_at(IpId::new(4, 2), alice());
		let purpose = Purpose::Trait { ip, key: Default::default() };
		let hash = request(&alice(), Order { purpose, ..median_order() });
		assign(hash);
		answer(hash, &[number(100), number(93), number(-7)]);
		run_for(6);
		assert_eq!(delivered(hash), [Receiver::Trait]);
		let committee = Committee { job: hash, n: 3, m: 2, stake: 2 * UNIT, window: 6 };
		let told = Traits::outcomes().pop().unwrap();
		assert_eq!((told.answer, told.attestation), (number(93), Attestation::Median { committee, spread: 7 }));
		assert_eq!((told.generation.engine, told.generation.outputs.len()), (None, 0));
	});
}

#[test]
fn round_should_fail_when_a_second_class_does_not_agree() {
	with_two_classes(|| {
		let hash = request(&alice(), median_order());
		assign(hash);
		answer(hash, &[number(1), number(50), number(100)]);
		assert_eq!(job(hash).phase, Phase::Reassigned);
	});
}

#[test]
fn challenge_should_fail_when_the_class_is_not_disputable() {
	with_two_classes(|| {
		let hash = request(&alice(), median_order());
		assign(hash);
		answer(hash, &thrice(number(100)));
		assert_noop!(challenge(&bob(), hash, &number(100)), Error::<Test>::NotDisputable);
		assert_eq!(JobsPallet::challenge_cost(hash), None);
	});
}

#[test]
fn reveal_should_fail_when_the_answer_is_of_another_class() {
	with_two_classes(|| {
		let (exact, median) = (request(&alice(), order()), request(&alice(), median_order()));
		assign(exact);
		for (hash, wrong) in [(exact, number(1)), (median, lie(1))] {
			let workers = committee(hash);
			workers.iter().for_each(|who| must(commit(hash, who, &wrong)));
			assert_noop!(reveal(hash, &workers[0], &wrong), Error::<Test>::WrongReveal);
		}
	});
}

#[test]
fn jobs_of_two_classes_should_be_final_when_they_are_open_together() {
	with_two_classes(|| {
		let (exact, median) = (request(&alice(), order()), request(&alice(), median_order()));
		assign(exact);
		answer(exact, &thrice(honest(exact)));
		answer(median, &thrice(number(-3)));
		run_for(6);
		assert!(finalized(exact) && finalized(median));
	});
}

#[test]
fn node_should_work_and_watch_when_the_class_is_another() {
	with_node(|node| {
		HasMedian::set(true);
		(0..6).for_each(|n| node.add_key(&worker(n)));
		node.watch();
		let hash = request(&alice(), median_order());
		node.give(number(42));
		(0..12).for_each(|_| node.block());
		assert!(finalized(hash));
		let metrics = node.metrics();
		assert_eq!((metrics.seen, metrics.committed, metrics.revealed), (1, 3, 3));
		assert_eq!((metrics.failed, metrics.challenged), (0, 0));
	});
}

#[test]
fn order_should_be_refused_when_it_exceeds_a_limit_in_any_class() {
	with_two_classes(|| {
		let (long, expensive) = (Models::publish(1_001, 10, 2), Models::publish(64, 1_000_001, 1));
		let refused = |order, error: Error<Test>| {
			assert_noop!(order_of(&alice(), order, Balance::MAX), error);
		};
		for class in [JobClass::BitExact, JobClass::Median] {
			let order = || Order { class, max_output: u32::MAX, ..order() };
			refused(Order { model: long, ..order() }, Error::MaxOutputExceeded);
			refused(Order { model: expensive, ..order() }, Error::MaxCostExceeded);
			refused(Order { max_output: 63, ..order() }, Error::MaxOutputExceeded);
		}
	});
}
