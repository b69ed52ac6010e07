//! Every unit of a fee goes somewhere.

use super::*;
use crate::{
	adapters::DealWithFees,
	parameters::{dynamic_params::fees, RuntimeParameters},
	Balances, Parameters, RuntimeOrigin, Treasury,
};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Balanced, Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		OnUnbalanced,
	},
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::Perbill;

/// Pays a fee and a tip; answers with what the treasury and the author got.
fn pay(fee: u128, tip: u128) -> (u128, u128) {
	let accounts = [Treasury::account_id(), account(AUTHOR)];
	let before = accounts.clone().map(|who| Balances::balance(&who));
	DealWithFees::on_unbalanceds([Balances::issue(fee), Balances::issue(tip)].into_iter());
	let after = accounts.map(|who| Balances::balance(&who));
	(after[0] - before[0], after[1] - before[1])
}

/// Who makes the block, according to the first author index that is not disabled.
const AUTHOR: Sr25519Keyring = Sr25519Keyring::AliceStash;

#[test]
fn fees_should_split_by_the_share_and_tips_go_to_the_author() {
	development().execute_with(|| {
		for parts in [0, 1, 200_000_000, 333_333_333, 999_999_999, 1_000_000_000] {
			assert_ok!(Parameters::set_parameter(
				RuntimeOrigin::root(),
				RuntimeParameters::Fees(fees::Parameters::TreasuryShare(
					fees::TreasuryShare,
					Some(Perbill::from_parts(parts))
				)),
			));
			for (fee, tip) in [(10_000_000_007, 0), (10_000_000_007, 13), (7, 3_000_000_000)] {
				let issuance = Balances::total_issuance();
				let treasury = fee * u128::from(parts) / 1_000_000_000;
				assert_eq!(pay(fee, tip), (treasury, fee - treasury + tip));
				assert_eq!(Balances::total_issuance(), issuance + fee + tip);
			}
		}
	});
}

#[test]
fn fees_should_burn_when_the_author_cannot_exist() {
	development().execute_with(|| {
		let everything = Balances::balance(&account(AUTHOR));
		assert_ok!(Balances::burn_from(
			&account(AUTHOR),
			everything,
			Preservation::Expendable,
			Precision::Exact,
			Fortitude::Force
		));
		let issuance = Balances::total_issuance();
		// Four fifths of ten are far below the existential deposit.
		assert_eq!(pay(10, 0), (2, 0));
		assert_eq!(Balances::total_issuance(), issuance + 2);
	});
}
