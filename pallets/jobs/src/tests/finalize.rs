//! The end of a job that was agreed on.

use super::*;
use atelier_primitives::{
	engine::Recompute,
	provenance::{Attestation, Committee, Generation, Prompt},
};

#[test]
fn finalize_should_pay_everybody_exactly_when_all_agree() {
	with_workers(|| {
		set_terms(50, Access::Open);
		let terms_payer = wealth(bob());
		assert_ok!(JobsPallet::request(signed(alice()), Box::new(order()), 50));
		let hash = JobsPallet::job_hash(&alice(), 0, &order());
		let workers = assign(hash);
		answer(hash, &thrice(honest(hash)));
		let issuance = Balances::total_issuance();
		run_for(5);
		assert!(!finalized(hash));
		run_for(1);
		assert!(finalized(hash));
		assert!(workers.iter().all(|who| wealth(who) == FUNDS + PRICE));
		assert_eq!(wealth(Treasury::get()), ED + 900);
		assert_eq!(wealth(Royalties::pool()), ED + 50);
		assert_eq!(wealth(JobsPallet::account()), ED);
		assert_eq!(wealth(alice()), FUNDS - 3 * PRICE - 900 - 50);
		assert_eq!(wealth(bob()), terms_payer);
		assert_eq!(held(HoldReason::Escrow, alice()), 0);
		assert_eq!(Balances::total_issuance(), issuance);
		assert!((0..6).all(|n| exposure(&worker(n)) == 0));
		assert_eq!((OpenCount::<Test>::get(), OpenOf::<Test>::get(alice())), (0, 0));
		let answer = honest(hash);
		assert!(events().contains(&Event::Finalized { job: hash, answer, paid: 3, refund: 0 }));
	});
}

#[test]
fn finalize_should_pay_only_those_who_agree_when_one_does_not() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let workers = assign(hash);
		answer(hash, &[honest(hash), lie(1), honest(hash)]);
		run_for(6);
		assert_eq!(workers.iter().map(wealth).collect::<Vec<_>>(), [FUNDS + PRICE, FUNDS, FUNDS + PRICE]);
		assert_eq!(wealth(alice()), FUNDS - 2 * PRICE - 900);
		let answer = honest(hash);
		assert!(events().contains(&Event::Finalized { job: hash, answer, paid: 2, refund: PRICE }));
	});
}

/// Six honest workers of two committees, and an escrow for three.
#[test]
fn finalize_should_pay_no_more_than_the_escrow_when_earlier_rounds_were_honest() {
	with_workers(|| {
		let hash = request(&alice(), Order { n: 4, m: 3, ..order() });
		let first = assign(hash);
		let right = honest(hash);
		answer(hash, &[right.clone(), right.clone(), lie(1), lie(2)]);
		let second = assign(hash);
		answer(hash, &core::array::from_fn::<_, 4, _>(|_| right.clone()));
		run_for(6);
		assert!(finalized(hash));
		let paid: Vec<_> = (0..6).map(worker).filter(|who| wealth(who) == FUNDS + PRICE).collect();
		assert_eq!(paid.len(), 4);
		assert!(second.iter().all(|who| paid.contains(who)));
		assert!(first.iter().any(|who| second.contains(who)));
		assert_eq!(wealth(alice()), FUNDS - 4 * PRICE - 1_200);
	});
}

#[test]
fn finalize_should_pay_an_earlier_round_when_the_last_one_left_money() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let right = honest(hash);
		let first = assign(hash);
		answer(hash, &[right.clone(), lie(1), lie(2)]);
		// So that it is not drawn again.
		assert_ok!(Pool::stop(&first[0], model()));
		let second = assign(hash);
		let [speaks_0, speaks_1, silent] = &second[..] else { panic!() };
		assert_ok!(commit(hash, speaks_0, &right));
		assert_ok!(commit(hash, speaks_1, &right));
		run_for(4);
		assert_ok!(reveal(hash, speaks_0, &right));
		assert_ok!(reveal(hash, speaks_1, &right));
		run_for(6);
		assert!(finalized(hash));
		let expected = [speaks_0, speaks_1, &first[0]].map(Clone::clone);
		for who in (0..6).map(worker) {
			let slashed = if who == *silent { UNIT / 20 } else { 0 };
			let price = if expected.contains(&who) { PRICE } else { 0 };
			assert_eq!(wealth(&who), FUNDS + price - slashed);
		}
	});
}

#[test]
fn finalize_should_write_the_record_when_the_registry_takes_it() {
	with_workers(|| {
		let adapter = Models::publish_adapter(model(), 1);
		let adapters: frame_support::BoundedVec<_, _> = vec![adapter].try_into().unwrap();
		let hash = request(&alice(), Order { adapters: adapters.clone(), ..order() });
		assign(hash);
		let right = honest(hash);
		answer(hash, &thrice(right.clone()));
		run_for(6);
		let generation = Generation {
			model: model(),
			adapters,
			effective_seed: JobsPallet::effective_seed(&order(), &alice()),
			parameters: b"a cat".to_vec().try_into().unwrap(),
			prompt: Prompt::None,
			outputs: vec![digest(&right)].try_into().unwrap(),
			engine: Some(Toy::engine()),
			c2pa_manifest: None,
			iscc: Default::default(),
			extra: Default::default(),
		};
		let committee = Committee { job: hash, n: 3, m: 2, stake: 3 * UNIT, window: 6 };
		let attestation = Attestation::BitExact(committee);
		let expected = RecordCall { owner: alice(), output: digest(&right), generation, attestation, age: 10 };
		assert_eq!(Provenance::records(), [expected]);
		System::assert_last_event(Event::Delivered { job: hash, receiver: Receiver::Record }.into());
		assert_eq!(delivered(hash), [Receiver::Record]);
	});
}

#[test]
fn finalize_should_pay_when_record_and_pool_refuse() {
	with_workers(|| {
		set_terms(50, Access::Open);
		refuse(Receiver::Record, true);
		RefusePayments::set(true);
		assert_ok!(JobsPallet::request(signed(alice()), Box::new(order()), 50));
		let hash = JobsPallet::job_hash(&alice(), 0, &order());
		let workers = assign(hash);
		answer(hash, &thrice(honest(hash)));
		run_for(6);
		assert!(finalized(hash));
		assert!(workers.iter().all(|who| wealth(who) == FUNDS + PRICE));
		assert_eq!([Royalties::pool(), JobsPallet::account()].map(|who| wealth(&who)), [ED, ED]);
		assert_eq!(wealth(alice()), FUNDS - 3 * PRICE - 900);
		let answer = honest(hash);
		// Events do not keep the text.
		let error = DispatchError::Other("");
		let expected = [
			Event::ModelFeeReturned { job: hash, error },
			Event::Finalized { job: hash, answer, paid: 3, refund: 50 },
			Event::DeliveryFailed { job: hash, receiver: Receiver::Record, error },
		];
		assert!(events().ends_with(&expected));
	});
}

/// Otherwise whoever votes with all their money would use models for nothing.
#[test]
fn finalize_should_pay_the_model_when_the_money_of_the_requester_is_frozen() {
	with_workers(|| {
		set_terms(50, Access::Open);
		assert_ok!(JobsPallet::request(signed(alice()), Box::new(order()), 50));
		let hash = JobsPallet::job_hash(&alice(), 0, &order());
		let workers = assign(hash);
		answer(hash, &thrice(honest(hash)));
		<Balances as frame_support::traits::LockableCurrency<_>>::set_lock(
			*b"everyth.",
			&alice(),
			Balance::MAX,
			frame_support::traits::WithdrawReasons::all(),
		);
		run_for(6);
		assert!(finalized(hash));
		assert_eq!(wealth(Royalties::pool()), ED + 50);
		assert!(workers.iter().all(|who| wealth(who) == FUNDS + PRICE));
		assert_eq!(wealth(Treasury::get()), ED + 900);
	});
}

#[test]
fn finalize_should_set_the_trait_when_the_job_is_for_one() {
	with_workers(|| {
		let ip = Ips::mint_at(IpId::new(4, 2), alice());
		let key: atelier_primitives::ip::TraitKey = b"mood".to_vec().try_into().unwrap();
		let purpose = Purpose::Trait { ip, key: key.clone() };
		let hash = request(&alice(), Order { purpose, ..order() });
		assign(hash);
		answer(hash, &thrice(honest(hash)));
		run_for(6);
		let [told] = &Traits::outcomes()[..] else { panic!() };
		assert_eq!((&told.who, told.ip, &told.key), (&alice(), ip, &key));
		assert_eq!((told.job, &told.answer), (hash, &honest(hash)));
		System::assert_last_event(Event::Delivered { job: hash, receiver: Receiver::Trait }.into());
		assert_eq!(delivered(hash), [Receiver::Record, Receiver::Trait]);
	});
}

#[test]
fn window_should_be_that_of_the_agreement_when_it_changes() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		answer(hash, &thrice(honest(hash)));
		Window::set(50);
		run_for(6);
		let Phase::Finalized { window, .. } = job(hash).phase else { panic!() };
		assert_eq!(window, 6);
	});
}
