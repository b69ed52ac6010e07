use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::provenance::{ClaimPin, ProvenanceInspect};
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
		for thief in 10..16 {
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
