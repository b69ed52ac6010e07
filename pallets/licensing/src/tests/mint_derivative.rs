use crate::{mock::*, tests::scenario::*, types::*, Children, Licenses, Parents, WeightInfo};
use atelier_primitives::{chain::Balance, ip::IpInspect, royalties::ScoreInspect, Digest, IpId};
use atelier_testing::{error, storage::Revisions};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo, storage::with_storage_layer};
use sp_runtime::{ArithmeticError, Perbill};

/// The collection of Bob.
const COLLECTION: u32 = 7;
/// What is minted there first.
const FIRST: IpId = IpId::new(COLLECTION, 0);

fn mint_within(to: Option<AccountId>, parents: &[ParentClaim], max: (Balance, u32)) -> DispatchResultWithPostInfo {
	Ips::create_collection(COLLECTION, BOB);
	// As the dispatcher does.
	with_storage_layer(|| {
		Licensing::mint_derivative(
			RuntimeOrigin::signed(BOB),
			COLLECTION,
			to,
			None,
			Default::default(),
			Perbill::from_percent(10),
			claims(parents),
			max.0,
			Perbill::from_percent(max.1),
		)
	})
}

fn mint_from(to: Option<AccountId>, parents: &[ParentClaim]) -> DispatchResultWithPostInfo {
	mint_within(to, parents, (Balance::MAX, 100))
}

#[test]
fn derivative_should_be_minted_and_linked_when_called() {
	build_and_execute(|| {
		let (a, id_a) = licensor(Terms { minting_fee: 100, ..remix(5) });
		let (b, id_b) = licensor(remix(3));
		let license = mint(b, id_b, 1).unwrap();
		let parents = [by_terms(a, id_a), by_license(b, license)];
		let paid = mint_from(None, &parents).unwrap();
		assert_eq!(paid.actual_weight, Some(<Weights as WeightInfo>::mint_derivative(1, 1, 2)));
		assert_eq!((Ips::owner(&FIRST), Ips::creator(&FIRST)), (Some(BOB), Some(BOB)));
		assert_eq!(Ips::owner_share(&FIRST), Perbill::from_percent(10));
		assert_eq!(Parents::<Test>::get(FIRST).unwrap().links.len(), 2);
		assert!(Children::<Test>::contains_key(a, FIRST) && Children::<Test>::contains_key(b, FIRST));
		assert_eq!(Stacks::<Test>::get(FIRST).unwrap().1, Perbill::from_percent(8));
		assert_eq!(Received::<Test>::get(a), 100);
		assert!(!Licenses::<Test>::contains_key(license));
		assert_eq!(Revisions::get(FIRST), 0, "nobody has seen it before");
	});
}

#[test]
fn derivative_should_be_linked_when_it_is_minted_for_a_client() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		assert_ok!(mint_from(Some(CHARLIE), &[by_terms(parent, id)]));
		assert_eq!((Ips::owner(&FIRST), Royalties::authority(&FIRST)), (Some(CHARLIE), Some(BOB)));
		assert_eq!(Parents::<Test>::get(FIRST).unwrap().deposit.who, BOB);
		// After the mint alone it takes the approval of whoever made it.
		let late = Ips::mint_at(IpId::new(COLLECTION, 9), CHARLIE);
		assert_noop!(derive(late, &[by_terms(parent, id)]), Error::OwnerNotCreator);
		assert_ok!(approve_link(BOB, late, &[by_terms(parent, id)]));
		assert_ok!(derive(late, &[by_terms(parent, id)]));
	});
}

#[test]
fn nothing_should_be_minted_when_it_cannot_be_linked() {
	build_and_execute(|| {
		let (parent, id) = licensor(Terms { minting_fee: 100, ..remix(5) });
		let claim = by_terms(parent, id);
		Ips::create_collection(COLLECTION, BOB);
		assert_noop!(mint_from(None, &[]), Error::NoParents);
		assert_noop!(mint_from(None, &[claim, claim]), Error::DuplicateParent);
		assert_noop!(mint_from(None, &[by_terms(FIRST, id)]), Error::NotFound);
		assert_noop!(mint_within(None, &[claim], (99, 100)), Error::MaxFeeExceeded);
		assert_noop!(mint_within(None, &[claim], (100, 4)), Error::MaxShareExceeded);
		let charlies = mint_for(CHARLIE, parent, id, 1).unwrap();
		assert_noop!(mint_from(None, &[by_license(parent, charlies)]), Error::NotHolder);
		// The approval of a derivative names it, so it has to be there.
		let (strict, by_name) = licensor(Terms { derivatives_approval: true, ..remix(5) });
		assert_noop!(mint_from(None, &[by_terms(strict, by_name)]), Error::NotApproved);
		let (dear, too_dear) = licensor(Terms { minting_fee: Balance::MAX / 2, ..remix(5) });
		assert_noop!(mint_from(None, &[by_terms(dear, too_dear)]), ArithmeticError::Underflow);
		assert_eq!(Ips::owner(&FIRST), None);
	});
}

#[test]
fn nothing_should_be_linked_when_it_cannot_be_minted() {
	build_and_execute(|| {
		let (parent, id) = licensor(Terms { minting_fee: 100, ..remix(5) });
		Ips::create_collection(8, CHARLIE);
		let mint = |collection, digest| {
			let parents = claims(&[by_terms(parent, id)]);
			let (origin, zero, one) = (RuntimeOrigin::signed(BOB), Perbill::zero(), Perbill::one());
			Licensing::mint_derivative(
				origin,
				collection,
				None,
				digest,
				Default::default(),
				zero,
				parents,
				Balance::MAX,
				one,
			)
		};
		assert_noop!(mint(9, None), error::NOT_FOUND);
		assert_noop!(mint(8, None), error::NOT_AUTHORIZED);
		Ips::create_collection(COLLECTION, BOB);
		assert_noop!(mint(COLLECTION, Some(Digest::Sha2_256([1; 32]))), error::NOT_FOUND);
		assert_eq!(Received::<Test>::get(parent), 0);
	});
}
