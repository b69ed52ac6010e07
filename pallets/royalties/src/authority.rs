//! The authority over the scores of a pool: handed over in two steps.

use crate::*;
use atelier_primitives::{
	chain::{currency, Balance},
	ip::{IpId, IpInspect, IpRevision},
	Deposit,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_offer_score_authority(
		who: T::AccountId,
		ip: IpId,
		authority: Option<T::AccountId>,
	) -> DispatchResult {
		let pool = Self::pool_or_founded(&ip).ok_or(Error::<T>::NotFound)?;
		ensure!(Self::authorizer(&ip, &pool).as_ref() == Some(&who), Error::<T>::NotAuthorized);
		ensure!(pool.authority != authority, Error::<T>::SameAuthority);
		// A former authority may have made one, which is void now.
		if let Some(former) = AuthorityOffers::<T>::take(ip) {
			former.deposit.release::<T::Currency>(HoldReason::AuthorityOffer)?;
		}
		let deposit = Deposit::hold::<T::Currency>(HoldReason::AuthorityOffer, who, Self::offer_deposit())?;
		let moves = T::Ips::moves(&ip);
		AuthorityOffers::<T>::insert(ip, AuthorityOffer { authority: authority.clone(), moves, deposit });
		Self::deposit_event(Event::ScoreAuthorityOffered { ip, authority });
		Ok(())
	}

	pub(crate) fn do_accept_score_authority(who: &T::AccountId, ip: IpId) -> DispatchResult {
		let offer = AuthorityOffers::<T>::take(ip).ok_or(Error::<T>::NotFound)?;
		let mut pool = Self::pool_or_founded(&ip).ok_or(Error::<T>::NotFound)?;
		ensure!(!Self::is_offer_void(&ip, &pool, &offer), Error::<T>::OfferVoid);
		let offeree = offer.authority.clone().or_else(|| T::Ips::owner(&ip));
		ensure!(offeree.as_ref() == Some(who), Error::<T>::NotAuthorized);
		offer.deposit.release::<T::Currency>(HoldReason::AuthorityOffer)?;
		// Its authorizer could come back later, and with it a proposal that everybody believed dead.
		if Proposals::<T>::contains_key(ip) {
			Self::end_proposal(&ip)?;
		}
		if pool.authority.is_none() {
			T::Revision::bump(&ip);
		}
		pool.authority = offer.authority.clone();
		Pools::<T>::insert(ip, pool);
		Self::deposit_event(Event::ScoreAuthoritySet { ip, authority: offer.authority });
		Ok(())
	}

	pub(crate) fn do_withdraw_authority_offer(who: &T::AccountId, ip: IpId) -> DispatchResult {
		let offer = AuthorityOffers::<T>::get(ip).ok_or(Error::<T>::NotFound)?;
		let is_permitted = offer.deposit.who == *who
			|| Self::pool_or_founded(&ip).is_none_or(|pool| Self::is_offer_void(&ip, &pool, &offer));
		ensure!(is_permitted, Error::<T>::NotAuthorized);
		Self::end_offer(&ip, offer)
	}

	pub(crate) fn end_offer(ip: &IpId, offer: AuthorityOffer<T::AccountId>) -> DispatchResult {
		AuthorityOffers::<T>::remove(ip);
		offer.deposit.release::<T::Currency>(HoldReason::AuthorityOffer)?;
		Self::deposit_event(Event::AuthorityOfferWithdrawn { ip: *ip });
		Ok(())
	}

	/// Score authority of a pool. A sale changes it only where the authority is `None`.
	pub(crate) fn authorizer(ip: &IpId, pool: &PoolOf<T>) -> Option<T::AccountId> {
		pool.authority.clone().or_else(|| T::Ips::owner(ip))
	}

	/// Returns `true` if somebody else has the authority than `then`, when the IP asset had moved so often. An owner who
	/// sold it and has it back is somebody else.
	pub(crate) fn has_authority_changed(ip: &IpId, pool: &PoolOf<T>, then: &T::AccountId, moves: u32) -> bool {
		let has_moved = pool.authority.is_none() && T::Ips::moves(ip) != moves;
		has_moved || Self::authorizer(ip, pool).as_ref() != Some(then)
	}

	/// Returns `true` if nobody can accept the offer: who made it has not the authority, or it was meant for an owner who
	/// sold the IP asset.
	fn is_offer_void(ip: &IpId, pool: &PoolOf<T>, offer: &AuthorityOffer<T::AccountId>) -> bool {
		let has_moved = offer.authority.is_none() && T::Ips::moves(ip) != offer.moves;
		has_moved || Self::has_authority_changed(ip, pool, &offer.deposit.who, offer.moves)
	}

	pub(crate) fn offer_deposit() -> Balance {
		currency::deposit(1, <(IpId, AuthorityOffer<T::AccountId>)>::max_encoded_len() as u32)
	}
}
