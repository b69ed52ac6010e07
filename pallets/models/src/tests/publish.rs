use super::*;

fn publish(kind: ModelKind, list: &[(&str, &[u8])]) -> DispatchResult {
	ModelsPallet::publish(signed(ALICE), kind, files(list))
}

#[test]
fn publish_should_store_the_model_when_the_engine_can_read_it() {
	build_and_execute(|| {
		let bytes = model_bytes(9);
		assert_ok!(publish(ModelKind::Model, &[("model", &bytes)]));
		let root = root_of(&bytes);
		let (record, stored) = ModelsPallet::model(root).unwrap();
		assert_eq!(stored, files(&[("model", &bytes)]));
		assert_eq!((record.kind, record.length, record.published_at), (ModelKind::Model, 5 + 13, 5));
		assert_eq!(record.deposit.amount, ModelsPallet::files_deposit(18));
		assert_eq!(held(HoldReason::Files, ALICE), record.deposit.amount);
		System::assert_last_event(Event::Published { root, kind: ModelKind::Model, publisher: ALICE }.into());
	});
}

#[test]
fn publish_should_claim_the_root_for_the_publisher_when_nobody_or_somebody_else_did() {
	build_and_execute(|| {
		let claim = |root, who| <Provenance as ProvenanceInspect<_>>::claim(&root, &who);
		assert_eq!(claim(model(), PUBLISHER), Some(ArtifactKind::Model));
		let adapter = publish_adapter(model(), 1);
		assert_eq!(claim(adapter, PUBLISHER), Some(ArtifactKind::Adapter));
		let bytes = model_bytes(9);
		open(root_of(&bytes), SQUATTER);
		assert_ok!(publish(ModelKind::Model, &[("model", &bytes)]));
		assert_eq!(claim(root_of(&bytes), ALICE), Some(ArtifactKind::Model));
	});
}

#[test]
fn publish_should_store_an_adapter_when_its_base_is_there() {
	build_and_execute(|| {
		let adapter = publish_adapter(model(), 1);
		let (record, _) = ModelsPallet::model(adapter).unwrap();
		assert_eq!(record.kind, ModelKind::Adapter { base: model() });
		let bytes = |base: Digest| [base.as_bytes(), b"x"].concat();
		for base in [unknown(), adapter] {
			let kind = ModelKind::Adapter { base };
			assert_noop!(publish(kind, &[("adapter", &bytes(base))]), Error::<Test>::BaseNotFound);
		}
	});
}

#[test]
fn publish_should_fail_when_the_files_are_there() {
	build_and_execute(|| {
		assert_noop!(publish(ModelKind::Model, &[("model", &model_bytes(0))]), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn publish_should_fail_when_the_files_are_something_else() {
	build_and_execute(|| {
		let bytes = model_bytes(9);
		let adapter = ModelKind::Adapter { base: model() };
		assert_noop!(publish(adapter, &[("model", &bytes)]), Error::<Test>::KindMismatch);
		let of_other = [&[1u8; 32][..], b"x"].concat();
		assert_noop!(publish(adapter, &[("adapter", &of_other)]), Error::<Test>::KindMismatch);
		assert_noop!(publish(ModelKind::Model, &[("other", &bytes)]), Error::<Test>::InvalidFiles);
		assert_noop!(publish(ModelKind::Model, &[("input", &bytes)]), Error::<Test>::InvalidFiles);
		assert_noop!(publish(ModelKind::Model, &[]), Error::<Test>::InvalidFiles);
	});
}

#[test]
fn publish_should_fail_when_the_paths_are_wrong() {
	build_and_execute(|| {
		let bytes = model_bytes(9);
		for path in ["/model", "", "a/../model", "a//model", ".git/model", ".gitignore"] {
			assert_noop!(publish(ModelKind::Model, &[(path, &bytes)]), Error::<Test>::InvalidPaths);
		}
		assert_noop!(publish(ModelKind::Model, &[("model", &bytes), ("model", &bytes)]), Error::<Test>::InvalidPaths);
		let not_text = ModelFile { path: vec![0xff].try_into().unwrap(), bytes: Default::default() };
		let list: ModelFiles = vec![not_text].try_into().unwrap();
		assert_noop!(ModelsPallet::publish(signed(ALICE), ModelKind::Model, list), Error::<Test>::InvalidPaths);
	});
}

#[test]
fn publish_should_fail_when_the_files_are_too_long_together() {
	build_and_execute(|| {
		let mut bytes = model_bytes(9);
		bytes.resize(MAX_FILES_LENGTH as usize - 5, 0);
		assert_noop!(
			publish(ModelKind::Model, &[("model", &bytes), ("x", &[])]),
			Error::<Test>::MaxFilesLengthExceeded
		);
		assert_ok!(publish(ModelKind::Model, &[("model", &bytes)]));
	});
}

#[test]
fn publish_should_fail_when_not_signed_or_not_paid() {
	build_and_execute(|| {
		let list = files(&[("model", &model_bytes(9))]);
		assert_noop!(ModelsPallet::publish(RuntimeOrigin::none(), ModelKind::Model, list.clone()), BadOrigin);
		let poor = || in_layer(|| ModelsPallet::publish(signed(POOR), ModelKind::Model, list));
		assert_noop!(poor(), TokenError::FundsUnavailable);
	});
}
