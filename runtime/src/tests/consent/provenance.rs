//! Claims: who said first that something is theirs, and who judges that.

use super::{ip_assets::minted, *};
use crate::{
	parameters::{dynamic_params::provenance as parameters, RuntimeParameters},
	Provenance,
};
use atelier_primitives::{provenance::ArtifactKind, Digest as ArtifactDigest};
use frame_support::traits::Get;
use pallet_provenance::{types::Verdict, Call, Error, Reason, Registration, Status};
use Effect::*;
use Role::*;

type ProvenanceCall = Call<Runtime>;
type ProvenanceError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "Provenance",
		rows: vec![
			Row { call: "provenance.withdraw_claim", effect: LowersIncome, trial: withdraw_claim },
			Row { call: "provenance.set_status", effect: LowersIncome, trial: set_status },
			Row { call: "provenance.withdraw_claim", effect: LowersIncome, trial: withdraw_minted },
			Row { call: "provenance.set_status", effect: LowersIncome, trial: deprecate_minted },
			Row { call: "provenance.set_status", effect: LowersIncome, trial: revoke_minted },
			Row { call: "provenance.reveal", effect: LowersIncome, trial: reveal },
			Row { call: "provenance.oppose", effect: LowersIncome, trial: oppose },
			Row { call: "provenance.oppose", effect: LowersIncome, trial: oppose_settled },
			Row { call: "provenance.withdraw_opposition", effect: MovesProperty, trial: withdraw_opposition },
			Row { call: "provenance.decide", effect: LowersIncome, trial: decide },
			Row { call: "provenance.end_opposition", effect: LowersIncome, trial: end_opposition },
			Row { call: "provenance.end_opposition", effect: LowersIncome, trial: end_contested },
			Row { call: "provenance.postpone", effect: LowersIncome, trial: postpone },
			Row { call: "provenance.withdraw_commitment", effect: MovesProperty, trial: withdraw_commitment },
			Row { call: "provenance.attest", effect: LowersIncome, trial: attest },
			Row { call: "provenance.revoke_attestation", effect: LowersIncome, trial: revoke_attestation },
			Row { call: "provenance.remove_claim", effect: LowersIncome, trial: remove_claim },
			Row { call: "provenance.remove_claim", effect: LowersIncome, trial: remove_minted },
			Row { call: "provenance.remove_claim", effect: LowersIncome, trial: remove_by_court },
			Row { call: "provenance.attest", effect: LowersIncome, trial: attest_by_court },
		],
		harmless: vec![(Harmless::Own, &["register", "commit"])],
	}
}

fn registration(kind: ArtifactKind, digest: ArtifactDigest) -> Box<Registration<crate::AccountId>> {
	Box::new(Registration { digest, kind, manifest_hash: None, edges: Default::default(), record: None })
}

/// Somebody claims something, which nobody else does.
pub fn claim_of(role: Role, kind: ArtifactKind, digest: ArtifactDigest) -> ArtifactDigest {
	World::does(role, ProvenanceCall::register { registration: registration(kind, digest) });
	digest
}

/// A work that its creator claims.
pub fn work() -> ArtifactDigest {
	claim_of(Creator, ArtifactKind::Work, ArtifactDigest::Sha2_256([1; 32]))
}

fn withdraw_claim(_: &World) -> Trial {
	Trial::of(ProvenanceCall::withdraw_claim { digest: work() }, &[Creator], ProvenanceError::NotFound)
}

fn set_status(_: &World) -> Trial {
	let act = ProvenanceCall::set_status { digest: work(), status: Status::Deprecated };
	Trial::of(act, &[Creator], ProvenanceError::NotFound)
}

/// It was minted: not by who claims it, and not by who owns the asset, but through the asset.
fn of_minted(world: &World, act: impl FnOnce(ArtifactDigest) -> ProvenanceCall) -> Trial {
	minted(world);
	let digest = ArtifactDigest::Sha2_256([1; 32]);
	Trial::of(act(digest), &[], ProvenanceError::NotFound).but(Creator, ProvenanceError::Pinned)
}

fn withdraw_minted(world: &World) -> Trial {
	of_minted(world, |digest| ProvenanceCall::withdraw_claim { digest })
}

fn deprecate_minted(world: &World) -> Trial {
	of_minted(world, |digest| ProvenanceCall::set_status { digest, status: Status::Deprecated })
}

fn revoke_minted(world: &World) -> Trial {
	let status = Status::Revoked { reason: Reason::default() };
	of_minted(world, |digest| ProvenanceCall::set_status { digest, status })
}

/// It was sealed before the creator's claim, and ranks before that.
fn reveal(_: &World) -> Trial {
	let (digest, salt) = (ArtifactDigest::Sha2_256([1; 32]), [1; 32]);
	let hash = Provenance::commitment_hash(World::who(Stranger), digest, salt);
	World::does(Stranger, ProvenanceCall::commit { hash });
	World::pass(1);
	work();
	let act = ProvenanceCall::reveal { salt, registration: registration(ArtifactKind::Work, digest) };
	Trial::of(act, &[Stranger], ProvenanceError::NotFound)
}

fn oppose_it() -> ProvenanceCall {
	let (digest, owner) = (ArtifactDigest::Sha2_256([1; 32]), World::who(Creator));
	ProvenanceCall::oppose { digest, owner, evidence: [0; 32] }
}

/// Anybody else may, for a bond, until the claim is settled.
fn oppose(_: &World) -> Trial {
	work();
	let others: Vec<_> = Role::PEOPLE.into_iter().filter(|role| *role != Creator).collect();
	Trial::of(oppose_it(), &others, ProvenanceError::OwnClaim)
}

fn period() -> u32 {
	parameters::OppositionPeriod::get()
}

fn oppose_settled(_: &World) -> Trial {
	work();
	World::pass(period());
	Trial::of(oppose_it(), &[], ProvenanceError::TooLate).but(Creator, ProvenanceError::OwnClaim)
}

fn withdraw_opposition(_: &World) -> Trial {
	let act = ProvenanceCall::withdraw_opposition { digest: work(), owner: World::who(Creator) };
	Trial::of(act, &[Stranger], ProvenanceError::NotOpposed).needs(Stranger, oppose_it(), ProvenanceError::NotOpposed)
}

/// Root names a court: the studio.
fn name_court() {
	let court = vec![World::who(Studio)].try_into().expect("one is enough");
	let court = parameters::Parameters::Court(parameters::Court, Some(court));
	let call = pallet_parameters::Call::set_parameter { key_value: RuntimeParameters::Provenance(court) };
	assert_eq!(dispatch(World::origin(Root), call.into()), Ok(()));
}

/// One verdict ends all oppositions: of the arbiter, or of the court.
fn decide(_: &World) -> Trial {
	name_court();
	let act = ProvenanceCall::decide { digest: work(), owner: World::who(Creator), verdict: Verdict::Upheld };
	Trial::of(act, &[Arbiter, Root, Studio], DispatchError::BadOrigin).needs(
		Stranger,
		oppose_it(),
		ProvenanceError::NotOpposed,
	)
}

/// Nobody decided in time.
fn end_opposition(_: &World) -> Trial {
	let act = ProvenanceCall::end_opposition { digest: work(), owner: World::who(Creator) };
	Trial::of_anybody(act)
		.needs(Stranger, oppose_it(), ProvenanceError::NotOpposed)
		.waits(period(), ProvenanceError::NotOver)
}

/// The opponent claims it, too: from then on neither has its income without a verdict.
fn end_contested(_: &World) -> Trial {
	let act = ProvenanceCall::end_opposition { digest: work(), owner: World::who(Creator) };
	World::does(Stranger, oppose_it());
	claim_of(Stranger, ArtifactKind::Work, ArtifactDigest::Sha2_256([1; 32]));
	Trial::of_anybody(act).waits(period(), ProvenanceError::NotOver)
}

/// The arbiter gives a hearing more time.
fn postpone(_: &World) -> Trial {
	let act = ProvenanceCall::postpone { digest: work(), owner: World::who(Creator) };
	Trial::of(act, &[Arbiter, Root], DispatchError::BadOrigin)
		.needs(Stranger, oppose_it(), ProvenanceError::NotOpposed)
		.waits(1, ProvenanceError::NotChanged)
}

fn withdraw_commitment(_: &World) -> Trial {
	let owner = World::who(Creator);
	let hash = Provenance::commitment_hash(owner.clone(), ArtifactDigest::Sha2_256([1; 32]), [1; 32]);
	World::does(Creator, ProvenanceCall::commit { hash });
	let act = ProvenanceCall::withdraw_commitment { owner, hash };
	Trial::of(act, &[Creator], ProvenanceError::NotExpired)
}

/// By a verdict all others lose what the attested one gains.
fn attest(_: &World) -> Trial {
	let act = ProvenanceCall::attest { digest: work(), owner: World::who(Creator), note: [0; 32] };
	Trial::of(act, &[Arbiter, Root], DispatchError::BadOrigin)
}

fn revoke_attestation(_: &World) -> Trial {
	let (digest, owner) = (work(), World::who(Creator));
	let verdict = ProvenanceCall::attest { digest, owner: owner.clone(), note: [0; 32] };
	Trial::of(ProvenanceCall::revoke_attestation { digest, owner }, &[Arbiter, Root], DispatchError::BadOrigin).needs(
		Arbiter,
		verdict,
		ProvenanceError::NotAttested,
	)
}

fn remove_claim(_: &World) -> Trial {
	let act = ProvenanceCall::remove_claim { digest: work(), owner: World::who(Creator), reason: Reason::default() };
	Trial::of(act, &[Arbiter, Root], DispatchError::BadOrigin)
}

/// The pin does not hold against a judge.
fn remove_minted(world: &World) -> Trial {
	minted(world);
	let (digest, owner) = (ArtifactDigest::Sha2_256([1; 32]), World::who(Creator));
	let act = ProvenanceCall::remove_claim { digest, owner, reason: Reason::default() };
	Trial::of(act, &[Arbiter, Root], DispatchError::BadOrigin)
}

fn remove_by_court(world: &World) -> Trial {
	name_court();
	remove_claim(world).also(Studio)
}

fn attest_by_court(world: &World) -> Trial {
	name_court();
	attest(world).also(Studio)
}

#[test]
fn claims_should_stay_when_neither_their_owners_nor_a_judge_agreed() {
	try_rows(pallet());
}
