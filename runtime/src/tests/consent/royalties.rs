//! Pools: what reaches whom.

use super::*;
use frame_support::traits::Get;
use pallet_royalties::{Call, Changes, Config, Error};
use Effect::*;
use Role::*;

type RoyaltiesCall = Call<Runtime>;
type RoyaltiesError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "Royalties",
		rows: vec![
			Row { call: "royalties.propose_scores", effect: LowersIncome, trial: propose_scores },
			Row { call: "royalties.apply_scores", effect: LowersIncome, trial: apply_scores },
			Row { call: "royalties.cancel_scores", effect: LowersIncome, trial: cancel_scores },
			Row { call: "royalties.apply_scores", effect: LowersIncome, trial: apply_locked },
			Row { call: "royalties.apply_scores", effect: LowersIncome, trial: apply_after_handover },
			Row { call: "royalties.offer_score_authority", effect: MovesProperty, trial: offer_authority },
			Row { call: "royalties.accept_score_authority", effect: MovesProperty, trial: accept_authority },
			Row { call: "royalties.accept_score_authority", effect: MovesProperty, trial: accept_as_owner },
			Row { call: "royalties.withdraw_authority_offer", effect: MovesProperty, trial: withdraw_offer },
			Row { call: "royalties.lock_score", effect: LowersIncome, trial: lock_score },
			Row { call: "royalties.unlock_score", effect: LowersIncome, trial: unlock_score },
			Row { call: "royalties.unlock_score", effect: LowersIncome, trial: unlock_expired },
		],
		harmless: vec![(Harmless::Own, &["pay", "claim"]), (Harmless::Gives, &["settle", "claim_for"])],
	}
}

fn delay() -> u32 {
	<Runtime as Config>::ScoreDelay::get()
}

/// Everything to the owner.
fn changes() -> Changes<crate::AccountId> {
	[(Creator, 0), (Contributor, 0), (Owner, 1)]
		.map(|(who, score)| (World::who(who), score))
		.to_vec()
		.try_into()
		.unwrap()
}

fn propose_scores(world: &World) -> Trial {
	let act = RoyaltiesCall::propose_scores { ip: world.ip, changes: changes() };
	Trial::of(act, &[Authority], RoyaltiesError::NotAuthorized)
}

fn apply_scores(world: &World) -> Trial {
	let ip = world.ip;
	Trial::of_anybody(RoyaltiesCall::apply_scores { ip })
		.needs(Authority, RoyaltiesCall::propose_scores { ip, changes: changes() }, RoyaltiesError::NotFound)
		.waits(delay(), RoyaltiesError::TooEarly)
}

fn cancel_scores(world: &World) -> Trial {
	let ip = world.ip;
	Trial::of(RoyaltiesCall::cancel_scores { ip }, &[Authority], RoyaltiesError::NotAuthorized).needs(
		Authority,
		RoyaltiesCall::propose_scores { ip, changes: changes() },
		RoyaltiesError::NotFound,
	)
}

/// The contributor's score is locked: it does not fall, whoever proposed that.
fn apply_locked(world: &World) -> Trial {
	World::does(Authority, lock(world));
	World::does(Authority, RoyaltiesCall::propose_scores { ip: world.ip, changes: changes() });
	World::pass(delay());
	Trial::of(RoyaltiesCall::apply_scores { ip: world.ip }, &[], RoyaltiesError::ScoreLocked)
}

/// What a former authority proposed ends with its power.
fn apply_after_handover(world: &World) -> Trial {
	let ip = world.ip;
	World::does(Authority, RoyaltiesCall::propose_scores { ip, changes: changes() });
	World::hand_over(ip, Authority, Stranger);
	World::pass(delay());
	Trial::of(RoyaltiesCall::apply_scores { ip }, &[], RoyaltiesError::NotFound)
}

fn offer_to(world: &World, authority: Option<Role>) -> RoyaltiesCall {
	RoyaltiesCall::offer_score_authority { ip: world.ip, authority: authority.map(World::who) }
}

fn offer_authority(world: &World) -> Trial {
	Trial::of(offer_to(world, Some(Stranger)), &[Authority], RoyaltiesError::NotAuthorized)
}

/// Both: the present one offers, the new one accepts.
fn accept_authority(world: &World) -> Trial {
	Trial::of(RoyaltiesCall::accept_score_authority { ip: world.ip }, &[Stranger], RoyaltiesError::NotAuthorized).needs(
		Authority,
		offer_to(world, Some(Stranger)),
		RoyaltiesError::NotFound,
	)
}

/// From then on it follows the work.
fn accept_as_owner(world: &World) -> Trial {
	Trial::of(RoyaltiesCall::accept_score_authority { ip: world.ip }, &[Owner], RoyaltiesError::NotAuthorized).needs(
		Authority,
		offer_to(world, None),
		RoyaltiesError::NotFound,
	)
}

fn withdraw_offer(world: &World) -> Trial {
	Trial::of(RoyaltiesCall::withdraw_authority_offer { ip: world.ip }, &[Authority], RoyaltiesError::NotAuthorized)
		.needs(Authority, offer_to(world, Some(Stranger)), RoyaltiesError::NotFound)
}

/// For so many blocks: longer than a proposal waits.
fn lock_length() -> u32 {
	2 * delay()
}

fn lock(world: &World) -> RoyaltiesCall {
	let (member, until) = (World::who(Contributor), System::block_number() + lock_length());
	RoyaltiesCall::lock_score { ip: world.ip, member, until }
}

fn lock_score(world: &World) -> Trial {
	Trial::of(lock(world), &[Authority], RoyaltiesError::NotAuthorized)
}

fn unlock(world: &World) -> RoyaltiesCall {
	RoyaltiesCall::unlock_score { ip: world.ip, member: World::who(Contributor) }
}

/// Not by the authority that locked it.
fn unlock_score(world: &World) -> Trial {
	Trial::of(unlock(world), &[Contributor], RoyaltiesError::NotAuthorized).needs(
		Authority,
		lock(world),
		RoyaltiesError::NotFound,
	)
}

fn unlock_expired(world: &World) -> Trial {
	World::does(Authority, lock(world));
	World::pass(lock_length());
	Trial::of_anybody(unlock(world))
}

#[test]
fn income_should_stay_when_nobody_agreed_whom_it_belongs_to() {
	try_rows(pallet());
}
