use crate::{mock::*, tests::scenario::*, *};
use atelier_primitives::provenance::{ArtifactKind, ProvenanceInspect};
use frame_support::assert_ok;
use sp_runtime::AccountId32;

fn standing(artifact: u16) -> Standing<AccountId32> {
	let standing = Provenance::standing(digest(artifact));
	assert_eq!(<Provenance as ProvenanceInspect<_>>::standing(&digest(artifact)), standing);
	standing
}

#[test]
fn standing_should_follow_the_first_claim_when_there_are_several() {
	build_and_execute(|| {
		assert_eq!(standing(1), Standing::Unclaimed);
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_eq!(standing(1), Standing::Open(account(0)));
		assert_ok!(oppose(2, 1, 0));
		run_to(1 + OPPOSITION_PERIOD);
		assert_eq!(standing(1), Standing::Open(account(0)));
		assert_ok!(end_opposition(1, 0));
		assert_eq!(standing(1), Standing::Entitled(account(0)));
		attest(1, 1);
		assert_eq!(standing(1), Standing::Entitled(account(1)));
	});
}

#[test]
fn model_should_not_be_closed_when_a_squatter_revokes_an_open_claim() {
	build_and_execute(|| {
		assert_ok!(register(9, model(1)));
		assert_ok!(register(0, model(1)));
		revoke(9, 1);
		assert_eq!(standing(1), Standing::Open(account(0)));
		assert_ok!(register(9, model(2)));
		revoke(9, 2);
		assert_eq!(standing(2), Standing::Unclaimed);
		// Nor by a verdict against one, nor when it is withdrawn.
		assert_ok!(register(8, model(2)));
		assert_ok!(oppose(0, 2, 8));
		assert_ok!(decide(2, 8, Verdict::Upheld));
		assert_ok!(withdraw(9, 2));
		assert_eq!((standing(2), Closures::<Test>::iter().count()), (Standing::Unclaimed, 0));
	});
}

#[test]
fn model_should_be_closed_when_its_settled_or_attested_claim_goes() {
	let ends: [fn(); 3] = [|| revoke(0, 1), || must(withdraw(0, 1)), || must(remove(1, 0))];
	for end in ends {
		build_and_execute(|| {
			assert_ok!(register(0, model(1)));
			assert_ok!(register(1, model(1)));
			run_to(1 + OPPOSITION_PERIOD);
			end();
			System::assert_has_event(Event::ArtifactClosed { digest: digest(1) }.into());
			// Though another claim stands: it is open, and may be the seller's.
			assert_eq!(standing(1), Standing::Closed);
		});
	}
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		attest(0, 1);
		revoke(0, 1);
		assert_eq!(standing(1), Standing::Closed);
	});
}

#[test]
fn model_should_be_open_again_when_another_claim_is_attested_or_settled() {
	build_and_execute(|| {
		for (artifact, is_attested) in [(1, true), (2, false)] {
			assert_ok!(register(0, model(artifact)));
			run_for(OPPOSITION_PERIOD);
			revoke(0, artifact);
			assert_ok!(register(1, model(artifact)));
			assert_eq!(standing(artifact), Standing::Closed);
			match is_attested {
				true => attest(1, artifact),
				false => run_for(OPPOSITION_PERIOD),
			}
			assert_eq!(standing(artifact), Standing::Entitled(account(1)));
			// It is written down with the next change at the latest.
			assert_ok!(withdraw(0, artifact));
			assert_eq!(Closures::<Test>::iter().count(), 0);
			System::assert_has_event(Event::ArtifactReopened { digest: digest(artifact) }.into());
		}
		assert!(is_whole(0));
	});
}

#[test]
fn model_should_not_be_free_when_the_arbiter_revokes_its_attestation_and_removes_its_claim() {
	let ends: [fn(); 5] = [
		|| must(remove(1, 0)),
		|| revoke(0, 1),
		|| must(withdraw(0, 1)),
		|| {
			assert_ok!(oppose(2, 1, 0));
			assert_ok!(decide(1, 0, Verdict::Upheld));
		},
		|| {
			for n in 10..17 {
				assert_ok!(register(n, model(1)));
			}
			assert_ok!(reveal(8, model(1)));
			assert_ok!(remove(1, 0));
		},
	];
	for end in ends {
		build_and_execute(|| {
			assert_ok!(commit(8, 1));
			run_to(2);
			assert_ok!(register(0, model(1)));
			attest(0, 1);
			assert_ok!(Provenance::revoke_attestation(RuntimeOrigin::root(), digest(1), account(0)));
			System::assert_has_event(Event::ArtifactClosed { digest: digest(1) }.into());
			assert_eq!(standing(1), Standing::Closed);
			end();
			assert_eq!(standing(1), Standing::Closed);
			attest_another();
			assert_eq!((standing(1), Closures::<Test>::iter().count()), (Standing::Entitled(account(19)), 0));
		});
	}
}

/// By the arbiter, who makes room for it.
fn attest_another() {
	let last = owners(1).len().checked_sub(1).filter(|last| *last == 7).map(|last| owners(1)[last].clone());
	if let Some(last) = last {
		Provenance::remove_claim(RuntimeOrigin::root(), digest(1), last, reason()).unwrap();
	}
	assert_ok!(register(19, model(1)));
	attest(19, 1);
}

#[test]
fn model_should_not_be_closed_when_its_attestation_is_revoked_and_somebody_is_entitled_all_the_same() {
	build_and_execute(|| {
		// The claim itself, which time settled.
		assert_ok!(register(0, model(1)));
		run_to(1 + OPPOSITION_PERIOD);
		attest(0, 1);
		assert_ok!(Provenance::revoke_attestation(RuntimeOrigin::root(), digest(1), account(0)));
		assert_eq!((standing(1), Closures::<Test>::iter().count()), (Standing::Entitled(account(0)), 0));
		// One that comes after another attested one.
		assert_ok!(register(1, model(1)));
		assert_ok!(register(2, model(1)));
		attest(1, 1);
		attest(2, 1);
		assert_ok!(Provenance::revoke_attestation(RuntimeOrigin::root(), digest(1), account(2)));
		assert_eq!((standing(1), Closures::<Test>::iter().count()), (Standing::Entitled(account(1)), 0));
		assert_ok!(Provenance::revoke_attestation(RuntimeOrigin::root(), digest(1), account(1)));
		assert_eq!((standing(1), Closures::<Test>::iter().count()), (Standing::Entitled(account(0)), 0));
	});
}

#[test]
fn model_should_be_closed_when_its_attestation_is_revoked_until_its_claim_settles() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		attest(0, 1);
		attest(1, 1);
		revoke(0, 1);
		assert_eq!((standing(1), Closures::<Test>::iter().count()), (Standing::Entitled(account(1)), 0));
		assert_ok!(Provenance::revoke_attestation(RuntimeOrigin::root(), digest(1), account(1)));
		assert_eq!(standing(1), Standing::Closed);
		run_for(OPPOSITION_PERIOD);
		assert_eq!(standing(1), Standing::Entitled(account(1)));
		assert_ok!(withdraw(1, 1));
		assert_ok!(withdraw(0, 1));
		// What it paid for the first closure returned; for the second it pays.
		assert_eq!((standing(1), is_whole(0)), (Standing::Closed, true));
		assert_eq!(held(1).0, Provenance::closure_deposit());
	});
}

#[test]
fn closure_should_keep_its_part_of_the_deposit_when_the_claim_is_withdrawn() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		let all = held(0).0;
		run_to(1 + OPPOSITION_PERIOD);
		revoke(0, 1);
		// The claim paid for it when it was made.
		assert_eq!(held(0).0, all);
		assert_ok!(withdraw(0, 1));
		assert_eq!(held(0).0, Closures::<Test>::get(digest(1)).unwrap().amount);
		assert_eq!(held(0).0, Provenance::closure_deposit());
		assert_eq!(standing(1), Standing::Closed);
		assert_ok!(register(1, model(1)));
		attest(1, 1);
		assert!(is_whole(0));
	});
}

#[test]
fn work_should_not_be_closed_when_its_settled_claim_is_withdrawn() {
	build_and_execute(|| {
		assert_ok!(register(0, of_kind(ArtifactKind::Work, 1, &[], Relation::Input)));
		run_to(1 + OPPOSITION_PERIOD);
		assert_ok!(withdraw(0, 1));
		assert_eq!(standing(1), Standing::Unclaimed);
		assert!(is_whole(0));
	});
}
