use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::{
	provenance::{ArtifactKind, ProvenanceRegister},
	Digest,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{AccountId32, DispatchResult};

fn attest(n: u8, work: u16, age: u32) -> DispatchResult {
	attest_record(n, work, age)
}

fn claim(n: u8, work: u16) -> Claim<AccountId32, u64> {
	Claims::<Test>::get(digest(work)).into_iter().find(|claim| claim.owner == account(n)).unwrap()
}

fn record(n: u8, work: u16) -> Option<GenerationRecord<AccountId32>> {
	Records::<Test>::get(digest(work), account(n))
}

#[test]
fn generation_should_be_a_claim_with_edges_when_model_and_adapter_are_claimed() {
	build_and_execute(|| {
		register_model_and_adapter();
		register(5, model(1)).unwrap();
		assert_ok!(attest(3, 9, 0));
		assert_eq!(claim(3, 9).kind, ArtifactKind::Work);
		let edges = [edge(1, Relation::BaseModel), edge(2, Relation::Adapter)];
		assert_eq!(Edges::<Test>::get(digest(9), account(3)).into_inner(), edges);
		let expected = GenerationRecord { generation: generation(9), attestation: attestation(), human: None };
		assert_eq!(record(3, 9), Some(expected));
		assert_eq!((children(1, 0), children(2, 0), children(1, 5)), (2, 1, 0));
		let event = Event::RecordAttested { digest: digest(9), owner: account(3), attestation: attestation() };
		System::assert_last_event(event.into());
		withdraw(3, 9).unwrap();
		assert!(is_whole(3));
	});
}

#[test]
fn generation_should_name_the_entitled_claim_when_it_is_not_the_first() {
	build_and_execute(|| {
		register(0, model(1)).unwrap();
		register(5, model(1)).unwrap();
		assert_ok!(Provenance::attest(RuntimeOrigin::root(), digest(1), account(5), [0; 32]));
		assert_ok!(attest(3, 9, 0));
		assert_eq!(Edges::<Test>::get(digest(9), account(3)).into_inner(), [edge_to(1, 5, Relation::BaseModel)],);
	});
}

#[test]
fn generation_should_have_no_edges_when_nobody_claims_the_model() {
	build_and_execute(|| {
		assert_ok!(attest(3, 9, 0));
		assert!(Edges::<Test>::get(digest(9), account(3)).is_empty());
		assert!(record(3, 9).is_some());
	});
}

#[test]
fn generation_should_count_from_its_order_when_it_was_ordered_before() {
	build_and_execute(|| {
		run_to(100);
		assert_ok!(attest(3, 9, 8));
		assert_ok!(attest(4, 9, 0));
		assert_ok!(attest(5, 9, u32::MAX));
		let times = |n| (claim(n, 9).since, claim(n, 9).registered, claim(n, 9).committed);
		assert_eq!(times(3), (92, 100, true));
		assert_eq!(times(4), (100, 100, false));
		assert_eq!(times(5), (100 - COMMITMENT_LIFETIME, 100, true));
		assert_eq!(owners(9), accounts(&[5, 3, 4]));
	});
}

#[test]
fn generation_should_find_room_when_others_copied_the_output() {
	build_and_execute(|| {
		run_to(100);
		for thief in 10..18 {
			register(thief, component(9, &[])).unwrap();
		}
		assert_ok!(attest(3, 9, 1));
		assert_eq!(owners(9), accounts(&[3, 10, 11, 12, 13, 14, 15, 16]));
		assert!(is_whole(17));
	});
}

#[test]
fn generation_should_find_room_when_every_claim_is_earlier_and_has_a_child() {
	build_and_execute(|| {
		run_to(100);
		for (thief, child) in (10..18).zip(20..) {
			register(thief, component(9, &[])).unwrap();
			register(19, derived(child, &[(9, thief)])).unwrap();
		}
		assert_ok!(attest(3, 9, 0));
		assert_eq!(owners(9), accounts(&[10, 11, 12, 13, 14, 15, 16, 3]));
		// What names the claim that made room still does.
		assert!(RemovedClaims::<Test>::get(digest(9), account(17)).unwrap().is_revoked());
		assert_eq!(Provenance::verify(digest(27)).revoked_above, [(digest(9), account(17))]);
	});
}

#[test]
fn generation_should_leave_the_first_claim_when_all_others_have_attested_records() {
	build_and_execute(|| {
		register(19, component(9, &[])).unwrap();
		run_to(OPPOSITION_PERIOD + 5);
		assert_eq!(Provenance::entitled_to(digest(9)), Some(account(19)));
		for n in 0..7 {
			assert_ok!(attest(n, 9, 50));
		}
		assert_noop!(attest(8, 9, 50), Error::<Test>::MaxClaimsExceeded);
		assert_eq!(Provenance::entitled_to(digest(9)), Some(account(19)));
	});
}

#[test]
fn generation_should_fail_when_all_claims_have_attested_records() {
	build_and_execute(|| {
		for n in 0..8 {
			assert_ok!(attest(n, 9, 0));
		}
		run_to(100);
		assert_noop!(attest(8, 9, 50), Error::<Test>::MaxClaimsExceeded);
	});
}

#[test]
fn generation_should_have_no_edges_when_what_is_above_the_model_is_too_much() {
	build_and_execute(|| {
		register(6, component(100, &[])).unwrap();
		let last = 100 + MAX_DEPTH as u16 - 1;
		for n in 101..=last {
			register(6, derived(n, &[(n - 1, 6)])).unwrap();
		}
		let above = [(last, 6)];
		register(0, derived(1, &above)).unwrap();
		assert_noop!(register(0, derived(2, &[(1, 0)])), Error::<Test>::MaxDepthExceeded);
		assert_ok!(attest(3, 9, 0));
		assert!(Edges::<Test>::get(digest(9), account(3)).is_empty());
		assert_eq!(record(3, 9).unwrap().generation.model, digest(1));
	});
}

#[test]
fn generation_should_replace_the_record_when_nobody_attested_it() {
	build_and_execute(|| {
		register_model_and_adapter();
		register(3, work(9)).unwrap();
		let before = claim(3, 9);
		let human = record(3, 9).unwrap().human;
		assert!(human.is_some());
		run_to(5);
		assert_ok!(attest(3, 9, 4));
		let expected = GenerationRecord { generation: generation(9), attestation: attestation(), human };
		assert_eq!(record(3, 9), Some(expected));
		assert_eq!(Claim { deposit: before.deposit.clone(), ..claim(3, 9) }, before);
		assert_eq!(held(3).0, claim(3, 9).deposit.amount);
		withdraw(3, 9).unwrap();
		assert!(is_whole(3));
	});
}

#[test]
fn generation_should_be_attached_when_the_claim_has_no_record() {
	build_and_execute(|| {
		register(3, of_kind(ArtifactKind::Work, 9, &[], Relation::Input)).unwrap();
		let before = held(3).0;
		assert_ok!(attest(3, 9, 0));
		assert!(record(3, 9).is_some());
		assert!(held(3).0 > before);
	});
}

#[test]
fn generation_should_fail_when_it_cannot_be_attached() {
	build_and_execute(|| {
		assert_ok!(attest(3, 9, 0));
		assert_noop!(attest(3, 9, 0), Error::<Test>::AlreadyExists);
		register(3, component(8, &[])).unwrap();
		assert_noop!(attest(3, 8, 0), Error::<Test>::RecordNotAllowed);
		register(3, of_kind(ArtifactKind::Work, 7, &[], Relation::Input)).unwrap();
		assert_ok!(Provenance::set_status(signed(3), digest(7), revoked()));
		assert_noop!(attest(3, 7, 0), Error::<Test>::Revoked);
		register(4, of_kind(ArtifactKind::Work, 6, &[], Relation::Input)).unwrap();
		register(5, component(20, &[])).unwrap();
		assert_noop!(attest(30, 6, 0), sp_runtime::TokenError::FundsUnavailable);
	});
}

#[test]
fn generation_should_displace_nobody_when_only_a_provider_speaks_for_it() {
	let provider = Attestation::Provider { channel: 5, receipt: 7 };
	let provide =
		|n: u8, work: u16| Provenance::register_generation(&account(n), digest(work), generation(work), provider, 50);
	build_and_execute(|| {
		register_model_and_adapter();
		assert_ok!(provide(3, 9));
		let shown = Provenance::verify(digest(9)).claims.remove(0).record.unwrap();
		assert_eq!((shown.attestation, shown.is_attested()), (provider, false));
		assert!(Edges::<Test>::get(digest(9), account(3)).is_empty());
		// The model has its adapter below it, and nothing else.
		assert_eq!((children(1, 0), children(2, 0)), (1, 0));
		// What workers agree on later takes its place; it does not take theirs.
		assert_ok!(attest(3, 9, 0));
		assert_eq!(record(3, 9).unwrap().attestation, attestation());
		assert_noop!(provide(3, 9), Error::<Test>::AlreadyExists);
		for thief in 10..18 {
			register(thief, component(8, &[])).unwrap();
		}
		assert_noop!(provide(3, 8), Error::<Test>::MaxClaimsExceeded);
	});
}

#[test]
fn record_should_count_from_now_when_its_order_does_not_fix_the_output() {
	let Attestation::BitExact(committee) = attestation() else { unreachable!("it is") };
	let give = |n: u8, attestation| {
		Provenance::register_generation(&account(n), digest(9), generation(9), attestation, COMMITMENT_LIFETIME as u32)
	};
	build_and_execute(|| {
		register(0, of_kind(ArtifactKind::Work, 9, &[], Relation::Input)).unwrap();
		run_to(10);
		assert_ok!(give(1, Attestation::Median { committee, spread: 1 }));
		assert_ok!(give(2, Attestation::Provider { channel: 1, receipt: 1 }));
		assert_eq!([1, 2].map(|n| (claim(n, 9).since, claim(n, 9).committed)), [(10, false); 2]);
		let fixed =
			[Attestation::Direct { job: [3; 32] }, Attestation::Proved(committee), Attestation::Traced(committee)];
		run_to(30);
		for (n, attestation) in (3..).zip(fixed) {
			assert_ok!(give(n, attestation));
			assert_eq!((claim(n, 9).since, claim(n, 9).committed), (10, true));
		}
		assert_eq!(owners(9), accounts(&[0, 1, 2, 3, 4, 5]));
	});
}

#[test]
fn claims_should_stay_when_numbers_around_a_median_need_room() {
	let Attestation::BitExact(committee) = attestation() else { unreachable!("it is") };
	let median = Attestation::Median { committee, spread: 1 };
	build_and_execute(|| {
		for n in 10..18 {
			register(n, component(9, &[])).unwrap();
		}
		let call = || Provenance::register_generation(&account(3), digest(9), generation(9), median, 50);
		assert_noop!(call(), Error::<Test>::MaxClaimsExceeded);
	});
}

#[test]
fn record_should_not_count_from_before_a_settled_claim_when_its_order_was_earlier() {
	build_and_execute(|| {
		Period::set(5);
		register(0, of_kind(ArtifactKind::Work, 9, &[], Relation::Input)).unwrap();
		run_to(8);
		Period::set(OPPOSITION_PERIOD);
		assert_ok!(attest(3, 9, 20));
		assert_eq!(claim(3, 9).since, 6);
		assert_eq!((owners(9), entitled(9)), (accounts(&[0, 3]), Some(0)));
	});
}

#[test]
fn opposed_and_contesting_claims_should_stay_when_a_record_needs_room() {
	build_and_execute(|| {
		for n in 10..18 {
			register(n, component(9, &[])).unwrap();
		}
		assert_ok!(oppose(17, 9, 10));
		run_to(1 + OPPOSITION_PERIOD);
		assert_ok!(end_opposition(9, 10));
		assert_ok!(attest(3, 9, 0));
		assert_eq!(owners(9), accounts(&[10, 11, 12, 13, 14, 15, 17, 3]));
	});
}

#[test]
fn record_should_be_refused_when_its_output_is_not_named_by_sha_256() {
	build_and_execute(|| {
		let output = Digest::Blake2_256([9; 32]);
		let call = || Provenance::register_generation(&account(3), output, generation(9), attestation(), 0);
		assert_noop!(call(), Error::<Test>::AlgorithmMismatch);
	});
}
