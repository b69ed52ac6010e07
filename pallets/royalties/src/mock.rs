//! A runtime with IP assets that are entries in a map.

use crate as pallet_royalties;
use crate::{try_state::Exact, *};
use atelier_math::{
	ancestors::{link, Ancestor, Lineage, Parent},
	Perbill,
};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{IpId, IpInspect, Permission},
	royalties::{OnDerivativeRegistered, StackInspect},
};
pub(crate) use atelier_testing::ED;
use frame_support::{assert_ok, parameter_types, weights::Weight, PalletId};
use sp_runtime::DispatchResult;

pub type AccountId = u64;
pub type Ips = atelier_testing::Ips<Test>;
pub type Follower = atelier_testing::Follower<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Royalties: pallet_royalties = 2,
	}
);

pub(crate) const RICH: Balance = 1_000_000 * UNIT;

/// Accounts with money, and one without.
pub(crate) const ALICE: AccountId = 1;
pub(crate) const BOB: AccountId = 2;
pub(crate) const CAROL: AccountId = 3;
pub(crate) const DAVE: AccountId = 4;
pub(crate) const PAYER: AccountId = 9;
pub(crate) const TREASURY: AccountId = 50;
pub(crate) const POOR: AccountId = 99;

atelier_testing::impl_chain!(Test, AccountId);
atelier_testing::impl_world!(Test);
atelier_testing::impl_acts!(AccountId);
atelier_testing::impl_ext!(Test, Royalties, [ALICE, BOB, CAROL, DAVE, 5, 6, 7, 8, PAYER], RICH, || {
	ProtocolFee::set(Perbill::from_percent(1));
	FeeCollector::set(TREASURY);
	MinIdleSettlement::set(100);
	ScoreDelay::set(5);
});

parameter_types! {
	pub const RoyaltiesPalletId: PalletId = PalletId(*b"atl/roya");
	pub const MaxLock: u64 = 1_000;
	pub static ProtocolFee: Perbill = Perbill::from_percent(1);
	pub static FeeCollector: AccountId = TREASURY;
	pub static ScoreDelay: u64 = 5;
	pub static MinIdleSettlement: Balance = 100;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = Ips;
	type Revision = Ips;
	type ProtocolFee = ProtocolFee;
	type FeeCollector = FeeCollector;
	type ScoreDelay = ScoreDelay;
	type MaxLock = MaxLock;
	type MinIdleSettlement = MinIdleSettlement;
	type OnScoreChanged = Follower;
	type PalletId = RoyaltiesPalletId;
	type WeightInfo = MockWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

atelier_testing::distinct_weights! {
	/// Weights that differ, to see what is charged.
	pub struct MockWeights: WeightInfo {
		pay(), pay_first(), settle(n) = 500, settle_nothing() = 7, claim(), claim_for(), propose_scores(c),
		cancel_scores() = 9, apply_scores(c) = 1_000, offer_score_authority(), accept_score_authority(),
		withdraw_authority_offer(), lock_score(), unlock_score(), on_idle_base() = 10, on_idle_examine() = 20,
	}
}

pub(crate) fn weight(time: u64) -> Weight {
	Weight::from_parts(time, 0)
}

/// Runs a test, and checks then that all invariants hold, that no unit is unaccounted for, and that every account has
/// exactly its deposits on hold.
pub(crate) fn build_and_execute(test: impl FnOnce()) {
	atelier_testing::run(new_test_ext(), Royalties::do_try_state, || {
		test();
		assert_exact();
	});
}

pub(crate) fn assert_exact() {
	assert_ok!(Royalties::do_try_state());
	assert_eq!(Royalties::surplus().unwrap(), Exact::default());
}

/// Mints an IP asset of which a part of the income goes with it, in percent.
pub(crate) fn mint_shared(item: u32, creator: AccountId, percent: u32) -> IpId {
	let ip = Ips::mint(item, creator);
	Ips::set_owner_share(ip, Perbill::from_percent(percent));
	ip
}

/// An IP asset derived from others at the given percentages.
pub(crate) fn derive(item: u32, creator: AccountId, parents: &[(IpId, u32)]) -> IpId {
	let child = Ips::mint(item, creator);
	let lineage = lineage(parents);
	Royalties::on_derivative_registered(&creator, &child, &lineage).unwrap();
	child
}

pub(crate) fn lineage(parents: &[(IpId, u32)]) -> Lineage<IpId> {
	let stacks: Vec<_> = parents.iter().map(|(id, _)| Royalties::ancestors(id)).collect();
	let parents: Vec<_> = parents
		.iter()
		.zip(&stacks)
		.map(|((id, percent), stack)| Parent { id: *id, rate: Perbill::from_percent(*percent), ancestors: stack })
		.collect();
	link(&parents).unwrap()
}

/// `count` originals and one IP asset that owes each of them one millionth.
pub(crate) fn derive_from_many(count: u32) -> IpId {
	let rate = Perbill::from_parts(1_000);
	let ancestors: Vec<_> = (1..=count).map(|i| Ancestor { id: Ips::mint(i, ALICE), rate }).collect();
	let lineage = Lineage { ancestors: ancestors.try_into().unwrap(), total: Perbill::from_parts(1_000 * count) };
	let child = Ips::mint(0, BOB);
	Royalties::on_derivative_registered(&BOB, &child, &lineage).unwrap();
	child
}

pub(crate) fn pay(ip: IpId, amount: Balance) {
	assert_ok!(Royalties::pay(RuntimeOrigin::signed(PAYER), ip, amount));
}

pub(crate) fn changes(list: &[(AccountId, u64)]) -> Changes<AccountId> {
	list.to_vec().try_into().unwrap()
}

/// Proposes as the authority, waits, applies.
pub(crate) fn set_scores(ip: IpId, list: &[(AccountId, u64)]) {
	assert_ok!(Royalties::propose_scores(signed(authority(ip)), ip, changes(list)));
	wait();
	assert_ok!(apply(ip));
}

/// Applies scores, whatever that costs.
pub(crate) fn apply(ip: IpId) -> DispatchResult {
	Royalties::apply_scores(signed(PAYER), ip).map(drop).map_err(|error| error.error)
}

/// Settles, whatever that costs.
pub(crate) fn settle(ip: IpId, limit: u32) -> DispatchResult {
	Royalties::settle(signed(PAYER), ip, limit).map(drop).map_err(|error| error.error)
}

/// Who may change scores.
pub(crate) fn authority(ip: IpId) -> AccountId {
	Royalties::pool(ip).unwrap().authority.unwrap_or_else(|| Ips::owner(&ip).unwrap())
}

/// Hands the authority over, in both steps.
pub(crate) fn hand_over(ip: IpId, to: Option<AccountId>) {
	assert_ok!(Royalties::offer_score_authority(signed(authority(ip)), ip, to));
	assert_ok!(Royalties::accept_score_authority(signed(to.unwrap_or_else(|| Ips::owner(&ip).unwrap())), ip));
}

/// From now on the owner may, whoever that is.
pub(crate) fn give_to_owner(ip: IpId) {
	hand_over(ip, None);
}

/// Until the delay of a proposal made now has passed.
pub(crate) fn wait() {
	System::set_block_number(System::block_number() + ScoreDelay::get());
}

/// Locks a score for so many blocks, as the authority.
pub(crate) fn lock(ip: IpId, who: AccountId, blocks: u64) {
	let until = System::block_number() + blocks;
	assert_ok!(Royalties::lock_score(signed(authority(ip)), ip, who, until));
}

/// The account of an IP asset, with money.
pub(crate) fn rich_account(ip: IpId) -> AccountId {
	let account = Ips::account(&ip);
	assert_ok!(Balances::transfer_allow_death(signed(PAYER), account, RICH / 2));
	account
}

/// Grants an agent whatever can be granted.
pub(crate) fn permit_all(ip: IpId, agent: AccountId) {
	for permission in [Permission::Metadata, Permission::License, Permission::Trade, Permission::Serve] {
		Ips::permit(ip, agent, permission);
	}
}
