use crate::{mock::*, tests::scenario::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

#[test]
fn claim_should_count_from_the_commitment_when_revealed() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		run_to(3);
		assert_ok!(register(1, model(1)));
		run_to(4);
		assert_ok!(reveal(0, model(1)));
		assert_eq!(owners(1), accounts(&[0, 1]));
		let claim = Claims::<Test>::get(digest(1)).into_iter().next().unwrap();
		assert_eq!((claim.since, claim.registered, claim.committed), (1, 4, true));
		assert_eq!(held(0), (claim.deposit.amount, 0));
		assert_eq!(Commitments::<Test>::iter().count(), 0);
		System::assert_last_event(
			Event::ClaimRegistered {
				digest: digest(1),
				owner: account(0),
				kind: claim.kind,
				since: 1,
				committed: true,
			}
			.into(),
		);
	});
}

#[test]
fn reveal_should_be_refused_when_it_is_in_the_block_of_the_commitment() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		assert_noop!(reveal(0, model(1)), Error::<Test>::TooEarly);
	});
}

#[test]
fn reveal_should_be_refused_when_the_commitment_expired() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		assert_ok!(commit(0, 2));
		run_to(1 + COMMITMENT_LIFETIME);
		assert_ok!(reveal(0, model(1)));
		run_to(2 + COMMITMENT_LIFETIME);
		assert_noop!(reveal(0, model(2)), Error::<Test>::Expired);
	});
}

#[test]
fn reveal_should_be_refused_when_a_later_claim_is_settled_by_then() {
	build_and_execute(|| {
		Period::set(5);
		assert_ok!(commit(0, 1));
		assert_ok!(register(1, model(1)));
		run_to(6);
		assert_eq!(Provenance::entitled_to(digest(1)), Some(account(1)));
		run_to(7);
		assert_noop!(reveal(0, model(1)), Error::<Test>::Expired);
	});
}

#[test]
fn reveal_should_be_refused_when_signer_digest_or_salt_differ() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		run_to(2);
		assert_noop!(reveal(1, model(1)), Error::<Test>::NotFound);
		assert_noop!(reveal(0, model(2)), Error::<Test>::NotFound);
		assert_noop!(Provenance::reveal(signed(0), [1; 32], Box::new(model(1))), Error::<Test>::NotFound);
		assert_noop!(Provenance::reveal(RuntimeOrigin::root(), [0; 32], Box::new(model(1))), BadOrigin);
	});
}

#[test]
fn commitment_should_stay_when_the_registration_is_refused() {
	build_and_execute(|| {
		assert_ok!(commit(0, 1));
		run_to(2);
		assert_noop!(reveal(0, component(1, &[9])), Error::<Test>::ParentNotFound);
		assert_noop!(reveal(0, component(1, &[1])), Error::<Test>::SelfReference);
		assert_ok!(reveal(0, component(1, &[])));
		assert_noop!(reveal(0, component(1, &[])), Error::<Test>::NotFound);
	});
}

fn fill(artifact: u16) {
	assert_ok!(register(10, component(90, &[])));
	for n in 0..8 {
		assert_ok!(register(n, derived(artifact, &[(90, 10)])));
	}
}

#[test]
fn last_claim_should_make_room_when_an_earlier_commitment_is_revealed() {
	build_and_execute(|| {
		assert_ok!(commit(8, 1));
		run_to(2);
		fill(1);
		assert_ok!(reveal(8, component(1, &[])));
		assert_eq!(owners(1), accounts(&[8, 0, 1, 2, 3, 4, 5, 6]));
		assert!(is_whole(7));
		assert!(Edges::<Test>::get(digest(1), account(7)).is_empty());
		assert_eq!(children(90, 10), 7);
		System::assert_has_event(Event::ClaimDisplaced { digest: digest(1), owner: account(7), by: account(8) }.into());
	});
}

#[test]
fn ninth_claim_should_be_refused_when_its_commitment_is_no_older_than_the_last() {
	build_and_execute(|| {
		run_to(2);
		assert_ok!(commit(8, 1));
		fill(1);
		run_to(3);
		assert_noop!(reveal(8, component(1, &[])), Error::<Test>::MaxClaimsExceeded);
	});
}

#[test]
fn attested_claims_should_stay_when_an_earlier_commitment_is_revealed() {
	build_and_execute(|| {
		assert_ok!(commit(8, 1));
		assert_ok!(commit(9, 1));
		run_to(2);
		fill(1);
		for n in 1..8 {
			assert_ok!(Provenance::attest(RuntimeOrigin::root(), digest(1), account(n), [0; 32]));
		}
		assert_ok!(reveal(8, component(1, &[])));
		assert_eq!(owners(1), accounts(&[1, 2, 3, 4, 5, 6, 7, 8]));
		assert_ok!(Provenance::attest(RuntimeOrigin::root(), digest(1), account(8), [0; 32]));
		assert_eq!(owners(1), accounts(&[8, 1, 2, 3, 4, 5, 6, 7]));
		assert_noop!(reveal(9, component(1, &[])), Error::<Test>::MaxClaimsExceeded);
	});
}

#[test]
fn claim_should_be_revealed_when_somebody_claims_its_parent_to_be_made_from_it() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(commit(2, 7));
		run_to(5);
		// The attacker saw the reveal in the pool.
		assert_ok!(register(9, component(7, &[])));
		assert_ok!(register(9, derived(1, &[(7, 9)])));
		assert_ok!(reveal(2, component(7, &[1])));
	});
}

#[test]
fn revocation_should_be_seen_below_when_an_earlier_commitment_is_revealed() {
	build_and_execute(|| {
		assert_ok!(commit(8, 1));
		assert_ok!(commit(9, 1));
		run_to(2);
		fill(1);
		assert_ok!(register(11, derived(2, &[(1, 7)])));
		assert_ok!(Provenance::set_status(signed(7), digest(1), revoked()));
		assert_ok!(reveal(8, component(1, &[])));
		// Not 7, which is the last but has a child.
		assert_eq!(owners(1), accounts(&[8, 0, 1, 2, 3, 4, 5, 7]));
		assert!(is_whole(6));
		assert_eq!(Provenance::verify(digest(2)).revoked_above, [(digest(1), account(7))]);
		for (n, artifact) in (0..6).zip(3..) {
			assert_ok!(register(12, derived(artifact, &[(1, n)])));
		}
		assert_noop!(reveal(9, component(1, &[])), Error::<Test>::MaxClaimsExceeded);
	});
}

#[test]
fn opposed_and_contesting_claims_should_stay_when_an_earlier_commitment_is_revealed() {
	build_and_execute(|| {
		assert_ok!(commit(8, 1));
		run_to(2);
		fill(1);
		assert_ok!(oppose(9, 1, 0));
		assert_ok!(pin(1, 7));
		for (n, child) in (1..7).zip(20..) {
			assert_ok!(register(19, derived(child, &[(1, n)])));
		}
		// Only the first has no child, and it is opposed.
		assert_noop!(reveal(8, component(1, &[])), Error::<Test>::MaxClaimsExceeded);
		assert_ok!(withdraw_opposition(9, 1, 0));
		assert_ok!(reveal(8, component(1, &[])));
		assert_eq!(owners(1), accounts(&[8, 1, 2, 3, 4, 5, 6, 7]));
	});
}
