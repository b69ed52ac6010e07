//! A fake of `workers`: stake that is reserved of its worker, of which no more is exposed than is free.

use crate::{error, storage::Workforce, AccountOf, Config};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	workers::{SeatTerms, WorkerKey, WorkerPool},
	Digest,
};
use codec::{Decode, Encode};
use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{BalanceStatus, ReservableCurrency},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{DispatchError, DispatchResult};

/// The least stake of a worker.
pub const MIN_STAKE: Balance = 10 * UNIT;

/// A worker.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Worker<BlockNumber> {
	/// The key of its node.
	pub key: WorkerKey,
	/// The amount that is reserved of it.
	pub stake: Balance,
	/// The part of the stake that is locked.
	pub exposure: Balance,
	/// The block of its last stake.
	pub since: BlockNumber,
	/// Its offers, one for each model.
	pub offers: Vec<Offer<BlockNumber>>,
}

/// An offer to run a model.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Offer<BlockNumber> {
	/// The model.
	pub model: Digest,
	/// The least price.
	pub min_price: Balance,
	/// The longest output in bytes.
	pub max_output: u32,
	/// The block in which it was made.
	pub since: BlockNumber,
}

/// Workers in storage.
pub struct Workers<T>(PhantomData<T>);

type WorkerOf<T> = Worker<BlockNumberFor<T>>;
type Balances<T> = pallet_balances::Pallet<T>;

impl<T: Config + pallet_balances::Config<Balance = Balance>> Workers<T> {
	/// Makes a worker.
	pub fn register(who: &AccountOf<T>, key: WorkerKey, stake: Balance) -> DispatchResult {
		ensure!(stake >= MIN_STAKE, error::MIN_STAKE_NOT_REACHED);
		ensure!(!Workforce::<T>::contains_key(who), error::ALREADY_EXISTS);
		Balances::<T>::reserve(who, stake)?;
		let since = frame_system::Pallet::<T>::block_number();
		Workforce::<T>::insert(who, Worker { key, stake, exposure: 0, since, offers: Vec::new() });
		Ok(())
	}

	/// Makes an offer, in place of an older one for the same model.
	pub fn serve(who: &AccountOf<T>, model: Digest, min_price: Balance, max_output: u32) -> DispatchResult {
		Self::stop(who, model)?;
		let since = frame_system::Pallet::<T>::block_number();
		Self::set(who, |it| it.offers.push(Offer { model, min_price, max_output, since }))
	}

	/// Takes an offer back.
	pub fn stop(who: &AccountOf<T>, model: Digest) -> DispatchResult {
		Self::set(who, |it| it.offers.retain(|offer| offer.model != model))
	}

	/// Changes the key of a worker.
	pub fn rotate_key(who: &AccountOf<T>, key: WorkerKey) -> DispatchResult {
		Self::set(who, |it| it.key = key)
	}

	/// Adds to the stake.
	pub fn add_stake(who: &AccountOf<T>, amount: Balance) -> DispatchResult {
		Self::change(who, |it| {
			(it.stake, it.since) = (it.stake + amount, frame_system::Pallet::<T>::block_number());
			Balances::<T>::reserve(who, amount)
		})
	}

	/// Takes free stake out, without an unbonding period.
	pub fn unbond(who: &AccountOf<T>, amount: Balance) -> DispatchResult {
		Self::change(who, |it| {
			ensure!(amount <= it.stake - it.exposure, error::STAKE_LOCKED);
			it.stake -= amount;
			assert_eq!(Balances::<T>::unreserve(who, amount), 0, "all stake is reserved");
			Ok(())
		})
	}

	/// Ends a worker of which nothing is exposed.
	pub fn leave(who: &AccountOf<T>) -> DispatchResult {
		let record = Workforce::<T>::get(who).ok_or(error::NOT_FOUND)?;
		Self::unbond(who, record.stake)?;
		Workforce::<T>::remove(who);
		Ok(())
	}

	/// The stake of an account.
	pub fn stake(who: &AccountOf<T>) -> Balance {
		Workforce::<T>::get(who).map_or(0, |it| it.stake)
	}

	/// Changes a worker, whatever is true.
	pub fn set(who: &AccountOf<T>, change: impl FnOnce(&mut WorkerOf<T>)) -> DispatchResult {
		Self::change(who, |it| {
			change(it);
			Ok(())
		})
	}

	fn change(who: &AccountOf<T>, change: impl FnOnce(&mut WorkerOf<T>) -> DispatchResult) -> DispatchResult {
		Workforce::<T>::try_mutate(who, |it| change(it.as_mut().ok_or(error::NOT_FOUND)?))
	}
}

impl<T> WorkerPool<AccountOf<T>, BlockNumberFor<T>> for Workers<T>
where
	T: Config + pallet_balances::Config<Balance = Balance>,
{
	fn worker_of(key: &WorkerKey) -> Option<AccountOf<T>> {
		Workforce::<T>::iter().find(|(_, it)| it.key == *key).map(|(who, _)| who)
	}

	fn key_of(worker: &AccountOf<T>) -> Option<WorkerKey> {
		Workforce::<T>::get(worker).map(|it| it.key)
	}

	fn offers(model: &Digest) -> u32 {
		Workforce::<T>::iter_values().flat_map(|it| it.offers).filter(|offer| offer.model == *model).count() as u32
	}

	fn candidates(
		model: &Digest,
		terms: &SeatTerms,
		before: Option<BlockNumberFor<T>>,
	) -> Vec<(AccountOf<T>, Balance)> {
		let is_old = |since: BlockNumberFor<T>| before.is_none_or(|block| since < block);
		let covers = |offer: &Offer<_>| {
			let fits = offer.min_price <= terms.price && terms.output_length <= offer.max_output;
			offer.model == *model && fits && is_old(offer.since)
		};
		let fits = |it: &WorkerOf<T>| {
			let has_stake = it.stake >= MIN_STAKE && it.stake - it.exposure >= terms.exposure && is_old(it.since);
			has_stake && it.offers.iter().any(covers)
		};
		Workforce::<T>::iter().filter(|(_, it)| fits(it)).map(|(who, it)| (who, it.stake)).collect()
	}

	fn expose(worker: &AccountOf<T>, amount: Balance) -> DispatchResult {
		Self::change(worker, |it| {
			ensure!(amount <= it.stake - it.exposure, error::STAKE_LOCKED);
			it.exposure += amount;
			Ok(())
		})
	}

	fn release(worker: &AccountOf<T>, amount: Balance) -> DispatchResult {
		Self::change(worker, |it| {
			ensure!(amount <= it.exposure, error::EXPOSURE_MISMATCH);
			it.exposure -= amount;
			Ok(())
		})
	}

	fn slash(
		worker: &AccountOf<T>,
		exposure: Balance,
		amount: Balance,
		shares: &[(AccountOf<T>, Balance)],
	) -> Result<Balance, DispatchError> {
		let paid: Balance = shares.iter().map(|(_, share)| share).sum();
		ensure!(paid <= amount && amount <= exposure, error::SLASH_MISMATCH);
		Self::release(worker, exposure)?;
		Self::set(worker, |it| it.stake -= amount)?;
		for (who, share) in shares.iter().filter(|(_, share)| *share > 0) {
			assert_eq!(Balances::<T>::repatriate_reserved(worker, who, *share, BalanceStatus::Free), Ok(0));
		}
		let (burnt, missing) = Balances::<T>::slash_reserved(worker, amount - paid);
		assert_eq!(missing, 0, "all stake is reserved");
		drop(burnt);
		Ok(amount - paid)
	}

	fn exposure(worker: &AccountOf<T>) -> Balance {
		Workforce::<T>::get(worker).map_or(0, |it| it.exposure)
	}

	fn exposed() -> Vec<(AccountOf<T>, Balance)> {
		Workforce::<T>::iter().filter(|(_, it)| it.exposure > 0).map(|(who, it)| (who, it.exposure)).collect()
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<T> atelier_primitives::workers::BenchmarkWorkers<AccountOf<T>> for Workers<T>
where
	T: Config + pallet_balances::Config<Balance = Balance>,
{
	fn register(worker: &AccountOf<T>, key: WorkerKey, stake: Balance) {
		frame_support::assert_ok!(Self::register(worker, key, stake));
	}

	fn serve(worker: &AccountOf<T>, model: &Digest, min_price: Balance) {
		frame_support::assert_ok!(Self::serve(worker, *model, min_price, u32::MAX));
	}
}
