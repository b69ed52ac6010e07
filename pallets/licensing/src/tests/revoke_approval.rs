use crate::{mock::*, tests::scenario::*, types::*};
use atelier_primitives::{ip::Permission, IpId};
use frame_support::{assert_noop, assert_ok};

/// A parent of Alice, a child of Bob, and Alice's consent.
fn approved() -> (IpId, IpId, TermsId) {
	let (parent, id) = licensor(by_approval(remix(5)));
	let child = create(BOB);
	assert_ok!(approve(ALICE, parent, child, id));
	(parent, child, id)
}

#[test]
fn approval_should_be_gone_when_revoked() {
	build_and_execute(|| {
		let (parent, child, id) = approved();
		let before = held(ALICE);
		assert_ok!(revoke(ALICE, parent, child));
		assert_eq!(last_event(), Event::ApprovalRevoked { parent, child }.into());
		assert!(held(ALICE) < before);
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::NotApproved);
		assert_noop!(revoke(ALICE, parent, child), Error::ApprovalNotFound);
	});
}

#[test]
fn approval_should_stay_when_others_revoke_it() {
	build_and_execute(|| {
		let (parent, child, _) = approved();
		for who in [POOR, CHARLIE] {
			assert_noop!(revoke(who, parent, child), Error::NotAuthorized);
		}
		// The owner of the child needs nothing that is for it.
		let before = held(ALICE);
		assert_ok!(revoke(BOB, parent, child));
		assert!(held(ALICE) < before);
	});
}

#[test]
fn approval_should_be_cleared_by_anybody_when_it_is_good_for_nothing() {
	build_and_execute(|| {
		let (parent, child, _) = approved();
		Ips::sell(parent, CHARLIE);
		assert_ok!(revoke(POOR, parent, child));

		let (parent, child, _) = approved();
		assert_ok!(Ips::burn_with_consent::<Licensing>(child));
		assert_ok!(revoke(POOR, parent, child));

		let (parent, child, _) = approved();
		assert_ok!(Ips::burn_with_consent::<Licensing>(parent));
		assert_ok!(revoke(POOR, parent, child));
	});
}

#[test]
fn approval_should_be_cleared_by_anybody_when_the_child_was_linked_without_it() {
	build_and_execute(|| {
		let (parent, child, _) = approved();
		let (other, id) = licensor(remix(1));
		assert_ok!(derive(child, &[by_terms(other, id)]));
		let before = held(ALICE);
		assert_ok!(revoke(POOR, parent, child));
		assert!(held(ALICE) < before);
	});
}

#[test]
fn approval_should_be_revoked_by_its_agent_when_that_is_none_any_more() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(remix(5)));
		let child = create(BOB);
		Ips::permit(parent, CHARLIE, Permission::License);
		assert_ok!(approve(CHARLIE, parent, child, id));
		Agents::<Test>::remove((parent, CHARLIE, Permission::License));
		assert_noop!(revoke(POOR, parent, child), Error::NotAuthorized);
		assert_ok!(revoke(CHARLIE, parent, child));
		assert_eq!(held(CHARLIE), 0);
		// Only what is one's own.
		assert_ok!(approve(ALICE, parent, child, id));
		assert_noop!(revoke(CHARLIE, parent, child), Error::NotAuthorized);
	});
}
