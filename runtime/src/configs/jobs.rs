//! Jobs of attested inference: their periods, their least prices, and the share of a block that a challenge may take.

use crate::{
	adapters::{ParentVrf, ToTreasury},
	engine::Engine,
	outcomes::{RecordOutcome, SetTrait},
	parameters::{dynamic_params, JOB_FEE, LEAST_COMMITTEE, LEAST_WINDOW},
	weights, Balance, Balances, BlockNumber, IpAssets, Models, Runtime, RuntimeHoldReason, Workers,
};
use atelier_primitives::chain::{
	currency::{MILLI, UNIT},
	time::{DAYS, MINUTES},
};
use frame_support::{parameter_types, traits::Get, PalletId};
use pallet_jobs::MAX_COMMITTEE;

parameter_types! {
	/// Long enough for a worker whose transactions have to wait for one or two honest authors.
	pub const CommitPeriod: BlockNumber = 8;
	pub const RevealPeriod: BlockNumber = 8;
	pub const RandomnessPatience: BlockNumber = MINUTES;
	pub const Retention: BlockNumber = DAYS;
	pub const MinExposure: Balance = 4 * UNIT;
	pub const MinPrice: Balance = 100 * MILLI;
	/// The file of a picture of 256 × 256 pixels.
	pub const MaxOutput: u32 = 196_947;
	/// The cost of a picture of 256 × 256 pixels: see docs/src/inference.md for what share of a block that is.
	pub const MaxCost: u64 = 56_678_400;
	pub const JobsPalletId: PalletId = PalletId(*b"atl/jobs");
}

// Else a worker that has the minimum stake could not take any job.
const _: () = assert!(super::workers::MinStake::get() >= MinExposure::get());

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

impl pallet_jobs::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::JobsArguments;
	type Classes = (pallet_jobs::class::BitExact,);
	type CommitPeriod = CommitPeriod;
	type CommitteeFloor = CommitteeFloor;
	type Currency = Balances;
	type FeeDestination = ToTreasury;
	type Ips = IpAssets;
	type JobFee = JobFee;
	type MaxCost = MaxCost;
	type MaxOutput = MaxOutput;
	type MinExposure = MinExposure;
	type MinPrice = MinPrice;
	type Models = Models;
	type OnJobFinalized = (RecordOutcome, SetTrait);
	type PalletId = JobsPalletId;
	type RandomnessPatience = RandomnessPatience;
	type Recompute = Engine;
	type Retention = Retention;
	type RevealPeriod = RevealPeriod;
	type Revision = IpAssets;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Vrf = ParentVrf;
	type WeightInfo = weights::pallet_jobs::WeightInfo<Runtime>;
	type Window = Window;
	type Workers = Workers;
}
