use super::*;

#[test]
fn model_should_be_nothing_when_it_is_not_published() {
	build_and_execute(|| {
		assert_eq!(ModelsPallet::model(unknown()), None);
		let (record, stored) = ModelsPallet::model(model()).unwrap();
		assert_eq!(record.deposit.who, PUBLISHER);
		assert_eq!(stored, files(&[("model", &model_bytes(0))]));
	});
}

#[test]
fn terms_of_should_be_those_in_force_when_asked() {
	build_and_execute(|| {
		assert_eq!(ModelsPallet::terms_of(model()), None);
		let ip = set_terms(50, Access::License);
		let terms = ModelsPallet::terms_of(model()).unwrap();
		assert_eq!((terms.ip, terms.fee, terms.access, terms.deposit.who), (ip, 50, Access::License, BOB));
		Entitled::<Test>::remove(model());
		assert_eq!(ModelsPallet::terms_of(model()), None);
	});
}
