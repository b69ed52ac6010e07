//! `provenance_*`: what a digest names, who claims it, and what that is worth.

use super::view::{self, Views};
use atelier_primitives::Digest;
use atelier_runtime::{AccountId, BlockNumber, Hash, Runtime};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use pallet_provenance::{
	types::{Attestation, ClaimDetails, GenerationRecord, Prompt, Status, Verification},
	VerifyViewFunction,
};
use serde::Serialize;

/// The methods.
#[rpc(server, namespace = "provenance")]
pub trait ProvenanceApi {
	/// Who claims the artifact with this digest, since when, how that is attested, and what above it was revoked.
	///
	/// No claims: nobody on this chain says to have made it. `digest` is written `sha256:…`. Errors: a malformed
	/// digest; [`view::UNAVAILABLE`].
	#[method(name = "verify", blocking)]
	fn verify(&self, digest: String, at: Option<Hash>) -> RpcResult<VerificationJson>;
}

/// Answers from the runtime.
pub struct Provenance(pub Views);

impl ProvenanceApiServer for Provenance {
	fn verify(&self, digest: String, at: Option<Hash>) -> RpcResult<VerificationJson> {
		let digest = view::digest(&digest)?;
		let found = self.0.call(self.0.at(at), VerifyViewFunction::<Runtime>::new(digest))?;
		Ok(VerificationJson::new(digest, found))
	}
}

/// All that is known of an artifact.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerificationJson {
	digest: String,
	/// Whether anybody claims it.
	known: bool,
	/// By precedence.
	claims: Vec<ClaimJson>,
	/// Who is entitled to its income, if that is settled.
	entitled: Option<AccountId>,
	/// The claims above these that were revoked, the nearest first.
	revoked_above: Vec<RevokedJson>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ClaimJson {
	owner: AccountId,
	kind: String,
	/// The block that precedence counts from.
	since: BlockNumber,
	registered: BlockNumber,
	/// Whether a commitment came first.
	committed: bool,
	manifest_hash: Option<String>,
	attestation: Option<AttestationJson>,
	/// What the attestation proves, as a sentence.
	proves: &'static str,
	status: &'static str,
	reason: Option<String>,
	made_from: Vec<EdgeJson>,
	record: Option<RecordJson>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AttestationJson {
	by: String,
	block: BlockNumber,
	note: String,
}

#[derive(Clone, Debug, Serialize)]
struct EdgeJson {
	parent: String,
	/// Whose claim of the parent is meant.
	owner: AccountId,
	relation: String,
}

#[derive(Clone, Debug, Serialize)]
struct RevokedJson {
	digest: String,
	owner: AccountId,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RecordJson {
	model: String,
	adapters: Vec<String>,
	effective_seed: String,
	parameters: String,
	prompt: Option<String>,
	prompt_commitment: Option<String>,
	outputs: Vec<String>,
	c2pa_manifest: Option<String>,
	iscc: Vec<String>,
	/// Nothing: the record is a claim.
	attestation: Option<InferenceJson>,
	/// What is known, as a sentence.
	proves: &'static str,
	human: Option<HumanJson>,
}

#[derive(Clone, Debug, Serialize)]
struct InferenceJson {
	job: String,
	class: String,
	n: u16,
	m: u16,
	stake: String,
	/// For how many blocks the result could be challenged.
	window: u32,
}

#[derive(Clone, Debug, Serialize)]
struct HumanJson {
	account: AccountId,
	directed: bool,
	selected: bool,
	edited: bool,
	note: String,
}

impl VerificationJson {
	fn new(digest: Digest, found: Verification<AccountId, BlockNumber>) -> Self {
		Self {
			digest: digest.to_string(),
			known: !found.claims.is_empty(),
			claims: found.claims.into_iter().map(Into::into).collect(),
			entitled: found.entitled,
			revoked_above: found
				.revoked_above
				.into_iter()
				.map(|(digest, owner)| RevokedJson { digest: digest.to_string(), owner })
				.collect(),
		}
	}
}

impl From<ClaimDetails<AccountId, BlockNumber>> for ClaimJson {
	fn from(ClaimDetails { claim, edges, record }: ClaimDetails<AccountId, BlockNumber>) -> Self {
		let (status, reason) = match claim.status {
			Status::Active => ("active", None),
			Status::Deprecated => ("deprecated", None),
			Status::Revoked { reason } => ("revoked", Some(view::text(&reason))),
		};
		Self {
			proves: match claim.attestation {
				Some(_) => "the arbiter of the chain found the claim to be true",
				None => "only that the owner made this claim in this block: nobody vouches for it",
			},
			owner: claim.owner,
			kind: format!("{:?}", claim.kind).to_lowercase(),
			since: claim.since,
			registered: claim.registered,
			committed: claim.committed,
			manifest_hash: claim.manifest_hash.map(|hash| view::hex(&hash)),
			attestation: claim.attestation.map(|attestation| AttestationJson {
				by: format!("{:?}", attestation.by).to_lowercase(),
				block: attestation.block,
				note: view::hex(&attestation.note),
			}),
			status,
			reason,
			made_from: edges
				.into_iter()
				.map(|edge| EdgeJson {
					parent: edge.parent.to_string(),
					owner: edge.owner,
					relation: format!("{:?}", edge.relation),
				})
				.collect(),
			record: record.map(Into::into),
		}
	}
}

impl From<GenerationRecord<AccountId>> for RecordJson {
	fn from(GenerationRecord { generation, attestation, human }: GenerationRecord<AccountId>) -> Self {
		let (prompt, prompt_commitment) = match generation.prompt {
			Prompt::None => (None, None),
			Prompt::Plain(prompt) => (Some(view::text(&prompt)), None),
			Prompt::Commitment(hash) => (None, Some(view::hex(&hash))),
		};
		let written = |digests: &[Digest]| digests.iter().map(ToString::to_string).collect();
		Self {
			model: generation.model.to_string(),
			adapters: written(&generation.adapters),
			effective_seed: view::hex(&generation.effective_seed),
			parameters: view::hex(&generation.parameters),
			prompt,
			prompt_commitment,
			outputs: written(&generation.outputs),
			c2pa_manifest: generation.c2pa_manifest.map(|hash| view::hex(&hash)),
			iscc: generation.iscc.iter().map(|code| view::text(code)).collect(),
			proves: match attestation {
				Attestation::None => "nothing: it is what the owner says",
				Attestation::Inference { .. } => "that workers with this stake ran the model and agreed on the output",
			},
			attestation: match attestation {
				Attestation::None => None,
				Attestation::Inference { job, class, n, m, stake, window } => Some(InferenceJson {
					job: view::hex(&job),
					class: format!("{class:?}"),
					n,
					m,
					stake: stake.to_string(),
					window,
				}),
			},
			human: human.map(|(account, part)| HumanJson {
				account,
				directed: part.directed,
				selected: part.selected,
				edited: part.edited,
				note: view::text(&part.note),
			}),
		}
	}
}
