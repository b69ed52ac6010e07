use super::*;

#[test]
fn create_collection_should_store_its_creator_when_called() {
	build_and_execute(|| {
		assert_ok!(IpAssets::create_collection(signed(alice()), uri("ipfs://a"), Some(3)));
		System::assert_last_event(
			Event::CollectionCreated { collection: 0, creator: alice(), max_items: Some(3) }.into(),
		);
		let record = Collections::<Test>::get(0).unwrap();
		assert_eq!((record.creator, record.next_item, record.items), (alice(), 0, 0));
		assert_eq!((record.max_items, record.metadata), (Some(3), uri("ipfs://a")));
		assert_eq!(IpAssets::collection_creator(0), Some(alice()));
	});
}

#[test]
fn create_collection_should_give_it_to_the_pallet_when_seen_from_nfts() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		assert_eq!(Nfts::collection_owner(collection), Some(IpAssets::sovereign_account()));
	});
}

#[test]
fn create_collection_should_hold_the_deposit_when_called() {
	build_and_execute(|| {
		collection_of(&alice());
		assert_eq!(held(HoldReason::Collection, &alice()), IpAssets::collection_deposit());
		collection_of(&alice());
		assert_eq!(held(HoldReason::Collection, &alice()), 2 * IpAssets::collection_deposit());
	});
}

#[test]
fn create_collection_should_fail_when_the_deposit_cannot_be_paid() {
	build_and_execute(|| {
		assert_noop!(IpAssets::create_collection(signed(account(9)), uri(""), None), TokenError::FundsUnavailable);
	});
}

#[test]
fn create_collection_should_fail_when_the_limit_is_zero() {
	build_and_execute(|| {
		assert_noop!(IpAssets::create_collection(signed(alice()), uri(""), Some(0)), Error::<Test>::InvalidMaxItems);
	});
}

#[test]
fn create_collection_should_fail_when_not_signed() {
	build_and_execute(|| {
		assert_noop!(IpAssets::create_collection(RuntimeOrigin::root(), uri(""), None), BadOrigin);
		assert_noop!(IpAssets::create_collection(RuntimeOrigin::none(), uri(""), None), BadOrigin);
	});
}
