//! Deposits: who puts something into storage pays for it, and gets exactly that back when it goes.

use crate::*;
use atelier_primitives::{
	chain::{currency, Balance},
	studios::{ContributionId, ProposalId, StudioId},
	Deposit, Digest, IpId,
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
	/// The studio, its account, and the pool that it may follow.
	pub fn studio_deposit() -> Balance {
		price::<(StudioId, StudioOf<T>, T::AccountId, StudioId, IpId, StudioId)>(3)
	}

	/// A member.
	pub fn member_deposit() -> Balance {
		price::<(StudioId, T::AccountId, MemberOf<T>)>(1)
	}

	/// An invitation.
	pub fn invitation_deposit() -> Balance {
		price::<(StudioId, T::AccountId, Deposit<T::AccountId>)>(1)
	}

	/// A proposal, its call, the count of what its proposer has open, that of the places in an agenda, and what the
	/// scheduler keeps.
	pub fn proposal_deposit(call_length: u32) -> Balance {
		let record = price::<(StudioId, ProposalId, ProposalOf<T>)>(1);
		let counts = price::<(StudioId, T::AccountId, u32, BlockNumberFor<T>, u32)>(2);
		let call = price::<(StudioId, ProposalId, u32)>(1).saturating_add(currency::deposit(0, call_length));
		let task = currency::deposit(2, TASK_LENGTH);
		record.saturating_add(counts).saturating_add(call).saturating_add(task)
	}

	/// A contribution, and its mark, which keeps it from being submitted twice.
	pub fn contribution_deposit() -> Balance {
		let mark = price::<(StudioId, IpId, Digest, T::AccountId, ContributionId)>(1);
		mark.saturating_add(price::<(StudioId, ContributionId, ContributionOf<T>)>(1))
	}

	/// A curator.
	pub fn curator_deposit() -> Balance {
		price::<(StudioId, T::AccountId, CuratorOf<T>)>(1)
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
