//! Namespace `provenance_`: the claims of a digest, their attestations and their lineage.

use super::{
	attestation::{self, record_proves},
	view::{self, Views},
};
use atelier_primitives::{provenance::ArtifactKind, Digest};
use atelier_runtime::{AccountId, BlockNumber, Hash, Runtime};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use pallet_provenance::{
	types::{Attestor, ClaimDetails, GenerationRecord, Prompt, Relation, Status, Verification},
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
	made_from: Vec<EdgeJson>,
	record: Option<RecordJson>,
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
	fn from(ClaimDetails { claim, edges, record }: ClaimDetails<AccountId, BlockNumber>) -> Self {
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

#[cfg(test)]
mod tests {
	use super::*;
	use crate::rpc::view::tests::{alice, ALICE};
	use atelier_primitives::Deposit;
	use atelier_primitives::{
		engine::Engine,
		provenance::{Attestation, Committee},
	};
	use frame_support::BoundedVec;
	use pallet_provenance::types::{Claim, ClaimAttestation, Edge, Generation, HumanPart};
	use serde_json::{json, to_value};

	fn digest(byte: u8) -> Digest {
		Digest::Sha2_256([byte; 32])
	}

	fn claim(status: Status) -> Claim<AccountId, BlockNumber> {
		Claim {
			owner: alice(),
			kind: ArtifactKind::Work,
			since: 7,
			registered: 8,
			arrival: 0,
			committed: true,
			manifest_hash: None,
			attestation: None,
			status,
			deposit: Deposit { who: alice(), amount: 1 },
		}
	}

	fn written(claim: Claim<AccountId, BlockNumber>) -> serde_json::Value {
		to_value(ClaimJson::from(ClaimDetails { claim, edges: Default::default(), record: None })).unwrap()
	}

	fn record(attestation: Attestation, prompt: Prompt) -> GenerationRecord<AccountId> {
		let part =
			HumanPart { directed: true, selected: false, edited: true, note: b"by hand".to_vec().try_into().unwrap() };
		GenerationRecord {
			generation: Generation {
				model: digest(2),
				adapters: vec![digest(3)].try_into().unwrap(),
				effective_seed: [4; 32],
				parameters: vec![0, 1].try_into().unwrap(),
				prompt,
				outputs: vec![digest(5)].try_into().unwrap(),
				c2pa_manifest: Some([6; 32]),
				iscc: BoundedVec::truncate_from(vec![b"ISCC:A".to_vec().try_into().unwrap()]),
				engine: Some(Engine { name: BoundedVec::truncate_from(b"toy".to_vec()), version: 2 }),
				extra: BoundedVec::truncate_from(vec![(1, BoundedVec::truncate_from(vec![0xab]))]),
			},
			attestation,
			human: Some((alice(), part)),
		}
	}

	#[test]
	fn verification_should_keep_its_names_when_it_is_written() {
		let found =
			Verification { claims: Vec::new(), entitled: Some(alice()), revoked_above: vec![(digest(9), alice())] };
		assert_eq!(
			to_value(VerificationJson::new(digest(1), found)).unwrap(),
			json!({
				"digest": digest(1).to_string(),
				"known": false,
				"claims": [],
				"entitled": ALICE,
				"revokedAbove": [{ "digest": digest(9).to_string(), "owner": ALICE }],
			})
		);
	}

	#[test]
	fn claim_should_keep_its_names_when_it_is_written() {
		let attestation = ClaimAttestation { by: Attestor::Arbiter, block: 9, note: [2; 32] };
		let claim = Claim {
			manifest_hash: Some([3; 32]),
			attestation: Some(attestation),
			..claim(Status::Revoked { reason: b"stolen".to_vec().try_into().unwrap() })
		};
		let edge = Edge { parent: digest(4), owner: alice(), relation: Relation::BaseModel };
		let details = ClaimDetails { claim, edges: vec![edge].try_into().unwrap(), record: None };
		assert_eq!(
			to_value(ClaimJson::from(details)).unwrap(),
			json!({
				"owner": ALICE,
				"kind": "work",
				"since": 7,
				"registered": 8,
				"committed": true,
				"manifestHash": view::hex(&[3; 32]),
				"attestation": { "by": "arbiter", "block": 9, "note": view::hex(&[2; 32]) },
				"proves": "the arbiter of the chain found the claim to be true",
				"status": "revoked",
				"reason": "stolen",
				"madeFrom": [{ "parent": digest(4).to_string(), "owner": ALICE, "relation": "baseModel" }],
				"record": null,
			})
		);
	}

	#[test]
	fn kind_should_keep_its_name_when_it_is_written() {
		for (kind, name) in [
			(ArtifactKind::Model, "model"),
			(ArtifactKind::Adapter, "adapter"),
			(ArtifactKind::Dataset, "dataset"),
			(ArtifactKind::Work, "work"),
			(ArtifactKind::Component, "component"),
		] {
			assert_eq!(written(Claim { kind, ..claim(Status::Active) })["kind"], name);
		}
	}

	#[test]
	fn status_should_keep_its_name_when_it_is_written() {
		for (status, name) in [
			(Status::Active, "active"),
			(Status::Deprecated, "deprecated"),
			(Status::Revoked { reason: Default::default() }, "revoked"),
		] {
			assert_eq!(written(claim(status))["status"], name);
		}
	}

	#[test]
	fn claim_should_prove_little_when_nobody_attests_it() {
		let written = written(claim(Status::Active));
		assert_eq!(written["proves"], "only that the owner made this claim in this block: nobody vouches for it");
		assert_eq!([&written["attestation"], &written["reason"]], [&json!(null), &json!(null)]);
	}

	#[test]
	fn relation_should_keep_its_name_when_it_is_written() {
		for (relation, name) in [
			(Relation::BaseModel, "baseModel"),
			(Relation::Adapter, "adapter"),
			(Relation::Dataset, "dataset"),
			(Relation::Merge, "merge"),
			(Relation::Quantization, "quantization"),
			(Relation::Input, "input"),
			(Relation::Derivation, "derivation"),
		] {
			assert_eq!(to_value(RelationJson::from(relation)).unwrap(), json!(name));
		}
	}

	#[test]
	fn record_should_keep_its_names_when_it_is_written() {
		let attestation = Attestation::BitExact(Committee { job: [7; 32], n: 3, m: 2, stake: 12, window: 6 });
		let prompt = Prompt::Plain(b"a harbor".to_vec().try_into().unwrap());
		assert_eq!(
			to_value(RecordJson::from(record(attestation, prompt))).unwrap(),
			json!({
				"model": digest(2).to_string(),
				"adapters": [digest(3).to_string()],
				"effectiveSeed": view::hex(&[4; 32]),
				"parameters": "0x0001",
				"prompt": "a harbor",
				"promptCommitment": null,
				"outputs": [digest(5).to_string()],
				"c2paManifest": view::hex(&[6; 32]),
				"iscc": ["ISCC:A"],
				"engine": { "name": "toy", "version": 2 },
				"extra": [{ "field": 1, "value": "0xab" }],
				"attestation": {
					"job": view::hex(&[7; 32]), "class": "bitExact", "n": 3, "m": 2, "stake": "12", "window": 6,
				},
				"proves": record_proves(&attestation),
				"human": { "account": ALICE, "directed": true, "selected": false, "edited": true, "note": "by hand" },
			})
		);
	}

	#[test]
	fn prompt_should_be_told_apart_from_its_commitment_when_it_is_written() {
		let written = |prompt| to_value(RecordJson::from(record(Attestation::None, prompt))).unwrap();
		let none = written(Prompt::None);
		assert_eq!([&none["prompt"], &none["promptCommitment"], &none["attestation"]], [&json!(null); 3]);
		let committed = written(Prompt::Commitment([8; 32]));
		assert_eq!([&committed["prompt"], &committed["promptCommitment"]], [&json!(null), &json!(view::hex(&[8; 32]))]);
	}
}
