//! `development`: one authority, Alice.

use super::{test_network, Authority};
use serde_json::Value;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

pub fn preset() -> Value {
	test_network(&[Authority {
		stash: Sr25519Keyring::AliceStash,
		session: Sr25519Keyring::Alice,
		finality: Ed25519Keyring::Alice,
	}])
}
