//! What is served under which path.

use crate::{
	catalog::Catalog,
	config::Limits,
	jobs::{Jobs, RETRY},
	metrics::Metrics,
	problem::{Kind, Problem},
	protocol::{self, Ask, OUTPUT},
	root::Root,
	store::{media_type, Store},
};
use axum::{
	body::{Body, Bytes},
	extract::{rejection::PathRejection, MatchedPath, Path, Request, State},
	http::{header, HeaderMap, HeaderValue, Method, StatusCode},
	middleware::{self, Next},
	response::{IntoResponse, Response},
	routing::{get, post},
	Router,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use prometheus::{Registry, TextEncoder};
use serde_json::{json, Value};
use std::{
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// What requests work on.
pub(crate) struct App {
	pub catalog: Catalog,
	pub jobs: Jobs,
	pub store: Arc<Store>,
	pub limits: Limits,
	pub metrics: Metrics,
	pub stopping: CancellationToken,
}

type Shared = State<Arc<App>>;

/// Everything but metrics.
pub(crate) fn router(app: Arc<App>) -> Router {
	Router::new()
		.route("/v2", get(server))
		.route("/v2/health/live", get(|| async { json_response(StatusCode::OK, &json!({ "live": true })) }))
		.route("/v2/health/ready", get(ready))
		.route("/v2/models/{name}", get(model))
		.route("/v2/models/{name}/ready", get(model_ready))
		.route("/v2/models/{name}/infer", post(infer))
		.route("/v2/models/{name}/versions/{version}", get(model))
		.route("/v2/models/{name}/versions/{version}/ready", get(model_ready))
		.route("/v2/models/{name}/versions/{version}/infer", post(infer))
		.route("/outputs/{root}", get(output))
		.fallback(|| async {
			Problem::new(Kind::NotFound, "there is nothing here: models are under /v2/models, outputs under /outputs")
		})
		.method_not_allowed_fallback(|| async {
			Problem::new(Kind::Method, "this path takes another method: POST to infer, GET for all else")
		})
		.layer(middleware::from_fn_with_state(app.clone(), observe))
		.with_state(app)
}

/// Metrics alone.
pub(crate) fn metrics_router(registry: Registry) -> Router {
	let metrics = move || async move {
		match TextEncoder::new().encode_to_string(&registry.gather()) {
			Ok(text) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response(),
			Err(error) => Problem::new(Kind::Failed, format!("the metrics cannot be told: {error}")).into_response(),
		}
	};
	Router::new().route("/metrics", get(metrics))
}

fn json_response(status: StatusCode, value: &Value) -> Response {
	(status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn seconds(time: Duration) -> HeaderValue {
	time.as_secs_f32().ceil().max(1.0).to_string().parse().unwrap_or(HeaderValue::from_static("1"))
}

impl IntoResponse for Problem {
	fn into_response(self) -> Response {
		let status = StatusCode::from_u16(self.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
		let mut response = json_response(status, &json!({ "error": self.message }));
		if let Some(time) = self.retry_after {
			response.headers_mut().insert(header::RETRY_AFTER, seconds(time));
		}
		response.extensions_mut().insert(self.kind);
		response
	}
}

/// What the path names. It is refused if it is no UTF-8.
type Named<T> = Result<Path<T>, PathRejection>;

impl From<PathRejection> for Problem {
	fn from(_: PathRejection) -> Self {
		Self::new(Kind::Invalid, "the path cannot be read: names are of letters, digits, dots, underscores and hyphens")
	}
}

async fn server() -> Response {
	let metadata = json!({ "name": "atelier-gateway", "version": env!("CARGO_PKG_VERSION"), "extensions": [] });
	json_response(StatusCode::OK, &metadata)
}

async fn ready(State(app): Shared) -> Response {
	let ready = !app.stopping.is_cancelled();
	json_response(if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, &json!({ "ready": ready }))
}

/// The name of a model, and its version if the path has one.
#[derive(serde::Deserialize)]
struct Which {
	name: String,
	version: Option<String>,
}

async fn model(State(app): Shared, which: Named<Which>) -> Result<Response, Problem> {
	let Path(which) = which?;
	let served = app.catalog.find(&which.name, which.version.as_deref())?;
	Ok(json_response(StatusCode::OK, &protocol::metadata(&served.model)))
}

async fn model_ready(State(app): Shared, which: Named<Which>) -> Result<Response, Problem> {
	let Path(which) = which?;
	let served = app.catalog.find(&which.name, which.version.as_deref())?;
	let ready = served.engine.ready(served.model.root).await;
	ready.map_err(|problem| Problem { kind: Kind::Busy, ..problem })?;
	Ok(json_response(StatusCode::OK, &json!({ "name": served.model.name, "ready": true })))
}

/// What the log says about a request to infer.
#[derive(Clone, Default)]
struct Story {
	id: String,
	model: String,
}

async fn infer(State(app): Shared, which: Named<Which>, headers: HeaderMap, body: Body) -> Response {
	let mut story = Story::default();
	let result = answer(&app, which, &headers, body, &mut story).await;
	let mut response = result.unwrap_or_else(Problem::into_response);
	response.extensions_mut().insert(story);
	response
}

async fn answer(
	app: &App,
	which: Named<Which>,
	headers: &HeaderMap,
	body: Body,
	story: &mut Story,
) -> Result<Response, Problem> {
	let limits = &app.limits;
	let Path(which) = which?;
	let served = app.catalog.find(&which.name, which.version.as_deref())?;
	story.model = served.model.name.clone();
	if headers.contains_key("inference-header-content-length") {
		let message = "tensors must be in the JSON: switch off the binary data extension of your client";
		return Err(Problem::new(Kind::Invalid, message));
	}
	let body = read(body, limits).await?;
	let ask = Ask::read(served.model.root, &body, limits.input)?;
	// Without an id there is nothing to come back with: such a request waits for as long as a job may take.
	let wait = if ask.id.is_some() { wait_of(headers, limits) } else { limits.run_time };
	let id = ask.id.unwrap_or_else(|| format!("order-{}", ask.order.digest()));
	story.id = id.clone();
	served.engine.check(&ask.order)?;
	let job = app.jobs.submit(&id, ask.order, &served.engine)?;
	let Some(result) = job.result(wait).await else {
		let mut response = json_response(StatusCode::ACCEPTED, &json!({ "id": id }));
		response.headers_mut().insert(header::RETRY_AFTER, seconds(RETRY));
		return Ok(response);
	};
	let made = result.map_err(|problem| Problem {
		// The id is free again then.
		retry_after: problem.retry_after.or((problem.kind != Kind::Invalid).then_some(limits.remember_failure)),
		..problem
	})?;
	let bytes = match ask.outputs.contains(&OUTPUT) {
		true => Some(app.store.get(made.root).await.ok_or_else(|| {
			let message = "the output was made and is not kept anymore: order it again, with another id";
			Problem::new(Kind::Gone, message)
		})?),
		false => None,
	};
	let answer = protocol::answer(&served.model, &id, &made, &ask.outputs, bytes.as_deref());
	Ok(json_response(StatusCode::OK, &answer))
}

/// The body of a request, if it is short enough and comes in time.
async fn read(body: Body, limits: &Limits) -> Result<Bytes, Problem> {
	match timeout(limits.body_time, Limited::new(body, limits.body).collect()).await {
		Ok(Ok(body)) => Ok(body.to_bytes()),
		Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => {
			let message = format!("the body must have at most {} bytes", limits.body);
			Err(Problem::new(Kind::TooLarge, message))
		}
		Ok(Err(_)) => Err(Problem::new(Kind::Invalid, "the body broke off: send the request again")),
		Err(_) => Err(Problem::new(Kind::Slow, "the body took too long: send the request again, at once")),
	}
}

/// How long a request wants to wait for its job (`Prefer: wait=SECONDS`, RFC 7240), within what a job may take.
fn wait_of(headers: &HeaderMap, limits: &Limits) -> Duration {
	let preferences = headers.get_all("prefer").into_iter().filter_map(|value| value.to_str().ok());
	preferences
		.flat_map(|value| value.split([',', ';']))
		.find_map(|preference| preference.trim().strip_prefix("wait=")?.parse().ok())
		.map_or(limits.wait, |seconds| Duration::from_secs(seconds).min(limits.run_time))
}

async fn output(State(app): Shared, root: Named<String>, headers: HeaderMap) -> Result<Response, Problem> {
	let root: Root = root?.parse()?;
	let Some(bytes) = app.store.get(root).await else {
		let message = "no output with this root is kept here: order it again, or ask the gateway that made it";
		return Err(Problem::new(Kind::NotFound, message));
	};
	let tag = format!("\"{root}\"");
	let unchanged = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
	let mut response = if unchanged {
		StatusCode::NOT_MODIFIED.into_response()
	} else {
		([(header::CONTENT_TYPE, media_type(&bytes)), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")], bytes)
			.into_response()
	};
	let immutable = HeaderValue::from_static("public, max-age=31536000, immutable");
	response.headers_mut().insert(header::CACHE_CONTROL, immutable);
	if let Ok(tag) = tag.parse() {
		response.headers_mut().insert(header::ETAG, tag);
	}
	Ok(response)
}

/// Counts a request and logs it, also if nobody waited for its answer.
async fn observe(State(app): Shared, request: Request, next: Next) -> Response {
	let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
	let path = request.uri().path().chars().take(256).collect();
	app.metrics.requests_open.inc();
	let mut line = Line { app, route, method: request.method().clone(), path, started: Instant::now(), answer: None };
	let response = next.run(request).await;
	let outcome = response.extensions().get::<Kind>().map_or("ok", |kind| kind.name());
	let story = response.extensions().get().cloned().unwrap_or_default();
	line.answer = Some((response.status(), outcome, story));
	response
}

struct Line {
	app: Arc<App>,
	route: String,
	method: Method,
	path: String,
	started: Instant,
	answer: Option<(StatusCode, &'static str, Story)>,
}

impl Drop for Line {
	fn drop(&mut self) {
		let Self { app, route, method, path, started, answer } = self;
		let ms = started.elapsed().as_millis() as u64;
		// 499 is what proxies log for a client that is gone.
		let (status, outcome, Story { id, model }) =
			answer.take().map_or((499, "gone", Story::default()), |(status, outcome, story)| {
				(status.as_u16(), if status == StatusCode::ACCEPTED { "running" } else { outcome }, story)
			});
		app.metrics.requests_open.dec();
		app.metrics.requests.with_label_values(&[route.as_str(), &status.to_string()]).inc();
		if route.starts_with("/v2/health") {
			tracing::debug!(target: "gateway", %method, %path, status, ms, outcome);
		} else {
			tracing::info!(target: "gateway", %method, %path, id, model, status, ms, outcome);
		}
	}
}
