//! Random sequences of all calls: the invariants hold after each, a refused call changes nothing, nobody changes what is
//! above a claim of another or takes what is settled for another, pinned claims stay, and in the end everybody gets back
//! what they paid, but for lost bonds: half of those is burnt, half is with the treasury.

use crate::{lineage::Ancestors, mock::*, tests::scenario::*, *};
use atelier_primitives::{
	chain::Balance,
	provenance::{ArtifactKind, ClaimPin},
	Digest,
};
use atelier_testing::ext::in_layer;
use proptest::{collection::vec, prelude::*};
use sp_runtime::{traits::Dispatchable, AccountId32, StateVersion};
use std::collections::BTreeMap;

/// What to do next. A `usize` picks one of the claims or commitments that are there.
#[derive(Clone, Debug)]
enum Step {
	Register(u8, u16, Vec<(u16, u8)>),
	RegisterWork(u8, u16),
	Commit(u8, u16),
	Reveal(usize, Vec<(u16, u8)>),
	WithdrawCommitment(u8, usize),
	Withdraw(usize),
	SetStatus(usize, u8),
	Attest(usize),
	RevokeAttestation(usize),
	Remove(usize),
	Oppose(u8, usize),
	WithdrawOpposition(u8, usize),
	Decide(usize, bool),
	EndOpposition(usize),
	Postpone(usize),
	Pin(usize, u8),
	Wait(u64),
}

const PEOPLE: u8 = 4;
const ARTIFACTS: u16 = 4;

fn step() -> impl Strategy<Value = Step> {
	let (who, artifact) = (|| 0..PEOPLE, || 0..ARTIFACTS);
	let (parents, any) = (|| vec((0..ARTIFACTS, 0..PEOPLE), 0..3), any::<usize>);
	prop_oneof![
		4 => (who(), artifact(), parents()).prop_map(|(n, a, p)| Step::Register(n, a, p)),
		1 => (who(), artifact()).prop_map(|(n, a)| Step::RegisterWork(n, a)),
		3 => (who(), artifact()).prop_map(|(n, a)| Step::Commit(n, a)),
		4 => (any(), parents()).prop_map(|(i, p)| Step::Reveal(i, p)),
		1 => (who(), any()).prop_map(|(n, i)| Step::WithdrawCommitment(n, i)),
		2 => any().prop_map(Step::Withdraw),
		1 => (any(), 0..3u8).prop_map(|(i, s)| Step::SetStatus(i, s)),
		2 => any().prop_map(Step::Attest),
		1 => any().prop_map(Step::RevokeAttestation),
		2 => any().prop_map(Step::Remove),
		4 => (who(), any()).prop_map(|(n, i)| Step::Oppose(n, i)),
		1 => (who(), any()).prop_map(|(n, i)| Step::WithdrawOpposition(n, i)),
		2 => (any(), proptest::bool::ANY).prop_map(|(i, upheld)| Step::Decide(i, upheld)),
		3 => any().prop_map(Step::EndOpposition),
		1 => any().prop_map(Step::Postpone),
		2 => (any(), 0..4u8).prop_map(|(i, what)| Step::Pin(i, what)),
		2 => (1..8u64).prop_map(Step::Wait),
		1 => Just(Step::Wait(OPPOSITION_PERIOD)),
	]
}

/// All pairs of a person and an artifact for which this holds, and one more, so that a step can miss.
fn pick(i: usize, holds: impl Fn(u8, u16) -> bool) -> (u8, u16) {
	let pairs = (0..PEOPLE).flat_map(|n| (0..ARTIFACTS).map(move |a| (n, a)));
	let found: Vec<_> = pairs.filter(|(n, a)| holds(*n, *a)).chain([(0, 0)]).collect();
	found[i % found.len()]
}

fn a_claim(i: usize) -> (u8, u16) {
	pick(i, |n, a| owners(a).contains(&account(n)))
}

fn a_hearing(i: usize) -> (u8, u16) {
	pick(i, |n, a| Hearings::<Test>::contains_key(digest(a), account(n)))
}

fn a_commitment(i: usize) -> (u8, u16) {
	pick(i, |n, a| Commitments::<Test>::contains_key(account(n), hash(n, a, 0)))
}

/// The caller, nobody for root, and the call.
fn call(step: Step) -> (Option<u8>, Call<Test>) {
	match step {
		Step::Register(n, a, parents) => (Some(n), Call::register { registration: Box::new(derived(a, &parents)) }),
		Step::RegisterWork(n, a) => (Some(n), Call::register { registration: Box::new(work(a)) }),
		Step::Commit(n, a) => (Some(n), Call::commit { hash: hash(n, a, 0) }),
		Step::Reveal(i, parents) => {
			let (n, a) = a_commitment(i);
			(Some(n), Call::reveal { salt: [0; 32], registration: Box::new(derived(a, &parents)) })
		}
		Step::WithdrawCommitment(n, i) => {
			let (owner, a) = a_commitment(i);
			(Some(n), Call::withdraw_commitment { owner: account(owner), hash: hash(owner, a, 0) })
		}
		Step::Withdraw(i) => {
			let (n, a) = a_claim(i);
			(Some(n), Call::withdraw_claim { digest: digest(a) })
		}
		Step::SetStatus(i, status) => {
			let (n, a) = a_claim(i);
			let status = [Status::Active, Status::Deprecated, revoked()][usize::from(status)].clone();
			(Some(n), Call::set_status { digest: digest(a), status })
		}
		Step::Attest(i) => {
			let (n, a) = a_claim(i);
			(None, Call::attest { digest: digest(a), owner: account(n), note: [0; 32] })
		}
		Step::RevokeAttestation(i) => {
			let (n, a) = a_claim(i);
			(None, Call::revoke_attestation { digest: digest(a), owner: account(n) })
		}
		Step::Remove(i) => {
			let (n, a) = a_claim(i);
			(None, Call::remove_claim { digest: digest(a), owner: account(n), reason: reason() })
		}
		Step::Oppose(opponent, i) => {
			let (n, a) = a_claim(i);
			(Some(opponent), Call::oppose { digest: digest(a), owner: account(n), evidence: [0; 32] })
		}
		Step::WithdrawOpposition(opponent, i) => {
			let (n, a) = a_hearing(i);
			(Some(opponent), Call::withdraw_opposition { digest: digest(a), owner: account(n) })
		}
		Step::Decide(i, is_upheld) => {
			// About a claim that is opposed, or any: one that is contested is among them.
			let (n, a) = if i % 2 == 0 { a_hearing(i / 2) } else { a_claim(i / 2) };
			let verdict = if is_upheld { Verdict::Upheld } else { Verdict::Rejected };
			(None, Call::decide { digest: digest(a), owner: account(n), verdict })
		}
		Step::EndOpposition(i) => {
			let (n, a) = a_hearing(i);
			(Some(0), Call::end_opposition { digest: digest(a), owner: account(n) })
		}
		Step::Postpone(i) => {
			let (n, a) = a_hearing(i);
			(None, Call::postpone { digest: digest(a), owner: account(n) })
		}
		Step::Wait(_) | Step::Pin(..) => unreachable!("not a call"),
	}
}

fn dispatch((caller, call): (Option<u8>, Call<Test>)) -> bool {
	let origin = caller.map_or(RuntimeOrigin::root(), signed);
	RuntimeCall::from(call).dispatch(origin).is_ok()
}

fn root() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

fn run(step: Step) {
	if let Step::Wait(blocks) = step {
		return run_to(System::block_number() + blocks);
	}
	if let Step::Pin(i, what) = step {
		let (n, a) = a_claim(i);
		let (digest, owner) = (digest(a), account(n));
		let _ = in_layer(|| match what {
			0 => Provenance::pin(&digest, &owner),
			1 => Provenance::unpin(&digest, &owner),
			2 => Provenance::deprecate_pinned(&digest, &owner, i % 2 == 0),
			_ => Provenance::revoke_pinned(&digest, &owner, reason()),
		});
		return;
	}
	let pinned = pinned();
	let (before, lineages, settled) = (root(), lineages(), settled());
	let (caller, call) = call(step);
	let ends = may_end(caller, &call);
	if !dispatch((caller, call)) {
		assert_eq!(before, root(), "a refused call changed something");
	}
	for (claim, above) in self::lineages() {
		let unchanged = lineages.get(&claim).is_none_or(|before| *before == above);
		assert!(unchanged, "what is above a claim changed");
	}
	assert_eq!(pinned, self::pinned(), "a pinned claim went, or changed without the arbiter");
	for (claim, is_settled) in settled.iter().zip(self::settled()) {
		assert!(claim.is_none() || *claim == is_settled || *claim == ends, "a settled claim is no longer");
	}
}

/// What is above each claim that has edges.
fn lineages() -> BTreeMap<(Digest, AccountId32), Vec<Ancestor<AccountId32>>> {
	Edges::<Test>::iter()
		.map(|(digest, owner, edges)| ((digest, owner), Ancestors::<Test>::of(edges).collect()))
		.collect()
}

/// The claim of each artifact that is settled.
fn settled() -> [Option<(u16, AccountId32)>; ARTIFACTS as usize] {
	std::array::from_fn(|n| {
		let claims = Claims::<Test>::get(digest(n as u16));
		Some((n as u16, Provenance::settled(&claims)?.owner.clone()))
	})
}

/// Pinned claims, listed or removed by the arbiter.
fn pinned() -> Vec<(Digest, AccountId32)> {
	let listed =
		Claims::<Test>::iter().flat_map(|(digest, claims)| claims.into_iter().map(move |claim| (digest, claim)));
	let all = listed.chain(RemovedClaims::<Test>::iter().map(|(digest, _, claim)| (digest, claim)));
	let mut pinned: Vec<_> =
		all.filter(|(_, claim)| claim.pinned).map(|(digest, claim)| (digest, claim.owner)).collect();
	pinned.sort();
	pinned
}

/// The claim that this call can end, if it was settled: that of the caller, or the one that the arbiter removes.
fn may_end(caller: Option<u8>, call: &Call<Test>) -> Option<(u16, AccountId32)> {
	let (wanted, owner) = match call {
		Call::withdraw_claim { digest } => (digest, account(caller?)),
		Call::set_status { digest, status: Status::Revoked { .. } } => (digest, account(caller?)),
		Call::remove_claim { digest, owner, .. } => (digest, owner.clone()),
		_ => return None,
	};
	(0..ARTIFACTS).find(|n| digest(*n) == *wanted).map(|n| (n, owner))
}

/// Withdraws until nothing is left, children before their parents.
fn withdraw_all() {
	for (digest, owner) in pinned() {
		Provenance::unpin(&digest, &owner).unwrap();
	}
	for (digest, owner) in Hearings::<Test>::iter_keys().collect::<Vec<_>>() {
		let status = revoked();
		let _ = RuntimeCall::from(Call::set_status { digest, status }).dispatch(RuntimeOrigin::signed(owner.clone()));
		assert!(dispatch((Some(0), Call::end_opposition { digest, owner })));
	}
	run_to(System::block_number() + COMMITMENT_LIFETIME + 1);
	for (owner, hash, _) in Commitments::<Test>::iter().collect::<Vec<_>>() {
		assert!(dispatch((Some(0), Call::withdraw_commitment { owner, hash })));
	}
	loop {
		let listed = Claims::<Test>::iter()
			.flat_map(|(digest, claims)| claims.into_iter().map(move |claim| (digest, claim.owner)));
		let removed = RemovedClaims::<Test>::iter_keys();
		let claims: Vec<_> = listed.chain(removed).collect();
		if claims.is_empty() {
			break;
		}
		let mut is_stuck = true;
		for (digest, owner) in claims {
			let origin = RuntimeOrigin::signed(owner);
			is_stuck &= RuntimeCall::from(Call::withdraw_claim { digest }).dispatch(origin).is_err();
		}
		assert!(!is_stuck, "no claim can be withdrawn");
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(atelier_testing::cases(1_000)))]

	#[test]
	fn invariants_should_hold_when_calls_come_in_any_order(steps in vec(step(), 10..30)) {
		build_and_execute(|| {
			register_model_and_adapter();
			for step in steps {
				run(step);
				Provenance::do_try_state().unwrap();
			}
			withdraw_all();
			Provenance::do_try_state().unwrap();
			assert_eq!(Edges::<Test>::iter().count() + Records::<Test>::iter().count(), 0);
			assert_eq!(Children::<Test>::iter().count() + Hearings::<Test>::iter().count(), 0);
			// Nothing is held but for what is closed, and nothing is missing but for lost bonds.
			let closures: Vec<_> = Closures::<Test>::iter_values().collect();
			for n in 0..PEOPLE {
				let kept = closures.iter().filter(|deposit| deposit.who == account(n)).map(|deposit| deposit.amount);
				assert_eq!(Balances::reserved_balance(account(n)), kept.sum::<Balance>());
			}
			let all = FUNDS * Balance::from(ACCOUNTS);
			assert_eq!(all - Balances::total_issuance(), wealth(account(TREASURY)));
		});
	}

}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(atelier_testing::cases(250)))]

	/// One artifact and many who want it, so that there are displacements.
	#[test]
	fn invariants_should_hold_when_many_claim_one_artifact(order in vec((0..16u8, 0..3u8), 20..50)) {
		build_and_execute(|| {
			assert!(dispatch((Some(18), Call::register { registration: Box::new(component(90, &[])) })));
			for (n, what) in order {
				match what {
					0 => drop(dispatch(call(Step::Commit(n, 1)))),
					1 => {
						run(Step::Wait(1));
						let registration = Box::new(derived(1, &[(90, 18)]));
						dispatch((Some(n), Call::reveal { salt: [0; 32], registration }));
					}
					_ => drop(dispatch(call(Step::Register(n, 1, vec![(90, 18)])))),
				}
			}
			Provenance::do_try_state().unwrap();
			let claims = Claims::<Test>::get(digest(1)).len() as u32;
			assert_eq!(children(90, 18), claims);
			let paying = (0..16).filter(|n| held(*n).0 > 0).count() as u32;
			assert_eq!(paying, claims);
		});
	}
}

#[test]
fn kinds_should_be_fixed_when_stored() {
	use codec::Encode;
	let kinds = [ArtifactKind::Model, ArtifactKind::Component].map(|kind| kind.encode());
	assert_eq!(kinds, [vec![0], vec![4]]);
	assert_eq!([Relation::BaseModel, Relation::Derivation].map(|relation| relation.encode()), [vec![0], vec![6]]);
	assert_eq!([Status::Active, Status::Deprecated].map(|status| status.encode()), [vec![0], vec![1]]);
	assert_eq!([Attestation::None.encode(), Prompt::None.encode()], [vec![0], vec![0]]);
}
