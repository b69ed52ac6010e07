//! The end of a job that was agreed on.

use super::*;
use atelier_primitives::provenance::{Attestation, Generation, Prompt};

#[test]
fn finalize_should_pay_everybody_exactly_when_all_agree() {
	with_workers(|| {
		let ip = set_terms(50, Access::Open);
		let terms_payer = wealth(&bob());
		assert_ok!(Inference::request(signed(&alice()), Box::new(order()), 50));
		let hash = Inference::job_hash(&alice(), 0, &order());
		let workers = assign(hash);
		answer(hash, &[honest(hash); 3]);
		let issuance = Balances::total_issuance();
		run_for(5);
		assert!(!finalized(hash));
		run_for(1);
		assert!(finalized(hash));
		assert!(workers.iter().all(|who| wealth(who) == FUNDS + PRICE));
		assert_eq!(wealth(&Treasury::get()), ED + 900);
		assert_eq!(wealth(&Royalties::pool()), ED + 50);
		assert_eq!(wealth(&Inference::account()), ED);
		assert_eq!(wealth(&alice()), FUNDS - 3 * PRICE - 900 - 50);
		assert_eq!(wealth(&bob()), terms_payer);
		assert_eq!(held(HoldReason::Escrow, &alice()), 0);
		assert_eq!(Balances::total_issuance(), issuance);
		assert!((0..6).all(|n| Inference::worker(worker(n)).unwrap().exposure == 0));
		assert_eq!((OpenCount::<Test>::get(), OpenOf::<Test>::get(alice())), (0, 0));
		let root = honest(hash).root;
		assert!(events().contains(&Event::Finalized { job: hash, root, paid: 3, refund: 0 }));
		assert!(Inference::terms_of(model()).is_some_and(|terms| terms.ip == ip));
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
		assert_eq!(wealth(&alice()), FUNDS - 2 * PRICE - 900);
		let root = honest(hash).root;
		assert!(events().contains(&Event::Finalized { job: hash, root, paid: 2, refund: PRICE }));
	});
}

/// Six honest workers of two committees, and an escrow for three.
#[test]
fn finalize_should_pay_no_more_than_the_escrow_when_earlier_rounds_were_honest() {
	with_workers(|| {
		let hash = request(&alice(), Order { n: 4, m: 3, ..order() });
		let first = assign(hash);
		let right = honest(hash);
		answer(hash, &[right, right, lie(1), lie(2)]);
		let second = assign(hash);
		answer(hash, &[right; 4]);
		run_for(6);
		assert!(finalized(hash));
		let paid: Vec<_> = (0..6).map(worker).filter(|who| wealth(who) == FUNDS + PRICE).collect();
		assert_eq!(paid.len(), 4);
		assert!(second.iter().all(|who| paid.contains(who)));
		assert!(first.iter().any(|who| second.contains(who)));
		assert_eq!(wealth(&alice()), FUNDS - 4 * PRICE - 1_200);
	});
}

#[test]
fn finalize_should_pay_an_earlier_round_when_the_last_one_left_money() {
	with_workers(|| {
		let hash = request(&alice(), order());
		let right = honest(hash);
		let first = assign(hash);
		answer(hash, &[right, lie(1), lie(2)]);
		// So that it is not drawn again.
		assert_ok!(Inference::stop_serving(signed(&first[0]), model()));
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
		let adapter = publish_adapter(model(), 1);
		let adapters: frame_support::BoundedVec<_, _> = vec![adapter].try_into().unwrap();
		let hash = request(&alice(), Order { adapters: adapters.clone(), ..order() });
		assign(hash);
		let right = honest(hash);
		answer(hash, &[right; 3]);
		run_for(6);
		let generation = Generation {
			model: model(),
			adapters,
			effective_seed: Inference::effective_seed(&order(), &alice()),
			parameters: b"a cat".to_vec().try_into().unwrap(),
			prompt: Prompt::None,
			outputs: vec![right.root].try_into().unwrap(),
			c2pa_manifest: None,
			iscc: Default::default(),
		};
		let class = AttestationClass::BitExact;
		let attestation = Attestation::Inference { job: hash, class, n: 3, m: 2, stake: 3 * UNIT, window: 6 };
		let expected = RecordCall { owner: alice(), output: right.root, generation, attestation, age: 10 };
		outside(|all| assert_eq!(all.records, [expected]));
		System::assert_last_event(Event::Recorded { job: hash }.into());
		let Phase::Finalized { recorded, used, .. } = job(hash).phase else { panic!() };
		assert_eq!((recorded, used), (true, false));
	});
}

#[test]
fn finalize_should_pay_when_record_and_pool_refuse() {
	with_workers(|| {
		set_terms(50, Access::Open);
		outside(|all| (all.refuse_records, all.refuse_payments) = (true, true));
		assert_ok!(Inference::request(signed(&alice()), Box::new(order()), 50));
		let hash = Inference::job_hash(&alice(), 0, &order());
		let workers = assign(hash);
		answer(hash, &[honest(hash); 3]);
		run_for(6);
		assert!(finalized(hash));
		assert!(workers.iter().all(|who| wealth(who) == FUNDS + PRICE));
		assert_eq!([Royalties::pool(), Inference::account()].map(|who| wealth(&who)), [ED, ED]);
		assert_eq!(wealth(&alice()), FUNDS - 3 * PRICE - 900);
		let root = honest(hash).root;
		// Events do not keep the text.
		let expected = [
			Event::ModelFeeReturned { job: hash, error: DispatchError::Other("") },
			Event::Finalized { job: hash, root, paid: 3, refund: 50 },
			Event::RecordFailed { job: hash, error: DispatchError::Other("") },
		];
		assert!(events().ends_with(&expected));
	});
}

/// Otherwise whoever votes with all their money would use models for nothing.
#[test]
fn finalize_should_pay_the_model_when_the_money_of_the_requester_is_frozen() {
	with_workers(|| {
		set_terms(50, Access::Open);
		assert_ok!(Inference::request(signed(&alice()), Box::new(order()), 50));
		let hash = Inference::job_hash(&alice(), 0, &order());
		let workers = assign(hash);
		answer(hash, &[honest(hash); 3]);
		<Balances as frame_support::traits::LockableCurrency<_>>::set_lock(
			*b"everyth.",
			&alice(),
			Balance::MAX,
			frame_support::traits::WithdrawReasons::all(),
		);
		run_for(6);
		assert!(finalized(hash));
		assert_eq!(wealth(&Royalties::pool()), ED + 50);
		assert!(workers.iter().all(|who| wealth(who) == FUNDS + PRICE));
		assert_eq!(wealth(&Treasury::get()), ED + 900);
	});
}

#[test]
fn finalize_should_set_the_trait_when_the_job_is_for_one() {
	with_workers(|| {
		let ip = IpId::new(4, 2);
		outside(|all| all.owners.insert(ip, alice()));
		let key: atelier_primitives::ip::TraitKey = b"mood".to_vec().try_into().unwrap();
		let purpose = Purpose::Trait { ip, key: key.clone() };
		let hash = request(&alice(), Order { purpose, ..order() });
		assign(hash);
		let root = honest(hash).root;
		answer(hash, &[honest(hash); 3]);
		run_for(6);
		let value = atelier_primitives::ip::TraitValue { output: root, job: hash };
		outside(|all| assert_eq!(all.traits, [(alice(), ip, key.clone(), value)]));
		System::assert_last_event(Event::TraitUpdated { job: hash, ip, key }.into());
		let Phase::Finalized { recorded, used, .. } = job(hash).phase else { panic!() };
		assert_eq!((recorded, used), (true, true));
	});
}

#[test]
fn window_should_be_that_of_the_agreement_when_it_changes() {
	with_workers(|| {
		let hash = request(&alice(), order());
		assign(hash);
		answer(hash, &[honest(hash); 3]);
		Window::set(50);
		run_for(6);
		let Phase::Finalized { window, .. } = job(hash).phase else { panic!() };
		assert_eq!(window, 6);
	});
}
