use super::worker_node::*;
use crate::{
	mock::*,
	tests::scenario::{run_for, run_to, *},
	worker::{
		memory::{RoundMemory, RESEND},
		Metrics, GATEWAY_KEY, REVEAL_DEPTH,
	},
	*,
};
use codec::{Decode, Encode};
use frame_support::assert_ok;
use sp_core::offchain::OffchainStorage;
use std::collections::BTreeSet;

/// A node with the keys of the first `keys` workers of the committee of a job, an honest gateway, and the job.
fn with_honest_node(keys: usize, test: impl FnOnce(&mut Node, JobHash, Vec<AccountId>)) {
	with_node(|node| {
		let (hash, committee) = assigned();
		committee.iter().take(keys).for_each(|worker| node.add_key(worker));
		node.give(honest(hash));
		test(node, hash, committee);
	});
}

/// The commitments of these workers that are not on this node.
fn commit_elsewhere(hash: JobHash, workers: &[AccountId]) {
	workers.iter().for_each(|worker| must(commit(hash, worker, &honest(hash))));
}

/// What a worker sent: who, and what.
fn sent_commitment(call: &Call<Test>) -> (AccountId, [u8; 32]) {
	match call {
		Call::commit { worker, commitment, .. } => (worker.clone(), *commitment),
		other => panic!("{other:?}"),
	}
}

#[test]
fn job_should_be_agreed_in_six_blocks_when_three_local_workers_are_its_committee() {
	with_node(|node| {
		(0..6).for_each(|n| node.add_key(&worker(n)));
		let start = System::block_number();
		let hash = request(&alice(), order());
		node.give(honest(hash));
		while !matches!(job(hash).phase, Phase::Agreed { .. }) {
			node.block();
			assert!(System::block_number() <= start + 6, "{:?}", job(hash).phase);
		}
		assert!(matches!(job(hash).phase, Phase::Agreed { answer, .. } if answer == honest(hash)));
		assert_eq!(node.request_count(), 1);
		assert_eq!(node.metrics(), Metrics { seen: 1, committed: 3, revealed: 3, ..Default::default() });
		(0..20).for_each(|_| node.block());
		assert!(matches!(job(hash).phase, Phase::Finalized { .. }));
		assert_eq!(node.metrics(), Metrics { seen: 1, committed: 3, revealed: 3, ..Default::default() });
	});
}

#[test]
fn local_workers_should_hide_the_same_answer_differently_when_they_share_a_committee() {
	with_honest_node(2, |node, _, committee| {
		node.work();
		let sent: Vec<_> = node.take_calls().iter().map(sent_commitment).collect();
		assert_eq!(node.request_count(), 1);
		assert_eq!(sent.len(), 2);
		assert_ne!(sent[0].1, sent[1].1);
		let workers: BTreeSet<_> = sent.into_iter().map(|(worker, _)| worker).collect();
		assert_eq!(workers, committee[..2].iter().cloned().collect());
	});
}

#[test]
fn worker_should_send_nothing_when_it_has_no_seat() {
	with_honest_node(0, |node, _, committee| {
		(0..6).map(worker).filter(|who| !committee.contains(who)).for_each(|who| node.add_key(&who));
		// No worker has this one.
		node.add_key(&bob());
		node.work();
		assert_eq!((node.request_count(), node.take_calls()), (0, vec![]));
	});
}

#[test]
fn worker_should_send_nothing_when_the_key_is_not_its_key_any_more() {
	with_honest_node(1, |node, _, committee| {
		assert_ok!(Pool::rotate_key(&committee[0], key_of(&bob())));
		node.work();
		assert_eq!((node.request_count(), node.take_calls()), (0, vec![]));
		node.add_key(&bob());
		node.work();
		let calls = node.take_pool();
		assert_eq!(calls.len(), 1);
		calls.into_iter().for_each(dispatch);
	});
}

#[test]
fn worker_should_send_nothing_when_the_job_has_no_committee_yet() {
	with_node(|node| {
		(0..6).for_each(|n| node.add_key(&worker(n)));
		let hash = request(&alice(), order());
		node.give(honest(hash));
		node.work();
		node.block();
		node.block();
		assert_eq!((node.request_count(), node.take_calls()), (0, vec![]));
	});
}

#[test]
fn worker_should_send_nothing_when_it_would_come_too_late() {
	with_honest_node(1, |node, hash, _| {
		run_to(job(hash).due - 1);
		assert_eq!(job(hash).phase, Phase::Committing);
		node.work();
		assert_eq!((node.request_count(), node.take_calls()), (0, vec![]));
	});
	with_honest_node(1, |node, hash, _| {
		run_to(job(hash).due - 2);
		node.work();
		assert_eq!(node.take_calls().len(), 1);
	});
}

#[test]
fn worker_should_reveal_nothing_when_it_would_come_too_late() {
	with_honest_node(1, |node, hash, committee| {
		commit_elsewhere(hash, &committee[1..]);
		node.work();
		node.include();
		run_to(job(hash).due - 1);
		assert_eq!(job(hash).phase, Phase::Revealing);
		node.work();
		assert_eq!(node.take_calls(), []);
	});
	with_honest_node(1, |node, hash, committee| {
		commit_elsewhere(hash, &committee[1..]);
		node.work();
		node.include();
		run_to(job(hash).due - 2);
		node.work();
		assert!(matches!(node.take_calls()[..], [Call::reveal { .. }]));
	});
}

#[test]
fn commitment_should_be_sent_once_when_the_worker_runs_twice_after_a_block() {
	with_honest_node(1, |node, _, _| {
		node.work();
		node.work();
		assert_eq!((node.request_count(), node.take_calls().len()), (1, 1));
	});
}

#[test]
fn commitment_should_be_sent_again_when_it_does_not_get_on_chain() {
	with_honest_node(1, |node, hash, committee| {
		node.work();
		let first = sent_commitment(&node.take_calls()[0]);
		run_for(RESEND);
		// The gateway would say something else by now.
		node.give(lie(1));
		node.work();
		node.work();
		let again = node.take_pool();
		assert_eq!(again.len(), 1);
		// sr25519 signatures are randomized; what is signed must be the same.
		dispatch(again[0].clone());
		assert_eq!(job(hash).seat(&committee[0]).unwrap().commitment, Some(first.1));
		assert_eq!((node.request_count(), node.metrics().committed), (1, 1));
	});
}

#[test]
fn commitment_should_be_the_same_when_a_reorg_took_it_back() {
	with_honest_node(1, |node, hash, committee| {
		let (number, before) = (System::block_number(), job(hash));
		node.work();
		next_block();
		node.take_pool().into_iter().for_each(dispatch);
		let committed = job(hash).seat(&committee[0]).unwrap().commitment.unwrap();
		node.work();
		next_block();
		node.work();
		assert_eq!(node.take_calls(), []);

		// The other branch does not have the commitment.
		Jobs::<Test>::insert(hash, before);
		System::set_block_number(number + 1);
		node.work();
		let again = node.take_calls();
		assert_eq!(again.len(), 1);
		assert_eq!(sent_commitment(&again[0]), (committee[0].clone(), committed));
		assert_eq!(node.request_count(), 1);
	});
}

#[test]
fn commitment_should_be_remembered_when_it_is_sent() {
	with_honest_node(1, |node, hash, _| {
		let db = node.db.clone();
		let place = [b"atelier/worker/rounds/", &hash[..], &[1]].concat();
		let answer = honest(hash);
		let seen = std::sync::Arc::new(std::sync::Mutex::new(0));
		let count = seen.clone();
		node.pool().on_submit = Some(Box::new(move || {
			let record = db.get(&place).expect("it must be remembered before");
			assert!(record.windows(32).any(|bytes| bytes == digest(&answer).as_bytes()));
			*count.lock().unwrap() += 1;
		}));
		node.work();
		assert_eq!(*seen.lock().unwrap(), 1);
	});
}

#[test]
fn answer_should_stay_when_another_run_got_one_first() {
	with_honest_node(1, |node, hash, committee| {
		let db = node.db.clone();
		let place = [b"atelier/worker/rounds/", &hash[..], &[1]].concat();
		// While the gateway is asked, another run of the worker gets its answer.
		let first = RoundMemory { requests: 1, answer: Some(lie(1)), ..Default::default() };
		let (there, second) = (place.clone(), honest(hash));
		node.behave_as(move |sent| {
			if db.get(&there).is_none() {
				db.clone().set(b"", &there, &first.encode());
			}
			Conduct::Say(200, reply(sent, &second).to_string().into_bytes())
		});
		node.work();
		let memory = RoundMemory::decode(&mut &node.db.get(&place).unwrap()[..]).unwrap();
		assert_eq!(memory.answer, Some(lie(1)));
		let salt = memory.seat(&committee[0]).unwrap().salt;
		let expected = crypto::commitment(&hash, 1, &committee[0], &lie(1), &salt);
		assert_eq!(sent_commitment(&node.take_calls()[0]), (committee[0].clone(), expected));
	});
}

#[test]
fn answer_should_be_revealed_as_committed_when_the_time_has_come() {
	with_honest_node(1, |node, hash, committee| {
		node.work();
		node.include();
		commit_elsewhere(hash, &committee[1..]);
		assert_eq!(job(hash).phase, Phase::Revealing);
		node.give(lie(1));
		for _ in 0..REVEAL_DEPTH {
			node.work();
			assert_eq!(node.take_calls(), []);
			next_block();
		}
		node.work();
		node.work();
		let sent = node.take_pool();
		assert_eq!(sent.len(), 1);
		dispatch(sent[0].clone());
		assert_eq!(job(hash).seat(&committee[0]).unwrap().answer, Some(honest(hash)));
		node.work();
		next_block();
		node.work();
		assert_eq!((node.take_calls(), node.metrics().revealed), (vec![], 1));
	});
}

#[test]
fn answer_should_be_sent_again_when_it_does_not_get_on_chain() {
	with_honest_node(1, |node, hash, committee| {
		node.work();
		node.include();
		commit_elsewhere(hash, &committee[1..]);
		run_for(REVEAL_DEPTH);
		node.work();
		assert_eq!(node.take_calls().len(), 1);
		run_for(RESEND);
		node.work();
		let again = node.take_pool();
		assert_eq!(again.len(), 1);
		dispatch(again[0].clone());
		assert_eq!(job(hash).seat(&committee[0]).unwrap().answer, Some(honest(hash)));
		assert_eq!(node.metrics().revealed, 1);
	});
}

#[test]
fn answer_should_be_revealed_when_the_gateway_is_gone() {
	with_honest_node(1, |node, hash, committee| {
		node.work();
		node.include();
		commit_elsewhere(hash, &committee[1..]);
		node.set(GATEWAY_KEY, None);
		node.behave(Conduct::HangUp);
		run_for(REVEAL_DEPTH);
		node.work();
		assert!(matches!(node.take_calls()[..], [Call::reveal { .. }]));
	});
}

#[test]
fn nothing_should_be_revealed_when_the_memory_is_lost() {
	with_honest_node(1, |node, hash, committee| {
		node.work();
		node.include();
		commit_elsewhere(hash, &committee[1..]);
		node.set(&[b"atelier/worker/rounds/", &hash[..], &[1]].concat(), None);
		run_to(job(hash).due - 2);
		node.work();
		assert_eq!((node.take_calls(), node.request_count()), (vec![], 1));
	});
}

#[test]
fn nothing_should_be_revealed_when_another_node_committed_with_the_key() {
	with_honest_node(1, |node, hash, committee| {
		node.work();
		node.take_pool();
		commit_elsewhere(hash, &committee);
		run_to(job(hash).due - 2);
		assert_eq!(job(hash).phase, Phase::Revealing);
		node.work();
		assert_eq!((node.take_calls(), node.metrics().revealed), (vec![], 0));
	});
}

#[test]
fn nothing_should_be_committed_when_the_memory_cannot_be_read() {
	with_honest_node(1, |node, hash, _| {
		node.set(&[b"atelier/worker/rounds/", &hash[..], &[1]].concat(), Some(b"?"));
		node.work();
		assert_eq!(node.take_calls(), []);
	});
}

#[test]
fn gateway_should_be_asked_anew_when_a_worker_is_in_the_next_round() {
	with_node(|node| {
		(0..6).for_each(|n| node.add_key(&worker(n)));
		let hash = request(&alice(), order());
		assign(hash);
		// Nobody answers in the first round.
		let due = job(hash).due;
		while System::block_number() < due {
			node.block();
		}
		assert_eq!(job(hash).phase, Phase::Reassigned);
		let before = node.request_count();
		node.give(honest(hash));
		while !job(hash).phase.has_ended() {
			node.block();
		}
		let asked = node.gateway().requests[before..].iter().map(Sent::json).collect::<Vec<_>>();
		assert_eq!(asked.len(), 1);
		assert_eq!(asked[0]["id"], format!("{}-2", hex::encode(hash)));
		assert_eq!(node.metrics().committed, 3);
	});
}
