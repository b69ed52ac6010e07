//! Studios: what the members decide together.

use super::{
	world::{DELAY, PERIOD, STUDIO},
	*,
};
use frame_support::weights::Weight;
use pallet_studios::{Call, Error, Rule, VotingRule};
use sp_runtime::Perbill;
use Effect::*;
use Role::*;

type StudiosCall = Call<Runtime>;
type StudiosError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "Studios",
		rows: vec![
			Row { call: "studios.enact", effect: MovesProperty, trial: enact },
			Row { call: "studios.set_rule", effect: MovesProperty, trial: set_rule },
			Row { call: "studios.set_metadata", effect: MovesProperty, trial: set_metadata },
			Row { call: "studios.fall_back", effect: MovesProperty, trial: fall_back },
			Row { call: "studios.add_member", effect: MovesProperty, trial: add_member },
			Row { call: "studios.remove_member", effect: MovesProperty, trial: remove_member },
			Row { call: "studios.remove_invitation", effect: MovesProperty, trial: remove_invitation },
			Row { call: "studios.cancel", effect: StopsService, trial: cancel },
		],
		harmless: vec![
			(
				Harmless::Own,
				&["create", "join", "leave", "delegate", "undelegate", "lock", "unlock", "propose", "vote", "unvote"],
			),
			(Harmless::Carries, &["close"]),
			(Harmless::Gives, &["prune"]),
		],
	}
}

/// Blocks pass in which the scheduler has no room.
fn pass_idle(blocks: u32) -> DispatchResult {
	System::set_block_number(System::block_number() + blocks);
	Ok(())
}

fn propose(call: impl Into<RuntimeCall>) -> StudiosCall {
	StudiosCall::propose { studio: STUDIO, call: Box::new(call.into()) }
}

/// Money of the studio: the members vote, and the delay passes. Then anybody carries it out.
fn enact(_: &World) -> Trial {
	let spend = pallet_balances::Call::transfer_keep_alive { dest: World::who(Stranger).into(), value: world::PRICE };
	let (studio, proposal) = (STUDIO, 0);
	let act = StudiosCall::enact { studio, proposal, weight_bound: Weight::MAX, length_bound: 1_000 };
	let close = move || dispatch(World::origin(Stranger), StudiosCall::close { studio, proposal }.into());
	Trial::of_anybody(act)
		.needs(StudioMember, propose(spend), StudiosError::NotFound)
		.needs(StudioMember, StudiosCall::vote { studio, proposal, aye: true }, StudiosError::NotApproved)
		.needs_that(|| pass_idle(PERIOD), StudiosError::NotApproved)
		.needs_that(close, StudiosError::NotApproved)
		.needs_that(|| pass_idle(DELAY), StudiosError::TooEarly)
}

fn rule(voting: VotingRule) -> pallet_studios::RuleOf<Runtime> {
	let half = Perbill::from_percent(50);
	Rule { voting, approval: half, quorum: half, period: PERIOD, delay: DELAY }
}

fn set_rule(_: &World) -> Trial {
	let act = StudiosCall::set_rule { rule: Rule { period: 1, ..rule(VotingRule::Members) }, max_members: 0 };
	Trial::of(act, &[Studio], DispatchError::BadOrigin)
}

fn set_metadata(_: &World) -> Trial {
	let act = StudiosCall::set_metadata { name: b"other".to_vec().try_into().expect("short"), metadata_hash: [8; 32] };
	Trial::of(act, &[Studio], DispatchError::BadOrigin)
}

/// From locked tokens to heads: a member gives notice, and nobody locks anything.
fn fall_back(_: &World) -> Trial {
	let studio = STUDIO;
	World::does(StudioMember, StudiosCall::lock { studio, amount: 1 });
	World::does(Studio, StudiosCall::set_rule { rule: rule(VotingRule::Tokens), max_members: 1 });
	World::does(StudioMember, StudiosCall::unlock { studio, amount: 1 });
	World::does(StudioMember, StudiosCall::fall_back { studio });
	Trial::of(StudiosCall::fall_back { studio }, &[StudioMember], StudiosError::NotMember)
		.waits(PERIOD + DELAY, StudiosError::TooEarly)
}

fn add_member(_: &World) -> Trial {
	Trial::of(StudiosCall::add_member { who: World::who(Stranger) }, &[Studio], DispatchError::BadOrigin)
}

/// The stranger has joined.
fn joined() {
	invited();
	World::does(Stranger, StudiosCall::join { studio: STUDIO });
}

fn invited() {
	World::does(Studio, StudiosCall::add_member { who: World::who(Stranger) });
}

fn remove_member(_: &World) -> Trial {
	joined();
	Trial::of(StudiosCall::remove_member { who: World::who(Stranger) }, &[Studio], DispatchError::BadOrigin)
}

fn remove_invitation(_: &World) -> Trial {
	invited();
	let act = StudiosCall::remove_invitation { studio: STUDIO, who: World::who(Stranger) };
	Trial::of(act, &[Studio, Stranger], StudiosError::NotAuthorized)
}

fn cancel(_: &World) -> Trial {
	joined();
	let act = StudiosCall::cancel { studio: STUDIO, proposal: 0 };
	Trial::of(act, &[Stranger], StudiosError::NotProposer).needs(
		Stranger,
		propose(frame_system::Call::remark { remark: vec![] }),
		StudiosError::NotFound,
	)
}

#[test]
fn studio_should_keep_what_it_has_when_its_members_have_not_agreed() {
	try_rows(pallet());
}
