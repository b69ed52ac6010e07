use crate::{mock::*, tests::scenario::*, types::*, Approvals};
use atelier_primitives::{
	chain::currency,
	ip::{Act, Permission},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn derivative_should_be_registered_when_approved() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let child = create(BOB);
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::NotApproved);
		let before = held(ALICE);
		assert_ok!(approve(ALICE, parent, child, id));
		let event = Event::DerivativeApproved { parent, child, terms: id, metadata: DESCRIPTION, fee: 0 };
		assert_eq!(last_event(), event.into());
		let bytes = Approval::<AccountId, u64>::max_encoded_len() as u32;
		assert_eq!(held(ALICE) - before, currency::deposit(1, bytes));
		assert_ok!(derive(child, &[by_terms(parent, id)]));
		// It is used up.
		assert_eq!(held(ALICE), before);
		assert!(!Approvals::<Test>::contains_key(parent, child));
	});
}

#[test]
fn approval_should_be_for_one_child_and_terms_when_given() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let cheaper = attach(parent, by_approval(remix(0)));
		let (child, other) = (create(BOB), create(BOB));
		assert_ok!(approve(ALICE, parent, child, id));
		assert_noop!(derive(other, &[by_terms(parent, id)]), Error::NotApproved);
		assert_noop!(derive(child, &[by_terms(parent, cheaper)]), Error::NotApproved);
		// Another one replaces it, at the same deposit.
		let before = held(ALICE);
		assert_ok!(approve(ALICE, parent, child, cheaper));
		assert_eq!(held(ALICE), before);
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::NotApproved);
		assert_ok!(derive(child, &[by_terms(parent, cheaper)]));
	});
}

#[test]
fn approval_should_be_void_when_the_parent_is_sold() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let child = create(BOB);
		assert_ok!(approve(ALICE, parent, child, id));
		let before = held(ALICE);
		Ips::sell(parent, CHARLIE);
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::NotApproved);
		// The new owner can give it again.
		assert_ok!(approve(CHARLIE, parent, child, id));
		assert!(held(ALICE) < before && held(CHARLIE) > 0);
		assert_ok!(derive(child, &[by_terms(parent, id)]));
		assert_eq!(held(CHARLIE), 0);
	});
}

#[test]
fn approval_should_stay_void_when_the_parent_comes_back() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let child = create(BOB);
		assert_ok!(approve(ALICE, parent, child, id));
		Ips::sell(parent, CHARLIE);
		Ips::sell(parent, ALICE);
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::NotApproved);
		assert_ok!(approve(ALICE, parent, child, id));
		assert_ok!(derive(child, &[by_terms(parent, id)]));
	});
}

#[test]
fn approval_should_be_given_when_an_agent_may_license() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let child = create(BOB);
		Ips::permit(parent, CHARLIE, Permission::License);
		assert_ok!(approve(CHARLIE, parent, child, id));
		assert_ok!(derive(child, &[by_terms(parent, id)]));
	});
}

#[test]
fn approval_should_be_refused_when_its_terms_are_beyond_the_bound_of_the_agent() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let other = attach(parent, by_approval(remix(0)));
		let child = create(BOB);
		Ips::permit_within(parent, CHARLIE, &[Act::License(id.into())]);
		assert_noop!(approve(CHARLIE, parent, child, other), Error::NotAuthorized);
		assert_ok!(approve(ALICE, parent, child, other));
		assert_noop!(Licensing::revoke_approval(RuntimeOrigin::signed(CHARLIE), parent, child), Error::NotAuthorized);
		assert_ok!(approve(CHARLIE, parent, child, id));
	});
}

#[test]
fn approved_description_should_not_change_when_the_child_is_linked() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let child = create(BOB);
		Ips::describe(child, Some(DESCRIPTION), false);
		assert_ok!(approve(ALICE, parent, child, id));
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::MetadataNotFrozen);
		for other in [Some([8; 32]), None] {
			Ips::describe(child, other, true);
			assert_noop!(derive(child, &[by_terms(parent, id)]), Error::MetadataMismatch);
		}
		Ips::describe(child, Some(DESCRIPTION), true);
		assert_ok!(derive(child, &[by_terms(parent, id)]));
	});
}

#[test]
fn approval_should_not_be_of_what_the_licensor_never_saw_when_the_child_changes_first() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let child = create(BOB);
		Ips::describe(child, Some([8; 32]), true);
		assert_noop!(approve(ALICE, parent, child, id), Error::MetadataMismatch);
		Ips::describe(child, None, true);
		assert_noop!(approve(ALICE, parent, child, id), Error::MetadataMismatch);
	});
}

#[test]
fn approval_should_be_refused_when_it_is_for_nothing() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let child = create(BOB);
		assert_noop!(approve(BOB, parent, child, id), Error::NotAuthorized);
		assert_noop!(approve(ALICE, IpId::new(9, 9), child, id), Error::NotFound);
		assert_noop!(approve(ALICE, parent, IpId::new(9, 9), id), Error::NotFound);
		assert_noop!(approve(ALICE, parent, parent, id), Error::SelfParent);
		let others = register(remix(1));
		assert_noop!(approve(ALICE, parent, child, others), Error::TermsNotAttached);
		attach(parent, remix(1));
		assert_noop!(approve(ALICE, parent, child, others), Error::ApprovalNotRequired);
		assert_ok!(approve(ALICE, parent, child, id));
		assert_noop!(approve(ALICE, parent, child, id), Error::AlreadyExists);
		Ips::permit(parent, POOR, Permission::License);
		let fresh = create(BOB);
		assert_noop!(approve(POOR, parent, fresh, id), TokenError::FundsUnavailable);
		assert_ok!(derive(child, &[by_terms(parent, id)]));
		assert_noop!(approve(ALICE, parent, child, id), Error::HasParents);
	});
}
