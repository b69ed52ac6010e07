//! Records in storage, and results of the view functions.

use atelier_primitives::{
	chain::{self, Balance},
	ip::RoyaltyPolicy,
	licensing::LicenseFloor,
	Deposit,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// Fall of a royalty policy, announced. Everybody sees it before it counts.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PolicyFall<BlockNumber> {
	/// Policy to come. No part of it is above the one before.
	pub policy: RoyaltyPolicy,
	/// First block in which it is in force.
	pub from: BlockNumber,
}

/// Royalty policy of a collection. Never removed, so that it can never start again from above.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PolicyRecord<AccountId, BlockNumber> {
	/// Policy in force, until the fall.
	pub now: RoyaltyPolicy,
	/// Last fall, if it was not superseded. In force from its block on.
	pub fall: Option<PolicyFall<BlockNumber>>,
	/// Storage deposit, paid by the creator of the collection.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId, BlockNumber: PartialOrd> PolicyRecord<AccountId, BlockNumber> {
	/// Policy in force in a block.
	pub fn in_force(&self, block: &BlockNumber) -> RoyaltyPolicy {
		match &self.fall {
			Some(fall) if fall.from <= *block => fall.policy,
			_ => self.now,
		}
	}
}

/// Policy of a collection as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PolicyInfo<BlockNumber> {
	/// Policy in force; zero in both parts if there is none.
	pub now: RoyaltyPolicy,
	/// Fall that waits for its block.
	pub coming: Option<PolicyFall<BlockNumber>>,
}

/// Income that a sale conveys: what goes elsewhere, what goes with the IP asset, and how freely it may be used.
///
/// A buyer names the one that was seen. A sale goes through while no part of it is worse: see
/// [`Income::is_no_worse_than`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Income<AccountId> {
	/// Royalty stack: the sum of the ancestors' rates.
	pub stack: Perbill,
	/// Owner share: the part of the members' income that goes with the IP asset. The lower one of now, and after a proposal
	/// of scores that waits.
	pub owner_share: Perbill,
	/// Score authority; `None` means the current owner of the IP asset.
	pub authority: Option<AccountId>,
	/// Lock: the first block in which no locked score of others binds the authority any more; `None` if none does.
	pub locked_until: Option<chain::BlockNumber>,
	/// Floor of the price of commercial use, which its owner may not go below: in each part the highest that will be in
	/// force without another act.
	pub floor: LicenseFloor,
	/// Commercial standing: `true` if it may be sold, priced and licensed for a fee.
	pub commercial: bool,
}

impl<AccountId> Income<AccountId> {
	/// Returns `true` if no part is worse for the owner than in `seen`.
	///
	/// Of the authority only one change counts: that it followed the IP asset, and does not any more. Whoever else has
	/// it may hand it on; a buyer never had a say in that. So a lock counts only where the authority follows the IP asset.
	pub fn is_no_worse_than(&self, seen: &Self) -> bool {
		let authority_lost = seen.authority.is_none() && self.authority.is_some();
		let locked_longer = seen.authority.is_none() && self.locked_until > seen.locked_until;
		self.stack <= seen.stack
			&& self.owner_share >= seen.owner_share
			&& !authority_lost
			&& !locked_longer
			&& self.floor.fee <= seen.floor.fee
			&& self.floor.share <= seen.floor.share
			&& self.commercial >= seen.commercial
	}
}

/// Listing of an IP asset at a fixed price.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Listing<AccountId, BlockNumber> {
	/// Owner when it was listed.
	pub seller: AccountId,
	/// Number of changes of owner when it was listed. Void once that is higher, also if the seller owns it again.
	pub moves: u32,
	/// Gross price, the royalty included.
	pub price: Balance,
	/// Expiry: the first block in which it is void; `None` means never.
	pub expires: Option<BlockNumber>,
	/// Storage deposit, paid by whoever listed it: the owner, or an agent.
	pub deposit: Deposit<AccountId>,
}

/// Offer for an IP asset, with its price in escrow. Its maker is the key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId, BlockNumber> {
	/// Gross price, the royalty included. Held.
	pub price: Balance,
	/// Expiry: the first block in which it is void; `None` means never.
	pub expires: Option<BlockNumber>,
	/// Revision of the IP asset that its maker named. It cannot be accepted at another.
	pub revision: u32,
	/// Income that its maker named. It cannot be accepted with a worse one.
	pub income: Income<AccountId>,
	/// Storage deposit, paid by the maker.
	pub deposit: Deposit<AccountId>,
}

/// Reason for which a listing or an offer is void. An index is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Obstacle {
	/// Its expiry has passed.
	#[codec(index = 0)]
	Expired,
	/// The IP asset moved since. Only of a listing.
	#[codec(index = 1)]
	OwnerChanged,
	/// The IP asset is non-commercial: it cannot be sold.
	#[codec(index = 2)]
	NonCommercial,
	/// The revision is another than the maker named. Only of an offer.
	#[codec(index = 3)]
	RevisionMismatch,
	/// The income is worse than the maker named. Only of an offer.
	#[codec(index = 4)]
	IncomeWorse,
}

/// Listing with its obstacle, and with what it costs to leave again.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ListingState<AccountId, BlockNumber> {
	/// Record in storage.
	pub listing: Listing<AccountId, BlockNumber>,
	/// Reason for which it cannot be bought; `None` if it can.
	pub obstacle: Option<Obstacle>,
	/// Quote at the listed price: of this sale, and of a resale by the buyer at the same price.
	pub quote: SaleQuote<AccountId>,
}

/// Offer with its obstacle.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct OfferState<AccountId, BlockNumber> {
	/// Record in storage.
	pub offer: Offer<AccountId, BlockNumber>,
	/// Reason for which it cannot be accepted; `None` if it can. Means nothing once the IP asset is burned.
	pub obstacle: Option<Obstacle>,
}

/// Quote of a hypothetical sale: its split, what a buyer names, and what the next change of owner costs at least.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SaleQuote<AccountId> {
	/// Part that goes to the pool of the IP asset.
	pub royalty: Balance,
	/// Part that goes to the seller; `None` if there can be no sale at this price.
	pub seller_part: Option<Balance>,
	/// Minimum price of any sale; `None` if it cannot be sold at all, because it is non-commercial.
	pub least_price: Option<Balance>,
	/// Price of a gift: what the giver pays to the pool.
	pub gift: Balance,
	/// Royalty policy that the split follows: the one in force. It may fall until the sale, never rise.
	pub policy: RoyaltyPolicy,
	/// Revision that a buyer who looks now names.
	pub revision: u32,
	/// Income that the sale would convey, and that a buyer who looks now names.
	pub income: Income<AccountId>,
}
