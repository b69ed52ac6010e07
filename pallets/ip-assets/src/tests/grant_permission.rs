use super::*;

fn grant(
	who: &AccountId,
	ip: IpId,
	agent: &AccountId,
	list: &[Permission],
	expires: u64,
) -> sp_runtime::DispatchResult {
	IpAssets::grant_permission(signed(who), ip, agent.clone(), permissions(list), expires)
}

#[test]
fn grant_should_permit_what_it_names_until_it_expires_when_given() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(grant(&alice(), ip, &bob(), &[Permission::License, Permission::Trade], 10));
		System::assert_last_event(
			Event::PermissionGranted {
				ip,
				agent: bob(),
				permissions: permissions(&[Permission::License, Permission::Trade]),
				expires: 10,
			}
			.into(),
		);
		let may = |permission| IpAssets::is_permitted(&bob(), &ip, permission);
		assert!(may(Permission::License) && may(Permission::Trade));
		assert!(!may(Permission::Metadata) && !may(Permission::Serve));
		System::set_block_number(9);
		assert!(may(Permission::Trade));
		System::set_block_number(10);
		assert!(!may(Permission::Trade));
	});
}

#[test]
fn permission_should_be_had_without_a_grant_when_owner_or_ip_account() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let may = |who: &AccountId, ip: &IpId| IpAssets::is_permitted(who, ip, Permission::Trade);
		assert!(may(&bob(), &ip) && may(&IpAssets::account(&ip), &ip));
		assert!(!may(&alice(), &ip) && !may(&carol(), &ip));
		// Nobody is permitted anything for what is not there.
		let nothing = IpId::new(9, 9);
		assert!(!may(&bob(), &nothing) && !may(&IpAssets::account(&nothing), &nothing));
	});
}

#[test]
fn grant_should_settle_the_deposit_exactly_when_overwritten() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(grant(&alice(), ip, &carol(), &[Permission::Trade], 10));
		assert_eq!(held(HoldReason::Grant, &alice()), IpAssets::grant_deposit());
		assert_ok!(grant(&alice(), ip, &carol(), &[Permission::Metadata], 20));
		assert_eq!(held(HoldReason::Grant, &alice()), IpAssets::grant_deposit());
		assert!(!IpAssets::is_permitted(&carol(), &ip, Permission::Trade));
		assert!(IpAssets::is_permitted(&carol(), &ip, Permission::Metadata));
		// The next owner pays for its own, and the former one gets back what it paid.
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert_ok!(grant(&bob(), ip, &carol(), &[Permission::Metadata], 20));
		assert_eq!(held(HoldReason::Grant, &alice()), 0);
		assert_eq!(held(HoldReason::Grant, &bob()), IpAssets::grant_deposit());
	});
}

#[test]
fn grant_should_fail_when_its_time_is_wrong() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		System::set_block_number(5);
		for expires in [0, 4, 5] {
			assert_noop!(grant(&alice(), ip, &bob(), &[Permission::Trade], expires), Error::<Test>::InvalidExpiry);
		}
		for expires in [1_006, u64::MAX] {
			assert_noop!(
				grant(&alice(), ip, &bob(), &[Permission::Trade], expires),
				Error::<Test>::MaxGrantDurationExceeded
			);
		}
		assert_ok!(grant(&alice(), ip, &bob(), &[Permission::Trade], 1_005));
		assert_ok!(grant(&alice(), ip, &bob(), &[Permission::Trade], 6));
	});
}

#[test]
fn grant_should_fail_when_it_permits_nothing() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_noop!(grant(&alice(), ip, &bob(), &[], 10), Error::<Test>::InvalidPermissions);
	});
}

#[test]
fn grant_should_fail_when_not_given_by_the_owner() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let all = [Permission::Metadata, Permission::License, Permission::Serve, Permission::Trade];
		assert_ok!(grant(&bob(), ip, &carol(), &all, 10));
		for who in [alice(), carol(), IpAssets::account(&ip)] {
			assert_noop!(grant(&who, ip, &alice(), &all, 10), Error::<Test>::NotOwner);
		}
		assert_noop!(grant(&bob(), IpId::new(9, 9), &alice(), &all, 10), Error::<Test>::NotFound);
		assert_noop!(IpAssets::grant_permission(RuntimeOrigin::root(), ip, alice(), permissions(&all), 10), BadOrigin);
	});
}

#[test]
fn grant_should_fail_when_the_owner_is_an_ip_account() {
	build_and_execute(|| {
		// Else the seller of the outer one could keep a hand on the inner one.
		let ips = nest(&alice(), collection_of(&alice()), 2);
		let call = Call::<Test>::grant_permission {
			ip: ips[1],
			agent: alice(),
			permissions: permissions(&[Permission::Trade]),
			expires: 10,
		};
		assert_noop!(act_as(&alice(), ips[0], call).map_err(|error| error.error), Error::<Test>::NotFromIpAccount);
	});
}

#[test]
fn grant_should_fail_when_the_deposit_cannot_be_paid() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &account(99));
		assert_noop!(grant(&account(99), ip, &bob(), &[Permission::Trade], 10), TokenError::FundsUnavailable);
	});
}
