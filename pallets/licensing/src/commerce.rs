//! Commercial use: what was made under non-commercial terms earns nothing but what people give, until its parents agree.

use crate::*;
use alloc::vec::Vec;
use atelier_primitives::{
	chain::Balance,
	ip::{IpInspect, IpRevision},
	royalties::{PaymentKind, RoyaltyCollect},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Returns `true` if the IP may be sold, priced and licensed for a fee: unless it was linked under non-commercial
	/// terms, and not commercialized since.
	pub(crate) fn commercial_use_of(ip: &IpId) -> bool {
		Parents::<T>::get(ip).is_none_or(|derivation| derivation.commercial)
	}

	/// Returns the floor of the fee that came with the link; zero for an original.
	pub(crate) fn inherited_fee_of(ip: &IpId) -> Balance {
		Parents::<T>::get(ip).map_or(Balance::zero(), |derivation| derivation.inherited_fee)
	}

	/// Parties of a commercialization: the owner of the parent, and its score authority if that is another account.
	fn commercial_parties(parent: &IpId) -> Result<Vec<T::AccountId>, Error<T>> {
		let owner = T::Ips::owner(parent).ok_or(Error::<T>::NotFound)?;
		let authority = Self::authority_of(parent, &owner);
		let mut parties = alloc::vec![owner];
		if !parties.contains(&authority) {
			parties.push(authority);
		}
		Ok(parties)
	}

	/// Consent of one parent: who of its parties agreed, and what they ask for.
	fn commercial_consent(parent: &IpId, child: &IpId) -> Result<CommercialConsent<T::AccountId>, Error<T>> {
		let moves = T::Ips::moves(parent);
		let approvals = CommercialApprovals::<T>::get(parent, child);
		let (mut fee, mut missing) = (Balance::zero(), Vec::new());
		for party in Self::commercial_parties(parent)? {
			let is_his = |approval: &&CommercialApproval<_>| approval.deposit.who == party && approval.moves == moves;
			match approvals.iter().find(is_his) {
				Some(approval) => fee = fee.max(approval.fee),
				None => missing.push(party),
			}
		}
		Ok(CommercialConsent { parent: *parent, commercial: Self::commercial_use_of(parent), fee, missing })
	}

	/// Commercial standing of an IP, with the consent of each parent that it still needs.
	pub(crate) fn commercial_standing_of(ip: &IpId) -> Result<CommercialStanding<T::AccountId>, Error<T>> {
		ensure!(T::Ips::owner(ip).is_some(), Error::<T>::NotFound);
		let derivation = Parents::<T>::get(ip);
		let commercial = derivation.as_ref().is_none_or(|derivation| derivation.commercial);
		let links = derivation.filter(|_| !commercial).map(|derivation| derivation.links).unwrap_or_default();
		let consent = |link: &Link| Self::commercial_consent(&link.parent, ip);
		let parents = links.iter().map(consent).collect::<Result<_, _>>()?;
		Ok(CommercialStanding { commercial, inherited_fee: Self::inherited_fee_of(ip), parents })
	}

	pub(crate) fn do_approve_commercialization(
		who: T::AccountId,
		parent: IpId,
		child: IpId,
		fee: Option<Balance>,
	) -> DispatchResult {
		let mut approvals = CommercialApprovals::<T>::get(parent, child);
		let own = approvals.iter().position(|approval| approval.deposit.who == who);
		if let Some(fee) = fee {
			let parties = Self::commercial_parties(&parent)?;
			ensure!(parties.contains(&who), Error::<T>::NotAuthorized);
			let derivation =
				Parents::<T>::get(child).filter(|child| child.links.iter().any(|link| link.parent == parent));
			ensure!(!derivation.ok_or(Error::<T>::ParentMismatch)?.commercial, Error::<T>::AlreadyCommercial);
			let moves = T::Ips::moves(&parent);
			// What is void makes way, and what the account said before.
			let stays = |approval: &CommercialApproval<_>| {
				approval.moves == moves && parties.contains(&approval.deposit.who) && approval.deposit.who != who
			};
			let (kept, gone): (Vec<_>, Vec<_>) = approvals.into_iter().partition(stays);
			gone.into_iter().try_for_each(|approval| Self::release_deposit(approval.deposit))?;
			approvals = kept.try_into().map_err(|_| Error::<T>::MaxApprovalsExceeded)?;
			let deposit = Self::hold_deposit(&who, 1, CommercialApproval::<T::AccountId>::max_encoded_len())?;
			let approval = CommercialApproval { fee, moves, deposit };
			approvals.try_push(approval).map_err(|_| Error::<T>::MaxApprovalsExceeded)?;
		} else {
			let approval = approvals.swap_remove(own.ok_or(Error::<T>::ApprovalNotFound)?);
			Self::release_deposit(approval.deposit)?;
		}
		if approvals.is_empty() {
			CommercialApprovals::<T>::remove(parent, child);
		} else {
			CommercialApprovals::<T>::insert(parent, child, approvals);
		}
		if T::Ips::owner(&parent).as_ref() == Some(&who) {
			T::Revision::bump(&parent);
		}
		Self::deposit_event(Event::CommercializationApproved { parent, child, who, fee });
		Ok(())
	}

	pub(crate) fn do_commercialize(who: &T::AccountId, ip: IpId, fees: &CommercialFees) -> DispatchResult {
		Self::ensure_owner(who, &ip)?;
		let standing = Self::commercial_standing_of(&ip)?;
		ensure!(!standing.commercial, Error::<T>::AlreadyCommercial);
		ensure!(fees.len() == standing.parents.len(), Error::<T>::ParentMismatch);
		for consent in &standing.parents {
			let named = fees.iter().find(|(parent, _)| *parent == consent.parent);
			let (_, max_fee) = named.ok_or(Error::<T>::ParentMismatch)?;
			ensure!(consent.commercial, Error::<T>::ParentNotCommercial);
			if let Some(missing) = consent.missing.first() {
				let is_owner = T::Ips::owner(&consent.parent).as_ref() == Some(missing);
				let error = if is_owner { Error::<T>::OwnerNotApproved } else { Error::<T>::AuthorityNotApproved };
				return Err(error.into());
			}
			ensure!(consent.fee <= *max_fee, Error::<T>::MaxFeeExceeded);
		}

		let mut paid = Balance::zero();
		for CommercialConsent { parent, fee, .. } in standing.parents {
			T::Royalties::pay(who, &parent, fee, PaymentKind::License)?;
			paid = paid.saturating_add(fee);
			let approvals = CommercialApprovals::<T>::take(parent, ip);
			approvals.into_iter().try_for_each(|approval| Self::release_deposit(approval.deposit))?;
		}
		Parents::<T>::try_mutate(ip, |derivation| {
			derivation.as_mut().ok_or(Error::<T>::NotFound)?.commercial = true;
			Ok::<_, DispatchError>(())
		})?;
		T::Revision::bump(&ip);
		Self::deposit_event(Event::Commercialized { ip, paid });
		Ok(())
	}
}
