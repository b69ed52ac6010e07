//! Provenance: artifacts, claims and generation records.

use crate::{chain::Balance, Digest};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// Kind of an artifact. An index is never reused.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum ArtifactKind {
	/// Model. Its digest is the root that OpenSSF model signing computes over its files.
	#[codec(index = 0)]
	Model,
	/// Adapter of a model, such as a LoRA. Its digest is such a root too.
	#[codec(index = 1)]
	Adapter,
	/// Data set that models are trained on. Its digest is such a root too.
	#[codec(index = 2)]
	Dataset,
	/// Finished work: a picture, a text, a sound. Its digest is that of its file.
	#[codec(index = 3)]
	Work,
	/// Component that works are made with: a style vector, a script, a pack of prompts. Its digest is that of its file.
	#[codec(index = 4)]
	Component,
}

/// Prompt of a generation. An index is never reused.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Prompt {
	/// No prompt, or an undisclosed one.
	#[codec(index = 0)]
	None,
	/// Prompt in plain text.
	#[codec(index = 1)]
	Plain(BoundedVec<u8, ConstU32<512>>),
	/// Salted hash of the prompt.
	#[codec(index = 2)]
	Commitment([u8; 32]),
}

/// How a work was generated.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Generation {
	/// The model.
	pub model: Digest,
	/// The adapters, in the order in which they were applied.
	pub adapters: BoundedVec<Digest, ConstU32<4>>,
	/// The seed that the model really got.
	pub effective_seed: [u8; 32],
	/// The parameters, in the encoding that the model takes.
	pub parameters: BoundedVec<u8, ConstU32<512>>,
	/// The prompt.
	pub prompt: Prompt,
	/// What came out.
	pub outputs: BoundedVec<Digest, ConstU32<8>>,
	/// The hash of a C2PA manifest.
	pub c2pa_manifest: Option<[u8; 32]>,
	/// ISCC codes of the outputs.
	pub iscc: BoundedVec<BoundedVec<u8, ConstU32<64>>, ConstU32<4>>,
}

/// How sure it is that an output comes from a model. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum AttestationClass {
	/// Anybody can compute it again, to the bit.
	#[codec(index = 0)]
	BitExact,
	/// Results were close enough to each other.
	#[codec(index = 1)]
	Similar,
	/// Workers agreed, and nobody can check it. Weaker.
	#[codec(index = 2)]
	NonDeterministic,
}

/// How a generation record is attested. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Attestation {
	/// By nobody: the record is a claim.
	#[codec(index = 0)]
	None,
	/// By workers that ran the model.
	#[codec(index = 1)]
	Inference {
		/// The job.
		job: [u8; 32],
		/// How sure it is.
		class: AttestationClass,
		/// How many workers ran it.
		n: u16,
		/// How many of them had to agree.
		m: u16,
		/// What they had at stake together.
		stake: Balance,
		/// For how many blocks the result could be challenged before it was written down.
		window: u32,
	},
}

/// Claims of artifacts. Provided by `provenance`.
pub trait ProvenanceInspect<AccountId> {
	/// Returns the kind that `who` claims the artifact to be. `None` if `who` has no claim of it, or revoked it.
	fn claim(digest: &Digest, who: &AccountId) -> Option<ArtifactKind>;

	/// Returns the account entitled to the income of the artifact: the owner of the first attested claim, or without
	/// any of the settled one. `None` while that is open.
	fn entitled(digest: &Digest) -> Option<AccountId>;
}

impl<AccountId> ProvenanceInspect<AccountId> for () {
	fn claim(_: &Digest, _: &AccountId) -> Option<ArtifactKind> {
		None
	}

	fn entitled(_: &Digest) -> Option<AccountId> {
		None
	}
}

/// Registration of attested generation records. Provided by `provenance`.
pub trait ProvenanceRegister<AccountId> {
	/// Registers a claim of a work by `owner` with an attested generation record. The deposit is held of `owner`.
	///
	/// Precedence counts from `age` blocks ago, when the work was ordered: an order fixes its output, so it is a
	/// commitment to it. A claim that `owner` has of the work keeps its place, and gets the record unless it has an
	/// attested one. What others claim of the work, of the model or of the adapters cannot keep it out: a claim without
	/// attestation makes room for it, and without room above the model it gets no edges.
	///
	/// Fails if the record cannot be attached, the artifact has no room among attested ones, or the deposit cannot be
	/// held. Then nothing has changed.
	fn register_generation(
		owner: &AccountId,
		output: Digest,
		generation: Generation,
		attestation: Attestation,
		age: u32,
	) -> DispatchResult;
}

impl<AccountId> ProvenanceRegister<AccountId> for () {
	fn register_generation(_: &AccountId, _: Digest, _: Generation, _: Attestation, _: u32) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}
