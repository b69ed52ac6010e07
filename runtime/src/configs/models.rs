//! Models: the engine that reads their files, and the registries that say who sets their terms.

use crate::{engine::Engine, weights, Balances, IpAssets, Licensing, Provenance, Runtime, RuntimeHoldReason};

impl pallet_models::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ModelsArguments;
	type Currency = Balances;
	type Ips = IpAssets;
	type Licenses = Licensing;
	type Provenance = Provenance;
	type Recompute = Engine;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = weights::pallet_models::WeightInfo<Runtime>;
}
