//! The brakes stop what they should and nothing that ends the stop.

use super::*;
use crate::{Runtime, RuntimeCall, RuntimeOrigin, SafeMode, TxPause};
use frame_support::{assert_noop, assert_ok, traits::Contains, BoundedVec};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::traits::Dispatchable;

fn transfer() -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest: account(Bob).into(), value: 1 })
}

fn name(text: &str) -> BoundedVec<u8, frame_support::traits::ConstU32<256>> {
	text.as_bytes().to_vec().try_into().expect("short")
}

#[test]
fn safe_mode_should_stop_transfers_and_leave_governance_open() {
	development().execute_with(|| {
		assert_noop!(
			SafeMode::force_enter(RuntimeOrigin::signed(account(Alice))),
			sp_runtime::DispatchError::BadOrigin
		);
		assert_ok!(SafeMode::force_enter(RuntimeOrigin::root()));
		let alice = RuntimeOrigin::signed(account(Alice));
		assert_noop!(transfer().dispatch(alice.clone()), frame_system::Error::<Runtime>::CallFiltered);
		// Wrapping it does not help.
		let wrapped = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: vec![transfer()] });
		assert!(wrapped.dispatch(alice.clone()).is_err());
		let vote = RuntimeCall::ConvictionVoting(pallet_conviction_voting::Call::remove_vote { class: None, index: 0 });
		assert!(<Runtime as frame_system::Config>::BaseCallFilter::contains(&vote));
		assert_ok!(SafeMode::force_exit(RuntimeOrigin::root()));
		assert_ok!(transfer().dispatch(alice));
	});
}

#[test]
fn safe_mode_should_not_be_for_sale() {
	development().execute_with(|| {
		assert_noop!(
			SafeMode::enter(RuntimeOrigin::signed(account(Alice))),
			pallet_safe_mode::Error::<Runtime>::NotConfigured
		);
	});
}

#[test]
fn tx_pause_should_stop_one_call() {
	development().execute_with(|| {
		let full_name = (name("Balances"), name("transfer_keep_alive"));
		assert_ok!(TxPause::pause(RuntimeOrigin::root(), full_name));
		let alice = RuntimeOrigin::signed(account(Alice));
		assert_noop!(transfer().dispatch(alice.clone()), frame_system::Error::<Runtime>::CallFiltered);
		assert_ok!(RuntimeCall::System(frame_system::Call::remark { remark: vec![] }).dispatch(alice));
	});
}

#[test]
fn tx_pause_should_refuse_what_keeps_the_chain_alive() {
	development().execute_with(|| {
		for (pallet, call) in
			[("Timestamp", "set"), ("Referenda", "submit"), ("TxPause", "unpause"), ("Jobs", "reveal")]
		{
			assert_noop!(
				TxPause::pause(RuntimeOrigin::root(), (name(pallet), name(call))),
				pallet_tx_pause::Error::<Runtime>::Unpausable
			);
		}
	});
}

#[test]
fn indispensable_pallets_should_exist() {
	use frame_support::traits::PalletsInfoAccess;
	let names: Vec<_> = crate::AllPalletsWithSystem::infos().into_iter().map(|info| info.name).collect();
	for pallet in crate::configs::safety::Indispensable::PALLETS {
		let pallet = core::str::from_utf8(pallet).expect("a name");
		assert!(names.contains(&pallet), "{pallet} is not a pallet of this runtime");
	}
	use frame_support::traits::GetCallName;
	let jobs = pallet_jobs::Call::<Runtime>::get_call_names();
	for (pallet, call) in crate::configs::safety::Indispensable::CALLS {
		assert_eq!(pallet, b"Jobs");
		assert!(jobs.iter().any(|name| name.as_bytes() == call));
	}
}

#[test]
fn workers_should_be_able_to_answer_when_everything_else_is_stopped() {
	use pallet_jobs::Call;
	development().execute_with(|| {
		assert_ok!(SafeMode::force_enter(RuntimeOrigin::root()));
		let output = atelier_primitives::Digest::Sha2_256([0; 32]);
		let answer = || atelier_primitives::jobs::Answer::Output { output, length: 0 };
		let (job, round, worker) = ([0; 32], 1, account(Alice));
		let signature =
			atelier_primitives::workers::WorkerSignature::from(sp_core::sr25519::Signature::from_raw([0; 64]));
		let commit =
			Call::commit { job, round, worker: worker.clone(), commitment: [0; 32], signature: signature.clone() };
		let reveal = Call::reveal { job, round, worker, answer: answer(), salt: [0; 32], signature };
		let is_open = |call| <Runtime as frame_system::Config>::BaseCallFilter::contains(&RuntimeCall::Jobs(call));
		assert!(is_open(commit) && is_open(reveal) && is_open(Call::challenge { job, answer: answer() }));
		assert!(!is_open(Call::cancel { job }));
	});
}
