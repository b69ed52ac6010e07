//! The score authority of an IP asset, and the curators that an account names for when it is one.

use crate::*;
use atelier_primitives::{ip::IpInspect, royalties::ScoreInspect, IpId};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The present authority: the one of the pool, or the owner where the pool names none.
	pub(crate) fn authority_over(ip: &IpId) -> Option<T::AccountId> {
		T::Scores::authority(ip).or_else(|| T::Ips::owner(ip))
	}

	/// Fails unless the account has the authority now, whatever it had when something was submitted to it.
	pub(crate) fn ensure_authority(authority: &T::AccountId, ip: &IpId) -> DispatchResult {
		ensure!(Self::authority_over(ip).as_ref() == Some(authority), Error::<T>::AuthorityMismatch);
		Ok(())
	}

	pub(crate) fn do_set_curator(authority: T::AccountId, who: T::AccountId, limit: Option<u64>) -> DispatchResult {
		// Without a limit it may accept anything already.
		ensure!(who != authority, Error::<T>::OwnAccount);
		match (Curators::<T>::get(&authority, &who), limit) {
			(None, None) => return Err(Error::<T>::NotFound.into()),
			(None, Some(limit)) => {
				let deposit = Self::hold_deposit(authority.clone(), Self::curator_deposit())?;
				Curators::<T>::insert(&authority, &who, Curator { limit, deposit });
			}
			(Some(curator), Some(limit)) => Curators::<T>::insert(&authority, &who, Curator { limit, ..curator }),
			(Some(curator), None) => {
				Curators::<T>::remove(&authority, &who);
				Self::release_deposit(curator.deposit)?;
			}
		}
		Self::deposit_event(Event::CuratorSet { authority, who, limit });
		Ok(())
	}
}
