//! Participation scores: proposed by the authority of a pool, applied by anyone after the delay.

use crate::{
	types::{MAX_MEMBERS, MAX_TOTAL_SCORE, PROPOSAL_LIFETIME},
	*,
};
use alloc::collections::BTreeSet;
use atelier_math::index::MemberAccrual;
use atelier_primitives::{
	chain::{currency, Balance},
	ip::{IpId, IpInspect},
	royalties::{OnScoreChanged, ScoreInspect, ScoreMutate},
	Deposit,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{ensure, storage::with_storage_layer, traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{One, Saturating},
	ArithmeticError, DispatchError, DispatchResult,
};

type ProposalOf<T> = Proposal<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_propose_scores(
		proposer: T::AccountId,
		ip: IpId,
		changes: Changes<T::AccountId>,
		raises: Option<u128>,
	) -> DispatchResult {
		let pool = Self::pool_or_founded(&ip).ok_or(Error::<T>::NotFound)?;
		let authorizer = Self::authorizer(&ip, &pool).ok_or(Error::<T>::NotFound)?;
		ensure!(Self::may_propose(&proposer, &ip, &pool), Error::<T>::NotAuthorized);
		ensure!(!Proposals::<T>::contains_key(ip), Error::<T>::AlreadyExists);
		ensure!(!changes.is_empty(), Error::<T>::NoChanges);
		let accounts: BTreeSet<_> = changes.iter().map(|(who, _)| who).collect();
		ensure!(accounts.len() == changes.len(), Error::<T>::DuplicateMember);
		// What it would claim from itself would belong to nobody.
		ensure!(!accounts.contains(&Self::account()), Error::<T>::PalletAccount);

		let amount = Self::proposal_deposit(&changes);
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Proposal, proposer.clone(), amount)?;
		let delay = T::ScoreDelay::get();
		let apply_at = frame_system::Pallet::<T>::block_number().saturating_add(delay);
		let expires_at = apply_at.saturating_add(delay.max(One::one()).saturating_mul(PROPOSAL_LIFETIME.into()));
		Proposals::<T>::insert(ip, Proposal { changes, apply_at, expires_at, authorizer, raises, deposit });
		Self::deposit_event(Event::ScoresProposed { ip, proposer, apply_at });
		Ok(())
	}

	pub(crate) fn do_cancel_scores(who: &T::AccountId, ip: &IpId) -> DispatchResult {
		let proposal = Proposals::<T>::get(ip).ok_or(Error::<T>::NotFound)?;
		let is_permitted = proposal.deposit.who == *who
			|| Self::is_expired(&proposal)
			|| Self::pool_or_founded(ip)
				.is_none_or(|pool| Self::may_propose(who, ip, &pool) || Self::is_void(ip, &pool, &proposal));
		ensure!(is_permitted, Error::<T>::NotAuthorized);
		Self::end_proposal(ip)
	}

	/// Returns the number of changes, and what it weighed to tell of them.
	pub(crate) fn do_apply_scores(ip: &IpId) -> Result<(u32, Weight), DispatchError> {
		let proposal = Proposals::<T>::take(ip).ok_or(Error::<T>::NotFound)?;
		ensure!(frame_system::Pallet::<T>::block_number() >= proposal.apply_at, Error::<T>::TooEarly);
		ensure!(!Self::is_expired(&proposal), Error::<T>::Expired);
		let mut pool = Self::pool_or_founded(ip).ok_or(Error::<T>::ProposalVoid)?;
		ensure!(!Self::is_void(ip, &pool, &proposal), Error::<T>::ProposalVoid);

		let Proposal { changes, deposit, .. } = proposal;
		let proposer = deposit.who.clone();
		// First, so that the deposits of members can be taken from what it frees.
		deposit.release::<T::Currency>(HoldReason::Proposal)?;
		Self::record_founder(ip, &mut pool)?;
		let had_members = pool.total_score > 0;
		let mut told = Weight::zero();
		for (who, score) in &changes {
			told.saturating_accrue(Self::set_score(ip, &mut pool, who, *score, &proposer)?);
		}
		ensure!(pool.total_score > 0, Error::<T>::ZeroTotalScore);
		ensure!(pool.total_score <= MAX_TOTAL_SCORE, Error::<T>::MaxTotalScoreExceeded);
		ensure!(pool.members <= MAX_MEMBERS, Error::<T>::MaxMembersExceeded);
		if !had_members {
			// What was parked goes to the first members, not to those at the next payment.
			pool.index.distribute(0, pool.total_score)?;
		}
		let (total_score, members) = (pool.total_score, pool.members);
		Pools::<T>::insert(ip, pool);
		Self::deposit_event(Event::ScoresApplied { ip: *ip, total_score, members });
		Ok((changes.len() as u32, told))
	}

	pub(crate) fn do_set_score_authority(
		who: &T::AccountId,
		ip: IpId,
		authority: Option<T::AccountId>,
	) -> DispatchResult {
		let mut pool = Self::pool_or_founded(&ip).ok_or(Error::<T>::NotFound)?;
		ensure!(Self::authorizer(&ip, &pool).as_ref() == Some(who), Error::<T>::NotAuthorized);
		// Its authorizer could come back later, and with it a proposal that everybody believed dead.
		if Proposals::<T>::contains_key(ip) {
			Self::end_proposal(&ip)?;
		}
		pool.authority = authority.clone();
		Pools::<T>::insert(ip, pool);
		Self::deposit_event(Event::ScoreAuthoritySet { ip, authority });
		Ok(())
	}

	/// Score authority of a pool. A sale changes it only where the authority is `None`.
	fn authorizer(ip: &IpId, pool: &Pool<T::AccountId>) -> Option<T::AccountId> {
		pool.authority.clone().or_else(|| T::Ips::owner(ip))
	}

	/// Returns `true` if the proposal is void: the authority changed, or its proposer lost the permission.
	fn is_void(ip: &IpId, pool: &Pool<T::AccountId>, proposal: &ProposalOf<T>) -> bool {
		Self::authorizer(ip, pool).as_ref() != Some(&proposal.authorizer)
			|| !Self::may_propose(&proposal.deposit.who, ip, pool)
	}

	fn is_expired(proposal: &ProposalOf<T>) -> bool {
		frame_system::Pallet::<T>::block_number() >= proposal.expires_at
	}

	/// Scores decide where all income goes: no agent proposes them.
	fn may_propose(who: &T::AccountId, ip: &IpId, pool: &Pool<T::AccountId>) -> bool {
		match &pool.authority {
			Some(authority) => authority == who,
			None => T::Ips::owner(ip).is_some_and(|owner| *who == owner || *who == T::Ips::account(ip)),
		}
	}

	pub(crate) fn end_proposal(ip: &IpId) -> DispatchResult {
		let proposal = Proposals::<T>::take(ip).ok_or(Error::<T>::NotFound)?;
		proposal.deposit.release::<T::Currency>(HoldReason::Proposal)?;
		Self::deposit_event(Event::ScoresCanceled { ip: *ip });
		Ok(())
	}

	/// Ends the raises that wait in a pool, so that their proposer can propose more. Returns them, and by how much they
	/// raise all scores together. What was proposed by the call stays as it is.
	fn withdraw_to_join(proposer: &T::AccountId, ip: &IpId) -> Result<(Changes<T::AccountId>, u128), DispatchError> {
		let Some(proposal) = Proposals::<T>::get(ip) else { return Ok(Default::default()) };
		let is_dead = Self::is_expired(&proposal)
			|| Self::pool_or_founded(ip).is_none_or(|pool| Self::is_void(ip, &pool, &proposal));
		if is_dead {
			Self::end_proposal(ip)?;
			return Ok(Default::default());
		}
		let raises = proposal.raises.filter(|_| proposal.deposit.who == *proposer).ok_or(Error::<T>::AlreadyExists)?;
		Self::end_proposal(ip)?;
		Ok((proposal.changes, raises))
	}

	/// Gives the creator the record that the first payment saved.
	fn record_founder(ip: &IpId, pool: &mut Pool<T::AccountId>) -> DispatchResult {
		if pool.founding {
			let creator = T::Ips::creator(ip).ok_or(Error::<T>::NotFound)?;
			Members::<T>::insert(ip, creator, Member::founder(pool));
			pool.founding = false;
		}
		Ok(())
	}

	/// Returns what it weighed to tell of the change.
	fn set_score(
		ip: &IpId,
		pool: &mut Pool<T::AccountId>,
		who: &T::AccountId,
		score: u64,
		proposer: &T::AccountId,
	) -> Result<Weight, DispatchError> {
		let (mut member, before) = match Members::<T>::get(ip, who) {
			Some(mut member) => {
				let before = u128::from(member.score);
				member.accrual.settle(&pool.index, before)?;
				(member, before)
			}
			// Nobody leaves who is not there.
			None if score == 0 => return Ok(Weight::zero()),
			None => {
				pool.members = pool.members.checked_add(1).ok_or(ArithmeticError::Overflow)?;
				let amount = Self::member_deposit();
				let deposit = Deposit::hold::<T::Currency>(HoldReason::Member, proposer.clone(), amount)?;
				(Member { score, accrual: MemberAccrual::join(&pool.index), deposit: Some(deposit) }, 0)
			}
		};
		member.score = score;
		pool.total_score = pool
			.total_score
			.checked_sub(before)
			.and_then(|rest| rest.checked_add(score.into()))
			.ok_or(ArithmeticError::Overflow)?;
		Self::store_member(ip, pool, who, member)?;
		if u128::from(score) == before {
			return Ok(Weight::zero());
		}
		Ok(T::OnScoreChanged::on_score_changed(ip, who, score))
	}

	pub(crate) fn member_deposit() -> Balance {
		currency::deposit(1, Member::<T::AccountId>::max_encoded_len() as u32)
	}

	/// Covers the record, and a new member for each change.
	pub(crate) fn proposal_deposit(changes: &Changes<T::AccountId>) -> Balance {
		let rest = <(BlockNumberFor<T>, BlockNumberFor<T>, T::AccountId, Option<u128>, Deposit<T::AccountId>)>::max_encoded_len();
		let record = currency::deposit(1, changes.encoded_size().saturating_add(rest) as u32);
		record.saturating_add(Self::member_deposit().saturating_mul(changes.len() as Balance))
	}
}

impl<T: Config> ScoreInspect<T::AccountId> for Pallet<T> {
	fn score(ip: &IpId, who: &T::AccountId) -> u64 {
		Self::pool_or_founded(ip).and_then(|pool| Self::member(ip, &pool, who)).map_or(0, |member| member.score)
	}

	fn total_score(ip: &IpId) -> u128 {
		Self::pool_or_founded(ip).map_or(0, |pool| pool.total_score)
	}

	fn authority(ip: &IpId) -> Option<T::AccountId> {
		Self::pool_or_founded(ip).and_then(|pool| pool.authority)
	}
}

impl<T: Config> ScoreMutate<T::AccountId> for Pallet<T> {
	fn propose_raise(proposer: &T::AccountId, ip: &IpId, who: &T::AccountId, by: u64) -> DispatchResult {
		// Callers may go on after an error: leave nothing half done.
		with_storage_layer(|| {
			let (mut changes, raises) = Self::withdraw_to_join(proposer, ip)?;
			match changes.iter_mut().find(|(member, _)| member == who) {
				Some((_, score)) => *score = score.checked_add(by).ok_or(ArithmeticError::Overflow)?,
				None => {
					let score = Self::score(ip, who).checked_add(by).ok_or(ArithmeticError::Overflow)?;
					changes.try_push((who.clone(), score)).map_err(|_| Error::<T>::MaxChangesExceeded)?;
				}
			}
			let raises = raises.saturating_add(by.into());
			// Nothing else can change scores before this is applied. One that is too much must not keep others out.
			let total = Self::total_score(ip).saturating_add(raises);
			ensure!(total <= MAX_TOTAL_SCORE, Error::<T>::MaxTotalScoreExceeded);
			// As if all of them were new members.
			let members = Self::pool_or_founded(ip).map_or(0, |pool| pool.members).saturating_add(changes.len() as u32);
			ensure!(members <= MAX_MEMBERS, Error::<T>::MaxMembersExceeded);
			Self::do_propose_scores(proposer.clone(), *ip, changes, Some(raises))
		})
	}
}
