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
mod deposits;
mod derivatives;
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

/// Terms with the block numbers of the runtime.
pub type TermsOf<T> = LicenseTerms<BlockNumberFor<T>>;
/// A license with the accounts and block numbers of the runtime.
pub type LicenseOf<T> = License<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// A derivation with the accounts and block numbers of the runtime.
pub type DerivationOf<T> = Derivation<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

// The macro's own code compares and adds without checks.
#[allow(clippy::arithmetic_side_effects, clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use atelier_math::ancestors::{Ancestor, MAX_ANCESTORS};
	use atelier_primitives::{
		chain::Balance,
		ip::IpInspect,
		royalties::{OnDerivativeRegistered, RoyaltyCollect, StackInspect},
		IpId, Page,
	};
	use frame_support::{pallet_prelude::*, traits::fungible};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The native currency: deposits are held in it.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Why money is held, in the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Who owns IPs and may act for them.
		type Ips: IpInspect<Self::AccountId>;

		/// Takes the minting fees, and knows the frozen ancestors.
		type Royalties: RoyaltyCollect<Self::AccountId> + StackInspect;

		/// Keeps the frozen ancestors of a new derivative.
		type OnDerivative: OnDerivativeRegistered<Self::AccountId>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;

		/// Makes IPs for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: atelier_primitives::ip::BenchmarkIp<Self::AccountId>;
	}

	/// Why the pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Something of the account's is in storage: terms, an attachment, a license, an approval, a derivation.
		#[codec(index = 0)]
		Storage,
	}

	/// All terms by their hash.
	#[pallet::storage]
	pub type Terms<T: Config> =
		StorageMap<_, Blake2_128Concat, TermsId, RegisteredTerms<T::AccountId, BlockNumberFor<T>>>;

	/// The terms that IPs are licensed under.
	#[pallet::storage]
	pub type Attachments<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, IpId, Blake2_128Concat, TermsId, Attachment<T::AccountId>>;

	/// How many terms an IP has attached.
	#[pallet::storage]
	pub type AttachedCount<T: Config> = StorageMap<_, Blake2_128Concat, IpId, u32, ValueQuery>;

	/// The id of the next license.
	#[pallet::storage]
	pub type NextLicense<T: Config> = StorageValue<_, LicenseId, ValueQuery>;

	/// All licenses.
	#[pallet::storage]
	pub type Licenses<T: Config> = StorageMap<_, Twox64Concat, LicenseId, LicenseOf<T>>;

	/// The licenses of an IP that somebody holds: an index of the licenses.
	#[pallet::storage]
	pub type Held<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		IpId,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<HeldLicense<BlockNumberFor<T>>, ConstU32<MAX_HELD>>,
		ValueQuery,
	>;

	/// The derivatives that licensors agreed to, by parent and child.
	#[pallet::storage]
	pub type Approvals<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, IpId, Blake2_128Concat, IpId, Approval<T::AccountId>>;

	/// What derivatives were made from.
	#[pallet::storage]
	pub type Parents<T: Config> = StorageMap<_, Blake2_128Concat, IpId, DerivationOf<T>>;

	/// What was made from an IP, by parent and child: the mirror of the parents.
	#[pallet::storage]
	pub type Children<T: Config> = StorageDoubleMap<_, Blake2_128Concat, IpId, Blake2_128Concat, IpId, ()>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Terms can be attached from now on.
		TermsRegistered {
			/// The terms.
			terms: TermsId,
			/// Who registered them.
			who: T::AccountId,
		},
		/// Terms that nobody used are gone.
		TermsRemoved {
			/// The terms.
			terms: TermsId,
		},
		/// An IP is licensed under these terms from now on.
		TermsAttached {
			/// The IP.
			ip: IpId,
			/// The terms.
			terms: TermsId,
		},
		/// An IP is not licensed under these terms any more.
		TermsDetached {
			/// The IP.
			ip: IpId,
			/// The terms.
			terms: TermsId,
		},
		/// Terms of an IP were disabled or enabled.
		DisabledSet {
			/// The IP.
			ip: IpId,
			/// The terms.
			terms: TermsId,
			/// Whether nothing new is licensed under them.
			disabled: bool,
		},
		/// A license was minted.
		LicenseMinted {
			/// The license.
			license: LicenseId,
			/// What is licensed.
			ip: IpId,
			/// Under which terms.
			terms: TermsId,
			/// To whom.
			holder: T::AccountId,
			/// For how many derivatives.
			quantity: u32,
			/// What it cost.
			fee: Balance,
			/// The first block in which it is no longer good.
			expires: Option<BlockNumberFor<T>>,
		},
		/// A license was handed on.
		LicenseTransferred {
			/// The license.
			license: LicenseId,
			/// Who held it.
			from: T::AccountId,
			/// Who holds it now.
			to: T::AccountId,
		},
		/// A license is gone.
		LicenseBurned {
			/// The license.
			license: LicenseId,
		},
		/// A license lost one unit to a derivative. With the last one it is gone.
		LicenseUsed {
			/// The license.
			license: LicenseId,
			/// The derivative.
			child: IpId,
			/// The units that are left.
			left: u32,
		},
		/// A licensor agreed to a derivative.
		DerivativeApproved {
			/// The parent.
			parent: IpId,
			/// The derivative that may be made from it.
			child: IpId,
			/// Under which terms.
			terms: TermsId,
		},
		/// An approval is gone.
		ApprovalRevoked {
			/// The parent.
			parent: IpId,
			/// The derivative that was to be.
			child: IpId,
		},
		/// An IP was linked to its parents.
		DerivativeRegistered {
			/// The derivative.
			child: IpId,
			/// Its parents.
			parents: Vec<IpId>,
			/// How many ancestors it has.
			ancestors: u32,
			/// What it owes to all of them together.
			total: Perbill,
			/// The minting fees that were paid.
			fee: Balance,
			/// The first block in which nothing new may be licensed from it or made of it.
			expires: Option<BlockNumberFor<T>>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such IP. Check its collection and item.
		NotFound,
		/// There are no such terms. Register them first.
		TermsNotFound,
		/// There is no such license. It may have been used up or burned.
		LicenseNotFound,
		/// There is no such approval. It may have been used or revoked.
		ApprovalNotFound,
		/// It is there already. Use it.
		AlreadyExists,
		/// You may not do this. Ask the owner of the IP, or whoever registered the terms.
		NoPermission,
		/// Something needs these terms. Remove the attachments, licenses and derivatives under them first.
		InUse,
		/// Revenue ceilings are not enforced yet. Leave them out.
		CeilingNotSupported,
		/// Commercializer checks are not enforced yet. Leave them out.
		CommercializerNotSupported,
		/// Fees are paid in the native currency. Leave the asset out.
		CurrencyNotSupported,
		/// Attribution in commerce needs commercial use. Allow it, or ask for no such attribution.
		AttributionWithoutCommercialUse,
		/// A revenue share needs commercial use. Allow it, or set the share to zero.
		ShareWithoutCommercialUse,
		/// A minting fee needs commercial use. Allow it, or set the fee to zero.
		FeeWithoutCommercialUse,
		/// Attribution in derivatives needs derivatives. Allow them, or ask for no such attribution.
		AttributionWithoutDerivatives,
		/// Approval of derivatives needs derivatives. Allow them, or ask for no approval.
		ApprovalWithoutDerivatives,
		/// Reciprocal terms need derivatives. Allow them, or make the terms not reciprocal.
		ReciprocalWithoutDerivatives,
		/// The IP has as many terms as it can have. Detach some.
		MaxTermsExceeded,
		/// A derivative has the terms that it got from its parents. It can only disable them.
		DerivativeTermsFixed,
		/// The IP is not licensed under these terms. Choose terms that are attached to it.
		TermsNotAttached,
		/// Nothing new is licensed under these terms. Choose others, or ask the owner of the IP.
		TermsDisabled,
		/// A license is for one derivative at least. Ask for more than zero.
		ZeroQuantity,
		/// The license would be for too many derivatives. Mint several.
		MaxQuantityExceeded,
		/// The minting fees are more than you want to pay. Look at the quote, and raise the maximum.
		MaxFeeExceeded,
		/// The revenue shares are more than you want to owe. Look at the quote, and raise the maximum.
		MaxShareExceeded,
		/// The holder has as many licenses of this IP as can be held. Burn those that are not needed.
		MaxLicensesExceeded,
		/// Only the holder may do this. Anybody may burn a license once it has expired.
		NotHolder,
		/// The terms do not let the holder hand the license on. Mint one for the other account.
		NotTransferable,
		/// The license has expired. Mint another.
		LicenseExpired,
		/// The license is of another IP. Use it for that one.
		LicenseOfAnotherIp,
		/// The IP is a derivative whose own license has expired. Nothing new can be licensed from it or made of it.
		IpExpired,
		/// A derivative has at least one parent. Name one.
		NoParents,
		/// An IP cannot descend from itself. Name another parent.
		SelfParent,
		/// A parent is named twice. Name it once.
		DuplicateParent,
		/// There are too many parents. Name fewer.
		MaxParentsExceeded,
		/// The derivative would have too many ancestors. Choose parents with fewer.
		MaxAncestorsExceeded,
		/// The derivative would owe more than all its income. Choose parents that ask for less.
		MaxRateExceeded,
		/// The frozen ancestors of a parent are not in order. This is a mistake of the chain: report it.
		LineageBroken,
		/// The IP is a derivative already, for good.
		HasParents,
		/// The IP has derivatives. Use one that has none.
		HasChildren,
		/// The IP has terms attached, and would get those of its parents. Detach them first.
		HasTerms,
		/// Somebody holds a license of the IP. Wait until the licenses are used or burned.
		HasLicenses,
		/// The terms allow no derivatives. Choose others.
		DerivativesNotAllowed,
		/// The owner of the parent has to approve this derivative under these terms first.
		NotApproved,
		/// The IP was made under terms that allow no derivatives of derivatives. Choose another one.
		NotReciprocal,
		/// Some parents allow commercial use and some do not. Choose parents that agree.
		MixedCommercialUse,
		/// Some parents want derivatives to carry their terms and some do not. Choose parents that agree.
		MixedReciprocity,
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
		/// Registers terms, for everybody to attach.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anybody.
		///
		/// ## Details
		///
		/// The id of the terms is the BLAKE2-256 of their SCALE encoding. A deposit is held of the caller.
		///
		/// ## Errors
		///
		/// - [`Error::AlreadyExists`]: the same terms are registered.
		/// - [`Error::CeilingNotSupported`], [`Error::CommercializerNotSupported`], [`Error::CurrencyNotSupported`]: a
		///   field is used that is not enforced yet.
		/// - [`Error::AttributionWithoutCommercialUse`], [`Error::ShareWithoutCommercialUse`],
		///   [`Error::FeeWithoutCommercialUse`], [`Error::AttributionWithoutDerivatives`],
		///   [`Error::ApprovalWithoutDerivatives`], [`Error::ReciprocalWithoutDerivatives`]: the terms contradict
		///   themselves.
		///
		/// ## Events
		///
		/// - [`Event::TermsRegistered`].
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
		/// Signed by whoever registered the terms.
		///
		/// ## Details
		///
		/// The deposit goes back.
		///
		/// ## Errors
		///
		/// - [`Error::TermsNotFound`]: there are no such terms.
		/// - [`Error::NoPermission`]: somebody else registered them.
		/// - [`Error::InUse`]: they are attached to an IP.
		///
		/// ## Events
		///
		/// - [`Event::TermsRemoved`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::remove_terms())]
		pub fn remove_terms(origin: OriginFor<T>, terms: TermsId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_terms(&who, terms)
		}

		/// Licenses an IP under terms from now on.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the IP, or an agent who may license it.
		///
		/// ## Details
		///
		/// The terms belong to the IP: a sale keeps them. A deposit is held of the caller.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::TermsNotFound`]: there is no such IP, there are no such terms.
		/// - [`Error::NoPermission`]: the caller may not license the IP.
		/// - [`Error::DerivativeTermsFixed`]: the IP is a derivative.
		/// - [`Error::AlreadyExists`]: the terms are attached already.
		/// - [`Error::MaxTermsExceeded`]: the IP has 16 terms.
		///
		/// ## Events
		///
		/// - [`Event::TermsAttached`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::attach_terms())]
		pub fn attach_terms(origin: OriginFor<T>, ip: IpId, terms: TermsId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_attach_terms(&who, ip, terms)
		}

		/// Takes terms off an IP that nothing was licensed under.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the IP, or an agent who may license it.
		///
		/// ## Details
		///
		/// The deposit goes back to whoever attached them.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: there is no such IP.
		/// - [`Error::NoPermission`]: the caller may not license the IP.
		/// - [`Error::DerivativeTermsFixed`]: the IP is a derivative.
		/// - [`Error::TermsNotAttached`]: the terms are not attached.
		/// - [`Error::InUse`]: there is a license or a derivative under them.
		///
		/// ## Events
		///
		/// - [`Event::TermsDetached`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::detach_terms())]
		pub fn detach_terms(origin: OriginFor<T>, ip: IpId, terms: TermsId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_detach_terms(&who, ip, terms)
		}

		/// Stops or resumes licensing an IP under terms.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the IP, or an agent who may license it.
		///
		/// ## Details
		///
		/// Licenses and derivatives that exist stay good. A derivative may disable the terms that it got.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: there is no such IP.
		/// - [`Error::NoPermission`]: the caller may not license the IP.
		/// - [`Error::TermsNotAttached`]: the terms are not attached.
		///
		/// ## Events
		///
		/// - [`Event::DisabledSet`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::set_disabled())]
		pub fn set_disabled(origin: OriginFor<T>, ip: IpId, terms: TermsId, disabled: bool) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_disabled(&who, ip, terms, disabled)
		}

		/// Mints a license of an IP for an account.
		///
		/// ## Dispatch Origin
		///
		/// Signed by anybody. Everybody pays, the owner of the IP too.
		///
		/// ## Details
		///
		/// The caller pays the minting fee of each unit to the pool of the IP, and the deposit. The license expires when
		/// the terms say, or with the IP if that is a derivative which expires earlier. `max_share` is compared with what
		/// a derivative of this IP alone would owe to the IP and its ancestors.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: there is no such IP.
		/// - [`Error::ZeroQuantity`], [`Error::MaxQuantityExceeded`]: not from 1 to 1,000 units.
		/// - [`Error::IpExpired`], [`Error::NotReciprocal`]: the IP is a derivative that has expired, or was made under
		///   terms that allow no derivatives of it.
		/// - [`Error::TermsNotAttached`], [`Error::TermsDisabled`]: the IP is not licensed under these terms.
		/// - [`Error::MaxRateExceeded`]: a derivative would owe more than 100 %.
		/// - [`Error::MaxFeeExceeded`], [`Error::MaxShareExceeded`]: it asks for more than the caller wants.
		/// - [`Error::MaxLicensesExceeded`]: the holder has 16 licenses of the IP.
		/// - Those of a payment that fails.
		///
		/// ## Events
		///
		/// - [`Event::LicenseMinted`].
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

		/// Hands a license on to another account.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the holder.
		///
		/// ## Details
		///
		/// The whole license moves, free of charge. The deposit stays that of whoever minted it.
		///
		/// ## Errors
		///
		/// - [`Error::LicenseNotFound`]: there is no such license.
		/// - [`Error::NotHolder`]: somebody else holds it.
		/// - [`Error::LicenseExpired`]: it has expired.
		/// - [`Error::NotTransferable`]: its terms do not allow it.
		/// - [`Error::MaxLicensesExceeded`]: the new holder has 16 licenses of the IP.
		///
		/// ## Events
		///
		/// - [`Event::LicenseTransferred`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::transfer_license())]
		pub fn transfer_license(origin: OriginFor<T>, license: LicenseId, to: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_transfer_license(who, license, to)
		}

		/// Ends a license.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the holder, or by anybody once the license has expired.
		///
		/// ## Details
		///
		/// The deposit goes back to whoever minted it. The fee does not.
		///
		/// ## Errors
		///
		/// - [`Error::LicenseNotFound`]: there is no such license.
		/// - [`Error::NotHolder`]: somebody else holds it, and it has not expired.
		///
		/// ## Events
		///
		/// - [`Event::LicenseBurned`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::burn_license())]
		pub fn burn_license(origin: OriginFor<T>, license: LicenseId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_burn_license(&who, license)
		}

		/// Agrees to one derivative of an IP under terms that ask for it.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the parent, or an agent who may license it.
		///
		/// ## Details
		///
		/// Good until it is used or revoked, or the parent gets another owner. A new approval replaces one that is void or
		/// names other terms. A deposit is held of the caller.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`]: there is no such parent or child.
		/// - [`Error::NoPermission`]: the caller may not license the parent.
		/// - [`Error::SelfParent`]: parent and child are the same.
		/// - [`Error::HasParents`]: the child is a derivative already.
		/// - [`Error::TermsNotAttached`]: the parent is not licensed under these terms.
		/// - [`Error::AlreadyExists`]: it is approved already.
		///
		/// ## Events
		///
		/// - [`Event::DerivativeApproved`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::approve_derivative())]
		pub fn approve_derivative(origin: OriginFor<T>, parent: IpId, child: IpId, terms: TermsId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_approve_derivative(&who, parent, child, terms)
		}

		/// Takes an approval back.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the parent, an agent who may license it, or whoever approved; by anybody if the approval
		/// is void, or the child is gone or a derivative already.
		///
		/// ## Details
		///
		/// The deposit goes back to whoever approved.
		///
		/// ## Errors
		///
		/// - [`Error::ApprovalNotFound`]: there is no such approval.
		/// - [`Error::NoPermission`]: the caller may not license the parent, and did not approve.
		///
		/// ## Events
		///
		/// - [`Event::ApprovalRevoked`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::revoke_approval())]
		pub fn revoke_approval(origin: OriginFor<T>, parent: IpId, child: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_approval(&who, parent, child)
		}

		/// Links an IP to the parents that it was made from, for good.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner of the child. No agent will do: what is given away here is gone for good. Who uses a
		/// license must hold it.
		///
		/// ## Details
		///
		/// For each parent either a license loses one unit, or the minting fee of the terms is paid now. The ancestors and
		/// what each of them gets from the child are frozen. The child gets the reciprocal terms of its parents and can
		/// have no others. It expires with the first of its licenses, terms or parents. Deposits are held of the caller.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`], [`Error::NoPermission`]: no such child or parent; the caller does not own the child.
		/// - [`Error::HasParents`], [`Error::HasChildren`], [`Error::HasTerms`]: the child is part of something already.
		/// - [`Error::NoParents`], [`Error::SelfParent`], [`Error::DuplicateParent`]: the parents are not a set of others.
		/// - [`Error::IpExpired`], [`Error::NotReciprocal`]: nothing can be made of a parent any more.
		/// - [`Error::TermsNotAttached`], [`Error::TermsDisabled`], [`Error::DerivativesNotAllowed`],
		///   [`Error::NotApproved`]: the terms do not allow it.
		/// - [`Error::LicenseNotFound`], [`Error::NotHolder`], [`Error::LicenseOfAnotherIp`], [`Error::LicenseExpired`]: the
		///   license does not allow it.
		/// - [`Error::MixedCommercialUse`], [`Error::MixedReciprocity`]: the parents do not agree on commercial use, or on
		///   whether derivatives carry their terms.
		/// - [`Error::MaxAncestorsExceeded`], [`Error::MaxRateExceeded`]: more than 1,024 ancestors, or more than 100 % for
		///   them.
		/// - [`Error::MaxFeeExceeded`], [`Error::MaxShareExceeded`]: it asks for more than the caller wants.
		/// - Those of a payment that fails.
		///
		/// ## Events
		///
		/// - [`Event::LicenseUsed`] for each license, [`Event::TermsAttached`] for each terms, and
		///   [`Event::DerivativeRegistered`].
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::derivation_weight(parents, MAX_ANCESTORS))]
		pub fn register_derivative(
			origin: OriginFor<T>,
			child: IpId,
			parents: ParentClaims,
			max_fee: Balance,
			max_share: Perbill,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let ancestors = Self::do_register_derivative(&who, child, &parents, max_fee, max_share)?;
			Ok(Some(Self::derivation_weight(&parents, ancestors)).into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The terms with this id.
		pub fn terms(id: TermsId) -> Option<TermsOf<T>> {
			Terms::<T>::get(id).map(|registered| registered.terms)
		}

		/// The terms that an IP is licensed under; at most 16.
		pub fn attached(ip: IpId) -> Vec<(TermsId, Attachment<T::AccountId>)> {
			Attachments::<T>::iter_prefix(ip).collect()
		}

		/// A license.
		pub fn license(id: LicenseId) -> Option<LicenseOf<T>> {
			Licenses::<T>::get(id)
		}

		/// What so many units of a license would cost and give, or why it cannot be minted.
		pub fn quote_license(
			ip: IpId,
			terms: TermsId,
			quantity: u32,
		) -> Result<LicenseQuote<BlockNumberFor<T>>, Error<T>> {
			Self::plan_license(&ip, terms, quantity)
		}

		/// What this derivative would cost and owe if `who` registered it, or why it cannot be registered.
		pub fn can_derive(
			child: IpId,
			parents: ParentClaims,
			who: T::AccountId,
		) -> Result<DerivativeQuote<BlockNumberFor<T>>, Error<T>> {
			Self::plan_derivative(&who, &child, &parents).map(|plan| plan.quote())
		}

		/// What an IP was made from, with the attribution that each parent asks for. Nothing for an original.
		pub fn parents(ip: IpId) -> Option<DerivationOf<T>> {
			Parents::<T>::get(ip)
		}

		/// All ancestors of an IP with what each gets of its income, sorted by id. Starts after the cursor.
		pub fn ancestors(ip: IpId, cursor: Option<IpId>, size: u32) -> Page<Ancestor<IpId>, IpId> {
			let ancestors = T::Royalties::ancestors(&ip);
			let start = cursor.map_or(0, |cursor| ancestors.partition_point(|ancestor| ancestor.id <= cursor));
			Page::take(ancestors.into_iter().skip(start).map(|ancestor| (ancestor.id, ancestor)), size)
		}

		/// What was made directly from an IP, in no particular order. Starts after the cursor.
		pub fn descendants(ip: IpId, cursor: Option<IpId>, size: u32) -> Page<IpId, IpId> {
			let start = cursor.map(|cursor| Children::<T>::hashed_key_for(ip, cursor));
			let children = match start {
				Some(start) => Children::<T>::iter_key_prefix_from(ip, start),
				None => Children::<T>::iter_key_prefix(ip),
			};
			Page::take(children.map(|child| (child, child)), size)
		}
	}
}
