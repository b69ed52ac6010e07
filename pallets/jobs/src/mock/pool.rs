//! A worker pool in storage that is honest: what is exposed was free, and stake is real money, reserved of its worker.

use super::*;
use codec::{Decode, Encode};
use frame_support::{
	storage_alias,
	traits::{BalanceStatus, ReservableCurrency},
	Blake2_128Concat,
};

pub struct Pool;

#[derive(Clone, Debug, Encode, Decode)]
pub struct Record {
	pub key: WorkerKey,
	pub stake: Balance,
	pub exposure: Balance,
	pub since: u64,
	/// Model, least price, longest output, since when.
	pub offers: Vec<(Digest, Balance, u32, u64)>,
}

#[storage_alias(verbatim)]
pub type Records = StorageMap<Pool, Blake2_128Concat, AccountId, Record>;

pub const MIN_STAKE: Balance = 10 * UNIT;

impl Pool {
	pub fn register(who: &AccountId, stake: Balance) -> DispatchResult {
		let is_fit = stake >= MIN_STAKE && !Records::contains_key(who);
		ensure!(is_fit, DispatchError::Other("no new worker"));
		Balances::reserve(who, stake)?;
		let since = System::block_number();
		Records::insert(who, Record { key: key_of(who), stake, exposure: 0, since, offers: Vec::new() });
		Ok(())
	}

	pub fn serve(who: &AccountId, min_price: Balance, max_output: u32) -> DispatchResult {
		Self::offer(who, model(), min_price, max_output)
	}

	pub fn offer(who: &AccountId, root: Digest, min_price: Balance, max_output: u32) -> DispatchResult {
		Self::stop(who, root)?;
		Self::set(who, |it| it.offers.push((root, min_price, max_output, System::block_number())))
	}

	pub fn stop(who: &AccountId, root: Digest) -> DispatchResult {
		Self::set(who, |it| it.offers.retain(|(model, ..)| *model != root))
	}

	pub fn rotate_key(who: &AccountId, key: WorkerKey) -> DispatchResult {
		Self::set(who, |it| it.key = key)
	}

	pub fn add_stake(who: &AccountId, amount: Balance) -> DispatchResult {
		Self::change(who, |it| {
			(it.stake, it.since) = (it.stake + amount, System::block_number());
			Balances::reserve(who, amount)
		})
	}

	/// At once, without the period that the real pool has.
	pub fn unbond(who: &AccountId, amount: Balance) -> DispatchResult {
		Self::change(who, |it| {
			ensure!(amount <= it.stake - it.exposure, DispatchError::Other("locked"));
			it.stake -= amount;
			assert_eq!(Balances::unreserve(who, amount), 0);
			Ok(())
		})
	}

	pub fn leave(who: &AccountId) -> DispatchResult {
		let record = Records::get(who).ok_or(DispatchError::Other("no worker"))?;
		Self::unbond(who, record.stake)?;
		Records::remove(who);
		Ok(())
	}

	/// As if it had never been there.
	pub fn forget(who: &AccountId) {
		Records::remove(who);
	}

	pub fn stake(who: &AccountId) -> Balance {
		Records::get(who).map_or(0, |it| it.stake)
	}

	pub fn set(who: &AccountId, change: impl FnOnce(&mut Record)) -> DispatchResult {
		Self::change(who, |it| {
			change(it);
			Ok(())
		})
	}

	pub fn change(who: &AccountId, change: impl FnOnce(&mut Record) -> DispatchResult) -> DispatchResult {
		Records::try_mutate(who, |it| change(it.as_mut().ok_or(DispatchError::Other("no worker"))?))
	}
}

impl WorkerPool<AccountId, u64> for Pool {
	fn worker_of(key: &WorkerKey) -> Option<AccountId> {
		Records::iter().find(|(_, it)| it.key == *key).map(|(who, _)| who)
	}

	fn key_of(worker: &AccountId) -> Option<WorkerKey> {
		Records::get(worker).map(|it| it.key)
	}

	fn offers(model: &Digest) -> u32 {
		Records::iter_values().flat_map(|it| it.offers).filter(|(root, ..)| root == model).count() as u32
	}

	fn candidates(model: &Digest, terms: &SeatTerms, before: Option<u64>) -> Vec<(AccountId, Balance)> {
		let is_old = |since: u64| before.is_none_or(|block| since < block);
		let fits = |it: &Record| {
			let has_stake = it.stake >= MIN_STAKE && it.stake - it.exposure >= terms.exposure && is_old(it.since);
			let covers = |(root, price, output, since): &(Digest, Balance, u32, u64)| {
				root == model && *price <= terms.price && terms.output_length <= *output && is_old(*since)
			};
			has_stake && it.offers.iter().any(covers)
		};
		Records::iter().filter(|(_, it)| fits(it)).map(|(who, it)| (who, it.stake)).collect()
	}

	fn expose(worker: &AccountId, amount: Balance) -> DispatchResult {
		Self::change(worker, |it| {
			ensure!(amount <= it.stake - it.exposure, DispatchError::Other("locked"));
			it.exposure += amount;
			Ok(())
		})
	}

	fn release(worker: &AccountId, amount: Balance) -> DispatchResult {
		Self::change(worker, |it| {
			ensure!(amount <= it.exposure, DispatchError::Other("not exposed"));
			it.exposure -= amount;
			Ok(())
		})
	}

	fn slash(
		worker: &AccountId,
		exposure: Balance,
		amount: Balance,
		shares: &[(AccountId, Balance)],
	) -> Result<Balance, DispatchError> {
		let paid: Balance = shares.iter().map(|(_, share)| share).sum();
		ensure!(paid <= amount && amount <= exposure, DispatchError::Other("more than is exposed"));
		Self::release(worker, exposure)?;
		Self::set(worker, |it| it.stake -= amount)?;
		for (who, share) in shares.iter().filter(|(_, share)| *share > 0) {
			assert_eq!(Balances::repatriate_reserved(worker, who, *share, BalanceStatus::Free), Ok(0));
		}
		let (burnt, missing) = Balances::slash_reserved(worker, amount - paid);
		assert_eq!(missing, 0);
		drop(burnt);
		Ok(amount - paid)
	}

	fn exposure(worker: &AccountId) -> Balance {
		let wrong = Balance::from(Contradicts::get());
		Records::get(worker).map_or(0, |it| it.exposure + wrong)
	}

	fn exposed() -> Vec<(AccountId, Balance)> {
		Records::iter().filter(|(_, it)| it.exposure > 0).map(|(who, it)| (who, it.exposure)).collect()
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkWorkers<AccountId> for Pool {
	fn register(worker: &AccountId, key: WorkerKey, stake: Balance) {
		assert_ok!(Self::register(worker, stake));
		assert_ok!(Self::rotate_key(worker, key));
	}

	fn serve(worker: &AccountId, model: &Digest, min_price: Balance) {
		assert_ok!(Self::offer(worker, *model, min_price, u32::MAX));
	}
}
