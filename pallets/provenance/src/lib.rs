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
mod opposition;
mod pins;
mod registration;
mod settlement;
mod status;
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
		Deposit, Digest,
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

	/// Configuration of the pallet.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Native currency of the storage deposits.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Arbiter: the origin that attests claims, removes them, and decides about oppositions.
		type ArbiterOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Lifetime of a commitment, in blocks; [`Config::OppositionPeriod`] if that is shorter.
		///
		/// So an account that committed before a claim must have revealed before that is settled. After its lifetime
		/// anybody can remove a commitment.
		#[pallet::constant]
		type CommitmentLifetime: Get<BlockNumberFor<Self>>;

		/// Opposition period, in blocks: for so long a claim can be opposed before it is settled, and for so long an
		/// opposition waits for a verdict. Read when a claim begins to wait, and when it is opposed: a change moves nothing
		/// that runs.
		type OppositionPeriod: Get<BlockNumberFor<Self>>;

		/// Collector of the half of lost bonds that is not burnt: the treasury.
		type LostBonds: Get<Self::AccountId>;

		/// Weight information of the dispatchables.
		type WeightInfo: WeightInfo;
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// Maximum number of claims of an artifact.
		#[pallet::constant_name(MaxClaims)]
		fn max_claims() -> u32 {
			MAX_CLAIMS
		}

		/// Maximum number of edges of a claim.
		#[pallet::constant_name(MaxEdges)]
		fn max_edges() -> u32 {
			MAX_EDGES
		}

		/// Maximum number of ancestors of a claim.
		#[pallet::constant_name(MaxAncestors)]
		fn max_ancestors() -> u32 {
			MAX_ANCESTORS
		}

		/// Maximum number of edges from a claim to its farthest ancestor.
		#[pallet::constant_name(MaxDepth)]
		fn max_depth() -> u32 {
			MAX_DEPTH
		}

		/// Maximum number of open oppositions to a claim.
		#[pallet::constant_name(MaxOppositions)]
		fn max_oppositions() -> u32 {
			MAX_OPPOSITIONS
		}

		/// Bond of an opposition to a claim of which no verdict has rejected one. Each of those doubles it.
		#[pallet::constant_name(OppositionBond)]
		fn opposition_bond() -> Balance {
			OPPOSITION_BOND
		}

		/// What an opponent loses whose opposition ends without a verdict, and who claims the artifact too.
		#[pallet::constant_name(ContestFee)]
		fn contest_fee() -> Balance {
			CONTEST_FEE
		}
	}

	/// Hold reasons of the pallet. An index is never reused.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Storage deposit of a claim with its edges and its record, and of the closure of an artifact.
		#[codec(index = 0)]
		Claim,
		/// Storage deposit of a commitment.
		#[codec(index = 1)]
		Commitment,
		/// Storage deposit of an opposition.
		#[codec(index = 2)]
		Opposition,
		/// Bond of an opposition.
		#[codec(index = 3)]
		Bond,
	}

	/// Claims of each artifact by precedence: the attested before the others, then by the block that precedence counts
	/// from, then in the order of registration.
	#[pallet::storage]
	pub type Claims<T: Config> =
		StorageMap<_, Blake2_128Concat, Digest, ClaimList<T::AccountId, BlockNumberFor<T>>, ValueQuery>;

	/// Lineage edges of each claim: the parents it names. Immutable while the claim exists.
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

	/// Generation record of each claim.
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

	/// Claims that the arbiter removed while others named them, or an IP asset was minted of them. They are revoked, and
	/// stay until nothing needs them and their owners withdraw them.
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

	/// Number of edges that lead to each claim.
	#[pallet::storage]
	pub type Children<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, Digest, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// Hearing of each claim that is opposed: the oppositions to it, which end together.
	#[pallet::storage]
	pub type Hearings<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		Digest,
		Blake2_128Concat,
		T::AccountId,
		Hearing<T::AccountId, BlockNumberFor<T>>,
		OptionQuery,
	>;

	/// Closure of each model and adapter whose settled or attested claim went, or is attested no more, with its part of the
	/// deposit of that claim.
	/// It counts while nobody is entitled, and ends with the next claim that is.
	#[pallet::storage]
	pub type Closures<T: Config> = StorageMap<_, Blake2_128Concat, Digest, Deposit<T::AccountId>, OptionQuery>;

	/// Commitments, by account and hash. One namespace for each account, so that nobody can be hindered by copying a
	/// hash.
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

	/// Events of the pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A claim was registered.
		ClaimRegistered {
			/// Artifact.
			digest: Digest,
			/// Claimant.
			owner: T::AccountId,
			/// Kind of the artifact.
			kind: ArtifactKind,
			/// Block that precedence counts from.
			since: BlockNumberFor<T>,
			/// `true` if it was committed to before.
			committed: bool,
		},
		/// A claim was displaced by one that precedes it, where the artifact had its maximum of claims.
		ClaimDisplaced {
			/// Artifact.
			digest: Digest,
			/// Owner of the displaced claim.
			owner: T::AccountId,
			/// Owner of the new claim.
			by: T::AccountId,
		},
		/// A claim was withdrawn.
		ClaimWithdrawn {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
		},
		/// A commitment was made.
		Committed {
			/// Committing account.
			owner: T::AccountId,
			/// Hash of the commitment.
			hash: Hash,
		},
		/// A commitment was removed without a registration.
		CommitmentWithdrawn {
			/// Committing account.
			owner: T::AccountId,
			/// Hash of the commitment.
			hash: Hash,
		},
		/// The status of a claim changed.
		StatusChanged {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// New status.
			status: Status,
		},
		/// The arbiter attested a claim.
		ClaimAttested {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// Hash of the reasons.
			note: [u8; 32],
		},
		/// The arbiter revoked the attestation of a claim.
		AttestationRevoked {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
		},
		/// An attested generation record was attached to a claim.
		RecordAttested {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// Attestation of the record.
			attestation: Attestation,
		},
		/// The arbiter removed a claim from its artifact.
		ClaimRemoved {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// Reason, in a few words.
			reason: Reason,
			/// `true` if it is kept, revoked: above the claims that name it, or for its IP asset.
			kept: bool,
		},
		/// A claim was pinned: an IP asset was minted of it.
		ClaimPinned {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
		},
		/// A claim was unpinned: its IP asset ended.
		ClaimUnpinned {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
		},
		/// A claim was opposed.
		ClaimOpposed {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// Opponent.
			opponent: T::AccountId,
			/// Bond of the opposition.
			bond: Balance,
			/// Block from which anybody may end the oppositions to the claim.
			ends_at: BlockNumberFor<T>,
		},
		/// An opposition was withdrawn.
		OppositionWithdrawn {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// Opponent.
			opponent: T::AccountId,
			/// What was lost of the bond.
			lost: Balance,
		},
		/// The arbiter decided about the oppositions to a claim that were heard, or about who contests it.
		OppositionDecided {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// Verdict.
			verdict: Verdict,
			/// Block up to which oppositions were heard.
			heard: BlockNumberFor<T>,
		},
		/// The oppositions to a claim ended without a verdict.
		OppositionEnded {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// `true` if an opponent claims the artifact too: neither claim settles by time.
			contested: bool,
		},
		/// The arbiter gave the oppositions to a claim more time.
		OppositionPostponed {
			/// Artifact.
			digest: Digest,
			/// Owner of the claim.
			owner: T::AccountId,
			/// Block from which anybody may end them.
			ends_at: BlockNumberFor<T>,
		},
		/// An artifact was closed: its entitled claim went or is attested no more, and no other is entitled.
		ArtifactClosed {
			/// Artifact.
			digest: Digest,
		},
		/// An artifact was opened again: somebody is entitled to its income.
		ArtifactReopened {
			/// Artifact.
			digest: Digest,
		},
	}

	/// Errors of the pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such claim or commitment. Check the digest, the account and the salt.
		NotFound,
		/// The signer's claim or commitment exists already. Withdraw that first: a claim can be withdrawn even where
		/// the arbiter removed it, once no other names it.
		AlreadyExists,
		/// The artifact has its maximum of claims. Only a commitment makes room, made before one of them that nobody
		/// attested, opposes or minted an IP asset of, and no other claim names. Otherwise ask the arbiter to remove one.
		MaxClaimsExceeded,
		/// The claim would exceed its maximum of ancestors. Name fewer parents, or claims of them that have fewer.
		MaxAncestorsExceeded,
		/// The claim would exceed its maximum depth. Name parents that are nearer to the origin.
		MaxDepthExceeded,
		/// The digest is not SHA-256. Give the OpenSSF root of a model, adapter or dataset, and the SHA-256 of the file of
		/// a work or a component.
		AlgorithmMismatch,
		/// The artifact is named as its own parent. Leave the edge out.
		SelfReference,
		/// A parent is named twice. Name it once.
		DuplicateParent,
		/// No claim of that parent by the account that the edge names. Name an account that claims it: see `verify`.
		ParentNotFound,
		/// A claim above was made from this artifact. Name another claim of that parent, or leave the edge out.
		Cycle,
		/// An adapter without exactly one base model. Name one by an edge.
		BaseModelRequired,
		/// A generation record of an artifact that is no work. Leave it out.
		RecordNotAllowed,
		/// The record names a model that is no parent. Add an edge to it, as a base model or an input.
		ModelNotInEdges,
		/// The record names an adapter that is no parent. Add an edge to it, as an adapter or an input.
		AdapterNotInEdges,
		/// The commitment was made in this block. Reveal it in the next one.
		TooEarly,
		/// The commitment has expired. Withdraw it and commit again.
		Expired,
		/// The commitment has not expired, and the signer is not its owner. Wait until it expires.
		NotExpired,
		/// Other claims name this one as a parent, so it stays. Revoke or deprecate it instead.
		HasChildren,
		/// The claim is revoked, and that is final.
		Revoked,
		/// The claim has this status already. Choose another.
		NotChanged,
		/// The claim is attested. Revoke the attestation first.
		AlreadyAttested,
		/// The claim is not attested. There is nothing to revoke.
		NotAttested,
		/// The claim belongs to an IP asset that was minted of it. The owner of that deprecates or revokes it by calls of
		/// `ip-assets`; after the asset was burned its claimant can withdraw it.
		Pinned,
		/// The claim is pinned already. An IP asset was minted of it: see `ip-assets`.
		AlreadyPinned,
		/// No IP asset was minted of the claim. Its claimant sets its status.
		NotPinned,
		/// Too many claims of the artifact are pinned, and nothing speaks for this one. Wait until it is settled, if it is
		/// the first; until an IP asset of another is burned; or ask the arbiter to remove one.
		MaxPinsExceeded,
		/// The claim is the signer's own. Withdraw or revoke it instead.
		OwnClaim,
		/// An earlier claim stands, so this one cannot settle. Oppose that, or wait until this one is the first.
		NotFirst,
		/// The claim is settled, or its time to be opposed is over. Ask the arbiter to attest another.
		TooLate,
		/// The signer opposes the claim already. Wait for its end.
		AlreadyOpposed,
		/// The claim has its maximum of open oppositions. A verdict decides about all that were heard: no other is needed.
		MaxOppositionsExceeded,
		/// The claim is opposed. Its oppositions end first: by `decide`; by `end_opposition` once their time is over; or
		/// at once by `end_opposition` after the claim was revoked.
		Opposed,
		/// The claim has no such opposition, and nobody contests it: of a verdict, none up to the block that it names. Look up
		/// the hearing.
		NotOpposed,
		/// The time of the oppositions is not over, and the claim stands. Wait until it is, or ask the arbiter for a verdict.
		NotOver,
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
		/// Registers a claim of an artifact. Everybody sees the digest before the claim stands: `commit` first if that
		/// matters.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the claimant.
		///
		/// ## Parameters
		///
		/// - `registration`: digest and kind of the artifact, hash of its manifest, edges to its parents, and for a
		///   work its generation record.
		///
		/// ## Details
		///
		/// Precedence counts from this block, and the claim is shown as made without a commitment. It opposes no other: see
		/// [`Pallet::oppose`]. It settles after the opposition period of this day, if it is the first that stands then, and
		/// neither opposed nor contested. Edges and record are immutable. An edge names whose claim of the parent is meant; what others claim of it is no ancestor. A
		/// storage deposit is held until the claim is removed. The weight of ancestors that were not there is refunded.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyExists`], [`Error::MaxClaimsExceeded`], those of the hold, and
		/// - of the artifact: [`Error::AlgorithmMismatch`], [`Error::BaseModelRequired`];
		/// - of the edges: [`Error::SelfReference`], [`Error::DuplicateParent`], [`Error::ParentNotFound`],
		///   [`Error::Cycle`], [`Error::MaxAncestorsExceeded`], [`Error::MaxDepthExceeded`];
		/// - of the record: [`Error::RecordNotAllowed`], [`Error::ModelNotInEdges`], [`Error::AdapterNotInEdges`].
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
			let visited = Self::do_register(owner, *registration, now)?;
			Ok(Some(T::WeightInfo::register(edges, visited)).into())
		}

		/// Commits to a claim without revealing its artifact.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the claimant.
		///
		/// ## Parameters
		///
		/// - `hash`: BLAKE2-256 of the SCALE encoding of `(owner, digest, salt)`, with 32 random bytes of salt, as
		///   [`Pallet::commitment_hash`] computes it.
		///
		/// ## Details
		///
		/// Reveal it in a later block, and before it expires. A storage deposit is held until then, or until the
		/// commitment is withdrawn.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyExists`], and those of the hold.
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

		/// Registers a claim that the signer committed to. Precedence counts from the block of the commitment.
		///
		/// ## Dispatch Origin
		///
		/// Signed: whoever committed.
		///
		/// ## Parameters
		///
		/// - `salt`: salt of the commitment.
		/// - `registration`: as for [`Pallet::register`].
		///
		/// ## Details
		///
		/// As [`Pallet::register`]; but where another claim is settled, precedence counts from no earlier than that. Where
		/// the artifact has its maximum of claims, the last one is displaced that counts from a later block, that nobody
		/// attested, opposes or minted an IP asset of unless it was revoked, that contests none, and that no other claim
		/// names; its owner gets the deposit back, of a minted one when its asset was burned. The commitment stays if the call fails.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::TooEarly`], [`Error::Expired`], and those of [`Pallet::register`].
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

		/// Withdraws a commitment.
		///
		/// ## Dispatch Origin
		///
		/// Signed: whoever committed. Anyone, once it has expired.
		///
		/// ## Parameters
		///
		/// - `owner`: account that committed.
		/// - `hash`: hash of the commitment.
		///
		/// ## Details
		///
		/// The deposit returns to whoever committed.
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
		/// Signed: the owner of the claim.
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		///
		/// ## Details
		///
		/// The deposit is released. A claim that others name as a parent stays, because it is part of theirs. One that
		/// the arbiter removed can be withdrawn too, once no claim names it. A claim that is opposed is revoked first.
		/// Where the claim of a model or an adapter was entitled, that is closed, and a part of the deposit stays for that
		/// until somebody is entitled again. The weight of edges that were not there is refunded.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::HasChildren`], [`Error::Pinned`], [`Error::Opposed`].
		///
		/// ## Events
		///
		/// [`Event::ClaimWithdrawn`], [`Event::ArtifactClosed`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::withdraw_claim(MAX_EDGES))]
		pub fn withdraw_claim(origin: OriginFor<T>, digest: Digest) -> DispatchResultWithPostInfo {
			let owner = ensure_signed(origin)?;
			let edges = Self::do_withdraw_claim(&owner, &digest)?;
			Ok(Some(T::WeightInfo::withdraw_claim(edges)).into())
		}

		/// Sets the status of a claim: active, deprecated or revoked.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the claim.
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `status`: new status.
		///
		/// ## Details
		///
		/// Active and deprecated are exchangeable; revoked is final, is shown for everything below the claim, and ends
		/// its entitlement to the income. Where the claim of a model or an adapter was entitled, that is closed until
		/// somebody else is. Of a pinned claim the owner of its IP asset sets the status, by calls of `ip-assets`.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Pinned`], [`Error::Revoked`], [`Error::NotChanged`].
		///
		/// ## Events
		///
		/// [`Event::StatusChanged`], [`Event::ArtifactClosed`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::set_status())]
		pub fn set_status(origin: OriginFor<T>, digest: Digest, status: Status) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_set_status(owner, digest, status)
		}

		/// Attests a claim.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ArbiterOrigin`].
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `owner`: owner of the claim.
		/// - `note`: hash of the reasons.
		///
		/// ## Details
		///
		/// The claim precedes all that are not attested, and is entitled to the income even where another was settled. One
		/// that is opposed is decided about first. A closed artifact opens.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Revoked`], [`Error::AlreadyAttested`], [`Error::Opposed`].
		///
		/// ## Events
		///
		/// [`Event::ClaimAttested`], [`Event::ArtifactReopened`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::attest())]
		pub fn attest(origin: OriginFor<T>, digest: Digest, owner: T::AccountId, note: [u8; 32]) -> DispatchResult {
			T::ArbiterOrigin::ensure_origin(origin)?;
			Self::do_attest(digest, owner, note)
		}

		/// Revokes the attestation of a claim.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ArbiterOrigin`].
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `owner`: owner of the claim.
		///
		/// ## Details
		///
		/// The claim returns to the place that it would have without the attestation. Unless it was settled before, it
		/// waits for a whole opposition period; and where it was the entitled claim of a model or an adapter, that is closed
		/// until somebody is entitled, for a part of the claim's deposit.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAttested`].
		///
		/// ## Events
		///
		/// [`Event::AttestationRevoked`], [`Event::ArtifactClosed`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::revoke_attestation())]
		pub fn revoke_attestation(origin: OriginFor<T>, digest: Digest, owner: T::AccountId) -> DispatchResult {
			T::ArbiterOrigin::ensure_origin(origin)?;
			Self::do_revoke_attestation(digest, owner)
		}

		/// Removes a claim from its artifact, to make room for better ones.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ArbiterOrigin`].
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `owner`: owner of the claim.
		/// - `reason`: reason, at most 64 bytes.
		///
		/// ## Details
		///
		/// The claim is removed with its edges and its record, and its deposit released. One that others name as a
		/// parent leaves its place too, but stays above those: revoked, with the reason, never to be named again. So does
		/// one of which an IP asset was minted, until that is burned. Its deposit is released when its owner withdraws it,
		/// once nothing needs it. One that is opposed is decided about first. Where the claim of a model or an adapter was
		/// entitled, that is closed. The weight of edges that were not there is refunded.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::AlreadyAttested`], [`Error::Opposed`].
		///
		/// ## Events
		///
		/// [`Event::ClaimRemoved`], [`Event::ArtifactClosed`].
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

		/// Opposes a claim before it is settled.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the opponent.
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `owner`: owner of the claim.
		/// - `evidence`: hash of the evidence.
		///
		/// ## Details
		///
		/// The first claim that stands can be opposed, until it is settled; it settles by time no more until all its
		/// oppositions have ended. A bond is held: 10 ATL, doubled for each opposition to this claim that a verdict rejected;
		/// and a storage deposit. One verdict ends all oppositions to the claim that it heard, by [`Pallet::decide`]. Without
		/// one they end by [`Pallet::end_opposition`], an opposition period after the last of them.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Revoked`], [`Error::OwnClaim`], [`Error::AlreadyAttested`], [`Error::NotFirst`],
		/// [`Error::TooLate`], [`Error::AlreadyOpposed`], [`Error::MaxOppositionsExceeded`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::ClaimOpposed`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::oppose())]
		pub fn oppose(origin: OriginFor<T>, digest: Digest, owner: T::AccountId, evidence: [u8; 32]) -> DispatchResult {
			let opponent = ensure_signed(origin)?;
			Self::do_oppose(opponent, digest, owner, evidence)
		}

		/// Withdraws an opposition.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the opponent.
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `owner`: owner of the claim.
		///
		/// ## Details
		///
		/// The bond is lost, unless the claim was revoked meanwhile: half is burnt, half goes to the treasury. The storage
		/// deposit is released.
		///
		/// ## Errors
		///
		/// [`Error::NotOpposed`].
		///
		/// ## Events
		///
		/// [`Event::OppositionWithdrawn`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::withdraw_opposition())]
		pub fn withdraw_opposition(origin: OriginFor<T>, digest: Digest, owner: T::AccountId) -> DispatchResult {
			let opponent = ensure_signed(origin)?;
			Self::do_withdraw_opposition(opponent, digest, owner)
		}

		/// Decides about the oppositions to a claim that were heard, or about a claim that is contested.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ArbiterOrigin`].
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `owner`: owner of the claim.
		/// - `verdict`: whether the oppositions are upheld or rejected.
		/// - `heard`: block up to which oppositions were heard, inclusive: the last that the arbiter looked at, which is never
		///   one to come. See the block of each in the hearing.
		///
		/// ## Details
		///
		/// Upheld: the claim is revoked, pinned or not, and all bonds return, of what came later too. Rejected: of what was
		/// heard the bonds are lost, half burnt, half to the treasury, and whoever contests the claim by that contests it no
		/// more. What came later stays open. If nothing did, the claim is settled, if it is the first that stands. The weight
		/// of oppositions that did not end is refunded.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::Revoked`], [`Error::AlreadyAttested`], [`Error::NotOpposed`].
		///
		/// ## Events
		///
		/// [`Event::OppositionDecided`], [`Event::ArtifactReopened`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::decide(MAX_OPPOSITIONS))]
		pub fn decide(
			origin: OriginFor<T>,
			digest: Digest,
			owner: T::AccountId,
			verdict: Verdict,
			heard: BlockNumberFor<T>,
		) -> DispatchResultWithPostInfo {
			T::ArbiterOrigin::ensure_origin(origin)?;
			let oppositions = Self::do_decide(digest, owner, verdict, heard)?;
			Ok(Some(T::WeightInfo::decide(oppositions)).into())
		}

		/// Ends the oppositions to a claim without a verdict.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `owner`: owner of the claim.
		///
		/// ## Details
		///
		/// Once their time is over, or the claim was revoked; then all bonds return. Otherwise an opponent whose own claim of
		/// the artifact stands loses 1 ATL of the bond, and contests the claim: neither settles by time, but by a verdict,
		/// or when one of the two goes. Any other loses the bond. What is lost is half burnt, and half goes to the treasury.
		/// A claim that nobody contests is settled, if it is the first that stands. The weight of oppositions that were not
		/// there is refunded.
		///
		/// ## Errors
		///
		/// [`Error::NotOpposed`], [`Error::NotOver`].
		///
		/// ## Events
		///
		/// [`Event::OppositionEnded`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::end_opposition(MAX_OPPOSITIONS))]
		pub fn end_opposition(origin: OriginFor<T>, digest: Digest, owner: T::AccountId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let oppositions = Self::do_end_opposition(digest, owner)?;
			Ok(Some(T::WeightInfo::end_opposition(oppositions)).into())
		}

		/// Gives the oppositions to a claim a whole opposition period from now, where a verdict needs longer.
		///
		/// ## Dispatch Origin
		///
		/// [`Config::ArbiterOrigin`].
		///
		/// ## Parameters
		///
		/// - `digest`: artifact.
		/// - `owner`: owner of the claim.
		///
		/// ## Details
		///
		/// As often as it is needed, and never to an earlier block. It counts until somebody ended them.
		///
		/// ## Errors
		///
		/// [`Error::NotOpposed`], [`Error::NotChanged`].
		///
		/// ## Events
		///
		/// [`Event::OppositionPostponed`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::postpone())]
		pub fn postpone(origin: OriginFor<T>, digest: Digest, owner: T::AccountId) -> DispatchResult {
			T::ArbiterOrigin::ensure_origin(origin)?;
			Self::do_postpone(digest, owner)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Verification of a digest: its claims with their precedence, attestations, edges and records, and the revoked
		/// claims above them. No claims if nobody registered it.
		pub fn verify(digest: Digest) -> Verification<T::AccountId, BlockNumberFor<T>> {
			Self::do_verify(digest)
		}

		/// Ancestors of the artifact's claims, all the way up: each claim once, the nearest first.
		pub fn ancestry(digest: Digest) -> Vec<Ancestor<T::AccountId>> {
			Self::do_ancestry(digest)
		}

		/// Standing of the artifact: unclaimed, open, entitled or closed.
		pub fn standing(digest: Digest) -> Standing<T::AccountId> {
			<Self as ProvenanceInspect<_>>::standing(&digest)
		}

		/// Account entitled to the income of the artifact. `None` while that is open.
		pub fn entitled_to(digest: Digest) -> Option<T::AccountId> {
			<Self as ProvenanceInspect<_>>::entitled(&digest)
		}

		/// Hash that `owner` commits to before registering the digest.
		pub fn commitment_hash(owner: T::AccountId, digest: Digest, salt: [u8; 32]) -> Hash {
			Self::hash_of(&owner, &digest, &salt)
		}
	}
}
