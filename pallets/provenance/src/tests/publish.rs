use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::{
	provenance::{ArtifactKind, ClaimRegister},
	Digest,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchResult, TokenError};

fn publish(n: u8, artifact: u16, kind: ArtifactKind, base: Option<u16>) -> DispatchResult {
	Provenance::register_published(&account(n), &digest(artifact), kind, [4; 32], base.map(digest))
}

#[test]
fn publisher_should_claim_the_model_when_it_is_published() {
	build_and_execute(|| {
		run_to(5);
		assert_ok!(publish(0, 1, ArtifactKind::Model, None));
		let claim = claim(1, 0);
		assert_eq!((claim.kind, claim.since, claim.registered), (ArtifactKind::Model, 5, 5));
		assert_eq!(claim.manifest_hash, Some([4; 32]));
		assert_eq!(held(0), (claim.deposit.amount, 0));
		run_for(OPPOSITION_PERIOD);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn adapter_should_name_the_first_claim_of_its_base_that_stands_when_it_is_published() {
	build_and_execute(|| {
		for n in 0..3 {
			assert_ok!(register(n, model(1)));
		}
		revoke(0, 1);
		assert_ok!(publish(5, 2, ArtifactKind::Adapter, Some(1)));
		assert_eq!(Edges::<Test>::get(digest(2), account(5)).into_inner(), [edge_to(1, 1, Relation::BaseModel)]);
		assert_eq!(children(1, 1), 1);
	});
}

#[test]
fn adapter_should_be_claimed_without_an_edge_when_nobody_claims_its_base_or_that_has_no_room_below() {
	build_and_execute(|| {
		assert_ok!(publish(5, 2, ArtifactKind::Adapter, Some(1)));
		assert!(Edges::<Test>::get(digest(2), account(5)).is_empty());
		assert_ok!(register(0, component(100, &[])));
		for n in 101..132 {
			assert_ok!(register(0, component(n, &[n - 1])));
		}
		assert_ok!(register(0, component(3, &[131])));
		assert_ok!(publish(5, 4, ArtifactKind::Adapter, Some(3)));
		assert!(Edges::<Test>::get(digest(4), account(5)).is_empty());
	});
}

#[test]
fn publication_should_change_nothing_when_the_publisher_has_a_claim_already() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(0, component(3, &[1])));
		let before = Claim { published: true, ..claim(1, 0) };
		assert_ok!(publish(0, 1, ArtifactKind::Model, None));
		assert_eq!(claim(1, 0), before);
		assert_ok!(remove(1, 0));
		assert_ok!(publish(0, 1, ArtifactKind::Model, None));
		assert!(owners(1).is_empty());
	});
}

#[test]
fn publication_should_fail_and_change_nothing_when_there_is_no_room_or_no_deposit() {
	build_and_execute(|| {
		assert_noop!(publish(ACCOUNTS, 1, ArtifactKind::Model, None), TokenError::FundsUnavailable);
		for n in 0..8 {
			assert_ok!(register(n, model(1)));
		}
		assert_noop!(publish(8, 1, ArtifactKind::Model, None), Error::<Test>::MaxClaimsExceeded);
		let other = Digest::Blake2_256([1; 32]);
		let call = Provenance::register_published(&account(8), &other, ArtifactKind::Model, [4; 32], None);
		assert_eq!(call, Err(Error::<Test>::AlgorithmMismatch.into()));
	});
}
