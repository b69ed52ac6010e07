//! Judgment, by the authority or a curator. No score is changed here: a raise is proposed in the pool, in the name of the
//! authority, and waits there like any other change of scores.

use crate::*;
use atelier_primitives::{provenance::ProvenanceInspect, royalties::ScoreMutate};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_accept(
		by: T::AccountId,
		authority: T::AccountId,
		number: ContributionId,
		score: u64,
	) -> DispatchResult {
		ensure!(score > 0, Error::<T>::ZeroScore);
		let mut contribution = Self::pending(&authority, number)?;
		let who = contribution.deposit.who.clone();
		let Contribution { ip, digest, .. } = contribution;
		if by != authority {
			ensure!(by != who, Error::<T>::OwnContribution);
			Curators::<T>::try_mutate(&authority, &by, |curator| {
				let curator = curator.as_mut().ok_or(Error::<T>::NotAuthorized)?;
				curator.limit = curator.limit.checked_sub(score).ok_or(Error::<T>::LimitExceeded)?;
				Ok::<_, Error<T>>(())
			})?;
		}
		Self::ensure_authority(&authority, &ip)?;
		ensure!(T::Provenance::claim(&digest, &who).is_some(), Error::<T>::NotClaimed);
		T::Scores::propose_raise(&authority, &ip, &who, score)?;
		contribution.judgment = Judgment::Accepted { score, by: by.clone(), at: Self::now() };
		Contributions::<T>::insert(&authority, number, contribution);
		Self::deposit_event(Event::Accepted { authority, contribution: number, ip, who, score, by });
		Ok(())
	}

	pub(crate) fn do_reject(by: T::AccountId, authority: T::AccountId, number: ContributionId) -> DispatchResult {
		let is_permitted =
			by == authority || Curators::<T>::get(&authority, &by).is_some_and(|curator| curator.limit > 0);
		ensure!(is_permitted, Error::<T>::NotAuthorized);
		let contribution = Self::pending(&authority, number)?;
		Self::ensure_authority(&authority, &contribution.ip)?;
		Self::remove(&authority, number, contribution)?;
		Self::deposit_event(Event::Rejected { authority, contribution: number, by });
		Ok(())
	}

	fn pending(authority: &T::AccountId, number: ContributionId) -> Result<ContributionOf<T>, DispatchError> {
		let contribution = Self::contribution(authority, number)?;
		ensure!(contribution.judgment == Judgment::Pending, Error::<T>::AlreadyAccepted);
		Ok(contribution)
	}
}
