//! Jobs run once, and their ids stand for them.

use crate::stage::{order, toy_bytes, toy_root, Stage, Toy};
use atelier_gateway::{Limits, Root};
use serde_json::{json, Value};
use std::time::Duration;

#[tokio::test]
async fn infer_should_describe_the_output_when_the_job_is_done() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let reply = stage.infer("job-1", "abc").await;
	let root = Root::of(&toy_bytes("abc")).to_string();
	assert_eq!(reply.status, 200);
	assert_eq!(
		reply.json(),
		json!({
			"model_name": "toy", "model_version": toy_root().to_string(), "id": "job-1",
			"outputs": [
				{ "name": "root", "shape": [1], "datatype": "BYTES", "data": [root] },
				{ "name": "length", "shape": [1], "datatype": "UINT64", "data": [35] },
				{ "name": "media_type", "shape": [1], "datatype": "BYTES", "data": ["application/octet-stream"] },
			],
		})
	);
}

#[tokio::test]
async fn infer_should_run_once_when_an_id_is_asked_for_many_times_at_once() {
	let toy = Toy::closed();
	let stage = Stage::with(Limits::default(), &toy).await;
	let asks = futures::future::join_all((0..20).map(|_| stage.infer("job-1", "abc")));
	let (replies, _) = futures::join!(asks, async {
		toy.have_begun(1).await;
		toy.let_run(20);
	});
	assert!(replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body));
	assert_eq!(toy.runs(), 1);
}

#[tokio::test]
async fn infer_should_say_that_the_job_runs_when_it_does() {
	let toy = Toy::closed();
	let stage = Stage::with(Limits::default(), &toy).await;
	for _ in 0..3 {
		let reply = stage.infer_within(0, "job-1", "abc").await;
		assert_eq!((reply.status, reply.json()), (202, json!({ "id": "job-1" })));
		assert_eq!(reply.header("retry-after"), "1");
	}
	toy.let_run(1);
	assert_eq!(stage.infer("job-1", "abc").await.status, 200);
	assert_eq!(stage.infer_within(0, "job-1", "abc").await.status, 200);
	assert_eq!(toy.runs(), 1);
}

#[tokio::test]
async fn infer_should_refuse_when_the_id_stands_for_another_order() {
	let toy = Toy::open();
	let stage = Stage::with(Limits::default(), &toy).await;
	assert_eq!(stage.infer("job-1", "abc").await.status, 200);
	let reply = stage.infer("job-1", "abd").await;
	assert_eq!(reply.status, 409, "{}", reply.error());
	// Another form of the same order is the same order.
	let mut same = order("job-1", b"abc");
	same["outputs"] = json!([{ "name": "length" }]);
	same["inputs"].as_array_mut().unwrap().reverse();
	let reply = stage.post(&format!("/v2/models/{}/infer", toy_root()), "", format!(" {same} ")).await;
	assert_eq!((reply.status, reply.output("length"), reply.output("root")), (200, json!(35), Value::Null));
	assert_eq!(toy.runs(), 1);
}

#[tokio::test]
async fn infer_should_wait_for_the_job_when_the_request_has_no_id() {
	let toy = Toy::closed();
	let stage = Stage::with(Limits { wait: Duration::ZERO, ..Limits::default() }, &toy).await;
	let mut body = order("", b"abc");
	body.as_object_mut().unwrap().remove("id");
	let (reply, _) = futures::join!(stage.post("/v2/models/toy/infer", "", body.to_string()), async {
		toy.have_begun(1).await;
		toy.let_run(1);
	});
	assert_eq!((reply.status, reply.output("length")), (200, json!(35)));
}

#[tokio::test]
async fn infer_should_serve_a_model_when_it_is_asked_for_by_name_root_or_version() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let root = toy_root();
	for path in [format!("toy/versions/{root}"), format!("{root}"), format!("{root}/versions/{root}")] {
		let reply = stage.post(&format!("/v2/models/{path}/infer"), "wait=9", order("a", b"abc").to_string()).await;
		assert_eq!(reply.status, 200, "{path}");
	}
	let other = Root::of(b"other");
	for path in ["other".into(), other.to_string(), format!("toy/versions/{other}"), "toy/versions/1".into()] {
		let reply = stage.post(&format!("/v2/models/{path}/infer"), "", order("a", b"abc").to_string()).await;
		assert_eq!(reply.status, 404, "{path} {}", reply.error());
	}
}

#[tokio::test]
async fn infer_should_not_run_again_when_a_job_has_just_failed() {
	let toy = Toy::open();
	let stage = Stage::with(Limits::default(), &toy).await;
	for _ in 0..3 {
		let reply = stage.infer("job-1", "fail").await;
		assert_eq!((reply.status, reply.error()), (502, "the toy fails at this".into()));
		assert_eq!(reply.header("retry-after"), "5");
	}
	assert_eq!(toy.runs(), 1);
}

#[tokio::test]
async fn infer_should_run_again_when_a_failed_job_is_forgotten() {
	let toy = Toy::open();
	let stage = Stage::with(Limits { remember_failure: Duration::ZERO, ..Limits::default() }, &toy).await;
	for _ in 0..3 {
		assert_eq!(stage.infer("job-1", "fail").await.status, 502);
	}
	assert_eq!(toy.runs(), 3);
}

#[tokio::test]
async fn infer_should_go_on_when_an_engine_panics() {
	let toy = Toy::open();
	let stage = Stage::with(Limits { running: 1, ..Limits::default() }, &toy).await;
	let reply = stage.infer("job-1", "panic").await;
	assert_eq!(reply.status, 502, "{}", reply.error());
	assert_eq!(stage.infer("job-2", "abc").await.status, 200);
	assert_eq!((stage.metric("running"), stage.metric("queued"), stage.metric("jobs_total")), (0.0, 0.0, 2.0));
}

#[tokio::test]
async fn infer_should_not_run_when_the_engine_refuses_the_order() {
	let toy = Toy::open();
	let stage = Stage::with(Limits::default(), &toy).await;
	let reply = stage.infer("job-1", "refuse").await;
	assert_eq!((reply.status, reply.error()), (400, "the toy refuses this".into()));
	assert_eq!(stage.infer("job-1", "abc").await.status, 200);
	assert_eq!(toy.runs(), 1);
}

#[tokio::test]
async fn ids_should_be_forgotten_when_there_are_more_than_are_remembered() {
	let toy = Toy::open();
	let stage = Stage::with(Limits { running: 1, queue: 1, jobs: 3, ..Limits::default() }, &toy).await;
	for id in ["a", "b", "c", "d"] {
		assert_eq!(stage.infer(id, "abc").await.status, 200);
	}
	// `d` is remembered, and `a` made room for it.
	assert_eq!(stage.infer("d", "abc").await.status, 200);
	assert_eq!(toy.runs(), 4);
	assert_eq!(stage.infer("a", "abd").await.status, 200);
	assert_eq!(toy.runs(), 5);
}

#[tokio::test]
async fn ids_should_be_forgotten_when_their_time_is_over() {
	let toy = Toy::open();
	let stage = Stage::with(Limits { remember: Duration::ZERO, ..Limits::default() }, &toy).await;
	assert_eq!(stage.infer("a", "abc").await.status, 200);
	assert_eq!(stage.infer("a", "abd").await.status, 200);
	assert_eq!(toy.runs(), 2);
}
