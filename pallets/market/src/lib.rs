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
use types::{Income, Listing, ListingState, Offer, OfferState, PolicyRecord, SaleQuote};

/// [`PolicyRecord`] of this chain.
pub type PolicyRecordOf<T> = PolicyRecord<<T as frame_system::Config>::AccountId>;
/// [`Income`] on this chain.
pub type IncomeOf<T> = Income<<T as frame_system::Config>::AccountId>;
/// [`Listing`] of this chain.
pub type ListingOf<T> = Listing<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`ListingState`] of this chain.
pub type ListingStateOf<T> = ListingState<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`Offer`] of this chain.
pub type OfferOf<T> = Offer<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`OfferState`] of this chain.
pub type OfferStateOf<T> = OfferState<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// [`SaleQuote`] of this chain.
pub type SaleQuoteOf<T> = SaleQuote<<T as frame_system::Config>::AccountId>;

// The macro writes code that expects and indexes.
#[allow(clippy::expect_used, clippy::indexing_slicing)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use atelier_primitives::{
		chain::Balance,
		ip::{CollectionId, IpInspect, IpTransfer, RoyaltyPolicy},
		royalties::{RoyaltyCollect, ScoreInspect, StackInspect},
		IpId, Page,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Contains},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The currency of prices, royalties and deposits. A deposit must be at least its existential deposit.
		type Currency: fungible::Inspect<Self::AccountId, Balance = Balance>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// Who owns IP assets, and the door through which they are sold.
		type Ips: IpInspect<Self::AccountId> + IpTransfer<Self::AccountId>;

		/// Where royalties go, and who has the income of IP assets.
		type Royalties: RoyaltyCollect<Self::AccountId> + StackInspect + ScoreInspect<Self::AccountId>;

		/// The collections in which there is no IP asset. Only there a first policy can be set: nobody is surprised by
		/// a royalty on what they own.
		type EmptyCollections: Contains<CollectionId>;

		/// The highest rate that a policy may have.
		#[pallet::constant]
		type MaxRoyaltyRate: Get<Perbill>;

		/// The highest floor that a policy may have.
		#[pallet::constant]
		type MaxRoyaltyFloor: Get<Balance>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;

		/// What the benchmarks need of other pallets.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId>;
	}

	/// Why the market holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Deposits for policies, listings and offers in storage.
		#[codec(index = 0)]
		StorageDeposit,
		/// The prices of offers.
		#[codec(index = 1)]
		OfferedFunds,
	}

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The royalty policies of collections. No entry: nothing was ever enforced.
	#[pallet::storage]
	pub type Policies<T: Config> = StorageMap<_, Twox64Concat, CollectionId, PolicyRecordOf<T>>;

	/// The IP assets on sale.
	#[pallet::storage]
	pub type Listings<T: Config> = StorageMap<_, Twox64Concat, IpId, ListingOf<T>>;

	/// The offers for each IP asset, by their makers. An offer stays when the IP asset is burned, until its maker
	/// withdraws it.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageDoubleMap<_, Twox64Concat, IpId, Blake2_128Concat, T::AccountId, OfferOf<T>>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A collection has a royalty policy.
		PolicySet {
			/// The collection.
			collection: CollectionId,
			/// The policy from now on.
			policy: RoyaltyPolicy,
		},
		/// An IP asset is on sale. An earlier listing of it is replaced.
		Listed {
			/// The IP asset.
			ip: IpId,
			/// Its owner.
			seller: T::AccountId,
			/// What a buyer pays in all.
			price: Balance,
			/// The first block in which the listing does not stand any more.
			expires: Option<BlockNumberFor<T>>,
		},
		/// A listing was removed without a sale.
		Delisted {
			/// The IP asset.
			ip: IpId,
		},
		/// An IP asset was sold. Its listing, and the accepted offer, are gone.
		Sold {
			/// The IP asset.
			ip: IpId,
			/// The owner before.
			seller: T::AccountId,
			/// The owner now.
			buyer: T::AccountId,
			/// What the buyer paid in all.
			price: Balance,
			/// The part of the price that went to the pool of the IP asset. The seller has the rest.
			royalty: Balance,
		},
		/// Somebody offers a price. An earlier offer by the same account is replaced.
		Offered {
			/// The IP asset.
			ip: IpId,
			/// Who offers.
			buyer: T::AccountId,
			/// What the buyer would pay in all. Held.
			price: Balance,
			/// The first block in which the offer does not stand any more.
			expires: Option<BlockNumberFor<T>>,
		},
		/// An offer was removed without a sale. The money is free again.
		OfferWithdrawn {
			/// The IP asset.
			ip: IpId,
			/// Who offered.
			buyer: T::AccountId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such collection: check its number.
		CollectionNotFound,
		/// There is no such IP asset: check its number, or it was burned.
		IpNotFound,
		/// The IP asset is not on sale: list it, or make an offer.
		ListingNotFound,
		/// This account has no offer for the IP asset: check both.
		OfferNotFound,
		/// Only the creator of the collection sets its policy: sign as the creator.
		NotCreator,
		/// Only the owner accepts an offer: sign as the owner.
		NotOwner,
		/// Not for this account: sign as the owner, ask the owner for the permission to trade, or wait until it is void.
		NotPermitted,
		/// A first policy needs a rate and a floor above zero: set both.
		PolicyNotEnforced,
		/// A policy can become lower, never higher: take a rate and a floor that are not above the present ones.
		PolicyMayOnlyFall,
		/// There are IP assets in the collection already: set the first policy before the first is minted.
		CollectionNotEmpty,
		/// The rate is above what the chain allows: take `MaxRoyaltyRate` or less.
		MaxRoyaltyRateExceeded,
		/// The floor is above what the chain allows: take `MaxRoyaltyFloor` or less.
		MaxRoyaltyFloorExceeded,
		/// A price of zero is a gift: transfer the IP asset instead, or ask for a price.
		ZeroPrice,
		/// The price does not cover the royalty: take at least the floor of the collection's policy.
		PriceBelowRoyalty,
		/// There is not so much money on the chain: take a lower price.
		PriceUnpayable,
		/// The price is above the buyer's maximum: look at it again, or raise the maximum.
		PriceExceeded,
		/// The offer is below the owner's minimum: look at it again, or lower the minimum.
		PriceTooLow,
		/// Buyer and seller are the same account: somebody else has to buy.
		SelfPurchase,
		/// The time is over, or would be from the start: take a later block.
		Expired,
		/// The IP asset has another owner since it was listed: the new owner has to list it.
		OwnerChanged,
		/// The royalty policy is another since the listing or the offer was made: look at it, and have it made again.
		PolicyChanged,
		/// The income is not the one that the buyer named, or not the one of the day when the listing or the offer was
		/// made: the ancestors have another part of it, or somebody else has the authority over the scores. Look at it,
		/// and decide again.
		IncomeChanged,
	}

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The deposit for the policy of a collection.
		#[pallet::constant_name(PolicyDeposit)]
		pub fn policy_deposit() -> Balance {
			Self::deposit_for::<(CollectionId, PolicyRecordOf<T>)>()
		}

		/// The deposit for a listing.
		#[pallet::constant_name(ListingDeposit)]
		pub fn listing_deposit() -> Balance {
			Self::deposit_for::<(IpId, ListingOf<T>)>()
		}

		/// The deposit for an offer, beside its price.
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
		/// Enforces a royalty on each change of owner in a collection, or lowers it.
		///
		/// ## Dispatch Origin
		/// Signed by the creator of the collection.
		///
		/// ## Details
		/// The first policy has a rate and a floor above zero, and is set before anything is minted in the collection. It
		/// holds a deposit of the creator, for good: a policy is never removed. Afterwards each of both may only fall,
		/// possibly to zero. A change voids the listings and offers in the collection; a fall of one of both by one unit is enough.
		///
		/// ## Errors
		/// - [`Error::CollectionNotFound`], [`Error::NotCreator`]
		/// - [`Error::MaxRoyaltyRateExceeded`], [`Error::MaxRoyaltyFloorExceeded`]
		/// - [`Error::PolicyNotEnforced`], [`Error::CollectionNotEmpty`] for the first policy
		/// - [`Error::PolicyMayOnlyFall`] for the others
		/// - of the currency, if the creator cannot pay the deposit
		///
		/// ## Events
		/// [`Event::PolicySet`]
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

		/// Puts an IP asset on sale at a fixed price, or changes price and time of a listing.
		///
		/// ## Dispatch Origin
		/// Signed by the owner, or by who has the permission to trade.
		///
		/// ## Details
		/// The price is what the buyer pays in all; [`Pallet::quote_sale`] says what the seller gets. The listing stands
		/// before the block `expires`, as long as the owner, the royalty policy and the income are those of today: what the
		/// ancestors get, and who has the authority over the scores. It holds a deposit of the signer; an earlier listing
		/// is replaced, and its deposit goes back to who paid it.
		///
		/// ## Errors
		/// - [`Error::IpNotFound`], [`Error::NotPermitted`], [`Error::Expired`]
		/// - [`Error::ZeroPrice`], [`Error::PriceBelowRoyalty`], [`Error::PriceUnpayable`]
		/// - of the currency, if the signer cannot pay the deposit
		///
		/// ## Events
		/// [`Event::Listed`]
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

		/// Takes an IP asset off sale.
		///
		/// ## Dispatch Origin
		/// Signed by the owner, or by who has the permission to trade; by anyone, if the listing does not stand any more.
		///
		/// ## Details
		/// The deposit goes back to who paid it.
		///
		/// ## Errors
		/// - [`Error::ListingNotFound`], [`Error::NotPermitted`]
		///
		/// ## Events
		/// [`Event::Delisted`]
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::delist())]
		pub fn delist(origin: OriginFor<T>, ip: IpId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_delist(who, ip)
		}

		/// Buys an IP asset that is on sale.
		///
		/// ## Dispatch Origin
		/// Signed by the buyer, who is not the owner.
		///
		/// ## Details
		/// `max_price` and `income` are what the buyer saw, as [`Pallet::listing`] and [`Pallet::quote_sale`] tell it. A
		/// seller who raises the price or changes the income before this call sells nothing, also with a new listing.
		///
		/// The royalty goes to the pool of the IP asset, the rest of the price to the seller, the IP asset to the buyer:
		/// all of it or nothing. The buyer's account stays alive. The deposit of the listing goes back. Offers stay, also
		/// one by the buyer.
		///
		/// ## Errors
		/// - [`Error::ListingNotFound`]
		/// - [`Error::Expired`], [`Error::OwnerChanged`], [`Error::PolicyChanged`], [`Error::IncomeChanged`]
		/// - [`Error::SelfPurchase`], [`Error::PriceExceeded`]
		/// - of the currency, if the buyer cannot pay, or the seller's account is dead and the seller's part too small
		/// - of the IP assets, if the buyer may not hold this one
		///
		/// ## Events
		/// [`Event::Sold`]
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::buy().max(T::WeightInfo::buy_nested()))]
		pub fn buy(origin: OriginFor<T>, ip: IpId, max_price: Balance, income: IncomeOf<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_buy(who, ip, max_price, income)
		}

		/// Offers a price for an IP asset, on sale or not, or changes an offer.
		///
		/// ## Dispatch Origin
		/// Signed by the buyer, who is not the owner.
		///
		/// ## Details
		/// Holds the price and a deposit. An earlier offer by the signer is replaced, and only the difference is needed.
		/// `income` is what the buyer saw, as [`Pallet::quote_sale`] tells it. The offer stands before the block `expires`,
		/// whoever owns the IP asset, as long as the income is this one and the royalty policy that of today, until it is
		/// accepted or withdrawn.
		///
		/// ## Errors
		/// - [`Error::IpNotFound`], [`Error::SelfPurchase`], [`Error::Expired`], [`Error::IncomeChanged`]
		/// - [`Error::ZeroPrice`], [`Error::PriceBelowRoyalty`]
		/// - of the currency, if the signer has not so much to spare
		///
		/// ## Events
		/// [`Event::Offered`]
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::offer())]
		pub fn offer(
			origin: OriginFor<T>,
			ip: IpId,
			price: Balance,
			expires: Option<BlockNumberFor<T>>,
			income: IncomeOf<T>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer(who, ip, price, expires, income)
		}

		/// Sells an IP asset to who made an offer.
		///
		/// ## Dispatch Origin
		/// Signed by the owner. No permission replaces this.
		///
		/// ## Details
		/// Fails if the offer is lower than `min_price` by now, or royalty policy or income are not those that its maker
		/// saw. Otherwise as [`Pallet::buy`], with the money that is held. A listing of the IP asset is removed, and its
		/// deposit goes back.
		///
		/// ## Errors
		/// - [`Error::IpNotFound`], [`Error::NotOwner`], [`Error::OfferNotFound`]
		/// - [`Error::Expired`], [`Error::PolicyChanged`], [`Error::IncomeChanged`]
		/// - [`Error::SelfPurchase`], [`Error::PriceTooLow`]
		/// - of the currency, if the buyer's money is frozen for something else, or the seller's part too small
		/// - of the IP assets, if the buyer may not hold this one
		///
		/// ## Events
		/// [`Event::Sold`]
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::accept())]
		pub fn accept(origin: OriginFor<T>, ip: IpId, buyer: T::AccountId, min_price: Balance) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(who, ip, buyer, min_price)
		}

		/// Takes an offer back.
		///
		/// ## Dispatch Origin
		/// Signed by its maker, `buyer`; by anyone, if its time is over.
		///
		/// ## Details
		/// Price and deposit are free again, for the maker.
		///
		/// ## Errors
		/// - [`Error::OfferNotFound`], [`Error::NotPermitted`]
		///
		/// ## Events
		/// [`Event::OfferWithdrawn`]
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw_offer())]
		pub fn withdraw_offer(origin: OriginFor<T>, ip: IpId, buyer: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_offer(who, ip, buyer)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// How a price would be divided today, and where the income goes. Nothing if there is no such IP asset.
		pub fn quote_sale(ip: IpId, price: Balance) -> Option<SaleQuoteOf<T>> {
			Self::view_quote(ip, price)
		}

		/// The royalty policy of a collection; zero in both if it has none.
		pub fn policy(collection: CollectionId) -> RoyaltyPolicy {
			Self::policy_of(collection)
		}

		/// The listing of an IP asset, and whether it can be bought.
		pub fn listing(ip: IpId) -> Option<ListingStateOf<T>> {
			Self::view_listing(ip)
		}

		/// All listings, in no order that means anything, each with whether it can be bought.
		pub fn listings(cursor: Option<IpId>, size: u32) -> Page<(IpId, ListingStateOf<T>), IpId> {
			Self::view_listings(cursor, size)
		}

		/// The offers for an IP asset by their makers, in no order that means anything, each with whether it stands.
		pub fn offers(
			ip: IpId,
			cursor: Option<T::AccountId>,
			size: u32,
		) -> Page<(T::AccountId, OfferStateOf<T>), T::AccountId> {
			Self::view_offers(ip, cursor, size)
		}
	}
}
