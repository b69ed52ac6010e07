//! The account that belongs to an IP asset, and acting as it.

use crate::pallet::*;
use crate::WeightInfo;
use atelier_primitives::{
	ip::{IpInspect, IpRevision},
	IpId,
};
use frame_support::{
	dispatch::{extract_actual_weight, DispatchResultWithPostInfo, GetDispatchInfo},
	ensure,
	traits::{Contains, Get, IsType, OriginTrait},
	PalletId,
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_runtime::traits::{AccountIdConversion, Dispatchable};

/// Stands between the pallet's id and the IP asset. Without it, the account of the IP asset `0-0` would be the pallet's
/// own account, which owns all collections: both would be the id and zeros.
const TAG: [u8; 2] = *b"ip";

impl<T: Config> Pallet<T> {
	/// The account that owns all IP collections in pallet-nfts. Nobody acts as it.
	pub fn sovereign_account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	pub(crate) fn derive_account(ip: &IpId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((TAG, ip))
	}

	/// Returns the IP asset that `who` is the account of, whether or not it exists. `None` if `who` is no IP account.
	pub fn ip_of(who: &T::AccountId) -> Option<IpId> {
		let (pallet, (tag, ip)) = PalletId::try_from_sub_account::<([u8; 2], IpId)>(who)?;
		(pallet == T::PalletId::get() && tag == TAG).then_some(ip)
	}

	pub(crate) fn do_act_as(
		mut origin: OriginFor<T>,
		who: T::AccountId,
		ip: IpId,
		call: <T as Config>::RuntimeCall,
	) -> DispatchResultWithPostInfo {
		Self::ensure_owner(&who, &ip)?;
		ensure!(!Acting::<T>::exists(), Error::<T>::NestedAct);
		let info = call.get_dispatch_info();
		// The filters that the owner's origin came with stay: a proxy gets no further through an IP account.
		origin.set_caller_from(RawOrigin::Signed(Self::account(&ip)));
		origin.add_filter(|call| T::ActAsFilter::contains(<T as Config>::RuntimeCall::from_ref(call)));

		Acting::<T>::put(ip);
		let result = call.dispatch(origin);
		Acting::<T>::kill();

		let weight = T::WeightInfo::act_as().saturating_add(extract_actual_weight(&result, &info));
		match result {
			Ok(_) => {
				Self::bump(&ip);
				Self::deposit_event(Event::Acted { ip, owner: who });
				Ok(Some(weight).into())
			}
			Err(mut error) => {
				error.post_info = Some(weight).into();
				Err(error)
			}
		}
	}
}
