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
		assert_ok!(JobsPallet::request(signed(alice()), Box::new(order()), Balance::MAX));
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
fn finalize_should_pay_when_record_pool_and_pot_refuse() {
	with_workers(|| {
		set_terms(50, Access::Open);
		refuse(Receiver::Record, true);
		RefusePayments::set(true);
		assert_ok!(JobsPallet::request(signed(alice()), Box::new(order()), Balance::MAX));
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
			Event::UseFeeReturned { job: hash, root: model(), error },
			Event::Finalized { job: hash, answer, paid: 3, refund: 50 },
			Event::DeliveryFailed { job: hash, receiver: Receiver::Record, error },
		];
		assert!(events().ends_with(&expected));
	});
}

#[test]
fn nobody_in_the_line_should_go_unpaid_when_a_job_is_final() {
	with_workers(|| {
		let (order, adapters, last) = order_of_five();
		let quote = JobsPallet::quote_request(order.clone(), alice()).unwrap();
		let lines: Vec<_> = quote.fees.iter().map(|fee| (fee.root, fee.amount)).collect();
		assert_eq!(lines, [(model(), 50), (adapters[0], 7), (adapters[1], 11), (adapters[3], 13)]);
		assert_eq!(quote.total, 3 * PRICE + 900 + 81);

		let (before, issuance) = (fortunes(), Balances::total_issuance());
		let hash = request(&alice(), order);
		let workers = assign(hash);
		// What changes now is for later orders, and what is gone has a pot.
		Models::set_terms(adapters[0], last, 1_000, Access::License);
		Models::close(adapters[2], true);
		Ips::burn(last);
		answer(hash, &thrice(honest(hash)));
		run_for(6);
		assert!(finalized(hash));
		let mut expected = workers.iter().map(|who| (who.clone(), PRICE as i128)).collect::<Vec<_>>();
		expected.push((alice(), -(quote.total as i128)));
		expected.push((Treasury::get(), 900));
		expected.push((Royalties::pool(), 50 + 7));
		expected.push((Models::account(), 11 + 13));
		assert_eq!(changes(&before), expected.into_iter().collect());
		assert_eq!(Balances::total_issuance(), issuance);
		assert_eq!(adapters.map(Models::pot), [0, 11, 0, 13]);
		let paid: Vec<_> =
			Royalties::payments().into_iter().map(|(payer, ip, amount, _)| (payer, ip, amount)).collect();
		let account = JobsPallet::account();
		assert_eq!(paid, [(account.clone(), IpId::new(7, 1), 50), (account, IpId::new(7, 5), 7)]);
	});
}

#[test]
fn payee_should_not_change_when_terms_change_after_the_order() {
	with_workers(|| {
		let ip = set_terms(50, Access::Open);
		let before = fortunes();
		let hash = request(&alice(), order());
		let workers = assign(hash);
		let other = Ips::mint_at(IpId::new(7, 2), account(3));
		Models::set_terms(model(), other, 60, Access::License);
		answer(hash, &thrice(honest(hash)));
		run_for(6);
		let (paid, treasury) = ((Royalties::pool(), 50), (Treasury::get(), 900));
		let who_paid = (alice(), -(3 * PRICE as i128 + 950));
		let workers = workers.into_iter().map(|who| (who, PRICE as i128));
		assert_eq!(changes(&before), workers.chain([paid, treasury, who_paid]).collect());
		assert_eq!(Royalties::payments().iter().map(|(_, ip, ..)| *ip).collect::<Vec<_>>(), [ip]);
	});
}

/// Otherwise whoever votes with all their money would use models for nothing.
#[test]
fn finalize_should_pay_the_model_when_the_money_of_the_requester_is_frozen() {
	with_workers(|| {
		set_terms(50, Access::Open);
		assert_ok!(JobsPallet::request(signed(alice()), Box::new(order()), Balance::MAX));
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
