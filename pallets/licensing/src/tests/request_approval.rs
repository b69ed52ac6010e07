use crate::{mock::*, tests::scenario::*, types::*, Approvals, Attachments};
use atelier_primitives::{
	chain::{currency, Balance},
	ip::Permission,
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::{Mutate, MutateFreeze},
		tokens::Preservation::Expendable,
	},
};
use sp_runtime::{Perbill, TokenError};

/// A parent of Alice under terms with an approval and a fee of 100, and a child of Bob.
fn family() -> (IpId, TermsId, IpId) {
	let (parent, id) = licensor(by_approval(Terms { minting_fee: 100, ..remix(5) }));
	(parent, id, create(BOB))
}

/// All that Bob has, on hold or not.
fn riches() -> Balance {
	wealth(BOB)
}

fn deposit() -> Balance {
	currency::deposit(1, Approval::<AccountId, u64>::max_encoded_len() as u32)
}

#[test]
fn buyer_should_not_pay_when_the_licensor_has_not_agreed() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_noop!(mint(parent, id, 1), Error::ApprovalRequired);
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::NotApproved);
		assert_ok!(request(BOB, parent, id, child));
		let event = Event::ApprovalRequested {
			parent,
			child,
			terms: id,
			who: BOB,
			metadata: DESCRIPTION,
			fee: 100,
			share: Perbill::from_percent(5),
			until: 31,
		};
		assert_eq!(last_event(), event.into());
		assert_eq!((held(BOB), held_fees(BOB), riches()), (deposit(), 100, RICHES));
		assert_eq!(Received::<Test>::get(parent), 0);
		// Asking is not enough.
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::NotApproved);
	});
}

#[test]
fn fee_should_be_paid_to_the_unit_when_the_licensor_agrees() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		let revision = Revisions::get(parent);
		assert_ok!(approve(ALICE, parent, child, id));
		let event = Event::DerivativeApproved { parent, child, terms: id, metadata: DESCRIPTION, fee: 100 };
		assert_eq!(last_event(), event.into());
		assert_eq!((held_fees(BOB), riches(), Received::<Test>::get(parent)), (0, RICHES - 100, 100));
		assert_eq!(Balances::free_balance(Licensing::account()), EXISTENTIAL_DEPOSIT);
		assert_eq!(Revisions::get(parent), revision + 1);
		assert_eq!(Attachments::<Test>::get(parent, id).unwrap().licenses, 1);
		// It costs nothing more at the link, and the deposit returns.
		let before = held(BOB);
		assert_eq!(before, deposit());
		assert_ok!(derive(child, &[by_terms(parent, id)]));
		assert_eq!(Received::<Test>::get(parent), 100);
		assert!(!Approvals::<Test>::contains_key(parent, child));
		let attachment = Attachments::<Test>::get(parent, id).unwrap();
		assert_eq!((attachment.licenses, attachment.children), (0, 1));
		assert_eq!(riches(), RICHES - 100);
	});
}

#[test]
fn fee_should_be_paid_when_the_money_of_the_buyer_is_frozen() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		assert_ok!(Balances::set_freeze(&0, &BOB, RICHES));
		assert_ok!(approve(ALICE, parent, child, id));
		assert_eq!((Received::<Test>::get(parent), riches()), (100, RICHES - 100));
	});
}

#[test]
fn fee_should_be_free_again_when_the_buyer_withdraws() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		assert_noop!(revoke(CHARLIE, parent, child), Error::NotAuthorized);
		assert_ok!(revoke(BOB, parent, child));
		assert_eq!(last_event(), Event::ApprovalRevoked { parent, child }.into());
		assert_eq!((held(BOB), held_fees(BOB), Balances::free_balance(BOB)), (0, 0, RICHES));
		// A licensor who declines does the same.
		assert_ok!(request(BOB, parent, id, child));
		assert_ok!(revoke(ALICE, parent, child));
		assert_eq!(Balances::free_balance(BOB), RICHES);
	});
}

#[test]
fn fee_should_be_freed_by_anybody_when_the_request_is_old() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		run_for(RequestLifetime::get() - 1);
		assert_noop!(revoke(POOR, parent, child), Error::NotAuthorized);
		run_for(1);
		assert_ok!(revoke(POOR, parent, child));
		assert_eq!(Balances::free_balance(BOB), RICHES);
	});
}

#[test]
fn fee_should_not_be_taken_when_the_request_is_old() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		run_for(RequestLifetime::get());
		// The approval is one that nobody has paid for.
		assert_ok!(approve(ALICE, parent, child, id));
		assert_eq!((Received::<Test>::get(parent), Balances::free_balance(BOB)), (0, RICHES));
		assert_eq!(Approvals::<Test>::get(parent, child).unwrap().state, ApprovalState::Given);
		assert_ok!(derive(child, &[by_terms(parent, id)]));
		assert_eq!(Received::<Test>::get(parent), 100);
	});
}

#[test]
fn fee_should_not_go_to_a_new_owner_when_the_parent_was_sold() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		Ips::sell(parent, CHARLIE);
		Ips::sell(parent, ALICE);
		assert_ok!(revoke(POOR, parent, child));
		assert_eq!(Balances::free_balance(BOB), RICHES);
	});
}

#[test]
fn fee_should_not_pay_for_somebody_else_when_the_child_was_sold() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		Ips::sell(child, CHARLIE);
		assert_ok!(approve(ALICE, parent, child, id));
		assert_eq!((held_fees(BOB), held(BOB), Balances::free_balance(BOB)), (0, 0, RICHES));
		assert_eq!(Received::<Test>::get(parent), 0);
	});
}

#[test]
fn paid_approval_should_stay_good_when_the_parent_is_sold_or_its_terms_are_disabled() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		assert_ok!(approve(ALICE, parent, child, id));
		assert_ok!(Licensing::set_disabled(RuntimeOrigin::signed(ALICE), parent, id, true));
		assert_noop!(Licensing::detach_terms(RuntimeOrigin::signed(ALICE), parent, id), Error::InUse);
		assert_noop!(Ips::burn_with_consent::<Licensing>(parent), Error::HasLicenses);
		Ips::sell(parent, CHARLIE);
		assert_ok!(derive(child, &[by_terms(parent, id)]));
		assert_eq!(Received::<Test>::get(parent), 100);
	});
}

#[test]
fn paid_approval_should_not_be_taken_back_when_the_licensor_regrets() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		assert_ok!(approve(ALICE, parent, child, id));
		for who in [ALICE, CHARLIE] {
			assert_noop!(revoke(who, parent, child), Error::AlreadyPaid);
		}
		let other = attach(parent, by_approval(remix(6)));
		assert_noop!(approve(ALICE, parent, child, other), Error::AlreadyExists);
		// Whoever has the child has it now, and the deposit is that of the buyer.
		Ips::sell(child, CHARLIE);
		assert_noop!(revoke(BOB, parent, child), Error::AlreadyPaid);
		assert_ok!(revoke(CHARLIE, parent, child));
		assert_eq!((held(BOB), riches(), Received::<Test>::get(parent)), (0, RICHES - 100, 100));
		assert_eq!(Attachments::<Test>::get(parent, id).unwrap().licenses, 0);
	});
}

#[test]
fn paid_approval_should_be_cleared_by_anybody_when_the_child_is_burned() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		assert_ok!(approve(ALICE, parent, child, id));
		assert_ok!(Ips::burn_with_consent::<Licensing>(child));
		assert_ok!(revoke(POOR, parent, child));
		assert_ok!(Licensing::detach_terms(RuntimeOrigin::signed(ALICE), parent, id));
	});
}

#[test]
fn request_should_not_be_answered_otherwise_when_it_is_open() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		let other = attach(parent, by_approval(remix(6)));
		assert_ok!(request(BOB, parent, id, child));
		assert_noop!(approve(ALICE, parent, child, other), Error::ApprovalMismatch);
		// Bob changes the description, and Alice agrees to the new one: he asked for the old one.
		Ips::describe(child, Some([8; 32]), true);
		let origin = RuntimeOrigin::signed(ALICE);
		assert_noop!(Licensing::approve_derivative(origin, parent, child, id, [8; 32]), Error::ApprovalMismatch);
		assert_noop!(approve(ALICE, parent, child, id), Error::MetadataMismatch);
	});
}

#[test]
fn request_should_keep_its_price_when_the_floor_rises() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		assert_ok!(set_floor(ALICE, parent, floor(1_000, 50)));
		run_for(FloorDelay::get());
		assert_ok!(approve(ALICE, parent, child, id));
		assert_ok!(derive(child, &[by_terms(parent, id)]));
		assert_eq!(Received::<Test>::get(parent), 100);
		assert_eq!(Stacks::<Test>::get(child).unwrap().1, Perbill::from_percent(5));
	});
}

#[test]
fn request_should_be_refused_when_it_is_for_nothing() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_noop!(request(CHARLIE, parent, id, child), Error::NotAuthorized);
		assert_noop!(request(ALICE, parent, id, parent), Error::SelfParent);
		assert_noop!(request(BOB, parent, id, IpId::new(9, 9)), Error::NotFound);
		assert_noop!(request(BOB, IpId::new(9, 9), id, child), Error::NotFound);
		let others = register(remix(1));
		assert_noop!(request(BOB, parent, others, child), Error::TermsNotAttached);
		attach(parent, remix(1));
		assert_noop!(request(BOB, parent, others, child), Error::ApprovalNotRequired);
		let ask = |max_fee, percent| {
			let (origin, share) = (RuntimeOrigin::signed(BOB), Perbill::from_percent(percent));
			Licensing::request_approval(origin, parent, id, child, max_fee, share)
		};
		assert_noop!(ask(99, 5), Error::MaxFeeExceeded);
		assert_noop!(ask(100, 4), Error::MaxShareExceeded);
		Ips::describe(child, None, false);
		assert_noop!(request(BOB, parent, id, child), Error::MetadataHashMissing);
		Ips::describe(child, Some(DESCRIPTION), false);
		assert_ok!(ask(100, 5));
		assert_noop!(ask(100, 5), Error::AlreadyExists);
		let poor = create(POOR);
		assert_noop!(request(POOR, parent, id, poor), TokenError::FundsUnavailable);
		assert_ok!(Licensing::set_disabled(RuntimeOrigin::signed(ALICE), parent, id, true));
		let fresh = create(BOB);
		assert_noop!(request(BOB, parent, id, fresh), Error::TermsDisabled);
	});
}

#[test]
fn request_should_be_refused_when_the_child_can_never_be_linked() {
	build_and_execute(|| {
		let (parent, id, _) = family();
		let (other, free) = licensor(remix(1));
		let linked = derived(&[by_terms(other, free)]);
		assert_noop!(request(BOB, parent, id, linked), Error::HasParents);
		assert_noop!(request(ALICE, parent, id, other), Error::HasChildren);
	});
}

#[test]
fn request_should_be_refused_when_the_fee_cannot_be_held() {
	build_and_execute(|| {
		let (parent, id, _) = family();
		let child = create(POOR);
		assert_ok!(Balances::transfer(&BOB, &POOR, deposit() + EXISTENTIAL_DEPOSIT + 99, Expendable));
		let asked = frame_support::storage::with_storage_layer(|| request(POOR, parent, id, child));
		assert_eq!(asked, Err(TokenError::FundsUnavailable.into()));
		assert_eq!(held(POOR), 0);
	});
}

#[test]
fn request_should_make_way_for_another_when_it_is_void() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		assert_ok!(request(BOB, parent, id, child));
		Ips::sell(child, CHARLIE);
		assert_ok!(request(CHARLIE, parent, id, child));
		assert_eq!((held_fees(BOB), held_fees(CHARLIE), Balances::free_balance(BOB)), (0, 100, RICHES));
	});
}

#[test]
fn request_should_be_approved_by_an_agent_when_it_may_license() {
	build_and_execute(|| {
		let (parent, id, child) = family();
		Ips::permit(parent, CHARLIE, Permission::License);
		assert_ok!(request(BOB, parent, id, child));
		assert_ok!(approve(CHARLIE, parent, child, id));
		assert_eq!(held(CHARLIE), 0);
		assert_eq!(Received::<Test>::get(parent), 100);
	});
}
