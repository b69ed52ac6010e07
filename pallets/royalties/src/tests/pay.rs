use crate::{mock::*, *};
use atelier_math::Perbill;
use atelier_primitives::{
	ip::IpId,
	royalties::{PaymentKind, RoyaltyCollect},
};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use sp_runtime::{ArithmeticError, DispatchError, TokenError};

#[test]
fn payment_should_be_split_when_the_ip_has_ancestors() {
	build_and_execute(|| {
		let parent = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(parent, 10)]);
		assert_ok!(Royalties::pay(signed(PAYER), child, 1_000));
		// 1 % of 1,000 is the fee, 10 % of 990 goes upstream.
		let event = Event::Paid {
			ip: child,
			payer: PAYER,
			amount: 1_000,
			kind: PaymentKind::Direct,
			fee: 10,
			ancestors: 99,
			members: 891,
		};
		assert_eq!(last_event(), event.into());
		assert_eq!(balance(PAYER), RICH - 1_000);
		assert_eq!(balance(Royalties::account()), ED + 1_000);
		assert_eq!(Royalties::claimable(child, BOB), 891);
		assert_eq!(Royalties::claimable(parent, ALICE), 0);
		let pool = Pools::<Test>::get(child).unwrap();
		assert_eq!((pool.received, pool.fees, pool.gross, pool.settled), (1_000, 10, 990, 0));
	});
}

#[test]
fn first_payment_should_write_only_the_pool_when_nobody_has_claimed() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 100);
		assert_eq!(Members::<Test>::iter().count(), 0);
		assert_eq!(Royalties::claimable(ip, ALICE), 99);
		assert_eq!(Pools::<Test>::get(ip).unwrap().gross, 0);
	});
}

#[test]
fn payment_should_weigh_less_when_it_is_not_the_first() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let call = pallet::Call::<Test>::pay { ip, amount: 1 };
		assert_eq!(call.get_dispatch_info().call_weight, MockWeights::pay_first());
		let actual = || Royalties::pay(signed(PAYER), ip, 1).unwrap().actual_weight;
		// Nothing: all that was announced.
		assert_eq!([actual(), actual(), actual()], [None, Some(MockWeights::pay()), Some(MockWeights::pay())]);
		assert_ne!(MockWeights::pay(), MockWeights::pay_first());
	});
}

#[test]
fn payment_should_go_to_the_creator_when_the_ip_was_sold() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		Ips::sell(ip, BOB);
		pay(ip, 100);
		assert_eq!((Royalties::claimable(ip, ALICE), Royalties::claimable(ip, BOB)), (99, 0));
	});
}

#[test]
fn payment_should_change_no_total_when_it_is_split() {
	build_and_execute(|| {
		let parent = Ips::mint(0, ALICE);
		let (whole, parts) = (derive(1, BOB, &[(parent, 33)]), derive(2, BOB, &[(parent, 33)]));
		pay(whole, 1_000);
		(0..1_000).for_each(|_| pay(parts, 1));
		let [whole, parts] = [whole, parts].map(|ip| Pools::<Test>::get(ip).unwrap());
		assert_eq!(whole, parts);
	});
}

#[test]
fn payment_should_be_refused_when_it_is_zero() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(Royalties::pay(signed(PAYER), ip, 0), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn payment_should_be_ignored_when_another_pallet_pays_zero() {
	build_and_execute(|| {
		let unknown = IpId::new(7, 7);
		assert_ok!(<Royalties as RoyaltyCollect<_>>::pay(&PAYER, &unknown, 0, PaymentKind::Sale));
		assert_eq!(Pools::<Test>::iter().count(), 0);
	});
}

#[test]
fn payment_should_name_its_kind_when_another_pallet_pays() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(<Royalties as RoyaltyCollect<_>>::pay(&PAYER, &ip, 100, PaymentKind::Sale));
		let is_sale = |event| matches!(event, RuntimeEvent::Royalties(Event::Paid { kind: PaymentKind::Sale, .. }));
		assert!(is_sale(last_event()));
	});
}

#[test]
fn payment_should_be_refused_when_there_is_no_such_ip() {
	build_and_execute(|| {
		assert_noop!(Royalties::pay(signed(PAYER), IpId::new(7, 7), 1), Error::<Test>::NotFound);
	});
}

#[test]
fn payment_should_be_refused_when_money_is_parked_for_an_ip_that_is_gone() {
	build_and_execute(|| {
		let gone = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(gone, 10)]);
		Ips::burn(gone);
		pay(child, 10_000);
		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert!(Pools::<Test>::contains_key(gone));
		assert_noop!(Royalties::pay(signed(PAYER), gone, 1), Error::<Test>::NotFound);
	});
}

#[test]
fn payment_should_be_refused_when_the_origin_is_not_signed() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(Royalties::pay(RuntimeOrigin::root(), ip, 1), DispatchError::BadOrigin);
		assert_noop!(Royalties::pay(RuntimeOrigin::none(), ip, 1), DispatchError::BadOrigin);
	});
}

#[test]
fn payment_should_be_refused_when_the_payer_could_not_stay_alive() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let pay = |amount| Royalties::pay(signed(PAYER), ip, amount);
		assert_noop!(pay(RICH + 1), TokenError::FundsUnavailable);
		assert_noop!(pay(RICH - ED + 1), TokenError::NotExpendable);
		assert_noop!(Royalties::pay(signed(POOR), ip, 1), TokenError::FundsUnavailable);
		assert_ok!(pay(RICH - ED));
	});
}

#[test]
fn payment_should_be_refused_when_the_payer_is_the_account_of_the_pallet() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		assert_noop!(Royalties::pay(signed(Royalties::account()), ip, 5), Error::<Test>::PalletAccount);
	});
}

#[test]
fn payment_should_be_refused_when_a_running_total_would_overflow() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		let before = Pools::<Test>::get(ip).unwrap();
		Pools::<Test>::insert(ip, Pool { received: u128::MAX, ..before.clone() });
		assert_noop!(Royalties::pay(signed(PAYER), ip, 1), ArithmeticError::Overflow);
		Pools::<Test>::insert(ip, before);
	});
}

#[test]
fn fee_should_apply_from_the_next_payment_on_when_its_rate_changes() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let fees = || Pools::<Test>::get(ip).unwrap().fees;
		pay(ip, 1_000);
		assert_eq!(fees(), 10);
		ProtocolFee::set(Perbill::zero());
		pay(ip, 1_000);
		assert_eq!(fees(), 10);
		ProtocolFee::set(Perbill::one());
		pay(ip, 1_000);
		assert_eq!((fees(), Royalties::claimable(ip, ALICE)), (1_010, 1_990));
	});
}
