//! `local_testnet`: four authorities, the fewest that stay safe and live with one at fault.

use super::{test_network, Authority};
use serde_json::Value;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

pub fn preset() -> Value {
	test_network(&[
		Authority {
			stash: Sr25519Keyring::AliceStash,
			session: Sr25519Keyring::Alice,
			finality: Ed25519Keyring::Alice,
		},
		Authority { stash: Sr25519Keyring::BobStash, session: Sr25519Keyring::Bob, finality: Ed25519Keyring::Bob },
		Authority {
			stash: Sr25519Keyring::CharlieStash,
			session: Sr25519Keyring::Charlie,
			finality: Ed25519Keyring::Charlie,
		},
		Authority { stash: Sr25519Keyring::DaveStash, session: Sr25519Keyring::Dave, finality: Ed25519Keyring::Dave },
	])
}
