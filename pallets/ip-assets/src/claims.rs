//! Pinned claims: what was minted from a claim decides about it, through its owner.

use crate::{pallet::*, types::*};
use atelier_primitives::{ip::IpRevision, provenance::ClaimPin, Digest, IpId};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_deprecate_claim(who: T::AccountId, ip: IpId, deprecated: bool) -> DispatchResult {
		let (digest, creator) = Self::claim_of(&who, &ip)?;
		T::Pins::deprecate_pinned(&digest, &creator, deprecated)?;
		Self::bump(&ip);
		Self::deposit_event(Event::ClaimDeprecated { ip, deprecated });
		Ok(())
	}

	pub(crate) fn do_revoke_claim(who: T::AccountId, ip: IpId, reason: Reason) -> DispatchResult {
		let (digest, creator) = Self::claim_of(&who, &ip)?;
		T::Pins::revoke_pinned(&digest, &creator, reason.clone())?;
		Self::bump(&ip);
		Self::deposit_event(Event::ClaimRevoked { ip, reason });
		Ok(())
	}

	/// The claim that the IP asset was minted from, if `who` owns the IP asset: the artifact, and who claims it.
	fn claim_of(who: &T::AccountId, ip: &IpId) -> Result<(Digest, T::AccountId), DispatchError> {
		Self::ensure_owner(who, ip)?;
		let record = Ips::<T>::get(ip).ok_or(Error::<T>::NotFound)?;
		let digest = record.provenance.ok_or(Error::<T>::WithoutProvenance)?;
		Ok((digest, record.creator))
	}
}
