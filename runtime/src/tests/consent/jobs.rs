//! Jobs: work that was paid for.

use super::{
	super::inference::{hire, order},
	models::{files, root_of},
	*,
};
use crate::genesis_config_presets::WORKERS;
use atelier_primitives::{engine::ModelKind, jobs::JobHash};
use pallet_jobs::{Call, Error, Event};
use Effect::*;
use Role::*;

type JobsCall = Call<Runtime>;
type JobsError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "Jobs",
		rows: vec![
			Row { call: "jobs.cancel", effect: StopsService, trial: cancel },
			Row { call: "jobs.cancel", effect: StopsService, trial: cancel_late },
			Row { call: "jobs.claim_mint", effect: MovesProperty, trial: claim_mint },
		],
		harmless: vec![
			// What a worker owes, with its key.
			(Harmless::Own, &["request", "commit", "reveal"]),
			(Harmless::Gives, &["deliver", "prune"]),
			// The chain computes, and who told the truth loses nothing.
			(Harmless::Proves, &["challenge"]),
		],
	}
}

/// The stranger has ordered a picture.
fn ordered() -> JobHash {
	let files = files();
	let root = root_of(&files);
	World::does(Creator, pallet_models::Call::publish { kind: ModelKind::Model, files });
	WORKERS[..3].iter().for_each(|worker| hire(worker, root));
	World::pass(1);
	let order = Box::new(order(root, &[], 128));
	World::does(Stranger, JobsCall::request { order, max_fee: 0 });
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
	for _ in 0..3 {
		let next = System::block_number() + 1;
		System::set_block_number(next);
		pallet_babe::AuthorVrfRandomness::<Runtime>::put(Some([next as u8; 32]));
		crate::Jobs::on_initialize(next);
	}
	Trial::of(JobsCall::cancel { job }, &[], JobsError::NotRequester).but(Stranger, JobsError::TooLate)
}

/// Not finished yet: nobody gets the output. Finished it is tried with the tests of inference.
fn claim_mint(world: &World) -> Trial {
	let (job, collection) = (ordered(), world.collection);
	let act = JobsCall::claim_mint { job, collection, metadata: Default::default() };
	Trial::of(act, &[], JobsError::NotRequester).but(Stranger, JobsError::NotFinalized)
}

#[test]
fn paid_work_should_go_on_when_its_requester_has_not_agreed() {
	try_rows(pallet());
}
