//! Check of the network key and the keystore: both must be usable.
//!
//! Without this, the reason would be told without the path.

use sc_network::config::{NodeKeyConfig, Secret};
use sc_service::Configuration;

/// Loads the network key, which is generated if there is none, and creates the keystore's folder.
///
/// Errors: the first that cannot be used, as a sentence with its path.
pub fn check(config: &Configuration) -> Result<(), String> {
	let NodeKeyConfig::Ed25519(secret) = &config.network.node_key;
	if let Secret::File(path) = secret {
		config.network.node_key.clone().into_keypair().map_err(|reason| {
			format!(
				"the network key in {} cannot be used ({reason}): it takes 32 bytes, or 64 hexadecimal digits without a \
				 line break",
				path.display()
			)
		})?;
	}
	if let Some(path) = config.keystore.path() {
		std::fs::create_dir_all(path)
			.map_err(|reason| format!("the keystore {} cannot be used: {reason}", path.display()))?;
	}
	Ok(())
}
