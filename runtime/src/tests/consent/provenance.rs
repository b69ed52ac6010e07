//! Claims: who said first that something is theirs, and who judges that.

use super::*;
use crate::Provenance;
use atelier_primitives::{provenance::ArtifactKind, Digest as ArtifactDigest};
use pallet_provenance::{Call, Error, Reason, Registration, Status};
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
			Row { call: "provenance.withdraw_commitment", effect: MovesProperty, trial: withdraw_commitment },
			Row { call: "provenance.attest", effect: LowersIncome, trial: attest },
			Row { call: "provenance.revoke_attestation", effect: LowersIncome, trial: revoke_attestation },
			Row { call: "provenance.remove_claim", effect: LowersIncome, trial: remove_claim },
		],
		harmless: vec![(Harmless::Own, &["register", "commit", "reveal"])],
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
fn work() -> ArtifactDigest {
	claim_of(Creator, ArtifactKind::Work, ArtifactDigest::Sha2_256([1; 32]))
}

fn withdraw_claim(_: &World) -> Trial {
	Trial::of(ProvenanceCall::withdraw_claim { digest: work() }, &[Creator], ProvenanceError::NotFound)
}

fn set_status(_: &World) -> Trial {
	let act = ProvenanceCall::set_status { digest: work(), status: Status::Deprecated };
	Trial::of(act, &[Creator], ProvenanceError::NotFound)
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

#[test]
fn claims_should_stay_when_neither_their_owners_nor_a_judge_agreed() {
	try_rows(pallet());
}
