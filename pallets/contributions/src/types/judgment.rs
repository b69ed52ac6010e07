use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Review state of a contribution. Indices are never reused.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Judgment<AccountId, BlockNumber> {
	/// Pending review.
	#[codec(index = 0)]
	Pending,
	/// Accepted. The record is permanent.
	#[codec(index = 1)]
	Accepted {
		/// The raise of the contributor's score that was proposed.
		score: u64,
		/// The account that accepted it: the authority itself, or a curator.
		by: AccountId,
		/// The block of the acceptance.
		at: BlockNumber,
	},
}
