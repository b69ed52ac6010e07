//! The JSON of `provenance_verify`, name by name.

use super::*;
use crate::rpc::view::tests::{alice, ALICE};
use atelier_primitives::{
	engine::Engine,
	provenance::{Attestation, Committee},
	Deposit,
};
use frame_support::BoundedVec;
use pallet_provenance::types::{Claim, ClaimAttestation, Edge, Generation, Hearing, HumanPart, Opposition, Settlement};
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
		settlement: Settlement::new(28),
		pinned: true,
		published: false,
		deposit: Deposit { who: alice(), amount: 1 },
	}
}

fn written(claim: Claim<AccountId, BlockNumber>) -> serde_json::Value {
	to_value(ClaimJson::from(details(claim))).unwrap()
}

fn details(claim: Claim<AccountId, BlockNumber>) -> ClaimDetails<AccountId, BlockNumber> {
	ClaimDetails { claim, edges: Default::default(), record: None, hearing: None, contested: false, settled: false }
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
	let found = Verification {
		claims: Vec::new(),
		entitled: Some(alice()),
		standing: Standing::Entitled(alice()),
		revoked_above: vec![(digest(9), alice())],
	};
	assert_eq!(
		to_value(VerificationJson::new(digest(1), found)).unwrap(),
		json!({
			"digest": digest(1).to_string(),
			"known": false,
			"claims": [],
			"entitled": ALICE,
			"standing": "entitled",
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
	let opposition = Opposition { opponent: alice(), block: 12, evidence: [7; 32], bond: 10, deposit: 1 };
	let hearing = Hearing { ends_at: 40, oppositions: vec![opposition].try_into().unwrap() };
	let details = ClaimDetails {
		edges: vec![edge].try_into().unwrap(),
		hearing: Some(hearing),
		contested: true,
		..details(claim)
	};
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
			"pinned": true,
			"settlesAt": 28,
			"settled": false,
			"contested": true,
			"oppositions": [{ "opponent": ALICE, "block": 12, "evidence": view::hex(&[7; 32]), "bond": "10" }],
			"oppositionsEndAt": 40,
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

#[test]
fn standing_should_keep_its_name_when_it_is_written() {
	for (standing, name) in [
		(Standing::Unclaimed, "unclaimed"),
		(Standing::Open(alice()), "open"),
		(Standing::Entitled(alice()), "entitled"),
		(Standing::Closed, "closed"),
	] {
		let found = Verification { claims: Vec::new(), entitled: None, standing, revoked_above: Vec::new() };
		assert_eq!(to_value(VerificationJson::new(digest(1), found)).unwrap()["standing"], name);
	}
}
