//! Storage deposits: held while a record is in storage, and released to the unit when it is removed.

use crate::chain::Balance;
use alloc::collections::BTreeMap;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{
	fungible::hold::{Inspect, Mutate},
	tokens::{Fortitude::Force, Precision::Exact, Restriction::Free},
};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// Storage deposit with its payer. Kept beside what it was paid for, so that a later change of prices, or of the owner,
/// changes neither who gets it back nor how much.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[must_use = "a deposit that is not stored is never given back"]
pub struct Deposit<AccountId> {
	/// Payer.
	pub who: AccountId,
	/// Amount on hold.
	pub amount: Balance,
}

impl<AccountId> Deposit<AccountId> {
	/// Holds `amount` of `who`.
	///
	/// Fails if `who` has not so much to spare; then nothing has changed.
	pub fn hold<Currency: Mutate<AccountId, Balance = Balance>>(
		reason: impl Into<Currency::Reason>,
		who: AccountId,
		amount: Balance,
	) -> Result<Self, DispatchError> {
		Currency::hold(&reason.into(), &who, amount)?;
		Ok(Self { who, amount })
	}

	/// Releases all of it.
	///
	/// Fails only if it is not held, which is a mistake in the caller; then nothing has changed.
	pub fn release<Currency: Mutate<AccountId, Balance = Balance>>(
		self,
		reason: impl Into<Currency::Reason>,
	) -> DispatchResult {
		Currency::release(&reason.into(), &self.who, self.amount, Exact).map(drop)
	}
}

/// Transfers a part of what is held of `payer` to the free balance of `to`. An amount of zero does nothing.
///
/// Freezes of the payer do not hinder it: it is owed. Fails if so much is not held, or `to` cannot receive it; then
/// nothing has changed.
pub fn pay_from_hold<Currency: Mutate<AccountId, Balance = Balance>, AccountId>(
	reason: impl Into<Currency::Reason>,
	payer: &AccountId,
	to: &AccountId,
	amount: Balance,
) -> DispatchResult {
	if amount == 0 {
		return Ok(());
	}
	Currency::transfer_on_hold(&reason.into(), payer, to, amount, Exact, Free, Force).map(drop)
}

/// Returns `true` if exactly these deposits are held for a reason: of each account their sum, and of any other of
/// `accounts`, which should be all that there are, nothing. For the invariants of pallets: it looks at every account.
pub fn are_held<Currency: Inspect<AccountId, Balance = Balance>, AccountId: Ord>(
	reason: impl Into<Currency::Reason>,
	deposits: impl IntoIterator<Item = Deposit<AccountId>>,
	accounts: impl IntoIterator<Item = AccountId>,
) -> bool {
	let mut sums: BTreeMap<AccountId, Balance> = accounts.into_iter().map(|who| (who, 0)).collect();
	for Deposit { who, amount } in deposits {
		let sum = sums.entry(who).or_default();
		*sum = sum.saturating_add(amount);
	}
	let reason = reason.into();
	sums.iter().all(|(who, sum)| Currency::balance_on_hold(&reason, who) == *sum)
}
