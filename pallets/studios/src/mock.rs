//! A runtime with the real scheduler, and honest stand-ins for IP assets and pools. All their state is in storage, so that `assert_noop!` sees it.

use crate as pallet_studios;
use crate::{agenda::Step, *};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{CollectionId, IpInspect, Permission},
	royalties::{OnScoreChanged, ScoreInspect},
	studios::{ProposalId, StudioId},
	IpId,
};
use codec::Encode;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{Contains, EqualPrivilegeOnly, Hooks, VariantCountOf},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchResult, Perbill, Storage};
use std::sync::LazyLock;

/// Long enough for accounts of studios that differ.
pub type AccountId = u128;
pub type Error = pallet_studios::Error<Test>;
pub type Event = pallet_studios::Event<Test>;
pub type StudiosCall = pallet_studios::Call<Test>;

/// IP assets and scores.
#[frame_support::pallet]
pub mod world {
	use super::AccountId;
	use atelier_primitives::IpId;
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

	#[pallet::storage]
	pub type Scores<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, IpId, Blake2_128Concat, AccountId, u64, ValueQuery>;
}

pub use crate::{
	types::*, Calls, Enacting, FollowerOf, HoldReason, Invitations, Members, NextStudio, OpenProposals, Places,
	Proposals, StudioOfAccount, Studios as Records,
};
pub use world::{Authorities, Owners, Scores};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Utility: pallet_utility = 2,
		Preimage: pallet_preimage = 3,
		Scheduler: pallet_scheduler = 4,
		World: world = 5,
		Studios: pallet_studios = 6,
	}
);

pub const ED: Balance = 10;
pub const RICH: Balance = 1_000_000 * UNIT;

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const CAROL: AccountId = 3;
pub const DAVE: AccountId = 4;
pub const EVE: AccountId = 5;
/// Rich, and no member of anything.
pub const STRANGER: AccountId = 9;
pub const POOR: AccountId = 99;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type BaseCallFilter = ChainFilter;
}

parameter_types! {
	pub const ExistentialDeposit: Balance = ED;
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

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type AccountStore = System;
	type ExistentialDeposit = ExistentialDeposit;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
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

impl world::Config for Test {}

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
	type Ips = World;
	type Scores = World;
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
	type BenchmarkHelper = World;
}

/// Weights that differ, to see what is charged.
pub struct Weights;

pub fn weight(time: u64) -> Weight {
	Weight::from_parts(time, 0)
}

impl WeightInfo for Weights {
	fn create(f: u32) -> Weight {
		weight(1_000 + u64::from(f))
	}
	fn set_metadata() -> Weight {
		weight(1_000)
	}
	fn set_rule(m: u32) -> Weight {
		weight(1_000 + u64::from(m))
	}
	fn fall_back(m: u32) -> Weight {
		weight(1_000 + u64::from(m))
	}
	fn add_member() -> Weight {
		weight(1_000)
	}
	fn remove_invitation() -> Weight {
		weight(1_000)
	}
	fn join() -> Weight {
		weight(1_000)
	}
	fn leave() -> Weight {
		weight(1_000)
	}
	fn remove_member() -> Weight {
		weight(1_000)
	}
	fn delegate() -> Weight {
		weight(1_000)
	}
	fn undelegate() -> Weight {
		weight(1_000)
	}
	fn lock() -> Weight {
		weight(1_000)
	}
	fn unlock() -> Weight {
		weight(1_000)
	}
	fn propose(l: u32) -> Weight {
		weight(1_000 + u64::from(l))
	}
	fn cancel() -> Weight {
		weight(1_000)
	}
	fn vote() -> Weight {
		weight(1_000)
	}
	fn unvote() -> Weight {
		weight(1_000)
	}
	fn close() -> Weight {
		weight(1_000)
	}
	fn enact(l: u32) -> Weight {
		weight(1_000 + u64::from(l))
	}
	fn prune() -> Weight {
		weight(1_000)
	}
	fn on_score_changed(o: u32) -> Weight {
		weight(1_000 + u64::from(o))
	}
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
	fn score(ip: &IpId, who: &AccountId) -> u64 {
		Scores::<Test>::get(ip, who)
	}

	fn total_score(ip: &IpId) -> u128 {
		Scores::<Test>::iter_prefix_values(ip).map(u128::from).sum()
	}

	fn authority(ip: &IpId) -> Option<AccountId> {
		Authorities::<Test>::get(ip)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId, RuntimeCall> for World {
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

pub fn new_test_ext() -> sp_io::TestExternalities {
	MaxMembers::set(1_000);
	MaxOpenProposals::set(128);
	MaxOwnProposals::set(64);
	Strict::set(false);
	Paused::set(false);
	MaximumSchedulerWeight::set(Weight::from_parts(1_000_000_000_000, u64::MAX));
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
		assert_ok!(Studios::do_try_state());
	});
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
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
	let ip = IpId::new(0, Owners::<Test>::iter().count() as u32);
	Owners::<Test>::insert(ip, owner);
	Authorities::<Test>::insert(ip, owner);
	ip
}

/// As the pool would: the score, and the word of it. Returns what that weighed.
pub fn set_score(ip: IpId, who: AccountId, score: u64) -> Weight {
	Scores::<Test>::insert(ip, who, score);
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

pub fn balance(who: AccountId) -> Balance {
	Balances::free_balance(who)
}

pub fn held(reason: HoldReason, who: AccountId) -> Balance {
	use frame_support::traits::fungible::hold::Inspect;
	Balances::balance_on_hold(&reason.into(), &who)
}

pub fn last_event() -> RuntimeEvent {
	System::events().pop().unwrap().event
}
