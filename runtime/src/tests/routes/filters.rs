//! What may be called as an IP account, and by limited proxies: lists, and everything else is refused.

use super::{
	calls::{every_runtime_call, full_name},
	*,
};
use crate::configs::{accounts::ProxyType, ip::ActAsIp};
use frame_support::{
	traits::{Contains, InstanceFilter},
	weights::Weight,
};
use sp_runtime::MultiAddress;
use std::collections::BTreeSet;

/// All that may be called as an IP account.
const AS_IP: [(&str, &str); 23] = [
	("System", "remark"),
	("System", "remark_with_event"),
	("Balances", "transfer_allow_death"),
	("Balances", "transfer_keep_alive"),
	("Balances", "transfer_all"),
	("Assets", "transfer"),
	("Assets", "transfer_keep_alive"),
	("Assets", "transfer_all"),
	("Utility", "batch"),
	("Utility", "batch_all"),
	("Utility", "force_batch"),
	("IpAssets", "transfer"),
	("IpAssets", "burn"),
	("Royalties", "pay"),
	("Royalties", "claim"),
	("Royalties", "claim_for"),
	("Royalties", "settle"),
	("Licensing", "mint_license"),
	("Licensing", "transfer_license"),
	("Licensing", "burn_license"),
	("Market", "buy"),
	("Market", "accept"),
	("Market", "withdraw_offer"),
];

fn as_ip() -> BTreeSet<(&'static str, &'static str)> {
	AS_IP.into()
}

#[test]
fn acting_should_be_allowed_when_the_call_is_on_the_list() {
	let allowed: BTreeSet<_> =
		every_runtime_call().iter().filter(|call| ActAsIp::contains(call)).map(full_name).collect();
	assert_eq!(allowed, as_ip());
}

#[test]
fn acting_should_be_refused_when_the_call_is_any_other_of_the_runtime() {
	stays(|ip| {
		let (allowed, mut refused) = (as_ip(), 0);
		for call in every_runtime_call().into_iter().filter(|call| !allowed.contains(&full_name(call))) {
			assert_eq!(sign(&alice(), act_as(ip, call.clone())), Err(filtered()), "{call:?}");
			assert_eq!(sign(&alice(), act_as(ip, batch_all(vec![call.clone()]))), Err(filtered()), "{call:?}");
			refused += 1;
		}
		assert!(refused > 100);
	});
}

/// Sees that Alice cannot do any of this as the account of her IP asset, though the account could pay for it.
fn refused(calls: impl FnOnce(IpId, MultiAddress<AccountId, ()>) -> Vec<RuntimeCall>) {
	stays(|ip| {
		assert_ok!(Balances::mint_into(&IpAssets::account(&ip), PRICE));
		for call in calls(ip, bob().into()) {
			assert_noop!(sign(&alice(), act_as(ip, call.clone())), filtered());
			assert_noop!(sign(&alice(), act_as(ip, batch_all(vec![call]))), filtered());
		}
	});
}

#[test]
fn acting_should_be_refused_when_it_names_a_proxy() {
	refused(|_, bob| {
		vec![
			pallet_proxy::Call::add_proxy { delegate: bob, proxy_type: ProxyType::Any, delay: 0 }.into(),
			pallet_proxy::Call::create_pure { proxy_type: ProxyType::Any, delay: 0, index: 0 }.into(),
		]
	});
}

#[test]
fn acting_should_be_refused_when_it_signs_with_others() {
	refused(|ip, _| {
		vec![pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: vec![bob()],
			call: Box::new(gift(ip, &bob())),
		}
		.into()]
	});
}

#[test]
fn acting_should_be_refused_when_it_changes_the_signer() {
	refused(|ip, _| {
		let call = || Box::new(gift(ip, &bob()));
		let as_origin = || Box::new(frame_system::RawOrigin::Signed(alice()).into());
		vec![
			pallet_utility::Call::as_derivative { index: 0, call: call() }.into(),
			pallet_utility::Call::dispatch_as { as_origin: as_origin(), call: call() }.into(),
			pallet_utility::Call::dispatch_as_fallible { as_origin: as_origin(), call: call() }.into(),
			pallet_utility::Call::with_weight { call: call(), weight: Weight::zero() }.into(),
			pallet_utility::Call::if_else { main: call(), fallback: call() }.into(),
		]
	});
}

#[test]
fn acting_should_be_refused_when_it_approves_a_spender() {
	refused(|ip, bob| {
		let (collection, item) = (ip.collection, ip.item);
		vec![
			pallet_assets::Call::approve_transfer { id: 1.into(), delegate: bob.clone(), amount: 1 }.into(),
			pallet_assets::Call::transfer_ownership { id: 1.into(), owner: bob.clone() }.into(),
			pallet_nfts::Call::approve_transfer { collection, item, delegate: bob.clone(), maybe_deadline: None }
				.into(),
			pallet_nfts::Call::approve_item_attributes { collection, item, delegate: bob }.into(),
		]
	});
}

#[test]
fn acting_should_be_refused_when_it_trades_for_later() {
	refused(|ip, _| {
		vec![
			list(ip, PRICE),
			offer(ip, PRICE),
			pallet_market::Call::delist { ip }.into(),
			pallet_market::Call::set_policy { collection: ip.collection, rate: RATE, floor: FLOOR }.into(),
		]
	});
}

#[test]
fn acting_should_be_refused_when_it_grants_or_mints() {
	refused(|ip, _| {
		vec![
			pallet_ip_assets::Call::grant_permission { ip, agent: bob(), permissions: Default::default(), expires: 10 }
				.into(),
			pallet_ip_assets::Call::create_collection { metadata: Default::default(), max_items: None }.into(),
			pallet_ip_assets::Call::mint {
				collection: ip.collection,
				to: None,
				provenance: None,
				metadata: Default::default(),
				owner_share: Default::default(),
			}
			.into(),
			pallet_ip_assets::Call::deprecate_claim { ip, deprecated: true }.into(),
			pallet_ip_assets::Call::revoke_claim { ip, reason: Default::default() }.into(),
			pallet_ip_assets::Call::allow_studios { collection: ip.collection }.into(),
			act_as(ip, gift(ip, &bob())),
		]
	});
}

#[test]
fn acting_should_be_refused_when_it_licenses_or_changes_scores() {
	refused(|ip, _| {
		let terms = Default::default();
		vec![
			pallet_licensing::Call::register_terms { terms: Default::default() }.into(),
			pallet_licensing::Call::attach_terms { ip, terms }.into(),
			pallet_licensing::Call::approve_derivative { parent: ip, child: ip, terms, metadata: [0; 32] }.into(),
			pallet_royalties::Call::propose_scores { ip, changes: Default::default() }.into(),
			pallet_royalties::Call::offer_score_authority { ip, authority: Some(bob()) }.into(),
			pallet_royalties::Call::accept_score_authority { ip }.into(),
			pallet_royalties::Call::lock_score { ip, member: bob(), until: 100 }.into(),
			pallet_royalties::Call::unlock_score { ip, member: bob() }.into(),
		]
	});
}

#[test]
fn acting_should_be_refused_when_it_claims_provenance() {
	refused(|_, _| vec![pallet_provenance::Call::commit { hash: Default::default() }.into()]);
}

#[test]
fn acting_should_be_refused_when_it_votes() {
	refused(|_, bob| {
		vec![
			pallet_conviction_voting::Call::delegate {
				class: 0,
				to: bob,
				conviction: Default::default(),
				balance: FLOOR,
			}
			.into(),
			pallet_preimage::Call::note_preimage { bytes: vec![] }.into(),
		]
	});
}

#[test]
fn ip_account_should_hold_no_promise_when_its_owner_sold_it() {
	// What is allowed leaves nothing behind: the account of the sold IP asset obeys the buyer alone.
	with_ip(|ip| {
		let account = IpAssets::account(&ip);
		assert_ok!(Balances::mint_into(&account, PRICE));
		let pay = |to: &AccountId| pallet_balances::Call::transfer_keep_alive { dest: to.clone().into(), value: UNIT };
		assert_ok!(sign(&alice(), act_as(ip, pay(&alice()))));
		assert_ok!(sign(&alice(), list(ip, PRICE)));
		assert_ok!(sign(&bob(), buy(ip)));
		assert_noop!(sign(&alice(), act_as(ip, pay(&alice()))), pallet_ip_assets::Error::<Runtime>::NotOwner);
		assert_ok!(sign(&bob(), act_as(ip, pay(&bob()))));
		assert_eq!(balance(&account), PRICE - 2 * UNIT);
	});
}

#[test]
fn limited_proxies_should_reach_no_creative_pallet_when_all_calls_are_tried() {
	let pallets = |kind: ProxyType| -> BTreeSet<&str> {
		every_runtime_call().iter().filter(|call| kind.filter(call)).map(|call| full_name(call).0).collect()
	};
	let governance = ["ConvictionVoting", "Preimage", "Referenda", "Utility", "Whitelist"];
	assert_eq!(pallets(ProxyType::Governance), governance.into());
	assert_eq!(
		pallets(ProxyType::NonTransfer),
		governance.into_iter().chain(["Session", "System"]).collect::<BTreeSet<_>>()
	);
	assert_eq!(pallets(ProxyType::CancelProxy), ["Proxy"].into());
	assert_eq!(pallets(ProxyType::SessionKeys), ["Session"].into());
}
