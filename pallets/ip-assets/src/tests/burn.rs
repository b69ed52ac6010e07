use super::*;

#[test]
fn burn_should_give_back_the_deposit_to_who_paid_when_somebody_else_owns_it() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		assert_ok!(IpAssets::burn(signed(bob()), ip));
		System::assert_last_event(Event::Burned { ip, owner: bob() }.into());
		assert_eq!(held(HoldReason::Ip, &alice()), 0);
		assert_eq!(Balances::balance(&alice()), FUNDS - IpAssets::collection_deposit());
		assert_eq!(Balances::balance(&bob()), FUNDS);
		assert_eq!((IpAssets::owner(&ip), Nfts::owner(ip.collection, ip.item)), (None, None));
		let record = Collections::<Test>::get(ip.collection).unwrap();
		assert_eq!((record.items, record.next_item), (0, 1));
		assert!(!Ticket::<Test>::exists());
	});
}

#[test]
fn burn_should_free_the_claim_when_it_was_minted_from_one() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		let mint =
			|| IpAssets::do_mint(alice(), collection, Some(bob()), Some(digest(1)), metadata(""), Perbill::zero());
		let (ip, _) = mint().unwrap();
		assert_ok!(IpAssets::burn(signed(bob()), ip));
		assert_eq!(Minted::<Test>::get(digest(1), alice()), None);
		assert_eq!(mint().unwrap().0, IpId::new(collection, 1));
	});
}

#[test]
fn burn_should_give_back_the_deposits_of_grants_when_there_are_some() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		for agent in [bob(), carol()] {
			assert_ok!(IpAssets::grant_permission(signed(alice()), ip, agent, permissions(&ALL), 10));
		}
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert_ok!(IpAssets::grant_permission(signed(bob()), ip, account(9), permissions(&ALL), 10));
		assert_ok!(IpAssets::burn(signed(bob()), ip));
		assert_eq!([alice(), bob()].map(|who| held(HoldReason::Grant, &who)), [0, 0]);
		assert_eq!((Grants::<Test>::iter().count(), Balances::balance(&bob())), (0, FUNDS));
		assert!(!IpAssets::is_permitted(&account(9), &ip, Act::Metadata));
		let revoked = IpAssets::revoke_permission(signed(alice()), ip, bob());
		assert_noop!(revoked, Error::<Test>::GrantNotFound);
	});
}

#[test]
fn burn_should_pay_no_royalty_when_royalties_are_enforced() {
	build_and_execute(|| {
		let ip = mint_in(enforced_collection_of(&alice(), 50), &alice());
		assert_ok!(IpAssets::burn(signed(alice()), ip));
		assert!(Royalties::payments().is_empty());
	});
}

#[test]
fn burn_should_fail_when_somebody_needs_it() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		Keeper::need(ip);
		assert_noop!(IpAssets::burn(signed(alice()), ip), DispatchError::Other("needed"));
	});
}

#[test]
fn burn_should_fail_when_its_account_owns_items() {
	build_and_execute(|| {
		let ips = nest(&alice(), collection_of(&alice()), 2);
		assert_noop!(IpAssets::burn(signed(alice()), ips[0]), Error::<Test>::NotEmpty);
		assert_ok!(act_as(&alice(), ips[0], Call::<Test>::transfer { ip: ips[1], to: alice() }));
		assert_ok!(IpAssets::burn(signed(alice()), ips[0]));
	});
}

#[test]
fn burn_should_fail_when_not_called_by_the_owner() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		for who in [alice(), IpAssets::account(&ip)] {
			assert_noop!(IpAssets::burn(signed(&who), ip), Error::<Test>::NotOwner);
		}
		assert_noop!(IpAssets::burn(RuntimeOrigin::root(), ip), BadOrigin);
		assert_noop!(IpAssets::burn(signed(bob()), IpId::new(9, 9)), Error::<Test>::NotFound);
	});
}
