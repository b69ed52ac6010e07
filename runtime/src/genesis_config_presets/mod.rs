//! The states that a network can start from, by name.

mod development;
mod local_testnet;

use crate::{
	configs::{consensus::BABE_GENESIS_EPOCH_CONFIG, governance::tracks::Periods},
	AccountId, AssetsConfig, BabeConfig, BalancesConfig, OriginsConfig, RuntimeGenesisConfig, SessionConfig,
	SessionKeys,
};
use alloc::{vec, vec::Vec};
use atelier_primitives::chain::currency::UNIT;
use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

pub use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// What every well-known account of a test network owns.
const ENDOWMENT: u128 = 1_000_000 * UNIT;

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
	let rich: Vec<AccountId> = Sr25519Keyring::well_known().map(|key| key.to_account_id()).collect();
	build_struct_json_patch!(RuntimeGenesisConfig {
		assets: AssetsConfig { next_asset_id: Some(1) },
		babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH_CONFIG },
		balances: BalancesConfig { balances: rich.into_iter().map(|who| (who, ENDOWMENT)).collect::<Vec<_>>() },
		origins: OriginsConfig { track_periods: Some(FAST), whitelisters: vec![Sr25519Keyring::Alice.to_account_id()] },
		session: SessionConfig { keys: authorities.iter().map(keys).collect::<Vec<_>>() },
	})
}
