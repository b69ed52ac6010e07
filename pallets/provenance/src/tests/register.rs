use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::{
	provenance::{ArtifactKind, ProvenanceInspect},
	Digest,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, TokenError};

#[test]
fn artifact_should_be_claimed_when_registered() {
	build_and_execute(|| {
		run_to(5);
		assert_ok!(register(3, Registration { manifest_hash: Some([4; 32]), ..model(1) }));
		let claim = Claims::<Test>::get(digest(1)).into_iter().next().unwrap();
		assert_eq!((claim.owner, claim.kind), (account(3), ArtifactKind::Model));
		assert_eq!((claim.since, claim.registered, claim.committed), (5, 5, false));
		assert_eq!((claim.manifest_hash, claim.attestation, claim.status), (Some([4; 32]), None, Status::Active));
		assert_eq!(held(3), (claim.deposit.amount, 0));
		assert_eq!(<Provenance as ProvenanceInspect<_>>::claim(&digest(1), &account(3)), Some(ArtifactKind::Model));
		assert_eq!(<Provenance as ProvenanceInspect<_>>::claim(&digest(1), &account(4)), None);
		System::assert_last_event(
			Event::ClaimRegistered {
				digest: digest(1),
				owner: account(3),
				kind: ArtifactKind::Model,
				since: 5,
				committed: false,
			}
			.into(),
		);
	});
}

#[test]
fn origin_should_be_refused_when_it_does_not_sign() {
	build_and_execute(|| {
		assert_noop!(Provenance::register(RuntimeOrigin::root(), Box::new(model(1))), BadOrigin);
	});
}

#[test]
fn claims_should_stand_in_the_order_of_registration_when_nothing_else_tells_them_apart() {
	build_and_execute(|| {
		for n in [3, 1, 2] {
			assert_ok!(register(n, model(1)));
		}
		run_to(2);
		assert_ok!(register(0, model(1)));
		assert_eq!(owners(1), accounts(&[3, 1, 2, 0]));
	});
}

#[test]
fn claim_should_be_refused_when_its_owner_has_one() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_noop!(register(0, component(1, &[])), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn ninth_claim_should_be_refused_when_it_does_not_precede_the_last() {
	build_and_execute(|| {
		for n in 0..8 {
			assert_ok!(register(n, model(1)));
		}
		assert_noop!(register(8, model(1)), Error::<Test>::MaxClaimsExceeded);
		run_to(2);
		assert_noop!(register(8, model(1)), Error::<Test>::MaxClaimsExceeded);
	});
}

#[test]
fn digest_should_be_refused_when_it_cannot_be_an_openssf_root() {
	build_and_execute(|| {
		let other = Digest::Blake2_256([1; 32]);
		assert_ok!(register(0, model(1)));
		for kind in [ArtifactKind::Model, ArtifactKind::Adapter, ArtifactKind::Dataset] {
			let registration = Registration { digest: other, ..of_kind(kind, 0, &[1], Relation::BaseModel) };
			assert_noop!(register(0, registration), Error::<Test>::AlgorithmMismatch);
		}
	});
}

#[test]
fn file_should_have_no_second_name_when_it_is_hashed_by_another_algorithm() {
	build_and_execute(|| {
		assert_ok!(register(0, component(1, &[])));
		for kind in [ArtifactKind::Work, ArtifactKind::Component] {
			let other = Digest::Blake2_256([1; 32]);
			let registration = Registration { digest: other, ..of_kind(kind, 0, &[], Relation::Input) };
			assert_noop!(register(1, registration), Error::<Test>::AlgorithmMismatch);
		}
	});
}

#[test]
fn adapter_should_be_refused_when_it_does_not_name_one_base_model() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(0, model(2)));
		let adapter = |parents: &[u16], relation| of_kind(ArtifactKind::Adapter, 3, parents, relation);
		for registration in
			[adapter(&[], Relation::BaseModel), adapter(&[1], Relation::Dataset), adapter(&[1, 2], Relation::BaseModel)]
		{
			assert_noop!(register(0, registration), Error::<Test>::BaseModelRequired);
		}
		let edges = vec![edge(1, Relation::BaseModel), edge(2, Relation::Dataset)].try_into().unwrap();
		assert_ok!(register(0, Registration { edges, ..adapter(&[], Relation::BaseModel) }));
	});
}

#[test]
fn edges_should_be_stored_and_counted_when_their_parents_are_registered() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_ok!(register(0, component(2, &[1])));
		assert_ok!(register(0, derived(3, &[(2, 0), (1, 0)])));
		assert_ok!(register(1, derived(3, &[(1, 1)])));
		assert_eq!(Edges::<Test>::get(digest(3), account(0)), component(3, &[2, 1]).edges);
		assert_eq!(Edges::<Test>::get(digest(3), account(1)), derived(3, &[(1, 1)]).edges);
		assert_eq!([(1, 0), (1, 1), (2, 0), (2, 1), (3, 0)].map(|(n, owner)| children(n, owner)), [2, 1, 1, 0, 0]);
	});
}

#[test]
fn edges_should_be_refused_when_a_parent_is_not_registered_or_twice_or_the_child_itself() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_noop!(register(0, component(2, &[1, 9])), Error::<Test>::ParentNotFound);
		assert_noop!(register(0, derived(2, &[(1, 1)])), Error::<Test>::ParentNotFound);
		assert_noop!(register(0, component(2, &[1, 2])), Error::<Test>::SelfReference);
		assert_ok!(register(1, model(1)));
		assert_noop!(register(0, derived(2, &[(1, 0), (1, 1)])), Error::<Test>::DuplicateParent);
		let edges = vec![edge(1, Relation::Input), edge(1, Relation::Dataset)].try_into().unwrap();
		assert_noop!(register(0, Registration { edges, ..component(2, &[]) }), Error::<Test>::DuplicateParent);
	});
}

#[test]
fn edges_should_be_refused_when_a_claim_above_was_made_from_the_artifact() {
	build_and_execute(|| {
		assert_ok!(register(0, component(1, &[])));
		assert_ok!(register(1, component(2, &[1])));
		assert_ok!(register(2, component(2, &[])));
		assert_ok!(register(3, derived(3, &[(2, 1)])));
		assert_ok!(register(4, derived(3, &[(2, 2)])));
		assert_noop!(register(5, derived(1, &[(2, 1)])), Error::<Test>::Cycle);
		assert_noop!(register(5, derived(1, &[(3, 3)])), Error::<Test>::Cycle);
		// Others say that 2 and 3 were not made from 1.
		assert_ok!(register(5, derived(1, &[(3, 4), (2, 2)])));
	});
}

/// Artifacts 100 to 131 of account 9, each made from the one before: as many generations as there can be.
fn chain() {
	assert_ok!(register(9, component(100, &[])));
	for n in 101..132 {
		assert_ok!(register(9, derived(n, &[(n - 1, 9)])));
	}
}

#[test]
fn claim_should_be_registered_when_another_claim_of_its_parent_has_all_generations_above_it() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		chain();
		assert_ok!(register(9, derived(1, &[(131, 9)])));
		assert_ok!(register(2, component(2, &[1])));
		assert_ok!(register(0, component(3, &[1])));
		let above = Ancestor { digest: digest(1), owner: account(0), depth: 1 };
		assert_eq!([2, 3].map(|n| Provenance::ancestry(digest(n))), [vec![above.clone()], vec![above]]);
		// Only whoever names the claim of the attacker is refused.
		assert_noop!(register(4, derived(4, &[(1, 9)])), Error::<Test>::MaxDepthExceeded);
	});
}

#[test]
fn claim_should_be_registered_when_another_claim_of_its_parent_has_all_ancestors() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		for n in 100..228 {
			let parents: Vec<_> = (100..n).rev().take(16).map(|parent| (parent, 9)).collect();
			assert_ok!(register(9, derived(n, &parents)));
		}
		assert_ok!(register(9, derived(1, &[(227, 9)])));
		assert_ok!(register(2, component(2, &[1])));
		assert_noop!(register(2, derived(3, &[(1, 9)])), Error::<Test>::MaxAncestorsExceeded);
	});
}

#[test]
fn artifact_should_be_refused_when_it_has_too_many_ancestors() {
	build_and_execute(|| {
		// Eight generations of 16: each artifact has the whole generation before it as parents.
		for generation in 0..8u16 {
			let parents: Vec<u16> =
				if generation == 0 { vec![] } else { (generation * 16 - 16..generation * 16).collect() };
			for n in generation * 16..generation * 16 + 16 {
				assert_ok!(register(0, component(n, &parents)));
			}
		}
		let last: Vec<u16> = (112..128).collect();
		assert_ok!(register(0, component(200, &last)));
		assert_eq!(Provenance::ancestry(digest(200)).len(), MAX_ANCESTORS as usize);
		assert_noop!(register(0, component(201, &[200])), Error::<Test>::MaxAncestorsExceeded);
		// What another says of an ancestor adds nothing.
		assert_ok!(register(0, component(300, &[])));
		assert_ok!(register(1, component(300, &last)));
		assert_ok!(register(0, component(301, &[300])));
		assert_noop!(register(0, derived(302, &[(300, 1), (200, 0)])), Error::<Test>::MaxAncestorsExceeded);
	});
}

#[test]
fn artifact_should_be_refused_when_it_has_too_many_generations_above() {
	build_and_execute(|| {
		assert_ok!(register(0, component(0, &[])));
		for n in 1..=32 {
			assert_ok!(register(0, component(n, &[n - 1])));
		}
		assert_noop!(register(0, component(33, &[32])), Error::<Test>::MaxDepthExceeded);
		assert_ok!(register(0, component(33, &[32, 0])));
	});
}

#[test]
fn work_should_keep_its_record_when_it_has_one() {
	build_and_execute(|| {
		register_model_and_adapter();
		assert_ok!(register(5, work(3)));
		let record = Records::<Test>::get(digest(3), account(5)).unwrap();
		assert_eq!(record.generation, work(3).record.unwrap().generation);
		assert_eq!(record.attestation, Attestation::None);
		assert_eq!(record.human.map(|(who, part)| (who, part.selected)), Some((account(5), true)));
	});
}

#[test]
fn record_should_be_refused_when_the_artifact_is_no_work() {
	build_and_execute(|| {
		register_model_and_adapter();
		for kind in [ArtifactKind::Model, ArtifactKind::Adapter, ArtifactKind::Dataset, ArtifactKind::Component] {
			assert_noop!(register(0, Registration { kind, ..work(3) }), Error::<Test>::RecordNotAllowed);
		}
	});
}

#[test]
fn record_should_be_refused_when_its_model_or_an_adapter_is_no_parent() {
	build_and_execute(|| {
		register_model_and_adapter();
		let with = |edges: [Edge<_>; 2]| Registration { edges: edges.to_vec().try_into().unwrap(), ..work(3) };
		let other = with([edge(1, Relation::Dataset), edge(2, Relation::Adapter)]);
		assert_noop!(register(0, other), Error::<Test>::ModelNotInEdges);
		let other = with([edge(1, Relation::BaseModel), edge(2, Relation::BaseModel)]);
		assert_noop!(register(0, other), Error::<Test>::AdapterNotInEdges);
		assert_noop!(
			register(0, Registration { edges: Default::default(), ..work(3) }),
			Error::<Test>::ModelNotInEdges
		);
		assert_ok!(register(0, with([edge(1, Relation::Input), edge(2, Relation::Input)])));
	});
}

#[test]
fn claim_should_be_refused_when_its_deposit_cannot_be_held() {
	build_and_execute(|| {
		assert_noop!(register(ACCOUNTS, model(1)), TokenError::FundsUnavailable);
	});
}

#[test]
fn deposit_should_grow_when_there_are_edges_and_a_record() {
	build_and_execute(|| {
		register_model_and_adapter();
		let deposits = [component(3, &[]), component(4, &[1]), component(5, &[1, 2]), work(6)].map(|registration| {
			let before = held(5).0;
			assert_ok!(register(5, registration));
			held(5).0 - before
		});
		assert!(deposits.is_sorted_by(|a, b| a < b));
	});
}

#[test]
fn deposit_should_pay_for_every_item_when_there_are_edges() {
	use atelier_primitives::chain::currency::ITEM_DEPOSIT;
	build_and_execute(|| {
		for n in 100..116 {
			assert_ok!(register(0, component(n, &[])));
		}
		assert_ok!(register(5, component(1, &(100..116).collect::<Vec<_>>())));
		// The claim, the closure of its artifact, its edges, and a count for each of those.
		assert!(held(5).0 >= 19 * ITEM_DEPOSIT);
	});
}

#[test]
fn weight_should_be_that_of_the_ancestors_visited_when_there_are_few() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(0, component(2, &[1])));
		let info = Provenance::register(signed(0), Box::new(component(3, &[2]))).unwrap();
		assert_eq!(info.actual_weight, Some(Weight::from_parts(1, 2)));
	});
}
