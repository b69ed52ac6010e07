//! Each call where it costs most.

#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

use crate::{pallet::*, IncomeOf};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{BenchmarkIp, CollectionId, IpInspect, RoyaltyPolicy},
	IpId,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, Get};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};

/// Benchmark setup of the neighboring pallets. Each does it as a user would, with the real calls, and panics if it
/// cannot: a benchmark that goes on would measure too little. Whoever is named has money.
pub trait BenchmarkHelper<AccountId>: BenchmarkIp<AccountId> {
	/// An account may be inside so many IP assets, and still buy one.
	const MAX_NESTING: u32;

	/// A fresh collection in which nothing was minted.
	fn empty_collection(creator: &AccountId) -> CollectionId;

	/// A fresh IP asset of `owner`, minted by the creator of the collection. `owner` may be the account of another one. As
	/// many new scores wait as there can be.
	fn mint(collection: CollectionId, owner: &AccountId) -> IpId;

	/// Makes the owner permit `agent` to trade, for some blocks.
	fn grant_trade(ip: IpId, owner: &AccountId, agent: &AccountId);
}

const PRICE: Balance = 1_000 * UNIT;
/// A call runs some blocks after it was set up.
const LATER: u32 = 100;

fn fund<T: Config>(who: &T::AccountId) {
	T::Currency::set_balance(who, 1_000_000 * UNIT);
}

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	fund::<T>(&who);
	who
}

/// Both parts of the price are above zero, so that both are paid.
fn enforced<T: Config>() -> RoyaltyPolicy {
	RoyaltyPolicy { rate: T::MaxRoyaltyRate::get() / 2, floor: T::MaxRoyaltyFloor::get().min(UNIT) }
}

/// An IP asset whose collection enforces a royalty.
fn asset<T: Config>(owner: &T::AccountId) -> IpId {
	let collection = T::BenchmarkHelper::empty_collection(owner);
	Pallet::<T>::do_set_policy(owner.clone(), collection, enforced::<T>()).expect("the collection is empty");
	T::BenchmarkHelper::mint(collection, owner)
}

fn soon<T: Config>() -> Option<BlockNumberFor<T>> {
	Some(frame_system::Pallet::<T>::block_number() + LATER.into())
}

/// On sale, with the deposit paid by a third account.
fn list_by_agent<T: Config>(ip: IpId, seller: &T::AccountId) {
	let agent = funded::<T>("lister");
	T::BenchmarkHelper::grant_trade(ip, seller, &agent);
	Pallet::<T>::do_list(agent, ip, PRICE, soon::<T>()).expect("the agent is permitted");
}

/// What a buyer names who looks now.
fn seen<T: Config>(ip: &IpId) -> (u32, IncomeOf<T>) {
	(T::Ips::revision(ip), Pallet::<T>::income_of(ip))
}

/// With the price held, until some blocks later.
fn offer_for<T: Config>(ip: IpId, buyer: &T::AccountId) {
	let (revision, income) = seen::<T>(&ip);
	Pallet::<T>::do_offer(buyer.clone(), ip, PRICE, soon::<T>(), revision, income).expect("the buyer has money");
}

/// The account of an IP asset that is inside as many others as it can be. All are in a collection without a policy:
/// only those may be inside others.
fn nested<T: Config>() -> T::AccountId {
	let creator = funded::<T>("creator");
	let collection = T::BenchmarkHelper::empty_collection(&creator);
	let mut owner = creator;
	for _ in 0..T::BenchmarkHelper::MAX_NESTING {
		owner = T::Ips::account(&T::BenchmarkHelper::mint(collection, &owner));
	}
	fund::<T>(&owner);
	owner
}

fn next_block<T: Config>() {
	frame_system::Pallet::<T>::set_block_number(frame_system::Pallet::<T>::block_number() + LATER.into());
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_policy() {
		let caller = funded::<T>("creator");
		let collection = T::BenchmarkHelper::empty_collection(&caller);
		let policy = enforced::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), collection, policy.rate, policy.floor);

		assert_eq!(Pallet::<T>::policy_of(collection), policy);
	}

	#[benchmark]
	fn list() {
		let (owner, caller) = (funded::<T>("owner"), funded::<T>("agent"));
		let ip = asset::<T>(&owner);
		list_by_agent::<T>(ip, &owner);
		T::BenchmarkHelper::grant_trade(ip, &owner, &caller);
		let expires = soon::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), ip, 2 * PRICE, expires);

		assert_eq!(Listings::<T>::get(ip).unwrap().deposit.who, caller);
	}

	#[benchmark]
	fn delist() {
		let owner = funded::<T>("owner");
		let ip = asset::<T>(&owner);
		list_by_agent::<T>(ip, &owner);
		// As if the IP asset had moved, and come back.
		Listings::<T>::mutate(ip, |listing| listing.as_mut().unwrap().moves += 1);
		let caller: T::AccountId = funded::<T>("stranger");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip);

		assert!(!Listings::<T>::contains_key(ip));
	}

	#[benchmark]
	fn buy() {
		let seller = funded::<T>("owner");
		let ip = asset::<T>(&seller);
		list_by_agent::<T>(ip, &seller);
		let caller = funded::<T>("buyer");
		let (revision, income) = seen::<T>(&ip);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), ip, PRICE, revision, income);

		assert_eq!(T::Ips::owner(&ip), Some(caller));
	}

	/// Nothing is paid to the pool: only what asks for no royalty may go inside.
	#[benchmark]
	fn buy_nested() {
		let seller = funded::<T>("owner");
		let ip = T::BenchmarkHelper::mint(T::BenchmarkHelper::empty_collection(&seller), &seller);
		list_by_agent::<T>(ip, &seller);
		let caller = nested::<T>();
		let (revision, income) = seen::<T>(&ip);

		#[extrinsic_call]
		buy(RawOrigin::Signed(caller.clone()), ip, PRICE, revision, income);

		assert_eq!(T::Ips::owner(&ip), Some(caller));
	}

	#[benchmark]
	fn offer() {
		let owner = funded::<T>("owner");
		let ip = asset::<T>(&owner);
		let caller = funded::<T>("buyer");
		offer_for::<T>(ip, &caller);
		let (expires, (revision, income)) = (soon::<T>(), seen::<T>(&ip));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), ip, 2 * PRICE, expires, revision, income);

		assert_eq!(Offers::<T>::get(ip, caller).unwrap().price, 2 * PRICE);
	}

	#[benchmark]
	fn accept() {
		let caller = funded::<T>("owner");
		let ip = asset::<T>(&caller);
		list_by_agent::<T>(ip, &caller);
		let buyer = funded::<T>("buyer");
		offer_for::<T>(ip, &buyer);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip, buyer.clone(), PRICE);

		assert_eq!(T::Ips::owner(&ip), Some(buyer));
		assert!(!Listings::<T>::contains_key(ip));
	}

	#[benchmark]
	fn withdraw_offer() {
		let owner = funded::<T>("owner");
		let ip = asset::<T>(&owner);
		let buyer = funded::<T>("buyer");
		offer_for::<T>(ip, &buyer);
		next_block::<T>();
		let caller: T::AccountId = funded::<T>("stranger");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip, buyer.clone());

		assert!(!Offers::<T>::contains_key(ip, buyer));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
