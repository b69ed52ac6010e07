use super::*;
use crate::{engine, models::Access};
use atelier_primitives::{
	engine::{ModelKind, Recompute, RecomputeError},
	models::{ModelAccess, ModelInspect, Payee, UseCollect, UseFee, UseFees},
};

#[test]
fn load_should_read_a_model_when_the_adapters_are_its_own() {
	execute(|| {
		let [model, other] = [0, 1].map(|salt| Models::publish(64, 500, salt));
		let adapter = Models::publish_adapter(model, 0);
		assert_eq!(Models::kind(&adapter), Some(ModelKind::Adapter { base: model }));
		assert_eq!((Models::length(&model), Models::length(&digest(9))), (Some(5 + 13), None));
		let loaded = Models::load(&model, &[adapter]).unwrap();
		assert_eq!((loaded.adapters.len(), loaded.length), (1, 5 + 13 + 7 + 33));
		assert_eq!(Models::load(&digest(9), &[]), Err(error::NOT_FOUND));
		assert_eq!(Models::load(&adapter, &[]), Err(error::NOT_A_MODEL));
		assert_eq!(Models::load(&other, &[adapter]), Err(error::ADAPTER_MISMATCH));
		Models::remove(adapter);
		assert_eq!(Models::load(&model, &[adapter]), Err(error::NOT_FOUND));
	});
}

#[test]
fn admit_should_ask_for_a_license_or_a_pass_when_the_terms_do() {
	execute(|| {
		let (model, ip) = (digest(1), Ips::mint(0, BOB));
		let admit = |who, pass| Models::admit(&who, &model, &Default::default(), pass).map(UseFees::into_inner);
		let fee = UseFee { root: model, payee: Payee::Pool(ip), amount: 5 };
		assert_eq!(admit(ALICE, None), Ok(vec![]));
		Models::set_terms(model, ip, 5, Access::Open);
		assert_eq!(admit(ALICE, None), Ok(vec![fee]));
		Models::set_terms(model, ip, 5, Access::License);
		assert_eq!(admit(ALICE, None).map_err(<&str>::from), Err("license required"));
		assert_eq!(admit(BOB, None), Ok(vec![fee]));
		Licenses::grant(&ALICE, ip);
		assert_eq!(admit(ALICE, None), Ok(vec![fee]));
		Models::set_terms(model, ip, 5, Access::Holder(ip.collection));
		for pass in [None, Some(ip.item)] {
			assert_eq!(admit(ALICE, pass).map_err(<&str>::from), Err("pass required"));
		}
		assert_eq!(admit(BOB, Some(ip.item)), Ok(vec![fee]));
		Models::clear_terms(model);
		assert_eq!(admit(ALICE, None), Ok(vec![]));
		Models::close(model, true);
		assert_eq!(admit(ALICE, None), Err(error::MODEL_CLOSED));
		assert_eq!(Models::payee(&model), Payee::None);
	});
}

#[test]
fn collect_should_fill_the_pot_when_nobody_is_entitled() {
	execute(|| {
		let [model, adapter] = [1, 2].map(digest);
		Models::set_terms(model, Ips::mint(0, BOB), 5, Access::Open);
		Models::set_terms_of_nobody(adapter, 70);
		assert_eq!(Models::payee(&adapter), Payee::Pot(adapter));
		let fees = Models::admit(&ALICE, &model, &vec![adapter].try_into().unwrap(), None).unwrap();
		assert_eq!(fees.iter().map(|fee| (fee.root, fee.amount)).collect::<Vec<_>>(), [(model, 5), (adapter, 70)]);
		assert_ok!(Models::collect(&ALICE, &fees[1]));
		assert_eq!([model, adapter].map(Models::pot), [0, 70]);
		assert_eq!(Balances::free_balance(Models::account()), 70);
		let more = UseFee { amount: FUNDS, ..fees[1] };
		assert_noop!(Models::collect(&ALICE, &more), sp_runtime::TokenError::FundsUnavailable);
	});
}

#[test]
fn toy_should_run_what_it_can_read_when_asked() {
	let bytes = engine::model_bytes(40, 7, 1);
	let model = engine::files(&[("model", &bytes)]);
	let model = [model[0].read().unwrap()];
	assert_eq!(Toy::inspect(&model), Ok(ModelKind::Model));
	let prepared = Toy::prepare(&model, &[], b"a cat").unwrap();
	assert_eq!((prepared.output_length, prepared.cost), (40, 7));
	let run = |seed, input: &[u8]| Toy::run(&model, &[], &[seed; 32], input);
	assert_eq!(run(1, b"a cat").map(|output| output.len()), Ok(40));
	assert_ne!(run(1, b"a cat"), run(2, b"a cat"));
	assert_eq!(run(1, b"fail"), Err(RecomputeError::Input));
	let short = engine::files(&[("model", &[0; 11])]);
	assert_eq!(Toy::inspect(&[short[0].read().unwrap()]), Err(RecomputeError::Files));
	let sized = |files: &[_]| atelier_primitives::models::length_of(files);
	assert_eq!(sized(&engine::sized_model(100, 1)), 100);
	assert_eq!(sized(&engine::sized_adapter(&digest(1), 100, 3)), 100);
}
