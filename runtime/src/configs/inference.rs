//! Attested inference: what workers stake, how long a job takes, and how much of a block a check may take.

use crate::{
	adapters::{ParentVrf, ToTreasury},
	engine::Engine,
	parameters::{dynamic_params, JOB_FEE, LEAST_COMMITTEE, LEAST_WINDOW},
	weights, Balance, Balances, BlockNumber, IpAssets, Licensing, Provenance, Royalties, Runtime, RuntimeHoldReason,
};
use atelier_primitives::chain::{
	currency::{MILLI, UNIT},
	time::{DAYS, MINUTES},
};
use frame_support::{parameter_types, traits::Get, PalletId};
use pallet_inference::MAX_COMMITTEE;

parameter_types! {
	/// Long enough for a worker whose transactions have to wait for one or two honest authors.
	pub const CommitPeriod: BlockNumber = 8;
	pub const RevealPeriod: BlockNumber = 8;
	pub const RandomnessPatience: BlockNumber = MINUTES;
	pub const UnbondingPeriod: BlockNumber = 7 * DAYS;
	pub const Retention: BlockNumber = DAYS;
	pub const MinStake: Balance = 100 * UNIT;
	pub const MinExposure: Balance = 4 * UNIT;
	pub const MinPrice: Balance = 100 * MILLI;
	/// The file of a picture of 256 × 256 pixels.
	pub const MaxOutput: u32 = 196_947;
	/// The cost of a picture of 256 × 256 pixels: see docs/src/inference.md for what share of a block that is.
	pub const MaxCost: u64 = 56_678_400;
	pub const InferencePalletId: PalletId = PalletId(*b"atl/infe");
}

/// The parameter, within its bounds.
pub struct Window;

impl Get<BlockNumber> for Window {
	fn get() -> BlockNumber {
		dynamic_params::inference::Window::get().max(LEAST_WINDOW)
	}
}

/// The parameter, within its bounds.
pub struct CommitteeFloor;

impl Get<u8> for CommitteeFloor {
	fn get() -> u8 {
		dynamic_params::inference::CommitteeFloor::get().clamp(LEAST_COMMITTEE, MAX_COMMITTEE as u8)
	}
}

/// The parameter, within its bounds.
pub struct JobFee;

impl Get<Balance> for JobFee {
	fn get() -> Balance {
		dynamic_params::inference::JobFee::get().clamp(JOB_FEE / 3, JOB_FEE * 100)
	}
}

impl pallet_inference::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::InferenceArguments;
	type CommitPeriod = CommitPeriod;
	type CommitteeFloor = CommitteeFloor;
	type Currency = Balances;
	type FeeDestination = ToTreasury;
	type Ips = IpAssets;
	type JobFee = JobFee;
	type Licenses = Licensing;
	type MaxCost = MaxCost;
	type MaxOutput = MaxOutput;
	type MinExposure = MinExposure;
	type MinPrice = MinPrice;
	type MinStake = MinStake;
	type PalletId = InferencePalletId;
	type Provenance = Provenance;
	type RandomnessPatience = RandomnessPatience;
	type Recompute = Engine;
	type Retention = Retention;
	type RevealPeriod = RevealPeriod;
	type Royalties = Royalties;
	type RuntimeHoldReason = RuntimeHoldReason;
	type UnbondingPeriod = UnbondingPeriod;
	type Vrf = ParentVrf;
	type WeightInfo = weights::pallet_inference::WeightInfo<Runtime>;
	type Window = Window;
}
