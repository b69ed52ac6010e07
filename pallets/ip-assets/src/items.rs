//! The life of an IP asset: minted, described, frozen, burned.

use crate::{pallet::*, types::*, IpRecordOf};
use atelier_primitives::{
	chain::{currency, Balance},
	ip::{Act, CollectionId, IpInspect, IpRevision, OnIpBurned},
	provenance::{ClaimPin, ProvenanceInspect},
	Deposit, Digest, IpId,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::tokens::nonfungibles_v2::{InspectEnumerable, Mutate},
};
use sp_runtime::{DispatchError, DispatchResult, Perbill};

/// Storage items that the deposit of an IP asset covers: the record and the claim; in pallet-nfts `Item`, `Account` and
/// `ItemConfigOf`; in royalties the pool and its two founding members.
const ITEMS_OF_IP: u32 = 8;
/// Bytes of keys and values of the three in pallet-nfts: 89 + 40 + 16 bytes. An item has no approvals and no
/// attributes: both features are off.
const BYTES_IN_NFTS: u32 = 145;
/// Bytes of keys and values of the three in royalties: 269 + 190 + 190.
const BYTES_IN_ROYALTIES: u32 = 649;

impl<T: Config> Pallet<T> {
	/// Returns the IP asset and the number of IP accounts that were looked at.
	pub(crate) fn do_mint(
		creator: T::AccountId,
		collection: CollectionId,
		to: Option<T::AccountId>,
		provenance: Option<Digest>,
		metadata: Metadata,
		owner_share: Perbill,
	) -> Result<(IpId, u32), DispatchError> {
		let mut record = Collections::<T>::get(collection).ok_or(Error::<T>::CollectionNotFound)?;
		ensure!(record.creator == creator, Error::<T>::NotCreator);
		ensure!(record.max_items.is_none_or(|max| record.next_item < max), Error::<T>::MaxItemsExceeded);
		let ip = IpId::new(collection, record.next_item);
		record.next_item = record.next_item.checked_add(1).ok_or(Error::<T>::MaxItemsExceeded)?;
		record.items = record.items.checked_add(1).ok_or(Error::<T>::MaxItemsExceeded)?;

		let owner = to.unwrap_or_else(|| creator.clone());
		let depth = Self::ensure_may_hold(&owner, &ip)?;
		if let Some(digest) = provenance {
			ensure!(T::Provenance::claim(&digest, &creator).is_some(), Error::<T>::ClaimNotFound);
			ensure!(!Minted::<T>::contains_key(digest, &creator), Error::<T>::AlreadyExists);
			T::Pins::pin(&digest, &creator)?;
			Minted::<T>::insert(digest, &creator, ip);
		}
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Ip, creator.clone(), Self::ip_deposit())?;
		T::Nfts::mint_into(&collection, &ip.item, &owner, &T::ItemConfig::default(), true)?;
		Collections::<T>::insert(collection, record);
		Ips::<T>::insert(
			ip,
			IpRecord {
				creator: creator.clone(),
				provenance,
				metadata,
				frozen: false,
				owner_share,
				revision: 0,
				moves: 0,
				minted_at: frame_system::Pallet::<T>::block_number(),
				deposit,
			},
		);
		let account = Self::account(&ip);
		Self::deposit_event(Event::Minted { ip, creator, owner, account, provenance });
		Ok((ip, depth))
	}

	pub(crate) fn do_set_metadata(who: T::AccountId, ip: IpId, metadata: Metadata) -> DispatchResult {
		Ips::<T>::try_mutate(ip, |record| {
			let record = record.as_mut().ok_or(Error::<T>::NotFound)?;
			ensure!(Self::is_permitted(&who, &ip, Act::Metadata), Error::<T>::NotAuthorized);
			ensure!(!record.frozen, Error::<T>::MetadataFrozen);
			record.metadata = metadata;
			Ok::<_, DispatchError>(())
		})?;
		Self::bump(&ip);
		Self::deposit_event(Event::MetadataSet { ip, who });
		Ok(())
	}

	pub(crate) fn do_freeze_metadata(who: T::AccountId, ip: IpId) -> DispatchResult {
		Self::ensure_owner(&who, &ip)?;
		Ips::<T>::try_mutate(ip, |record| {
			let record = record.as_mut().ok_or(Error::<T>::NotFound)?;
			ensure!(!record.frozen, Error::<T>::MetadataFrozen);
			record.frozen = true;
			Ok::<_, DispatchError>(())
		})?;
		Self::bump(&ip);
		Self::deposit_event(Event::MetadataFrozen { ip });
		Ok(())
	}

	pub(crate) fn do_burn(who: T::AccountId, ip: IpId) -> DispatchResult {
		Self::ensure_owner(&who, &ip)?;
		// Nobody could ever move what is inside: numbers of items are not reused.
		ensure!(T::Nfts::owned(&Self::account(&ip)).next().is_none(), Error::<T>::NotEmpty);
		T::OnIpBurned::on_ip_burned(&ip)?;
		Self::with_ticket(&ip, || T::Nfts::burn(&ip.collection, &ip.item, Some(&who)))?;

		let record = Ips::<T>::take(ip).ok_or(Error::<T>::NotFound)?;
		if let Some(digest) = record.provenance {
			Minted::<T>::remove(digest, &record.creator);
			T::Pins::unpin(&digest, &record.creator)?;
		}
		Collections::<T>::try_mutate(ip.collection, |collection| {
			let collection = collection.as_mut().ok_or(Error::<T>::CollectionNotFound)?;
			collection.items = collection.items.saturating_sub(1);
			Ok::<_, DispatchError>(())
		})?;
		record.deposit.release::<T::Currency>(HoldReason::Ip)?;
		Self::remove_traits(&ip)?;
		Self::remove_grants(&ip)?;
		Self::deposit_event(Event::Burned { ip, owner: who });
		Ok(())
	}

	pub(crate) fn ensure_owner(who: &T::AccountId, ip: &IpId) -> DispatchResult {
		let owner = Self::owner(ip).ok_or(Error::<T>::NotFound)?;
		ensure!(owner == *who, Error::<T>::NotOwner);
		Ok(())
	}

	/// Storage deposit of an IP asset: everything that is ever stored for it, and paid by nobody else. The metadata may
	/// grow, so it is counted at its longest.
	pub fn ip_deposit() -> Balance {
		let record = <(IpId, IpRecordOf<T>)>::max_encoded_len();
		let claim = <(Digest, T::AccountId, IpId)>::max_encoded_len();
		let own = record.saturating_add(claim) as u32;
		currency::deposit(ITEMS_OF_IP, own.saturating_add(BYTES_IN_NFTS).saturating_add(BYTES_IN_ROYALTIES))
	}
}
