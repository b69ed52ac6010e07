//! Numbers of contributions: dense for each authority, and never reused there, though nothing of an authority without
//! contributions stays in storage. Else an acceptance that was decided for one could meet another.

use crate::*;
use frame_support::defensive;

impl<T: Config> Pallet<T> {
	/// The next number of an authority. A new sequence starts above all that were removed, its own earlier one too.
	pub(crate) fn issue_number(authority: &T::AccountId) -> Result<ContributionId, Error<T>> {
		let sequence = Sequences::<T>::get(authority);
		let mut sequence = sequence.unwrap_or_else(|| Sequence::starting_at(NextSequenceStart::<T>::get()));
		let number = sequence.issue().ok_or(Error::<T>::MaxContributionsExceeded)?;
		Sequences::<T>::insert(authority, sequence);
		Ok(number)
	}

	/// The record of a number was removed. The sequence goes with the last one.
	pub(crate) fn retire_number(authority: &T::AccountId) {
		Sequences::<T>::mutate_exists(authority, |slot| {
			let Some(sequence) = slot else {
				defensive!("a contribution has no sequence");
				return;
			};
			sequence.count = sequence.count.saturating_sub(1);
			if sequence.count == 0 {
				let next = sequence.next;
				NextSequenceStart::<T>::mutate(|start| *start = next.max(*start));
				*slot = None;
			}
		});
	}
}
