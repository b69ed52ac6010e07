//! Access: whether an account may run a model, and the fee that a run pays.

use crate::{pallet::*, Access};
use atelier_primitives::{
	ip::{IpInspect, ItemId},
	licensing::LicenseInspect,
	models::{ModelAccess, UseFee},
	Digest, IpId,
};
use frame_support::ensure;
use sp_runtime::DispatchError;

impl<T: Config> ModelAccess<T::AccountId> for Pallet<T> {
	fn admit(who: &T::AccountId, model: &Digest, pass: Option<ItemId>) -> Result<Option<UseFee>, DispatchError> {
		let Some(terms) = Self::terms_in_force(model) else { return Ok(None) };
		let owns = |ip: &IpId| T::Ips::owner(ip).as_ref() == Some(who);
		match terms.access {
			Access::Open => (),
			Access::License => {
				let may = owns(&terms.ip) || T::Licenses::is_licensed(who, &terms.ip);
				ensure!(may, Error::<T>::LicenseRequired);
			}
			Access::Holder(collection) => {
				let may = pass.is_some_and(|item| owns(&IpId::new(collection, item)));
				ensure!(may, Error::<T>::PassRequired);
			}
		}
		Ok((terms.fee > 0).then_some(UseFee { ip: terms.ip, amount: terms.fee }))
	}
}
