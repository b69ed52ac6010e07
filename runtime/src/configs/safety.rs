//! The brakes: safe-mode stops everything but what ends it, tx-pause stops single calls. Governance holds both.

use crate::{
	weights, AccountId, Balance, Balances, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason,
	SafeMode, TxPause,
};
use atelier_primitives::chain::time::HOURS;
use frame_support::{
	parameter_types,
	traits::{ConstU32, Contains, InsideBoth},
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess};
use pallet_tx_pause::RuntimeCallNameOf;

/// Base call filter. Root is not filtered.
pub type CallFilter = InsideBoth<SafeMode, TxPause>;

/// Calls that stay open whatever is stopped: those that keep blocks coming and those that end the stop.
pub struct Indispensable;

impl Indispensable {
	/// Names, as tx-pause sees only names. `Utility` and `Proxy` are not among them: they would be no way around, since
	/// inner calls are filtered too, but nothing needs them.
	pub const PALLETS: [&'static [u8]; 12] = [
		b"System",
		b"Timestamp",
		b"Babe",
		b"Grandpa",
		b"Session",
		b"Preimage",
		b"Scheduler",
		b"Referenda",
		b"ConvictionVoting",
		b"Whitelist",
		b"SafeMode",
		b"TxPause",
	];

	/// Single calls of other pallets: what workers owe, since those that are kept from it would be punished for silence;
	/// and what keeps them honest meanwhile.
	pub const CALLS: [(&'static [u8], &'static [u8]); 3] =
		[(b"Jobs", b"commit"), (b"Jobs", b"reveal"), (b"Jobs", b"challenge")];

	fn is_one(pallet: &[u8], call: &[u8]) -> bool {
		Self::PALLETS.contains(&pallet) || Self::CALLS.contains(&(pallet, call))
	}
}

impl Contains<RuntimeCallNameOf<Runtime>> for Indispensable {
	fn contains((pallet, call): &RuntimeCallNameOf<Runtime>) -> bool {
		Self::is_one(pallet, call)
	}
}

impl Contains<RuntimeCall> for Indispensable {
	fn contains(call: &RuntimeCall) -> bool {
		use frame_support::traits::GetCallMetadata;
		let metadata = call.get_call_metadata();
		Self::is_one(metadata.pallet_name.as_bytes(), metadata.function_name.as_bytes())
	}
}

parameter_types! {
	/// Duration of a stop by root, in blocks, unless it is extended.
	pub const StopDuration: BlockNumber = 4 * HOURS;
	/// `None`: nobody can buy a stop of the chain with a deposit.
	pub const NoDeposit: Option<Balance> = None;
	pub const NoRelease: Option<BlockNumber> = None;
}

impl pallet_safe_mode::Config for Runtime {
	type Currency = Balances;
	type EnterDepositAmount = NoDeposit;
	type EnterDuration = StopDuration;
	type ExtendDepositAmount = NoDeposit;
	type ExtendDuration = StopDuration;
	type ForceDepositOrigin = EnsureRoot<AccountId>;
	type ForceEnterOrigin = EnsureRootWithSuccess<AccountId, StopDuration>;
	type ForceExitOrigin = EnsureRoot<AccountId>;
	type ForceExtendOrigin = EnsureRootWithSuccess<AccountId, StopDuration>;
	type Notify = ();
	type ReleaseDelay = NoRelease;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = weights::pallet_safe_mode::WeightInfo<Runtime>;
	type WhitelistedCalls = Indispensable;
}

impl pallet_tx_pause::Config for Runtime {
	type MaxNameLen = ConstU32<256>;
	type PauseOrigin = EnsureRoot<AccountId>;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type UnpauseOrigin = EnsureRoot<AccountId>;
	type WeightInfo = weights::pallet_tx_pause::WeightInfo<Runtime>;
	type WhitelistedCalls = Indispensable;
}
