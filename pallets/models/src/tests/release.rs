//! Pots: fees of nobody, and who gets them.

use super::*;

fn pay(fee: UseFee) -> DispatchResult {
	in_layer(|| <ModelsPallet as UseCollect<_>>::collect(&ALICE, &fee))
}

fn release() -> DispatchResult {
	in_layer(|| ModelsPallet::release(signed(SQUATTER), model()))
}

/// What everybody has who could have something of a pot.
fn money() -> [Balance; 6] {
	[ALICE, BOB, PUBLISHER, ModelsPallet::account(), Royalties::pool(), TREASURY].map(wealth)
}

/// As before, but for these changes, in the same order.
fn changed(before: [Balance; 6], changes: [i128; 6]) -> [Balance; 6] {
	core::array::from_fn(|i| before[i].checked_add_signed(changes[i]).unwrap())
}

/// A model with terms of the publisher, whose claim is not settled, and what an order of it owes.
fn unsettled(fee: Balance) -> (IpId, UseFee) {
	let ip = mint_claim(PUBLISHER, model(), IpId::new(7, 1));
	assert_ok!(set_open_terms(PUBLISHER, model(), ip, fee));
	(ip, admit_all(ALICE, &[], None).unwrap()[0])
}

#[test]
fn pot_should_pay_whoever_became_entitled_to_the_unit_when_released() {
	build_and_execute(|| {
		let (issuance, before) = (Balances::total_issuance(), money());
		let (_, fee) = unsettled(50);
		let held = held(HoldReason::Terms, PUBLISHER) as i128;
		assert!(held > 0);
		assert_ok!(pay(fee));
		run_to(9);
		assert_ok!(pay(fee));
		System::assert_last_event(Event::PotFilled { root: model(), amount: 50 }.into());
		assert_eq!(ModelsPallet::pot_of(model()), Some(Pot { amount: 100, paid_at: 9 }));
		assert_eq!(money(), changed(before, [-100, 0, 0, 100, 0, 0]));
		assert_noop!(release(), Error::<Test>::NobodyEntitled);
		// Somebody else was right.
		let ip = entitle(BOB, model(), IpId::new(9, 1));
		assert_ok!(release());
		System::assert_last_event(Event::PotReleased { root: model(), ip: Some(ip), amount: 100 }.into());
		assert_eq!(money(), changed(before, [-100, 0, 0, 0, 100, 0]));
		assert_eq!(Royalties::payments(), [(ModelsPallet::account(), ip, 100, PaymentKind::Use)]);
		assert_eq!((ModelsPallet::pot_of(model()), Balances::total_issuance()), (None, issuance));
		assert_noop!(release(), Error::<Test>::PotNotFound);
		assert_noop!(ModelsPallet::release(RuntimeOrigin::none(), model()), BadOrigin);
	});
}

#[test]
fn pot_should_go_to_the_treasury_only_when_it_was_idle_for_long_enough() {
	build_and_execute(|| {
		let (issuance, before) = (Balances::total_issuance(), money());
		let (_, fee) = unsettled(50);
		assert_ok!(pay(fee));
		run_to(100);
		assert_ok!(pay(fee));
		run_to(279);
		assert_noop!(release(), Error::<Test>::NobodyEntitled);
		run_to(280);
		assert_ok!(release());
		System::assert_last_event(Event::PotReleased { root: model(), ip: None, amount: 100 }.into());
		assert_eq!(money(), changed(before, [-100, 0, 0, 0, 0, 100]));
		assert_eq!((ModelsPallet::pot_of(model()), Balances::total_issuance()), (None, issuance));
	});
}

#[test]
fn pot_should_not_go_to_the_treasury_when_somebody_with_an_asset_is_entitled() {
	build_and_execute(|| {
		let (_, fee) = unsettled(50);
		assert_ok!(pay(fee));
		// Entitled, and not minted: that can be done until the treasury has it.
		settle(model(), BOB);
		assert_noop!(release(), Error::<Test>::NobodyEntitled);
		run_to(1_000);
		let ip = mint_claim(BOB, model(), IpId::new(9, 1));
		assert_ok!(release());
		assert_eq!(Royalties::payments(), [(ModelsPallet::account(), ip, 50, PaymentKind::Use)]);
	});
}

#[test]
fn fee_should_wait_in_the_pot_when_its_pool_is_gone() {
	build_and_execute(|| {
		let before = money();
		let ip = set_terms(50, Access::Open);
		let fee = admit_all(ALICE, &[], None).unwrap()[0];
		let held = held(HoldReason::Terms, BOB) as i128;
		assert_ok!(pay(fee));
		assert_eq!(money(), changed(before, [-50, 0, 0, 0, 50, 0]));
		Ips::burn(ip);
		assert_ok!(pay(fee));
		assert_eq!(money(), changed(before, [-100, 0, 0, 50, 50, 0]));
		assert!(held > 0 && ModelsPallet::pot_of(model()).is_some_and(|pot| pot.amount == 50));
	});
}

#[test]
fn collect_should_change_nothing_when_the_payer_cannot_pay() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let fee = |payee, amount| UseFee { root: model(), payee, amount };
		for payee in [Payee::Pool(ip), Payee::Pot(model()), Payee::None] {
			assert!(pay(fee(payee, FUNDS)).is_err());
			assert_ok!(pay(fee(payee, 0)));
		}
		assert_eq!((Pots::<Test>::iter().count(), Royalties::payments().len()), (0, 0));
		// What belongs to nobody is not lost either.
		assert_ok!(pay(fee(Payee::None, 5)));
		assert_eq!(ModelsPallet::pot_of(model()).map(|pot| pot.amount), Some(5));
	});
}
