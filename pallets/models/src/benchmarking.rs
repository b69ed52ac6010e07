//! Benchmarks of each call in its worst case, and the fixtures that pallets which run models need for theirs.

use crate::*;
use alloc::{vec, vec::Vec};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::ModelKind,
	ip::IpInspect,
	models::{read_all, BenchmarkModels, ModelFiles, MAX_FILES_LENGTH},
	openssf, Deposit, Digest, IpId,
};
use frame_benchmarking::v2::*;
use frame_support::{ensure, traits::fungible::Mutate, BoundedVec};
use frame_system::RawOrigin;
use sp_runtime::DispatchResult;

/// Benchmark fixtures of the engine and of other pallets. Each panics if it cannot do it: a benchmark that goes on would
/// measure too little.
pub trait BenchmarkHelper<AccountId> {
	/// The files of a model, of as nearly `length` bytes as can be.
	fn model(length: u32) -> ModelFiles;

	/// The files of an adapter of a model, of as nearly `length` bytes as can be.
	fn adapter(base: &Digest, length: u32) -> ModelFiles;

	/// Makes `who` entitled to the income of a model or an adapter, published or not, by a claim above which there are as
	/// many ancestors as an adapter of it can have, and gives `who` the IP asset of it.
	fn entitle(who: &AccountId, root: &Digest) -> IpId;
}

const FUNDS: Balance = 1_000_000_000 * UNIT;

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, FUNDS);
	who
}

#[allow(clippy::expect_used)]
impl<T: Config> BenchmarkModels<T::AccountId> for Pallet<T> {
	fn publish(who: &T::AccountId, kind: ModelKind, files: ModelFiles) -> Digest {
		Self::do_publish(who.clone(), kind, files).expect("the caller gives files that the engine reads, and funds")
	}

	fn set_terms(who: &T::AccountId, root: &Digest, ip: IpId, fee: Balance) -> DispatchResult {
		ensure!(T::Ips::owner(&ip).as_ref() == Some(who), Error::<T>::PassRequired);
		let entitled = || T::BenchmarkHelper::entitle(&funded::<T>("owner"), root);
		let own = Self::entitled_ip(root).unwrap_or_else(entitled);
		let owner = T::Ips::owner(&own).ok_or(Error::<T>::NotAuthorized)?;
		Self::do_set_terms(owner, *root, own, fee, Access::Holder(ip.collection), AdapterPolicy::All)
	}
}

/// A model of the greatest length.
fn publish_model<T: Config>() -> Digest {
	let files = T::BenchmarkHelper::model(MAX_FILES_LENGTH);
	<Pallet<T> as BenchmarkModels<_>>::publish(&funded::<T>("publisher"), ModelKind::Model, files)
}

/// The root of the files.
#[allow(clippy::expect_used)]
fn root_of(files: &ModelFiles) -> Digest {
	let read = read_all(files).expect("the helper gives paths in UTF-8");
	let hashed: Vec<_> = read.iter().map(|file| openssf::File::of(file.path, file.bytes)).collect();
	Digest::Sha2_256(openssf::root(&hashed).expect("the helper gives a folder of files"))
}

/// A model with terms, and its owner who set them.
fn model_with_terms<T: Config>() -> Result<(Digest, IpId, T::AccountId), BenchmarkError> {
	let root = publish_model::<T>();
	let owner = funded::<T>("owner");
	let ip = T::BenchmarkHelper::entitle(&owner, &root);
	Pallet::<T>::do_set_terms(owner.clone(), root, ip, UNIT, Access::Holder(0), largest_policy())?;
	Ok((root, ip, owner))
}

/// The adapter policy that is the longest.
fn largest_policy() -> AdapterPolicy {
	AdapterPolicy::Listed(BoundedVec::truncate_from(vec![Digest::Sha2_256([1; 32]); MAX_LISTED as usize]))
}

#[benchmarks]
mod benches {
	use super::*;

	/// An adapter, whose base is looked up. Below the first claim of the base it has as many ancestors as can be.
	#[benchmark]
	fn publish(b: Linear<1_024, MAX_FILES_LENGTH>) {
		let who = funded::<T>("signer");
		// Claimed before the publication: the publisher's claim has no ancestors.
		let root = root_of(&T::BenchmarkHelper::model(MAX_FILES_LENGTH));
		T::BenchmarkHelper::entitle(&funded::<T>("owner"), &root);
		let base = publish_model::<T>();
		assert_eq!(base, root);
		let files = T::BenchmarkHelper::adapter(&base, b);
		let before = Models::<T>::iter_keys().count();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), ModelKind::Adapter { base }, files);
		assert!(Models::<T>::iter_keys().count() > before);
	}

	/// In the place of terms that another account paid for.
	#[benchmark]
	fn set_terms() -> Result<(), BenchmarkError> {
		let (root, ip, owner) = model_with_terms::<T>()?;
		let mut terms = Terms::<T>::get(root).ok_or("no terms")?;
		terms.deposit.release::<T::Currency>(HoldReason::Terms)?;
		let deposit = Pallet::<T>::terms_deposit(&terms.adapters);
		terms.deposit = Deposit::hold::<T::Currency>(HoldReason::Terms, funded::<T>("agent"), deposit)?;
		Terms::<T>::insert(root, terms);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), root, ip, 5 * UNIT, Access::Open, largest_policy());
		assert!(Terms::<T>::get(root).is_some_and(|terms| terms.fee == 5 * UNIT));
		Ok(())
	}

	/// By who paid for them, so that the claim is looked up too.
	#[benchmark]
	fn clear_terms() -> Result<(), BenchmarkError> {
		let (root, _, owner) = model_with_terms::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), root);
		assert!(!Terms::<T>::contains_key(root));
		Ok(())
	}

	/// By the owner of an IP asset.
	#[benchmark]
	fn set_takedown() -> Result<(), BenchmarkError> {
		let (root, _, owner) = model_with_terms::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), root, true);
		assert!(Models::<T>::get(root).is_some_and(|record| record.taken_down));
		Ok(())
	}

	/// To a pool that was never paid.
	#[benchmark]
	fn release() -> Result<(), BenchmarkError> {
		let (root, ..) = model_with_terms::<T>()?;
		T::Currency::set_balance(&Pallet::<T>::account(), FUNDS);
		Pallet::<T>::fill_pot(&funded::<T>("payer"), root, UNIT)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(funded::<T>("signer")), root);
		assert!(!Pots::<T>::contains_key(root));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
