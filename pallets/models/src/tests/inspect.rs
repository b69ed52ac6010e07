//! What pallets that run models read.

use super::*;

fn load(model: Digest, adapters: &[Digest]) -> Result<u32, sp_runtime::DispatchError> {
	<ModelsPallet as ModelInspect>::load(&model, adapters).map(|loaded| loaded.length)
}

#[test]
fn kind_and_length_should_be_those_of_the_record_when_asked() {
	build_and_execute(|| {
		let adapter = publish_adapter(model(), 1);
		let ask = |root| (ModelsPallet::kind(&root), ModelsPallet::length(&root));
		assert_eq!(ask(model()), (Some(ModelKind::Model), Some(5 + 13)));
		assert_eq!(ask(adapter), (Some(ModelKind::Adapter { base: model() }), Some(7 + 33)));
		assert_eq!(ask(unknown()), (None, None));
	});
}

#[test]
fn load_should_give_the_files_in_the_order_of_the_roots_when_there_are_adapters() {
	build_and_execute(|| {
		let adapters = [publish_adapter(model(), 2), publish_adapter(model(), 1)];
		let twice = [adapters[0], adapters[1], adapters[0]];
		let loaded = <ModelsPallet as ModelInspect>::load(&model(), &twice).unwrap();
		let of = |root: Digest| ModelsPallet::model(root).unwrap().1;
		assert_eq!(loaded.model, of(model()));
		assert_eq!(loaded.adapters, twice.map(of));
		assert_eq!(loaded.length, 18 + 3 * 40);
		let lengths = loaded.read(|model, adapters| (model[0].bytes.len(), adapters.len()));
		assert_eq!(lengths, Some((13, 3)));
	});
}

#[test]
fn load_should_fail_when_the_roots_do_not_belong_together() {
	build_and_execute(|| {
		let other = publish_model(1);
		let (adapter, of_other) = (publish_adapter(model(), 1), publish_adapter(other, 1));
		assert_noop!(load(unknown(), &[unknown()]), Error::<Test>::NotFound);
		assert_noop!(load(adapter, &[]), Error::<Test>::NotAModel);
		assert_noop!(load(model(), &[unknown()]), Error::<Test>::NotFound);
		assert_noop!(load(model(), &[of_other]), Error::<Test>::AdapterMismatch);
		assert_noop!(load(model(), &[model()]), Error::<Test>::AdapterMismatch);
		assert_noop!(load(model(), &[adapter, of_other]), Error::<Test>::AdapterMismatch);
		assert_eq!(load(model(), &[adapter]), Ok(18 + 40));
		assert_eq!(load(model(), &[]), Ok(18));
	});
}
