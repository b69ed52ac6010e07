//! A chain with the real scheduler.

use crate as pallet_studios;
use crate::{agenda::Step, *};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	royalties::OnScoreChanged,
	studios::{ProposalId, StudioId},
	IpId,
};
use codec::Encode;
use frame_support::{
	assert_ok, parameter_types,
	traits::{Contains, EqualPrivilegeOnly, Hooks, VariantCountOf},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;
use sp_runtime::{DispatchResult, Perbill};

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
	fn create_ip(owner: &AccountId, member: &AccountId) -> IpId {
		let ip = mint(*owner);
		set_score(ip, *member, 1);
		ip
	}

	fn call(length: u32) -> RuntimeCall {
		let filtered = pallet_balances::Call::transfer_allow_death { dest: ALICE, value: 1 }.into();
		let remarks = (length as usize).saturating_sub(32) / remark(0).encoded_size();
		let calls = core::iter::once(filtered).chain((0..remarks).map(|_| remark(0))).collect();
		pallet_utility::Call::batch_all { calls }.into()
	}
}

/// The account of a studio.
pub fn account(studio: StudioId) -> AccountId {
	Studios::account_of(studio)
}

/// Passes blocks, in which the scheduler does what is due.
pub fn run_to(block: u64) {
	while System::block_number() < block {
		System::set_block_number(System::block_number() + 1);
		Scheduler::on_initialize(System::block_number());
	}
}

pub fn pass(blocks: u64) {
	run_to(System::block_number() + blocks);
}

/// Passes blocks in which the scheduler does nothing, because there is no room.
pub fn pass_idle(blocks: u64) {
	System::set_block_number(System::block_number() + blocks);
}

pub fn name(text: &str) -> Name {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub const PERIOD: u64 = 10;
pub const DELAY: u64 = 5;

/// A majority of half of the electorate.
pub fn rule(voting: VotingRule) -> Rule<u64> {
	let half = Perbill::from_percent(50);
	Rule { voting, approval: half, quorum: half, period: PERIOD, delay: DELAY }
}

/// A studio by the rule that each member has one vote. It can pay deposits.
pub fn found(members: &[AccountId]) -> StudioId {
	let studio = NextStudio::<Test>::get();
	let founders = members[1..].to_vec().try_into().unwrap();
	let rule = rule(VotingRule::Members);
	assert_ok!(Studios::create(signed(members[0]), name("studio"), [7; 32], founders, rule));
	for who in &members[1..] {
		assert_ok!(Studios::join(signed(*who), studio));
	}
	assert_ok!(Balances::transfer_keep_alive(signed(STRANGER), account(studio), 1_000 * UNIT));
	studio
}

/// A studio with the voting power of some tokens or scores.
pub fn found_by(voting: impl Fn(StudioId, &[(AccountId, u64)]) -> VotingRule, powers: &[(AccountId, u64)]) -> StudioId {
	let studio = found(&powers.iter().map(|(who, _)| *who).collect::<Vec<_>>());
	let voting = voting(studio, powers);
	assert_ok!(Studios::set_rule(signed(account(studio)), rule(voting), powers.len() as u32));
	studio
}

/// For [`found_by`]: locks tokens.
pub fn by_tokens(studio: StudioId, powers: &[(AccountId, u64)]) -> VotingRule {
	for (who, amount) in powers {
		assert_ok!(Studios::lock(signed(*who), studio, (*amount).into()));
	}
	VotingRule::Tokens
}

/// For [`found_by`]: gives scores in the pool of a new IP asset.
pub fn by_scores(studio: StudioId, powers: &[(AccountId, u64)]) -> VotingRule {
	let ip = mint(account(studio));
	for (who, score) in powers {
		set_score(ip, *who, *score);
	}
	VotingRule::Scores(ip)
}

/// A new IP asset. Its creator has the authority over the scores, as in a new pool.
pub fn mint(owner: AccountId) -> IpId {
	Ips::mint_next(0, owner)
}

/// As the pool would: the score, and the word of it. Returns what that weighed.
pub fn set_score(ip: IpId, who: AccountId, score: u64) -> Weight {
	Royalties::set_score(ip, who, score);
	Studios::on_score_changed(&ip, &who, score)
}

/// Takes all places that are left in the agendas of these blocks. Returns how many.
pub fn fill_agenda(blocks: core::ops::Range<u64>) -> u32 {
	let mut taken = 0;
	for block in blocks {
		while Scheduler::schedule(RuntimeOrigin::root(), block, None, 0, Box::new(remark(1))).is_ok() {
			taken += 1;
		}
	}
	taken
}

/// When the scheduler does what comes next with a proposal.
pub fn scheduled(studio: StudioId, proposal: ProposalId) -> Option<u64> {
	let place = |step| Studios::scheduled(studio, proposal, step);
	place(Step::Close).or_else(|| place(Step::Enact))
}

/// A remark inside of so many batches.
pub fn nested(batches: u32) -> RuntimeCall {
	(0..batches).fold(remark(1), |call, _| pallet_utility::Call::batch { calls: vec![call] }.into())
}

/// How many batches a proposal can nest.
pub fn deepest() -> u32 {
	(1..=MAX_CALL_DEPTH).take_while(|batches| Studios::decode_call(&nested(*batches).encode()).is_ok()).last().unwrap()
}

pub fn remark(length: usize) -> RuntimeCall {
	frame_system::Call::remark { remark: vec![0; length] }.into()
}

/// A call that pays from the studio.
pub fn spend(dest: AccountId, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest, value }.into()
}

pub fn propose(studio: StudioId, who: AccountId, call: impl Into<RuntimeCall>) -> ProposalId {
	let number = Records::<Test>::get(studio).unwrap().next_proposal;
	assert_ok!(Studios::propose(signed(who), studio, Box::new(call.into())));
	number
}

pub fn vote(studio: StudioId, proposal: ProposalId, who: AccountId, aye: bool) {
	assert_ok!(Studios::vote(signed(who), studio, proposal, aye));
}

/// Proposes, votes, waits until the scheduler has enacted it.
pub fn decide(studio: StudioId, ayes: &[AccountId], call: impl Into<RuntimeCall>) -> DispatchResult {
	let proposal = propose(studio, ayes[0], call);
	ayes.iter().for_each(|who| vote(studio, proposal, *who, true));
	pass(PERIOD + DELAY);
	match status(studio, proposal) {
		Status::Enacted(result) => result,
		other => panic!("not enacted: {other:?}"),
	}
}

pub fn status(studio: StudioId, proposal: ProposalId) -> Status<u64> {
	Proposals::<Test>::get(studio, proposal).unwrap().status
}

/// Ayes and nays.
pub fn tally(studio: StudioId, proposal: ProposalId) -> (u128, u128) {
	let Tally { ayes, nays } = Proposals::<Test>::get(studio, proposal).unwrap().tally;
	(ayes, nays)
}

pub fn electorate(studio: StudioId) -> u128 {
	Records::<Test>::get(studio).unwrap().electorate
}

pub fn member(studio: StudioId, who: AccountId) -> MemberOf<Test> {
	Members::<Test>::get(studio, who).unwrap()
}
