//! Participation scores: proposed by the authority of a pool, applied by anyone after the delay.

use crate::{
	types::{MAX_MEMBERS, MAX_TOTAL_SCORE, MIN_LIFETIME},
	*,
};
use alloc::collections::BTreeSet;
use atelier_math::index::MemberAccrual;
use atelier_primitives::{
	chain::{currency, Balance},
	ip::{IpId, IpInspect, IpRevision},
	royalties::{OnScoreChanged, ScoreInspect, ScoreMutate},
	Deposit,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, WithPostDispatchInfo},
	ensure,
	storage::with_storage_layer,
	traits::Get,
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, ArithmeticError, DispatchError, DispatchResult};

pub(crate) type ProposalOf<T> = Proposal<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

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
		let expires_at = apply_at.saturating_add(delay.max(MIN_LIFETIME.into()));
		let moves = T::Ips::moves(&ip);
		Proposals::<T>::insert(ip, Proposal { changes, apply_at, expires_at, authorizer, moves, raises, deposit });
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

	/// Applies what waits. Whoever is too early, or too late, pays for what was looked at.
	pub(crate) fn do_apply_scores(ip: &IpId) -> DispatchResultWithPostInfo {
		let (proposal, pool) =
			Self::applicable(ip).map_err(|error| error.with_weight(T::WeightInfo::cancel_scores()))?;
		let count = proposal.changes.len() as u32;
		let told = Self::apply(ip, proposal, pool)?;
		Ok(Some(T::WeightInfo::apply_scores(count).saturating_add(told)).into())
	}

	fn applicable(ip: &IpId) -> Result<(ProposalOf<T>, PoolOf<T>), DispatchError> {
		let proposal = Proposals::<T>::get(ip).ok_or(Error::<T>::NotFound)?;
		ensure!(frame_system::Pallet::<T>::block_number() >= proposal.apply_at, Error::<T>::TooEarly);
		ensure!(!Self::is_expired(&proposal), Error::<T>::Expired);
		let pool = Self::pool_or_founded(ip).ok_or(Error::<T>::ProposalVoid)?;
		ensure!(!Self::is_void(ip, &pool, &proposal), Error::<T>::ProposalVoid);
		Ok((proposal, pool))
	}

	/// Returns what it weighed to tell of the changes.
	fn apply(ip: &IpId, proposal: ProposalOf<T>, mut pool: PoolOf<T>) -> Result<Weight, DispatchError> {
		Proposals::<T>::remove(ip);
		let Proposal { changes, deposit, .. } = proposal;
		let proposer = deposit.who.clone();
		// First, so that the deposits of members can be taken from what it frees.
		deposit.release::<T::Currency>(HoldReason::Proposal)?;
		Self::record_founders(ip, &mut pool)?;
		let had_members = pool.total_score > 0;
		pool.divided = pool.divided || changes.iter().any(|(who, score)| *score > 0 && !Self::is_founder(ip, who));
		let mut told = Weight::zero();
		for (who, score) in &changes {
			told.saturating_accrue(Self::set_score(ip, &mut pool, who, *score, &proposer)?);
		}
		ensure!(pool.total_score > 0, Error::<T>::ZeroTotalScore);
		ensure!(pool.total_score <= MAX_TOTAL_SCORE, Error::<T>::MaxTotalScoreExceeded);
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(pool.total_score <= pool.max_total_score(now), Error::<T>::CapExceeded);
		ensure!(pool.members <= MAX_MEMBERS, Error::<T>::MaxMembersExceeded);
		if !had_members {
			// What was parked goes to the first members, not to those at the next payment.
			pool.index.distribute(0, pool.total_score)?;
		}
		if pool.authority.is_none() {
			T::Revision::bump(ip);
		}
		let (total_score, members) = (pool.total_score, pool.members);
		Pools::<T>::insert(ip, pool);
		Self::deposit_event(Event::ScoresApplied { ip: *ip, total_score, members });
		Ok(told)
	}

	/// Returns `true` if the proposal is void: somebody else has the authority now.
	fn is_void(ip: &IpId, pool: &PoolOf<T>, proposal: &ProposalOf<T>) -> bool {
		Self::has_authority_changed(ip, pool, &proposal.authorizer, proposal.moves)
	}

	/// Returns `true` if anybody can apply the proposal once its delay is over, as far as the authority goes.
	pub(crate) fn is_live(ip: &IpId, pool: &PoolOf<T>, proposal: &ProposalOf<T>) -> bool {
		!Self::is_expired(proposal) && !Self::is_void(ip, pool, proposal)
	}

	fn is_expired(proposal: &ProposalOf<T>) -> bool {
		frame_system::Pallet::<T>::block_number() >= proposal.expires_at
	}

	/// Agents of the owner may not: scores decide who gets the income.
	fn may_propose(who: &T::AccountId, ip: &IpId, pool: &PoolOf<T>) -> bool {
		let is_ip = || pool.authority.is_none() && T::Ips::owner(ip).is_some() && T::Ips::account(ip) == *who;
		Self::authorizer(ip, pool).as_ref() == Some(who) || is_ip()
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

	/// Returns what it weighed to tell of the change.
	fn set_score(
		ip: &IpId,
		pool: &mut PoolOf<T>,
		who: &T::AccountId,
		score: u64,
		proposer: &T::AccountId,
	) -> Result<Weight, DispatchError> {
		let (mut member, before) = match Members::<T>::get(ip, who) {
			Some(mut member) => {
				let now = frame_system::Pallet::<T>::block_number();
				if !member.is_locked(now) && member.lock.take().is_some() {
					pool.remove_lock();
				}
				ensure!(score >= member.score || member.lock.is_none(), Error::<T>::ScoreLocked);
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
				(Member { score, accrual: MemberAccrual::join(&pool.index), lock: None, deposit: Some(deposit) }, 0)
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
		currency::deposit(1, MemberOf::<T>::max_encoded_len() as u32)
	}

	/// Covers the record, and a new member for each change.
	pub(crate) fn proposal_deposit(changes: &Changes<T::AccountId>) -> Balance {
		let rest = <(BlockNumberFor<T>, BlockNumberFor<T>, T::AccountId, u32, Option<u128>, Deposit<T::AccountId>)>::max_encoded_len();
		let record = currency::deposit(1, changes.encoded_size().saturating_add(rest) as u32);
		record.saturating_add(Self::member_deposit().saturating_mul(changes.len() as Balance))
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
			let pool = Self::pool_or_founded(ip).ok_or(Error::<T>::NotFound)?;
			let total_score = pool.total_score.saturating_add(raises);
			ensure!(total_score <= MAX_TOTAL_SCORE, Error::<T>::MaxTotalScoreExceeded);
			let apply_at = frame_system::Pallet::<T>::block_number().saturating_add(T::ScoreDelay::get());
			ensure!(total_score <= pool.max_total_score(apply_at), Error::<T>::CapExceeded);
			// As if all of them were new members.
			let members = pool.members.saturating_add(changes.len() as u32);
			ensure!(members <= MAX_MEMBERS, Error::<T>::MaxMembersExceeded);
			Self::do_propose_scores(proposer.clone(), *ip, changes, Some(raises))
		})
	}
}
