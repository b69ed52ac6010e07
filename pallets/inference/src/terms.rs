//! What is asked for the use of a model, and whether somebody may use it.

use crate::{pallet::*, types::*};
use atelier_primitives::{
	chain::{currency, Balance},
	inference::WeightsKind,
	ip::{IpInspect, Permission},
	licensing::LicenseInspect,
	provenance::ProvenanceInspect,
	Deposit, Digest, IpId,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_model_terms(
		who: T::AccountId,
		root: Digest,
		ip: IpId,
		fee: Balance,
		access: Access,
	) -> DispatchResult {
		let info = Weights::<T>::get(root).ok_or(Error::<T>::WeightsNotFound)?;
		ensure!(info.kind == WeightsKind::Model, Error::<T>::NotAModel);
		ensure!(Self::entitled_ip(&root) == Some(ip), Error::<T>::WrongIp);
		ensure!(T::Ips::is_permitted(&who, &ip, Permission::License), Error::<T>::NotPermitted);
		if let Some(old) = Terms::<T>::take(root) {
			old.deposit.release::<T::Currency>(HoldReason::Terms)?;
		}
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Terms, who, Self::terms_deposit())?;
		Terms::<T>::insert(root, ModelTerms { ip, fee, access, deposit });
		Self::deposit_event(Event::ModelTermsSet { root, ip, fee, access });
		Ok(())
	}

	pub(crate) fn do_clear_model_terms(who: T::AccountId, root: Digest) -> DispatchResult {
		let terms = Terms::<T>::get(root).ok_or(Error::<T>::TermsNotFound)?;
		let is_permitted = T::Ips::is_permitted(&who, &terms.ip, Permission::License);
		// Who paid cannot take the terms from a later owner while they count.
		let is_payer = terms.deposit.who == who && Self::live_terms(&root).is_none();
		ensure!(is_permitted || is_payer, Error::<T>::NotPermitted);
		Terms::<T>::remove(root);
		terms.deposit.release::<T::Currency>(HoldReason::Terms)?;
		Self::deposit_event(Event::ModelTermsCleared { root });
		Ok(())
	}

	/// The IP asset of whoever is entitled to the income of a model.
	fn entitled_ip(root: &Digest) -> Option<IpId> {
		T::Ips::of_claim(root, &T::Provenance::entitled(root)?)
	}

	/// The terms that count now.
	pub(crate) fn live_terms(root: &Digest) -> Option<ModelTerms<T::AccountId>> {
		let terms = Terms::<T>::get(root)?;
		(Self::entitled_ip(root) == Some(terms.ip)).then_some(terms)
	}

	/// Whether the terms let somebody order.
	pub(crate) fn check_access(who: &T::AccountId, terms: &ModelTerms<T::AccountId>, order: &Order) -> DispatchResult {
		let owns = |ip: &IpId| T::Ips::owner(ip).as_ref() == Some(who);
		match terms.access {
			Access::Open => (),
			Access::License => {
				let may = owns(&terms.ip) || T::Licenses::is_licensed(who, &terms.ip);
				ensure!(may, Error::<T>::LicenseRequired);
			}
			Access::Holder(collection) => {
				let may = order.pass.is_some_and(|item| owns(&IpId::new(collection, item)));
				ensure!(may, Error::<T>::PassRequired);
			}
		}
		Ok(())
	}

	/// What terms cost.
	pub fn terms_deposit() -> Balance {
		currency::deposit(1, <(Digest, ModelTerms<T::AccountId>)>::max_encoded_len() as u32)
	}
}
