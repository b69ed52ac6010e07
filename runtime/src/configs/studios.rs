//! Studios: their call filter and their limits.

use crate::{
	configs::system::four_fifths_of_a_block, weights, Balances, BlockNumber, IpAssets, Royalties, Runtime, RuntimeCall,
	RuntimeHoldReason, Scheduler,
};
use atelier_primitives::chain::time::DAYS;
use frame_support::{
	parameter_types,
	traits::{ConstU32, Contains},
	weights::Weight,
	PalletId,
};

const MAX_PLACES: u32 = 20;

parameter_types! {
	/// All places together are a half of what the scheduler may use of a block.
	pub PlaceWeight: Weight = four_fifths_of_a_block().saturating_div(2).saturating_div(MAX_PLACES.into());
	/// A fifth of what the scheduler may use of a block, so that others have room beside studios.
	pub MaxCallWeight: Weight = four_fifths_of_a_block().saturating_div(5);
	pub const MaxPeriod: BlockNumber = 30 * DAYS;
	pub const EnactmentPeriod: BlockNumber = 7 * DAYS;
	pub const StudiosPalletId: PalletId = PalletId(*b"atl/stud");
}

/// Call filter of a studio: to own, make, license, sell and pay, to govern itself, and to vote about the chain.
///
/// Named one by one, so that what a later runtime has is refused until somebody has thought about it. Its members decide
/// about each call: nothing that lets somebody else sign for it, like a proxy or a multisignature.
pub struct StudioCalls;

impl Contains<RuntimeCall> for StudioCalls {
	fn contains(call: &RuntimeCall) -> bool {
		use frame_system::Call as SystemCall;
		use pallet_balances::Call as BalancesCall;
		use pallet_treasury::Call as TreasuryCall;
		use pallet_utility::Call as UtilityCall;
		matches!(
			call,
			RuntimeCall::System(SystemCall::remark { .. } | SystemCall::remark_with_event { .. })
				| RuntimeCall::Balances(
					BalancesCall::transfer_allow_death { .. }
						| BalancesCall::transfer_keep_alive { .. }
						| BalancesCall::transfer_all { .. }
						| BalancesCall::burn { .. }
				) | RuntimeCall::Utility(
				UtilityCall::batch { .. } | UtilityCall::batch_all { .. } | UtilityCall::force_batch { .. }
			) | RuntimeCall::Treasury(TreasuryCall::payout { .. } | TreasuryCall::check_status { .. })
				| RuntimeCall::Assets(..)
				| RuntimeCall::Nfts(..)
				| RuntimeCall::Provenance(..)
				| RuntimeCall::IpAssets(..)
				| RuntimeCall::Royalties(..)
				| RuntimeCall::Licensing(..)
				| RuntimeCall::Market(..)
				| RuntimeCall::Models(..)
				| RuntimeCall::Workers(..)
				| RuntimeCall::Jobs(..)
				| RuntimeCall::Studios(..)
				| RuntimeCall::Contributions(..)
				| RuntimeCall::Referenda(..)
				| RuntimeCall::ConvictionVoting(..)
		)
	}
}

impl pallet_studios::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::StudioArguments;
	type CallFilter = StudioCalls;
	type Currency = Balances;
	type EnactmentPeriod = EnactmentPeriod;
	type Ips = IpAssets;
	type MaxCallLength = ConstU32<{ 16 * 1_024 }>;
	type MaxCallWeight = MaxCallWeight;
	type MaxMembers = ConstU32<1_000>;
	type MaxOpenProposals = ConstU32<128>;
	type MaxOwnProposals = ConstU32<8>;
	type MaxPeriod = MaxPeriod;
	// Of 50: referenda have to find a place, too.
	type MaxPlaces = ConstU32<{ MAX_PLACES }>;
	type PalletId = StudiosPalletId;
	type PlaceWeight = PlaceWeight;
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Scheduler = Scheduler;
	type Scores = Royalties;
	type WeightInfo = weights::pallet_studios::WeightInfo<Runtime>;
}
