//! Records in storage, arguments of calls, and results of the view functions.

mod consent;

pub use consent::*;

use atelier_math::ancestors::MAX_PARENTS;
use atelier_primitives::{
	chain::{Balance, Hash},
	licensing::LicenseFloor,
	Deposit, IpId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// Maximum number of terms attached to an IP.
pub const MAX_TERMS: u32 = 16;
/// Maximum number of licenses of one IP per holder.
pub const MAX_HELD: u32 = 16;
/// Maximum quantity of a license: the number of derivatives that it allows.
pub const MAX_QUANTITY: u32 = 1_000;
/// Maximum length of the URI of the license text, in bytes.
pub const MAX_URI: u32 = 256;
/// Maximum length of the data of a commercializer checker, in bytes.
pub const MAX_CHECKER_DATA: u32 = 256;

/// Id of terms: the BLAKE2-256 of their SCALE encoding.
pub type TermsId = Hash;
/// Id of a license. Counted up, never reused.
pub type LicenseId = u64;

/// Royalty policy of a family of works: the way in which revenue shares add up. An index is never reused.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum RoyaltyPolicyKind {
	/// The share holds for all descendants, and a diamond counts once.
	#[default]
	#[codec(index = 0)]
	Absolute,
}

/// Commercializer checker: decides which licensees may commercialize a work. Stored for later; refused today.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Commercializer {
	/// Checker.
	pub checker: [u8; 32],
	/// Data given to the checker besides the licensee.
	pub data: BoundedVec<u8, ConstU32<MAX_CHECKER_DATA>>,
}

/// License terms: the fields of Story's `PILTerms`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LicenseTerms<BlockNumber> {
	/// `true` if a holder may transfer the license (`transferable`).
	pub transferable: bool,
	/// Way in which shares add up (`royaltyPolicy`).
	pub royalty_policy: RoyaltyPolicyKind,
	/// Fee of each unit of a license (`defaultMintingFee`).
	pub minting_fee: Balance,
	/// Lifetime of a license in blocks; zero is forever (`expiration`).
	pub expiration: BlockNumber,
	/// `true` if the work may be used to make money (`commercialUse`).
	pub commercial_use: bool,
	/// `true` if commercial use must name the work (`commercialAttribution`).
	pub commercial_attribution: bool,
	/// Checker of those who commercialize; `None` is everybody (`commercializerChecker` and its data). Not enforced:
	/// refused.
	pub commercializer: Option<Commercializer>,
	/// Share of the income of each descendant (`commercialRevShare`).
	pub revenue_share: Perbill,
	/// Maximum revenue from the work (`commercialRevCeiling`). Not enforced: refused.
	pub revenue_ceiling: Option<Balance>,
	/// `true` if derivatives may be made (`derivativesAllowed`).
	pub derivatives_allowed: bool,
	/// `true` if derivatives must name the work (`derivativesAttribution`).
	pub derivatives_attribution: bool,
	/// `true` if the licensor approves each derivative (`derivativesApproval`).
	pub derivatives_approval: bool,
	/// `true` if derivatives carry the same terms, and may so have derivatives themselves (`derivativesReciprocal`).
	pub derivatives_reciprocal: bool,
	/// Maximum revenue from a derivative (`derivativeRevCeiling`). Not enforced: refused.
	pub derivative_revenue_ceiling: Option<Balance>,
	/// Asset that fees are paid in; `None` is the native currency (`currency`). Not enforced: refused.
	pub currency: Option<u32>,
	/// URI of the license text (`uri`).
	pub uri: BoundedVec<u8, ConstU32<MAX_URI>>,
}

/// Registered terms, for anybody to attach.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct RegisteredTerms<AccountId, BlockNumber> {
	/// Terms.
	pub terms: LicenseTerms<BlockNumber>,
	/// Number of IPs that they are attached to.
	pub attachments: u32,
	/// Storage deposit, paid by the registrant.
	pub deposit: Deposit<AccountId>,
}

/// Attachment of terms to an IP. It belongs to the IP: a sale keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Attachment<AccountId> {
	/// `true` if nothing new is licensed under the terms. What was licensed before stays licensed.
	pub disabled: bool,
	/// Number of licenses of the IP under these terms, expired ones and paid approvals included.
	pub licenses: u32,
	/// Number of derivatives of the IP under these terms.
	pub children: u32,
	/// Storage deposit, paid by whoever attached them.
	pub deposit: Deposit<AccountId>,
}

/// License of an IP.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct License<AccountId, BlockNumber> {
	/// Licensed IP.
	pub ip: IpId,
	/// Id of its terms.
	pub terms: TermsId,
	/// Holder.
	pub holder: AccountId,
	/// Number of derivatives that it still allows.
	pub quantity: u32,
	/// Direct rate of a derivative: the revenue share that was in force when it was minted.
	pub share: Perbill,
	/// Expiry: the first block in which it is no longer good; `None` means never.
	pub expires: Option<BlockNumber>,
	/// Storage deposit, paid by whoever minted it.
	pub deposit: Deposit<AccountId>,
}

/// Index entry of a license: enough to say whether its holder is licensed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct HeldLicense<BlockNumber> {
	/// Id of the license.
	pub license: LicenseId,
	/// Expiry, as in the license.
	pub expires: Option<BlockNumber>,
}

/// State of an approval. An index is never reused.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum ApprovalState<BlockNumber> {
	/// Request of the owner of the child, whose fee is held. Void with a sale of the parent or of the child.
	#[codec(index = 0)]
	Requested {
		/// Fee on hold.
		fee: Balance,
		/// Direct rate: the revenue share in force at the request.
		share: Perbill,
		/// First block in which the request is void.
		until: BlockNumber,
	},
	/// Given before anybody asked: the fee is paid at the link. Void with a sale of the parent.
	#[codec(index = 1)]
	Given,
	/// Sold to whoever asked: good like a license, whoever the parent belongs to.
	#[codec(index = 2)]
	Paid {
		/// Direct rate of the derivative.
		share: Perbill,
	},
}

impl<BlockNumber> ApprovalState<BlockNumber> {
	/// Returns `true` if nobody agreed yet.
	pub fn is_requested(&self) -> bool {
		matches!(self, Self::Requested { .. })
	}

	/// Returns `true` if it was sold.
	pub fn is_paid(&self) -> bool {
		matches!(self, Self::Paid { .. })
	}
}

/// Approval of one derivative by the licensor, from the request on.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Approval<AccountId, BlockNumber> {
	/// State.
	pub state: ApprovalState<BlockNumber>,
	/// Id of the terms that the derivative may be made under.
	pub terms: TermsId,
	/// SHA-256 of the description of the child: what the licensor agrees to.
	pub metadata: [u8; 32],
	/// Number of changes of owner of the parent when it was requested or given.
	pub moves: u32,
	/// Storage deposit, paid by whoever requested it, or approved without a request.
	pub deposit: Deposit<AccountId>,
}

/// Basis of a derivative. An index is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Under {
	/// License that the caller holds; one unit is spent.
	#[codec(index = 0)]
	License(LicenseId),
	/// Terms of the parent; the minting fee is paid now.
	#[codec(index = 1)]
	Terms(TermsId),
}

/// Parent of a derivative to be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ParentClaim {
	/// Parent.
	pub ip: IpId,
	/// License or terms that allow it.
	pub under: Under,
}

/// Parents of a derivative to be registered.
pub type ParentClaims = BoundedVec<ParentClaim, ConstU32<MAX_PARENTS>>;

/// Link of a derivative to one parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Link {
	/// Parent.
	pub parent: IpId,
	/// Id of the terms.
	pub terms: TermsId,
	/// Direct rate for the parent itself: the revenue share of the terms, or the share of the floor if that was higher
	/// when the license or the approval was sold, or at the link.
	pub rate: Perbill,
	/// License that was used, if one was.
	pub license: Option<LicenseId>,
	/// `true` if the derivative carries these terms too.
	pub reciprocal: bool,
	/// `true` if commercial use must name the parent.
	pub commercial_attribution: bool,
	/// `true` if the derivative must name the parent.
	pub derivatives_attribution: bool,
}

/// Derivation of an IP: its links to the parents.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Derivation<AccountId, BlockNumber> {
	/// Links, in the order in which the parents were named.
	pub links: BoundedVec<Link, ConstU32<MAX_PARENTS>>,
	/// Expiry: the first block in which nothing new may be licensed from it or made of it; `None` means never.
	pub expires: Option<BlockNumber>,
	/// `true` if the derivative may be sold, priced and licensed for a fee: made under commercial terms, or commercialized.
	pub commercial: bool,
	/// Inherited fee: the highest floor of the fee among the parents at the link, theirs or inherited.
	pub inherited_fee: Balance,
	/// Storage deposit, paid by the registrant.
	pub deposit: Deposit<AccountId>,
}

/// Quote of a license.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct LicenseQuote<BlockNumber> {
	/// Minting fee of all units.
	pub fee: Balance,
	/// Direct rate: the revenue share that the terms ask of a derivative for the IP itself.
	pub share: Perbill,
	/// Rate that a derivative of the IP alone would owe, to the IP and to its ancestors.
	pub total: Perbill,
	/// Expiry of the license; `None` means never.
	pub expires: Option<BlockNumber>,
}

/// Quote of a derivative.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct DerivativeQuote<BlockNumber> {
	/// Minting fees of all parents whose terms are used directly.
	pub fee: Balance,
	/// `ΣR`: sum of the ancestors' rates.
	pub total: Perbill,
	/// Number of ancestors.
	pub ancestors: u32,
	/// `true` if the derivative may be sold, priced and licensed for a fee.
	pub commercial: bool,
	/// Inherited fee: the floor of the fee that comes with the link.
	pub inherited_fee: Balance,
	/// Expiry of the derivative; `None` means never.
	pub expires: Option<BlockNumber>,
}

/// Quote of an approval.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ApprovalQuote {
	/// Fee that would be held.
	pub fee: Balance,
	/// Direct rate: the revenue share that the IP itself would get of the derivative.
	pub share: Perbill,
	/// Rate that a derivative of the IP alone would owe, to the IP and to its ancestors.
	pub total: Perbill,
	/// SHA-256 of the description of the child, which the licensor would agree to.
	pub metadata: [u8; 32],
}

/// Price of a license: what its terms ask for, and no less than the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LicensePrice {
	/// Fee of each unit.
	pub fee: Balance,
	/// Direct rate: the revenue share of a derivative.
	pub share: Perbill,
}

/// Floor of an IP, as it was set.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Floor<AccountId, BlockNumber> {
	/// Floor in force until the change.
	pub now: LicenseFloor,
	/// Last change. It stays when it is in force.
	pub change: Option<FloorChange<BlockNumber>>,
	/// Storage deposit, paid by whoever set the first one above zero.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId, BlockNumber: PartialOrd> Floor<AccountId, BlockNumber> {
	/// Floor in force in a block.
	pub fn in_force(&self, block: &BlockNumber) -> LicenseFloor {
		match &self.change {
			Some(change) if change.from <= *block => change.floor,
			_ => self.now,
		}
	}
}

/// Change of a floor, up or down, announced. Everybody sees it before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct FloorChange<BlockNumber> {
	/// New floor.
	pub floor: LicenseFloor,
	/// First block in which it is in force.
	pub from: BlockNumber,
}

/// Proposal of a rise of the floor: the signature of the owner or of the score authority, which waits for the other.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct FloorProposal<AccountId> {
	/// Proposed floor.
	pub floor: LicenseFloor,
	/// Proposer.
	pub by: AccountId,
	/// Score authority when it was proposed. Void once that is another account.
	pub authority: AccountId,
	/// Number of changes of owner when it was proposed. Void once there are more.
	pub moves: u32,
	/// Storage deposit, paid by the proposer.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId: PartialEq> FloorProposal<AccountId> {
	/// Returns `true` if owner and authority are still those to whom it was proposed.
	pub fn is_live(&self, moves: u32, authority: &AccountId) -> bool {
		self.moves == moves && self.authority == *authority
	}
}

/// Floor of an IP as a buyer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct FloorInfo<BlockNumber> {
	/// Floor in force.
	pub now: LicenseFloor,
	/// Change that waits for its block.
	pub coming: Option<FloorChange<BlockNumber>>,
}
