//! A chain with the toy engine.

use crate as pallet_models;
use crate::*;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::ModelKind,
	Digest, IpId,
};
pub use atelier_testing::{
	engine::{adapter_bytes, files, root_of},
	ext::in_layer,
	storage::{Entitled, Minted},
};
use frame_support::assert_ok;

pub type AccountId = u64;
pub type Ips = atelier_testing::Ips<Test>;
pub type Licenses = atelier_testing::Licenses<Test>;
pub type Provenance = atelier_testing::Provenance<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		ModelsPallet: pallet_models = 2,
	}
);

atelier_testing::impl_chain!(Test, AccountId);
atelier_testing::impl_world!(Test);
atelier_testing::impl_acts!(AccountId);
atelier_testing::impl_ext!(Test, ModelsPallet, 1..=10, FUNDS, || {
	run_to(5);
	assert_eq!(publish_model(0), model());
});

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Recompute = atelier_testing::Toy;
	type Provenance = Provenance;
	type Ips = Ips;
	type Licenses = Licenses;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

atelier_testing::distinct_weights! {
	pub struct TestWeights: WeightInfo { publish(b), set_terms(), clear_terms() }
}

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
/// Publishes the models.
pub const PUBLISHER: AccountId = 3;
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
	assert_ok!(ModelsPallet::set_terms(signed(BOB), model(), ip, fee, access));
	ip
}

/// Makes an account entitled to the income of a model, by an IP asset that it owns.
pub fn entitle(who: AccountId, root: Digest, ip: IpId) -> IpId {
	Provenance::entitle(root, &who);
	Ips::record_mint(root, who, ip);
	Ips::mint_at(ip, who)
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
		entitle(*who, *root, IpId::new(7, 1))
	}
}
