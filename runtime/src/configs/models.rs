//! Models: the engine that reads their files, the registries that say who sets their terms, and the pots of fees that
//! belong to nobody yet.

use super::governance::TreasuryAccount;
use crate::{
	engine::Engine, parameters::dynamic_params, weights, Balances, BlockNumber, IpAssets, Licensing, Provenance,
	Royalties, Runtime, RuntimeHoldReason,
};
use atelier_primitives::chain::time::DAYS;
use frame_support::{parameter_types, PalletId};

parameter_types! {
	/// Long enough for an opposition, and the referendum about it.
	pub const PotIdlePeriod: BlockNumber = 180 * DAYS;
	pub const ModelsPalletId: PalletId = PalletId(*b"atl/modl");
}

impl pallet_models::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ModelsArguments;
	type Claims = Provenance;
	type Commerce = Licensing;
	type Currency = Balances;
	type Ips = IpAssets;
	type Licenses = Licensing;
	type PalletId = ModelsPalletId;
	type PotIdlePeriod = PotIdlePeriod;
	type Provenance = Provenance;
	type PublisherPeriod = dynamic_params::provenance::OppositionPeriod;
	type Recompute = Engine;
	type Revision = IpAssets;
	type Royalties = Royalties;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Treasury = TreasuryAccount;
	type WeightInfo = weights::pallet_models::WeightInfo<Runtime>;
}
