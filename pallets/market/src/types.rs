//! What the market keeps, and what its views return.

use atelier_primitives::{chain::Balance, ip::RoyaltyPolicy, Deposit};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// The royalty policy of a collection. Never removed, so that it can never start again from above.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PolicyRecord<AccountId> {
	/// What a change of owner pays.
	pub policy: RoyaltyPolicy,
	/// Paid by the creator of the collection.
	pub deposit: Deposit<AccountId>,
}

/// Where the income of an IP asset goes. Its owner can give it away, and a buyer would get an empty shell: so a buyer names
/// the one that was seen, and a listing and an offer stand only as long as it is the same.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Income<AccountId> {
	/// The part that all ancestors have together.
	pub stack: Perbill,
	/// Who may divide the rest among the members; nothing if that is whoever owns the IP asset.
	pub authority: Option<AccountId>,
}

/// An IP asset on sale at a fixed price.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Listing<AccountId, BlockNumber> {
	/// The owner when it was listed. Void when the owner is somebody else.
	pub seller: AccountId,
	/// What the buyer pays in all, the royalty included.
	pub price: Balance,
	/// The first block in which it does not stand any more; nothing if it stands until it is removed.
	pub expires: Option<BlockNumber>,
	/// The policy when it was listed. Void when the policy is another.
	pub policy: RoyaltyPolicy,
	/// The income when it was listed. Void when the income is another.
	pub income: Income<AccountId>,
	/// Paid by whoever listed it: the owner, or somebody the owner permitted to.
	pub deposit: Deposit<AccountId>,
}

/// A bid for an IP asset, with the money held. Its maker is the key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId, BlockNumber> {
	/// What the maker pays in all, the royalty included. Held.
	pub price: Balance,
	/// The first block in which it does not stand any more; nothing if it stands until it is withdrawn.
	pub expires: Option<BlockNumber>,
	/// The policy when it was made. It cannot be accepted under another.
	pub policy: RoyaltyPolicy,
	/// The income that its maker named. It cannot be accepted with another.
	pub income: Income<AccountId>,
	/// Paid by the maker.
	pub deposit: Deposit<AccountId>,
}

/// Why a listing or an offer does not stand any more. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Obstacle {
	/// Its time is over.
	#[codec(index = 0)]
	Expired,
	/// The owner is not the one who sold. Only of a listing.
	#[codec(index = 1)]
	OwnerChanged,
	/// The royalty policy is another.
	#[codec(index = 2)]
	PolicyChanged,
	/// The ancestors have another part of the income, or somebody else has the authority over the scores.
	#[codec(index = 3)]
	IncomeChanged,
}

/// A listing, and whether it can be bought.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ListingState<AccountId, BlockNumber> {
	/// What is stored.
	pub listing: Listing<AccountId, BlockNumber>,
	/// Why it cannot be bought; nothing if it can.
	pub obstacle: Option<Obstacle>,
}

/// An offer, and whether it can be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct OfferState<AccountId, BlockNumber> {
	/// What is stored.
	pub offer: Offer<AccountId, BlockNumber>,
	/// Why it cannot be accepted; nothing if it can, or if there is no such IP asset any more.
	pub obstacle: Option<Obstacle>,
}

/// How a price would be divided, and what else a listing or an offer would remember.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SaleQuote<AccountId> {
	/// What goes to the pool of the IP asset.
	pub royalty: Balance,
	/// What goes to the seller; nothing if the price does not cover the royalty, and there can be no sale.
	pub seller_part: Option<Balance>,
	/// The policy that says so.
	pub policy: RoyaltyPolicy,
	/// Where the income of the IP asset goes.
	pub income: Income<AccountId>,
}
