use crate::{mock::*, tests::scenario::*, types::*, AttachedCount, Attachments};
use atelier_primitives::{
	chain::currency,
	ip::{Act, IpInspect, Permission},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use sp_runtime::TokenError;

fn attach_by(who: AccountId, ip: IpId, terms: TermsId) -> sp_runtime::DispatchResult {
	Licensing::attach_terms(RuntimeOrigin::signed(who), ip, terms)
}

#[test]
fn terms_should_be_attached_when_the_owner_asks() {
	build_and_execute(|| {
		let (ip, id) = (create(BOB), register(remix(5)));
		assert_ok!(attach_by(BOB, ip, id));
		assert_eq!(Revisions::get(ip), 1);
		let attachment = Attachments::<Test>::get(ip, id).unwrap();
		assert_eq!((attachment.disabled, attachment.licenses, attachment.children), (false, 0, 0));
		assert_eq!(held(BOB), currency::deposit(1, Attachment::<AccountId>::max_encoded_len() as u32));
		assert_eq!(last_event(), Event::TermsAttached { ip, terms: id }.into());
		assert_eq!(crate::Terms::<Test>::get(id).unwrap().attachments, 1);
	});
}

#[test]
fn terms_should_be_attached_when_an_agent_may_license() {
	build_and_execute(|| {
		let (ip, id) = (create(BOB), register(remix(5)));
		Ips::permit(ip, CHARLIE, Permission::Metadata);
		assert_noop!(attach_by(CHARLIE, ip, id), Error::NotAuthorized);
		Ips::permit(ip, CHARLIE, Permission::License);
		assert_ok!(attach_by(CHARLIE, ip, id));
		assert_eq!(held(BOB), 0);
		assert!(held(CHARLIE) > 0);
		let account = Ips::account(&ip);
		Balances::set_balance(&account, RICHES);
		assert_ok!(attach_by(account, ip, register(remix(6))));
	});
}

#[test]
fn terms_should_be_refused_when_they_are_beyond_the_bound_of_the_agent() {
	build_and_execute(|| {
		let (ip, id, other) = (create(BOB), register(remix(5)), register(remix(0)));
		Ips::permit_within(ip, CHARLIE, &[Act::License(id.into())]);
		assert_noop!(attach_by(CHARLIE, ip, other), Error::NotAuthorized);
		assert_ok!(attach_by(CHARLIE, ip, id));
		assert_ok!(attach_by(BOB, ip, other));
		let by_agent = RuntimeOrigin::signed(CHARLIE);
		assert_noop!(Licensing::set_disabled(by_agent.clone(), ip, other, true), Error::NotAuthorized);
		assert_noop!(Licensing::detach_terms(by_agent.clone(), ip, other), Error::NotAuthorized);
		assert_ok!(Licensing::set_disabled(by_agent.clone(), ip, id, true));
		assert_ok!(Licensing::detach_terms(by_agent, ip, id));
	});
}

#[test]
fn terms_should_stay_when_the_ip_is_sold() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		Ips::permit(ip, CHARLIE, Permission::License);
		Ips::sell(ip, BOB);
		assert_eq!(Licensing::attached(ip).len(), 1);
		let other = register(remix(6));
		for former in [ALICE, CHARLIE] {
			assert_noop!(attach_by(former, ip, other), Error::NotAuthorized);
		}
		// The new owner can take them off; the former one gets the deposit.
		let before = held(ALICE);
		assert_ok!(Licensing::detach_terms(RuntimeOrigin::signed(BOB), ip, id));
		assert!(held(ALICE) < before);
	});
}

#[test]
fn attaching_should_be_refused_when_something_is_missing() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		assert_noop!(attach_by(ALICE, IpId::new(9, 9), id), Error::NotFound);
		assert_noop!(attach_by(BOB, ip, id), Error::NotAuthorized);
		assert_noop!(attach_by(ALICE, ip, TermsId::zero()), Error::TermsNotFound);
		assert_noop!(attach_by(ALICE, ip, id), Error::AlreadyExists);
		let fresh = create(POOR);
		assert_noop!(attach_by(POOR, fresh, id), TokenError::FundsUnavailable);
	});
}

#[test]
fn attaching_should_be_refused_when_there_are_sixteen() {
	build_and_execute(|| {
		let ip = create(ALICE);
		let ids: Vec<_> = (0..16).map(|percent| attach(ip, remix(percent))).collect();
		assert_eq!(AttachedCount::<Test>::get(ip), 16);
		let one_more = register(remix(16));
		assert_noop!(attach_by(ALICE, ip, one_more), Error::MaxTermsExceeded);
		assert_ok!(Licensing::detach_terms(RuntimeOrigin::signed(ALICE), ip, ids[3]));
		assert_ok!(attach_by(ALICE, ip, one_more));
	});
}

#[test]
fn attaching_should_be_refused_when_the_ip_is_a_derivative() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		let child = derived(&[by_terms(ip, id)]);
		let others = register(remix(6));
		assert_noop!(attach_by(BOB, child, others), Error::DerivativeTermsFixed);
	});
}
