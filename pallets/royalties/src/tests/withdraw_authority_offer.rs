use crate::{mock::*, *};
use atelier_primitives::ip::IpId;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

fn withdraw(who: AccountId, ip: IpId) -> DispatchResult {
	Royalties::withdraw_authority_offer(signed(who), ip)
}

#[test]
fn offer_should_end_with_its_deposit_back_when_its_maker_withdraws_it() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(Royalties::offer_score_authority(signed(ALICE), ip, Some(BOB)));
		for who in [BOB, CAROL] {
			assert_noop!(withdraw(who, ip), Error::<Test>::NotAuthorized);
		}
		assert_ok!(withdraw(ALICE, ip));
		assert_eq!(last_event(), Event::AuthorityOfferWithdrawn { ip }.into());
		assert_eq!(balance(ALICE), RICH);
		assert_noop!(Royalties::accept_score_authority(signed(BOB), ip), Error::<Test>::NotFound);
	});
}

#[test]
fn withdrawal_should_be_open_to_anyone_when_the_offer_is_void() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(Royalties::offer_score_authority(signed(ALICE), ip, None));
		Ips::sell(ip, BOB);
		assert_ok!(withdraw(PAYER, ip));
		assert_eq!(balance(ALICE), RICH);
		// Of a former owner, where the authority follows the work.
		give_to_owner(ip);
		assert_ok!(Royalties::offer_score_authority(signed(BOB), ip, Some(DAVE)));
		Ips::sell(ip, CAROL);
		assert_ok!(withdraw(PAYER, ip));
		assert_eq!(balance(BOB), RICH);
	});
}

#[test]
fn withdrawal_should_be_refused_when_nothing_is_offered() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(withdraw(ALICE, ip), Error::<Test>::NotFound);
		assert_noop!(Royalties::withdraw_authority_offer(RuntimeOrigin::root(), ip), DispatchError::BadOrigin);
	});
}
