use super::*;
use alloc::boxed::Box;
use frame_support::dispatch::{DispatchErrorWithPostInfo, GetDispatchInfo};
use sp_runtime::traits::Dispatchable;

fn remark() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![] }.into()
}

fn filtered() -> RuntimeCall {
	frame_system::Call::remark_with_event { remark: vec![] }.into()
}

fn pay(to: &AccountId, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_allow_death { dest: to.clone(), value }.into()
}

fn acting(ip: IpId, call: RuntimeCall) -> RuntimeCall {
	Call::<Test>::act_as { ip, call: Box::new(call) }.into()
}

fn wrapped(call: RuntimeCall) -> RuntimeCall {
	wrapper::Call::wrap { call: Box::new(call) }.into()
}

fn error(result: frame_support::dispatch::DispatchResultWithPostInfo) -> Result<(), DispatchError> {
	result.map(drop).map_err(|error| error.error)
}

#[test]
fn act_as_should_spend_from_the_ip_account_when_called_by_the_owner() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let account = IpAssets::account(&ip);
		assert_ok!(Balances::transfer_allow_death(signed(alice()), account.clone(), 1_000));
		assert_ok!(act_as(&bob(), ip, pay(&carol(), 400)));
		System::assert_last_event(Event::Acted { ip, owner: bob() }.into());
		assert_eq!((Balances::balance(&account), Balances::balance(&carol())), (600, FUNDS + 400));
		assert!(!Acting::<Test>::exists());
	});
}

#[test]
fn act_as_should_follow_the_owner_when_the_ip_asset_moves() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert_noop!(act_as(&alice(), ip, remark()), Error::<Test>::NotOwner);
		assert_ok!(act_as(&bob(), ip, remark()));
	});
}

#[test]
fn act_as_should_fail_when_not_called_by_the_owner() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &bob());
		let all = permissions(&ALL);
		assert_ok!(IpAssets::grant_permission(signed(bob()), ip, carol(), all, 10));
		for who in [alice(), carol(), IpAssets::account(&ip)] {
			assert_noop!(act_as(&who, ip, remark()), Error::<Test>::NotOwner);
		}
		assert_noop!(IpAssets::act_as(RuntimeOrigin::root(), ip, Box::new(remark())), BadOrigin);
		assert_noop!(act_as(&bob(), IpId::new(9, 9), remark()), Error::<Test>::NotFound);
	});
}

#[test]
fn act_as_should_fail_with_the_error_of_the_call_when_it_fails() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_noop!(error(act_as(&alice(), ip, pay(&bob(), 1))), TokenError::FundsUnavailable);
		assert_noop!(error(act_as(&alice(), ip, Call::<Test>::burn { ip: IpId::new(9, 9) })), Error::<Test>::NotFound);
		assert!(!Acting::<Test>::exists());
	});
}

#[test]
fn act_as_should_fail_when_the_filter_refuses_the_call() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		let refused: DispatchError = frame_system::Error::<Test>::CallFiltered.into();
		assert_noop!(error(act_as(&alice(), ip, filtered())), refused);
		assert_noop!(error(act_as(&alice(), ip, wrapped(filtered()))), refused);
		assert_noop!(error(act_as(&alice(), ip, wrapped(wrapped(filtered())))), refused);
		// The same call by the owner is fine.
		assert_ok!(System::remark_with_event(signed(alice()), vec![]));
	});
}

#[test]
fn act_as_should_keep_the_filters_of_the_origin_when_it_has_some() {
	use frame_support::traits::OriginTrait;
	build_and_execute(|| {
		let ip = ip_of(&alice());
		let mut origin = signed(alice());
		origin.add_filter(|call: &RuntimeCall| !matches!(call, RuntimeCall::Balances(_)));
		let result = acting(ip, pay(&bob(), 1)).dispatch(origin.clone());
		assert_eq!(error(result), Err(frame_system::Error::<Test>::CallFiltered.into()));
		assert_ok!(acting(ip, remark()).dispatch(origin));
	});
}

#[test]
fn act_as_should_fail_when_inside_itself() {
	build_and_execute(|| {
		let ips = nest(&alice(), collection_of(&alice()), 2);
		let (outer, inner) = (ips[0], ips[1]);
		// Directly, with the same origin, and with a fresh one.
		let nested = acting(inner, remark());
		let as_outer = wrapper::Call::wrap_as { who: IpAssets::account(&outer), call: Box::new(nested.clone()) };
		for call in [nested.clone(), wrapped(nested.clone()), wrapped(wrapped(nested.clone())), as_outer.into()] {
			assert_noop!(error(act_as(&alice(), outer, call)), Error::<Test>::NestedAct);
		}
		// One after the other is fine.
		assert_ok!(act_as(&alice(), outer, remark()));
		assert_ok!(IpAssets::act_as(signed(IpAssets::account(&outer)), inner, Box::new(remark())));
	});
}

#[test]
fn act_as_should_change_nothing_inside_when_a_nested_one_is_tried() {
	build_and_execute(|| {
		let ips = nest(&alice(), collection_of(&alice()), 2);
		let account = IpAssets::account(&ips[1]);
		assert_ok!(Balances::transfer_allow_death(signed(alice()), account.clone(), 1_000));
		let nested = Box::new(acting(ips[1], pay(&alice(), 400)));
		assert_ok!(act_as(&alice(), ips[0], wrapper::Call::try_wrap { call: nested }));
		assert_eq!(Balances::balance(&account), 1_000);
		assert!(!Acting::<Test>::exists());
	});
}

#[test]
fn act_as_should_not_reach_the_account_of_the_pallet_when_the_ip_asset_is_the_first() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_eq!(ip, IpId::new(0, 0));
		assert_ne!(IpAssets::account(&ip), IpAssets::sovereign_account());
		assert_eq!(IpAssets::ip_of(&IpAssets::sovereign_account()), None);
		let take = pallet_nfts::Call::set_team { collection: 0, issuer: None, admin: Some(alice()), freezer: None };
		assert_noop!(error(act_as(&alice(), ip, take)), pallet_nfts::Error::<Test>::NoPermission);
	});
}

#[test]
fn account_should_name_its_ip_asset_when_decoded() {
	for ip in [IpId::new(0, 0), IpId::new(0, 1), IpId::new(1, 0), IpId::new(u32::MAX, u32::MAX)] {
		assert_eq!(IpAssets::ip_of(&IpAssets::account(&ip)), Some(ip));
	}
	assert_eq!(IpAssets::ip_of(&alice()), None);
	assert_eq!(IpAssets::ip_of(&AccountId::new([0; 32])), None);
	use sp_runtime::traits::AccountIdConversion;
	let other = frame_support::PalletId(*b"atl/mrkt");
	let foreign: AccountId = other.into_sub_account_truncating((*b"ip", IpId::new(0, 0)));
	assert_eq!(IpAssets::ip_of(&foreign), None);
}

#[test]
fn act_as_should_weigh_itself_and_the_call_when_called() {
	build_and_execute(|| {
		let (ip, other) = (ip_of(&alice()), ip_of(&alice()));
		let own = 7_000;
		let before = acting(ip, remark()).get_dispatch_info().call_weight;
		assert_eq!(before, remark().get_dispatch_info().call_weight + weights(own));
		// A gift weighs the worst before, and this one after.
		assert_ok!(IpAssets::transfer(signed(alice()), other, IpAssets::account(&ip)));
		let gift = |to| RuntimeCall::from(Call::<Test>::transfer { ip: other, to });
		assert_eq!(acting(ip, gift(bob())).get_dispatch_info().call_weight, weights(own + 600));
		let DispatchErrorWithPostInfo { post_info, .. } =
			act_as(&alice(), ip, gift(IpAssets::account(&other))).unwrap_err();
		assert_eq!(post_info.actual_weight, Some(weights(own + 600)));
		assert_eq!(act_as(&alice(), ip, gift(bob())).unwrap().actual_weight, Some(weights(own + 500)));
	});
}

fn weights(ref_time: u64) -> frame_support::weights::Weight {
	frame_support::weights::Weight::from_parts(ref_time, 0)
}
