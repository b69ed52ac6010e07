//! A chain with the toy engine and two classes.

mod median;

pub use median::{number, Median};

use crate as pallet_jobs;
use crate::{
	class::{BitExact, Class, Classes},
	*,
};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::{Engine, ModelKind, Prepared},
	ip::ItemId,
	models::{Adapters, LoadedModel, ModelAccess, ModelInspect, Payee, UseCollect, UseFee, UseFees},
	provenance::{Attestation, Committee},
	royalties::PaymentKind,
	workers::{WorkerKey, WorkerPair},
	Digest,
};
pub use atelier_testing::{
	engine::{files, model_bytes, Toy},
	error,
	ext::in_layer,
	jobs::refuse,
	models::Access,
	provenance::RecordCall,
	storage::{Published, Workforce},
	ED,
};
use frame_support::{
	ensure, parameter_types,
	traits::{tokens::imbalance::ResolveTo, ConstU32, Get},
	weights::Weight,
	PalletId,
};
use sp_application_crypto::Pair;
use sp_io::hashing::blake2_256;
use sp_runtime::{AccountId32, DispatchError, DispatchResult};

pub type AccountId = AccountId32;
pub type Ips = atelier_testing::Ips<Test>;
pub type Licenses = atelier_testing::Licenses<Test>;
pub type Models = atelier_testing::Models<Test>;
pub type Pool = atelier_testing::Workers<Test>;
pub type Provenance = atelier_testing::Provenance<Test>;
pub type Royalties = atelier_testing::Royalties<Test>;
pub type Traits = atelier_testing::jobs::Traits<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		JobsPallet: pallet_jobs = 2,
	}
);

atelier_testing::impl_chain!(
	Test, AccountId,
	system { type MultiBlockMigrator = Migrations; },
	balances {
		type RuntimeFreezeReason = RuntimeFreezeReason;
		type FreezeIdentifier = RuntimeFreezeReason;
		type MaxFreezes = ConstU32<1>;
	}
);
atelier_testing::impl_world!(Test, PaymentKind::Use);
atelier_testing::impl_acts!(AccountId);

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
	pub Treasury: AccountId = account(200);
	pub const JobsId: PalletId = PalletId(*b"atl/jobs");
	pub static JobFee: Balance = 300;
	pub static Window: u64 = 6;
	pub static CommitteeFloor: u8 = 3;
	/// The VRF output of each block, or nothing if blocks have none.
	pub static HasVrf: bool = true;
	pub static IsMigrating: bool = false;
	/// True if the runtime has the second class.
	pub static HasMedian: bool = false;
	/// True if neither pools nor pots take a payment.
	pub static RefusePayments: bool = false;
	pub const CommitPeriod: u64 = 4;
	pub const RevealPeriod: u64 = 4;
	pub const RandomnessPatience: u64 = 20;
	pub const Retention: u64 = 100;
	pub const MinExposure: Balance = UNIT;
	pub const MinPrice: Balance = 100;
	pub const MaxOutput: u32 = 1_000;
	pub const MaxCost: u64 = 1_000_000;
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
	type OnJobFinalized = (atelier_testing::jobs::Records<Test>, Traits);
	type Ips = Ips;
	type Revision = Ips;
	type Vrf = Vrf;
	type FeeDestination = ResolveTo<Treasury, Balances>;
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

atelier_testing::distinct_weights! {
	/// Small enough for a block.
	pub struct TestWeights: WeightInfo {
		request(b) = 12_000_000, cancel() = 13_000_000, commit() = 14_000_000, authorize_commit() = 15_000_000,
		reveal() = 16_000_000, authorize_reveal() = 17_000_000, challenge(b, u) = 18_000_000_000,
		deliver() = 19_000_000, claim_mint() = 20_000_000, prune() = 21_000_000, on_initialize() = 22_000_000,
		assign(c) = 23_000_000, end_committing(n) = 24_000_000, end_revealing(n) = 25_000_000,
		finalize(n) = 26_000_000, on_idle() = 27_000_000,
	}
}

/// Models whose fees may be refused after the transfer: what is left half done must be undone.
pub struct Registry;

impl ModelInspect for Registry {
	fn kind(root: &Digest) -> Option<ModelKind> {
		Models::kind(root)
	}

	fn length(root: &Digest) -> Option<u32> {
		Models::length(root)
	}

	fn load(model: &Digest, adapters: &[Digest]) -> Result<LoadedModel, DispatchError> {
		Models::load(model, adapters)
	}
}

impl ModelAccess<AccountId> for Registry {
	fn admit(
		who: &AccountId,
		model: &Digest,
		adapters: &Adapters,
		pass: Option<ItemId>,
	) -> Result<UseFees, DispatchError> {
		Models::admit(who, model, adapters, pass)
	}

	fn payee(root: &Digest) -> Payee {
		Models::payee(root)
	}
}

impl UseCollect<AccountId> for Registry {
	fn collect(payer: &AccountId, fee: &UseFee) -> DispatchResult {
		Models::collect(payer, fee)?;
		ensure!(!RefusePayments::get(), error::REFUSED);
		Ok(())
	}
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

/// The model that most tests use: 64 bytes out, at a cost of 500,000.
pub fn model() -> Digest {
	atelier_testing::engine::root_of(&model_bytes(64, 500_000, 0))
}

/// Accounts 1 to 40 have funds; the account of the pallet and the pool exist. At block 5 with one model.
pub fn new_test_ext() -> sp_io::TestExternalities {
	test_ext_of(1..=40)
}

/// As that, with these accounts.
pub fn test_ext_of(accounts: impl IntoIterator<Item = u8>) -> sp_io::TestExternalities {
	JobFee::set(300);
	Window::set(6);
	CommitteeFloor::set(3);
	HasVrf::set(true);
	IsMigrating::set(false);
	HasMedian::set(false);
	RefusePayments::set(false);
	let accounts = accounts.into_iter().map(|n| (account(n), FUNDS));
	let existing = [Treasury::get(), Royalties::pool(), Models::account()].map(|who| (who, ED));
	let balances =
		pallet_balances::GenesisConfig { balances: accounts.chain(existing).collect(), ..Default::default() };
	let mut ext = atelier_testing::externalities::<Test>(RuntimeGenesisConfig { balances, ..Default::default() });
	let keystore = sp_keystore::testing::MemoryKeystore::new();
	ext.register_extension(sp_keystore::KeystoreExt::new(keystore));
	ext.execute_with(|| {
		System::set_block_number(5);
		assert_eq!(Models::publish(64, 500_000, 0), model());
		Ips::create_collection(9, alice());
	});
	ext
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
	atelier_testing::run(new_test_ext(), JobsPallet::do_try_state, test)
}

/// The set-up of benchmarks: models of the toy engine.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId> for Helper {
	type Models = Models;
	type Workers = Pool;

	fn class() -> JobClass {
		JobClass::BitExact
	}

	fn model(length: u32, hundredths: u32) -> (atelier_primitives::models::ModelFiles, benchmarking::Input) {
		let cost = u64::from(hundredths) * MaxCost::get() / 100;
		(atelier_testing::engine::sized_model(length, cost), Default::default())
	}

	fn adapter(base: &Digest, length: u32, number: u32) -> atelier_primitives::models::ModelFiles {
		atelier_testing::engine::sized_adapter(base, length, number)
	}

	fn claim_by_others(_: &Digest) {}

	fn ip(who: &AccountId) -> atelier_primitives::IpId {
		Ips::mint_at(atelier_primitives::IpId::new(4, 2), who.clone())
	}

	fn collection(who: &AccountId) -> atelier_primitives::ip::CollectionId {
		Ips::empty_collection(who)
	}
}
