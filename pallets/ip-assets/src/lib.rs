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
mod collections;
mod doors;
mod items;
#[cfg(test)]
mod mock;
mod permissions;
#[cfg(test)]
mod tests;
mod traits;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod views;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// A collection, as this runtime stores it.
pub type CollectionRecordOf<T> = CollectionRecord<AccountIdOf<T>>;
/// An IP asset, as this runtime stores it.
pub type IpRecordOf<T> = IpRecord<AccountIdOf<T>, BlockNumberFor<T>>;
/// A grant, as this runtime stores it.
pub type GrantOf<T> = Grant<AccountIdOf<T>, BlockNumberFor<T>>;
/// A trait, as this runtime stores it.
pub type TraitOf<T> = Trait<AccountIdOf<T>, BlockNumberFor<T>>;
/// A trait, as this runtime shows it.
pub type TraitInfoOf<T> = TraitInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// An IP asset, as this runtime shows it.
pub type IpInfoOf<T> = IpInfo<AccountIdOf<T>, BlockNumberFor<T>>;
/// A grant, as this runtime shows it.
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
		provenance::ProvenanceInspect,
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
	use sp_runtime::traits::Dispatchable;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// What deposits are paid in.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Why something is held, in the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// A call of the runtime.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<frame_system::Call<Self>>
			+ IsType<<Self as frame_system::Config>::RuntimeCall>;

		/// The items that stand for IP assets: pallet-nfts, with this pallet as its `Locker`, without deposits, and with
		/// trading, swaps, approvals and attributes off.
		type Nfts: Inspect<Self::AccountId, CollectionId = CollectionId, ItemId = ItemId>
			+ InspectEnumerable<Self::AccountId>
			+ Create<Self::AccountId, Self::CollectionConfig>
			+ Mutate<Self::AccountId, Self::ItemConfig>
			+ Transfer<Self::AccountId>;

		/// The settings of a collection there. The default must leave items transferable, and only the issuer mints.
		type CollectionConfig: Default;

		/// The settings of an item there. The default must leave it transferable.
		type ItemConfig: Default;

		/// Who claims which artifact.
		type Provenance: ProvenanceInspect<Self::AccountId>;

		/// What a change of owner pays. A collection that was without a policy when something was minted in it must stay
		/// so.
		type Policy: PolicyInspect;

		/// Where it is paid.
		type Royalties: RoyaltyCollect<Self::AccountId>;

		/// Who must consent when an IP asset is burned.
		type OnIpBurned: OnIpBurned;

		/// What may be called as an IP account. Must refuse whatever gives somebody a lasting hold on the account, such
		/// as adding a proxy or listing what it owns: it would survive the sale of the IP asset.
		type ActAsFilter: Contains<<Self as Config>::RuntimeCall>;

		/// What the accounts of the pallet and of IP assets are derived from.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The longest time for which an agent can have permissions.
		#[pallet::constant]
		type MaxGrantDuration: Get<BlockNumberFor<Self>>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;

		/// What the benchmarks need of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// Why a deposit is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A collection is in storage.
		#[codec(index = 0)]
		Collection,
		/// An IP asset is in storage.
		#[codec(index = 1)]
		Ip,
		/// A grant is in storage.
		#[codec(index = 2)]
		Grant,
		/// A trait is in storage.
		#[codec(index = 3)]
		Trait,
	}

	/// The collections of IP assets.
	#[pallet::storage]
	pub type Collections<T: Config> = StorageMap<_, Twox64Concat, CollectionId, CollectionRecordOf<T>>;

	/// The IP assets.
	#[pallet::storage]
	pub type Ips<T: Config> = StorageMap<_, Twox64Concat, IpId, IpRecordOf<T>>;

	/// Which claims were minted, as what: a claim becomes one IP asset.
	#[pallet::storage]
	pub type Minted<T: Config> = StorageDoubleMap<_, Blake2_128Concat, Digest, Blake2_128Concat, T::AccountId, IpId>;

	/// Who may act for which IP asset.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageDoubleMap<_, Twox64Concat, IpId, Blake2_128Concat, T::AccountId, GrantOf<T>>;

	/// What IP assets became over time.
	#[pallet::storage]
	pub type Traits<T: Config> = StorageDoubleMap<_, Twox64Concat, IpId, Blake2_128Concat, TraitKey, TraitOf<T>>;

	/// The one IP asset that is not locked, while it goes through a door.
	#[pallet::storage]
	pub type Ticket<T: Config> = StorageValue<_, IpId>;

	/// The IP asset that somebody is acting as.
	#[pallet::storage]
	pub type Acting<T: Config> = StorageValue<_, IpId>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Somebody made a collection.
		CollectionCreated {
			/// The collection, here and in pallet-nfts.
			collection: CollectionId,
			/// Who made it. In pallet-nfts it belongs to the pallet.
			creator: T::AccountId,
			/// How many IP assets may ever be minted in it.
			max_items: Option<u32>,
		},
		/// The description of a collection changed.
		CollectionMetadataSet {
			/// The collection.
			collection: CollectionId,
		},
		/// An IP asset was minted.
		Minted {
			/// The IP asset.
			ip: IpId,
			/// Who minted it.
			creator: T::AccountId,
			/// Who owns it.
			owner: T::AccountId,
			/// The account that belongs to it.
			account: T::AccountId,
			/// The artifact that its creator claims; nothing if it was minted without provenance.
			provenance: Option<Digest>,
		},
		/// The metadata of an IP asset changed.
		MetadataSet {
			/// The IP asset.
			ip: IpId,
			/// Who changed it.
			who: T::AccountId,
		},
		/// The metadata of an IP asset can never change again.
		MetadataFrozen {
			/// The IP asset.
			ip: IpId,
		},
		/// An IP asset changed its owner.
		Transferred {
			/// The IP asset.
			ip: IpId,
			/// Who owned it.
			from: T::AccountId,
			/// Who owns it now.
			to: T::AccountId,
		},
		/// An IP asset came to its end.
		Burned {
			/// The IP asset.
			ip: IpId,
			/// Who owned it.
			owner: T::AccountId,
		},
		/// The owner of an IP asset did something as its account.
		Acted {
			/// The IP asset.
			ip: IpId,
			/// Who owns it.
			owner: T::AccountId,
		},
		/// An agent got permissions, instead of any that it had.
		PermissionGranted {
			/// The IP asset.
			ip: IpId,
			/// Who may act for it.
			agent: T::AccountId,
			/// What the agent may do.
			permissions: Permissions,
			/// The first block in which the agent no longer may.
			expires: BlockNumberFor<T>,
		},
		/// An agent lost its permissions.
		PermissionRevoked {
			/// The IP asset.
			ip: IpId,
			/// Who had them.
			agent: T::AccountId,
		},
		/// A trait of an IP asset got a new value.
		TraitSet {
			/// The IP asset.
			ip: IpId,
			/// Who asked for it.
			who: T::AccountId,
			/// The name of the trait.
			key: TraitKey,
			/// The value.
			value: TraitValue,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such IP asset. Check collection and item; it may have been burned.
		NotFound,
		/// There is no such collection. Create it first.
		CollectionNotFound,
		/// Only the creator of the collection can do this. Sign with that account.
		NotCreator,
		/// Only the owner of the IP asset can do this. Sign with that account.
		NotOwner,
		/// Only the owner, or an agent with a live permission, can do this. Ask the owner to grant it.
		NotPermitted,
		/// You do not claim this artifact. Claim it in the provenance registry, or mint without provenance.
		ClaimNotFound,
		/// Your claim was minted before. Burn that IP asset first, or mint without provenance.
		AlreadyExists,
		/// The limit must be at least one. Give no limit, or a higher one.
		InvalidMaxItems,
		/// As many IP assets were minted in the collection as its creator allowed. Create another collection.
		MaxItemsExceeded,
		/// The metadata is frozen, for good.
		MetadataFrozen,
		/// The recipient owns it already. Name another one.
		SameOwner,
		/// The recipient is the account of an IP asset that does not exist. Name another one.
		HolderNotFound,
		/// The recipient is an IP account, while the collection asks for royalties. Name an account of a person.
		HolderNotAllowed,
		/// The IP asset would be inside itself. Name another recipient.
		CyclicOwnership,
		/// The IP asset would be inside too many others. Name a recipient further out.
		MaxNestingExceeded,
		/// The account of the IP asset owns items. Move them out first.
		NotEmpty,
		/// Somebody is acting as an IP account already. Do one after the other.
		NestedAct,
		/// There is no such grant. It may have been revoked.
		GrantNotFound,
		/// No permission was named. Name one, or revoke the grant.
		InvalidPermissions,
		/// The grant would be void at once. Name a later block.
		InvalidExpiry,
		/// The grant would last too long. Name an earlier block.
		MaxGrantDurationExceeded,
		/// An IP account cannot grant permissions: they would survive its sale. Act as it instead.
		NotFromIpAccount,
		/// The IP asset has as many traits as it can have. Set one of those that it has.
		MaxTraitsExceeded,
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
		/// Makes a collection of IP assets.
		///
		/// ## Dispatch Origin
		///
		/// Signed. The signer becomes the creator, forever.
		///
		/// ## Details
		///
		/// In pallet-nfts the collection belongs to the pallet. `max_items` counts all that are ever minted, burned ones
		/// included, and never changes. A deposit is held of the creator.
		///
		/// ## Errors
		///
		/// - [`Error::InvalidMaxItems`] if the limit is zero.
		///
		/// ## Events
		///
		/// - [`Event::CollectionCreated`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create_collection())]
		pub fn create_collection(origin: OriginFor<T>, metadata: Uri, max_items: Option<u32>) -> DispatchResult {
			let creator = ensure_signed(origin)?;
			Self::do_create_collection(creator, metadata, max_items).map(drop)
		}

		/// Changes the description of a collection.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the creator of the collection.
		///
		/// ## Details
		///
		/// The deposit stays the same.
		///
		/// ## Errors
		///
		/// - [`Error::CollectionNotFound`].
		/// - [`Error::NotCreator`].
		///
		/// ## Events
		///
		/// - [`Event::CollectionMetadataSet`].
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
		/// Signed by the creator of the collection.
		///
		/// ## Details
		///
		/// With a digest, the signer must claim that artifact, and can mint the claim once. Without one, the IP asset is
		/// shown as minted without provenance, forever. It goes to `to`, or to the signer. A deposit is held of the
		/// signer: it pays for the item, the royalty pool and its first member too. Pays no royalty.
		///
		/// ## Errors
		///
		/// - [`Error::CollectionNotFound`].
		/// - [`Error::NotCreator`].
		/// - [`Error::MaxItemsExceeded`].
		/// - [`Error::ClaimNotFound`] if the signer does not claim the artifact.
		/// - [`Error::AlreadyExists`] if the signer minted the claim.
		/// - [`Error::HolderNotFound`], [`Error::HolderNotAllowed`], [`Error::CyclicOwnership`],
		///   [`Error::MaxNestingExceeded`] if the recipient is an IP account that may not hold it.
		///
		/// ## Events
		///
		/// - [`Event::Minted`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::mint(MAX_NESTING))]
		pub fn mint(
			origin: OriginFor<T>,
			collection: CollectionId,
			to: Option<T::AccountId>,
			provenance: Option<Digest>,
			metadata: Metadata,
		) -> DispatchResultWithPostInfo {
			let creator = ensure_signed(origin)?;
			let (_, depth) = Self::do_mint(creator, collection, to, provenance, metadata)?;
			Ok(Some(T::WeightInfo::mint(depth)).into())
		}

		/// Changes the metadata of an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner, the IP account, or an agent with the permission `Metadata`.
		///
		/// ## Details
		///
		/// Possible until it is frozen. The deposit stays the same.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`].
		/// - [`Error::NotPermitted`].
		/// - [`Error::MetadataFrozen`].
		///
		/// ## Events
		///
		/// - [`Event::MetadataSet`].
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
		/// Signed by the owner.
		///
		/// ## Details
		///
		/// Holds for all later owners too.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`].
		/// - [`Error::NotOwner`].
		/// - [`Error::MetadataFrozen`] if it is frozen.
		///
		/// ## Events
		///
		/// - [`Event::MetadataFrozen`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::freeze_metadata())]
		pub fn freeze_metadata(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_freeze_metadata(who, ip)
		}

		/// Gives an IP asset to somebody.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner.
		///
		/// ## Details
		///
		/// The owner pays the floor of the collection's royalty policy to the pool of the IP asset. Whatever permissions
		/// the owner granted are void from now on. The IP account goes with the IP asset, and what is in it.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`].
		/// - [`Error::NotOwner`].
		/// - [`Error::SameOwner`].
		/// - [`Error::HolderNotFound`], [`Error::HolderNotAllowed`], [`Error::CyclicOwnership`],
		///   [`Error::MaxNestingExceeded`] if the recipient is an IP account that may not hold it.
		/// - Those of the payment, if the owner cannot pay the floor.
		///
		/// ## Events
		///
		/// - [`Event::Transferred`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::transfer(MAX_NESTING).max(T::WeightInfo::transfer_paid()))]
		pub fn transfer(origin: OriginFor<T>, ip: IpId, to: T::AccountId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let weight = Self::do_gift(who, ip, to)?;
			Ok(Some(weight).into())
		}

		/// Ends an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner.
		///
		/// ## Details
		///
		/// Everybody who keeps something for it must consent. Its account must own no items; whatever else is in the
		/// account is lost. The deposits go back to whoever paid them, its traits go. The claim can be minted again, the number of the
		/// item cannot. Pays no royalty.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`].
		/// - [`Error::NotOwner`].
		/// - [`Error::NotEmpty`] if its account owns items.
		/// - Those of whoever does not consent.
		///
		/// ## Events
		///
		/// - [`Event::Burned`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::burn().saturating_add(T::OnIpBurned::weight()))]
		pub fn burn(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_burn(who, ip)
		}

		/// Calls something as the account of an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner.
		///
		/// ## Details
		///
		/// The call must pass the filter of the chain, and so must each call inside it. Nobody can act as an IP account
		/// inside a call that acts as one. If the call fails, so does this one, with its error: nothing changes.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`].
		/// - [`Error::NotOwner`].
		/// - [`Error::NestedAct`].
		/// - `CallFiltered` of frame-system if the filter refuses the call.
		/// - Those of the call.
		///
		/// ## Events
		///
		/// - [`Event::Acted`], after those of the call.
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

		/// Lets an agent act for an IP asset for a time.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner, who must not be an IP account.
		///
		/// ## Details
		///
		/// Replaces what the agent had, and gives back the deposit of that to whoever paid it. Void in the block
		/// `expires`, and while somebody else is the owner. A deposit is held of the owner.
		///
		/// ## Errors
		///
		/// - [`Error::NotFound`].
		/// - [`Error::NotOwner`].
		/// - [`Error::NotFromIpAccount`].
		/// - [`Error::InvalidPermissions`] if there are none.
		/// - [`Error::InvalidExpiry`] if it would be void at once.
		/// - [`Error::MaxGrantDurationExceeded`].
		///
		/// ## Events
		///
		/// - [`Event::PermissionGranted`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::grant_permission())]
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

		/// Takes all permissions for an IP asset from an agent.
		///
		/// ## Dispatch Origin
		///
		/// Signed by the owner, by the agent, or by anybody once the grant is void: expired, or from a former owner, or
		/// the IP asset is burned.
		///
		/// ## Details
		///
		/// The deposit goes back to whoever paid it.
		///
		/// ## Errors
		///
		/// - [`Error::GrantNotFound`].
		/// - [`Error::NotOwner`] if the grant is live and the signer is somebody else.
		///
		/// ## Events
		///
		/// - [`Event::PermissionRevoked`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::revoke_permission())]
		pub fn revoke_permission(origin: OriginFor<T>, ip: IpId, agent: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke_permission(who, ip, agent)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// All about an IP asset: owner, account, creators, provenance and what it is worth now, metadata.
		pub fn ip(ip: IpId) -> Option<IpInfoOf<T>> {
			Self::ip_info(&ip)
		}

		/// All about a collection, its creator included.
		pub fn collection(collection: CollectionId) -> Option<CollectionRecordOf<T>> {
			Collections::<T>::get(collection)
		}

		/// Who may act for an IP asset, the void grants included.
		pub fn grants(ip: IpId, cursor: Option<T::AccountId>, size: u32) -> Page<GrantInfoOf<T>, T::AccountId> {
			Self::grants_page(&ip, cursor, size)
		}

		/// What an IP asset became over time: all its traits by name, each with its values, the newest last.
		pub fn traits(ip: IpId) -> Vec<TraitInfoOf<T>> {
			Self::traits_of(&ip)
		}

		/// Which IP assets were minted from an artifact: one for each account that claims it and minted the claim.
		pub fn ips_of(digest: Digest, cursor: Option<T::AccountId>, size: u32) -> Page<IpId, T::AccountId> {
			Self::ips_page(&digest, cursor, size)
		}
	}
}
