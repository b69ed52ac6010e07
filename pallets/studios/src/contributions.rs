//! Contributions: who made what for an IP asset of a studio, and what the studio gave for it.
//!
//! A score is not changed here. A raise is proposed in the pool, in the name of the studio, and waits there like any
//! other change of scores.

use crate::*;
use atelier_primitives::{
	provenance::ProvenanceInspect,
	royalties::ScoreMutate,
	studios::{ContributionId, StudioId},
	Digest, IpId,
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_submit_contribution(
		id: StudioId,
		who: T::AccountId,
		ip: IpId,
		digest: Digest,
		role: Role,
		human: Statement,
	) -> DispatchResult {
		let mut studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		Self::ensure_score_authority(id, &ip)?;
		ensure!(T::Provenance::claim(&digest, &who).is_some(), Error::<T>::NotClaimed);
		let mark = (id, ip, digest, who.clone());
		ensure!(!Submitted::<T>::contains_key(&mark), Error::<T>::AlreadyExists);
		let number = studio.next_contribution;
		studio.next_contribution = number.checked_add(1).ok_or(Error::<T>::MaxContributionsExceeded)?;
		let deposit = Self::hold_deposit(who.clone(), Self::contribution_deposit())?;
		let (submitted_at, judgment) = (Self::now(), Judgment::Pending);
		let contribution = Contribution { ip, digest, role, human, submitted_at, judgment, deposit };
		Contributions::<T>::insert(id, number, contribution);
		Submitted::<T>::insert(mark, number);
		Studios::<T>::insert(id, studio);
		Self::deposit_event(Event::ContributionSubmitted { studio: id, contribution: number, who, ip, digest });
		Ok(())
	}

	pub(crate) fn do_withdraw_contribution(id: StudioId, number: ContributionId, who: T::AccountId) -> DispatchResult {
		let contribution = Contributions::<T>::get(id, number).ok_or(Error::<T>::NotFound)?;
		ensure!(contribution.deposit.who == who, Error::<T>::NotContributor);
		Self::end_contribution(id, number)?;
		Self::deposit_event(Event::ContributionWithdrawn { studio: id, contribution: number });
		Ok(())
	}

	pub(crate) fn do_accept_contribution(
		id: StudioId,
		number: ContributionId,
		by: T::AccountId,
		score: u64,
	) -> DispatchResult {
		ensure!(score > 0, Error::<T>::ZeroScore);
		let mut contribution = Contributions::<T>::get(id, number).ok_or(Error::<T>::NotFound)?;
		ensure!(contribution.judgment == Judgment::Pending, Error::<T>::AlreadyAccepted);
		let Contribution { ip, digest, .. } = contribution;
		let who = contribution.deposit.who.clone();
		if by != Self::account_of(id) {
			ensure!(by != who, Error::<T>::OwnContribution);
			Curators::<T>::try_mutate(id, &by, |curator| {
				let curator = curator.as_mut().ok_or(Error::<T>::NotAuthorized)?;
				curator.limit = curator.limit.checked_sub(score).ok_or(Error::<T>::LimitExceeded)?;
				Ok::<_, Error<T>>(())
			})?;
		}
		ensure!(T::Provenance::claim(&digest, &who).is_some(), Error::<T>::NotClaimed);
		T::Scores::propose_raise(&Self::account_of(id), &ip, &who, score)?;
		contribution.judgment = Judgment::Accepted { score, by: by.clone(), at: Self::now() };
		Contributions::<T>::insert(id, number, contribution);
		Self::deposit_event(Event::ContributionAccepted { studio: id, contribution: number, ip, who, score, by });
		Ok(())
	}

	pub(crate) fn do_reject_contribution(id: StudioId, number: ContributionId, by: T::AccountId) -> DispatchResult {
		let is_permitted =
			by == Self::account_of(id) || Curators::<T>::get(id, &by).is_some_and(|curator| curator.limit > 0);
		ensure!(is_permitted, Error::<T>::NotAuthorized);
		Self::end_contribution(id, number)?;
		Self::deposit_event(Event::ContributionRejected { studio: id, contribution: number, by });
		Ok(())
	}

	/// Removes a contribution that was not accepted.
	fn end_contribution(id: StudioId, number: ContributionId) -> DispatchResult {
		let contribution = Contributions::<T>::take(id, number).ok_or(Error::<T>::NotFound)?;
		ensure!(contribution.judgment == Judgment::Pending, Error::<T>::AlreadyAccepted);
		let Contribution { ip, digest, deposit, .. } = contribution;
		Submitted::<T>::remove((id, ip, digest, deposit.who.clone()));
		Self::release_deposit(deposit)
	}

	pub(crate) fn do_set_curator(id: StudioId, who: T::AccountId, limit: Option<u64>) -> DispatchResult {
		// Without a limit it may accept anything already.
		ensure!(who != Self::account_of(id), Error::<T>::OwnAccount);
		match (Curators::<T>::get(id, &who), limit) {
			(None, None) => return Err(Error::<T>::NotFound.into()),
			(None, Some(limit)) => {
				let deposit = Self::hold_deposit(Self::account_of(id), Self::curator_deposit())?;
				Curators::<T>::insert(id, &who, Curator { limit, deposit });
			}
			(Some(curator), Some(limit)) => Curators::<T>::insert(id, &who, Curator { limit, ..curator }),
			(Some(curator), None) => {
				Curators::<T>::remove(id, &who);
				Self::release_deposit(curator.deposit)?;
			}
		}
		Self::deposit_event(Event::CuratorSet { studio: id, who, limit });
		Ok(())
	}
}
