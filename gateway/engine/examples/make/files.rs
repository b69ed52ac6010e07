//! The files of models and adapters.

use super::{
	adapters::{Change, CHANGES, SHIFT},
	styles::{Style, Tensor, STYLES},
};
use atelier_engine::{Adapter, Model, ADAPTER_FILES, MODEL_FILES};
use safetensors::{serialize, tensor::TensorView, Dtype};
use sp_crypto_hashing::sha2_256;
use std::{fs, path::PathBuf};

fn folder(name: &str) -> PathBuf {
	PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("models").join(name)
}

/// The OpenSSF root of a folder with two files, in the order of their names.
pub fn root(config: &[u8], weights: &[u8]) -> [u8; 32] {
	sha2_256(&[sha2_256(config), sha2_256(weights)].concat())
}

pub fn safetensors(tensors: &[Tensor]) -> Vec<u8> {
	let bytes: Vec<Vec<u8>> =
		tensors.iter().map(|tensor| tensor.3.iter().flat_map(|number| number.to_le_bytes()).collect()).collect();
	let views = tensors.iter().zip(&bytes).map(|((name, rows, columns, _), bytes)| {
		(name, TensorView::new(Dtype::I16, vec![*rows, *columns], bytes).unwrap())
	});
	serialize(views, None).unwrap()
}

pub fn model(style: &Style) -> [Vec<u8>; 2] {
	[style.config().into_bytes(), safetensors(&style.tensors())]
}

pub fn read(name: &str, files: [&str; 2]) -> [Vec<u8>; 2] {
	files.map(|file| fs::read(folder(name).join(file)).expect("run `make` first"))
}

pub fn read_model(name: &str) -> Model {
	let [config, weights] = read(name, MODEL_FILES);
	Model::read(root(&config, &weights), &config, &weights).unwrap()
}

pub fn read_adapter(name: &str) -> Adapter {
	let [config, weights] = read(name, ADAPTER_FILES);
	Adapter::read(&config, &weights).unwrap()
}

/// The files of an adapter to a model with this root and these tensors.
pub fn adapter(change: &Change, base: [u8; 32], tensors: &[Tensor]) -> [Vec<u8>; 2] {
	let Change { rank, .. } = change;
	let config = format!(
		"{{\n  \"architecture\": \"atelier-lora-1\",\n  \"base\": \"{}\",\n  \"rank\": {rank},\n  \"shift\": {SHIFT}\n}}\n",
		hex::encode(base)
	);
	[config.into_bytes(), safetensors(&change.tensors(tensors))]
}

/// The name of a folder, and its files by name and content.
pub type Folder = (&'static str, [&'static str; 2], [Vec<u8>; 2]);

pub fn all() -> Vec<Folder> {
	let models = STYLES.iter().map(|style| (style.name, MODEL_FILES, model(style)));
	let adapters = CHANGES.iter().map(|change| {
		let style = STYLES.iter().find(|style| style.name == change.base).unwrap();
		let [config, weights] = model(style);
		(change.name, ADAPTER_FILES, adapter(change, root(&config, &weights), &style.tensors()))
	});
	models.chain(adapters).collect()
}

pub fn write() {
	for (name, names, files) in all() {
		fs::create_dir_all(folder(name)).unwrap();
		println!("{name:24} {}", hex::encode(root(&files[0], &files[1])));
		for (file, bytes) in names.iter().zip(files) {
			fs::write(folder(name).join(file), bytes).unwrap();
		}
	}
}
