use super::*;

fn publish(kind: WeightsKind, list: &[(&str, &[u8])]) -> sp_runtime::DispatchResult {
	Inference::publish_weights(signed(&alice()), kind, files(list))
}

#[test]
fn publish_should_store_the_model_when_the_engine_can_read_it() {
	build_and_execute(|| {
		let bytes = model_bytes(10, 20, 9);
		assert_ok!(publish(WeightsKind::Model, &[("model", &bytes)]));
		let root = root_of(&bytes);
		let (info, stored) = Inference::weights(root).unwrap();
		assert_eq!(stored, files(&[("model", &bytes)]));
		assert_eq!((info.kind, info.length, info.published_at), (WeightsKind::Model, 5 + 13, 5));
		assert_eq!(info.deposit.amount, Inference::weights_deposit(18));
		assert_eq!(held(HoldReason::Weights, &alice()), info.deposit.amount);
		System::assert_last_event(
			Event::WeightsPublished { root, kind: WeightsKind::Model, publisher: alice() }.into(),
		);
	});
}

#[test]
fn publish_should_store_an_adapter_when_its_base_is_there() {
	build_and_execute(|| {
		let adapter = publish_adapter(model(), 1);
		let (info, _) = Inference::weights(adapter).unwrap();
		assert_eq!(info.kind, WeightsKind::Adapter { base: model() });
		let bytes = |base: Digest| [base.as_bytes(), b"x"].concat();
		for base in [Digest::Sha2_256([1; 32]), adapter] {
			let kind = WeightsKind::Adapter { base };
			assert_noop!(publish(kind, &[("adapter", &bytes(base))]), Error::<Test>::BaseNotFound);
		}
	});
}

#[test]
fn publish_should_fail_when_the_weights_are_there() {
	build_and_execute(|| {
		let bytes = model_bytes(64, 500_000, 0);
		assert_noop!(publish(WeightsKind::Model, &[("model", &bytes)]), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn publish_should_fail_when_the_files_are_something_else() {
	build_and_execute(|| {
		let bytes = model_bytes(10, 20, 9);
		let adapter = WeightsKind::Adapter { base: model() };
		assert_noop!(publish(adapter, &[("model", &bytes)]), Error::<Test>::WrongKind);
		let of_other = [&[1u8; 32][..], b"x"].concat();
		assert_noop!(publish(adapter, &[("adapter", &of_other)]), Error::<Test>::WrongKind);
		assert_noop!(publish(WeightsKind::Model, &[("other", &bytes)]), Error::<Test>::InvalidFiles);
		assert_noop!(publish(WeightsKind::Model, &[]), Error::<Test>::InvalidFiles);
	});
}

#[test]
fn publish_should_fail_when_the_paths_are_wrong() {
	build_and_execute(|| {
		let bytes = model_bytes(10, 20, 9);
		for path in ["/model", "", "a/../model", "a//model", ".git/model", ".gitignore"] {
			assert_noop!(publish(WeightsKind::Model, &[(path, &bytes)]), Error::<Test>::InvalidPaths);
		}
		assert_noop!(publish(WeightsKind::Model, &[("model", &bytes), ("model", &bytes)]), Error::<Test>::InvalidPaths);
		let not_text = WeightsFile { path: vec![0xff].try_into().unwrap(), bytes: Default::default() };
		let list: WeightsFiles = vec![not_text].try_into().unwrap();
		assert_noop!(
			Inference::publish_weights(signed(&alice()), WeightsKind::Model, list),
			Error::<Test>::InvalidPaths
		);
	});
}

#[test]
fn publish_should_fail_when_the_files_are_too_long_together() {
	build_and_execute(|| {
		let mut bytes = model_bytes(10, 20, 9);
		bytes.resize(MAX_WEIGHTS_LENGTH as usize - 5, 0);
		assert_noop!(
			publish(WeightsKind::Model, &[("model", &bytes), ("x", &[])]),
			Error::<Test>::MaxWeightsLengthExceeded
		);
		assert_ok!(publish(WeightsKind::Model, &[("model", &bytes)]));
	});
}

#[test]
fn publish_should_fail_when_not_signed_or_not_paid() {
	build_and_execute(|| {
		let list = files(&[("model", &model_bytes(10, 20, 9))]);
		assert_noop!(Inference::publish_weights(RuntimeOrigin::none(), WeightsKind::Model, list.clone()), BadOrigin);
		assert_noop!(
			Inference::publish_weights(signed(&account(99)), WeightsKind::Model, list),
			TokenError::FundsUnavailable
		);
	});
}
