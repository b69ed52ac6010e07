//! What is told about the server and its models.

use crate::stage::{toy_root, Stage, Toy};
use atelier_gateway::{Config, Limits};
use serde_json::json;
use std::net::{Ipv4Addr, SocketAddr};

#[tokio::test]
async fn server_should_describe_itself_when_it_is_asked() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	assert_eq!(stage.get("/v2").await.json()["name"], "atelier-gateway");
	assert_eq!(stage.get("/v2/health/live").await.json(), json!({ "live": true }));
	assert_eq!(stage.get("/v2/health/ready").await.json(), json!({ "ready": true }));
}

#[tokio::test]
async fn model_should_be_described_when_it_is_served() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let root = toy_root().to_string();
	for path in ["toy".into(), root.clone(), format!("toy/versions/{root}"), format!("{root}/versions/{root}")] {
		let model = stage.get(&format!("/v2/models/{path}")).await.json();
		assert_eq!((&model["name"], &model["versions"]), (&json!("toy"), &json!([root])), "{path}");
		assert_eq!(model["outputs"][0], json!({ "name": "root", "datatype": "BYTES", "shape": [1] }));
		let ready = stage.get(&format!("/v2/models/{path}/ready")).await.json();
		assert_eq!(ready, json!({ "name": "toy", "ready": true }));
	}
	for path in ["other", "other/ready", "toy/versions/2", "toy/versions/2/ready"] {
		let reply = stage.get(&format!("/v2/models/{path}")).await;
		assert_eq!(reply.status, 404, "{path} {}", reply.error());
	}
}

#[tokio::test]
async fn requests_should_be_refused_with_a_sentence_when_they_lead_nowhere() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	for (reply, status) in [
		(stage.get("/").await, 404),
		(stage.get("/v2/models/toy/infer").await, 405),
		(stage.post("/v2/models/toy", "", "{}").await, 405),
		(stage.post("/v2/models/toy/infer", "", "no json").await, 400),
		(stage.get("/v2/models/%ff").await, 400),
	] {
		assert_eq!(reply.status, status, "{}", reply.error());
		assert_eq!(reply.header("content-type"), "application/json");
	}
}

#[tokio::test]
async fn metrics_should_count_requests_when_they_are_served_elsewhere() {
	let metrics = Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
	let mut stage = Stage::of(Config { metrics, ..Config::default() }).await;
	assert_eq!(stage.get("/v2/models/toy").await.status, 404);
	assert_eq!(stage.get("/metrics").await.status, 404);
	stage.serving.address = stage.serving.metrics.unwrap();
	let text = String::from_utf8(stage.get("/metrics").await.body.to_vec()).unwrap();
	let line = "atelier_gateway_requests_total{route=\"/v2/models/{name}\",status=\"404\"} 1";
	assert!(text.lines().any(|other| other == line), "{text}");
	assert!(text.lines().any(|other| other == "atelier_gateway_running 0"), "{text}");
}

#[tokio::test]
async fn gateway_should_not_start_when_its_address_or_its_limits_are_wrong() {
	let stage = Stage::with(Limits::default(), &Toy::open()).await;
	let taken = Config { listen: stage.serving.address, ..Config::default() };
	assert!(atelier_gateway::serve(taken, std::future::pending()).await.is_err());
	let wrong = Config { limits: Limits { running: 0, ..Limits::default() }, ..Config::default() };
	assert!(atelier_gateway::serve(wrong, std::future::pending()).await.is_err());
	let registered = Config { registry: stage.registry.clone(), ..Config::default() };
	assert!(atelier_gateway::serve(registered, std::future::pending()).await.is_err());
	let missing = Config { models: vec!["/does/not/exist".into()], ..Config::default() };
	assert!(atelier_gateway::serve(missing, std::future::pending()).await.is_err());
}
