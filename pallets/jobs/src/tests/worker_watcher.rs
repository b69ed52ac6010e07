use super::worker_node::*;
use crate::{
	mock::*,
	tests::scenario::{run_for, run_to, *},
	worker::{memory::RESEND, Metrics, GATEWAY_KEY, WATCHER_KEY},
	*,
};
use frame_support::{assert_ok, traits::fungible::Mutate};

/// A watching node without a gateway. It has a key whose account has funds, and that no worker has.
fn with_watcher(test: impl FnOnce(&mut Node)) {
	with_node(|node| {
		node.watch();
		node.set(GATEWAY_KEY, None);
		node.add_key(&bob());
		Balances::set_balance(&Node::key_account(&bob()), FUNDS);
		test(node);
	});
}

/// A job whose committee answered so.
fn answered(seed: u8, answers: impl FnOnce(JobHash) -> [Answer; 3]) -> JobHash {
	let hash = request(&alice(), Order { seed: [seed; 32], ..order() });
	assign(hash);
	answer(hash, &answers(hash));
	hash
}

fn challenges(node: &Node) -> Vec<(JobHash, Answer)> {
	let challenge = |call| match call {
		Call::challenge { job, answer } => (job, answer),
		other => panic!("{other:?}"),
	};
	node.take_calls().into_iter().map(challenge).collect()
}

#[test]
fn watcher_should_be_silent_when_all_are_honest() {
	with_watcher(|node| {
		let hash = answered(1, |hash| thrice(honest(hash)));
		while !job(hash).phase.has_ended() {
			node.work();
			assert_eq!(node.take_calls(), []);
			next_block();
		}
		assert_eq!(node.metrics(), Metrics::default());
	});
}

#[test]
fn watcher_should_bring_a_wrong_answer_down_when_a_committee_agreed_on_it() {
	with_watcher(|node| {
		let hash = answered(1, |_| thrice(lie(1)));
		let liars = committee(hash);
		node.work();
		node.include();
		assert_eq!(job(hash).phase, Phase::Reassigned);
		assert!(liars.iter().all(|worker| job(hash).is_barred(worker)));
		assert!(wealth(Node::key_account(&bob())) > FUNDS);
		assert_eq!(node.metrics(), Metrics { challenged: 1, ..Default::default() });
		node.work();
		assert_eq!(node.take_calls(), []);
	});
}

#[test]
fn watcher_should_challenge_the_minority_alone_when_it_is_wrong() {
	with_watcher(|node| {
		let hash = answered(1, |hash| [honest(hash), lie(1), honest(hash)]);
		node.work();
		assert_eq!(challenges(node), [(hash, lie(1))]);
	});
}

#[test]
fn watcher_should_challenge_each_wrong_answer_when_there_are_many() {
	with_watcher(|node| {
		let hash = answered(1, |_| [lie(1), lie(2), lie(3)]);
		assert_eq!(job(hash).phase, Phase::Reassigned);
		node.work();
		assert_eq!(challenges(node), [1, 2, 3].map(|n| (hash, lie(n))));
		assert_eq!(node.metrics().challenged, 3);
	});
}

#[test]
fn watcher_should_not_wait_for_agreement_when_an_answer_is_wrong() {
	with_watcher(|node| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		workers.iter().for_each(|worker| must(commit(hash, worker, &lie(1))));
		assert_ok!(reveal(hash, &workers[0], &lie(1)));
		assert_eq!(job(hash).phase, Phase::Revealing);
		node.work();
		assert_eq!(challenges(node), [(hash, lie(1))]);
	});
}

#[test]
fn challenge_should_be_sent_again_when_it_does_not_get_on_chain() {
	with_watcher(|node| {
		let hash = answered(1, |_| thrice(lie(1)));
		node.work();
		node.work();
		assert_eq!(challenges(node).len(), 1);
		run_for(RESEND);
		node.work();
		assert_eq!(challenges(node), [(hash, lie(1))]);
		assert_eq!(node.metrics().challenged, 1);
	});
}

#[test]
fn challenge_should_not_come_from_two_accounts_when_the_pool_has_it_already() {
	with_watcher(|node| {
		node.add_key(&alice());
		answered(1, |_| thrice(lie(1)));
		node.work();
		let [transaction] = &node.take_pool()[..] else { panic!() };
		let sender = signer_of(transaction);
		node.pool().poor = vec![sender];
		run_for(RESEND);
		node.work();
		assert_eq!((node.take_calls(), node.metrics().challenged), (vec![], 1));
	});
}

#[test]
fn watcher_should_compute_as_many_jobs_as_can_end_in_a_block_when_there_are_more() {
	with_watcher(|node| {
		let most = MAX_JOBS_PER_BLOCK as u8;
		let jobs: Vec<_> = (0..=most)
			.map(|seed| request(&if seed < most { alice() } else { bob() }, Order { seed: [seed; 32], ..order() }))
			.collect();
		run_for(4);
		jobs.iter().for_each(|hash| answer(*hash, &thrice(lie(1))));
		node.work();
		assert_eq!(challenges(node).len(), jobs.len() - 1);
		node.work();
		assert_eq!(challenges(node).len(), 1);
	});
}

#[test]
fn watcher_should_do_nothing_when_the_flag_is_not_set() {
	with_watcher(|node| {
		answered(1, |_| thrice(lie(1)));
		for flag in [None, Some(&b""[..]), Some(&[0]), Some(&[1, 1])] {
			node.set(WATCHER_KEY, flag);
			node.work();
			assert_eq!(node.take_calls(), []);
		}
		node.watch();
		node.work();
		assert_eq!(challenges(node).len(), 1);
	});
}

#[test]
fn watcher_should_do_nothing_when_a_challenge_would_come_too_late() {
	with_watcher(|node| {
		let hash = answered(1, |_| thrice(lie(1)));
		run_to(job(hash).due - 1);
		node.work();
		assert_eq!(node.take_calls(), []);
	});
}

#[test]
fn watcher_should_sign_with_another_key_when_the_first_account_cannot_pay() {
	with_watcher(|node| {
		node.add_key(&alice());
		Balances::set_balance(&Node::key_account(&alice()), FUNDS);
		for (seed, poor, rich) in [(1, alice(), bob()), (2, bob(), alice())] {
			let hash = answered(seed, |_| thrice(lie(1)));
			node.pool().poor = vec![Node::key_account(&poor)];
			node.work();
			node.include();
			assert_eq!(job(hash).phase, Phase::Reassigned);
			assert_eq!(System::account_nonce(Node::key_account(&rich)), 1);
			run_to(job(hash).due + 30);
		}
	});
}

#[test]
fn watcher_should_count_no_challenge_when_no_account_can_pay() {
	with_watcher(|node| {
		answered(1, |_| thrice(lie(1)));
		node.pool().poor = vec![Node::key_account(&bob())];
		node.work();
		assert_eq!((node.take_calls(), node.metrics().challenged), (vec![], 0));
		// As soon as there are funds.
		node.pool().poor.clear();
		run_for(RESEND);
		node.work();
		assert_eq!((challenges(node).len(), node.metrics().challenged), (1, 1));
	});
}
