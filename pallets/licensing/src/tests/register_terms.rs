use crate::{mock::*, tests::scenario::*, types::*};
use atelier_primitives::{chain::currency, Deposit};
use codec::{Encode, MaxEncodedLen};
use frame_support::{assert_noop, assert_ok};
use sp_io::hashing::blake2_256;
use sp_runtime::{Perbill, TokenError};

fn register_by(who: AccountId, terms: Terms) -> sp_runtime::DispatchResult {
	Licensing::register_terms(RuntimeOrigin::signed(who), terms)
}

#[test]
fn terms_should_be_stored_under_their_hash_when_registered() {
	build_and_execute(|| {
		let terms = Terms { uri: b"https://example.org/pil".to_vec().try_into().unwrap(), ..remix(5) };
		assert_ok!(register_by(BOB, terms.clone()));
		let id = TermsId::from(blake2_256(&terms.encode()));
		let registered = crate::Terms::<Test>::get(id).unwrap();
		assert_eq!((registered.terms, registered.attachments), (terms, 0));
		assert_eq!(last_event(), Event::TermsRegistered { terms: id, who: BOB }.into());
	});
}

#[test]
fn terms_should_cost_a_deposit_of_their_length_when_registered() {
	build_and_execute(|| {
		assert_ok!(register_by(ALICE, remix(5)));
		let short = held(ALICE);
		let bytes = remix(5).encoded_size() + 4 + Deposit::<AccountId>::max_encoded_len();
		assert_eq!(short, currency::deposit(1, bytes as u32));
		assert_ok!(register_by(BOB, Terms { uri: vec![b'x'; 60].try_into().unwrap(), ..remix(5) }));
		assert_eq!(held(BOB), short + currency::deposit(0, 60));
	});
}

#[test]
fn terms_should_be_refused_when_they_exist() {
	build_and_execute(|| {
		assert_ok!(register_by(ALICE, remix(5)));
		assert_noop!(register_by(BOB, remix(5)), Error::AlreadyExists);
		assert_ok!(register_by(BOB, remix(6)));
	});
}

#[test]
fn terms_should_be_refused_when_they_use_what_is_not_enforced() {
	build_and_execute(|| {
		let commercializer = Commercializer { checker: [0; 32], data: Default::default() };
		let refused = [
			(Terms { revenue_ceiling: Some(1), ..remix(5) }, Error::CeilingNotSupported),
			(Terms { derivative_revenue_ceiling: Some(0), ..remix(5) }, Error::CeilingNotSupported),
			(Terms { commercializer: Some(commercializer), ..remix(5) }, Error::CommercializerNotSupported),
			(Terms { currency: Some(0), ..remix(5) }, Error::CurrencyNotSupported),
		];
		for (terms, error) in refused {
			assert_noop!(register_by(ALICE, terms), error);
		}
	});
}

#[test]
fn terms_should_be_refused_when_they_promise_money_without_commercial_use() {
	build_and_execute(|| {
		let share = Perbill::from_parts(1);
		let refused = [
			(Terms { commercial_attribution: true, ..Terms::default() }, Error::AttributionWithoutCommercialUse),
			(Terms { revenue_share: share, ..Terms::default() }, Error::ShareWithoutCommercialUse),
			(Terms { minting_fee: 1, ..Terms::default() }, Error::FeeWithoutCommercialUse),
		];
		for (terms, error) in refused {
			assert_noop!(register_by(ALICE, terms.clone()), error);
			assert_ok!(register_by(ALICE, Terms { commercial_use: true, ..terms }));
		}
	});
}

#[test]
fn terms_should_be_refused_when_they_restrict_derivatives_without_any() {
	build_and_execute(|| {
		let refused = [
			(Terms { derivatives_attribution: true, ..Terms::default() }, Error::AttributionWithoutDerivatives),
			(Terms { derivatives_approval: true, ..Terms::default() }, Error::ApprovalWithoutDerivatives),
			(Terms { derivatives_reciprocal: true, ..Terms::default() }, Error::ReciprocalWithoutDerivatives),
		];
		for (terms, error) in refused {
			assert_noop!(register_by(ALICE, terms.clone()), error);
			assert_ok!(register_by(ALICE, Terms { derivatives_allowed: true, ..terms }));
		}
	});
}

#[test]
fn terms_should_be_refused_when_nobody_pays_the_deposit() {
	build_and_execute(|| {
		assert_noop!(register_by(POOR, remix(5)), TokenError::FundsUnavailable);
		assert_noop!(Licensing::register_terms(RuntimeOrigin::root(), remix(5)), sp_runtime::DispatchError::BadOrigin);
	});
}

#[test]
fn terms_should_keep_their_id_when_the_code_changes() {
	// The id of the default terms: whoever computed it off chain relies on it.
	let encoded = LicenseTerms::<u32>::default().encode();
	let fields = [vec![0; 2], vec![0; 16], vec![0; 4], vec![0; 3], vec![0; 4], vec![0; 8]].concat();
	assert_eq!(encoded, fields);
}
