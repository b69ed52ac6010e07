//! The models of this repository, with the engine that the chain has.

use crate::stage::{Reply, Stage, SEED};
use atelier_engine::Request;
use atelier_gateway::{Config, Limits, ModelFiles, Root};
use codec::Encode;
use serde_json::json;
use std::{fs, path::PathBuf};

fn folder() -> PathBuf {
	concat!(env!("CARGO_MANIFEST_DIR"), "/engine/models").into()
}

/// The models of the repository, without the adapters.
fn models() -> Vec<ModelFiles> {
	let mut models = ModelFiles::read_all(&folder()).unwrap();
	models.retain(|model| model.file("config.json").is_some());
	assert!(!models.is_empty());
	models
}

fn engine_model(files: &ModelFiles) -> atelier_engine::Model {
	let file = |name| files.file(name).unwrap();
	atelier_engine::Model::read(files.root().unwrap().0, file("config.json"), file("model.safetensors")).unwrap()
}

fn stage_config() -> Config {
	Config { models: vec![folder()], ..Config::default() }
}

async fn infer(stage: &Stage, model: Root, adapters: &str, input: &[u8]) -> Reply {
	let mut body = crate::stage::order("", input);
	body.as_object_mut().unwrap().remove("id");
	body["parameters"] = json!({ "adapters": adapters });
	stage.post(&format!("/v2/models/{model}/infer"), "", body.to_string()).await
}

#[tokio::test]
async fn infer_should_give_the_engines_picture_when_a_model_is_in_a_folder() {
	let stage = Stage::of(stage_config()).await;
	for files in models() {
		let root = files.root().unwrap();
		let input = Request::new("a quiet harbor", 48, 32).encode();
		let expected = atelier_engine::generate(&engine_model(&files), &[], SEED, &input).unwrap().png();
		let reply = infer(&stage, root, "", &input).await;
		assert_eq!(reply.output("root"), Root::of(&expected).to_string(), "{reply:?}");
		assert_eq!(reply.output("media_type"), "image/png");
		let output = stage.get(&format!("/outputs/{}", Root::of(&expected))).await;
		assert_eq!((output.header("content-type"), &output.body[..]), ("image/png", &expected[..]));
		let name = stage.get(&format!("/v2/models/{}", files.name)).await.json();
		assert_eq!(name["versions"], json!([root.to_string()]));
	}
}

#[tokio::test]
async fn infer_should_apply_adapters_when_they_are_in_a_folder() {
	let stage = Stage::of(stage_config()).await;
	let input = Request::new("a quiet harbor", 48, 32).encode();
	let mut adapters = ModelFiles::read_all(&folder()).unwrap();
	adapters.retain(|files| files.file("adapter_config.json").is_some());
	assert!(!adapters.is_empty());
	for files in adapters {
		let file = |name| files.file(name).unwrap();
		let adapter =
			atelier_engine::Adapter::read(file("adapter_config.json"), file("adapter_model.safetensors")).unwrap();
		let (base, root) = (Root(adapter.base()), files.root().unwrap());
		let model = models().into_iter().find(|model| model.root() == Ok(base)).unwrap();
		let expected = atelier_engine::generate(&engine_model(&model), &[adapter], SEED, &input).unwrap().png();
		let reply = infer(&stage, base, &root.to_string(), &input).await;
		assert_eq!(reply.output("root"), Root::of(&expected).to_string(), "{reply:?}");
		assert_ne!(infer(&stage, base, "", &input).await.output("root"), reply.output("root"));

		let other = models().into_iter().find(|model| model.root() != Ok(base)).unwrap().root().unwrap();
		let refused = infer(&stage, other, &root.to_string(), &input).await;
		assert_eq!(refused.status, 400, "{}", refused.error());
		let unknown = infer(&stage, base, &Root::of(b"unknown").to_string(), &input).await;
		assert_eq!(unknown.status, 404, "{}", unknown.error());
		let no_model = infer(&stage, root, "", &input).await;
		assert_eq!(no_model.status, 404, "{}", no_model.error());
	}
}

#[tokio::test]
async fn infer_should_refuse_when_the_input_is_none_of_the_engine() {
	let limits = Limits { output: 10_000, ..Limits::default() };
	let stage = Stage::of(Config { limits, ..stage_config() }).await;
	let root = models()[0].root().unwrap();
	for input in [vec![], vec![1, 2, 3], Request::new("", 8, 8).encode(), Request::new("too large", 64, 64).encode()] {
		let reply = infer(&stage, root, "", &input).await;
		assert_eq!(reply.status, 400, "{}", reply.error());
	}
}

#[tokio::test]
async fn model_should_have_another_root_when_a_byte_of_it_is_another() {
	let mut files = models().remove(0);
	let root = files.root().unwrap();
	let (_, weights) = files.files.iter_mut().find(|(path, _)| path == "model.safetensors").unwrap();
	*weights.last_mut().unwrap() ^= 1;
	let stage = Stage::of(Config { bundled: vec![files.clone()], ..Config::default() }).await;
	let input = Request::new("a quiet harbor", 16, 16).encode();
	assert_eq!(infer(&stage, root, "", &input).await.status, 404);
	assert_eq!(infer(&stage, files.root().unwrap(), "", &input).await.status, 200);
}

#[tokio::test]
async fn gateway_should_not_start_when_a_folder_is_no_model() {
	let folder = tempfile::tempdir().unwrap();
	let model = folder.path().join("spoilt");
	fs::create_dir(&model).unwrap();
	for (path, bytes) in &models()[0].files {
		fs::write(model.join(path), bytes).unwrap();
	}
	let start = || {
		let config = Config { models: vec![folder.path().into()], ..Config::default() };
		atelier_gateway::serve(config, std::future::pending())
	};
	start().await.unwrap().handle.abort();
	fs::write(model.join("more"), "").unwrap();
	assert!(start().await.unwrap_err().to_string().contains("spoilt"));
	fs::remove_file(model.join("more")).unwrap();
	fs::write(model.join("model.safetensors"), "spoilt").unwrap();
	assert!(start().await.unwrap_err().to_string().contains("spoilt"));
}
