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

mod approvals;
mod commerce;
mod consents;
mod deposits;
mod derivatives;
mod floor;
mod licenses;
mod terms;
mod try_state;
pub mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;

/// [`LicenseTerms`] of this runtime.
pub type TermsOf<T> = LicenseTerms<BlockNumberFor<T>>;
/// [`License`] of this runtime.
pub type LicenseOf<T> = License<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`Approval`] of this runtime.
pub type ApprovalOf<T> = Approval<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`Floor`] of this runtime.
pub type FloorOf<T> = Floor<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`Derivation`] of this runtime.
pub type DerivationOf<T> = Derivation<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

// The macro's own code compares and adds without checks, and repeats a call's arguments, each of which its signer decides.
#[allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::too_many_arguments)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use atelier_math::ancestors::{Ancestor, MAX_ANCESTORS};
	use atelier_primitives::{
		chain::Balance,
		ip::{CollectionId, IpInspect, IpMint, IpRevision, Metadata},
		licensing::LicenseFloor,
		royalties::{OnDerivativeRegistered, PoolInspect, RoyaltyCollect, ScoreInspect, StackInspect},
		Digest, IpId, Page,
	};
	use frame_support::{pallet_prelude::*, traits::fungible, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

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

		/// Provider of the owners and permissions of IP assets.
		type Ips: IpInspect<Self::AccountId>;

		/// Provider of the division of pools: whose income a link lowers.
		type Pools: PoolInspect<Self::AccountId>;

		/// Minter of derivatives.
		type Mint: IpMint<Self::AccountId>;

		/// Collector of minting fees, and provider of the royalty stacks.
		type Royalties: RoyaltyCollect<Self::AccountId> + StackInspect;

		/// Hook called for every new derivative with its lineage: stores the royalty stack.
		type OnDerivative: OnDerivativeRegistered<Self::AccountId>;

		/// Provider of the score authorities, who speak for all who have a part of the income of an IP.
		type Scores: ScoreInspect<Self::AccountId>;

		/// Revisions of IPs, which buyers name.
		type Revision: IpRevision;

		/// Id that the account of the pallet is derived from.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Lifetime of a request for an approval, in blocks: so long its fee may wait for the licensor.
		#[pallet::constant]
		type RequestLifetime: Get<BlockNumberFor<Self>>;

		/// Delay of a change of a floor, in blocks.
		type FloorDelay: Get<BlockNumberFor<Self>>;

		/// Weight information of the dispatchables.
		type WeightInfo: WeightInfo;

		/// Benchmark setup: creates IP assets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: atelier_primitives::ip::BenchmarkIp<Self::AccountId>;
	}

	/// Hold reasons of the pallet. An index is never reused.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Storage deposit of terms, an attachment, a license, an approval of any kind, a derivation, a floor or its
		/// proposal.
		#[codec(index = 0)]
		Storage,
		/// Fee of a requested approval.
		#[codec(index = 1)]
		Fee,
	}

	/// Genesis: mints the existential deposit of the account of the pallet.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Nothing to configure.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			use fungible::{Inspect, Mutate};
			let minted = T::Currency::mint_into(&Pallet::<T>::account(), T::Currency::minimum_balance());
			frame_support::defensive_assert!(minted.is_ok());
		}
	}

	/// Registered terms, by their hash.
	#[pallet::storage]
	pub type Terms<T: Config> =
		StorageMap<_, Blake2_128Concat, TermsId, RegisteredTerms<T::AccountId, BlockNumberFor<T>>>;

	/// Terms attached to each IP.
	#[pallet::storage]
	pub type Attachments<T: Config> =
		StorageDoubleMap<_, Twox64Concat, IpId, Blake2_128Concat, TermsId, Attachment<T::AccountId>>;

	/// Number of terms attached to each IP.
	#[pallet::storage]
	pub type AttachedCount<T: Config> = StorageMap<_, Twox64Concat, IpId, u32, ValueQuery>;

	/// Id of the next license.
	#[pallet::storage]
	pub type NextLicense<T: Config> = StorageValue<_, LicenseId, ValueQuery>;

	/// Licenses.
	#[pallet::storage]
	pub type Licenses<T: Config> = StorageMap<_, Twox64Concat, LicenseId, LicenseOf<T>>;

	/// Index of [`Licenses`] by IP and holder.
	#[pallet::storage]
	pub type Held<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		IpId,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<HeldLicense<BlockNumberFor<T>>, ConstU32<MAX_HELD>>,
		ValueQuery,
	>;

	/// Approvals of derivatives and requests for them, by parent and child.
	#[pallet::storage]
	pub type Approvals<T: Config> = StorageDoubleMap<_, Twox64Concat, IpId, Twox64Concat, IpId, ApprovalOf<T>>;

	/// Approvals of the link of each IP that its owner alone cannot link.
	#[pallet::storage]
	pub type LinkApprovals<T: Config> = StorageMap<_, Twox64Concat, IpId, LinkApprovalsOf<T::AccountId>, ValueQuery>;

	/// Approvals of commercializations, by parent and child.
	#[pallet::storage]
	pub type CommercialApprovals<T: Config> =
		StorageDoubleMap<_, Twox64Concat, IpId, Twox64Concat, IpId, CommercialApprovalsOf<T::AccountId>, ValueQuery>;

	/// Derivation of each derivative: the links to its parents.
	#[pallet::storage]
	pub type Parents<T: Config> = StorageMap<_, Twox64Concat, IpId, DerivationOf<T>>;

	/// Inverse of [`Parents`], by parent and child.
	#[pallet::storage]
	pub type Children<T: Config> = StorageDoubleMap<_, Twox64Concat, IpId, Twox64Concat, IpId, ()>;

	/// Floors of licenses, by IP. `None`: none was set.
	#[pallet::storage]
	pub type Floors<T: Config> = StorageMap<_, Twox64Concat, IpId, FloorOf<T>>;

	/// Proposed rises of floors, by IP.
	#[pallet::storage]
	pub type FloorProposals<T: Config> = StorageMap<_, Twox64Concat, IpId, FloorProposal<T::AccountId>>;

	/// Events of the pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Terms were registered.
		TermsRegistered {
			/// Id of the terms.
			terms: TermsId,
			/// Registrant.
			who: T::AccountId,
		},
		/// Unused terms were removed.
		TermsRemoved {
			/// Id of the terms.
			terms: TermsId,
		},
		/// Terms were attached to an IP: it is licensed under them from now on.
		TermsAttached {
			/// IP.
			ip: IpId,
			/// Id of the terms.
			terms: TermsId,
		},
		/// Terms were detached from an IP.
		TermsDetached {
			/// IP.
			ip: IpId,
			/// Id of the terms.
			terms: TermsId,
		},
		/// Attached terms were disabled or enabled.
		DisabledSet {
			/// IP.
			ip: IpId,
			/// Id of the terms.
			terms: TermsId,
			/// `true` if nothing new is licensed under them.
			disabled: bool,
		},
		/// A license was minted.
		LicenseMinted {
			/// Id of the license.
			license: LicenseId,
			/// Licensed IP.
			ip: IpId,
			/// Id of its terms.
			terms: TermsId,
			/// Holder.
			holder: T::AccountId,
			/// Number of derivatives that it allows.
			quantity: u32,
			/// Minting fee paid for all units.
			fee: Balance,
			/// Expiry: the first block in which it is no longer good; `None` means never.
			expires: Option<BlockNumberFor<T>>,
		},
		/// A license was transferred.
		LicenseTransferred {
			/// Id of the license.
			license: LicenseId,
			/// Former holder.
			from: T::AccountId,
			/// New holder.
			to: T::AccountId,
		},
		/// A license was burned.
		LicenseBurned {
			/// Id of the license.
			license: LicenseId,
		},
		/// A unit of a license was spent on a derivative. With the last one the license is removed.
		LicenseUsed {
			/// Id of the license.
			license: LicenseId,
			/// Derivative.
			child: IpId,
			/// Units left.
			left: u32,
		},
		/// An account that has a part of the income, or decides about it, approved the link of an IP.
		LinkApproved {
			/// IP.
			ip: IpId,
			/// Account.
			who: T::AccountId,
			/// Id of the list of parents.
			parents: ParentsHash,
			/// Maximum sum of the ancestors' rates.
			max_share: Perbill,
		},
		/// An approval of a link was removed without the link.
		LinkApprovalRevoked {
			/// IP.
			ip: IpId,
			/// Account that had approved.
			who: T::AccountId,
		},
		/// The owner or the score authority of a parent approved a commercialization, or took that back.
		CommercializationApproved {
			/// Parent.
			parent: IpId,
			/// Derivative.
			child: IpId,
			/// Account.
			who: T::AccountId,
			/// Fee that the account asks for it; `None` if it took its approval back.
			fee: Option<Balance>,
		},
		/// A derivative was commercialized: it may be sold and priced from now on.
		Commercialized {
			/// Derivative.
			ip: IpId,
			/// Sum of the fees paid to its parents.
			paid: Balance,
		},
		/// A licensor approved a derivative.
		DerivativeApproved {
			/// Parent.
			parent: IpId,
			/// Derivative that may be made from it.
			child: IpId,
			/// Id of the terms that it may be made under.
			terms: TermsId,
			/// SHA-256 of the description of the derivative.
			metadata: [u8; 32],
			/// Fee that was paid now, out of what a request held.
			fee: Balance,
		},
		/// An approval, or a request for one, was removed without a derivative.
		ApprovalRevoked {
			/// Parent.
			parent: IpId,
			/// Derivative that was approved.
			child: IpId,
		},
		/// An IP was linked to its parents.
		DerivativeRegistered {
			/// Derivative.
			child: IpId,
			/// Parents.
			parents: Vec<IpId>,
			/// Number of ancestors.
			ancestors: u32,
			/// Sum of the ancestors' rates.
			total: Perbill,
			/// Minting fees paid.
			fee: Balance,
			/// Expiry: the first block in which nothing new may be licensed from it or made of it; `None` means never.
			expires: Option<BlockNumberFor<T>>,
		},
		/// An approval was requested, and its fee held.
		ApprovalRequested {
			/// Parent.
			parent: IpId,
			/// Derivative that would be made from it.
			child: IpId,
			/// Id of the terms that it would be made under.
			terms: TermsId,
			/// Buyer: owner of the child.
			who: T::AccountId,
			/// SHA-256 of the description of the derivative.
			metadata: [u8; 32],
			/// Fee on hold.
			fee: Balance,
			/// Direct rate of the derivative.
			share: Perbill,
			/// First block in which the request is void.
			until: BlockNumberFor<T>,
		},
		/// The floor of an IP was set.
		FloorSet {
			/// IP.
			ip: IpId,
			/// Floor.
			floor: LicenseFloor,
			/// First block in which it is in force.
			from: BlockNumberFor<T>,
		},
		/// A rise of the floor was proposed.
		FloorProposed {
			/// IP.
			ip: IpId,
			/// Proposer: owner or score authority.
			by: T::AccountId,
			/// Proposed floor.
			floor: LicenseFloor,
		},
		/// A proposal of a floor was withdrawn, or cleared away once it was void; or a floor that fell to zero was.
		FloorWithdrawn {
			/// IP.
			ip: IpId,
		},
	}

	/// Errors of the pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such IP. Check its collection and item.
		NotFound,
		/// There are no such terms. Register them first.
		TermsNotFound,
		/// There is no such license. It may have been used up or burned.
		LicenseNotFound,
		/// There is no such approval. It may have been used or revoked, or another account gave it.
		ApprovalNotFound,
		/// The terms, the attachment or the approval exists already. Use it.
		AlreadyExists,
		/// The signer may not license this IP, or did not register these terms. Ask the owner of the IP, or whoever
		/// registered the terms.
		NotAuthorized,
		/// Attachments, licenses or derivatives need these terms. Remove them first.
		InUse,
		/// Revenue ceilings are not enforced yet. Leave them out.
		CeilingNotSupported,
		/// Commercializer checks are not enforced yet. Leave them out.
		CommercializerNotSupported,
		/// Fees are paid in the native currency. Leave the asset out.
		CurrencyNotSupported,
		/// Commercial attribution without commercial use. Allow commercial use, or ask for no such attribution.
		AttributionWithoutCommercialUse,
		/// A revenue share without commercial use. Allow commercial use, or set the share to zero.
		ShareWithoutCommercialUse,
		/// A minting fee without commercial use. Allow commercial use, or set the fee to zero.
		FeeWithoutCommercialUse,
		/// Attribution in derivatives without derivatives. Allow derivatives, or ask for no such attribution.
		AttributionWithoutDerivatives,
		/// Approval of derivatives without derivatives. Allow derivatives, or ask for no approval.
		ApprovalWithoutDerivatives,
		/// Reciprocal terms without derivatives. Allow derivatives, or make the terms not reciprocal.
		ReciprocalWithoutDerivatives,
		/// The IP has its maximum of terms. Detach some.
		MaxTermsExceeded,
		/// The terms of a derivative are those that it got from its parents. They can only be disabled.
		DerivativeTermsFixed,
		/// The terms are not attached to the IP. Choose terms that are.
		TermsNotAttached,
		/// The terms are disabled for this IP. Choose others, or ask its owner.
		TermsDisabled,
		/// The quantity is zero. Ask for at least one derivative.
		ZeroQuantity,
		/// The quantity exceeds its maximum. Mint several licenses.
		MaxQuantityExceeded,
		/// The minting fees exceed the signer's maximum. Look at the quote, and raise the maximum.
		MaxFeeExceeded,
		/// The revenue shares exceed the maximum of the signer, or of an account that approved the link. Look at the quote,
		/// and raise the maximum, or ask that account to.
		MaxShareExceeded,
		/// The holder has its maximum of licenses of this IP. Burn those that are not needed.
		MaxLicensesExceeded,
		/// The signer is not the holder of the license. Sign with that account; anybody may burn a license once it has
		/// expired.
		NotHolder,
		/// The terms do not allow transfers. Mint a license for the other account.
		NotTransferable,
		/// The license has expired. Mint another.
		LicenseExpired,
		/// The license is of another IP. Use it for that one.
		LicenseMismatch,
		/// The IP is a derivative whose own license has expired. Nothing new can be licensed from it or made of it.
		IpExpired,
		/// No parent is named. Name one.
		NoParents,
		/// The IP is named as its own parent. Name another parent.
		SelfParent,
		/// A parent is named twice. Name it once.
		DuplicateParent,
		/// The derivative would exceed its maximum of parents. Name fewer.
		MaxParentsExceeded,
		/// The derivative would exceed its maximum of ancestors. Choose parents with fewer.
		MaxAncestorsExceeded,
		/// The royalty stack would exceed 100 %. Choose parents that ask for less.
		MaxRateExceeded,
		/// The royalty stack of a parent is inconsistent. This is a mistake of the chain: report it.
		LineageBroken,
		/// The IP is a derivative already, for good.
		HasParents,
		/// The IP has derivatives. Use one that has none.
		HasChildren,
		/// The IP has terms attached, and would get those of its parents. Detach them first.
		HasTerms,
		/// Licenses of the IP exist. Wait until they are used or burned.
		HasLicenses,
		/// The terms allow no derivatives. Choose others.
		DerivativesNotAllowed,
		/// The owner of the IP did not make it: it was sold, given away, or minted for somebody. Have the link approved by
		/// the score authority and every account with a score.
		OwnerNotCreator,
		/// The score authority of the IP is another account than its owner. Have the link approved by it and every account
		/// with a score.
		AuthorityNotOwner,
		/// The pool of the IP is divided: others have, or had, a part of its income. Have the link approved by every account
		/// with a score.
		PoolDivided,
		/// New scores of the IP wait. Wait until they are applied, or cancel them.
		ScoresPending,
		/// More than 16 accounts have a score of the IP, too many for all to approve a link.
		MaxMembersExceeded,
		/// A member of the pool did not approve a link to these parents. The view `link_standing` says who.
		MemberNotApproved,
		/// The score authority did not approve a link to these parents, or a commercialization. The views say who.
		AuthorityNotApproved,
		/// The owner of a parent did not approve the commercialization. The view `commercial_standing` says who.
		OwnerNotApproved,
		/// There are as many approvals as there can be. Revoke those that are void.
		MaxApprovalsExceeded,
		/// The IP is commercial already. Nothing needs to be done.
		AlreadyCommercial,
		/// A parent is not commercial itself. Have it commercialized first.
		ParentNotCommercial,
		/// The owner is an account that can be sold, which may hold nothing that is not commercial. Take the IP out of the
		/// IP account or the studio first, or name another owner.
		HolderNotAllowed,
		/// What is named is not the parents of the derivative. Name each direct parent once, and no other IP.
		ParentMismatch,
		/// The derivative is not approved. Ask the owner of the parent to approve it under these terms.
		NotApproved,
		/// The IP was made under terms that allow no derivatives of derivatives. Choose another one.
		NotReciprocal,
		/// Some parents allow commercial use and some do not. Choose parents that agree.
		CommercialUseMismatch,
		/// Some parents want derivatives to carry their terms and some do not. Choose parents that agree.
		ReciprocityMismatch,
		/// The terms ask for an approval of each derivative. Request one for it instead of minting a license.
		ApprovalRequired,
		/// The terms ask for no approval. Mint a license, or link the derivative under them.
		ApprovalNotRequired,
		/// The request is for other terms or another description. Approve what was requested, or revoke the request.
		ApprovalMismatch,
		/// The approval was paid for. Only the owner of the derivative gives it up.
		AlreadyPaid,
		/// The metadata of the derivative names no SHA-256 of its description. Set one: it is what is approved.
		MetadataHashMissing,
		/// The description of the derivative is not the approved one. Set it back, or ask for another approval.
		MetadataMismatch,
		/// The metadata of the derivative is not frozen. Freeze it: what was approved must stay.
		MetadataNotFrozen,
		/// The fee is below the one that was inherited from the parents. Ask for at least that, or for no own floor.
		FloorBelowInherited,
		/// There is no proposal of a floor. It may have been accepted or withdrawn.
		FloorProposalNotFound,
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
		/// Registers license terms, for anybody to attach.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone.
		///
		/// ## Parameters
		///
		/// - `terms`: terms to register.
		///
		/// ## Details
		///
		/// The id of the terms is the BLAKE2-256 of their SCALE encoding. A storage deposit is held.
		///
		/// ## Errors
		///
		/// [`Error::AlreadyExists`], those of the hold, for fields that are not enforced yet
		/// [`Error::CeilingNotSupported`], [`Error::CommercializerNotSupported`], [`Error::CurrencyNotSupported`], and
		/// for terms that contradict themselves [`Error::AttributionWithoutCommercialUse`],
		/// [`Error::ShareWithoutCommercialUse`], [`Error::FeeWithoutCommercialUse`],
		/// [`Error::AttributionWithoutDerivatives`], [`Error::ApprovalWithoutDerivatives`],
		/// [`Error::ReciprocalWithoutDerivatives`].
		///
		/// ## Events
		///
		/// [`Event::TermsRegistered`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_terms(terms.uri.len() as u32))]
		pub fn register_terms(origin: OriginFor<T>, terms: TermsOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_terms(who, terms)
		}

		/// Removes terms that are attached to no IP.
		///
		/// ## Dispatch Origin
		///
		/// Signed: whoever registered the terms.
		///
		/// ## Parameters
		///
		/// - `terms`: id of the terms.
		///
		/// ## Details
		///
		/// The deposit is released.
		///
		/// ## Errors
		///
		/// [`Error::TermsNotFound`], [`Error::NotAuthorized`], [`Error::InUse`].
		///
		/// ## Events
		///
		/// [`Event::TermsRemoved`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::remove_terms())]
		pub fn remove_terms(origin: OriginFor<T>, terms: TermsId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_terms(&who, terms)
		}

		/// Attaches terms to an IP: it is licensed under them from now on.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the IP, or an agent with the permission `License`.
		///
		/// ## Parameters
		///
		/// - `ip`: IP to license.
		/// - `terms`: id of the terms.
		///
		/// ## Details
		///
		/// The attachment belongs to the IP: a sale keeps it. A storage deposit is held.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::TermsNotFound`], [`Error::NotAuthorized`], [`Error::DerivativeTermsFixed`],
		/// [`Error::AlreadyExists`], [`Error::MaxTermsExceeded`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::TermsAttached`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::attach_terms())]
		pub fn attach_terms(origin: OriginFor<T>, ip: IpId, terms: TermsId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attach_terms(&who, ip, terms)
		}

		/// Detaches terms from an IP that nothing was licensed under.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the IP, or an agent with the permission `License`.
		///
		/// ## Parameters
		///
		/// - `ip`: IP.
		/// - `terms`: id of the terms.
		///
		/// ## Details
		///
		/// The deposit returns to whoever attached them.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::DerivativeTermsFixed`], [`Error::TermsNotAttached`],
		/// [`Error::InUse`].
		///
		/// ## Events
		///
		/// [`Event::TermsDetached`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::detach_terms())]
		pub fn detach_terms(origin: OriginFor<T>, ip: IpId, terms: TermsId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_detach_terms(&who, ip, terms)
		}

		/// Disables or enables attached terms.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the IP, or an agent with the permission `License`.
		///
		/// ## Parameters
		///
		/// - `ip`: IP.
		/// - `terms`: id of the terms.
		/// - `disabled`: `true` if nothing new is to be licensed under them.
		///
		/// ## Details
		///
		/// Licenses and derivatives that exist stay good. A derivative may disable the terms that it got.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::TermsNotAttached`].
		///
		/// ## Events
		///
		/// [`Event::DisabledSet`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::set_disabled())]
		pub fn set_disabled(origin: OriginFor<T>, ip: IpId, terms: TermsId, disabled: bool) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_disabled(&who, ip, terms, disabled)
		}

		/// Mints a license of an IP.
		///
		/// ## Dispatch Origin
		///
		/// Signed: anyone. Everybody pays, the owner of the IP too.
		///
		/// ## Parameters
		///
		/// - `ip`: IP to license.
		/// - `terms`: id of attached terms.
		/// - `quantity`: number of derivatives that it allows, from 1 to 1,000.
		/// - `to`: holder.
		/// - `max_fee`: maximum of all minting fees together, in the smallest unit.
		/// - `max_share`: maximum rate that a derivative of this IP alone would owe to the IP and its ancestors.
		///
		/// ## Details
		///
		/// The signer pays the minting fee of each unit, or the fee of the floor if that is higher, to the pool of the
		/// IP, and the storage deposit. The share in force stays that of the license. It expires when the terms say, or
		/// with the IP if that is a derivative which expires earlier. Terms that ask for an approval of each derivative
		/// are licensed by `request_approval` alone.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::ZeroQuantity`], [`Error::MaxQuantityExceeded`], [`Error::IpExpired`],
		/// [`Error::NotReciprocal`], [`Error::TermsNotAttached`], [`Error::TermsDisabled`], [`Error::ApprovalRequired`],
		/// [`Error::MaxRateExceeded`], [`Error::MaxFeeExceeded`], [`Error::MaxShareExceeded`],
		/// [`Error::MaxLicensesExceeded`], and those of the payment and the hold.
		///
		/// ## Events
		///
		/// [`Event::LicenseMinted`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::mint_license())]
		pub fn mint_license(
			origin: OriginFor<T>,
			ip: IpId,
			terms: TermsId,
			quantity: u32,
			to: T::AccountId,
			max_fee: Balance,
			max_share: Perbill,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_mint_license(who, ip, terms, quantity, to, max_fee, max_share)
		}

		/// Transfers a license.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the holder.
		///
		/// ## Parameters
		///
		/// - `license`: id of the license.
		/// - `to`: new holder.
		///
		/// ## Details
		///
		/// The whole license moves, free of charge. The deposit stays that of whoever minted it.
		///
		/// ## Errors
		///
		/// [`Error::LicenseNotFound`], [`Error::NotHolder`], [`Error::LicenseExpired`], [`Error::NotTransferable`],
		/// [`Error::MaxLicensesExceeded`].
		///
		/// ## Events
		///
		/// [`Event::LicenseTransferred`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::transfer_license())]
		pub fn transfer_license(origin: OriginFor<T>, license: LicenseId, to: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_transfer_license(who, license, to)
		}

		/// Burns a license.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the holder. Anyone, once the license has expired.
		///
		/// ## Parameters
		///
		/// - `license`: id of the license.
		///
		/// ## Details
		///
		/// The deposit returns to whoever minted it. The fee does not.
		///
		/// ## Errors
		///
		/// [`Error::LicenseNotFound`], [`Error::NotHolder`].
		///
		/// ## Events
		///
		/// [`Event::LicenseBurned`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::burn_license())]
		pub fn burn_license(origin: OriginFor<T>, license: LicenseId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_burn_license(&who, license)
		}

		/// Approves one derivative of an IP, under terms that require it.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the parent, or an agent with the permission `License`.
		///
		/// ## Parameters
		///
		/// - `parent`: IP that the derivative is made from.
		/// - `child`: derivative.
		/// - `terms`: id of terms attached to the parent.
		/// - `metadata`: SHA-256 of the description of the child, as the licensor saw it.
		///
		/// ## Details
		///
		/// The link needs that description, and its metadata frozen. If the owner of the child requested the approval,
		/// the held fee is paid to the pool of the parent, and the approval stays good like a license. Else a storage
		/// deposit is held, the fee is paid at the link, and the approval is good until it is used or revoked, or the
		/// parent changes hands. A new one replaces one that is void, or that was given for something else.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::SelfParent`], [`Error::HasParents`],
		/// [`Error::TermsNotAttached`], [`Error::ApprovalNotRequired`], [`Error::MetadataMismatch`],
		/// [`Error::ApprovalMismatch`], [`Error::AlreadyExists`], and those of the payment and the hold.
		///
		/// ## Events
		///
		/// [`Event::DerivativeApproved`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::approve_derivative())]
		pub fn approve_derivative(
			origin: OriginFor<T>,
			parent: IpId,
			child: IpId,
			terms: TermsId,
			metadata: [u8; 32],
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve_derivative(&who, parent, child, terms, metadata)
		}

		/// Revokes the approval of a derivative, or ends a request for one.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the child. While it is not paid for, the owner of the parent, an agent with the
		/// permission `License`, and whoever approved, too. Anyone, if it is void: the child is burned or a derivative
		/// already, the parent changed hands before it was paid for, or the request is too old or of somebody who sold
		/// the child.
		///
		/// ## Parameters
		///
		/// - `parent`: IP that the derivative was to be made from.
		/// - `child`: derivative.
		///
		/// ## Details
		///
		/// The deposit returns to its payer, and the fee of a request to the buyer. What was paid does not return.
		///
		/// ## Errors
		///
		/// [`Error::ApprovalNotFound`], [`Error::NotAuthorized`], [`Error::AlreadyPaid`].
		///
		/// ## Events
		///
		/// [`Event::ApprovalRevoked`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::revoke_approval())]
		pub fn revoke_approval(origin: OriginFor<T>, parent: IpId, child: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_approval(&who, parent, child)
		}

		/// Links an IP to its parents, for good.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the child, who also made it and has all of its income and the authority over the scores.
		/// Else the score authority and every account with a score have approved the link. No agent will do: what is given
		/// away here is gone for good. Who uses a license must hold it.
		///
		/// ## Parameters
		///
		/// - `child`: IP that becomes a derivative.
		/// - `parents`: parents, each with the license or the terms that allow it.
		/// - `max_fee`: maximum of all minting fees together, in the smallest unit.
		/// - `max_share`: maximum sum of the ancestors' rates.
		///
		/// ## Details
		///
		/// For each parent either a unit of a license or a paid approval is spent, or the minting fee of the terms is
		/// paid now, or that of the floor if it is higher; the same holds for the share. The royalty stack is frozen: the
		/// ancestors, and the rate that each of them gets from the child. The child gets the reciprocal terms of its
		/// parents and can have no others. It expires with the first of its licenses, terms or parents. Storage deposits
		/// are held, and those of the approvals of the link are released.
		///
		/// Under non-commercial terms there is no fee, the rate of a parent is the share of its floor, and the child is
		/// not commercial until `commercialize`.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], those of the payment and the hold, and
		/// - of the child: [`Error::HasParents`], [`Error::HasChildren`], [`Error::HasTerms`],
		///   [`Error::HolderNotAllowed`];
		/// - of its income: [`Error::ScoresPending`], [`Error::OwnerNotCreator`], [`Error::AuthorityNotOwner`],
		///   [`Error::PoolDivided`], [`Error::MaxMembersExceeded`], [`Error::AuthorityNotApproved`],
		///   [`Error::MemberNotApproved`];
		/// - of the parents: [`Error::NoParents`], [`Error::SelfParent`], [`Error::DuplicateParent`],
		///   [`Error::IpExpired`], [`Error::NotReciprocal`], [`Error::CommercialUseMismatch`],
		///   [`Error::ReciprocityMismatch`];
		/// - of the terms: [`Error::TermsNotAttached`], [`Error::TermsDisabled`], [`Error::DerivativesNotAllowed`],
		///   [`Error::NotApproved`], [`Error::MetadataMismatch`], [`Error::MetadataNotFrozen`];
		/// - of the licenses: [`Error::LicenseNotFound`], [`Error::NotHolder`], [`Error::LicenseMismatch`],
		///   [`Error::LicenseExpired`];
		/// - of the totals: [`Error::MaxParentsExceeded`], [`Error::MaxAncestorsExceeded`], [`Error::MaxRateExceeded`],
		///   [`Error::MaxFeeExceeded`], [`Error::MaxShareExceeded`].
		///
		/// ## Events
		///
		/// [`Event::LicenseUsed`] for each license, [`Event::TermsAttached`] for each terms,
		/// [`Event::DerivativeRegistered`].
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::derivation_weight(parents, MAX_LINK_APPROVALS, MAX_ANCESTORS))]
		pub fn register_derivative(
			origin: OriginFor<T>,
			child: IpId,
			parents: ParentClaims,
			max_fee: Balance,
			max_share: Perbill,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (approvals, ancestors) = Self::do_register_derivative(&who, child, &parents, max_fee, max_share)?;
			Ok(Some(Self::derivation_weight(&parents, approvals, ancestors)).into())
		}

		/// Mints an IP and links it to its parents: the ordinary way to a derivative.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the creator of the collection. Who uses a license must hold it.
		///
		/// ## Parameters
		///
		/// - `collection`: collection of the signer.
		/// - `to`: owner; the signer if none is named.
		/// - `digest`: digest of the artifact that the signer claims; `None` for an IP without provenance.
		/// - `metadata`: metadata.
		/// - `owner_share`: founding share of the IP account: what goes with the IP.
		/// - `parents`: parents, each with the license or the terms that allow it.
		/// - `max_fee`: maximum of all minting fees together, in the smallest unit.
		/// - `max_share`: maximum sum of the ancestors' rates.
		///
		/// ## Details
		///
		/// As `mint` of IP assets and `register_derivative`, in one. Nobody else has to approve the link, whoever the owner
		/// is: until now the creator would have had all of the income. Terms that need an approval of the derivative by
		/// name do not do here; mint first, then.
		///
		/// ## Errors
		///
		/// [`Error::HolderNotAllowed`], those of the mint, the payment and the hold, and of `register_derivative` those of
		/// the parents, the terms, the licenses and the totals.
		///
		/// ## Events
		///
		/// Those of the mint, [`Event::LicenseUsed`] for each license, [`Event::TermsAttached`] for each terms,
		/// [`Event::DerivativeRegistered`].
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::minting_weight(parents, MAX_ANCESTORS))]
		pub fn mint_derivative(
			origin: OriginFor<T>,
			collection: CollectionId,
			to: Option<T::AccountId>,
			digest: Option<Digest>,
			metadata: Metadata,
			owner_share: Perbill,
			parents: ParentClaims,
			max_fee: Balance,
			max_share: Perbill,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let mint = DerivativeMint { collection, to, digest, metadata, owner_share };
			let ancestors = Self::do_mint_derivative(&who, mint, &parents, max_fee, max_share)?;
			Ok(Some(Self::minting_weight(&parents, ancestors)).into())
		}

		/// Approves the link of an IP to a list of parents, which takes a part of the signer's income.
		///
		/// ## Dispatch Origin
		///
		/// Signed: an account with a score in the pool of the IP, or its score authority. The owner signs the link itself.
		///
		/// ## Parameters
		///
		/// - `ip`: IP that becomes a derivative.
		/// - `parents`: BLAKE2-256 of the SCALE encoding of the parents, as `register_derivative` takes them. The view
		///   `link_standing` computes it.
		/// - `max_share`: maximum sum of the ancestors' rates that the signer agrees to.
		///
		/// ## Details
		///
		/// Good until the link or `revoke_link_approval`, while the IP has the same owner and the signer is a member or the
		/// authority. An account approves one list: a new approval replaces the former. A storage deposit is held.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::HasParents`], [`Error::MaxMembersExceeded`], [`Error::NotAuthorized`],
		/// [`Error::MaxApprovalsExceeded`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::LinkApproved`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::approve_link())]
		pub fn approve_link(
			origin: OriginFor<T>,
			ip: IpId,
			parents: ParentsHash,
			max_share: Perbill,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve_link(who, ip, parents, max_share)
		}

		/// Revokes the approval of a link.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the account that approved. Anyone, if the approval is void: the IP changed hands or was burned, or the
		/// account is neither a member nor the score authority any more.
		///
		/// ## Parameters
		///
		/// - `ip`: IP.
		/// - `who`: account that approved.
		///
		/// ## Details
		///
		/// The deposit returns to whoever approved.
		///
		/// ## Errors
		///
		/// [`Error::ApprovalNotFound`], [`Error::NotAuthorized`].
		///
		/// ## Events
		///
		/// [`Event::LinkApprovalRevoked`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::revoke_link_approval())]
		pub fn revoke_link_approval(origin: OriginFor<T>, ip: IpId, who: T::AccountId) -> DispatchResult {
			let signer = ensure_signed(origin)?;
			Self::do_revoke_link_approval(&signer, ip, who)
		}

		/// Approves the commercialization of a derivative by one of its parents, for a fee, or takes the approval back.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the parent, or its score authority. To take it back: the account that approved.
		///
		/// ## Parameters
		///
		/// - `parent`: direct parent.
		/// - `child`: derivative made under non-commercial terms.
		/// - `fee`: fee that the signer asks for it, in the smallest unit, zero included; `None` takes the approval back.
		///
		/// ## Details
		///
		/// The owner and the authority both have to approve; what is paid is the higher of their fees, once. Void with the
		/// next owner of the parent. A new approval replaces the former, and those that are void. A storage deposit is held.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::ParentMismatch`], [`Error::AlreadyCommercial`],
		/// [`Error::ApprovalNotFound`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::CommercializationApproved`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::approve_commercialization())]
		pub fn approve_commercialization(
			origin: OriginFor<T>,
			parent: IpId,
			child: IpId,
			fee: Option<Balance>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve_commercialization(who, parent, child, fee)
		}

		/// Commercializes a derivative made under non-commercial terms, for good.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the derivative.
		///
		/// ## Parameters
		///
		/// - `ip`: derivative.
		/// - `fees`: each direct parent with the maximum fee for it, in the smallest unit.
		///
		/// ## Details
		///
		/// The owner and the score authority of every direct parent have approved it, and all parents are commercial. What
		/// they ask for is paid to the pools of the parents. The derivative may then be sold and priced; its royalty stack,
		/// its terms and its expiry stay. The deposits of the approvals are released.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::AlreadyCommercial`], [`Error::ParentMismatch`],
		/// [`Error::ParentNotCommercial`], [`Error::OwnerNotApproved`], [`Error::AuthorityNotApproved`],
		/// [`Error::MaxFeeExceeded`], and those of the payment.
		///
		/// ## Events
		///
		/// [`Event::Commercialized`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::commercialize(fees.len() as u32))]
		pub fn commercialize(origin: OriginFor<T>, ip: IpId, fees: CommercialFees) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_commercialize(&who, ip, &fees)
		}

		/// Requests the approval of one derivative, and holds its fee.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner of the child.
		///
		/// ## Parameters
		///
		/// - `parent`: IP that the derivative is made from.
		/// - `terms`: id of attached terms that ask for an approval.
		/// - `child`: derivative.
		/// - `max_fee`: maximum fee, in the smallest unit.
		/// - `max_share`: maximum rate that a derivative of this parent alone would owe to the parent and its ancestors.
		///
		/// ## Details
		///
		/// Fee and share are those in force now: what the terms ask for, or the floor if that is higher. They are paid
		/// with the approval. Until then the fee is free again by `revoke_approval`, for the owner of the child at once.
		/// The licensor approves the description that the metadata of the child names now. A storage deposit is held.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::SelfParent`], [`Error::HasParents`],
		/// [`Error::HasChildren`], [`Error::IpExpired`], [`Error::NotReciprocal`], [`Error::TermsNotAttached`],
		/// [`Error::TermsDisabled`], [`Error::ApprovalNotRequired`], [`Error::AlreadyExists`],
		/// [`Error::MetadataHashMissing`], [`Error::MaxRateExceeded`], [`Error::MaxFeeExceeded`],
		/// [`Error::MaxShareExceeded`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::ApprovalRequested`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::request_approval())]
		pub fn request_approval(
			origin: OriginFor<T>,
			parent: IpId,
			terms: TermsId,
			child: IpId,
			max_fee: Balance,
			max_share: Perbill,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_approval(who, parent, terms, child, max_fee, max_share)
		}

		/// Sets the floor of an IP: what its commercial licenses cost at least.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the score authority. A rise needs the owner of the IP too: one proposes it, and the other accepts by
		/// the same call. No agent will do.
		///
		/// ## Parameters
		///
		/// - `ip`: IP.
		/// - `floor`: least fee of a unit and least revenue share; `None` withdraws the proposal that waits, or clears a
		///   floor away that fell to zero.
		///
		/// ## Details
		///
		/// It is in force after the delay, whether it rises or falls; whatever waited is replaced, and the floor in force
		/// takes it back. Licenses, paid approvals and derivatives that exist keep what they were sold for. A proposal is void once the IP or the
		/// authority over its scores has changed hands; then anybody may withdraw it. Storage deposits are held, and
		/// returned when a floor of zero is cleared away, by anybody, or the proposal accepted or withdrawn.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::FloorBelowInherited`],
		/// [`Error::FloorProposalNotFound`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::FloorSet`], [`Event::FloorProposed`] or [`Event::FloorWithdrawn`].
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::set_license_floor())]
		pub fn set_license_floor(origin: OriginFor<T>, ip: IpId, floor: Option<LicenseFloor>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			match floor {
				Some(floor) => Self::do_set_license_floor(who, ip, floor),
				None => Self::do_withdraw_floor(&who, ip),
			}
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Registered terms by id.
		pub fn terms(id: TermsId) -> Option<TermsOf<T>> {
			Terms::<T>::get(id).map(|registered| registered.terms)
		}

		/// Terms attached to an IP; at most 16.
		pub fn attached(ip: IpId) -> Vec<(TermsId, Attachment<T::AccountId>)> {
			Attachments::<T>::iter_prefix(ip).collect()
		}

		/// License by id.
		pub fn license(id: LicenseId) -> Option<LicenseOf<T>> {
			Licenses::<T>::get(id)
		}

		/// Quote of a license: its fee, rates and expiry, or the error that minting it would meet.
		pub fn quote_license(
			ip: IpId,
			terms: TermsId,
			quantity: u32,
		) -> Result<LicenseQuote<BlockNumberFor<T>>, Error<T>> {
			Self::plan_license(&ip, terms, quantity)
		}

		/// Quote of a derivative registered by `who`: its fees, rates and expiry, or the error that registering it
		/// would meet.
		pub fn can_derive(
			child: IpId,
			parents: ParentClaims,
			who: T::AccountId,
		) -> Result<DerivativeQuote<BlockNumberFor<T>>, Error<T>> {
			Self::plan_derivative(&who, &child, &parents).map(|plan| plan.quote())
		}

		/// Quote of a derivative that `who` mints with its links: its fees, rates and expiry, or the error that the links
		/// would meet.
		pub fn quote_derivative(
			parents: ParentClaims,
			who: T::AccountId,
		) -> Result<DerivativeQuote<BlockNumberFor<T>>, Error<T>> {
			Self::plan_links(&who, None, &parents).map(|plan| plan.quote())
		}

		/// Standing of a link: the id of the list of parents, and who has to approve it yet; or the error why nobody can.
		pub fn link_standing(ip: IpId, parents: ParentClaims) -> Result<LinkStanding<T::AccountId>, Error<T>> {
			Self::link_standing_of(&ip, &parents)
		}

		/// Approvals of the link of an IP, the void ones too; at most 17.
		pub fn link_approvals(ip: IpId) -> LinkApprovalsOf<T::AccountId> {
			LinkApprovals::<T>::get(ip)
		}

		/// Commercial standing of an IP, and what each parent asks for if it is not commercial.
		pub fn commercial_standing(ip: IpId) -> Result<CommercialStanding<T::AccountId>, Error<T>> {
			Self::commercial_standing_of(&ip)
		}

		/// Derivation of an IP, with the attribution that each parent asks for. `None` for an original.
		pub fn parents(ip: IpId) -> Option<DerivationOf<T>> {
			Parents::<T>::get(ip)
		}

		/// Page of the royalty stack of an IP, sorted by id, after the cursor.
		pub fn ancestors(ip: IpId, cursor: Option<IpId>, size: u32) -> Page<Ancestor<IpId>, IpId> {
			let ancestors = T::Royalties::ancestors(&ip);
			let start = cursor.map_or(0, |cursor| ancestors.partition_point(|ancestor| ancestor.id <= cursor));
			Page::take(ancestors.into_iter().skip(start).map(|ancestor| (ancestor.id, ancestor)), size)
		}

		/// Page of the direct derivatives of an IP in the order of storage, after the cursor.
		pub fn descendants(ip: IpId, cursor: Option<IpId>, size: u32) -> Page<IpId, IpId> {
			let start = cursor.map(|cursor| Children::<T>::hashed_key_for(ip, cursor));
			let children = match start {
				Some(start) => Children::<T>::iter_key_prefix_from(ip, start),
				None => Children::<T>::iter_key_prefix(ip),
			};
			Page::take(children.map(|child| (child, child)), size)
		}

		/// Approval of a derivative, or the request for one.
		pub fn approval(parent: IpId, child: IpId) -> Option<ApprovalOf<T>> {
			Approvals::<T>::get(parent, child)
		}

		/// Quote of an approval requested by `who`: its fee, rates and what would be approved, or the error that the
		/// request would meet.
		pub fn quote_approval(
			parent: IpId,
			terms: TermsId,
			child: IpId,
			who: T::AccountId,
		) -> Result<ApprovalQuote, Error<T>> {
			Self::plan_request(&who, &parent, terms, &child)
		}

		/// Floor of an IP: in force, and coming.
		pub fn license_floor(ip: IpId) -> FloorInfo<BlockNumberFor<T>> {
			Self::floor_info(&ip)
		}

		/// Proposal of a floor that waits for the other signature.
		pub fn floor_proposal(ip: IpId) -> Option<FloorProposal<T::AccountId>> {
			FloorProposals::<T>::get(ip)
		}
	}
}
