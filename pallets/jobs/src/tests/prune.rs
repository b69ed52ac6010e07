use super::*;
use frame_support::{traits::Hooks, weights::Weight};

fn final_job() -> JobHash {
	let hash = request(&alice(), order());
	assign(hash);
	answer(hash, &thrice(honest(hash)));
	run_for(6);
	assert!(finalized(hash));
	hash
}

/// Lets blocks pass whose `on_idle` has no weight.
fn busy_blocks(count: u64) {
	System::set_block_number(System::block_number() + count);
}

#[test]
fn prune_should_give_the_deposit_back_when_it_is_time() {
	with_workers(|| {
		let hash = final_job();
		let prune = || JobsPallet::prune(signed(bob()), hash);
		assert_eq!(held(HoldReason::Job, alice()), JobsPallet::job_deposit(&order()));
		busy_blocks(99);
		assert_noop!(prune(), Error::<Test>::NotExpired);
		busy_blocks(1);
		assert_ok!(prune());
		System::assert_last_event(Event::Pruned { job: hash }.into());
		assert_eq!(held(HoldReason::Job, alice()), 0);
		assert_eq!((JobsPallet::job(hash), Expiring::<Test>::iter().count()), (None, 0));
		assert_noop!(prune(), Error::<Test>::NotFound);
		assert_noop!(JobsPallet::prune(RuntimeOrigin::none(), hash), BadOrigin);
	});
}

#[test]
fn prune_should_fail_when_the_job_is_open() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assert_noop!(JobsPallet::prune(signed(bob()), hash), Error::<Test>::NotExpired);
	});
}

#[test]
fn on_idle_should_prune_in_order_when_there_is_weight() {
	with_workers(|| {
		let first = final_job();
		let second = final_job();
		assert_eq!(ExpiringRange::<Test>::get(), (0, 2));
		run_to(job(first).due);
		assert!(JobsPallet::job(first).is_some());
		run_for(1);
		assert_eq!((JobsPallet::job(first), JobsPallet::job(second).is_some()), (None, true));
		assert_eq!(ExpiringRange::<Test>::get(), (1, 2));
		run_for(20);
		assert_eq!(JobsPallet::job(second), None);
		assert_eq!(ExpiringRange::<Test>::get(), (2, 2));
	});
}

#[test]
fn on_idle_should_stop_when_the_weight_is_used_up() {
	with_workers(|| {
		let (base, step) = (TestWeights::on_idle(), TestWeights::prune());
		let hashes: Vec<_> = (0..3).map(|_| request(&alice(), order())).collect();
		hashes.iter().for_each(|hash| must(JobsPallet::cancel(signed(alice()), *hash)));
		let hashes = [final_job(), final_job(), final_job()];
		busy_blocks(200);
		let idle = |limit| JobsPallet::on_idle(System::block_number(), limit);
		let left = || hashes.iter().filter(|hash| Jobs::<Test>::contains_key(hash)).count();
		let less = Weight::from_parts(1, 0);
		assert_eq!((idle(base - less), left()), (Weight::zero(), 3));
		assert_eq!((idle(base + step - less), left()), (base, 3));
		assert_eq!((idle(base + step), left()), (base + step, 2));
		// One that was pruned by somebody is passed over.
		assert_ok!(JobsPallet::prune(signed(bob()), hashes[1]));
		assert_eq!((idle(Weight::MAX), left()), (base + step * 2, 0));
		assert_eq!((idle(Weight::MAX), ExpiringRange::<Test>::get()), (base, (3, 3)));
	});
}
