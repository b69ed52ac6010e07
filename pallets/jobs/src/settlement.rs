//! Settlement: each job ends once, in payment or in a refund, and every unit of its escrow goes somewhere.

use crate::{pallet::*, types::*, JobOf};
use atelier_primitives::{
	chain::Balance,
	deposit::pay_from_hold,
	models::{UseCollect, UseFee, UseFees},
	Deposit,
};
use frame_support::{
	defensive, ensure,
	storage::with_storage_layer,
	traits::{
		fungible::{hold::Balanced, hold::Mutate},
		tokens::Precision,
		Get, OnUnbalanced,
	},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{AccountIdConversion, Saturating, UniqueSaturatedInto},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The account of the pallet: use fees pass through it. Holds nothing but the existential deposit.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Finalizes a job, once its window is over: pays the workers, the model and the adapters, and gives the rest back.
	pub(crate) fn finalize(
		hash: &JobHash,
		job: &mut JobOf<T>,
		answer: Answer,
		agreed_at: BlockNumberFor<T>,
	) -> DispatchResult {
		let Escrow { held, job_fee, fees } = job.escrow.take().ok_or(Error::<T>::Ended)?;
		let mut left = held.amount;
		let (mut paid, mut stake) = (0u32, 0 as Balance);
		let class = Self::class(job.class)?;
		for Seat { worker, .. } in job.payees(|given| class.supports(&answer, given)) {
			stake = stake.saturating_add(job.exposure_of(worker));
			left = left.checked_sub(job.price).ok_or(Error::<T>::Overflow)?;
			pay_from_hold::<T::Currency, _>(HoldReason::Escrow, &job.requester, worker, job.price)?;
			paid.saturating_inc();
		}
		left = left.checked_sub(job_fee).ok_or(Error::<T>::Overflow)?;
		Self::take_fee(&job.requester, job_fee)?;
		for fee in &fees {
			match Self::pay_use(&job.requester, fee) {
				Ok(()) => left = left.checked_sub(fee.amount).ok_or(Error::<T>::Overflow)?,
				Err(error) => Self::deposit_event(Event::UseFeeReturned { job: *hash, root: fee.root, error }),
			}
		}
		T::Currency::release(&HoldReason::Escrow.into(), &job.requester, left, Precision::Exact)?;

		let now = frame_system::Pallet::<T>::block_number();
		let window = now.saturating_sub(agreed_at).unique_saturated_into();
		job.phase =
			Phase::Finalized { answer: answer.clone(), stake, window, delivered: Default::default(), minted: false };
		Self::end(hash, job)?;
		Self::deposit_event(Event::Finalized { job: *hash, answer, paid, refund: left });
		// The requester can try again: no failure here holds up what was paid.
		let _ = Self::deliver_outcome(hash, job);
		Ok(())
	}

	/// Refunds the escrow, without the part of the job fee that workers used up.
	pub(crate) fn refund(hash: &JobHash, job: &mut JobOf<T>, reason: RefundReason) -> DispatchResult {
		let acted_rounds = job.acted_rounds.into();
		let used = |fee: Balance| fee.saturating_mul(acted_rounds).checked_div(MAX_ROUNDS.into()).unwrap_or_default();
		let (_, left) = Self::give_back(job, used)?;
		job.phase = Phase::Refunded { reason };
		Self::end(hash, job)?;
		Self::deposit_event(Event::Refunded { job: *hash, reason, refund: left });
		Ok(())
	}

	/// Holds the escrow of an order.
	pub(crate) fn open_escrow(
		who: T::AccountId,
		amount: Balance,
		job_fee: Balance,
		fees: UseFees,
	) -> Result<Escrow<T::AccountId>, DispatchError> {
		let held = Deposit::hold::<T::Currency>(HoldReason::Escrow, who, amount)?;
		Ok(Escrow { held, job_fee, fees })
	}

	/// Closes an escrow from which nobody is paid: takes a part of the job fee, and releases the rest. Returns both.
	pub(crate) fn give_back(
		job: &mut JobOf<T>,
		part: impl FnOnce(Balance) -> Balance,
	) -> Result<(Balance, Balance), DispatchError> {
		let Escrow { held, job_fee, .. } = job.escrow.take().ok_or(Error::<T>::Ended)?;
		let fee = part(job_fee);
		let left = held.amount.checked_sub(fee).ok_or(Error::<T>::Overflow)?;
		Self::take_fee(&job.requester, fee)?;
		T::Currency::release(&HoldReason::Escrow.into(), &job.requester, left, Precision::Exact)?;
		Ok((fee, left))
	}

	fn take_fee(payer: &T::AccountId, fee: Balance) -> DispatchResult {
		let (credit, missing) = T::Currency::slash(&HoldReason::Escrow.into(), payer, fee);
		ensure!(missing == 0, Error::<T>::Overflow);
		T::FeeDestination::on_unbalanced(credit);
		Ok(())
	}

	/// Pays a use fee to its payee. Through the account of the pallet: a freeze on the money of the requester must not
	/// spare the fee. If it fails, nothing has changed.
	fn pay_use(payer: &T::AccountId, fee: &UseFee) -> DispatchResult {
		with_storage_layer(|| {
			let account = Self::account();
			pay_from_hold::<T::Currency, _>(HoldReason::Escrow, payer, &account, fee.amount)?;
			T::Models::collect(&account, fee)
		})
	}

	/// Ends a job: common to all ends.
	fn end(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		Self::release(job, |_| true)?;
		Self::count_end(&job.requester);
		Self::enqueue(hash, job);
		Ok(())
	}

	/// Counts one open job less.
	pub(crate) fn count_end(requester: &T::AccountId) {
		OpenCount::<T>::mutate(|count| {
			let Some(less) = count.checked_sub(1) else {
				defensive!("more jobs have ended than were open");
				return;
			};
			*count = less;
		});
		OpenOf::<T>::mutate_exists(requester, |count| {
			let Some(less) = count.unwrap_or_default().checked_sub(1) else {
				defensive!("an account has more jobs that ended than were open");
				return;
			};
			*count = Some(less).filter(|less| *less > 0);
		});
	}
}
