//! Challenges: fraud proofs by recomputation. The chain runs the job itself.

use crate::{pallet::*, stake::share, types::*, WeightInfo};
use alloc::vec::Vec;
use atelier_primitives::{chain::Balance, models::ModelInspect};
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo},
	ensure,
	traits::Get,
	weights::Weight,
};
use sp_runtime::{traits::Saturating, DispatchError};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_challenge(who: T::AccountId, hash: JobHash, answer: Answer) -> DispatchResultWithPostInfo {
		let little = Self::weight_of_challenge(0, 0);
		let early = |error: Error<T>| DispatchErrorWithPostInfo { post_info: Some(little).into(), error: error.into() };
		let mut job = Jobs::<T>::get(hash).ok_or(early(Error::NotFound))?;
		ensure!(!job.phase.has_ended(), early(Error::Ended));
		let class = Self::class(job.class).map_err(early)?;
		ensure!(class.is_disputable(), early(Error::NotDisputable));
		let liars: Vec<_> = job.who_gave(|given| *given == answer).into_iter().cloned().collect();
		ensure!(!liars.is_empty(), early(Error::NotRevealed));

		let order = Orders::<T>::get(hash).ok_or(early(Error::NotFound))?;
		let seed = Self::effective_seed(&order, &job.requester);
		let truth = class.recompute(&order, &seed)?;
		let weight = Self::weight_of_challenge(truth.read, job.prepared.cost);
		let after = |error: DispatchError| DispatchErrorWithPostInfo { post_info: Some(weight).into(), error };
		ensure!(truth.answer != answer, after(Error::<T>::OutputCorrect.into()));

		Self::punish_wrong(&hash, &mut job, liars, &who).map_err(after)?;
		Self::deposit_event(Event::ChallengeSucceeded { job: hash, answer, challenger: who });
		// Also if it agreed on something else: those who are punished now may have given that too, and then nobody could
		// challenge it any more.
		let agreement = Self::agreement(&job).map_err(after)?;
		if matches!(&job.phase, Phase::Agreed { answer, .. } if agreement.as_ref() != Some(answer)) {
			Self::unschedule(&hash, &job);
			Self::fail_round(&hash, &mut job).map_err(after)?;
		}
		Jobs::<T>::insert(hash, job);
		Ok(Some(weight).into())
	}

	/// The weight of a challenge of a job that reads so many bytes and costs so much.
	fn weight_of_challenge(read: u32, cost: u64) -> Weight {
		let hundredths = u128::from(cost).saturating_mul(100).div_ceil(u128::from(T::MaxCost::get().max(1)));
		T::WeightInfo::challenge(read, hundredths.min(100) as u32)
	}

	/// The tip that a watcher adds to the fee of a challenge, so that blocks full of other transactions do not keep it
	/// out until it is too late: nothing at first, half of what it would earn once half of the window is over.
	pub fn challenge_tip(hash: &JobHash, answer: &Answer) -> Balance {
		let Some(job) = Jobs::<T>::get(hash) else { return 0 };
		let now = frame_system::Pallet::<T>::block_number();
		let is_urgent = match job.phase {
			Phase::Agreed { at, .. } => now.saturating_sub(at) >= job.due.saturating_sub(now),
			_ => false,
		};
		if !is_urgent {
			return 0;
		}
		let liars = job.who_gave(|given| given == answer);
		let rewards = liars.into_iter().map(|worker| share(job.exposure_of(worker)));
		rewards.fold(0, |sum: Balance, reward| sum.saturating_add(reward)) / 2
	}

	pub(crate) fn cost_of_challenge(hash: &JobHash) -> Option<(u64, Weight)> {
		let job = Jobs::<T>::get(hash)?;
		if !Self::class(job.class).ok()?.is_disputable() {
			return None;
		}
		let order = Orders::<T>::get(hash)?;
		let roots = core::iter::once(&order.model).chain(&order.adapters);
		let read = roots.filter_map(T::Models::length).fold(0u32, |sum, length| sum.saturating_add(length));
		Some((job.prepared.cost, Self::weight_of_challenge(read, job.prepared.cost)))
	}
}
