//! Claims, edges and generation records.

mod opposition;

pub use atelier_primitives::provenance::{Attestation, Committee, Generation, Prompt, Standing};
use atelier_primitives::{provenance::ArtifactKind, Deposit, Digest};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
pub use opposition::{
	Contest, Hearing, Opposition, Settlement, Verdict, CONTEST_FEE, MAX_OPPOSITIONS, OPPOSITION_BOND,
};
use scale_info::{prelude::boxed::Box, prelude::vec::Vec, TypeInfo};

/// Maximum number of claims of an artifact.
pub const MAX_CLAIMS: u32 = 8;
/// Maximum number of edges of a claim.
pub const MAX_EDGES: u32 = 16;
/// Maximum number of ancestors of a claim.
pub const MAX_ANCESTORS: u32 = 128;
/// Maximum number of edges from a claim to its farthest ancestor, by the shortest way.
pub const MAX_DEPTH: u32 = 32;

/// Maximum number of pinned claims of an artifact for which nothing speaks: they stand, and are neither settled, published
/// nor attested by the arbiter. The last of these pins is for the first claim that stands.
///
/// Beside them at most the published claim and the settled one, or the first, are not displaced: so one with an attested
/// record finds a place.
pub const MAX_PINS: u32 = 5;

/// Reason or note, in a few words.
pub type Reason = BoundedVec<u8, ConstU32<64>>;
/// Edges of a claim.
pub type EdgeList<AccountId> = BoundedVec<Edge<AccountId>, ConstU32<MAX_EDGES>>;
/// Claims of an artifact, by precedence.
pub type ClaimList<AccountId, BlockNumber> = BoundedVec<Claim<AccountId, BlockNumber>, ConstU32<MAX_CLAIMS>>;

/// Relation of a child to its parent. An index is never reused.
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

/// Lineage edge from a claim to one of its parents.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Edge<AccountId> {
	/// Artifact of the parent.
	pub parent: Digest,
	/// Owner of the claim of the parent that is meant. Other claims of it are no ancestors.
	pub owner: AccountId,
	/// Relation of the child to the parent.
	pub relation: Relation,
}

/// Lifecycle status of an artifact, in the words of whoever claims it. An index is never reused.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Status {
	/// In use.
	#[codec(index = 0)]
	Active,
	/// Superseded: something better exists.
	#[codec(index = 1)]
	Deprecated,
	/// Withdrawn from use, forever. Everything made from it shows this.
	#[codec(index = 2)]
	Revoked {
		/// Reason, in a few words.
		reason: Reason,
	},
}

/// Attestor of a claim. An index is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Attestor {
	/// The arbiter of the chain.
	#[codec(index = 0)]
	Arbiter,
}

/// Attestation of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ClaimAttestation<BlockNumber> {
	/// Attestor.
	pub by: Attestor,
	/// Block of the attestation.
	pub block: BlockNumber,
	/// Hash of the reasons.
	pub note: [u8; 32],
}

/// Claim of an artifact by an account.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Claim<AccountId, BlockNumber> {
	/// Claimant.
	pub owner: AccountId,
	/// Kind of the artifact.
	pub kind: ArtifactKind,
	/// Block that precedence counts from: that of the commitment, or that of a direct registration.
	pub since: BlockNumber,
	/// Block of the registration.
	pub registered: BlockNumber,
	/// Sequence number among the claims of the artifact, where nothing else tells them apart.
	pub arrival: u32,
	/// `true` if it was committed to before the registration.
	pub committed: bool,
	/// BLAKE2-256 of the model manifest: the files with their names and sizes, which the digest does not bind.
	pub manifest_hash: Option<[u8; 32]>,
	/// Attestation of the claim.
	pub attestation: Option<ClaimAttestation<BlockNumber>>,
	/// Lifecycle status of the artifact.
	pub status: Status,
	/// Settlement of the claim.
	pub settlement: Settlement<AccountId, BlockNumber>,
	/// `true` if an IP asset was minted of it: the claim goes with the asset.
	pub pinned: bool,
	/// `true` if its owner published the artifact as a model or an adapter. At most one of those that are listed.
	pub published: bool,
	/// Storage deposit of the claim with its edges and its record.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId, BlockNumber: Copy + Ord> Claim<AccountId, BlockNumber> {
	/// Sort key of the claim in its list: the smaller, the earlier. Unique among the claims of an artifact.
	pub fn precedence(&self) -> (bool, BlockNumber, u32) {
		(self.attestation.is_none(), self.since, self.arrival)
	}

	/// Returns `true` if the claim contests the one of this account.
	pub fn contests(&self, owner: &AccountId) -> bool
	where
		AccountId: PartialEq,
	{
		self.settlement.contests.as_ref().is_some_and(|contest| contest.owner == *owner)
	}

	/// Returns `true` if the claim was revoked, by its owner or by the arbiter.
	pub fn is_revoked(&self) -> bool {
		matches!(self.status, Status::Revoked { .. })
	}
}

/// Commitment to a claim. Nobody can read the artifact from it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Commitment<AccountId, BlockNumber> {
	/// Block of the commitment.
	pub block: BlockNumber,
	/// Storage deposit.
	pub deposit: Deposit<AccountId>,
}

/// Human contribution to a work.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct HumanPart {
	/// `true` if a human told the model what to make.
	pub directed: bool,
	/// `true` if a human chose among the outputs.
	pub selected: bool,
	/// `true` if a human changed the output.
	pub edited: bool,
	/// Note, in their own words.
	pub note: BoundedVec<u8, ConstU32<256>>,
}

/// Generation record of a work, with its attestation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct GenerationRecord<AccountId> {
	/// Model, input and outputs.
	pub generation: Generation,
	/// Attestation of the record.
	pub attestation: Attestation,
	/// Human contribution, and the account that signed it.
	pub human: Option<(AccountId, HumanPart)>,
}

impl<AccountId> GenerationRecord<AccountId> {
	/// Returns `true` if somebody other than its owner vouches for it.
	pub fn is_attested(&self) -> bool {
		self.attestation.is_attested()
	}
}

/// Generation record as submitted by its signer: without attestation, and the human is the signer.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct RecordInput {
	/// Model, input and outputs.
	pub generation: Generation,
	/// Contribution of the signer.
	pub human: Option<HumanPart>,
}

impl RecordInput {
	/// Turns it into the record of its signer.
	pub fn sign<AccountId>(self, signer: AccountId) -> GenerationRecord<AccountId> {
		GenerationRecord {
			generation: self.generation,
			attestation: Attestation::None,
			human: self.human.map(|part| (signer, part)),
		}
	}
}

/// Registration of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Registration<AccountId> {
	/// Artifact.
	pub digest: Digest,
	/// Kind of the artifact.
	pub kind: ArtifactKind,
	/// Hash of its model manifest.
	pub manifest_hash: Option<[u8; 32]>,
	/// Edges to its parents.
	pub edges: EdgeList<AccountId>,
	/// Generation record. Only of a work.
	pub record: Option<Box<RecordInput>>,
}

/// Claim with its edges and its record.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ClaimDetails<AccountId, BlockNumber> {
	/// Claim.
	pub claim: Claim<AccountId, BlockNumber>,
	/// Edges to its parents.
	pub edges: EdgeList<AccountId>,
	/// Generation record, with its attestation.
	pub record: Option<GenerationRecord<AccountId>>,
	/// Open oppositions to it.
	pub hearing: Option<Hearing<AccountId, BlockNumber>>,
	/// `true` if a claim that stands contests it: it settles by a verdict, or when the other goes.
	pub contested: bool,
	/// `true` if it is settled.
	pub settled: bool,
}

/// Verification of an artifact.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Verification<AccountId, BlockNumber> {
	/// Claims, by precedence.
	pub claims: Vec<ClaimDetails<AccountId, BlockNumber>>,
	/// Account entitled to the income.
	pub entitled: Option<AccountId>,
	/// Standing of the artifact: whether it is claimed, open, entitled or closed.
	pub standing: Standing<AccountId>,
	/// Revoked claims above these, each with its owner, the nearest first.
	pub revoked_above: Vec<(Digest, AccountId)>,
}

/// Claim above another: a parent that it names, or an ancestor of that.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Ancestor<AccountId> {
	/// Artifact.
	pub digest: Digest,
	/// Owner of the claim.
	pub owner: AccountId,
	/// Number of edges to it, by the shortest way.
	pub depth: u32,
}
