//! Another server of the Open Inference Protocol as an engine.

use crate::{
	config::{Limits, Upstream},
	engine::{Engine, Model, Order, Slot},
	problem::{Kind, Problem},
	protocol::{Tensor, LENGTH, OUTPUT, ROOT},
	root::Root,
};
use axum::{
	body::Bytes,
	http::{header, uri::Scheme, Request, StatusCode, Uri},
};
use base64::{prelude::BASE64_STANDARD, Engine as _};
use futures::future::{BoxFuture, FutureExt};
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::{
	client::legacy::{connect::HttpConnector, Client},
	rt::TokioExecutor,
};
use serde::Deserialize;
use serde_json::{json, Value};
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long a connection may take to come about.
const CONNECT_TIME: Duration = Duration::from_secs(3);
/// How long metadata may take.
const METADATA_TIME: Duration = Duration::from_secs(5);
/// The largest answer without an output, in bytes.
const SMALL: usize = 64 * 1024;

/// A model of another server.
///
/// Before each job the server's metadata must report the configured root as the model's version, and so must the
/// answer itself. The root of the output is computed here, from the bytes.
pub(crate) struct Peer {
	upstream: Upstream,
	client: Client<HttpConnector, Full<Bytes>>,
	max_output: usize,
}

#[derive(Deserialize)]
struct Metadata {
	name: String,
	versions: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Answer {
	model_name: String,
	model_version: Option<String>,
	outputs: Vec<Tensor>,
}

impl Peer {
	pub fn new(upstream: Upstream, limits: &Limits) -> Result<Self, String> {
		let Upstream { name, url, .. } = &upstream;
		let uri: Uri =
			url.parse::<Uri>().map_err(|error| format!("the address {url} of the upstream {name} is none: {error}"))?;
		if uri.scheme() != Some(&Scheme::HTTP) || uri.host().is_none() || uri.query().is_some() {
			return Err(format!(
				"the address {url} of the upstream {name} must begin with http:// and have no query: reach a server \
				 elsewhere through a proxy on this machine"
			));
		}
		let mut connector = HttpConnector::new();
		connector.set_connect_timeout(Some(CONNECT_TIME));
		// A connection for each request: jobs are few, and one that is kept may be closed just when it is needed.
		let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector);
		Ok(Self { upstream, client, max_output: limits.output })
	}

	fn failed(&self, what: &str) -> Problem {
		Problem::new(Kind::Failed, format!("the upstream {} {what}", self.upstream.name))
	}

	/// The address of the model under its root, and what follows.
	fn address(&self, rest: &str) -> String {
		let Upstream { name, url, root } = &self.upstream;
		format!("{url}/v2/models/{name}/versions/{root}{rest}")
	}

	/// What the server says, within this number of bytes.
	async fn call(
		&self,
		request: Request<Full<Bytes>>,
		max: usize,
	) -> Result<(StatusCode, Option<Duration>, Bytes), Problem> {
		let response = self.client.request(request).await.map_err(|error| {
			tracing::debug!("the upstream {} does not answer: {error}", self.upstream.name);
			self.failed("does not answer: see whether it runs at the configured address")
		})?;
		let status = response.status();
		let retry_after =
			response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
		let body = Limited::new(response.into_body(), max).collect().await.map_err(|error| {
			tracing::debug!("the upstream {} breaks off: {error}", self.upstream.name);
			self.failed("breaks off its answer, or says more than it may")
		})?;
		Ok((status, retry_after.map(Duration::from_secs), body.to_bytes()))
	}

	/// Refuses unless the server reports the model under the configured root.
	async fn check_version(&self) -> Result<(), Problem> {
		let request =
			Request::get(self.address("")).body(Full::default()).map_err(|_| self.failed("has no address"))?;
		let (status, _, body) = timeout(METADATA_TIME, self.call(request, SMALL))
			.await
			.map_err(|_| self.failed("takes too long to describe its model"))??;
		if status != StatusCode::OK {
			return Err(self.refusal(status, &body));
		}
		let metadata: Metadata = serde_json::from_slice(&body)
			.map_err(|_| self.failed("describes its model in another form than the protocol's"))?;
		let root = self.upstream.root.to_string();
		if metadata.name != self.upstream.name || !metadata.versions.unwrap_or_default().contains(&root) {
			return Err(self.other_version());
		}
		Ok(())
	}

	fn other_version(&self) -> Problem {
		self.failed("serves another version than the configured root: nothing of it is given out")
	}

	/// What the server says about its failure, as far as it is fit to be passed on.
	fn refusal(&self, status: StatusCode, body: &[u8]) -> Problem {
		#[derive(Deserialize)]
		struct Error {
			error: String,
		}
		let said = serde_json::from_slice(body).map_or_else(|_| String::new(), |Error { error }| error);
		let said: String = said.chars().filter(|c| !c.is_control()).take(200).collect();
		let what = format!("answers {}: {said}", status.as_u16());
		match status {
			StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
				Problem { kind: Kind::Invalid, ..self.failed(&what) }
			}
			_ => self.failed(&what),
		}
	}

	async fn run(&self, order: &Order) -> Result<Vec<u8>, Problem> {
		self.check_version().await?;
		let roots: Vec<_> = order.adapters.iter().map(Root::to_string).collect();
		let parameters = if roots.is_empty() { json!({}) } else { json!({ "adapters": roots.join(",") }) };
		let body = json!({
			// Not the caller's id: the order alone names the work there.
			"id": order.digest().to_string(),
			"inputs": [
				Tensor::one("input", "BYTES", hex::encode(&order.input)),
				Tensor::one("seed", "BYTES", hex::encode(order.seed)),
			],
			"outputs": [{ "name": OUTPUT }],
			"parameters": parameters,
		});
		let body = Bytes::from(body.to_string());
		// Base64 takes four characters for three bytes.
		let max = (self.max_output / 3 + 1).saturating_mul(4).saturating_add(SMALL);
		loop {
			let request = Request::post(self.address("/infer"))
				.header(header::CONTENT_TYPE, "application/json")
				.body(Full::new(body.clone()))
				.map_err(|_| self.failed("has no address"))?;
			let (status, retry_after, answer) = self.call(request, max).await?;
			match status {
				StatusCode::OK => return self.output(&answer),
				// Another gateway. How long this may go on is bounded by the time of the job.
				StatusCode::ACCEPTED => {
					let pause = retry_after.unwrap_or_default();
					sleep(pause.clamp(Duration::from_millis(100), Duration::from_secs(2))).await;
				}
				_ => return Err(self.refusal(status, &answer)),
			}
		}
	}

	/// The bytes of the output in an answer.
	fn output(&self, body: &[u8]) -> Result<Vec<u8>, Problem> {
		let answer: Answer =
			serde_json::from_slice(body).map_err(|_| self.failed("answers in another form than the protocol's"))?;
		let root = self.upstream.root.to_string();
		if answer.model_name != self.upstream.name || answer.model_version != Some(root) {
			return Err(self.other_version());
		}
		let tensor = |name: &str| answer.outputs.iter().find(|tensor| tensor.name == name);
		let output = tensor(OUTPUT).ok_or_else(|| self.failed("answers without the output that was asked for"))?;
		let bytes = output.text().ok().and_then(|text| BASE64_STANDARD.decode(text).ok()).ok_or_else(|| {
			self.failed("must give its output as BYTES with one base64 string, and gives another one")
		})?;
		// Whoever says more than the bytes must not contradict them.
		let same_root =
			tensor(ROOT).is_none_or(|said| said.text().is_ok_and(|said| said == Root::of(&bytes).to_string()));
		let same_length =
			tensor(LENGTH).is_none_or(|said| said.data.first().and_then(Value::as_u64) == Some(bytes.len() as u64));
		if !same_root || !same_length {
			return Err(self.failed("gives an output that is not the one it says it is"));
		}
		Ok(bytes)
	}
}

impl Engine for Peer {
	fn models(&self) -> Vec<Model> {
		vec![Model { name: self.upstream.name.clone(), root: self.upstream.root, platform: "open-inference-protocol" }]
	}

	fn check(&self, _: &Order) -> Result<(), Problem> {
		Ok(())
	}

	fn ready(&self, _: Root) -> BoxFuture<'_, Result<(), Problem>> {
		self.check_version().boxed()
	}

	fn infer(&self, order: Order, slot: Slot) -> BoxFuture<'_, Result<Vec<u8>, Problem>> {
		async move {
			let _slot = slot;
			self.run(&order).await
		}
		.boxed()
	}
}
