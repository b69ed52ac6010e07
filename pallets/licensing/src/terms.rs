//! Terms: registered once for everybody, and attached to the IPs that are licensed under them.

use crate::*;
use atelier_primitives::{
	ip::{Act, IpInspect, IpRevision, OnIpBurned},
	IpId,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::ensure;
use sp_runtime::{
	traits::{BlakeTwo256, Hash, Zero},
	ArithmeticError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The id of terms.
	pub(crate) fn terms_id(terms: &TermsOf<T>) -> TermsId {
		BlakeTwo256::hash_of(terms)
	}

	/// Terms that contradict themselves, or ask for what the chain does not enforce, promise what nobody gets.
	pub(crate) fn ensure_enforceable(terms: &TermsOf<T>) -> Result<(), Error<T>> {
		let ceiling = terms.revenue_ceiling.or(terms.derivative_revenue_ceiling);
		ensure!(ceiling.is_none(), Error::<T>::CeilingNotSupported);
		ensure!(terms.commercializer.is_none(), Error::<T>::CommercializerNotSupported);
		ensure!(terms.currency.is_none(), Error::<T>::CurrencyNotSupported);
		if !terms.commercial_use {
			ensure!(!terms.commercial_attribution, Error::<T>::AttributionWithoutCommercialUse);
			ensure!(terms.revenue_share.is_zero(), Error::<T>::ShareWithoutCommercialUse);
			ensure!(terms.minting_fee.is_zero(), Error::<T>::FeeWithoutCommercialUse);
		}
		if !terms.derivatives_allowed {
			ensure!(!terms.derivatives_attribution, Error::<T>::AttributionWithoutDerivatives);
			ensure!(!terms.derivatives_approval, Error::<T>::ApprovalWithoutDerivatives);
			ensure!(!terms.derivatives_reciprocal, Error::<T>::ReciprocalWithoutDerivatives);
		}
		Ok(())
	}

	pub(crate) fn do_register_terms(who: T::AccountId, terms: TermsOf<T>) -> DispatchResult {
		Self::ensure_enforceable(&terms)?;
		let id = Self::terms_id(&terms);
		ensure!(!Terms::<T>::contains_key(id), Error::<T>::AlreadyExists);
		// The counter and the deposit itself are stored too.
		let bytes = terms
			.encoded_size()
			.saturating_add(u32::max_encoded_len())
			.saturating_add(atelier_primitives::Deposit::<T::AccountId>::max_encoded_len());
		let deposit = Self::hold_deposit(&who, 1, bytes)?;
		Terms::<T>::insert(id, RegisteredTerms { terms, attachments: 0, deposit });
		Self::deposit_event(Event::TermsRegistered { terms: id, who });
		Ok(())
	}

	pub(crate) fn do_remove_terms(who: &T::AccountId, id: TermsId) -> DispatchResult {
		let registered = Terms::<T>::get(id).ok_or(Error::<T>::TermsNotFound)?;
		ensure!(registered.deposit.who == *who, Error::<T>::NotAuthorized);
		ensure!(registered.attachments.is_zero(), Error::<T>::InUse);
		Self::release_deposit(registered.deposit)?;
		Terms::<T>::remove(id);
		Self::deposit_event(Event::TermsRemoved { terms: id });
		Ok(())
	}

	/// Only the owner of an IP, and who acts for the owner, licenses it: an agent under the terms of its grant alone.
	pub(crate) fn ensure_licensor(who: &T::AccountId, ip: &IpId, terms: TermsId) -> Result<(), Error<T>> {
		ensure!(T::Ips::owner(ip).is_some(), Error::<T>::NotFound);
		ensure!(T::Ips::is_permitted(who, ip, Act::License(terms.into())), Error::<T>::NotAuthorized);
		Ok(())
	}

	/// Only the owner links an IP to parents: income is given away for good, and no sale or lost permission ends that.
	pub(crate) fn ensure_owner(who: &T::AccountId, ip: &IpId) -> Result<(), Error<T>> {
		let owner = T::Ips::owner(ip).ok_or(Error::<T>::NotFound)?;
		ensure!(owner == *who, Error::<T>::NotAuthorized);
		Ok(())
	}

	pub(crate) fn do_attach_terms(who: &T::AccountId, ip: IpId, terms: TermsId) -> DispatchResult {
		Self::ensure_licensor(who, &ip, terms)?;
		ensure!(!Parents::<T>::contains_key(ip), Error::<T>::DerivativeTermsFixed);
		Self::attach(who, ip, terms)?;
		T::Revision::bump(&ip);
		Ok(())
	}

	/// Attaches terms at the cost of `who`.
	pub(crate) fn attach(who: &T::AccountId, ip: IpId, terms: TermsId) -> DispatchResult {
		ensure!(!Attachments::<T>::contains_key(ip, terms), Error::<T>::AlreadyExists);
		Terms::<T>::try_mutate(terms, |registered| {
			let registered = registered.as_mut().ok_or(Error::<T>::TermsNotFound)?;
			registered.attachments = registered.attachments.checked_add(1).ok_or(ArithmeticError::Overflow)?;
			Ok::<_, sp_runtime::DispatchError>(())
		})?;
		let count = AttachedCount::<T>::get(ip).saturating_add(1);
		ensure!(count <= MAX_TERMS, Error::<T>::MaxTermsExceeded);
		AttachedCount::<T>::insert(ip, count);
		let deposit = Self::hold_deposit(who, 1, Attachment::<T::AccountId>::max_encoded_len())?;
		Attachments::<T>::insert(ip, terms, Attachment { disabled: false, licenses: 0, children: 0, deposit });
		Self::deposit_event(Event::TermsAttached { ip, terms });
		Ok(())
	}

	pub(crate) fn do_detach_terms(who: &T::AccountId, ip: IpId, terms: TermsId) -> DispatchResult {
		Self::ensure_licensor(who, &ip, terms)?;
		ensure!(!Parents::<T>::contains_key(ip), Error::<T>::DerivativeTermsFixed);
		let attachment = Attachments::<T>::get(ip, terms).ok_or(Error::<T>::TermsNotAttached)?;
		ensure!(attachment.licenses.is_zero() && attachment.children.is_zero(), Error::<T>::InUse);
		Self::detach(ip, terms, attachment)?;
		T::Revision::bump(&ip);
		Ok(())
	}

	/// Removes an attachment that nothing needs.
	fn detach(ip: IpId, terms: TermsId, attachment: Attachment<T::AccountId>) -> DispatchResult {
		Self::release_deposit(attachment.deposit)?;
		Attachments::<T>::remove(ip, terms);
		AttachedCount::<T>::mutate_exists(ip, |count| {
			*count = count.and_then(|count| count.checked_sub(1)).filter(|count| !count.is_zero());
		});
		Terms::<T>::mutate(terms, |registered| {
			if let Some(registered) = registered {
				registered.attachments = registered.attachments.saturating_sub(1);
			}
		});
		Self::deposit_event(Event::TermsDetached { ip, terms });
		Ok(())
	}

	pub(crate) fn do_set_disabled(who: &T::AccountId, ip: IpId, terms: TermsId, disabled: bool) -> DispatchResult {
		Self::ensure_licensor(who, &ip, terms)?;
		Self::change_attachment(ip, terms, |attachment| {
			attachment.disabled = disabled;
			Some(())
		})?;
		T::Revision::bump(&ip);
		Self::deposit_event(Event::DisabledSet { ip, terms, disabled });
		Ok(())
	}

	/// Changes an attachment in place. `change` gives nothing back if a counter has no room.
	pub(crate) fn change_attachment(
		ip: IpId,
		terms: TermsId,
		change: impl FnOnce(&mut Attachment<T::AccountId>) -> Option<()>,
	) -> DispatchResult {
		Attachments::<T>::try_mutate(ip, terms, |attachment| {
			let attachment = attachment.as_mut().ok_or(Error::<T>::TermsNotAttached)?;
			change(attachment).ok_or(ArithmeticError::Overflow.into())
		})
	}
}

impl<T: Config> OnIpBurned for Pallet<T> {
	/// An IP that is part of a lineage, or licensed to somebody, stays. Of any other its terms are detached, and its
	/// floor is removed.
	fn on_ip_burned(ip: &IpId) -> DispatchResult {
		ensure!(!Parents::<T>::contains_key(ip), Error::<T>::HasParents);
		ensure!(!Self::has_children(ip), Error::<T>::HasChildren);
		// At most `MAX_TERMS`.
		let attached: alloc::vec::Vec<_> = Attachments::<T>::iter_prefix(ip).collect();
		ensure!(attached.iter().all(|(_, attachment)| attachment.licenses.is_zero()), Error::<T>::HasLicenses);
		attached.into_iter().try_for_each(|(terms, attachment)| Self::detach(*ip, terms, attachment))?;
		Self::remove_floor(ip)
	}
}
