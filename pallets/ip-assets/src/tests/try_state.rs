//! Each test breaks one invariant on purpose.

use super::{traits, *};
use frame_support::traits::fungible::MutateHold;

fn broken_by(expected: &'static str, act: impl FnOnce(IpId)) {
	new_test_ext().execute_with(|| {
		let collection = collection_of(&alice());
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		let (ip, _) =
			IpAssets::do_mint(alice(), collection, None, Some(digest(1)), metadata(""), Perbill::zero()).unwrap();
		let trade = permissions(&[Act::Trade(1)]);
		assert_ok!(IpAssets::grant_permission(signed(alice()), ip, bob(), trade, 10));
		assert_ok!(traits::set(&alice(), ip, "mood", 1));
		atelier_testing::breaks(IpAssets::do_try_state, expected, || act(ip));
	});
}

#[test]
fn try_state_should_fail_when_an_ip_asset_has_no_item() {
	broken_by("an IP asset has no item", |ip| {
		assert_ok!(IpAssets::with_ticket(&ip, || <Nfts as frame_support::traits::tokens::nonfungibles_v2::Mutate<
			AccountId,
			pallet_nfts::ItemConfig,
		>>::burn(&ip.collection, &ip.item, None)));
	});
}

#[test]
fn try_state_should_fail_when_an_ip_asset_has_no_collection() {
	broken_by("an IP asset has no collection", |ip| Collections::<Test>::remove(ip.collection));
}

#[test]
fn try_state_should_fail_when_an_item_is_no_ip_asset() {
	broken_by("an item of an IP collection is no IP asset", |ip| {
		assert_ok!(Nfts::force_mint(RuntimeOrigin::root(), ip.collection, 7, bob(), Default::default()));
	});
}

#[test]
fn try_state_should_fail_when_a_collection_belongs_to_somebody_else() {
	broken_by("a collection does not belong to the pallet", |ip| {
		assert_ok!(Nfts::force_collection_owner(RuntimeOrigin::root(), ip.collection, bob()));
	});
}

fn change(ip: IpId, change: impl FnOnce(&mut CollectionRecordOf<Test>)) {
	Collections::<Test>::mutate(ip.collection, |record| change(record.as_mut().unwrap()));
}

#[test]
fn try_state_should_fail_when_a_collection_counts_wrongly() {
	broken_by("a collection counts its items wrongly", |ip| change(ip, |record| record.items = 2));
	broken_by("a collection counts its items wrongly", |ip| change(ip, |record| record.items = 0));
}

#[test]
fn try_state_should_fail_when_the_next_item_exists() {
	broken_by("the next item of a collection was minted before", |ip| change(ip, |record| record.next_item = 0));
}

#[test]
fn try_state_should_fail_when_a_collection_is_over_its_limit() {
	broken_by("a collection is over its limit", |ip| change(ip, |record| record.max_items = Some(0)));
}

#[test]
fn try_state_should_fail_when_claims_and_ip_assets_do_not_match() {
	broken_by("an IP asset is not found by its claim", |_| Minted::<Test>::remove(digest(1), alice()));
	broken_by("a claim names an IP asset that does not name it", |ip| Minted::<Test>::insert(digest(2), alice(), ip));
	broken_by("a claim names an IP asset that does not name it", |ip| Minted::<Test>::insert(digest(1), bob(), ip));
}

#[test]
fn try_state_should_fail_when_a_deposit_is_not_held() {
	for reason in [HoldReason::Collection, HoldReason::Ip, HoldReason::Grant, HoldReason::Trait] {
		broken_by("what is held is not the sum of the deposits", |_| {
			assert_ok!(Balances::release(&reason.into(), &alice(), 1, frame_support::traits::tokens::Precision::Exact));
		});
		broken_by("what is held is not the sum of the deposits", |_| {
			assert_ok!(Balances::hold(&reason.into(), &alice(), 1));
		});
	}
}

#[test]
fn try_state_should_fail_when_a_deposit_is_held_of_somebody_without_anything() {
	for reason in [HoldReason::Collection, HoldReason::Ip, HoldReason::Grant, HoldReason::Trait] {
		broken_by("what is held is not the sum of the deposits", |_| {
			assert_ok!(Balances::hold(&reason.into(), &carol(), 1));
		});
	}
}

#[test]
fn try_state_should_fail_when_a_ticket_is_left_over() {
	broken_by("a ticket is left over", Ticket::<Test>::put);
}

#[test]
fn try_state_should_fail_when_somebody_is_left_acting() {
	broken_by("somebody is acting as an IP account between blocks", Acting::<Test>::put);
}

#[test]
fn try_state_should_fail_when_an_ip_asset_is_inside_itself() {
	for length in 1..6 {
		broken_by("an IP asset is inside itself", |ip| {
			let mut chain = nest(&IpAssets::account(&ip), ip.collection, length);
			chain.insert(0, ip);
			// The first into the last; with one, into itself.
			let last = IpAssets::account(&chain[length as usize - 1]);
			assert_ok!(IpAssets::with_ticket(&ip, || Nfts::do_transfer(ip.collection, ip.item, last, |_, _| Ok(()))));
		});
	}
}

#[test]
fn try_state_should_fail_when_what_asks_for_a_royalty_is_inside() {
	broken_by("what is restricted is inside an IP asset", |holder| {
		let ip = mint_in(enforced_collection_of(&alice(), 50), &alice());
		let to = IpAssets::account(&holder);
		assert_ok!(IpAssets::with_ticket(&ip, || Nfts::do_transfer(ip.collection, ip.item, to, |_, _| Ok(()))));
	});
}

#[test]
fn try_state_should_fail_when_what_may_not_be_used_commercially_is_inside() {
	broken_by("what is restricted is inside an IP asset", |holder| {
		let ip = mint_in(holder.collection, &IpAssets::account(&holder));
		Licenses::set_commercial(ip, false);
	});
}

#[test]
fn try_state_should_fail_when_what_is_restricted_belongs_to_a_studio_of_others() {
	broken_by("what is restricted belongs to a studio", |ip| {
		let ip = mint_in(ip.collection, &studio());
		Licenses::set_commercial(ip, false);
	});
}

#[test]
fn try_state_should_fail_when_a_grant_belongs_to_nothing() {
	broken_by("a grant belongs to no IP asset", |ip| {
		let grant = Grants::<Test>::take(ip, bob()).unwrap();
		Grants::<Test>::insert(IpId::new(9, 9), bob(), grant);
	});
}

#[test]
fn try_state_should_fail_when_a_grant_names_a_move_to_come() {
	broken_by("a grant names a move to come", |ip| {
		Grants::<Test>::mutate(ip, bob(), |grant| grant.as_mut().unwrap().moves = 1);
	});
}

#[test]
fn try_state_should_fail_when_there_are_too_many_grants() {
	broken_by("an IP asset has too many grants", |ip| {
		let mut grant = Grants::<Test>::get(ip, bob()).unwrap();
		grant.deposit.amount = 0;
		(100..116).for_each(|n| Grants::<Test>::insert(ip, account(n), grant.clone()));
	});
}

#[test]
fn try_state_should_fail_when_a_grant_permits_nothing() {
	broken_by("a grant permits nothing", |ip| {
		Grants::<Test>::mutate(ip, bob(), |grant| grant.as_mut().unwrap().permissions = permissions(&[]));
	});
}

#[test]
fn try_state_should_fail_when_a_trait_belongs_to_nothing() {
	broken_by("a trait belongs to no IP asset", |ip| {
		let record = Traits::<Test>::take(ip, traits::key("mood")).unwrap();
		Traits::<Test>::insert(IpId::new(9, 9), traits::key("mood"), record);
	});
}

#[test]
fn try_state_should_fail_when_a_trait_has_no_value() {
	broken_by("a trait has no value", |ip| {
		Traits::<Test>::mutate(ip, traits::key("mood"), |record| record.as_mut().unwrap().history = Default::default());
	});
}

#[test]
fn try_state_should_fail_when_there_are_too_many_traits() {
	broken_by("an IP asset has too many traits", |ip| {
		let mut record = Traits::<Test>::get(ip, traits::key("mood")).unwrap();
		record.deposit.amount = 0;
		(0..16).for_each(|n| Traits::<Test>::insert(ip, traits::key(&n.to_string()), record.clone()));
	});
}
