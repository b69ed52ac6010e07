//! The door of the market, and the lock on all others.

use super::*;

fn sell(ip: &IpId, from: &AccountId, to: &AccountId) -> sp_runtime::DispatchResult {
	<IpAssets as IpTransfer<AccountId>>::transfer(ip, from, to)
}

#[test]
fn sale_should_move_it_without_payment_when_royalties_are_enforced() {
	build_and_execute(|| {
		let ip = mint_in(enforced_collection_of(&alice(), 50), &alice());
		assert_ok!(sell(&ip, &alice(), &bob()));
		System::assert_last_event(Event::Transferred { ip, from: alice(), to: bob() }.into());
		assert_eq!(IpAssets::owner(&ip), Some(bob()));
		assert!(Royalties::payments().is_empty());
	});
}

#[test]
fn sale_should_fail_when_the_seller_is_not_the_owner() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		assert_noop!(sell(&ip, &alice(), &carol()), Error::<Test>::NotOwner);
		assert_noop!(sell(&ip, &bob(), &bob()), Error::<Test>::SameOwner);
		assert_noop!(sell(&IpId::new(9, 9), &alice(), &bob()), Error::<Test>::NotFound);
	});
}

#[test]
fn sale_should_keep_the_rule_of_recipients_when_the_buyer_is_an_ip_account() {
	build_and_execute(|| {
		let (free, holder) = (ip_of(&alice()), IpAssets::account(&ip_of(&bob())));
		assert_noop!(sell(&free, &alice(), &IpAssets::account(&free)), Error::<Test>::CyclicOwnership);
		assert_ok!(sell(&free, &alice(), &holder));
		let ip = mint_in(enforced_collection_of(&alice(), 50), &alice());
		assert_noop!(sell(&ip, &alice(), &holder), Error::<Test>::HolderNotAllowed);
	});
}

#[test]
fn lock_should_open_for_one_item_when_it_has_the_ticket() {
	new_test_ext().execute_with(|| {
		let ip = ip_of(&alice());
		let other = mint_in(ip.collection, &alice());
		assert!(IpAssets::is_locked(ip.collection, ip.item));
		Ticket::<Test>::put(ip);
		assert!(!IpAssets::is_locked(ip.collection, ip.item));
		assert!(IpAssets::is_locked(other.collection, other.item));
	});
}

#[test]
fn lock_should_not_concern_items_when_they_are_no_ip_assets() {
	build_and_execute(|| {
		assert!(!IpAssets::is_locked(9, 9));
		assert_ok!(Nfts::force_create(RuntimeOrigin::root(), alice(), Default::default()));
		assert_ok!(Nfts::mint(signed(alice()), 0, 0, alice(), None));
		assert_ok!(Nfts::transfer(signed(alice()), 0, 0, bob()));
		assert_eq!(IpAssets::owner(&IpId::new(0, 0)), None);
		assert_eq!(Nfts::owner(0, 0), Some(bob()));
	});
}

#[test]
fn ticket_should_be_gone_when_the_move_fails() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_noop!(IpAssets::with_ticket(&ip, || Err(DispatchError::Other("no"))), DispatchError::Other("no"));
		assert!(!Ticket::<Test>::exists());
		assert_ok!(sell(&ip, &alice(), &bob()));
		assert!(!Ticket::<Test>::exists());
	});
}
