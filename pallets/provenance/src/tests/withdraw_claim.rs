use crate::{mock::*, tests::scenario::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::BadOrigin;

#[test]
fn everything_should_be_gone_and_the_deposit_back_when_withdrawn() {
	build_and_execute(|| {
		register_model_and_adapter();
		assert_ok!(register(5, work(3)));
		assert_ok!(withdraw(5, 3));
		assert!(is_whole(5));
		assert!(!Claims::<Test>::contains_key(digest(3)) && !Edges::<Test>::contains_key(digest(3), account(5)));
		assert!(!Records::<Test>::contains_key(digest(3), account(5)));
		assert_eq!([1, 2].map(|n| children(n, 0)), [1, 0]);
		System::assert_last_event(Event::ClaimWithdrawn { digest: digest(3), owner: account(5) }.into());
		assert_ok!(withdraw(0, 2));
		assert_ok!(withdraw(0, 1));
		assert!(is_whole(0));
		assert_eq!(Claims::<Test>::iter().count() + Children::<Test>::iter().count(), 0);
	});
}

#[test]
fn withdrawal_should_be_refused_when_there_is_no_such_claim() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_noop!(withdraw(1, 1), Error::<Test>::NotFound);
		assert_noop!(withdraw(0, 2), Error::<Test>::NotFound);
		assert_noop!(Provenance::withdraw_claim(RuntimeOrigin::root(), digest(1)), BadOrigin);
	});
}

#[test]
fn claim_should_stay_when_another_names_it() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_ok!(register(2, component(2, &[1])));
		assert_noop!(withdraw(0, 1), Error::<Test>::HasChildren);
		assert_ok!(Provenance::set_status(signed(0), digest(1), revoked()));
		assert_noop!(withdraw(0, 1), Error::<Test>::HasChildren);
		// Nobody named the other one.
		assert_ok!(withdraw(1, 1));
		assert_ok!(withdraw(2, 2));
		assert_ok!(withdraw(0, 1));
		assert!((0..3).all(is_whole));
	});
}

#[test]
fn withdrawal_should_wait_when_the_claim_is_opposed() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(oppose(1, 1, 0));
		assert_noop!(withdraw(0, 1), Error::<Test>::Opposed);
		// To concede costs nobody anything, and takes no time.
		revoke(0, 1);
		assert_noop!(withdraw(0, 1), Error::<Test>::Opposed);
		assert_ok!(end_opposition(1, 0));
		assert_ok!(withdraw(0, 1));
		lost(&[(0, 0), (1, 0)]);
		assert!(is_whole(0) && is_whole(1));
	});
}

#[test]
fn weight_should_be_that_of_the_edges_when_there_are_few() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(0, component(2, &[1])));
		let info = Provenance::withdraw_claim(signed(0), digest(2)).unwrap();
		assert_eq!(info.actual_weight, Some(Weight::from_parts(1, 0)));
	});
}
