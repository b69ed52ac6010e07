#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::todo,
		clippy::unimplemented,
		clippy::unwrap_used
	)
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod commitment;
mod generation;
mod lineage;
#[cfg(test)]
mod mock;
mod registration;
mod standing;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod verification;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

// The macro's own code unwraps what it has just made.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::{types::*, WeightInfo};
	use alloc::{boxed::Box, vec::Vec};
	use atelier_primitives::{
		chain::{Balance, Hash},
		provenance::{ArtifactKind, ProvenanceInspect},
		Digest,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, EnsureOrigin},
	};
	use frame_system::pallet_prelude::*;

	/// The first version of the storage.
	pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The currency of deposits.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The reasons of all holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// Who finds claims to be true.
		type ArbiterOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// A commitment can be revealed for so many blocks, or for [`Config::UnopposedPeriod`] if that is shorter: who
		/// committed before a claim must have revealed before that is settled. After that anybody can remove it.
		#[pallet::constant]
		type CommitmentLifetime: Get<BlockNumberFor<Self>>;

		/// A claim that stood alone for so many blocks is entitled to the income of the artifact, whatever is registered
		/// after that.
		type UnopposedPeriod: Get<BlockNumberFor<Self>>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// An artifact has at most this many claims.
		#[pallet::constant_name(MaxClaims)]
		fn max_claims() -> u32 {
			MAX_CLAIMS
		}

		/// A claim has at most this many edges.
		#[pallet::constant_name(MaxEdges)]
		fn max_edges() -> u32 {
			MAX_EDGES
		}

		/// A claim has at most this many ancestors.
		#[pallet::constant_name(MaxAncestors)]
		fn max_ancestors() -> u32 {
			MAX_ANCESTORS
		}

		/// A claim is at most this many edges away from its farthest ancestor.
		#[pallet::constant_name(MaxDepth)]
		fn max_depth() -> u32 {
			MAX_DEPTH
		}
	}

	/// Why a deposit is held. An index is never used twice.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a claim with its edges and its record.
		#[codec(index = 0)]
		Claim,
		/// For a commitment.
		#[codec(index = 1)]
		Commitment,
	}

	/// The claims that stand for each artifact: the attested before the others, then by the block that precedence counts from, then
	/// in the order of registration.
	#[pallet::storage]
	pub type Claims<T: Config> =
		StorageMap<_, Blake2_128Concat, Digest, ClaimList<T::AccountId, BlockNumberFor<T>>, ValueQuery>;

	/// What each claim says that the artifact was made from. Never changes while the claim is there.
	#[pallet::storage]
	pub type Edges<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		Digest,
		Blake2_128Concat,
		T::AccountId,
		EdgeList<T::AccountId>,
		ValueQuery,
	>;

	/// How each claim says that the work was generated.
	#[pallet::storage]
	pub type Records<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		Digest,
		Blake2_128Concat,
		T::AccountId,
		GenerationRecord<T::AccountId>,
		OptionQuery,
	>;

	/// The claims that the arbiter took from their artifact while others named them. They are revoked, and stay until
	/// nothing is below them any more and their owners withdraw them.
	#[pallet::storage]
	pub type RemovedClaims<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		Digest,
		Blake2_128Concat,
		T::AccountId,
		Claim<T::AccountId, BlockNumberFor<T>>,
		OptionQuery,
	>;

	/// How many edges lead to a claim.
	#[pallet::storage]
	pub type Children<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, Digest, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// The last block in which a claim of an artifact went or was revoked that others stood beside, while none of these
	/// was settled.
	#[pallet::storage]
	pub type OpposedUntil<T: Config> = StorageMap<_, Blake2_128Concat, Digest, BlockNumberFor<T>, OptionQuery>;

	/// The commitments of each account. One for each account, so that nobody can be hindered by copying a hash.
	#[pallet::storage]
	pub type Commitments<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		Hash,
		Commitment<T::AccountId, BlockNumberFor<T>>,
		OptionQuery,
	>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Somebody claims an artifact.
		ClaimRegistered {
			/// The artifact.
			digest: Digest,
			/// Who claims it.
			owner: T::AccountId,
			/// What they say that it is.
			kind: ArtifactKind,
			/// The block that precedence counts from.
			since: BlockNumberFor<T>,
			/// Whether there was a commitment.
			committed: bool,
		},
		/// A claim of an artifact that had as many as it can have made room for one that precedes it.
		ClaimDisplaced {
			/// The artifact.
			digest: Digest,
			/// Whose claim went.
			owner: T::AccountId,
			/// Whose claim came.
			by: T::AccountId,
		},
		/// A claim was withdrawn.
		ClaimWithdrawn {
			/// The artifact.
			digest: Digest,
			/// Whose claim it was.
			owner: T::AccountId,
		},
		/// Somebody committed to register something.
		Committed {
			/// Who committed.
			owner: T::AccountId,
			/// To what.
			hash: Hash,
		},
		/// A commitment was removed without a registration.
		CommitmentWithdrawn {
			/// Whose commitment it was.
			owner: T::AccountId,
			/// To what.
			hash: Hash,
		},
		/// The status of a claim changed.
		StatusChanged {
			/// The artifact.
			digest: Digest,
			/// Whose claim it is.
			owner: T::AccountId,
			/// The new status.
			status: Status,
		},
		/// A claim was found to be true.
		ClaimAttested {
			/// The artifact.
			digest: Digest,
			/// Whose claim it is.
			owner: T::AccountId,
			/// The hash of the reasons.
			note: [u8; 32],
		},
		/// A claim is no longer held to be true.
		AttestationRevoked {
			/// The artifact.
			digest: Digest,
			/// Whose claim it is.
			owner: T::AccountId,
		},
		/// A claim got a generation record that workers attest.
		RecordAttested {
			/// The artifact.
			digest: Digest,
			/// Whose claim it is.
			owner: T::AccountId,
			/// How it is attested.
			attestation: Attestation,
		},
		/// The arbiter took a claim from its artifact.
		ClaimRemoved {
			/// The artifact.
			digest: Digest,
			/// Whose claim it was.
			owner: T::AccountId,
			/// Why.
			reason: Reason,
			/// Whether it stays above the claims that name it, revoked.
			kept: bool,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such claim or commitment. Check the digest, the account and the salt.
		NotFound,
		/// You have claimed this artifact or made this commitment before. Withdraw that first: a claim can be withdrawn
		/// even where the arbiter removed it, once no other names it.
		AlreadyExists,
		/// The artifact has as many claims as it can have. Only a commitment makes room, made before one of them that
		/// nobody attested and no other claim names. Otherwise ask the arbiter to remove one.
		MaxClaimsExceeded,
		/// The claim has too many ancestors. Name fewer parents, or claims of them that have fewer.
		MaxAncestorsExceeded,
		/// The claim has too many generations above it. Name parents that are nearer to the origin.
		MaxDepthExceeded,
		/// Models, adapters and datasets are named by their OpenSSF root, which is SHA-256. Give that.
		WrongAlgorithm,
		/// An artifact cannot be its own parent. Leave the edge out.
		SelfReference,
		/// A parent is named twice. Name it once.
		DuplicateParent,
		/// The account that an edge names does not claim that parent. Name one that does: see `verify`.
		ParentNotFound,
		/// A claim above was made from this artifact. Name another claim of that parent, or leave the edge out.
		Cycle,
		/// An adapter names exactly one base model. Name one by an edge.
		BaseModelRequired,
		/// Only works have a generation record. Leave it out.
		RecordNotAllowed,
		/// The record names a model that is no parent. Add an edge to it, as a base model or an input.
		ModelNotInEdges,
		/// The record names an adapter that is no parent. Add an edge to it, as an adapter or an input.
		AdapterNotInEdges,
		/// A commitment cannot be revealed in the block in which it was made. Wait for the next one.
		TooEarly,
		/// The commitment is too old. Withdraw it and commit again.
		Expired,
		/// Only its owner can withdraw a commitment before it expires. Wait until then.
		NotExpired,
		/// Other claims name yours as a parent, so it stays. Revoke or deprecate it instead.
		HasChildren,
		/// The claim is revoked, and that is final.
		Revoked,
		/// The claim has this status. Choose another.
		NotChanged,
		/// The claim is attested. Revoke the attestation first.
		AlreadyAttested,
		/// The claim is not attested. There is nothing to revoke.
		NotAttested,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Claims an artifact. Everybody sees the digest before the claim stands: `commit` first if that matters.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// The claim counts from this block, and is shown as made without a commitment. Edges and record never change.
		/// An edge names whose claim of the parent is meant; what others claim of it is no ancestor. A deposit is held
		/// until the claim goes. The weight of ancestors that were not there is given back.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyExists`], [`Error::MaxClaimsExceeded`]; of the artifact: [`Error::WrongAlgorithm`],
		/// [`Error::BaseModelRequired`]; of edges: [`Error::SelfReference`], [`Error::DuplicateParent`],
		/// [`Error::ParentNotFound`], [`Error::Cycle`], [`Error::MaxAncestorsExceeded`], [`Error::MaxDepthExceeded`];
		/// of the record: [`Error::RecordNotAllowed`], [`Error::ModelNotInEdges`], [`Error::AdapterNotInEdges`]; and if
		/// the deposit cannot be held.
		///
		/// ## Events
		///
		/// [`Event::ClaimRegistered`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register(registration.edges.len() as u32, MAX_ANCESTORS))]
		pub fn register(
			origin: OriginFor<T>,
			registration: Box<Registration<T::AccountId>>,
		) -> DispatchResultWithPostInfo {
			let owner = ensure_signed(origin)?;
			let edges = registration.edges.len() as u32;
			let now = frame_system::Pallet::<T>::block_number();
			let visited = Self::do_register(owner, *registration, now, false)?;
			Ok(Some(T::WeightInfo::register(edges, visited)).into())
		}

		/// Commits to claim an artifact, without telling which.
		///
		/// ## Dispatch Origin
		///
		/// Signed.
		///
		/// ## Details
		///
		/// `hash` is BLAKE2-256 of the SCALE encoding of `(owner, digest, salt)`, with 32 random bytes of salt: see the
		/// view function `commitment_hash`. Reveal it in a later block, and before it expires. A deposit is held until
		/// then, or until the commitment is withdrawn.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyExists`], and if the deposit cannot be held.
		///
		/// ## Events
		///
		/// [`Event::Committed`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::commit())]
		pub fn commit(origin: OriginFor<T>, hash: Hash) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_commit(owner, hash)
		}

		/// Claims an artifact that the signer committed to. The claim counts from the block of the commitment.
		///
		/// ## Dispatch Origin
		///
		/// Signed by whoever committed.
		///
		/// ## Details
		///
		/// As `register`. If the artifact has as many claims as it can have, then the last one goes that counts from a
		/// later block, that nobody attested and that no other claim names; its owner gets the deposit back.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::TooEarly`], [`Error::Expired`], and those of `register`. The commitment stays
		/// then.
		///
		/// ## Events
		///
		/// [`Event::ClaimDisplaced`], [`Event::ClaimRegistered`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::reveal(registration.edges.len() as u32, MAX_ANCESTORS))]
		pub fn reveal(
			origin: OriginFor<T>,
			salt: [u8; 32],
			registration: Box<Registration<T::AccountId>>,
		) -> DispatchResultWithPostInfo {
			let owner = ensure_signed(origin)?;
			let edges = registration.edges.len() as u32;
			let visited = Self::do_reveal(owner, salt, *registration)?;
			Ok(Some(T::WeightInfo::reveal(edges, visited)).into())
		}

		/// Removes a commitment.
		///
		/// ## Dispatch Origin
		///
		/// Signed by whoever committed; by anybody once it expired.
		///
		/// ## Details
		///
		/// The deposit goes back to whoever committed.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotExpired`].
		///
		/// ## Events
		///
		/// [`Event::CommitmentWithdrawn`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::withdraw_commitment())]
		pub fn withdraw_commitment(origin: OriginFor<T>, owner: T::AccountId, hash: Hash) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_commitment(&who, owner, hash)
		}

		/// Withdraws a claim, with its edges and its record.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the claim.
		///
		/// ## Details
		///
		/// The deposit comes back. A claim that others name as a parent stays, because it is part of theirs. One that
		/// the arbiter removed can be withdrawn too, once nothing is below it. The weight of edges that were not there is
		/// given back.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::HasChildren`].
		///
		/// ## Events
		///
		/// [`Event::ClaimWithdrawn`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::withdraw_claim(MAX_EDGES))]
		pub fn withdraw_claim(origin: OriginFor<T>, digest: Digest) -> DispatchResultWithPostInfo {
			let owner = ensure_signed(origin)?;
			let edges = Self::do_withdraw_claim(&owner, &digest)?;
			Ok(Some(T::WeightInfo::withdraw_claim(edges)).into())
		}

		/// Says whether an artifact is still to be used.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the claim.
		///
		/// ## Details
		///
		/// Active and deprecated are exchangeable; revoked is final, is shown for everything below the claim, and ends
		/// the claim to the income.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Revoked`], [`Error::NotChanged`].
		///
		/// ## Events
		///
		/// [`Event::StatusChanged`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::set_status())]
		pub fn set_status(origin: OriginFor<T>, digest: Digest, status: Status) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_set_status(owner, digest, status)
		}

		/// Finds a claim to be true.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ArbiterOrigin`].
		///
		/// ## Details
		///
		/// `note` is the hash of the reasons. The claim goes before all that are not attested, and is entitled to the
		/// income even where another was settled.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Revoked`], [`Error::AlreadyAttested`].
		///
		/// ## Events
		///
		/// [`Event::ClaimAttested`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::attest())]
		pub fn attest(origin: OriginFor<T>, digest: Digest, owner: T::AccountId, note: [u8; 32]) -> DispatchResult {
			T::ArbiterOrigin::ensure_origin(origin)?;
			Self::do_attest(digest, owner, note)
		}

		/// Takes back that a claim was found to be true.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ArbiterOrigin`].
		///
		/// ## Details
		///
		/// The claim goes where it would be without the attestation.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAttested`].
		///
		/// ## Events
		///
		/// [`Event::AttestationRevoked`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::revoke_attestation())]
		pub fn revoke_attestation(origin: OriginFor<T>, digest: Digest, owner: T::AccountId) -> DispatchResult {
			T::ArbiterOrigin::ensure_origin(origin)?;
			Self::do_revoke_attestation(digest, owner)
		}

		/// Takes a claim from its artifact, to make room for better ones.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ArbiterOrigin`].
		///
		/// ## Details
		///
		/// The claim goes with its edges and its record, and its owner gets the deposit back. One that others name as a
		/// parent leaves its place too, but stays above those: revoked, with the reason, never to be named again. Its
		/// deposit comes back when its owner withdraws it, once nothing is below it. The weight of edges that were not
		/// there is given back.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::AlreadyAttested`].
		///
		/// ## Events
		///
		/// [`Event::ClaimRemoved`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::remove_claim(MAX_EDGES))]
		pub fn remove_claim(
			origin: OriginFor<T>,
			digest: Digest,
			owner: T::AccountId,
			reason: Reason,
		) -> DispatchResultWithPostInfo {
			T::ArbiterOrigin::ensure_origin(origin)?;
			let edges = Self::do_remove_claim(digest, owner, reason)?;
			Ok(Some(T::WeightInfo::remove_claim(edges)).into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// All that is known of a digest: who claims it, since when, how that is attested, what was revoked above it.
		/// No claims if nobody registered it.
		pub fn verify(digest: Digest) -> Verification<T::AccountId, BlockNumberFor<T>> {
			Self::do_verify(digest)
		}

		/// What the claims of the artifact were made from, all the way up: each claim once, the nearest first.
		pub fn ancestry(digest: Digest) -> Vec<Ancestor<T::AccountId>> {
			Self::do_ancestry(digest)
		}

		/// Who is entitled to the income of the artifact. Nobody while that is open.
		pub fn entitled_to(digest: Digest) -> Option<T::AccountId> {
			<Self as ProvenanceInspect<_>>::entitled(&digest)
		}

		/// What `owner` commits to before registering the digest.
		pub fn commitment_hash(owner: T::AccountId, digest: Digest, salt: [u8; 32]) -> Hash {
			Self::hash_of(&owner, &digest, &salt)
		}
	}
}
