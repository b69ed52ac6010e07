//! Whoever signs twice in one place is reported with a proof and barred.

use super::*;
use crate::{Hash, Header, Historical, Runtime, RuntimeOrigin};
use frame_support::{assert_noop, assert_ok, traits::KeyOwnerProofSystem};
use sp_consensus_grandpa::{localized_payload, Equivocation, EquivocationProof, Message, Prevote};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::traits::Header as _;

const ROUND: u64 = 1;

fn index_of(validator: Sr25519Keyring) -> u32 {
	Session::validators().iter().position(|id| *id == account(validator)).expect("a validator") as u32
}

/// Two votes of one voter in one round, for the blocks of these hashes.
fn double_vote(voter: Ed25519Keyring, hashes: [Hash; 2]) -> EquivocationProof<Hash, u32> {
	let set_id = Grandpa::current_set_id();
	let [first, second] = hashes.map(|target_hash| {
		let vote = Prevote::<Header> { target_hash, target_number: 7 };
		let signature = voter.sign(&localized_payload(ROUND, set_id, &Message::<Header>::Prevote(vote.clone())));
		(vote, signature.into())
	});
	EquivocationProof::new(
		set_id,
		Equivocation::Prevote(finality_grandpa::Equivocation {
			round_number: ROUND,
			identity: voter.public().into(),
			first,
			second,
		}),
	)
}

fn report_vote(proof: EquivocationProof<Hash, u32>) -> frame_support::dispatch::DispatchResultWithPostInfo {
	let key = (sp_consensus_grandpa::KEY_TYPE, proof.offender().clone());
	let owner = Historical::prove(key).expect("a voter of this session");
	Grandpa::report_equivocation_unsigned(RuntimeOrigin::none(), Box::new(proof), owner)
}

#[test]
fn double_vote_should_disable_the_voter() {
	local_testnet().execute_with(|| {
		let bob = index_of(Sr25519Keyring::BobStash);
		assert!(!Session::is_disabled(bob));
		assert_ok!(report_vote(double_vote(Ed25519Keyring::Bob, [Hash::repeat_byte(1), Hash::repeat_byte(2)])));
		assert!(Session::is_disabled(bob));
		// As long as the set stays, so does the bar.
		next_sessions(2);
		assert!(Session::is_disabled(bob));
	});
}

#[test]
fn vote_report_should_fail_when_both_votes_are_one() {
	local_testnet().execute_with(|| {
		let honest = double_vote(Ed25519Keyring::Bob, [Hash::repeat_byte(1); 2]);
		assert_noop!(report_vote(honest), pallet_grandpa::Error::<Runtime>::InvalidEquivocationProof);
	});
}

#[test]
fn vote_report_should_fail_when_it_is_repeated() {
	local_testnet().execute_with(|| {
		let proof = double_vote(Ed25519Keyring::Bob, [Hash::repeat_byte(1), Hash::repeat_byte(2)]);
		assert_ok!(report_vote(proof.clone()));
		assert_noop!(report_vote(proof), pallet_grandpa::Error::<Runtime>::DuplicateOffenceReport);
	});
}

#[test]
fn disabling_should_stop_short_of_a_third() {
	local_testnet().execute_with(|| {
		for voter in [Ed25519Keyring::Bob, Ed25519Keyring::Charlie] {
			assert_ok!(report_vote(double_vote(voter, [Hash::repeat_byte(1), Hash::repeat_byte(2)])));
		}
		let disabled = (0..4).filter(|index| Session::is_disabled(*index)).count();
		assert_eq!(disabled, 1, "two of four would end finality");
	});
}

/// Two blocks of one author in one slot.
fn double_block(author: Sr25519Keyring) -> sp_consensus_babe::EquivocationProof<Header> {
	let slot = 42.into();
	let authority_index =
		Babe::authorities().iter().position(|(id, _)| *id == author.public().into()).expect("an authority") as u32;
	let pre_digest = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index, slot });
	let sealed = |state_root| {
		let mut header = Header::new(7, Hash::zero(), state_root, Hash::zero(), Default::default());
		header.digest_mut().push(<DigestItem as CompatibleDigestItem>::babe_pre_digest(pre_digest.clone()));
		let signature = author.sign(header.hash().as_ref());
		header.digest_mut().push(<DigestItem as CompatibleDigestItem>::babe_seal(signature.into()));
		header
	};
	sp_consensus_babe::EquivocationProof {
		offender: author.public().into(),
		slot,
		first_header: sealed(Hash::repeat_byte(1)),
		second_header: sealed(Hash::repeat_byte(2)),
	}
}

fn report_block(
	proof: sp_consensus_babe::EquivocationProof<Header>,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	let owner = Historical::prove((sp_consensus_babe::KEY_TYPE, proof.offender.clone())).expect("an author");
	Babe::report_equivocation_unsigned(RuntimeOrigin::none(), Box::new(proof), owner)
}

#[test]
fn double_block_should_disable_the_author() {
	local_testnet().execute_with(|| {
		assert_ok!(report_block(double_block(Sr25519Keyring::Charlie)));
		assert!(Session::is_disabled(index_of(Sr25519Keyring::CharlieStash)));
	});
}

#[test]
fn block_report_should_fail_when_the_signature_is_anothers() {
	local_testnet().execute_with(|| {
		let mut proof = double_block(Sr25519Keyring::Charlie);
		proof.offender = Sr25519Keyring::Dave.public().into();
		assert_noop!(report_block(proof), pallet_babe::Error::<Runtime>::InvalidEquivocationProof);
	});
}
