use super::*;

fn grant(who: &AccountId, ip: IpId, agent: &AccountId, list: &[Act], expires: u64) -> sp_runtime::DispatchResult {
	IpAssets::grant_permission(signed(who), ip, agent.clone(), permissions(list), expires)
}

#[test]
fn grant_should_permit_what_it_names_until_it_expires_when_given() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(grant(&alice(), ip, &bob(), &[Act::License([1; 32]), Act::Trade(1)], 10));
		System::assert_last_event(
			Event::PermissionGranted {
				ip,
				agent: bob(),
				permissions: permissions(&[Act::License([1; 32]), Act::Trade(1)]),
				expires: 10,
			}
			.into(),
		);
		let may = |act| IpAssets::is_permitted(&bob(), &ip, act);
		assert!(may(Act::License([1; 32])) && may(Act::Trade(1)));
		assert!(!may(Act::Metadata) && !may(Act::Serve(1)));
		System::set_block_number(9);
		assert!(may(Act::Trade(1)));
		System::set_block_number(10);
		assert!(!may(Act::Trade(1)));
	});
}

#[test]
fn permission_should_be_had_without_a_grant_when_owner_or_ip_account() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let may = |who: &AccountId, ip: &IpId| IpAssets::is_permitted(who, ip, Act::Trade(1));
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
		let price = |acts: &[Act]| IpAssets::grant_deposit(&permissions(acts));
		assert_ok!(grant(&alice(), ip, &carol(), &ALL, 10));
		assert_eq!(held(HoldReason::Grant, &alice()), price(&ALL));
		assert!(price(&ALL) > price(&[Act::Metadata]));
		assert_ok!(grant(&alice(), ip, &carol(), &[Act::Metadata], 20));
		assert_eq!(held(HoldReason::Grant, &alice()), price(&[Act::Metadata]));
		assert!(!IpAssets::is_permitted(&carol(), &ip, Act::Trade(1)));
		assert!(IpAssets::is_permitted(&carol(), &ip, Act::Metadata));
		// The next owner pays for its own, and the former one gets back what it paid.
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert_ok!(grant(&bob(), ip, &carol(), &[Act::Metadata], 20));
		assert_eq!(held(HoldReason::Grant, &alice()), 0);
		assert_eq!(held(HoldReason::Grant, &bob()), price(&[Act::Metadata]));
	});
}

#[test]
fn agent_should_sell_for_no_less_when_the_grant_has_a_minimum_price() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(grant(&alice(), ip, &bob(), &[Act::Trade(100), Act::Serve(7)], 10));
		let may = |act| IpAssets::is_permitted(&bob(), &ip, act);
		assert!([Act::Trade(100), Act::Trade(u128::MAX), Act::Serve(7), Act::Serve(8)].into_iter().all(may));
		assert!(![Act::Trade(99), Act::Trade(0), Act::Serve(6), Act::Serve(0)].into_iter().any(may));
		// One kind does not help the other.
		assert_ok!(grant(&alice(), ip, &bob(), &[Act::Serve(7)], 10));
		assert!(!may(Act::Trade(u128::MAX)) && !may(Act::Metadata) && !may(Act::License([0; 32])));
	});
}

#[test]
fn agent_should_license_under_no_other_terms_when_the_grant_names_some() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		let terms: Vec<_> = (0..MAX_GRANTED_TERMS as u8).map(|n| Act::License([n; 32])).collect();
		assert_ok!(grant(&alice(), ip, &bob(), &terms, 10));
		let may = |n: u8| IpAssets::is_permitted(&bob(), &ip, Act::License([n; 32]));
		assert!((0..16).all(may) && !may(16) && !may(255));
		assert!(permissions(&terms).license.try_insert([16; 32]).is_err());
	});
}

#[test]
fn grant_should_stay_void_when_the_ip_asset_comes_back() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(grant(&alice(), ip, &bob(), &ALL, 1_000));
		assert_ok!(IpAssets::transfer(signed(alice()), ip, carol()));
		assert_ok!(IpAssets::transfer(signed(carol()), ip, alice()));
		assert!(!ALL.into_iter().any(|act| IpAssets::is_permitted(&bob(), &ip, act)));
		assert!(!IpAssets::grants(ip, None, 1).items[0].live);
		// Anybody clears it away, and its payer gets all of it back.
		assert_ok!(IpAssets::revoke_permission(signed(carol()), ip, bob()));
		assert_eq!(held(HoldReason::Grant, &alice()), 0);
	});
}

#[test]
fn grant_should_fail_when_there_are_as_many_as_can_be() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		for n in 100..116 {
			assert_ok!(grant(&alice(), ip, &account(n), &[Act::Trade(1)], 10));
		}
		assert_noop!(grant(&alice(), ip, &bob(), &[Act::Trade(1)], 10), Error::<Test>::MaxGrantsExceeded);
		// In the place of another one.
		assert_ok!(grant(&alice(), ip, &account(115), &ALL, 10));
		// The next owner need not live with those of the former one.
		assert_ok!(IpAssets::transfer(signed(alice()), ip, carol()));
		assert_noop!(grant(&carol(), ip, &bob(), &[Act::Trade(1)], 10), Error::<Test>::MaxGrantsExceeded);
		assert_ok!(IpAssets::revoke_permission(signed(carol()), ip, account(100)));
		assert_ok!(grant(&carol(), ip, &bob(), &[Act::Trade(1)], 10));
	});
}

#[test]
fn grant_should_fail_when_its_time_is_wrong() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		System::set_block_number(5);
		for expires in [0, 4, 5] {
			assert_noop!(grant(&alice(), ip, &bob(), &[Act::Trade(1)], expires), Error::<Test>::InvalidExpiry);
		}
		for expires in [1_006, u64::MAX] {
			assert_noop!(
				grant(&alice(), ip, &bob(), &[Act::Trade(1)], expires),
				Error::<Test>::MaxGrantDurationExceeded
			);
		}
		assert_ok!(grant(&alice(), ip, &bob(), &[Act::Trade(1)], 1_005));
		assert_ok!(grant(&alice(), ip, &bob(), &[Act::Trade(1)], 6));
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
		let all = ALL;
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
			permissions: permissions(&[Act::Trade(1)]),
			expires: 10,
		};
		assert_noop!(act_as(&alice(), ips[0], call).map_err(|error| error.error), Error::<Test>::NotFromIpAccount);
	});
}

#[test]
fn grant_should_fail_when_the_deposit_cannot_be_paid() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &account(99));
		assert_noop!(grant(&account(99), ip, &bob(), &[Act::Trade(1)], 10), TokenError::FundsUnavailable);
	});
}
