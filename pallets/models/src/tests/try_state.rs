//! Each test breaks one invariant on purpose.

use super::*;
use frame_support::traits::{
	fungible::{InspectHold, MutateHold},
	tokens::Precision::Exact,
};
use sp_runtime::TryRuntimeError;

/// With a model that has terms, and an adapter of it.
fn broken_by(expected: &'static str, act: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		set_terms(50, Access::Open);
		publish_adapter(model(), 1);
		assert_ok!(ModelsPallet::do_try_state());
		act();
		assert_eq!(ModelsPallet::do_try_state(), Err(TryRuntimeError::Other(expected)));
	});
}

fn adapter() -> Digest {
	Models::<Test>::iter().find(|(_, record)| record.kind != ModelKind::Model).unwrap().0
}

fn change(root: Digest, change: impl FnOnce(&mut ModelRecordOf<Test>)) {
	Models::<Test>::mutate(root, |record| change(record.as_mut().unwrap()));
}

#[test]
fn try_state_should_fail_when_files_are_not_whole() {
	broken_by("a model has no files", || Files::<Test>::remove(model()));
	broken_by("a model has another length than its files", || change(model(), |record| record.length += 1));
	broken_by("a path is not text", || {
		Files::<Test>::mutate(model(), |files| files.as_mut().unwrap()[0].path[0] = 0xff);
	});
	broken_by("an adapter has no base", || {
		change(adapter(), |record| record.kind = ModelKind::Adapter { base: unknown() });
	});
	broken_by("an adapter has no base", || {
		let itself = adapter();
		change(itself, |record| record.kind = ModelKind::Adapter { base: itself });
	});
	broken_by("files belong to no model", || Files::<Test>::insert(unknown(), ModelFiles::default()));
}

#[test]
fn try_state_should_fail_when_terms_are_not_those_of_a_model() {
	broken_by("terms belong to no model", || {
		let terms = Terms::<Test>::take(model()).unwrap();
		Terms::<Test>::insert(unknown(), terms);
	});
	broken_by("an adapter restricts adapters", || {
		let terms = Terms::<Test>::take(model()).unwrap();
		Terms::<Test>::insert(adapter(), ModelTermsOf::<Test> { adapters: AdapterPolicy::None, ..terms });
	});
}

#[test]
fn try_state_should_fail_when_pots_are_wrong() {
	let pot = |amount| Pot { amount, paid_at: 5 };
	broken_by("a pot belongs to no model", || Pots::<Test>::insert(unknown(), pot(0)));
	broken_by("a pot is empty", || Pots::<Test>::insert(model(), pot(0)));
	broken_by("the money of a pot is gone", || Pots::<Test>::insert(model(), pot(1)));
	broken_by("the money of a pot is gone", || {
		<Balances as frame_support::traits::fungible::Mutate<_>>::set_balance(&ModelsPallet::account(), 0);
	});
}

#[test]
fn try_state_should_pass_when_a_model_has_terms_that_restrict_adapters() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		assert_ok!(ModelsPallet::set_terms(signed(BOB), model(), ip, 50, Access::Open, AdapterPolicy::None));
	});
}

#[test]
fn try_state_should_fail_when_holds_are_not_what_is_recorded() {
	for (reason, payer) in [(HoldReason::Files, PUBLISHER), (HoldReason::Terms, BOB)] {
		broken_by("what is held is not what is recorded", || {
			assert_ok!(Balances::release(&reason.into(), &payer, 1, Exact));
		});
		broken_by("what is held is not what is recorded", || {
			assert_ok!(Balances::hold(&reason.into(), &10, 1));
		});
	}
	broken_by("what is held is not what is recorded", || {
		Terms::<Test>::mutate(model(), |terms| terms.as_mut().unwrap().deposit.who = POOR);
		let reason = HoldReason::Terms.into();
		assert_ok!(Balances::release(&reason, &BOB, Balances::balance_on_hold(&reason, &BOB), Exact));
	});
}
