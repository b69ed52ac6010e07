//! Every call of the real pallet-nfts by which an item, or power over it, could change hands.

use super::*;
use alloc::boxed::Box;
use codec::Encode;
use pallet_nfts::{
	AttributeNamespace, CollectionConfigFor, CollectionSetting, CollectionSettings, DestroyWitness, Error as NftsError,
	MintWitness, PreSignedAttributes, PreSignedMint, PriceDirection, PriceWithDirection,
};
use sp_core::{sr25519, Pair};
use sp_runtime::MultiSignature;

const ROOT: fn() -> RuntimeOrigin = RuntimeOrigin::root;

/// Runs `act` with an IP asset that Alice made and owns, and checks that she still owns it.
fn owner_stays(act: impl FnOnce(u32, u32)) {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		act(ip.collection, ip.item);
		assert_eq!(IpAssets::owner(&ip), Some(alice()));
		// Nothing that was done before stands in the way of the door, or lasts beyond it.
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert_noop!(Nfts::transfer(signed(alice()), ip.collection, ip.item, alice()), NftsError::<Test>::ItemLocked);
		assert_eq!(IpAssets::owner(&ip), Some(bob()));
	});
}

#[test]
fn nfts_transfer_should_fail_when_called_by_the_owner() {
	owner_stays(|c, i| {
		assert_noop!(Nfts::transfer(signed(alice()), c, i, bob()), NftsError::<Test>::ItemLocked);
		assert_noop!(Nfts::transfer(signed(bob()), c, i, bob()), NftsError::<Test>::ItemLocked);
		let sovereign = signed(IpAssets::sovereign_account());
		assert_noop!(Nfts::transfer(sovereign, c, i, bob()), NftsError::<Test>::ItemLocked);
	});
}

#[test]
fn nfts_approval_should_fail_when_approvals_are_off() {
	owner_stays(|c, i| {
		let disabled = DispatchError::from(NftsError::<Test>::MethodDisabled);
		assert_noop!(Nfts::approve_transfer(signed(alice()), c, i, bob(), None), disabled);
		assert_noop!(Nfts::approve_transfer(ROOT(), c, i, carol(), None), disabled);
		assert_noop!(Nfts::transfer(signed(bob()), c, i, bob()), NftsError::<Test>::ItemLocked);
	});
}

#[test]
fn nfts_attributes_should_fail_when_attributes_are_off() {
	owner_stays(|c, i| {
		let disabled = DispatchError::from(NftsError::<Test>::MethodDisabled);
		for namespace in [AttributeNamespace::ItemOwner, AttributeNamespace::CollectionOwner] {
			let (key, value) = (Default::default(), Default::default());
			assert_noop!(Nfts::set_attribute(signed(alice()), c, Some(i), namespace, key, value), disabled);
		}
		assert_noop!(Nfts::approve_item_attributes(signed(alice()), c, i, bob()), disabled);
	});
}

#[test]
fn nfts_sale_should_fail_when_trading_is_off() {
	owner_stays(|c, i| {
		let disabled = DispatchError::from(NftsError::<Test>::MethodDisabled);
		assert_noop!(Nfts::set_price(signed(alice()), c, i, Some(100), None), disabled);
		assert_noop!(Nfts::buy_item(signed(bob()), c, i, 100), disabled);
	});
}

#[test]
fn nfts_swap_should_fail_when_swaps_are_off() {
	owner_stays(|c, i| {
		let other = mint_in(c, &bob()).item;
		let disabled = DispatchError::from(NftsError::<Test>::MethodDisabled);
		let price = Some(PriceWithDirection { amount: 1, direction: PriceDirection::Receive });
		assert_noop!(Nfts::create_swap(signed(alice()), c, i, c, Some(other), price.clone(), 10), disabled);
		assert_noop!(Nfts::claim_swap(signed(bob()), c, other, c, i, price), disabled);
	});
}

#[test]
fn nfts_burn_should_fail_when_called_by_anybody() {
	owner_stays(|c, i| {
		assert_noop!(Nfts::burn(signed(alice()), c, i), NftsError::<Test>::ItemLocked);
		assert_noop!(Nfts::burn(signed(bob()), c, i), NftsError::<Test>::ItemLocked);
		assert_noop!(Nfts::burn(ROOT(), c, i), NftsError::<Test>::ItemLocked);
	});
}

#[test]
fn nfts_collection_should_stay_with_the_pallet_when_users_try_to_take_it() {
	owner_stays(|c, i| {
		let denied = DispatchError::from(NftsError::<Test>::NoPermission);
		assert_ok!(Nfts::set_accept_ownership(signed(alice()), Some(c)));
		assert_noop!(Nfts::transfer_ownership(signed(alice()), c, alice()), denied);
		assert_ok!(Nfts::set_accept_ownership(signed(alice()), None));
		assert_noop!(Nfts::set_team(signed(alice()), c, Some(alice()), Some(alice()), Some(alice())), denied);
		assert_noop!(Nfts::lock_item_transfer(signed(alice()), c, i), denied);
		assert_noop!(Nfts::lock_item_properties(signed(alice()), c, i, true, true), denied);
		assert_noop!(Nfts::lock_collection(signed(alice()), c, CollectionSettings::all_enabled()), denied);
		assert_noop!(Nfts::update_mint_settings(signed(alice()), c, Default::default()), denied);
		assert_noop!(Nfts::set_collection_max_supply(signed(alice()), c, 0), denied);
		assert_noop!(Nfts::redeposit(signed(alice()), c, vec![i]), denied);
		assert_noop!(Nfts::set_metadata(signed(alice()), c, i, Default::default()), denied);
		let witness = DestroyWitness { item_metadatas: 0, item_configs: 1, attributes: 0 };
		assert_noop!(Nfts::destroy(signed(alice()), c, witness), denied);
		assert_eq!(Nfts::collection_owner(c), Some(IpAssets::sovereign_account()));
	});
}

#[test]
fn nfts_mint_should_fail_when_called_by_the_creator_of_the_collection() {
	owner_stays(|c, i| {
		let denied = DispatchError::from(NftsError::<Test>::NoPermission);
		let witness = Some(MintWitness { owned_item: None, mint_price: None });
		assert_noop!(Nfts::mint(signed(alice()), c, 7, alice(), witness), denied);
		assert_noop!(Nfts::force_mint(signed(alice()), c, 7, alice(), Default::default()), denied);
		assert_noop!(Nfts::force_mint(ROOT(), c, i, bob(), Default::default()), NftsError::<Test>::AlreadyExists);
	});
}

#[test]
fn nfts_mint_pre_signed_should_fail_when_signed_by_the_creator_of_the_collection() {
	build_and_execute(|| {
		let pair = sr25519::Pair::from_seed(&[42; 32]);
		let creator = AccountId::from(pair.public());
		assert_ok!(Balances::transfer_allow_death(signed(alice()), creator.clone(), 100 * UNIT));
		let collection = collection_of(&creator);
		for item in [0, 7] {
			let data = PreSignedMint {
				collection,
				item,
				attributes: vec![],
				metadata: vec![],
				only_account: None,
				deadline: 100,
				mint_price: None,
			};
			let signature = MultiSignature::Sr25519(pair.sign(&data.encode()));
			assert_noop!(
				Nfts::mint_pre_signed(signed(bob()), Box::new(data), signature, creator.clone()),
				NftsError::<Test>::NoPermission
			);
		}
	});
}

#[test]
fn nfts_set_attributes_pre_signed_should_fail_when_attributes_are_off() {
	owner_stays(|collection, item| {
		let disabled = DispatchError::from(NftsError::<Test>::MethodDisabled);
		let pair = sr25519::Pair::from_seed(&[42; 32]);
		let signer = AccountId::from(pair.public());
		let mut data = PreSignedAttributes {
			collection,
			item,
			attributes: vec![(b"key".to_vec(), b"value".to_vec())],
			namespace: AttributeNamespace::CollectionOwner,
			deadline: 100,
		};
		let sign = |data: &PreSignedAttributes<_, _, _, _>| MultiSignature::Sr25519(pair.sign(&data.encode()));
		let signature = sign(&data);
		assert_noop!(
			Nfts::set_attributes_pre_signed(signed(alice()), data.clone(), signature, signer.clone()),
			disabled
		);
		data.namespace = AttributeNamespace::Account(signer.clone());
		let signature = sign(&data);
		assert_noop!(
			Nfts::set_attributes_pre_signed(signed(bob()), data.clone(), signature.clone(), signer.clone()),
			NftsError::<Test>::NoPermission
		);
		assert_noop!(Nfts::set_attributes_pre_signed(signed(alice()), data, signature, signer), disabled);
	});
}

#[test]
fn nfts_collection_should_not_be_made_when_signed() {
	build_and_execute(|| {
		assert_noop!(Nfts::create(signed(alice()), alice(), Default::default()), BadOrigin);
		assert_noop!(Nfts::force_create(signed(alice()), alice(), Default::default()), BadOrigin);
	});
}

#[test]
fn nfts_items_should_stay_with_their_owner_when_root_gives_the_collection_away() {
	new_test_ext().execute_with(|| {
		let ip = ip_of(&alice());
		let (c, i) = (ip.collection, ip.item);
		assert_ok!(Nfts::force_collection_owner(ROOT(), c, bob()));
		assert_ok!(Nfts::set_team(ROOT(), c, Some(bob()), Some(bob()), Some(bob())));
		assert_noop!(Nfts::transfer(signed(bob()), c, i, bob()), NftsError::<Test>::ItemLocked);
		assert_noop!(Nfts::burn(signed(bob()), c, i), NftsError::<Test>::ItemLocked);
		let witness = DestroyWitness { item_metadatas: 0, item_configs: 1, attributes: 0 };
		assert_noop!(Nfts::destroy(signed(bob()), c, witness), NftsError::<Test>::CollectionNotEmpty);
		assert_noop!(Nfts::destroy(ROOT(), c, witness), NftsError::<Test>::CollectionNotEmpty);
		let config = CollectionConfigFor::<Test> {
			settings: CollectionSettings::from_disabled(CollectionSetting::TransferableItems.into()),
			..Default::default()
		};
		assert_ok!(Nfts::force_collection_config(ROOT(), c, config));
		assert_eq!(IpAssets::owner(&ip), Some(alice()));
		// Root can block the door, and try_state tells what root did.
		assert_noop!(IpAssets::transfer(signed(alice()), ip, bob()), NftsError::<Test>::ItemsNonTransferable);
		assert!(IpAssets::do_try_state().is_err());
	});
}
