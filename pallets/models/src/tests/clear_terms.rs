use super::*;

#[test]
fn clear_terms_should_give_the_deposit_back_when_permitted() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let clear = |who| ModelsPallet::clear_terms(signed(who), model());
		assert_noop!(clear(ALICE), Error::<Test>::NotAuthorized);
		// Somebody bought the IP asset; who paid cannot take the terms away.
		Ips::sell(ip, ALICE);
		assert_noop!(clear(BOB), Error::<Test>::NotAuthorized);
		assert_ok!(clear(ALICE));
		System::assert_last_event(Event::TermsCleared { root: model() }.into());
		assert_eq!(held(HoldReason::Terms, BOB), 0);
		assert_eq!(Ips::revision(&ip), 2);
		assert_noop!(clear(ALICE), Error::<Test>::TermsNotFound);
		assert_noop!(ModelsPallet::clear_terms(RuntimeOrigin::none(), model()), BadOrigin);
	});
}

#[test]
fn clear_terms_should_be_open_to_who_paid_when_they_count_no_more() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::burn(ip);
		Minted::<Test>::remove((model(), BOB));
		assert_noop!(ModelsPallet::clear_terms(signed(ALICE), model()), Error::<Test>::NotAuthorized);
		assert_ok!(ModelsPallet::clear_terms(signed(BOB), model()));
		assert_eq!(wealth(BOB), FUNDS);
		assert_eq!(held(HoldReason::Terms, BOB), 0);
	});
}
