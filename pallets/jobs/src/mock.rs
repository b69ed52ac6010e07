//! A chain with a toy engine, two classes, and small honest stand-ins for the other pallets of Atelier.

mod median;
mod models;
mod outside;
mod pool;
mod scenario;

pub use median::{number, Median};
pub use models::*;
pub use outside::{outside, Ips, RecordCall, Royalties};
pub use pool::Pool;
pub use scenario::*;

use crate as pallet_jobs;
use crate::{
	class::{BitExact, Class, Classes},
	*,
};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::{Engine, File, ModelKind, Prepared, Recompute, RecomputeError},
	ip::{CollectionId, IpInspect, IpMint, ItemId, Metadata, Permission, TraitKey},
	jobs::{OnJobFinalized, Outcome},
	models::{length_of, LoadedModel, ModelAccess, ModelFile, ModelFiles, ModelInspect, UseFee},
	provenance::{Attestation, Committee, Generation},
	royalties::{PaymentKind, RoyaltyCollect},
	workers::{SeatTerms, WorkerKey, WorkerPair, WorkerPool},
	Digest, IpId,
};
#[cfg(feature = "runtime-benchmarks")]
use atelier_primitives::{models::BenchmarkModels, workers::BenchmarkWorkers};
use core::cell::RefCell;
use frame_support::{
	assert_ok, derive_impl, ensure, ord_parameter_types, parameter_types,
	traits::{
		fungible::{Credit, Inspect, InspectHold, Mutate},
		tokens::Preservation,
		Get, Hooks, OnUnbalanced,
	},
	weights::Weight,
	PalletId,
};
use outside::{Records, ToTreasury, Traits, OUTSIDE};
use sp_application_crypto::Pair;
use sp_io::hashing::{blake2_256, sha2_256};
use sp_runtime::{traits::IdentityLookup, AccountId32, BuildStorage, DispatchError, DispatchResult};
use std::collections::{BTreeMap, BTreeSet};

pub type AccountId = AccountId32;
type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		JobsPallet: pallet_jobs = 2,
	}
);

pub const ED: Balance = 10;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
	type MultiBlockMigrator = Migrations;
}

/// A migration that goes on while a test says so.
pub struct Migrations;

impl frame_support::migrations::MultiStepMigrator for Migrations {
	fn ongoing() -> bool {
		IsMigrating::get()
	}

	fn step() -> Weight {
		Weight::zero()
	}
}

parameter_types! {
	pub const ExistentialDeposit: Balance = ED;
	pub const JobsId: PalletId = PalletId(*b"atl/jobs");
	pub static JobFee: Balance = 300;
	pub static Window: u64 = 6;
	pub static CommitteeFloor: u8 = 3;
	/// The VRF output of each block, or nothing if blocks have none.
	pub static HasVrf: bool = true;
	pub static IsMigrating: bool = false;
	/// True if the runtime has the second class.
	pub static HasMedian: bool = false;
	/// True if the worker pool says something else of one worker than of all.
	pub static Contradicts: bool = false;
	pub const CommitPeriod: u64 = 4;
	pub const RevealPeriod: u64 = 4;
	pub const RandomnessPatience: u64 = 20;
	pub const Retention: u64 = 100;
	pub const MinExposure: Balance = UNIT;
	pub const MinPrice: Balance = 100;
	pub const MaxOutput: u32 = 1_000;
	pub const MaxCost: u64 = 1_000_000;
}

ord_parameter_types! {
	pub const Treasury: AccountId = AccountId32::new([200; 32]);
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = frame_support::traits::ConstU32<1>;
}

/// A VRF output for each block.
pub struct Vrf;

impl Get<Option<[u8; 32]>> for Vrf {
	fn get() -> Option<[u8; 32]> {
		HasVrf::get().then(|| vrf_of(System::block_number() - 1))
	}
}

pub fn vrf_of(block: u64) -> [u8; 32] {
	blake2_256(&block.to_le_bytes())
}

/// One class, or two while a test says so.
pub struct Wired;

impl Classes<Test> for Wired {
	fn of(name: JobClass) -> Option<Box<dyn Class<Test>>> {
		match HasMedian::get() {
			true => <(BitExact, Median)>::of(name),
			false => <(BitExact,)>::of(name),
		}
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Recompute = Toy;
	type Models = Registry;
	type Workers = Pool;
	type Classes = Wired;
	type OnJobFinalized = (Records, Traits);
	type Ips = Ips;
	type Royalties = Royalties;
	type Vrf = Vrf;
	type FeeDestination = ToTreasury;
	type JobFee = JobFee;
	type Window = Window;
	type CommitteeFloor = CommitteeFloor;
	type CommitPeriod = CommitPeriod;
	type RevealPeriod = RevealPeriod;
	type RandomnessPatience = RandomnessPatience;
	type Retention = Retention;
	type MinExposure = MinExposure;
	type MinPrice = MinPrice;
	type MaxOutput = MaxOutput;
	type MaxCost = MaxCost;
	type PalletId = JobsId;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Distinguishes what is charged.
pub struct TestWeights;

macro_rules! weigh {
	($($name:ident($($arg:ident),*) => $base:expr),* $(,)?) => {
		impl WeightInfo for TestWeights {
			$(fn $name($($arg: u32),*) -> Weight {
				Weight::from_parts($base $(+ u64::from($arg))*, 0)
			})*

			fn challenge(b: u32, u: u32) -> Weight {
				Weight::from_parts(18_000_000_000 + u64::from(b) + 1_000_000 * u64::from(u), 0)
			}
		}
	};
}

weigh! {
	request(b) => 12_000_000,
	cancel() => 13_000_000,
	commit() => 14_000_000,
	authorize_commit() => 15_000_000,
	reveal() => 16_000_000,
	authorize_reveal() => 17_000_000,
	deliver() => 19_000_000,
	claim_mint() => 20_000_000,
	prune() => 21_000_000,
	on_initialize() => 22_000_000,
	assign(c) => 23_000_000,
	end_committing(n) => 24_000_000,
	end_revealing(n) => 25_000_000,
	finalize(n) => 26_000_000,
	on_idle() => 27_000_000,
}

pub const FUNDS: Balance = 1_000_000 * UNIT;

pub fn account(n: u8) -> AccountId {
	AccountId32::new([n; 32])
}

pub fn alice() -> AccountId {
	account(1)
}

pub fn bob() -> AccountId {
	account(2)
}

/// Workers have the accounts from 10 on.
pub fn worker(n: u8) -> AccountId {
	account(10 + n)
}

pub fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn authorized() -> RuntimeOrigin {
	frame_system::RawOrigin::<AccountId>::Authorized.into()
}

/// The key of a worker's node.
pub fn pair_of(worker: &AccountId) -> WorkerPair {
	let seed: [u8; 32] = *worker.as_ref();
	WorkerPair::from_seed(&seed)
}

pub fn key_of(worker: &AccountId) -> WorkerKey {
	pair_of(worker).public()
}

pub const PRICE: Balance = 1_000;

pub fn order() -> Order {
	Order {
		model: model(),
		adapters: Default::default(),
		class: JobClass::BitExact,
		input: b"a cat".to_vec().try_into().unwrap(),
		seed: [5; 32],
		max_output: 100,
		price: PRICE,
		n: 3,
		m: 2,
		pass: None,
		purpose: Purpose::Work,
	}
}

/// Workers 0 to `count`, that serve the model.
pub fn start_workers(count: u8) {
	for n in 0..count {
		assert_ok!(Pool::register(&worker(n), 100 * UNIT));
		assert_ok!(Pool::serve(&worker(n), 500, 100));
	}
}

pub fn exposure(who: &AccountId) -> Balance {
	Pool::exposure(who)
}

pub fn stake(who: &AccountId) -> Balance {
	Pool::stake(who)
}

/// Accounts 1 to 40 have funds; the account of the pallet and the pool exist. At block 5 with one model.
pub fn new_test_ext() -> sp_io::TestExternalities {
	test_ext_of(1..=40)
}

/// As that, with these accounts.
pub fn test_ext_of(accounts: impl IntoIterator<Item = u8>) -> sp_io::TestExternalities {
	OUTSIDE.take();
	JobFee::set(300);
	Window::set(6);
	CommitteeFloor::set(3);
	HasVrf::set(true);
	IsMigrating::set(false);
	HasMedian::set(false);
	Contradicts::set(false);
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let existing = [Treasury::get(), Royalties::pool()];
	let balances = accounts.into_iter().map(|n| (account(n), FUNDS)).chain(existing.map(|who| (who, ED))).collect();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }.assimilate_storage(&mut storage).unwrap();
	GenesisConfig::<Test>::default().assimilate_storage(&mut storage).unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	let keystore = sp_keystore::testing::MemoryKeystore::new();
	ext.register_extension(sp_keystore::KeystoreExt::new(keystore));
	ext.execute_with(|| {
		System::set_block_number(5);
		assert_eq!(publish_model(64, 500_000, 0), model());
	});
	ext
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		assert_ok!(JobsPallet::do_try_state());
	});
}

/// As that, in the block after six workers have begun to serve the model.
pub fn with_workers(test: impl FnOnce()) {
	build_and_execute(|| {
		start_workers(6);
		next_block();
		test();
	});
}

/// As `assert_ok!`, where an expression is needed.
#[track_caller]
pub fn must(result: DispatchResult) {
	assert_eq!(result, Ok(()));
}

/// The set-up of benchmarks: models of the toy engine.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId> for Helper {
	type Models = Registry;
	type Workers = Pool;

	fn class() -> JobClass {
		JobClass::BitExact
	}

	fn model(length: u32, hundredths: u32) -> (ModelFiles, benchmarking::Input) {
		let mut bytes = model_bytes(64, u64::from(hundredths) * MaxCost::get() / 100, 77);
		bytes.resize(length as usize - 5, 0);
		(files("model", &bytes), Default::default())
	}

	fn adapter(base: &Digest, length: u32, number: u32) -> ModelFiles {
		let mut bytes = [base.as_bytes(), &number.to_le_bytes()].concat();
		bytes.resize((length as usize - 7).max(bytes.len()), 0);
		files("adapter", &bytes)
	}

	fn claim_by_others(_: &Digest) {}

	fn ip(who: &AccountId) -> IpId {
		let ip = IpId::new(4, 2);
		outside(|all| all.owners.insert(ip, who.clone()));
		ip
	}

	fn collection(_: &AccountId) -> CollectionId {
		9
	}
}
