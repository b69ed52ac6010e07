//! A fake of `royalties`: one account that takes all payments, frozen ancestors, scores and the authority over them.

use crate::{
	error,
	storage::{Authorities, Divided, Locks, Payment, Payments, PendingScores, Raise, Raises, Received, Scores, Stacks},
	Account, AccountOf, Config,
};
use atelier_math::ancestors::{Ancestor, Ancestors, Lineage};
use atelier_primitives::{
	chain::{Balance, BlockNumber},
	ip::{IpId, IpInspect},
	royalties::{
		OnDerivativeRegistered, PaymentKind, PoolInspect, RoyaltyCollect, ScoreInspect, ScoreMutate, StackInspect,
	},
};
use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation::Preserve},
};
use sp_runtime::{DispatchResult, Perbill};

/// The most that the scores of a pool can be together.
pub const MAX_TOTAL_SCORE: u128 = u64::MAX as u128;

/// Pools in storage.
pub struct Royalties<T>(PhantomData<T>);

impl<T: Config> Royalties<T> {
	/// The account that takes all payments.
	pub fn pool() -> AccountOf<T> {
		Account::pool()
	}

	/// The payments above zero, oldest first.
	pub fn payments() -> Vec<Payment<T>> {
		Payments::<T>::get()
	}

	/// Sets the frozen ancestors, whatever is true.
	pub fn pretend(ip: IpId, ancestors: Vec<Ancestor<IpId>>) {
		let total = ancestors.iter().fold(Perbill::zero(), |total, ancestor| total + ancestor.rate);
		Stacks::<T>::insert(ip, (Ancestors::try_from(ancestors).expect("not too many ancestors"), total));
	}

	/// Links an IP asset to one parent.
	pub fn derive(child: IpId, parent: IpId, rate: Perbill) -> DispatchResult {
		ensure!(T::Ips::owner(&child).is_some(), error::NOT_FOUND);
		ensure!(!Stacks::<T>::contains_key(child), error::ALREADY_EXISTS);
		Self::pretend(child, vec![Ancestor { id: parent, rate }]);
		Ok(())
	}

	/// Sets a score.
	pub fn set_score(ip: IpId, who: AccountOf<T>, score: u64) {
		Scores::<T>::insert(ip, who, score);
	}

	/// Records that somebody besides the creator and the IP account has a part of the income.
	pub fn divide(ip: IpId) {
		Divided::insert(ip, ());
	}

	/// Lets a proposal of scores wait, or ends it.
	pub fn set_pending(ip: IpId, pending: bool) {
		PendingScores::set(ip, pending.then_some(()));
	}

	/// Locks scores until a block, or frees them.
	pub fn set_locked_until(ip: IpId, until: Option<BlockNumber>) {
		Locks::set(ip, until);
	}

	/// Moves the authority over the scores, as its present holder.
	pub fn set_authority(who: AccountOf<T>, ip: IpId, authority: Option<AccountOf<T>>) -> DispatchResult {
		ensure!(Self::present_authority(&ip) == Some(who), error::NOT_AUTHORIZED);
		Authorities::<T>::insert(ip, authority);
		Ok(())
	}

	/// The raises that were proposed, oldest first.
	pub fn raises() -> Vec<Raise<T>> {
		Raises::<T>::get()
	}

	fn present_authority(ip: &IpId) -> Option<AccountOf<T>> {
		Self::authority(ip).or_else(|| T::Ips::owner(ip))
	}

	fn is_founding(ip: &IpId) -> bool {
		Scores::<T>::iter_prefix_values(ip).next().is_none()
	}
}

impl<T: Config> RoyaltyCollect<AccountOf<T>> for Royalties<T> {
	fn pay(payer: &AccountOf<T>, ip: &IpId, amount: Balance, kind: PaymentKind) -> DispatchResult {
		if let Some(expected) = T::PAYMENT {
			assert_eq!(kind, expected, "a payment of another kind");
		}
		if amount == 0 {
			return Ok(());
		}
		T::Ips::owner(ip).ok_or(error::NOT_FOUND)?;
		T::Currency::transfer(payer, &Self::pool(), amount, Preserve)?;
		Received::<T>::mutate(ip, |received| *received += amount);
		Payments::<T>::append((payer, ip, amount, kind));
		Ok(())
	}
}

impl<T: Config> StackInspect for Royalties<T> {
	fn ancestors(ip: &IpId) -> Ancestors<IpId> {
		Stacks::<T>::get(ip).map(|(ancestors, _)| ancestors).unwrap_or_default()
	}

	fn total(ip: &IpId) -> Perbill {
		Stacks::<T>::get(ip).map_or(Perbill::zero(), |(_, total)| total)
	}
}

impl<T: Config> OnDerivativeRegistered<AccountOf<T>> for Royalties<T> {
	fn on_derivative_registered(_: &AccountOf<T>, child: &IpId, lineage: &Lineage<IpId>) -> DispatchResult {
		assert!(T::Ips::owner(child).is_some(), "told of something that is no IP asset");
		assert!(!Stacks::<T>::contains_key(child), "told twice of the same child");
		assert!(lineage.ancestors.is_sorted_by(|a, b| a.id < b.id), "the ancestors are not sorted");
		let parts: u32 = lineage.ancestors.iter().map(|ancestor| ancestor.rate.deconstruct()).sum();
		assert_eq!(parts, lineage.total.deconstruct(), "the total is not the sum");
		Stacks::<T>::insert(child, (lineage.ancestors.clone(), lineage.total));
		Ok(())
	}
}

impl<T: Config> ScoreInspect<AccountOf<T>> for Royalties<T> {
	fn score(ip: &IpId, who: &AccountOf<T>) -> u64 {
		if Self::is_founding(ip) {
			return u64::from(T::Ips::creator(ip).as_ref() == Some(who));
		}
		Scores::<T>::get(ip, who).unwrap_or(0)
	}

	fn total_score(ip: &IpId) -> u128 {
		if Self::is_founding(ip) {
			return u128::from(T::Ips::owner(ip).is_some());
		}
		Scores::<T>::iter_prefix_values(ip).map(u128::from).sum()
	}

	fn authority(ip: &IpId) -> Option<AccountOf<T>> {
		Authorities::<T>::get(ip).unwrap_or_else(|| T::Ips::creator(ip))
	}
}

impl<T: Config> PoolInspect<AccountOf<T>> for Royalties<T> {
	fn is_undivided(ip: &IpId) -> bool {
		T::Ips::owner(ip).is_some() && !Divided::contains_key(ip)
	}

	fn has_pending_scores(ip: &IpId) -> bool {
		PendingScores::contains_key(ip)
	}

	fn members(ip: &IpId, limit: u32) -> Option<Vec<AccountOf<T>>> {
		let creator = T::Ips::creator(ip)?;
		let mut members: Vec<_> = match Self::is_founding(ip) {
			true => vec![creator],
			false => Scores::<T>::iter_prefix(ip).filter(|(_, score)| *score > 0).map(|(who, _)| who).collect(),
		};
		members.sort();
		(members.len() <= limit as usize).then_some(members)
	}

	fn owner_share(ip: &IpId) -> Perbill {
		T::Ips::owner_share(ip)
	}

	fn locked_until(ip: &IpId) -> Option<BlockNumber> {
		Locks::get(ip)
	}
}

impl<T: Config> ScoreMutate<AccountOf<T>> for Royalties<T> {
	fn propose_raise(proposer: &AccountOf<T>, ip: &IpId, who: &AccountOf<T>, by: u64) -> DispatchResult {
		ensure!(Self::present_authority(ip).as_ref() == Some(proposer), error::NOT_AUTHORIZED);
		ensure!(Self::total_score(ip) + u128::from(by) <= MAX_TOTAL_SCORE, error::MAX_TOTAL_SCORE_EXCEEDED);
		Raises::<T>::append((proposer, ip, who, by));
		Ok(())
	}
}
