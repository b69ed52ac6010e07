//! Royalties: payments, royalty stacks and participation scores.

use crate::{
	chain::{Balance, BlockNumber},
	ip::IpId,
};
use alloc::vec::Vec;
use atelier_math::ancestors::{Ancestors, Lineage};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult, Perbill};

/// Purpose of a payment to an IP asset. An index is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum PaymentKind {
	/// Payment that the chain knows no purpose of: a donation, income from outside.
	#[codec(index = 0)]
	Direct,
	/// Minting fee of a license.
	#[codec(index = 1)]
	License,
	/// Royalty of a sale.
	#[codec(index = 2)]
	Sale,
	/// Floor that a gift pays.
	#[codec(index = 3)]
	Gift,
	/// Fee for the use of a model in a generation.
	#[codec(index = 4)]
	Use,
}

/// Collection of payments to IP assets. Provided by `royalties`.
pub trait RoyaltyCollect<AccountId> {
	/// Pays `amount` from `payer` to the pool of the IP asset, in constant time. An amount of zero does nothing.
	///
	/// Fails if there is no such IP asset, or `payer` cannot pay and stay alive. Then nothing has changed.
	fn pay(payer: &AccountId, ip: &IpId, amount: Balance, kind: PaymentKind) -> DispatchResult;
}

impl<AccountId> RoyaltyCollect<AccountId> for () {
	fn pay(_: &AccountId, _: &IpId, amount: Balance, _: PaymentKind) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		Err(DispatchError::Unavailable)
	}
}

/// Royalty stacks: what IP assets owe to their ancestors. Provided by `royalties`.
pub trait StackInspect {
	/// Returns all ancestors with their rates, sorted. Empty for an original.
	fn ancestors(ip: &IpId) -> Ancestors<IpId>;

	/// Returns `ΣR`: the sum of the ancestors' rates.
	fn total(ip: &IpId) -> Perbill;
}

impl StackInspect for () {
	fn ancestors(_: &IpId) -> Ancestors<IpId> {
		Ancestors::new()
	}

	fn total(_: &IpId) -> Perbill {
		Perbill::zero()
	}
}

/// Hook called for each derivative when it is linked to its parents. Implemented by `royalties`.
pub trait OnDerivativeRegistered<AccountId> {
	/// Stores the royalty stack: from now on a part of the income of `child` goes to its ancestors, forever. `who` pays
	/// the deposit.
	///
	/// Called once for each child. Fails if `who` cannot pay; then nothing has changed.
	fn on_derivative_registered(who: &AccountId, child: &IpId, lineage: &Lineage<IpId>) -> DispatchResult;
}

impl<AccountId> OnDerivativeRegistered<AccountId> for () {
	fn on_derivative_registered(_: &AccountId, _: &IpId, _: &Lineage<IpId>) -> DispatchResult {
		Ok(())
	}
}

/// Participation scores of pools. Provided by `royalties`.
pub trait ScoreInspect<AccountId> {
	/// Returns the score of a member; zero if it is none.
	fn score(ip: &IpId, who: &AccountId) -> u64;

	/// Returns the sum of all members' scores.
	fn total_score(ip: &IpId) -> u128;

	/// Returns the score authority; `None` means the current owner of the IP asset, whoever that is.
	fn authority(_ip: &IpId) -> Option<AccountId> {
		None
	}
}

impl<AccountId> ScoreInspect<AccountId> for () {
	fn score(_: &IpId, _: &AccountId) -> u64 {
		0
	}

	fn total_score(_: &IpId) -> u128 {
		0
	}
}

/// Division of pools: who has a part of the income. Provided by `royalties`.
pub trait PoolInspect<AccountId> {
	/// Returns `true` while no score of anybody but the creator or the IP account was ever applied. Payments and claims
	/// do not matter.
	fn is_undivided(ip: &IpId) -> bool;

	/// Returns `true` while a proposal of scores waits.
	fn has_pending_scores(ip: &IpId) -> bool;

	/// Returns the accounts with a score, sorted; `None` if they are more than `limit`, counting those who left and are
	/// still owed something, or there is no such IP asset.
	fn members(ip: &IpId, limit: u32) -> Option<Vec<AccountId>>;

	/// Returns the part of the members' income that the IP account gets, and that goes with the IP asset: the lower of
	/// now, and after a proposal of scores that waits and can be applied.
	fn owner_share(ip: &IpId) -> Perbill;

	/// Returns the first block in which no lock of a member binds the authority over the scores any more; `None` if none
	/// does. Does not count a lock of the IP account alone, which keeps what goes with the IP asset.
	fn locked_until(ip: &IpId) -> Option<BlockNumber>;
}

impl<AccountId> PoolInspect<AccountId> for () {
	fn is_undivided(_: &IpId) -> bool {
		false
	}

	fn has_pending_scores(_: &IpId) -> bool {
		false
	}

	fn members(_: &IpId, _: u32) -> Option<Vec<AccountId>> {
		None
	}

	fn owner_share(_: &IpId) -> Perbill {
		Perbill::zero()
	}

	fn locked_until(_: &IpId) -> Option<BlockNumber> {
		None
	}
}

/// Raises of participation scores. Provided by `royalties`.
pub trait ScoreMutate<AccountId> {
	/// Proposes for `proposer`, who has the authority over the scores, that the score of `who` be higher by `by`.
	///
	/// Nothing is applied here: the delay of a proposal holds for this one too, and anyone applies it then. If raises that
	/// `proposer` was given here wait already, this one joins them, and their delay starts again.
	///
	/// Fails where `proposer` could not do it by the call, or something else waits. Then nothing has changed; callers are
	/// transactional.
	fn propose_raise(proposer: &AccountId, ip: &IpId, who: &AccountId, by: u64) -> DispatchResult;
}

impl<AccountId> ScoreMutate<AccountId> for () {
	fn propose_raise(_: &AccountId, _: &IpId, _: &AccountId, _: u64) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}

/// Hook called for each participation score that changes. Called by `royalties`.
pub trait OnScoreChanged<AccountId> {
	/// Takes note that `who` has this score in the pool of the IP asset from now on; zero if it is no member anymore.
	/// Cannot fail.
	///
	/// Returns the actual weight, beyond finding out that nobody follows the pool: callers measure that with
	/// themselves.
	fn on_score_changed(ip: &IpId, who: &AccountId, score: u64) -> Weight;

	/// Maximum weight of the hook for so many changes.
	fn weight(changes: u32) -> Weight;
}

impl<AccountId> OnScoreChanged<AccountId> for () {
	fn on_score_changed(_: &IpId, _: &AccountId, _: u64) -> Weight {
		Weight::zero()
	}

	fn weight(_: u32) -> Weight {
		Weight::zero()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn unit_should_raise_no_score_when_asked() {
		let raised = <() as ScoreMutate<u64>>::propose_raise(&0, &IpId::new(0, 0), &1, 1);
		assert_eq!(raised, Err(DispatchError::Unavailable));
		assert_eq!(<() as OnScoreChanged<u64>>::on_score_changed(&IpId::new(0, 0), &1, 1), Weight::zero());
		assert_eq!(<() as OnScoreChanged<u64>>::weight(64), Weight::zero());
	}

	#[test]
	fn unit_should_take_no_money_when_paid() {
		let pay = |amount| <() as RoyaltyCollect<u64>>::pay(&0, &IpId::new(0, 0), amount, PaymentKind::Direct);
		assert_eq!(pay(0), Ok(()));
		assert_eq!(pay(1), Err(DispatchError::Unavailable));
	}
}
