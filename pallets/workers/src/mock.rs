//! A chain with workers, and a list of models that stands in for those that are published.

use crate as pallet_workers;
use crate::*;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::ModelKind,
	models::{LoadedModel, ModelInspect},
	workers::WorkerKey,
	Digest,
};
use codec::Decode;
use core::cell::RefCell;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold, Mutate},
		LockableCurrency, WithdrawReasons,
	},
	weights::Weight,
};
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};
use std::collections::BTreeMap;

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		WorkersPallet: pallet_workers = 2,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
}

pub const ED: Balance = 10;

parameter_types! {
	pub const ExistentialDeposit: Balance = ED;
	pub const UnbondingPeriod: u64 = 30;
	pub const MinStake: Balance = 10 * UNIT;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Models = Published;
	type UnbondingPeriod = UnbondingPeriod;
	type MinStake = MinStake;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Published;
}

/// Distinguishes what is charged.
pub struct TestWeights;

impl WeightInfo for TestWeights {
	fn register() -> Weight {
		Weight::from_parts(1_000_000, 0)
	}
	fn add_stake() -> Weight {
		Weight::from_parts(2_000_000, 0)
	}
	fn unbond() -> Weight {
		Weight::from_parts(3_000_000, 0)
	}
	fn withdraw() -> Weight {
		Weight::from_parts(4_000_000, 0)
	}
	fn serve() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	fn stop_serving() -> Weight {
		Weight::from_parts(6_000_000, 0)
	}
	fn rotate_key() -> Weight {
		Weight::from_parts(7_000_000, 0)
	}
	fn deregister(m: u32) -> Weight {
		Weight::from_parts(8_000_000 + u64::from(m), 0)
	}
}

thread_local! {
	static PUBLISHED: RefCell<BTreeMap<Digest, ModelKind>> = RefCell::new(BTreeMap::new());
}

/// The models that are published.
pub struct Published;

impl ModelInspect for Published {
	fn kind(root: &Digest) -> Option<ModelKind> {
		PUBLISHED.with_borrow(|all| all.get(root).copied())
	}

	fn length(_: &Digest) -> Option<u32> {
		None
	}

	fn load(_: &Digest, _: &[Digest]) -> Result<LoadedModel, DispatchError> {
		Err(DispatchError::Unavailable)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper for Published {
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
	PUBLISHED.with_borrow_mut(|all| all.insert(root, kind));
	root
}

pub fn unpublish(root: Digest) {
	PUBLISHED.with_borrow_mut(|all| all.remove(&root));
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

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
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

/// As the dispatch of a transaction does.
pub fn in_layer<R>(act: impl FnOnce() -> Result<R, DispatchError>) -> Result<R, DispatchError> {
	frame_support::storage::with_storage_layer(act)
}

pub fn run_to(block: u64) {
	System::set_block_number(block);
}

pub fn run_for(blocks: u64) {
	run_to(System::block_number() + blocks);
}

pub fn held(who: AccountId) -> Balance {
	Balances::balance_on_hold(&HoldReason::Stake.into(), &who)
}

/// All that an account has.
pub fn wealth(who: AccountId) -> Balance {
	Balances::total_balance(&who)
}

/// Nothing of the account may be spent.
pub fn freeze(who: AccountId) {
	<Balances as LockableCurrency<_>>::set_lock(*b"all of i", &who, Balance::MAX, WithdrawReasons::all());
}

pub fn fund(who: AccountId) {
	assert_ok!(Balances::mint_into(&who, FUNDS));
}

/// Accounts 1 to 40 have funds. At block 5 with one model.
pub fn new_test_ext() -> sp_io::TestExternalities {
	PUBLISHED.take();
	publish(100, ModelKind::Model);
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (1..=40).map(|who| (who, FUNDS)).collect();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }.assimilate_storage(&mut storage).unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| System::set_block_number(5));
	ext
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		assert_ok!(WorkersPallet::do_try_state());
	});
}

/// As that, in the block after six workers have begun to serve the model.
pub fn with_workers(test: impl FnOnce()) {
	build_and_execute(|| {
		start_workers(6);
		run_for(1);
		test();
	});
}

/// As `assert_ok!`, where an expression is needed.
#[track_caller]
pub fn must(result: DispatchResult) {
	assert_eq!(result, Ok(()));
}
