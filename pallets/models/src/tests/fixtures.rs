//! Fixtures for the benchmarks of other pallets.

use super::*;
use atelier_primitives::models::BenchmarkModels;

#[test]
fn fixtures_should_let_in_the_holder_of_the_pass_when_terms_are_set() {
	build_and_execute(|| {
		let root = <ModelsPallet as BenchmarkModels<_>>::publish(
			&ALICE,
			ModelKind::Model,
			files(&[("model", &model_bytes(5))]),
		);
		let pass = IpId::new(9, 3);
		let set = || <ModelsPallet as BenchmarkModels<_>>::set_terms(&ALICE, &root, pass, 70);
		assert_noop!(set(), Error::<Test>::PassRequired);
		Ips::mint_at(pass, ALICE);
		assert_ok!(set());
		let admit = |who, pass| <ModelsPallet as ModelAccess<_>>::admit(&who, &root, &Default::default(), pass);
		let fees = admit(ALICE, Some(pass.item)).unwrap();
		assert_eq!(fees.iter().map(|fee| fee.amount).collect::<Vec<_>>(), [70]);
		assert_noop!(admit(BOB, None), Error::<Test>::PassRequired);
		assert_ok!(set());
	});
}
