use super::*;
use frame_support::dispatch::GetDispatchInfo;

#[test]
fn calls_should_weigh_what_the_runtime_measures_when_dispatched() {
	let weight = |call: Call<Test>| call.get_dispatch_info().call_weight;
	let (key, root) = (key_of(1), model());
	let calls = [
		Call::register { key: key.clone(), stake: 0 },
		Call::add_stake { amount: 0 },
		Call::unbond { amount: 0 },
		Call::withdraw {},
		Call::serve { root, min_price: 0, max_output: 0 },
		Call::stop_serving { root },
		Call::rotate_key { key },
		Call::deregister {},
	];
	let weights = [
		TestWeights::register(),
		TestWeights::add_stake(),
		TestWeights::unbond(),
		TestWeights::withdraw(),
		TestWeights::serve(),
		TestWeights::stop_serving(),
		TestWeights::rotate_key(),
		TestWeights::deregister(16),
	];
	assert_eq!(calls.map(weight), weights);
}
