//! Claims, edges and generation records.

pub use atelier_primitives::provenance::{Attestation, Committee, Generation, Prompt};
use atelier_primitives::{provenance::ArtifactKind, Deposit, Digest};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::{prelude::boxed::Box, prelude::vec::Vec, TypeInfo};

/// An artifact has at most this many claims.
pub const MAX_CLAIMS: u32 = 8;
/// A claim has at most this many edges.
pub const MAX_EDGES: u32 = 16;
/// A claim has at most this many ancestors.
pub const MAX_ANCESTORS: u32 = 128;
/// A claim is at most this many edges away from its farthest ancestor, by the shortest way.
pub const MAX_DEPTH: u32 = 32;

/// A reason or a note, in a few words.
pub type Reason = BoundedVec<u8, ConstU32<64>>;
/// The edges of a claim.
pub type EdgeList<AccountId> = BoundedVec<Edge<AccountId>, ConstU32<MAX_EDGES>>;
/// The claims of an artifact, by precedence.
pub type ClaimList<AccountId, BlockNumber> = BoundedVec<Claim<AccountId, BlockNumber>, ConstU32<MAX_CLAIMS>>;

/// How a child came from its parent. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Relation {
	/// The child was trained from the parent, adapts it, or was generated with it.
	#[codec(index = 0)]
	BaseModel,
	/// The parent is an adapter that was applied.
	#[codec(index = 1)]
	Adapter,
	/// The child was trained on the parent.
	#[codec(index = 2)]
	Dataset,
	/// The parent is one of the models that were merged.
	#[codec(index = 3)]
	Merge,
	/// The child is the parent with fewer bits.
	#[codec(index = 4)]
	Quantization,
	/// The parent was given to whatever made the child.
	#[codec(index = 5)]
	Input,
	/// The child is a version of the parent in any other way.
	#[codec(index = 6)]
	Derivation,
}

/// From a child to one of its parents.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Edge<AccountId> {
	/// The parent.
	pub parent: Digest,
	/// Whose claim of the parent is meant. Other claims of it are no ancestors.
	pub owner: AccountId,
	/// What the parent is to the child.
	pub relation: Relation,
}

/// Whether an artifact is still to be used, in the words of whoever claims it. An index is never used twice.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Status {
	/// In use.
	#[codec(index = 0)]
	Active,
	/// Something better exists.
	#[codec(index = 1)]
	Deprecated,
	/// Withdrawn from use, forever. Everything made from it shows this.
	#[codec(index = 2)]
	Revoked {
		/// Why.
		reason: Reason,
	},
}

/// Who vouches for a claim. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Attestor {
	/// The arbiter of the chain.
	#[codec(index = 0)]
	Arbiter,
}

/// That a claim was found to be true.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ClaimAttestation<BlockNumber> {
	/// By whom.
	pub by: Attestor,
	/// In which block.
	pub block: BlockNumber,
	/// The hash of the reasons.
	pub note: [u8; 32],
}

/// That somebody says to have made an artifact.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Claim<AccountId, BlockNumber> {
	/// Who says so.
	pub owner: AccountId,
	/// What it is said to be.
	pub kind: ArtifactKind,
	/// The block that precedence counts from: that of the commitment, or that of a direct registration.
	pub since: BlockNumber,
	/// The block of the registration.
	pub registered: BlockNumber,
	/// The order of registrations among the claims of the artifact, where nothing else tells them apart.
	pub arrival: u32,
	/// Whether there was a commitment before the registration.
	pub committed: bool,
	/// BLAKE2-256 of the manifest: the files with their names and sizes, which the digest does not bind.
	pub manifest_hash: Option<[u8; 32]>,
	/// Who found the claim to be true.
	pub attestation: Option<ClaimAttestation<BlockNumber>>,
	/// Whether the artifact is still to be used.
	pub status: Status,
	/// For the claim with its edges and its record.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId, BlockNumber: Copy + Ord> Claim<AccountId, BlockNumber> {
	/// The smaller, the earlier the claim stands in its list. No two claims of an artifact have the same.
	pub fn precedence(&self) -> (bool, BlockNumber, u32) {
		(self.attestation.is_none(), self.since, self.arrival)
	}

	/// Whether the claim was revoked, by its owner or by the arbiter.
	pub fn is_revoked(&self) -> bool {
		matches!(self.status, Status::Revoked { .. })
	}
}

/// A promise to register something that nobody can read from it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Commitment<AccountId, BlockNumber> {
	/// The block of the promise.
	pub block: BlockNumber,
	/// For the commitment.
	pub deposit: Deposit<AccountId>,
}

/// What a human did for a work.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct HumanPart {
	/// Told the model what to make.
	pub directed: bool,
	/// Chose among what came out.
	pub selected: bool,
	/// Changed what came out.
	pub edited: bool,
	/// In their own words.
	pub note: BoundedVec<u8, ConstU32<256>>,
}

/// How a work was made, and how much of that is known.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct GenerationRecord<AccountId> {
	/// How it was generated.
	pub generation: Generation,
	/// How that is attested: the class, with what stands behind it.
	pub attestation: Attestation,
	/// What a human did, and the account that signed this.
	pub human: Option<(AccountId, HumanPart)>,
}

impl<AccountId> GenerationRecord<AccountId> {
	/// Whether somebody other than its owner vouches for it. A gateway that speaks for itself does not.
	pub fn is_attested(&self) -> bool {
		self.attestation.is_attested()
	}
}

/// A generation record as its signer tells it: attested by nobody, and the human is the signer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct RecordInput {
	/// How it was generated.
	pub generation: Generation,
	/// What the signer did.
	pub human: Option<HumanPart>,
}

impl RecordInput {
	/// The record, signed.
	pub fn sign<AccountId>(self, signer: AccountId) -> GenerationRecord<AccountId> {
		GenerationRecord {
			generation: self.generation,
			attestation: Attestation::None,
			human: self.human.map(|part| (signer, part)),
		}
	}
}

/// What is registered.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Registration<AccountId> {
	/// The artifact.
	pub digest: Digest,
	/// What it is.
	pub kind: ArtifactKind,
	/// The hash of its manifest.
	pub manifest_hash: Option<[u8; 32]>,
	/// What it was made from.
	pub edges: EdgeList<AccountId>,
	/// How it was generated. Only for a work.
	pub record: Option<Box<RecordInput>>,
}

/// A claim with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ClaimDetails<AccountId, BlockNumber> {
	/// The claim.
	pub claim: Claim<AccountId, BlockNumber>,
	/// What it says that the artifact was made from.
	pub edges: EdgeList<AccountId>,
	/// How it says that the artifact was generated, and the class of its attestation.
	pub record: Option<GenerationRecord<AccountId>>,
}

/// All that is known of an artifact.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Verification<AccountId, BlockNumber> {
	/// The claims, by precedence.
	pub claims: Vec<ClaimDetails<AccountId, BlockNumber>>,
	/// Who is entitled to the income.
	pub entitled: Option<AccountId>,
	/// The claims above these that were revoked, each with its owner, the nearest first.
	pub revoked_above: Vec<(Digest, AccountId)>,
}

/// A claim above another: a parent that it names, or an ancestor of that.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Ancestor<AccountId> {
	/// The artifact.
	pub digest: Digest,
	/// Whose claim of it.
	pub owner: AccountId,
	/// The number of edges to it, by the shortest way.
	pub depth: u32,
}
