//! A chain with the market, and neighbors that are small and honest: they refuse what the real ones refuse.

use crate as pallet_market;
use atelier_math::ancestors::{Ancestor, Ancestors};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{CollectionId, IpId, IpInspect, IpTransfer, Permission, RoyaltyPolicy},
	royalties::{PaymentKind, RoyaltyCollect, ScoreInspect, StackInspect},
};
use frame_support::{
	derive_impl,
	dispatch::DispatchResult,
	parameter_types,
	traits::{fungible, fungible::Mutate, tokens::Preservation::Preserve, Contains},
};
use sp_runtime::{BuildStorage, Perbill};

/// Owners, creators, agents, received royalties and who else has income, in storage: so that `assert_noop!` covers them.
#[frame_support::pallet]
pub mod neighbors {
	use super::*;
	use frame_support::pallet_prelude::*;

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::storage]
	pub type Creators<T> = StorageMap<_, Twox64Concat, CollectionId, u64>;

	#[pallet::storage]
	pub type Owners<T> = StorageDoubleMap<_, Twox64Concat, CollectionId, Twox64Concat, u32, u64>;

	/// The agents who may trade, with the owner who granted it.
	#[pallet::storage]
	pub type Agents<T> = StorageDoubleMap<_, Twox64Concat, IpId, Twox64Concat, u64, u64>;

	/// The parents of derivatives, each with its rate.
	#[pallet::storage]
	#[pallet::unbounded]
	pub type Stacks<T> = StorageMap<_, Twox64Concat, IpId, Ancestors<IpId>, ValueQuery>;

	/// Who has the authority over the scores, where somebody changed it; nothing if it goes with the IP asset.
	#[pallet::storage]
	pub type Authorities<T> = StorageMap<_, Twox64Concat, IpId, Option<u64>>;

	#[pallet::storage]
	pub type Received<T> = StorageMap<_, Twox64Concat, IpId, Balance, ValueQuery>;

	#[pallet::error]
	pub enum Error<T> {
		NotFound,
		NotOwner,
		SameOwner,
		CyclicOwnership,
		HolderNotAllowed,
		MaxNestingExceeded,
		NotAuthorized,
		AlreadyDerived,
	}
}

pub use neighbors::{Agents, Authorities, Creators, Owners, Received, Stacks};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Neighbors: neighbors,
		Market: pallet_market,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
}

pub const ED: Balance = 10;

parameter_types! {
	pub const ExistentialDeposit: Balance = ED;
	pub const MaxRoyaltyRate: Perbill = Perbill::from_percent(50);
	pub const MaxRoyaltyFloor: Balance = 1_000 * UNIT;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ExistentialDeposit;
	type AccountStore = System;
	type FreezeIdentifier = u8;
	type MaxFreezes = frame_support::traits::ConstU32<2>;
}

impl neighbors::Config for Test {}

impl pallet_market::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = Ips;
	type Royalties = Royalties;
	type EmptyCollections = EmptyCollections;
	type MaxRoyaltyRate = MaxRoyaltyRate;
	type MaxRoyaltyFloor = MaxRoyaltyFloor;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

/// An account is inside so many IP assets at most.
pub const MAX_NESTING: u32 = 8;

pub struct Ips;

impl Ips {
	pub fn create_collection(collection: CollectionId, creator: u64) {
		Creators::<Test>::insert(collection, creator);
	}

	pub fn mint(ip: IpId, owner: u64) {
		assert!(Creators::<Test>::contains_key(ip.collection));
		Owners::<Test>::insert(ip.collection, ip.item, owner);
	}

	/// The IP asset that `who` is the account of.
	fn ip_of(who: u64) -> Option<IpId> {
		Owners::<Test>::iter_keys()
			.map(|(collection, item)| IpId::new(collection, item))
			.find(|ip| Self::account(ip) == who)
	}

	/// Nothing inside itself, nothing too deep, and inside only what asks for no royalty.
	fn ensure_may_hold(to: &u64, ip: &IpId) -> DispatchResult {
		type Error = neighbors::Error<Test>;
		let mut next = Self::ip_of(*to);
		frame_support::ensure!(
			next.is_none() || Market::policy(ip.collection) == RoyaltyPolicy::default(),
			Error::HolderNotAllowed
		);
		let mut depth = 0;
		while let Some(holder) = next {
			frame_support::ensure!(holder != *ip, Error::CyclicOwnership);
			frame_support::ensure!(depth < MAX_NESTING, Error::MaxNestingExceeded);
			next = Self::owner(&holder).and_then(Self::ip_of);
			depth += 1;
		}
		Ok(())
	}

	pub fn burn(ip: IpId) -> DispatchResult {
		<Market as atelier_primitives::ip::OnIpBurned>::on_ip_burned(&ip)?;
		Owners::<Test>::remove(ip.collection, ip.item);
		Ok(())
	}
}

impl IpInspect<u64> for Ips {
	fn owner(ip: &IpId) -> Option<u64> {
		Owners::<Test>::get(ip.collection, ip.item)
	}

	fn creator(ip: &IpId) -> Option<u64> {
		Self::owner(ip).and_then(|_| Creators::<Test>::get(ip.collection))
	}

	fn collection_creator(collection: CollectionId) -> Option<u64> {
		Creators::<Test>::get(collection)
	}

	fn account(ip: &IpId) -> u64 {
		1_000_000 + u64::from(ip.collection) * 1_000 + u64::from(ip.item)
	}

	fn is_permitted(who: &u64, ip: &IpId, permission: Permission) -> bool {
		let Some(owner) = Self::owner(ip) else { return false };
		let agent = || permission == Permission::Trade && Agents::<Test>::get(ip, who) == Some(owner);
		*who == owner || *who == Self::account(ip) || agent()
	}
}

impl IpTransfer<u64> for Ips {
	fn transfer(ip: &IpId, from: &u64, to: &u64) -> DispatchResult {
		type Error = neighbors::Error<Test>;
		let owner = Self::owner(ip).ok_or(Error::NotFound)?;
		frame_support::ensure!(owner == *from, Error::NotOwner);
		frame_support::ensure!(from != to, Error::SameOwner);
		Self::ensure_may_hold(to, ip)?;
		Owners::<Test>::insert(ip.collection, ip.item, to);
		Ok(())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl atelier_primitives::ip::BenchmarkIp<u64> for Ips {
	fn create(owner: &u64) -> IpId {
		use pallet_market::benchmarking::BenchmarkHelper;
		Self::mint_next(Self::empty_collection(owner), owner)
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl Ips {
	fn mint_next(collection: CollectionId, owner: &u64) -> IpId {
		let ip = IpId::new(collection, Owners::<Test>::iter_prefix_values(collection).count() as u32);
		Self::mint(ip, *owner);
		ip
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_market::benchmarking::BenchmarkHelper<u64> for Ips {
	const MAX_NESTING: u32 = MAX_NESTING;

	fn empty_collection(creator: &u64) -> CollectionId {
		let collection = Creators::<Test>::iter_keys().max().map_or(0, |last| last + 1);
		Self::create_collection(collection, *creator);
		collection
	}

	fn mint(collection: CollectionId, owner: &u64) -> IpId {
		Self::mint_next(collection, owner)
	}

	fn grant_trade(ip: IpId, owner: &u64, agent: &u64) {
		assert_eq!(Self::owner(&ip), Some(*owner));
		Agents::<Test>::insert(ip, agent, owner);
	}
}

pub struct EmptyCollections;

impl Contains<CollectionId> for EmptyCollections {
	fn contains(collection: &CollectionId) -> bool {
		Owners::<Test>::iter_prefix_values(collection).next().is_none()
	}
}

/// Where all royalties go.
pub const POOL: u64 = 900;

pub struct Royalties;

impl RoyaltyCollect<u64> for Royalties {
	fn pay(payer: &u64, ip: &IpId, amount: Balance, kind: PaymentKind) -> DispatchResult {
		assert_eq!(kind, PaymentKind::Sale);
		if amount == 0 {
			return Ok(());
		}
		Ips::owner(ip).ok_or(neighbors::Error::<Test>::NotFound)?;
		<Balances as Mutate<u64>>::transfer(payer, &POOL, amount, Preserve)?;
		Received::<Test>::mutate(ip, |received| *received += amount);
		Ok(())
	}
}

impl Royalties {
	/// As `set_score_authority`.
	pub fn set_authority(who: u64, ip: IpId, authority: Option<u64>) -> DispatchResult {
		let present = <Self as ScoreInspect<u64>>::authority(&ip).or_else(|| Ips::owner(&ip));
		frame_support::ensure!(present == Some(who), neighbors::Error::<Test>::NotAuthorized);
		Authorities::<Test>::insert(ip, authority);
		Ok(())
	}

	/// As `register_derivative`, by the owner of both.
	pub fn derive(child: IpId, parent: IpId, rate: Perbill) -> DispatchResult {
		type Error = neighbors::Error<Test>;
		frame_support::ensure!(Ips::owner(&child).is_some(), Error::NotFound);
		frame_support::ensure!(!Stacks::<Test>::contains_key(child), Error::AlreadyDerived);
		Stacks::<Test>::insert(child, Ancestors::truncate_from(vec![Ancestor { id: parent, rate }]));
		Ok(())
	}
}

impl StackInspect for Royalties {
	fn ancestors(ip: &IpId) -> Ancestors<IpId> {
		Stacks::<Test>::get(ip)
	}

	fn total(ip: &IpId) -> Perbill {
		Perbill::from_parts(Stacks::<Test>::get(ip).iter().map(|ancestor| ancestor.rate.deconstruct()).sum())
	}
}

/// The creator is the only member, and has the authority at first.
impl ScoreInspect<u64> for Royalties {
	fn score(ip: &IpId, who: &u64) -> u64 {
		u64::from(Ips::creator(ip) == Some(*who))
	}

	fn total_score(ip: &IpId) -> u128 {
		u128::from(Ips::owner(ip).is_some())
	}

	fn authority(ip: &IpId) -> Option<u64> {
		Authorities::<Test>::get(ip).unwrap_or_else(|| Ips::creator(ip))
	}
}

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

pub fn permit(ip: IpId) {
	Agents::<Test>::insert(ip, AGENT, Ips::owner(&ip).unwrap());
}

pub fn free(who: u64) -> Balance {
	<Balances as fungible::Inspect<u64>>::balance(&who)
}

pub fn held(reason: pallet_market::HoldReason, who: u64) -> Balance {
	<Balances as fungible::hold::Inspect<u64>>::balance_on_hold(&reason.into(), &who)
}

pub fn total(who: u64) -> Balance {
	<Balances as fungible::Inspect<u64>>::total_balance(&who)
}

pub fn market_events() -> Vec<pallet_market::Event<Test>> {
	let of_market = |event| if let RuntimeEvent::Market(event) = event { Some(event) } else { None };
	System::events().into_iter().filter_map(|record| of_market(record.event)).collect()
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = [CREATOR, OWNER, BUYER, OTHER, AGENT, POOL].map(|who| (who, FUNDS)).to_vec();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }.assimilate_storage(&mut storage).unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		for ip in [IP, FREE_IP] {
			Ips::create_collection(ip.collection, CREATOR);
		}
		set_policy(IP.collection, 10, 50).unwrap();
		for ip in [IP, FREE_IP] {
			Ips::mint(ip, OWNER);
		}
		System::reset_events();
	});
	ext
}

pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Market::do_try_state().unwrap();
	});
}
