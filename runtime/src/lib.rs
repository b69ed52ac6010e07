//! The state transition function of the Atelier chain.
//!
//! This file only composes: it names the pallets with their indices, the transaction extensions and the executive. How
//! each pallet is set up stands in [`configs`], one file per concern; the calls that a node makes into the runtime in
//! [`apis`]; the glue between pallets in [`adapters`]; the values that governance changes in [`parameters`]; the state
//! at block 0 in [`genesis_config_presets`].

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]
#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::todo,
		clippy::unimplemented,
		clippy::unwrap_used,
	)
)]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

pub mod adapters;
pub mod apis;
pub mod configs;
pub mod engine;
pub mod genesis_config_presets;
pub mod migrations;
pub mod outcomes;
pub mod parameters;
pub mod transactions;
pub mod version;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
#[cfg(test)]
mod tests;

pub use apis::{RuntimeApi, RUNTIME_API_VERSIONS};
pub use atelier_primitives::chain::{AccountId, Address, Balance, BlockNumber, Hash, Moment, Nonce, Signature};
pub use version::VERSION;

use alloc::vec::Vec;
use configs::governance::pallet_origins;
use sp_runtime::{generic, impl_opaque_keys, traits::BlakeTwo256};

/// Types that a node needs without knowing how a transaction looks inside: it stays able to store and show the blocks
/// of a runtime that is newer than itself.
pub mod opaque {
	use super::*;
	use sp_runtime::OpaqueExtrinsic;

	/// A block with transactions as plain bytes.
	pub type Block = generic::Block<Header, OpaqueExtrinsic>;
}

impl_opaque_keys! {
	/// Keys that a validator signs with during a session. All are of types that zombienet and the usual tools know.
	pub struct SessionKeys {
		/// Block production.
		pub babe: Babe,
		/// Finality.
		pub grandpa: Grandpa,
		/// Publishing the validator's network address.
		pub authority_discovery: AuthorityDiscovery,
	}
}

/// Header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// Transaction extensions: checks of validity, the fee, and refunding unused weight.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckMortality<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);
/// A transaction as it stands in a block.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// Payload that the signature of a signed transaction covers.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// Executes blocks: dispatches to the pallets in the order of their indices.
pub type Executive =
	frame_executive::Executive<Runtime, Block, frame_system::ChainContext<Runtime>, Runtime, AllPalletsWithSystem>;

/// The pallets. An index names a pallet in every transaction and key: it is never reused or changed.
#[frame_support::runtime]
mod runtime {
	/// The runtime.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// Consensus: 0–9. `Timestamp` stands before what depends on it, `Session` behind `Babe` and `Grandpa`, because
	// its genesis names their authorities.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Babe = pallet_babe;
	#[runtime::pallet_index(3)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(4)]
	pub type Offences = pallet_offences;
	#[runtime::pallet_index(5)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(6)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(7)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(8)]
	pub type AuthorityDiscovery = pallet_authority_discovery;

	// Money: 10–19.
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(12)]
	pub type Treasury = pallet_treasury;
	#[runtime::pallet_index(13)]
	pub type Assets = pallet_assets;

	// Accounts: 20–29.
	#[runtime::pallet_index(20)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(21)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(22)]
	pub type Multisig = pallet_multisig;

	// Governance: 30–39.
	#[runtime::pallet_index(30)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(31)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(32)]
	pub type Referenda = pallet_referenda;
	#[runtime::pallet_index(33)]
	pub type ConvictionVoting = pallet_conviction_voting;
	#[runtime::pallet_index(34)]
	pub type Origins = pallet_origins;
	#[runtime::pallet_index(35)]
	pub type Whitelist = pallet_whitelist;
	#[runtime::pallet_index(36)]
	pub type Parameters = pallet_parameters;

	// Safety and upkeep: 40–49.
	#[runtime::pallet_index(40)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(41)]
	pub type TxPause = pallet_tx_pause;
	#[runtime::pallet_index(42)]
	pub type Migrations = pallet_migrations;

	// Creative IP: 50 and above.
	#[runtime::pallet_index(50)]
	pub type Nfts = pallet_nfts;
	#[runtime::pallet_index(51)]
	pub type Provenance = pallet_provenance;
	#[runtime::pallet_index(52)]
	pub type IpAssets = pallet_ip_assets;
	#[runtime::pallet_index(53)]
	pub type Royalties = pallet_royalties;
	#[runtime::pallet_index(54)]
	pub type Licensing = pallet_licensing;
	#[runtime::pallet_index(55)]
	pub type Market = pallet_market;
	#[runtime::pallet_index(56)]
	pub type Models = pallet_models;
	#[runtime::pallet_index(57)]
	pub type Workers = pallet_workers;
	#[runtime::pallet_index(58)]
	pub type Jobs = pallet_jobs;
	#[runtime::pallet_index(59)]
	pub type Studios = pallet_studios;
	#[runtime::pallet_index(60)]
	pub type Contributions = pallet_contributions;
}
