//! Models: their price, and who may use them.

use super::{provenance::claim_of, *};
use crate::IpAssets;
use atelier_primitives::{
	chain::currency::UNIT,
	engine::ModelKind,
	models::{ModelFile, ModelFiles},
	openssf::{root, File},
	provenance::ArtifactKind,
	Digest as Root, IpId,
};
use pallet_models::{Access, Call, Error};
use Effect::*;
use Role::*;

type ModelsCall = Call<Runtime>;
type ModelsError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "Models",
		rows: vec![
			Row { call: "models.set_terms", effect: LowersIncome, trial: set_terms },
			Row { call: "models.clear_terms", effect: StopsService, trial: clear_terms },
		],
		harmless: vec![(Harmless::Own, &["publish"])],
	}
}

/// The files of a model.
pub fn files() -> ModelFiles {
	let files = [
		("config.json", include_bytes!("../../../../gateway/engine/models/rose-window/config.json").as_slice()),
		("model.safetensors", include_bytes!("../../../../gateway/engine/models/rose-window/model.safetensors")),
	];
	let file = |(path, bytes): (&str, &[u8])| ModelFile {
		path: path.as_bytes().to_vec().try_into().expect("the path is short"),
		bytes: bytes.to_vec().try_into().expect("the file is small"),
	};
	ModelFiles::truncate_from(files.map(file).to_vec())
}

pub fn root_of(files: &ModelFiles) -> Root {
	let files: Vec<_> =
		files.iter().map(|file| File::of(std::str::from_utf8(&file.path).unwrap(), &file.bytes)).collect();
	Root::Sha2_256(root(&files).unwrap())
}

/// A model that its creator published, attested to be its creator's, as an IP asset of the owner's.
fn sold_model(world: &World) -> (Root, IpId) {
	let files = files();
	let root = root_of(&files);
	World::does(Creator, ModelsCall::publish { kind: ModelKind::Model, files });
	claim_of(Creator, ArtifactKind::Model, root);
	let (owner, note) = (World::who(Creator), [0; 32]);
	let verdict = pallet_provenance::Call::<Runtime>::attest { digest: root, owner, note };
	assert_eq!(dispatch(World::origin(Arbiter), verdict.into()), Ok(()));
	let item = IpAssets::collection(world.collection).expect("it is there").next_item;
	World::does(
		Creator,
		pallet_ip_assets::Call::mint {
			collection: world.collection,
			to: Some(World::who(Owner)),
			provenance: Some(root),
			metadata: Default::default(),
		},
	);
	(root, IpId::new(world.collection, item))
}

fn terms(root: Root, ip: IpId) -> ModelsCall {
	ModelsCall::set_terms { root, ip, fee: UNIT, access: Access::Open }
}

fn set_terms(world: &World) -> Trial {
	let (root, ip) = sold_model(world);
	Trial::of(terms(root, ip), &[Owner], ModelsError::NotAuthorized)
}

fn clear_terms(world: &World) -> Trial {
	let (root, ip) = sold_model(world);
	Trial::of(ModelsCall::clear_terms { root }, &[Owner], ModelsError::NotAuthorized).needs(
		Owner,
		terms(root, ip),
		ModelsError::TermsNotFound,
	)
}

#[test]
fn terms_should_stay_when_the_owner_of_the_model_has_not_agreed() {
	try_rows(pallet());
}
