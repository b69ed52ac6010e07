//! Storage deposits and locks: holds of whoever creates a record or votes with tokens, released in full.

use crate::*;
use atelier_primitives::{
	chain::{currency, Balance},
	studios::{ProposalId, StudioId},
	Deposit, IpId,
};
use codec::MaxEncodedLen;
use frame_support::traits::tokens::{fungible::hold::Mutate, Precision::Exact};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{DispatchError, DispatchResult};

/// The most that a task in an agenda takes, with its name and where it is looked up, in bytes.
const TASK_LENGTH: u32 = 256;

fn price<Record: MaxEncodedLen>(items: u32) -> Balance {
	currency::deposit(items, u32::try_from(Record::max_encoded_len()).unwrap_or(u32::MAX))
}

impl<T: Config> Pallet<T> {
	/// The deposit of a studio: its record, its account, and the pool that it may follow.
	pub fn studio_deposit() -> Balance {
		price::<(StudioId, StudioOf<T>, T::AccountId, StudioId, IpId, StudioId)>(3)
	}

	/// The deposit of a member.
	pub fn member_deposit() -> Balance {
		price::<(StudioId, T::AccountId, MemberOf<T>)>(1)
	}

	/// The deposit of an invitation.
	pub fn invitation_deposit() -> Balance {
		price::<(StudioId, T::AccountId, Deposit<T::AccountId>)>(1)
	}

	/// The deposit of a proposal: its record, its call, the count of what its proposer has open, that of the places in an agenda, and what the
	/// scheduler keeps.
	pub fn proposal_deposit(call_length: u32) -> Balance {
		let record = price::<(StudioId, ProposalId, ProposalOf<T>)>(1);
		let counts = price::<(StudioId, T::AccountId, u32, BlockNumberFor<T>, u32)>(2);
		let call = price::<(StudioId, ProposalId, u32)>(1).saturating_add(currency::deposit(0, call_length));
		let task = currency::deposit(2, TASK_LENGTH);
		record.saturating_add(counts).saturating_add(call).saturating_add(task)
	}

	pub(crate) fn hold_deposit(who: T::AccountId, amount: Balance) -> Result<Deposit<T::AccountId>, DispatchError> {
		Deposit::hold::<T::Currency>(HoldReason::Storage, who, amount)
	}

	pub(crate) fn release_deposit(deposit: Deposit<T::AccountId>) -> DispatchResult {
		deposit.release::<T::Currency>(HoldReason::Storage)
	}

	pub(crate) fn hold_tokens(who: &T::AccountId, amount: Balance) -> DispatchResult {
		T::Currency::hold(&HoldReason::Voting.into(), who, amount)
	}

	pub(crate) fn release_tokens(who: &T::AccountId, amount: Balance) -> DispatchResult {
		T::Currency::release(&HoldReason::Voting.into(), who, amount, Exact).map(drop)
	}
}
