use super::*;

#[test]
fn set_collection_metadata_should_replace_it_when_called_by_the_creator() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		assert_ok!(IpAssets::set_collection_metadata(signed(alice()), collection, uri("ipfs://b")));
		System::assert_last_event(Event::CollectionMetadataSet { collection }.into());
		assert_eq!(Collections::<Test>::get(collection).unwrap().metadata, uri("ipfs://b"));
		assert_eq!(held(HoldReason::Collection, &alice()), IpAssets::collection_deposit());
	});
}

#[test]
fn set_collection_metadata_should_fail_when_called_by_somebody_else() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let set = |origin, collection| IpAssets::set_collection_metadata(origin, collection, uri("ipfs://b"));
		assert_noop!(set(signed(bob()), collection), Error::<Test>::NotCreator);
		assert_noop!(set(RuntimeOrigin::root(), collection), BadOrigin);
		assert_noop!(set(signed(alice()), 7), Error::<Test>::CollectionNotFound);
	});
}
