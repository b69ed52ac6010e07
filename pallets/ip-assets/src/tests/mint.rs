use super::*;
use alloc::collections::BTreeMap;
use atelier_primitives::chain::currency::deposit;

fn mint(
	who: &AccountId,
	collection: u32,
	to: Option<AccountId>,
	digest: Option<atelier_primitives::Digest>,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	IpAssets::mint(signed(who), collection, to, digest, metadata("ipfs://a"), Perbill::zero())
}

#[test]
fn mint_should_make_an_ip_asset_without_provenance_when_given_no_digest() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		System::set_block_number(5);
		assert_ok!(mint(&alice(), collection, None, None));
		let ip = IpId::new(collection, 0);
		let account = IpAssets::account(&ip);
		System::assert_last_event(
			Event::Minted { ip, creator: alice(), owner: alice(), account, provenance: None }.into(),
		);
		assert_eq!(IpAssets::owner(&ip), Some(alice()));
		assert_eq!(IpAssets::creator(&ip), Some(alice()));
		let record = Ips::<Test>::get(ip).unwrap();
		assert_eq!((record.provenance, record.metadata), (None, metadata("ipfs://a")));
		assert_eq!((record.frozen, record.minted_at), (false, 5));
	});
}

#[test]
fn mint_should_bind_the_claim_when_the_minter_claims_the_artifact() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		assert_ok!(mint(&alice(), collection, None, Some(digest(1))));
		let ip = IpId::new(collection, 0);
		assert_eq!(Ips::<Test>::get(ip).unwrap().provenance, Some(digest(1)));
		assert_eq!(Minted::<Test>::get(digest(1), alice()), Some(ip));
	});
}

#[test]
fn mint_should_serve_each_claim_once_when_several_claim_the_artifact() {
	build_and_execute(|| {
		let (ours, theirs) = (collection_of(&alice()), collection_of(&bob()));
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		Provenance::register(digest(1), &bob(), ArtifactKind::Model);
		assert_ok!(mint(&alice(), ours, None, Some(digest(1))));
		assert_noop!(mint(&alice(), ours, None, Some(digest(1))), Error::<Test>::AlreadyExists);
		assert_ok!(mint(&bob(), theirs, None, Some(digest(1))));
	});
}

#[test]
fn mint_should_fail_when_the_minter_does_not_claim_the_artifact() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		Provenance::register(digest(1), &bob(), ArtifactKind::Work);
		assert_noop!(mint(&alice(), collection, None, Some(digest(1))), Error::<Test>::ClaimNotFound);
		assert_noop!(mint(&alice(), collection, Some(bob()), Some(digest(1))), Error::<Test>::ClaimNotFound);
	});
}

#[test]
fn mint_should_hold_the_deposit_of_the_minter_when_somebody_else_gets_it() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		assert_ok!(mint(&alice(), collection, Some(bob()), None));
		let ip = IpId::new(collection, 0);
		assert_eq!((IpAssets::owner(&ip), IpAssets::creator(&ip)), (Some(bob()), Some(alice())));
		assert_eq!(held(HoldReason::Ip, &alice()), IpAssets::ip_deposit());
		assert_eq!(Balances::balance(&bob()), FUNDS);
		// What is held is all that is paid: pallet-nfts takes nothing.
		let deposits = IpAssets::ip_deposit() + IpAssets::collection_deposit();
		assert_eq!(Balances::balance(&alice()), FUNDS - deposits);
	});
}

#[test]
fn mint_should_hold_enough_for_what_is_stored_when_everything_is_at_its_longest() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		let longest = uri(&"x".repeat(MAX_URI_LENGTH as usize));
		let before = stored();
		let metadata = Metadata { uri: longest, hash: Some([7; 32]) };
		assert_ok!(IpAssets::mint(signed(alice()), collection, None, Some(digest(1)), metadata, Perbill::zero()));
		let new: Vec<_> = stored().into_iter().filter(|(key, _)| !before.contains_key(key)).collect();
		// Ips and Minted here; Item, Account and ItemConfigOf in pallet-nfts.
		assert_eq!(new.len(), 5);
		let hashes = 5 * 32 + 8 + 2 * 16 + (2 + 3 + 2) * 16;
		let bytes = new.iter().map(|(key, value)| key.len() + value.len()).sum::<usize>() - hashes;
		// With the pool and its two founding members in royalties. Nothing is paid for that is never stored.
		let (least, most) = (deposit(8, bytes as u32 + 269 + 2 * 190), deposit(8, bytes as u32 + 700));
		assert!((least..=most).contains(&IpAssets::ip_deposit()), "{bytes}");
	});
}

/// All that is in storage of this pallet and of pallet-nfts.
fn stored() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let pallets = ["IpAssets", "Nfts"].map(|name| sp_io::hashing::twox_128(name.as_bytes()));
	std::iter::successors(sp_io::storage::next_key(&[]), |key| sp_io::storage::next_key(key))
		.filter(|key| pallets.iter().any(|pallet| key.starts_with(pallet)))
		.map(|key| (key.clone(), sp_io::storage::get(&key).unwrap().to_vec()))
		.collect()
}

#[test]
fn mint_should_need_no_funds_of_the_recipient_when_it_has_none() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &account(99));
		assert_eq!(IpAssets::owner(&ip), Some(account(99)));
	});
}

#[test]
fn mint_should_keep_the_share_of_the_owner_when_it_names_one() {
	build_and_execute(|| {
		let (collection, share) = (collection_of(&alice()), Perbill::from_percent(10));
		assert_ok!(IpAssets::mint(signed(alice()), collection, Some(bob()), None, metadata(""), share));
		let ip = IpId::new(collection, 0);
		assert_eq!((IpAssets::owner_share(&ip), IpAssets::ip(ip).unwrap().owner_share), (share, share));
		assert_ok!(IpAssets::transfer(signed(bob()), ip, carol()));
		assert_eq!(IpAssets::owner_share(&ip), share);
		assert_ok!(IpAssets::burn(signed(carol()), ip));
		assert_eq!(IpAssets::owner_share(&ip), Perbill::zero());
	});
}

#[test]
fn mint_should_fail_when_not_called_by_the_creator() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		assert_noop!(mint(&bob(), collection, None, None), Error::<Test>::NotCreator);
		assert_noop!(mint(&alice(), 7, None, None), Error::<Test>::CollectionNotFound);
		let by_root = IpAssets::mint(RuntimeOrigin::root(), collection, None, None, metadata(""), Perbill::zero());
		assert_noop!(by_root, BadOrigin);
	});
}

#[test]
fn mint_should_fail_when_as_many_were_minted_as_allowed() {
	build_and_execute(|| {
		let collection = IpAssets::do_create_collection(alice(), uri(""), Some(2)).unwrap();
		let first = mint_in(collection, &alice());
		mint_in(collection, &alice());
		assert_noop!(mint(&alice(), collection, None, None), Error::<Test>::MaxItemsExceeded);
		// A burned one was minted too.
		assert_ok!(IpAssets::burn(signed(alice()), first));
		assert_noop!(mint(&alice(), collection, None, None), Error::<Test>::MaxItemsExceeded);
	});
}

#[test]
fn mint_should_fail_when_all_numbers_are_used() {
	new_test_ext().execute_with(|| {
		let collection = collection_of(&alice());
		Collections::<Test>::mutate(collection, |record| record.as_mut().unwrap().next_item = u32::MAX);
		assert_noop!(mint(&alice(), collection, None, None), Error::<Test>::MaxItemsExceeded);
	});
}

#[test]
fn mint_should_never_reuse_a_number_when_an_item_was_burned() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let first = mint_in(collection, &alice());
		assert_ok!(IpAssets::burn(signed(alice()), first));
		assert_eq!(mint_in(collection, &alice()), IpId::new(collection, 1));
	});
}

#[test]
fn mint_should_fail_when_the_deposit_cannot_be_paid() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let rest = Balances::reducible_balance(
			&alice(),
			frame_support::traits::tokens::Preservation::Preserve,
			frame_support::traits::tokens::Fortitude::Polite,
		);
		assert_ok!(Balances::transfer_keep_alive(signed(alice()), bob(), rest));
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		assert_noop!(mint(&alice(), collection, None, Some(digest(1))), TokenError::FundsUnavailable);
	});
}

#[test]
fn mint_should_check_the_recipient_when_it_is_an_ip_account() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let own = IpAssets::account(&IpId::new(collection, 0));
		assert_noop!(mint(&alice(), collection, Some(own), None), Error::<Test>::CyclicOwnership);
		let nobody = IpAssets::account(&IpId::new(collection, 9));
		assert_noop!(mint(&alice(), collection, Some(nobody), None), Error::<Test>::HolderNotFound);
		let holder = IpAssets::account(&ip_of(&alice()));
		assert_ok!(mint(&alice(), collection, Some(holder), None));
	});
}

#[test]
fn mint_should_refuse_every_ip_account_when_royalties_are_enforced() {
	build_and_execute(|| {
		let collection = enforced_collection_of(&alice(), 50);
		let (foreign, sibling) = (ip_of(&alice()), mint_in(collection, &alice()));
		let own = IpId::new(collection, 1);
		for holder in [foreign, sibling, own, IpId::new(9, 9)] {
			let account = Some(IpAssets::account(&holder));
			assert_noop!(mint(&alice(), collection, account, None), Error::<Test>::HolderNotAllowed);
		}
		// Minting itself pays nothing.
		assert!(Royalties::payments().is_empty());
	});
}

#[test]
fn mint_should_give_back_weight_when_the_recipient_is_inside_fewer() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let weight = |to| mint(&alice(), collection, to, None).unwrap().actual_weight.unwrap().ref_time();
		assert_eq!(weight(None), 200);
		let ips = nest(&alice(), collection, 3);
		assert_eq!(weight(Some(IpAssets::account(&ips[2]))), 203);
	});
}
