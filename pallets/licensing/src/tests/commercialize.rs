use crate::{mock::*, tests::scenario::*, types::*, CommercialApprovals, Parents, WeightInfo};
use atelier_primitives::{
	chain::{currency, currency::UNIT},
	ip::{IpInspect, Permission},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, traits::fungible::Mutate};
use sp_runtime::TokenError;

/// A work of Alice's, and what Bob made of it without commerce.
fn family() -> (IpId, IpId) {
	let (parent, id) = licensor(fan());
	give_floor(parent, 0, 10);
	(parent, derived(&[by_terms(parent, id)]))
}

fn withdraw(who: AccountId, parent: IpId, child: IpId) -> sp_runtime::DispatchResult {
	Licensing::approve_commercialization(RuntimeOrigin::signed(who), parent, child, None)
}

fn deposit() -> u128 {
	currency::deposit(1, CommercialApproval::<AccountId>::max_encoded_len() as u32)
}

fn standing(ip: IpId) -> CommercialStanding<AccountId> {
	Licensing::commercial_standing(ip).unwrap_or_else(|_| panic!("an IP"))
}

#[test]
fn fan_work_should_be_commercial_when_its_parents_were_paid() {
	build_and_execute(|| {
		let (a, for_love) = licensor(fan());
		let b = create(CHARLIE);
		attach(b, fan());
		give_floor(a, 0, 10);
		let child = derived(&[by_terms(a, for_love), by_terms(b, for_love)]);
		let before = [ALICE, CHARLIE].map(held);
		assert_ok!(approve_commerce(ALICE, a, child, 1_000));
		assert_eq!(held(ALICE) - before[0], deposit());
		assert_noop!(commercialize(child, &[(a, 1_000), (b, 50)]), Error::OwnerNotApproved);
		assert_ok!(approve_commerce(CHARLIE, b, child, 50));
		assert_noop!(commercialize(child, &[(a, 999), (b, 50)]), Error::MaxFeeExceeded);
		let (stack, money) = (Stacks::<Test>::get(child), balance(BOB));
		assert_ok!(commercialize(child, &[(b, 70), (a, 1_000)]));
		assert_eq!(last_event(), Event::Commercialized { ip: child, paid: 1_050 }.into());
		assert_eq!(money - balance(BOB), 1_050);
		assert_eq!([a, b].map(Received::<Test>::get), [1_000, 50]);
		assert!(standing(child).commercial);
		// Nothing of what is owed has moved, and the deposits are back.
		assert_eq!(Stacks::<Test>::get(child), stack);
		assert_eq!([ALICE, CHARLIE].map(held), before);
		assert_eq!(CommercialApprovals::<Test>::iter().count(), 0);
		assert_eq!(Ips::revision(&child), 2, "the link, and this");
		assert_noop!(commercialize(child, &[(a, 0), (b, 0)]), Error::AlreadyCommercial);
		assert_noop!(approve_commerce(ALICE, a, child, 1), Error::AlreadyCommercial);
		// Its terms are still those of its parents.
		assert_eq!(Licensing::attached(child).len(), 1);
		let others = register(remix(1));
		let attach = Licensing::attach_terms(RuntimeOrigin::signed(BOB), child, others);
		assert_noop!(attach, Error::DerivativeTermsFixed);
	});
}

#[test]
fn fan_work_should_not_be_commercial_when_the_score_authority_did_not_agree() {
	build_and_execute(|| {
		let (parent, child) = family();
		// Charlie bought the parent; the income is still Alice's. What he gives for nothing she need not.
		Ips::sell(parent, CHARLIE);
		assert_ok!(approve_commerce(CHARLIE, parent, child, 0));
		assert_noop!(commercialize(child, &[(parent, 500)]), Error::AuthorityNotApproved);
		assert_eq!(standing(child).parents[0].missing, [ALICE]);
		assert_ok!(approve_commerce(ALICE, parent, child, 500));
		let consent = CommercialConsent { parent, commercial: true, fee: 500, missing: vec![] };
		assert_eq!(standing(child).parents, [consent]);
		assert_noop!(commercialize(child, &[(parent, 499)]), Error::MaxFeeExceeded);
		assert_ok!(commercialize(child, &[(parent, 500)]));
		assert_eq!(Received::<Test>::get(parent), 500, "the higher fee, once");
	});
}

#[test]
fn fan_work_should_not_be_commercial_when_a_parent_is_not() {
	build_and_execute(|| {
		let (parent, child) = family();
		let id = Licensing::attached(parent)[0].0;
		let below = derived(&[by_terms(child, id)]);
		assert_ok!(approve_commerce(BOB, child, below, 0));
		assert_noop!(commercialize(below, &[(child, 0)]), Error::ParentNotCommercial);
		assert_ok!(approve_commerce(ALICE, parent, child, 0));
		assert_ok!(commercialize(child, &[(parent, 0)]));
		// What was made before is what it was.
		assert!(!standing(below).commercial);
		assert_ok!(commercialize(below, &[(child, 0)]));
		// And what is made after under the same terms as well.
		assert!(!standing(derived(&[by_terms(below, id)])).commercial);
	});
}

#[test]
fn commercialization_should_be_refused_when_something_else_is_named() {
	build_and_execute(|| {
		let (parent, child) = family();
		let (other, id) = licensor(remix(5));
		assert_ok!(approve_commerce(ALICE, parent, child, 0));
		for fees in [vec![], vec![(other, 0)], vec![(parent, 0), (other, 0)], vec![(parent, 0), (parent, 0)]] {
			assert_noop!(commercialize(child, &fees), Error::ParentMismatch);
		}
		let by = |who, ip| Licensing::commercialize(RuntimeOrigin::signed(who), ip, Default::default());
		for who in [ALICE, CHARLIE, Ips::account(&child)] {
			assert_noop!(by(who, child), Error::NotAuthorized);
		}
		assert_noop!(by(BOB, IpId::new(9, 9)), Error::NotFound);
		// An original is commercial, and what was made for money.
		assert_noop!(by(ALICE, other), Error::AlreadyCommercial);
		let remixed = derived(&[by_terms(other, id)]);
		assert_noop!(commercialize(remixed, &[(other, 0)]), Error::AlreadyCommercial);
		assert_noop!(approve_commerce(ALICE, other, remixed, 0), Error::AlreadyCommercial);
	});
}

#[test]
fn nothing_should_change_when_the_fees_cannot_be_paid() {
	build_and_execute(|| {
		let (parent, child) = family();
		assert_ok!(approve_commerce(ALICE, parent, child, RICHES));
		let pay = || commercialize(child, &[(parent, RICHES)]);
		assert_noop!(frame_support::storage::with_storage_layer(pay), TokenError::FundsUnavailable);
		assert!(!Parents::<Test>::get(child).unwrap().commercial);
	});
}

#[test]
fn approval_should_be_of_the_owner_and_the_authority_alone_when_given() {
	build_and_execute(|| {
		let (parent, child) = family();
		for permission in [Permission::Metadata, Permission::License, Permission::Trade] {
			Ips::permit(parent, CHARLIE, permission);
		}
		for who in [BOB, CHARLIE, Ips::account(&parent)] {
			assert_noop!(approve_commerce(who, parent, child, 0), Error::NotAuthorized);
		}
		let other = create(ALICE);
		assert_noop!(approve_commerce(ALICE, other, child, 0), Error::ParentMismatch);
		assert_noop!(approve_commerce(ALICE, parent, other, 0), Error::ParentMismatch);
		assert_noop!(approve_commerce(ALICE, IpId::new(9, 9), child, 0), Error::NotFound);
		let before = Ips::revision(&parent);
		assert_ok!(approve_commerce(ALICE, parent, child, 7));
		let event = Event::CommercializationApproved { parent, child, who: ALICE, fee: Some(7) };
		assert_eq!(last_event(), event.into());
		assert_eq!(Ips::revision(&parent), before + 1);
	});
}

#[test]
fn approval_should_not_come_back_to_life_when_the_parent_does() {
	build_and_execute(|| {
		let (parent, child) = family();
		assert_ok!(approve_commerce(ALICE, parent, child, 7));
		Ips::sell(parent, CHARLIE);
		Ips::sell(parent, ALICE);
		assert_noop!(commercialize(child, &[(parent, 7)]), Error::OwnerNotApproved);
		let before = held(ALICE);
		assert_ok!(approve_commerce(ALICE, parent, child, 8));
		assert_eq!(held(ALICE), before, "it replaces the former");
		assert_noop!(commercialize(child, &[(parent, 7)]), Error::MaxFeeExceeded);
		assert_ok!(commercialize(child, &[(parent, 8)]));
	});
}

#[test]
fn void_approvals_should_make_way_when_the_next_owner_approves() {
	build_and_execute(|| {
		let (parent, child) = family();
		let before = [ALICE, CHARLIE].map(held);
		Ips::sell(parent, CHARLIE);
		for who in [ALICE, CHARLIE] {
			assert_ok!(approve_commerce(who, parent, child, 0));
		}
		Balances::set_balance(&POOR, UNIT);
		Ips::sell(parent, POOR);
		assert_ok!(approve_commerce(POOR, parent, child, 0));
		assert_eq!([ALICE, CHARLIE].map(held), before);
		assert_eq!(CommercialApprovals::<Test>::get(parent, child).len(), 1);
		// A former owner takes back what is left of his.
		Ips::sell(parent, CHARLIE);
		assert_ok!(withdraw(POOR, parent, child));
		assert_eq!(held(POOR), 0);
		assert!(!CommercialApprovals::<Test>::contains_key(parent, child));
	});
}

#[test]
fn commercialization_should_be_refused_when_an_approval_was_taken_back() {
	build_and_execute(|| {
		let (parent, child) = family();
		let before = held(ALICE);
		assert_noop!(withdraw(ALICE, parent, child), Error::ApprovalNotFound);
		assert_ok!(approve_commerce(ALICE, parent, child, 0));
		assert_noop!(withdraw(BOB, parent, child), Error::ApprovalNotFound);
		assert_ok!(withdraw(ALICE, parent, child));
		assert_eq!(held(ALICE), before);
		assert_noop!(commercialize(child, &[(parent, 0)]), Error::OwnerNotApproved);
	});
}

#[test]
fn commercialization_should_be_weighed_by_parents_when_called() {
	let fees = vec![(IpId::new(0, 0), 0); 3].try_into().unwrap();
	let call = crate::Call::<Test>::commercialize { ip: IpId::new(0, 0), fees };
	assert_eq!(call.get_dispatch_info().call_weight, <Weights as WeightInfo>::commercialize(3));
}
