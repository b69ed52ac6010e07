use super::*;

#[test]
fn set_metadata_should_replace_it_when_called_by_the_owner() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let new = Metadata { uri: uri("ipfs://b"), hash: Some([7; 32]) };
		assert_ok!(IpAssets::set_metadata(signed(bob()), ip, new.clone()));
		System::assert_last_event(Event::MetadataSet { ip, who: bob() }.into());
		assert_eq!(Ips::<Test>::get(ip).unwrap().metadata, new);
		assert_eq!(held(HoldReason::Ip, &alice()), IpAssets::ip_deposit());
	});
}

#[test]
fn set_metadata_should_work_when_called_by_an_agent_or_the_ip_account() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		let allowed = permissions(&[Act::Metadata]);
		assert_ok!(IpAssets::grant_permission(signed(alice()), ip, bob(), allowed, 10));
		assert_ok!(IpAssets::set_metadata(signed(bob()), ip, metadata("b")));
		assert_ok!(act_as(&alice(), ip, Call::<Test>::set_metadata { ip, metadata: metadata("c") }));
		assert_eq!(Ips::<Test>::get(ip).unwrap().metadata, metadata("c"));
	});
}

#[test]
fn set_metadata_should_fail_when_not_permitted() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let set = |origin, ip| IpAssets::set_metadata(origin, ip, metadata("b"));
		// The creator is no longer the owner.
		assert_noop!(set(signed(alice()), ip), Error::<Test>::NotAuthorized);
		let other = permissions(&ALL[1..]);
		assert_ok!(IpAssets::grant_permission(signed(bob()), ip, carol(), other, 10));
		assert_noop!(set(signed(carol()), ip), Error::<Test>::NotAuthorized);
		assert_noop!(set(RuntimeOrigin::root(), ip), BadOrigin);
		assert_noop!(set(signed(bob()), IpId::new(9, 9)), Error::<Test>::NotFound);
	});
}

#[test]
fn set_metadata_should_fail_when_frozen() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(IpAssets::freeze_metadata(signed(alice()), ip));
		assert_noop!(IpAssets::set_metadata(signed(alice()), ip, metadata("b")), Error::<Test>::MetadataFrozen);
	});
}
