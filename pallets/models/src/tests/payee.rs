//! Closed, not free: whose terms count, and where the fees go.

use super::*;

/// The IP assets of the claims of the publisher and of the squatter.
fn assets() -> [IpId; 2] {
	[(PUBLISHER, IpId::new(7, 1)), (SQUATTER, IpId::new(8, 1))].map(|(who, ip)| mint_claim(who, model(), ip))
}

#[test]
fn fees_should_go_to_nobody_when_there_is_no_claim_asset_or_terms() {
	build_and_execute(|| {
		let is_free = || assert_eq!((owed(), ModelsPallet::payee_of(model())), (Ok(vec![]), Payee::None));
		// Claimed by the publisher, and not minted.
		is_free();
		let ip = mint_claim(PUBLISHER, model(), IpId::new(7, 1));
		is_free();
		settle(model(), PUBLISHER);
		is_free();
		assert_ok!(set_open_terms(PUBLISHER, model(), ip, 50));
		assert_eq!(ModelsPallet::payee_of(model()), Payee::Pool(ip));
		// Nobody claims it any more.
		Entitled::<Test>::remove(model());
		OpenClaims::<Test>::remove(model());
		is_free();
		assert_eq!(ModelsPallet::payee_of(unknown()), Payee::None);
		assert_eq!(<ModelsPallet as ModelAccess<_>>::payee(&unknown()), Payee::None);
	});
}

#[test]
fn model_should_not_be_free_when_its_first_claim_is_not_settled() {
	build_and_execute(|| {
		let [ip, _] = assets();
		assert_ok!(set_open_terms(PUBLISHER, model(), ip, 50));
		assert_eq!(owed(), Ok(vec![(Payee::Pot(model()), 50)]));
		run_to(1_000);
		assert_eq!(owed(), Ok(vec![(Payee::Pot(model()), 50)]));
		settle(model(), PUBLISHER);
		assert_eq!(owed(), Ok(vec![(Payee::Pool(ip), 50)]));
	});
}

#[test]
fn model_should_not_become_free_when_its_seller_revokes_the_claim() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		Ips::sell(ip, ALICE);
		Provenance::close(model());
		assert_noop!(admit_all(ALICE, &[], None), Error::<Test>::ModelClosed);
		assert_eq!(ModelsPallet::payee_of(model()), Payee::None);
		assert!(ModelsPallet::is_closed(model()));
		// Nor does a second account of the seller sell it again by the publication, or by a claim that is not settled.
		let [of_publisher, of_squatter] = assets();
		for (who, ip) in [(PUBLISHER, of_publisher), (SQUATTER, of_squatter)] {
			assert_noop!(set_open_terms(who, model(), ip, 1), Error::<Test>::IpMismatch);
		}
		ClosedArtifacts::remove(model());
		assert!(!ModelsPallet::is_closed(model()));
	});
}

#[test]
fn squatter_should_not_price_a_model_when_it_claimed_the_root_before_the_publication() {
	build_and_execute(|| {
		open(model(), SQUATTER);
		let [of_publisher, of_squatter] = assets();
		assert_noop!(set_open_terms(SQUATTER, model(), of_squatter, Balance::MAX), Error::<Test>::IpMismatch);
		assert_eq!(owed(), Ok(vec![]));
		assert_ok!(set_open_terms(PUBLISHER, model(), of_publisher, 50));
		assert_eq!(owed(), Ok(vec![(Payee::Pot(model()), 50)]));
		// Afterwards the first claim counts: whoever is right has opposed it by then.
		run_to(54);
		assert_noop!(set_open_terms(SQUATTER, model(), of_squatter, 60), Error::<Test>::IpMismatch);
		run_to(55);
		assert_eq!(owed(), Ok(vec![]));
		assert_noop!(set_open_terms(PUBLISHER, model(), of_publisher, 50), Error::<Test>::IpMismatch);
		assert_ok!(set_open_terms(SQUATTER, model(), of_squatter, 60));
		assert_eq!(owed(), Ok(vec![(Payee::Pot(model()), 60)]));
	});
}

#[test]
fn squatter_should_not_price_a_model_when_the_publisher_left_its_claim() {
	build_and_execute(|| {
		let [of_publisher, of_squatter] = assets();
		assert_ok!(set_open_terms(PUBLISHER, model(), of_publisher, 50));
		Provenance::revoke(model(), &PUBLISHER);
		open(model(), SQUATTER);
		assert_eq!(owed(), Ok(vec![]));
		assert_noop!(set_open_terms(SQUATTER, model(), of_squatter, 60), Error::<Test>::IpMismatch);
		assert_noop!(set_open_terms(PUBLISHER, model(), of_publisher, 60), Error::<Test>::IpMismatch);
	});
}

/// Whoever publishes the files of somebody else gets neither the price nor the money.
#[test]
fn publisher_should_not_price_a_model_when_somebody_else_is_entitled() {
	build_and_execute(|| {
		let [of_publisher, _] = assets();
		let ip = entitle(BOB, model(), IpId::new(9, 1));
		assert_noop!(set_open_terms(PUBLISHER, model(), of_publisher, 1), Error::<Test>::IpMismatch);
		assert_ok!(set_open_terms(BOB, model(), ip, 50));
		assert_eq!(owed(), Ok(vec![(Payee::Pool(ip), 50)]));
	});
}

#[test]
fn publisher_period_should_be_that_of_the_publication_when_it_changes() {
	build_and_execute(|| {
		open(model(), SQUATTER);
		let [of_publisher, of_squatter] = assets();
		PublisherPeriod::set(1_000);
		let other = publish_model(1);
		run_to(60);
		assert_ok!(set_open_terms(SQUATTER, model(), of_squatter, 60));
		assert_noop!(set_open_terms(PUBLISHER, model(), of_publisher, 1), Error::<Test>::IpMismatch);
		let reserved = |root| Models::<Test>::get(root).unwrap().reserved_until;
		assert_eq!([model(), other].map(reserved), [55, 1_005]);
		PublisherPeriod::set(50);
	});
}

/// Otherwise an attested output with the same digest as the files takes the income of the model.
#[test]
fn claim_of_another_kind_should_not_speak_for_a_model_when_it_is_entitled() {
	build_and_execute(|| {
		let [of_publisher, of_squatter] = assets();
		assert_ok!(set_open_terms(PUBLISHER, model(), of_publisher, 50));
		assert_ok!(<ModelsPallet as UseCollect<_>>::collect(&ALICE, &admit_all(ALICE, &[], None).unwrap()[0]));
		for kind in [ArtifactKind::Work, ArtifactKind::Component, ArtifactKind::Dataset] {
			Provenance::register(model(), &SQUATTER, kind);
			Provenance::entitle(model(), &SQUATTER);
			assert_noop!(set_open_terms(SQUATTER, model(), of_squatter, 1), Error::<Test>::IpMismatch);
			let take_down = ModelsPallet::set_takedown(signed(SQUATTER), model(), true);
			assert_noop!(take_down, Error::<Test>::NotOwner);
			assert_noop!(ModelsPallet::release(signed(SQUATTER), model()), Error::<Test>::NobodyEntitled);
			assert_eq!(owed(), Ok(vec![(Payee::Pot(model()), 50)]), "the publisher speaks");
		}
		// Nor as the first, when the publisher period is over.
		run_to(55);
		let set = || set_open_terms(SQUATTER, model(), of_squatter, 1);
		assert_noop!(set(), Error::<Test>::IpMismatch);
		Entitled::<Test>::remove(model());
		Provenance::open(model(), &SQUATTER);
		assert_noop!(set(), Error::<Test>::IpMismatch);
		assert_eq!(owed(), Ok(vec![]));
		Provenance::register(model(), &SQUATTER, ArtifactKind::Adapter);
		assert_ok!(set());
	});
}

#[test]
fn publisher_should_not_price_a_model_when_it_claims_it_as_a_work() {
	build_and_execute(|| {
		let [of_publisher, _] = assets();
		Provenance::register(model(), &PUBLISHER, ArtifactKind::Work);
		assert_noop!(set_open_terms(PUBLISHER, model(), of_publisher, 50), Error::<Test>::IpMismatch);
		assert_noop!(ModelsPallet::set_takedown(signed(PUBLISHER), model(), true), Error::<Test>::NotOwner);
	});
}
