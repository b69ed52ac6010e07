//! Storage deposits: held of whoever creates a record, released in full when it goes.

use crate::*;
use atelier_primitives::{
	chain::{currency, Balance},
	Deposit, Digest, IpId,
};
use codec::MaxEncodedLen;
use sp_runtime::{DispatchError, DispatchResult};

fn price<Record: MaxEncodedLen>() -> Balance {
	currency::deposit(1, u32::try_from(Record::max_encoded_len()).unwrap_or(u32::MAX))
}

impl<T: Config> Pallet<T> {
	/// The deposit of a contribution: its record, its mark, and the sequence that gave it its number.
	pub fn contribution_deposit() -> Balance {
		price::<(T::AccountId, ContributionId, ContributionOf<T>)>()
			.saturating_add(price::<(IpId, Digest, T::AccountId, T::AccountId, ContributionId)>())
			.saturating_add(price::<(T::AccountId, Sequence)>())
	}

	/// The deposit of a curator.
	pub fn curator_deposit() -> Balance {
		price::<(T::AccountId, T::AccountId, CuratorOf<T>)>()
	}

	pub(crate) fn hold_deposit(who: T::AccountId, amount: Balance) -> Result<Deposit<T::AccountId>, DispatchError> {
		Deposit::hold::<T::Currency>(HoldReason::Storage, who, amount)
	}

	pub(crate) fn release_deposit(deposit: Deposit<T::AccountId>) -> DispatchResult {
		deposit.release::<T::Currency>(HoldReason::Storage)
	}
}
