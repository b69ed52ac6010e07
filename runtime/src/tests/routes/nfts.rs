//! The routes that pallet-nfts knows: closed, all of them.

use super::*;
use codec::Encode;
use frame_support::traits::tokens::nonfungibles_v2::{Mutate as MutateItem, Trading, Transfer};
use pallet_nfts::{
	AttributeNamespace, CancelAttributesApprovalWitness, CollectionSettings, DestroyWitness, Error as NftsError,
	ItemConfig, ItemTip, MintSettings, MintType, PreSignedAttributes, PreSignedMint, PriceDirection,
	PriceWithDirection,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::MultiSignature;

type NftsCall = pallet_nfts::Call<Runtime>;

/// A call with what it answers to the owner of the item and to anybody else.
pub(super) struct Attempt {
	pub call: NftsCall,
	as_owner: DispatchResult,
	as_other: DispatchResult,
}

fn pre_signed_mint(signer: Sr25519Keyring, ip: IpId, item: u32) -> NftsCall {
	let data = PreSignedMint {
		collection: ip.collection,
		item,
		attributes: vec![],
		metadata: vec![],
		only_account: None,
		deadline: 100,
		mint_price: None,
	};
	let signature = MultiSignature::Sr25519(signer.sign(&data.encode()));
	NftsCall::mint_pre_signed { mint_data: Box::new(data), signature, signer: account(signer) }
}

fn pre_signed_attributes(signer: Sr25519Keyring, ip: IpId, namespace: AttributeNamespace<AccountId>) -> NftsCall {
	let data = PreSignedAttributes {
		collection: ip.collection,
		item: ip.item,
		attributes: vec![(b"key".to_vec(), b"value".to_vec())],
		namespace,
		deadline: 100,
	};
	let signature = MultiSignature::Sr25519(signer.sign(&data.encode()));
	NftsCall::set_attributes_pre_signed { data, signature, signer: account(signer) }
}

/// Every call of pallet-nfts, with arguments that would give the item to Bob, or power over it. The order is that in
/// which one would try: what prepares first.
pub(super) fn every_call(ip: IpId) -> Vec<Attempt> {
	let (collection, item) = (ip.collection, ip.item);
	let to = bob();
	let namespace = || AttributeNamespace::ItemOwner;
	let price = || Some(PriceWithDirection { amount: 1, direction: PriceDirection::Receive });
	let fails = |error: NftsError<Runtime>| Err(error.into());
	let no = || Err(NftsError::<Runtime>::NoPermission.into());
	let off = || Err(NftsError::<Runtime>::MethodDisabled.into());
	let bad_origin = || Err(DispatchError::BadOrigin);

	let same = |call, answer: DispatchResult| Attempt { call, as_owner: answer, as_other: answer };
	let own = |call, as_other| Attempt { call, as_owner: Ok(()), as_other };
	vec![
		// What would prepare something, for anybody to use later.
		same(NftsCall::approve_transfer { collection, item, delegate: to.clone().into(), maybe_deadline: None }, off()),
		same(
			NftsCall::set_attribute {
				collection,
				maybe_item: Some(item),
				namespace: namespace(),
				key: b"key".to_vec().try_into().expect("short"),
				value: b"value".to_vec().try_into().expect("short"),
			},
			off(),
		),
		same(NftsCall::approve_item_attributes { collection, item, delegate: to.clone().into() }, off()),
		same(NftsCall::set_accept_ownership { maybe_collection: Some(collection) }, Ok(())),
		// Tips are money alone.
		same(
			NftsCall::pay_tips {
				tips: vec![ItemTip { collection, item, receiver: charlie(), amount: UNIT }]
					.try_into()
					.expect("one is few"),
			},
			Ok(()),
		),
		// The item itself.
		same(NftsCall::transfer { collection, item, dest: to.clone().into() }, Err(locked())),
		same(NftsCall::burn { collection, item }, Err(locked())),
		same(NftsCall::set_price { collection, item, price: Some(1), whitelisted_buyer: None }, off()),
		same(NftsCall::buy_item { collection, item, bid_price: 1 }, off()),
		same(
			NftsCall::create_swap {
				offered_collection: collection,
				offered_item: item,
				desired_collection: collection,
				maybe_desired_item: None,
				maybe_price: price(),
				duration: 10,
			},
			off(),
		),
		same(
			NftsCall::claim_swap {
				send_collection: collection,
				send_item: item,
				receive_collection: collection,
				receive_item: item,
				witness_price: price(),
			},
			off(),
		),
		same(
			NftsCall::cancel_swap { offered_collection: collection, offered_item: item },
			fails(NftsError::UnknownSwap),
		),
		same(NftsCall::mint { collection, item: 7, mint_to: to.clone().into(), witness_data: None }, no()),
		same(
			NftsCall::force_mint { collection, item, mint_to: to.clone().into(), item_config: ItemConfig::default() },
			no(),
		),
		same(pre_signed_mint(Alice, ip, item), no()),
		Attempt {
			call: pre_signed_attributes(Alice, ip, AttributeNamespace::CollectionOwner),
			as_owner: off(),
			as_other: no(),
		},
		same(NftsCall::lock_item_transfer { collection, item }, no()),
		same(NftsCall::unlock_item_transfer { collection, item }, no()),
		same(NftsCall::lock_item_properties { collection, item, lock_metadata: true, lock_attributes: true }, no()),
		same(NftsCall::redeposit { collection, items: vec![item] }, no()),
		same(NftsCall::set_metadata { collection, item, data: Default::default() }, no()),
		same(NftsCall::clear_metadata { collection, item }, no()),
		// The collection.
		same(NftsCall::create { admin: to.clone().into(), config: Default::default() }, bad_origin()),
		same(NftsCall::force_create { owner: to.clone().into(), config: Default::default() }, bad_origin()),
		same(NftsCall::force_collection_owner { collection, owner: to.clone().into() }, bad_origin()),
		same(NftsCall::force_collection_config { collection, config: Default::default() }, bad_origin()),
		same(
			NftsCall::force_set_attribute {
				set_as: None,
				collection,
				maybe_item: Some(item),
				namespace: AttributeNamespace::Pallet,
				key: Default::default(),
				value: Default::default(),
			},
			bad_origin(),
		),
		same(
			NftsCall::destroy {
				collection,
				witness: DestroyWitness { item_metadatas: 0, item_configs: 1, attributes: 0 },
			},
			no(),
		),
		same(
			NftsCall::set_team {
				collection,
				issuer: Some(to.clone().into()),
				admin: Some(to.clone().into()),
				freezer: Some(to.clone().into()),
			},
			no(),
		),
		same(NftsCall::lock_collection { collection, lock_settings: CollectionSettings::all_enabled() }, no()),
		same(NftsCall::set_collection_max_supply { collection, max_supply: 1 }, no()),
		same(
			NftsCall::update_mint_settings {
				collection,
				mint_settings: MintSettings { mint_type: MintType::Public, ..Default::default() },
			},
			no(),
		),
		same(NftsCall::set_collection_metadata { collection, data: Default::default() }, no()),
		same(NftsCall::clear_collection_metadata { collection }, no()),
		// Bob accepted it, if he is the one who calls.
		Attempt {
			call: NftsCall::transfer_ownership { collection, new_owner: to.clone().into() },
			as_owner: fails(NftsError::Unaccepted),
			as_other: no(),
		},
		// Back again: there is nothing to take back.
		same(
			NftsCall::clear_attribute {
				collection,
				maybe_item: Some(item),
				namespace: namespace(),
				key: b"key".to_vec().try_into().expect("short"),
			},
			fails(NftsError::AttributeNotFound),
		),
		same(
			NftsCall::cancel_item_attributes_approval {
				collection,
				item,
				delegate: to.clone().into(),
				witness: CancelAttributesApprovalWitness { account_attributes: 0 },
			},
			off(),
		),
		same(NftsCall::cancel_approval { collection, item, delegate: to.into() }, fails(NftsError::NotDelegate)),
		own(NftsCall::clear_all_transfer_approvals { collection, item }, no()),
	]
}

#[test]
fn nfts_should_move_nothing_when_the_owner_makes_every_call() {
	stays(|ip| {
		for Attempt { call, as_owner, .. } in every_call(ip) {
			assert_eq!(sign(&alice(), call.clone()), as_owner, "{call:?}");
			assert_eq!(state(&ip), (Some(alice()), 0), "{call:?}");
		}
		assert_eq!(Nfts::collection_owner(ip.collection), Some(IpAssets::sovereign_account()));
	});
}

#[test]
fn nfts_should_move_nothing_when_anybody_else_makes_every_call() {
	stays(|ip| {
		for Attempt { call, as_other, .. } in every_call(ip) {
			assert_eq!(sign(&bob(), call.clone()), as_other, "{call:?}");
			assert_eq!(state(&ip), (Some(alice()), 0), "{call:?}");
		}
		assert_eq!(Nfts::collection_owner(ip.collection), Some(IpAssets::sovereign_account()));
	});
}

// In benchmarks root has force.
#[cfg(not(feature = "runtime-benchmarks"))]
#[test]
fn nfts_should_refuse_every_call_when_root_makes_it() {
	stays(|ip| {
		for Attempt { call, .. } in every_call(ip) {
			assert_noop!(dispatch(RuntimeOrigin::root(), call), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn nfts_should_move_nothing_when_the_ip_account_makes_every_call() {
	stays(|ip| {
		// Only root can, by `dispatch_as`.
		let own = IpAssets::account(&ip);
		assert_ok!(Balances::mint_into(&own, PRICE));
		for Attempt { call, as_other, .. } in every_call(ip) {
			// Bob, who accepts the collection, is not the one who calls.
			let answer = sign(&own, call.clone());
			assert!(answer == as_other || answer == Err(NftsError::<Runtime>::Unaccepted.into()), "{call:?}");
		}
	});
}

#[test]
fn nfts_items_should_stay_when_the_account_of_all_collections_makes_every_call() {
	with_ip(|ip| {
		// Only root can, by `dispatch_as`. It could stop the doors, and still not go around them.
		let sovereign = IpAssets::sovereign_account();
		assert_ok!(Balances::mint_into(&sovereign, PRICE));
		assert_ok!(sign(&bob(), NftsCall::set_accept_ownership { maybe_collection: Some(ip.collection) }));
		for Attempt { call, .. } in every_call(ip) {
			let _ = sign(&sovereign, call);
		}
		assert_eq!(Nfts::collection_owner(ip.collection), Some(bob()), "the calls are meant to do harm");
		for Attempt { call, .. } in every_call(ip) {
			let _ = sign(&bob(), call);
		}
		assert_eq!(state(&ip), (Some(alice()), 0));
		assert_paid(&[]);
	});
}

/// Approves Bob behind the pallet's back: approvals are off, and the lock must not depend on that.
fn force_approval(ip: IpId) {
	pallet_nfts::Item::<Runtime>::mutate(ip.collection, ip.item, |details| {
		let approvals = &mut details.as_mut().expect("the item exists").approvals;
		approvals.try_insert(bob(), None).expect("there is room");
	});
}

#[test]
fn nfts_transfer_should_fail_when_a_delegate_makes_it() {
	stays(|ip| {
		force_approval(ip);
		assert_noop!(sign(&bob(), steal(ip, &bob())), locked());
		let burn = NftsCall::burn { collection: ip.collection, item: ip.item };
		assert_noop!(sign(&bob(), burn), locked());
	});
}

#[test]
fn nfts_approvals_should_be_gone_when_the_item_went_through_a_door() {
	with_ip(|ip| {
		force_approval(ip);
		assert_ok!(sign(&alice(), gift(ip, &charlie())));
		let details = pallet_nfts::Item::<Runtime>::get(ip.collection, ip.item).expect("the item exists");
		assert!(details.approvals.is_empty());
		assert_eq!(state(&ip), (Some(charlie()), FLOOR));
	});
}

#[test]
fn nfts_attributes_should_change_no_owner_when_they_are_pre_signed() {
	stays(|ip| {
		let call = || pre_signed_attributes(Bob, ip, AttributeNamespace::Account(bob()));
		assert_noop!(sign(&bob(), call()), NftsError::<Runtime>::NoPermission);
		assert_noop!(sign(&alice(), call()), NftsError::<Runtime>::MethodDisabled);
	});
}

#[test]
fn nfts_mint_should_fail_when_it_is_pre_signed_by_the_creator_of_the_collection() {
	stays(|ip| {
		for item in [ip.item, 7] {
			assert_noop!(sign(&bob(), pre_signed_mint(Alice, ip, item)), NftsError::<Runtime>::NoPermission);
		}
	});
}

#[test]
fn nfts_traits_should_move_nothing_when_called_directly() {
	stays(|ip| {
		let (c, i) = (&ip.collection, &ip.item);
		let disabled = DispatchError::from(NftsError::<Runtime>::MethodDisabled);
		assert_noop!(<Nfts as Transfer<AccountId>>::transfer(c, i, &bob()), locked());
		assert_noop!(Nfts::do_transfer(*c, *i, bob(), |_, _| Ok(())), locked());
		for who in [None, Some(&alice())] {
			assert_noop!(<Nfts as MutateItem<AccountId, ItemConfig>>::burn(c, i, who), locked());
		}
		assert_noop!(
			<Nfts as MutateItem<AccountId, ItemConfig>>::mint_into(c, i, &bob(), &ItemConfig::default(), true),
			NftsError::<Runtime>::AlreadyExists
		);
		assert_noop!(<Nfts as Trading<AccountId, Balance>>::set_price(c, i, &alice(), Some(1), None), disabled);
		assert_noop!(<Nfts as Trading<AccountId, Balance>>::buy_item(c, i, &bob(), &1), disabled);
	});
}
