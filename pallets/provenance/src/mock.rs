//! A runtime of balances and this pallet.

use crate as pallet_provenance;
use crate::*;
use atelier_primitives::chain::{currency::UNIT, Balance};
use atelier_testing::Account;
pub use frame_support::weights::Weight;
use frame_support::{parameter_types, traits::fungible::hold::Inspect};
use frame_system::EnsureRoot;
use sp_runtime::AccountId32;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Provenance: pallet_provenance = 2,
	}
);

parameter_types! {
	pub const CommitmentLifetime: u64 = COMMITMENT_LIFETIME;
	pub static Period: u64 = OPPOSITION_PERIOD;
	pub Treasury: AccountId32 = account(TREASURY);
}

pub const COMMITMENT_LIFETIME: u64 = 20;
pub const OPPOSITION_PERIOD: u64 = 50;
/// Has no funds at first.
pub const TREASURY: u8 = 200;

atelier_testing::impl_chain!(Test, AccountId32);
atelier_testing::impl_acts!(AccountId32);
atelier_testing::impl_ext!(Test, Provenance, (0..ACCOUNTS).map(account), FUNDS, || Period::set(OPPOSITION_PERIOD));

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type ArbiterOrigin = EnsureRoot<AccountId32>;
	type CommitmentLifetime = CommitmentLifetime;
	type LostBonds = Treasury;
	type OppositionPeriod = Period;
	type WeightInfo = CountedWeight;
}

atelier_testing::distinct_weights! {
	/// Weights from which a test can read what was counted.
	pub struct CountedWeight: WeightInfo {
		register(e, a) => Weight::from_parts(e, a), commit(), reveal(e, a) => Weight::from_parts(e, a),
		withdraw_commitment(), withdraw_claim(e) = 0, set_status(), attest(), revoke_attestation(), remove_claim(e) = 0,
		oppose(), withdraw_opposition(), decide(o) = 0, end_opposition(o) = 0, postpone(),
	}
}

pub const FUNDS: Balance = 1_000_000 * UNIT;
/// Accounts 0 to 19 have funds.
pub const ACCOUNTS: u8 = 20;

pub fn account(n: u8) -> AccountId32 {
	Account::numbered(n)
}

pub fn signed(n: u8) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(n))
}

/// What is held of an account for claims and for commitments.
pub fn held(n: u8) -> (Balance, Balance) {
	(held_for(n, HoldReason::Claim), held_for(n, HoldReason::Commitment))
}

/// What is held of an account for a reason.
pub fn held_for(n: u8, reason: HoldReason) -> Balance {
	Balances::balance_on_hold(&reason.into(), &account(n))
}
