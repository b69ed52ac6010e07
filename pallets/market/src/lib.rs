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

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod income;
mod listing;
mod offer;
mod policy;
mod sale;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod types;
mod view;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use weights::WeightInfo;

use frame_system::pallet_prelude::BlockNumberFor;
use types::{Income, Listing, ListingState, Offer, OfferState, PolicyInfo, PolicyRecord, SaleQuote};

/// [`PolicyRecord`] of this runtime.
pub type PolicyRecordOf<T> = PolicyRecord<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`Income`] of this runtime.
pub type IncomeOf<T> = Income<<T as frame_system::Config>::AccountId>;
/// [`Listing`] of this runtime.
pub type ListingOf<T> = Listing<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`ListingState`] of this runtime.
pub type ListingStateOf<T> = ListingState<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`Offer`] of this runtime.
pub type OfferOf<T> = Offer<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`OfferState`] of this runtime.
pub type OfferStateOf<T> = OfferState<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`SaleQuote`] of this runtime.
pub type SaleQuoteOf<T> = SaleQuote<<T as frame_system::Config>::AccountId>;

// The macro writes code that expects and indexes.
#[allow(clippy::expect_used, clippy::indexing_slicing)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use atelier_primitives::{
		chain::Balance,
		ip::{CollectionId, IpInspect, IpTransfer, RoyaltyPolicy},
		licensing::CommerceInspect,
		royalties::{PoolInspect, RoyaltyCollect, ScoreInspect, StackInspect},
		IpId, Page,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Contains},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;

	/// Configuration of the pallet.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Native currency of prices, royalties and deposits. A deposit must be at least the existential deposit.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Overarching hold reason of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// Provider of owners, permissions, moves and revisions, and the transfer of sold IP assets.
		type Ips: IpInspect<Self::AccountId> + IpTransfer<Self::AccountId>;

		/// Collector of royalties, and provider of the stacks and score authorities.
		type Royalties: RoyaltyCollect<Self::AccountId> + StackInspect + ScoreInspect<Self::AccountId>;

		/// Provider of the owner shares of pools.
		type Pools: PoolInspect<Self::AccountId>;

		/// Provider of the commercial standing and the floors of IP assets.
		type Commerce: CommerceInspect;

		/// Set of the collections in which nothing was ever minted. Only there a first policy can be set: nobody is
		/// surprised by a royalty on what they own.
		type EmptyCollections: Contains<CollectionId>;

		/// Maximum rate of a royalty policy.
		#[pallet::constant]
		type MaxRoyaltyRate: Get<Perbill>;

		/// Maximum floor of a royalty policy, in the smallest unit.
		#[pallet::constant]
		type MaxRoyaltyFloor: Get<Balance>;

		/// Delay of a fall of a royalty policy, in blocks.
		type PolicyDelay: Get<BlockNumberFor<Self>>;

		/// Weight information of the dispatchables.
		type WeightInfo: WeightInfo;

		/// Benchmark setup of the neighboring pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// Hold reasons of the pallet. An index is never reused.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Storage deposit of a policy, a listing or an offer.
		#[codec(index = 0)]
		StorageDeposit,
		/// Price of an open offer, in escrow.
		#[codec(index = 1)]
		OfferedFunds,
	}

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Royalty policy of each collection. `None`: nothing was ever enforced.
	#[pallet::storage]
	pub type Policies<T: Config> = StorageMap<_, Twox64Concat, CollectionId, PolicyRecordOf<T>>;

	/// Open listings, by IP asset.
	#[pallet::storage]
	pub type Listings<T: Config> = StorageMap<_, Twox64Concat, IpId, ListingOf<T>>;

	/// Open offers, by IP asset and buyer.
	///
	/// An offer stays when the IP asset is burned, until its buyer withdraws it.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageDoubleMap<_, Twox64Concat, IpId, Blake2_128Concat, T::AccountId, OfferOf<T>>;

	/// Events of the pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A royalty policy was set, or its fall announced. What was announced before and did not count yet never will.
		PolicySet {
			/// Collection.
			collection: CollectionId,
			/// Policy.
			policy: RoyaltyPolicy,
			/// First block in which it is in force.
			from: BlockNumberFor<T>,
		},
		/// An IP asset was listed for sale. An earlier listing of it is replaced.
		Listed {
			/// IP asset.
			ip: IpId,
			/// Seller: the owner.
			seller: T::AccountId,
			/// Gross price, the royalty included.
			price: Balance,
			/// Expiry: the first block in which the listing is void; `None` means never.
			expires: Option<BlockNumberFor<T>>,
		},
		/// A listing was removed without a sale.
		Delisted {
			/// IP asset.
			ip: IpId,
		},
		/// An IP asset was sold. Its listing, and the accepted offer, are removed.
		Sold {
			/// IP asset.
			ip: IpId,
			/// Former owner.
			seller: T::AccountId,
			/// New owner.
			buyer: T::AccountId,
			/// Gross price, paid by the buyer.
			price: Balance,
			/// Part of the price that went to the pool of the IP asset. The seller got the rest.
			royalty: Balance,
		},
		/// An offer was made, and its price put in escrow. An earlier offer by the same account is replaced.
		Offered {
			/// IP asset.
			ip: IpId,
			/// Buyer.
			buyer: T::AccountId,
			/// Gross price, held of the buyer.
			price: Balance,
			/// Expiry: the first block in which the offer is void; `None` means never.
			expires: Option<BlockNumberFor<T>>,
		},
		/// An offer was removed without a sale, and its escrow released.
		OfferWithdrawn {
			/// IP asset.
			ip: IpId,
			/// Buyer.
			buyer: T::AccountId,
		},
	}

	/// Errors of the pallet.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such collection. Check its number.
		CollectionNotFound,
		/// There is no such IP asset. Check collection and item; it may have been burned.
		IpNotFound,
		/// No listing of the IP asset. List it, or make an offer.
		ListingNotFound,
		/// No offer by this account for the IP asset. Check both.
		OfferNotFound,
		/// The signer is not the creator of the collection. Sign with that account.
		NotCreator,
		/// The signer is not the owner of the IP asset. Sign with that account.
		NotOwner,
		/// The signer is neither the owner nor permitted to trade, nor the maker of the offer. Ask the owner for the
		/// permission, or wait until the listing or the offer is void.
		NotAuthorized,
		/// The first policy has a rate or a floor of zero. Set both above zero.
		PolicyNotEnforced,
		/// The policy would rise. Take a rate and a floor that are not above the present ones.
		PolicyMayOnlyFall,
		/// The collection has had IP assets. Set the first policy before the first mint.
		CollectionNotEmpty,
		/// The rate exceeds `MaxRoyaltyRate`. Take a lower one.
		MaxRoyaltyRateExceeded,
		/// The floor exceeds `MaxRoyaltyFloor`. Take a lower one.
		MaxRoyaltyFloorExceeded,
		/// The price is zero. Transfer the IP asset instead, or ask for a price.
		ZeroPrice,
		/// The price does not cover the royalty. Take at least the floor of the collection's policy.
		PriceBelowRoyalty,
		/// The price exceeds the total issuance. Take a lower price.
		PriceUnpayable,
		/// The price exceeds the buyer's maximum. Look at the listing again, or raise the maximum.
		MaxPriceExceeded,
		/// The offer is below the owner's minimum. Look at it again, or lower the minimum.
		PriceTooLow,
		/// Buyer and seller are the same account. Somebody else has to buy.
		SelfPurchase,
		/// The expiry has passed, or is not in the future. Take a later block.
		Expired,
		/// The IP asset moved since the listing. Its owner has to list it again.
		OwnerChanged,
		/// The IP asset is non-commercial, and cannot be sold. Give it away, or have it commercialized.
		NonCommercial,
		/// The revision differs from the one that the buyer named: the owner changed what a buyer gets. Look at it, and
		/// decide again.
		RevisionMismatch,
		/// The income is worse than the one that the buyer named: the royalty stack, the owner share, the score
		/// authority, the floor, or the commercial standing. Look at it, and decide again.
		IncomeWorse,
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// Storage deposit of a policy.
		#[pallet::constant_name(PolicyDeposit)]
		pub fn policy_deposit() -> Balance {
			Self::deposit_for::<(CollectionId, PolicyRecordOf<T>)>()
		}

		/// Storage deposit of a listing.
		#[pallet::constant_name(ListingDeposit)]
		pub fn listing_deposit() -> Balance {
			Self::deposit_for::<(IpId, ListingOf<T>)>()
		}

		/// Storage deposit of an offer, beside its price.
		#[pallet::constant_name(OfferDeposit)]
		pub fn offer_deposit() -> Balance {
			Self::deposit_for::<(IpId, T::AccountId, OfferOf<T>)>()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			use frame_support::traits::fungible::Inspect;
			// A smaller one could not be given back to an account that has nothing else free; whoever paid for a
			// listing could block its sale with that.
			let least = Self::policy_deposit().min(Self::listing_deposit()).min(Self::offer_deposit());
			assert!(least >= T::Currency::minimum_balance(), "deposits are below the existential deposit");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sets the royalty policy of a collection, or announces its fall.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the creator of the collection.
		///
		/// ## Parameters
		///
		/// - `collection`: collection on whose changes of owner the royalty is enforced.
		/// - `rate`: part of the price of a sale.
		/// - `floor`: minimum royalty of any change of owner, a gift included, in the smallest unit.
		///
		/// ## Details
		///
		/// The first policy has a rate and a floor above zero, and is set before anything is minted in the collection.
		/// It is in force at once, and its storage deposit is held for good: a policy is never removed. Afterwards rate
		/// and floor may only fall below those in force, possibly to zero, and only after `PolicyDelay`: the royalty is
		/// income of the members of all pools in the collection. Each fall supersedes one that waits; naming the policy
		/// in force withdraws it. Listings and offers stand: a price is a total, and a sale follows the policy in force.
		///
		/// ## Errors
		///
		/// [`Error::CollectionNotFound`], [`Error::NotCreator`], [`Error::MaxRoyaltyRateExceeded`],
		/// [`Error::MaxRoyaltyFloorExceeded`], those of the hold, for the first policy [`Error::PolicyNotEnforced`],
		/// [`Error::CollectionNotEmpty`], and for the others [`Error::PolicyMayOnlyFall`].
		///
		/// ## Events
		///
		/// [`Event::PolicySet`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set_policy())]
		pub fn set_policy(
			origin: OriginFor<T>,
			collection: CollectionId,
			rate: Perbill,
			floor: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_policy(who, collection, RoyaltyPolicy { rate, floor })
		}

		/// Lists an IP asset for sale at a fixed price, or replaces its listing.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner, or an account with the permission `Trade`.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to sell.
		/// - `price`: gross price, the royalty included, in the smallest unit.
		/// - `expires`: first block in which the listing is void; `None` means never.
		///
		/// ## Details
		///
		/// [`Pallet::quote_sale`] says what the seller gets. The listing is void once the IP asset moves, for good, and
		/// while it is non-commercial. What the owner changes about the IP asset does not void it, but fails the buyer
		/// who saw another revision. A storage deposit is held; that of a replaced listing returns to whoever paid it.
		///
		/// ## Errors
		///
		/// [`Error::IpNotFound`], [`Error::NotAuthorized`], [`Error::Expired`], [`Error::ZeroPrice`],
		/// [`Error::PriceBelowRoyalty`], [`Error::PriceUnpayable`], [`Error::NonCommercial`], and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::Listed`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::list())]
		pub fn list(
			origin: OriginFor<T>,
			ip: IpId,
			price: Balance,
			expires: Option<BlockNumberFor<T>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_list(who, ip, price, expires)
		}

		/// Removes the listing of an IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner, or an account with the permission `Trade`. Anyone, if the listing is void.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to take off the market.
		///
		/// ## Details
		///
		/// The deposit returns to whoever paid it.
		///
		/// ## Errors
		///
		/// [`Error::ListingNotFound`], [`Error::NotAuthorized`].
		///
		/// ## Events
		///
		/// [`Event::Delisted`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::delist())]
		pub fn delist(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_delist(who, ip)
		}

		/// Buys a listed IP asset.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the buyer, who is not the owner.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to buy.
		/// - `max_price`: maximum gross price, in the smallest unit.
		/// - `revision`: revision that the buyer saw, as [`Pallet::quote_sale`] tells it.
		/// - `income`: income that the buyer saw, as [`Pallet::quote_sale`] tells it.
		///
		/// ## Details
		///
		/// The royalty goes to the pool of the IP asset, the rest of the price to the seller, the IP asset to the
		/// buyer: all of it or nothing. A seller who raises the price, changes the IP asset or worsens its income before
		/// this call sells nothing, also with a new listing. What got better for the buyer is no hindrance. The buyer's
		/// account stays alive. The deposit of the listing is released. Offers stay, also one by the buyer.
		///
		/// ## Errors
		///
		/// [`Error::ListingNotFound`], [`Error::Expired`], [`Error::NonCommercial`], [`Error::OwnerChanged`],
		/// [`Error::SelfPurchase`], [`Error::MaxPriceExceeded`], [`Error::IncomeWorse`], [`Error::RevisionMismatch`],
		/// those of the payment, and those of the transfer, if the buyer may not hold the IP asset.
		///
		/// ## Events
		///
		/// [`Event::Sold`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::buy().max(T::WeightInfo::buy_nested()))]
		pub fn buy(
			origin: OriginFor<T>,
			ip: IpId,
			max_price: Balance,
			revision: u32,
			income: IncomeOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_buy(who, ip, max_price, revision, income)
		}

		/// Makes an offer for an IP asset, listed or not, or replaces one.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the buyer, who is not the owner.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to buy.
		/// - `price`: gross price, the royalty included, in the smallest unit.
		/// - `expires`: first block in which the offer is void; `None` means never.
		/// - `revision`: revision that the buyer saw, as [`Pallet::quote_sale`] tells it.
		/// - `income`: income that the buyer saw, as [`Pallet::quote_sale`] tells it.
		///
		/// ## Details
		///
		/// Holds the price and a storage deposit; for a replacement only the difference is needed. The offer is good
		/// whoever owns the IP asset, until it is accepted or withdrawn. It is void once the revision is another, while
		/// the income is worse, and while the IP asset is non-commercial.
		///
		/// ## Errors
		///
		/// [`Error::IpNotFound`], [`Error::SelfPurchase`], [`Error::Expired`], [`Error::ZeroPrice`],
		/// [`Error::PriceBelowRoyalty`], [`Error::NonCommercial`], [`Error::IncomeWorse`], [`Error::RevisionMismatch`],
		/// and those of the hold.
		///
		/// ## Events
		///
		/// [`Event::Offered`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::offer())]
		pub fn offer(
			origin: OriginFor<T>,
			ip: IpId,
			price: Balance,
			expires: Option<BlockNumberFor<T>>,
			revision: u32,
			income: IncomeOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer(who, ip, price, expires, revision, income)
		}

		/// Accepts an offer: sells an IP asset to its maker.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the owner. No permission replaces this.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset to sell.
		/// - `buyer`: maker of the offer.
		/// - `min_price`: minimum gross price, in the smallest unit.
		///
		/// ## Details
		///
		/// As [`Pallet::buy`], with the money in escrow, against the revision and the income that the offer named. A
		/// listing of the IP asset is removed, and its deposit released.
		///
		/// ## Errors
		///
		/// [`Error::IpNotFound`], [`Error::NotOwner`], [`Error::OfferNotFound`], [`Error::Expired`],
		/// [`Error::NonCommercial`], [`Error::IncomeWorse`], [`Error::RevisionMismatch`], [`Error::SelfPurchase`],
		/// [`Error::PriceTooLow`], those of the payment, and those of the transfer, if the buyer may not hold the IP
		/// asset.
		///
		/// ## Events
		///
		/// [`Event::Sold`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::accept())]
		pub fn accept(origin: OriginFor<T>, ip: IpId, buyer: T::AccountId, min_price: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(who, ip, buyer, min_price)
		}

		/// Withdraws an offer.
		///
		/// ## Dispatch Origin
		///
		/// Signed: the buyer. Anyone, if the offer has expired.
		///
		/// ## Parameters
		///
		/// - `ip`: IP asset that the offer is for.
		/// - `buyer`: maker of the offer.
		///
		/// ## Details
		///
		/// Price and deposit are released to the buyer.
		///
		/// ## Errors
		///
		/// [`Error::OfferNotFound`], [`Error::NotAuthorized`].
		///
		/// ## Events
		///
		/// [`Event::OfferWithdrawn`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw_offer())]
		pub fn withdraw_offer(origin: OriginFor<T>, ip: IpId, buyer: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_offer(who, ip, buyer)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Split of a hypothetical sale, the revision and the income that a buyer names, and what the next change of owner
		/// costs at least. `None` if there is no such IP asset.
		pub fn quote_sale(ip: IpId, price: Balance) -> Option<SaleQuoteOf<T>> {
			Self::view_quote(ip, price)
		}

		/// Royalty policy of a collection: the one in force, zero in both parts if there is none, and the fall that waits.
		pub fn policy(collection: CollectionId) -> PolicyInfo<BlockNumberFor<T>> {
			Self::policy_info(collection)
		}

		/// Listing of an IP asset with its quote, and its obstacle if it cannot be bought.
		pub fn listing(ip: IpId) -> Option<ListingStateOf<T>> {
			Self::view_listing(ip)
		}

		/// Page of all listings in the order of storage, each with its obstacle, after the cursor.
		pub fn listings(cursor: Option<IpId>, size: u32) -> Page<(IpId, ListingStateOf<T>), IpId> {
			Self::view_listings(cursor, size)
		}

		/// Page of the offers for an IP asset in the order of storage, each with its obstacle, after the cursor.
		pub fn offers(
			ip: IpId,
			cursor: Option<T::AccountId>,
			size: u32,
		) -> Page<(T::AccountId, OfferStateOf<T>), T::AccountId> {
			Self::view_offers(ip, cursor, size)
		}
	}
}
