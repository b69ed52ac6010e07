//! A runtime of balances and this pallet.

use crate as pallet_provenance;
use crate::{types::*, *};
use atelier_primitives::{
	chain::{currency::UNIT, Balance, Hash},
	provenance::ArtifactKind,
	Digest,
};
use frame_support::{derive_impl, parameter_types, traits::fungible::hold::Inspect};
use frame_system::EnsureRoot;
use sp_runtime::{AccountId32, BuildStorage, DispatchResult};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Provenance: pallet_provenance = 2,
	}
);

parameter_types! {
	pub const ExistentialDeposit: Balance = 10;
	pub static Unopposed: u64 = UNOPPOSED_PERIOD;
}

pub const COMMITMENT_LIFETIME: u64 = 20;
pub const UNOPPOSED_PERIOD: u64 = 50;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId32;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId32>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type RuntimeHoldReason = RuntimeHoldReason;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type ArbiterOrigin = EnsureRoot<AccountId32>;
	type CommitmentLifetime = frame_support::traits::ConstU64<COMMITMENT_LIFETIME>;
	type UnopposedPeriod = Unopposed;
	type WeightInfo = CountedWeight;
}

/// Weights from which a test can read what was counted.
pub struct CountedWeight;

impl WeightInfo for CountedWeight {
	fn register(e: u32, a: u32) -> Weight {
		Weight::from_parts(e.into(), a.into())
	}
	fn commit() -> Weight {
		Weight::zero()
	}
	fn reveal(e: u32, a: u32) -> Weight {
		Weight::from_parts(e.into(), a.into())
	}
	fn withdraw_commitment() -> Weight {
		Weight::zero()
	}
	fn withdraw_claim(e: u32) -> Weight {
		Weight::from_parts(e.into(), 0)
	}
	fn set_status() -> Weight {
		Weight::zero()
	}
	fn attest() -> Weight {
		Weight::zero()
	}
	fn revoke_attestation() -> Weight {
		Weight::zero()
	}
	fn remove_claim(e: u32) -> Weight {
		Weight::from_parts(e.into(), 0)
	}
}

pub use frame_support::weights::Weight;

pub const FUNDS: Balance = 1_000_000 * UNIT;
/// Accounts 0 to 19 have funds.
pub const ACCOUNTS: u8 = 20;

pub fn account(n: u8) -> AccountId32 {
	AccountId32::new([n; 32])
}

/// A digest for each number.
pub fn digest(n: u16) -> Digest {
	let mut bytes = [0; 32];
	bytes[..2].copy_from_slice(&n.to_be_bytes());
	Digest::Sha2_256(bytes)
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	Unopposed::set(UNOPPOSED_PERIOD);
	let balances = (0..ACCOUNTS).map(|n| (account(n), FUNDS)).collect();
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs the test, then checks the invariants.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Provenance::do_try_state().unwrap();
	});
}

pub fn run_to(block: u64) {
	System::set_block_number(block);
}

pub fn signed(n: u8) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(n))
}

/// What is held of an account for claims and for commitments.
pub fn held(n: u8) -> (Balance, Balance) {
	let held = |reason: HoldReason| Balances::balance_on_hold(&reason.into(), &account(n));
	(held(HoldReason::Claim), held(HoldReason::Commitment))
}

/// Whether the account has all that it had at the start, and nothing is held of it.
pub fn is_whole(n: u8) -> bool {
	held(n) == (0, 0) && Balances::free_balance(account(n)) == FUNDS
}

pub type Registered = Registration<AccountId32>;

/// To the claim of account 0.
pub fn edge(parent: u16, relation: Relation) -> Edge<AccountId32> {
	edge_to(parent, 0, relation)
}

pub fn edge_to(parent: u16, owner: u8, relation: Relation) -> Edge<AccountId32> {
	Edge { parent: digest(parent), owner: account(owner), relation }
}

/// A component that was derived from these parents, as account 0 claims them.
pub fn component(n: u16, parents: &[u16]) -> Registered {
	of_kind(ArtifactKind::Component, n, parents, Relation::Derivation)
}

/// A component that was derived from these claims.
pub fn derived(n: u16, parents: &[(u16, u8)]) -> Registered {
	let edges = parents.iter().map(|(parent, owner)| edge_to(*parent, *owner, Relation::Derivation));
	Registration { edges: edges.collect::<Vec<_>>().try_into().unwrap(), ..component(n, &[]) }
}

pub fn model(n: u16) -> Registered {
	of_kind(ArtifactKind::Model, n, &[], Relation::Derivation)
}

pub fn of_kind(kind: ArtifactKind, n: u16, parents: &[u16], relation: Relation) -> Registered {
	let edges = parents.iter().map(|parent| edge(*parent, relation)).collect::<Vec<_>>().try_into().unwrap();
	Registration { digest: digest(n), kind, manifest_hash: None, edges, record: None }
}

/// A work generated by model 1 with adapter 2, with a human part.
pub fn work(n: u16) -> Registered {
	let generation = Generation {
		model: digest(1),
		adapters: vec![digest(2)].try_into().unwrap(),
		effective_seed: [7; 32],
		parameters: b"steps=4".to_vec().try_into().unwrap(),
		prompt: Prompt::Commitment([8; 32]),
		outputs: vec![digest(n)].try_into().unwrap(),
		engine: None,
		c2pa_manifest: Some([9; 32]),
		iscc: vec![b"ISCC:KACT".to_vec().try_into().unwrap()].try_into().unwrap(),
		extra: Default::default(),
	};
	let human =
		HumanPart { directed: true, selected: true, edited: false, note: b"chose".to_vec().try_into().unwrap() };
	Registration {
		edges: vec![edge(1, Relation::BaseModel), edge(2, Relation::Adapter)].try_into().unwrap(),
		record: Some(Box::new(RecordInput { generation, human: Some(human) })),
		..of_kind(ArtifactKind::Work, n, &[], Relation::Input)
	}
}

/// Registers model 1 and its adapter 2, by account 0.
pub fn register_model_and_adapter() {
	register(0, model(1)).unwrap();
	register(0, of_kind(ArtifactKind::Adapter, 2, &[1], Relation::BaseModel)).unwrap();
}

pub fn register(n: u8, registration: Registered) -> DispatchResult {
	frame_support::storage::with_storage_layer(|| {
		Provenance::register(signed(n), Box::new(registration)).map(drop).map_err(|error| error.error)
	})
}

pub fn hash(n: u8, artifact: u16, salt: u8) -> Hash {
	Provenance::commitment_hash(account(n), digest(artifact), [salt; 32])
}

pub fn commit(n: u8, artifact: u16) -> DispatchResult {
	Provenance::commit(signed(n), hash(n, artifact, 0))
}

pub fn reveal(n: u8, registration: Registered) -> DispatchResult {
	frame_support::storage::with_storage_layer(|| {
		Provenance::reveal(signed(n), [0; 32], Box::new(registration)).map(drop).map_err(|error| error.error)
	})
}

pub fn withdraw(n: u8, artifact: u16) -> DispatchResult {
	frame_support::storage::with_storage_layer(|| {
		Provenance::withdraw_claim(signed(n), digest(artifact)).map(drop).map_err(|error| error.error)
	})
}

/// By the arbiter.
pub fn remove(artifact: u16, owner: u8) -> DispatchResult {
	frame_support::storage::with_storage_layer(|| {
		Provenance::remove_claim(RuntimeOrigin::root(), digest(artifact), account(owner), reason())
			.map(drop)
			.map_err(|error| error.error)
	})
}

pub fn children(artifact: u16, owner: u8) -> u32 {
	Children::<Test>::get(digest(artifact), account(owner))
}

/// The owners of the claims of an artifact, in their order.
pub fn owners(artifact: u16) -> Vec<AccountId32> {
	Claims::<Test>::get(digest(artifact)).into_iter().map(|claim| claim.owner).collect()
}

pub fn accounts(numbers: &[u8]) -> Vec<AccountId32> {
	numbers.iter().map(|n| account(*n)).collect()
}

pub fn revoked() -> Status {
	Status::Revoked { reason: reason() }
}

pub fn reason() -> Reason {
	b"stolen data".to_vec().try_into().unwrap()
}
