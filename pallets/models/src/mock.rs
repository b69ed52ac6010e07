//! A chain with a toy engine, and small honest stand-ins for the registries of claims, IP assets and licenses.

use crate as pallet_models;
use crate::*;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::{Engine, File, ModelKind, Prepared, Recompute, RecomputeError},
	ip::{CollectionId, IpInspect, Permission},
	licensing::LicenseInspect,
	models::{ModelFile, ModelFiles},
	provenance::{ArtifactKind, ProvenanceInspect},
	Digest, IpId,
};
use core::cell::RefCell;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::fungible::{Inspect, InspectHold},
	weights::Weight,
};
use sp_io::hashing::sha2_256;
use sp_runtime::{BuildStorage, DispatchResult};
use std::collections::{BTreeMap, BTreeSet};

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		ModelsPallet: pallet_models = 2,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
}

parameter_types! {
	pub const ExistentialDeposit: Balance = 10;
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
	type Recompute = Toy;
	type Provenance = Outside;
	type Ips = Outside;
	type Licenses = Outside;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Distinguishes what is charged.
pub struct TestWeights;

impl WeightInfo for TestWeights {
	fn publish(b: u32) -> Weight {
		Weight::from_parts(1_000_000 + u64::from(b), 0)
	}
	fn set_terms() -> Weight {
		Weight::from_parts(2_000_000, 0)
	}
	fn clear_terms() -> Weight {
		Weight::from_parts(3_000_000, 0)
	}
}

/// A model is a file `model` of 12 bytes or more. An adapter is a file `adapter`: the root of its base, anything. A file
/// `input` makes it complain of an input.
pub struct Toy;

fn only<'a>(files: &[File<'a>], path: &str) -> Option<&'a [u8]> {
	match files {
		[file] if file.path == path => Some(file.bytes),
		_ => None,
	}
}

impl Recompute for Toy {
	fn engine() -> Engine {
		<()>::engine()
	}

	fn inspect(files: &[File<'_>]) -> Result<ModelKind, RecomputeError> {
		if only(files, "input").is_some() {
			return Err(RecomputeError::Input);
		}
		if only(files, "model").is_some_and(|bytes| bytes.len() >= 12) {
			return Ok(ModelKind::Model);
		}
		let adapter = only(files, "adapter").and_then(|bytes| bytes.first_chunk::<32>());
		let base = adapter.ok_or(RecomputeError::Files)?;
		Ok(ModelKind::Adapter { base: Digest::Sha2_256(*base) })
	}

	fn prepare(_: &[File<'_>], _: &[Vec<File<'_>>], _: &[u8]) -> Result<Prepared, RecomputeError> {
		Err(RecomputeError::Input)
	}

	fn run(_: &[File<'_>], _: &[Vec<File<'_>>], _: &[u8; 32], _: &[u8]) -> Result<Vec<u8>, RecomputeError> {
		Err(RecomputeError::Input)
	}
}

/// The registries of other pallets.
#[derive(Default)]
pub struct Outside {
	pub entitled: BTreeMap<Digest, AccountId>,
	pub minted: BTreeMap<(Digest, AccountId), IpId>,
	pub owners: BTreeMap<IpId, AccountId>,
	pub agents: BTreeSet<(AccountId, IpId)>,
	pub licensees: BTreeSet<(AccountId, IpId)>,
}

thread_local! {
	static OUTSIDE: RefCell<Outside> = RefCell::new(Outside::default());
}

pub fn outside<R>(act: impl FnOnce(&mut Outside) -> R) -> R {
	OUTSIDE.with_borrow_mut(act)
}

impl ProvenanceInspect<AccountId> for Outside {
	fn claim(_: &Digest, _: &AccountId) -> Option<ArtifactKind> {
		None
	}

	fn entitled(digest: &Digest) -> Option<AccountId> {
		outside(|all| all.entitled.get(digest).copied())
	}
}

impl IpInspect<AccountId> for Outside {
	fn owner(ip: &IpId) -> Option<AccountId> {
		outside(|all| all.owners.get(ip).copied())
	}

	fn creator(ip: &IpId) -> Option<AccountId> {
		Self::owner(ip)
	}

	fn collection_creator(_: CollectionId) -> Option<AccountId> {
		None
	}

	fn account(_: &IpId) -> AccountId {
		255
	}

	fn is_permitted(who: &AccountId, ip: &IpId, permission: Permission) -> bool {
		assert_eq!(permission, Permission::License);
		Self::owner(ip) == Some(*who) || outside(|all| all.agents.contains(&(*who, *ip)))
	}

	fn of_claim(digest: &Digest, owner: &AccountId) -> Option<IpId> {
		outside(|all| all.minted.get(&(*digest, *owner)).copied())
	}
}

impl LicenseInspect<AccountId> for Outside {
	fn is_licensed(who: &AccountId, ip: &IpId) -> bool {
		outside(|all| all.licensees.contains(&(*who, *ip)))
	}
}

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
/// Publishes the models.
pub const PUBLISHER: AccountId = 3;
/// Has nothing.
pub const POOR: AccountId = 99;
pub const FUNDS: Balance = 1_000_000 * UNIT;

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn file(path: &str, bytes: &[u8]) -> ModelFile {
	ModelFile { path: path.as_bytes().to_vec().try_into().unwrap(), bytes: bytes.to_vec().try_into().unwrap() }
}

pub fn files(list: &[(&str, &[u8])]) -> ModelFiles {
	list.iter().map(|(path, bytes)| file(path, bytes)).collect::<Vec<_>>().try_into().unwrap()
}

pub fn model_bytes(salt: u8) -> Vec<u8> {
	[&[7; 12][..], &[salt]].concat()
}

/// The root of a folder with this one file.
pub fn root_of(bytes: &[u8]) -> Digest {
	Digest::Sha2_256(sha2_256(&sha2_256(bytes)))
}

/// The model that most tests use.
pub fn model() -> Digest {
	root_of(&model_bytes(0))
}

pub fn publish_model(salt: u8) -> Digest {
	ModelsPallet::do_publish(PUBLISHER, ModelKind::Model, files(&[("model", &model_bytes(salt))])).unwrap()
}

pub fn publish_adapter(base: Digest, salt: u8) -> Digest {
	let bytes = [base.as_bytes(), &[salt]].concat();
	ModelsPallet::do_publish(PUBLISHER, ModelKind::Adapter { base }, files(&[("adapter", &bytes)])).unwrap()
}

/// Makes Bob entitled to the income of the model, by an IP asset that it owns, and sets terms.
pub fn set_terms(fee: Balance, access: Access) -> IpId {
	let ip = entitle(BOB, model());
	assert_ok!(ModelsPallet::set_terms(signed(BOB), model(), ip, fee, access));
	ip
}

/// Makes an account entitled to the income of a model.
pub fn entitle(who: AccountId, root: Digest) -> IpId {
	let ip = IpId::new(7, 1);
	outside(|all| {
		all.entitled.insert(root, who);
		all.minted.insert((root, who), ip);
		all.owners.insert(ip, who);
	});
	ip
}

pub fn held(reason: HoldReason, who: AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), &who)
}

/// All that an account has.
pub fn wealth(who: AccountId) -> Balance {
	Balances::total_balance(&who)
}

/// As the dispatch of a transaction does.
pub fn in_layer(act: impl FnOnce() -> DispatchResult) -> DispatchResult {
	frame_support::storage::with_storage_layer(act)
}

/// Accounts 1 to 10 have funds. At block 5 with one model.
pub fn new_test_ext() -> sp_io::TestExternalities {
	OUTSIDE.take();
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (1..=10).map(|who| (who, FUNDS)).collect();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }.assimilate_storage(&mut storage).unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(5);
		assert_eq!(publish_model(0), model());
	});
	ext
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		assert_ok!(ModelsPallet::do_try_state());
	});
}

/// Benchmark fixtures: models of the toy engine.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId> for Helper {
	fn model(length: u32) -> ModelFiles {
		let mut bytes = model_bytes(77);
		bytes.resize(length as usize - 5, 0);
		files(&[("model", &bytes)])
	}

	fn adapter(base: &Digest, length: u32) -> ModelFiles {
		let mut bytes = base.as_bytes().to_vec();
		bytes.resize((length as usize - 7).max(bytes.len()), 0);
		files(&[("adapter", &bytes)])
	}

	fn entitle(who: &AccountId, root: &Digest) -> IpId {
		entitle(*who, *root)
	}
}
