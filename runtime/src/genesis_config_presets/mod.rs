//! The states that a network can start from, by name.

mod development;
mod local_testnet;

use crate::{
	configs::consensus::BABE_GENESIS_EPOCH_CONFIG, parameters::periods::Periods, AccountId, AssetsConfig, BabeConfig,
	BalancesConfig, OriginsConfig, RuntimeGenesisConfig, SessionConfig, SessionKeys,
};
use alloc::{vec, vec::Vec};
use atelier_primitives::chain::currency::UNIT;
use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_core::hex2array;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

pub use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// Endowment of each well-known account of a test network.
const ENDOWMENT: u128 = 1_000_000 * UNIT;

/// Endowment of each of the [`WORKERS`].
const WORKER_ENDOWMENT: u128 = 10_000 * UNIT;

/// The accounts of the keys `//Alice//worker` to `//Dave//worker`, with which workers of test networks sign. A node with
/// `--dev` has the first three.
pub const WORKERS: [AccountId; 4] = [
	AccountId::new(hex2array!("de0890e2f871c4263480188c3c6f27194198a61f1c56da846851a02554e19f3f")),
	AccountId::new(hex2array!("c406f0636e27e7bb858d01d7683eafa66827d32cec3ad3d44287e35848abab2a")),
	AccountId::new(hex2array!("70b86fb59af3aa4a6aeb778b86a1402731a3c2118772d886d60d08c91027a840")),
	AccountId::new(hex2array!("506978e899cd086157035e54acae66310e2a23db9a7f82ef29d9f277014c051c")),
];

/// A referendum on a test network decides within a minute.
const FAST: Periods = Periods { prepare: 2, decision: 12, confirm: 2, enactment: 1 };

/// The patch of the default genesis that a preset's name stands for.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => development::preset(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet::preset(),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names that [`get_preset`] knows.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}

/// A validator of a test network: its stash is the validator's account, as zombienet has it.
struct Authority {
	stash: Sr25519Keyring,
	session: Sr25519Keyring,
	finality: Ed25519Keyring,
}

/// A network of people who know each other's keys: everybody well-known is rich and decisions are fast.
fn test_network(authorities: &[Authority]) -> Value {
	let keys = |authority: &Authority| {
		let stash = authority.stash.to_account_id();
		let session = SessionKeys {
			babe: authority.session.public().into(),
			grandpa: authority.finality.public().into(),
			authority_discovery: authority.session.public().into(),
		};
		(stash.clone(), stash, session)
	};
	let rich = Sr25519Keyring::well_known().map(|key| (key.to_account_id(), ENDOWMENT));
	let balances: Vec<_> = rich.chain(WORKERS.map(|worker| (worker, WORKER_ENDOWMENT))).collect();
	build_struct_json_patch!(RuntimeGenesisConfig {
		assets: AssetsConfig { next_asset_id: Some(1) },
		babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH_CONFIG },
		balances: BalancesConfig { balances },
		origins: OriginsConfig { track_periods: Some(FAST), whitelisters: vec![Sr25519Keyring::Alice.to_account_id()] },
		session: SessionConfig { keys: authorities.iter().map(keys).collect::<Vec<_>>() },
	})
}
