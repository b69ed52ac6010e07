//! Namespace `provenance_`: the claims of a digest, their attestations and their lineage.

#[cfg(test)]
mod tests;

use super::{
	attestation::{self, record_proves},
	view::{self, Views},
};
use atelier_primitives::{provenance::ArtifactKind, Digest};
use atelier_runtime::{AccountId, BlockNumber, Hash, Runtime};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use pallet_provenance::{
	types::{Attestor, ClaimDetails, GenerationRecord, Prompt, Relation, Standing, Status, Verification},
	VerifyViewFunction,
};
use serde::Serialize;

/// Methods of the namespace.
#[rpc(server, namespace = "provenance")]
pub trait ProvenanceApi {
	/// Claims of the artifact with this digest by precedence, with attestations, records and revoked ancestors.
	///
	/// No claims: nobody on this chain says to have made it. `digest` is written `sha256:…`. Errors: a malformed
	/// digest; [`view::UNAVAILABLE`].
	#[method(name = "verify", blocking)]
	fn verify(&self, digest: String, at: Option<Hash>) -> RpcResult<VerificationJson>;
}

/// Handler of the namespace: answers by view functions.
pub struct Provenance(pub Views);

impl ProvenanceApiServer for Provenance {
	fn verify(&self, digest: String, at: Option<Hash>) -> RpcResult<VerificationJson> {
		let digest = view::digest(&digest)?;
		let found = self.0.call(self.0.at(at), VerifyViewFunction::<Runtime>::new(digest))?;
		Ok(VerificationJson::new(digest, found))
	}
}

/// Verification: all that is known of an artifact.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerificationJson {
	digest: String,
	/// At least one account claims it.
	known: bool,
	/// By precedence.
	claims: Vec<ClaimJson>,
	/// Account entitled to its income, if that is settled.
	entitled: Option<AccountId>,
	/// Standing of the artifact.
	standing: StandingJson,
	/// Revoked claims above these, the nearest first.
	revoked_above: Vec<RevokedJson>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ClaimJson {
	owner: AccountId,
	kind: KindJson,
	/// The block that precedence counts from.
	since: BlockNumber,
	registered: BlockNumber,
	/// A commitment came before the registration.
	committed: bool,
	manifest_hash: Option<String>,
	attestation: Option<AttestationJson>,
	/// Proof value of the claim, as a sentence.
	proves: &'static str,
	status: StatusJson,
	/// Reason of a revocation.
	reason: Option<String>,
	/// An IP asset was minted of the claim, which goes with that.
	pinned: bool,
	/// Block in which it settles, if it is the first that stands then, neither opposed nor contested.
	settles_at: BlockNumber,
	settled: bool,
	/// A claim that stands contests it: only a verdict settles it, or that the other goes.
	contested: bool,
	/// Open oppositions.
	oppositions: Vec<OppositionJson>,
	/// Block from which anybody may end them without a verdict.
	oppositions_end_at: Option<BlockNumber>,
	made_from: Vec<EdgeJson>,
	record: Option<RecordJson>,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum StandingJson {
	/// Nobody claims it.
	Unclaimed,
	/// The first claim is not settled, or contested.
	Open,
	/// Somebody is entitled to its income.
	Entitled,
	/// The claim that was entitled went: nothing of it is for use.
	Closed,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OppositionJson {
	opponent: AccountId,
	/// Block in which it was made: a verdict names up to which block it heard.
	block: BlockNumber,
	/// Hash of the evidence.
	evidence: String,
	bond: String,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum KindJson {
	Model,
	Adapter,
	Dataset,
	Work,
	Component,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum StatusJson {
	Active,
	Deprecated,
	Revoked,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AttestationJson {
	by: AttestorJson,
	block: BlockNumber,
	note: String,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum AttestorJson {
	Arbiter,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct EdgeJson {
	parent: String,
	/// Owner of the parent's claim that is meant.
	owner: AccountId,
	relation: RelationJson,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum RelationJson {
	BaseModel,
	Adapter,
	Dataset,
	Merge,
	Quantization,
	Input,
	Derivation,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
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
	/// `null`: nobody attests the record.
	attestation: Option<attestation::AttestationJson>,
	/// Engine that ran the model, if it is told.
	engine: Option<EngineJson>,
	/// Fields of later conventions, by number.
	extra: Vec<ExtraJson>,
	/// Proof value of the record, as a sentence.
	proves: &'static str,
	human: Option<HumanJson>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct EngineJson {
	name: String,
	version: u32,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ExtraJson {
	field: u8,
	value: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
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
			standing: match found.standing {
				Standing::Unclaimed => StandingJson::Unclaimed,
				Standing::Open(_) => StandingJson::Open,
				Standing::Entitled(_) => StandingJson::Entitled,
				Standing::Closed => StandingJson::Closed,
			},
			revoked_above: found
				.revoked_above
				.into_iter()
				.map(|(digest, owner)| RevokedJson { digest: digest.to_string(), owner })
				.collect(),
		}
	}
}

impl From<ArtifactKind> for KindJson {
	fn from(kind: ArtifactKind) -> Self {
		match kind {
			ArtifactKind::Model => Self::Model,
			ArtifactKind::Adapter => Self::Adapter,
			ArtifactKind::Dataset => Self::Dataset,
			ArtifactKind::Work => Self::Work,
			ArtifactKind::Component => Self::Component,
		}
	}
}

impl From<Attestor> for AttestorJson {
	fn from(attestor: Attestor) -> Self {
		match attestor {
			Attestor::Arbiter => Self::Arbiter,
		}
	}
}

impl From<Relation> for RelationJson {
	fn from(relation: Relation) -> Self {
		match relation {
			Relation::BaseModel => Self::BaseModel,
			Relation::Adapter => Self::Adapter,
			Relation::Dataset => Self::Dataset,
			Relation::Merge => Self::Merge,
			Relation::Quantization => Self::Quantization,
			Relation::Input => Self::Input,
			Relation::Derivation => Self::Derivation,
		}
	}
}

impl From<ClaimDetails<AccountId, BlockNumber>> for ClaimJson {
	fn from(details: ClaimDetails<AccountId, BlockNumber>) -> Self {
		let ClaimDetails { claim, edges, record, hearing, contested, settled } = details;
		let oppositions_end_at = hearing.as_ref().map(|hearing| hearing.ends_at);
		let oppositions =
			hearing.into_iter().flat_map(|hearing| hearing.oppositions).map(|opposition| OppositionJson {
				opponent: opposition.opponent,
				block: opposition.block,
				evidence: view::hex(&opposition.evidence),
				bond: opposition.bond.to_string(),
			});
		let (status, reason) = match claim.status {
			Status::Active => (StatusJson::Active, None),
			Status::Deprecated => (StatusJson::Deprecated, None),
			Status::Revoked { reason } => (StatusJson::Revoked, Some(view::text(&reason))),
		};
		let by = claim.attestation.as_ref().map(|attestation| AttestorJson::from(attestation.by));
		Self {
			proves: match by {
				Some(AttestorJson::Arbiter) => "the arbiter of the chain found the claim to be true",
				None => "only that the owner made this claim in this block: nobody vouches for it",
			},
			owner: claim.owner,
			kind: claim.kind.into(),
			since: claim.since,
			registered: claim.registered,
			committed: claim.committed,
			manifest_hash: claim.manifest_hash.map(|hash| view::hex(&hash)),
			attestation: claim.attestation.map(|attestation| AttestationJson {
				by: attestation.by.into(),
				block: attestation.block,
				note: view::hex(&attestation.note),
			}),
			status,
			reason,
			pinned: claim.pinned,
			settles_at: claim.settlement.settles_at,
			settled,
			contested,
			oppositions: oppositions.collect(),
			oppositions_end_at,
			made_from: edges
				.into_iter()
				.map(|edge| EdgeJson {
					parent: edge.parent.to_string(),
					owner: edge.owner,
					relation: edge.relation.into(),
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
			proves: record_proves(&attestation),
			attestation: attestation::AttestationJson::of(attestation),
			engine: generation
				.engine
				.map(|engine| EngineJson { name: view::text(&engine.name), version: engine.version }),
			extra: generation
				.extra
				.iter()
				.map(|(field, value)| ExtraJson { field: *field, value: view::hex(value) })
				.collect(),
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
