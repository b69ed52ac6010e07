use super::*;

#[test]
fn terms_should_count_when_the_ip_asset_is_that_of_the_entitled() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let event = Event::ModelTermsSet { root: model(), ip, fee: 50, access: Access::Open };
		System::assert_last_event(event.into());
		assert_eq!(held(HoldReason::Terms, &bob()), Inference::terms_deposit());
		assert_eq!(Inference::terms_of(model()).map(|terms| terms.fee), Some(50));
		outside(|all| all.entitled.insert(model(), alice()));
		assert_eq!(Inference::terms_of(model()), None);
		outside(|all| all.entitled.remove(&model()));
		assert_eq!(Inference::terms_of(model()), None);
	});
}

#[test]
fn terms_should_be_replaced_when_an_agent_sets_them_again() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		outside(|all| all.agents.insert((alice(), ip)));
		assert_ok!(Inference::set_model_terms(signed(&alice()), model(), ip, 60, Access::License));
		assert_eq!(held(HoldReason::Terms, &bob()), 0);
		assert_eq!(held(HoldReason::Terms, &alice()), Inference::terms_deposit());
		assert_eq!(Inference::terms_of(model()).map(|terms| terms.access), Some(Access::License));
	});
}

#[test]
fn set_terms_should_fail_when_it_is_not_the_signers_to_say() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let set = |who, root, ip| Inference::set_model_terms(signed(&who), root, ip, 1, Access::Open);
		assert_noop!(set(alice(), model(), ip), Error::<Test>::NotPermitted);
		assert_noop!(set(bob(), model(), IpId::new(7, 2)), Error::<Test>::WrongIp);
		assert_noop!(set(bob(), Digest::Sha2_256([1; 32]), ip), Error::<Test>::WeightsNotFound);
		let adapter = publish_adapter(model(), 1);
		assert_noop!(set(bob(), adapter, ip), Error::<Test>::NotAModel);
		outside(|all| all.entitled.remove(&model()));
		assert_noop!(set(bob(), model(), ip), Error::<Test>::WrongIp);
		assert_noop!(Inference::set_model_terms(RuntimeOrigin::none(), model(), ip, 1, Access::Open), BadOrigin);
	});
}

#[test]
fn clear_terms_should_give_the_deposit_back_when_permitted() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		let clear = |who: &AccountId| Inference::clear_model_terms(signed(who), model());
		assert_noop!(clear(&alice()), Error::<Test>::NotPermitted);
		// Somebody bought the IP asset; who paid cannot take the terms away.
		outside(|all| all.owners.insert(ip, alice()));
		assert_noop!(clear(&bob()), Error::<Test>::NotPermitted);
		assert_ok!(clear(&alice()));
		System::assert_last_event(Event::ModelTermsCleared { root: model() }.into());
		assert_eq!(held(HoldReason::Terms, &bob()), 0);
		assert_noop!(clear(&alice()), Error::<Test>::TermsNotFound);
	});
}

#[test]
fn clear_terms_should_be_open_to_who_paid_when_they_count_no_more() {
	build_and_execute(|| {
		let ip = set_terms(50, Access::Open);
		outside(|all| all.owners.remove(&ip));
		outside(|all| all.minted.clear());
		assert_noop!(Inference::clear_model_terms(signed(&alice()), model()), Error::<Test>::NotPermitted);
		assert_ok!(Inference::clear_model_terms(signed(&bob()), model()));
		assert_eq!(wealth(&bob()), FUNDS);
		assert_eq!(held(HoldReason::Terms, &bob()), 0);
	});
}
