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
			Row { call: "royalties.set_score_authority", effect: MovesProperty, trial: set_score_authority },
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

fn set_score_authority(world: &World) -> Trial {
	let act = RoyaltiesCall::set_score_authority { ip: world.ip, authority: Some(World::who(Stranger)) };
	Trial::of(act, &[Authority], RoyaltiesError::NotAuthorized)
}

#[test]
fn income_should_stay_when_nobody_agreed_whom_it_belongs_to() {
	try_rows(pallet());
}
