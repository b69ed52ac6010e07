//! What a floor binds, and what it does not.

use crate::{mock::*, tests::scenario::*, Licenses, Parents};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::Perbill;

/// Terms of a fee of 10 and a share of 5 %.
fn cheap() -> Terms {
	Terms { minting_fee: 10, ..remix(5) }
}

fn percent(percent: u32) -> Perbill {
	Perbill::from_percent(percent)
}

#[test]
fn owner_should_not_sell_licenses_beside_the_pool_when_there_is_a_floor() {
	build_and_execute(|| {
		let ip = create(ALICE);
		assert_ok!(set_floor(ALICE, ip, floor(100, 20)));
		run_for(FloorDelay::get());
		Ips::sell(ip, BOB);
		// Free, without a share, and approved for whoever paid Bob directly.
		let id = attach(ip, by_approval(remix(0)));
		let child = create(CHARLIE);
		assert_ok!(approve(BOB, ip, child, id));
		assert_ok!(derive(child, &[by_terms(ip, id)]));
		assert_eq!(Received::<Test>::get(ip), 100);
		assert_eq!(Stacks::<Test>::get(child).unwrap().1, percent(20));
		// Nor with licenses, nor by a request.
		let free = attach(ip, remix(0));
		assert_ok!(mint_for(CHARLIE, ip, free, 3));
		assert_eq!(Received::<Test>::get(ip), 400);
		assert_ok!(request(CHARLIE, ip, id, create(CHARLIE)));
		assert_eq!(held_fees(CHARLIE), 100);
	});
}

#[test]
fn license_should_cost_the_higher_of_both_when_there_is_a_floor() {
	build_and_execute(|| {
		let (ip, id) = licensor(cheap());
		assert_ok!(set_floor(ALICE, ip, floor(7, 20)));
		run_for(FloorDelay::get());
		let quote = Licensing::quote_license(ip, id, 2).unwrap_or_else(|_| panic!("can be minted"));
		assert_eq!((quote.fee, quote.share, quote.total), (20, percent(20), percent(20)));
		assert_ok!(set_floor(ALICE, ip, floor(11, 4)));
		run_for(FloorDelay::get());
		let quote = Licensing::quote_license(ip, id, 2).unwrap_or_else(|_| panic!("can be minted"));
		assert_eq!((quote.fee, quote.share, quote.total), (22, percent(5), percent(5)));
		let mint = |max_fee, max_share| {
			Licensing::mint_license(RuntimeOrigin::signed(BOB), ip, id, 2, BOB, max_fee, percent(max_share))
		};
		assert_noop!(mint(21, 5), Error::MaxFeeExceeded);
		assert_ok!(mint(22, 5));
		assert_eq!(Received::<Test>::get(ip), 22);
	});
}

#[test]
fn rise_should_change_nothing_that_was_sold_when_it_is_in_force() {
	build_and_execute(|| {
		let (ip, id) = licensor(cheap());
		let license = mint(ip, id, 2).unwrap();
		let linked = derived(&[by_terms(ip, id)]);
		assert_ok!(set_floor(ALICE, ip, floor(1_000, 50)));
		run_for(FloorDelay::get());
		assert_eq!(Licenses::<Test>::get(license).unwrap().share, percent(5));
		let paid = Received::<Test>::get(ip);
		let child = derived(&[by_license(ip, license)]);
		assert_eq!(Received::<Test>::get(ip), paid);
		for child in [linked, child] {
			assert_eq!(Parents::<Test>::get(child).unwrap().links[0].rate, percent(5));
			assert_eq!(Stacks::<Test>::get(child).unwrap().1, percent(5));
		}
		// What is new costs more.
		let child = derived(&[by_terms(ip, id)]);
		assert_eq!(Received::<Test>::get(ip), paid + 1_000);
		assert_eq!(Stacks::<Test>::get(child).unwrap().1, percent(50));
	});
}

#[test]
fn license_should_keep_the_share_of_its_day_when_the_floor_falls() {
	build_and_execute(|| {
		let (ip, id) = licensor(cheap());
		assert_ok!(set_floor(ALICE, ip, floor(100, 50)));
		run_for(FloorDelay::get());
		let license = mint(ip, id, 1).unwrap();
		assert_ok!(set_floor(ALICE, ip, floor(0, 0)));
		run_for(FloorDelay::get());
		let child = derived(&[by_license(ip, license)]);
		assert_eq!(Stacks::<Test>::get(child).unwrap().1, percent(50));
		assert_eq!(Received::<Test>::get(ip), 100);
	});
}

#[test]
fn license_should_stay_cheap_when_the_rise_only_comes() {
	build_and_execute(|| {
		let (ip, id) = licensor(cheap());
		assert_ok!(set_floor(ALICE, ip, floor(100, 50)));
		run_for(FloorDelay::get() - 1);
		assert_ok!(mint(ip, id, 1));
		assert_eq!(Received::<Test>::get(ip), 10);
	});
}

#[test]
fn license_should_cost_no_fee_and_owe_the_floor_when_the_terms_are_not_commercial() {
	build_and_execute(|| {
		let terms = Terms { derivatives_allowed: true, derivatives_reciprocal: true, ..Terms::default() };
		let (ip, id) = licensor(terms);
		assert_ok!(set_floor(ALICE, ip, floor(100, 50)));
		run_for(FloorDelay::get());
		let license = mint(ip, id, 1).unwrap();
		let quote = Licensing::quote_license(ip, id, 1).unwrap_or_else(|_| panic!("can be minted"));
		assert_eq!((quote.fee, quote.share), (0, percent(50)));
		for claim in [by_license(ip, license), by_terms(ip, id)] {
			let child = derived(&[claim]);
			assert_eq!(Stacks::<Test>::get(child).unwrap().1, percent(50));
		}
		assert_eq!(Received::<Test>::get(ip), 0);
	});
}

#[test]
fn derivatives_should_not_owe_more_than_everything_when_floors_add_up() {
	build_and_execute(|| {
		let (ip, id) = licensor(cheap());
		assert_ok!(set_floor(ALICE, ip, floor(0, 60)));
		run_for(FloorDelay::get());
		let child = derived(&[by_terms(ip, id)]);
		assert_ok!(set_floor(BOB, child, floor(0, 41)));
		run_for(FloorDelay::get());
		assert_noop!(mint(child, id, 1), Error::MaxRateExceeded);
		let fresh = create(BOB);
		assert_noop!(derive(fresh, &[by_terms(child, id)]), Error::MaxRateExceeded);
		assert_ok!(set_floor(BOB, child, floor(0, 40)));
		run_for(FloorDelay::get());
		let grandchild = derived(&[by_terms(child, id)]);
		assert_eq!(Stacks::<Test>::get(grandchild).unwrap().1, percent(100));
	});
}

#[test]
fn quote_and_link_should_agree_when_there_is_a_floor() {
	build_and_execute(|| {
		let (ip, id) = licensor(cheap());
		assert_ok!(set_floor(ALICE, ip, floor(33, 7)));
		run_for(FloorDelay::get());
		let (child, parents) = (create(BOB), claims(&[by_terms(ip, id)]));
		let quote = Licensing::can_derive(child, parents.clone(), BOB).unwrap_or_else(|_| panic!("can be derived"));
		assert_eq!((quote.fee, quote.total), (33, percent(7)));
		let link = |max_fee, max_share| {
			Licensing::register_derivative(RuntimeOrigin::signed(BOB), child, parents.clone(), max_fee, max_share)
		};
		assert_noop!(link(32, percent(7)), Error::MaxFeeExceeded);
		assert_noop!(link(33, percent(6)), Error::MaxShareExceeded);
		assert_ok!(link(33, percent(7)));
		assert_eq!(Received::<Test>::get(ip), 33);
	});
}
