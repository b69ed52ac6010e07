//! Outputs under the digest of their bytes.

use crate::stage::{order, toy_bytes, Stage, Toy, ToyEngine};
use atelier_gateway::{Config, Engine, Limits, Root};
use base64::{prelude::BASE64_STANDARD, Engine as _};
use serde_json::json;
use std::{fs, path::Path, sync::Arc, time::Duration};

/// Makes outputs of 100 bytes, of which three fit.
fn narrow(pin: Duration) -> Limits {
	Limits { output: 100, store: 350, pin, ..Limits::default() }
}

fn path_of(input: &str) -> String {
	format!("/outputs/{}", Root::of(&toy_bytes(input)))
}

/// Four inputs, each of which gives another output of 100 bytes.
const INPUTS: [&str; 4] = ["100bytes", "0100bytes", "00100bytes", "000100bytes"];

async fn stage_in(folder: &Path, limits: Limits) -> Stage {
	let engines: Vec<Arc<dyn Engine>> = vec![Arc::new(ToyEngine(Toy::open()))];
	Stage::of(Config { limits, engines, store: Some(folder.into()), ..Config::default() }).await
}

#[tokio::test]
async fn output_should_be_served_under_its_root_when_it_was_made() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let made = stage.infer("a", "abc").await;
	let path = format!("/outputs/{}", made.output("root").as_str().unwrap());
	let reply = stage.get(&path).await;
	assert_eq!((reply.status, reply.body.to_vec()), (200, toy_bytes("abc")));
	assert_eq!(reply.header("content-type"), "application/octet-stream");
	assert_eq!(reply.header("cache-control"), "public, max-age=31536000, immutable");
	assert_eq!(reply.header("x-content-type-options"), "nosniff");
	let again = stage.get_if_changed(&path, reply.header("etag")).await;
	assert_eq!((again.status, again.body.len()), (304, 0));
}

#[tokio::test]
async fn output_should_be_refused_when_there_is_none() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	for (path, status) in [(path_of("abc"), 404), ("/outputs/abc".into(), 400)] {
		let reply = stage.get(&path).await;
		assert_eq!(reply.status, status, "{}", reply.error());
	}
}

#[tokio::test]
async fn output_should_be_in_the_answer_when_it_is_asked_for() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let mut body = order("a", b"abc");
	body["outputs"] = json!([{ "name": "output" }]);
	let reply = stage.post("/v2/models/toy/infer", "wait=9", body.to_string()).await;
	assert_eq!(reply.output("output"), BASE64_STANDARD.encode(toy_bytes("abc")));
}

#[tokio::test]
async fn output_should_go_when_it_was_not_asked_for_the_longest() {
	let folder = tempfile::tempdir().unwrap();
	for stage in
		[stage_in(folder.path(), narrow(Duration::ZERO)).await, Stage::with(narrow(Duration::ZERO), &Toy::open()).await]
	{
		for input in &INPUTS[..3] {
			assert_eq!(stage.infer(input, input).await.status, 200);
		}
		assert_eq!(stage.get(&path_of(INPUTS[0])).await.status, 200);
		assert_eq!(stage.infer(INPUTS[3], INPUTS[3]).await.status, 200);
		let mut kept = Vec::new();
		for input in INPUTS {
			kept.push(stage.get(&path_of(input)).await.status);
		}
		assert_eq!(kept, [200, 404, 200, 200]);
		assert_eq!((stage.metric("store_bytes"), stage.metric("evictions_total")), (300.0, 1.0));
	}
	assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[tokio::test]
async fn infer_should_say_that_an_output_is_gone_when_it_is() {
	let stage = Stage::with(narrow(Duration::ZERO), &Toy::open()).await;
	for input in INPUTS {
		assert_eq!(stage.infer(input, input).await.status, 200);
	}
	let mut body = order(INPUTS[0], INPUTS[0].as_bytes());
	body["outputs"] = json!([{ "name": "output" }]);
	let reply = stage.post("/v2/models/toy/infer", "", body.to_string()).await;
	assert_eq!(reply.status, 410, "{}", reply.error());
	// What is known of it is still told.
	assert_eq!(stage.infer(INPUTS[0], INPUTS[0]).await.status, 200);
}

#[tokio::test]
async fn job_should_fail_when_the_store_is_full_of_young_outputs() {
	let stage = Stage::with(narrow(Duration::from_secs(60)), &Toy::open()).await;
	for input in &INPUTS[..3] {
		assert_eq!(stage.infer(input, input).await.status, 200);
	}
	let reply = stage.infer(INPUTS[3], INPUTS[3]).await;
	assert_eq!(reply.status, 503, "{}", reply.error());
	assert_eq!(reply.header("retry-after"), "60");
	assert_eq!(stage.get(&path_of(INPUTS[0])).await.status, 200);
}

#[tokio::test]
async fn outputs_should_be_there_when_the_gateway_starts_again() {
	let folder = tempfile::tempdir().unwrap();
	let stage = stage_in(folder.path(), Limits::default()).await;
	for input in INPUTS {
		assert_eq!(stage.infer(input, input).await.status, 200);
	}
	drop(stage);
	// A crash in the middle of writing, and a file of somebody else.
	let unfinished = folder.path().join(format!("{}.part", Root::of(b"unfinished")));
	fs::write(&unfinished, "half").unwrap();
	fs::write(folder.path().join("notes.txt"), "keep me").unwrap();

	let stage = stage_in(folder.path(), narrow(Duration::ZERO)).await;
	assert!(!unfinished.exists() && folder.path().join("notes.txt").exists());
	assert_eq!(stage.metric("store_bytes"), 300.0);
	let mut kept = 0;
	for input in INPUTS {
		kept += usize::from(stage.get(&path_of(input)).await.status == 200);
	}
	assert_eq!(kept, 3);
}

#[tokio::test]
async fn output_should_not_be_served_when_its_file_was_changed() {
	let folder = tempfile::tempdir().unwrap();
	let stage = stage_in(folder.path(), Limits::default()).await;
	assert_eq!(stage.infer("a", "abc").await.status, 200);
	let file = folder.path().join(Root::of(&toy_bytes("abc")).to_string());
	fs::write(&file, "another output").unwrap();
	assert_eq!(stage.get(&path_of("abc")).await.status, 404);
	assert!(!file.exists());
	assert_eq!(stage.metric("store_bytes"), 0.0);
	// Made again, it is there again.
	assert_eq!(stage.infer("b", "abc").await.status, 200);
	assert_eq!(stage.get(&path_of("abc")).await.status, 200);
}
