//! Orders: what is checked before money is held, and taking one back.

use crate::{pallet::*, types::*, JobOf};
use atelier_primitives::{
	chain::{currency, Balance},
	inference::{Prepared, Recompute},
	ip::{IpInspect, Permission},
	provenance::AttestationClass,
	Deposit,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, tokens::Precision, Get},
};
use sp_io::hashing::blake2_256;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError, DispatchResult,
};

/// A committee is drawn so many blocks after the block from which a job waits: one for each of two VRF outputs that
/// nobody knew then.
pub(crate) const ASSIGNMENT_DELAY: u32 = 3;

/// An order that can be taken.
pub(crate) struct Checked<AccountId> {
	prepared: Prepared,
	/// What the job pays, as long as the terms count.
	terms: Option<ModelTerms<AccountId>>,
	/// How many workers serve the model at this price, and have the stake for it.
	workers: u32,
	/// How many bytes of weights were read.
	read: u32,
}

impl<AccountId> Checked<AccountId> {
	fn model_fee(&self) -> Balance {
		self.terms.as_ref().map_or(0, |terms| terms.fee)
	}
}

impl<T: Config> Pallet<T> {
	/// Returns how many bytes of weights were read.
	pub(crate) fn do_request(who: T::AccountId, order: Order, max_fee: Balance) -> Result<u32, DispatchError> {
		let checked = Self::check_order(&who, &order, max_fee)?;
		let open = OpenOf::<T>::get(&who);
		ensure!(open < MAX_OPEN_JOBS_PER_ACCOUNT, Error::<T>::MaxOpenJobsExceeded);
		let all_open = OpenCount::<T>::get();
		ensure!(all_open < MAX_OPEN_JOBS, Error::<T>::QueueFull);

		let nonce = NextNonce::<T>::get();
		let hash = Self::job_hash(&who, nonce, &order);
		let job_fee = Self::job_fee(order.n)?;
		let model_fee = checked.terms.as_ref().map(|terms| (terms.ip, terms.fee)).filter(|(_, fee)| !fee.is_zero());
		let amount = Self::total(&order, job_fee, checked.model_fee())?;
		let held = Deposit::hold::<T::Currency>(HoldReason::Escrow, who.clone(), amount)?;
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Job, who.clone(), Self::job_deposit(&order))?;
		let now = frame_system::Pallet::<T>::block_number();
		let mut job = Job {
			requester: who.clone(),
			nonce,
			requested_at: now,
			prepared: checked.prepared,
			n: order.n,
			m: order.m,
			price: order.price,
			phase: Phase::Requested,
			round: 0,
			waits_since: now,
			due: now,
			expiry: 0,
			acted_rounds: 0,
			seats: Default::default(),
			escrow: Some(Escrow { held, job_fee, model_fee }),
			deposit,
		};
		Self::schedule(&hash, &mut job, now.saturating_add(ASSIGNMENT_DELAY.into()))?;
		NextNonce::<T>::put(nonce.saturating_add(1));
		OpenOf::<T>::insert(&who, open.saturating_add(1));
		OpenCount::<T>::put(all_open.saturating_add(1));
		let model = order.model;
		Orders::<T>::insert(hash, order);
		Jobs::<T>::insert(hash, job);
		Self::deposit_event(Event::Requested { job: hash, requester: who, model, escrow: amount });
		Ok(checked.read)
	}

	pub(crate) fn do_cancel(who: T::AccountId, hash: JobHash) -> DispatchResult {
		let mut job = Jobs::<T>::get(hash).ok_or(Error::<T>::NotFound)?;
		ensure!(job.requester == who, Error::<T>::NotRequester);
		ensure!(matches!(job.phase, Phase::Requested), Error::<T>::TooLate);
		Self::unschedule(&hash, &job);
		Self::count_end(&who);
		// The author of the next block but one could tell what committee the job would get, and take back at will what
		// does not suit it: so that costs something.
		let now = frame_system::Pallet::<T>::block_number();
		let is_early = now.saturating_sub(job.requested_at) < ASSIGNMENT_DELAY.saturating_sub(1).into();
		let Escrow { held, job_fee, .. } = job.escrow.take().ok_or(Error::<T>::Ended)?;
		let fee = if is_early { 0 } else { job_fee };
		let left = held.amount.checked_sub(fee).ok_or(Error::<T>::Overflow)?;
		Self::take_fee(&who, fee)?;
		T::Currency::release(&HoldReason::Escrow.into(), &who, left, Precision::Exact)?;
		job.deposit.release::<T::Currency>(HoldReason::Job)?;
		Jobs::<T>::remove(hash);
		Orders::<T>::remove(hash);
		Self::deposit_event(Event::Cancelled { job: hash, fee });
		Ok(())
	}

	fn check_order(
		who: &T::AccountId,
		order: &Order,
		max_fee: Balance,
	) -> Result<Checked<T::AccountId>, DispatchError> {
		ensure!(order.class == AttestationClass::BitExact, Error::<T>::ClassNotAvailable);
		let loaded = Self::load(&order.model, &order.adapters)?;
		let prepared = loaded.with::<T, _>(|model, adapters| T::Recompute::prepare(model, adapters, &order.input))?;
		ensure!(prepared.output_length <= order.max_output.min(T::MaxOutput::get()), Error::<T>::MaxOutputExceeded);
		ensure!(prepared.cost <= T::MaxCost::get(), Error::<T>::MaxCostExceeded);

		let (n, m) = (u32::from(order.n), u32::from(order.m));
		let is_size = (u32::from(T::CommitteeFloor::get()).max(1)..=MAX_COMMITTEE).contains(&n);
		ensure!(is_size && m <= n && m.saturating_mul(2) > n, Error::<T>::InvalidCommittee);
		ensure!(order.price >= T::MinPrice::get(), Error::<T>::MinPriceNotReached);
		let offers = Serving::<T>::get(order.model);
		let exposure = Self::exposure(order.price);
		let is_free = |worker: &T::AccountId| {
			Workers::<T>::get(worker).is_some_and(|record| record.can_take(T::MinStake::get(), exposure))
		};
		let covers = |offer: &&Offer<_, _>| {
			offer.worker != *who && offer.covers(order.price, prepared.output_length) && is_free(&offer.worker)
		};
		let workers = offers.iter().filter(covers).count() as u32;
		ensure!(workers >= n, Error::<T>::NotEnoughWorkers);

		let terms = Self::live_terms(&order.model);
		if let Some(terms) = &terms {
			Self::check_access(who, terms, order)?;
			ensure!(terms.fee <= max_fee, Error::<T>::MaxFeeExceeded);
		}
		if let Purpose::Trait { ip, .. } = &order.purpose {
			ensure!(T::Ips::is_permitted(who, ip, Permission::Metadata), Error::<T>::NotPermitted);
		}
		Ok(Checked { prepared, terms, workers, read: loaded.length })
	}

	pub(crate) fn quote(order: &Order, who: &T::AccountId) -> Result<Quote, DispatchError> {
		let checked = Self::check_order(who, order, Balance::MAX)?;
		let job_fee = Self::job_fee(order.n)?;
		let model_fee = checked.model_fee();
		Self::total(order, job_fee, model_fee)?;
		Ok(Quote {
			price: order.price.saturating_mul(order.n.into()),
			job_fee,
			model_fee,
			deposit: Self::job_deposit(order),
			exposure: Self::exposure(order.price),
			output_length: checked.prepared.output_length,
			cost: checked.prepared.cost,
			workers: checked.workers,
		})
	}

	fn job_fee(n: u8) -> Result<Balance, DispatchError> {
		Ok(T::JobFee::get().checked_mul(n.into()).ok_or(Error::<T>::Overflow)?)
	}

	fn total(order: &Order, job_fee: Balance, model_fee: Balance) -> Result<Balance, DispatchError> {
		let price = order.price.checked_mul(order.n.into());
		let total = price.and_then(|price| price.checked_add(job_fee)?.checked_add(model_fee));
		Ok(total.ok_or(Error::<T>::Overflow)?)
	}

	/// The name of a job.
	pub(crate) fn job_hash(requester: &T::AccountId, nonce: u64, order: &Order) -> JobHash {
		blake2_256(&(Self::genesis(), requester, nonce, order).encode())
	}

	/// The seed that a model gets: nobody else can order the same output with it.
	pub(crate) fn effective_seed(order: &Order, requester: &T::AccountId) -> [u8; 32] {
		blake2_256(&(order.seed, requester).encode())
	}

	/// The hash of the first block, which frame-system keeps.
	pub(crate) fn genesis() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(frame_system::pallet_prelude::BlockNumberFor::<T>::zero())
	}

	/// What a job costs while it is in storage: the order, the job with the seats that it may get, and its place in the
	/// agenda or in the queue after that.
	pub fn job_deposit(order: &Order) -> Balance {
		let seats = Seat::<T::AccountId>::max_encoded_len().saturating_mul(MAX_ROUNDS as usize);
		let unused = MAX_COMMITTEE.saturating_sub(order.n.into()) as usize;
		let job = JobOf::<T>::max_encoded_len().saturating_sub(seats.saturating_mul(unused));
		let places = <(JobHash, JobHash, u64, JobHash)>::max_encoded_len();
		currency::deposit(3, job.saturating_add(order.encoded_size()).saturating_add(places) as u32)
	}
}
