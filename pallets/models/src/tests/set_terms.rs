use super::*;
use frame_support::traits::fungible::Mutate;

#[test]
fn terms_should_count_when_the_ip_asset_is_that_of_the_entitled() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let (access, adapters) = (Access::Open, AdapterPolicy::All);
		System::assert_last_event(Event::TermsSet { root: model(), ip, fee: 50, access, adapters }.into());
		assert_eq!(held(HoldReason::Terms, BOB), ModelsPallet::terms_deposit(&AdapterPolicy::All));
		assert_eq!(ModelsPallet::terms_of(model()).map(|terms| terms.fee), Some(50));
		assert_eq!(Ips::revision(&ip), 1);
		settle(model(), ALICE);
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
		let listed = AdapterPolicy::Listed(vec![unknown(); 2].try_into().unwrap());
		let set = |who, fee| ModelsPallet::set_terms(signed(who), model(), ip, fee, Access::License, listed.clone());
		assert_ok!(set(BOB, 50));
		assert_ok!(set(ALICE, 60));
		assert_eq!(held(HoldReason::Terms, BOB), 0);
		assert_eq!(held(HoldReason::Terms, ALICE), ModelsPallet::terms_deposit(&listed));
		assert!(ModelsPallet::terms_deposit(&listed) > ModelsPallet::terms_deposit(&AdapterPolicy::None));
		let terms = ModelsPallet::terms_of(model()).unwrap();
		assert_eq!((terms.fee, terms.access, terms.adapters), (60, Access::License, listed.clone()));
		assert_eq!(Ips::revision(&ip), 3);
	});
}

/// Otherwise it lets in the holders of a collection of its own, and sells the entrance.
#[test]
fn agent_should_not_choose_who_gets_in_when_it_may_set_the_fee() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::permit_within(ip, ALICE, &[Act::Serve(0)]);
		let set = |who, access, adapters: &AdapterPolicy| {
			in_layer(|| ModelsPallet::set_terms(signed(who), model(), ip, 50, access, adapters.clone()))
		};
		let (all, none) = (AdapterPolicy::All, AdapterPolicy::None);
		for (access, adapters) in [(Access::Holder(8), &all), (Access::License, &all), (Access::Open, &none)] {
			assert_noop!(set(ALICE, access, adapters), Error::<Test>::NotAuthorized);
		}
		assert_ok!(set(ALICE, Access::Open, &all));
		// Nor does it open what the owner, or the account of the IP asset, has restricted: by terms, or without any.
		for who in [BOB, Ips::account(&ip)] {
			assert_ok!(<Balances as Mutate<_>>::mint_into(&who, FUNDS));
			assert_ok!(set(who, Access::Holder(7), &none));
			for (access, adapters) in [(Access::Open, &none), (Access::Holder(7), &all), (Access::Holder(8), &none)] {
				assert_noop!(set(ALICE, access, adapters), Error::<Test>::NotAuthorized);
			}
			assert_noop!(ModelsPallet::clear_terms(signed(ALICE), model()), Error::<Test>::NotAuthorized);
			assert_ok!(set(ALICE, Access::Holder(7), &none));
		}
		assert_ok!(set(BOB, Access::Open, &all));
		assert_ok!(ModelsPallet::clear_terms(signed(ALICE), model()));
	});
}

#[test]
fn agent_should_not_choose_who_gets_in_when_the_terms_there_are_of_another_asset() {
	build_and_execute(|| {
		let set = |who, ip, access| {
			in_layer(|| ModelsPallet::set_terms(signed(who), model(), ip, 50, access, AdapterPolicy::All))
		};
		set_terms(50, Access::Holder(8));
		let ip = entitle(PUBLISHER, model(), IpId::new(9, 1));
		Ips::permit(ip, ALICE, Permission::Serve);
		assert_noop!(set(ALICE, ip, Access::Holder(8)), Error::<Test>::NotAuthorized);
		assert_ok!(set(ALICE, ip, Access::Open));
	});
}

#[test]
fn terms_should_be_refused_when_the_fee_is_below_the_bound_of_the_agent() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::permit_within(ip, ALICE, &[Act::Serve(40)]);
		let set = |fee| set_open_terms(ALICE, model(), ip, fee);
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
		let set = |who, root, ip| set_open_terms(who, root, ip, 1);
		assert_noop!(set(ALICE, model(), ip), Error::<Test>::NotAuthorized);
		assert_noop!(set(BOB, model(), IpId::new(7, 2)), Error::<Test>::IpMismatch);
		assert_noop!(set(BOB, unknown(), ip), Error::<Test>::NotFound);
		let adapter = publish_adapter(model(), 1);
		assert_noop!(set(BOB, adapter, ip), Error::<Test>::IpMismatch);
		Entitled::<Test>::remove(model());
		assert_noop!(set(BOB, model(), ip), Error::<Test>::IpMismatch);
		let unsigned = RuntimeOrigin::none();
		assert_noop!(ModelsPallet::set_terms(unsigned, model(), ip, 1, Access::Open, AdapterPolicy::All), BadOrigin);
	});
}

#[test]
fn adapter_should_have_terms_of_its_own_and_restrict_none_when_set() {
	build_and_execute(|| {
		let adapter = publish_adapter(model(), 1);
		let ip = entitle(ALICE, adapter, IpId::new(9, 1));
		for adapters in [AdapterPolicy::None, AdapterPolicy::Listed(Default::default())] {
			let set = ModelsPallet::set_terms(signed(ALICE), adapter, ip, 5, Access::Open, adapters);
			assert_noop!(set, Error::<Test>::NotAModel);
		}
		assert_ok!(set_open_terms(ALICE, adapter, ip, 5));
		assert_eq!(ModelsPallet::payee_of(adapter), Payee::Pool(ip));
		assert_eq!(ModelsPallet::terms_of(model()), None);
	});
}

#[test]
fn set_terms_should_change_nothing_when_the_deposit_cannot_be_held() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::permit(ip, POOR, Permission::Serve);
		assert_noop!(set_open_terms(POOR, model(), ip, 60), TokenError::FundsUnavailable);
	});
}

fn set_floor(ip: IpId, fee: Balance) {
	Licenses::set_floor(ip, LicenseFloor { fee, ..Default::default() });
}

/// Otherwise a buyer lets everybody in for nothing, and takes the price beside the pool.
#[test]
fn fee_should_not_be_below_the_floor_when_the_owner_sets_it() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::sell(ip, ALICE);
		set_floor(ip, 40);
		for fee in [0, 39] {
			assert_noop!(set_open_terms(ALICE, model(), ip, fee), Error::<Test>::FloorNotReached);
		}
		assert_ok!(set_open_terms(ALICE, model(), ip, 40));
		assert_eq!(owed(), Ok(vec![(Payee::Pool(ip), 40)]));
		// It rose since.
		set_floor(ip, 45);
		assert_eq!(owed(), Ok(vec![(Payee::Pool(ip), 45)]));
		assert_eq!(ModelsPallet::terms_of(model()).map(|terms| terms.fee), Some(45));
		set_floor(ip, 0);
		assert_eq!(owed(), Ok(vec![(Payee::Pool(ip), 40)]));
	});
}

#[test]
fn non_commercial_model_should_not_ask_for_a_fee_when_it_has_terms() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		set_floor(ip, 40);
		Licenses::set_commercial(ip, false);
		assert_eq!(owed(), Ok(vec![]));
		for fee in [1, 40, 50] {
			assert_noop!(set_open_terms(BOB, model(), ip, fee), Error::<Test>::NotCommercial);
		}
		assert_ok!(set_open_terms(BOB, model(), ip, 0));
		assert_eq!(owed(), Ok(vec![]));
		// Made commercial, it is no cheaper than its floor.
		Licenses::set_commercial(ip, true);
		assert_eq!(owed(), Ok(vec![(Payee::Pool(ip), 40)]));
	});
}

#[test]
fn model_should_not_be_free_when_the_terms_are_cleared_below_the_floor() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		set_floor(ip, 40);
		let clear = || in_layer(|| ModelsPallet::clear_terms(signed(BOB), model()));
		assert_noop!(clear(), Error::<Test>::FloorNotReached);
		// A takedown may end.
		assert_ok!(ModelsPallet::set_takedown(signed(BOB), model(), true));
		assert_noop!(clear(), Error::<Test>::FloorNotReached);
		assert_ok!(ModelsPallet::set_takedown(signed(BOB), model(), false));
		set_floor(ip, 0);
		assert_ok!(clear());
	});
}
