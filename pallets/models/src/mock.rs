//! A chain with the toy engine.

use crate as pallet_models;
use crate::*;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::ModelKind,
	models::{Adapters, ModelAccess, UseFees},
	provenance::ArtifactKind,
	royalties::PaymentKind,
	Digest, IpId,
};
pub use atelier_testing::{
	engine::{adapter_bytes, files, root_of},
	ext::in_layer,
	storage::{ClosedArtifacts, Entitled, Minted, OpenClaims},
};
use frame_support::{assert_ok, parameter_types, PalletId};
use sp_runtime::DispatchError;

pub type AccountId = u64;
pub type Ips = atelier_testing::Ips<Test>;
pub type Licenses = atelier_testing::Licenses<Test>;
pub type Provenance = atelier_testing::Provenance<Test>;
pub type Royalties = atelier_testing::Royalties<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		ModelsPallet: pallet_models = 2,
	}
);

atelier_testing::impl_chain!(Test, AccountId);
atelier_testing::impl_world!(Test, PaymentKind::Use);
atelier_testing::impl_acts!(AccountId);
atelier_testing::impl_ext!(Test, ModelsPallet, (1..=10).chain([TREASURY, Royalties::pool()]), FUNDS, || {
	run_to(5);
	assert_eq!(publish_model(0), model());
});

parameter_types! {
	pub static PublisherPeriod: u64 = 50;
	pub const PotIdlePeriod: u64 = 180;
	pub const TreasuryAccount: AccountId = TREASURY;
	pub const ModelsId: PalletId = PalletId(*b"atl/modl");
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Recompute = atelier_testing::Toy;
	type Provenance = Provenance;
	type Ips = Ips;
	type Licenses = Licenses;
	type Claims = Provenance;
	type Commerce = Licenses;
	type Revision = Ips;
	type Royalties = Royalties;
	type PublisherPeriod = PublisherPeriod;
	type PotIdlePeriod = PotIdlePeriod;
	type Treasury = TreasuryAccount;
	type PalletId = ModelsId;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

atelier_testing::distinct_weights! {
	pub struct TestWeights: WeightInfo { publish(b), set_terms(), clear_terms(), set_takedown(), release() }
}

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
/// Publishes the models.
pub const PUBLISHER: AccountId = 3;
/// Claims what others made.
pub const SQUATTER: AccountId = 4;
pub const TREASURY: AccountId = 200;
/// Has nothing.
pub const POOR: AccountId = 99;
pub const FUNDS: Balance = 1_000_000 * UNIT;

pub fn model_bytes(salt: u8) -> Vec<u8> {
	atelier_testing::engine::model_bytes(64, 500_000, salt)
}

/// The model that most tests use.
pub fn model() -> Digest {
	root_of(&model_bytes(0))
}

pub fn publish_model(salt: u8) -> Digest {
	ModelsPallet::do_publish(PUBLISHER, ModelKind::Model, files(&[("model", &model_bytes(salt))])).unwrap()
}

pub fn publish_adapter(base: Digest, salt: u8) -> Digest {
	let files = files(&[("adapter", &adapter_bytes(&base, &[salt]))]);
	ModelsPallet::do_publish(PUBLISHER, ModelKind::Adapter { base }, files).unwrap()
}

/// Makes Bob entitled to the income of the model, by an IP asset that it owns, and sets terms.
pub fn set_terms(fee: Balance, access: Access) -> IpId {
	let ip = entitle(BOB, model(), IpId::new(7, 1));
	assert_ok!(ModelsPallet::set_terms(signed(BOB), model(), ip, fee, access, AdapterPolicy::All));
	ip
}

/// Makes an account entitled to the income of a model, by an IP asset that it owns.
pub fn entitle(who: AccountId, root: Digest, ip: IpId) -> IpId {
	settle(root, who);
	mint_claim(who, root, ip)
}

/// Makes an account entitled to the income of a model, by a claim.
pub fn settle(root: Digest, who: AccountId) {
	Provenance::register(root, &who, ArtifactKind::Model);
	Provenance::entitle(root, &who);
}

/// Claims a model for an account, first of all, by a claim that is not settled.
pub fn open(root: Digest, who: AccountId) {
	Provenance::register(root, &who, ArtifactKind::Model);
	Provenance::open(root, &who);
}

/// Gives an account an IP asset of its claim.
pub fn mint_claim(who: AccountId, root: Digest, ip: IpId) -> IpId {
	Ips::record_mint(root, who, ip);
	Ips::mint_at(ip, who)
}

/// Sets terms by which everybody may run a model or an adapter for this fee.
pub fn set_open_terms(who: AccountId, root: Digest, ip: IpId, fee: Balance) -> sp_runtime::DispatchResult {
	in_layer(|| ModelsPallet::set_terms(signed(who), root, ip, fee, Access::Open, AdapterPolicy::All))
}

pub fn admit_all(who: AccountId, adapters: &[Digest], pass: Option<u32>) -> Result<UseFees, DispatchError> {
	let adapters: Adapters = adapters.to_vec().try_into().unwrap();
	<ModelsPallet as ModelAccess<_>>::admit(&who, &model(), &adapters, pass)
}

/// What an order of the model by Alice owes: payees and amounts.
pub fn owed() -> Result<Vec<(Payee, Balance)>, DispatchError> {
	admit_all(ALICE, &[], None).map(|fees| fees.iter().map(|fee| (fee.payee, fee.amount)).collect())
}

/// Models of the toy engine for benchmarks.
#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId> for Ips {
	fn model(length: u32) -> atelier_primitives::models::ModelFiles {
		atelier_testing::engine::sized_model(length, 500_000)
	}

	fn adapter(base: &Digest, length: u32) -> atelier_primitives::models::ModelFiles {
		atelier_testing::engine::sized_adapter(base, length, 0)
	}

	fn entitle(who: &AccountId, root: &Digest) -> IpId {
		let ip = Self::mint_next(7, *who);
		entitle(*who, *root, ip)
	}
}
