use super::*;
use crate::workers::MIN_STAKE;
use atelier_primitives::workers::{SeatTerms, WorkerKey, WorkerPool};
use codec::Decode;

fn key(n: u8) -> WorkerKey {
	WorkerKey::decode(&mut &[n; 32][..]).unwrap()
}

fn with_worker(test: impl FnOnce()) {
	let genesis = RuntimeGenesisConfig { balances: funded([ALICE, BOB], 2 * MIN_STAKE), ..Default::default() };
	run(
		externalities::<Test>(genesis),
		|| Ok(()),
		|| {
			assert_ok!(Workers::register(&ALICE, key(1), MIN_STAKE));
			assert_ok!(Workers::serve(&ALICE, digest(1), 50, 100));
			test();
		},
	);
}

#[test]
fn worker_should_be_a_candidate_when_it_covers_the_seat() {
	with_worker(|| {
		let terms = SeatTerms { price: 50, output_length: 100, exposure: 1 };
		let candidates = |terms, before| Workers::candidates(&digest(1), &terms, before);
		assert_eq!(candidates(terms, None), [(ALICE, MIN_STAKE)]);
		assert_eq!(candidates(terms, Some(2)), [(ALICE, MIN_STAKE)]);
		assert_eq!(candidates(terms, Some(1)), []);
		for wrong in [SeatTerms { price: 49, ..terms }, SeatTerms { output_length: 101, ..terms }] {
			assert_eq!(candidates(wrong, None), []);
		}
		assert_eq!(candidates(SeatTerms { exposure: MIN_STAKE + 1, ..terms }, None), []);
		assert_eq!((Workers::offers(&digest(1)), Workers::worker_of(&key(1))), (1, Some(ALICE)));
		assert_ok!(Workers::rotate_key(&ALICE, key(2)));
		assert_eq!((Workers::worker_of(&key(1)), Workers::key_of(&ALICE)), (None, Some(key(2))));
		assert_ok!(Workers::stop(&ALICE, digest(1)));
		assert_eq!((candidates(terms, None), Workers::offers(&digest(1))), (vec![], 0));
	});
}

#[test]
fn exposure_should_stay_within_the_stake_when_it_grows() {
	with_worker(|| {
		assert_noop!(Workers::register(&ALICE, key(1), MIN_STAKE), error::ALREADY_EXISTS);
		assert_noop!(Workers::register(&BOB, key(2), MIN_STAKE - 1), error::MIN_STAKE_NOT_REACHED);
		assert_noop!(Workers::expose(&BOB, 1), error::NOT_FOUND);
		assert_ok!(Workers::expose(&ALICE, MIN_STAKE));
		assert_noop!(Workers::expose(&ALICE, 1), error::STAKE_LOCKED);
		assert_noop!(Workers::unbond(&ALICE, 1), error::STAKE_LOCKED);
		assert_noop!(Workers::leave(&ALICE), error::STAKE_LOCKED);
		assert_ok!(Workers::add_stake(&ALICE, 5));
		assert_ok!(Workers::expose(&ALICE, 5));
		assert_eq!((Workers::stake(&ALICE), Workers::exposed()), (MIN_STAKE + 5, vec![(ALICE, MIN_STAKE + 5)]));
		assert_noop!(Workers::release(&ALICE, MIN_STAKE + 6), error::EXPOSURE_MISMATCH);
		assert_ok!(Workers::release(&ALICE, MIN_STAKE + 5));
		assert_ok!(Workers::leave(&ALICE));
		assert_eq!(Balances::free_balance(ALICE), 2 * MIN_STAKE);
	});
}

#[test]
fn slash_should_pay_shares_and_burn_the_rest_when_it_is_exposed() {
	with_worker(|| {
		assert_ok!(Workers::expose(&ALICE, 100));
		let slash = |amount, share| Workers::slash(&ALICE, 100, amount, &[(BOB, share)]);
		assert_noop!(slash(101, 0), error::SLASH_MISMATCH);
		assert_noop!(slash(50, 51), error::SLASH_MISMATCH);
		let issuance = Balances::total_issuance();
		assert_eq!(slash(60, 20), Ok(40));
		assert_eq!((Workers::stake(&ALICE), Workers::exposure(&ALICE)), (MIN_STAKE - 60, 0));
		assert_eq!(Balances::reserved_balance(ALICE), MIN_STAKE - 60);
		assert_eq!(Balances::free_balance(BOB), 2 * MIN_STAKE + 20);
		assert_eq!(Balances::total_issuance(), issuance - 40);
	});
}
