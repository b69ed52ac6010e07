//! Beyond its limits the gateway refuses.

use crate::stage::{order, Stage, Toy, LONG};
use atelier_gateway::Limits;
use std::time::{Duration, Instant};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
	time::timeout,
};

const SHORT: Duration = Duration::from_millis(200);

/// What the gateway says to somebody who sends this and no more, until it closes the connection.
async fn say(stage: &Stage, text: &str) -> String {
	let mut stream = TcpStream::connect(stage.serving.address).await.unwrap();
	stream.write_all(text.as_bytes()).await.unwrap();
	let mut answer = Vec::new();
	// One that is closed before all was read ends with an error.
	while timeout(LONG, stream.read_buf(&mut answer)).await.expect("it is closed in time").is_ok_and(|read| read > 0) {}
	String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn infer_should_refuse_when_the_body_is_too_long() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let mut body = order("a", b"abc").to_string();
	body.extend(std::iter::repeat_n(' ', 16 * 1024 - body.len()));
	assert_eq!(stage.post("/v2/models/toy/infer", "wait=9", body.clone()).await.status, 200);
	let reply = stage.post("/v2/models/toy/infer", "", body + " ").await;
	assert_eq!(reply.status, 413, "{}", reply.error());
}

#[tokio::test]
async fn infer_should_refuse_when_the_input_is_too_long() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	assert_eq!(stage.infer("a", &"x".repeat(512)).await.status, 200);
	let reply = stage.infer("b", &"x".repeat(513)).await;
	assert_eq!(reply.status, 400, "{}", reply.error());
}

#[tokio::test]
async fn infer_should_refuse_when_tensors_are_not_in_the_json() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let request = "POST /v2/models/toy/infer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
		inference-header-content-length: 2\r\ncontent-length: 2\r\n\r\n{}";
	let answer = say(&stage, request).await;
	assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("binary data extension"), "{answer}");
}

#[tokio::test]
async fn job_should_fail_when_its_output_is_too_long() {
	let stage = Stage::with(Limits { output: 1000, ..Limits::default() }, &Toy::open()).await;
	assert_eq!(stage.infer("a", "1000bytes").await.status, 200);
	let reply = stage.infer("b", "1001bytes").await;
	assert_eq!(reply.status, 502, "{}", reply.error());
	assert_eq!(stage.metric("store_bytes"), 1000.0);
}

#[tokio::test]
async fn job_should_wait_when_as_many_run_as_may() {
	let toy = Toy::closed();
	let stage = Stage::with(Limits { running: 2, ..Limits::default() }, &toy).await;
	for id in ["a", "b", "c", "d"] {
		assert_eq!(stage.infer_within(0, id, id).await.status, 202);
	}
	toy.have_begun(2).await;
	assert_eq!((toy.runs(), stage.metric("running"), stage.metric("queued")), (2, 2.0, 2.0));
	toy.let_run(4);
	for id in ["a", "b", "c", "d"] {
		assert_eq!(stage.infer(id, id).await.status, 200);
	}
	assert_eq!((toy.runs(), stage.metric("running"), stage.metric("queued")), (4, 0.0, 0.0));
}

#[tokio::test]
async fn infer_should_refuse_when_the_queue_is_full() {
	let toy = Toy::closed();
	let stage = Stage::with(Limits { running: 1, queue: 1, ..Limits::default() }, &toy).await;
	assert_eq!(stage.infer_within(0, "a", "abc").await.status, 202);
	assert_eq!(stage.infer_within(0, "b", "abc").await.status, 202);
	let reply = stage.infer_within(0, "c", "abc").await;
	assert_eq!(reply.status, 503, "{}", reply.error());
	assert_eq!(reply.header("retry-after"), "1");
	// Those that have a place can be asked for as before.
	assert_eq!(stage.infer_within(0, "b", "abc").await.status, 202);
	toy.let_run(3);
	assert_eq!(stage.infer("b", "abc").await.status, 200);
	assert_eq!(stage.infer("c", "abc").await.status, 200);
}

#[tokio::test]
async fn job_should_fail_when_it_takes_too_long() {
	let toy = Toy::closed();
	let stage = Stage::with(Limits { running: 1, run_time: SHORT, ..Limits::default() }, &toy).await;
	let started = Instant::now();
	let (mut status, mut error) = (202, String::new());
	while status == 202 {
		let reply = stage.infer("a", "abc").await;
		(status, error) = (reply.status, reply.json()["error"].to_string());
	}
	assert_eq!(status, 504, "{error}");
	assert!(started.elapsed() >= SHORT);
	toy.let_run(1);
	assert_eq!(stage.infer("b", "abc").await.status, 200);
}

#[tokio::test]
async fn job_should_keep_its_place_when_its_thread_goes_on_after_its_time() {
	let toy = Toy::open();
	let stage = Stage::with(Limits { running: 1, run_time: SHORT, ..Limits::default() }, &toy).await;
	while stage.infer("a", "block").await.status == 202 {}
	assert_eq!(stage.infer("a", "block").await.status, 504);
	assert_eq!(stage.metric("running"), 1.0);
	assert_eq!(stage.infer_within(0, "b", "abc").await.status, 202);
	assert_eq!((toy.runs(), stage.metric("queued")), (1, 1.0));
	toy.unblock.send(()).unwrap();
	toy.have_begun(2).await;
	while stage.infer("b", "abc").await.status == 202 {}
	assert_eq!(stage.infer("b", "abc").await.status, 200);
	assert_eq!(stage.metric("running"), 0.0);
}

#[tokio::test]
async fn connection_should_be_closed_when_a_head_does_not_come() {
	let stage = Stage::with(Limits { head_time: SHORT, ..Limits::default() }, &Toy::open()).await;
	for head in ["", "GET /v2 HTTP/1.1\r\nhost: x\r\n", "GET /v2 HTTP/1.1\r\nhost: x\r\n\r\n"] {
		let started = Instant::now();
		say(&stage, head).await;
		assert!(started.elapsed() >= SHORT, "{head}");
	}
}

#[tokio::test]
async fn infer_should_refuse_when_a_body_does_not_come() {
	let stage = Stage::with(Limits { body_time: SHORT, head_time: SHORT, ..Limits::default() }, &Toy::open()).await;
	let answer = say(&stage, "POST /v2/models/toy/infer HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{").await;
	assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test]
async fn connection_should_be_closed_when_it_lasts_too_long() {
	let limits = Limits { connection_time: SHORT, grace: SHORT, ..Limits::default() };
	let stage = Stage::with(limits, &Toy::open()).await;
	let started = Instant::now();
	say(&stage, "GET /v2 HTTP/1.1\r\nhost: x\r\n\r\n").await;
	assert!(started.elapsed() < Limits::default().head_time);
}

#[tokio::test]
async fn gateway_should_refuse_when_a_head_is_too_long() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let many = "x: y\r\n".repeat(65);
	let long = format!("x: {}\r\n", "y".repeat(17 * 1024));
	for headers in [many, long] {
		let answer = say(&stage, &format!("GET /v2 HTTP/1.1\r\nhost: x\r\n{headers}\r\n")).await;
		assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
	}
}

#[tokio::test]
async fn connection_should_wait_when_as_many_are_open_as_may() {
	let stage = Stage::with(Limits { connections: 1, ..Limits::default() }, &Toy::open()).await;
	let first = TcpStream::connect(stage.serving.address).await.unwrap();
	let second = say(&stage, "GET /v2 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
	tokio::pin!(second);
	assert!(timeout(SHORT, &mut second).await.is_err());
	drop(first);
	assert!(second.await.starts_with("HTTP/1.1 200"));
}
