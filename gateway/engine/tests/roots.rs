//! The names of the models and adapters of the project: the roots that OpenSSF model signing gives them.

use atelier_engine::{Adapter, ADAPTER_FILES, MODEL_FILES};
use atelier_primitives::openssf::{root, File};
use std::{fs, path::Path};

const CARDS: &str = include_str!("../../../docs/src/models.md");

fn read(folder: &Path, names: [&'static str; 2]) -> Option<([Vec<u8>; 2], [u8; 32])> {
	let files = names.map(|name| fs::read(folder.join(name)).ok());
	let [Some(config), Some(weights)] = files else { return None };
	assert_eq!(fs::read_dir(folder).unwrap().count(), 2, "{folder:?}");
	let root = root(&[File::of(names[0], &config), File::of(names[1], &weights)]).unwrap();
	Some(([config, weights], root))
}

#[test]
fn card_should_name_the_root_when_there_is_a_model_or_an_adapter() {
	let mut bases = Vec::new();
	let mut roots = Vec::new();
	for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/models")).unwrap() {
		let folder = entry.unwrap().path();
		let root = match (read(&folder, MODEL_FILES), read(&folder, ADAPTER_FILES)) {
			(Some((_, root)), None) => {
				roots.push(root);
				root
			}
			(None, Some(([config, weights], root))) => {
				bases.push(Adapter::read(&config, &weights).unwrap().base());
				root
			}
			_ => panic!("{folder:?} has neither the files of a model nor those of an adapter"),
		};
		let name = folder.file_name().unwrap().to_str().unwrap();
		assert!(CARDS.contains(&format!("`{name}`")), "{name} has no card");
		assert!(CARDS.contains(&hex::encode(root)), "the card of {name} has to say {}", hex::encode(root));
	}
	assert!(roots.len() >= 4 && bases.len() >= 2);
	assert!(bases.iter().all(|base| roots.contains(base)));
}
