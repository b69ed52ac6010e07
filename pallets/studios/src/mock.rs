//! A chain with the real scheduler.

use crate as pallet_studios;
#[cfg(feature = "runtime-benchmarks")]
use crate::tests::scenario::{mint, remark, set_score};
use crate::*;
use atelier_primitives::chain::{currency::UNIT, Balance};
use frame_support::{
	parameter_types,
	traits::{Contains, EqualPrivilegeOnly, Hooks, VariantCountOf},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;

/// Long enough for accounts of studios that differ.
pub type AccountId = u128;
pub type Ips = atelier_testing::Ips<Test>;
pub type Royalties = atelier_testing::Royalties<Test>;
pub type Error = pallet_studios::Error<Test>;
pub type Event = pallet_studios::Event<Test>;
pub type StudiosCall = pallet_studios::Call<Test>;

pub use crate::{
	types::*, Calls, Enacting, FollowerOf, HoldReason, Invitations, Members, NextStudio, OpenProposals, Places,
	Proposals, StudioOfAccount, Studios as Records,
};
pub use atelier_testing::{
	storage::{Authorities, Owners, Scores},
	ED,
};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Utility: pallet_utility = 2,
		Preimage: pallet_preimage = 3,
		Scheduler: pallet_scheduler = 4,
		Studios: pallet_studios = 5,
	}
);

pub const RICH: Balance = 1_000_000 * UNIT;

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const CAROL: AccountId = 3;
pub const DAVE: AccountId = 4;
pub const EVE: AccountId = 5;
/// Rich, and no member of anything.
pub const STRANGER: AccountId = 9;
pub const POOR: AccountId = 99;

atelier_testing::impl_chain!(
	Test, AccountId,
	system { type BaseCallFilter = ChainFilter; },
	balances {
		type RuntimeFreezeReason = RuntimeFreezeReason;
		type FreezeIdentifier = RuntimeFreezeReason;
		type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	}
);
atelier_testing::impl_world!(Test);
atelier_testing::impl_acts!(AccountId);
atelier_testing::impl_ext!(Test, Studios, [ALICE, BOB, CAROL, DAVE, EVE, STRANGER], RICH, || {
	MaxMembers::set(1_000);
	MaxOpenProposals::set(128);
	MaxOwnProposals::set(64);
	Strict::set(false);
	Paused::set(false);
	MaximumSchedulerWeight::set(Weight::from_parts(1_000_000_000_000, u64::MAX));
});

parameter_types! {
	pub const StudiosPalletId: PalletId = PalletId(*b"atl/stud");
	pub static MaximumSchedulerWeight: Weight = Weight::from_parts(1_000_000_000_000, u64::MAX);
	pub MaxCallWeight: Weight = Weight::from_parts(100_000_000_000, u64::MAX);
	pub const MaxScheduledPerBlock: u32 = 20;
	pub const MaxCallLength: u32 = 4_096;
	pub const MaxPlaces: u32 = 15;
	pub PlaceWeight: Weight = Weight::from_parts(10_000_000_000, 0);
	pub static MaxMembers: u32 = 1_000;
	pub static MaxOpenProposals: u32 = 128;
	pub static MaxOwnProposals: u32 = 64;
	pub const MaxPeriod: u64 = 100;
	pub const EnactmentPeriod: u64 = 50;
	/// Whether remarks are forbidden, too.
	pub static Strict: bool = false;
	/// Whether the chain takes no remarks now.
	pub static Paused: bool = false;
}

impl pallet_utility::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = ();
}

impl pallet_preimage::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type Currency = Balances;
	type ManagerOrigin = EnsureRoot<AccountId>;
	type Consideration = ();
}

impl pallet_scheduler::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	type ScheduleOrigin = EnsureRoot<AccountId>;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = MaxScheduledPerBlock;
	type WeightInfo = ();
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

/// What the chain takes at the moment.
pub struct ChainFilter;

impl Contains<RuntimeCall> for ChainFilter {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::System(frame_system::Call::remark { .. })) || !Paused::get()
	}
}

/// What studios may sign here: no transfer that can kill an account.
pub struct Filter;

impl Contains<RuntimeCall> for Filter {
	fn contains(call: &RuntimeCall) -> bool {
		match call {
			RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death { .. }) => false,
			RuntimeCall::System(frame_system::Call::remark { .. }) => !Strict::get(),
			_ => true,
		}
	}
}

impl pallet_studios::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeCall = RuntimeCall;
	type Scheduler = Scheduler;
	type Ips = Ips;
	type Scores = Royalties;
	type CallFilter = Filter;
	type MaxPlaces = MaxPlaces;
	type PlaceWeight = PlaceWeight;
	type MaxCallLength = MaxCallLength;
	type MaxCallWeight = MaxCallWeight;
	type MaxMembers = MaxMembers;
	type MaxOpenProposals = MaxOpenProposals;
	type MaxOwnProposals = MaxOwnProposals;
	type MaxPeriod = MaxPeriod;
	type EnactmentPeriod = EnactmentPeriod;
	type PalletId = StudiosPalletId;
	type WeightInfo = Weights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

atelier_testing::distinct_weights! {
	/// One base for all, to count calls in sums.
	pub struct Weights: WeightInfo {
		create(f) = 1_000, set_metadata() = 1_000, set_rule(m) = 1_000, fall_back(m) = 1_000, add_member() = 1_000,
		remove_invitation() = 1_000, join() = 1_000, leave() = 1_000, remove_member() = 1_000, delegate() = 1_000,
		undelegate() = 1_000, lock() = 1_000, unlock() = 1_000, propose(l) = 1_000, cancel() = 1_000, vote() = 1_000,
		unvote() = 1_000, close() = 1_000, enact(l) = 1_000, prune() = 1_000, on_score_changed(o) = 1_000,
	}
}

pub fn weight(time: u64) -> Weight {
	Weight::from_parts(time, 0)
}

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId, RuntimeCall> for Ips {
	fn create_ip(owner: &AccountId, member: &AccountId) -> atelier_primitives::IpId {
		let ip = mint(*owner);
		set_score(ip, *member, 1);
		ip
	}

	fn call(length: u32) -> RuntimeCall {
		let filtered = pallet_balances::Call::transfer_allow_death { dest: ALICE, value: 1 }.into();
		use codec::Encode;
		let remarks = (length as usize).saturating_sub(32) / remark(0).encoded_size();
		let calls = core::iter::once(filtered).chain((0..remarks).map(|_| remark(0))).collect();
		pallet_utility::Call::batch_all { calls }.into()
	}
}

/// Passes blocks, in which the scheduler does what is due.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		System::set_block_number(System::block_number() + 1);
		Scheduler::on_initialize(System::block_number());
	}
}
