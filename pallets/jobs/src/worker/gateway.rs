//! The gateway of this node: the Open Inference Protocol v2 over HTTP, with a bound on everything.

use super::GATEWAY_KEY;
use crate::types::JobHash;
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use atelier_primitives::Digest;
use core::fmt;
use serde::Deserialize;
use serde_json::{json, Value};
use sp_runtime::offchain::{
	http::{PendingRequest, Request, Response},
	Duration, HttpError, StorageKind, Timestamp,
};

/// The longest URL in bytes.
const MAX_URL: usize = 256;
/// The longest answer in bytes.
pub(crate) const MAX_RESPONSE: usize = 4096;
/// The time in milliseconds until all responses must have begun.
const HEAD_TIME: u64 = 700;
/// The time in milliseconds until they must have ended, from the same moment.
const BODY_TIME: u64 = 900;

/// The gateway of this node.
pub(crate) struct Gateway {
	url: String,
}

/// A run that a gateway is asked for.
pub(crate) struct Run {
	pub job: JobHash,
	pub round: u8,
	pub model: Digest,
	pub adapters: Vec<Digest>,
	pub input: Vec<u8>,
	/// The effective seed.
	pub seed: [u8; 32],
}

impl Run {
	/// The same run has the same name, whoever asks: a gateway runs it once.
	fn id(&self) -> String {
		format!("{}-{}", hex::encode(self.job), self.round)
	}

	fn body(&self) -> String {
		let tensor = |name: &str, bytes: &[u8]| {
			let data = hex::encode(bytes);
			json!({ "name": name, "shape": [1], "datatype": "BYTES", "data": [data] })
		};
		let adapters: Vec<_> = self.adapters.iter().map(|root| hex::encode(root.as_bytes())).collect();
		json!({
			"id": self.id(),
			"parameters": { "adapters": adapters.join(",") },
			"inputs": [tensor("input", &self.input), tensor("seed", &self.seed)],
		})
		.to_string()
	}
}

/// The reply of a gateway.
#[derive(Debug)]
pub(crate) enum Reply<Done> {
	Done(Done),
	/// It runs still. Ask again.
	Pending,
}

/// The reason why a gateway gave no answer that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
	/// It is not there, or hung up.
	Connection,
	/// It took too long.
	Deadline,
	/// It refused, or failed, with this status.
	Status(u16),
	/// The answer is longer than any answer.
	TooLong,
	/// The answer is not one of the protocol.
	Unreadable,
	/// The answer is for another job, or from another model.
	Mismatch,
	/// The output has this length, and not the one that the chain computed.
	WrongLength(u64),
}

impl fmt::Display for Problem {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Connection => f.write_str("cannot be reached"),
			Self::Deadline => f.write_str("did not answer in time"),
			Self::Status(code) => write!(f, "answered with status {code}"),
			Self::TooLong => write!(f, "answered with more than {MAX_RESPONSE} bytes"),
			Self::Unreadable => f.write_str("gave an answer that cannot be read"),
			Self::Mismatch => f.write_str("gave the answer to something else"),
			Self::WrongLength(length) => write!(f, "made an output of {length} bytes, which is impossible"),
		}
	}
}

impl Gateway {
	/// The gateway that the node is configured with, if it is one that can be asked.
	pub fn configured() -> Option<Self> {
		let bytes = sp_io::offchain::local_storage_get(StorageKind::PERSISTENT, GATEWAY_KEY)?;
		let url = core::str::from_utf8(&bytes).ok()?.trim_end_matches('/');
		let host = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"))?;
		let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'?' && byte != b'#');
		(is_plain && !host.is_empty() && url.len() <= MAX_URL).then(|| Self { url: url.to_string() })
	}

	/// Asks for all runs at the same time, and says of each what came of it.
	pub fn run_all(&self, runs: &[Run]) -> Vec<Result<Reply<Outputs>, Problem>> {
		let start = sp_io::offchain::timestamp();
		let head_time = start.add(Duration::from_millis(HEAD_TIME));
		let body_time = start.add(Duration::from_millis(BODY_TIME));
		let sent: Vec<_> = runs.iter().map(|run| self.send(run, head_time)).collect();
		let was_sent: Vec<_> = sent.iter().map(Option::is_some).collect();
		let mut responses = PendingRequest::try_wait_all(sent.into_iter().flatten().collect(), head_time).into_iter();
		let reply = |(run, was_sent): (&Run, bool)| match was_sent.then(|| responses.next()).flatten() {
			Some(Ok(Ok(response))) => read(run, &response, body_time),
			Some(Err(_)) => Err(Problem::Deadline),
			Some(Ok(Err(_))) | None => Err(Problem::Connection),
		};
		runs.iter().zip(was_sent).map(reply).collect()
	}

	fn send(&self, run: &Run, deadline: Timestamp) -> Option<PendingRequest> {
		let url = format!("{}/v2/models/{}/infer", self.url, hex::encode(run.model.as_bytes()));
		let request = Request::post(&url, [run.body()]).add_header("content-type", "application/json");
		request.deadline(deadline).send().ok()
	}
}

fn read(run: &Run, response: &Response, deadline: Timestamp) -> Result<Reply<Outputs>, Problem> {
	match response.code {
		200 => {}
		202 => return Ok(Reply::Pending),
		code => return Err(Problem::Status(code)),
	}
	let mut body = response.body();
	body.deadline(deadline);
	let bytes: Vec<u8> = body.by_ref().take(MAX_RESPONSE.saturating_add(1)).collect();
	match body.error() {
		Some(HttpError::DeadlineReached) => Err(Problem::Deadline),
		Some(_) => Err(Problem::Connection),
		None if bytes.len() > MAX_RESPONSE => Err(Problem::TooLong),
		None => outputs(run, &bytes).map(Reply::Done),
	}
}

/// The part of a response that has a meaning here.
#[derive(Deserialize)]
struct Body {
	id: String,
	model_version: String,
	outputs: Vec<Tensor>,
}

#[derive(Debug, Deserialize)]
struct Tensor {
	name: String,
	shape: Vec<u64>,
	datatype: String,
	data: Vec<Value>,
}

/// The output tensors of a gateway, from which a class reads an answer.
#[derive(Debug)]
pub struct Outputs(Vec<Tensor>);

impl Outputs {
	/// The values of the output with this name, if there is one such output and it is a vector of this type.
	pub fn values(&self, name: &str, datatype: &str) -> Option<&[Value]> {
		let mut found = self.0.iter().filter(|tensor| tensor.name == name);
		let (Some(tensor), None) = (found.next(), found.next()) else { return None };
		let is_vector = tensor.shape == [tensor.data.len() as u64] && tensor.datatype == datatype;
		is_vector.then_some(&tensor.data[..])
	}

	/// The value of the output with this name, if it has one.
	pub fn value(&self, name: &str, datatype: &str) -> Option<&Value> {
		match self.values(name, datatype)? {
			[value] => Some(value),
			_ => None,
		}
	}
}

fn outputs(run: &Run, bytes: &[u8]) -> Result<Outputs, Problem> {
	let body: Body = serde_json::from_slice(bytes).map_err(|_| Problem::Unreadable)?;
	if body.id != run.id() || body.model_version != hex::encode(run.model.as_bytes()) {
		return Err(Problem::Mismatch);
	}
	Ok(Outputs(body.outputs))
}
