//! Fixtures for the benchmarks of other pallets.

use super::*;
use atelier_primitives::workers::BenchmarkWorkers;

#[test]
fn fixtures_should_make_candidates_when_the_account_has_nothing() {
	build_and_execute(|| {
		<WorkersPallet as BenchmarkWorkers<_>>::register(&POOR, key_of(POOR), 1);
		assert_eq!(held(POOR), MinStake::get());
		<WorkersPallet as BenchmarkWorkers<_>>::serve(&POOR, &model(), 7);
		let terms = SeatTerms { price: 7, output_length: u32::MAX, exposure: UNIT };
		let candidates = <WorkersPallet as WorkerPool<_, _>>::candidates(&model(), &terms, Some(6));
		assert_eq!(candidates, [(POOR, MinStake::get())]);
		<WorkersPallet as BenchmarkWorkers<_>>::register(&ALICE, key_of(ALICE), 50 * UNIT);
		assert_eq!((held(ALICE), wealth(ALICE)), (50 * UNIT, FUNDS));
	});
}
