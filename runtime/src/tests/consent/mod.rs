//! Consent: nobody's part of later income falls, no asset moves and nothing paid for stops, unless those agreed whom the
//! table names.
//!
//! Every call of the runtime stands on one list of its pallet. Those that touch what is somebody else's are rows of the
//! table, and each is tried: without the consent, and signed by everybody who is not asked, it fails with the error named
//! and changes nothing; with it, it works. The book's page *Who must agree* names the same calls.

mod contributions;
mod ip_assets;
mod jobs;
mod licensing;
mod market;
mod models;
mod others;
mod page;
mod provenance;
mod royalties;
mod studios;
mod tokens;
mod workers;
mod world;

use super::{
	routes::calls::{every_runtime_call, full_name},
	*,
};
use crate::{Runtime, RuntimeCall, RuntimeOrigin};
use frame_support::{hypothetically, traits::GetCallMetadata};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult, StateVersion};
use std::collections::{BTreeMap, BTreeSet};
use world::{Role, World};

/// What a call can do to somebody who does not sign it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
	/// Somebody's part of later income falls.
	LowersIncome,
	/// An asset or money moves, or somebody gets power over it.
	MovesProperty,
	/// Something that was paid for, or promised, stops.
	StopsService,
}

/// Why nobody else has to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Harmless {
	/// The signer's own property, power or promise.
	Own,
	/// Others get something, or back what is theirs.
	Gives,
	/// What others call or have decided, each of which is asked for itself.
	Carries,
	/// Of an origin that only governance, or the chain itself, has. Tried: everybody else is refused.
	Governs,
	/// What anybody can show and the chain checks: a proof decides, and nobody's word.
	Proves,
	/// Closed for everybody. Tried with the doors.
	Closed,
}

/// A row of the table.
pub(super) struct Row {
	/// `pallet.call`, as in the page.
	call: &'static str,
	effect: Effect,
	trial: fn(&World) -> Trial,
}

/// Something that has to happen before.
type Step = Box<dyn Fn() -> DispatchResult>;

/// A call, who must agree, and what happens otherwise.
pub(super) struct Trial {
	/// What has to be said, or to pass, before; with what the act fails if it did not.
	needs: Vec<(Step, DispatchError)>,
	act: RuntimeCall,
	/// Each of them may sign the act, after that.
	by: Vec<Role>,
	/// They may sign it anyway.
	also: Vec<Role>,
	/// What all others are told, and those who are told something else.
	refused: DispatchError,
	but: Vec<(Role, DispatchError)>,
}

impl Trial {
	/// An act that these may sign, each of them alone. All others are told why not.
	fn of(act: impl Into<RuntimeCall>, by: &[Role], refused: impl Into<DispatchError>) -> Self {
		Self { needs: vec![], act: act.into(), by: by.to_vec(), also: vec![], refused: refused.into(), but: vec![] }
	}

	/// An act that anybody may sign, once those have agreed who have to.
	fn of_anybody(act: impl Into<RuntimeCall>) -> Self {
		Self::of(act, &Role::PEOPLE, DispatchError::BadOrigin)
	}

	/// Somebody else is told something else.
	fn but(mut self, role: Role, error: impl Into<DispatchError>) -> Self {
		self.but.push((role, error.into()));
		self
	}

	/// Somebody may sign who needs nobody else.
	fn also(mut self, role: Role) -> Self {
		self.also.push(role);
		self
	}

	/// Somebody has to sign this before; without it the act fails, whoever signs.
	fn needs(self, by: Role, call: impl Into<RuntimeCall>, without: impl Into<DispatchError>) -> Self {
		let (origin, call) = (World::origin(by), call.into());
		self.needs_that(move || dispatch(origin.clone(), call.clone()), without)
	}

	/// So many blocks have to pass before.
	fn waits(self, blocks: u32, without: impl Into<DispatchError>) -> Self {
		self.needs_that(
			move || {
				World::pass(blocks);
				Ok(())
			},
			without,
		)
	}

	fn needs_that(mut self, step: impl Fn() -> DispatchResult + 'static, without: impl Into<DispatchError>) -> Self {
		self.needs.push((Box::new(step), without.into()));
		self
	}

	/// What somebody is told who may not sign.
	fn answer(&self, role: Role) -> DispatchError {
		let other = self.but.iter().find(|(who, _)| *who == role);
		let default = if role.is_account() { self.refused } else { DispatchError::BadOrigin };
		other.map_or(default, |(_, error)| *error)
	}
}

/// What a pallet's calls do: rows for those that touch others, and the rest by name.
pub(super) struct Pallet {
	/// As in the runtime.
	name: &'static str,
	rows: Vec<Row>,
	harmless: Vec<(Harmless, &'static [&'static str])>,
}

fn every_pallet() -> Vec<Pallet> {
	let own = [
		provenance::pallet(),
		ip_assets::pallet(),
		royalties::pallet(),
		licensing::pallet(),
		market::pallet(),
		models::pallet(),
		workers::pallet(),
		jobs::pallet(),
		studios::pallet(),
		contributions::pallet(),
		tokens::pallet(),
	];
	own.into_iter().chain(others::pallets()).collect()
}

fn dispatch(origin: RuntimeOrigin, call: RuntimeCall) -> DispatchResult {
	call.dispatch(origin).map(drop).map_err(|error| error.error)
}

/// As the page writes a pallet: `IpAssets` is `ip_assets`.
fn snake(name: &str) -> String {
	let mut snake = String::new();
	for letter in name.chars() {
		if letter.is_uppercase() && !snake.is_empty() {
			snake.push('_');
		}
		snake.extend(letter.to_lowercase());
	}
	snake
}

/// The state of the chain, in short.
fn state() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// Whether somebody is refused with this error, and nothing changed. Answers what went wrong.
fn refusal(role: Role, call: &RuntimeCall, wanted: DispatchError) -> Option<String> {
	match attempt(role, call) {
		(Err(error), changed) if error == wanted => changed.then(|| format!("{role:?} changed something")),
		(Err(error), _) => Some(format!("{role:?} is told {error:?}, not {wanted:?}")),
		(Ok(()), _) => Some(format!("{role:?} did it, and should be told {wanted:?}")),
	}
}

/// What somebody is told who tries a call, and whether it changed anything. It is undone.
fn attempt(role: Role, call: &RuntimeCall) -> (DispatchResult, bool) {
	hypothetically!({
		let before = state();
		let answer = dispatch(World::origin(role), call.clone());
		(answer, state() != before)
	})
}

/// The same, and inside of a batch as well.
fn refusals(role: Role, call: &RuntimeCall, wanted: DispatchError) -> Vec<String> {
	let batch = RuntimeCall::from(pallet_utility::Call::batch_all { calls: vec![call.clone()] });
	let tried = [call, &batch].into_iter().filter(|call| role.is_account() || *call != &batch);
	tried.filter_map(|call| refusal(role, call, wanted)).collect()
}

/// What went wrong when a row was tried.
fn faults(row: &Row) -> Vec<String> {
	development().execute_with(|| {
		let world = World::build();
		let trial = (row.trial)(&world);
		let name = trial.act.get_call_metadata();
		assert_eq!(format!("{}.{}", snake(name.pallet_name), name.function_name), row.call, "the row tries its call");

		let mut faults = vec![];
		for missing in 0..trial.needs.len() {
			let (_, without) = trial.needs[missing];
			let told = hypothetically!({
				for (index, (step, _)) in trial.needs.iter().enumerate() {
					if index != missing {
						// It can depend on what is missing.
						let _ = step();
					}
				}
				trial.by.iter().flat_map(|role| refusals(*role, &trial.act, without)).collect::<Vec<_>>()
			});
			faults.extend(told.into_iter().map(|fault| format!("without need {missing}: {fault}")));
		}
		for (index, (step, _)) in trial.needs.iter().enumerate() {
			if let Err(error) = step() {
				faults.push(format!("need {index} fails: {error:?}"));
			}
		}
		let may: Vec<_> = trial.by.iter().chain(&trial.also).collect();
		for role in Role::ALL {
			if !may.contains(&&role) {
				faults.extend(refusals(role, &trial.act, trial.answer(role)));
			}
		}
		for role in may {
			match attempt(*role, &trial.act) {
				(Ok(()), true) => {}
				(Ok(()), false) => faults.push(format!("{role:?} does it, and nothing changes")),
				(Err(error), _) => faults.push(format!("{role:?} may do it, and is told {error:?}")),
			}
		}
		faults.into_iter().map(|fault| format!("{} ({:?}): {fault}", row.call, row.effect)).collect()
	})
}

/// Tries all rows of a pallet.
#[track_caller]
fn try_rows(pallet: Pallet) {
	let faults: Vec<_> = pallet.rows.iter().flat_map(faults).collect();
	assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn calls_should_all_be_classified_when_there_are_new_ones() {
	let mut listed = BTreeMap::<(String, String), u32>::new();
	for Pallet { name, rows, harmless } in every_pallet() {
		let rows = rows.iter().map(|row| {
			let (pallet, call) = row.call.split_once('.').expect("a row has a pallet and a call");
			assert_eq!(pallet, snake(name), "a row stands with its pallet");
			call.to_string()
		});
		let harmless = harmless.iter().flat_map(|(_, calls)| calls.iter().map(|call| call.to_string()));
		// A row may be tried in several ways; it is on the list once.
		for call in rows.collect::<BTreeSet<_>>().into_iter().chain(harmless) {
			*listed.entry((name.to_string(), call)).or_default() += 1;
		}
	}
	let all: BTreeSet<(String, String)> = every_runtime_call()
		.iter()
		.map(full_name)
		.map(|(pallet, call)| (pallet.to_string(), call.to_string()))
		.collect();
	let names: BTreeSet<_> = listed.keys().cloned().collect();
	let missing: Vec<_> = all.difference(&names).collect();
	assert!(missing.is_empty(), "whose income, property or service do these touch, and who must agree? {missing:?}");
	assert_eq!(names.difference(&all).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "there are no such calls");
	let twice: Vec<_> = listed.into_iter().filter(|(_, times)| *times != 1).collect();
	assert!(twice.is_empty(), "a call stands on one list: {twice:?}");
}

#[test]
fn calls_of_governance_should_be_refused_when_anybody_else_signs() {
	let listed = |wanted: Harmless| -> BTreeSet<(&str, &str)> {
		let of = |pallet: Pallet| {
			let lists = pallet.harmless.into_iter().filter(move |(why, _)| *why == wanted);
			lists.flat_map(move |(_, calls)| calls.iter().map(move |call| (pallet.name, *call)))
		};
		every_pallet().into_iter().flat_map(of).collect()
	};
	development().execute_with(|| {
		World::build();
		let governs = listed(Harmless::Governs);
		let mut faults = vec![];
		for call in every_runtime_call().into_iter().filter(|call| governs.contains(&full_name(call))) {
			for role in Role::PEOPLE {
				let fault = refusal(role, &call, DispatchError::BadOrigin);
				faults.extend(fault.map(|fault| format!("{:?}: {fault}", full_name(&call))));
			}
		}
		assert!(faults.is_empty(), "{}", faults.join("\n"));
	});
}

/// What is found when a row of the table is wrong: the gift of a work, which only its owner can make.
fn found(trial: fn(&World) -> Trial) -> Vec<String> {
	faults(&Row { call: "ip_assets.transfer", effect: Effect::MovesProperty, trial })
}

fn not_owner() -> DispatchError {
	pallet_ip_assets::Error::<Runtime>::NotOwner.into()
}

fn gift(world: &World) -> RuntimeCall {
	let to = account(sp_keyring::Sr25519Keyring::Two);
	pallet_ip_assets::Call::transfer { ip: world.ip, to }.into()
}

#[test]
fn table_should_be_found_wrong_when_it_asks_too_few_or_too_many() {
	use pallet_ip_assets::Error;
	use Role::*;
	assert_eq!(found(|world| Trial::of(gift(world), &[Owner], not_owner())), Vec::<String>::new());
	// Somebody else may do it; its owner may not; another error; a need that is none.
	let wrong: [fn(&World) -> Trial; 4] = [
		|world| Trial::of(gift(world), &[Owner, Creator], not_owner()),
		|world| Trial::of(gift(world), &[], not_owner()),
		|world| Trial::of(gift(world), &[Owner], Error::<Runtime>::NotCreator),
		|world| Trial::of(gift(world), &[Owner], not_owner()).waits(1, Error::<Runtime>::NotFound),
	];
	for (index, trial) in wrong.into_iter().enumerate() {
		assert!(!found(trial).is_empty(), "wrong row {index} is not found");
	}
}
