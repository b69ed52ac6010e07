//! Terms of use: setting and clearing them, and the fee that the floor leaves of them.

use crate::{pallet::*, Access, AdapterPolicy, ModelTerms, ModelTermsOf};
use atelier_primitives::{
	chain::{currency, Balance},
	engine::ModelKind,
	ip::{Act, IpInspect, IpRevision},
	licensing::CommerceInspect,
	Deposit, Digest, IpId,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_terms(
		who: T::AccountId,
		root: Digest,
		ip: IpId,
		fee: Balance,
		access: Access,
		adapters: AdapterPolicy,
	) -> DispatchResult {
		let record = Models::<T>::get(root).ok_or(Error::<T>::NotFound)?;
		let is_model = record.kind == ModelKind::Model;
		ensure!(is_model || adapters == AdapterPolicy::All, Error::<T>::NotAModel);
		let licensor = Self::licensor(&root, &record);
		ensure!(licensor.is_some_and(|licensor| licensor.ip == ip), Error::<T>::IpMismatch);
		ensure!(Self::may_serve(&who, &root, &ip, fee, (access, &adapters)), Error::<T>::NotAuthorized);
		Self::ensure_fee(&ip, fee)?;
		if let Some(old) = Terms::<T>::take(root) {
			old.deposit.release::<T::Currency>(HoldReason::Terms)?;
		}
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Terms, who, Self::terms_deposit(&adapters))?;
		Terms::<T>::insert(root, ModelTerms { ip, fee, access, adapters: adapters.clone(), deposit });
		T::Revision::bump(&ip);
		Self::deposit_event(Event::TermsSet { root, ip, fee, access, adapters });
		Ok(())
	}

	pub(crate) fn do_clear_terms(who: T::AccountId, root: Digest) -> DispatchResult {
		let terms = Terms::<T>::get(root).ok_or(Error::<T>::TermsNotFound)?;
		// Under a takedown, too: it may end.
		let licensor = Models::<T>::get(root).and_then(|record| Self::licensor(&root, &record));
		let do_count = licensor.is_some_and(|licensor| licensor.ip == terms.ip);
		// Who paid cannot take the terms from a later owner while they count.
		let is_payer = terms.deposit.who == who && !do_count;
		let may_clear = || Self::may_serve(&who, &root, &terms.ip, 0, (Access::Open, &AdapterPolicy::All));
		ensure!(is_payer || may_clear(), Error::<T>::NotAuthorized);
		// Without terms everybody runs it for nothing: that must not be below the floor either.
		ensure!(!do_count || Self::least_fee(&terms.ip) == 0, Error::<T>::FloorNotReached);
		Terms::<T>::remove(root);
		terms.deposit.release::<T::Currency>(HoldReason::Terms)?;
		T::Revision::bump(&terms.ip);
		Self::deposit_event(Event::TermsCleared { root });
		Ok(())
	}

	/// Whether an account may offer the use of a model or an adapter on these terms. The one place that asks for permission.
	///
	/// An agent changes the fee only: who could choose the collection that lets in could sell the entrance beside the pool.
	fn may_serve(
		who: &T::AccountId,
		root: &Digest,
		ip: &IpId,
		fee: Balance,
		restricts: (Access, &AdapterPolicy),
	) -> bool {
		let is_own = || T::Ips::owner(ip).as_ref() == Some(who) || T::Ips::account(ip) == *who;
		let changes_fee_only = || {
			let old = Terms::<T>::get(root).filter(|old| old.ip == *ip);
			let (access, adapters) = old.map_or((Access::Open, AdapterPolicy::All), |old| (old.access, old.adapters));
			restricts == (access, &adapters)
		};
		T::Ips::is_permitted(who, ip, Act::Serve(fee)) && (is_own() || changes_fee_only())
	}

	fn ensure_fee(ip: &IpId, fee: Balance) -> DispatchResult {
		ensure!(fee == 0 || T::Commerce::is_commercial(ip), Error::<T>::NotCommercial);
		ensure!(fee >= Self::least_fee(ip), Error::<T>::FloorNotReached);
		Ok(())
	}

	/// The floor of a fee. What is non-commercial asks for nothing.
	fn least_fee(ip: &IpId) -> Balance {
		match T::Commerce::is_commercial(ip) {
			true => T::Commerce::floor(ip).fee,
			false => 0,
		}
	}

	/// The fee in force: that of the terms, but no less than the floor, which may have risen since; nothing for what is
	/// non-commercial, which it may have become.
	pub(crate) fn fee_in_force(terms: &ModelTermsOf<T>) -> Balance {
		match T::Commerce::is_commercial(&terms.ip) {
			true => terms.fee.max(T::Commerce::floor(&terms.ip).fee),
			false => 0,
		}
	}

	/// Storage deposit for terms with this adapter policy.
	pub fn terms_deposit(adapters: &AdapterPolicy) -> Balance {
		let rest = <(Digest, IpId, Balance, Access, Deposit<T::AccountId>)>::max_encoded_len();
		currency::deposit(1, rest.saturating_add(adapters.encoded_size()) as u32)
	}
}
