//! Records in storage, and results of the view functions.

use atelier_primitives::{chain::Balance, ip::RoyaltyPolicy, Deposit};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// Royalty policy of a collection. Never removed, so that it can never start again from above.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PolicyRecord<AccountId> {
	/// Rate and floor.
	pub policy: RoyaltyPolicy,
	/// Storage deposit, paid by the creator of the collection.
	pub deposit: Deposit<AccountId>,
}

/// Destination of the income of an IP asset: its royalty stack and its score authority.
///
/// Its owner can give it away, and a buyer would get an empty shell: so a buyer names the one that was seen, and a
/// listing and an offer are good only as long as it is the same.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Income<AccountId> {
	/// Sum of the ancestors' rates.
	pub stack: Perbill,
	/// Score authority; `None` means the current owner of the IP asset.
	pub authority: Option<AccountId>,
}

/// Listing of an IP asset at a fixed price.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Listing<AccountId, BlockNumber> {
	/// Owner when it was listed. Void once that is another account.
	pub seller: AccountId,
	/// Gross price, the royalty included.
	pub price: Balance,
	/// Expiry: the first block in which it is void; `None` means never.
	pub expires: Option<BlockNumber>,
	/// Royalty policy when it was listed. Void once that is another.
	pub policy: RoyaltyPolicy,
	/// Income when it was listed. Void once that is another.
	pub income: Income<AccountId>,
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
	/// Royalty policy when it was made. It cannot be accepted under another.
	pub policy: RoyaltyPolicy,
	/// Income that its maker named. It cannot be accepted with another.
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
	/// The owner is not the seller. Only of a listing.
	#[codec(index = 1)]
	OwnerChanged,
	/// The royalty policy is another.
	#[codec(index = 2)]
	PolicyChanged,
	/// The income is another: the royalty stack or the score authority changed.
	#[codec(index = 3)]
	IncomeChanged,
}

/// Listing with its obstacle.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ListingState<AccountId, BlockNumber> {
	/// Record in storage.
	pub listing: Listing<AccountId, BlockNumber>,
	/// Reason for which it cannot be bought; `None` if it can.
	pub obstacle: Option<Obstacle>,
}

/// Offer with its obstacle.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct OfferState<AccountId, BlockNumber> {
	/// Record in storage.
	pub offer: Offer<AccountId, BlockNumber>,
	/// Reason for which it cannot be accepted; `None` if it can, or if there is no such IP asset any more.
	pub obstacle: Option<Obstacle>,
}

/// Split of a hypothetical sale.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SaleQuote<AccountId> {
	/// Part that goes to the pool of the IP asset.
	pub royalty: Balance,
	/// Part that goes to the seller; `None` if the price does not cover the royalty, and there can be no sale.
	pub seller_part: Option<Balance>,
	/// Royalty policy that the split follows.
	pub policy: RoyaltyPolicy,
	/// Income that the sale would convey.
	pub income: Income<AccountId>,
}
