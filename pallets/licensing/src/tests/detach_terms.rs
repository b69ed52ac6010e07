use crate::{mock::*, tests::scenario::*, types::*, AttachedCount};
use atelier_primitives::IpId;
use frame_support::{assert_noop, assert_ok};

fn detach(who: AccountId, ip: IpId, terms: TermsId) -> sp_runtime::DispatchResult {
	Licensing::detach_terms(RuntimeOrigin::signed(who), ip, terms)
}

#[test]
fn terms_should_return_the_deposit_when_detached() {
	build_and_execute(|| {
		let id = register(remix(5));
		let before = held(ALICE);
		let ip = create(ALICE);
		attach(ip, remix(5));
		assert_ok!(detach(ALICE, ip, id));
		assert_eq!(held(ALICE), before);
		assert_eq!(last_event(), Event::TermsDetached { ip, terms: id }.into());
		assert!(!AttachedCount::<Test>::contains_key(ip));
		assert_noop!(detach(ALICE, ip, id), Error::TermsNotAttached);
	});
}

#[test]
fn terms_should_stay_when_others_detach_them() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		assert_noop!(detach(BOB, ip, id), Error::NotAuthorized);
		assert_noop!(detach(ALICE, IpId::new(9, 9), id), Error::NotFound);
	});
}

#[test]
fn terms_should_stay_when_a_license_or_a_derivative_needs_them() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		let license = mint(ip, id, 1).unwrap();
		assert_noop!(detach(ALICE, ip, id), Error::InUse);
		let child = derived(&[by_license(ip, license)]);
		assert_noop!(detach(ALICE, ip, id), Error::InUse);
		assert_noop!(detach(BOB, child, id), Error::DerivativeTermsFixed);
	});
}
