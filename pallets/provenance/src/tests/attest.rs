use crate::{mock::*, tests::scenario::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchResult};

fn attest(n: u8) -> DispatchResult {
	Provenance::attest(RuntimeOrigin::root(), digest(1), account(n), [6; 32])
}

fn revoke(n: u8) -> DispatchResult {
	Provenance::revoke_attestation(RuntimeOrigin::root(), digest(1), account(n))
}

#[test]
fn claim_should_go_before_the_others_when_attested() {
	build_and_execute(|| {
		for n in 0..4 {
			assert_ok!(register(n, model(1)));
		}
		run_to(9);
		assert_ok!(attest(2));
		assert_eq!(owners(1), accounts(&[2, 0, 1, 3]));
		let attestation = ClaimAttestation { by: Attestor::Arbiter, block: 9, note: [6; 32] };
		assert_eq!(Claims::<Test>::get(digest(1))[0].attestation, Some(attestation));
		System::assert_last_event(Event::ClaimAttested { digest: digest(1), owner: account(2), note: [6; 32] }.into());
	});
}

#[test]
fn claims_should_keep_their_order_when_attested_and_revoked_in_any_order() {
	build_and_execute(|| {
		for n in 0..4 {
			assert_ok!(register(n, model(1)));
		}
		for n in [2, 3, 1] {
			assert_ok!(attest(n));
		}
		assert_eq!(owners(1), accounts(&[1, 2, 3, 0]));
		for n in [3, 1, 2] {
			assert_ok!(revoke(n));
			System::assert_last_event(Event::AttestationRevoked { digest: digest(1), owner: account(n) }.into());
		}
		assert_eq!(owners(1), accounts(&[0, 1, 2, 3]));
	});
}

#[test]
fn attestation_should_be_refused_when_the_claim_has_one_or_is_revoked_or_missing() {
	build_and_execute(|| {
		assert_noop!(attest(0), Error::<Test>::NotFound);
		assert_ok!(register(0, model(1)));
		assert_noop!(attest(1), Error::<Test>::NotFound);
		assert_ok!(attest(0));
		assert_noop!(attest(0), Error::<Test>::AlreadyAttested);
		assert_ok!(register(1, model(1)));
		assert_ok!(Provenance::set_status(signed(1), digest(1), revoked()));
		assert_noop!(attest(1), Error::<Test>::Revoked);
	});
}

#[test]
fn attestation_should_be_refused_when_the_claim_is_opposed() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		assert_noop!(attest(0), Error::<Test>::Opposed);
		assert_ok!(decide(1, 0, Verdict::Rejected));
		assert_ok!(attest(0));
	});
}

#[test]
fn revocation_should_be_refused_when_there_is_no_attestation() {
	build_and_execute(|| {
		assert_noop!(revoke(0), Error::<Test>::NotFound);
		assert_ok!(register(0, model(1)));
		assert_noop!(revoke(0), Error::<Test>::NotAttested);
		assert_noop!(revoke(1), Error::<Test>::NotFound);
	});
}

#[test]
fn origin_should_be_refused_when_it_is_not_the_arbiter() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_noop!(Provenance::attest(signed(0), digest(1), account(0), [0; 32]), BadOrigin);
		assert_ok!(attest(0));
		assert_noop!(Provenance::revoke_attestation(signed(0), digest(1), account(0)), BadOrigin);
	});
}
