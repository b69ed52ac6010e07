use super::*;

#[test]
fn transfer_should_move_it_for_nothing_when_there_is_no_policy() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		System::assert_last_event(Event::Transferred { ip, from: alice(), to: bob() }.into());
		assert_eq!(IpAssets::owner(&ip), Some(bob()));
		assert_eq!(IpAssets::creator(&ip), Some(alice()));
		assert!(Royalties::payments().is_empty());
		assert!(IpAssets::is_locked(ip.collection, ip.item));
	});
}

#[test]
fn transfer_should_pay_the_floor_when_there_is_a_policy() {
	build_and_execute(|| {
		let ip = mint_in(enforced_collection_of(&alice(), 50), &bob());
		assert_ok!(IpAssets::transfer(signed(bob()), ip, carol()));
		assert_eq!(Royalties::payments(), [(bob(), ip, 50, PaymentKind::Gift)]);
		assert_eq!((Balances::balance(&bob()), Balances::balance(&Royalties::pool())), (FUNDS - 50, 50));
	});
}

#[test]
fn transfer_should_fail_when_the_owner_cannot_pay_the_floor() {
	build_and_execute(|| {
		let ip = mint_in(enforced_collection_of(&alice(), 50), &account(99));
		assert_noop!(IpAssets::transfer(signed(account(99)), ip, bob()), TokenError::FundsUnavailable);
	});
}

#[test]
fn transfer_should_fail_when_not_called_by_the_owner() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let trade = permissions(&[Act::Trade(1)]);
		assert_ok!(IpAssets::grant_permission(signed(bob()), ip, carol(), trade, 10));
		for who in [alice(), carol(), IpAssets::account(&ip), IpAssets::sovereign_account()] {
			assert_noop!(IpAssets::transfer(signed(&who), ip, who), Error::<Test>::NotOwner);
		}
		assert_noop!(IpAssets::transfer(RuntimeOrigin::root(), ip, bob()), BadOrigin);
		assert_noop!(IpAssets::transfer(signed(bob()), IpId::new(9, 9), carol()), Error::<Test>::NotFound);
		assert_noop!(IpAssets::transfer(signed(bob()), ip, bob()), Error::<Test>::SameOwner);
	});
}

#[test]
fn transfer_should_put_it_into_an_ip_account_when_nothing_is_enforced() {
	build_and_execute(|| {
		let (ip, holder) = (ip_of(&alice()), ip_of(&bob()));
		assert_ok!(IpAssets::transfer(signed(alice()), ip, IpAssets::account(&holder)));
		// Bob takes it out by acting as the holder.
		assert_noop!(IpAssets::transfer(signed(bob()), ip, bob()), Error::<Test>::NotOwner);
		assert_ok!(act_as(&bob(), holder, Call::<Test>::transfer { ip, to: bob() }));
		assert_eq!(IpAssets::owner(&ip), Some(bob()));
	});
}

#[test]
fn transfer_should_refuse_every_ip_account_when_royalties_are_enforced() {
	build_and_execute(|| {
		let collections = [enforced_collection_of(&alice(), 50), enforced_collection_of(&alice(), 50)];
		let ips = collections.map(|collection| mint_in(collection, &alice()));
		let free = ip_of(&alice());
		let inside_free = mint_in(free.collection, &IpAssets::account(&free));
		let siblings = collections.map(|collection| mint_in(collection, &alice()));
		let holders = [free, inside_free, siblings[0], siblings[1], ips[0], IpId::new(9, 9)];
		let refused = |ip| {
			for holder in &holders {
				let to = IpAssets::account(holder);
				assert_noop!(IpAssets::transfer(signed(alice()), ip, to), Error::<Test>::HolderNotAllowed);
			}
		};
		refused(ips[0]);
		// A part of a policy is enough.
		Policies::set(collections[0], royalty(5, 0));
		refused(ips[0]);
		Policies::set(collections[1], royalty(0, 50));
		refused(ips[1]);
		Policies::set(collections[0], royalty(0, 0));
		assert_ok!(IpAssets::transfer(signed(alice()), ips[0], IpAssets::account(&siblings[0])));
	});
}

#[test]
fn transfer_should_put_it_into_an_enforced_ip_asset_when_it_asks_for_nothing_itself() {
	build_and_execute(|| {
		let holder = mint_in(enforced_collection_of(&alice(), 50), &alice());
		assert_ok!(IpAssets::transfer(signed(alice()), ip_of(&alice()), IpAssets::account(&holder)));
	});
}

#[test]
fn transfer_should_fail_when_the_ip_asset_would_be_inside_itself() {
	build_and_execute(|| {
		let ips = nest(&alice(), collection_of(&alice()), 4);
		for holder in &ips {
			assert_noop!(
				IpAssets::transfer(signed(alice()), ips[0], IpAssets::account(holder)),
				Error::<Test>::CyclicOwnership
			);
		}
	});
}

#[test]
fn transfer_should_fail_when_the_recipient_is_an_ip_account_without_an_ip_asset() {
	build_and_execute(|| {
		let (ip, burned) = (ip_of(&alice()), ip_of(&alice()));
		assert_ok!(IpAssets::burn(signed(alice()), burned));
		for nobody in [burned, IpId::new(9, 9)] {
			assert_noop!(
				IpAssets::transfer(signed(alice()), ip, IpAssets::account(&nobody)),
				Error::<Test>::HolderNotFound
			);
		}
	});
}

#[test]
fn transfer_should_fail_when_nested_too_deep() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let ip = mint_in(collection, &alice());
		let ips = nest(&alice(), collection, MAX_NESTING);
		let deepest = mint_in(collection, &IpAssets::account(&ips[MAX_NESTING as usize - 1]));
		assert_noop!(
			IpAssets::transfer(signed(alice()), ip, IpAssets::account(&deepest)),
			Error::<Test>::MaxNestingExceeded
		);
		assert_ok!(IpAssets::transfer(signed(alice()), ip, IpAssets::account(&ips[MAX_NESTING as usize - 1])));
	});
}

#[test]
fn transfer_should_give_back_weight_when_the_recipient_is_inside_fewer() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let ips = nest(&alice(), collection, MAX_NESTING);
		let weight = |to: &AccountId| {
			let ip = mint_in(collection, &alice());
			IpAssets::transfer(signed(alice()), ip, to.clone()).unwrap().actual_weight.unwrap().ref_time()
		};
		assert_eq!(weight(&bob()), 500);
		for (above, ip) in ips.iter().enumerate() {
			assert_eq!(weight(&IpAssets::account(ip)), 501 + above as u64);
		}
	});
}

#[test]
fn transfer_should_weigh_the_payment_when_there_is_a_floor() {
	build_and_execute(|| {
		let collection = enforced_collection_of(&alice(), 50);
		let weight = |from: AccountId, ip, to| {
			IpAssets::transfer(signed(&from), ip, to).unwrap().actual_weight.unwrap().ref_time()
		};
		let ip = mint_in(collection, &alice());
		assert_eq!(weight(alice(), ip, bob()), 600);
		Policies::set(collection, royalty(5, 0));
		assert_eq!(weight(bob(), ip, carol()), 500);
	});
}

#[test]
fn transfer_should_void_grants_when_the_owner_changes() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		let allowed = permissions(&[Act::Trade(1)]);
		assert_ok!(IpAssets::grant_permission(signed(alice()), ip, carol(), allowed, 10));
		assert!(IpAssets::is_permitted(&carol(), &ip, Act::Trade(1)));
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert!(!IpAssets::is_permitted(&carol(), &ip, Act::Trade(1)));
		assert!(!IpAssets::is_permitted(&alice(), &ip, Act::Trade(1)));
		assert!(IpAssets::is_permitted(&bob(), &ip, Act::Trade(1)));
	});
}
