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
