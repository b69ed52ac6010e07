//! Contributions: parts of a work, for a part of its income.

use super::{provenance::claim_of, *};
use atelier_primitives::{provenance::ArtifactKind, Digest as ArtifactDigest};
use pallet_contributions::{Call, Error};
use Effect::*;
use Role::*;

type ContributionsCall = Call<Runtime>;
type ContributionsError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "Contributions",
		rows: vec![
			Row { call: "contributions.accept", effect: LowersIncome, trial: accept },
			Row { call: "contributions.accept", effect: LowersIncome, trial: accept_as_curator },
			Row { call: "contributions.reject", effect: StopsService, trial: reject },
			Row { call: "contributions.withdraw", effect: MovesProperty, trial: withdraw },
		],
		harmless: vec![(Harmless::Own, &["submit", "set_curator"])],
	}
}

/// The stranger has submitted something for the work.
fn submitted(world: &World) -> (crate::AccountId, u32) {
	let digest = claim_of(Stranger, ArtifactKind::Component, ArtifactDigest::Sha2_256([2; 32]));
	let authority = World::who(Authority);
	let (role, human) = (b"score".to_vec().try_into().expect("short"), b"by hand".to_vec().try_into().expect("short"));
	let submit = ContributionsCall::submit { authority: authority.clone(), ip: world.ip, digest, role, human };
	World::does(Stranger, submit);
	(authority, 0)
}

fn accept(world: &World) -> Trial {
	let (authority, contribution) = submitted(world);
	let act = ContributionsCall::accept { authority, contribution, score: 10 };
	Trial::of(act, &[Authority], ContributionsError::NotAuthorized).but(Stranger, ContributionsError::OwnContribution)
}

/// The authority lets somebody judge, up to a limit.
fn accept_as_curator(world: &World) -> Trial {
	let (authority, contribution) = submitted(world);
	let act = ContributionsCall::accept { authority, contribution, score: 10 };
	let curator = ContributionsCall::set_curator { who: World::who(StudioMember), limit: Some(10) };
	Trial::of(act, &[StudioMember], ContributionsError::NotAuthorized)
		.also(Authority)
		.but(Stranger, ContributionsError::OwnContribution)
		.needs(Authority, curator, ContributionsError::NotAuthorized)
}

fn reject(world: &World) -> Trial {
	let (authority, contribution) = submitted(world);
	let act = ContributionsCall::reject { authority, contribution };
	Trial::of(act, &[Authority], ContributionsError::NotAuthorized)
}

fn withdraw(world: &World) -> Trial {
	let (authority, contribution) = submitted(world);
	let act = ContributionsCall::withdraw { authority, contribution };
	Trial::of(act, &[Stranger], ContributionsError::NotContributor)
}

#[test]
fn shares_should_stay_when_the_authority_has_not_agreed() {
	try_rows(pallet());
}
