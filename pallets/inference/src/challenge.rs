//! Fraud proofs: the chain runs the job itself.

use crate::{pallet::*, types::*, verdict::share, WeightInfo};
use alloc::vec::Vec;
use atelier_primitives::{chain::Balance, inference::Recompute, Digest};
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo},
	ensure,
	traits::Get,
	weights::Weight,
};
use sp_io::hashing::sha2_256;
use sp_runtime::{traits::Saturating, DispatchError};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_challenge(who: T::AccountId, hash: JobHash, root: Digest) -> DispatchResultWithPostInfo {
		let little = Self::weight_of_challenge(0, 0);
		let early = |error: Error<T>| DispatchErrorWithPostInfo { post_info: Some(little).into(), error: error.into() };
		let mut job = Jobs::<T>::get(hash).ok_or(early(Error::NotFound))?;
		ensure!(!job.phase.has_ended(), early(Error::Ended));
		let liars: Vec<_> = job.who_gave(&root).into_iter().cloned().collect();
		ensure!(!liars.is_empty(), early(Error::NotRevealed));

		let order = Orders::<T>::get(hash).ok_or(early(Error::NotFound))?;
		let (output, read) = Self::recompute(&order, &job.requester)?;
		let weight = Self::weight_of_challenge(read, job.prepared.cost);
		let after = |error: DispatchError| DispatchErrorWithPostInfo { post_info: Some(weight).into(), error };
		ensure!(output != root, after(Error::<T>::Honest.into()));

		Self::punish_wrong(&hash, &mut job, liars, &who).map_err(after)?;
		Self::deposit_event(Event::ChallengeSucceeded { job: hash, root, challenger: who });
		// Also if it agreed on something else: those who are punished now may have given that too, and then nobody could
		// challenge it any more.
		if matches!(job.phase, Phase::Agreed { answer, .. } if job.agreement() != Some(answer)) {
			Self::unschedule(&hash, &job);
			Self::fail_round(&hash, &mut job).map_err(after)?;
		}
		Jobs::<T>::insert(hash, job);
		Ok(Some(weight).into())
	}

	/// The true root of the output, and how many bytes of weights were read.
	pub(crate) fn recompute(order: &Order, requester: &T::AccountId) -> Result<(Digest, u32), DispatchError> {
		let seed = Self::effective_seed(order, requester);
		let loaded = Self::load(&order.model, &order.adapters)?;
		let output = loaded.with::<T, _>(|model, adapters| T::Recompute::run(model, adapters, &seed, &order.input))?;
		Ok((Digest::Sha2_256(sha2_256(&output)), loaded.length))
	}

	/// The output of weights on chain. Fails if a job for it would cost too much, or make too much.
	pub(crate) fn output(
		model: &Digest,
		adapters: &[Digest],
		seed: &[u8; 32],
		input: &[u8],
	) -> Result<Vec<u8>, DispatchError> {
		let loaded = Self::load(model, adapters)?;
		let prepared = loaded.with::<T, _>(|model, adapters| T::Recompute::prepare(model, adapters, input))?;
		ensure!(prepared.output_length <= T::MaxOutput::get(), Error::<T>::MaxOutputExceeded);
		ensure!(prepared.cost <= T::MaxCost::get(), Error::<T>::MaxCostExceeded);
		loaded.with::<T, _>(|model, adapters| T::Recompute::run(model, adapters, seed, input))
	}

	/// Of a job that reads so many bytes and costs so much.
	fn weight_of_challenge(read: u32, cost: u64) -> Weight {
		let hundredths = u128::from(cost).saturating_mul(100).div_ceil(u128::from(T::MaxCost::get().max(1)));
		T::WeightInfo::challenge(read, hundredths.min(100) as u32)
	}

	/// What a watcher adds to the fee of a challenge, so that blocks full of other transactions do not keep it out until
	/// it is too late: nothing at first, half of what it would earn once half of the window is over.
	pub fn challenge_tip(hash: &JobHash, root: &Digest) -> Balance {
		let Some(job) = Jobs::<T>::get(hash) else { return 0 };
		let now = frame_system::Pallet::<T>::block_number();
		let is_urgent = match job.phase {
			Phase::Agreed { at, .. } => now.saturating_sub(at) >= job.due.saturating_sub(now),
			_ => false,
		};
		if !is_urgent {
			return 0;
		}
		let rewards = job.who_gave(root).into_iter().map(|worker| share(job.exposure_of(worker)));
		rewards.fold(0, |sum: Balance, reward| sum.saturating_add(reward)) / 2
	}

	pub(crate) fn cost_of_challenge(hash: &JobHash) -> Option<(u64, Weight)> {
		let cost = Jobs::<T>::get(hash)?.prepared.cost;
		let order = Orders::<T>::get(hash)?;
		let roots = core::iter::once(&order.model).chain(&order.adapters);
		let lengths = roots.filter_map(|root| Weights::<T>::get(root).map(|info| info.length));
		let read = lengths.fold(0u32, |sum, length| sum.saturating_add(length));
		Some((cost, Self::weight_of_challenge(read, cost)))
	}
}
