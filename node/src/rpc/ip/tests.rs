//! The JSON of the answers of `ip_`, name by name.

use super::*;
use crate::rpc::view::tests::{alice, ALICE};
use serde_json::{json, to_value};

fn asset() -> AssetJson {
	AssetJson {
		ip: "0-7".into(),
		owner: alice(),
		account: alice(),
		creator: alice(),
		collection_creator: alice(),
		provenance: None,
		label: label(ProvenanceLabel::Without),
		metadata: MetadataJson { uri: "ipfs://x".into(), sha256: None, frozen: true },
		minted_at: 3,
		terms: vec![TermsJson { id: "0x01".into(), disabled: false }],
		income: Some(IncomeJson {
			received: "1".into(),
			pending_upstream: "2".into(),
			upstream_rate: "0.05".into(),
			members: 1,
			total_score: "4".into(),
			score_authority: None,
		}),
		listing: Some(ListingJson {
			seller: alice(),
			price: "5".into(),
			expires: None,
			least_price: Some("2".into()),
			gift: "1".into(),
			obstacle: Some(Obstacle::OwnerChanged.into()),
		}),
	}
}

#[test]
fn asset_should_keep_its_names_when_it_is_written() {
	assert_eq!(
		to_value(asset()).unwrap(),
		json!({
			"ip": "0-7",
			"owner": ALICE,
			"account": ALICE,
			"creator": ALICE,
			"collectionCreator": ALICE,
			"provenance": null,
			"label": "minted without provenance",
			"metadata": { "uri": "ipfs://x", "sha256": null, "frozen": true },
			"mintedAt": 3,
			"terms": [{ "id": "0x01", "disabled": false }],
			"income": {
				"received": "1", "pendingUpstream": "2", "upstreamRate": "0.05", "members": 1, "totalScore": "4",
				"scoreAuthority": null,
			},
			"listing": {
				"seller": ALICE,
				"price": "5",
				"expires": null,
				"leastPrice": "2",
				"gift": "1",
				"obstacle": "ownerChanged",
			},
		})
	);
}

#[test]
fn obstacle_should_keep_its_name_when_it_is_written() {
	for (obstacle, name) in [
		(Obstacle::Expired, "expired"),
		(Obstacle::OwnerChanged, "ownerChanged"),
		(Obstacle::NonCommercial, "nonCommercial"),
		(Obstacle::RevisionMismatch, "revisionMismatch"),
		(Obstacle::IncomeWorse, "incomeWorse"),
	] {
		assert_eq!(to_value(ObstacleJson::from(obstacle)).unwrap(), json!(name));
	}
}

#[test]
fn label_should_name_the_kind_when_the_creator_claims_it() {
	for (kind, noun) in [
		(ArtifactKind::Model, "model"),
		(ArtifactKind::Adapter, "adapter"),
		(ArtifactKind::Dataset, "dataset"),
		(ArtifactKind::Work, "work"),
		(ArtifactKind::Component, "component"),
	] {
		assert_eq!(label(ProvenanceLabel::Claimed(kind)), format!("its creator claims this {noun}"));
		assert_eq!(
			label(ProvenanceLabel::Entitled(kind)),
			format!("its creator claims this {noun} and is entitled to its income")
		);
	}
	assert_eq!(label(ProvenanceLabel::Withdrawn), "its creator withdrew the claim");
}

#[test]
fn lineage_should_keep_its_names_when_it_is_written() {
	let lineage = LineageJson {
		ip: "0-7".into(),
		expires: Some(9),
		parents: vec![ParentJson {
			ip: "0-1".into(),
			terms: "0x01".into(),
			rate: "0.1".into(),
			attribution: true,
			commercial_attribution: false,
		}],
		total_rate: "0.1".into(),
		ancestors: PageJson {
			items: vec![AncestorJson { ip: "0-1".into(), rate: "0.1".into() }],
			next: Some("0-1".into()),
		},
		children: PageJson { items: vec!["0-8".into()], next: None },
	};
	assert_eq!(
		to_value(lineage).unwrap(),
		json!({
			"ip": "0-7",
			"expires": 9,
			"parents": [{
				"ip": "0-1", "terms": "0x01", "rate": "0.1", "attribution": true, "commercialAttribution": false,
			}],
			"totalRate": "0.1",
			"ancestors": { "items": [{ "ip": "0-1", "rate": "0.1" }], "next": "0-1" },
			"children": { "items": ["0-8"], "next": null },
		})
	);
}

#[test]
fn license_quote_should_keep_its_names_when_it_is_written() {
	let quote = LicenseQuoteJson { fee: "1".into(), share: "0.05".into(), total_share: "0.1".into(), expires: None };
	assert_eq!(to_value(quote).unwrap(), json!({ "fee": "1", "share": "0.05", "totalShare": "0.1", "expires": null }));
}
