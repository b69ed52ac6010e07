//! What each call weighs.
//!
//! A file of this folder was measured by `scripts/benchmark.sh` on this runtime and is never edited by hand. A pallet of
//! polkadot-sdk that has no file yet weighs what its authors measured, on their reference machine. What nobody has measured
//! yet is in [`unmeasured`].

#![allow(missing_docs)]

pub mod pallet_ip_assets;
pub mod pallet_licensing;
pub mod pallet_market;
pub mod pallet_provenance;
pub mod pallet_royalties;
pub mod unmeasured;

macro_rules! as_published {
	($($module:ident: $(::$weights:ident)+,)*) => {
		$(pub mod $module {
			pub type WeightInfo<T> = $(::$weights)+<T>;
		})*
	};
}

as_published! {
	frame_system: ::frame_system::weights::SubstrateWeight,
	frame_system_extensions: ::frame_system::SubstrateExtensionsWeight,
	pallet_assets: ::pallet_assets::weights::SubstrateWeight,
	pallet_balances: ::pallet_balances::weights::SubstrateWeight,
	pallet_conviction_voting: ::pallet_conviction_voting::weights::SubstrateWeight,
	pallet_migrations: ::pallet_migrations::weights::SubstrateWeight,
	pallet_multisig: ::pallet_multisig::weights::SubstrateWeight,
	pallet_nfts: ::pallet_nfts::weights::SubstrateWeight,
	pallet_preimage: ::pallet_preimage::weights::SubstrateWeight,
	pallet_proxy: ::pallet_proxy::weights::SubstrateWeight,
	pallet_referenda: ::pallet_referenda::weights::SubstrateWeight,
	pallet_safe_mode: ::pallet_safe_mode::weights::SubstrateWeight,
	pallet_scheduler: ::pallet_scheduler::weights::SubstrateWeight,
	pallet_session: ::pallet_session::weights::SubstrateWeight,
	pallet_timestamp: ::pallet_timestamp::weights::SubstrateWeight,
	pallet_transaction_payment: ::pallet_transaction_payment::weights::SubstrateWeight,
	pallet_treasury: ::pallet_treasury::weights::SubstrateWeight,
	pallet_tx_pause: ::pallet_tx_pause::weights::SubstrateWeight,
	pallet_utility: ::pallet_utility::weights::SubstrateWeight,
	pallet_whitelist: ::pallet_whitelist::weights::SubstrateWeight,
}
