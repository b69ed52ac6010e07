use crate::{mock::*, *};
use atelier_primitives::ip::IpId;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn claim_should_pay_whole_units_when_a_fraction_is_left() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 2), (BOB, 1)]);
		let before = balance(BOB);
		pay(ip, 101);
		assert_ok!(Royalties::claim(signed(BOB), ip));
		assert_eq!(last_event(), Event::Claimed { ip, who: BOB, amount: 33 }.into());
		assert_eq!(balance(BOB), before + 33);
		assert_noop!(Royalties::claim(signed(BOB), ip), Error::<Test>::NothingToClaim);
		// 100 and then 104 units after the fee: a third of them is 33.3 and 34.7.
		pay(ip, 4);
		assert_ok!(Royalties::claim(signed(BOB), ip));
		assert_eq!(balance(BOB), before + 34);
	});
}

#[test]
fn claim_should_give_the_creator_a_record_when_it_is_the_first() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		assert_ok!(Royalties::claim(signed(ALICE), ip));
		// The score of the creator divides every amount.
		assert_eq!(balance(ALICE), RICH + 990);
		assert!(Members::<Test>::contains_key(ip, ALICE));
		assert!(!Pools::<Test>::get(ip).unwrap().founding);
		assert_noop!(Royalties::claim(signed(ALICE), ip), Error::<Test>::NothingToClaim);
		pay(ip, 1_000);
		assert_eq!(Royalties::claimable(ip, ALICE), 990);
	});
}

#[test]
fn claim_for_should_pay_the_member_when_anybody_calls() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		assert_ok!(Royalties::claim_for(signed(BOB), ip, ALICE));
		assert_eq!((balance(ALICE), balance(BOB)), (RICH + 990, RICH));
		assert_noop!(Royalties::claim_for(signed(BOB), ip, ALICE), Error::<Test>::NothingToClaim);
		assert_noop!(Royalties::claim_for(RuntimeOrigin::root(), ip, ALICE), DispatchError::BadOrigin);
	});
}

#[test]
fn claim_should_leave_everything_owed_when_the_account_could_not_exist() {
	build_and_execute(|| {
		ProtocolFee::set(Default::default());
		let ip = Ips::mint(0, POOR);
		pay(ip, ED - 1);
		assert_noop!(Royalties::claim(signed(POOR), ip), TokenError::BelowMinimum);
		assert_eq!(Royalties::claimable(ip, POOR), ED - 1);
		pay(ip, 1);
		assert_ok!(Royalties::claim(signed(POOR), ip));
		assert_eq!(balance(POOR), ED);
	});
}

#[test]
fn claim_should_be_refused_when_nothing_is_owed() {
	build_and_execute(|| {
		let claim = |who, ip| Royalties::claim(signed(who), ip);
		assert_noop!(claim(ALICE, IpId::new(7, 7)), Error::<Test>::NotFound);
		let ip = Ips::mint(0, ALICE);
		assert_noop!(claim(ALICE, ip), Error::<Test>::NotFound);
		pay(ip, 100);
		assert_noop!(claim(BOB, ip), Error::<Test>::NothingToClaim);
		assert_ok!(claim(ALICE, ip));
		assert_noop!(claim(BOB, ip), Error::<Test>::NothingToClaim);
		assert_noop!(Royalties::claim(RuntimeOrigin::none(), ip), DispatchError::BadOrigin);
	});
}

#[test]
fn claim_should_remove_the_member_when_it_has_no_score_left() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 2), (BOB, 1)]);
		pay(ip, 1_010);
		set_scores(ip, &[(BOB, 0)]);
		// Owed a third of 1,000 units: still a record, with its deposit.
		assert_eq!(Pools::<Test>::get(ip).unwrap().members, 2);
		assert_eq!(held(HoldReason::Member, ALICE), Royalties::member_deposit());
		assert_exact();

		pay(ip, 1_000);
		assert_ok!(Royalties::claim(signed(BOB), ip));
		assert_eq!(balance(BOB), RICH + 333);
		assert_eq!(last_event(), Event::MemberRemoved { ip, who: BOB }.into());
		assert!(!Members::<Test>::contains_key(ip, BOB));
		assert_eq!(Pools::<Test>::get(ip).unwrap().members, 1);
		assert_eq!((held(HoldReason::Member, ALICE), balance(ALICE)), (0, RICH));
	});
}
