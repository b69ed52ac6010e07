//! The networks that the node knows by name: each is a genesis preset of the runtime.

use atelier_primitives::chain::currency::{DECIMALS, SYMBOL};
use atelier_runtime::{
	configs::system::Ss58Prefix,
	genesis_config_presets::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET},
	WASM_BINARY,
};
use sc_service::{ChainType, GenericChainSpec, Properties};

/// What describes a network: genesis, boot nodes, properties.
pub type ChainSpec = GenericChainSpec;

/// One authority, Alice; everybody well-known is rich.
pub fn development() -> Result<ChainSpec, String> {
	named("Atelier Development", "atelier_dev", ChainType::Development, DEV_RUNTIME_PRESET)
}

/// Four authorities: Alice, Bob, Charlie and Dave.
pub fn local_testnet() -> Result<ChainSpec, String> {
	named("Atelier Local Testnet", "atelier_local_testnet", ChainType::Local, LOCAL_TESTNET_RUNTIME_PRESET)
}

fn named(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let wasm = WASM_BINARY.ok_or("this node was built without the runtime's blob (SKIP_WASM_BUILD): build it again")?;
	Ok(ChainSpec::builder(wasm, None)
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain_type)
		.with_protocol_id("atelier")
		.with_genesis_config_preset_name(preset)
		.with_properties(properties())
		.build())
}

/// What wallets need to show amounts and addresses.
fn properties() -> Properties {
	[
		("tokenSymbol".into(), SYMBOL.into()),
		("tokenDecimals".into(), DECIMALS.into()),
		("ss58Format".into(), Ss58Prefix::get().into()),
	]
	.into_iter()
	.collect()
}
