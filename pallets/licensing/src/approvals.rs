//! Approvals: where terms ask for it, a licensor agrees to each derivative by name.

use crate::*;
use atelier_primitives::{ip::IpInspect, IpId};
use codec::MaxEncodedLen;
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_approve_derivative(
		who: &T::AccountId,
		parent: IpId,
		child: IpId,
		terms: TermsId,
	) -> DispatchResult {
		Self::ensure_licensor(who, &parent, terms)?;
		ensure!(parent != child, Error::<T>::SelfParent);
		ensure!(T::Ips::owner(&child).is_some(), Error::<T>::NotFound);
		ensure!(!Parents::<T>::contains_key(child), Error::<T>::HasParents);
		ensure!(Attachments::<T>::contains_key(parent, terms), Error::<T>::TermsNotAttached);
		ensure!(!Self::is_approved(&parent, &child, terms), Error::<T>::AlreadyExists);
		// A void approval, or one under other terms, makes way.
		Self::take_approval(&parent, &child)?;
		let owner = T::Ips::owner(&parent).ok_or(Error::<T>::NotFound)?;
		let deposit = Self::hold_deposit(who, 1, Approval::<T::AccountId>::max_encoded_len())?;
		Approvals::<T>::insert(parent, child, Approval { owner, terms, deposit });
		Self::deposit_event(Event::DerivativeApproved { parent, child, terms });
		Ok(())
	}

	pub(crate) fn do_revoke_approval(who: &T::AccountId, parent: IpId, child: IpId) -> DispatchResult {
		let approval = Approvals::<T>::get(parent, child).ok_or(Error::<T>::ApprovalNotFound)?;
		// What is good for nothing anybody may clear away.
		let void =
			Self::is_void(&approval, &parent) || T::Ips::owner(&child).is_none() || Parents::<T>::contains_key(child);
		// An agent gets the deposit back without the permission.
		if !void && approval.deposit.who != *who {
			Self::ensure_licensor(who, &parent, approval.terms)?;
		}
		Self::take_approval(&parent, &child)?;
		Self::deposit_event(Event::ApprovalRevoked { parent, child });
		Ok(())
	}

	/// Returns `true` if a live approval of the derivative under these terms exists.
	pub(crate) fn is_approved(parent: &IpId, child: &IpId, terms: TermsId) -> bool {
		Approvals::<T>::get(parent, child)
			.is_some_and(|approval| approval.terms == terms && !Self::is_void(&approval, parent))
	}

	fn is_void(approval: &Approval<T::AccountId>, parent: &IpId) -> bool {
		T::Ips::owner(parent).as_ref() != Some(&approval.owner)
	}

	/// Removes an approval, if there is one.
	pub(crate) fn take_approval(parent: &IpId, child: &IpId) -> DispatchResult {
		match Approvals::<T>::take(parent, child) {
			Some(approval) => Self::release_deposit(approval.deposit),
			None => Ok(()),
		}
	}
}
