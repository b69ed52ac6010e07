//! The worst case of every call, and of the parts of the hook.

// A benchmark that cannot be set up has to stop.
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]

use crate::{
	types::{FOUNDER_SCORE, MAX_CHANGES, MAX_CHUNK, MAX_MEMBERS},
	*,
};
use alloc::vec::Vec;
use atelier_math::{
	ancestors::{Ancestor, Lineage, MAX_ANCESTORS},
	index::MemberAccrual,
	Perbill,
};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{BenchmarkIp, IpId, IpInspect},
	royalties::OnDerivativeRegistered,
	Deposit,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	tokens::Preservation,
	Get,
};
use frame_system::RawOrigin;
use sp_runtime::traits::Saturating;

const INCOME: Balance = 1_000 * UNIT;
/// Numbers of members and ancestors of `pay_at`, each with each: `scripts/compare-weights.py` knows them too.
const SIZES: ([u32; 4], [u32; 3]) = ([1, 100, 10_000, MAX_MEMBERS], [0, 16, MAX_ANCESTORS]);

fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, 1_000_000 * UNIT);
	who
}

fn rich_caller<T: Config>() -> T::AccountId {
	let caller = whitelisted_caller();
	T::Currency::set_balance(&caller, 1_000_000 * UNIT);
	caller
}

/// The account of the pallet, as genesis leaves it, and a collector that can receive anything.
fn fund<T: Config>() {
	for who in [Pallet::<T>::account(), T::FeeCollector::get()] {
		if T::Currency::balance(&who) == 0 {
			T::Currency::set_balance(&who, T::Currency::minimum_balance());
		}
	}
}

fn fresh<T: Config>(owner: &T::AccountId) -> IpId {
	fund::<T>();
	T::BenchmarkHelper::create(owner)
}

/// A derivative with as many ancestors as there can be; the first `real` of them exist.
fn derivative<T: Config>(owner: &T::AccountId, real: u32) -> IpId {
	derivative_of::<T>(owner, MAX_ANCESTORS, real)
}

fn derivative_of<T: Config>(owner: &T::AccountId, ancestors: u32, real: u32) -> IpId {
	let child = fresh::<T>(owner);
	let rate = Perbill::from_parts(900_000);
	let unreal = (0..ancestors.saturating_sub(real)).map(|i| IpId::new(u32::MAX, i));
	let mut ids: Vec<_> = (0..real).map(|_| fresh::<T>(owner)).collect();
	ids.sort();
	let list: Vec<_> = ids.into_iter().chain(unreal).map(|id| Ancestor { id, rate }).collect();
	let total = Perbill::from_parts(900_000u32.saturating_mul(ancestors));
	let lineage = Lineage { ancestors: list.try_into().expect("no more than there can be"), total };
	Pallet::<T>::on_derivative_registered(owner, &child, &lineage).expect("the owner is rich");
	child
}

fn pay<T: Config>(ip: IpId) {
	let payer = rich::<T>("payer", 0);
	Pallet::<T>::pay(RawOrigin::Signed(payer).into(), ip, INCOME).expect("the payer is rich");
}

/// Gives the authority to the owner: then the owner is looked up too.
fn give_to_owner<T: Config>(ip: IpId) {
	Pools::<T>::mutate(ip, |pool| pool.as_mut().expect("it was paid").authority = None);
}

/// Somebody who left the pool, was proposed by somebody else, and can claim for the last time.
fn leaver<T: Config>(ip: IpId, who: &T::AccountId) {
	pay::<T>(ip);
	let proposer = rich::<T>("proposer", 0);
	let amount = Pallet::<T>::member_deposit();
	let deposit = Deposit::hold::<T::Currency>(HoldReason::Member, proposer, amount).expect("the proposer is rich");
	let mut pool = Pools::<T>::get(ip).expect("it was paid");
	let mut accrual = MemberOf::<T>::founder(0).accrual;
	accrual.settle(&pool.index, pool.total_score).expect("the pool is as old as its founders");
	// The part of the founders goes to the one who left; there is a member, so that the pool is no other case. That costs
	// more than the first claim in a founding pool, which only writes records.
	(pool.founding, pool.divided, pool.members) = (false, true, 2);
	let founder = Member { accrual: MemberAccrual::join(&pool.index), ..Member::founder(FOUNDER_SCORE) };
	Members::<T>::insert(ip, account::<T::AccountId>("founder", 0, 0), founder);
	Members::<T>::insert(ip, who, Member { score: 0, accrual, lock: None, deposit: Some(deposit) });
	Pools::<T>::insert(ip, pool);
}

/// Gives a paid pool so many members, each with the same part of what comes.
fn populate<T: Config>(ip: IpId, members: u32) {
	let mut pool = Pools::<T>::get(ip).expect("it was paid");
	let member = Member { score: 1, accrual: MemberAccrual::join(&pool.index), lock: None, deposit: None };
	for i in 0..members {
		Members::<T>::insert(ip, account::<T::AccountId>("member", i, 0), member.clone());
	}
	(pool.founding, pool.divided) = (false, true);
	(pool.members, pool.total_score) = (members, members.into());
	Pools::<T>::insert(ip, pool);
}

/// A paid pool of the pair of `SIZES` with this number; and how many members and ancestors it has.
fn pool_at<T: Config>(pair: u32) -> (IpId, u32, u32) {
	let (members, ancestors) = SIZES;
	let (row, column) = (pair as usize / ancestors.len(), pair as usize % ancestors.len());
	let ip = derivative_of::<T>(&rich::<T>("owner", 0), ancestors[column], 0);
	pay::<T>(ip);
	populate::<T>(ip, members[row]);
	(ip, members[row], ancestors[column])
}

fn changes<T: Config>(count: u32, score: u64) -> Changes<T::AccountId> {
	let list: Vec<_> = (0..count).map(|i| (account("member", i, 0), score)).collect();
	list.try_into().expect("no more than there can be")
}

/// The authority is the owner, and looked up: never the short way.
fn propose<T: Config>(who: &T::AccountId, ip: IpId, count: u32, score: u64) {
	let changes = changes::<T>(count, score);
	Pallet::<T>::propose_scores(RawOrigin::Signed(who.clone()).into(), ip, changes).expect("the owner may");
}

/// The proposal was made by the account of the IP asset, which neither owns it nor calls anything now.
fn propose_as_ip<T: Config>(ip: IpId) {
	let who = T::Ips::account(&ip);
	T::Currency::set_balance(&who, 1_000_000 * UNIT);
	propose::<T>(&who, ip, MAX_CHANGES, 1);
}

/// An offer of the authority by somebody who is rich, or was before.
fn offered<T: Config>(ip: IpId, by: &T::AccountId, authority: Option<T::AccountId>) {
	let amount = Pallet::<T>::offer_deposit();
	let deposit = Deposit::hold::<T::Currency>(HoldReason::AuthorityOffer, by.clone(), amount).expect("rich");
	AuthorityOffers::<T>::insert(ip, AuthorityOffer { authority, moves: T::Ips::moves(&ip), deposit });
}

fn wait<T: Config>() {
	let now = frame_system::Pallet::<T>::block_number();
	frame_system::Pallet::<T>::set_block_number(now.saturating_add(T::ScoreDelay::get()));
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// A linked pool with an open run: all of its fields are in use.
	#[benchmark]
	fn pay() {
		let caller = rich_caller::<T>();
		let ip = derivative::<T>(&rich::<T>("owner", 0), 2);
		super::pay::<T>(ip);
		Pallet::<T>::do_settle(&ip, 1).expect("it was paid");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip, UNIT);

		assert_eq!(Pools::<T>::get(ip).map(|pool| pool.received), Some(INCOME + UNIT));
	}

	// Not for a weight: shows that a payment costs the same at all of `SIZES`. `p` numbers their pairs.
	#[benchmark(extra)]
	fn pay_at(p: Linear<0, 11>) {
		let caller = rich_caller::<T>();
		let (ip, members, ancestors) = pool_at::<T>(p);

		#[extrinsic_call]
		pay(RawOrigin::Signed(caller), ip, UNIT);

		let pool = Pools::<T>::get(ip).expect("it was paid");
		assert_eq!((pool.members, pool.ancestors), (members, ancestors));
		assert_eq!(pool.received, INCOME + UNIT);
	}

	// Not for a weight: what a transfer costs that has nothing to do with the pool, in the state of `pay_at`.
	#[benchmark(extra)]
	fn transfer_at(p: Linear<0, 11>) {
		let caller = rich_caller::<T>();
		let receiver = rich::<T>("receiver", 0);
		pool_at::<T>(p);
		let before = T::Currency::balance(&receiver);

		#[block]
		{
			T::Currency::transfer(&caller, &receiver, UNIT, Preservation::Preserve).expect("the caller is rich");
		}

		assert_eq!(T::Currency::balance(&receiver), before + UNIT);
	}

	// Looks for the IP asset too.
	#[benchmark]
	fn pay_first() {
		let caller = rich_caller::<T>();
		let ip = T::BenchmarkHelper::create(&rich::<T>("owner", 0));

		#[extrinsic_call]
		pay(RawOrigin::Signed(caller), ip, UNIT);

		assert_eq!(Pools::<T>::get(ip).map(|pool| pool.received), Some(UNIT));
	}

	// Ancestors without a pool of their own, in the largest stack, with fees to hand over.
	#[benchmark]
	fn settle(n: Linear<1, MAX_CHUNK>) {
		let caller = rich_caller::<T>();
		let ip = derivative::<T>(&rich::<T>("owner", 0), MAX_CHUNK);
		super::pay::<T>(ip);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip, n);

		assert_eq!(Pools::<T>::get(ip).and_then(|pool| pool.run).map(|run| run.next), Some(n));
	}

	// With fees that the collector cannot receive.
	#[benchmark]
	fn settle_nothing() {
		let ip = fresh::<T>(&rich::<T>("owner", 0));
		super::pay::<T>(ip);
		Pools::<T>::mutate(ip, |pool| pool.as_mut().expect("it was paid").fees = 1);
		T::Currency::set_balance(&T::FeeCollector::get(), 0);
		let outcome;

		#[block]
		{
			outcome = Pallet::<T>::do_settle(&ip, MAX_CHUNK);
		}

		assert_eq!(outcome, Err(Error::<T>::NothingToSettle.into()));
	}

	// The last claim of somebody who left.
	#[benchmark]
	fn claim() {
		let caller = rich_caller::<T>();
		let ip = fresh::<T>(&rich::<T>("owner", 0));
		leaver::<T>(ip, &caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), ip);

		assert!(!Members::<T>::contains_key(ip, caller));
	}

	#[benchmark]
	fn claim_for() {
		let caller = rich_caller::<T>();
		let ip = fresh::<T>(&rich::<T>("owner", 0));
		let who: T::AccountId = account("leaver", 0, 0);
		leaver::<T>(ip, &who);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip, who.clone());

		assert!(!Members::<T>::contains_key(ip, who));
	}

	// By the account of the IP asset: not the owner, who is permitted at once.
	#[benchmark]
	fn propose_scores(c: Linear<1, MAX_CHANGES>) {
		let ip = fresh::<T>(&rich::<T>("owner", 0));
		let caller = T::Ips::account(&ip);
		T::Currency::set_balance(&caller, 1_000_000 * UNIT);
		super::pay::<T>(ip);
		give_to_owner::<T>(ip);
		let changes = changes::<T>(c, 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip, changes);

		assert!(Proposals::<T>::contains_key(ip));
	}

	// By a stranger, who may because the authority was somebody else; the deposit goes to a third.
	#[benchmark]
	fn cancel_scores() {
		let caller = rich_caller::<T>();
		let ip = fresh::<T>(&rich::<T>("owner", 0));
		super::pay::<T>(ip);
		give_to_owner::<T>(ip);
		propose_as_ip::<T>(ip);
		let former = account("former", 0, 0);
		Proposals::<T>::mutate(ip, |proposal| proposal.as_mut().expect("it was made").authorizer = former);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip);

		assert!(!Proposals::<T>::contains_key(ip));
	}

	// Members that leave at once, each with a deposit that somebody else gets back.
	#[benchmark]
	fn apply_scores(c: Linear<1, MAX_CHANGES>) {
		let caller = rich_caller::<T>();
		let owner = rich::<T>("owner", 0);
		let ip = fresh::<T>(&owner);
		super::pay::<T>(ip);
		give_to_owner::<T>(ip);
		propose::<T>(&owner, ip, c, 0);
		let mut pool = Pools::<T>::get(ip).expect("it was paid");
		Pallet::<T>::record_founders(&ip, &mut pool).expect("it was minted");
		let founders = pool.members;
		for (i, (who, _)) in changes::<T>(c, 0).into_iter().enumerate() {
			let proposer = rich::<T>("proposer", i as u32);
			let amount = Pallet::<T>::member_deposit();
			let deposit = Deposit::hold::<T::Currency>(HoldReason::Member, proposer, amount).expect("rich");
			let accrual = MemberAccrual::join(&pool.index);
			Members::<T>::insert(ip, who, Member { score: 1, accrual, lock: None, deposit: Some(deposit) });
			pool.total_score += 1;
			pool.members += 1;
		}
		pool.divided = true;
		Pools::<T>::insert(ip, pool);
		wait::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip);

		assert_eq!(Pools::<T>::get(ip).map(|pool| pool.members), Some(founders));
	}

	// In place of a former owner's, whose deposit goes back.
	#[benchmark]
	fn offer_score_authority() {
		let caller = rich_caller::<T>();
		let ip = fresh::<T>(&caller);
		super::pay::<T>(ip);
		give_to_owner::<T>(ip);
		offered::<T>(ip, &rich::<T>("former", 0), None);
		let authority: T::AccountId = account("authority", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), ip, Some(authority));

		assert_eq!(AuthorityOffers::<T>::get(ip).map(|offer| offer.deposit.who), Some(caller));
	}

	// From the owner, with a proposal that ends, and whose deposit goes to somebody else.
	#[benchmark]
	fn accept_score_authority() {
		let caller = rich_caller::<T>();
		let owner = rich::<T>("owner", 0);
		let ip = fresh::<T>(&owner);
		super::pay::<T>(ip);
		give_to_owner::<T>(ip);
		propose_as_ip::<T>(ip);
		offered::<T>(ip, &owner, Some(caller.clone()));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), ip);

		assert_eq!(Pools::<T>::get(ip).and_then(|pool| pool.authority), Some(caller));
	}

	// By a stranger, who may because it is that of a former owner.
	#[benchmark]
	fn withdraw_authority_offer() {
		let caller = rich_caller::<T>();
		let ip = fresh::<T>(&rich::<T>("owner", 0));
		super::pay::<T>(ip);
		give_to_owner::<T>(ip);
		offered::<T>(ip, &rich::<T>("former", 0), Some(caller.clone()));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip);

		assert!(!AuthorityOffers::<T>::contains_key(ip));
	}

	// By the owner, in a pool whose founding members get their records.
	#[benchmark]
	fn lock_score() {
		let caller = rich_caller::<T>();
		let ip = fresh::<T>(&caller);
		super::pay::<T>(ip);
		give_to_owner::<T>(ip);
		let until = frame_system::Pallet::<T>::block_number().saturating_add(T::MaxLock::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), ip, caller.clone(), until);

		assert_eq!(Members::<T>::get(ip, caller).and_then(|member| member.lock), Some(until));
	}

	// By a stranger, once it has expired. It is the last one: the cap ends too.
	#[benchmark]
	fn unlock_score() {
		let caller = rich_caller::<T>();
		let owner = rich::<T>("owner", 0);
		let ip = fresh::<T>(&owner);
		let until = frame_system::Pallet::<T>::block_number().saturating_add(T::MaxLock::get());
		Pallet::<T>::do_lock_score(&owner, ip, owner.clone(), until).expect("the owner is the creator");
		frame_system::Pallet::<T>::set_block_number(until);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ip, owner);

		assert_eq!(Pools::<T>::get(ip).and_then(|pool| pool.cap), None);
	}

	#[benchmark]
	fn on_idle_base() {
		let ip = fresh::<T>(&rich::<T>("owner", 0));
		IdleCursor::<T>::put(ip);

		#[block]
		{
			let cursor = IdleCursor::<T>::get();
			let _ = T::MinIdleSettlement::get();
			IdleCursor::<T>::set(cursor);
		}

		assert!(IdleCursor::<T>::exists());
	}

	#[benchmark]
	fn on_idle_examine() {
		let owner = rich::<T>("owner", 0);
		let ip = derivative::<T>(&owner, 2);
		super::pay::<T>(ip);
		let found;

		#[block]
		{
			found = Pallet::<T>::next_pool(None);
			if let Some((_, pool)) = &found {
				let _ = Pallet::<T>::worth_settling(pool, Balance::MAX);
			}
		}

		assert!(found.is_some());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
