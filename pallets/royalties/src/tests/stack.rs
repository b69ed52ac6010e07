use crate::{mock::*, *};
use atelier_math::Perbill;
use atelier_primitives::{
	ip::IpId,
	royalties::{OnDerivativeRegistered, StackInspect},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn stack_should_be_kept_with_a_deposit_when_a_derivative_is_linked() {
	build_and_execute(|| {
		let parent = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(parent, 10)]);
		let stack = Perbill::from_percent(10);
		assert_eq!(last_event(), Event::Linked { ip: child, ancestors: 1, stack }.into());
		assert_eq!(Royalties::total(&child), stack);
		assert_eq!(Royalties::ancestors(&child).into_inner(), lineage(&[(parent, 10)]).ancestors.into_inner());
		assert!(held(HoldReason::Stack, BOB) > 0);
		assert_eq!((Royalties::total(&parent), Royalties::ancestors(&parent).len()), (Perbill::zero(), 0));
	});
}

#[test]
fn earlier_income_should_stay_with_the_members_when_a_paid_ip_is_linked() {
	build_and_execute(|| {
		let (parent, child) = (Ips::mint(0, ALICE), Ips::mint(1, BOB));
		pay(child, 10_000);
		assert_ok!(Royalties::on_derivative_registered(&BOB, &child, &lineage(&[(parent, 50)])));
		assert_eq!(Royalties::claimable(child, BOB), 9_900);
		pay(child, 10_000);
		assert_eq!(Royalties::claimable(child, BOB), 9_900 + 4_950);
		assert_eq!(Pools::<Test>::get(child).unwrap().gross, 9_900);
	});
}

#[test]
fn link_should_be_refused_when_there_is_one_already() {
	build_and_execute(|| {
		let parent = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(parent, 10)]);
		let again = || Royalties::on_derivative_registered(&BOB, &child, &lineage(&[(parent, 10)]));
		assert_noop!(again(), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn link_should_be_refused_when_it_cannot_be_paid_or_there_is_no_child() {
	build_and_execute(|| {
		let (parent, child) = (Ips::mint(0, ALICE), Ips::mint(1, BOB));
		let link = |who, ip| Royalties::on_derivative_registered(&who, &ip, &lineage(&[(parent, 10)]));
		assert_noop!(link(POOR, child), TokenError::FundsUnavailable);
		assert_noop!(link(BOB, IpId::new(7, 7)), Error::<Test>::NotFound);
	});
}

#[test]
fn link_should_do_nothing_when_there_are_no_parents() {
	build_and_execute(|| {
		let child = Ips::mint(0, ALICE);
		assert_ok!(Royalties::on_derivative_registered(&ALICE, &child, &lineage(&[])));
		assert_eq!(Pools::<Test>::iter().count(), 0);
	});
}
