use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// Reason why a proposal cannot be enacted now. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Obstacle {
	/// There is no such proposal.
	#[codec(index = 0)]
	NotFound,
	/// It is not closed yet.
	#[codec(index = 1)]
	Open,
	/// It was rejected or canceled, or became void.
	#[codec(index = 2)]
	NotApproved,
	/// The delay has not passed yet.
	#[codec(index = 3)]
	TooEarly,
	/// It was not enacted in time.
	#[codec(index = 4)]
	Expired,
	/// It was enacted already.
	#[codec(index = 5)]
	Enacted,
	/// This runtime does not know its call anymore. Enacting it records the failure.
	#[codec(index = 6)]
	CallUnavailable,
	/// Studios may not dispatch its call anymore. Enacting it records the failure.
	#[codec(index = 7)]
	CallFiltered,
	/// The chain does not take its call now.
	#[codec(index = 8)]
	CallPaused,
}
