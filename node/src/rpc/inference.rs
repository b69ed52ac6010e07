//! Namespace `inference_`: jobs, subscriptions to their state, and attested outputs.

use super::{
	job::JobJson,
	view::{self, Views},
};
use crate::client::FullClient;
use atelier_primitives::{jobs::JobHash, Digest};
use atelier_runtime::{Hash, Runtime};
use futures::{future::ready, StreamExt};
use jsonrpsee::{
	core::{async_trait, RpcResult, SubscriptionResult},
	proc_macros::rpc,
	types::ErrorObjectOwned,
	PendingSubscriptionSink, SubscriptionMessage,
};
use pallet_jobs::{JobDetails, JobViewFunction, OpenJobsViewFunction, OutputOfViewFunction, Phase};
use pallet_provenance::VerifyViewFunction;
use sc_client_api::BlockchainEvents;
use serde::Serialize;
use std::sync::Arc;

/// Methods of the namespace.
#[rpc(server, namespace = "inference")]
pub trait InferenceApi {
	/// A job: order, phase, seats, answer and proof value.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`] if it was canceled, pruned, or never ordered;
	/// [`view::UNAVAILABLE`].
	#[method(name = "job", blocking)]
	fn job(&self, job: String, at: Option<Hash>) -> RpcResult<JobJson>;

	/// Attested output with this digest. The runtime recomputes it, and the node compares digests before it answers.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`] if nothing attested has this digest; [`view::UNAVAILABLE`].
	#[method(name = "output", blocking)]
	fn output(&self, digest: String, at: Option<Hash>) -> RpcResult<OutputJson>;

	/// Subscription to a job: its state now, and again after each best block in which it has changed. Ends with the
	/// job: after the record is written, or the money is back. `null`, and the end, if it is gone.
	///
	/// Errors: malformed parameters.
	#[subscription(name = "subscribeJob" => "jobChanged", unsubscribe = "unsubscribeJob", item = Option<JobJson>)]
	async fn subscribe_job(&self, job: String) -> SubscriptionResult;
}

/// Handler of the namespace: answers by view functions, and again after each best block to subscribers.
pub struct Inference {
	client: Arc<FullClient>,
	views: Views,
}

impl Inference {
	/// Handler for this client's chain.
	pub fn new(client: Arc<FullClient>, views: Views) -> Self {
		Self { client, views }
	}

	/// Attested output, recomputed. Nothing if none has this digest.
	fn attested(&self, digest: Digest, at: Hash) -> Result<Option<Vec<u8>>, ErrorObjectOwned> {
		let claims = self.views.call(at, VerifyViewFunction::<Runtime>::new(digest))?.claims;
		let records = claims.into_iter().filter_map(|claim| claim.record);
		let attested = records.filter(|record| record.attestation.is_attested()).map(|record| record.generation);
		for record in attested.filter(|record| record.outputs.contains(&digest)) {
			let output = OutputOfViewFunction::<Runtime>::new(
				record.model,
				record.adapters,
				record.effective_seed,
				record.parameters,
			);
			if let Some(bytes) = self.views.call(at, output)?.ok().filter(|bytes| is_file(bytes, digest)) {
				return Ok(Some(bytes));
			}
		}
		Ok(None)
	}

	/// Agreed output, recomputed: of a job that is not final yet.
	fn agreed(&self, digest: Digest, at: Hash) -> Result<Option<Vec<u8>>, ErrorObjectOwned> {
		let mut cursor = None;
		loop {
			let page = self.views.call(at, OpenJobsViewFunction::<Runtime>::new(cursor, 64))?;
			let agreed = page.items.into_iter().filter(
				|details| matches!(&details.job.phase, Phase::Agreed { answer, .. } if answer.output() == Some(&digest)),
			);
			// A committee may have agreed on what is the output of another job.
			for JobDetails { order, effective_seed, .. } in agreed {
				let output =
					OutputOfViewFunction::<Runtime>::new(order.model, order.adapters, effective_seed, order.input);
				if let Some(bytes) = self.views.call(at, output)?.ok().filter(|bytes| is_file(bytes, digest)) {
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

fn is_file(bytes: &[u8], digest: Digest) -> bool {
	Digest::Sha2_256(sp_io::hashing::sha2_256(bytes)) == digest
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
			let sentence = format!("there is no job {job}: check its name; it may have been canceled or pruned");
			view::error(view::NOT_FOUND, sentence)
		})
	}

	fn output(&self, digest: String, at: Option<Hash>) -> RpcResult<OutputJson> {
		let (digest, at) = (view::digest(&digest)?, self.views.at(at));
		let bytes = match self.attested(digest, at)? {
			Some(bytes) => Some(bytes),
			None => self.agreed(digest, at)?,
		};
		let bytes = bytes.ok_or_else(|| {
			let sentence =
				format!("no output with the digest {digest} is attested: ask provenance_verify what is known of it");
			view::error(view::NOT_FOUND, sentence)
		})?;
		Ok(OutputJson {
			digest: digest.to_string(),
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

/// Output file with its bytes.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OutputJson {
	digest: String,
	length: usize,
	media_type: &'static str,
	bytes: String,
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, to_value};

	#[test]
	fn output_should_keep_its_names_when_it_is_written() {
		let output =
			OutputJson { digest: "sha256:00".into(), length: 1, media_type: "image/png", bytes: "0x89".into() };
		assert_eq!(
			to_value(output).unwrap(),
			json!({ "digest": "sha256:00", "length": 1, "mediaType": "image/png", "bytes": "0x89" })
		);
	}
}
