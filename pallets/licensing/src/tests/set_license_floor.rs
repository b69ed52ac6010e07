use crate::{mock::*, tests::scenario::*, types::*, FloorProposals, Floors};
use atelier_primitives::{
	chain::currency,
	ip::{IpInspect, Permission},
	licensing::{CommerceInspect, LicenseFloor},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

fn in_force(ip: IpId) -> LicenseFloor {
	<Licensing as CommerceInspect>::floor(&ip)
}

fn coming_floor(ip: IpId) -> LicenseFloor {
	<Licensing as CommerceInspect>::coming_floor(&ip)
}

/// Once it counts, cleared away.
fn drop_floor(who: AccountId, ip: IpId) {
	assert_ok!(set_floor(who, ip, floor(0, 0)));
	run_for(FloorDelay::get());
	assert_ok!(withdraw_floor(POOR, ip));
}

/// A work of Alice with this floor in force.
fn floored(floor: LicenseFloor) -> IpId {
	let ip = create(ALICE);
	assert_ok!(set_floor(ALICE, ip, floor));
	run_for(FloorDelay::get());
	ip
}

#[test]
fn floor_should_rise_after_the_delay_when_its_creator_owns_the_work() {
	build_and_execute(|| {
		let ip = create(ALICE);
		assert_ok!(set_floor(ALICE, ip, floor(100, 10)));
		assert_eq!(last_event(), Event::FloorSet { ip, floor: floor(100, 10), from: 6 }.into());
		assert_eq!(held(ALICE), currency::deposit(1, Floor::<AccountId, u64>::max_encoded_len() as u32));
		let coming = Some(FloorChange { floor: floor(100, 10), from: 6 });
		assert_eq!(Licensing::license_floor(ip), FloorInfo { now: floor(0, 0), coming });
		run_to(5);
		assert_eq!(in_force(ip), floor(0, 0));
		run_to(6);
		assert_eq!(Licensing::license_floor(ip), FloorInfo { now: floor(100, 10), coming: None });
		assert!(Licensing::is_commercial(&ip));
	});
}

#[test]
fn floor_should_not_fall_before_the_delay_when_the_authority_lowers_it() {
	build_and_execute(|| {
		let ip = floored(floor(100, 10));
		assert_ok!(set_floor(ALICE, ip, floor(50, 10)));
		let from = System::block_number() + FloorDelay::get();
		assert_eq!(last_event(), Event::FloorSet { ip, floor: floor(50, 10), from }.into());
		let coming = Some(FloorChange { floor: floor(50, 10), from });
		assert_eq!(Licensing::license_floor(ip), FloorInfo { now: floor(100, 10), coming });
		run_for(FloorDelay::get() - 1);
		assert_eq!(in_force(ip), floor(100, 10));
		// One half up and the other down waits in both.
		assert_ok!(set_floor(ALICE, ip, floor(180, 5)));
		assert_eq!((in_force(ip), coming_floor(ip)), (floor(100, 10), floor(180, 10)));
		run_for(FloorDelay::get());
		assert_eq!((in_force(ip), coming_floor(ip)), (floor(180, 5), floor(180, 5)));
	});
}

#[test]
fn deposit_should_return_when_a_floor_that_fell_to_nothing_is_cleared_away() {
	build_and_execute(|| {
		let ip = floored(floor(100, 10));
		assert_noop!(withdraw_floor(POOR, ip), Error::FloorProposalNotFound);
		assert_ok!(set_floor(ALICE, ip, floor(0, 0)));
		run_for(FloorDelay::get() - 1);
		assert_noop!(withdraw_floor(POOR, ip), Error::FloorProposalNotFound);
		run_for(1);
		assert_eq!((in_force(ip), held(ALICE) > 0), (floor(0, 0), true));
		// Whoever does it: the authority may have no interest in it.
		assert_ok!(withdraw_floor(POOR, ip));
		assert_eq!(last_event(), Event::FloorWithdrawn { ip }.into());
		assert_eq!((held(ALICE), Floors::<Test>::contains_key(ip)), (0, false));
		// One that rises from nothing is not cleared away.
		assert_ok!(set_floor(ALICE, ip, floor(1, 1)));
		assert_noop!(withdraw_floor(POOR, ip), Error::FloorProposalNotFound);
	});
}

#[test]
fn pool_should_not_be_emptied_at_once_when_an_owner_who_is_the_authority_lowers_the_floor() {
	build_and_execute(|| {
		let ip = floored(floor(100, 20));
		let id = attach(ip, remix(0));
		assert_ok!(Royalties::set_authority(ALICE, ip, None));
		Ips::sell(ip, BOB);
		assert_ok!(set_floor(BOB, ip, floor(0, 0)));
		assert_ok!(mint_for(BOB, ip, id, 3));
		assert_eq!(Received::<Test>::get(ip), 300);
	});
}

#[test]
fn fall_should_not_come_when_the_authority_takes_it_back() {
	build_and_execute(|| {
		let ip = floored(floor(100, 10));
		assert_ok!(set_floor(ALICE, ip, floor(0, 0)));
		assert_ok!(set_floor(ALICE, ip, floor(100, 10)));
		run_for(FloorDelay::get());
		assert_eq!(Licensing::license_floor(ip), FloorInfo { now: floor(100, 10), coming: None });
	});
}

#[test]
fn coming_floor_should_not_be_below_the_one_in_force_when_a_fall_waits() {
	build_and_execute(|| {
		let ip = create(ALICE);
		assert_eq!(coming_floor(ip), floor(0, 0));
		assert_ok!(set_floor(ALICE, ip, floor(100, 10)));
		assert_eq!((in_force(ip), coming_floor(ip)), (floor(0, 0), floor(100, 10)));
		run_for(FloorDelay::get());
		assert_ok!(set_floor(ALICE, ip, floor(0, 0)));
		assert_eq!(coming_floor(ip), floor(100, 10));
		run_for(FloorDelay::get());
		assert_eq!(coming_floor(ip), floor(0, 0));
	});
}

#[test]
fn rise_should_not_come_when_the_authority_thinks_better_of_it() {
	build_and_execute(|| {
		let ip = floored(floor(100, 10));
		assert_ok!(set_floor(ALICE, ip, floor(200, 20)));
		assert_ok!(set_floor(ALICE, ip, floor(100, 10)));
		run_for(FloorDelay::get());
		assert_eq!(in_force(ip), floor(100, 10));
		// A new one replaces the old one, and its delay starts anew.
		assert_ok!(set_floor(ALICE, ip, floor(200, 20)));
		run_for(FloorDelay::get() - 1);
		assert_ok!(set_floor(ALICE, ip, floor(150, 15)));
		run_for(FloorDelay::get() - 1);
		assert_eq!(in_force(ip), floor(100, 10));
		run_for(1);
		assert_eq!(in_force(ip), floor(150, 15));
	});
}

#[test]
fn buyer_should_not_be_shut_up_when_the_creator_raises_the_floor_after_the_sale() {
	build_and_execute(|| {
		let (ip, id) = licensor(remix(5));
		Ips::sell(ip, BOB);
		assert_ok!(set_floor(ALICE, ip, floor(u128::MAX, 100)));
		run_for(FloorDelay::get());
		assert_eq!(in_force(ip), floor(0, 0));
		assert_ok!(mint(ip, id, 1));
		// Nor by the same signature twice.
		assert_ok!(set_floor(ALICE, ip, floor(u128::MAX, 100)));
		assert!(!Floors::<Test>::contains_key(ip));
	});
}

#[test]
fn pool_should_not_be_undercut_when_the_owner_lowers_the_floor() {
	build_and_execute(|| {
		let ip = floored(floor(100, 10));
		Ips::sell(ip, BOB);
		assert_noop!(set_floor(BOB, ip, floor(0, 0)), Error::NotAuthorized);
		assert_noop!(set_floor(BOB, ip, floor(99, 10)), Error::NotAuthorized);
		assert_noop!(set_floor(BOB, ip, floor(100, 10)), Error::NotAuthorized);
		// One half up and the other down is no way around.
		assert_ok!(set_floor(BOB, ip, floor(0, 11)));
		run_for(FloorDelay::get());
		assert_eq!(in_force(ip), floor(100, 10));
		assert_ok!(set_floor(ALICE, ip, floor(0, 0)));
		run_for(FloorDelay::get());
		assert_eq!(in_force(ip), floor(0, 0));
	});
}

#[test]
fn floor_should_rise_after_the_sale_when_owner_and_authority_agree() {
	build_and_execute(|| {
		for (first, second) in [(ALICE, BOB), (BOB, ALICE)] {
			let ip = create(ALICE);
			Ips::sell(ip, BOB);
			let revision = Revisions::get(ip);
			assert_ok!(set_floor(first, ip, floor(100, 10)));
			assert_eq!(last_event(), Event::FloorProposed { ip, by: first, floor: floor(100, 10) }.into());
			assert_eq!(Licensing::floor_proposal(ip).unwrap().by, first);
			assert_eq!(held(first), currency::deposit(1, FloorProposal::<AccountId>::max_encoded_len() as u32));
			// Other values are another proposal, at the cost of whoever makes it.
			assert_ok!(set_floor(second, ip, floor(100, 11)));
			assert_eq!(held(first), 0);
			assert_ok!(set_floor(first, ip, floor(100, 10)));
			assert_eq!((held(second), Revisions::get(ip)), (0, revision));
			assert_ok!(set_floor(second, ip, floor(100, 10)));
			assert_eq!((held(first), Revisions::get(ip)), (0, revision + 1));
			assert!(held(second) > 0 && !FloorProposals::<Test>::contains_key(ip));
			assert_eq!(in_force(ip), floor(0, 0));
			run_for(FloorDelay::get());
			assert_eq!(in_force(ip), floor(100, 10));
			drop_floor(ALICE, ip);
			assert_eq!((held(ALICE), held(BOB)), (0, 0));
		}
	});
}

#[test]
fn proposal_should_be_void_when_the_work_or_the_authority_changes_hands() {
	build_and_execute(|| {
		let ip = create(ALICE);
		Ips::sell(ip, BOB);
		// The owner agreed, and sells: the next one did not agree, nor did the same one when the work is back.
		assert_ok!(set_floor(BOB, ip, floor(100, 10)));
		assert_noop!(withdraw_floor(POOR, ip), Error::NotAuthorized);
		Ips::sell(ip, CHARLIE);
		Ips::sell(ip, BOB);
		assert_ok!(set_floor(ALICE, ip, floor(100, 10)));
		assert!(!Floors::<Test>::contains_key(ip));
		assert_eq!((FloorProposals::<Test>::get(ip).unwrap().by, held(BOB)), (ALICE, 0));
		// The authority goes to somebody else.
		assert_ok!(Royalties::set_authority(ALICE, ip, Some(CHARLIE)));
		assert_ok!(set_floor(BOB, ip, floor(100, 10)));
		assert!(!Floors::<Test>::contains_key(ip));
		assert_noop!(set_floor(ALICE, ip, floor(100, 10)), Error::NotAuthorized);
		assert_ok!(Royalties::set_authority(CHARLIE, ip, Some(ALICE)));
		// Anybody clears away what is void.
		assert_ok!(withdraw_floor(POOR, ip));
		assert_eq!(last_event(), Event::FloorWithdrawn { ip }.into());
		assert_eq!((held(ALICE), held(BOB)), (0, 0));
	});
}

#[test]
fn proposal_should_be_withdrawn_when_its_maker_asks() {
	build_and_execute(|| {
		let ip = create(ALICE);
		assert_noop!(withdraw_floor(ALICE, ip), Error::FloorProposalNotFound);
		Ips::sell(ip, BOB);
		assert_ok!(set_floor(BOB, ip, floor(100, 10)));
		assert_noop!(withdraw_floor(ALICE, ip), Error::NotAuthorized);
		assert_ok!(withdraw_floor(BOB, ip));
		assert_eq!(held(BOB), 0);
		assert_ok!(set_floor(ALICE, ip, floor(100, 10)));
		assert!(!Floors::<Test>::contains_key(ip));
	});
}

#[test]
fn floor_should_be_set_by_one_signature_when_the_authority_follows_the_work() {
	build_and_execute(|| {
		let ip = create(ALICE);
		assert_ok!(Royalties::set_authority(ALICE, ip, None));
		Ips::sell(ip, BOB);
		assert_noop!(set_floor(ALICE, ip, floor(1, 1)), Error::NotAuthorized);
		assert_ok!(set_floor(BOB, ip, floor(100, 10)));
		run_for(FloorDelay::get());
		assert_ok!(set_floor(BOB, ip, floor(99, 10)));
		run_for(FloorDelay::get());
		assert_eq!(in_force(ip), floor(99, 10));
	});
}

#[test]
fn owner_should_not_be_shut_up_when_somebody_else_has_the_authority() {
	build_and_execute(|| {
		// The creator still owns it, and gave the authority away.
		let ip = create(ALICE);
		assert_ok!(Royalties::set_authority(ALICE, ip, Some(CHARLIE)));
		assert_ok!(set_floor(CHARLIE, ip, floor(100, 10)));
		assert!(!Floors::<Test>::contains_key(ip));
		assert_ok!(set_floor(ALICE, ip, floor(100, 10)));
		run_for(FloorDelay::get());
		assert_noop!(set_floor(ALICE, ip, floor(0, 0)), Error::NotAuthorized);
		drop_floor(CHARLIE, ip);
		assert_eq!((held(ALICE), held(CHARLIE)), (0, 0));
	});
}

#[test]
fn floor_should_not_be_set_when_an_agent_or_the_work_itself_asks() {
	build_and_execute(|| {
		let ip = create(ALICE);
		for permission in [Permission::License, Permission::Serve, Permission::Trade, Permission::Metadata] {
			Ips::permit(ip, BOB, permission);
		}
		for who in [BOB, CHARLIE, Ips::account(&ip)] {
			assert_noop!(set_floor(who, ip, floor(1, 0)), Error::NotAuthorized);
			assert_noop!(set_floor(who, ip, floor(0, 0)), Error::NotAuthorized);
		}
		assert_noop!(set_floor(ALICE, IpId::new(9, 9), floor(1, 0)), Error::NotFound);
	});
}

#[test]
fn sale_should_not_be_voided_when_the_authority_lowers_the_floor() {
	build_and_execute(|| {
		let ip = create(ALICE);
		assert_ok!(set_floor(ALICE, ip, floor(100, 10)));
		assert_eq!(Revisions::get(ip), 1);
		run_for(FloorDelay::get());
		Ips::sell(ip, BOB);
		assert_ok!(set_floor(ALICE, ip, floor(50, 10)));
		// What the authority wants and the owner did not agree to does not void it either.
		assert_ok!(set_floor(ALICE, ip, floor(500, 10)));
		assert_eq!(Revisions::get(ip), 1);
	});
}

#[test]
fn floor_should_be_refused_when_nobody_pays_the_deposit() {
	build_and_execute(|| {
		let ip = create(POOR);
		assert_noop!(set_floor(POOR, ip, floor(1, 0)), TokenError::FundsUnavailable);
		// No floor costs nothing.
		assert_ok!(set_floor(POOR, ip, floor(0, 0)));
	});
}

#[test]
fn deposits_should_return_when_the_work_is_burned() {
	build_and_execute(|| {
		let ip = floored(floor(100, 10));
		Ips::sell(ip, BOB);
		assert_ok!(set_floor(BOB, ip, floor(200, 10)));
		assert!(held(ALICE) > 0 && held(BOB) > 0);
		assert_ok!(Ips::burn_with_consent::<Licensing>(ip));
		assert_eq!((held(ALICE), held(BOB)), (0, 0));
		assert!(!Floors::<Test>::contains_key(ip) && !FloorProposals::<Test>::contains_key(ip));
	});
}

#[test]
fn floor_should_not_fall_below_the_inherited_fee_when_a_derivative_sets_its_own() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		assert_ok!(set_floor(ALICE, parent, floor(100, 10)));
		// What only waits is not in force, and is not inherited.
		let early = derived(&[by_terms(parent, id)]);
		run_for(FloorDelay::get());
		let child = derived(&[by_terms(parent, id)]);
		assert_eq!([early, child].map(in_force), [floor(0, 0), floor(100, 0)]);
		// It is what a license costs, although the terms ask for nothing and the child has no floor of its own.
		assert_ok!(mint_for(CHARLIE, child, id, 2));
		assert_eq!(Received::<Test>::get(child), 200);
		assert_noop!(set_floor(BOB, child, floor(99, 50)), Error::FloorBelowInherited);
		assert_ok!(set_floor(BOB, child, floor(150, 50)));
		run_for(FloorDelay::get());
		assert_eq!(in_force(child), floor(150, 50));
		// Without an own floor there is still the inherited one.
		drop_floor(BOB, child);
		assert_eq!((in_force(child), coming_floor(child)), (floor(100, 0), floor(100, 0)));
		// It is the child's for good, whatever the parent asks for later.
		drop_floor(ALICE, parent);
		assert_eq!([parent, child].map(in_force), [floor(0, 0), floor(100, 0)]);
	});
}
