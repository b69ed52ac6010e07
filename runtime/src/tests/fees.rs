//! Every unit of a fee goes somewhere.

use super::*;
use crate::{
	adapters::DealWithFees,
	configs::parameters::{dynamic_params::fees, RuntimeParameters},
	Balances, Parameters, RuntimeOrigin, Treasury,
};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Balanced, Inspect},
		OnUnbalanced,
	},
};
use sp_runtime::Perbill;

/// Pays a fee and a tip; answers with what the treasury and the author got. Without a block there is no author, and
/// the treasury gets both parts: the split is visible in how it rounds.
fn pay(fee: u128, tip: u128) -> u128 {
	let before = Balances::balance(&Treasury::account_id());
	DealWithFees::on_unbalanceds([Balances::issue(fee), Balances::issue(tip)].into_iter());
	Balances::balance(&Treasury::account_id()) - before
}

#[test]
fn fees_should_arrive_in_full_whatever_the_share() {
	development().execute_with(|| {
		for share in [0, 1, 200_000_000, 333_333_333, 999_999_999, 1_000_000_000] {
			let share = Perbill::from_parts(share);
			assert_ok!(Parameters::set_parameter(
				RuntimeOrigin::root(),
				RuntimeParameters::Fees(fees::Parameters::TreasuryShare(fees::TreasuryShare, Some(share))),
			));
			for (fee, tip) in [(10_000_000_007, 0), (10_000_000_007, 13), (3_000_000_000, 3_000_000_000)] {
				let issuance = Balances::total_issuance();
				assert_eq!(pay(fee, tip), fee + tip);
				assert_eq!(Balances::total_issuance(), issuance + fee + tip);
			}
		}
	});
}

#[test]
fn fees_should_burn_when_the_receiver_cannot_exist() {
	development().execute_with(|| {
		let issuance = Balances::total_issuance();
		// Far below the existential deposit, and the treasury has no account yet.
		assert_eq!(pay(10, 0), 0);
		assert_eq!(Balances::total_issuance(), issuance);
	});
}
