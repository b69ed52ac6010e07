use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::{provenance::ArtifactKind, Deposit, Digest};
use frame_support::{assert_ok, storage::unhashed};

/// A sound state: model 1, its adapter 2, work 3 with a record, component 4 that two claim, a commitment, component 6
/// that the arbiter removed and its child 7; and model 8 that 9 and 10 claim, which 11 opposes, and model 9, which is
/// closed.
fn build(breakage: impl FnOnce(), expected: &'static str) {
	new_test_ext().execute_with(|| {
		register_model_and_adapter();
		assert_ok!(register(5, work(3)));
		assert_ok!(register(6, derived(4, &[(3, 5)])));
		assert_ok!(register(7, component(4, &[1])));
		assert_ok!(commit(8, 5));
		assert_ok!(register(0, component(6, &[])));
		assert_ok!(register(0, component(7, &[6])));
		assert_ok!(remove(6, 0));
		run_to(2);
		assert_ok!(register(9, model(8)));
		assert_ok!(register(10, model(8)));
		assert_ok!(oppose(11, 8, 9));
		assert_ok!(register(9, model(9)));
		attest(9, 9);
		revoke(9, 9);
		atelier_testing::breaks(Provenance::do_try_state, expected, breakage);
	});
}

type Claimed = ClaimList<sp_runtime::AccountId32, u64>;

fn change(artifact: u16, change: impl FnOnce(&mut Claimed)) {
	Claims::<Test>::mutate(digest(artifact), change);
}

#[test]
fn check_should_fail_when_an_artifact_has_an_empty_list_of_claims() {
	build(|| Claims::<Test>::insert(digest(50), Claimed::new()), "an artifact without claims is stored");
}

#[test]
fn check_should_fail_when_claims_are_out_of_order() {
	build(|| change(4, |claims| claims.iter_mut().for_each(|claim| claim.arrival = 0)), "claims are out of order");
	build(|| change(4, |claims| claims[0].arrival = 2), "claims are out of order");
	let attestation = ClaimAttestation { by: Attestor::Arbiter, block: 1, note: [0; 32] };
	build(|| change(4, |claims| claims[1].attestation = Some(attestation)), "claims are out of order");
}

#[test]
fn check_should_fail_when_somebody_claims_twice() {
	build(|| change(4, |claims| claims[1].owner = account(6)), "somebody claims an artifact twice");
}

#[test]
fn check_should_fail_when_two_claims_were_published() {
	let publish = |claims: &mut Claimed| claims.iter_mut().for_each(|claim| claim.published = true);
	build(|| change(4, publish), "two claims of an artifact were published");
}

#[test]
fn check_should_fail_when_more_claims_are_stored_than_there_can_be() {
	build(
		|| {
			let claims = vec![Claims::<Test>::get(digest(1))[0].clone(); 9];
			unhashed::put(&Claims::<Test>::hashed_key_for(digest(1)), &claims);
		},
		"the claims of an artifact do not decode",
	);
}

#[test]
fn check_should_fail_when_an_artifact_is_not_named_by_sha_256() {
	build(
		|| {
			let claims = Claims::<Test>::get(digest(1));
			Claims::<Test>::insert(Digest::Blake2_256([1; 32]), claims);
		},
		"an artifact is not named by SHA-256",
	);
}

#[test]
fn check_should_fail_when_an_adapter_has_two_base_models() {
	build(
		|| {
			let edges: EdgeList<_> =
				vec![edge(1, Relation::BaseModel), edge(3, Relation::BaseModel)].try_into().unwrap();
			Edges::<Test>::insert(digest(2), account(0), edges);
		},
		"an adapter has two base models",
	);
}

#[test]
fn check_should_fail_when_something_else_than_a_work_has_a_record() {
	build(|| change(3, |claims| claims[0].kind = ArtifactKind::Component), "something else than a work has a record");
}

#[test]
fn check_should_fail_when_settled_claims_are_not_as_they_must_be() {
	let settle = |artifact, n: usize| change(artifact, |claims| claims[n].settlement.settled = true);
	build(
		|| {
			settle(4, 0);
			settle(4, 1);
		},
		"two claims of an artifact are settled",
	);
	build(|| settle(4, 1), "a claim precedes a settled one");
	build(|| settle(8, 0), "a settled claim is opposed");
	build(
		|| {
			settle(4, 0);
			change(4, |claims| claims[1].settlement.contests = contest_of(6, 1));
		},
		"a settled claim is contested",
	);
	build(|| change(4, |claims| claims[0].settlement.settles_at = 0), "a claim settled before it was registered");
}

#[test]
fn check_should_fail_when_a_claim_contests_none_that_stands_beside_it() {
	let contests = |owner| change(4, |claims| claims[1].settlement.contests = contest_of(owner, 1));
	let expected = "a claim contests none that stands beside it";
	build(|| contests(5), expected);
	build(|| contests(7), expected);
	build(
		|| {
			contests(6);
			change(4, |claims| claims[0].status = revoked());
		},
		expected,
	);
	build(
		|| {
			contests(6);
			change(4, |claims| claims[1].status = revoked());
		},
		expected,
	);
	build(
		|| {
			RemovedClaims::<Test>::mutate(digest(6), account(0), |claim| {
				claim.as_mut().unwrap().settlement.contests = contest_of(1, 1);
			})
		},
		"a removed claim contests another",
	);
}

#[test]
fn check_should_fail_when_a_hearing_is_not_as_it_must_be() {
	let hearing = || Hearings::<Test>::get(digest(8), account(9)).unwrap();
	let change = |change: fn(&mut Hearing<sp_runtime::AccountId32, u64>)| {
		Hearings::<Test>::mutate(digest(8), account(9), |hearing| change(hearing.as_mut().unwrap()))
	};
	build(|| Hearings::<Test>::insert(digest(8), account(1), hearing()), "no claim belongs to a hearing");
	build(|| change(|hearing| hearing.oppositions.clear()), "a hearing without oppositions is stored");
	build(
		|| {
			change(|hearing| {
				let again = hearing.oppositions[0].clone();
				hearing.oppositions.try_push(again).unwrap();
			})
		},
		"somebody opposes a claim twice",
	);
	build(|| change(|hearing| hearing.oppositions[0].opponent = account(9)), "somebody opposes an own claim");
	build(|| Hearings::<Test>::remove(digest(8), account(9)), "oppositions are counted wrongly");
	build(|| Hearings::<Test>::insert(digest(8), account(10), hearing()), "oppositions are counted wrongly");
	build(
		|| unhashed::put(&Hearings::<Test>::hashed_key_for(digest(8), account(9)), &7u8),
		"a hearing does not decode",
	);
	build(|| unhashed::put(&Closures::<Test>::hashed_key_for(digest(9)), &7u8), "a closure does not decode");
}

#[test]
fn check_should_fail_when_edges_or_records_belong_to_no_claim() {
	build(|| Edges::<Test>::insert(digest(50), account(0), component(0, &[1]).edges), "edges belong to no claim");
	build(
		|| {
			let record = Records::<Test>::get(digest(3), account(5)).unwrap();
			Records::<Test>::insert(digest(50), account(0), record);
		},
		"a record belongs to no claim",
	);
}

#[test]
fn check_should_fail_when_edges_are_empty_or_too_many_or_name_a_parent_twice() {
	build(|| Edges::<Test>::insert(digest(1), account(0), EdgeList::new()), "an empty list of edges is stored");
	build(
		|| {
			let edges = vec![edge(1, Relation::Derivation); 17];
			unhashed::put(&Edges::<Test>::hashed_key_for(digest(4), account(7)), &edges);
		},
		"the edges of a claim do not decode",
	);
	build(
		|| {
			let edges: EdgeList<_> = vec![edge(1, Relation::Merge), edge(1, Relation::Input)].try_into().unwrap();
			Edges::<Test>::insert(digest(4), account(7), edges);
		},
		"a claim names a parent twice",
	);
}

#[test]
fn check_should_fail_when_a_record_does_not_decode() {
	build(|| unhashed::put(&Records::<Test>::hashed_key_for(digest(3), account(5)), &7u8), "a record does not decode");
}

#[test]
fn check_should_fail_when_nobody_claims_a_parent() {
	build(|| Edges::<Test>::insert(digest(4), account(7), component(4, &[50]).edges), "nobody claims a parent");
}

#[test]
fn check_should_fail_when_a_parent_is_younger_than_its_child() {
	build(
		|| {
			change(1, |claims| {
				claims[0].since = 2;
				claims[0].registered = 2;
			})
		},
		"a parent is younger than its child",
	);
}

#[test]
fn check_should_fail_when_children_are_counted_wrongly() {
	for count in [0, 4, 6] {
		build(|| Children::<Test>::insert(digest(3), account(5), count), "children are counted wrongly");
	}
	build(|| Children::<Test>::remove(digest(3), account(5)), "children are counted wrongly");
	build(|| Children::<Test>::insert(digest(4), account(6), 0), "children are counted wrongly");
}

#[test]
fn check_should_fail_when_an_artifact_is_its_own_ancestor() {
	build(
		|| {
			Edges::<Test>::insert(digest(1), account(0), derived(1, &[(4, 6)]).edges);
			Children::<Test>::insert(digest(4), account(6), 1);
		},
		"an artifact is its own ancestor",
	);
}

#[test]
fn check_should_fail_when_a_claim_has_more_generations_above_than_it_may() {
	build(
		|| {
			assert_ok!(register(0, component(10, &[])));
			for n in 11..43 {
				assert_ok!(register(0, component(n, &[n - 1])));
			}
			Edges::<Test>::insert(digest(10), account(0), component(10, &[1]).edges);
			Children::<Test>::mutate(digest(1), account(0), |count| *count += 1);
		},
		"a claim has more ancestors than it may",
	);
}

#[test]
fn check_should_fail_when_a_removed_claim_is_not_as_it_must_be() {
	let change = |change: fn(&mut Claim<_, _>)| {
		RemovedClaims::<Test>::mutate(digest(6), account(0), |claim| change(claim.as_mut().unwrap()))
	};
	build(|| change(|claim| claim.owner = account(1)), "a removed claim is kept for somebody else");
	build(|| change(|claim| claim.status = Status::Active), "a removed claim is not revoked");
	build(
		|| {
			change(|claim| {
				claim.attestation = Some(ClaimAttestation { by: Attestor::Arbiter, block: 1, note: [0; 32] })
			})
		},
		"a removed claim is not revoked",
	);
	build(
		|| {
			let claim = RemovedClaims::<Test>::get(digest(6), account(0)).unwrap();
			Claims::<Test>::insert(digest(6), Claimed::try_from(vec![claim]).unwrap());
		},
		"a removed claim is listed",
	);
	build(
		|| unhashed::put(&RemovedClaims::<Test>::hashed_key_for(digest(6), account(0)), &7u8),
		"a removed claim does not decode",
	);
}

#[test]
fn check_should_fail_when_somebody_else_paid() {
	build(|| change(4, |claims| claims[0].deposit.who = account(9)), "somebody else paid the deposit of a claim");
	build(
		|| {
			Commitments::<Test>::mutate(account(8), hash(8, 5, 0), |commitment| {
				commitment.as_mut().unwrap().deposit.who = account(9);
			})
		},
		"somebody else paid the deposit of a commitment",
	);
}

#[test]
fn check_should_fail_when_other_deposits_are_held_than_were_paid() {
	build(|| change(1, |claims| claims[0].deposit.amount += 1), "other deposits for claims are held than were paid");
	// Of somebody who has neither a claim nor a commitment.
	for reason in [HoldReason::Claim, HoldReason::Commitment, HoldReason::Opposition, HoldReason::Bond] {
		let expected = match reason {
			HoldReason::Claim => "other deposits for claims are held than were paid",
			HoldReason::Commitment => "other deposits for commitments are held than were paid",
			HoldReason::Opposition => "other deposits for oppositions are held than were paid",
			HoldReason::Bond => "other bonds are held than were paid",
		};
		build(|| drop(Deposit::hold::<Balances>(reason, account(3), 5).unwrap()), expected);
	}
	build(
		|| Closures::<Test>::mutate(digest(9), |deposit| deposit.as_mut().unwrap().amount += 1),
		"other deposits for claims are held than were paid",
	);
	build(
		|| drop(Deposit::hold::<Balances>(HoldReason::Claim, account(6), 1).unwrap()),
		"other deposits for claims are held than were paid",
	);
	build(
		|| drop(Deposit::hold::<Balances>(HoldReason::Commitment, account(8), 1).unwrap()),
		"other deposits for commitments are held than were paid",
	);
}

#[test]
fn check_should_fail_when_times_are_not_in_the_past() {
	build(
		|| {
			change(1, |claims| {
				claims[0].since = 2;
				claims[0].registered = 1;
			})
		},
		"a claim counts from after its registration",
	);
	build(
		|| {
			change(7, |claims| {
				claims[0].since = 3;
				claims[0].registered = 3;
			})
		},
		"a claim was registered in the future",
	);
	build(|| change(1, |claims| claims[0].committed = true), "a claim counts from a block without a reason");
	build(
		|| change(4, |claims| claims[1].settlement.contests = contest_of(6, 3)),
		"a claim contests another from the future",
	);
	build(
		|| {
			Hearings::<Test>::mutate(digest(8), account(9), |hearing| {
				hearing.as_mut().unwrap().oppositions[0].block = 3;
			})
		},
		"an opposition was made in the future",
	);
	build(|| change(1, |claims| claims[0].since = 0), "a claim counts from a block without a reason");
	build(
		|| {
			Commitments::<Test>::mutate(account(8), hash(8, 5, 0), |commitment| {
				commitment.as_mut().unwrap().block = 3;
			})
		},
		"a commitment was made in the future",
	);
}
