use crate::{mock::*, tests::scenario::*, types::*};
use atelier_primitives::IpId;
use frame_support::{assert_ok, view_functions::ViewFunction};
use sp_runtime::{DispatchError, Perbill};
use std::collections::BTreeSet;

fn reason<Output>(result: Result<Output, Error>) -> Option<DispatchError> {
	result.err().map(Into::into)
}

#[test]
fn license_should_cost_what_was_quoted_when_minted() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { minting_fee: 30, expiration: 8, ..remix(5) });
		let quote = Licensing::quote_license(ip, id, 4).unwrap_or_else(|_| panic!("can be minted"));
		let share = Perbill::from_percent(5);
		assert_eq!(quote, LicenseQuote { fee: 120, share, total: share, expires: Some(9) });
		let origin = RuntimeOrigin::signed(BOB);
		assert_ok!(Licensing::mint_license(origin, ip, id, 4, BOB, quote.fee, quote.total));
		assert_eq!(Licensing::license(0).unwrap().expires, quote.expires);
		assert_eq!(Licensing::license(1), None);
		assert_eq!(Licensing::terms(id).unwrap().minting_fee, 30);
	});
}

#[test]
fn approval_should_cost_what_was_quoted_when_requested() {
	build_and_execute(|| {
		let (parent, id) = licensor(by_approval(Terms { minting_fee: 30, ..remix(5) }));
		let child = create(BOB);
		assert_eq!(reason(Licensing::quote_license(parent, id, 1)), Some(Error::ApprovalRequired.into()));
		let quote = Licensing::quote_approval(parent, id, child, BOB).unwrap_or_else(|_| panic!("can be requested"));
		let share = Perbill::from_percent(5);
		assert_eq!(quote, ApprovalQuote { fee: 30, share, total: share, metadata: DESCRIPTION });
		let origin = RuntimeOrigin::signed(BOB);
		assert_ok!(Licensing::request_approval(origin, parent, id, child, quote.fee, quote.total));
		assert_eq!(Licensing::approval(parent, child).unwrap().metadata, quote.metadata);
		assert_eq!(reason(Licensing::quote_approval(parent, id, child, BOB)), Some(Error::AlreadyExists.into()));
		assert_eq!(reason(Licensing::quote_approval(parent, id, child, ALICE)), Some(Error::NotAuthorized.into()));
	});
}

#[test]
fn quote_should_say_why_when_no_license_can_be_minted() {
	build_and_execute(|| {
		let (ip, id) = licensor(Terms { minting_fee: u128::MAX, ..remix(5) });
		assert_eq!(reason(Licensing::quote_license(ip, id, 0)), Some(Error::ZeroQuantity.into()));
		assert_eq!(reason(Licensing::quote_license(ip, id, 2)), Some(Error::MaxFeeExceeded.into()));
		assert_eq!(reason(Licensing::quote_license(IpId::new(9, 9), id, 1)), Some(Error::NotFound.into()));
		assert_ok!(Licensing::set_disabled(RuntimeOrigin::signed(ALICE), ip, id, true));
		assert_eq!(reason(Licensing::quote_license(ip, id, 1)), Some(Error::TermsDisabled.into()));
		let (parent, most) = licensor(remix(51));
		let child = derived(&[by_terms(parent, most)]);
		assert_eq!(reason(Licensing::quote_license(child, most, 1)), Some(Error::MaxRateExceeded.into()));
	});
}

#[test]
fn derivative_should_cost_and_owe_what_was_said_when_registered() {
	build_and_execute(|| {
		let (a, id_a) = licensor(Terms { minting_fee: 30, expiration: 8, ..remix(5) });
		let (b, id_b) = licensor(Terms { minting_fee: 12, ..remix(2) });
		let (child, parents) = (create(BOB), claims(&[by_terms(a, id_a), by_terms(b, id_b)]));
		let quote = Licensing::can_derive(child, parents.clone(), BOB).unwrap_or_else(|_| panic!("can be derived"));
		let total = Perbill::from_percent(7);
		let (commercial, inherited_fee) = (true, 0);
		assert_eq!(
			quote,
			DerivativeQuote { fee: 42, total, ancestors: 2, commercial, inherited_fee, expires: Some(9) }
		);
		let minted = Licensing::quote_derivative(parents.clone(), BOB).unwrap_or_else(|_| panic!("can be minted"));
		assert_eq!(minted, quote);
		assert_eq!(reason(Licensing::can_derive(child, parents.clone(), CHARLIE)), Some(Error::NotAuthorized.into()));
		let origin = RuntimeOrigin::signed(BOB);
		assert_ok!(Licensing::register_derivative(origin, child, parents.clone(), quote.fee, quote.total));
		assert_eq!(Licensing::parents(child).unwrap().expires, quote.expires);
		assert_eq!(Licensing::parents(a), None);
		assert_eq!(reason(Licensing::can_derive(child, parents, BOB)), Some(Error::HasParents.into()));
	});
}

#[test]
fn reason_should_be_the_number_of_the_error_when_encoded() {
	build_and_execute(|| {
		use codec::Encode;
		let (ip, id) = licensor(remix(5));
		let mut answer = vec![];
		let query = crate::pallet::QuoteLicenseViewFunction::<Test>::new(ip, id, 0);
		assert_ok!(crate::pallet::QuoteLicenseViewFunction::<Test>::execute(&mut &query.encode()[..], &mut answer)
			.map_err(|_| ()));
		let DispatchError::Module(module) = Error::ZeroQuantity.into() else { panic!("an error of the pallet") };
		assert_eq!(answer, [1, module.error[0]]);
	});
}

#[test]
fn relatives_should_come_in_pages_when_there_are_many() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(0));
		let children: Vec<_> = (0..7).map(|_| derived(&[by_terms(parent, id)])).collect();
		let grandchild = derived(&children.iter().map(|child| by_terms(*child, id)).collect::<Vec<_>>());

		let (mut found, mut cursor) = (BTreeSet::new(), None);
		for size in [3, 3, 1] {
			let page = Licensing::descendants(parent, cursor, size);
			assert_eq!(page.items.len(), size as usize);
			found.extend(page.items);
			cursor = page.next;
		}
		assert_eq!((found, cursor), (children.iter().copied().collect(), None));

		let page = Licensing::ancestors(grandchild, None, 5);
		let mut ids: Vec<_> = page.items.iter().map(|ancestor| ancestor.id).collect();
		let page = Licensing::ancestors(grandchild, page.next, 5);
		assert_eq!((page.items.len(), page.next), (3, None));
		ids.extend(page.items.iter().map(|ancestor| ancestor.id));
		assert_eq!(ids[0], parent);
		assert_eq!(ids[1..], children);
		assert!(Licensing::ancestors(parent, None, 5).items.is_empty());
		assert!(Licensing::descendants(grandchild, None, 5).items.is_empty());
		assert_eq!(Licensing::attached(grandchild).len(), 1);
	});
}
