//! Orders: their checks, their escrow, and their cancellation.

use crate::{
	class::Admitted,
	pallet::*,
	queue::{MAX_OPEN_JOBS, MAX_OPEN_JOBS_PER_ACCOUNT},
	types::*,
	JobOf,
};
use atelier_primitives::{
	chain::{currency, Balance},
	engine::Prepared,
	ip::{Act, IpInspect, IpRevision},
	models::{ModelAccess, UseFee, UseFees, MAX_ADAPTERS},
	workers::WorkerPool,
	Deposit,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{ensure, traits::Get};
use sp_io::hashing::blake2_256;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError, DispatchResult,
};

/// A committee is drawn so many blocks after the block from which a job waits: one for each of two VRF outputs that
/// nobody knew then.
pub(crate) const ASSIGNMENT_DELAY: u32 = 3;

/// Plan of an order that can be taken: for the quote, and for the order itself.
pub(crate) struct Checked {
	prepared: Prepared,
	job_fee: Balance,
	/// The use fees of the model and the adapters.
	fees: UseFees,
	/// The amount of the escrow.
	total: Balance,
	/// The number of workers that serve the model at this price, and have the stake for it.
	workers: u32,
	/// The number of bytes of model files that were read.
	read: u32,
}

impl<T: Config> Pallet<T> {
	/// Returns how many bytes of model files were read.
	pub(crate) fn do_request(who: T::AccountId, order: Order, max_total: Balance) -> Result<u32, DispatchError> {
		let Checked { prepared, job_fee, fees, total, read, .. } = Self::check_order(&who, &order)?;
		ensure!(total <= max_total, Error::<T>::MaxTotalExceeded);
		let open = OpenOf::<T>::get(&who);
		ensure!(open < MAX_OPEN_JOBS_PER_ACCOUNT, Error::<T>::MaxOpenJobsExceeded);
		let all_open = OpenCount::<T>::get();
		ensure!(all_open < MAX_OPEN_JOBS, Error::<T>::QueueFull);

		let nonce = NextNonce::<T>::get();
		let hash = Self::job_hash(&who, nonce, &order);
		let escrow = Self::open_escrow(who.clone(), total, job_fee, fees)?;
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Job, who.clone(), Self::job_deposit(&order))?;
		let now = frame_system::Pallet::<T>::block_number();
		let mut job = Job {
			requester: who.clone(),
			nonce,
			requested_at: now,
			class: order.class,
			prepared,
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
			escrow: Some(escrow),
			deposit,
		};
		Self::schedule(&hash, &mut job, now.saturating_add(ASSIGNMENT_DELAY.into()))?;
		NextNonce::<T>::put(nonce.saturating_add(1));
		OpenOf::<T>::insert(&who, open.saturating_add(1));
		OpenCount::<T>::put(all_open.saturating_add(1));
		// Buyers of the asset are told now: nobody knows the block in which the trait changes.
		if let Purpose::Trait { ip, .. } = &order.purpose {
			T::Revision::bump(ip);
		}
		let model = order.model;
		Orders::<T>::insert(hash, order);
		Jobs::<T>::insert(hash, job);
		Self::deposit_event(Event::Requested { job: hash, requester: who, model, escrow: total });
		Ok(read)
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
		let (fee, _) = Self::give_back(&mut job, |job_fee| if is_early { 0 } else { job_fee })?;
		job.deposit.release::<T::Currency>(HoldReason::Job)?;
		Jobs::<T>::remove(hash);
		Orders::<T>::remove(hash);
		Self::deposit_event(Event::Canceled { job: hash, fee });
		Ok(())
	}

	fn check_order(who: &T::AccountId, order: &Order) -> Result<Checked, DispatchError> {
		let Admitted { prepared, read } = Self::class(order.class)?.admit(order)?;
		// For all classes: no class can forget it.
		Self::ensure_bounded(&prepared, order.max_output)?;

		let (n, m) = (u32::from(order.n), u32::from(order.m));
		let is_size = (u32::from(T::CommitteeFloor::get()).max(1)..=MAX_COMMITTEE).contains(&n);
		ensure!(is_size && m <= n && m.saturating_mul(2) > n, Error::<T>::InvalidCommittee);
		ensure!(order.price >= T::MinPrice::get(), Error::<T>::MinPriceNotReached);
		let terms = Self::seat_terms(order.price, prepared.output_length);
		let candidates = T::Workers::candidates(&order.model, &terms, None);
		let workers = candidates.iter().filter(|(worker, _)| worker != who).count() as u32;
		ensure!(workers >= n, Error::<T>::NotEnoughWorkers);

		let fees = T::Models::admit(who, &order.model, &order.adapters, order.pass)?;
		if let Purpose::Trait { ip, .. } = &order.purpose {
			ensure!(T::Ips::is_permitted(who, ip, Act::Metadata), Error::<T>::NotAuthorized);
		}
		let job_fee = T::JobFee::get().checked_mul(order.n.into()).ok_or(Error::<T>::Overflow)?;
		let total = Self::cost(order.price, order.n, job_fee, &fees).ok_or(Error::<T>::Overflow)?;
		Ok(Checked { prepared, job_fee, fees, total, workers, read })
	}

	pub(crate) fn quote(order: &Order, who: &T::AccountId) -> Result<Quote, DispatchError> {
		let Checked { prepared, job_fee, fees, total, workers, .. } = Self::check_order(who, order)?;
		Ok(Quote {
			price: order.price.saturating_mul(order.n.into()),
			job_fee,
			fees,
			total,
			deposit: Self::job_deposit(order),
			exposure: Self::exposure(order.price),
			output_length: prepared.output_length,
			cost: prepared.cost,
			workers,
		})
	}

	/// The most that a job can cost beside its deposit: the price of `n` workers, the job fee and the use fees. Nothing if
	/// that is more than there can be.
	pub(crate) fn cost(price: Balance, n: u8, job_fee: Balance, fees: &[UseFee]) -> Option<Balance> {
		let base = price.checked_mul(n.into())?.checked_add(job_fee)?;
		fees.iter().try_fold(base, |sum, fee| sum.checked_add(fee.amount))
	}

	/// The hash of a job.
	pub(crate) fn job_hash(requester: &T::AccountId, nonce: u64, order: &Order) -> JobHash {
		blake2_256(&(Self::genesis(), requester, nonce, order).encode())
	}

	/// The effective seed, which a model gets: nobody else can order the same output with it.
	pub(crate) fn effective_seed(order: &Order, requester: &T::AccountId) -> [u8; 32] {
		blake2_256(&(order.seed, requester).encode())
	}

	/// The hash of the first block, which frame-system keeps.
	pub(crate) fn genesis() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(frame_system::pallet_prelude::BlockNumberFor::<T>::zero())
	}

	/// The storage deposit of a job: for the order, the job with the seats that it may get, and its place in the queue of
	/// due jobs or in the pruning queue. Not for seats and use fees that it cannot have.
	pub fn job_deposit(order: &Order) -> Balance {
		let seats = Seat::<T::AccountId>::max_encoded_len().saturating_mul(MAX_ROUNDS as usize);
		let no_seats = seats.saturating_mul(MAX_COMMITTEE.saturating_sub(order.n.into()) as usize);
		let no_adapters = (MAX_ADAPTERS as usize).saturating_sub(order.adapters.len());
		let no_fees = UseFee::max_encoded_len().saturating_mul(no_adapters);
		let job = JobOf::<T>::max_encoded_len().saturating_sub(no_seats).saturating_sub(no_fees);
		let places = <(JobHash, JobHash, u64, JobHash)>::max_encoded_len();
		currency::deposit(3, job.saturating_add(order.encoded_size()).saturating_add(places) as u32)
	}
}
