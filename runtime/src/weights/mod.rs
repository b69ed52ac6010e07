//! Weights.

#![allow(missing_docs)]

pub mod frame_system {
	pub type WeightInfo<T> = ::frame_system::weights::SubstrateWeight<T>;
}
pub mod frame_system_extensions {
	pub type WeightInfo<T> = ::frame_system::SubstrateExtensionsWeight<T>;
}
pub mod pallet_assets {
	pub type WeightInfo<T> = ::pallet_assets::weights::SubstrateWeight<T>;
}
pub mod pallet_balances {
	pub type WeightInfo<T> = ::pallet_balances::weights::SubstrateWeight<T>;
}
pub mod pallet_conviction_voting {
	pub type WeightInfo<T> = ::pallet_conviction_voting::weights::SubstrateWeight<T>;
}
pub mod pallet_migrations {
	pub type WeightInfo<T> = ::pallet_migrations::weights::SubstrateWeight<T>;
}
pub mod pallet_multisig {
	pub type WeightInfo<T> = ::pallet_multisig::weights::SubstrateWeight<T>;
}
pub mod pallet_nfts {
	pub type WeightInfo<T> = ::pallet_nfts::weights::SubstrateWeight<T>;
}
pub mod pallet_parameters {
	pub struct WeightInfo<T>(core::marker::PhantomData<T>);
	impl<T> ::pallet_parameters::WeightInfo for WeightInfo<T> {
		fn set_parameter() -> frame_support::weights::Weight {
			frame_support::weights::Weight::from_parts(20_000_000, 4000)
		}
	}
}
pub mod pallet_preimage {
	pub type WeightInfo<T> = ::pallet_preimage::weights::SubstrateWeight<T>;
}
pub mod pallet_proxy {
	pub type WeightInfo<T> = ::pallet_proxy::weights::SubstrateWeight<T>;
}
pub mod pallet_referenda {
	pub type WeightInfo<T> = ::pallet_referenda::weights::SubstrateWeight<T>;
}
pub mod pallet_safe_mode {
	pub type WeightInfo<T> = ::pallet_safe_mode::weights::SubstrateWeight<T>;
}
pub mod pallet_scheduler {
	pub type WeightInfo<T> = ::pallet_scheduler::weights::SubstrateWeight<T>;
}
pub mod pallet_session {
	pub type WeightInfo<T> = ::pallet_session::weights::SubstrateWeight<T>;
}
pub mod pallet_timestamp {
	pub type WeightInfo<T> = ::pallet_timestamp::weights::SubstrateWeight<T>;
}
pub mod pallet_transaction_payment {
	pub type WeightInfo<T> = ::pallet_transaction_payment::weights::SubstrateWeight<T>;
}
pub mod pallet_treasury {
	pub type WeightInfo<T> = ::pallet_treasury::weights::SubstrateWeight<T>;
}
pub mod pallet_tx_pause {
	pub type WeightInfo<T> = ::pallet_tx_pause::weights::SubstrateWeight<T>;
}
pub mod pallet_utility {
	pub type WeightInfo<T> = ::pallet_utility::weights::SubstrateWeight<T>;
}
pub mod pallet_whitelist {
	pub type WeightInfo<T> = ::pallet_whitelist::weights::SubstrateWeight<T>;
}
