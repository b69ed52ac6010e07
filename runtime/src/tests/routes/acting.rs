//! Wrapped: an IP asset in the account of another one, and what its owner does as that account. Only what asks for no
//! royalty goes there; so no way leads through a wrapper.

use super::*;
use pallet_ip_assets::Error as IpError;

fn not_allowed() -> DispatchError {
	IpError::<Runtime>::HolderNotAllowed.into()
}

/// An enforced IP asset of Alice, with a free one in its account, which has money too.
fn with_nested(act: impl FnOnce(IpId, IpId)) {
	with_ip(|outer| {
		let free = free_collection(&alice());
		let inner = mint(&alice(), free, &IpAssets::account(&outer));
		assert_ok!(Balances::mint_into(&IpAssets::account(&outer), PRICE));
		act(outer, inner);
		assert_paid(&[outer, inner]);
	});
}

#[test]
fn acting_should_not_help_when_the_ip_asset_is_the_own_one() {
	stays(|ip| {
		// Its account does not own it.
		assert_ok!(Balances::mint_into(&IpAssets::account(&ip), PRICE));
		let not_owner = DispatchError::from(IpError::<Runtime>::NotOwner);
		assert_noop!(sign(&alice(), act_as(ip, gift(ip, &bob()))), not_owner);
		assert_noop!(sign(&alice(), act_as(ip, pallet_ip_assets::Call::burn { ip })), not_owner);
		assert_noop!(sign(&alice(), act_as(ip, steal(ip, &bob()))), filtered());
		assert_noop!(sign(&bob(), act_as(ip, gift(ip, &bob()))), not_owner);
	});
}

#[test]
fn wrapper_should_be_refused_when_the_ip_asset_asks_for_a_royalty() {
	stays(|ip| {
		let collections = [
			ip.collection,
			free_collection(&alice()),
			collection_with(&alice(), Perbill::from_percent(1), MILLI),
			collection_with(&alice(), RATE, FLOOR),
			collection_with(&alice(), Perbill::from_percent(50), 10 * FLOOR),
		];
		assert_ok!(sign(&alice(), list(ip, PRICE)));
		for collection in collections {
			let wrapper = mint(&alice(), collection, &bob());
			let account = IpAssets::account(&wrapper);
			assert_ok!(Balances::mint_into(&account, 2 * PRICE));
			assert_noop!(sign(&alice(), gift(ip, &account)), not_allowed());
			assert_noop!(sign(&bob(), act_as(wrapper, buy(ip))), not_allowed());
			let minting = IpAssets::mint(
				signed(&alice()),
				ip.collection,
				Some(account),
				None,
				Default::default(),
				Perbill::zero(),
			);
			assert_eq!(minting.map(drop).map_err(|error| error.error), Err(not_allowed()));
		}
		let none = IpAssets::account(&IpId::new(ip.collection, 99));
		for account in [IpAssets::account(&ip), none] {
			assert_noop!(sign(&alice(), gift(ip, &account)), not_allowed());
		}
	});
}

#[test]
fn studio_should_be_refused_when_the_ip_asset_asks_for_a_royalty() {
	let refused = || DispatchError::from(IpError::<Runtime>::StudioNotAllowed);
	stays(|ip| {
		// With or without members.
		for number in [0, 7, u32::MAX] {
			let studio = Studios::account_of(number);
			assert_ok!(Balances::mint_into(&studio, 2 * PRICE));
			assert_noop!(sign(&alice(), gift(ip, &studio)), refused());
			assert_ok!(sign(&alice(), list(ip, PRICE)));
			assert_noop!(sign(&studio, buy(ip)), refused());
			let minting = IpAssets::mint(
				signed(&alice()),
				ip.collection,
				Some(studio),
				None,
				Default::default(),
				Perbill::zero(),
			);
			assert_eq!(minting.map(drop).map_err(|error| error.error), Err(refused()));
		}
	});
}

#[test]
fn studio_should_pay_the_floor_when_the_creator_allowed_studios() {
	with_ip(|ip| {
		let studio = Studios::account_of(0);
		assert_ok!(IpAssets::allow_studios(signed(&alice()), ip.collection));
		assert_ok!(sign(&alice(), gift(ip, &studio)));
		assert_eq!(state(&ip), (Some(studio), FLOOR));
		assert!(IpAssets::ip(ip).expect("there is such an IP asset").wrapped);
	});
}

#[test]
fn wrapper_should_be_refused_when_one_half_of_the_policy_is_left() {
	for (rate, floor) in [(RATE, 0), (Perbill::zero(), FLOOR)] {
		with_ip(|ip| {
			lower_policy(ip, rate, floor);
			let wrapper = mint(&alice(), ip.collection, &alice());
			assert_noop!(sign(&alice(), gift(ip, &IpAssets::account(&wrapper))), not_allowed());
		});
	}
}

#[test]
fn wrapper_should_be_allowed_when_the_creator_gave_the_policy_up_for_good() {
	moves(0, |ip| {
		let wrapper = mint(&alice(), ip.collection, &alice());
		lower_policy(ip, Perbill::zero(), 0);
		assert_ok!(sign(&alice(), gift(ip, &IpAssets::account(&wrapper))));
		let rise = pallet_market::Error::<Runtime>::PolicyMayOnlyFall;
		assert_noop!(Market::set_policy(signed(&alice()), ip.collection, RATE, FLOOR), rise);
		assert_ok!(sign(&alice(), act_as(wrapper, gift(ip, &bob()))));
	});
}

#[test]
fn wrapper_should_be_refused_when_it_is_inside_the_ip_asset_or_is_none() {
	development().execute_with(|| {
		let free = free_collection(&alice());
		let outer = mint(&alice(), free, &alice());
		let inner = mint(&alice(), free, &IpAssets::account(&outer));
		let cyclic = DispatchError::from(IpError::<Runtime>::CyclicOwnership);
		for within in [outer, inner] {
			assert_noop!(sign(&alice(), gift(outer, &IpAssets::account(&within))), cyclic);
		}
		let none = IpAssets::account(&IpId::new(free, 99));
		assert_noop!(sign(&alice(), gift(outer, &none)), IpError::<Runtime>::HolderNotFound);
		assert_eq!(state(&outer), (Some(alice()), 0));
	});
}

#[test]
fn wrapped_ip_asset_should_obey_the_owner_of_its_wrapper_alone_when_it_is_given() {
	with_nested(|outer, inner| {
		let not_owner = DispatchError::from(IpError::<Runtime>::NotOwner);
		assert_noop!(sign(&alice(), gift(inner, &bob())), not_owner);
		assert_noop!(sign(&bob(), act_as(outer, gift(inner, &bob()))), not_owner);
		assert_ok!(sign(&alice(), act_as(outer, gift(inner, &bob()))));
		assert_eq!((state(&inner), state(&outer)), ((Some(bob()), 0), (Some(alice()), 0)));
	});
}

#[test]
fn wrapped_ip_asset_should_stay_when_it_is_taken_around_the_door() {
	with_nested(|outer, inner| {
		for call in [steal(inner, &bob()), batch_all(vec![steal(inner, &bob())]), list(inner, FLOOR)] {
			assert_noop!(sign(&alice(), act_as(outer, call)), filtered());
		}
		// Nobody acts inside acting.
		let twice = act_as(outer, gift(inner, &bob()));
		assert_noop!(sign(&alice(), act_as(outer, twice.clone())), filtered());
		assert_noop!(sign(&alice(), act_as(outer, batch_all(vec![twice]))), filtered());
		assert_eq!(state(&inner), (Some(IpAssets::account(&outer)), 0));
	});
}

#[test]
fn wrapped_ip_asset_should_be_sold_when_its_owner_accepts_an_offer() {
	with_nested(|outer, inner| {
		assert_ok!(sign(&bob(), offer(inner, PRICE)));
		assert_noop!(sign(&alice(), accept(inner, &bob())), pallet_market::Error::<Runtime>::NotOwner);
		assert_ok!(sign(&alice(), act_as(outer, accept(inner, &bob()))));
		assert_eq!(state(&inner), (Some(bob()), 0));
		assert_eq!(balance(&IpAssets::account(&outer)), 2 * PRICE);
	});
}

#[test]
fn wrapper_should_pay_its_own_royalty_when_it_is_sold_with_what_is_inside() {
	with_nested(|outer, inner| {
		assert_ok!(sign(&alice(), list(outer, PRICE)));
		assert_ok!(sign(&bob(), buy(outer)));
		assert_eq!(state(&outer), (Some(bob()), ROYALTY));
		assert_eq!(state(&inner), (Some(IpAssets::account(&outer)), 0));
		assert_noop!(sign(&alice(), act_as(outer, gift(inner, &alice()))), IpError::<Runtime>::NotOwner);
		assert_ok!(sign(&bob(), act_as(outer, gift(inner, &bob()))));
	});
}

#[test]
fn free_ip_asset_should_stay_free_when_it_is_in_a_wrapper() {
	with_nested(|_, inner| {
		let refused = pallet_market::Error::<Runtime>::CollectionNotEmpty;
		assert_noop!(Market::set_policy(signed(&alice()), inner.collection, RATE, FLOOR), refused);
	});
}

#[test]
fn wrapper_should_not_burn_when_something_is_inside() {
	with_nested(|outer, inner| {
		let burn = |ip| pallet_ip_assets::Call::<Runtime>::burn { ip };
		assert_noop!(sign(&alice(), burn(outer)), IpError::<Runtime>::NotEmpty);
		let others = pallet_royalties::Error::<Runtime>::OthersHaveScores;
		assert_noop!(sign(&alice(), act_as(outer, burn(inner))), others);
		doors::creator_leaves(inner);
		assert_ok!(sign(&alice(), act_as(outer, burn(inner))));
		assert_eq!(state(&inner), (None, 0));
		assert_ok!(sign(&alice(), burn(outer)));
	});
}
