//! A chain with contributions to IP assets.

use crate as pallet_contributions;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	provenance::ArtifactKind,
	Digest, IpId,
};
pub use atelier_testing::{
	error,
	storage::{Authorities, Claims, Owners, Raises},
	ED,
};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

pub use crate::{
	types::*, Contributions as Records, Curators, HoldReason, NextSequenceStart, Sequences, Submitted as Marks,
};

pub type AccountId = u64;
pub type Ips = atelier_testing::Ips<Test>;
pub type Error = pallet_contributions::Error<Test>;
pub type Event = pallet_contributions::Event<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Contributions: pallet_contributions = 2,
	}
);

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

atelier_testing::impl_chain!(Test, AccountId);
atelier_testing::impl_world!(Test);
atelier_testing::impl_acts!(AccountId);
atelier_testing::impl_ext!(Test, Contributions, [ALICE, BOB, CAROL, DAVE, EVE, STRANGER], RICH);

impl pallet_contributions::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = Ips;
	type Scores = atelier_testing::Royalties<Test>;
	type Provenance = atelier_testing::Provenance<Test>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper<AccountId> for Ips {
	fn create_ip(owner: &AccountId) -> IpId {
		mint_for_owner(*owner)
	}

	fn claim(who: &AccountId) -> Digest {
		claim(*who, 0)
	}
}

/// A new IP asset. Its creator has the authority over the scores, as in a new pool.
pub fn mint(owner: AccountId) -> IpId {
	Ips::mint_next(0, owner)
}

/// A new IP asset whose owner has the authority over the scores, whoever that is.
pub fn mint_for_owner(owner: AccountId) -> IpId {
	let ip = mint(owner);
	Authorities::<Test>::insert(ip, None::<AccountId>);
	ip
}

/// Somebody claims an artifact in the registry.
pub fn claim(who: AccountId, n: u8) -> Digest {
	let digest = Digest::Sha2_256([n; 32]);
	Claims::<Test>::insert((digest, who), ArtifactKind::Component);
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

pub fn held(who: AccountId) -> Balance {
	acts::held(HoldReason::Storage, who)
}
