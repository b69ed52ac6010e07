//! Provenance: artifacts, claims and generation records.

use crate::{chain::Balance, engine::Engine, Digest};
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

/// A generation record: the model, seed and parameters that a work was generated with.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Generation {
	/// The root of the model.
	pub model: Digest,
	/// The roots of the adapters, in the order in which they were applied.
	pub adapters: BoundedVec<Digest, ConstU32<4>>,
	/// The seed that the model really got.
	pub effective_seed: [u8; 32],
	/// The parameters of the run, in the encoding that the model takes.
	pub parameters: BoundedVec<u8, ConstU32<512>>,
	/// The prompt.
	pub prompt: Prompt,
	/// The digests of the output files.
	pub outputs: BoundedVec<Digest, ConstU32<8>>,
	/// The engine that ran the model. Nothing if it is not told.
	pub engine: Option<Engine>,
	/// The hash of a C2PA manifest.
	pub c2pa_manifest: Option<[u8; 32]>,
	/// ISCC codes of the outputs.
	pub iscc: BoundedVec<BoundedVec<u8, ConstU32<64>>, ConstU32<4>>,
	/// Fields that later conventions name by a number, such as inputs or a tolerance.
	pub extra: BoundedVec<(u8, BoundedVec<u8, ConstU32<256>>), ConstU32<8>>,
}

/// The committee behind an attestation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Committee {
	/// The job.
	pub job: [u8; 32],
	/// The number of workers that ran it.
	pub n: u16,
	/// The number of them that had to agree.
	pub m: u16,
	/// The stake that those who agreed could lose, together.
	pub stake: Balance,
	/// The challenge window in blocks.
	pub window: u32,
}

/// The attestation of a generation record, by how its output was verified. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Attestation {
	/// None: the record is a claim of its owner.
	#[codec(index = 0)]
	None,
	/// Workers agreed on the bytes of the output, and anybody could have challenged them.
	#[codec(index = 1)]
	BitExact(Committee),
	/// The chain computed the output in the call that ordered it.
	#[codec(index = 2)]
	Direct {
		/// The job.
		job: [u8; 32],
	},
	/// Workers agreed on the bytes of the output, and the chain computed them too.
	#[codec(index = 3)]
	Proved(Committee),
	/// Workers agreed on the bytes of the output and of all intermediate tensors; each segment could be challenged.
	#[codec(index = 4)]
	Traced(Committee),
	/// Workers gave numbers within a tolerance of their median. Weaker: nobody can compute it again.
	#[codec(index = 5)]
	Median {
		/// The committee.
		committee: Committee,
		/// The largest distance from the median among those that were paid.
		spread: u64,
	},
	/// The word of a private gateway: no attestation, since nobody else ran the model.
	#[codec(index = 6)]
	Provider {
		/// The channel through which it was paid.
		channel: u64,
		/// The number of the receipt in the channel.
		receipt: u64,
	},
}

impl Attestation {
	/// True if somebody other than the maker answers for the record. A gateway's own word is none.
	pub const fn is_attested(&self) -> bool {
		match self {
			Self::None | Self::Provider { .. } => false,
			Self::BitExact(_) | Self::Direct { .. } | Self::Proved(_) | Self::Traced(_) | Self::Median { .. } => true,
		}
	}

	/// True if the order fixes every byte of the output, so that it is as good as a commitment to it. Numbers around a
	/// median are not fixed by their order, and what a gateway says is fixed by nothing.
	pub const fn fixes_output(&self) -> bool {
		match self {
			Self::None | Self::Median { .. } | Self::Provider { .. } => false,
			Self::BitExact(_) | Self::Direct { .. } | Self::Proved(_) | Self::Traced(_) => true,
		}
	}
}

/// Claims of artifacts. Provided by `provenance`.
pub trait ProvenanceInspect<AccountId> {
	/// Returns the kind that `who` claims the artifact to be. `None` if `who` has no claim of it, or revoked it.
	fn claim(digest: &Digest, who: &AccountId) -> Option<ArtifactKind>;

	/// Returns the account entitled to the income of the artifact: the owner of the first attested claim, or without
	/// any of the settled one. `None` while that is open.
	fn entitled(digest: &Digest) -> Option<AccountId>;

	/// Returns the standing of the claims of the artifact.
	fn standing(digest: &Digest) -> Standing<AccountId> {
		match Self::entitled(digest) {
			Some(owner) => Standing::Entitled(owner),
			None => Standing::Unclaimed,
		}
	}
}

impl<AccountId> ProvenanceInspect<AccountId> for () {
	fn claim(_: &Digest, _: &AccountId) -> Option<ArtifactKind> {
		None
	}

	fn entitled(_: &Digest) -> Option<AccountId> {
		None
	}
}

/// Standing of the claims of an artifact: who may set terms of its use, and where its fees go.
/// An index is never reused.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Standing<AccountId> {
	/// Nobody claims it, or only by claims that were revoked before they were settled.
	#[codec(index = 0)]
	Unclaimed,
	/// The first standing claim is not settled yet, or contested: its owner.
	#[codec(index = 1)]
	Open(AccountId),
	/// Somebody is entitled to the income: the owner of that claim.
	#[codec(index = 2)]
	Entitled(AccountId),
	/// A settled or attested claim of a model or an adapter went, or is attested no more, and nobody is entitled: nothing of
	/// it is for use.
	#[codec(index = 3)]
	Closed,
}

/// Pins of claims: a claim that was minted belongs to its IP asset. Provided by `provenance`.
///
/// While it is pinned a claim is never displaced before it was revoked, and its claimant can neither withdraw nor revoke
/// nor deprecate it: only the owner of the IP asset can, by the functions here. The arbiter still can.
pub trait ClaimPin<AccountId> {
	/// Pins a claim. Fails if there is none that stands, or it is pinned, or too many of the artifact are. The last never
	/// hinders whoever is entitled, or published it.
	fn pin(digest: &Digest, owner: &AccountId) -> DispatchResult;

	/// Frees a claim, when its IP asset ends. Has no effect on one that the arbiter removed.
	fn unpin(digest: &Digest, owner: &AccountId) -> DispatchResult;

	/// Marks a pinned claim as superseded, or as in use again. Fails if it is so already, or was revoked.
	fn deprecate_pinned(digest: &Digest, owner: &AccountId, deprecated: bool) -> DispatchResult;

	/// Revokes a pinned claim, forever, for a reason of at most 64 bytes. Fails if it was revoked.
	fn revoke_pinned(digest: &Digest, owner: &AccountId, reason: BoundedVec<u8, ConstU32<64>>) -> DispatchResult;
}

impl<AccountId> ClaimPin<AccountId> for () {
	fn pin(_: &Digest, _: &AccountId) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn unpin(_: &Digest, _: &AccountId) -> DispatchResult {
		Ok(())
	}

	fn deprecate_pinned(_: &Digest, _: &AccountId, _: bool) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn revoke_pinned(_: &Digest, _: &AccountId, _: BoundedVec<u8, ConstU32<64>>) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}

/// Registration of claims by those who publish. Provided by `provenance`.
pub trait ClaimRegister<AccountId> {
	/// Registers a claim of a model or an adapter by its publisher, who pays the deposit; an adapter names the first
	/// claim of its base that stands, if there is one with room below it. Only marks the claim as published if the
	/// publisher has one already, whatever became of that.
	///
	/// Fails if the list of claims has no room, or the deposit cannot be held. Then nothing has changed.
	fn register_published(
		owner: &AccountId,
		root: &Digest,
		kind: ArtifactKind,
		manifest_hash: [u8; 32],
		base: Option<Digest>,
	) -> DispatchResult;
}

impl<AccountId> ClaimRegister<AccountId> for () {
	fn register_published(
		_: &AccountId,
		_: &Digest,
		_: ArtifactKind,
		_: [u8; 32],
		_: Option<Digest>,
	) -> DispatchResult {
		// Without a registry there is nothing to claim, and publication goes on.
		Ok(())
	}
}

/// Registration of attested generation records. Provided by `provenance`.
pub trait ProvenanceRegister<AccountId> {
	/// Registers a claim of a work by `owner` with an attested generation record. The deposit is held of `owner`.
	///
	/// Precedence counts from `age` blocks ago, when the work was ordered, where the order fixes its output
	/// ([`Attestation::fixes_output`]): there it is a commitment to it. Otherwise it counts from now. A claim that `owner` has of the work keeps its place, and gets the record unless it has an
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
