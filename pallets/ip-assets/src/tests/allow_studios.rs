use super::*;

#[test]
fn allow_studios_should_be_for_good_when_the_creator_calls_it() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		assert!(!IpAssets::collection(collection).unwrap().studios);
		assert_ok!(IpAssets::allow_studios(signed(alice()), collection));
		System::assert_last_event(Event::StudiosAllowed { collection }.into());
		assert!(IpAssets::collection(collection).unwrap().studios);
		assert_eq!(held(HoldReason::Collection, &alice()), IpAssets::collection_deposit());
		assert_noop!(IpAssets::allow_studios(signed(alice()), collection), Error::<Test>::StudiosAllowed);
	});
}

#[test]
fn allow_studios_should_fail_when_not_called_by_the_creator() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		assert_noop!(IpAssets::allow_studios(signed(bob()), ip.collection), Error::<Test>::NotCreator);
		assert_noop!(IpAssets::allow_studios(signed(alice()), 9), Error::<Test>::CollectionNotFound);
		assert_noop!(IpAssets::allow_studios(RuntimeOrigin::root(), ip.collection), BadOrigin);
	});
}
