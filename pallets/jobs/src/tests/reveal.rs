use super::*;
use crate::commitment::{NOT_ASSIGNED, WRONG_REVEAL};
use sp_application_crypto::Pair;

fn authorize(
	hash: JobHash,
	round: u8,
	who: &AccountId,
	answer: &Answer,
	signer: &AccountId,
) -> Result<Vec<Vec<u8>>, TransactionValidityError> {
	let payload = crypto::reveal_payload(JobsPallet::genesis(), &hash, round, who, answer, &SALT);
	let signature = pair_of(signer).sign(&payload);
	let (worker, answer) = (who.clone(), answer.clone());
	let call = Call::<Test>::reveal { job: hash, round, worker, answer, salt: SALT, signature };
	call.authorize(TransactionSource::External).unwrap().map(|(validity, _)| validity.provides)
}

#[test]
fn reveal_should_end_in_agreement_when_all_say_the_same() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		answer(hash, &thrice(honest(hash)));
		assert_eq!(job(hash).phase, Phase::Agreed { answer: honest(hash), at: 9 });
		assert_eq!(job(hash).due, 15);
		let answer = honest(hash);
		let revealed = Event::Revealed { job: hash, round: 1, worker: workers[2].clone(), answer: answer.clone() };
		assert_eq!(events()[events().len() - 2], revealed);
		System::assert_last_event(Event::Agreed { job: hash, round: 1, answer, due: 15 }.into());
		assert!(workers.iter().all(|who| exposure(who) == UNIT));
	});
}

#[test]
fn reveal_should_end_in_agreement_when_enough_say_the_same() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		answer(hash, &[honest(hash), lie(1), honest(hash)]);
		assert_eq!(job(hash).phase, Phase::Agreed { answer: honest(hash), at: 9 });
	});
}

#[test]
fn reveal_should_end_in_another_committee_when_too_few_say_the_same() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		answer(hash, &[honest(hash), lie(1), lie(2)]);
		assert_eq!((job(hash).phase, job(hash).due), (Phase::Reassigned, 12));
		System::assert_last_event(Event::Reassigned { job: hash, round: 1 }.into());
		// Nobody is proved wrong, and everybody stays locked.
		assert!(job(hash).seats.iter().all(|seat| seat.fault.is_none() && seat.exposure == UNIT));
		assert!(workers.iter().all(|who| stake(who) == 100 * UNIT));
		run_for(3);
		assert_eq!((job(hash).phase, job(hash).round), (Phase::Committing, 2));
	});
}

#[test]
fn reveal_should_be_authorized_when_it_opens_the_commitment() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		let (who, right) = (&workers[0], honest(hash));
		assert_eq!(authorize(hash, 1, who, &right, who), Err(InvalidTransaction::Future.into()));
		commit(hash, who, &right).unwrap();
		// One does not have the right length, though it was committed to.
		let short = output_of([1; 32], 63);
		let of_no_file = Answer::Output { output: Digest::Blake2_256([1; 32]), length: 64 };
		commit(hash, &workers[1], &short).unwrap();
		commit(hash, &workers[2], &of_no_file).unwrap();
		assert_eq!(job(hash).phase, Phase::Revealing);

		let provides = authorize(hash, 1, who, &right, who).unwrap();
		assert!(provides[0].ends_with(&[&[1, 1], AsRef::<[u8]>::as_ref(who)].concat()));
		let wrong = Err(InvalidTransaction::Custom(WRONG_REVEAL).into());
		assert_eq!(authorize(hash, 1, who, &lie(1), who), wrong);
		assert_eq!(authorize(hash, 1, &workers[1], &short, &workers[1]), wrong);
		assert_eq!(authorize(hash, 1, &workers[2], &of_no_file, &workers[2]), wrong);
		assert_eq!(authorize(hash, 1, who, &right, &workers[1]), Err(InvalidTransaction::BadProof.into()));
		assert_eq!(authorize(hash, 2, who, &right, who), Err(InvalidTransaction::Future.into()));
		assert_noop!(reveal(hash, who, &lie(1)), Error::<Test>::WrongReveal);
		reveal(hash, who, &right).unwrap();
		let done = Err(InvalidTransaction::Custom(NOT_ASSIGNED).into());
		assert_eq!(authorize(hash, 1, who, &right, who), done);
		assert_noop!(reveal(hash, who, &right), Error::<Test>::NotAssigned);
	});
}

/// A commitment binds its worker: who copies it has nothing to reveal.
#[test]
fn reveal_should_fail_when_the_commitment_is_copied() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		let commitment = crypto::commitment(&hash, 1, &workers[0], &honest(hash), &SALT);
		for who in &workers {
			assert_ok!(JobsPallet::do_commit(hash, 1, who.clone(), commitment));
		}
		assert_ok!(reveal(hash, &workers[0], &honest(hash)));
		assert_noop!(reveal(hash, &workers[1], &honest(hash)), Error::<Test>::WrongReveal);
	});
}

#[test]
fn reveal_should_fail_when_not_authorized_or_out_of_turn() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		assert_noop!(reveal(hash, &workers[0], &honest(hash)), Error::<Test>::WrongPhase);
		let signature = pair_of(&workers[0]).sign(b"");
		let right = honest(hash);
		for origin in [RuntimeOrigin::none(), signed(&workers[0])] {
			let direct =
				JobsPallet::reveal(origin, hash, 1, workers[0].clone(), right.clone(), SALT, signature.clone());
			assert_noop!(direct, BadOrigin);
		}
	});
}
