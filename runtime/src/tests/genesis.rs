//! What a network starts with.

use super::*;
use crate::{
	configs::{balances::ExistentialDeposit, governance::tracks},
	parameters::periods,
	AllPalletsWithSystem, Balances, Historical, Jobs, Licensing, Models, Royalties, Runtime, Treasury,
};
use atelier_primitives::chain::currency::UNIT;
use frame_support::traits::PalletsInfoAccess;
use pallet_referenda::TracksInfo;
use sp_keyring::Sr25519Keyring;

#[test]
fn presets_should_name_their_authorities() {
	development().execute_with(|| {
		assert_eq!(Session::validators(), vec![account(Sr25519Keyring::AliceStash)]);
		assert_eq!(Babe::authorities().len(), 1);
		assert_eq!(Grandpa::grandpa_authorities().len(), 1);
	});
	local_testnet().execute_with(|| {
		let mut expected = [
			Sr25519Keyring::AliceStash,
			Sr25519Keyring::BobStash,
			Sr25519Keyring::CharlieStash,
			Sr25519Keyring::DaveStash,
		]
		.map(account);
		expected.sort();
		assert_eq!(Session::validators(), expected);
		assert_eq!(Babe::authorities().len(), 4);
		assert_eq!(Grandpa::grandpa_authorities().len(), 4);
	});
}

#[test]
fn presets_should_endow_the_well_known_accounts_and_workers_and_nobody_else() {
	for ext in [&mut development(), &mut local_testnet()] {
		ext.execute_with(|| {
			for key in Sr25519Keyring::well_known() {
				assert_eq!(Balances::free_balance(account(key)), 1_000_000 * UNIT);
			}
			// The treasury exists from the start, so that no fee is too small for it.
			let treasury = Balances::free_balance(Treasury::account_id());
			assert_eq!(treasury, ExistentialDeposit::get());
			// So does the account of the royalties: it can receive any payment, and hand out all of it.
			let royalties = Balances::free_balance(Royalties::account());
			assert_eq!(royalties, ExistentialDeposit::get());
			// And that of models, which holds their pots.
			let models = Balances::free_balance(Models::account());
			assert_eq!(models, ExistentialDeposit::get());
			// And that of jobs, through which the fees of models pass.
			let jobs = Balances::free_balance(Jobs::account());
			assert_eq!(jobs, ExistentialDeposit::get());
			// And that of licensing, through which the fees of approvals pass.
			let licensing = Balances::free_balance(Licensing::account());
			assert_eq!(licensing, ExistentialDeposit::get());
			for worker in genesis_config_presets::WORKERS {
				assert_eq!(Balances::free_balance(worker), 10_000 * UNIT);
			}
			let people = (12 * 1_000_000 + 4 * 10_000) * UNIT;
			assert_eq!(Balances::total_issuance(), people + treasury + royalties + models + jobs + licensing);
		});
	}
}

#[test]
fn presets_should_emit_what_zombienet_customizes() {
	for preset in [DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET] {
		let patch = genesis_config_presets::get_preset(&PresetId::from(preset)).expect("the preset exists");
		let patch: Value = serde_json::from_slice(&patch).expect("the patch is JSON");
		assert!(patch["session"]["keys"].is_array());
		assert!(patch["balances"]["balances"].is_array());
	}
}

#[test]
fn get_preset_should_return_nothing_when_the_name_is_unknown() {
	assert_eq!(genesis_config_presets::get_preset(&PresetId::from("mainnet")), None);
	for name in genesis_config_presets::preset_names() {
		assert!(genesis_config_presets::get_preset(&name).is_some());
	}
}

#[test]
fn genesis_should_store_historical_roots() {
	local_testnet().execute_with(|| {
		for session in [0, 1] {
			let (_, validators) = Historical::historical_root(session).expect("offences of the first sessions need it");
			assert_eq!(validators, 4);
		}
	});
}

#[test]
fn genesis_should_set_short_periods_and_the_default_long_ones() {
	local_testnet().execute_with(|| {
		for track in tracks::Tracks::tracks() {
			assert_eq!((track.info.prepare_period, track.info.decision_period), (2, 12));
			assert_eq!((track.info.confirm_period, track.info.min_enactment_period), (2, 1));
		}
	});
	TestExternalities::new_empty().execute_with(|| {
		let root = tracks::Tracks::info(0).expect("root has a track");
		assert_eq!(root.decision_period, periods::ROOT.decision);
		assert_eq!(root.prepare_period, periods::ROOT.prepare);
	});
}

#[test]
fn pallets_should_keep_their_indices() {
	let indices: Vec<_> = AllPalletsWithSystem::infos().into_iter().map(|info| (info.index, info.name)).collect();
	assert_eq!(
		indices,
		[
			(0, "System"),
			(1, "Timestamp"),
			(2, "Babe"),
			(3, "Authorship"),
			(4, "Offences"),
			(5, "Historical"),
			(6, "Session"),
			(7, "Grandpa"),
			(8, "AuthorityDiscovery"),
			(10, "Balances"),
			(11, "TransactionPayment"),
			(12, "Treasury"),
			(13, "Assets"),
			(20, "Utility"),
			(21, "Proxy"),
			(22, "Multisig"),
			(30, "Preimage"),
			(31, "Scheduler"),
			(32, "Referenda"),
			(33, "ConvictionVoting"),
			(34, "Origins"),
			(35, "Whitelist"),
			(36, "Parameters"),
			(40, "SafeMode"),
			(41, "TxPause"),
			(42, "Migrations"),
			(50, "Nfts"),
			(51, "Provenance"),
			(52, "IpAssets"),
			(53, "Royalties"),
			(54, "Licensing"),
			(55, "Market"),
			(56, "Models"),
			(57, "Workers"),
			(58, "Jobs"),
			(59, "Studios"),
			(60, "Contributions"),
		]
	);
}

#[test]
fn metadata_should_come_in_all_versions() {
	TestExternalities::new_empty().execute_with(|| {
		assert_eq!(Runtime::metadata_versions(), [14, 15, 16]);
		for version in [14, 15, 16] {
			assert!(Runtime::metadata_at_version(version).is_some());
		}
	});
}
