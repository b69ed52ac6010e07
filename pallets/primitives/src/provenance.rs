//! Provenance: what a digest names, and who claims to have made it.

use crate::Digest;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What kind of thing a digest names. An index is never used twice.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum ArtifactKind {
	/// A model. Its digest is the root that OpenSSF model signing computes over its files.
	#[codec(index = 0)]
	Model,
	/// An adapter of a model, such as a LoRA. Same digest as a model.
	#[codec(index = 1)]
	Adapter,
	/// A set of examples that models learn from. Same digest as a model.
	#[codec(index = 2)]
	Dataset,
	/// A finished work: a picture, a text, a sound. The digest of its file.
	#[codec(index = 3)]
	Work,
	/// A part that works are made with: a style vector, a script, a pack of prompts. The digest of its file.
	#[codec(index = 4)]
	Component,
}

/// Who claims what. Offered by `provenance`.
pub trait ProvenanceInspect<AccountId> {
	/// The kind that `who` claims the artifact to be. Nothing if `who` claims it not, or revoked the claim.
	fn claim(digest: &Digest, who: &AccountId) -> Option<ArtifactKind>;

	/// Who is entitled to the income of the artifact: the one attested claim that is first, or the only claim once
	/// nobody opposed it for the time that the chain sets. Nobody while that is open.
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
