//! Workers: their minimum stake, and how long it takes to unbond.

use crate::{weights, Balance, Balances, BlockNumber, Models, Runtime, RuntimeHoldReason};
use atelier_primitives::chain::{currency::UNIT, time::DAYS};
use frame_support::parameter_types;

parameter_types! {
	pub const UnbondingPeriod: BlockNumber = 7 * DAYS;
	pub const MinStake: Balance = 100 * UNIT;
}

impl pallet_workers::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::ModelsArguments;
	type Currency = Balances;
	type MinStake = MinStake;
	type Models = Models;
	type RuntimeHoldReason = RuntimeHoldReason;
	type UnbondingPeriod = UnbondingPeriod;
	type WeightInfo = weights::pallet_workers::WeightInfo<Runtime>;
}
