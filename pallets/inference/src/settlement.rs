//! How a job ends: each ends once, in payment or in a refund, and every unit of its escrow goes somewhere.

use crate::{pallet::*, types::*, JobOf};
use atelier_primitives::{
	chain::Balance,
	royalties::{PaymentKind, RoyaltyCollect},
	IpId,
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
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The account through which the fees of models pass. Holds nothing but what it exists by.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The window is over: pays the workers and the model, and gives the rest back.
	pub(crate) fn finalize(
		hash: &JobHash,
		job: &mut JobOf<T>,
		answer: Answer,
		agreed_at: BlockNumberFor<T>,
	) -> DispatchResult {
		let Escrow { held, job_fee, model_fee } = job.escrow.take().ok_or(Error::<T>::Ended)?;
		let mut left = held.amount;
		let (mut paid, mut stake) = (0u32, 0 as Balance);
		for worker in job.payees(&answer.root) {
			stake = stake.saturating_add(job.exposure_of(worker));
			left = left.checked_sub(job.price).ok_or(Error::<T>::Overflow)?;
			Self::pay_from_hold(HoldReason::Escrow, &job.requester, worker, job.price)?;
			paid.saturating_inc();
		}
		left = left.checked_sub(job_fee).ok_or(Error::<T>::Overflow)?;
		Self::take_fee(&job.requester, job_fee)?;
		if let Some((ip, fee)) = model_fee {
			match Self::pay_model(&job.requester, &ip, fee) {
				Ok(()) => left = left.checked_sub(fee).ok_or(Error::<T>::Overflow)?,
				Err(error) => Self::deposit_event(Event::ModelFeeReturned { job: *hash, error }),
			}
		}
		T::Currency::release(&HoldReason::Escrow.into(), &job.requester, left, Precision::Exact)?;

		let now = frame_system::Pallet::<T>::block_number();
		let window = now.saturating_sub(agreed_at).unique_saturated_into();
		job.phase = Phase::Finalized { answer, stake, window, recorded: false, used: false };
		Self::end(hash, job)?;
		Self::deposit_event(Event::Finalized { job: *hash, root: answer.root, paid, refund: left });
		// The requester can try again: no failure here holds up what was paid.
		let _ = Self::write_down(hash, job);
		Ok(())
	}

	/// Gives the money back, without the part of the job fee that workers used up.
	pub(crate) fn refund(hash: &JobHash, job: &mut JobOf<T>, reason: RefundReason) -> DispatchResult {
		let Escrow { held, job_fee, .. } = job.escrow.take().ok_or(Error::<T>::Ended)?;
		let fee = job_fee.saturating_mul(job.acted_rounds.into()).checked_div(MAX_ROUNDS.into()).unwrap_or_default();
		let left = held.amount.checked_sub(fee).ok_or(Error::<T>::Overflow)?;
		Self::take_fee(&job.requester, fee)?;
		T::Currency::release(&HoldReason::Escrow.into(), &job.requester, left, Precision::Exact)?;
		job.phase = Phase::Refunded { reason };
		Self::end(hash, job)?;
		Self::deposit_event(Event::Refunded { job: *hash, reason, refund: left });
		Ok(())
	}

	pub(crate) fn take_fee(payer: &T::AccountId, fee: Balance) -> DispatchResult {
		let (credit, missing) = T::Currency::slash(&HoldReason::Escrow.into(), payer, fee);
		ensure!(missing == 0, Error::<T>::Overflow);
		T::FeeDestination::on_unbalanced(credit);
		Ok(())
	}

	/// Pays the pool of the model's IP asset. Through the account of the pallet: a freeze on the money of the requester
	/// must not spare the fee. If it fails, nothing has changed.
	fn pay_model(payer: &T::AccountId, ip: &IpId, fee: Balance) -> DispatchResult {
		with_storage_layer(|| {
			let account = Self::account();
			Self::pay_from_hold(HoldReason::Escrow, payer, &account, fee)?;
			T::Royalties::pay(&account, ip, fee, PaymentKind::Use)
		})
	}

	/// What every end has in common.
	fn end(hash: &JobHash, job: &mut JobOf<T>) -> DispatchResult {
		Self::unlock(job, |_| true)?;
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
