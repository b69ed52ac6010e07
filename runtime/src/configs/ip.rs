//! Creative IP: provenance, IP assets, royalties, licensing, market.

use crate::{
	adapters::{EmptyCollections, NonCommercial, StudioAccounts},
	configs::governance::{origins::EnsureArbiter, TreasuryAccount},
	parameters::dynamic_params,
	weights, Balance, Balances, BlockNumber, IpAssets, Licensing, Market, Nfts, Provenance, Royalties, Runtime,
	RuntimeCall, RuntimeHoldReason, Studios,
};
use atelier_primitives::chain::{currency::UNIT, time::DAYS};
use frame_support::{parameter_types, traits::Contains, PalletId};
use sp_runtime::Perbill;

parameter_types! {
	pub const CommitmentLifetime: BlockNumber = 7 * DAYS;

	pub const IpAssetsPalletId: PalletId = PalletId(*b"atl/ipas");
	pub const MaxGrantDuration: BlockNumber = 365 * DAYS;

	pub const RoyaltiesPalletId: PalletId = PalletId(*b"atl/roya");
	/// Maximum length of the lock of a participation score: ten years.
	pub const MaxScoreLock: BlockNumber = 3_650 * DAYS;
	/// Minimum amount that `on_idle` settles: below it a settlement is worth less than its weight.
	pub const MinIdleSettlement: Balance = UNIT;

	pub const LicensingPalletId: PalletId = PalletId(*b"atl/lice");
	/// Lifetime of a request for an approval: so long its fee waits for the licensor.
	pub const RequestLifetime: BlockNumber = 30 * DAYS;

	pub const MaxRoyaltyRate: Perbill = Perbill::from_percent(50);
	pub const MaxRoyaltyFloor: Balance = 1_000 * UNIT;
}

impl pallet_provenance::Config for Runtime {
	type ArbiterOrigin = EnsureArbiter;
	type CommitmentLifetime = CommitmentLifetime;
	type Currency = Balances;
	type LostBonds = TreasuryAccount;
	type OppositionPeriod = dynamic_params::provenance::OppositionPeriod;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = weights::pallet_provenance::WeightInfo<Runtime>;
}

/// Call filter of an owner who acts as an IP account: paying, receiving and handing on what it has.
///
/// Named one by one. Nothing that would bind the account beyond the call: an offer, a listing, a proxy or an approval
/// would survive the sale of the IP asset, and its former owner could still profit from it.
pub struct ActAsIp;

impl Contains<RuntimeCall> for ActAsIp {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_assets::Call as AssetsCall;
		use pallet_balances::Call as BalancesCall;
		use pallet_ip_assets::Call as IpAssetsCall;
		use pallet_licensing::Call as LicensingCall;
		use pallet_market::Call as MarketCall;
		use pallet_royalties::Call as RoyaltiesCall;
		use pallet_utility::Call as UtilityCall;
		matches!(
			call,
			RuntimeCall::System(frame_system::Call::remark { .. } | frame_system::Call::remark_with_event { .. })
				| RuntimeCall::Balances(
					BalancesCall::transfer_allow_death { .. }
						| BalancesCall::transfer_keep_alive { .. }
						| BalancesCall::transfer_all { .. }
				) | RuntimeCall::Assets(
				AssetsCall::transfer { .. } | AssetsCall::transfer_keep_alive { .. } | AssetsCall::transfer_all { .. }
			) | RuntimeCall::Utility(
				UtilityCall::batch { .. } | UtilityCall::batch_all { .. } | UtilityCall::force_batch { .. }
			) | RuntimeCall::IpAssets(IpAssetsCall::transfer { .. } | IpAssetsCall::burn { .. })
				| RuntimeCall::Royalties(
					RoyaltiesCall::pay { .. }
						| RoyaltiesCall::claim { .. }
						| RoyaltiesCall::claim_for { .. }
						| RoyaltiesCall::settle { .. }
				) | RuntimeCall::Licensing(
				LicensingCall::mint_license { .. }
					| LicensingCall::transfer_license { .. }
					| LicensingCall::burn_license { .. }
			) | RuntimeCall::Market(
				MarketCall::buy { .. } | MarketCall::accept { .. } | MarketCall::withdraw_offer { .. }
			)
		)
	}
}

impl pallet_ip_assets::Config for Runtime {
	type ActAsFilter = ActAsIp;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::IpArguments;
	type CollectionConfig = pallet_nfts::CollectionConfigFor<Runtime>;
	type Currency = Balances;
	type ItemConfig = pallet_nfts::ItemConfig;
	type MaxGrantDuration = MaxGrantDuration;
	type Nfts = Nfts;
	type OnIpBurned = (Licensing, Royalties, Market);
	type PalletId = IpAssetsPalletId;
	type Pins = Provenance;
	type Policy = Market;
	type Provenance = Provenance;
	type Restricted = NonCommercial;
	type Royalties = Royalties;
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = weights::pallet_ip_assets::WeightInfo<Runtime>;
	type Wrappers = StudioAccounts;
}

impl pallet_royalties::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = IpAssets;
	type Currency = Balances;
	type FeeCollector = TreasuryAccount;
	type Ips = IpAssets;
	type MaxLock = MaxScoreLock;
	type MinIdleSettlement = MinIdleSettlement;
	type OnScoreChanged = Studios;
	type PalletId = RoyaltiesPalletId;
	type ProtocolFee = dynamic_params::royalties::ProtocolFee;
	type Revision = IpAssets;
	type RuntimeHoldReason = RuntimeHoldReason;
	type ScoreDelay = dynamic_params::royalties::ScoreDelay;
	type WeightInfo = weights::pallet_royalties::WeightInfo<Runtime>;
}

impl pallet_licensing::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = IpAssets;
	type Currency = Balances;
	type FloorDelay = dynamic_params::royalties::ScoreDelay;
	type Ips = IpAssets;
	type Mint = IpAssets;
	type OnDerivative = Royalties;
	type PalletId = LicensingPalletId;
	type RequestLifetime = RequestLifetime;
	type Revision = IpAssets;
	type Pools = Royalties;
	type Royalties = Royalties;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Scores = Royalties;
	type WeightInfo = weights::pallet_licensing::WeightInfo<Runtime>;
}

impl pallet_market::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::IpArguments;
	type Commerce = Licensing;
	type Currency = Balances;
	type EmptyCollections = EmptyCollections;
	type Ips = IpAssets;
	type MaxRoyaltyFloor = MaxRoyaltyFloor;
	type MaxRoyaltyRate = MaxRoyaltyRate;
	type PolicyDelay = dynamic_params::royalties::ScoreDelay;
	type Pools = Royalties;
	type Royalties = Royalties;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = weights::pallet_market::WeightInfo<Runtime>;
}
