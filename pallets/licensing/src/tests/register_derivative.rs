use crate::{mock::*, tests::scenario::*, types::*, Attachments, Children, Licenses, Parents, WeightInfo};
use atelier_primitives::{
	chain::currency,
	ip::{IpInspect, Permission},
	licensing::LineageInspect,
	Deposit, IpId,
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	assert_noop, assert_ok, dispatch::GetDispatchInfo, storage::with_storage_layer, traits::fungible::Mutate,
};
use sp_runtime::{ArithmeticError, Perbill, TokenError};

fn percent(rate: u32) -> Perbill {
	Perbill::from_percent(rate)
}

/// Terms that let nobody make derivatives of derivatives.
fn one_generation() -> Terms {
	Terms { derivatives_reciprocal: false, ..remix(5) }
}

#[test]
fn derivative_should_be_linked_both_ways_when_registered() {
	build_and_execute(|| {
		let (a, id_a) = licensor(remix(5));
		let (b, id_b) = licensor(Terms { commercial_attribution: false, expiration: 9, ..remix(3) });
		let license = mint(b, id_b, 2).unwrap();
		let before = held(BOB);
		let child = derived(&[by_license(b, license), by_terms(a, id_a)]);

		let derivation = Parents::<Test>::get(child).unwrap();
		let link = |parent, terms, rate, license, commercial_attribution| Link {
			parent,
			terms,
			rate: percent(rate),
			license,
			reciprocal: true,
			commercial_attribution,
			derivatives_attribution: true,
		};
		assert_eq!(derivation.links[..], [link(b, id_b, 3, Some(license), false), link(a, id_a, 5, None, true)]);
		assert_eq!(derivation.expires, Some(10));
		assert!(Children::<Test>::contains_key(a, child) && Children::<Test>::contains_key(b, child));
		assert!(Licensing::is_ancestor(&a, &child) && Licensing::is_ancestor(&b, &child));
		assert!(!Licensing::is_ancestor(&child, &a));
		assert_eq!(Licenses::<Test>::get(license).unwrap().quantity, 1);
		let (stack, total) = Stacks::<Test>::get(child).unwrap();
		assert_eq!((stack.len(), total), (2, percent(8)));
		let event = Event::DerivativeRegistered {
			child,
			parents: vec![b, a],
			ancestors: 2,
			total: percent(8),
			fee: 0,
			expires: Some(10),
		};
		assert_eq!(last_event(), event.into());

		// A deposit for the links and their mirrors, and one for each of the two terms.
		let bytes = (&derivation.links, Some(10u64), true, 0u128).encoded_size();
		let links = currency::deposit(3, (bytes + Deposit::<AccountId>::max_encoded_len()) as u32);
		let attachments = 2 * currency::deposit(1, Attachment::<AccountId>::max_encoded_len() as u32);
		assert_eq!(held(BOB) - before, links + attachments);
	});
}

#[test]
fn derivative_should_carry_exactly_the_reciprocal_terms_when_registered() {
	build_and_execute(|| {
		let (a, shared) = licensor(remix(5));
		let (b, _) = licensor(remix(5));
		let (c, own) = licensor(remix(3));
		attach(a, remix(9));
		let child = derived(&[by_terms(a, shared), by_terms(b, shared), by_terms(c, own)]);
		let mut attached: Vec<_> = Attachments::<Test>::iter_key_prefix(child).collect();
		attached.sort();
		let mut expected = vec![shared, own];
		expected.sort();
		assert_eq!(attached, expected);
	});
}

#[test]
fn fees_should_go_to_the_parents_when_their_terms_are_used() {
	build_and_execute(|| {
		let (a, id_a) = licensor(Terms { minting_fee: 100, ..remix(5) });
		let (b, id_b) = licensor(Terms { minting_fee: 70, ..remix(5) });
		let license = mint(b, id_b, 1).unwrap();
		let (child, parents) = (create(BOB), [by_terms(a, id_a), by_license(b, license)]);
		let register = |max_fee, share| {
			let origin = RuntimeOrigin::signed(BOB);
			Licensing::register_derivative(origin, child, claims(&parents), max_fee, percent(share))
		};
		assert_noop!(register(99, 10), Error::MaxFeeExceeded);
		assert_noop!(register(100, 9), Error::MaxShareExceeded);
		assert_ok!(register(100, 10));
		// The license was paid when it was minted, and its last unit took it along.
		assert_eq!((Received::<Test>::get(a), Received::<Test>::get(b)), (100, 70));
		assert!(!Licenses::<Test>::contains_key(license));
		assert_eq!(Attachments::<Test>::get(b, id_b).unwrap().licenses, 0);
	});
}

#[test]
fn registration_should_be_refused_when_the_caller_does_not_own_the_child() {
	build_and_execute(|| {
		// A trap of Charlie's: it takes everything that its derivatives earn.
		let trap = create(CHARLIE);
		let id = attach(trap, remix(100));
		let child = create(BOB);
		let register = |who| {
			let claims = claims(&[by_terms(trap, id)]);
			Licensing::register_derivative(RuntimeOrigin::signed(who), child, claims, 0, Perbill::one())
		};
		for permission in [Permission::Metadata, Permission::License, Permission::Trade, Permission::Serve] {
			Ips::permit(child, CHARLIE, permission);
		}
		for who in [ALICE, CHARLIE, Ips::account(&child)] {
			assert_noop!(register(who), Error::NotAuthorized);
		}
		assert!(!Stacks::<Test>::contains_key(child));
		// The former owner neither, and the next one did not make it.
		Ips::sell(child, ALICE);
		assert_noop!(register(BOB), Error::NotAuthorized);
		assert_noop!(register(ALICE), Error::OwnerNotCreator);
		Ips::sell(child, BOB);
		assert_ok!(register(BOB));
	});
}

#[test]
fn registration_should_be_refused_when_the_child_is_not_fresh() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let (other, other_id) = licensor(remix(6));
		let child = derived(&[by_terms(parent, id)]);
		assert_noop!(derive(child, &[by_terms(other, other_id)]), Error::HasParents);
		assert_noop!(derive(parent, &[by_terms(other, other_id)]), Error::HasChildren);
		assert_noop!(derive(other, &[by_terms(parent, id)]), Error::HasTerms);
		let nowhere = IpId::new(9, 9);
		let call = Licensing::register_derivative(
			RuntimeOrigin::signed(BOB),
			nowhere,
			claims(&[by_terms(parent, id)]),
			0,
			Perbill::one(),
		);
		assert_noop!(call, Error::NotFound);
	});
}

#[test]
fn registration_should_be_refused_when_the_parents_are_not_a_set_of_others() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let second = attach(parent, remix(6));
		let child = create(BOB);
		assert_noop!(derive(child, &[]), Error::NoParents);
		assert_noop!(derive(child, &[by_terms(child, id)]), Error::SelfParent);
		assert_noop!(derive(child, &[by_terms(parent, id), by_terms(parent, id)]), Error::DuplicateParent);
		assert_noop!(derive(child, &[by_terms(parent, id), by_terms(parent, second)]), Error::DuplicateParent);
		assert_noop!(derive(child, &[by_terms(IpId::new(9, 9), id)]), Error::NotFound);
	});
}

#[test]
fn registration_should_be_refused_when_the_child_is_an_ancestor_of_a_parent() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let child = create(BOB);
		// Cannot come about, since a parent has a child; a stack that royalties made up is refused all the same.
		let made_up = atelier_math::ancestors::Ancestor { id: child, rate: Perbill::zero() };
		Royalties::pretend(parent, vec![made_up]);
		assert_noop!(derive(child, &[by_terms(parent, id)]), Error::SelfParent);
	});
}

#[test]
fn registration_should_be_refused_when_royalties_keep_ancestors_out_of_order() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let ancestor = |item| atelier_math::ancestors::Ancestor { id: IpId::new(9, item), rate: Perbill::zero() };
		Royalties::pretend(parent, vec![ancestor(2), ancestor(1)]);
		let fresh = create(BOB);
		assert_noop!(derive(fresh, &[by_terms(parent, id)]), Error::LineageBroken);
	});
}

#[test]
fn registration_should_be_refused_when_the_terms_do_not_allow_it() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let child = create(BOB);
		let others = register(remix(6));
		assert_noop!(derive(child, &[by_terms(parent, others)]), Error::TermsNotAttached);
		let fresh = create(ALICE);
		assert_noop!(derive(child, &[by_terms(fresh, id)]), Error::TermsNotAttached);
		let use_only = Terms { commercial_use: true, ..Terms::default() };
		let (other, use_id) = licensor(use_only);
		let license = mint(other, use_id, 1).unwrap();
		for claim in [by_terms(other, use_id), by_license(other, license)] {
			assert_noop!(derive(child, &[claim]), Error::DerivativesNotAllowed);
		}
	});
}

#[test]
fn registration_should_be_refused_when_the_license_does_not_allow_it() {
	build_and_execute(|| {
		let (parent, id) = licensor(Terms { expiration: 5, ..remix(5) });
		let (other, _) = licensor(remix(6));
		let child = create(BOB);
		let bobs = mint(parent, id, 1).unwrap();
		let charlies = mint_for(CHARLIE, parent, id, 1).unwrap();
		assert_noop!(derive(child, &[by_license(parent, 7)]), Error::LicenseNotFound);
		assert_noop!(derive(child, &[by_license(parent, charlies)]), Error::NotHolder);
		assert_noop!(derive(child, &[by_license(other, bobs)]), Error::LicenseMismatch);
		run_for(5);
		assert_noop!(derive(child, &[by_license(parent, bobs)]), Error::LicenseExpired);
	});
}

#[test]
fn license_should_serve_as_many_derivatives_as_its_quantity_when_used() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let license = mint(parent, id, 3).unwrap();
		for left in [2, 1, 0] {
			let child = derived(&[by_license(parent, license)]);
			System::assert_has_event(Event::LicenseUsed { license, child, left }.into());
		}
		let fresh = create(BOB);
		assert_noop!(derive(fresh, &[by_license(parent, license)]), Error::LicenseNotFound);
		assert_eq!(Attachments::<Test>::get(parent, id).unwrap().children, 3);
	});
}

#[test]
fn registration_should_be_refused_when_a_parent_was_for_one_generation() {
	build_and_execute(|| {
		let (parent, once) = licensor(one_generation());
		let only_child = derived(&[by_terms(parent, once)]);
		assert!(Licensing::attached(only_child).is_empty());
		let fresh = create(BOB);
		assert_noop!(derive(fresh, &[by_terms(only_child, once)]), Error::NotReciprocal);
	});
}

#[test]
fn registration_should_be_refused_when_the_parents_do_not_agree_on_reciprocity() {
	build_and_execute(|| {
		let (a, once) = licensor(one_generation());
		let (b, always) = licensor(remix(6));
		let license = mint(b, always, 1).unwrap();
		let child = create(BOB);
		assert_noop!(derive(child, &[by_terms(a, once), by_terms(b, always)]), Error::ReciprocityMismatch);
		assert_noop!(derive(child, &[by_license(b, license), by_terms(a, once)]), Error::ReciprocityMismatch);
		// Those that agree are enough, whatever the terms.
		let (c, _) = licensor(one_generation());
		let other = attach(c, Terms { revenue_share: percent(1), ..one_generation() });
		assert_ok!(derive(child, &[by_terms(a, once), by_terms(c, other)]));
		assert!(Licensing::attached(child).is_empty());
	});
}

#[test]
fn parents_should_be_weighed_by_kind_when_claimed() {
	build_and_execute(|| {
		let ip = IpId::new(0, 0);
		let parents = claims(&[by_license(ip, 1), by_terms(ip, TermsId::zero()), by_license(ip, 2)]);
		let weight = Licensing::derivation_weight(&parents, 3, 7);
		assert_eq!(weight, <Weights as WeightInfo>::register_derivative(1, 2, 3, 7));
		assert_eq!(Licensing::minting_weight(&parents, 7), <Weights as WeightInfo>::mint_derivative(1, 2, 7));
		let call = crate::Call::<Test>::register_derivative {
			child: ip,
			parents: parents.clone(),
			max_fee: 0,
			max_share: Perbill::zero(),
		};
		assert_eq!(call.get_dispatch_info().call_weight, Licensing::derivation_weight(&parents, 17, 1_024));

		let (parent, id) = licensor(remix(5));
		let child = create(BOB);
		let paid = derive(child, &[by_terms(parent, id)]).unwrap();
		assert_eq!(paid.actual_weight, Some(<Weights as WeightInfo>::register_derivative(1, 0, 0, 1)));
	});
}

#[test]
fn registration_should_be_refused_when_the_parents_do_not_agree_on_commerce() {
	build_and_execute(|| {
		let (a, for_money) = licensor(remix(5));
		let (b, for_love) = licensor(fan());
		let child = create(BOB);
		assert_noop!(derive(child, &[by_terms(a, for_money), by_terms(b, for_love)]), Error::CommercialUseMismatch);
		assert_noop!(derive(child, &[by_terms(b, for_love), by_terms(a, for_money)]), Error::CommercialUseMismatch);
		let (c, _) = licensor(fan());
		let child = derived(&[by_terms(b, for_love), by_terms(c, for_love)]);
		assert_eq!(Stacks::<Test>::get(child).unwrap().1, Perbill::zero());
		// It cannot be made commercial later.
		let grandchild = create(BOB);
		assert_noop!(
			derive(grandchild, &[by_terms(child, for_love), by_terms(a, for_money)]),
			Error::CommercialUseMismatch
		);
	});
}

#[test]
fn registration_should_be_refused_when_a_parent_has_expired() {
	build_and_execute(|| {
		let (parent, id) = licensor(Terms { expiration: 5, ..remix(5) });
		let child = derived(&[by_terms(parent, id)]);
		run_for(2);
		let license = mint(child, id, 1).unwrap();
		let grandchild = derived(&[by_terms(child, id)]);
		// Not later than the child itself.
		assert_eq!(Parents::<Test>::get(grandchild).unwrap().expires, Some(6));
		run_for(3);
		for claim in [by_terms(child, id), by_license(child, license), by_terms(grandchild, id)] {
			let fresh = create(BOB);
			assert_noop!(derive(fresh, &[claim]), Error::IpExpired);
		}
		// The original never expires.
		derived(&[by_terms(parent, id)]);
	});
}

#[test]
fn registration_should_be_refused_when_everything_is_owed() {
	build_and_execute(|| {
		let (a, half) = licensor(remix(50));
		let (b, more) = licensor(Terms { revenue_share: Perbill::from_parts(500_000_001), ..remix(0) });
		let fresh = create(BOB);
		assert_noop!(derive(fresh, &[by_terms(a, half), by_terms(b, more)]), Error::MaxRateExceeded);
		let (c, _) = licensor(remix(50));
		let child = derived(&[by_terms(a, half), by_terms(c, half)]);
		assert_eq!(Stacks::<Test>::get(child).unwrap().1, Perbill::one());
		let fresh = create(BOB);
		assert_noop!(derive(fresh, &[by_terms(child, half)]), Error::MaxRateExceeded);
	});
}

#[test]
fn registration_should_be_refused_when_the_fees_are_beyond_all_money() {
	build_and_execute(|| {
		let (a, dear) = licensor(Terms { minting_fee: u128::MAX, ..remix(5) });
		let (b, cheap) = licensor(Terms { minting_fee: 1, ..remix(5) });
		let child = create(BOB);
		assert_noop!(derive(child, &[by_terms(a, dear)]), ArithmeticError::Underflow);
		assert_noop!(derive(child, &[by_terms(a, dear), by_terms(b, cheap)]), Error::MaxFeeExceeded);
		assert_noop!(
			with_storage_layer(|| derive(child, &[by_terms(b, cheap), by_terms(a, dear)])),
			Error::MaxFeeExceeded
		);
	});
}

#[test]
fn registration_should_change_nothing_when_the_deposit_cannot_be_paid() {
	build_and_execute(|| {
		let (parent, id) = licensor(Terms { minting_fee: 100, ..remix(5) });
		let child = create(POOR);
		Balances::set_balance(&POOR, 200);
		let fails = || with_storage_layer(|| derive(child, &[by_terms(parent, id)]));
		assert_noop!(fails(), TokenError::FundsUnavailable);
		// Enough for the terms, not for the links.
		Balances::set_balance(&POOR, 200 * currency::MILLI);
		assert_noop!(fails(), TokenError::FundsUnavailable);
		assert_eq!(Received::<Test>::get(parent), 0);
	});
}

#[test]
fn call_should_not_decode_when_there_are_seventeen_parents() {
	let (claim, none) = (by_terms(IpId::new(0, 0), TermsId::zero()), IpId::new(0, 0));
	let call = |count: usize| {
		let mut bytes = vec![10];
		(none, vec![claim; count], 0u128, Perbill::zero()).encode_to(&mut bytes);
		crate::Call::<Test>::decode(&mut &bytes[..])
	};
	assert!(call(16).is_ok());
	assert!(call(17).is_err());
}
