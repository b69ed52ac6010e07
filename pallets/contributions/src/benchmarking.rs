//! The worst case of every call.

// A benchmark that cannot be set up has to stop.
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]

use crate::*;
use alloc::vec;
use atelier_primitives::{chain::currency::UNIT, royalties::ScoreMutate, Digest, IpId};
use frame_benchmarking::v2::*;
use frame_support::traits::fungible::Mutate;
use frame_system::RawOrigin;

/// Benchmark fixtures of other pallets.
pub trait BenchmarkHelper<AccountId> {
	/// A fresh IP asset of `owner`, whose pool has a record and names no authority: so the owner is looked up, too.
	fn create_ip(owner: &AccountId) -> IpId;

	/// An artifact that `who` claims.
	fn claim(who: &AccountId) -> Digest;
}

/// Changes of scores that wait already when another contribution is accepted: one less than there can be.
const WAITING: u32 = 63;

fn rich<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, 1_000_000 * UNIT);
	who
}

fn signed<T: Config>(who: &T::AccountId) -> <T as frame_system::Config>::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

fn role() -> Role {
	vec![b'x'; MAX_ROLE as usize].try_into().expect("as long as it can be")
}

fn statement() -> Statement {
	vec![b'x'; MAX_STATEMENT as usize].try_into().expect("as long as it can be")
}

/// An authority with one contribution and one curator, who is not the contributor.
struct Scene<AccountId> {
	authority: AccountId,
	contributor: AccountId,
	curator: AccountId,
	ip: IpId,
}

fn submitted<T: Config>() -> Scene<T::AccountId> {
	let [authority, contributor, curator] = ["authority", "contributor", "curator"].map(rich::<T>);
	let ip = T::BenchmarkHelper::create_ip(&authority);
	let digest = T::BenchmarkHelper::claim(&contributor);
	Pallet::<T>::submit(signed::<T>(&contributor), authority.clone(), ip, digest, role(), statement())
		.expect("it is new");
	Pallet::<T>::set_curator(signed::<T>(&authority), curator.clone(), Some(u64::MAX)).expect("the authority is rich");
	Scene { authority, contributor, curator, ip }
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// The first one to the authority: so a sequence is made for it.
	#[benchmark]
	fn submit() {
		let [authority, caller] = ["authority", "caller"].map(rich::<T>);
		let ip = T::BenchmarkHelper::create_ip(&authority);
		let digest = T::BenchmarkHelper::claim(&caller);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), authority.clone(), ip, digest, role(), statement());

		assert!(Contributions::<T>::contains_key(authority, 0));
	}

	// The last one of the authority: so its sequence goes, too.
	#[benchmark]
	fn withdraw() {
		let Scene { authority, contributor, .. } = submitted::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(contributor), authority.clone(), 0);

		assert!(!Sequences::<T>::contains_key(authority));
	}

	// By a curator, while as many changes wait as can.
	#[benchmark]
	fn accept() {
		let Scene { authority, curator, ip, .. } = submitted::<T>();
		for i in 0..WAITING {
			let who = account("scored", i, 0);
			T::Scores::propose_raise(&authority, &ip, &who, 1).expect("there is room");
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(curator), authority.clone(), 0, 1);

		assert!(Contributions::<T>::get(authority, 0).is_some_and(|record| record.judgment != Judgment::Pending));
	}

	// By a curator; the last one of the authority.
	#[benchmark]
	fn reject() {
		let Scene { authority, curator, .. } = submitted::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(curator), authority.clone(), 0);

		assert!(!Sequences::<T>::contains_key(authority));
	}

	#[benchmark]
	fn set_curator() {
		let caller = rich::<T>("caller");
		let who: T::AccountId = account("curator", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), who.clone(), Some(1));

		assert!(Curators::<T>::contains_key(caller, who));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
