use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::provenance::ProvenanceInspect;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

fn set(n: u8, status: Status) -> sp_runtime::DispatchResult {
	Provenance::set_status(signed(n), digest(1), status)
}

#[test]
fn status_should_change_back_and_forth_when_not_revoked() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		for status in [Status::Deprecated, Status::Active, Status::Deprecated, revoked()] {
			assert_ok!(set(0, status.clone()));
			assert_eq!(Claims::<Test>::get(digest(1))[0].status, status);
			System::assert_last_event(Event::StatusChanged { digest: digest(1), owner: account(0), status }.into());
		}
	});
}

#[test]
fn status_should_be_final_when_revoked() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(set(0, revoked()));
		for status in [Status::Active, Status::Deprecated, revoked()] {
			assert_noop!(set(0, status), Error::<Test>::Revoked);
		}
		assert_eq!(<Provenance as ProvenanceInspect<_>>::claim(&digest(1), &account(0)), None);
	});
}

#[test]
fn status_should_be_refused_when_it_is_the_same() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_noop!(set(0, Status::Active), Error::<Test>::NotChanged);
	});
}

#[test]
fn status_should_be_refused_when_there_is_no_such_claim() {
	build_and_execute(|| {
		assert_noop!(set(0, Status::Deprecated), Error::<Test>::NotFound);
		assert_ok!(register(0, model(1)));
		assert_noop!(set(1, Status::Deprecated), Error::<Test>::NotFound);
		assert_noop!(Provenance::set_status(RuntimeOrigin::root(), digest(1), Status::Deprecated), BadOrigin);
	});
}

#[test]
fn other_claims_should_stay_as_they_are_when_one_is_revoked() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_ok!(set(0, revoked()));
		assert_eq!(owners(1), accounts(&[0, 1]));
		assert_eq!(Claims::<Test>::get(digest(1))[1].status, Status::Active);
	});
}
