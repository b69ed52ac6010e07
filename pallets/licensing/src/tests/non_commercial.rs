//! What was made under non-commercial terms: not commercial, and its parents have a share of whatever it earns.

use crate::{mock::*, tests::scenario::*, types::*, Parents};
use atelier_primitives::{licensing::CommerceInspect, IpId};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::Perbill;

fn percent(rate: u32) -> Perbill {
	Perbill::from_percent(rate)
}

/// A work of Alice's with the usual pair of terms, free without commerce and dear with it, and a floor of so many
/// percent.
fn original(share: u32) -> (IpId, TermsId, TermsId) {
	let (ip, for_love) = licensor(fan());
	let for_money = attach(ip, Terms { minting_fee: 1_000, ..remix(share) });
	give_floor(ip, 1_000, share);
	(ip, for_love, for_money)
}

fn total(ip: IpId) -> Perbill {
	Stacks::<Test>::get(ip).unwrap().1
}

fn is_commercial(ip: IpId) -> bool {
	Licensing::commercial_standing(ip).unwrap_or_else(|_| panic!("an IP")).commercial
}

#[test]
fn free_license_should_not_be_as_good_as_the_paid_one_when_used() {
	build_and_execute(|| {
		let (parent, for_love, for_money) = original(10);
		let fan_work = derived(&[by_terms(parent, for_love)]);
		let remixed = derived(&[by_terms(parent, for_money)]);
		assert_eq!([parent, fan_work, remixed].map(is_commercial), [true, false, true]);
		// Payments are never refused, and the parent has its share of them.
		assert_eq!([fan_work, remixed].map(total), [percent(10); 2]);
		// No terms for money, neither its own nor those of the parent; and its own take no fee.
		assert_noop!(
			Licensing::attach_terms(RuntimeOrigin::signed(BOB), fan_work, for_money),
			Error::DerivativeTermsFixed
		);
		assert_noop!(mint(fan_work, for_money, 1), Error::TermsNotAttached);
		let license = mint(fan_work, for_love, 1).unwrap();
		assert_eq!(Received::<Test>::get(fan_work), 0);
		// What is made of it is no more than it is.
		let below = derived(&[by_license(fan_work, license)]);
		assert!(!is_commercial(below));
		let fresh = create(BOB);
		assert_noop!(
			derive(fresh, &[by_terms(fan_work, for_love), by_terms(parent, for_money)]),
			Error::CommercialUseMismatch
		);
	});
}

#[test]
fn parents_share_should_not_get_lost_when_a_fan_work_has_descendants() {
	build_and_execute(|| {
		let (parent, for_love, _) = original(10);
		let fan_work = derived(&[by_terms(parent, for_love)]);
		give_floor(fan_work, 5, 20);
		let below = derived(&[by_terms(fan_work, for_love)]);
		assert_eq!(total(below), percent(30));
		// A floor that changes later changes nothing that is linked.
		give_floor(parent, 0, 50);
		assert_eq!((total(fan_work), total(below)), (percent(10), percent(30)));
	});
}

#[test]
fn link_should_be_refused_when_the_floors_do_not_fit() {
	build_and_execute(|| {
		let (a, for_love, _) = original(60);
		let (b, _, _) = original(41);
		let child = create(BOB);
		assert_noop!(derive(child, &[by_terms(a, for_love), by_terms(b, for_love)]), Error::MaxRateExceeded);
		give_floor(b, 0, 40);
		let register = |max_share| {
			let parents = claims(&[by_terms(a, for_love), by_terms(b, for_love)]);
			Licensing::register_derivative(RuntimeOrigin::signed(BOB), child, parents, 0, max_share)
		};
		// A floor that rose before the link is in the maximum of the signer.
		assert_noop!(register(percent(99)), Error::MaxShareExceeded);
		assert_ok!(register(percent(100)));
	});
}

#[test]
fn approved_link_should_be_refused_when_a_floor_rose_since() {
	build_and_execute(|| {
		let (parent, for_love, _) = original(10);
		let work = create(BOB);
		Royalties::set_score(work, CHARLIE, 99);
		Royalties::divide(work);
		assert_ok!(approve_link_within(CHARLIE, work, &[by_terms(parent, for_love)], 10));
		give_floor(parent, 0, 100);
		assert_noop!(derive(work, &[by_terms(parent, for_love)]), Error::MaxShareExceeded);
	});
}

#[test]
fn fee_should_be_inherited_and_the_share_not_when_linked() {
	build_and_execute(|| {
		let fee = |ip| Parents::<Test>::get(ip).unwrap().inherited_fee;
		let (a, _, for_money) = original(10);
		let (b, _) = licensor(remix(5));
		give_floor(b, 3_000, 25);
		let id = attach(b, Terms { minting_fee: 3_000, ..remix(25) });
		let child = derived(&[by_terms(a, for_money), by_terms(b, id)]);
		assert_eq!((fee(child), Licensing::floor_of(&child).share), (3_000, Perbill::zero()));
		assert_eq!(Licensing::floor_of(&child).fee, 3_000);
		// The own floor may be higher, and never counts below what was inherited.
		give_floor(child, 10, 1);
		let grandchild = derived(&[by_terms(child, id)]);
		assert_eq!((fee(grandchild), Licensing::floor_of(&grandchild).share), (3_000, Perbill::zero()));
		give_floor(child, 4_000, 1);
		assert_eq!(fee(derived(&[by_terms(child, id)])), 4_000);
		assert_eq!(fee(grandchild), 3_000);
		let quote =
			Licensing::quote_derivative(claims(&[by_terms(child, id)]), BOB).unwrap_or_else(|_| panic!("can be"));
		assert_eq!((quote.commercial, quote.inherited_fee), (true, 4_000));
		let standing = Licensing::commercial_standing(grandchild).unwrap_or_else(|_| panic!("an IP"));
		assert_eq!(standing, CommercialStanding { commercial: true, inherited_fee: 3_000, parents: vec![] });
	});
}

#[test]
fn share_should_stay_that_of_the_day_when_a_floor_rose_after_the_license_was_sold() {
	build_and_execute(|| {
		let (parent, for_love, _) = original(10);
		let license = mint(parent, for_love, 1).unwrap();
		let strict = attach(parent, by_approval(fan()));
		let child = create(BOB);
		assert_ok!(request(BOB, parent, strict, child));
		assert_ok!(approve(ALICE, parent, child, strict));
		assert_eq!(Received::<Test>::get(parent), 0, "without commerce there is no fee, whatever the floor");
		give_floor(parent, 2_000, 30);
		assert_eq!(total(derived(&[by_license(parent, license)])), percent(10));
		assert_ok!(derive(child, &[by_terms(parent, strict)]));
		assert_eq!(total(child), percent(10));
		// Whoever comes later owes what is in force.
		assert_eq!(total(derived(&[by_terms(parent, for_love)])), percent(30));
		assert_eq!([child, parent].map(|ip| <Licensing as CommerceInspect>::is_commercial(&ip)), [false, true]);
	});
}
