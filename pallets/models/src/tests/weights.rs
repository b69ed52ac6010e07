use super::*;
use frame_support::dispatch::GetDispatchInfo;

#[test]
fn publish_should_weigh_by_the_length_of_the_files_when_dispatched() {
	let files = files(&[("model", &model_bytes(0)), ("x", &[1, 2])]);
	let call = Call::<Test>::publish { kind: ModelKind::Model, files };
	assert_eq!(call.get_dispatch_info().call_weight, TestWeights::publish(5 + 13 + 1 + 2));
}

#[test]
fn calls_should_weigh_nothing_when_the_runtime_measures_nothing() {
	type Nothing = ();
	let terms = [<Nothing as WeightInfo>::set_terms(), <Nothing as WeightInfo>::clear_terms()];
	let others = [Nothing::publish(1), Nothing::set_takedown(), Nothing::release()];
	let zero = frame_support::weights::Weight::zero();
	assert!(terms.into_iter().chain(others).all(|weight| weight == zero));
}
