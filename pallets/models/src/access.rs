//! Access: whether an account may run a model with adapters, and what the run owes to each of them.

use crate::{pallet::*, standing::Usage, Access, AdapterPolicy, ModelTermsOf};
use alloc::{vec, vec::Vec};
use atelier_primitives::{
	ip::{IpInspect, ItemId},
	licensing::LicenseInspect,
	models::{Adapters, ModelAccess, Payee, UseFee, UseFees},
	Digest, IpId,
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Admits a run of one of its parts: its fee, if it asks for one, and the adapters that it allows beside it.
	fn admit_part(
		who: &T::AccountId,
		root: &Digest,
		pass: Option<ItemId>,
	) -> Result<(Option<UseFee>, AdapterPolicy), DispatchError> {
		match Self::usage(root) {
			Usage::Closed => Err(Error::<T>::ModelClosed.into()),
			Usage::Free => Ok((None, AdapterPolicy::All)),
			Usage::ByTerms(terms, payee) => {
				Self::ensure_access(who, &terms, pass)?;
				let fee = UseFee { root: *root, payee, amount: terms.fee };
				Ok(((terms.fee > 0).then_some(fee), terms.adapters))
			}
		}
	}

	fn ensure_access(who: &T::AccountId, terms: &ModelTermsOf<T>, pass: Option<ItemId>) -> DispatchResult {
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
		Ok(())
	}
}

impl<T: Config> ModelAccess<T::AccountId> for Pallet<T> {
	fn admit(
		who: &T::AccountId,
		model: &Digest,
		adapters: &Adapters,
		pass: Option<ItemId>,
	) -> Result<UseFees, DispatchError> {
		let (fee, policy) = Self::admit_part(who, model, pass)?;
		let mut fees: Vec<Option<UseFee>> = vec![fee];
		for adapter in adapters {
			ensure!(policy.allows(adapter), Error::<T>::AdapterNotAllowed);
			fees.push(Self::admit_part(who, adapter, pass)?.0);
		}
		Ok(UseFees::truncate_from(fees.into_iter().flatten().collect()))
	}

	fn payee(root: &Digest) -> Payee {
		Self::payee_of_root(root)
	}
}
