//! Built-in chain specifications: each is a genesis preset of the runtime.

use atelier_primitives::chain::currency::{DECIMALS, SYMBOL};
use atelier_runtime::{
	configs::system::Ss58Prefix,
	genesis_config_presets::{get_preset, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET},
	RuntimeGenesisConfig, WASM_BINARY,
};
use sc_chain_spec::json_merge;
use sc_service::{ChainSpec as _, ChainType, GenericChainSpec, Properties};
use serde_json::Value;
use sp_core::storage::{well_known_keys::CODE, Storage};
use sp_runtime::BuildStorage;

/// Chain specification: genesis, boot nodes, properties.
pub type ChainSpec = GenericChainSpec;

/// Built-in network.
pub struct Network {
	name: &'static str,
	id: &'static str,
	chain_type: ChainType,
	preset: &'static str,
}

/// Development chain: one authority, Alice; everybody well-known is rich.
pub const DEVELOPMENT: Network = Network {
	name: "Atelier Development",
	id: "atelier_dev",
	chain_type: ChainType::Development,
	preset: DEV_RUNTIME_PRESET,
};

/// Local test network of four authorities: Alice, Bob, Charlie and Dave.
pub const LOCAL_TESTNET: Network = Network {
	name: "Atelier Local Testnet",
	id: "atelier_local_testnet",
	chain_type: ChainType::Local,
	preset: LOCAL_TESTNET_RUNTIME_PRESET,
};

impl Network {
	/// Specification to export: with the genesis configuration of which the runtime builds the state.
	pub fn to_export(&self) -> Result<ChainSpec, String> {
		Ok(ChainSpec::builder(blob()?, None)
			.with_name(self.name)
			.with_id(self.id)
			.with_chain_type(self.chain_type.clone())
			.with_protocol_id("atelier")
			.with_genesis_config_patch(self.patch()?)
			.with_properties(properties())
			.build())
	}

	/// Specification to run: with the genesis state itself.
	///
	/// The runtime in this binary makes it. The blob would make the same one, but would be compiled for that once more,
	/// at every start: two thirds of the time until a node answers.
	pub fn to_run(&self) -> Result<ChainSpec, String> {
		let mut spec = self.to_export()?;
		spec.set_storage(self.state()?);
		Ok(spec)
	}

	/// Genesis patch: the preset's difference from the default configuration.
	fn patch(&self) -> Result<Value, String> {
		let preset = get_preset(&self.preset.into()).ok_or_else(|| format!("there is no preset {}", self.preset))?;
		serde_json::from_slice(&preset).map_err(|reason| format!("the preset {}: {reason}", self.preset))
	}

	fn state(&self) -> Result<Storage, String> {
		let wrong = |reason| format!("the genesis of the preset {}: {reason}", self.preset);
		let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).map_err(wrong)?;
		json_merge(&mut config, self.patch()?);
		let mut state = serde_json::from_value::<RuntimeGenesisConfig>(config).map_err(wrong)?.build_storage()?;
		state.top.insert(CODE.to_vec(), blob()?.to_vec());
		Ok(state)
	}
}

fn blob() -> Result<&'static [u8], String> {
	WASM_BINARY.ok_or_else(|| "this node was built without the runtime's blob (SKIP_WASM_BUILD): build it again".into())
}

/// Chain properties: token and address format, for wallets.
fn properties() -> Properties {
	[
		("tokenSymbol".into(), SYMBOL.into()),
		("tokenDecimals".into(), DECIMALS.into()),
		("ss58Format".into(), Ss58Prefix::get().into()),
	]
	.into_iter()
	.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	// Otherwise who starts from a file and who starts by name were on two chains.
	#[test]
	fn state_should_be_what_the_blob_makes() {
		for network in [DEVELOPMENT, LOCAL_TESTNET] {
			let state = |spec: Result<ChainSpec, String>| spec.and_then(|spec| spec.build_storage());
			let of_blob = state(network.to_export()).expect("the blob makes the state");
			let of_binary = state(network.to_run()).expect("the binary makes the state");
			assert!(of_blob.top.contains_key(CODE));
			assert!(of_binary.top == of_blob.top, "{}", network.id);
			assert!(of_binary.children_default.is_empty() && of_blob.children_default.is_empty(), "{}", network.id);
		}
	}
}
