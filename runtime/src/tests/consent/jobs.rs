//! Jobs: work that was paid for.

use super::{
	super::{
		inference::{commit, hire, honest_answer, order, reveal, run_for},
		routes::free_collection,
	},
	models::{files, root_of},
	*,
};
use crate::genesis_config_presets::WORKERS;
use atelier_primitives::{
	engine::ModelKind,
	jobs::{JobHash, Purpose},
	Digest as Root,
};
use frame_support::traits::Get;
use pallet_jobs::{types::Order, Call, Error, Event};
use sp_runtime::Perbill;
use Effect::*;
use Role::*;

type JobsCall = Call<Runtime>;
type JobsError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "Jobs",
		rows: vec![
			Row { call: "jobs.request", effect: MovesProperty, trial: request_trait },
			Row { call: "jobs.cancel", effect: StopsService, trial: cancel },
			Row { call: "jobs.cancel", effect: StopsService, trial: cancel_late },
			Row { call: "jobs.claim_mint", effect: MovesProperty, trial: claim_mint_early },
			Row { call: "jobs.claim_mint", effect: MovesProperty, trial: claim_mint },
		],
		harmless: vec![
			// What a worker owes, with its key.
			(Harmless::Own, &["commit", "reveal"]),
			(Harmless::Gives, &["deliver", "prune"]),
			// The chain computes, and who told the truth loses nothing.
			(Harmless::Proves, &["challenge"]),
		],
	}
}

/// A model of the creator's that workers serve.
fn served() -> Root {
	let files = files();
	let root = root_of(&files);
	World::does(Creator, pallet_models::Call::publish { kind: ModelKind::Model, files });
	WORKERS[..3].iter().for_each(|worker| hire(worker, root));
	run_for(1);
	root
}

/// Of something new anybody orders, and pays. Of what an asset shows, who may change that.
fn request_trait(world: &World) -> Trial {
	let root = served();
	let purpose = Purpose::Trait { ip: world.ip, key: b"mood".to_vec().try_into().expect("short") };
	let order = Box::new(Order { purpose, ..order(root, &[], 128) });
	let act = JobsCall::request { order, max_total: u128::MAX };
	Trial::of(act, &[Owner, IpAccount, Agent], JobsError::NotAuthorized)
}

/// The stranger has ordered a picture.
fn ordered() -> JobHash {
	let order = Box::new(order(served(), &[], 128));
	World::does(Stranger, JobsCall::request { order, max_total: u128::MAX });
	let event = System::events().into_iter().rev().find_map(|record| match record.event {
		crate::RuntimeEvent::Jobs(Event::Requested { job, .. }) => Some(job),
		_ => None,
	});
	event.expect("the order was taken")
}

fn cancel(_: &World) -> Trial {
	Trial::of(JobsCall::cancel { job: ordered() }, &[Stranger], JobsError::NotRequester)
}

/// There is a committee: so not even by who pays.
fn cancel_late(_: &World) -> Trial {
	let job = ordered();
	run_for(3);
	Trial::of(JobsCall::cancel { job }, &[], JobsError::NotRequester).but(Stranger, JobsError::TooLate)
}

/// Not finished yet: nobody gets the output.
fn claim_mint_early(world: &World) -> Trial {
	let (job, collection) = (ordered(), world.collection);
	let act = JobsCall::claim_mint { job, collection, metadata: Default::default(), owner_share: Perbill::zero() };
	Trial::of(act, &[], JobsError::NotRequester).but(Stranger, JobsError::NotFinalized)
}

/// Three workers made it, and nobody challenged them.
fn claim_mint(_: &World) -> Trial {
	let job = ordered();
	run_for(3);
	let (answer, _) = honest_answer(job);
	for worker in &WORKERS[..3] {
		assert_eq!(commit(job, worker, &answer), Ok(()));
	}
	run_for(1);
	for worker in &WORKERS[..3] {
		assert_eq!(reveal(job, worker, &answer), Ok(()));
	}
	run_for(crate::parameters::dynamic_params::inference::Window::get());
	let collection = free_collection(&World::who(Stranger));
	let act = JobsCall::claim_mint { job, collection, metadata: Default::default(), owner_share: Perbill::zero() };
	Trial::of(act, &[Stranger], JobsError::NotRequester)
}

#[test]
fn paid_work_should_go_on_when_its_requester_has_not_agreed() {
	try_rows(pallet());
}
