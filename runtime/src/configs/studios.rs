//! Studios: what their accounts may sign, and how large they can be.

use crate::{
	configs::system::four_fifths_of_a_block, weights, Balances, BlockNumber, IpAssets, Preimage, Provenance, Royalties,
	Runtime, RuntimeCall, RuntimeHoldReason, Scheduler,
};
use atelier_primitives::chain::time::DAYS;
use frame_support::{
	parameter_types,
	traits::{ConstU32, Contains},
	weights::Weight,
	PalletId,
};

parameter_types! {
	/// A fifth of what the scheduler may use of a block, so that others have room beside studios.
	pub MaxCallWeight: Weight = four_fifths_of_a_block().saturating_div(5);
	pub const MaxPeriod: BlockNumber = 30 * DAYS;
	pub const EnactmentPeriod: BlockNumber = 7 * DAYS;
	pub const StudiosPalletId: PalletId = PalletId(*b"atl/stud");
}

/// What a studio may sign: everything that leaves no one else to sign for it. Its members decide about each call, so it
/// names no proxy, and belongs to no multisignature.
pub struct StudioCalls;

impl Contains<RuntimeCall> for StudioCalls {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::Proxy(..) | RuntimeCall::Multisig(..))
	}
}

impl pallet_studios::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::StudioArguments;
	type CallFilter = StudioCalls;
	type Currency = Balances;
	type EnactmentPeriod = EnactmentPeriod;
	type Ips = IpAssets;
	// As long as what is kept with the proposal itself. A longer call would be a preimage that is asked for, and anybody
	// may note such a one again and again without a fee.
	type MaxCallLength = ConstU32<128>;
	type MaxCallWeight = MaxCallWeight;
	type MaxMembers = ConstU32<1_000>;
	type MaxOpenProposals = ConstU32<128>;
	type MaxOwnProposals = ConstU32<8>;
	type MaxPeriod = MaxPeriod;
	type PalletId = StudiosPalletId;
	type Preimages = Preimage;
	type Provenance = Provenance;
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Scheduler = Scheduler;
	type Scores = Royalties;
	type WeightInfo = weights::pallet_studios::WeightInfo<Runtime>;
}
