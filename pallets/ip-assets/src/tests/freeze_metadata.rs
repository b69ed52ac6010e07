use super::*;

#[test]
fn freeze_metadata_should_hold_for_later_owners_when_called() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(IpAssets::freeze_metadata(signed(alice()), ip));
		System::assert_last_event(Event::MetadataFrozen { ip }.into());
		assert!(Ips::<Test>::get(ip).unwrap().frozen);
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert_noop!(IpAssets::set_metadata(signed(bob()), ip, metadata("b")), Error::<Test>::MetadataFrozen);
	});
}

#[test]
fn freeze_metadata_should_fail_when_called_twice_or_by_somebody_else() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let allowed = permissions(&[Act::Metadata]);
		assert_ok!(IpAssets::grant_permission(signed(bob()), ip, carol(), allowed, 10));
		for who in [alice(), carol()] {
			assert_noop!(IpAssets::freeze_metadata(signed(&who), ip), Error::<Test>::NotOwner);
		}
		assert_noop!(IpAssets::freeze_metadata(RuntimeOrigin::root(), ip), BadOrigin);
		assert_noop!(IpAssets::freeze_metadata(signed(bob()), IpId::new(9, 9)), Error::<Test>::NotFound);
		assert_ok!(IpAssets::freeze_metadata(signed(bob()), ip));
		assert_noop!(IpAssets::freeze_metadata(signed(bob()), ip), Error::<Test>::MetadataFrozen);
	});
}

#[test]
fn neighbors_should_see_what_is_frozen_when_they_ask() {
	build_and_execute(|| {
		let (ip, none) = (ip_of(&alice()), IpId::new(9, 9));
		let described = Metadata { hash: Some([7; 32]), ..metadata("a") };
		assert_ok!(IpAssets::set_metadata(signed(alice()), ip, described));
		assert_eq!((IpAssets::metadata_hash(&ip), IpAssets::is_frozen(&ip)), (Some([7; 32]), false));
		assert_ok!(IpAssets::freeze_metadata(signed(alice()), ip));
		assert!(IpAssets::is_frozen(&ip));
		assert_eq!((IpAssets::metadata_hash(&none), IpAssets::is_frozen(&none)), (None, false));
	});
}
