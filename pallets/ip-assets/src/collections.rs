//! Collections: made by anybody, owned in pallet-nfts by the pallet's own account.

use crate::{pallet::*, types::*, CollectionRecordOf};
use atelier_primitives::{chain::currency, ip::CollectionId, Deposit};
use codec::MaxEncodedLen;
use frame_support::{ensure, traits::tokens::nonfungibles_v2::Create};
use sp_runtime::{DispatchError, DispatchResult};

/// Storage items that the deposit of a collection covers: the record, and in pallet-nfts the collection, its settings,
/// its roles, its owner.
const ITEMS_OF_COLLECTION: u32 = 5;
/// The size of the four in pallet-nfts, rounded up.
const BYTES_OF_COLLECTION: u32 = 256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_collection(
		creator: T::AccountId,
		metadata: Uri,
		max_items: Option<u32>,
	) -> Result<CollectionId, DispatchError> {
		ensure!(max_items != Some(0), Error::<T>::InvalidMaxItems);
		let deposit =
			Deposit::hold::<T::Currency>(HoldReason::Collection, creator.clone(), Self::collection_deposit())?;
		let sovereign = Self::sovereign_account();
		let collection = T::Nfts::create_collection(&sovereign, &sovereign, &T::CollectionConfig::default())?;
		let record = CollectionRecord {
			creator: creator.clone(),
			next_item: 0,
			items: 0,
			max_items,
			studios: false,
			metadata,
			deposit,
		};
		Collections::<T>::insert(collection, record);
		Self::deposit_event(Event::CollectionCreated { collection, creator, max_items });
		Ok(collection)
	}

	pub(crate) fn do_set_collection_metadata(
		who: T::AccountId,
		collection: CollectionId,
		metadata: Uri,
	) -> DispatchResult {
		Collections::<T>::try_mutate(collection, |record| {
			let record = record.as_mut().ok_or(Error::<T>::CollectionNotFound)?;
			ensure!(record.creator == who, Error::<T>::NotCreator);
			record.metadata = metadata;
			Self::deposit_event(Event::CollectionMetadataSet { collection });
			Ok(())
		})
	}

	/// Storage deposit of a collection. The metadata may grow, so it is counted at its longest.
	pub fn collection_deposit() -> atelier_primitives::chain::Balance {
		let record = CollectionRecordOf::<T>::max_encoded_len() as u32;
		currency::deposit(ITEMS_OF_COLLECTION, record.saturating_add(BYTES_OF_COLLECTION))
	}
}
