use crate::{mock::*, tests::scenario::*, types::*, Attachments};
use atelier_primitives::{ip::Permission, licensing::LicenseInspect, IpId};
use frame_support::{assert_noop, assert_ok};

fn set(who: AccountId, ip: IpId, terms: TermsId, disabled: bool) -> sp_runtime::DispatchResult {
	Licensing::set_disabled(RuntimeOrigin::signed(who), ip, terms, disabled)
}

#[test]
fn licensing_should_stop_and_resume_when_terms_are_disabled_and_enabled() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		let license = mint(ip, id, 1).unwrap();
		let revision = Revisions::get(ip);
		assert_ok!(set(ALICE, ip, id, true));
		assert_eq!(Revisions::get(ip), revision + 1);
		assert_eq!(last_event(), Event::DisabledSet { ip, terms: id, disabled: true }.into());
		let child = create(BOB);
		assert_noop!(mint(ip, id, 1), Error::TermsDisabled);
		assert_noop!(derive(child, &[by_terms(ip, id)]), Error::TermsDisabled);
		// What was bought stays good.
		assert!(Licensing::is_licensed(&BOB, &ip));
		assert_ok!(derive(child, &[by_license(ip, license)]));
		assert_ok!(set(ALICE, ip, id, false));
		assert_ok!(mint(ip, id, 1));
	});
}

#[test]
fn terms_should_be_disabled_when_an_agent_or_a_derivative_asks() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		let child = derived(&[by_terms(ip, id)]);
		assert_ok!(set(BOB, child, id, true));
		assert_noop!(mint(child, id, 1), Error::TermsDisabled);
		assert_noop!(set(CHARLIE, ip, id, true), Error::NotAuthorized);
		Ips::permit(ip, CHARLIE, Permission::License);
		assert_ok!(set(CHARLIE, ip, id, true));
		assert!(Attachments::<Test>::get(ip, id).unwrap().disabled);
	});
}

#[test]
fn disabling_should_be_refused_when_nothing_is_attached() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		let others = register(remix(6));
		assert_noop!(set(ALICE, ip, others, true), Error::TermsNotAttached);
		assert_noop!(set(ALICE, IpId::new(9, 9), id, true), Error::NotFound);
	});
}
