//! Measured weights of the dispatchables.
//!
//! A file of this folder was measured by `scripts/benchmark.sh` on this runtime and is never edited by hand. A pallet of
//! polkadot-sdk that has no file weighs what its authors measured, on their reference machine: the benchmarks of pallet-nfts
//! take deposits that this chain does not ask for, and nobody calls pallet-session but at the end of a session.

#![allow(missing_docs)]

pub mod frame_system;
pub mod frame_system_extensions;
pub mod pallet_assets;
pub mod pallet_balances;
pub mod pallet_contributions;
pub mod pallet_conviction_voting;
pub mod pallet_ip_assets;
pub mod pallet_jobs;
pub mod pallet_licensing;
pub mod pallet_market;
pub mod pallet_migrations;
pub mod pallet_models;
pub mod pallet_multisig;
pub mod pallet_parameters;
pub mod pallet_preimage;
pub mod pallet_provenance;
pub mod pallet_proxy;
pub mod pallet_referenda;
pub mod pallet_royalties;
pub mod pallet_safe_mode;
pub mod pallet_scheduler;
pub mod pallet_studios;
pub mod pallet_timestamp;
pub mod pallet_transaction_payment;
pub mod pallet_treasury;
pub mod pallet_tx_pause;
pub mod pallet_utility;
pub mod pallet_whitelist;
pub mod pallet_workers;

macro_rules! as_published {
	($($module:ident: $(::$weights:ident)+,)*) => {
		$(pub mod $module {
			pub type WeightInfo<T> = $(::$weights)+<T>;
		})*
	};
}

as_published! {
	pallet_nfts: ::pallet_nfts::weights::SubstrateWeight,
	pallet_session: ::pallet_session::weights::SubstrateWeight,
}
