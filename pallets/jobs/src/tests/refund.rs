//! Silence, and jobs that come to nothing.

use super::*;

fn seat_faults(hash: JobHash) -> Vec<Option<Fault>> {
	job(hash).seats.iter().map(|seat| seat.fault).collect()
}

/// What a worker loses, what the requester gets of it, what is burnt.
const NO_COMMIT: (Balance, Balance) = (UNIT / 20, UNIT / 80);
const NO_REVEAL: (Balance, Balance) = (UNIT / 4, UNIT / 16);

#[test]
fn silence_should_be_punished_when_the_time_to_commit_is_over() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		let issuance = Balances::total_issuance();
		assert_ok!(commit(hash, &workers[0], &honest(hash)));
		run_for(3);
		assert_eq!(job(hash).phase, Phase::Committing);
		run_for(1);
		assert_eq!((job(hash).phase, job(hash).waits_since), (Phase::Reassigned, 13));
		assert_eq!(seat_faults(hash), [None, Some(Fault::NoCommit), Some(Fault::NoCommit)]);
		let (loss, share) = NO_COMMIT;
		assert_eq!(workers.iter().map(wealth).collect::<Vec<_>>(), [FUNDS, FUNDS - loss, FUNDS - loss]);
		assert_eq!(wealth(alice()), FUNDS + 2 * share);
		assert_eq!(Balances::total_issuance(), issuance - 2 * (loss - share));
		assert!(workers.iter().all(|who| exposure(who) == 0));
		let amount = loss;
		let burnt = loss - share;
		let slashed = workers.iter().skip(1).map(|worker| Event::Slashed {
			job: hash,
			worker: worker.clone(),
			fault: Fault::NoCommit,
			amount,
			burnt,
		});
		assert!(slashed.into_iter().all(|event| events().contains(&event)));
	});
}

#[test]
fn silence_should_be_punished_when_enough_others_committed() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		workers.iter().take(2).for_each(|who| must(commit(hash, who, &honest(hash))));
		run_for(4);
		assert_eq!((job(hash).phase, job(hash).due), (Phase::Revealing, 17));
		assert_eq!(seat_faults(hash), [None, None, Some(Fault::NoCommit)]);
		workers.iter().take(2).for_each(|who| must(reveal(hash, who, &honest(hash))));
		assert_eq!(job(hash).phase, Phase::Agreed { answer: honest(hash), at: 13 });
	});
}

#[test]
fn silence_should_cost_more_when_it_is_about_a_commitment() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		workers.iter().for_each(|who| must(commit(hash, who, &honest(hash))));
		assert_ok!(reveal(hash, &workers[0], &honest(hash)));
		run_for(3);
		assert_eq!(job(hash).phase, Phase::Revealing);
		run_for(1);
		assert_eq!(job(hash).phase, Phase::Reassigned);
		assert_eq!(seat_faults(hash), [None, Some(Fault::NoReveal), Some(Fault::NoReveal)]);
		let (loss, share) = NO_REVEAL;
		assert_eq!(workers.iter().map(wealth).collect::<Vec<_>>(), [FUNDS, FUNDS - loss, FUNDS - loss]);
		assert_eq!(wealth(alice()), FUNDS + 2 * share);
		// Who revealed stays locked.
		let exposures: Vec<_> = workers.iter().map(exposure).collect();
		assert_eq!(exposures, [UNIT, 0, 0]);
	});
}

#[test]
fn agreement_should_stand_when_the_rest_does_not_reveal() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		workers.iter().for_each(|who| must(commit(hash, who, &honest(hash))));
		workers.iter().take(2).for_each(|who| must(reveal(hash, who, &honest(hash))));
		run_for(4);
		assert_eq!(job(hash).phase, Phase::Agreed { answer: honest(hash), at: 13 });
		assert_eq!(seat_faults(hash), [None, None, Some(Fault::NoReveal)]);
	});
}

#[test]
fn committee_should_not_have_the_punished_when_it_is_another() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let silent = assign(hash);
		run_for(7);
		assert_eq!((job(hash).phase, job(hash).round), (Phase::Committing, 2));
		assert!(committee(hash).iter().all(|who| !silent.contains(who)));
		run_for(7);
		// Nobody is left.
		assert_eq!(refunded(hash), Some(RefundReason::NoWorkers));
	});
}

#[test]
fn committee_should_have_the_same_again_when_they_committed() {
	build_and_execute(|| {
		start_workers(5);
		next_block();
		let hash = request(&alice(), Order { n: 3, m: 3, ..order() });
		let workers = assign(hash);
		workers.iter().take(2).for_each(|who| must(commit(hash, who, &honest(hash))));
		run_for(7);
		assert_eq!((job(hash).phase, job(hash).round), (Phase::Committing, 2));
		assert!(!committee(hash).contains(&workers[2]));
	});
}

#[test]
fn job_should_cost_nothing_when_nobody_ever_acted() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		run_for(14);
		assert_eq!(refunded(hash), Some(RefundReason::NoWorkers));
		assert_eq!(wealth(Treasury::get()), ED);
		assert_eq!(wealth(alice()), FUNDS + 6 * NO_COMMIT.1);
		let refund = 3 * PRICE + 900;
		System::assert_last_event(Event::Refunded { job: hash, reason: RefundReason::NoWorkers, refund }.into());
	});
}

#[test]
fn job_should_cost_the_fee_of_its_rounds_when_three_committees_disagree() {
	with_workers(|| {
		let hash = request(&alice(), order());
		for round in 1..=3 {
			assign(hash);
			assert_eq!(job(hash).round, round);
			answer(hash, &[lie(1), lie(2), lie(3)]);
		}
		assert_eq!(refunded(hash), Some(RefundReason::NoAgreement));
		assert_eq!(wealth(Treasury::get()), ED + 900);
		assert_eq!(wealth(alice()), FUNDS - 900);
		assert!((0..6).all(|n| wealth(worker(n)) == FUNDS));
		assert!((0..6).all(|n| exposure(&worker(n)) == 0));
	});
}

#[test]
fn job_should_cost_a_third_of_the_fee_when_one_of_its_rounds_was_worked_on() {
	build_and_execute(|| {
		start_workers(3);
		next_block();
		JobFee::set(301);
		let hash = request(&alice(), order());
		let workers = assign(hash);
		assert_ok!(commit(hash, &workers[0], &honest(hash)));
		run_for(7);
		assert_eq!(refunded(hash), Some(RefundReason::NoWorkers));
		assert_eq!(wealth(Treasury::get()), ED + 301);
		assert_eq!(wealth(alice()), FUNDS - 301 + 2 * NO_COMMIT.1);
	});
}

#[test]
fn nobody_should_get_a_use_fee_when_the_job_came_to_nothing() {
	with_workers(|| {
		let (order, adapters, _) = order_of_five();
		let (before, issuance) = (fortunes(), Balances::total_issuance());
		let hash = request(&alice(), order);
		for _ in 1..=3 {
			assign(hash);
			answer(hash, &[lie(1), lie(2), lie(3)]);
		}
		assert_eq!(refunded(hash), Some(RefundReason::NoAgreement));
		assert_eq!(changes(&before), [(alice(), -900), (Treasury::get(), 900)].into());
		assert_eq!((Balances::total_issuance(), adapters.map(Models::pot)), (issuance, [0; 4]));
		assert_eq!(Royalties::payments(), []);
	});
}

#[test]
fn nobody_should_get_a_use_fee_when_the_order_is_canceled() {
	with_workers(|| {
		let (order, ..) = order_of_five();
		let before = fortunes();
		let hash = request(&alice(), order);
		assert_ok!(JobsPallet::cancel(signed(alice()), hash));
		assert_eq!(changes(&before), Default::default());
	});
}
