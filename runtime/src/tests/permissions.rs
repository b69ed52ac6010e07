//! Which origin may do what.

use super::*;
use crate::{
	configs::{accounts::ProxyType, governance::origins::Origin},
	parameters::{dynamic_params, RuntimeParameters},
	AccountId, Balances, Nfts, Parameters, Runtime, RuntimeCall, RuntimeOrigin, System, Treasury, Whitelist,
};
use atelier_primitives::chain::currency::UNIT;
use frame_support::{
	assert_noop, assert_ok,
	traits::{Currency, Get, InstanceFilter},
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use sp_runtime::{DispatchError::BadOrigin, Perbill};

fn treasury_share() -> RuntimeParameters {
	RuntimeParameters::Fees(dynamic_params::fees::Parameters::TreasuryShare(
		dynamic_params::fees::TreasuryShare,
		Some(Perbill::from_percent(50)),
	))
}

fn validator_set() -> RuntimeParameters {
	RuntimeParameters::Validators(dynamic_params::validators::Parameters::Set(
		dynamic_params::validators::Set,
		Some(vec![account(Alice)].try_into().expect("one is few")),
	))
}

#[test]
fn parameters_should_obey_their_admin_but_for_those_that_capture_the_chain() {
	development().execute_with(|| {
		let admin = || RuntimeOrigin::from(Origin::ParametersAdmin);
		assert_ok!(Parameters::set_parameter(admin(), treasury_share()));
		assert_noop!(Parameters::set_parameter(admin(), validator_set()), BadOrigin);
		assert_noop!(Parameters::set_parameter(Origin::Treasurer.into(), treasury_share()), BadOrigin);
		assert_noop!(Parameters::set_parameter(RuntimeOrigin::signed(account(Alice)), treasury_share()), BadOrigin);
		assert_ok!(Parameters::set_parameter(RuntimeOrigin::root(), validator_set()));
	});
}

#[test]
fn admin_of_inference_should_set_its_parameters_within_bounds() {
	use dynamic_params::inference::{CommitteeFloor, JobFee, Parameters as Inference, Window};
	use pallet_jobs::Config;
	development().execute_with(|| {
		let set = |origin, parameter| Parameters::set_parameter(origin, RuntimeParameters::Inference(parameter));
		let admin = || RuntimeOrigin::from(Origin::InferenceAdmin);
		assert_ok!(set(admin(), Inference::Window(Window, Some(0))));
		assert_ok!(set(admin(), Inference::CommitteeFloor(CommitteeFloor, Some(1))));
		assert_eq!(<Runtime as Config>::Window::get(), 6);
		assert_eq!(<Runtime as Config>::CommitteeFloor::get(), 3);
		assert_ok!(set(admin(), Inference::CommitteeFloor(CommitteeFloor, Some(200))));
		assert_eq!(<Runtime as Config>::CommitteeFloor::get(), 8);
		assert_ok!(set(admin(), Inference::JobFee(JobFee, Some(0))));
		assert_eq!(<Runtime as Config>::JobFee::get(), UNIT / 20);
		assert_ok!(set(RuntimeOrigin::root(), Inference::Window(Window, Some(30))));
		assert_eq!(<Runtime as Config>::Window::get(), 30);
		for origin in [Origin::ParametersAdmin, Origin::RegistryArbiter] {
			assert_noop!(set(origin.into(), Inference::Window(Window, Some(9))), BadOrigin);
		}
		let anybody = RuntimeOrigin::signed(account(Alice));
		assert_noop!(set(anybody, Inference::Window(Window, Some(9))), BadOrigin);
		assert_noop!(Parameters::set_parameter(admin(), treasury_share()), BadOrigin);
	});
}

#[test]
fn arbiter_should_judge_claims_and_nothing_else() {
	use atelier_primitives::{provenance::ArtifactKind, Digest};
	development().execute_with(|| {
		let digest = Digest::Sha2_256([1; 32]);
		let edges = Default::default();
		let registration = pallet_provenance::types::Registration {
			digest,
			kind: ArtifactKind::Dataset,
			manifest_hash: None,
			edges,
			record: None,
		};
		assert_ok!(crate::Provenance::register(RuntimeOrigin::signed(account(Bob)), Box::new(registration)));
		let attest = |origin| crate::Provenance::attest(origin, digest, account(Bob), [0; 32]);
		assert_noop!(attest(Origin::InferenceAdmin.into()), BadOrigin);
		assert_noop!(attest(RuntimeOrigin::signed(account(Bob))), BadOrigin);
		assert_ok!(attest(Origin::RegistryArbiter.into()));
		assert_noop!(Parameters::set_parameter(Origin::RegistryArbiter.into(), treasury_share()), BadOrigin);
	});
}

#[test]
fn court_should_judge_claims_when_root_names_it() {
	use atelier_primitives::{provenance::ArtifactKind, Digest};
	use dynamic_params::provenance::{Court, Parameters as Provenance};
	development().execute_with(|| {
		let digest = Digest::Sha2_256([1; 32]);
		let registration = pallet_provenance::types::Registration {
			digest,
			kind: ArtifactKind::Model,
			manifest_hash: None,
			edges: Default::default(),
			record: None,
		};
		assert_ok!(crate::Provenance::register(RuntimeOrigin::signed(account(Bob)), Box::new(registration)));
		assert_ok!(crate::Provenance::oppose(RuntimeOrigin::signed(account(Ferdie)), digest, account(Bob), [0; 32]));
		let verdict = pallet_provenance::types::Verdict::Upheld;
		let decide = || {
			let result =
				crate::Provenance::decide(RuntimeOrigin::signed(account(Alice)), digest, account(Bob), verdict, 1);
			result.map(drop).map_err(|error| error.error)
		};
		assert_noop!(decide(), BadOrigin);
		let court = |who: &[AccountId]| {
			let who = who.to_vec().try_into().expect("at most one");
			RuntimeParameters::Provenance(Provenance::Court(Court, Some(who)))
		};
		for origin in [Origin::ParametersAdmin, Origin::RegistryArbiter] {
			assert_noop!(Parameters::set_parameter(origin.into(), court(&[account(Alice)])), BadOrigin);
		}
		assert_ok!(Parameters::set_parameter(RuntimeOrigin::root(), court(&[account(Alice)])));
		assert_ok!(decide());
		assert_ok!(Parameters::set_parameter(RuntimeOrigin::root(), court(&[])));
		assert_noop!(decide(), BadOrigin);
	});
}

#[test]
fn treasurer_should_spend_up_to_the_limit() {
	development().execute_with(|| {
		let spend =
			|origin: RuntimeOrigin, amount| Treasury::spend(origin, Box::new(()), amount, Box::new(account(Bob)), None);
		let _ = Balances::make_free_balance_be(&Treasury::account_id(), 1_000_000 * UNIT);
		assert_ok!(spend(Origin::Treasurer.into(), 100_000 * UNIT));
		assert_noop!(
			spend(Origin::Treasurer.into(), 100_000 * UNIT + 1),
			pallet_treasury::Error::<Runtime>::InsufficientPermission
		);
		assert_ok!(spend(RuntimeOrigin::root(), 100_000 * UNIT + 1));
		assert_noop!(spend(Origin::ParametersAdmin.into(), 1), BadOrigin);
		assert_noop!(spend(RuntimeOrigin::signed(account(Alice)), 1), BadOrigin);
	});
}

#[test]
fn whitelisting_should_take_a_named_account_or_root() {
	development().execute_with(|| {
		let hash = crate::Hash::repeat_byte(1);
		assert_noop!(Whitelist::whitelist_call(RuntimeOrigin::signed(account(Bob)), hash), BadOrigin);
		assert_ok!(Whitelist::whitelist_call(RuntimeOrigin::signed(account(Alice)), hash));
		// Marked as urgent, and still nobody can dispatch it but who won a referendum.
		assert_noop!(
			Whitelist::dispatch_whitelisted_call(
				RuntimeOrigin::signed(account(Alice)),
				hash,
				0,
				frame_support::weights::Weight::zero()
			),
			pallet_whitelist::Error::<Runtime>::DeferredDispatchNotFound
		);
	});
}

#[test]
fn nobody_should_create_a_collection_by_themselves() {
	development().execute_with(|| {
		let create = Nfts::create(RuntimeOrigin::signed(account(Alice)), account(Alice).into(), Default::default());
		assert_eq!(create, Err(BadOrigin));
	});
}

#[test]
fn upgrades_should_take_root() {
	development().execute_with(|| {
		let hash = crate::Hash::repeat_byte(1);
		for origin in
			[RuntimeOrigin::signed(account(Alice)), Origin::WhitelistedCaller.into(), Origin::ParametersAdmin.into()]
		{
			assert_noop!(System::authorize_upgrade(origin, hash), BadOrigin);
		}
		assert_ok!(System::authorize_upgrade(RuntimeOrigin::root(), hash));
	});
}

fn transfer(to: AccountId) -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest: to.into(), value: UNIT })
}

#[test]
fn proxies_should_do_only_what_their_type_says() {
	let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
	let vote = RuntimeCall::ConvictionVoting(pallet_conviction_voting::Call::remove_vote { class: None, index: 0 });
	let transfer = transfer(account(Ferdie));
	let allowed = |proxy: ProxyType| [&transfer, &remark, &vote].map(|call| proxy.filter(call));
	assert_eq!(allowed(ProxyType::Any), [true, true, true]);
	assert_eq!(allowed(ProxyType::NonTransfer), [false, true, true]);
	assert_eq!(allowed(ProxyType::Governance), [false, false, true]);
	assert_eq!(allowed(ProxyType::CancelProxy), [false, false, false]);
	assert_eq!(allowed(ProxyType::SessionKeys), [false, false, false]);
}

#[test]
fn proxies_should_not_gain_by_naming_another_proxy() {
	use ProxyType::*;
	let all = [Any, NonTransfer, Governance, CancelProxy, SessionKeys];
	// Calls that tell the types apart; a superset allows whatever its subset does.
	let calls = [
		transfer(account(Ferdie)),
		RuntimeCall::System(frame_system::Call::remark { remark: vec![] }),
		RuntimeCall::ConvictionVoting(pallet_conviction_voting::Call::remove_vote { class: None, index: 0 }),
		RuntimeCall::Session(pallet_session::Call::purge_keys {}),
		RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement {
			delegate: account(Bob).into(),
			call_hash: Default::default(),
		}),
		RuntimeCall::Utility(pallet_utility::Call::batch { calls: vec![] }),
	];
	for a in all {
		for b in all {
			if a.is_superset(&b) {
				assert!(calls.iter().all(|call| !b.filter(call) || a.filter(call)), "{a:?} over {b:?}");
			}
		}
	}
}
