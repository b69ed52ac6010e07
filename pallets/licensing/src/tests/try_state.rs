//! Every invariant, broken on purpose.

use crate::{
	mock::*, tests::scenario::*, types::*, Approvals, AttachedCount, Attachments, Children, CommercialApprovals,
	FloorProposals, Floors, Held, HoldReason, Licenses, LinkApprovals, NextLicense, Parents,
};
use atelier_primitives::{Deposit, IpId};
use frame_support::{assert_ok, traits::fungible::MutateHold, BoundedVec};
use sp_runtime::Perbill;

/// A parent, its child, the terms between them, and a license of the child that Bob holds.
type Family = (IpId, IpId, TermsId, LicenseId);

fn family() -> Family {
	let (parent, id) = licensor(remix(5));
	let child = derived(&[by_terms(parent, id)]);
	let license = mint(child, id, 2).unwrap();
	(parent, child, id, license)
}

/// The invariants hold, and then break with this sentence.
fn breaks(sentence: &'static str, change: impl FnOnce(Family)) {
	new_test_ext().execute_with(|| {
		let family = family();
		atelier_testing::breaks(Licensing::do_try_state, sentence, || change(family));
	});
}

fn change_link(child: IpId, change: impl FnOnce(&mut Link)) {
	Parents::<Test>::mutate(child, |derivation| change(&mut derivation.as_mut().unwrap().links[0]));
}

#[test]
fn try_state_should_fail_when_terms_change() {
	breaks("terms are not stored under their hash", |(_, _, id, _)| {
		crate::Terms::<Test>::mutate(id, |terms| terms.as_mut().unwrap().terms.minting_fee = 1);
	});
}

#[test]
fn try_state_should_fail_when_terms_are_not_enforced() {
	breaks("terms are stored that are not enforced", |(_, _, _, _)| {
		let terms = LicenseTerms { currency: Some(1), ..remix(0) };
		let deposit = Deposit { who: ALICE, amount: 0 };
		let id = Licensing::terms_id(&terms);
		crate::Terms::<Test>::insert(id, RegisteredTerms { terms, attachments: 0, deposit });
	});
}

#[test]
fn try_state_should_fail_when_terms_are_attached_to_nothing() {
	breaks("terms are attached to no IP", |(parent, ..)| Owners::<Test>::remove(parent));
}

#[test]
fn try_state_should_fail_when_an_ip_has_too_many_terms() {
	breaks("an IP has too many terms", |(parent, _, id, _)| {
		let attachment = Attachments::<Test>::get(parent, id).unwrap();
		for byte in 0..16 {
			Attachments::<Test>::insert(parent, TermsId::repeat_byte(byte), attachment.clone());
		}
	});
}

#[test]
fn try_state_should_fail_when_attachments_are_miscounted() {
	breaks("an IP miscounts its terms", |(parent, ..)| AttachedCount::<Test>::insert(parent, 2));
	breaks("terms miscount their attachments", |(_, _, id, _)| {
		crate::Terms::<Test>::mutate(id, |terms| terms.as_mut().unwrap().attachments = 1);
	});
}

#[test]
fn try_state_should_fail_when_a_license_is_impossible() {
	breaks("a license has an id that was not given out", |(..)| NextLicense::<Test>::put(0));
	for quantity in [0, 1_001] {
		breaks("a license has a wrong quantity", |(_, _, _, license)| {
			Licenses::<Test>::mutate(license, |license| license.as_mut().unwrap().quantity = quantity);
		});
	}
	breaks("an attachment miscounts its licenses", |(_, child, id, _)| {
		Attachments::<Test>::mutate(child, id, |attachment| attachment.as_mut().unwrap().licenses = 2);
	});
	breaks("an attachment miscounts its licenses", |(parent, _, _, license)| {
		Licenses::<Test>::mutate(license, |license| license.as_mut().unwrap().ip = parent);
	});
}

#[test]
fn try_state_should_fail_when_the_index_of_holders_is_wrong() {
	breaks("an empty list of licenses is stored", |(parent, ..)| {
		Held::<Test>::insert(parent, ALICE, frame_support::BoundedVec::default());
	});
	breaks("a license is listed twice", |(_, child, _, license)| {
		let entry = HeldLicense { license, expires: None };
		Held::<Test>::mutate(child, BOB, |held| held.try_push(entry).unwrap());
	});
	breaks("a license is listed that does not exist", |(_, child, ..)| {
		let entry = HeldLicense { license: 77, expires: None };
		Held::<Test>::mutate(child, BOB, |held| held.try_push(entry).unwrap());
	});
	breaks("a license is listed wrongly", |(_, child, ..)| {
		Held::<Test>::mutate(child, BOB, |held| held[0].expires = Some(9));
	});
	breaks("a license is listed wrongly", |(_, _, _, license)| {
		Licenses::<Test>::mutate(license, |license| license.as_mut().unwrap().holder = ALICE);
	});
	breaks("a license is not listed", |(_, child, ..)| Held::<Test>::remove(child, BOB));
}

#[test]
fn try_state_should_fail_when_links_are_wrong() {
	breaks("parents and children differ", |(parent, child, ..)| Children::<Test>::remove(parent, child));
	breaks("parents and children differ", |(parent, child, ..)| Children::<Test>::insert(child, parent, ()));
	breaks("a derivative has no parents", |(_, child, ..)| {
		Parents::<Test>::mutate(child, |derivation| derivation.as_mut().unwrap().links.clear());
	});
	breaks("a derivative has a parent twice", |(_, child, ..)| {
		Parents::<Test>::mutate(child, |derivation| {
			let links = &mut derivation.as_mut().unwrap().links;
			let link = links[0];
			links.try_push(link).unwrap();
		});
	});
	breaks("a link is under terms that do not exist", |(_, child, ..)| {
		change_link(child, |link| link.terms = TermsId::zero());
	});
	breaks("an attachment miscounts its derivatives", |(parent, _, id, _)| {
		Attachments::<Test>::mutate(parent, id, |attachment| attachment.as_mut().unwrap().children = 0);
	});
}

#[test]
fn try_state_should_fail_when_a_link_differs_from_its_terms() {
	let sentence = "a link does not say what its terms say";
	breaks(sentence, |(_, child, ..)| change_link(child, |link| link.rate = Perbill::zero()));
	breaks(sentence, |(_, child, ..)| change_link(child, |link| link.reciprocal = false));
	breaks(sentence, |(_, child, ..)| change_link(child, |link| link.commercial_attribution = false));
	breaks(sentence, |(_, child, ..)| change_link(child, |link| link.derivatives_attribution = false));
}

#[test]
fn try_state_should_fail_when_a_derivative_is_no_ip() {
	new_test_ext().execute_with(|| {
		let (parent, id) = licensor(Terms { derivatives_reciprocal: false, ..remix(5) });
		let child = derived(&[by_terms(parent, id)]);
		Owners::<Test>::remove(child);
		assert_eq!(Licensing::do_try_state(), Err("a derivative is no IP".into()));
	});
}

#[test]
fn try_state_should_fail_when_links_do_not_agree_on_reciprocity() {
	breaks("the links of a derivative do not agree", |(_, child, ..)| {
		let (parent, terms) = licensor(Terms { derivatives_reciprocal: false, ..remix(5) });
		Parents::<Test>::mutate(child, |derivation| {
			let links = &mut derivation.as_mut().unwrap().links;
			let link = Link { parent, terms, reciprocal: false, ..links[0] };
			links.try_push(link).unwrap();
		});
		Children::<Test>::insert(parent, child, ());
		Attachments::<Test>::mutate(parent, terms, |attachment| attachment.as_mut().unwrap().children = 1);
	});
}

#[test]
fn try_state_should_fail_when_a_derivative_has_terms_of_its_own() {
	breaks("a derivative has other terms than it inherited", |(_, child, ..)| {
		let id = register(remix(6));
		assert_ok!(Licensing::attach(&BOB, child, id));
	});
}

#[test]
fn try_state_should_fail_when_the_frozen_ancestors_differ() {
	breaks("the frozen ancestors differ from the links", |(_, child, ..)| Stacks::<Test>::remove(child));
	breaks("the frozen ancestors differ from the links", |(_, child, ..)| {
		Stacks::<Test>::mutate(child, |stack| stack.as_mut().unwrap().0[0].rate = Perbill::one());
	});
	breaks("the frozen total differs from the links", |(_, child, ..)| {
		Stacks::<Test>::mutate(child, |stack| stack.as_mut().unwrap().1 = Perbill::one());
	});
	breaks("an IP is its own ancestor", |(_, child, ..)| {
		Stacks::<Test>::mutate(child, |stack| stack.as_mut().unwrap().0[0].id = child);
	});
	breaks("a derivative could not be linked", |(parent, ..)| {
		let full = atelier_math::ancestors::Ancestor { id: IpId::new(9, 9), rate: Perbill::one() };
		Royalties::pretend(parent, vec![full]);
	});
}

#[test]
fn try_state_should_fail_when_deposits_are_not_on_hold() {
	let sentence = "an account has not its deposits on hold";
	let reason = RuntimeHoldReason::Licensing(HoldReason::Storage);
	breaks(sentence, |(..)| {
		assert_ok!(Balances::release(&reason, &BOB, 1, frame_support::traits::tokens::Precision::Exact));
	});
	// Held for nothing.
	breaks(sentence, |(..)| {
		assert_ok!(Balances::hold(&reason, &CHARLIE, 1));
	});
	breaks(sentence, |(_, _, _, license)| {
		Licenses::<Test>::mutate(license, |license| license.as_mut().unwrap().deposit.who = 77);
		// What Bob has on hold is right again.
		let amount = Licenses::<Test>::get(license).unwrap().deposit.amount;
		assert_ok!(Balances::release(&reason, &BOB, amount, frame_support::traits::tokens::Precision::Exact));
	});
}

/// As [`breaks`], after a request of Bob for a child of a parent of Alice. Gives parent and child.
fn breaks_with_request(sentence: &'static str, change: impl FnOnce(IpId, IpId)) {
	new_test_ext().execute_with(|| {
		let (parent, id) = licensor(by_approval(Terms { minting_fee: 100, ..remix(5) }));
		let child = create(BOB);
		assert_ok!(request(BOB, parent, id, child));
		atelier_testing::breaks(Licensing::do_try_state, sentence, || change(parent, child));
	});
}

#[test]
fn try_state_should_fail_when_a_share_is_below_the_terms() {
	breaks("a license has a wrong share", |(_, _, _, license)| {
		Licenses::<Test>::mutate(license, |license| license.as_mut().unwrap().share = Perbill::from_percent(4));
	});
	breaks("a license is under terms that do not exist", |(_, _, _, license)| {
		Licenses::<Test>::mutate(license, |license| license.as_mut().unwrap().terms = TermsId::zero());
	});
}

#[test]
fn try_state_should_fail_when_approvals_are_wrong() {
	breaks_with_request("an approval is under terms that ask for none", |parent, child| {
		let terms = register(remix(5));
		Approvals::<Test>::mutate(parent, child, |approval| approval.as_mut().unwrap().terms = terms);
	});
	breaks_with_request("an attachment miscounts its licenses", |parent, child| {
		Approvals::<Test>::mutate(parent, child, |approval| {
			approval.as_mut().unwrap().state = ApprovalState::Paid { share: Perbill::zero() };
		});
	});
}

#[test]
fn try_state_should_fail_when_fees_are_not_on_hold() {
	let sentence = "an account has not its fees on hold";
	breaks_with_request(sentence, |parent, child| {
		Approvals::<Test>::mutate(parent, child, |approval| approval.as_mut().unwrap().state = ApprovalState::Given);
	});
	breaks_with_request(sentence, |_, _| {
		assert_ok!(Balances::hold(&RuntimeHoldReason::Licensing(HoldReason::Fee), &CHARLIE, 1));
	});
}

#[test]
fn try_state_should_fail_when_the_account_of_the_pallet_is_gone() {
	breaks("the account of the pallet is gone", |(..)| {
		<Balances as frame_support::traits::fungible::Mutate<_>>::set_balance(&Licensing::account(), 0);
	});
}

#[test]
fn try_state_should_fail_when_floors_are_wrong() {
	let nowhere = IpId::new(9, 9);
	let deposit = || Deposit { who: ALICE, amount: 0 };
	breaks("a floor is of no IP", |_| {
		Floors::<Test>::insert(nowhere, Floor { now: floor(1, 0), change: None, deposit: deposit() });
	});
	breaks("a floor of zero is stored", |(parent, ..)| {
		Floors::<Test>::insert(parent, Floor { now: floor(0, 0), change: None, deposit: deposit() });
	});
	breaks("a floor of zero is stored", |(parent, ..)| {
		let change = Some(FloorChange { floor: floor(0, 0), from: 9 });
		Floors::<Test>::insert(parent, Floor { now: floor(0, 0), change, deposit: deposit() });
	});
	breaks("a floor is proposed for no IP", |_| {
		let proposal = FloorProposal { floor: floor(1, 0), by: ALICE, authority: ALICE, moves: 0, deposit: deposit() };
		FloorProposals::<Test>::insert(nowhere, proposal);
	});
}

/// An approval for which somebody has the deposit on hold.
fn link_approval(who: AccountId) -> LinkApproval<AccountId> {
	let deposit = Licensing::hold_deposit(&who, 1, 0).unwrap();
	LinkApproval { parents: ParentsHash::zero(), max_share: Perbill::one(), moves: 0, deposit }
}

fn commercial_approval(who: AccountId) -> CommercialApproval<AccountId> {
	CommercialApproval { fee: 0, moves: 0, deposit: Licensing::hold_deposit(&who, 1, 0).unwrap() }
}

#[test]
fn try_state_should_fail_when_commerce_is_wrong() {
	breaks("a derivative under commercial terms is not commercial", |(_, child, ..)| {
		Parents::<Test>::mutate(child, |derivation| derivation.as_mut().unwrap().commercial = false);
	});
	breaks("a commercial derivative has a parent that is not", |(..)| {
		let (top, id) = licensor(fan());
		let middle = derived(&[by_terms(top, id)]);
		let child = derived(&[by_terms(middle, id)]);
		Parents::<Test>::mutate(child, |derivation| derivation.as_mut().unwrap().commercial = true);
	});
	breaks("a derivative lost the fee that a parent inherited", |(_, child, id, _)| {
		derived(&[by_terms(child, id)]);
		Parents::<Test>::mutate(child, |derivation| derivation.as_mut().unwrap().inherited_fee = 1);
	});
}

#[test]
fn try_state_should_fail_when_approvals_of_links_are_wrong() {
	let insert = |ip, approvals: Vec<_>| LinkApprovals::<Test>::insert(ip, BoundedVec::truncate_from(approvals));
	breaks("an empty list of approvals is stored", |(parent, ..)| insert(parent, vec![]));
	breaks("a link is approved that is made", |(_, child, ..)| insert(child, vec![link_approval(ALICE)]));
	breaks("an account approves a link twice", |(parent, ..)| {
		insert(parent, vec![link_approval(ALICE), link_approval(ALICE)]);
	});
}

#[test]
fn try_state_should_fail_when_approvals_of_commercializations_are_wrong() {
	let insert = |parent, child, approvals: Vec<_>| {
		CommercialApprovals::<Test>::insert(parent, child, BoundedVec::truncate_from(approvals));
	};
	let fan_work = || {
		let (top, id) = licensor(fan());
		(top, derived(&[by_terms(top, id)]))
	};
	breaks("an empty list of approvals is stored", |(parent, child, ..)| insert(parent, child, vec![]));
	breaks("a commercialization is approved by no parent", |(parent, child, ..)| {
		insert(child, parent, vec![commercial_approval(ALICE)]);
	});
	breaks("a commercialization is approved that is done", |(parent, child, ..)| {
		insert(parent, child, vec![commercial_approval(ALICE)]);
	});
	breaks("an account approves a commercialization twice", |(..)| {
		let (parent, child) = fan_work();
		insert(parent, child, vec![commercial_approval(ALICE), commercial_approval(ALICE)]);
	});
	breaks("an account has not its deposits on hold", |(..)| {
		let (parent, child) = fan_work();
		let deposit = Deposit { who: ALICE, amount: 1 };
		insert(parent, child, vec![CommercialApproval { fee: 0, moves: 0, deposit }]);
	});
}
