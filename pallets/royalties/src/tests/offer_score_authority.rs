use crate::{mock::*, *};
use atelier_primitives::ip::{IpId, OnIpBurned};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn offer(who: AccountId, ip: IpId, authority: Option<AccountId>) -> DispatchResult {
	Royalties::offer_score_authority(signed(who), ip, authority)
}

#[test]
fn offer_should_wait_with_its_deposit_when_the_authority_makes_it() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(offer(ALICE, ip, Some(BOB)));
		assert_eq!(last_event(), Event::ScoreAuthorityOffered { ip, authority: Some(BOB) }.into());
		assert_eq!(held(HoldReason::AuthorityOffer, ALICE), Royalties::offer_deposit());
		assert_eq!(Royalties::authority_offer(ip).unwrap().authority, Some(BOB));
	});
}

#[test]
fn offer_should_replace_the_one_before_when_there_is_one() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(offer(ALICE, ip, Some(BOB)));
		assert_ok!(offer(ALICE, ip, Some(CAROL)));
		assert_eq!(held(HoldReason::AuthorityOffer, ALICE), Royalties::offer_deposit());
		assert_noop!(Royalties::accept_score_authority(signed(BOB), ip), Error::<Test>::NotAuthorized);
		assert_ok!(Royalties::accept_score_authority(signed(CAROL), ip));
	});
}

#[test]
fn deposit_should_go_back_to_the_seller_when_the_buyer_makes_an_offer_of_its_own() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		assert_ok!(offer(ALICE, ip, Some(DAVE)));
		Ips::sell(ip, BOB);
		assert_ok!(offer(BOB, ip, Some(CAROL)));
		assert_eq!([ALICE, BOB].map(|who| held(HoldReason::AuthorityOffer, who)), [0, Royalties::offer_deposit()]);
	});
}

#[test]
fn offer_should_be_refused_when_the_caller_has_no_authority() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(offer(BOB, ip, Some(BOB)), Error::<Test>::NotAuthorized);
		give_to_owner(ip);
		for who in [BOB, rich_account(ip)] {
			assert_noop!(offer(who, ip, Some(BOB)), Error::<Test>::NotAuthorized);
		}
		assert_noop!(offer(ALICE, IpId::new(7, 7), None), Error::<Test>::NotFound);
		assert_noop!(Royalties::offer_score_authority(RuntimeOrigin::root(), ip, None), DispatchError::BadOrigin);
	});
}

#[test]
fn offer_should_be_refused_when_it_would_change_nothing_or_cannot_be_paid() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(offer(ALICE, ip, Some(ALICE)), Error::<Test>::SameAuthority);
		give_to_owner(ip);
		assert_noop!(offer(ALICE, ip, None), Error::<Test>::SameAuthority);
		// To stay when the work is sold.
		assert_ok!(offer(ALICE, ip, Some(ALICE)));
		let of_poor = Ips::mint(1, POOR);
		assert_noop!(offer(POOR, of_poor, None), TokenError::FundsUnavailable);
	});
}

#[test]
fn offer_should_end_when_the_ip_is_burned() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(offer(ALICE, ip, Some(BOB)));
		assert_ok!(Royalties::on_ip_burned(&ip));
		Ips::burn(ip);
		assert_eq!((balance(ALICE), AuthorityOffers::<Test>::get(ip)), (RICH, None));
	});
}
