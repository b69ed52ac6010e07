//! Models: their price, and who may use them.

use super::*;
use crate::Models;
use atelier_primitives::{
	chain::currency::UNIT,
	engine::ModelKind,
	models::{ModelFile, ModelFiles, Payee, UseCollect, UseFee},
	openssf::{root, File},
	Digest as Root, IpId,
};
use frame_support::assert_ok;
use pallet_models::{Access, AdapterPolicy, Call, Error};
use sp_runtime::Perbill;
use Effect::*;
use Role::*;

type ModelsCall = Call<Runtime>;
type ModelsError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "Models",
		rows: vec![
			Row { call: "models.set_terms", effect: LowersIncome, trial: set_terms },
			Row { call: "models.set_terms", effect: LowersIncome, trial: set_terms_below },
			Row { call: "models.set_terms", effect: LowersIncome, trial: set_terms_early },
			Row { call: "models.clear_terms", effect: StopsService, trial: clear_terms },
			Row { call: "models.set_takedown", effect: StopsService, trial: set_takedown },
			Row { call: "models.release", effect: MovesProperty, trial: release },
			Row { call: "models.release", effect: MovesProperty, trial: release_to_nobody },
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

/// A model that its creator published, and claims by that, as an IP asset of the owner's.
fn minted_model(world: &World) -> (Root, IpId) {
	let files = files();
	let root = root_of(&files);
	World::does(Creator, ModelsCall::publish { kind: ModelKind::Model, files });
	let ip = World::next_item(world.collection);
	World::does(
		Creator,
		pallet_ip_assets::Call::mint {
			collection: world.collection,
			to: Some(World::who(Owner)),
			provenance: Some(root),
			metadata: Default::default(),
			owner_share: Perbill::zero(),
		},
	);
	World::name_agent(ip);
	(root, ip)
}

fn attest(root: Root) -> RuntimeCall {
	let (owner, note) = (World::who(Creator), [0; 32]);
	pallet_provenance::Call::<Runtime>::attest { digest: root, owner, note }.into()
}

/// The same, attested to be its creator's.
fn sold_model(world: &World) -> (Root, IpId) {
	let (root, ip) = minted_model(world);
	assert_eq!(dispatch(World::origin(Arbiter), attest(root)), Ok(()));
	(root, ip)
}

fn terms(root: Root, ip: IpId) -> ModelsCall {
	ModelsCall::set_terms { root, ip, fee: UNIT, access: Access::Open, adapters: AdapterPolicy::All }
}

fn set_terms(world: &World) -> Trial {
	let (root, ip) = sold_model(world);
	Trial::of(terms(root, ip), &[Owner, Agent], ModelsError::NotAuthorized)
}

/// The agent has a least fee.
fn set_terms_below(world: &World) -> Trial {
	let (root, ip) = sold_model(world);
	let act = ModelsCall::set_terms { root, ip, fee: UNIT - 1, access: Access::Open, adapters: AdapterPolicy::All };
	Trial::of(act, &[Owner], ModelsError::NotAuthorized)
}

/// Nobody is entitled yet: who published and minted it, and whoever bought that.
fn set_terms_early(world: &World) -> Trial {
	let (root, ip) = minted_model(world);
	Trial::of(terms(root, ip), &[Owner, Agent], ModelsError::NotAuthorized)
}

fn clear_terms(world: &World) -> Trial {
	let (root, ip) = sold_model(world);
	Trial::of(ModelsCall::clear_terms { root }, &[Owner], ModelsError::NotAuthorized).needs(
		Owner,
		terms(root, ip),
		ModelsError::TermsNotFound,
	)
}

/// At once, and not by an agent.
fn set_takedown(world: &World) -> Trial {
	let (root, _) = sold_model(world);
	Trial::of(ModelsCall::set_takedown { root, taken_down: true }, &[Owner], ModelsError::NotOwner)
}

/// Somebody used the model before anybody was entitled to its income.
fn pay(root: Root) -> DispatchResult {
	let fee = UseFee { root, payee: Payee::Pot(root), amount: UNIT };
	<Models as UseCollect<_>>::collect(&World::who(Stranger), &fee)
}

/// To the pool of whoever is entitled.
fn release(world: &World) -> Trial {
	let (root, _) = minted_model(world);
	Trial::of_anybody(ModelsCall::release { root })
		.needs_that(move || pay(root), ModelsError::PotNotFound)
		.needs_that(move || dispatch(World::origin(Arbiter), attest(root)), ModelsError::NobodyEntitled)
}

/// To the treasury, if for so long nobody is.
fn release_to_nobody(_: &World) -> Trial {
	let root = root_of(&files());
	assert_ok!(pay(root));
	let idle = <Runtime as pallet_models::Config>::PotIdlePeriod::get();
	Trial::of_anybody(ModelsCall::release { root }).waits(idle, ModelsError::NobodyEntitled)
}

#[test]
fn terms_should_stay_when_the_owner_of_the_model_has_not_agreed() {
	try_rows(pallet());
}
