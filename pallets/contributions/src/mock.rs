//! A runtime with honest stand-ins for IP assets, pools and the registry. All their state is in storage, so that
//! `assert_noop!` sees it.

use crate as pallet_contributions;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{CollectionId, IpInspect, Permission},
	provenance::{ArtifactKind, ProvenanceInspect},
	royalties::{ScoreInspect, ScoreMutate},
	Digest, IpId,
};
use frame_support::{assert_ok, derive_impl, parameter_types};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult, Storage};
use std::sync::LazyLock;

pub use crate::{
	types::*, Contributions as Records, Curators, HoldReason, NextSequenceStart, Sequences, Submitted as Marks,
};
pub use world::{Authorities, Claims, Owners, Raises};

pub type AccountId = u64;
pub type Error = pallet_contributions::Error<Test>;
pub type Event = pallet_contributions::Event<Test>;

/// IP assets, scores and claims.
#[frame_support::pallet]
pub mod world {
	use super::AccountId;
	use atelier_primitives::{Digest, IpId};
	use frame_support::pallet_prelude::*;

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::pallet]
	#[pallet::without_storage_info]
	pub struct Pallet<T>(_);

	#[pallet::storage]
	pub type Owners<T: Config> = StorageMap<_, Blake2_128Concat, IpId, AccountId>;

	/// Who may change scores; without an entry, the owner.
	#[pallet::storage]
	pub type Authorities<T: Config> = StorageMap<_, Blake2_128Concat, IpId, AccountId>;

	/// Raises that were proposed: by whom, where, for whom, by how much.
	#[pallet::storage]
	pub type Raises<T: Config> = StorageValue<_, Vec<(AccountId, IpId, AccountId, u64)>, ValueQuery>;

	#[pallet::storage]
	pub type Claims<T: Config> = StorageMap<_, Blake2_128Concat, (Digest, AccountId), ()>;
}

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		World: world = 2,
		Contributions: pallet_contributions = 3,
	}
);

pub const ED: Balance = 10;
pub const RICH: Balance = 1_000_000 * UNIT;

/// The authority of most tests.
pub const ALICE: AccountId = 1;
/// The contributor of most tests.
pub const BOB: AccountId = 2;
pub const CAROL: AccountId = 3;
pub const DAVE: AccountId = 4;
pub const EVE: AccountId = 5;
/// Rich, and concerned with nothing.
pub const STRANGER: AccountId = 9;
pub const POOR: AccountId = 99;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

parameter_types! {
	pub const ExistentialDeposit: Balance = ED;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type AccountStore = System;
	type ExistentialDeposit = ExistentialDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
}

impl world::Config for Test {}

impl pallet_contributions::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = World;
	type Scores = World;
	type Provenance = World;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

impl IpInspect<AccountId> for World {
	fn owner(ip: &IpId) -> Option<AccountId> {
		Owners::<Test>::get(ip)
	}

	fn creator(ip: &IpId) -> Option<AccountId> {
		Owners::<Test>::get(ip)
	}

	fn collection_creator(_: CollectionId) -> Option<AccountId> {
		None
	}

	fn account(_: &IpId) -> AccountId {
		AccountId::MAX
	}

	fn is_permitted(who: &AccountId, ip: &IpId, _: Permission) -> bool {
		Self::owner(ip).as_ref() == Some(who)
	}
}

impl ScoreInspect<AccountId> for World {
	fn score(_: &IpId, _: &AccountId) -> u64 {
		0
	}

	fn total_score(_: &IpId) -> u128 {
		0
	}

	fn authority(ip: &IpId) -> Option<AccountId> {
		Authorities::<Test>::get(ip)
	}
}

impl ScoreMutate<AccountId> for World {
	fn propose_raise(proposer: &AccountId, ip: &IpId, who: &AccountId, by: u64) -> DispatchResult {
		let authority = Self::authority(ip).or_else(|| Self::owner(ip));
		frame_support::ensure!(authority.as_ref() == Some(proposer), DispatchError::Other("no authority"));
		frame_support::ensure!(by < 1_000, DispatchError::Other("too much"));
		Raises::<Test>::append((proposer, ip, who, by));
		Ok(())
	}
}

impl ProvenanceInspect<AccountId> for World {
	fn claim(digest: &Digest, who: &AccountId) -> Option<ArtifactKind> {
		Claims::<Test>::get((digest, who)).map(|()| ArtifactKind::Component)
	}

	fn entitled(_: &Digest) -> Option<AccountId> {
		None
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper<AccountId> for World {
	fn create_ip(owner: &AccountId) -> IpId {
		let ip = mint(*owner);
		Authorities::<Test>::remove(ip);
		ip
	}

	fn claim(who: &AccountId) -> Digest {
		claim(*who, 0)
	}
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	// Built once: random tests start hundreds of times.
	static GENESIS: LazyLock<Storage> = LazyLock::new(|| {
		let balances = [ALICE, BOB, CAROL, DAVE, EVE, STRANGER].map(|who| (who, RICH)).to_vec();
		let balances = pallet_balances::GenesisConfig { balances, ..Default::default() };
		RuntimeGenesisConfig { balances, ..Default::default() }.build_storage().unwrap()
	});
	let mut ext = sp_io::TestExternalities::new(GENESIS.clone());
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		assert_ok!(Contributions::do_try_state());
	});
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// A new IP asset. Its creator has the authority over the scores, as in a new pool.
pub fn mint(owner: AccountId) -> IpId {
	let ip = IpId::new(0, Owners::<Test>::iter().count() as u32);
	Owners::<Test>::insert(ip, owner);
	Authorities::<Test>::insert(ip, owner);
	ip
}

/// A new IP asset whose owner has the authority over the scores, whoever that is.
pub fn mint_for_owner(owner: AccountId) -> IpId {
	let ip = mint(owner);
	Authorities::<Test>::remove(ip);
	ip
}

/// Somebody claims an artifact in the registry.
pub fn claim(who: AccountId, n: u8) -> Digest {
	let digest = Digest::Sha2_256([n; 32]);
	Claims::<Test>::insert((digest, who), ());
	digest
}

/// Somebody submits an artifact.
pub fn submit(authority: AccountId, who: AccountId, ip: IpId, digest: Digest) -> DispatchResult {
	let role = b"palette".to_vec().try_into().unwrap();
	let human = b"chose every color by hand".to_vec().try_into().unwrap();
	Contributions::submit(signed(who), authority, ip, digest, role, human)
}

/// An IP asset of Alice, and a contribution of Bob to it: number 0.
pub fn submitted() -> IpId {
	let ip = mint(ALICE);
	assert_ok!(submit(ALICE, BOB, ip, claim(BOB, 1)));
	ip
}

pub fn balance(who: AccountId) -> Balance {
	Balances::free_balance(who)
}

pub fn held(who: AccountId) -> Balance {
	use frame_support::traits::fungible::hold::Inspect;
	Balances::balance_on_hold(&HoldReason::Storage.into(), &who)
}

pub fn last_event() -> RuntimeEvent {
	System::events().pop().unwrap().event
}
