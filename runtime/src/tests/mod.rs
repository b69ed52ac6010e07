//! Tests of the composition: each pallet has its own, these show that they are set up as meant.

mod consent;
mod creative_ip;
mod fees;
mod floors;
mod genesis;
mod governance;
mod inference;
mod links;
mod nonces;
mod offences;
mod permissions;
mod routes;
mod safety;
mod studios;
mod validators;
mod weights;

use crate::{
	configs::consensus::EPOCH_DURATION_IN_SLOTS, genesis_config_presets, Babe, Grandpa, RuntimeGenesisConfig, Session,
	System,
};
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	traits::{DisabledValidators, OnFinalize, OnInitialize},
};
use serde_json::Value;
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_io::TestExternalities;
use sp_runtime::{AccountId32, Digest, DigestItem};

/// A chain at block 1 with one authority.
fn development() -> TestExternalities {
	chain(DEV_RUNTIME_PRESET)
}

/// A chain at block 1 with four authorities.
fn local_testnet() -> TestExternalities {
	chain(LOCAL_TESTNET_RUNTIME_PRESET)
}

/// The whole genesis of a preset: its patch laid over the default, as the node does it.
fn genesis(preset: &str) -> Value {
	let default = get_preset::<RuntimeGenesisConfig>(&None, |_| None).expect("there is a default genesis");
	let patch = genesis_config_presets::get_preset(&PresetId::from(preset)).expect("the preset exists");
	let mut genesis = serde_json::from_slice(&default).expect("the default is JSON");
	lay_over(&mut genesis, serde_json::from_slice(&patch).expect("the patch is JSON"));
	genesis
}

fn lay_over(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				lay_over(base.entry(key).or_insert(Value::Null), value);
			}
		}
		(base, patch) => *base = patch,
	}
}

fn chain(preset: &str) -> TestExternalities {
	let mut ext = TestExternalities::new_empty();
	ext.execute_with(|| {
		build_state::<RuntimeGenesisConfig>(serde_json::to_vec(&genesis(preset)).expect("JSON encodes"))
			.expect("genesis builds");
		start_block(FIRST_SLOT);
	});
	ext
}

/// Any slot: the first block's is the one that epochs are counted from.
const FIRST_SLOT: u64 = 1_000;

/// Begins the next block in this slot, and with it a session if one is due.
fn start_block(slot: u64) {
	let author = (0..).find(|index| !Session::is_disabled(*index)).expect("not all are disabled");
	let pre_digest = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: author, slot: slot.into() });
	let digest = Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(pre_digest)] };
	let number = System::block_number() + 1;
	System::reset_events();
	System::initialize(&number, &Default::default(), &digest);
	Babe::on_initialize(number);
	Session::on_initialize(number);
	Grandpa::on_finalize(number);
}

/// Goes through so many sessions, a block each.
fn next_sessions(count: u32) {
	for _ in 0..count {
		Babe::on_finalize(System::block_number());
		let session = Session::current_index();
		start_block(*Babe::current_slot() + EPOCH_DURATION_IN_SLOTS);
		assert_eq!(Session::current_index(), session + 1);
	}
}

fn account(key: sp_keyring::Sr25519Keyring) -> AccountId32 {
	key.to_account_id()
}
