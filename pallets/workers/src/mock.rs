//! A chain with workers, and the models that they serve.

use crate as pallet_workers;
use crate::*;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::ModelKind,
	workers::WorkerKey,
	Digest,
};
pub use atelier_testing::{ext::in_layer, ED};
use codec::Decode;
use frame_support::{assert_ok, parameter_types};
use sp_runtime::DispatchResult;

pub type AccountId = u64;
pub type Models = atelier_testing::Models<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		WorkersPallet: pallet_workers = 2,
	}
);

atelier_testing::impl_chain!(Test, AccountId);
atelier_testing::impl_world!(Test);
atelier_testing::impl_acts!(AccountId);
atelier_testing::impl_ext!(Test, WorkersPallet, 1..=40, FUNDS, || {
	run_to(5);
	publish(100, ModelKind::Model);
});

parameter_types! {
	pub const UnbondingPeriod: u64 = 30;
	pub const MinStake: Balance = 10 * UNIT;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Models = Models;
	type UnbondingPeriod = UnbondingPeriod;
	type MinStake = MinStake;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Models;
}

atelier_testing::distinct_weights! {
	pub struct TestWeights: WeightInfo {
		register(), add_stake(), unbond(), withdraw(), serve(), stop_serving(), rotate_key(), deregister(m),
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper for Models {
	fn model() -> Digest {
		model()
	}
}

/// The model that most tests use.
pub fn model() -> Digest {
	Digest::Sha2_256([100; 32])
}

pub fn publish(byte: u8, kind: ModelKind) -> Digest {
	let root = Digest::Sha2_256([byte; 32]);
	Models::pretend(root, kind, Default::default());
	root
}

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
/// Has nothing.
pub const POOR: AccountId = 99;
pub const FUNDS: Balance = 1_000_000 * UNIT;

/// Workers have the accounts from 10 on.
pub fn worker(n: u8) -> AccountId {
	10 + u64::from(n)
}

/// The key of a worker's node.
pub fn key_of(worker: AccountId) -> WorkerKey {
	WorkerKey::decode(&mut &[worker as u8; 32][..]).unwrap()
}

pub fn register(n: u8, stake: Balance) -> DispatchResult {
	in_layer(|| WorkersPallet::register(signed(worker(n)), key_of(worker(n)), stake))
}

pub fn serve(n: u8, root: Digest) -> DispatchResult {
	in_layer(|| WorkersPallet::serve(signed(worker(n)), root, 500, 100))
}

/// Workers 0 to `count`, that serve the model.
pub fn start_workers(count: u8) {
	for n in 0..count {
		assert_ok!(register(n, 100 * UNIT));
		assert_ok!(serve(n, model()));
	}
}

pub fn record(n: u8) -> WorkerOf<Test> {
	WorkersPallet::worker(worker(n)).unwrap()
}

pub fn held(who: AccountId) -> Balance {
	acts::held(HoldReason::Stake, who)
}

/// As that, in the block after six workers have begun to serve the model.
pub fn with_workers(test: impl FnOnce()) {
	build_and_execute(|| {
		start_workers(6);
		run_for(1);
		test();
	});
}
