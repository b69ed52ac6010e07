//! No transaction is included twice, also if its account ended in between.

use super::*;
use crate::{
	transactions::{extension, NonceFloor},
	Balances, Executive, RuntimeCall, SignedPayload, UncheckedExtrinsic,
};
use atelier_primitives::chain::currency::UNIT;
use codec::Encode;
use frame_support::{
	assert_ok,
	storage::with_storage_layer,
	traits::fungible::{Inspect, Mutate},
};
use sp_keyring::Sr25519Keyring::{self, One, Two};
use sp_runtime::{generic::Era, transaction_validity::InvalidTransaction, ApplyExtrinsicResult, DispatchError};
use std::collections::BTreeSet;

fn nonce(who: &AccountId32) -> u32 {
	*System::account_nonce(who)
}

fn fund(who: &AccountId32) {
	assert_ok!(Balances::mint_into(who, 10 * UNIT));
}

/// Ends an account.
fn end(who: &AccountId32) {
	Balances::set_balance(who, 0);
	assert!(!System::account_exists(who));
}

/// Accounts that do not exist yet.
fn nobody() -> [AccountId32; 3] {
	[account(One), account(Two), AccountId32::new([3; 32])]
}

/// A signed transaction whose validity never ends.
fn immortal(who: Sr25519Keyring, nonce: u32, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	let payload = SignedPayload::new(call.into(), extension(Era::Immortal, nonce.into(), 0)).expect("it can be signed");
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, account(who).into(), signature.into(), extension)
}

fn send(transaction: &UncheckedExtrinsic) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(transaction.clone())
}

/// Sends everything to another account, and so ends its own.
fn leave(who: Sr25519Keyring, nonce: u32) -> UncheckedExtrinsic {
	immortal(who, nonce, pallet_balances::Call::transfer_all { dest: account(Two).into(), keep_alive: false })
}

fn remark(who: Sr25519Keyring, nonce: u32) -> UncheckedExtrinsic {
	immortal(who, nonce, frame_system::Call::remark { remark: vec![] })
}

#[test]
fn transaction_should_not_be_replayed_when_its_account_ended_and_came_back() {
	development().execute_with(|| {
		let one = account(One);
		fund(&one);
		let old = [remark(One, 0), leave(One, 1)];
		for transaction in &old {
			assert_eq!(send(transaction), Ok(Ok(())));
		}
		assert!(!System::account_exists(&one));
		// In the same block, and so as early as can be, somebody sends it money again.
		fund(&one);
		for transaction in &old {
			assert_eq!(send(transaction), Err(InvalidTransaction::Stale.into()));
		}
		assert_eq!(Balances::total_balance(&one), 10 * UNIT);
		// What it signs now counts, and cannot be sent twice either.
		let new = leave(One, nonce(&one));
		assert_eq!(send(&new), Ok(Ok(())));
		fund(&one);
		for transaction in old.iter().chain([&new]) {
			assert_eq!(send(transaction), Err(InvalidTransaction::Stale.into()));
		}
	});
}

#[test]
fn new_account_should_start_at_the_highest_nonce_with_which_one_ended() {
	development().execute_with(|| {
		let [one, two, three] = nobody();
		assert_eq!(nonce(&one), 0);
		for (who, sent) in [(&one, 5), (&two, 2)] {
			fund(who);
			let start = nonce(who);
			(0..sent).for_each(|_| System::inc_account_nonce(who));
			assert_eq!(nonce(who), start + sent);
			end(who);
		}
		assert_eq!(NonceFloor::get(), 7);
		fund(&three);
		assert_eq!(nonce(&three), 7);
		// One that lives is not concerned.
		fund(&one);
		System::inc_account_nonce(&three);
		end(&three);
		assert_eq!((nonce(&one), NonceFloor::get()), (7, 8));
	});
}

#[test]
fn floor_should_stay_when_the_end_of_an_account_is_undone() {
	development().execute_with(|| {
		let [one, ..] = nobody();
		fund(&one);
		System::inc_account_nonce(&one);
		let undone = with_storage_layer::<(), DispatchError, _>(|| {
			end(&one);
			assert_eq!(NonceFloor::get(), 1);
			Err(DispatchError::Other("as a call that fails later"))
		});
		assert!(undone.is_err());
		assert_eq!((nonce(&one), NonceFloor::get()), (1, 0));
	});
}

#[test]
fn nonce_should_never_come_twice_when_accounts_come_and_go_in_any_order() {
	development().execute_with(|| {
		let mut used = BTreeSet::new();
		let mut random = 1u32;
		for _ in 0..20_000 {
			random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
			let who = &nobody()[(random >> 16) as usize % 3];
			match (System::account_exists(who), random >> 24 & 3) {
				(false, _) => fund(who),
				(true, 0) => end(who),
				(true, _) => {
					assert!(used.insert((who.clone(), nonce(who))), "{who} uses {} again", nonce(who));
					System::inc_account_nonce(who);
				}
			}
		}
		assert!(used.len() > 5_000);
	});
}
