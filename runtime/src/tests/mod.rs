//! Tests of the composition: each pallet has its own, these show that they are set up as meant.

mod fees;
mod genesis;
mod governance;
mod offences;
mod permissions;
mod safety;
mod validators;

use crate::{genesis_config_presets, RuntimeGenesisConfig, System};
use frame_support::genesis_builder_helper::{build_state, get_preset};
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_io::TestExternalities;
use sp_runtime::AccountId32;

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
		(Value::Object(base), Value::Object(patch)) =>
			for (key, value) in patch {
				lay_over(base.entry(key).or_insert(Value::Null), value);
			},
		(base, patch) => *base = patch,
	}
}

fn chain(preset: &str) -> TestExternalities {
	let mut ext = TestExternalities::new_empty();
	ext.execute_with(|| {
		build_state::<RuntimeGenesisConfig>(serde_json::to_vec(&genesis(preset)).expect("JSON encodes"))
			.expect("genesis builds");
		System::set_block_number(1);
		System::reset_events();
	});
	ext
}

fn account(key: sp_keyring::Sr25519Keyring) -> AccountId32 {
	key.to_account_id()
}

