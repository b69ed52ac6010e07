use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};

fn remove(who: AccountId, terms: crate::TermsId) -> sp_runtime::DispatchResult {
	Licensing::remove_terms(RuntimeOrigin::signed(who), terms)
}

#[test]
fn terms_should_return_the_deposit_when_removed() {
	build_and_execute(|| {
		let id = register(remix(5));
		assert!(held(ALICE) > 0);
		assert_ok!(remove(ALICE, id));
		assert_eq!((held(ALICE), Licensing::terms(id)), (0, None));
		assert_eq!(last_event(), Event::TermsRemoved { terms: id }.into());
		assert_noop!(remove(ALICE, id), Error::TermsNotFound);
	});
}

#[test]
fn terms_should_stay_when_somebody_else_removes_them() {
	build_and_execute(|| {
		let id = register(remix(5));
		assert_noop!(remove(BOB, id), Error::NotAuthorized);
	});
}

#[test]
fn terms_should_stay_when_they_are_attached() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		assert_noop!(remove(ALICE, id), Error::InUse);
		assert_ok!(Licensing::detach_terms(RuntimeOrigin::signed(ALICE), ip, id));
		assert_ok!(remove(ALICE, id));
		assert_eq!(held(ALICE), 0);
	});
}
