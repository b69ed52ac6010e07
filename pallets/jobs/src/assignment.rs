//! Assignment of committees: workers drawn by stake, without replacement, with randomness that nobody knew at the order.
//!
//! Each candidate draws for itself: `−log₂(u) / stake`, where `u` is its own hash with the seed. The smallest draws win.
//! That is a choice weighted by stake (Efraimidis and Spirakis), and who adds or removes a candidate changes nobody
//! else's draw. So the last author gains nothing by making workers of its own come or go.

use crate::{order::ASSIGNMENT_DELAY, pallet::*, types::*, JobOf};
use alloc::vec::Vec;
use atelier_primitives::{
	chain::Balance,
	workers::{SeatTerms, WorkerPool},
	Digest,
};
use codec::Encode;
use frame_support::traits::Get;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_io::hashing::blake2_256;
use sp_runtime::{
	traits::{One, Saturating},
	DispatchResult,
};

/// Binary digits of a logarithm after the point.
const FRACTION: u32 = 40;

/// `−log₂(u / 2⁶⁴)` with 40 binary digits after the point, for `u` from 1. From 0 to 64.
fn neg_log2(u: u64) -> u64 {
	let u = u.max(1);
	let zeros = u.leading_zeros();
	// The mantissa, from 1 to 2, with 63 digits after the point. Each square gives one digit of its logarithm.
	let mut mantissa = u128::from(u.wrapping_shl(zeros));
	let mut log = 0u64;
	for _ in 0..FRACTION {
		mantissa = mantissa.saturating_mul(mantissa) >> 63;
		log = log.saturating_mul(2);
		if mantissa >> 64 > 0 {
			mantissa >>= 1;
			log = log.saturating_add(1);
		}
	}
	let whole = u64::from(zeros.saturating_add(1)) << FRACTION;
	whole.saturating_sub(log)
}

/// The draw of a candidate: the smaller, the sooner it is chosen.
fn draw(u: u64, stake: Balance) -> u128 {
	// Less than 2⁴⁷, so that 80 digits are left for the division.
	let log = u128::from(neg_log2(u)) << 80;
	log.checked_div(stake.max(1)).unwrap_or(u128::MAX)
}

/// The `n` candidates with the smallest draws.
pub(crate) fn choose<AccountId: Clone + Ord + Encode>(
	seed: &[u8; 32],
	candidates: &[(AccountId, Balance)],
	n: usize,
) -> Vec<AccountId> {
	let number = |worker: &AccountId| {
		let [a, b, c, d, e, f, g, h, ..] = blake2_256(&(seed, worker).encode());
		u64::from_le_bytes([a, b, c, d, e, f, g, h])
	};
	let mut draws: Vec<_> = candidates.iter().map(|(worker, stake)| (draw(number(worker), *stake), worker)).collect();
	draws.sort();
	draws.into_iter().take(n).map(|(_, worker)| worker.clone()).collect()
}

impl<T: Config> Pallet<T> {
	/// Gives a job its committee, or ends it.
	pub(crate) fn assign(hash: &JobHash, job: &mut JobOf<T>, now: BlockNumberFor<T>) -> DispatchResult {
		let [Some(older), Some(newer)] = RecentVrf::<T>::get() else {
			let patience = T::RandomnessPatience::get().saturating_add(ASSIGNMENT_DELAY.into());
			if now.saturating_sub(job.waits_since) > patience {
				return Self::refund(hash, job, RefundReason::NoRandomness);
			}
			return Self::schedule(hash, job, now.saturating_add(One::one()));
		};
		let Some(model) = Orders::<T>::get(hash).map(|order| order.model) else {
			return Err(Error::<T>::NotFound.into());
		};
		let n = usize::from(job.n);
		let candidates = Self::candidates(job, &model);
		if candidates.len() < n {
			return Self::refund(hash, job, RefundReason::NoWorkers);
		}
		let seed = blake2_256(&(hash, older, newer).encode());
		let workers = choose(&seed, &candidates, n);
		let exposure = Self::exposure(job.price);
		job.round = job.round.saturating_add(1);
		for worker in &workers {
			T::Workers::expose(worker, exposure)?;
			let seat = Seat::new(worker.clone(), job.round, exposure);
			job.seats.try_push(seat).map_err(|_| Error::<T>::InvalidCommittee)?;
		}
		job.phase = Phase::Committing;
		Self::schedule(hash, job, now.saturating_add(T::CommitPeriod::get()))?;
		Self::deposit_event(Event::Assigned { job: *hash, round: job.round, workers, due: job.due });
		Ok(())
	}

	/// The candidates for the committee, with the stake that counts: as it was before the block from which the job waits.
	fn candidates(job: &JobOf<T>, model: &Digest) -> Vec<(T::AccountId, Balance)> {
		let terms = Self::seat_terms(job.price, job.prepared.output_length);
		let mut candidates = T::Workers::candidates(model, &terms, Some(job.waits_since));
		candidates.retain(|(worker, _)| *worker != job.requester && !job.is_barred(worker));
		candidates
	}

	/// The terms of a seat in a job of this price and length.
	pub(crate) fn seat_terms(price: Balance, output_length: u32) -> SeatTerms {
		SeatTerms { price, output_length, exposure: Self::exposure(price) }
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn as_float(u: u64) -> f64 {
		-((u as f64) / 2f64.powi(64)).log2()
	}

	proptest! {
		#[test]
		fn logarithm_should_be_that_of_floats_when_compared(shift in 0u32..64, u in any::<u64>()) {
			let u = (u >> shift).max(1);
			let ours = neg_log2(u) as f64 / 2f64.powi(FRACTION as i32);
			prop_assert!((ours - as_float(u)).abs() < 1e-9, "{u}: {ours} {}", as_float(u));
		}

		#[test]
		fn choice_should_keep_all_others_when_one_is_removed(
			seed in any::<[u8; 32]>(),
			stakes in prop::collection::vec(1u128..1_000_000, 9..30),
			gone in any::<prop::sample::Index>(),
		) {
			let all: Vec<_> = stakes.into_iter().enumerate().map(|(id, stake)| (id as u64, stake)).collect();
			let mut rest = all.clone();
			let (gone, _) = rest.remove(gone.index(all.len()));
			let before = choose(&seed, &all, 8);
			let after = choose(&seed, &rest, 8);
			let kept: Vec<_> = before.iter().copied().filter(|id| *id != gone).collect();
			prop_assert_eq!(&after[..kept.len()], &kept[..]);
		}
	}

	#[test]
	fn logarithm_should_be_exact_when_it_is_whole() {
		for shift in 0..64u32 {
			assert_eq!(neg_log2(1 << shift), (64 - shift as u64) << FRACTION);
		}
		assert_eq!(neg_log2(0), 64 << FRACTION);
		assert_eq!(neg_log2(u64::MAX), 1);
	}

	#[test]
	fn draw_should_not_overflow_when_amounts_are_extreme() {
		assert_eq!(draw(1, 1), 64 << 120);
		assert_eq!(draw(0, 0), 64 << 120);
		assert_eq!(draw(1 << 63, Balance::MAX), 0);
	}

	/// With stakes 1, 2, 3 and 4, the first choice falls on them in tenths, the second on the rest likewise.
	#[test]
	fn choice_should_follow_the_stakes_when_repeated() {
		const RUNS: u32 = 40_000;
		let candidates: Vec<(u64, Balance)> = (1..5).map(|id| (id, Balance::from(id) * 1_000_000_000_000)).collect();
		let mut first = [0u32; 5];
		let mut second_after_4 = [0u32; 5];
		for run in 0..RUNS {
			let seed = blake2_256(&run.encode());
			let chosen = choose(&seed, &candidates, 2);
			first[chosen[0] as usize] += 1;
			if chosen[0] == 4 {
				second_after_4[chosen[1] as usize] += 1;
			}
		}
		// Five standard deviations of the rarest count are less than 1 % of the runs.
		for id in 1..5usize {
			assert!((f64::from(first[id]) / f64::from(RUNS) - id as f64 / 10.0).abs() < 0.01, "{first:?}");
		}
		for id in 1..4usize {
			let share = f64::from(second_after_4[id]) / f64::from(first[4]);
			assert!((share - id as f64 / 6.0).abs() < 0.02, "{second_after_4:?}");
		}
	}
}
