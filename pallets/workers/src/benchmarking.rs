//! Benchmarks of each call in its worst case, and the fixtures that pallets which have work for workers need for theirs.

use crate::*;
use alloc::vec::Vec;
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	workers::{BenchmarkWorkers, WorkerKey, MAX_OFFERS},
	Digest,
};
use codec::Decode;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	tokens::{Fortitude, Preservation},
	Get,
};
use frame_system::{Pallet as System, RawOrigin};
use sp_runtime::traits::Saturating;

/// Benchmark fixtures of other pallets. Each panics if it cannot do it: a benchmark that goes on would measure too
/// little.
pub trait BenchmarkHelper {
	/// Publishes a model, and returns its root.
	fn model() -> Digest;
}

type Account<T> = <T as frame_system::Config>::AccountId;

const FUNDS: Balance = 1_000_000_000 * UNIT;

fn funded<T: Config>(name: &'static str, index: u32) -> Account<T> {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, FUNDS);
	who
}

/// Another key for each number.
#[allow(clippy::expect_used)]
fn key(number: u32) -> WorkerKey {
	let mut bytes = number.to_le_bytes().to_vec();
	bytes.resize(32, 1);
	WorkerKey::decode(&mut &bytes[..]).expect("a key is 32 bytes")
}

fn new_worker<T: Config>(index: u32) -> Account<T> {
	let worker = funded::<T>("worker", index);
	<Pallet<T> as BenchmarkWorkers<_>>::register(&worker, key(index), T::MinStake::get().max(1_000 * UNIT));
	worker
}

/// A model that as many workers serve as can.
fn full_model<T: Config>() -> Digest {
	let root = T::BenchmarkHelper::model();
	(0..MAX_OFFERS).for_each(|index| <Pallet<T> as BenchmarkWorkers<_>>::serve(&new_worker::<T>(index), &root, 0));
	root
}

#[allow(clippy::expect_used)]
impl<T: Config> BenchmarkWorkers<T::AccountId> for Pallet<T> {
	fn register(worker: &T::AccountId, key: WorkerKey, stake: Balance) {
		let stake = stake.max(T::MinStake::get());
		if T::Currency::reducible_balance(worker, Preservation::Preserve, Fortitude::Polite) < stake {
			let missing = stake.saturating_add(T::Currency::minimum_balance());
			T::Currency::mint_into(worker, missing).expect("so much can be issued");
		}
		Self::do_register(worker.clone(), key, stake).expect("the worker is funded, and the key is fresh");
	}

	fn serve(worker: &T::AccountId, model: &Digest, min_price: Balance) {
		Self::do_serve(worker.clone(), *model, min_price, u32::MAX).expect("the model is there, and has room");
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn register() {
		let who = funded::<T>("signer", 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), key(0), T::MinStake::get());
		assert!(Workers::<T>::contains_key(who));
	}

	#[benchmark]
	fn add_stake() {
		let who = new_worker::<T>(0);
		let before = Workers::<T>::get(&who).map(|it| it.stake);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), UNIT);
		assert!(Workers::<T>::get(who).map(|it| it.stake) > before);
	}

	#[benchmark]
	fn unbond() {
		let who = new_worker::<T>(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), UNIT);
		assert!(Workers::<T>::get(who).is_some_and(|it| it.unbonding.is_some()));
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let who = new_worker::<T>(0);
		Pallet::<T>::do_unbond(who.clone(), UNIT)?;
		System::<T>::set_block_number(System::<T>::block_number().saturating_add(T::UnbondingPeriod::get()));
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert!(Workers::<T>::get(who).is_some_and(|it| it.unbonding.is_none()));
		Ok(())
	}

	/// In the place of the last one, which has no stake.
	#[benchmark]
	fn serve() {
		let root = full_model::<T>();
		let last: Account<T> = account("worker", MAX_OFFERS.saturating_sub(1), 0);
		Workers::<T>::mutate(last, |it| it.as_mut().map(|worker| worker.stake = 0));
		let who = new_worker::<T>(100);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), root, 1, 1);
		assert_eq!(Offers::<T>::get(root).len() as u32, MAX_OFFERS);
	}

	#[benchmark]
	fn stop_serving() {
		let root = full_model::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(account("worker", 0, 0)), root);
		assert_eq!(Offers::<T>::get(root).len() as u32, MAX_OFFERS - 1);
	}

	#[benchmark]
	fn rotate_key() {
		let who = new_worker::<T>(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), key(1));
		assert!(Keys::<T>::contains_key(key(1)));
	}

	/// From lists that are full.
	#[benchmark]
	fn deregister(m: Linear<0, MAX_MODELS_PER_WORKER>) {
		let who = new_worker::<T>(0);
		let since = System::<T>::block_number();
		for number in 0..m {
			let root = Digest::Sha2_256([number as u8; 32]);
			let offer = |index| Offer { worker: account("worker", index, 0), min_price: 0, max_output: 0, since };
			let offers: Vec<_> = (0..MAX_OFFERS).map(offer).collect();
			Offers::<T>::insert(root, OfferListOf::<T>::truncate_from(offers));
			let _ = Workers::<T>::mutate(&who, |it| it.as_mut().map(|worker| worker.models.try_push(root)));
		}
		Workers::<T>::mutate(&who, |it| it.as_mut().map(|worker| worker.stake = 0));
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert!(!Workers::<T>::contains_key(who));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
