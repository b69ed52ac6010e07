use super::*;

#[test]
fn challenge_should_fail_at_its_weight_when_the_answer_is_right() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		answer(hash, &thrice(honest(hash)));
		let right = honest(hash);
		assert_noop!(challenge(&bob(), hash, &right), Error::<Test>::OutputCorrect);
		let error = JobsPallet::challenge(signed(bob()), hash, right).unwrap_err();
		// The model has 18 bytes, and costs half of what it may.
		let weight = TestWeights::challenge(18, 50);
		assert_eq!(error.post_info.actual_weight, Some(weight));
		assert_eq!(JobsPallet::challenge_cost(hash), Some((500_000, weight)));
		assert!(!finalized(hash));
	});
}

#[test]
fn challenge_should_take_everything_when_the_committee_agreed_on_a_lie() {
	with_workers(|| {
		let hash = request(&alice(), Order { n: 5, m: 3, ..order() });
		let workers = assign(hash);
		let right = honest(hash);
		answer(hash, &[lie(1), lie(1), right, lie(1), lie(2)]);
		assert_eq!(job(hash).phase, Phase::Agreed { answer: lie(1), at: 9 });
		let issuance = Balances::total_issuance();
		let info = JobsPallet::challenge(signed(bob()), hash, lie(1)).unwrap();
		assert_eq!(info.actual_weight, Some(TestWeights::challenge(18, 50)));

		let quarter = UNIT / 4;
		assert_eq!(wealth(bob()), FUNDS + 3 * quarter);
		assert_eq!(wealth(alice()), FUNDS + 3 * quarter);
		assert_eq!(Balances::total_issuance(), issuance - 6 * quarter);
		let losses: Vec<_> = workers.iter().map(|who| FUNDS - wealth(who)).collect();
		assert_eq!(losses, [UNIT, UNIT, 0, UNIT, 0]);
		let locked: Vec<_> = workers.iter().map(exposure).collect();
		assert_eq!(locked, [0, 0, UNIT, 0, UNIT]);
		assert_eq!(job(hash).phase, Phase::Reassigned);
		let amount = UNIT;
		let slashed =
			Event::Slashed { job: hash, worker: workers[0].clone(), fault: Fault::Wrong, amount, burnt: 2 * quarter };
		assert!(events().contains(&slashed));
		let answer = lie(1);
		assert!(events().contains(&Event::ChallengeSucceeded { job: hash, answer, challenger: bob() }));
		assert_noop!(challenge(&bob(), hash, &lie(1)), Error::<Test>::NotRevealed);
		// The other liar, too, in the same job.
		assert_ok!(challenge(&bob(), hash, &lie(2)));
		assert_eq!(wealth(&workers[4]), FUNDS - UNIT);
		run_for(3);
		// Two of six are left, and five are needed.
		assert_eq!(refunded(hash), Some(RefundReason::NoWorkers));
	});
}

#[test]
fn challenge_should_burn_the_odd_unit_when_a_quarter_is_not_whole() {
	with_workers(|| {
		let hash = request(&alice(), Order { price: UNIT + 1, ..order() });
		let workers = assign(hash);
		answer(hash, &[honest(hash), honest(hash), lie(1)]);
		let issuance = Balances::total_issuance();
		assert_ok!(challenge(&bob(), hash, &lie(1)));
		let amount = 4 * UNIT + 4;
		assert_eq!(wealth(&workers[2]), FUNDS - amount);
		assert_eq!(wealth(bob()), FUNDS + amount / 4);
		assert_eq!(Balances::total_issuance(), issuance - amount / 2);
	});
	with_workers(|| {
		// An exposure that four does not divide.
		let hash = request(&alice(), order());
		let workers = assign(hash);
		answer(hash, &[honest(hash), honest(hash), lie(1)]);
		Jobs::<Test>::mutate(hash, |job| job.as_mut().unwrap().seats[2].exposure += 3);
		assert_ok!(Pool::set(&workers[2], |record| record.exposure += 3));
		let issuance = Balances::total_issuance();
		assert_ok!(challenge(&bob(), hash, &lie(1)));
		assert_eq!(wealth(&workers[2]), FUNDS - UNIT - 3);
		assert_eq!(wealth(bob()), FUNDS + UNIT / 4);
		assert_eq!(Balances::total_issuance(), issuance - UNIT / 2 - 3);
	});
}

#[test]
fn challenge_should_leave_the_agreement_when_only_a_minority_lied() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		answer(hash, &[honest(hash), honest(hash), lie(1)]);
		let due = job(hash).due;
		assert_ok!(challenge(&alice(), hash, &lie(1)));
		assert_eq!((job(hash).phase, job(hash).due), (Phase::Agreed { answer: honest(hash), at: 9 }, due));
		// Requester and challenger are the same: half is burnt all the same.
		assert_eq!(wealth(alice()), FUNDS + UNIT / 2);
		assert_eq!(wealth(&workers[2]), FUNDS - UNIT);
		run_for(6);
		assert!(finalized(hash));
	});
}

#[test]
fn challenge_should_reach_a_lie_when_it_is_from_an_earlier_round() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let first = assign(hash);
		answer(hash, &[honest(hash), lie(1), lie(2)]);
		let second = assign(hash);
		let liar = &first[1];
		let before = exposure(liar);
		assert_ok!(challenge(&bob(), hash, &lie(1)));
		// If the liar has a seat in this round too, then it loses both.
		assert_eq!(before, if second.contains(liar) { 2 * UNIT } else { UNIT });
		assert_eq!((exposure(liar), wealth(liar)), (0, FUNDS - before));
		assert_eq!(job(hash).phase, Phase::Committing);
		for who in second.iter().filter(|who| *who != liar) {
			assert_ok!(commit(hash, who, &honest(hash)));
		}
		if second.contains(liar) {
			assert_noop!(commit(hash, liar, &honest(hash)), Error::<Test>::NotAssigned);
		}
	});
}

#[test]
fn challenge_should_not_count_the_liars_when_it_comes_before_the_agreement() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		let answers = [lie(1), lie(1), honest(hash)];
		workers.iter().zip(&answers).for_each(|(who, answer)| must(commit(hash, who, answer)));
		assert_ok!(reveal(hash, &workers[0], &lie(1)));
		assert_ok!(challenge(&bob(), hash, &lie(1)));
		assert_eq!(job(hash).phase, Phase::Revealing);
		assert_ok!(reveal(hash, &workers[1], &lie(1)));
		assert_ok!(reveal(hash, &workers[2], &honest(hash)));
		assert_eq!(job(hash).phase, Phase::Reassigned);
		assert_ok!(challenge(&bob(), hash, &lie(1)));
		assert_eq!(wealth(&workers[1]), FUNDS - UNIT);
	});
}

#[test]
fn challenge_should_end_the_job_when_the_last_committee_lied() {
	with_workers(|| {
		let hash = request(&alice(), order());
		for _ in 0..2 {
			assign(hash);
			answer(hash, &[lie(1), lie(2), lie(3)]);
		}
		assign(hash);
		answer(hash, &thrice(lie(4)));
		assert_eq!(job(hash).phase, Phase::Agreed { answer: lie(4), at: System::block_number() });
		assert_ok!(challenge(&bob(), hash, &lie(4)));
		assert_eq!(refunded(hash), Some(RefundReason::NoAgreement));
		assert_noop!(challenge(&bob(), hash, &lie(1)), Error::<Test>::Ended);
	});
}

#[test]
fn challenge_should_fail_when_there_is_nothing_to_challenge() {
	with_workers(|| {
		assert_noop!(challenge(&bob(), [0; 32], &lie(1)), Error::<Test>::NotFound);
		let hash = request(&alice(), order());
		assert_noop!(challenge(&bob(), hash, &lie(1)), Error::<Test>::NotRevealed);
		let error = JobsPallet::challenge(signed(bob()), hash, lie(1)).unwrap_err();
		assert_eq!(error.post_info.actual_weight, Some(TestWeights::challenge(0, 0)));
		assign(hash);
		answer(hash, &thrice(honest(hash)));
		assert_noop!(challenge(&bob(), hash, &lie(1)), Error::<Test>::NotRevealed);
		run_for(6);
		assert_noop!(challenge(&bob(), hash, &honest(hash)), Error::<Test>::Ended);
		assert_noop!(JobsPallet::challenge(RuntimeOrigin::none(), hash, lie(1)), BadOrigin);
	});
}

#[test]
fn watcher_should_win_when_it_challenges_in_the_last_block_of_the_window() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		answer(hash, &thrice(lie(1)));
		run_for(5);
		assert_ok!(challenge(&bob(), hash, &lie(1)));
		run_for(1);
		assert!(!finalized(hash));
	});
}

/// Else nobody could challenge what they agreed on, once they were punished for something else.
#[test]
fn challenge_should_end_the_agreement_when_those_who_agreed_are_punished_for_an_earlier_lie() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let first = assign(hash);
		answer(hash, &[lie(1), lie(2), lie(3)]);
		// So that the same are drawn again.
		for who in (0..6).map(worker).filter(|who| !first.contains(who)) {
			assert_ok!(Pool::stop(&who, model()));
		}
		let second = assign(hash);
		answer(hash, &thrice(lie(9)));
		assert!(matches!(job(hash).phase, Phase::Agreed { answer, .. } if answer == lie(9)));
		assert_ok!(challenge(&bob(), hash, &lie(1)));
		// Two of the three still say so, which is enough, and can be challenged.
		assert!(matches!(job(hash).phase, Phase::Agreed { answer, .. } if answer == lie(9)));
		assert_ok!(JobsPallet::do_try_state());
		assert_ok!(challenge(&bob(), hash, &lie(2)));
		assert_eq!(job(hash).phase, Phase::Reassigned);
		assert_eq!(second.iter().filter(|who| wealth(*who) == FUNDS - 2 * UNIT).count(), 2);
		run_for(3);
		assert_eq!(refunded(hash), Some(RefundReason::NoWorkers));
	});
}

#[test]
fn tip_should_be_half_of_the_reward_when_half_of_the_window_is_over() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		answer(hash, &[lie(1), lie(1), lie(2)]);
		let tip = |n| JobsPallet::challenge_tip(&hash, &lie(n));
		run_for(2);
		assert_eq!((tip(1), tip(2)), (0, 0));
		run_for(1);
		assert_eq!((tip(1), tip(2), tip(3)), (2 * UNIT / 4 / 2, UNIT / 4 / 2, 0));
		assert_eq!(JobsPallet::challenge_tip(&[0; 32], &lie(1)), 0);
	});
}
