use super::*;

#[test]
fn cancel_should_give_everything_back_when_there_is_no_committee() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let cancel = |who: &AccountId| JobsPallet::cancel(signed(who), hash);
		assert_noop!(cancel(&bob()), Error::<Test>::NotRequester);
		run_for(1);
		assert_ok!(cancel(&alice()));
		System::assert_last_event(Event::Canceled { job: hash, fee: 0 }.into());
		assert_eq!([HoldReason::Escrow, HoldReason::Job].map(|reason| held(reason, alice())), [0, 0]);
		assert_eq!(wealth(alice()), FUNDS);
		assert_eq!(JobsPallet::job(hash), None);
		assert_noop!(cancel(&alice()), Error::<Test>::NotFound);
		assert_noop!(JobsPallet::cancel(RuntimeOrigin::none(), hash), BadOrigin);
		run_for(10);
	});
}

/// The author of that block knows what committee there would be.
#[test]
fn cancel_should_cost_the_job_fee_when_the_draw_is_next() {
	with_workers(|| {
		let treasury = wealth(Treasury::get());
		let hash = request(&alice(), order());
		run_for(2);
		assert_ok!(JobsPallet::cancel(signed(alice()), hash));
		System::assert_last_event(Event::Canceled { job: hash, fee: 900 }.into());
		assert_eq!([HoldReason::Escrow, HoldReason::Job].map(|reason| held(reason, alice())), [0, 0]);
		assert_eq!((wealth(alice()), wealth(Treasury::get())), (FUNDS - 900, treasury + 900));
	});
}

#[test]
fn cancel_should_fail_when_there_is_or_was_a_committee() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		let cancel = || JobsPallet::cancel(signed(alice()), hash);
		assert_noop!(cancel(), Error::<Test>::TooLate);
		run_for(4);
		assert_eq!(job(hash).phase, Phase::Reassigned);
		assert_noop!(cancel(), Error::<Test>::TooLate);
		run_for(30);
		assert!(job(hash).phase.has_ended());
		assert_noop!(cancel(), Error::<Test>::TooLate);
	});
}
