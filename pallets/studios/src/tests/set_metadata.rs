use crate::{mock::*, tests::scenario::*};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn metadata_should_be_others_when_the_studio_sets_them() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_ok!(Studios::set_metadata(signed(account(studio)), name("other"), [8; 32]));
		let record = Records::<Test>::get(studio).unwrap();
		assert_eq!((record.name, record.metadata_hash), (name("other"), [8; 32]));
		assert_eq!(last_event(), Event::MetadataSet { studio }.into());
	});
}

#[test]
fn metadata_should_stay_when_the_name_is_empty_or_somebody_else_signs() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		let set = |who, text| Studios::set_metadata(signed(who), name(text), [8; 32]);
		assert_noop!(set(account(studio), ""), Error::EmptyName);
		assert_noop!(set(ALICE, "other"), DispatchError::BadOrigin);
		assert_noop!(set(account(studio + 1), "other"), DispatchError::BadOrigin);
	});
}
