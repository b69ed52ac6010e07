use super::*;

#[test]
fn terms_should_count_when_the_ip_asset_is_that_of_the_entitled() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		System::assert_last_event(Event::TermsSet { root: model(), ip, fee: 50, access: Access::Open }.into());
		assert_eq!(held(HoldReason::Terms, BOB), ModelsPallet::terms_deposit());
		assert_eq!(ModelsPallet::terms_of(model()).map(|terms| terms.fee), Some(50));
		Provenance::entitle(model(), &ALICE);
		assert_eq!(ModelsPallet::terms_of(model()), None);
		Entitled::<Test>::remove(model());
		assert_eq!(ModelsPallet::terms_of(model()), None);
	});
}

#[test]
fn terms_should_be_replaced_when_an_agent_sets_them_again() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::permit(ip, ALICE, Permission::Serve);
		assert_ok!(ModelsPallet::set_terms(signed(ALICE), model(), ip, 60, Access::License));
		assert_eq!(held(HoldReason::Terms, BOB), 0);
		assert_eq!(held(HoldReason::Terms, ALICE), ModelsPallet::terms_deposit());
		assert_eq!(ModelsPallet::terms_of(model()).map(|terms| terms.access), Some(Access::License));
	});
}

#[test]
fn terms_should_be_refused_when_the_fee_is_below_the_bound_of_the_agent() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::permit_within(ip, ALICE, &[Act::Serve(40)]);
		let set = |fee| ModelsPallet::set_terms(signed(ALICE), model(), ip, fee, Access::Open);
		assert_noop!(set(39), Error::<Test>::NotAuthorized);
		assert_ok!(set(40));
		// To clear them is to let it be used for nothing.
		assert_noop!(ModelsPallet::clear_terms(signed(ALICE), model()), Error::<Test>::NotAuthorized);
		assert_ok!(ModelsPallet::clear_terms(signed(BOB), model()));
	});
}

#[test]
fn set_terms_should_fail_when_it_is_not_the_signers_to_say() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let set = |who, root, ip| ModelsPallet::set_terms(signed(who), root, ip, 1, Access::Open);
		assert_noop!(set(ALICE, model(), ip), Error::<Test>::NotAuthorized);
		assert_noop!(set(BOB, model(), IpId::new(7, 2)), Error::<Test>::IpMismatch);
		assert_noop!(set(BOB, unknown(), ip), Error::<Test>::NotFound);
		let adapter = publish_adapter(model(), 1);
		assert_noop!(set(BOB, adapter, ip), Error::<Test>::NotAModel);
		Entitled::<Test>::remove(model());
		assert_noop!(set(BOB, model(), ip), Error::<Test>::IpMismatch);
		assert_noop!(ModelsPallet::set_terms(RuntimeOrigin::none(), model(), ip, 1, Access::Open), BadOrigin);
	});
}

#[test]
fn set_terms_should_change_nothing_when_the_deposit_cannot_be_held() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::permit(ip, POOR, Permission::Serve);
		let set = || in_layer(|| ModelsPallet::set_terms(signed(POOR), model(), ip, 60, Access::License));
		assert_noop!(set(), TokenError::FundsUnavailable);
	});
}
