//! Terms of use: setting and clearing them, and which are in force.

use crate::{pallet::*, Access, ModelTerms};
use atelier_primitives::{
	chain::{currency, Balance},
	engine::ModelKind,
	ip::{Act, IpInspect},
	provenance::ProvenanceInspect,
	Deposit, Digest, IpId,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_terms(
		who: T::AccountId,
		root: Digest,
		ip: IpId,
		fee: Balance,
		access: Access,
	) -> DispatchResult {
		let record = Models::<T>::get(root).ok_or(Error::<T>::NotFound)?;
		ensure!(record.kind == ModelKind::Model, Error::<T>::NotAModel);
		ensure!(Self::entitled_ip(&root) == Some(ip), Error::<T>::IpMismatch);
		ensure!(T::Ips::is_permitted(&who, &ip, Act::Serve(fee)), Error::<T>::NotAuthorized);
		if let Some(old) = Terms::<T>::take(root) {
			old.deposit.release::<T::Currency>(HoldReason::Terms)?;
		}
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Terms, who, Self::terms_deposit())?;
		Terms::<T>::insert(root, ModelTerms { ip, fee, access, deposit });
		Self::deposit_event(Event::TermsSet { root, ip, fee, access });
		Ok(())
	}

	pub(crate) fn do_clear_terms(who: T::AccountId, root: Digest) -> DispatchResult {
		let terms = Terms::<T>::get(root).ok_or(Error::<T>::TermsNotFound)?;
		// Without terms its use costs nothing.
		let is_permitted = T::Ips::is_permitted(&who, &terms.ip, Act::Serve(0));
		// Who paid cannot take the terms from a later owner while they are in force.
		let is_payer = terms.deposit.who == who && Self::terms_in_force(&root).is_none();
		ensure!(is_permitted || is_payer, Error::<T>::NotAuthorized);
		Terms::<T>::remove(root);
		terms.deposit.release::<T::Currency>(HoldReason::Terms)?;
		Self::deposit_event(Event::TermsCleared { root });
		Ok(())
	}

	/// The IP asset of whoever is entitled to the income of a model.
	pub(crate) fn entitled_ip(root: &Digest) -> Option<IpId> {
		T::Ips::of_claim(root, &T::Provenance::entitled(root)?)
	}

	/// The terms in force: those set for the IP asset of whoever is entitled now.
	pub(crate) fn terms_in_force(root: &Digest) -> Option<ModelTerms<T::AccountId>> {
		let terms = Terms::<T>::get(root)?;
		(Self::entitled_ip(root) == Some(terms.ip)).then_some(terms)
	}

	/// Storage deposit for terms.
	pub fn terms_deposit() -> Balance {
		currency::deposit(1, <(Digest, ModelTerms<T::AccountId>)>::max_encoded_len() as u32)
	}
}
