//! Root and the other origins are had by winning a referendum, and in no other way.

use super::*;
use crate::{
	configs::governance::{origins::Origin, tracks::Tracks},
	AccountId, ConvictionVoting, OriginCaller, Preimage, Referenda, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
	Scheduler, System, Treasury, Whitelist,
};
use atelier_primitives::chain::currency::UNIT;
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::GetDispatchInfo,
	traits::{schedule::DispatchTime, Bounded, StorePreimage},
};
use frame_system::RawOrigin;
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_referenda::TracksInfo;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{traits::Hash as _, DispatchError::BadOrigin, DispatchResult};

fn run_blocks(count: u32) {
	for _ in 0..count {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		Scheduler::on_initialize(next);
		Referenda::on_initialize(next);
	}
}

type Hashing = <Runtime as frame_system::Config>::Hashing;
type Proposal = Bounded<RuntimeCall, Hashing>;

/// Submits a referendum and lets these accounts vote for it with all they have.
fn propose(origin: OriginCaller, call: RuntimeCall, ayes: &[Sr25519Keyring]) -> u32 {
	put(origin, Preimage::bound(call).expect("the call is small"), ayes)
}

fn submit(origin: OriginCaller, proposal: Proposal) -> DispatchResult {
	Referenda::submit(RuntimeOrigin::signed(account(Ferdie)), Box::new(origin), proposal, DispatchTime::After(0))
}

fn put(origin: OriginCaller, proposal: Proposal, ayes: &[Sr25519Keyring]) -> u32 {
	let index = pallet_referenda::ReferendumCount::<Runtime>::get();
	assert_ok!(submit(origin, proposal));
	assert_ok!(Referenda::place_decision_deposit(RuntimeOrigin::signed(account(Ferdie)), index));
	for voter in ayes {
		let vote = AccountVote::Standard {
			vote: Vote { aye: true, conviction: Conviction::Locked1x },
			balance: 900_000 * UNIT,
		};
		assert_ok!(ConvictionVoting::vote(RuntimeOrigin::signed(account(*voter)), index, vote));
	}
	index
}

fn happened(wanted: impl Fn(&RuntimeEvent) -> bool) -> bool {
	System::events().iter().any(|record| wanted(&record.event))
}

fn mark(text: &[u8]) -> RuntimeCall {
	RuntimeCall::System(frame_system::Call::set_storage { items: vec![(b"marker".to_vec(), text.to_vec())] })
}

fn marked() -> Option<Vec<u8>> {
	sp_io::storage::get(b"marker").map(|value| value.to_vec())
}

#[test]
fn root_should_act_when_a_referendum_is_won() {
	development().execute_with(|| {
		assert_noop!(System::set_storage(RuntimeOrigin::signed(account(Alice)), vec![]), BadOrigin);
		propose(RawOrigin::Root.into(), mark(b"done"), &[Alice, Bob, Charlie, Dave, Eve]);
		run_blocks(5);
		assert_eq!(marked(), None, "the decision takes its time");
		run_blocks(15);
		assert_eq!(marked(), Some(b"done".to_vec()));
	});
}

/// A call with its hash, and a length that is not its own.
fn misnamed() -> (Vec<u8>, Proposal) {
	let call = mark(b"done");
	(call.encode(), Bounded::Lookup { hash: Hashing::hash_of(&call), len: call.encoded_size() as u32 + 1 })
}

#[test]
fn referendum_should_be_refused_when_its_preimage_is_stored_with_another_length() {
	development().execute_with(|| {
		let (bytes, proposal) = misnamed();
		assert_ok!(Preimage::note_preimage(RuntimeOrigin::signed(account(Alice)), bytes));
		let refused = pallet_referenda::Error::<Runtime>::PreimageStoredWithDifferentLength;
		assert_noop!(submit(RawOrigin::Root.into(), proposal), refused);
	});
}

/// What the book warns of.
#[test]
fn call_should_be_unavailable_when_its_preimage_came_later_with_another_length() {
	development().execute_with(|| {
		let (bytes, proposal) = misnamed();
		put(RawOrigin::Root.into(), proposal, &[Alice, Bob, Charlie, Dave, Eve]);
		assert_ok!(Preimage::note_preimage(RuntimeOrigin::signed(account(Alice)), bytes));
		run_blocks(40);
		assert_eq!(marked(), None);
		assert!(happened(|event| matches!(
			event,
			RuntimeEvent::Referenda(pallet_referenda::Event::Confirmed { index: 0, .. })
		)));
		let unavailable = |event: &RuntimeEvent| {
			matches!(event, RuntimeEvent::Scheduler(pallet_scheduler::Event::CallUnavailable { .. }))
		};
		assert!(happened(unavailable));
		assert!(!happened(|event| matches!(
			event,
			RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result: Err(_), .. })
		)));
	});
}

#[test]
fn root_should_not_act_when_nobody_votes() {
	development().execute_with(|| {
		propose(RawOrigin::Root.into(), mark(b"done"), &[]);
		run_blocks(40);
		assert_eq!(marked(), None);
		assert!(happened(|event| matches!(
			event,
			RuntimeEvent::Referenda(pallet_referenda::Event::Rejected { index: 0, .. })
		)));
	});
}

#[test]
fn treasurer_should_spend_when_a_referendum_is_won() {
	development().execute_with(|| {
		let call = RuntimeCall::Treasury(pallet_treasury::Call::spend {
			asset_kind: Box::new(()),
			amount: 5_000 * UNIT,
			beneficiary: Box::new(account(Eve)),
			valid_from: None,
		});
		propose(Origin::Treasurer.into(), call, &[Alice, Bob, Charlie, Dave, Eve]);
		run_blocks(20);
		assert!(happened(|event| matches!(
			event,
			RuntimeEvent::Treasury(pallet_treasury::Event::AssetSpendApproved { amount, .. }) if *amount == 5_000 * UNIT
		)));
		// It can be collected once there is money.
		assert_noop!(
			Treasury::payout(RuntimeOrigin::signed(account(Eve)), 0),
			pallet_treasury::Error::<Runtime>::PayoutError
		);
	});
}

#[test]
fn urgent_call_should_take_both_the_whitelist_and_a_referendum() {
	development().execute_with(|| {
		let urgent = mark(b"urgent");
		let hash = Hashing::hash_of(&urgent);
		assert_ok!(Preimage::note_preimage(RuntimeOrigin::signed(account(Alice)), urgent.encode()));
		assert_ok!(Whitelist::whitelist_call(RuntimeOrigin::signed(account(Alice)), hash));
		let dispatch = RuntimeCall::Whitelist(pallet_whitelist::Call::dispatch_whitelisted_call {
			call_hash: hash,
			call_encoded_len: urgent.encoded_size() as u32,
			call_weight_witness: urgent.get_dispatch_info().call_weight,
		});
		propose(Origin::WhitelistedCaller.into(), dispatch, &[Alice, Bob, Charlie, Dave, Eve]);
		run_blocks(20);
		assert_eq!(marked(), Some(b"urgent".to_vec()));
	});
}

#[test]
fn tracks_should_be_one_for_each_origin() {
	let origins: [(OriginCaller, u16, &str); 6] = [
		(RawOrigin::Root.into(), 0, "root"),
		(Origin::WhitelistedCaller.into(), 1, "whitelisted_caller"),
		(Origin::Treasurer.into(), 10, "treasurer"),
		(Origin::ParametersAdmin.into(), 20, "parameters_admin"),
		(Origin::RegistryArbiter.into(), 30, "registry_arbiter"),
		(Origin::InferenceAdmin.into(), 40, "inference_admin"),
	];
	development().execute_with(|| {
		for (origin, id, name) in &origins {
			assert_eq!(Tracks::track_for(origin), Ok(*id));
			let info = Tracks::info(*id).expect("the track exists");
			assert_eq!(core::str::from_utf8(&info.name).expect("text").trim_end_matches('\0'), *name);
		}
		let nobody: OriginCaller = RawOrigin::<AccountId>::None.into();
		assert_eq!(Tracks::track_for(&nobody), Err(()));
		assert_eq!(Tracks::tracks().count(), origins.len());
	});
	assert_ok!(Tracks::check_integrity());
}
