use super::*;
use std::panic::{catch_unwind, AssertUnwindSafe};

#[test]
fn on_finalize_should_kill_the_ticket_and_complain_when_one_is_left_over() {
	build_and_execute(|| {
		Ticket::<Test>::put(ip_of(&alice()));
		// In tests `defensive!` panics; on a chain it only logs.
		assert!(catch_unwind(AssertUnwindSafe(|| IpAssets::on_finalize(1))).is_err());
		assert!(!Ticket::<Test>::exists());
	});
}

#[test]
fn on_finalize_should_end_acting_and_complain_when_somebody_is_left_acting() {
	build_and_execute(|| {
		Acting::<Test>::put(ip_of(&alice()));
		assert!(catch_unwind(AssertUnwindSafe(|| IpAssets::on_finalize(1))).is_err());
		assert!(!Acting::<Test>::exists());
	});
}

#[test]
fn on_finalize_should_be_paid_for_in_on_initialize_when_nothing_is_left_over() {
	build_and_execute(|| {
		assert_eq!(IpAssets::on_initialize(1).ref_time(), 3);
		IpAssets::on_finalize(1);
	});
}

#[test]
fn integrity_test_should_pass_when_accounts_are_long_enough() {
	IpAssets::integrity_test();
}
