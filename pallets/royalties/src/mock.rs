//! A runtime with IP assets that are entries in a map.

use crate as pallet_royalties;
use crate::{try_state::Exact, *};
use atelier_math::{
	ancestors::{link, Ancestor, Lineage, Parent},
	Perbill,
};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{IpId, IpInspect},
	royalties::{OnDerivativeRegistered, StackInspect},
};
pub(crate) use atelier_testing::ED;
use frame_support::{assert_ok, parameter_types, weights::Weight, PalletId};

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
});

parameter_types! {
	pub const RoyaltiesPalletId: PalletId = PalletId(*b"atl/roya");
	pub const ScoreDelay: u64 = 5;
	pub static ProtocolFee: Perbill = Perbill::from_percent(1);
	pub static FeeCollector: AccountId = TREASURY;
	pub static MinIdleSettlement: Balance = 100;
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = Ips;
	type ProtocolFee = ProtocolFee;
	type FeeCollector = FeeCollector;
	type ScoreDelay = ScoreDelay;
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
		pay(), pay_first(), settle(n) = 500, claim(), claim_for(), propose_scores(c), cancel_scores(),
		apply_scores(c) = 1_000, set_score_authority(), on_idle_base() = 10, on_idle_examine() = 20,
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

/// The account of an IP asset, made rich: it may propose where the owner has the authority.
pub(crate) fn ip_account(ip: IpId) -> AccountId {
	let who = Ips::account(&ip);
	<Balances as frame_support::traits::fungible::Mutate<AccountId>>::set_balance(&who, RICH);
	who
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
	assert_ok!(Royalties::apply_scores(signed(PAYER), ip));
}

/// Who may change scores.
pub(crate) fn authority(ip: IpId) -> AccountId {
	Royalties::pool(ip).unwrap().authority.unwrap_or_else(|| Ips::owner(&ip).unwrap())
}

/// From now on the owner may, whoever that is.
pub(crate) fn give_to_owner(ip: IpId) {
	assert_ok!(Royalties::set_score_authority(signed(authority(ip)), ip, None));
}

/// Until the delay of a proposal made now has passed.
pub(crate) fn wait() {
	System::set_block_number(System::block_number() + ScoreDelay::get());
}
