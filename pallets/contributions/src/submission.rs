//! Submission and withdrawal, by the contributor.

use crate::*;
use atelier_primitives::{provenance::ProvenanceInspect, Digest, IpId};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_submit(
		who: T::AccountId,
		authority: T::AccountId,
		ip: IpId,
		digest: Digest,
		role: Role,
		human: Statement,
	) -> DispatchResult {
		ensure!(Self::authority_over(&ip).is_some(), Error::<T>::NotFound);
		Self::ensure_authority(&authority, &ip)?;
		ensure!(T::Provenance::claim(&digest, &who).is_some(), Error::<T>::NotClaimed);
		// Whoever has the authority: what one of them accepted, the next is not asked for again.
		let mark = (ip, digest, who.clone());
		ensure!(!Submitted::<T>::contains_key(&mark), Error::<T>::AlreadyExists);
		let number = Self::issue_number(&authority)?;
		let deposit = Self::hold_deposit(who.clone(), Self::contribution_deposit())?;
		let (submitted_at, judgment) = (Self::now(), Judgment::Pending);
		let contribution = Contribution { ip, digest, role, human, submitted_at, judgment, deposit };
		Contributions::<T>::insert(&authority, number, contribution);
		Submitted::<T>::insert(mark, (authority.clone(), number));
		Self::deposit_event(Event::Submitted { authority, contribution: number, who, ip, digest });
		Ok(())
	}

	/// The authority is not asked for: it may have lost the asset, or never look.
	pub(crate) fn do_withdraw(who: T::AccountId, authority: T::AccountId, number: ContributionId) -> DispatchResult {
		let contribution = Self::contribution(&authority, number)?;
		ensure!(contribution.deposit.who == who, Error::<T>::NotContributor);
		ensure!(contribution.judgment == Judgment::Pending, Error::<T>::AlreadyAccepted);
		Self::remove(&authority, number, contribution)?;
		Self::deposit_event(Event::Withdrawn { authority, contribution: number });
		Ok(())
	}

	pub(crate) fn contribution(
		authority: &T::AccountId,
		number: ContributionId,
	) -> Result<ContributionOf<T>, Error<T>> {
		Contributions::<T>::get(authority, number).ok_or(Error::<T>::NotFound)
	}

	/// Removes a record with its mark. The deposit goes back.
	pub(crate) fn remove(
		authority: &T::AccountId,
		number: ContributionId,
		contribution: ContributionOf<T>,
	) -> DispatchResult {
		let Contribution { ip, digest, deposit, .. } = contribution;
		Contributions::<T>::remove(authority, number);
		Submitted::<T>::remove((ip, digest, deposit.who.clone()));
		Self::retire_number(authority);
		Self::release_deposit(deposit)
	}
}
