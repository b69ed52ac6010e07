//! Authorities that change: by a call of the pool, by a sale, by the end of the IP asset.

use crate::mock::*;
use frame_support::{assert_noop, assert_ok};

/// An IP asset whose authority is its owner, Alice, a contribution of Bob to it, and a curator of Alice.
fn owned() -> atelier_primitives::IpId {
	let ip = mint_for_owner(ALICE);
	assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 1)));
	assert_ok!(Contributions::set_curator(signed(ALICE), CAROL, Some(50)));
	ip
}

/// Neither Alice nor her curator can do anything about it; Bob can.
fn is_void() {
	for by in [ALICE, CAROL] {
		assert_noop!(Contributions::accept(signed(by), ALICE, 0, 1), Error::AuthorityMismatch);
		assert_noop!(Contributions::reject(signed(by), ALICE, 0), Error::AuthorityMismatch);
	}
	assert_ok!(Contributions::withdraw(signed(BOB), ALICE, 0));
	assert_eq!(balance(BOB), RICH);
}

#[test]
fn contribution_should_be_accepted_when_an_ordinary_owner_is_the_authority() {
	build_and_execute(|| {
		let ip = owned();
		assert_ok!(Contributions::accept(signed(ALICE), ALICE, 0, 30));
		assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 2)));
		assert_ok!(Contributions::accept(signed(CAROL), ALICE, 1, 20));
		assert_eq!(Raises::<Test>::get(), [(ALICE, ip, BOB, 30), (ALICE, ip, BOB, 20)]);
	});
}

#[test]
fn contribution_should_be_the_contributors_when_the_authority_changed() {
	build_and_execute(|| {
		let ip = submitted();
		assert_ok!(Contributions::set_curator(signed(ALICE), CAROL, Some(50)));
		Authorities::<Test>::insert(ip, Some(DAVE));
		is_void();
		assert_ok!(submit(DAVE, BOB, ip, claim(BOB, 1)));
		assert_noop!(Contributions::accept(signed(CAROL), DAVE, 1, 1), Error::NotAuthorized);
		assert_ok!(Contributions::accept(signed(DAVE), DAVE, 1, 1));
	});
}

#[test]
fn contribution_should_be_the_contributors_when_the_owner_sold_the_asset() {
	build_and_execute(|| {
		let (ip, other) = (owned(), claim(EVE, 1));
		Owners::<Test>::insert(ip, DAVE);
		// The buyer has not got what was submitted to the seller.
		assert_noop!(Contributions::accept(signed(DAVE), DAVE, 0, 1), Error::NotFound);
		assert_noop!(Contributions::accept(signed(DAVE), ALICE, 0, 1), Error::NotAuthorized);
		assert_noop!(submit(ALICE, EVE, ip, other), Error::AuthorityMismatch);
		is_void();
		assert_ok!(submit(DAVE, BOB, ip, claim(BOB, 1)));
		assert_ok!(Contributions::accept(signed(DAVE), DAVE, 1, 1));
	});
}

#[test]
fn contribution_should_be_accepted_when_a_sale_leaves_the_authority() {
	build_and_execute(|| {
		let (ip, other) = (submitted(), claim(EVE, 1));
		Owners::<Test>::insert(ip, DAVE);
		assert_noop!(submit(DAVE, EVE, ip, other), Error::AuthorityMismatch);
		assert_ok!(Contributions::accept(signed(ALICE), ALICE, 0, 1));
	});
}

#[test]
fn curators_of_the_buyer_should_judge_when_an_asset_is_sold_with_its_authority() {
	build_and_execute(|| {
		let ip = owned();
		assert_ok!(Contributions::set_curator(signed(DAVE), EVE, Some(7)));
		Owners::<Test>::insert(ip, DAVE);
		assert_ok!(Contributions::withdraw(signed(BOB), ALICE, 0));
		assert_ok!(submit(DAVE, BOB, ip, claim(BOB, 1)));
		assert_noop!(Contributions::accept(signed(EVE), DAVE, 1, 8), Error::LimitExceeded);
		assert_ok!(Contributions::accept(signed(EVE), DAVE, 1, 7));
	});
}

#[test]
fn artifact_should_be_given_a_score_once_when_the_authority_changes() {
	build_and_execute(|| {
		let (ip, digest) = (owned(), claim(BOB, 1));
		Owners::<Test>::insert(ip, DAVE);
		// It waits at the seller, who may get the asset back.
		assert_noop!(submit(DAVE, BOB, ip, digest), Error::AlreadyExists);
		Owners::<Test>::insert(ip, ALICE);
		assert_ok!(Contributions::accept(signed(ALICE), ALICE, 0, 1));
		Owners::<Test>::insert(ip, DAVE);
		assert_noop!(submit(DAVE, BOB, ip, digest), Error::AlreadyExists);
	});
}

#[test]
fn contribution_should_be_the_contributors_when_the_asset_is_gone() {
	build_and_execute(|| {
		let (ip, other) = (owned(), claim(EVE, 1));
		Owners::<Test>::remove(ip);
		assert_noop!(submit(ALICE, EVE, ip, other), Error::NotFound);
		is_void();
	});
}
