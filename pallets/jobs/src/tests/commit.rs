use super::*;
use atelier_primitives::workers::WorkerSignature;
use codec::Encode;
use sp_application_crypto::Pair;

fn call(hash: JobHash, round: u8, who: &AccountId, signer: &AccountId) -> Call<Test> {
	let commitment = [1; 32];
	let payload = crypto::commit_payload(JobsPallet::genesis(), &hash, round, who, &commitment);
	let signature: WorkerSignature = pair_of(signer).sign(&payload);
	Call::commit { job: hash, round, worker: who.clone(), commitment, signature }
}

fn authorize(call: &Call<Test>) -> Result<Vec<Vec<u8>>, TransactionValidityError> {
	let (validity, unspent) = call.authorize(TransactionSource::External).unwrap()?;
	assert!(unspent == frame_support::weights::Weight::zero() && validity.propagate && validity.longevity == 4);
	Ok(validity.provides)
}

#[test]
fn commit_should_start_revealing_when_all_have_committed() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		assert_ok!(commit(hash, &workers[0], &honest(hash)));
		System::assert_last_event(Event::Committed { job: hash, round: 1, worker: workers[0].clone() }.into());
		assert_ok!(commit(hash, &workers[1], &honest(hash)));
		assert_eq!((job(hash).phase, job(hash).acted_rounds), (Phase::Committing, 1));
		run_for(1);
		assert_ok!(commit(hash, &workers[2], &honest(hash)));
		assert_eq!((job(hash).phase, job(hash).due), (Phase::Revealing, 14));
		System::assert_last_event(Event::RevealingStarted { job: hash, round: 1, due: 14 }.into());
	});
}

#[test]
fn commit_should_be_authorized_once_when_signed_by_the_worker() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		let tag = |round: u8, step: u8, who: &AccountId| {
			let tag = [&b"AtelierJobs".to_vec().encode()[..], &hash, &[round, step], who.as_ref()].concat();
			vec![tag]
		};
		assert_eq!(authorize(&call(hash, 1, &workers[0], &workers[0])), Ok(tag(1, 0, &workers[0])));
		assert_ne!(
			authorize(&call(hash, 1, &workers[0], &workers[0])),
			authorize(&call(hash, 1, &workers[1], &workers[1]))
		);
		assert_ok!(commit(hash, &workers[0], &honest(hash)));
		let custom = InvalidTransaction::Custom(crate::commitment::NOT_ASSIGNED);
		assert_eq!(authorize(&call(hash, 1, &workers[0], &workers[0])), Err(custom.into()));
	});
}

#[test]
fn commit_should_not_be_authorized_when_something_is_wrong() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let refused = |call: &Call<Test>, error: InvalidTransaction| {
			assert_eq!(authorize(call), Err(error.into()));
		};
		refused(&call(hash, 1, &worker(0), &worker(0)), InvalidTransaction::Future);
		let workers = assign(hash);
		let outsider = (0..6).map(worker).find(|who| !workers.contains(who)).unwrap();
		let custom = InvalidTransaction::Custom(crate::commitment::NOT_ASSIGNED);
		refused(&call(hash, 1, &outsider, &outsider), custom);
		refused(&call(hash, 1, &workers[0], &outsider), InvalidTransaction::BadProof);
		refused(&call(hash, 2, &workers[0], &workers[0]), InvalidTransaction::Future);
		refused(&call(hash, 0, &workers[0], &workers[0]), InvalidTransaction::Stale);
		refused(&call([0; 32], 1, &workers[0], &workers[0]), InvalidTransaction::Future);
		// A signature for another commitment.
		let Call::commit { signature, .. } = call(hash, 1, &workers[0], &workers[0]) else { unreachable!() };
		let other = Call::commit { job: hash, round: 1, worker: workers[0].clone(), commitment: [2; 32], signature };
		refused(&other, InvalidTransaction::BadProof);
		// A key that was rotated away.
		let stale = call(hash, 1, &workers[0], &workers[0]);
		assert_ok!(Pool::rotate_key(&workers[0], key_of(&worker(20))));
		refused(&stale, InvalidTransaction::BadProof);
		workers.iter().skip(1).for_each(|who| must(commit(hash, who, &honest(hash))));
		run_for(4);
		assert_eq!(job(hash).phase, Phase::Revealing);
		refused(&stale, InvalidTransaction::Stale);
	});
}

#[test]
fn commit_should_fail_when_dispatched_out_of_turn() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let answer = lie(1);
		assert_noop!(commit(hash, &worker(0), &answer), Error::<Test>::WrongPhase);
		let workers = assign(hash);
		let outsider = (0..6).map(worker).find(|who| !workers.contains(who)).unwrap();
		assert_noop!(commit(hash, &outsider, &answer), Error::<Test>::NotAssigned);
		assert_ok!(commit(hash, &workers[0], &answer));
		assert_noop!(commit(hash, &workers[0], &answer), Error::<Test>::NotAssigned);
		let Call::commit { signature, .. } = call(hash, 1, &workers[1], &workers[1]) else { unreachable!() };
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root(), signed(&workers[1])] {
			let direct = JobsPallet::commit(origin, hash, 1, workers[1].clone(), [1; 32], signature.clone());
			assert_noop!(direct, BadOrigin);
		}
		let unknown = JobsPallet::commit(authorized(), [0; 32], 1, workers[1].clone(), [1; 32], signature);
		assert_noop!(unknown, Error::<Test>::NotFound);
	});
}
