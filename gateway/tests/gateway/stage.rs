//! A gateway with an engine that does what it is told, and a client.

use atelier_gateway::{serve, Config, Engine, Kind, Limits, Model, Order, Problem, Root, Serving, Slot};
use axum::body::Bytes;
use axum::http::{header, HeaderMap, Request, Response};
use futures::future::{ready, BoxFuture, FutureExt};
use http_body_util::{BodyExt, Full};
use hyper_util::{
	client::legacy::{connect::HttpConnector, Client},
	rt::TokioExecutor,
};
use prometheus::Registry;
use serde_json::{json, Value};
use std::{
	sync::{mpsc, Arc, Mutex},
	time::Duration,
};
use tokio::sync::{oneshot, watch, Semaphore};

/// Longer than anything here takes, so that a failure is one.
pub const LONG: Duration = Duration::from_secs(20);

/// The root of the toy's model.
pub fn toy_root() -> Root {
	Root::of(b"toy")
}

/// An engine that runs when it is let, and counts.
pub struct Toy {
	gate: Semaphore,
	pub runs: watch::Sender<usize>,
	/// What a job with the input `block` waits for on its thread.
	block: Mutex<mpsc::Receiver<()>>,
	pub unblock: mpsc::Sender<()>,
}

impl Toy {
	/// One that runs every job at once.
	pub fn open() -> Arc<Self> {
		let toy = Self::closed();
		toy.let_run(1_000);
		toy
	}

	/// One whose jobs wait for [`let_run`](Self::let_run).
	pub fn closed() -> Arc<Self> {
		let (unblock, block) = mpsc::channel();
		Arc::new(Self { gate: Semaphore::new(0), runs: watch::Sender::new(0), block: Mutex::new(block), unblock })
	}

	pub fn let_run(&self, jobs: usize) {
		self.gate.add_permits(jobs);
	}

	pub fn runs(&self) -> usize {
		*self.runs.borrow()
	}

	/// Returns when this many jobs have begun.
	pub async fn have_begun(&self, jobs: usize) {
		let mut runs = self.runs.subscribe();
		tokio::time::timeout(LONG, runs.wait_for(|runs| *runs >= jobs)).await.expect("jobs begin in time").unwrap();
	}
}

/// What the toy makes: the input `<number>bytes` gives that many, any other a few.
pub fn toy_output(order: &Order) -> Vec<u8> {
	let mut output = [&order.seed[..], &order.input].concat();
	if let Some(length) = std::str::from_utf8(&order.input).ok().and_then(|input| input.strip_suffix("bytes")) {
		output.resize(length.parse().unwrap(), 0);
	}
	output
}

pub struct ToyEngine(pub Arc<Toy>);

impl Engine for ToyEngine {
	fn models(&self) -> Vec<Model> {
		vec![Model { name: "toy".into(), root: toy_root(), platform: "toy" }]
	}

	fn check(&self, order: &Order) -> Result<(), Problem> {
		match order.input.as_slice() {
			b"refuse" => Err(Problem::new(Kind::Invalid, "the toy refuses this")),
			_ => Ok(()),
		}
	}

	fn ready(&self, _: Root) -> BoxFuture<'_, Result<(), Problem>> {
		ready(Ok(())).boxed()
	}

	fn infer(&self, order: Order, slot: Slot) -> BoxFuture<'_, Result<Vec<u8>, Problem>> {
		let toy = self.0.clone();
		toy.runs.send_modify(|runs| *runs += 1);
		async move {
			match order.input.as_slice() {
				b"fail" => return Err(Problem::new(Kind::Failed, "the toy fails at this")),
				b"panic" => panic!("the toy panics at this"),
				b"block" => {
					let work = tokio::task::spawn_blocking(move || {
						let _slot = slot;
						toy.block.lock().unwrap().recv_timeout(LONG).unwrap();
					});
					work.await.unwrap();
				}
				_ => {
					toy.gate.acquire().await.unwrap().forget();
					drop(slot);
				}
			}
			Ok(toy_output(&order))
		}
		.boxed()
	}
}

/// A gateway with the toy, unless the configuration has engines of its own.
pub struct Stage {
	pub serving: Serving,
	pub registry: Registry,
	/// Dropped, it tells the gateway to stop.
	pub stop: Option<oneshot::Sender<()>>,
	client: Client<HttpConnector, Full<Bytes>>,
}

/// What was answered.
#[derive(Debug)]
pub struct Reply {
	pub status: u16,
	pub headers: HeaderMap,
	pub body: Bytes,
}

impl Reply {
	pub fn json(&self) -> Value {
		serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{self:?} is no JSON"))
	}

	/// The sentence of a refusal.
	pub fn error(&self) -> String {
		self.json()["error"].as_str().unwrap_or_else(|| panic!("{self:?} has no sentence")).into()
	}

	/// The datum of an output of an inference.
	pub fn output(&self, name: &str) -> Value {
		let reply = self.json();
		let outputs = reply["outputs"].as_array().unwrap_or_else(|| panic!("{self:?} has no outputs"));
		let output = outputs.iter().find(|output| output["name"] == name);
		output.map_or(Value::Null, |output| output["data"][0].clone())
	}

	pub fn header(&self, name: &str) -> &str {
		self.headers.get(name).map_or("", |value| value.to_str().unwrap())
	}
}

impl Stage {
	pub async fn with(limits: Limits, toy: &Arc<Toy>) -> Self {
		let engines: Vec<Arc<dyn Engine>> = vec![Arc::new(ToyEngine(toy.clone()))];
		Self::of(Config { limits, engines, ..Config::default() }).await
	}

	pub async fn of(config: Config) -> Self {
		let registry = config.registry.clone();
		let (stop, stopped) = oneshot::channel::<()>();
		let serving = serve(config, stopped.map(drop)).await.unwrap();
		let client = Client::builder(TokioExecutor::new()).build_http();
		Self { serving, registry, stop: Some(stop), client }
	}

	pub fn url(&self) -> String {
		format!("http://{}", self.serving.address)
	}

	async fn send(&self, request: Request<Full<Bytes>>) -> Reply {
		let response: Response<_> =
			tokio::time::timeout(LONG, self.client.request(request)).await.expect("an answer in time").unwrap();
		let (parts, body) = response.into_parts();
		Reply { status: parts.status.as_u16(), headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
	}

	pub async fn get(&self, path: &str) -> Reply {
		self.send(Request::get(self.url() + path).body(Full::default()).unwrap()).await
	}

	pub async fn get_if_changed(&self, path: &str, tag: &str) -> Reply {
		let request = Request::get(self.url() + path).header(header::IF_NONE_MATCH, tag);
		self.send(request.body(Full::default()).unwrap()).await
	}

	pub async fn post(&self, path: &str, prefer: &str, body: impl Into<Bytes>) -> Reply {
		let request = Request::post(self.url() + path).header("prefer", prefer);
		self.send(request.body(Full::new(body.into())).unwrap()).await
	}

	/// Asks the toy, and waits for the job.
	pub async fn infer(&self, id: &str, input: &str) -> Reply {
		self.infer_within(20, id, input).await
	}

	/// Asks the toy, and waits for this many seconds.
	pub async fn infer_within(&self, seconds: u64, id: &str, input: &str) -> Reply {
		let body = order(id, input.as_bytes()).to_string();
		self.post("/v2/models/toy/infer", &format!("wait={seconds}"), body).await
	}

	/// The value of a counter or gauge, summed over its labels.
	pub fn metric(&self, name: &str) -> f64 {
		let families = self.registry.gather();
		let family = families.iter().find(|family| family.get_name() == format!("atelier_gateway_{name}"));
		let metrics = family.unwrap_or_else(|| panic!("there is no metric {name}")).get_metric();
		metrics.iter().map(|metric| metric.get_counter().get_value() + metric.get_gauge().get_value()).sum()
	}
}

/// The seed of all orders.
pub const SEED: [u8; 32] = [7; 32];

/// The body of a request to infer.
pub fn order(id: &str, input: &[u8]) -> Value {
	json!({
		"id": id,
		"inputs": [
			{ "name": "input", "shape": [1], "datatype": "BYTES", "data": [hex::encode(input)] },
			{ "name": "seed", "shape": [1], "datatype": "BYTES", "data": [hex::encode(SEED)] },
		],
	})
}

/// What the toy makes of an input.
pub fn toy_bytes(input: &str) -> Vec<u8> {
	toy_output(&Order { model: toy_root(), adapters: vec![], input: input.into(), seed: SEED })
}
