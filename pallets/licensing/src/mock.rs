//! A runtime with licensing.

use crate as pallet_licensing;
use crate::*;
use atelier_primitives::{chain::Balance, royalties::PaymentKind};
pub use atelier_testing::{
	storage::{Agents, Owners, Received, Revisions, Stacks},
	ED as EXISTENTIAL_DEPOSIT,
};
use frame_support::PalletId;

pub type AccountId = u64;
pub type Terms = LicenseTerms<u64>;
pub type Error = pallet_licensing::Error<Test>;
pub type Event = pallet_licensing::Event<Test>;
pub type Ips = atelier_testing::Ips<Test>;
pub type Royalties = atelier_testing::Royalties<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Licensing: pallet_licensing,
	}
);

atelier_testing::impl_chain!(Test, AccountId, balances {
	type FreezeIdentifier = u8;
	type MaxFreezes = frame_support::traits::ConstU32<1>;
});
atelier_testing::impl_world!(Test, PaymentKind::License);
atelier_testing::impl_acts!(AccountId);

frame_support::parameter_types! {
	pub const LicensingId: PalletId = PalletId(*b"atl/lice");
	pub const RequestLifetime: u64 = 30;
	pub const FloorDelay: u64 = 5;
}

impl pallet_licensing::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = Ips;
	type Pools = Royalties;
	type Mint = Ips;
	type Royalties = Royalties;
	type OnDerivative = Royalties;
	type Scores = Royalties;
	type Revision = Ips;
	type PalletId = LicensingId;
	type RequestLifetime = RequestLifetime;
	type FloorDelay = FloorDelay;
	type WeightInfo = Weights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

atelier_testing::distinct_weights! {
	pub struct Weights: WeightInfo {
		register_terms(u), remove_terms(), attach_terms(), detach_terms(), set_disabled(), mint_license(),
		transfer_license(), burn_license(), approve_derivative(), revoke_approval(),
		register_derivative(t, l, c, a), mint_derivative(t, l, a), approve_link(), revoke_link_approval(),
		approve_commercialization(), commercialize(p), request_approval(), set_license_floor(),
	}
}

/// The account that all pools have their money in.
pub const POOL: AccountId = 250;

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const CHARLIE: AccountId = 3;
/// Has no money.
pub const POOR: AccountId = 4;

/// What Alice, Bob and Charlie have at first.
pub const RICHES: Balance = 1_000_000 * atelier_primitives::chain::currency::UNIT;

pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut balances = atelier_testing::funded::<Test>([ALICE, BOB, CHARLIE], RICHES);
	balances.balances.push((POOL, EXISTENTIAL_DEPOSIT));
	atelier_testing::externalities::<Test>(RuntimeGenesisConfig { balances, ..Default::default() })
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute<Output>(test: impl FnOnce() -> Output) -> Output {
	atelier_testing::run(new_test_ext(), Licensing::do_try_state, test)
}

/// What is held of an account for requested approvals.
pub fn held_fees(who: AccountId) -> Balance {
	acts::held(HoldReason::Fee, who)
}

/// What is held of an account for what it has in storage.
pub fn held(who: AccountId) -> Balance {
	acts::held(HoldReason::Storage, who)
}
