//! Set-up of the benchmarks of jobs: models of any length, full lists of claims, and IP assets with many traits. Each
//! panics if it fails: the benchmark would measure too little.

use super::{
	models::{adapter_files, model_files, register},
	IpArguments,
};
use crate::*;
use alloc::vec::Vec;
use atelier_engine::{Request, MAX_INPUT};
use atelier_primitives::{
	chain::currency::UNIT,
	ip::{BenchmarkIp, CollectionId, IpTraits, TraitKey, TraitValue},
	jobs::JobClass,
	models::ModelFiles,
	provenance::ArtifactKind,
	Digest, IpId,
};
use codec::Encode;
use frame_support::traits::{fungible::Mutate, Get};
use pallet_ip_assets::types::MAX_TRAITS;
use pallet_jobs::benchmarking::{BenchmarkHelper, Input};
use pallet_provenance::types::{MAX_CLAIMS, MAX_EDGES};
use sp_io::hashing::blake2_256;

/// The shortest side of a picture.
const SHORTEST: u64 = 16;
/// The longest side of the largest picture that the chain can check.
const LONGEST: u64 = 256;

/// What the benchmarks ask for.
pub struct JobsArguments;

#[allow(clippy::expect_used)]
impl BenchmarkHelper<AccountId> for JobsArguments {
	type Models = Models;
	type Workers = Workers;

	fn class() -> JobClass {
		JobClass::BitExact
	}

	fn model(length: u32, hundredths: u32) -> (ModelFiles, Input) {
		let pixels = LONGEST.saturating_pow(2).saturating_mul(hundredths.into()).div_ceil(100);
		let width = pixels.div_ceil(SHORTEST).clamp(SHORTEST, LONGEST);
		let height = pixels.div_ceil(width).clamp(SHORTEST, LONGEST);
		// The most words that there is room for.
		let mut request = Request::new("", width as u16, height as u16);
		let room = MAX_INPUT.saturating_sub(request.encoded_size()).saturating_sub(1);
		request.prompt = "a ".repeat(room / 2);
		assert!(request.cost() <= <<Runtime as pallet_jobs::Config>::MaxCost as Get<u64>>::get());
		let input = Input::try_from(request.encode()).expect("the prompt was made to fit");
		(model_files(length), input)
	}

	fn adapter(base: &Digest, length: u32, number: u32) -> ModelFiles {
		adapter_files(base, length, number)
	}

	fn claim_by_others(output: &Digest) {
		let name = |number: u32, parent: u32| Digest::Sha2_256(blake2_256(&(output, number, parent).encode()));
		for number in 0..MAX_CLAIMS {
			let who: AccountId = frame_benchmarking::account("claimant", number, 0);
			let _ = <Balances as Mutate<_>>::set_balance(&who, 1_000_000 * UNIT);
			let parents: Vec<_> = (0..MAX_EDGES).map(|parent| name(number, parent)).collect();
			parents.iter().for_each(|parent| register(&who, *parent, ArtifactKind::Dataset, &[]));
			register(&who, *output, ArtifactKind::Work, &parents);
		}
	}

	fn ip(who: &AccountId) -> IpId {
		let ip = <IpArguments as BenchmarkIp<AccountId>>::create(who);
		let value = TraitValue { output: Digest::Sha2_256([1; 32]), job: [0; 32] };
		for number in 1..MAX_TRAITS {
			let key = TraitKey::truncate_from([number as u8; 32].to_vec());
			<IpAssets as IpTraits<AccountId>>::set(who, &ip, key, value).expect("there is room");
		}
		ip
	}

	fn collection(who: &AccountId) -> CollectionId {
		<IpArguments as pallet_market::benchmarking::BenchmarkHelper<AccountId>>::empty_collection(who)
	}
}
