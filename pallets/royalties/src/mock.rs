//! A runtime with IP assets that are entries in a map.

use crate as pallet_royalties;
use crate::{try_state::Exact, *};
use atelier_math::{
	ancestors::{link, Lineage, Parent},
	Perbill,
};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{CollectionId, IpId, IpInspect, Permission},
	royalties::{OnDerivativeRegistered, OnScoreChanged, StackInspect},
};
use frame_support::{
	derive_impl, parameter_types,
	traits::{fungible::Inspect, VariantCountOf},
	PalletId,
};
use sp_runtime::{BuildStorage, Storage};
use std::{cell::RefCell, collections::BTreeMap, sync::LazyLock};

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Royalties: pallet_royalties = 2,
	}
);

pub(crate) const ED: Balance = 10;
pub(crate) const RICH: Balance = 1_000_000 * UNIT;

/// Accounts with money, and one without.
pub(crate) const ALICE: AccountId = 1;
pub(crate) const BOB: AccountId = 2;
pub(crate) const CAROL: AccountId = 3;
pub(crate) const DAVE: AccountId = 4;
pub(crate) const PAYER: AccountId = 9;
pub(crate) const TREASURY: AccountId = 50;
pub(crate) const POOR: AccountId = 99;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

parameter_types! {
	pub const ExistentialDeposit: Balance = ED;
	pub const RoyaltiesPalletId: PalletId = PalletId(*b"atl/roya");
	pub const ScoreDelay: u64 = 5;
	pub static ProtocolFee: Perbill = Perbill::from_percent(1);
	pub static FeeCollector: AccountId = TREASURY;
	pub static MinIdleSettlement: Balance = 100;
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

/// Keeps what it was told, so that the tests see it.
pub struct Follower;

#[frame_support::storage_alias]
type Told = StorageValue<Prefix, Vec<(IpId, AccountId, u64)>, frame_support::pallet_prelude::ValueQuery>;

impl Follower {
	/// What it was told since it was asked last.
	pub(crate) fn told() -> Vec<(IpId, AccountId, u64)> {
		Told::take()
	}
}

impl OnScoreChanged<AccountId> for Follower {
	fn on_score_changed(ip: &IpId, who: &AccountId, score: u64) -> frame_support::weights::Weight {
		Told::append((ip, who, score));
		weight(50_000)
	}

	fn weight(changes: u32) -> frame_support::weights::Weight {
		weight(100_000 * u64::from(changes))
	}
}

/// Weights that differ, to see what is charged.
pub struct MockWeights;

impl WeightInfo for MockWeights {
	fn pay() -> frame_support::weights::Weight {
		weight(1_000)
	}
	fn pay_first() -> frame_support::weights::Weight {
		weight(1_100)
	}
	fn settle(n: u32) -> frame_support::weights::Weight {
		weight(500 + u64::from(n))
	}
	fn claim() -> frame_support::weights::Weight {
		weight(1_000)
	}
	fn claim_for() -> frame_support::weights::Weight {
		weight(1_000)
	}
	fn propose_scores(c: u32) -> frame_support::weights::Weight {
		weight(1_000 + u64::from(c))
	}
	fn cancel_scores() -> frame_support::weights::Weight {
		weight(1_000)
	}
	fn apply_scores(c: u32) -> frame_support::weights::Weight {
		weight(1_000 + u64::from(c))
	}
	fn set_score_authority() -> frame_support::weights::Weight {
		weight(1_000)
	}
	fn on_idle_base() -> frame_support::weights::Weight {
		weight(10)
	}
	fn on_idle_examine() -> frame_support::weights::Weight {
		weight(20)
	}
}

pub(crate) fn weight(time: u64) -> frame_support::weights::Weight {
	frame_support::weights::Weight::from_parts(time, 0)
}

/// An IP asset of the mock: owner, creator, and the agent that the owner permitted to propose scores.
#[derive(Clone)]
pub struct MockIp {
	owner: AccountId,
	creator: AccountId,
	agent: Option<(AccountId, AccountId)>,
}

thread_local! {
	static IPS: RefCell<BTreeMap<IpId, MockIp>> = const { RefCell::new(BTreeMap::new()) };
}

pub struct Ips;

impl Ips {
	pub(crate) fn mint(item: u32, creator: AccountId) -> IpId {
		let ip = IpId::new(0, item);
		IPS.with_borrow_mut(|ips| ips.insert(ip, MockIp { owner: creator, creator, agent: None }));
		ip
	}

	pub(crate) fn sell(ip: IpId, owner: AccountId) {
		IPS.with_borrow_mut(|ips| ips.get_mut(&ip).unwrap().owner = owner);
	}

	pub(crate) fn permit(ip: IpId, agent: AccountId) {
		IPS.with_borrow_mut(|ips| {
			let ip = ips.get_mut(&ip).unwrap();
			ip.agent = Some((agent, ip.owner));
		});
	}

	pub(crate) fn revoke(ip: IpId) {
		IPS.with_borrow_mut(|ips| ips.get_mut(&ip).unwrap().agent = None);
	}

	pub(crate) fn burn(ip: IpId) {
		IPS.with_borrow_mut(|ips| ips.remove(&ip));
	}

	fn get(ip: &IpId) -> Option<MockIp> {
		IPS.with_borrow(|ips| ips.get(ip).cloned())
	}
}

impl IpInspect<AccountId> for Ips {
	fn owner(ip: &IpId) -> Option<AccountId> {
		Self::get(ip).map(|ip| ip.owner)
	}

	fn creator(ip: &IpId) -> Option<AccountId> {
		Self::get(ip).map(|ip| ip.creator)
	}

	fn collection_creator(_: CollectionId) -> Option<AccountId> {
		None
	}

	fn account(ip: &IpId) -> AccountId {
		1_000_000 + u64::from(ip.item)
	}

	fn is_permitted(who: &AccountId, id: &IpId, permission: Permission) -> bool {
		// A permission is void once the owner who granted it is gone.
		Self::get(id).is_some_and(|ip| {
			let is_agent = permission == Permission::Scores && ip.agent == Some((*who, ip.owner));
			*who == ip.owner || *who == Self::account(id) || is_agent
		})
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl atelier_primitives::ip::BenchmarkIp<AccountId> for Ips {
	fn create(owner: &AccountId) -> IpId {
		let item = IPS.with_borrow(|ips| ips.len()) as u32;
		Self::mint(item, *owner)
	}
}

pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
	IPS.with_borrow_mut(BTreeMap::clear);
	ProtocolFee::set(Perbill::from_percent(1));
	FeeCollector::set(TREASURY);
	MinIdleSettlement::set(100);
	// Built once: random tests start thousands of times.
	static GENESIS: LazyLock<Storage> = LazyLock::new(|| {
		let balances = [ALICE, BOB, CAROL, DAVE, 5, 6, 7, 8, PAYER].map(|who| (who, RICH)).to_vec();
		let balances = pallet_balances::GenesisConfig { balances, ..Default::default() };
		RuntimeGenesisConfig { balances, ..Default::default() }.build_storage().unwrap()
	});
	let mut ext = sp_io::TestExternalities::new(GENESIS.clone());
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test, and checks then that all invariants hold, that no unit is unaccounted for, and that every account has
/// exactly its deposits on hold.
pub(crate) fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		assert_exact();
	});
}

pub(crate) fn assert_exact() {
	Royalties::do_try_state().unwrap();
	assert_eq!(Royalties::surplus().unwrap(), Exact::default());
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
	let ancestors: Vec<_> =
		(1..=count).map(|i| atelier_math::ancestors::Ancestor { id: Ips::mint(i, ALICE), rate }).collect();
	let lineage = Lineage { ancestors: ancestors.try_into().unwrap(), total: Perbill::from_parts(1_000 * count) };
	let child = Ips::mint(0, BOB);
	Royalties::on_derivative_registered(&BOB, &child, &lineage).unwrap();
	child
}

pub(crate) fn pay(ip: IpId, amount: Balance) {
	frame_support::assert_ok!(Royalties::pay(RuntimeOrigin::signed(PAYER), ip, amount));
}

pub(crate) fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub(crate) fn changes(list: &[(AccountId, u64)]) -> Changes<AccountId> {
	list.to_vec().try_into().unwrap()
}

/// Proposes as the authority, waits, applies.
pub(crate) fn set_scores(ip: IpId, list: &[(AccountId, u64)]) {
	frame_support::assert_ok!(Royalties::propose_scores(signed(authority(ip)), ip, changes(list)));
	wait();
	frame_support::assert_ok!(Royalties::apply_scores(signed(PAYER), ip));
}

/// Who may change scores.
pub(crate) fn authority(ip: IpId) -> AccountId {
	Royalties::pool(ip).unwrap().authority.unwrap_or_else(|| Ips::owner(&ip).unwrap())
}

/// From now on the owner may, whoever that is.
pub(crate) fn give_to_owner(ip: IpId) {
	frame_support::assert_ok!(Royalties::set_score_authority(signed(authority(ip)), ip, None));
}

/// Until the delay of a proposal made now has passed.
pub(crate) fn wait() {
	System::set_block_number(System::block_number() + ScoreDelay::get());
}

pub(crate) fn balance(who: AccountId) -> Balance {
	Balances::balance(&who)
}

pub(crate) fn held(reason: HoldReason, who: AccountId) -> Balance {
	use frame_support::traits::fungible::hold::Inspect;
	Balances::balance_on_hold(&reason.into(), &who)
}

pub(crate) fn last_event() -> RuntimeEvent {
	System::events().pop().unwrap().event
}
