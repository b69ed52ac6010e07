//! The invariants of this pallet.
//!
//! 1. **Numbers.** Each contribution has a number that the sequence of its authority gave out. A sequence counts the
//!    contributions that there are, and there is at least one. It does not start above the start of new ones.
//! 2. **Marks.** Each contribution has its mark, and there are no other marks: nobody has submitted the same artifact
//!    for the same IP asset twice, whoever had the authority.
//! 3. **Judgments.** An accepted contribution was given a score, and not before it was submitted.
//! 4. **Curators.** Nobody is a curator of itself.
//! 5. **Money.** Every account has exactly its storage deposits on hold.

use crate::*;
use alloc::collections::BTreeMap;
use atelier_primitives::deposit::are_held;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_numbers()?;
		Self::check_marks()?;
		Self::check_judgments()?;
		let is_own = |(authority, who)| authority == who;
		ensure!(!Curators::<T>::iter_keys().any(is_own), "an account is its own curator");
		Self::check_money()
	}

	fn check_numbers() -> Result<(), TryRuntimeError> {
		let mut counts: BTreeMap<AccountIdOf<T>, u32> = BTreeMap::new();
		for (authority, number) in Contributions::<T>::iter_keys() {
			let sequence = Sequences::<T>::get(&authority);
			let is_given = sequence.is_some_and(|sequence| (sequence.first..sequence.next).contains(&number));
			ensure!(is_given, "a contribution has a number that was not given out");
			let count = counts.entry(authority).or_default();
			*count = count.saturating_add(1);
		}
		for (authority, sequence) in Sequences::<T>::iter() {
			let count = counts.get(&authority).copied();
			ensure!(count == Some(sequence.count), "a sequence miscounts its contributions, or has none");
			ensure!(sequence.first <= NextSequenceStart::<T>::get(), "a sequence starts above the start of new ones");
		}
		Ok(())
	}

	fn check_marks() -> Result<(), TryRuntimeError> {
		for (authority, number, contribution) in Contributions::<T>::iter() {
			let mark = (contribution.ip, contribution.digest, contribution.deposit.who);
			ensure!(Submitted::<T>::get(mark) == Some((authority, number)), "a contribution has no mark");
		}
		let (marks, records) = (Submitted::<T>::iter_keys().count(), Contributions::<T>::iter_keys().count());
		ensure!(marks == records, "a mark has no contribution");
		Ok(())
	}

	fn check_judgments() -> Result<(), TryRuntimeError> {
		for contribution in Contributions::<T>::iter_values() {
			if let Judgment::Accepted { score, at, .. } = contribution.judgment {
				ensure!(score > 0, "an accepted contribution was given no score");
				ensure!(at >= contribution.submitted_at, "a contribution was accepted before it was submitted");
			}
		}
		Ok(())
	}

	fn check_money() -> Result<(), TryRuntimeError> {
		let deposits = Contributions::<T>::iter_values()
			.map(|contribution| contribution.deposit)
			.chain(Curators::<T>::iter_values().map(|curator| curator.deposit));
		let accounts = frame_system::Account::<T>::iter_keys();
		let are_exact = are_held::<T::Currency, _>(HoldReason::Storage, deposits, accounts);
		ensure!(are_exact, "an account has not exactly its deposits on hold");
		Ok(())
	}
}
