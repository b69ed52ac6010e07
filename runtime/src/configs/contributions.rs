//! Contributions: where authorities, scores and claims come from.

use crate::{weights, Balances, IpAssets, Provenance, Royalties, Runtime, RuntimeHoldReason};

impl pallet_contributions::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ContributionArguments;
	type Currency = Balances;
	type Ips = IpAssets;
	type Provenance = Provenance;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Scores = Royalties;
	type WeightInfo = weights::pallet_contributions::WeightInfo<Runtime>;
}
