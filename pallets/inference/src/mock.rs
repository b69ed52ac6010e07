//! A chain with a toy engine, and small honest stand-ins for the other pallets of Atelier.

use crate as pallet_inference;
use crate::{
	crypto::{WorkerKey, WorkerPair},
	*,
};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	inference::{File, Prepared, Recompute, RecomputeError, WeightsKind},
	ip::{CollectionId, IpInspect, IpMint, IpTraits, Metadata, Permission, TraitKey, TraitValue},
	licensing::LicenseInspect,
	provenance::{ArtifactKind, Attestation, AttestationClass, Generation, ProvenanceInspect, ProvenanceRegister},
	royalties::{PaymentKind, RoyaltyCollect},
	Digest, IpId,
};
use core::cell::RefCell;
use frame_support::{
	assert_ok, derive_impl, ord_parameter_types, parameter_types,
	traits::{
		fungible::{Credit, Inspect, InspectHold, Mutate},
		tokens::Preservation,
		Get, Hooks, OnUnbalanced,
	},
	weights::Weight,
	PalletId,
};
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
		Inference: pallet_inference = 2,
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
	pub const InferenceId: PalletId = PalletId(*b"atl/infe");
	pub static JobFee: Balance = 300;
	pub static Window: u64 = 6;
	pub static CommitteeFloor: u8 = 3;
	/// The VRF output of each block, or nothing if blocks have none.
	pub static HasVrf: bool = true;
	pub static IsMigrating: bool = false;
	pub const CommitPeriod: u64 = 4;
	pub const RevealPeriod: u64 = 4;
	pub const RandomnessPatience: u64 = 20;
	pub const UnbondingPeriod: u64 = 30;
	pub const Retention: u64 = 100;
	pub const MinStake: Balance = 10 * UNIT;
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

pub struct ToTreasury;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToTreasury {
	fn on_nonzero_unbalanced(amount: Credit<AccountId, Balances>) {
		let _ = <Balances as frame_support::traits::fungible::Balanced<_>>::resolve(&Treasury::get(), amount);
	}
}

/// A model is a file `model`: the length of the output, the cost, anything. An adapter is a file `adapter`: the root of
/// its base, anything. The input `fail` is refused.
pub struct Toy;

fn only<'a>(files: &[File<'a>], path: &str) -> Option<&'a [u8]> {
	match files {
		[file] if file.path == path => Some(file.bytes),
		_ => None,
	}
}

impl Recompute for Toy {
	fn inspect(files: &[File<'_>]) -> Result<WeightsKind, RecomputeError> {
		if only(files, "model").is_some_and(|bytes| bytes.len() >= 12) {
			return Ok(WeightsKind::Model);
		}
		let adapter = only(files, "adapter").and_then(|bytes| bytes.first_chunk::<32>());
		let base = adapter.ok_or(RecomputeError::Files)?;
		Ok(WeightsKind::Adapter { base: Digest::Sha2_256(*base) })
	}

	fn prepare(model: &[File<'_>], _: &[Vec<File<'_>>], input: &[u8]) -> Result<Prepared, RecomputeError> {
		if input == b"fail" {
			return Err(RecomputeError::Input);
		}
		let bytes = only(model, "model").ok_or(RecomputeError::Files)?;
		let output_length = u32::from_le_bytes(bytes[..4].try_into().unwrap());
		let cost = u64::from_le_bytes(bytes[4..12].try_into().unwrap());
		Ok(Prepared { output_length, cost })
	}

	fn run(
		model: &[File<'_>],
		adapters: &[Vec<File<'_>>],
		seed: &[u8; 32],
		input: &[u8],
	) -> Result<Vec<u8>, RecomputeError> {
		let Prepared { output_length, .. } = Self::prepare(model, adapters, input)?;
		let mut output = blake2_256(only(model, "model").unwrap()).to_vec();
		for adapter in adapters {
			output = blake2_256(&[&output, only(adapter, "adapter").unwrap()].concat()).to_vec();
		}
		output = blake2_256(&[&output[..], seed, input].concat()).to_vec();
		Ok(output.into_iter().cycle().take(output_length as usize).collect())
	}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCall {
	pub owner: AccountId,
	pub output: Digest,
	pub generation: Generation,
	pub attestation: Attestation,
	pub age: u32,
}

type TraitCall = (AccountId, IpId, TraitKey, TraitValue);

#[derive(Default)]
pub struct Outside {
	pub entitled: BTreeMap<Digest, AccountId>,
	pub minted: BTreeMap<(Digest, AccountId), IpId>,
	pub owners: BTreeMap<IpId, AccountId>,
	pub agents: BTreeSet<(AccountId, IpId)>,
	pub licensees: BTreeSet<(AccountId, IpId)>,
	pub records: Vec<RecordCall>,
	pub traits: Vec<TraitCall>,
	pub refuse_records: bool,
	pub refuse_traits: bool,
	pub refuse_payments: bool,
}

thread_local! {
	static OUTSIDE: RefCell<Outside> = RefCell::new(Outside::default());
}

pub fn outside<R>(act: impl FnOnce(&mut Outside) -> R) -> R {
	OUTSIDE.with_borrow_mut(act)
}

pub struct Provenance;

impl ProvenanceInspect<AccountId> for Provenance {
	fn claim(digest: &Digest, who: &AccountId) -> Option<ArtifactKind> {
		outside(|all| all.records.iter().any(|call| call.output == *digest && call.owner == *who))
			.then_some(ArtifactKind::Work)
	}

	fn entitled(digest: &Digest) -> Option<AccountId> {
		outside(|all| all.entitled.get(digest).cloned())
	}
}

impl ProvenanceRegister<AccountId> for Provenance {
	fn register_generation(
		owner: &AccountId,
		output: Digest,
		generation: Generation,
		attestation: Attestation,
		age: u32,
	) -> DispatchResult {
		outside(|all| {
			if all.refuse_records {
				return Err(DispatchError::Other("no records"));
			}
			all.records.push(RecordCall { owner: owner.clone(), output, generation, attestation, age });
			Ok(())
		})
	}
}

pub struct Ips;

impl IpInspect<AccountId> for Ips {
	fn owner(ip: &IpId) -> Option<AccountId> {
		outside(|all| all.owners.get(ip).cloned())
	}

	fn creator(ip: &IpId) -> Option<AccountId> {
		Self::owner(ip)
	}

	fn collection_creator(_: CollectionId) -> Option<AccountId> {
		None
	}

	fn account(_: &IpId) -> AccountId {
		account(255)
	}

	fn is_permitted(who: &AccountId, ip: &IpId, _: Permission) -> bool {
		Self::owner(ip).as_ref() == Some(who) || outside(|all| all.agents.contains(&(who.clone(), *ip)))
	}

	fn of_claim(digest: &Digest, owner: &AccountId) -> Option<IpId> {
		outside(|all| all.minted.get(&(*digest, owner.clone())).copied())
	}
}

impl IpMint<AccountId> for Ips {
	fn mint(who: &AccountId, collection: CollectionId, digest: Digest, _: Metadata) -> Result<IpId, DispatchError> {
		Provenance::claim(&digest, who).ok_or(DispatchError::Other("no claim"))?;
		let ip = IpId::new(collection, outside(|all| all.owners.len() as u32));
		outside(|all| all.owners.insert(ip, who.clone()));
		Ok(ip)
	}
}

impl IpTraits<AccountId> for Ips {
	fn set(who: &AccountId, ip: &IpId, key: TraitKey, value: TraitValue) -> DispatchResult {
		if outside(|all| all.refuse_traits) || !Self::is_permitted(who, ip, Permission::Metadata) {
			return Err(DispatchError::Other("no traits"));
		}
		outside(|all| all.traits.push((who.clone(), *ip, key, value)));
		Ok(())
	}
}

pub struct Licenses;

impl LicenseInspect<AccountId> for Licenses {
	fn is_licensed(who: &AccountId, ip: &IpId) -> bool {
		outside(|all| all.licensees.contains(&(who.clone(), *ip)))
	}
}

pub struct Royalties;

impl Royalties {
	/// Where all payments go.
	pub fn pool() -> AccountId {
		account(201)
	}
}

impl RoyaltyCollect<AccountId> for Royalties {
	fn pay(payer: &AccountId, _: &IpId, amount: Balance, kind: PaymentKind) -> DispatchResult {
		assert_eq!(kind, PaymentKind::Use);
		Balances::transfer(payer, &Self::pool(), amount, Preservation::Preserve)?;
		// After the transfer: what is left half done must be undone.
		match outside(|all| all.refuse_payments) {
			true => Err(DispatchError::Other("no payments")),
			false => Ok(()),
		}
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Recompute = Toy;
	type Provenance = Provenance;
	type Ips = Ips;
	type Licenses = Licenses;
	type Royalties = Royalties;
	type Vrf = Vrf;
	type FeeDestination = ToTreasury;
	type JobFee = JobFee;
	type Window = Window;
	type CommitteeFloor = CommitteeFloor;
	type CommitPeriod = CommitPeriod;
	type RevealPeriod = RevealPeriod;
	type RandomnessPatience = RandomnessPatience;
	type UnbondingPeriod = UnbondingPeriod;
	type Retention = Retention;
	type MinStake = MinStake;
	type MinExposure = MinExposure;
	type MinPrice = MinPrice;
	type MaxOutput = MaxOutput;
	type MaxCost = MaxCost;
	type PalletId = InferenceId;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Distinguishes what is charged.
pub struct TestWeights;

impl WeightInfo for TestWeights {
	fn publish_weights(b: u32) -> Weight {
		Weight::from_parts(1_000_000 + u64::from(b), 0)
	}
	fn set_model_terms() -> Weight {
		Weight::from_parts(2_000_000, 0)
	}
	fn clear_model_terms() -> Weight {
		Weight::from_parts(3_000_000, 0)
	}
	fn register_worker() -> Weight {
		Weight::from_parts(4_000_000, 0)
	}
	fn add_stake() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	fn unbond() -> Weight {
		Weight::from_parts(6_000_000, 0)
	}
	fn withdraw() -> Weight {
		Weight::from_parts(7_000_000, 0)
	}
	fn serve() -> Weight {
		Weight::from_parts(8_000_000, 0)
	}
	fn stop_serving() -> Weight {
		Weight::from_parts(9_000_000, 0)
	}
	fn rotate_key() -> Weight {
		Weight::from_parts(10_000_000, 0)
	}
	fn deregister_worker(m: u32) -> Weight {
		Weight::from_parts(11_000_000 + u64::from(m), 0)
	}
	fn request(b: u32) -> Weight {
		Weight::from_parts(12_000_000 + u64::from(b), 0)
	}
	fn cancel() -> Weight {
		Weight::from_parts(13_000_000, 0)
	}
	fn commit() -> Weight {
		Weight::from_parts(14_000_000, 0)
	}
	fn authorize_commit() -> Weight {
		Weight::from_parts(15_000_000, 0)
	}
	fn reveal() -> Weight {
		Weight::from_parts(16_000_000, 0)
	}
	fn authorize_reveal() -> Weight {
		Weight::from_parts(17_000_000, 0)
	}
	fn challenge(b: u32, u: u32) -> Weight {
		Weight::from_parts(18_000_000_000 + u64::from(b) + 1_000_000 * u64::from(u), 0)
	}
	fn record() -> Weight {
		Weight::from_parts(19_000_000, 0)
	}
	fn claim_mint() -> Weight {
		Weight::from_parts(20_000_000, 0)
	}
	fn prune() -> Weight {
		Weight::from_parts(21_000_000, 0)
	}
	fn on_initialize() -> Weight {
		Weight::from_parts(22_000_000, 0)
	}
	fn assign(c: u32) -> Weight {
		Weight::from_parts(23_000_000 + u64::from(c), 0)
	}
	fn end_committing(n: u32) -> Weight {
		Weight::from_parts(24_000_000 + u64::from(n), 0)
	}
	fn end_revealing(n: u32) -> Weight {
		Weight::from_parts(25_000_000 + u64::from(n), 0)
	}
	fn finalize(n: u32) -> Weight {
		Weight::from_parts(26_000_000 + u64::from(n), 0)
	}
	fn on_idle() -> Weight {
		Weight::from_parts(27_000_000, 0)
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

/// Publishes the models.
pub fn publisher() -> AccountId {
	account(3)
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

pub fn file(path: &str, bytes: &[u8]) -> WeightsFile {
	WeightsFile { path: path.as_bytes().to_vec().try_into().unwrap(), bytes: bytes.to_vec().try_into().unwrap() }
}

pub fn files(list: &[(&str, &[u8])]) -> WeightsFiles {
	list.iter().map(|(path, bytes)| file(path, bytes)).collect::<Vec<_>>().try_into().unwrap()
}

pub fn model_bytes(output_length: u32, cost: u64, salt: u8) -> Vec<u8> {
	[&output_length.to_le_bytes()[..], &cost.to_le_bytes(), &[salt]].concat()
}

/// The root of a folder with this one file.
pub fn root_of(bytes: &[u8]) -> Digest {
	Digest::Sha2_256(sha2_256(&sha2_256(bytes)))
}

/// The model that most tests use: 64 bytes out, at a cost of 500,000.
pub fn model() -> Digest {
	root_of(&model_bytes(64, 500_000, 0))
}

pub fn publish_model(output_length: u32, cost: u64, salt: u8) -> Digest {
	let bytes = model_bytes(output_length, cost, salt);
	Inference::do_publish_weights(publisher(), WeightsKind::Model, files(&[("model", &bytes)])).unwrap()
}

pub fn publish_adapter(base: Digest, salt: u8) -> Digest {
	let bytes = [base.as_bytes(), &[salt]].concat();
	let kind = WeightsKind::Adapter { base };
	Inference::do_publish_weights(publisher(), kind, files(&[("adapter", &bytes)])).unwrap()
}

pub const PRICE: Balance = 1_000;

pub fn order() -> Order {
	Order {
		model: model(),
		adapters: Default::default(),
		class: AttestationClass::BitExact,
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
		let who = worker(n);
		assert_ok!(Inference::register_worker(signed(&who), key_of(&who), 100 * UNIT));
		assert_ok!(Inference::serve(signed(&who), model(), 500, 100));
	}
}

/// Orders, and returns the name of the job.
pub fn request(who: &AccountId, order: Order) -> JobHash {
	let hash = Inference::job_hash(who, NextNonce::<Test>::get(), &order);
	assert_ok!(Inference::request(signed(who), Box::new(order), 0));
	hash
}

pub fn job(hash: JobHash) -> JobOf<Test> {
	Jobs::<Test>::get(hash).unwrap()
}

/// The true answer.
pub fn honest(hash: JobHash) -> Answer {
	let order = Orders::<Test>::get(hash).unwrap();
	let seed = Inference::effective_seed(&order, &job(hash).requester);
	let loaded = Inference::load(&order.model, &order.adapters).unwrap();
	let output = loaded.with::<Test, _>(|model, adapters| Toy::run(model, adapters, &seed, &order.input)).unwrap();
	Answer { root: Digest::Sha2_256(sha2_256(&output)), length: output.len() as u32 }
}

/// A wrong answer of the right length.
pub fn lie(n: u8) -> Answer {
	Answer { root: Digest::Sha2_256([n; 32]), length: 64 }
}

/// Those of the present committee.
pub fn committee(hash: JobHash) -> Vec<AccountId> {
	job(hash).committee().map(|seat| seat.worker.clone()).collect()
}

pub const SALT: [u8; 32] = [9; 32];

pub fn commit(hash: JobHash, worker: &AccountId, answer: &Answer) -> DispatchResult {
	let round = job(hash).round;
	let commitment = crypto::commitment(&hash, round, worker, answer, &SALT);
	let payload = crypto::commit_payload(Inference::genesis(), &hash, round, worker, &commitment);
	let signature = pair_of(worker).sign(&payload);
	in_layer(|| Inference::commit(authorized(), hash, round, worker.clone(), commitment, signature))
}

pub fn reveal(hash: JobHash, worker: &AccountId, answer: &Answer) -> DispatchResult {
	let round = job(hash).round;
	let payload = crypto::reveal_payload(Inference::genesis(), &hash, round, worker, answer, &SALT);
	let signature = pair_of(worker).sign(&payload);
	let Answer { root, length } = *answer;
	in_layer(|| Inference::reveal(authorized(), hash, round, worker.clone(), root, length, SALT, signature))
}

pub fn challenge(who: &AccountId, hash: JobHash, root: Digest) -> DispatchResult {
	in_layer(|| Inference::challenge(signed(who), hash, root).map(drop).map_err(|error| error.error))
}

/// As the dispatch of a transaction does.
pub fn in_layer(act: impl FnOnce() -> DispatchResult) -> DispatchResult {
	frame_support::storage::with_storage_layer(act)
}

pub fn next_block() {
	let next = System::block_number() + 1;
	Inference::on_idle(next - 1, Weight::MAX);
	System::set_block_number(next);
	Inference::on_initialize(next);
}

pub fn run_to(block: u64) {
	while System::block_number() < block {
		next_block();
	}
}

pub fn run_for(blocks: u64) {
	run_to(System::block_number() + blocks);
}

/// Lets the job get its committee.
pub fn assign(hash: JobHash) -> Vec<AccountId> {
	run_for(3);
	assert_eq!(job(hash).phase, Phase::Committing);
	committee(hash)
}

/// All of the committee commit to these answers, in its order, and reveal them.
pub fn answer(hash: JobHash, answers: &[Answer]) {
	let workers = committee(hash);
	assert_eq!(workers.len(), answers.len());
	workers.iter().zip(answers).for_each(|(worker, answer)| must(commit(hash, worker, answer)));
	workers.iter().zip(answers).for_each(|(worker, answer)| must(reveal(hash, worker, answer)));
}

pub fn held(reason: HoldReason, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

/// All that an account has.
pub fn wealth(who: &AccountId) -> Balance {
	Balances::total_balance(who)
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
		assert_ok!(Inference::do_try_state());
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

/// What the benchmarks need: models of the toy engine.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId> for Helper {
	fn model(length: u32, hundredths: u32) -> (WeightsFiles, benchmarking::Input) {
		let mut bytes = model_bytes(64, u64::from(hundredths) * MaxCost::get() / 100, 77);
		bytes.resize(length as usize - 5, 0);
		(files(&[("model", &bytes)]), Default::default())
	}

	fn adapter(base: &Digest, length: u32, number: u32) -> WeightsFiles {
		let mut bytes = [base.as_bytes(), &number.to_le_bytes()].concat();
		bytes.resize((length as usize - 7).max(bytes.len()), 0);
		files(&[("adapter", &bytes)])
	}

	fn entitle(who: &AccountId, root: &Digest) -> IpId {
		let ip = IpId::new(7, 1);
		outside(|all| {
			all.entitled.insert(*root, who.clone());
			all.minted.insert((*root, who.clone()), ip);
			all.owners.insert(ip, who.clone());
		});
		ip
	}

	fn ip(who: &AccountId) -> IpId {
		let ip = IpId::new(4, 2);
		outside(|all| all.owners.insert(ip, who.clone()));
		ip
	}

	fn claim_by_others(_: &Digest) {}

	fn collection(_: &AccountId) -> CollectionId {
		9
	}
}
