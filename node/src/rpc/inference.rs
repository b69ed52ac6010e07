//! `inference_*`: jobs, how they go, and what came out.

use super::view::{self, Views};
use crate::service::FullClient;
use atelier_engine::Request;
use atelier_primitives::{
	provenance::{Attestation, AttestationClass},
	Digest,
};
use atelier_runtime::{AccountId, BlockNumber, Hash, Runtime};
use futures::{future::ready, StreamExt};
use jsonrpsee::{
	core::{async_trait, RpcResult, SubscriptionResult},
	proc_macros::rpc,
	types::ErrorObjectOwned,
	PendingSubscriptionSink, SubscriptionMessage,
};
use pallet_inference::{
	Answer, Fault, JobDetails, JobHash, JobViewFunction, OpenJobsViewFunction, OutputOfViewFunction, Phase, Purpose,
	RefundReason, Seat,
};
use pallet_provenance::VerifyViewFunction;
use sc_client_api::BlockchainEvents;
use serde::Serialize;
use std::sync::Arc;

/// The methods.
#[rpc(server, namespace = "inference")]
pub trait InferenceApi {
	/// All about a job.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`] if it was cancelled, pruned, or never ordered;
	/// [`view::UNAVAILABLE`].
	#[method(name = "job", blocking)]
	fn job(&self, job: String, at: Option<Hash>) -> RpcResult<JobJson>;

	/// The file with this root, which workers attested. The chain computes it anew, and the node compares it with the
	/// root before it gives it out.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`] if nothing attested has this root; [`view::UNAVAILABLE`].
	#[method(name = "output", blocking)]
	fn output(&self, root: String, at: Option<Hash>) -> RpcResult<OutputJson>;

	/// The job now, and again after each best block in which it has changed. Ends with the job: after the record is
	/// written, or the money is back. `null`, and the end, if it is gone.
	///
	/// Errors: malformed parameters.
	#[subscription(name = "subscribeJob" => "jobChanged", unsubscribe = "unsubscribeJob", item = Option<JobJson>)]
	async fn subscribe_job(&self, job: String) -> SubscriptionResult;
}

/// Answers from the runtime.
pub struct Inference {
	client: Arc<FullClient>,
	views: Views,
}

impl Inference {
	/// Asks this chain.
	pub fn new(client: Arc<FullClient>, views: Views) -> Self {
		Self { client, views }
	}

	/// An attested output, computed anew. Nothing if none has this root.
	fn attested(&self, root: Digest, at: Hash) -> Result<Option<Vec<u8>>, ErrorObjectOwned> {
		let claims = self.views.call(at, VerifyViewFunction::<Runtime>::new(root))?.claims;
		let records = claims.into_iter().filter_map(|claim| claim.record);
		let attested = records.filter(|record| record.attestation != Attestation::None).map(|record| record.generation);
		for record in attested.filter(|record| record.outputs.contains(&root)) {
			let output = OutputOfViewFunction::<Runtime>::new(
				record.model,
				record.adapters,
				record.effective_seed,
				record.parameters,
			);
			if let Some(bytes) = self.views.call(at, output)?.ok().filter(|bytes| is_root(bytes, root)) {
				return Ok(Some(bytes));
			}
		}
		Ok(None)
	}

	/// As that, of a job that is not final yet.
	fn agreed(&self, root: Digest, at: Hash) -> Result<Option<Vec<u8>>, ErrorObjectOwned> {
		let mut cursor = None;
		loop {
			let page = self.views.call(at, OpenJobsViewFunction::<Runtime>::new(cursor, 64))?;
			let agreed = page
				.items
				.into_iter()
				.filter(|details| matches!(details.job.phase, Phase::Agreed { answer, .. } if answer.root == root));
			// A committee may have agreed on what is the output of another job.
			for JobDetails { order, effective_seed, .. } in agreed {
				let output =
					OutputOfViewFunction::<Runtime>::new(order.model, order.adapters, effective_seed, order.input);
				if let Some(bytes) = self.views.call(at, output)?.ok().filter(|bytes| is_root(bytes, root)) {
					return Ok(Some(bytes));
				}
			}
			cursor = page.next;
			if cursor.is_none() {
				return Ok(None);
			}
		}
	}
}

fn is_root(bytes: &[u8], root: Digest) -> bool {
	Digest::Sha2_256(sp_io::hashing::sha2_256(bytes)) == root
}

fn job_hash(text: &str) -> Result<JobHash, ErrorObjectOwned> {
	view::hash(text).map(|hash| hash.0)
}

fn find(views: &Views, job: JobHash, at: Hash) -> Result<Option<JobJson>, ErrorObjectOwned> {
	Ok(views.call(at, JobViewFunction::<Runtime>::new(job))?.map(JobJson::from))
}

#[async_trait]
impl InferenceApiServer for Inference {
	fn job(&self, job: String, at: Option<Hash>) -> RpcResult<JobJson> {
		let hash = job_hash(&job)?;
		find(&self.views, hash, self.views.at(at))?.ok_or_else(|| {
			let sentence = format!("there is no job {job}: check its name; it may have been cancelled or pruned");
			view::error(view::NOT_FOUND, sentence)
		})
	}

	fn output(&self, root: String, at: Option<Hash>) -> RpcResult<OutputJson> {
		let (digest, at) = (view::digest(&root)?, self.views.at(at));
		let bytes = match self.attested(digest, at)? {
			Some(bytes) => Some(bytes),
			None => self.agreed(digest, at)?,
		};
		let bytes = bytes.ok_or_else(|| {
			let sentence =
				format!("no output with the root {root} is attested: ask provenance_verify what is known of it");
			view::error(view::NOT_FOUND, sentence)
		})?;
		Ok(OutputJson {
			root: digest.to_string(),
			length: bytes.len(),
			media_type: "image/png",
			bytes: view::hex(&bytes),
		})
	}

	async fn subscribe_job(&self, pending: PendingSubscriptionSink, job: String) -> SubscriptionResult {
		let hash = match job_hash(&job) {
			Ok(hash) => hash,
			Err(error) => {
				pending.reject(error).await;
				return Ok(());
			}
		};
		// Before the first look, so that no block is missed.
		let mut blocks = self.client.import_notification_stream().filter(|block| ready(block.is_new_best));
		let sink = pending.accept().await?;
		let mut shown = None;
		let mut at = self.views.at(None);
		loop {
			let views = self.views.clone();
			let found = tokio::task::spawn_blocking(move || find(&views, hash, at)).await??;
			let is_over = found.as_ref().is_none_or(JobJson::is_over);
			if shown.as_ref() != Some(&found) {
				sink.send(SubscriptionMessage::from_json(&found)?).await?;
				shown = Some(found);
			}
			if is_over {
				return Ok(());
			}
			tokio::select! {
				_ = sink.closed() => return Ok(()),
				block = blocks.next() => match block {
					Some(block) => at = block.hash,
					None => return Ok(()),
				},
			}
		}
	}
}

/// An output, with its bytes.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OutputJson {
	root: String,
	length: usize,
	media_type: &'static str,
	bytes: String,
}

/// All about a job.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JobJson {
	job: String,
	requester: AccountId,
	nonce: u64,
	requested_at: BlockNumber,
	model: String,
	adapters: Vec<String>,
	class: &'static str,
	input: String,
	/// The input, if it asks the engine for a picture.
	request: Option<RequestJson>,
	seed: String,
	effective_seed: String,
	max_output: u32,
	output_length: u32,
	cost: String,
	price: String,
	n: u8,
	m: u8,
	pass: Option<u32>,
	purpose: PurposeJson,
	phase: &'static str,
	round: u8,
	due: BlockNumber,
	answer: Option<AnswerJson>,
	agreed_at: Option<BlockNumber>,
	seats: Vec<SeatJson>,
	escrow: Option<String>,
	deposit: String,
	recorded: bool,
	used: bool,
	refund_reason: Option<&'static str>,
	proves: ProvesJson,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct RequestJson {
	prompt: String,
	width: u16,
	height: u16,
	zoom: u8,
	guidance: u8,
	palette: u8,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum PurposeJson {
	Work,
	Trait { ip: String, key: String },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct AnswerJson {
	root: String,
	length: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct SeatJson {
	worker: AccountId,
	round: u8,
	exposure: String,
	committed: bool,
	answer: Option<AnswerJson>,
	fault: Option<&'static str>,
}

/// What the attestation is worth, beside what it is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct ProvesJson {
	class: &'static str,
	n: u8,
	m: u8,
	/// What those that gave the answer had at stake together. Nothing before it is final.
	stake: Option<String>,
	/// For how many blocks the answer could be challenged. Nothing before it is final.
	window: Option<u32>,
	sentence: &'static str,
}

fn class(class: AttestationClass) -> &'static str {
	match class {
		AttestationClass::BitExact => "bitExact",
		AttestationClass::Similar => "similar",
		AttestationClass::NonDeterministic => "nonDeterministic",
	}
}

impl From<Answer> for AnswerJson {
	fn from(answer: Answer) -> Self {
		Self { root: answer.root.to_string(), length: answer.length }
	}
}

impl From<Seat<AccountId>> for SeatJson {
	fn from(seat: Seat<AccountId>) -> Self {
		Self {
			worker: seat.worker,
			round: seat.round,
			exposure: seat.exposure.to_string(),
			committed: seat.commitment.is_some(),
			answer: seat.answer.map(Into::into),
			fault: seat.fault.map(|fault| match fault {
				Fault::NoCommit => "noCommit",
				Fault::NoReveal => "noReveal",
				Fault::Wrong => "wrong",
			}),
		}
	}
}

impl JobJson {
	/// Whether it will not change any more without somebody asking for it.
	fn is_over(&self) -> bool {
		self.phase == "finalized" || self.phase == "refunded"
	}
}

impl From<JobDetails<AccountId, BlockNumber>> for JobJson {
	fn from(JobDetails { hash, order, effective_seed, job }: JobDetails<AccountId, BlockNumber>) -> Self {
		let (phase, sentence) = match &job.phase {
			Phase::Requested => ("requested", "nothing yet: no workers are assigned"),
			Phase::Committing => ("committing", "nothing yet: the workers run the model"),
			Phase::Revealing => ("revealing", "nothing yet: the workers tell what came out"),
			Phase::Agreed { .. } => ("agreed", "that enough workers gave this answer; anybody can still challenge it"),
			Phase::Reassigned => {
				("reassigned", "nothing yet: the workers failed or disagreed, others will be assigned")
			}
			Phase::Finalized { .. } => (
				"finalized",
				"that workers with this stake agreed on the output, and nobody proved them wrong in this many blocks \
				 though anybody could have by running the model again",
			),
			Phase::Refunded { .. } => ("refunded", "nothing: there is no output, and the requester has the money back"),
		};
		let (answer, agreed_at) = match job.phase {
			Phase::Agreed { answer, at } => (Some(answer), Some(at)),
			Phase::Finalized { answer, .. } => (Some(answer), None),
			_ => (None, None),
		};
		let (stake, window, recorded, used) = match job.phase {
			Phase::Finalized { stake, window, recorded, used, .. } => (Some(stake), Some(window), recorded, used),
			_ => (None, None, false, false),
		};
		Self {
			job: view::hex(&hash),
			requester: job.requester,
			nonce: job.nonce,
			requested_at: job.requested_at,
			model: order.model.to_string(),
			adapters: order.adapters.iter().map(ToString::to_string).collect(),
			class: class(order.class),
			input: view::hex(&order.input),
			request: Request::read(&order.input).ok().map(|request| RequestJson {
				prompt: request.prompt,
				width: request.width,
				height: request.height,
				zoom: request.zoom,
				guidance: request.guidance,
				palette: request.palette,
			}),
			seed: view::hex(&order.seed),
			effective_seed: view::hex(&effective_seed),
			max_output: order.max_output,
			output_length: job.prepared.output_length,
			cost: job.prepared.cost.to_string(),
			price: job.price.to_string(),
			n: job.n,
			m: job.m,
			pass: order.pass,
			purpose: match order.purpose {
				Purpose::Work => PurposeJson::Work,
				Purpose::Trait { ip, key } => PurposeJson::Trait { ip: ip.to_string(), key: view::text(&key) },
			},
			phase,
			round: job.round,
			due: job.due,
			answer: answer.map(Into::into),
			agreed_at,
			seats: job.seats.into_iter().map(Into::into).collect(),
			escrow: job.escrow.map(|escrow| escrow.held.amount.to_string()),
			deposit: job.deposit.amount.to_string(),
			recorded,
			used,
			refund_reason: match job.phase {
				Phase::Refunded { reason } => Some(match reason {
					RefundReason::NoWorkers => "noWorkers",
					RefundReason::NoAgreement => "noAgreement",
					RefundReason::NoRandomness => "noRandomness",
				}),
				_ => None,
			},
			proves: ProvesJson {
				class: class(order.class),
				n: job.n,
				m: job.m,
				stake: stake.map(|stake| stake.to_string()),
				window,
				sentence,
			},
		}
	}
}
