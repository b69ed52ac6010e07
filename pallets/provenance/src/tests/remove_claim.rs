use crate::{mock::*, tests::scenario::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

#[test]
fn everything_should_be_gone_and_the_deposit_back_when_no_other_claim_names_it() {
	build_and_execute(|| {
		register_model_and_adapter();
		assert_ok!(register(5, work(3)));
		assert_ok!(remove(3, 5));
		assert!(is_whole(5));
		assert!(!Claims::<Test>::contains_key(digest(3)) && !Edges::<Test>::contains_key(digest(3), account(5)));
		assert!(!Records::<Test>::contains_key(digest(3), account(5)));
		assert_eq!([1, 2].map(|n| children(n, 0)), [1, 0]);
		assert_eq!(RemovedClaims::<Test>::iter().count(), 0);
		System::assert_last_event(
			Event::ClaimRemoved { digest: digest(3), owner: account(5), reason: reason(), kept: false }.into(),
		);
		// Nothing is left that would hinder them.
		assert_ok!(register(5, work(3)));
	});
}

#[test]
fn claim_should_stay_above_its_children_and_leave_its_place_when_others_name_it() {
	build_and_execute(|| {
		assert_ok!(register(0, component(1, &[])));
		assert_ok!(register(1, derived(2, &[(1, 0)])));
		assert_ok!(register(2, derived(3, &[(2, 1)])));
		let paid = held(1);
		assert_ok!(remove(2, 1));
		System::assert_last_event(
			Event::ClaimRemoved { digest: digest(2), owner: account(1), reason: reason(), kept: true }.into(),
		);
		assert_eq!((owners(2), held(1)), (vec![], paid));
		assert_eq!(RemovedClaims::<Test>::get(digest(2), account(1)).unwrap().status, revoked());
		// Below it nothing changed, except that it is seen to be revoked.
		assert_eq!(Provenance::verify(digest(3)).revoked_above, [(digest(2), account(1))]);
		assert_eq!(Provenance::ancestry(digest(3)).len(), 2);
		assert_eq!(children(1, 0), 1);
		// It is not there for anything new.
		assert_noop!(register(3, derived(4, &[(2, 1)])), Error::<Test>::ParentNotFound);
		assert_noop!(register(1, component(2, &[])), Error::<Test>::AlreadyExists);
		assert_noop!(remove(2, 1), Error::<Test>::NotFound);
		assert_noop!(Provenance::set_status(signed(1), digest(2), Status::Active), Error::<Test>::NotFound);
		assert_noop!(
			Provenance::attest(RuntimeOrigin::root(), digest(2), account(1), [0; 32]),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn removed_claim_should_be_withdrawn_when_nothing_is_below_it_any_more() {
	build_and_execute(|| {
		assert_ok!(register(0, component(1, &[])));
		assert_ok!(register(1, derived(2, &[(1, 0)])));
		assert_ok!(register(2, derived(3, &[(2, 1)])));
		assert_ok!(remove(2, 1));
		assert_noop!(withdraw(1, 2), Error::<Test>::HasChildren);
		assert_noop!(withdraw(0, 1), Error::<Test>::HasChildren);
		assert_ok!(withdraw(2, 3));
		assert_ok!(withdraw(1, 2));
		assert_noop!(withdraw(1, 2), Error::<Test>::NotFound);
		assert_ok!(withdraw(0, 1));
		assert!((0..3).all(is_whole));
		assert_eq!(RemovedClaims::<Test>::iter().count() + Children::<Test>::iter().count(), 0);
	});
}

#[test]
fn author_should_get_in_when_a_crowd_took_all_places_with_children() {
	build_and_execute(|| {
		for n in 0..8 {
			assert_ok!(register(n, model(1)));
			assert_ok!(register(n, derived(100 + u16::from(n), &[(1, n)])));
		}
		assert_noop!(register(8, model(1)), Error::<Test>::MaxClaimsExceeded);
		assert_ok!(commit(8, 1));
		run_to(2);
		assert_noop!(reveal(8, model(1)), Error::<Test>::MaxClaimsExceeded);
		// To revoke it does not save it.
		assert_ok!(Provenance::set_status(signed(0), digest(1), revoked()));
		for n in 0..8 {
			assert_ok!(remove(1, n));
			assert_noop!(register(n, model(1)), Error::<Test>::AlreadyExists);
		}
		assert_ok!(reveal(8, model(1)));
		assert_eq!(owners(1), accounts(&[8]));
		run_to(2 + OPPOSITION_PERIOD);
		assert_eq!(Provenance::entitled_to(digest(1)), Some(account(8)));
	});
}

#[test]
fn period_should_go_on_when_a_later_claim_is_removed() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		run_to(10);
		assert_ok!(remove(1, 1));
		run_to(1 + OPPOSITION_PERIOD);
		assert_eq!(entitled(1), Some(0));
	});
}

#[test]
fn removal_should_be_refused_when_the_claim_is_opposed() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		assert_noop!(remove(1, 0), Error::<Test>::Opposed);
		assert_ok!(decide(1, 0, Verdict::Upheld));
		assert_ok!(remove(1, 0));
		assert!(is_whole(0) && is_whole(1));
	});
}

#[test]
fn removal_should_be_refused_when_the_claim_is_attested_or_missing() {
	build_and_execute(|| {
		assert_noop!(remove(1, 0), Error::<Test>::NotFound);
		assert_ok!(register(0, model(1)));
		assert_noop!(remove(1, 1), Error::<Test>::NotFound);
		assert_ok!(Provenance::attest(RuntimeOrigin::root(), digest(1), account(0), [0; 32]));
		assert_noop!(remove(1, 0), Error::<Test>::AlreadyAttested);
	});
}

#[test]
fn origin_should_be_refused_when_it_is_not_the_arbiter() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_noop!(Provenance::remove_claim(signed(0), digest(1), account(0), reason()), BadOrigin);
	});
}

#[test]
fn weight_should_be_that_of_the_edges_when_there_are_few() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(0, component(2, &[1])));
		let info = Provenance::remove_claim(RuntimeOrigin::root(), digest(2), account(0), reason()).unwrap();
		assert_eq!(info.actual_weight, Some(Weight::from_parts(1, 0)));
	});
}
