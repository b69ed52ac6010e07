//! What the pallet stores and tells.

use atelier_math::ancestors::MAX_PARENTS;
use atelier_primitives::{
	chain::{Balance, Hash},
	Deposit, IpId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// An IP has at most this many terms attached.
pub const MAX_TERMS: u32 = 16;
/// Somebody holds at most this many licenses of one IP.
pub const MAX_HELD: u32 = 16;
/// A license is good for at most this many derivatives.
pub const MAX_QUANTITY: u32 = 1_000;
/// The text of terms is at an address of at most this many bytes.
pub const MAX_URI: u32 = 256;
/// A commercializer checker is given at most this many bytes.
pub const MAX_CHECKER_DATA: u32 = 256;

/// Names terms: the BLAKE2-256 of their SCALE encoding.
pub type TermsId = Hash;
/// Names a license. Counted up, never used twice.
pub type LicenseId = u64;

/// How the revenue shares of a family of works add up. An index is never used twice.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum RoyaltyPolicyKind {
	/// The share holds for all descendants, and a diamond counts once.
	#[default]
	#[codec(index = 0)]
	Absolute,
}

/// Who decides which licensees may commercialize a work. Stored for later; refused today.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Commercializer {
	/// What is asked.
	pub checker: [u8; 32],
	/// What it is told besides the licensee.
	pub data: BoundedVec<u8, ConstU32<MAX_CHECKER_DATA>>,
}

/// The conditions of a license: the fields of Story's `PILTerms`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LicenseTerms<BlockNumber> {
	/// Whether a holder may hand the license on (`transferable`).
	pub transferable: bool,
	/// How shares add up (`royaltyPolicy`).
	pub royalty_policy: RoyaltyPolicyKind,
	/// What each unit of a license costs (`defaultMintingFee`).
	pub minting_fee: Balance,
	/// For how many blocks a license is good; zero is forever (`expiration`).
	pub expiration: BlockNumber,
	/// Whether the work may be used to make money (`commercialUse`).
	pub commercial_use: bool,
	/// Whether commercial use must name the work (`commercialAttribution`).
	pub commercial_attribution: bool,
	/// Who may commercialize; nothing is everybody (`commercializerChecker` and its data). Not enforced: refused.
	pub commercializer: Option<Commercializer>,
	/// The share of the income of each descendant (`commercialRevShare`).
	pub revenue_share: Perbill,
	/// The most that may be earned with the work (`commercialRevCeiling`). Not enforced: refused.
	pub revenue_ceiling: Option<Balance>,
	/// Whether derivatives may be made (`derivativesAllowed`).
	pub derivatives_allowed: bool,
	/// Whether derivatives must name the work (`derivativesAttribution`).
	pub derivatives_attribution: bool,
	/// Whether the licensor approves each derivative (`derivativesApproval`).
	pub derivatives_approval: bool,
	/// Whether derivatives carry the same terms, and may so have derivatives themselves (`derivativesReciprocal`).
	pub derivatives_reciprocal: bool,
	/// The most that may be earned with a derivative (`derivativeRevCeiling`). Not enforced: refused.
	pub derivative_revenue_ceiling: Option<Balance>,
	/// The asset that fees are paid in; nothing is the native currency (`currency`). Not enforced: refused.
	pub currency: Option<u32>,
	/// Where the text of the license is (`uri`).
	pub uri: BoundedVec<u8, ConstU32<MAX_URI>>,
}

/// Terms that anybody may attach.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct RegisteredTerms<AccountId, BlockNumber> {
	/// The terms.
	pub terms: LicenseTerms<BlockNumber>,
	/// To how many IPs they are attached.
	pub attachments: u32,
	/// Of who registered them.
	pub deposit: Deposit<AccountId>,
}

/// Terms that an IP is licensed under. They belong to the IP: a sale keeps them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Attachment<AccountId> {
	/// Whether nothing new is licensed under them. What was licensed before stays licensed.
	pub disabled: bool,
	/// The licenses of the IP under these terms, the expired ones included.
	pub licenses: u32,
	/// The derivatives of the IP under these terms.
	pub children: u32,
	/// Of who attached them.
	pub deposit: Deposit<AccountId>,
}

/// The right to use an IP.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct License<AccountId, BlockNumber> {
	/// What is licensed.
	pub ip: IpId,
	/// Under which terms.
	pub terms: TermsId,
	/// To whom.
	pub holder: AccountId,
	/// For how many more derivatives.
	pub quantity: u32,
	/// The first block in which it is no longer good; nothing is never.
	pub expires: Option<BlockNumber>,
	/// Of who minted it.
	pub deposit: Deposit<AccountId>,
}

/// What must be known of a license to say whether its holder is licensed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct HeldLicense<BlockNumber> {
	/// The license.
	pub license: LicenseId,
	/// As in the license.
	pub expires: Option<BlockNumber>,
}

/// Consent of a licensor to one derivative.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Approval<AccountId> {
	/// The owner of the parent when it was given. Void once that is another.
	pub owner: AccountId,
	/// The terms that the derivative may be made under.
	pub terms: TermsId,
	/// Of who gave it.
	pub deposit: Deposit<AccountId>,
}

/// What a derivative is made under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Under {
	/// A license that the caller holds; it loses one unit.
	#[codec(index = 0)]
	License(LicenseId),
	/// Terms of the parent; the minting fee is paid now.
	#[codec(index = 1)]
	Terms(TermsId),
}

/// A parent that a derivative is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ParentClaim {
	/// The parent.
	pub ip: IpId,
	/// What allows it.
	pub under: Under,
}

/// The parents that a derivative is made from.
pub type ParentClaims = BoundedVec<ParentClaim, ConstU32<MAX_PARENTS>>;

/// What ties a derivative to one parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Link {
	/// The parent.
	pub parent: IpId,
	/// The terms.
	pub terms: TermsId,
	/// The direct rate: what the terms ask for the parent itself.
	pub rate: Perbill,
	/// The license that was used, if one was.
	pub license: Option<LicenseId>,
	/// Whether the derivative carries these terms too.
	pub reciprocal: bool,
	/// Whether commercial use must name the parent.
	pub commercial_attribution: bool,
	/// Whether the derivative must name the parent.
	pub derivatives_attribution: bool,
}

/// What makes an IP a derivative.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Derivation<AccountId, BlockNumber> {
	/// To the parents, in the order in which they were named.
	pub links: BoundedVec<Link, ConstU32<MAX_PARENTS>>,
	/// The first block in which nothing new may be licensed from it or made of it; nothing is never.
	pub expires: Option<BlockNumber>,
	/// Of who registered it.
	pub deposit: Deposit<AccountId>,
}

/// What a license would cost and give.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct LicenseQuote<BlockNumber> {
	/// The minting fee of all units.
	pub fee: Balance,
	/// What the terms ask of a derivative for the IP itself.
	pub share: Perbill,
	/// What a derivative of the IP alone would owe: to the IP and to its ancestors.
	pub total: Perbill,
	/// When the license would expire; nothing is never.
	pub expires: Option<BlockNumber>,
}

/// What a derivative would cost and owe.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct DerivativeQuote<BlockNumber> {
	/// The minting fees of all parents whose terms are used directly.
	pub fee: Balance,
	/// `ΣR`: what it would owe to all ancestors together.
	pub total: Perbill,
	/// How many ancestors it would have.
	pub ancestors: u32,
	/// When it would expire; nothing is never.
	pub expires: Option<BlockNumber>,
}
