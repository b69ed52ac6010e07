//! Every call is known to these tests: one that is added has to be put on a list, and shown to pay or to move nothing.

use super::*;
use codec::Decode;
use frame_support::traits::{GetCallMetadata, GetCallName};
use sp_consensus_babe::{digests::NextConfigDescriptor, AllowedSlots};
use sp_runtime::traits::TrailingZeroInput;
use std::collections::BTreeSet;

/// Each call of the runtime, with zeros for arguments where they mean something.
pub(in crate::tests) fn every_runtime_call() -> Vec<RuntimeCall> {
	let decode = |pallet: u8, call: u8| RuntimeCall::decode(&mut TrailingZeroInput::new(&[pallet, call])).ok();
	// There is no variant zero of its argument.
	let config = NextConfigDescriptor::V1 { c: (1, 4), allowed_slots: AllowedSlots::PrimarySlots };
	let mut calls = vec![pallet_babe::Call::plan_config_change { config }.into()];
	calls.extend((0..=u8::MAX).flat_map(|pallet| (0..=u8::MAX).filter_map(move |call| decode(pallet, call))));
	calls
}

pub(in crate::tests) fn full_name(call: &RuntimeCall) -> (&'static str, &'static str) {
	let metadata = call.get_call_metadata();
	(metadata.pallet_name, metadata.function_name)
}

fn names<Call: GetCallName>(calls: impl IntoIterator<Item = Call>) -> Vec<&'static str> {
	calls.into_iter().map(|call| call.get_call_name()).collect()
}

/// Sees that every call of a pallet stands on one list.
fn assert_classified<Call: GetCallName>(lists: &[&[&'static str]]) {
	let mut listed = lists.concat();
	let mut all = Call::get_call_names().to_vec();
	listed.sort_unstable();
	all.sort_unstable();
	assert_eq!(listed, all, "each call belongs on one list: does it move an IP asset, and who pays?");
}

fn any_ip() -> IpId {
	IpId::new(0, 0)
}

#[cfg(not(feature = "runtime-benchmarks"))]
#[test]
fn nfts_calls_should_all_be_tried_when_there_are_new_ones() {
	let tried = nfts::every_call(any_ip()).into_iter().map(|attempt| attempt.call);
	assert_classified::<pallet_nfts::Call<Runtime>>(&[&names(tried)]);
}

#[test]
fn ip_assets_calls_should_all_be_classified_when_there_are_new_ones() {
	let pays = ["transfer"];
	let ends = ["burn"];
	// What it carries is checked for itself: `filters`.
	let carries = ["act_as"];
	let keeps = names(doors::keeping_ip_calls(any_ip()));
	assert_classified::<pallet_ip_assets::Call<Runtime>>(&[&pays, &ends, &carries, &keeps]);
}

#[test]
fn market_calls_should_all_be_classified_when_there_are_new_ones() {
	let pays = ["buy", "accept"];
	let keeps = names(doors::keeping_market_calls(any_ip()));
	assert_classified::<pallet_market::Call<Runtime>>(&[&pays, &keeps]);
}

#[test]
fn carriers_should_all_be_classified_when_there_are_new_ones() {
	// Those that dispatch a call are tried in `origins`, of the four of the scheduler only one: they fill one agenda. The
	// others dispatch nothing.
	let utility = [
		"batch",
		"batch_all",
		"force_batch",
		"if_else",
		"as_derivative",
		"dispatch_as",
		"dispatch_as_fallible",
		"with_weight",
	];
	assert_classified::<pallet_utility::Call<Runtime>>(&[&utility]);

	let proxy = ["proxy", "proxy_announced"];
	let other = [
		"add_proxy",
		"remove_proxy",
		"remove_proxies",
		"create_pure",
		"kill_pure",
		"announce",
		"remove_announcement",
		"reject_announcement",
		"poke_deposit",
	];
	assert_classified::<pallet_proxy::Call<Runtime>>(&[&proxy, &other]);

	let multisig = ["as_multi", "as_multi_threshold_1"];
	let other = ["approve_as_multi", "cancel_as_multi", "poke_deposit"];
	assert_classified::<pallet_multisig::Call<Runtime>>(&[&multisig, &other]);

	let scheduler = ["schedule", "schedule_named", "schedule_after", "schedule_named_after"];
	let other = ["cancel", "cancel_named", "set_retry", "set_retry_named", "cancel_retry", "cancel_retry_named"];
	assert_classified::<pallet_scheduler::Call<Runtime>>(&[&scheduler, &other]);
}

#[test]
fn runtime_calls_should_all_be_found_when_listed() {
	// The tests of filters see nothing else.
	let found: BTreeSet<_> = every_runtime_call().iter().map(full_name).collect();
	let all: BTreeSet<_> = RuntimeCall::get_module_names()
		.iter()
		.flat_map(|pallet| RuntimeCall::get_call_names(pallet).iter().map(move |call| (*pallet, *call)))
		.collect();
	assert_eq!(all.difference(&found).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}
