//! Who validates, from session to session.

use super::*;
use crate::{
	adapters::SESSIONS_KEPT,
	parameters::{dynamic_params::validators, RuntimeParameters},
	AccountId, Historical, Parameters, RuntimeOrigin, SessionKeys,
};
use frame_support::{assert_ok, BoundedVec};
use pallet_session::SessionManager;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

fn name_validators(set: Vec<AccountId>) {
	assert_ok!(Parameters::set_parameter(
		RuntimeOrigin::root(),
		RuntimeParameters::Validators(validators::Parameters::Set(
			validators::Set,
			Some(BoundedVec::try_from(set).expect("fewer than the most")),
		)),
	));
}

fn sorted(mut keys: Vec<AccountId>) -> Vec<AccountId> {
	keys.sort();
	keys
}

#[test]
fn set_should_follow_governance_after_two_sessions() {
	local_testnet().execute_with(|| {
		let two = vec![account(Sr25519Keyring::BobStash), account(Sr25519Keyring::DaveStash)];
		name_validators(two.clone());
		next_sessions(1);
		assert_eq!(Session::validators().len(), 4, "the next session was already planned");
		next_sessions(1);
		assert_eq!(Session::validators(), two);
		// The index that a proof of key ownership is checked against has the new set too.
		let (_, count) = Historical::historical_root(Session::current_index()).expect("stored each session");
		assert_eq!(count, 2);
	});
}

#[test]
fn set_should_stay_when_nobody_named_has_keys() {
	local_testnet().execute_with(|| {
		let before = Session::validators();
		name_validators(vec![account(Sr25519Keyring::Eve), account(Sr25519Keyring::Ferdie)]);
		next_sessions(3);
		assert_eq!(Session::validators(), before);
	});
}

#[test]
fn set_should_pass_over_those_without_keys() {
	local_testnet().execute_with(|| {
		name_validators(vec![account(Sr25519Keyring::Eve), account(Sr25519Keyring::AliceStash)]);
		next_sessions(2);
		assert_eq!(Session::validators(), vec![account(Sr25519Keyring::AliceStash)]);
	});
}

#[test]
fn new_session_should_keep_quiet_when_nothing_changed() {
	local_testnet().execute_with(|| {
		next_sessions(3);
		let planned = <crate::adapters::ValidatorSet as SessionManager<AccountId>>::new_session(5);
		assert_eq!(planned, None, "a light client must not need a proof of a set that stays");
		assert_eq!(Grandpa::current_set_id(), 0);
	});
}

#[test]
fn keys_should_change_in_two_sessions_and_stay_provable() {
	local_testnet().execute_with(|| {
		let keys = SessionKeys {
			babe: Sr25519Keyring::Eve.public().into(),
			grandpa: Ed25519Keyring::Eve.public().into(),
			authority_discovery: Sr25519Keyring::Eve.public().into(),
		};
		let validator = account(Sr25519Keyring::AliceStash);
		pallet_session::NextKeys::<crate::Runtime>::insert(&validator, keys);
		next_sessions(2);
		let voters: Vec<_> = Grandpa::grandpa_authorities().into_iter().map(|(id, _)| id).collect();
		assert!(voters.contains(&Ed25519Keyring::Eve.public().into()));
		assert_eq!(Session::validators(), sorted(Session::validators()), "the same people in the same order");
	});
}

#[test]
fn historical_roots_should_be_pruned_after_a_week() {
	local_testnet().execute_with(|| {
		next_sessions(SESSIONS_KEPT + 10);
		let (first, last) = pallet_session::historical::StoredRange::<crate::Runtime>::get().expect("sessions went by");
		assert!(last - first <= SESSIONS_KEPT + 3, "{first}..{last}");
		assert_eq!(Historical::historical_root(first.saturating_sub(1)), None);
	});
}
