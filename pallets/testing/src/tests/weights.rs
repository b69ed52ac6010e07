use frame_support::weights::Weight;

trait WeightInfo {
	fn create(a: u32, b: u32, c: u32) -> Weight;
	fn join() -> Weight;
	fn leave(n: u32) -> Weight;
	fn read(e: u32, a: u32) -> Weight;
}

crate::distinct_weights! {
	struct Weights: WeightInfo {
		create(a, b, c),
		join(),
		leave(n) = 500,
		read(e, a) => Weight::from_parts(e, a),
	}
}

fn time(weight: Weight) -> u64 {
	assert_eq!(weight.proof_size(), 0);
	weight.ref_time()
}

#[test]
fn weight_should_tell_its_parameters_when_there_are_several() {
	assert_eq!(time(Weights::create(0, 0, 0)), 1_000_000_000_000);
	assert_eq!(time(Weights::create(7, 8, 9)), 1_000_009_008_007);
	assert_eq!(time(Weights::create(u32::MAX, 0, 0)), 1_000_000_000_000 + u64::from(u32::MAX));
}

#[test]
fn weight_should_be_distinct_when_functions_take_nothing() {
	assert_eq!(time(Weights::join()), 2_000_000_000_000);
}

#[test]
fn weight_should_be_the_given_one_when_a_test_counts_otherwise() {
	assert_eq!([0, 64].map(Weights::leave).map(time), [500, 564]);
	assert_eq!(Weights::read(1, 2), Weight::from_parts(1, 2));
}
