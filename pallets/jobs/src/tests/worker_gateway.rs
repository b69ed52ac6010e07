use super::worker_node::*;
use crate::{
	mock::*,
	tests::scenario::{run_for, *},
	worker::{gateway::MAX_RESPONSE, Metrics, GATEWAY_KEY},
	*,
};
use serde_json::{json, Value};

/// A node with the key of one worker of the committee of a job, and the job.
fn with_job(test: impl FnOnce(&mut Node, JobHash)) {
	with_node(|node| {
		let (hash, committee) = assigned();
		node.add_key(&committee[0]);
		test(node, hash);
	});
}

/// What a worker spends at most on a gateway after a block, in milliseconds.
const PATIENCE: u64 = 1_000;

#[test]
fn request_should_be_one_of_the_protocol_when_a_job_has_adapters() {
	with_node(|node| {
		let adapters = [Models::publish_adapter(model(), 1), Models::publish_adapter(model(), 2)];
		let hash = request(&alice(), Order { adapters: adapters.to_vec().try_into().unwrap(), ..order() });
		node.add_key(&assign(hash)[0]);
		node.give(honest(hash));
		node.work();

		let sent = node.gateway().requests[0].clone();
		assert_eq!(sent.method, "POST");
		assert_eq!(sent.url, format!("{URL}/v2/models/{}/infer", hex::encode(model().as_bytes())));
		assert_eq!(sent.headers, [("content-type".to_string(), "application/json".to_string())]);
		let seed = sp_io::hashing::blake2_256(&[&[5; 32][..], alice().as_ref()].concat());
		let [first, second] = adapters.map(|root| hex::encode(root.as_bytes()));
		let expected = json!({
			"id": format!("{}-1", hex::encode(hash)),
			"parameters": { "adapters": format!("{first},{second}") },
			"inputs": [
				{ "name": "input", "shape": [1], "datatype": "BYTES", "data": [hex::encode("a cat")] },
				{ "name": "seed", "shape": [1], "datatype": "BYTES", "data": [hex::encode(seed)] },
			],
		});
		assert_eq!(sent.json(), expected);
		assert_eq!(node.take_calls().len(), 1);
	});
}

#[test]
fn worker_should_poll_when_the_gateway_still_runs_the_job() {
	with_job(|node, hash| {
		node.behave(Conduct::Say(202, b"{\"id\":\"it\"}".to_vec()));
		node.work();
		node.work();
		assert_eq!((node.request_count(), node.take_calls()), (1, vec![]));

		node.block();
		assert_eq!((node.request_count(), node.take_calls()), (2, vec![]));

		node.give(honest(hash));
		node.block();
		assert!(matches!(node.take_calls()[..], [Call::commit { job, round: 1, .. }] if job == hash));
		let bodies: Vec<_> = node.gateway().requests.iter().map(|sent| sent.body.clone()).collect();
		assert_eq!(bodies.len(), 3);
		assert!(bodies.iter().all(|body| *body == bodies[0]));
		assert_eq!(node.metrics(), Metrics { seen: 1, committed: 1, ..Default::default() });
	});
}

#[test]
fn worker_should_ask_again_later_and_later_when_the_gateway_fails() {
	with_job(|node, hash| {
		// The time to commit ends in block `due`: what is sent after `due - 2` comes too late.
		let due = job(hash).due;
		node.behave(Conduct::Say(500, b"{\"error\":\"no\"}".to_vec()));
		let mut asked = Vec::new();
		while System::block_number() < due {
			let before = node.request_count();
			node.work();
			if node.request_count() > before {
				asked.push(due - System::block_number());
			}
			assert!(node.take_calls().is_empty());
			next_block();
		}
		assert_eq!(asked, [4, 3, 2]);
		assert_eq!(node.metrics(), Metrics { seen: 1, failed: 3, ..Default::default() });
	});
}

#[test]
fn worker_should_commit_to_nothing_when_the_status_is_not_that_of_an_answer() {
	for status in [100, 201, 204, 301, 400, 404, 409, 410, 429, 500, 502, 503, 504] {
		with_job(|node, hash| {
			let answer = honest(hash);
			node.behave_as(move |sent| Conduct::Say(status, reply(sent, &answer).to_string().into_bytes()));
			node.work();
			assert_eq!((node.request_count(), node.take_calls()), (1, vec![]), "{status}");
			assert_eq!(node.metrics().failed, 1);
		});
	}
}

#[test]
fn worker_should_commit_after_a_failure_when_the_gateway_recovers() {
	with_job(|node, hash| {
		node.behave(Conduct::HangUp);
		node.work();
		assert!(node.take_calls().is_empty());
		node.give(honest(hash));
		node.block();
		assert_eq!(node.take_calls().len(), 1);
	});
}

#[test]
fn worker_should_commit_to_nothing_when_the_answer_is_garbage() {
	let spoil: [fn(&mut Value); 20] = [
		|reply| *reply = json!([]),
		|reply| *reply = json!("root"),
		|reply| reply["id"] = json!("another-1"),
		|reply| reply["id"] = json!(1),
		|reply| drop(reply.as_object_mut().unwrap().remove("id")),
		|reply| drop(reply.as_object_mut().unwrap().remove("model_version")),
		|reply| reply["model_version"] = json!("22".repeat(32)),
		|reply| reply["outputs"] = json!({}),
		|reply| reply["outputs"] = json!([]),
		|reply| reply["outputs"][0]["name"] = json!("rot"),
		|reply| reply["outputs"][2] = reply["outputs"][0].clone(),
		|reply| reply["outputs"][0]["datatype"] = json!("INT8"),
		|reply| reply["outputs"][0]["shape"] = json!([2]),
		|reply| reply["outputs"][0]["data"] = json!([]),
		|reply| reply["outputs"][0]["data"] = json!(["11".repeat(31)]),
		|reply| reply["outputs"][0]["data"] = json!(["11".repeat(33)]),
		|reply| reply["outputs"][0]["data"] = json!(["zz".repeat(32)]),
		|reply| reply["outputs"][0]["data"] = json!(["11".repeat(32), "11".repeat(32)]),
		|reply| reply["outputs"][1]["data"] = json!(["64"]),
		|reply| reply["outputs"][1]["data"] = json!([-64]),
	];
	for (number, spoil) in spoil.into_iter().enumerate() {
		with_job(|node, hash| {
			let answer = honest(hash);
			node.behave_as(move |sent| {
				let mut reply = reply(sent, &answer);
				spoil(&mut reply);
				Conduct::Say(200, reply.to_string().into_bytes())
			});
			node.work();
			assert_eq!((node.request_count(), node.take_calls()), (1, vec![]), "{number}");
			assert_eq!(node.metrics().failed, 1);
		});
	}
}

#[test]
fn worker_should_commit_to_nothing_when_the_answer_is_no_json() {
	let bodies = [vec![], b"{".to_vec(), vec![0xff; 64], vec![b'['; MAX_RESPONSE], b"{} {}".to_vec()];
	for body in bodies {
		with_job(|node, _| {
			node.behave(Conduct::Say(200, body));
			node.work();
			assert_eq!(node.take_calls(), []);
			assert_eq!(node.metrics().failed, 1);
		});
	}
}

#[test]
fn worker_should_commit_to_nothing_when_the_length_is_not_the_one_that_the_chain_knows() {
	for length in [0, 63, 65, u32::MAX] {
		with_job(|node, hash| {
			let Answer::Output { output, .. } = honest(hash) else { panic!() };
			node.give(Answer::Output { output, length });
			node.work();
			assert_eq!((node.request_count(), node.take_calls()), (1, vec![]));
		});
	}
}

#[test]
fn worker_should_read_no_further_when_the_answer_is_too_long() {
	with_job(|node, _| {
		node.behave(Conduct::Endless);
		node.work();
		assert_eq!(node.take_calls(), []);
		assert!(node.gateway().requests[0].read <= 2 * MAX_RESPONSE);
	});
	for (surplus, calls) in [(0, 1), (1, 0)] {
		with_job(|node, hash| {
			let answer = honest(hash);
			node.behave_as(move |sent| {
				let mut body = reply(sent, &answer).to_string().into_bytes();
				body.resize(MAX_RESPONSE + surplus, b' ');
				Conduct::Say(200, body)
			});
			node.work();
			assert_eq!(node.take_calls().len(), calls);
		});
	}
}

#[test]
fn worker_should_give_up_in_time_when_the_gateway_hangs() {
	for conduct in [Conduct::Silence, Conduct::NoBody] {
		with_job(|node, _| {
			node.behave(conduct);
			let start = node.gateway().time;
			node.work();
			let waited = node.gateway().time - start;
			assert!((100..=PATIENCE).contains(&waited), "{waited}");
			assert_eq!(node.take_calls(), []);
			assert_eq!(node.metrics().failed, 1);
		});
	}
}

#[test]
fn worker_should_wait_once_for_all_when_one_of_many_runs_hangs() {
	with_node(|node| {
		let jobs: Vec<_> = (0..4).map(|n| request(&alice(), Order { seed: [n; 32], ..order() })).collect();
		run_for(3);
		(0..6).for_each(|n| node.add_key(&worker(n)));
		let answers: Vec<_> = jobs.iter().map(|hash| (hex::encode(hash), honest(*hash))).collect();
		let stuck = [format!("{}-1", answers[0].0), format!("{}-1", answers[2].0)];
		node.behave_as(move |sent| {
			let id = sent.json()["id"].as_str().unwrap().to_string();
			match stuck.iter().position(|other| *other == id) {
				Some(0) => Conduct::Silence,
				Some(_) => Conduct::NoBody,
				None => {
					let (_, answer) = answers.iter().find(|(hash, _)| id == format!("{hash}-1")).unwrap();
					Conduct::Say(200, reply(sent, answer).to_string().into_bytes())
				}
			}
		});
		let start = node.gateway().time;
		node.work();
		assert!(node.gateway().time - start <= PATIENCE);
		assert_eq!(node.request_count(), 4);
		let committed: Vec<_> = node
			.take_calls()
			.into_iter()
			.filter_map(|call| match call {
				Call::commit { job, .. } => Some(job),
				_ => None,
			})
			.collect();
		assert_eq!(committed.len(), 6);
		assert!(committed.iter().all(|job| *job == jobs[1] || *job == jobs[3]));
	});
}

#[test]
fn worker_should_ask_nobody_when_no_gateway_is_configured() {
	let long = format!("http://{}", "a".repeat(256));
	let urls: [Option<&[u8]>; 10] = [
		None,
		Some(b""),
		Some(b"http://"),
		Some(b"127.0.0.1:9000"),
		Some(b"file:///etc/passwd"),
		Some(b"http://host/?q="),
		Some(b"http://host/#x"),
		Some(b"http://ho st"),
		Some(b"http://\xff"),
		Some(long.as_bytes()),
	];
	for url in urls {
		with_job(|node, hash| {
			node.give(honest(hash));
			node.set(GATEWAY_KEY, url);
			node.work();
			assert_eq!((node.request_count(), node.take_calls()), (0, vec![]));
			assert_eq!(node.metrics(), Metrics::default());
		});
	}
}

#[test]
fn worker_should_find_the_gateway_when_its_url_ends_in_a_slash_or_has_a_path() {
	for (url, start) in
		[(&b"http://[::1]:80/"[..], "http://[::1]:80/v2/"), (b"https://x.org/gw", "https://x.org/gw/v2/")]
	{
		with_job(|node, hash| {
			node.give(honest(hash));
			node.set(GATEWAY_KEY, Some(url));
			node.work();
			assert!(node.gateway().requests[0].url.starts_with(start));
			assert_eq!(node.take_calls().len(), 1);
		});
	}
}

#[test]
fn worker_should_commit_to_what_the_gateway_says_when_it_lies() {
	// It cannot know better without running the job itself: whoever runs a bad gateway loses the stake.
	with_job(|node, hash| {
		let lie = output_of([7; 32], 64);
		node.give(lie.clone());
		node.work();
		assert_ne!(lie, honest(hash));
		assert_eq!(node.take_calls().len(), 1);
	});
}
