//! Non-fungible tokens: the registry of ownership under the IP assets.

use crate::{weights, AccountId, Balance, Balances, BlockNumber, IpAssets, Runtime, RuntimeEvent, Signature, System};
use atelier_primitives::chain::{currency::deposit, time::DAYS};
use frame_support::{
	parameter_types,
	traits::{AsEnsureOriginWithArg, ConstU128, ConstU32, NeverEnsureOrigin},
};
use pallet_nfts::{PalletFeature, PalletFeatures};
use sp_runtime::traits::Verify;

parameter_types! {
	// Sales go through a transfer that pays the royalty; the pallet's own market would pay the seller in full.
	// Approvals and attributes would be stored without a deposit, and serve nothing: IP assets have permissions and
	// metadata of their own. Benchmarks measure sales all the same, to compare.
	pub Features: PalletFeatures = if cfg!(feature = "runtime-benchmarks") {
		PalletFeatures::all_enabled()
	} else {
		PalletFeatures::from_disabled(
			PalletFeature::Trading | PalletFeature::Swaps | PalletFeature::Approvals | PalletFeature::Attributes,
		)
	};
	pub const MetadataDepositBase: Balance = deposit(1, 0);
	pub const AttributeDepositBase: Balance = deposit(1, 0);
	pub const DepositPerByte: Balance = deposit(0, 1);
	pub const MaxDeadlineDuration: BlockNumber = 365 * DAYS;
}

impl pallet_nfts::Config for Runtime {
	type ApprovalsLimit = ConstU32<20>;
	type AttributeDepositBase = AttributeDepositBase;
	type BlockNumberProvider = System;
	// The pallet reserves these two from the wrong person, the recipient: what creates a collection or an item takes a
	// hold from the right one.
	type CollectionDeposit = ConstU128<0>;
	type ItemDeposit = ConstU128<0>;
	type CollectionId = u32;
	type CreateOrigin = AsEnsureOriginWithArg<NeverEnsureOrigin<AccountId>>;
	type Currency = Balances;
	type DepositPerByte = DepositPerByte;
	type Features = Features;
	// Not even root: it could take a collection away from ip-assets. Benchmarks need a way in.
	#[cfg(not(feature = "runtime-benchmarks"))]
	type ForceOrigin = NeverEnsureOrigin<()>;
	#[cfg(feature = "runtime-benchmarks")]
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = ();
	type ItemAttributesApprovalsLimit = ConstU32<30>;
	type ItemId = u32;
	type KeyLimit = ConstU32<64>;
	// Every item that is an IP asset, unless ip-assets transfers or burns it.
	type Locker = IpAssets;
	type MaxAttributesPerCall = ConstU32<10>;
	type MaxDeadlineDuration = MaxDeadlineDuration;
	type MaxTips = ConstU32<10>;
	type MetadataDepositBase = MetadataDepositBase;
	type OffchainPublic = <Signature as Verify>::Signer;
	type OffchainSignature = Signature;
	type RuntimeEvent = RuntimeEvent;
	type StringLimit = ConstU32<256>;
	type ValueLimit = ConstU32<256>;
	type WeightInfo = weights::pallet_nfts::WeightInfo<Runtime>;
}
