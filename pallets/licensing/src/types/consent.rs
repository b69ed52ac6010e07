//! Consents: what others agreed to beforehand, and what a client asks before it signs.

use alloc::vec::Vec;
use atelier_math::ancestors::MAX_PARENTS;
use atelier_primitives::{
	chain::{Balance, Hash},
	ip::{CollectionId, Metadata},
	Deposit, Digest, IpId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// Maximum number of accounts with a score in the pool of an IP that is linked with approvals.
pub const MAX_MEMBERS: u32 = 16;
/// Maximum number of approvals of one link: those of the members and of the score authority.
pub const MAX_LINK_APPROVALS: u32 = MAX_MEMBERS + 1;
/// Maximum number of approvals of one commercialization by one parent: its owner and its score authority.
pub const MAX_COMMERCIAL_APPROVALS: u32 = 2;

/// Id of a list of parents: the BLAKE2-256 of its SCALE encoding.
pub type ParentsHash = Hash;

/// Approval of a link by one account that has a part of the income, or decides about it. The account is whoever paid
/// the deposit.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LinkApproval<AccountId> {
	/// Id of the list of parents, as `register_derivative` takes it.
	pub parents: ParentsHash,
	/// Maximum sum of the ancestors' rates.
	pub max_share: Perbill,
	/// Number of changes of owner of the IP when it was given. Void once that is higher.
	pub moves: u32,
	/// Storage deposit, paid by the account that approved.
	pub deposit: Deposit<AccountId>,
}

/// Approvals of the link of one IP.
pub type LinkApprovalsOf<AccountId> = BoundedVec<LinkApproval<AccountId>, ConstU32<MAX_LINK_APPROVALS>>;

/// Approval of a commercialization by the owner or the score authority of a parent. The account is whoever paid the
/// deposit.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct CommercialApproval<AccountId> {
	/// Fee that the account asks for it, paid to the pool of the parent.
	pub fee: Balance,
	/// Number of changes of owner of the parent when it was given. Void once that is higher.
	pub moves: u32,
	/// Storage deposit, paid by the account that approved.
	pub deposit: Deposit<AccountId>,
}

/// Approvals of the commercialization of one derivative by one parent.
pub type CommercialApprovalsOf<AccountId> =
	BoundedVec<CommercialApproval<AccountId>, ConstU32<MAX_COMMERCIAL_APPROVALS>>;

/// Maximum fee for each parent of a derivative that is commercialized.
pub type CommercialFees = BoundedVec<(IpId, Balance), ConstU32<MAX_PARENTS>>;

/// Standing of a link that is about to be made: whom it still needs.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct LinkStanding<AccountId> {
	/// Id of the list of parents, to be approved.
	pub parents: ParentsHash,
	/// Accounts that have to approve and did not yet, sorted. Empty if the signature of the owner is enough.
	pub missing: Vec<AccountId>,
	/// Maximum sum of the ancestors' rates that all who approved agree to.
	pub max_share: Perbill,
}

/// Commercial standing of an IP.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct CommercialStanding<AccountId> {
	/// `true` if the IP may be sold, priced and licensed for a fee.
	pub commercial: bool,
	/// Inherited fee: the floor of the fee that came with the link. Zero for an original.
	pub inherited_fee: Balance,
	/// Consent of each parent to a commercialization. Empty if the IP is commercial.
	pub parents: Vec<CommercialConsent<AccountId>>,
}

/// Consent of one parent to a commercialization.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct CommercialConsent<AccountId> {
	/// Parent.
	pub parent: IpId,
	/// `true` if the parent itself is commercial.
	pub commercial: bool,
	/// Fee: the highest that its owner and its score authority ask for, of those who approved.
	pub fee: Balance,
	/// Accounts that have to approve and did not yet: the owner, the score authority.
	pub missing: Vec<AccountId>,
}

/// Mint of a derivative: what `ip-assets` is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivativeMint<AccountId> {
	/// Collection of the signer.
	pub collection: CollectionId,
	/// Owner; the signer if none is named.
	pub to: Option<AccountId>,
	/// Digest of the artifact that the signer claims.
	pub digest: Option<Digest>,
	/// Metadata.
	pub metadata: Metadata,
	/// Founding share of the IP account.
	pub owner_share: Perbill,
}
