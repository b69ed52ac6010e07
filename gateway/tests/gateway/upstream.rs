//! Other servers as engines: they are not trusted.

use crate::{
	faulty::{self, Fault},
	stage::{order, toy_bytes, toy_root, Reply, Stage, Toy},
};
use atelier_gateway::{Config, Limits, Root, Upstream};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

const SHORT: Duration = Duration::from_millis(500);

/// A gateway before a server with this fault.
async fn before(fault: Fault, everywhere: bool) -> Stage {
	let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
	let url = format!("http://{}", listener.local_addr().unwrap());
	tokio::spawn(faulty::serve(listener, fault, everywhere, faulty::OUTPUT));
	before_url(url, toy_root()).await
}

async fn before_url(url: String, root: Root) -> Stage {
	let upstreams = vec![Upstream { name: "toy".into(), url, root }];
	let limits = Limits { run_time: SHORT, output: 1000, ..Limits::default() };
	Stage::of(Config { limits, upstreams, ..Config::default() }).await
}

/// What the job ends with.
async fn ends(stage: &Stage, id: &str) -> Reply {
	loop {
		let reply = stage.infer(id, "abc").await;
		if reply.status != 202 {
			return reply;
		}
	}
}

#[tokio::test]
async fn infer_should_give_the_bytes_digest_when_an_upstream_made_them() {
	let stage = before(Fault::None, true).await;
	let made = ends(&stage, "a").await;
	assert_eq!((made.status, made.output("length")), (200, 256.into()));
	let root = made.output("root").as_str().unwrap().to_owned();
	let output = stage.get(&format!("/outputs/{root}")).await;
	assert_eq!(Root::of(&output.body).to_string(), root);
	assert_eq!(stage.get(&format!("/v2/models/{}/ready", toy_root())).await.status, 200);
}

#[tokio::test]
async fn infer_should_refuse_when_an_upstream_misbehaves_with_the_job() {
	for (fault, status, sentence) in [
		(Fault::Close, 502, "does not answer"),
		(Fault::HangHead, 504, "took longer"),
		(Fault::HangBody, 504, "took longer"),
		(Fault::Endless, 502, "says more than it may"),
		(Fault::Garbage, 502, "does not answer"),
		(Fault::NoJson, 502, "another form"),
		(Fault::ShortBody, 502, "breaks off"),
		(Fault::WrongLength, 502, "not the one it says"),
		(Fault::WrongRoot, 502, "another version"),
		(Fault::Lie, 502, "not the one it says"),
		(Fault::Running, 504, "took longer"),
		(Fault::Busy, 502, "answers 503: ask later"),
	] {
		let stage = before(fault, false).await;
		let reply = ends(&stage, "a").await;
		assert_eq!(reply.status, status, "{fault:?} {}", reply.error());
		assert!(reply.error().contains(sentence), "{fault:?} {}", reply.error());
		assert_eq!(stage.metric("store_bytes"), 0.0, "{fault:?}");
	}
}

#[tokio::test]
async fn model_should_not_be_ready_when_an_upstream_misbehaves_everywhere() {
	for fault in [Fault::Close, Fault::Endless, Fault::Garbage, Fault::NoJson, Fault::ShortBody, Fault::WrongRoot] {
		let stage = before(fault, true).await;
		let reply = stage.get("/v2/models/toy/ready").await;
		assert_eq!(reply.status, 503, "{fault:?} {}", reply.error());
		assert_eq!(ends(&stage, "a").await.status, 502, "{fault:?}");
		// The gateway itself is fine.
		assert_eq!(stage.get("/v2/health/ready").await.status, 200);
	}
}

#[tokio::test]
async fn answer_should_stay_the_same_for_an_id_when_an_upstream_changes_it() {
	let stage = before(Fault::Changing, false).await;
	let (first, second, other) = (ends(&stage, "a").await, ends(&stage, "a").await, ends(&stage, "b").await);
	assert_eq!(first.body, second.body);
	assert_ne!(first.output("root"), other.output("root"));
}

#[tokio::test]
async fn infer_should_refuse_at_once_when_an_upstream_is_not_there() {
	let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
	let stage = before_url(format!("http://{free}"), toy_root()).await;
	let started = Instant::now();
	let reply = ends(&stage, "a").await;
	assert_eq!(reply.status, 502, "{}", reply.error());
	assert!(started.elapsed() < SHORT);
}

#[tokio::test]
async fn infer_should_give_the_same_root_when_the_upstream_is_a_gateway() {
	let toy = Toy::closed();
	// It says that the job runs, so that it has to be asked again.
	let first = Stage::with(Limits { wait: Duration::ZERO, ..Limits::default() }, &toy).await;
	let upstreams = vec![Upstream { name: "toy".into(), url: first.url(), root: toy_root() }];
	let second = Stage::of(Config { upstreams, ..Config::default() }).await;
	assert_eq!(second.infer_within(0, "a", "abc").await.status, 202);
	toy.have_begun(1).await;
	toy.let_run(1);
	let made = second.infer("a", "abc").await;
	assert_eq!(made.output("root"), Root::of(&toy_bytes("abc")).to_string());
	assert_eq!(second.get(&format!("/outputs/{}", Root::of(&toy_bytes("abc")))).await.body, toy_bytes("abc"));
	assert_eq!(toy.runs(), 1);
}

#[tokio::test]
async fn infer_should_refuse_when_the_upstream_gateway_serves_another_root() {
	let toy = Toy::open();
	let first = Stage::with(Limits::default(), &toy).await;
	let second = before_url(first.url(), Root::of(b"another model")).await;
	let reply = ends(&second, "a").await;
	assert_eq!(reply.status, 502, "{}", reply.error());
	assert_eq!(toy.runs(), 0);
}

#[tokio::test]
async fn refusal_should_be_passed_on_when_an_upstream_refuses_the_order() {
	let toy = Toy::open();
	let first = Stage::with(Limits::default(), &toy).await;
	let second = before_url(first.url(), toy_root()).await;
	let body = order("a", b"refuse").to_string();
	let reply = second.post("/v2/models/toy/infer", "wait=20", body).await;
	assert_eq!(reply.status, 400);
	assert_eq!(reply.error(), "the upstream toy answers 400: the toy refuses this");
}

#[tokio::test]
async fn gateway_should_not_start_when_an_upstream_makes_no_sense() {
	let root = toy_root();
	for (name, url) in [("toy", "https://localhost"), ("toy", "localhost"), ("a b", "http://localhost"), ("toy", "")] {
		let upstreams = vec![Upstream { name: name.into(), url: url.into(), root }];
		let result = atelier_gateway::serve(Config { upstreams, ..Config::default() }, std::future::pending()).await;
		assert!(result.is_err(), "{name} {url}");
	}
	// A name stands for one root, and a root is served by one.
	for (name, other) in [("toy", Root::of(b"other")), ("other", root)] {
		let upstream = |name: &str, root| Upstream { name: name.into(), url: "http://localhost".into(), root };
		let config = Config { upstreams: vec![upstream("toy", root), upstream(name, other)], ..Config::default() };
		assert!(atelier_gateway::serve(config, std::future::pending()).await.is_err(), "{name}");
	}
}
