//! Consents to links: a link gives away income for good, so everybody who has some of it, or decides about it, agrees.

use crate::*;
use alloc::vec::Vec;
use atelier_primitives::{
	ip::IpInspect,
	royalties::{PoolInspect, ScoreInspect},
	IpId,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, DispatchResult, Perbill,
};

impl<T: Config> Pallet<T> {
	/// The id of a list of parents.
	pub(crate) fn parents_hash(parents: &ParentClaims) -> ParentsHash {
		BlakeTwo256::hash_of(parents)
	}

	/// The score authority: the account that is named, or else the owner.
	pub(crate) fn authority_of(ip: &IpId, owner: &T::AccountId) -> T::AccountId {
		T::Scores::authority(ip).unwrap_or_else(|| owner.clone())
	}

	/// Checks that all income and every decision about it are those of the owner, who made the IP. Else the owner alone
	/// does not link it.
	fn ensure_sole(ip: &IpId, owner: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(T::Ips::creator(ip).as_ref() == Some(owner), Error::<T>::OwnerNotCreator);
		ensure!(Self::authority_of(ip, owner) == *owner, Error::<T>::AuthorityNotOwner);
		ensure!(T::Pools::is_undivided(ip), Error::<T>::PoolDivided);
		Ok(())
	}

	/// Parties of a link besides the owner, who signs it, sorted: every account with a score, and the score authority. For
	/// what the IP account has the owner speaks, since it goes with the IP.
	pub(crate) fn link_parties(ip: &IpId, owner: &T::AccountId) -> Result<Vec<T::AccountId>, Error<T>> {
		// The IP account is one of the members, or none.
		let mut parties = T::Pools::members(ip, MAX_MEMBERS.saturating_add(1)).ok_or(Error::<T>::MaxMembersExceeded)?;
		let account = T::Ips::account(ip);
		parties.retain(|member| *member != account);
		ensure!(parties.len() <= MAX_MEMBERS as usize, Error::<T>::MaxMembersExceeded);
		parties.push(Self::authority_of(ip, owner));
		parties.retain(|party| party != owner);
		parties.sort_unstable();
		parties.dedup();
		Ok(parties)
	}

	/// Live approvals of one list of parents.
	fn approvals_of(ip: &IpId, parents: ParentsHash) -> Vec<LinkApproval<T::AccountId>> {
		let moves = T::Ips::moves(ip);
		let live = |approval: &LinkApproval<_>| approval.parents == parents && approval.moves == moves;
		LinkApprovals::<T>::get(ip).into_iter().filter(live).collect()
	}

	/// Checks that everybody agreed whose income falls with this link. The owner agrees by signing it.
	pub(crate) fn ensure_link_consent(
		ip: &IpId,
		owner: &T::AccountId,
		parents: &ParentClaims,
		total: Perbill,
	) -> Result<(), Error<T>> {
		ensure!(!T::Pools::has_pending_scores(ip), Error::<T>::ScoresPending);
		let Err(reason) = Self::ensure_sole(ip, owner) else { return Ok(()) };
		let approvals = Self::approvals_of(ip, Self::parents_hash(parents));
		let authority = Self::authority_of(ip, owner);
		for party in Self::link_parties(ip, owner)? {
			let Some(approval) = approvals.iter().find(|approval| approval.deposit.who == party) else {
				ensure!(!approvals.is_empty(), reason);
				let error =
					if party == authority { Error::<T>::AuthorityNotApproved } else { Error::<T>::MemberNotApproved };
				return Err(error);
			};
			ensure!(total <= approval.max_share, Error::<T>::MaxShareExceeded);
		}
		Ok(())
	}

	/// Computes whom a link of these parents still needs besides the owner's signature.
	pub(crate) fn link_standing_of(ip: &IpId, parents: &ParentClaims) -> Result<LinkStanding<T::AccountId>, Error<T>> {
		let owner = T::Ips::owner(ip).ok_or(Error::<T>::NotFound)?;
		ensure!(!Parents::<T>::contains_key(ip), Error::<T>::HasParents);
		ensure!(!T::Pools::has_pending_scores(ip), Error::<T>::ScoresPending);
		let parents = Self::parents_hash(parents);
		let (mut missing, mut max_share) = (Vec::new(), Perbill::one());
		if Self::ensure_sole(ip, &owner).is_err() {
			let approvals = Self::approvals_of(ip, parents);
			for party in Self::link_parties(ip, &owner)? {
				match approvals.iter().find(|approval| approval.deposit.who == party) {
					Some(approval) => max_share = max_share.min(approval.max_share),
					None => missing.push(party),
				}
			}
		}
		Ok(LinkStanding { parents, missing, max_share })
	}

	pub(crate) fn do_approve_link(
		who: T::AccountId,
		ip: IpId,
		parents: ParentsHash,
		max_share: Perbill,
	) -> DispatchResult {
		let owner = T::Ips::owner(&ip).ok_or(Error::<T>::NotFound)?;
		ensure!(!Parents::<T>::contains_key(ip), Error::<T>::HasParents);
		ensure!(Self::link_parties(&ip, &owner)?.contains(&who), Error::<T>::NotAuthorized);
		Self::store_link_approval(who, ip, parents, max_share)
	}

	/// Stores an approval of a link, in the place of the former one of the same account.
	pub(crate) fn store_link_approval(
		who: T::AccountId,
		ip: IpId,
		parents: ParentsHash,
		max_share: Perbill,
	) -> DispatchResult {
		LinkApprovals::<T>::try_mutate(ip, |approvals| {
			// One account agrees to one list.
			if let Some(at) = approvals.iter().position(|approval| approval.deposit.who == who) {
				Self::release_deposit(approvals.swap_remove(at).deposit)?;
			}
			let deposit = Self::hold_deposit(&who, 1, LinkApproval::<T::AccountId>::max_encoded_len())?;
			let approval = LinkApproval { parents, max_share, moves: T::Ips::moves(&ip), deposit };
			approvals.try_push(approval).map_err(|_| Error::<T>::MaxApprovalsExceeded)?;
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::LinkApproved { ip, who, parents, max_share });
		Ok(())
	}

	pub(crate) fn do_revoke_link_approval(signer: &T::AccountId, ip: IpId, who: T::AccountId) -> DispatchResult {
		let mut approvals = LinkApprovals::<T>::get(ip);
		let at = approvals.iter().position(|approval| approval.deposit.who == who);
		let approval = approvals.swap_remove(at.ok_or(Error::<T>::ApprovalNotFound)?);
		// What is good for nothing anybody may clear away: it takes a place.
		let is_party = || {
			let parties = T::Ips::owner(&ip).and_then(|owner| Self::link_parties(&ip, &owner).ok());
			parties.is_some_and(|parties| parties.contains(&who))
		};
		let good = || approval.moves == T::Ips::moves(&ip) && is_party();
		ensure!(*signer == who || !good(), Error::<T>::NotAuthorized);
		Self::release_deposit(approval.deposit)?;
		if approvals.is_empty() {
			LinkApprovals::<T>::remove(ip);
		} else {
			LinkApprovals::<T>::insert(ip, approvals);
		}
		Self::deposit_event(Event::LinkApprovalRevoked { ip, who });
		Ok(())
	}

	/// Removes all approvals of a link that is made, and gives the deposits back. Returns their number.
	pub(crate) fn take_link_approvals(ip: &IpId) -> Result<u32, DispatchError> {
		let approvals = LinkApprovals::<T>::take(ip);
		// At most `MAX_LINK_APPROVALS`.
		let count = approvals.len() as u32;
		approvals.into_iter().try_for_each(|approval| Self::release_deposit(approval.deposit))?;
		Ok(count)
	}
}
