//! What was agreed with one owner names the number of moves: nothing comes back to life.

use super::*;
use sp_runtime::ArithmeticError;

#[test]
fn moves_should_rise_when_the_owner_changes_by_any_door() {
	build_and_execute(|| {
		let (ip, holder) = (ip_of(&alice()), ip_of(&bob()));
		assert_eq!(IpAssets::moves(&ip), 0);
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert_eq!(IpAssets::moves(&ip), 1);
		assert_ok!(<IpAssets as IpTransfer<_>>::transfer(&ip, &bob(), &IpAssets::account(&holder)));
		assert_eq!(IpAssets::moves(&ip), 2);
		assert_ok!(act_as(&bob(), holder, Call::<Test>::transfer { ip, to: alice() }));
		assert_eq!((IpAssets::moves(&ip), IpAssets::ip(ip).unwrap().moves), (3, 3));
		// The holder did something, and stayed where it is.
		assert_eq!((IpAssets::moves(&holder), IpAssets::revision(&holder)), (0, 1));
		assert_eq!(IpAssets::revision(&ip), 0);
	});
}

#[test]
fn moves_should_stay_when_the_transfer_fails() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_noop!(IpAssets::transfer(signed(alice()), ip, IpAssets::account(&ip)), Error::<Test>::CyclicOwnership);
		assert_eq!(IpAssets::moves(&ip), 0);
		// Better stay than start anew.
		Ips::<Test>::mutate_extant(ip, |record| record.moves = u32::MAX);
		assert_noop!(IpAssets::transfer(signed(alice()), ip, bob()), ArithmeticError::Overflow);
	});
}
