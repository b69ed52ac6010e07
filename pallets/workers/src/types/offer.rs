use atelier_primitives::{chain::Balance, workers::MAX_OFFERS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Standing offer of a worker to run a model: price floor and output limit.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId, BlockNumber> {
	/// The worker.
	pub worker: AccountId,
	/// The least price that it works for.
	pub min_price: Balance,
	/// The longest output that it makes, in bytes.
	pub max_output: u32,
	/// The block in which the offer was made or last changed.
	pub since: BlockNumber,
}

impl<AccountId, BlockNumber> Offer<AccountId, BlockNumber> {
	/// True if it covers work of this price with an output of this length.
	pub fn covers(&self, price: Balance, output_length: u32) -> bool {
		self.min_price <= price && output_length <= self.max_output
	}
}

/// The offers for one model, in the order in which they were made or last changed.
pub type OfferList<AccountId, BlockNumber> = BoundedVec<Offer<AccountId, BlockNumber>, ConstU32<MAX_OFFERS>>;
