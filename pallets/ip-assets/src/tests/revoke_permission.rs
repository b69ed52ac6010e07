use super::*;

/// An IP asset of Alice, with Bob as its agent until block 10.
fn granted() -> IpId {
	let ip = ip_of(&alice());
	let trade = permissions(&[Act::Trade(1)]);
	assert_ok!(IpAssets::grant_permission(signed(alice()), ip, bob(), trade, 10));
	ip
}

fn revoke(who: &AccountId, ip: IpId) -> sp_runtime::DispatchResult {
	IpAssets::revoke_permission(signed(who), ip, bob())
}

#[test]
fn revoke_should_end_the_grant_when_called_by_owner_or_agent() {
	for who in [alice(), bob()] {
		build_and_execute(|| {
			let ip = granted();
			assert_ok!(revoke(&who, ip));
			System::assert_last_event(Event::PermissionRevoked { ip, agent: bob() }.into());
			assert!(!IpAssets::is_permitted(&bob(), &ip, Act::Trade(1)));
			assert_eq!(held(HoldReason::Grant, &alice()), 0);
		});
	}
}

#[test]
fn revoke_should_work_for_anybody_when_the_grant_expired() {
	build_and_execute(|| {
		let ip = granted();
		System::set_block_number(9);
		assert_noop!(revoke(&carol(), ip), Error::<Test>::NotOwner);
		System::set_block_number(10);
		assert_ok!(revoke(&carol(), ip));
		assert_eq!(held(HoldReason::Grant, &alice()), 0);
		assert_eq!(Balances::balance(&carol()), FUNDS);
	});
}

#[test]
fn revoke_should_work_for_anybody_when_the_owner_changed() {
	build_and_execute(|| {
		let ip = granted();
		assert_ok!(IpAssets::transfer(signed(alice()), ip, account(99)));
		assert_ok!(revoke(&carol(), ip));
		assert_eq!(held(HoldReason::Grant, &alice()), 0);
	});
}

#[test]
fn revoke_should_fail_when_there_is_no_grant_or_it_is_live() {
	build_and_execute(|| {
		let ip = granted();
		assert_noop!(revoke(&carol(), ip), Error::<Test>::NotOwner);
		assert_noop!(revoke(&alice(), IpId::new(9, 9)), Error::<Test>::GrantNotFound);
		assert_noop!(IpAssets::revoke_permission(RuntimeOrigin::root(), ip, bob()), BadOrigin);
		assert_ok!(revoke(&alice(), ip));
		assert_noop!(revoke(&alice(), ip), Error::<Test>::GrantNotFound);
	});
}
