//! Licenses: minted for a fee, handed on where the terms say so, used up by derivatives.

use crate::*;
use atelier_primitives::{
	chain::Balance,
	licensing::LicenseInspect,
	royalties::{PaymentKind, RoyaltyCollect, StackInspect},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{CheckedAdd, Saturating, Zero},
	ArithmeticError, DispatchResult, Perbill,
};

/// Returns the earlier of two expiries; `None` means never.
pub(crate) fn earliest<BlockNumber: Ord>(a: Option<BlockNumber>, b: Option<BlockNumber>) -> Option<BlockNumber> {
	a.into_iter().chain(b).min()
}

impl<T: Config> Pallet<T> {
	/// Returns `true` if the expiry has passed.
	pub(crate) fn is_expired(expires: &Option<BlockNumberFor<T>>) -> bool {
		let now = frame_system::Pallet::<T>::block_number();
		expires.as_ref().is_some_and(|expires| *expires <= now)
	}

	/// Computes the expiry of a grant under these terms that begins now.
	pub(crate) fn expiry(terms: &TermsOf<T>) -> Option<BlockNumberFor<T>> {
		let now = frame_system::Pallet::<T>::block_number();
		(!terms.expiration.is_zero()).then(|| now.saturating_add(terms.expiration))
	}

	/// Plans a license, or returns the error that minting it would meet. Reads only.
	pub(crate) fn plan_license(
		ip: &IpId,
		id: TermsId,
		quantity: u32,
	) -> Result<LicenseQuote<BlockNumberFor<T>>, Error<T>> {
		ensure!(!quantity.is_zero(), Error::<T>::ZeroQuantity);
		ensure!(quantity <= MAX_QUANTITY, Error::<T>::MaxQuantityExceeded);
		// All terms of a derivative allow derivatives: if it cannot be a parent, no license of it is of use.
		let licensor_expires = Self::ensure_parent(ip)?;
		let attachment = Attachments::<T>::get(ip, id).ok_or(Error::<T>::TermsNotAttached)?;
		ensure!(!attachment.disabled, Error::<T>::TermsDisabled);
		let terms = Terms::<T>::get(id).ok_or(Error::<T>::TermsNotFound)?.terms;
		// Such a license is of one child, and the licensor agrees to it before anybody pays.
		ensure!(!terms.derivatives_approval, Error::<T>::ApprovalRequired);
		let LicensePrice { fee, share } = Self::price_of(ip, &terms);
		// More than any number is more than any maximum.
		let fee = fee.checked_mul(quantity.into()).ok_or(Error::<T>::MaxFeeExceeded)?;
		// No derivative could be linked that owes more than all its income.
		let total = T::Royalties::total(ip).checked_add(&share).ok_or(Error::<T>::MaxRateExceeded)?;
		Ok(LicenseQuote {
			fee,
			share,
			total,
			// Nobody can license more time than there is.
			expires: earliest(Self::expiry(&terms), licensor_expires),
		})
	}

	pub(crate) fn do_mint_license(
		who: T::AccountId,
		ip: IpId,
		terms: TermsId,
		quantity: u32,
		holder: T::AccountId,
		max_fee: Balance,
		max_share: Perbill,
	) -> DispatchResult {
		let quote = Self::plan_license(&ip, terms, quantity)?;
		ensure!(quote.fee <= max_fee, Error::<T>::MaxFeeExceeded);
		ensure!(quote.total <= max_share, Error::<T>::MaxShareExceeded);
		T::Royalties::pay(&who, &ip, quote.fee, PaymentKind::License)?;

		let id = NextLicense::<T>::get();
		NextLicense::<T>::put(id.checked_add(1).ok_or(ArithmeticError::Overflow)?);
		Self::change_attachment(ip, terms, |attachment| {
			attachment.licenses = attachment.licenses.checked_add(1)?;
			Some(())
		})?;
		let LicenseQuote { share, expires, .. } = quote;
		Self::note_held(&ip, &holder, id, expires)?;
		let deposit = Self::hold_deposit(&who, 2, Self::license_bytes())?;
		let license = License { ip, terms, holder: holder.clone(), quantity, share, expires, deposit };
		Licenses::<T>::insert(id, license);
		Self::deposit_event(Event::LicenseMinted { license: id, ip, terms, holder, quantity, fee: quote.fee, expires });
		Ok(())
	}

	/// Bytes in storage of a license: its record, and its entry in the index of the holder.
	fn license_bytes() -> usize {
		LicenseOf::<T>::max_encoded_len().saturating_add(HeldLicense::<BlockNumberFor<T>>::max_encoded_len())
	}

	pub(crate) fn do_transfer_license(who: T::AccountId, id: LicenseId, to: T::AccountId) -> DispatchResult {
		let mut license = Licenses::<T>::get(id).ok_or(Error::<T>::LicenseNotFound)?;
		ensure!(license.holder == who, Error::<T>::NotHolder);
		ensure!(!Self::is_expired(&license.expires), Error::<T>::LicenseExpired);
		let terms = Terms::<T>::get(license.terms).ok_or(Error::<T>::TermsNotFound)?.terms;
		ensure!(terms.transferable, Error::<T>::NotTransferable);
		Self::forget_held(&license.ip, &who, id);
		Self::note_held(&license.ip, &to, id, license.expires)?;
		license.holder = to.clone();
		Licenses::<T>::insert(id, license);
		Self::deposit_event(Event::LicenseTransferred { license: id, from: who, to });
		Ok(())
	}

	pub(crate) fn do_burn_license(who: &T::AccountId, id: LicenseId) -> DispatchResult {
		let license = Licenses::<T>::get(id).ok_or(Error::<T>::LicenseNotFound)?;
		ensure!(license.holder == *who || Self::is_expired(&license.expires), Error::<T>::NotHolder);
		Self::remove_license(id, license)?;
		Self::deposit_event(Event::LicenseBurned { license: id });
		Ok(())
	}

	/// The license, if `who` can use it for a derivative of this IP.
	pub(crate) fn usable_license(who: &T::AccountId, ip: &IpId, id: LicenseId) -> Result<LicenseOf<T>, Error<T>> {
		let license = Licenses::<T>::get(id).ok_or(Error::<T>::LicenseNotFound)?;
		ensure!(license.holder == *who, Error::<T>::NotHolder);
		ensure!(license.ip == *ip, Error::<T>::LicenseMismatch);
		ensure!(!Self::is_expired(&license.expires), Error::<T>::LicenseExpired);
		Ok(license)
	}

	/// Takes one unit off a license. The last one takes the license with it.
	pub(crate) fn use_license(id: LicenseId, child: IpId) -> DispatchResult {
		let mut license = Licenses::<T>::get(id).ok_or(Error::<T>::LicenseNotFound)?;
		let left = license.quantity.checked_sub(1).ok_or(ArithmeticError::Underflow)?;
		if left.is_zero() {
			Self::remove_license(id, license)?;
		} else {
			license.quantity = left;
			Licenses::<T>::insert(id, license);
		}
		Self::deposit_event(Event::LicenseUsed { license: id, child, left });
		Ok(())
	}

	fn remove_license(id: LicenseId, license: LicenseOf<T>) -> DispatchResult {
		Licenses::<T>::remove(id);
		Self::forget_held(&license.ip, &license.holder, id);
		Self::change_attachment(license.ip, license.terms, |attachment| {
			attachment.licenses = attachment.licenses.checked_sub(1)?;
			Some(())
		})?;
		Self::release_deposit(license.deposit)
	}

	fn note_held(
		ip: &IpId,
		holder: &T::AccountId,
		license: LicenseId,
		expires: Option<BlockNumberFor<T>>,
	) -> Result<(), Error<T>> {
		Held::<T>::try_mutate(ip, holder, |held| held.try_push(HeldLicense { license, expires }))
			.map_err(|_| Error::<T>::MaxLicensesExceeded)
	}

	fn forget_held(ip: &IpId, holder: &T::AccountId, license: LicenseId) {
		Held::<T>::mutate_exists(ip, holder, |slot| {
			*slot = slot.take().and_then(|mut held| {
				held.retain(|entry| entry.license != license);
				(!held.is_empty()).then_some(held)
			});
		});
	}
}

impl<T: Config> LicenseInspect<T::AccountId> for Pallet<T> {
	fn is_licensed(who: &T::AccountId, ip: &IpId) -> bool {
		Held::<T>::get(ip, who).iter().any(|held| !Self::is_expired(&held.expires))
	}
}
