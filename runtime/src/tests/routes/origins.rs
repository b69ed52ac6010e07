//! Calls in calls, and signers behind signers: batches, derived accounts, proxies, multisignatures, root's schedule.

use super::*;
use crate::{configs::accounts::ProxyType, Multisig, OriginCaller, Scheduler, System};
use frame_support::weights::Weight;
use frame_system::RawOrigin;
use sp_runtime::traits::{BlakeTwo256, Hash};

type UtilityCall = pallet_utility::Call<Runtime>;
type UtilityEvent = pallet_utility::Event;
type ProxyEvent = pallet_proxy::Event<Runtime>;

fn happened(event: impl Into<RuntimeEvent>) {
	System::assert_has_event(event.into());
}

fn as_signed(who: &AccountId) -> Box<OriginCaller> {
	Box::new(RawOrigin::Signed(who.clone()).into())
}

/// Gives an IP asset of Alice to an account, with the money to give it on.
fn mint_for(who: &AccountId) -> IpId {
	assert_ok!(Balances::mint_into(who, PRICE));
	let collection = collection(&alice());
	mint(&alice(), collection, who)
}

#[test]
fn batches_should_not_help_when_an_item_is_taken_around_the_door() {
	stays(|ip| {
		let theft = || steal(ip, &bob());
		assert_ok!(sign(&alice(), UtilityCall::batch { calls: vec![theft()] }));
		happened(UtilityEvent::BatchInterrupted { index: 0, error: locked() });
		assert_ok!(sign(&alice(), UtilityCall::force_batch { calls: vec![theft()] }));
		happened(UtilityEvent::ItemFailed { error: locked() });
		assert_noop!(sign(&alice(), batch_all(vec![theft()])), locked());
		let either = UtilityCall::if_else { main: Box::new(theft()), fallback: Box::new(theft()) };
		assert_noop!(sign(&alice(), either), locked());
	});
}

#[test]
fn gifts_should_be_undone_with_their_payment_when_the_batch_fails() {
	stays(|ip| {
		let before = balance(&alice());
		assert_noop!(sign(&alice(), batch_all(vec![gift(ip, &bob()), steal(ip, &alice())])), locked());
		assert_eq!(balance(&alice()), before);
	});
}

#[test]
fn batches_should_pay_the_floor_when_they_carry_a_gift() {
	let carriers: [fn(RuntimeCall) -> UtilityCall; 4] = [
		|call| UtilityCall::batch { calls: vec![call] },
		|call| UtilityCall::batch_all { calls: vec![call] },
		|call| UtilityCall::force_batch { calls: vec![call] },
		|call| UtilityCall::if_else { main: Box::new(call.clone()), fallback: Box::new(call) },
	];
	for carrier in carriers {
		moves(FLOOR, |ip| {
			assert_ok!(sign(&alice(), carrier(gift(ip, &bob()))));
		});
	}
	moves(FLOOR, |ip| {
		let (main, fallback) = (Box::new(steal(ip, &bob())), Box::new(gift(ip, &bob())));
		assert_ok!(sign(&alice(), UtilityCall::if_else { main, fallback }));
	});
}

#[test]
fn gifts_should_pay_the_floor_each_time_when_one_batch_hands_on_and_back() {
	with_ip(|ip| {
		let there = gift(ip, &bob());
		assert_ok!(sign(&alice(), batch_all(vec![there])));
		assert_ok!(sign(&bob(), batch_all(vec![gift(ip, &alice())])));
		assert_eq!(state(&ip), (Some(alice()), 2 * FLOOR));
		assert_paid(&[ip]);
	});
}

#[test]
fn derived_accounts_should_pay_the_floor_when_they_give() {
	development().execute_with(|| {
		let derived = pallet_utility::derivative_account_id(alice(), 3);
		let ip = mint_for(&derived);
		let acting = |call| UtilityCall::as_derivative { index: 3, call: Box::new(call) };
		assert_noop!(sign(&alice(), acting(steal(ip, &bob()))), locked());
		assert_noop!(sign(&bob(), acting(gift(ip, &bob()))), pallet_ip_assets::Error::<Runtime>::NotOwner);
		assert_ok!(sign(&alice(), acting(gift(ip, &bob()))));
		assert_eq!(state(&ip), (Some(bob()), FLOOR));
		assert_eq!(balance(&derived), PRICE - FLOOR);
		assert_paid(&[ip]);
	});
}

#[test]
fn another_origin_should_be_refused_when_a_user_asks_for_it() {
	stays(|ip| {
		let call = || Box::new(gift(ip, &bob()));
		let as_alice = || as_signed(&alice());
		for refused in [
			UtilityCall::dispatch_as { as_origin: as_alice(), call: call() },
			UtilityCall::dispatch_as_fallible { as_origin: as_alice(), call: call() },
			UtilityCall::with_weight { call: call(), weight: Weight::zero() },
		] {
			assert_noop!(sign(&bob(), refused.clone()), DispatchError::BadOrigin);
			assert_noop!(sign(&alice(), refused), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn root_should_not_go_around_the_door_when_it_acts_for_somebody() {
	stays(|ip| {
		let root = RuntimeOrigin::root;
		for who in [alice(), bob(), IpAssets::sovereign_account(), IpAssets::account(&ip)] {
			System::reset_events();
			let call = || Box::new(steal(ip, &bob()));
			assert_ok!(dispatch(root(), UtilityCall::dispatch_as { as_origin: as_signed(&who), call: call() }));
			happened(UtilityEvent::DispatchedAs { result: Err(locked()) });
			let fallible = UtilityCall::dispatch_as_fallible { as_origin: as_signed(&who), call: call() };
			assert_noop!(dispatch(root(), fallible), locked());
		}
		for call in [steal(ip, &bob()), gift(ip, &bob())] {
			let weighed = UtilityCall::with_weight { call: Box::new(call.clone()), weight: Weight::zero() };
			assert_noop!(dispatch(root(), weighed), DispatchError::BadOrigin);
			assert_noop!(dispatch(root(), batch_all(vec![call])), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn root_should_make_the_owner_pay_the_floor_when_it_gives_for_the_owner() {
	moves(FLOOR, |ip| {
		let before = balance(&alice());
		let call = Box::new(gift(ip, &bob()));
		assert_ok!(dispatch(RuntimeOrigin::root(), UtilityCall::dispatch_as { as_origin: as_signed(&alice()), call }));
		assert_eq!(before - balance(&alice()), FLOOR);
	});
}

fn proxied(real: &AccountId, call: RuntimeCall) -> pallet_proxy::Call<Runtime> {
	pallet_proxy::Call::proxy { real: real.clone().into(), force_proxy_type: None, call: Box::new(call) }
}

/// What would move an IP asset of Alice, or prepare that.
fn wanted_by_thieves(ip: IpId) -> Vec<RuntimeCall> {
	vec![
		gift(ip, &bob()),
		steal(ip, &bob()),
		list(ip, FLOOR),
		accept(ip, &bob()),
		act_as(ip, gift(ip, &bob())),
		pallet_ip_assets::Call::burn { ip }.into(),
		pallet_ip_assets::Call::grant_permission { ip, agent: bob(), permissions: trade(0), expires: 10 }.into(),
		pallet_nfts::Call::approve_transfer {
			collection: ip.collection,
			item: ip.item,
			delegate: bob().into(),
			maybe_deadline: None,
		}
		.into(),
		pallet_proxy::Call::add_proxy { delegate: bob().into(), proxy_type: ProxyType::Any, delay: 0 }.into(),
		proxied(&alice(), gift(ip, &bob())).into(),
	]
}

#[test]
fn limited_proxies_should_move_and_list_nothing_when_they_try() {
	for kind in [ProxyType::NonTransfer, ProxyType::Governance, ProxyType::CancelProxy, ProxyType::SessionKeys] {
		stays(|ip| {
			assert_ok!(Proxy::add_proxy(signed(&alice()), bob().into(), kind, 0));
			assert_ok!(sign(&bob(), offer(ip, FLOOR)));
			for call in wanted_by_thieves(ip) {
				System::reset_events();
				assert_ok!(sign(&bob(), proxied(&alice(), call.clone())));
				happened(ProxyEvent::ProxyExecuted { result: Err(filtered()) });
				// In a batch, which some of them may make.
				System::reset_events();
				assert_ok!(sign(&bob(), proxied(&alice(), batch_all(vec![call.clone()]))));
				happened(ProxyEvent::ProxyExecuted { result: Err(filtered()) });
				assert_eq!(state(&ip), (Some(alice()), 0), "{kind:?}: {call:?}");
			}
			assert_eq!(Market::listing(ip), None);
			assert!(IpAssets::grants(ip, None, 1).items.is_empty());
		});
	}
}

#[test]
fn full_proxies_should_pay_the_floor_when_they_give() {
	moves(FLOOR, |ip| {
		assert_ok!(Proxy::add_proxy(signed(&alice()), charlie().into(), ProxyType::Any, 0));
		assert_ok!(sign(&charlie(), proxied(&alice(), steal(ip, &bob()))));
		happened(ProxyEvent::ProxyExecuted { result: Err(locked()) });
		let before = balance(&alice());
		assert_ok!(sign(&charlie(), proxied(&alice(), gift(ip, &bob()))));
		assert_eq!(before - balance(&alice()), FLOOR);
	});
}

#[test]
fn announced_proxies_should_pay_the_floor_when_they_give() {
	moves(FLOOR, |ip| {
		assert_ok!(Proxy::add_proxy(signed(&alice()), charlie().into(), ProxyType::Any, 1));
		let calls = [steal(ip, &bob()), gift(ip, &bob())];
		for call in &calls {
			assert_ok!(Proxy::announce(signed(&charlie()), alice().into(), BlakeTwo256::hash_of(call)));
		}
		System::set_block_number(System::block_number() + 1);
		for (call, result) in calls.into_iter().zip([Err(locked()), Ok(())]) {
			let announced = pallet_proxy::Call::proxy_announced {
				delegate: charlie().into(),
				real: alice().into(),
				force_proxy_type: None,
				call: Box::new(call),
			};
			assert_ok!(sign(&charlie(), announced));
			happened(ProxyEvent::ProxyExecuted { result });
		}
	});
}

#[test]
fn pure_proxies_should_pay_the_floor_when_they_give() {
	development().execute_with(|| {
		assert_ok!(Proxy::create_pure(signed(&alice()), ProxyType::Any, 0, 0));
		let pure = Proxy::pure_account(&alice(), &ProxyType::Any, 0, None);
		let ip = mint_for(&pure);
		assert_ok!(sign(&alice(), proxied(&pure, steal(ip, &bob()))));
		assert_eq!(state(&ip), (Some(pure.clone()), 0));
		assert_ok!(sign(&alice(), proxied(&pure, gift(ip, &bob()))));
		assert_eq!(state(&ip), (Some(bob()), FLOOR));
		assert_eq!(balance(&pure), PRICE - FLOOR);
		assert_paid(&[ip]);
	});
}

#[test]
fn multisignatures_should_pay_the_floor_when_they_give() {
	for threshold in [1, 2] {
		development().execute_with(|| {
			let mut all = [alice(), bob()];
			all.sort();
			let together = Multisig::multi_account_id(&all, threshold);
			let ip = mint_for(&together);
			multisign(threshold, steal(ip, &bob()), Err(locked()));
			assert_eq!(state(&ip), (Some(together.clone()), 0));
			multisign(threshold, gift(ip, &bob()), Ok(()));
			assert_eq!(state(&ip), (Some(bob()), FLOOR));
			assert_eq!(balance(&together), PRICE - FLOOR);
			assert_paid(&[ip]);
		});
	}
}

/// Alice and Bob, one or both, call something as their common account.
fn multisign(threshold: u16, call: RuntimeCall, wanted: DispatchResult) {
	System::reset_events();
	if threshold == 1 {
		let one = pallet_multisig::Call::as_multi_threshold_1 { other_signatories: vec![bob()], call: Box::new(call) };
		assert_eq!(sign(&alice(), one), wanted);
		return;
	}
	for (who, other, timepoint) in [(alice(), bob(), None), (bob(), alice(), Some(Multisig::timepoint()))] {
		let all = pallet_multisig::Call::as_multi {
			threshold,
			other_signatories: vec![other],
			maybe_timepoint: timepoint,
			call: Box::new(call.clone()),
			max_weight: Weight::MAX,
		};
		assert_ok!(sign(&who, all));
	}
	let executed = System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::Multisig(pallet_multisig::Event::MultisigExecuted { result, .. }) => Some(result),
		_ => None,
	});
	assert_eq!(executed, Some(wanted));
}

/// Lets root schedule a call, and answers with how it ended.
fn scheduled(call: impl Into<RuntimeCall>) -> DispatchResult {
	System::reset_events();
	let now = System::block_number();
	assert_ok!(Scheduler::schedule(RuntimeOrigin::root(), now + 1, None, 0, Box::new(call.into())));
	System::set_block_number(now + 1);
	Scheduler::on_initialize(now + 1);
	let dispatched = System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result, .. }) => Some(result),
		_ => None,
	});
	dispatched.expect("there is weight enough")
}

#[test]
fn schedule_should_not_go_around_the_door_when_root_uses_it() {
	stays(|ip| {
		for call in [steal(ip, &bob()), gift(ip, &bob())] {
			assert_eq!(scheduled(call), Err(DispatchError::BadOrigin));
		}
		let theft = Box::new(steal(ip, &bob()));
		assert_ok!(scheduled(UtilityCall::dispatch_as { as_origin: as_signed(&alice()), call: theft }));
		happened(UtilityEvent::DispatchedAs { result: Err(locked()) });
		let now = System::block_number();
		for who in [alice(), bob()] {
			assert_noop!(
				Scheduler::schedule(signed(&who), now + 1, None, 0, Box::new(steal(ip, &bob()))),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn schedule_should_make_the_owner_pay_the_floor_when_root_gives_for_the_owner() {
	moves(FLOOR, |ip| {
		let call = Box::new(gift(ip, &bob()));
		assert_ok!(scheduled(UtilityCall::dispatch_as { as_origin: as_signed(&alice()), call }));
	});
}
