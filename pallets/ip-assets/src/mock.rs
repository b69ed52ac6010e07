//! A chain with the real pallet-nfts.

use crate as pallet_ip_assets;
#[cfg(feature = "runtime-benchmarks")]
use crate::tests::scenario::digest;
use crate::*;
use alloc::collections::BTreeMap;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	licensing::CommerceInspect,
	IpId,
};
#[cfg(feature = "runtime-benchmarks")]
use atelier_primitives::{
	ip::{CollectionId, RoyaltyPolicy},
	Digest,
};
pub use atelier_testing::{wrapper, Keeper};
use frame_support::{
	assert_ok, parameter_types,
	traits::{ConstU128, ConstU32, ConstU64, Contains, NeverEnsureOrigin},
	PalletId,
};
use pallet_nfts::{PalletFeature, PalletFeatures};
use sp_runtime::{traits::Verify, AccountId32, MultiSignature};

pub type AccountId = AccountId32;
pub type Licenses = atelier_testing::Licenses<Test>;
pub type Policies = atelier_testing::Policies<Test>;
pub type Provenance = atelier_testing::Provenance<Test>;
pub type Royalties = atelier_testing::Royalties<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Nfts: pallet_nfts = 2,
		IpAssets: pallet_ip_assets = 3,
		Wrapper: wrapper = 4,
	}
);

atelier_testing::impl_chain!(Test, AccountId);
atelier_testing::impl_acts!(AccountId);
atelier_testing::impl_ext!(Test, IpAssets, [alice(), bob(), carol()], FUNDS);

impl atelier_testing::Config for Test {
	type Currency = Balances;
	type Ips = IpAssets;
	type Policy = Policies;
}

parameter_types! {
	pub Features: PalletFeatures = PalletFeatures::from_disabled(
		PalletFeature::Trading | PalletFeature::Swaps | PalletFeature::Approvals | PalletFeature::Attributes,
	);
	pub const IpAssetsId: PalletId = PalletId(*b"atl/ipas");
}

impl pallet_nfts::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type CollectionId = u32;
	type ItemId = u32;
	type Currency = Balances;
	type CreateOrigin = NeverEnsureOrigin<AccountId>;
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type Locker = IpAssets;
	type CollectionDeposit = ConstU128<0>;
	type ItemDeposit = ConstU128<0>;
	type MetadataDepositBase = ConstU128<10>;
	type AttributeDepositBase = ConstU128<10>;
	type DepositPerByte = ConstU128<1>;
	type StringLimit = ConstU32<50>;
	type KeyLimit = ConstU32<50>;
	type ValueLimit = ConstU32<50>;
	type ApprovalsLimit = ConstU32<10>;
	type ItemAttributesApprovalsLimit = ConstU32<2>;
	type MaxTips = ConstU32<10>;
	type MaxDeadlineDuration = ConstU64<10000>;
	type MaxAttributesPerCall = ConstU32<2>;
	type Features = Features;
	type OffchainSignature = MultiSignature;
	type OffchainPublic = <MultiSignature as Verify>::Signer;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = ();
	type BlockNumberProvider = System;
}

impl wrapper::Config for Test {}

/// No IP account can leave remarks with an event.
pub struct NoEvents;

impl Contains<RuntimeCall> for NoEvents {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::System(frame_system::Call::remark_with_event { .. }))
	}
}

/// What may not be used commercially.
pub struct NonCommercial;

impl Contains<IpId> for NonCommercial {
	fn contains(ip: &IpId) -> bool {
		!Licenses::is_commercial(ip)
	}
}

/// The accounts of two studios.
pub struct StudioAccounts;

impl Contains<AccountId> for StudioAccounts {
	fn contains(who: &AccountId) -> bool {
		[studio(), other_studio()].contains(who)
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeCall = RuntimeCall;
	type Nfts = Nfts;
	type CollectionConfig = pallet_nfts::CollectionConfigFor<Test>;
	type ItemConfig = pallet_nfts::ItemConfig;
	type Provenance = Provenance;
	type Pins = Provenance;
	type Restricted = NonCommercial;
	type Wrappers = StudioAccounts;
	type Policy = Policies;
	type Royalties = Royalties;
	type OnIpBurned = Keeper;
	type ActAsFilter = NoEvents;
	type PalletId = IpAssetsId;
	type MaxGrantDuration = ConstU64<1_000>;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Claims and policies for the benchmarks. Nobody here keeps anything for an IP asset.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId> for Helper {
	fn claim(who: &AccountId) -> Digest {
		Provenance::register(digest(1), who, atelier_primitives::provenance::ArtifactKind::Work);
		digest(1)
	}

	fn enforce(_: &AccountId, collection: CollectionId) {
		Policies::set(collection, RoyaltyPolicy { rate: sp_runtime::Perbill::from_percent(5), floor: UNIT });
	}

	fn wrapper() -> AccountId {
		studio()
	}

	fn burden(_: &AccountId, _: &AccountId, _: IpId) {}
}

atelier_testing::distinct_weights! {
	pub struct TestWeights: WeightInfo {
		create_collection(), set_collection_metadata(), mint(d) = 200, set_metadata(), freeze_metadata(),
		transfer(d) = 500, transfer_paid() = 600, burn(), act_as() = 7_000, grant_permission(), grant_permission_new(),
		revoke_permission(), deprecate_claim(), revoke_claim(), allow_studios(), on_finalize() = 3,
	}
}

pub fn account(n: u8) -> AccountId {
	AccountId32::new([n; 32])
}

pub fn alice() -> AccountId {
	account(1)
}

pub fn bob() -> AccountId {
	account(2)
}

pub fn carol() -> AccountId {
	account(3)
}

pub fn studio() -> AccountId {
	account(200)
}

pub fn other_studio() -> AccountId {
	account(201)
}

pub const FUNDS: Balance = 1_000 * UNIT;

/// What is held of whom, by the name of the reason. Nothing of nobody else.
type Held = BTreeMap<(AccountId, String), Balance>;

/// What the pallet says that it holds.
fn deposits() -> Held {
	let collections = Collections::<Test>::iter_values().map(|record| (HoldReason::Collection, record.deposit));
	let ips = Ips::<Test>::iter_values().map(|record| (HoldReason::Ip, record.deposit));
	let grants = Grants::<Test>::iter_values().map(|grant| (HoldReason::Grant, grant.deposit));
	let traits = Traits::<Test>::iter_values().map(|record| (HoldReason::Trait, record.deposit));
	let mut held = Held::new();
	for (reason, deposit) in collections.chain(ips).chain(grants).chain(traits) {
		let reason = RuntimeHoldReason::from(reason);
		*held.entry((deposit.who, format!("{reason:?}"))).or_default() += deposit.amount;
	}
	held
}

/// Checks the invariants, and that no deposit is left over of somebody who has nothing in storage any more.
pub fn check_invariants() {
	assert_ok!(IpAssets::do_try_state());
	assert_eq!(atelier_testing::ext::holds::<Test>(), deposits(), "a deposit leaked");
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
	atelier_testing::run(new_test_ext(), IpAssets::do_try_state, || {
		test();
		check_invariants();
	});
}
