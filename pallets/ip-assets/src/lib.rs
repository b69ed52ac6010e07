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

mod account;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod claims;
mod collections;
mod holding;
mod items;
#[cfg(test)]
mod mock;
mod permissions;
#[cfg(test)]
mod tests;
mod traits;
mod transfer;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod view;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// [`CollectionRecord`] of this runtime.
pub type CollectionRecordOf<T> = CollectionRecord<AccountIdOf<T>>;
/// [`IpRecord`] of this runtime.
pub type IpRecordOf<T> = IpRecord<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`Grant`] of this runtime.
pub type GrantOf<T> = Grant<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`Trait`] of this runtime.
pub type TraitOf<T> = Trait<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`TraitInfo`] of this runtime.
pub type TraitInfoOf<T> = TraitInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`IpInfo`] of this runtime.
pub type IpInfoOf<T> = IpInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// [`GrantInfo`] of this runtime.
pub type GrantInfoOf<T> = GrantInfo<AccountIdOf<T>, BlockNumberFor<T>>;

/// The pallet.
// The macros of FRAME write `expect` into what they generate; our own code is in the other files.
#[allow(clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use atelier_primitives::{
		chain::Balance,
		ip::{CollectionId, ItemId, OnIpBurned, PolicyInspect, TraitKey, TraitValue},
		provenance::{ClaimPin, ProvenanceInspect},
		royalties::RoyaltyCollect,
		Digest, IpId, Page,
	};
	use frame_support::{
		defensive,
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{
			fungible,
			tokens::nonfungibles_v2::{Create, Inspect, InspectEnumerable, Mutate, Transfer},
			Contains,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{traits::Dispatchable, Perbill};

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

		/// Overarching call of the runtime.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<frame_system::Call<Self>>
			+ IsType<<Self as frame_system::Config>::RuntimeCall>;

		/// Non-fungible tokens behind the IP assets: pallet-nfts, with this pallet as its `Locker`, without deposits,
		/// and with trading, swaps, approvals and attributes off.
		type Nfts: Inspect<Self::AccountId, CollectionId = CollectionId, ItemId = ItemId>
			+ InspectEnumerable<Self::AccountId>
			+ Create<Self::AccountId, Self::CollectionConfig>
			+ Mutate<Self::AccountId, Self::ItemConfig>
			+ Transfer<Self::AccountId>;

		/// Collection settings of [`Config::Nfts`]. The default must leave items transferable, and only the issuer
		/// mints.
		type CollectionConfig: Default;

		/// Item settings of [`Config::Nfts`]. The default must leave the item transferable.
		type ItemConfig: Default;

		/// Registry of provenance claims.
		type Provenance: ProvenanceInspect<Self::AccountId>;

		/// Pins of claims: what was minted from a claim keeps its claimant from touching it.
		type Pins: ClaimPin<Self::AccountId>;

		/// IP assets that no wrapper may hold, besides those that ask for a royalty: those that may not be used
		/// commercially. Whoever makes one such asks [`IpInspect::may_hold`](atelier_primitives::ip::IpInspect::may_hold)
		/// for its owner.
		type Restricted: Contains<IpId>;

		/// Accounts, besides IP accounts, that change hands while they keep what they own: those of studios. Told by the
		/// account alone, whether or not there is such a studio.
		type Wrappers: Contains<Self::AccountId>;

		/// Provider of the collections' royalty policies. A collection that was without a policy when something was
		/// minted in it must stay so.
		type Policy: PolicyInspect;

		/// Collector of royalties.
		type Royalties: RoyaltyCollect<Self::AccountId>;

		/// Burn hook: removes what other pallets keep for an IP asset, or vetoes the burn.
		type OnIpBurned: OnIpBurned;

		/// Call filter of [`Pallet::act_as`]. Must refuse whatever gives somebody a lasting hold on the account, such
		/// as adding a proxy or listing what it owns: it would survive the sale of the IP asset.
		type ActAsFilter: Contains<<Self as Config>::RuntimeCall>;

		/// Seed of the sovereign account of the pallet and of the IP accounts.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Maximum lifetime of a grant, in blocks.
		#[pallet::constant]
		type MaxGrantDuration: Get<BlockNumberFor<Self>>;

		/// Weight information of the dispatchables.
		type WeightInfo: WeightInfo;

		/// Benchmark setup of the neighboring pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// Hold reasons of the pallet. An index is never reused.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Storage deposit of a collection.
		#[codec(index = 0)]
		Collection,
		/// Storage deposit of an IP asset.
		#[codec(index = 1)]
		Ip,
		/// Storage deposit of a grant.
		#[codec(index = 2)]
		Grant,
		/// Storage deposit of a trait.
		#[codec(index = 3)]
		Trait,
	}

	/// Collections of IP assets.
	#[pallet::storage]
	pub type Collections<T: Config> = StorageMap<_, Twox64Concat, CollectionId, CollectionRecordOf<T>>;

	/// IP assets. The owner of one is the owner of its item in [`Config::Nfts`].
	#[pallet::storage]
	pub type Ips<T: Config> = StorageMap<_, Twox64Concat, IpId, IpRecordOf<T>>;

	/// Index of the minted claims: by artifact and claimant, the IP asset that the claim became.
	#[pallet::storage]
	pub type Minted<T: Config> = StorageDoubleMap<_, Blake2_128Concat, Digest, Blake2_128Concat, T::AccountId, IpId>;

	/// Grants of permissions, by IP asset and agent.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageDoubleMap<_, Twox64Concat, IpId, Blake2_128Concat, T::AccountId, GrantOf<T>>;

	/// Traits of each IP asset, by name.
	#[pallet::storage]
	pub type Traits<T: Config> = StorageDoubleMap<_, Twox64Concat, IpId, Blake2_128Concat, TraitKey, TraitOf<T>>;

	/// The one unlocked IP asset. Transient: always killed before the call returns.
	#[pallet::storage]
	pub type Ticket<T: Config> = StorageValue<_, IpId>;

	/// IP asset whose account is dispatching a call. Transient: always killed before the call returns.
	#[pallet::storage]
	pub type Acting<T: Config> = StorageValue<_, IpId>;

	/// Events of the pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A collection was created.
		CollectionCreated {
			/// Collection, here and in pallet-nfts.
			collection: CollectionId,
			/// Creator. In pallet-nfts the collection belongs to the pallet.
			creator: T::AccountId,
			/// Maximum number of items ever minted in it; `None` means no limit.
			max_items: Option<u32>,
		},
		/// The metadata of a collection changed.
		CollectionMetadataSet {
			/// Collection.
			collection: CollectionId,
		},
		/// Studios of others may hold what is restricted in a collection, for good.
		StudiosAllowed {
			/// Collection.
			collection: CollectionId,
		},
		/// An IP asset was minted.
		Minted {
			/// IP asset.
			ip: IpId,
			/// Creator: the signer, for good.
			creator: T::AccountId,
			/// First owner.
			owner: T::AccountId,
			/// IP account of the asset.
			account: T::AccountId,
			/// Artifact whose claim was minted; `None` if it was minted without provenance.
			provenance: Option<Digest>,
		},
		/// The metadata of an IP asset changed.
		MetadataSet {
			/// IP asset.
			ip: IpId,
			/// Signer.
			who: T::AccountId,
		},
		/// The metadata of an IP asset was frozen, for good.
		MetadataFrozen {
			/// IP asset.
			ip: IpId,
		},
		/// The ownership of an IP asset was transferred.
		Transferred {
			/// IP asset.
			ip: IpId,
			/// Former owner.
			from: T::AccountId,
			/// New owner.
			to: T::AccountId,
		},
		/// An IP asset was burned.
		Burned {
			/// IP asset.
			ip: IpId,
			/// Last owner.
			owner: T::AccountId,
		},
		/// A call was dispatched as an IP account.
		Acted {
			/// IP asset whose account it was.
			ip: IpId,
			/// Owner, who signed.
			owner: T::AccountId,
		},
		/// Permissions were granted to an agent, replacing any that it had.
		PermissionGranted {
			/// IP asset.
			ip: IpId,
			/// Agent.
			agent: T::AccountId,
			/// Granted permissions.
			permissions: Permissions,
			/// Expiry: the first block in which the grant is void.
			expires: BlockNumberFor<T>,
		},
		/// A grant was removed.
		PermissionRevoked {
			/// IP asset.
			ip: IpId,
			/// Former agent.
			agent: T::AccountId,
		},
		/// The pinned claim of an IP asset was marked as superseded, or as in use again.
		ClaimDeprecated {
			/// IP asset.
			ip: IpId,
			/// `true` if it is superseded.
			deprecated: bool,
		},
		/// The pinned claim of an IP asset was revoked, for good.
		ClaimRevoked {
			/// IP asset.
			ip: IpId,
			/// Reason.
			reason: Reason,
		},
		/// A trait of an IP asset got a new value.
		TraitSet {
			/// IP asset.
			ip: IpId,
			/// Account for which it was set.
			who: T::AccountId,
			/// Name of the trait.
			key: TraitKey,
			/// New value.
			value: TraitValue,
		},
	}

	/// Errors of the pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such IP asset. Check collection and item; it may have been burned.
		NotFound,
		/// There is no such collection. Create it first.
		CollectionNotFound,
		/// The signer is not the creator of the collection. Sign with that account.
		NotCreator,
		/// The signer is not the owner of the IP asset. Sign with that account.
		NotOwner,
		/// The signer is neither the owner, nor the IP account, nor an agent with a live grant whose bounds allow this. Ask
		/// the owner to grant it.
		NotAuthorized,
		/// No live claim of this artifact by the signer. Claim it in the provenance registry, or mint without
		/// provenance.
		ClaimNotFound,
		/// The claim was minted already. Burn that IP asset first, or mint without provenance.
		AlreadyExists,
		/// The limit of items is zero. Give no limit, or a higher one.
		InvalidMaxItems,
		/// The collection has minted its maximum of items. Create another collection.
		MaxItemsExceeded,
		/// The metadata is frozen, for good.
		MetadataFrozen,
		/// The recipient is the owner already. Name another one.
		SameOwner,
		/// The recipient is the account of an IP asset that does not exist. Name another one.
		HolderNotFound,
		/// The recipient is an IP account, while the IP asset asks for a royalty or may not be used commercially. Name an
		/// account of a person.
		HolderNotAllowed,
		/// The IP asset would own itself. Name another recipient.
		CyclicOwnership,
		/// The IP asset would be nested too deep in IP accounts. Name a recipient further out.
		MaxNestingExceeded,
		/// The IP account owns items. Move them out first.
		NotEmpty,
		/// A call is being dispatched as an IP account already. Do one after the other.
		NestedAct,
		/// There is no such grant. It may have been revoked.
		GrantNotFound,
		/// The set of permissions is empty. Name one, or revoke the grant.
		InvalidPermissions,
		/// The expiry is not in the future. Name a later block.
		InvalidExpiry,
		/// The grant would exceed its maximum lifetime. Name an earlier block.
		MaxGrantDurationExceeded,
		/// An IP account cannot grant permissions: they would survive its sale. Dispatch as it with `act_as` instead.
		NotFromIpAccount,
		/// The IP asset has its maximum of traits. Set one of those that it has.
		MaxTraitsExceeded,
		/// The recipient is the account of a studio, while the IP asset asks for a royalty or may not be used
		/// commercially. Ask the creator of the collection to allow studios, or name an account of a person.
		StudioNotAllowed,
		/// Studios are allowed in the collection already.
		StudiosAllowed,
		/// The IP asset was minted without provenance: there is no claim of it.
		WithoutProvenance,
		/// The IP asset has its maximum of grants. Revoke one, such as one that is void.
		MaxGrantsExceeded,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::WeightInfo::on_finalize()
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			if Ticket::<T>::take().is_some() {
				defensive!("a ticket was left over");
			}
			if Acting::<T>::take().is_some() {
				defensive!("somebody was left acting as an IP account");
			}
		}

		fn integrity_test() {
			let last = IpId::new(CollectionId::MAX, ItemId::MAX);
			let account = Self::derive_account(&last);
			assert!(Self::ip_of(&account) == Some(last), "an account id is too short to derive IP accounts");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Creates a collection of IP assets.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the creator, for good.
		///
		/// ## Parameters
		///
		/// - `metadata`: URI of the description, at most 256 bytes.
		/// - `max_items`: maximum number of items ever minted, burned ones included; `None` means no limit. Immutable.
		///
		/// ## Details
		///
		/// In pallet-nfts the collection belongs to the pallet. A storage deposit is held.
		///
		/// ## Errors
		///
		/// [`Error::InvalidMaxItems`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::CollectionCreated`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create_collection())]
		pub fn create_collection(origin: OriginFor<T>, metadata: Uri, max_items: Option<u32>) -> DispatchResult {
			let creator = ensure_signed(origin)?;
			Self::do_create_collection(creator, metadata, max_items).map(drop)
		}

		/// Sets the metadata of a collection.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the creator of the collection.
		///
		/// ## Parameters
		///
		/// - `collection`: collection to change.
		/// - `metadata`: new URI, at most 256 bytes.
		///
		/// ## Details
		///
		/// The deposit is unchanged.
		///
		/// ## Errors
		///
		/// [`Error::CollectionNotFound`], [`Error::NotCreator`].
		///
		/// ## Events
		///
		/// [`Event::CollectionMetadataSet`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_collection_metadata())]
		pub fn set_collection_metadata(
			origin: OriginFor<T>,
			collection: CollectionId,
			metadata: Uri,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_collection_metadata(who, collection, metadata)
		}

		/// Mints an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the creator of the collection.
		///
		/// ## Parameters
		///
		/// - `collection`: collection to mint in.
		/// - `to`: first owner; `None` means the signer.
		/// - `provenance`: artifact whose claim by the signer is minted; `None` mints without provenance, forever.
		/// - `metadata`: URI and hash of the description.
		/// - `owner_share`: founding share of the IP account, which is the owner's: the creator has the rest.
		///
		/// ## Details
		///
		/// Each claim can be minted once, and is pinned: only the owner of the IP asset can deprecate or revoke it. The
		/// deposit covers the item, the royalty pool and its first member too. Pays no royalty.
		///
		/// ## Errors
		///
		/// [`Error::CollectionNotFound`], [`Error::NotCreator`], [`Error::MaxItemsExceeded`], [`Error::ClaimNotFound`],
		/// [`Error::AlreadyExists`], those of the hold and of the pin, where the recipient is an IP account
		/// [`Error::HolderNotFound`], [`Error::HolderNotAllowed`], [`Error::CyclicOwnership`],
		/// [`Error::MaxNestingExceeded`], and where it is a studio [`Error::StudioNotAllowed`].
		///
		/// ## Events
		///
		/// [`Event::Minted`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::mint(MAX_NESTING))]
		pub fn mint(
			origin: OriginFor<T>,
			collection: CollectionId,
			to: Option<T::AccountId>,
			provenance: Option<Digest>,
			metadata: Metadata,
			owner_share: Perbill,
		) -> DispatchResultWithPostInfo {
			let creator = ensure_signed(origin)?;
			let (_, depth) = Self::do_mint(creator, collection, to, provenance, metadata, owner_share)?;
			Ok(Some(T::WeightInfo::mint(depth)).into())
		}

		/// Sets the metadata of an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner, the IP account, or an agent with the permission `Metadata`.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to change.
		/// - `metadata`: new URI and hash.
		///
		/// ## Details
		///
		/// Possible until the metadata is frozen. The deposit is unchanged. Makes a new revision.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotAuthorized`], [`Error::MetadataFrozen`].
		///
		/// ## Events
		///
		/// [`Event::MetadataSet`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_metadata())]
		pub fn set_metadata(origin: OriginFor<T>, ip: IpId, metadata: Metadata) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_metadata(who, ip, metadata)
		}

		/// Freezes the metadata of an IP asset, for good.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to freeze.
		///
		/// ## Details
		///
		/// Binds all later owners too. Makes a new revision.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotOwner`], [`Error::MetadataFrozen`].
		///
		/// ## Events
		///
		/// [`Event::MetadataFrozen`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::freeze_metadata())]
		pub fn freeze_metadata(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_freeze_metadata(who, ip)
		}

		/// Transfers an IP asset as a gift.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to transfer.
		/// - `to`: new owner.
		///
		/// ## Details
		///
		/// The owner pays the floor of the collection's royalty policy to the pool of the IP asset. Grants are void from
		/// now on, for good: a gift back revives none. The IP account goes with the IP asset, and what is in it.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotOwner`], [`Error::SameOwner`], those of the payment, where the recipient is an
		/// IP account [`Error::HolderNotFound`], [`Error::HolderNotAllowed`], [`Error::CyclicOwnership`],
		/// [`Error::MaxNestingExceeded`], and where it is a studio [`Error::StudioNotAllowed`].
		///
		/// ## Events
		///
		/// [`Event::Transferred`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::transfer(MAX_NESTING).max(T::WeightInfo::transfer_paid()))]
		pub fn transfer(origin: OriginFor<T>, ip: IpId, to: T::AccountId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let weight = Self::do_gift(who, ip, to)?;
			Ok(Some(weight).into())
		}

		/// Burns an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to burn.
		///
		/// ## Details
		///
		/// Every part of [`Config::OnIpBurned`] must consent. The IP account must own no items; whatever else is in it
		/// is lost. Traits and grants are removed, and every deposit is returned to whoever paid it. The claim is its
		/// claimant's again, and can be minted again; the number of the item cannot. Pays no royalty.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotOwner`], [`Error::NotEmpty`], and those of the burn hook.
		///
		/// ## Events
		///
		/// [`Event::PermissionRevoked`] for each grant, [`Event::Burned`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::burn().saturating_add(T::OnIpBurned::weight()))]
		pub fn burn(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_burn(who, ip)
		}

		/// Dispatches a call as the account of an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset whose account is the origin.
		/// - `call`: call to dispatch.
		///
		/// ## Details
		///
		/// The call must pass [`Config::ActAsFilter`], and so must each call inside it. Acting does not nest. If the
		/// call fails, so does this one, with its error: nothing changes. Makes a new revision.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotOwner`], [`Error::NestedAct`], `CallFiltered` of frame-system, and those of
		/// the call.
		///
		/// ## Events
		///
		/// [`Event::Acted`], after those of the call.
		#[pallet::call_index(7)]
		#[pallet::weight({
			let info = call.get_dispatch_info();
			(T::WeightInfo::act_as().saturating_add(info.call_weight), info.class)
		})]
		pub fn act_as(
			origin: OriginFor<T>,
			ip: IpId,
			call: Box<<T as Config>::RuntimeCall>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin.clone())?;
			Self::do_act_as(origin, who, ip, *call)
		}

		/// Grants permissions for an IP asset to an agent, for a time.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner, who must not be an IP account.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset.
		/// - `agent`: account that gets the permissions.
		/// - `permissions`: permissions granted, at least one, each within its bound.
		/// - `expires`: first block in which the grant is void.
		///
		/// ## Details
		///
		/// Replaces a grant that the agent had, and returns its deposit to whoever paid it. The grant is void after any
		/// change of owner, also when the IP asset comes back. Participation scores, floors, the score authority,
		/// takedowns and the claim cannot be granted. A storage deposit is held. Makes a new revision.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotOwner`], [`Error::NotFromIpAccount`], [`Error::InvalidPermissions`],
		/// [`Error::InvalidExpiry`], [`Error::MaxGrantDurationExceeded`], [`Error::MaxGrantsExceeded`], and those of the
		/// hold.
		///
		/// ## Events
		///
		/// [`Event::PermissionGranted`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::grant_permission().max(T::WeightInfo::grant_permission_new()))]
		pub fn grant_permission(
			origin: OriginFor<T>,
			ip: IpId,
			agent: T::AccountId,
			permissions: Permissions,
			expires: BlockNumberFor<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_grant_permission(who, ip, agent, permissions, expires)
		}

		/// Revokes the grant of an agent.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner, or the agent. Anyone, once the grant is void: expired, or from before a change of owner.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset.
		/// - `agent`: account that loses the permissions.
		///
		/// ## Details
		///
		/// The deposit returns to whoever paid it. Makes no new revision.
		///
		/// ## Errors
		///
		/// [`Error::GrantNotFound`], [`Error::NotOwner`].
		///
		/// ## Events
		///
		/// [`Event::PermissionRevoked`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::revoke_permission())]
		pub fn revoke_permission(origin: OriginFor<T>, ip: IpId, agent: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_permission(who, ip, agent)
		}

		/// Marks the pinned claim of an IP asset as superseded, or as in use again.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner. No agent.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset that was minted from the claim.
		/// - `deprecated`: `true` if the claim is superseded.
		///
		/// ## Details
		///
		/// The claim belongs to the IP asset as long as that exists: its claimant cannot do this. What is inside an IP
		/// asset is taken out first. Makes a new revision.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotOwner`], [`Error::WithoutProvenance`], and those of the registry: the claim is
		/// so already, or was revoked.
		///
		/// ## Events
		///
		/// [`Event::ClaimDeprecated`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::deprecate_claim())]
		pub fn deprecate_claim(origin: OriginFor<T>, ip: IpId, deprecated: bool) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_deprecate_claim(who, ip, deprecated)
		}

		/// Revokes the pinned claim of an IP asset, for good.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner. No agent.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset that was minted from the claim.
		/// - `reason`: reason, at most 64 bytes.
		///
		/// ## Details
		///
		/// Nothing of the artifact is for use any more, unless somebody else is entitled to it. The IP asset stays, with
		/// its pool, licenses and derivatives; its label is `Withdrawn`. What is inside an IP asset is taken out first.
		/// Makes a new revision.
		///
		/// ## Errors
		///
		/// [`Error::NotFound`], [`Error::NotOwner`], [`Error::WithoutProvenance`], and those of the registry: the claim was
		/// revoked.
		///
		/// ## Events
		///
		/// [`Event::ClaimRevoked`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::revoke_claim())]
		pub fn revoke_claim(origin: OriginFor<T>, ip: IpId, reason: Reason) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_claim(who, ip, reason)
		}

		/// Lets studios of others hold what is restricted in a collection, for good.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the creator of the collection.
		///
		/// ## Parameters
		///
		/// - `collection`: collection to open.
		///
		/// ## Details
		///
		/// Who joins a studio has a part of what it owns, and no royalty is paid for that. Without this call only a studio
		/// that made the collection may hold what asks for a royalty or may not be used commercially. IP accounts never
		/// may. Makes no new revision: nobody who bought loses by it.
		///
		/// ## Errors
		///
		/// [`Error::CollectionNotFound`], [`Error::NotCreator`], [`Error::StudiosAllowed`].
		///
		/// ## Events
		///
		/// [`Event::StudiosAllowed`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::allow_studios())]
		pub fn allow_studios(origin: OriginFor<T>, collection: CollectionId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_allow_studios(who, collection)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Details of an IP asset: owner and whether that is a wrapper, account, creators, provenance label, metadata,
		/// share of the owner, revision and moves.
		pub fn ip(ip: IpId) -> Option<IpInfoOf<T>> {
			Self::ip_info(&ip)
		}

		/// Record of a collection.
		pub fn collection(collection: CollectionId) -> Option<CollectionRecordOf<T>> {
			Collections::<T>::get(collection)
		}

		/// Page of the grants of an IP asset, void ones included, after the cursor.
		pub fn grants(ip: IpId, cursor: Option<T::AccountId>, size: u32) -> Page<GrantInfoOf<T>, T::AccountId> {
			Self::grants_page(&ip, cursor, size)
		}

		/// Traits of an IP asset by name, each with its history, the newest value last.
		pub fn traits(ip: IpId) -> Vec<TraitInfoOf<T>> {
			Self::traits_of(&ip)
		}

		/// Page of the IP assets minted from an artifact: at most one for each claimant.
		pub fn ips_of(digest: Digest, cursor: Option<T::AccountId>, size: u32) -> Page<IpId, T::AccountId> {
			Self::ips_page(&digest, cursor, size)
		}
	}
}
