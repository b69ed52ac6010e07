use super::*;

fn take_down(who: AccountId, taken_down: bool) -> DispatchResult {
	in_layer(|| ModelsPallet::set_takedown(signed(who), model(), taken_down))
}

#[test]
fn takedown_should_stop_orders_and_keep_files_when_set() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let adapter = publish_adapter(model(), 1);
		let revision = Ips::revision(&ip);
		assert_ok!(take_down(BOB, true));
		System::assert_last_event(Event::TakedownSet { root: model(), taken_down: true }.into());
		assert_noop!(admit_all(ALICE, &[], None), Error::<Test>::ModelClosed);
		assert_noop!(admit_all(BOB, &[adapter], None), Error::<Test>::ModelClosed);
		assert_eq!((ModelsPallet::terms_of(model()), ModelsPallet::payee_of(model())), (None, Payee::None));
		assert!(ModelsPallet::is_closed(model()));
		// Jobs under way go on.
		assert_eq!(<ModelsPallet as ModelInspect>::load(&model(), &[]).map(|loaded| loaded.length), Ok(18));
		assert_ok!(take_down(BOB, false));
		assert_eq!(owed(), Ok(vec![(Payee::Pool(ip), 50)]));
		assert_eq!(Ips::revision(&ip), revision + 2);
		assert_noop!(ModelsPallet::set_takedown(signed(BOB), unknown(), true), Error::<Test>::NotFound);
		assert_noop!(ModelsPallet::set_takedown(RuntimeOrigin::none(), model(), true), BadOrigin);
	});
}

#[test]
fn agent_should_not_take_a_model_down_when_it_may_license() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::permit(ip, ALICE, Permission::Serve);
		assert_noop!(take_down(ALICE, true), Error::<Test>::NotOwner);
		assert_noop!(take_down(Ips::account(&ip), true), Error::<Test>::NotOwner);
	});
}

#[test]
fn seller_should_not_take_a_model_down_when_it_sold_the_asset() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		assert_ok!(take_down(BOB, true));
		Ips::sell(ip, ALICE);
		assert_noop!(take_down(BOB, true), Error::<Test>::NotOwner);
		assert_ok!(take_down(ALICE, false));
		assert_noop!(take_down(PUBLISHER, true), Error::<Test>::NotOwner);
	});
}

#[test]
fn publisher_should_take_a_model_down_only_when_nobody_is_entitled() {
	build_and_execute(|| {
		assert_noop!(take_down(SQUATTER, true), Error::<Test>::NotOwner);
		open(model(), SQUATTER);
		mint_claim(SQUATTER, model(), IpId::new(8, 1));
		assert_noop!(take_down(SQUATTER, true), Error::<Test>::NotOwner);
		assert_ok!(take_down(PUBLISHER, true));
		// Whoever is entitled later has the last word.
		let ip = entitle(BOB, model(), IpId::new(9, 1));
		assert_noop!(take_down(PUBLISHER, false), Error::<Test>::NotOwner);
		assert_ok!(take_down(BOB, false));
		Ips::burn(ip);
		Minted::<Test>::remove((model(), BOB));
		assert_ok!(take_down(BOB, true));
	});
}

/// The asset of the publisher's claim was sold before the claim was settled: so was this.
#[test]
fn publisher_should_not_take_a_model_down_when_it_sold_the_asset_of_its_claim() {
	build_and_execute(|| {
		let ip = mint_claim(PUBLISHER, model(), IpId::new(7, 1));
		Ips::sell(ip, ALICE);
		assert_noop!(take_down(PUBLISHER, true), Error::<Test>::NotOwner);
		assert_ok!(take_down(ALICE, true));
	});
}

/// Otherwise whoever publishes the files of somebody else contests the author's claim, and closes the model.
#[test]
fn publisher_should_not_take_a_model_down_when_its_period_is_over() {
	build_and_execute(|| {
		open(model(), BOB);
		run_to(54);
		assert_ok!(take_down(PUBLISHER, true));
		assert_noop!(take_down(BOB, false), Error::<Test>::NotOwner);
		run_to(55);
		for taken_down in [true, false] {
			assert_noop!(take_down(PUBLISHER, taken_down), Error::<Test>::NotOwner);
		}
		assert_ok!(take_down(BOB, false));
		// Nor does the claimant, once it sold the asset.
		Ips::sell(mint_claim(BOB, model(), IpId::new(9, 1)), ALICE);
		assert_noop!(take_down(BOB, true), Error::<Test>::NotOwner);
		assert_ok!(take_down(ALICE, true));
	});
}

#[test]
fn publisher_should_not_take_a_model_down_when_it_left_its_claim() {
	build_and_execute(|| {
		open(model(), BOB);
		Provenance::revoke(model(), &PUBLISHER);
		for who in [PUBLISHER, BOB] {
			assert_noop!(take_down(who, true), Error::<Test>::NotOwner);
		}
		OpenClaims::<Test>::remove(model());
		run_to(55);
		assert_noop!(take_down(PUBLISHER, true), Error::<Test>::NotOwner);
	});
}

/// Terms and takedown are in one hand, whoever has the claim.
#[test]
fn takedown_should_be_refused_when_a_claim_that_counted_is_revoked() {
	build_and_execute(|| {
		Provenance::close(model());
		assert_noop!(take_down(PUBLISHER, true), Error::<Test>::NotOwner);
	});
}
