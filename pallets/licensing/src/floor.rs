//! Floors: what commercial licenses of an IP cost at least. They protect those who have a part of its income from an
//! owner who would license it for nothing.

use crate::*;
use atelier_primitives::{
	ip::{IpInspect, IpRevision},
	licensing::{CommerceInspect, LicenseFloor},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Floor in force: the own one, and of the fee no less than was inherited.
	pub(crate) fn floor_of(ip: &IpId) -> LicenseFloor {
		Self::with_inherited(ip, Self::own_floor(ip))
	}

	/// Floor in force, and the change that waits.
	pub(crate) fn floor_info(ip: &IpId) -> FloorInfo<BlockNumberFor<T>> {
		let block = frame_system::Pallet::<T>::block_number();
		let waiting = Floors::<T>::get(ip).and_then(|record| record.change).filter(|change| change.from > block);
		let coming = waiting.map(|change| FloorChange { floor: Self::with_inherited(ip, change.floor), ..change });
		FloorInfo { now: Self::floor_of(ip), coming }
	}

	/// Price of a new license of an IP under these terms: what they ask for, and no less than the floor. Without
	/// commercial use there is no fee; the share is still that of the floor, should the derivative ever earn.
	pub(crate) fn price_of(ip: &IpId, terms: &TermsOf<T>) -> LicensePrice {
		let floor = Self::floor_of(ip);
		let fee = if terms.commercial_use { terms.minting_fee.max(floor.fee) } else { Zero::zero() };
		LicensePrice { fee, share: terms.revenue_share.max(floor.share) }
	}

	fn own_floor(ip: &IpId) -> LicenseFloor {
		let now = frame_system::Pallet::<T>::block_number();
		Floors::<T>::get(ip).map(|record| record.in_force(&now)).unwrap_or_default()
	}

	fn with_inherited(ip: &IpId, floor: LicenseFloor) -> LicenseFloor {
		LicenseFloor { fee: floor.fee.max(Self::inherited_fee_of(ip)), ..floor }
	}

	/// Sets the floor, or proposes it to the one whose signature a rise needs too.
	pub(crate) fn do_set_license_floor(who: T::AccountId, ip: IpId, floor: LicenseFloor) -> DispatchResult {
		let owner = T::Ips::owner(&ip).ok_or(Error::<T>::NotFound)?;
		let authority = Self::authority_of(&ip, &owner);
		ensure!(who == owner || who == authority, Error::<T>::NotAuthorized);
		let removed = floor == LicenseFloor::default();
		ensure!(removed || floor.fee >= Self::inherited_fee_of(&ip), Error::<T>::FloorBelowInherited);

		let now = Self::own_floor(&ip);
		if floor.fee <= now.fee && floor.share <= now.share {
			// It protects those who have a part of the income, and they are the authority's to speak for.
			ensure!(who == authority, Error::<T>::NotAuthorized);
			return Self::put_floor(&who, ip, now, floor);
		}
		let proposal = FloorProposals::<T>::get(ip);
		let agreed = proposal.as_ref().is_some_and(|proposal| {
			proposal.floor == floor && proposal.by != who && proposal.is_live(T::Ips::moves(&ip), &authority)
		});
		// The deposit of the old proposal is released before anything is held.
		Self::take_proposal(&ip)?;
		if agreed || owner == authority {
			Self::put_floor(&who, ip, now, floor)?;
			// The owner agreed, and a buyer gets an asset that licenses for more.
			T::Revision::bump(&ip);
			return Ok(());
		}
		let deposit = Self::hold_deposit(&who, 1, FloorProposal::<T::AccountId>::max_encoded_len())?;
		let moves = T::Ips::moves(&ip);
		FloorProposals::<T>::insert(ip, FloorProposal { floor, by: who.clone(), authority, moves, deposit });
		Self::deposit_event(Event::FloorProposed { ip, by: who, floor });
		Ok(())
	}

	/// Withdraws a proposal: whoever made it does, or anybody once it is void. Without one, anybody clears away a floor that
	/// fell to nothing.
	pub(crate) fn do_withdraw_floor(who: &T::AccountId, ip: IpId) -> DispatchResult {
		let Some(proposal) = FloorProposals::<T>::get(ip) else {
			let is_over = Self::floor_info(&ip).coming.is_none() && Self::own_floor(&ip) == LicenseFloor::default();
			let record = Floors::<T>::get(ip).filter(|_| is_over).ok_or(Error::<T>::FloorProposalNotFound)?;
			Floors::<T>::remove(ip);
			Self::release_deposit(record.deposit)?;
			Self::deposit_event(Event::FloorWithdrawn { ip });
			return Ok(());
		};
		if proposal.by != *who {
			let owner = T::Ips::owner(&ip).ok_or(Error::<T>::NotFound)?;
			let authority = Self::authority_of(&ip, &owner);
			ensure!(!proposal.is_live(T::Ips::moves(&ip), &authority), Error::<T>::NotAuthorized);
		}
		Self::take_proposal(&ip)?;
		Self::deposit_event(Event::FloorWithdrawn { ip });
		Ok(())
	}

	/// Stores the floor, which waits for its delay, up or down. The one in force withdraws what waits. Where there is none,
	/// and none comes, there is no record and no deposit.
	fn put_floor(who: &T::AccountId, ip: IpId, now: LicenseFloor, floor: LicenseFloor) -> DispatchResult {
		let block = frame_system::Pallet::<T>::block_number();
		let change = (now != floor).then(|| FloorChange { floor, from: block.saturating_add(T::FloorDelay::get()) });
		let from = change.as_ref().map_or(block, |change| change.from);
		let deposit = Floors::<T>::take(ip).map(|record| record.deposit);
		if change.is_none() && floor == LicenseFloor::default() {
			deposit.map_or(Ok(()), Self::release_deposit)?;
		} else {
			let deposit = match deposit {
				Some(deposit) => deposit,
				None => Self::hold_deposit(who, 1, FloorOf::<T>::max_encoded_len())?,
			};
			Floors::<T>::insert(ip, Floor { now, change, deposit });
		}
		Self::deposit_event(Event::FloorSet { ip, floor, from });
		Ok(())
	}

	fn take_proposal(ip: &IpId) -> DispatchResult {
		FloorProposals::<T>::take(ip).map_or(Ok(()), |proposal| Self::release_deposit(proposal.deposit))
	}

	/// Removes the floor of an IP that is burned, and what was proposed.
	pub(crate) fn remove_floor(ip: &IpId) -> DispatchResult {
		Self::take_proposal(ip)?;
		Floors::<T>::take(ip).map_or(Ok(()), |record| Self::release_deposit(record.deposit))
	}
}

impl<T: Config> CommerceInspect for Pallet<T> {
	fn is_commercial(ip: &IpId) -> bool {
		Self::commercial_use_of(ip)
	}

	fn floor(ip: &IpId) -> LicenseFloor {
		Self::floor_of(ip)
	}

	fn coming_floor(ip: &IpId) -> LicenseFloor {
		let FloorInfo { now, coming } = Self::floor_info(ip);
		coming.map_or(now, |change| now.highest(change.floor))
	}
}
