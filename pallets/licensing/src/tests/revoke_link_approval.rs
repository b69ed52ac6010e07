use crate::{mock::*, tests::scenario::*, types::*, LinkApprovals};
use atelier_primitives::IpId;
use frame_support::{assert_noop, assert_ok};

/// A work of Bob's in which Alice and Charlie have scores, whose link both approved.
fn approved() -> (IpId, ParentClaim) {
	let work = create(BOB);
	let (parent, id) = licensor(remix(5));
	for who in [ALICE, BOB, CHARLIE] {
		Royalties::set_score(work, who, 10);
	}
	Royalties::divide(work);
	for who in [ALICE, CHARLIE] {
		assert_ok!(approve_link(who, work, &[by_terms(parent, id)]));
	}
	(work, by_terms(parent, id))
}

fn revoke(signer: AccountId, ip: IpId, who: AccountId) -> sp_runtime::DispatchResult {
	Licensing::revoke_link_approval(RuntimeOrigin::signed(signer), ip, who)
}

#[test]
fn link_should_be_refused_when_an_approval_was_revoked() {
	build_and_execute(|| {
		let before = held(CHARLIE);
		let (work, parent) = approved();
		assert_ok!(revoke(CHARLIE, work, CHARLIE));
		assert_eq!(last_event(), Event::LinkApprovalRevoked { ip: work, who: CHARLIE }.into());
		assert_eq!(held(CHARLIE), before);
		assert_noop!(derive(work, &[parent]), Error::MemberNotApproved);
		assert_noop!(revoke(CHARLIE, work, CHARLIE), Error::ApprovalNotFound);
		assert_ok!(revoke(ALICE, work, ALICE));
		assert!(!LinkApprovals::<Test>::contains_key(work));
	});
}

#[test]
fn approval_should_stay_when_a_stranger_would_revoke_it() {
	build_and_execute(|| {
		let (work, _) = approved();
		for signer in [BOB, ALICE, POOR] {
			assert_noop!(revoke(signer, work, CHARLIE), Error::NotAuthorized);
		}
	});
}

#[test]
fn anybody_should_clear_an_approval_away_when_it_is_void() {
	build_and_execute(|| {
		let before = [ALICE, CHARLIE].map(held);
		let (left, _) = approved();
		Royalties::set_score(left, CHARLIE, 0);
		assert_ok!(revoke(POOR, left, CHARLIE));
		assert_noop!(revoke(POOR, left, ALICE), Error::NotAuthorized);
		Ips::sell(left, ALICE);
		assert_ok!(revoke(POOR, left, ALICE));
		let (burned, _) = approved();
		assert_ok!(Ips::burn_with_consent::<Licensing>(burned));
		assert_ok!(revoke(POOR, burned, ALICE));
		assert_ok!(revoke(POOR, burned, CHARLIE));
		// All but the terms that Alice registered and attached.
		assert_eq!(held(CHARLIE), before[1]);
		assert_eq!(LinkApprovals::<Test>::iter().count(), 0);
	});
}

#[test]
fn void_approvals_should_make_way_by_hand_when_there_are_too_many() {
	build_and_execute(|| {
		let (work, parent) = approved();
		let other = |number: AccountId| 100 + number;
		for number in 0..15 {
			let who = other(number);
			let funds = 100 * atelier_primitives::chain::currency::UNIT;
			assert_ok!(<Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&who, funds));
			Royalties::set_score(work, who, 1);
			assert_ok!(approve_link(who, work, &[parent]));
			Royalties::set_score(work, who, 0);
		}
		let late = other(0);
		assert_ok!(revoke(late, work, late));
		Royalties::set_score(work, POOR, 1);
		let funds = 100 * atelier_primitives::chain::currency::UNIT;
		assert_ok!(<Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&POOR, funds));
		assert_ok!(approve_link(POOR, work, &[parent]));
		assert_eq!(LinkApprovals::<Test>::get(work).len(), MAX_LINK_APPROVALS as usize);
		Royalties::set_score(work, late, 1);
		assert_noop!(
			frame_support::storage::with_storage_layer(|| approve_link(late, work, &[parent])),
			Error::MaxApprovalsExceeded
		);
		assert_ok!(revoke(POOR, work, other(1)));
		assert_ok!(approve_link(late, work, &[parent]));
		assert_ok!(derive(work, &[parent]));
	});
}
