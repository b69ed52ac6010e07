//! A chain with the market.

use crate as pallet_market;
pub use atelier_primitives::ip::Permission;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{CollectionId, IpId, RoyaltyPolicy},
	royalties::PaymentKind,
};
pub use atelier_testing::{
	error,
	storage::{Agents, Owners, Received},
	ED,
};
use frame_support::{
	dispatch::DispatchResult,
	parameter_types,
	traits::{ConstU32, Contains},
};
use sp_runtime::Perbill;

pub type Ips = atelier_testing::Ips<Test>;
pub type Licenses = atelier_testing::Licenses<Test>;
pub type Royalties = atelier_testing::Royalties<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Market: pallet_market,
	}
);

atelier_testing::impl_chain!(Test, u64, balances {
	type FreezeIdentifier = u8;
	type MaxFreezes = ConstU32<2>;
});

atelier_testing::impl_acts!(u64);
atelier_testing::impl_ext!(Test, Market, [CREATOR, OWNER, BUYER, OTHER, AGENT, POOL], FUNDS, || {
	for ip in [IP, FREE_IP] {
		Ips::create_collection(ip.collection, CREATOR);
	}
	set_policy(IP.collection, 10, 50).unwrap();
	for ip in [IP, FREE_IP] {
		Ips::mint_at(ip, OWNER);
	}
	System::reset_events();
});

impl atelier_testing::Config for Test {
	type Currency = Balances;
	type Ips = Ips;
	type Policy = Market;
	const PAYMENT: Option<PaymentKind> = Some(PaymentKind::Sale);
}

parameter_types! {
	pub const MaxRoyaltyRate: Perbill = Perbill::from_percent(50);
	pub const MaxRoyaltyFloor: Balance = 1_000 * UNIT;
	pub const PolicyDelay: u64 = 3;
}

impl pallet_market::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = Ips;
	type Royalties = Royalties;
	type Pools = Royalties;
	type Commerce = Licenses;
	type EmptyCollections = EmptyCollections;
	type MaxRoyaltyRate = MaxRoyaltyRate;
	type MaxRoyaltyFloor = MaxRoyaltyFloor;
	type PolicyDelay = PolicyDelay;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_market::benchmarking::BenchmarkHelper<u64> for Ips {
	const MAX_NESTING: u32 = atelier_testing::ips::MAX_NESTING;

	fn empty_collection(creator: &u64) -> CollectionId {
		Self::empty_collection(creator)
	}

	fn mint(collection: CollectionId, owner: &u64) -> IpId {
		Self::mint_next(collection, *owner)
	}

	fn grant_trade(ip: IpId, owner: &u64, agent: &u64) {
		assert_eq!(Owners::<Test>::get(ip), Some(*owner));
		Self::permit(ip, *agent, Permission::Trade);
	}
}

pub struct EmptyCollections;

impl Contains<CollectionId> for EmptyCollections {
	fn contains(collection: &CollectionId) -> bool {
		!Owners::<Test>::iter_keys().any(|ip| ip.collection == *collection)
	}
}

/// Where all royalties go.
pub const POOL: u64 = 250;

/// Made the collections.
pub const CREATOR: u64 = 1;
/// Owns the IP assets at first.
pub const OWNER: u64 = 2;
pub const BUYER: u64 = 3;
pub const OTHER: u64 = 4;
/// May trade for `OWNER` after `permit`.
pub const AGENT: u64 = 5;
/// Has no account.
pub const DEAD: u64 = 99;
/// What each account has at first, the dead one excepted.
pub const FUNDS: Balance = 1_000 * UNIT;

/// In a collection with a policy of 10 %, at least 50.
pub const IP: IpId = IpId::new(0, 0);
/// In a collection without a policy.
pub const FREE_IP: IpId = IpId::new(1, 0);

pub fn policy(percent: u32, floor: Balance) -> RoyaltyPolicy {
	RoyaltyPolicy { rate: Perbill::from_percent(percent), floor }
}

pub fn set_policy(collection: CollectionId, percent: u32, floor: Balance) -> DispatchResult {
	Market::set_policy(RuntimeOrigin::signed(CREATOR), collection, Perbill::from_percent(percent), floor)
}

/// Lowers the policy of a collection, and waits until that counts.
pub fn lower_policy(collection: CollectionId, percent: u32, floor: Balance) {
	set_policy(collection, percent, floor).unwrap();
	System::set_block_number(System::block_number() + PolicyDelay::get());
}

pub fn market_events() -> Vec<pallet_market::Event<Test>> {
	let of_market = |event| if let RuntimeEvent::Market(event) = event { Some(event) } else { None };
	System::events().into_iter().filter_map(|record| of_market(record.event)).collect()
}
