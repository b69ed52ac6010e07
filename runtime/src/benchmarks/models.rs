//! Benchmark fixtures of models and workers: files of any length, and somebody who is entitled to the income of a model.
//! What fails here would make a benchmark measure too little, so it panics.

use super::IpArguments;
use crate::*;
use alloc::{boxed::Box, format, vec, vec::Vec};
use atelier_engine::{ADAPTER_FILES, MODEL_FILES};
use atelier_primitives::{
	engine::ModelKind,
	models::{length_of, BenchmarkModels, ModelFile, ModelFiles},
	provenance::ArtifactKind,
	Digest, IpId,
};
use codec::Encode;
use frame_support::BoundedVec;
use pallet_ip_assets::types::Metadata;
use pallet_provenance::types::{Edge, Registration, Relation, MAX_ANCESTORS, MAX_EDGES};
use sp_io::hashing::blake2_256;
use sp_runtime::Perbill;

const MODEL: [&[u8]; 2] = [
	include_bytes!("../../../gateway/engine/models/rose-window/config.json"),
	include_bytes!("../../../gateway/engine/models/rose-window/model.safetensors"),
];
const ADAPTER: &[u8] = include_bytes!("../../../gateway/engine/models/rose-window-lace/adapter_model.safetensors");

/// Models of the engine, and claims in the registry.
pub struct ModelsArguments;

/// Files that are so long together with their paths: the configuration ends in blanks, of which `number` are line ends.
fn files(names: [&str; 2], config: &[u8], tensors: &[u8], length: u32, number: u32) -> ModelFiles {
	let file = |name: &str, bytes: Vec<u8>| ModelFile {
		path: BoundedVec::truncate_from(name.as_bytes().to_vec()),
		bytes: BoundedVec::truncate_from(bytes),
	};
	let [config_name, tensors_name] = names;
	let pair =
		|config| ModelFiles::truncate_from(vec![file(config_name, config), file(tensors_name, tensors.to_vec())]);
	let mut config = config.to_vec();
	config.resize(config.len().saturating_add(number as usize), b'\n');
	let missing = length.saturating_sub(length_of(&pair(config.clone())));
	config.resize(config.len().saturating_add(missing as usize), b' ');
	pair(config)
}

/// The files of a model, so long together with their paths.
pub(super) fn model_files(length: u32) -> ModelFiles {
	let [config, tensors] = MODEL;
	files(MODEL_FILES, config, tensors, length, 0)
}

/// The files of an adapter of a model, so long together with their paths. Another one for each `number`.
pub(super) fn adapter_files(base: &Digest, length: u32, number: u32) -> ModelFiles {
	let base = base.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect::<alloc::string::String>();
	let config = format!(r#"{{"architecture": "atelier-lora-1", "base": "{base}", "rank": 3, "shift": 12}}"#);
	files(ADAPTER_FILES, config.as_bytes(), ADAPTER, length, number)
}

/// Claims an artifact that was made of others.
#[allow(clippy::expect_used)]
pub(super) fn register(who: &AccountId, digest: Digest, kind: ArtifactKind, parents: &[Digest]) {
	let edge = |parent: &Digest| Edge { parent: *parent, owner: who.clone(), relation: Relation::Input };
	let edges = BoundedVec::truncate_from(parents.iter().map(edge).collect());
	let registration = Registration { digest, kind, manifest_hash: None, edges, record: None };
	Provenance::register(RuntimeOrigin::signed(who.clone()), Box::new(registration)).expect("nobody claims it");
}

/// Artifacts under which another one has one ancestor less than is possible: the work that is made of it has one more.
/// Others for each `root`.
fn ancestors(who: &AccountId, root: &Digest) -> Vec<Digest> {
	let name = |number: u32| Digest::Sha2_256(blake2_256(&(who, root, number).encode()));
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
impl pallet_models::benchmarking::BenchmarkHelper<AccountId> for ModelsArguments {
	fn model(length: u32) -> ModelFiles {
		model_files(length)
	}

	fn adapter(base: &Digest, length: u32) -> ModelFiles {
		adapter_files(base, length, 0)
	}

	fn entitle(who: &AccountId, root: &Digest) -> IpId {
		register(who, *root, ArtifactKind::Model, &ancestors(who, root));
		Provenance::attest(RuntimeOrigin::root(), *root, who.clone(), [1; 32]).expect("root is the arbiter");
		let collection =
			<IpArguments as pallet_market::benchmarking::BenchmarkHelper<AccountId>>::empty_collection(who);
		let metadata = Metadata { uri: BoundedVec::truncate_from(vec![b'x'; 256]), hash: Some([7; 32]) };
		IpAssets::mint(RuntimeOrigin::signed(who.clone()), collection, None, Some(*root), metadata, Perbill::zero())
			.expect("the creator mints what it claims");
		IpId::new(collection, 0)
	}
}

impl pallet_workers::benchmarking::BenchmarkHelper for ModelsArguments {
	fn model() -> Digest {
		let publisher = IpArguments::rich("publisher", 0);
		<Models as BenchmarkModels<AccountId>>::publish(&publisher, ModelKind::Model, model_files(4_096))
	}
}
