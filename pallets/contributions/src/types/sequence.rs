use crate::types::ContributionId;
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Number sequence of the contributions to one authority, with the count of those that have a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Sequence {
	/// The first number of the sequence.
	pub first: ContributionId,
	/// The next number. All below, from the first one on, were given out.
	pub next: ContributionId,
	/// The number of contributions with a record.
	pub count: u32,
}

impl Sequence {
	/// An empty sequence.
	pub(crate) const fn starting_at(first: ContributionId) -> Self {
		Self { first, next: first, count: 0 }
	}

	/// Gives out a number, for a new record. Nothing if none is left.
	pub(crate) fn issue(&mut self) -> Option<ContributionId> {
		let number = self.next;
		(self.next, self.count) = (number.checked_add(1)?, self.count.checked_add(1)?);
		Some(number)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn sequence_should_give_out_no_number_when_none_is_left() {
		let mut sequence = Sequence::starting_at(u32::MAX - 1);
		assert_eq!([(); 2].map(|()| sequence.issue()), [Some(u32::MAX - 1), None]);
		assert_eq!((sequence.next, sequence.count), (u32::MAX, 1));
	}
}
