use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::provenance::{ArtifactKind, ClaimPin, ClaimRegister, ProvenanceInspect};
use atelier_testing::ext::in_layer;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn unpin(artifact: u16, n: u8) -> DispatchResult {
	in_layer(|| Provenance::unpin(&digest(artifact), &account(n)))
}

fn deprecate(artifact: u16, n: u8, deprecated: bool) -> DispatchResult {
	in_layer(|| Provenance::deprecate_pinned(&digest(artifact), &account(n), deprecated))
}

fn revoke_pinned(artifact: u16, n: u8) -> DispatchResult {
	in_layer(|| Provenance::revoke_pinned(&digest(artifact), &account(n), reason()))
}

fn publish(n: u8, artifact: u16) -> DispatchResult {
	in_layer(|| Provenance::register_published(&account(n), &digest(artifact), ArtifactKind::Model, [4; 32], None))
}

#[test]
fn claim_should_stay_when_its_seller_withdraws_revokes_or_deprecates_it_after_the_mint() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		run_to(1 + OPPOSITION_PERIOD);
		assert_ok!(pin(1, 0));
		System::assert_last_event(Event::ClaimPinned { digest: digest(1), owner: account(0) }.into());
		assert_noop!(withdraw(0, 1), Error::<Test>::Pinned);
		for status in [revoked(), Status::Deprecated, Status::Active] {
			assert_noop!(Provenance::set_status(signed(0), digest(1), status), Error::<Test>::Pinned);
		}
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn claim_should_be_free_again_when_it_is_unpinned() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(pin(1, 0));
		assert_ok!(unpin(1, 0));
		System::assert_last_event(Event::ClaimUnpinned { digest: digest(1), owner: account(0) }.into());
		assert_ok!(Provenance::set_status(signed(0), digest(1), Status::Deprecated));
		assert_ok!(withdraw(0, 1));
		assert!(is_whole(0));
	});
}

#[test]
fn pin_should_be_refused_when_there_is_no_claim_that_stands_or_it_is_pinned() {
	build_and_execute(|| {
		assert_noop!(pin(1, 0), Error::<Test>::NotFound);
		assert_ok!(register(0, model(1)));
		assert_noop!(pin(1, 1), Error::<Test>::NotFound);
		assert_ok!(pin(1, 0));
		assert_noop!(pin(1, 0), Error::<Test>::AlreadyPinned);
		assert_ok!(register(1, model(1)));
		revoke(1, 1);
		assert_noop!(pin(1, 1), Error::<Test>::Revoked);
	});
}

#[test]
fn status_should_be_set_through_the_asset_only_when_the_claim_is_pinned() {
	build_and_execute(|| {
		assert_noop!(deprecate(1, 0, true), Error::<Test>::NotFound);
		assert_ok!(register(0, model(1)));
		assert_noop!(deprecate(1, 0, true), Error::<Test>::NotPinned);
		assert_noop!(revoke_pinned(1, 0), Error::<Test>::NotPinned);
		assert_ok!(pin(1, 0));
		assert_noop!(deprecate(1, 0, false), Error::<Test>::NotChanged);
		assert_ok!(deprecate(1, 0, true));
		assert_eq!(claim(1, 0).status, Status::Deprecated);
		assert_noop!(deprecate(1, 0, true), Error::<Test>::NotChanged);
		assert_ok!(deprecate(1, 0, false));
		assert_ok!(revoke_pinned(1, 0));
		let event = Event::StatusChanged { digest: digest(1), owner: account(0), status: revoked() };
		System::assert_last_event(event.into());
		assert_noop!(revoke_pinned(1, 0), Error::<Test>::Revoked);
		assert_noop!(deprecate(1, 0, false), Error::<Test>::Revoked);
		// Revoked, it still belongs to the asset.
		assert_noop!(withdraw(0, 1), Error::<Test>::Pinned);
		assert_ok!(unpin(1, 0));
		assert_ok!(withdraw(0, 1));
	});
}

#[test]
fn model_should_be_closed_when_the_owner_of_the_asset_revokes_a_settled_claim() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(pin(1, 0));
		run_to(1 + OPPOSITION_PERIOD);
		assert_ok!(revoke_pinned(1, 0));
		assert_eq!(Provenance::standing(digest(1)), Standing::Closed);
	});
}

#[test]
fn pinned_claim_should_not_be_displaced_when_an_earlier_commitment_is_revealed() {
	build_and_execute(|| {
		assert_ok!(commit(8, 1));
		run_to(2);
		for n in 0..8 {
			assert_ok!(register(n, component(1, &[])));
		}
		assert_ok!(pin(1, 7));
		assert_ok!(reveal(8, component(1, &[])));
		assert_eq!(owners(1), accounts(&[8, 0, 1, 2, 3, 4, 5, 7]));
	});
}

#[test]
fn pins_should_leave_room_when_somebody_saw_an_output_before_its_record() {
	build_and_execute(|| {
		run_to(100);
		for thief in 10..18 {
			assert_ok!(register(thief, component(9, &[])));
		}
		for thief in 10..14 {
			assert_ok!(pin(9, thief));
		}
		assert_noop!(pin(9, 16), Error::<Test>::MaxPinsExceeded);
		assert_ok!(attest_record(3, 9, 0));
		assert_eq!(owners(9), accounts(&[10, 11, 12, 13, 14, 15, 16, 3]));
		// Whoever ordered it mints it all the same.
		assert_ok!(pin(9, 3));
		// And so does whom the arbiter attests.
		attest(16, 9);
		assert_ok!(pin(9, 16));
	});
}

/// So many strangers claim the artifact and mint that, as far as they can.
fn mint_first(artifact: u16, strangers: core::ops::Range<u8>) {
	for n in strangers {
		assert_ok!(register(n, model(artifact)));
		let _ = pin(artifact, n);
	}
}

fn pinned_claims(artifact: u16) -> usize {
	Claims::<Test>::get(digest(artifact)).iter().filter(|claim| claim.pinned).count()
}

#[test]
fn first_claimant_should_mint_when_strangers_minted_before() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		mint_first(1, 10..17);
		assert_eq!(pinned_claims(1), 4);
		assert_ok!(pin(1, 0));
		assert_noop!(pin(1, 16), Error::<Test>::MaxPinsExceeded);
	});
}

#[test]
fn entitled_claimant_should_mint_when_even_the_pin_of_the_first_was_taken() {
	build_and_execute(|| {
		assert_ok!(commit(0, 9));
		run_to(2);
		for n in 10..15 {
			assert_ok!(register(n, model(9)));
		}
		// The one that is the first then comes last.
		for n in (10..15).rev() {
			assert_ok!(pin(9, n));
		}
		assert_ok!(reveal(0, model(9)));
		assert_noop!(pin(9, 0), Error::<Test>::MaxPinsExceeded);
		run_to(2 + OPPOSITION_PERIOD);
		assert_eq!(entitled(9), Some(0));
		assert_ok!(pin(9, 0));
		// There can be no more pins than with a publisher, and there is room for an attested record still.
		assert_ok!(publish(16, 9));
		assert_ok!(pin(9, 16));
		assert_ok!(register(17, model(9)));
		assert_noop!(pin(9, 17), Error::<Test>::MaxPinsExceeded);
		assert_eq!((owners(9).len(), pinned_claims(9)), (8, 7));
		assert_ok!(attest_record(3, 9, 0));
		assert_eq!(owners(9), accounts(&[0, 10, 11, 12, 13, 14, 16, 3]));
		assert_ok!(pin(9, 3));
	});
}

#[test]
fn publisher_should_mint_when_strangers_claimed_and_minted_the_model_before() {
	build_and_execute(|| {
		mint_first(1, 10..16);
		assert_ok!(publish(0, 1));
		assert!(claim(1, 0).published);
		assert_ok!(pin(1, 0));
		// One publication, one such pin.
		assert_ok!(register(1, model(1)));
		assert_ok!(publish(1, 1));
		assert!(!claim(1, 1).published);
		assert_noop!(pin(1, 1), Error::<Test>::MaxPinsExceeded);
	});
}

#[test]
fn publisher_should_mint_when_strangers_minted_and_the_own_claim_is_older_than_the_publication() {
	build_and_execute(|| {
		mint_first(1, 10..16);
		assert_ok!(register(0, model(1)));
		assert_noop!(pin(1, 0), Error::<Test>::MaxPinsExceeded);
		assert_ok!(publish(0, 1));
		assert_ok!(pin(1, 0));
	});
}

#[test]
fn attested_record_should_find_a_place_when_all_claims_were_minted_and_some_revoked() {
	build_and_execute(|| {
		assert_ok!(register(0, model(9)));
		mint_first(9, 10..15);
		assert_ok!(pin(9, 0));
		assert_ok!(publish(16, 9));
		assert_ok!(pin(9, 16));
		assert_ok!(register(17, model(9)));
		// Who revokes leaves a pin to others, but no place.
		for n in [0, 10, 11] {
			assert_ok!(revoke_pinned(9, n));
		}
		for n in [14, 17] {
			assert_ok!(pin(9, n));
		}
		assert_eq!((owners(9).len(), pinned_claims(9)), (8, 8));
		run_for(OPPOSITION_PERIOD);
		assert_eq!(entitled(9), Some(12));
		assert_ok!(attest_record(3, 9, 0));
		assert_eq!(owners(9), accounts(&[0, 10, 12, 13, 14, 16, 17, 3]));
		// The revoked one is its asset's still, for the reason of its revocation.
		let gone = RemovedClaims::<Test>::get(digest(9), account(11)).unwrap();
		assert_eq!((gone.pinned, gone.status), (true, revoked()));
		assert_ok!(unpin(9, 11));
		assert_ok!(withdraw(11, 9));
		assert!(is_whole(11));
	});
}

#[test]
fn arbiter_should_remove_or_revoke_a_claim_when_it_is_pinned() {
	build_and_execute(|| {
		assert_ok!(register(0, component(1, &[])));
		assert_ok!(pin(1, 0));
		assert_ok!(remove(1, 0));
		let event = Event::ClaimRemoved { digest: digest(1), owner: account(0), reason: reason(), kept: true };
		System::assert_last_event(event.into());
		assert_eq!(<Provenance as ProvenanceInspect<_>>::claim(&digest(1), &account(0)), None);
		// Its claimant cannot make a new one that looks as if it were the asset's.
		assert_noop!(register(0, component(1, &[])), Error::<Test>::AlreadyExists);
		assert_noop!(withdraw(0, 1), Error::<Test>::Pinned);
		assert_ok!(unpin(1, 0));
		assert_ok!(withdraw(0, 1));
		assert!(is_whole(0));

		assert_ok!(register(0, component(2, &[])));
		assert_ok!(pin(2, 0));
		assert_ok!(oppose(1, 2, 0));
		assert_ok!(decide(2, 0, Verdict::Upheld));
		assert!(claim(2, 0).is_revoked() && is_whole(1));
	});
}

#[test]
fn unpinning_should_do_nothing_when_there_is_no_such_claim_or_pin() {
	build_and_execute(|| {
		assert_ok!(unpin(1, 0));
		assert_ok!(register(0, model(1)));
		assert_ok!(unpin(1, 0));
		assert!(!System::events()
			.iter()
			.any(|event| { matches!(event.event, RuntimeEvent::Provenance(Event::ClaimUnpinned { .. })) }));
	});
}
