//! What the benchmarks of attested inference need: models of any length, and somebody who is entitled to their income.
//! What fails here would make a benchmark measure too little, so it panics.

use super::IpArguments;
use crate::{configs::inference::MaxCost, *};
use alloc::{boxed::Box, format, vec, vec::Vec};
use atelier_engine::{Request, ADAPTER_FILES, MAX_INPUT, MODEL_FILES};
use atelier_primitives::{
	chain::currency::UNIT,
	ip::{BenchmarkIp, CollectionId, IpTraits, TraitKey, TraitValue},
	provenance::ArtifactKind,
	Digest, IpId,
};
use codec::Encode;
use frame_support::{traits::fungible::Mutate, BoundedVec};
use pallet_inference::{
	benchmarking::{BenchmarkHelper, Input},
	length_of, WeightsFile, WeightsFiles,
};
use pallet_ip_assets::types::{Metadata, MAX_TRAITS};
use pallet_provenance::types::{Edge, Registration, Relation, MAX_ANCESTORS, MAX_CLAIMS, MAX_EDGES};
use sp_io::hashing::blake2_256;

const MODEL: [&[u8]; 2] = [
	include_bytes!("../../../gateway/engine/models/rose-window/config.json"),
	include_bytes!("../../../gateway/engine/models/rose-window/model.safetensors"),
];
const ADAPTER: &[u8] = include_bytes!("../../../gateway/engine/models/rose-window-lace/adapter_model.safetensors");
/// The shortest side of a picture.
const SHORTEST: u64 = 16;
/// The longest side of the largest picture that the chain can check.
const LONGEST: u64 = 256;

/// What the benchmarks ask for.
pub struct InferenceArguments;

/// Files that are so long together with their paths: the configuration ends in blanks, of which `number` are line ends.
#[allow(clippy::expect_used)]
fn files(names: [&str; 2], config: &[u8], weights: &[u8], length: u32, number: u32) -> WeightsFiles {
	let file = |name: &str, bytes: Vec<u8>| WeightsFile {
		path: BoundedVec::truncate_from(name.as_bytes().to_vec()),
		bytes: BoundedVec::truncate_from(bytes),
	};
	let [config_name, weights_name] = names;
	let pair =
		|config| WeightsFiles::truncate_from(vec![file(config_name, config), file(weights_name, weights.to_vec())]);
	let mut config = config.to_vec();
	config.resize(config.len().saturating_add(number as usize), b'\n');
	let missing = length.saturating_sub(length_of(&pair(config.clone())));
	config.resize(config.len().saturating_add(missing as usize), b' ');
	pair(config)
}

#[allow(clippy::expect_used)]
fn register(who: &AccountId, digest: Digest, kind: ArtifactKind, parents: &[Digest]) {
	let edge = |parent: &Digest| Edge { parent: *parent, owner: who.clone(), relation: Relation::Input };
	let edges = BoundedVec::truncate_from(parents.iter().map(edge).collect());
	let registration = Registration { digest, kind, manifest_hash: None, edges, record: None };
	Provenance::register(RuntimeOrigin::signed(who.clone()), Box::new(registration)).expect("nobody claims it");
}

/// Artifacts under which another one has one ancestor less than is possible: the work that is made of it has one more.
fn ancestors(who: &AccountId) -> Vec<Digest> {
	let name = |number: u32| Digest::Sha2_256(blake2_256(&(who, number).encode()));
	let mut grandparents = MAX_EDGES..MAX_ANCESTORS.saturating_sub(1);
	let each = grandparents.len().div_ceil(MAX_EDGES as usize);
	let parents = 0..MAX_EDGES;
	parents
		.map(|parent| {
			let above: Vec<_> = grandparents.by_ref().take(each).map(name).collect();
			above.iter().for_each(|digest| register(who, *digest, ArtifactKind::Dataset, &[]));
			register(who, name(parent), ArtifactKind::Dataset, &above);
			name(parent)
		})
		.collect()
}

#[allow(clippy::expect_used)]
impl BenchmarkHelper<AccountId> for InferenceArguments {
	fn model(length: u32, hundredths: u32) -> (WeightsFiles, Input) {
		let [config, weights] = MODEL;
		let pixels = LONGEST.saturating_pow(2).saturating_mul(hundredths.into()).div_ceil(100);
		let width = pixels.div_ceil(SHORTEST).clamp(SHORTEST, LONGEST);
		let height = pixels.div_ceil(width).clamp(SHORTEST, LONGEST);
		// The most words that there is room for.
		let mut request = Request::new("", width as u16, height as u16);
		let room = MAX_INPUT.saturating_sub(request.encoded_size()).saturating_sub(1);
		request.prompt = "a ".repeat(room / 2);
		assert!(request.cost() <= MaxCost::get());
		let input = Input::try_from(request.encode()).expect("the prompt was made to fit");
		(files(MODEL_FILES, config, weights, length, 0), input)
	}

	fn adapter(base: &Digest, length: u32, number: u32) -> WeightsFiles {
		let base = base.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect::<alloc::string::String>();
		let config = format!(r#"{{"architecture": "atelier-lora-1", "base": "{base}", "rank": 3, "shift": 12}}"#);
		files(ADAPTER_FILES, config.as_bytes(), ADAPTER, length, number)
	}

	fn entitle(who: &AccountId, root: &Digest) -> IpId {
		register(who, *root, ArtifactKind::Model, &ancestors(who));
		Provenance::attest(RuntimeOrigin::root(), *root, who.clone(), [1; 32]).expect("root is the arbiter");
		let collection = Self::collection(who);
		let metadata = Metadata { uri: BoundedVec::truncate_from(vec![b'x'; 256]), hash: Some([7; 32]) };
		IpAssets::mint(RuntimeOrigin::signed(who.clone()), collection, None, Some(*root), metadata)
			.expect("the creator mints what it claims");
		IpId::new(collection, 0)
	}

	fn claim_by_others(root: &Digest) {
		let name = |number: u32, parent: u32| Digest::Sha2_256(blake2_256(&(root, number, parent).encode()));
		for number in 0..MAX_CLAIMS {
			let who: AccountId = frame_benchmarking::account("claimant", number, 0);
			let _ = <Balances as Mutate<_>>::set_balance(&who, 1_000_000 * UNIT);
			let parents: Vec<_> = (0..MAX_EDGES).map(|parent| name(number, parent)).collect();
			parents.iter().for_each(|parent| register(&who, *parent, ArtifactKind::Dataset, &[]));
			register(&who, *root, ArtifactKind::Work, &parents);
		}
	}

	fn ip(who: &AccountId) -> IpId {
		let ip = <IpArguments as BenchmarkIp<AccountId>>::create(who);
		let value = TraitValue { output: Digest::Sha2_256([1; 32]), job: [0; 32] };
		for number in 1..MAX_TRAITS {
			let key = TraitKey::truncate_from(vec![number as u8; 32]);
			<IpAssets as IpTraits<AccountId>>::set(who, &ip, key, value).expect("there is room");
		}
		ip
	}

	fn collection(who: &AccountId) -> CollectionId {
		<IpArguments as pallet_market::benchmarking::BenchmarkHelper<AccountId>>::empty_collection(who)
	}
}
