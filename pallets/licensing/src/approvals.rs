//! Approvals: where terms ask for it, a licensor agrees to each derivative by name, and nobody pays before.

use crate::*;
use atelier_primitives::{
	chain::Balance,
	deposit::pay_from_hold,
	ip::{IpInspect, IpRevision},
	royalties::{PaymentKind, RoyaltyCollect, StackInspect},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, tokens::Precision, Get},
};
use sp_runtime::{
	traits::{AccountIdConversion, CheckedAdd, Saturating, Zero},
	DispatchError, DispatchResult, Perbill,
};

impl<T: Config> Pallet<T> {
	/// Account of the pallet: held fees pass through it. Holds nothing but the existential deposit.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Plans a request for an approval, or returns the error that it would meet. Reads only.
	pub(crate) fn plan_request(
		who: &T::AccountId,
		parent: &IpId,
		id: TermsId,
		child: &IpId,
	) -> Result<ApprovalQuote, Error<T>> {
		ensure!(parent != child, Error::<T>::SelfParent);
		Self::ensure_owner(who, child)?;
		ensure!(!Parents::<T>::contains_key(child), Error::<T>::HasParents);
		ensure!(!Self::has_children(child), Error::<T>::HasChildren);
		Self::ensure_parent(parent)?;
		let attachment = Attachments::<T>::get(parent, id).ok_or(Error::<T>::TermsNotAttached)?;
		ensure!(!attachment.disabled, Error::<T>::TermsDisabled);
		let terms = Self::terms_with_approval(id)?;
		ensure!(Self::live_approval(parent, child).is_none(), Error::<T>::AlreadyExists);
		let metadata = T::Ips::metadata_hash(child).ok_or(Error::<T>::MetadataHashMissing)?;
		let LicensePrice { fee, share } = Self::price_of(parent, &terms);
		// No derivative could be linked that owes more than all its income.
		let total = T::Royalties::total(parent).checked_add(&share).ok_or(Error::<T>::MaxRateExceeded)?;
		Ok(ApprovalQuote { fee, share, total, metadata })
	}

	pub(crate) fn do_request_approval(
		who: T::AccountId,
		parent: IpId,
		terms: TermsId,
		child: IpId,
		max_fee: Balance,
		max_share: Perbill,
	) -> DispatchResult {
		let ApprovalQuote { fee, share, total, metadata } = Self::plan_request(&who, &parent, terms, &child)?;
		ensure!(fee <= max_fee, Error::<T>::MaxFeeExceeded);
		ensure!(total <= max_share, Error::<T>::MaxShareExceeded);
		// A void one makes way.
		Self::take_approval(&parent, &child)?;
		let deposit = Self::hold_deposit(&who, 1, ApprovalOf::<T>::max_encoded_len())?;
		T::Currency::hold(&HoldReason::Fee.into(), &who, fee)?;
		let until = frame_system::Pallet::<T>::block_number().saturating_add(T::RequestLifetime::get());
		let (state, moves) = (ApprovalState::Requested { fee, share, until }, T::Ips::moves(&parent));
		Approvals::<T>::insert(parent, child, Approval { state, terms, metadata, moves, deposit });
		Self::deposit_event(Event::ApprovalRequested { parent, child, terms, who, metadata, fee, share, until });
		Ok(())
	}

	pub(crate) fn do_approve_derivative(
		who: &T::AccountId,
		parent: IpId,
		child: IpId,
		terms: TermsId,
		metadata: [u8; 32],
	) -> DispatchResult {
		Self::ensure_licensor(who, &parent, terms)?;
		ensure!(parent != child, Error::<T>::SelfParent);
		ensure!(T::Ips::owner(&child).is_some(), Error::<T>::NotFound);
		ensure!(!Parents::<T>::contains_key(child), Error::<T>::HasParents);
		ensure!(Attachments::<T>::contains_key(parent, terms), Error::<T>::TermsNotAttached);
		Self::terms_with_approval(terms)?;
		ensure!(T::Ips::metadata_hash(&child) == Some(metadata), Error::<T>::MetadataMismatch);
		let mut fee = Zero::zero();
		match Self::live_approval(&parent, &child) {
			Some(request) if request.state.is_requested() => {
				ensure!(request.terms == terms && request.metadata == metadata, Error::<T>::ApprovalMismatch);
				fee = Self::sell_approval(parent, child, request)?;
			}
			approval => {
				let replaceable = |old: &ApprovalOf<T>| {
					old.state == ApprovalState::Given && (old.terms, old.metadata) != (terms, metadata)
				};
				ensure!(approval.as_ref().is_none_or(replaceable), Error::<T>::AlreadyExists);
				// A void approval, or one of something else, makes way.
				Self::take_approval(&parent, &child)?;
				let deposit = Self::hold_deposit(who, 1, ApprovalOf::<T>::max_encoded_len())?;
				let (state, moves) = (ApprovalState::Given, T::Ips::moves(&parent));
				Approvals::<T>::insert(parent, child, Approval { state, terms, metadata, moves, deposit });
			}
		}
		T::Revision::bump(&parent);
		Self::deposit_event(Event::DerivativeApproved { parent, child, terms, metadata, fee });
		Ok(())
	}

	/// Sells what was requested: the held fee is paid, and the approval stays good like a license. Returns the fee.
	fn sell_approval(parent: IpId, child: IpId, mut request: ApprovalOf<T>) -> Result<Balance, DispatchError> {
		let ApprovalState::Requested { fee, share, .. } = request.state else {
			return Err(Error::<T>::ApprovalNotFound.into());
		};
		Self::pay_held(&request.deposit.who, &parent, fee)?;
		Self::change_attachment(parent, request.terms, |attachment| {
			attachment.licenses = attachment.licenses.checked_add(1)?;
			Some(())
		})?;
		request.state = ApprovalState::Paid { share };
		Approvals::<T>::insert(parent, child, request);
		Ok(fee)
	}

	/// Pays a held fee to the pool of an IP. Through the account of the pallet: a freeze on the money of the buyer must
	/// not spare the fee.
	fn pay_held(payer: &T::AccountId, ip: &IpId, fee: Balance) -> DispatchResult {
		if fee.is_zero() {
			return Ok(());
		}
		let account = Self::account();
		pay_from_hold::<T::Currency, _>(HoldReason::Fee, payer, &account, fee)?;
		T::Royalties::pay(&account, ip, fee, PaymentKind::License)
	}

	pub(crate) fn do_revoke_approval(who: &T::AccountId, parent: IpId, child: IpId) -> DispatchResult {
		let approval = Approvals::<T>::get(parent, child).ok_or(Error::<T>::ApprovalNotFound)?;
		// What is good for nothing anybody may clear away, and the owner of the child needs nothing that is for it.
		if !Self::is_void(&approval, &parent, &child) && T::Ips::owner(&child).as_ref() != Some(who) {
			ensure!(!approval.state.is_paid(), Error::<T>::AlreadyPaid);
			// An agent gets the deposit back without the permission.
			if approval.deposit.who != *who {
				Self::ensure_licensor(who, &parent, approval.terms)?;
			}
		}
		Self::take_approval(&parent, &child)?;
		Self::deposit_event(Event::ApprovalRevoked { parent, child });
		Ok(())
	}

	/// The approval of a derivative under these terms, if it can be linked now.
	pub(crate) fn usable_approval(parent: &IpId, child: &IpId, terms: TermsId) -> Result<ApprovalOf<T>, Error<T>> {
		let approval = Self::live_approval(parent, child)
			.filter(|approval| approval.terms == terms && !approval.state.is_requested())
			.ok_or(Error::<T>::NotApproved)?;
		ensure!(T::Ips::metadata_hash(child) == Some(approval.metadata), Error::<T>::MetadataMismatch);
		ensure!(T::Ips::is_frozen(child), Error::<T>::MetadataNotFrozen);
		Ok(approval)
	}

	/// Terms that ask for an approval of each derivative.
	fn terms_with_approval(id: TermsId) -> Result<TermsOf<T>, Error<T>> {
		let terms = Terms::<T>::get(id).ok_or(Error::<T>::TermsNotFound)?.terms;
		ensure!(terms.derivatives_approval, Error::<T>::ApprovalNotRequired);
		Ok(terms)
	}

	fn live_approval(parent: &IpId, child: &IpId) -> Option<ApprovalOf<T>> {
		Approvals::<T>::get(parent, child).filter(|approval| !Self::is_void(approval, parent, child))
	}

	/// Returns `true` if nothing can come of an approval any more. One that was paid for outlives a sale of the parent.
	fn is_void(approval: &ApprovalOf<T>, parent: &IpId, child: &IpId) -> bool {
		let Some(owner) = T::Ips::owner(child) else { return true };
		if T::Ips::owner(parent).is_none() || Parents::<T>::contains_key(child) {
			return true;
		}
		let moved = || T::Ips::moves(parent) != approval.moves;
		match &approval.state {
			ApprovalState::Requested { until, .. } => {
				moved() || owner != approval.deposit.who || *until <= frame_system::Pallet::<T>::block_number()
			}
			ApprovalState::Given => moved(),
			ApprovalState::Paid { .. } => false,
		}
	}

	/// Removes an approval, if there is one. What was held for it is free again.
	pub(crate) fn take_approval(parent: &IpId, child: &IpId) -> DispatchResult {
		let Some(approval) = Approvals::<T>::take(parent, child) else { return Ok(()) };
		match approval.state {
			ApprovalState::Requested { fee, .. } => {
				let reason = HoldReason::Fee.into();
				T::Currency::release(&reason, &approval.deposit.who, fee, Precision::Exact)?;
			}
			ApprovalState::Given => {}
			ApprovalState::Paid { .. } => Self::change_attachment(*parent, approval.terms, |attachment| {
				attachment.licenses = attachment.licenses.checked_sub(1)?;
				Some(())
			})?,
		}
		Self::release_deposit(approval.deposit)
	}
}
