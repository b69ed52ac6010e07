//! Oppositions: they stop a claim from settling, for a bond, until a verdict or the end of their time.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use atelier_primitives::{
	chain::{currency, Balance},
	deposit::pay_from_hold,
	Deposit, Digest,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{
		fungible::hold::Mutate,
		tokens::{Fortitude::Force, Precision::Exact},
		Get,
	},
	BoundedVec,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{DispatchError, DispatchResult};

/// Reason of the revocation of a claim by a verdict.
const UPHELD: &[u8] = b"opposition upheld";

/// Opposition, as the pallet stores it.
type OppositionOf<T> = Opposition<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_oppose(
		opponent: T::AccountId,
		digest: Digest,
		owner: T::AccountId,
		evidence: [u8; 32],
	) -> DispatchResult {
		let now = frame_system::Pallet::<T>::block_number();
		let ends_at = Self::settling_block();
		let mut hearing =
			Hearings::<T>::get(digest, &owner).unwrap_or(Hearing { ends_at, oppositions: Default::default() });
		let is_new = hearing.oppositions.iter().all(|opposition| opposition.opponent != opponent);
		let bond = Self::change_claims(&digest, |claims| {
			let is_first = Self::first(claims).is_some_and(|claim| claim.owner == owner);
			let claim = Self::claim_mut(claims, &owner)?;
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			ensure!(opponent != owner, Error::<T>::OwnClaim);
			ensure!(claim.attestation.is_none(), Error::<T>::AlreadyAttested);
			ensure!(is_first, Error::<T>::NotFirst);
			ensure!(!claim.settlement.settled && now < claim.settlement.settles_at, Error::<T>::TooLate);
			ensure!(is_new, Error::<T>::AlreadyOpposed);
			claim.settlement.oppositions = claim.settlement.oppositions.saturating_add(1);
			Ok(claim.settlement.bond())
		})?;

		let deposit =
			Deposit::hold::<T::Currency>(HoldReason::Opposition, opponent.clone(), Self::opposition_deposit())?;
		let bond = Deposit::hold::<T::Currency>(HoldReason::Bond, opponent.clone(), bond)?;
		let opposition =
			Opposition { opponent: opponent.clone(), block: now, evidence, bond: bond.amount, deposit: deposit.amount };
		hearing.oppositions.try_push(opposition).map_err(|_| Error::<T>::MaxOppositionsExceeded)?;
		// The latest has the whole period too. None ends before.
		hearing.ends_at = hearing.ends_at.max(ends_at);
		let ends_at = hearing.ends_at;
		Hearings::<T>::insert(digest, &owner, hearing);
		Self::deposit_event(Event::ClaimOpposed { digest, owner, opponent, bond: bond.amount, ends_at });
		Ok(())
	}

	/// Withdraws an opposition. Its bond returns only if the claim was revoked.
	pub(crate) fn do_withdraw_opposition(
		opponent: T::AccountId,
		digest: Digest,
		owner: T::AccountId,
	) -> DispatchResult {
		let now = frame_system::Pallet::<T>::block_number();
		let mut hearing = Hearings::<T>::get(digest, &owner).ok_or(Error::<T>::NotOpposed)?;
		let position = hearing.oppositions.iter().position(|opposition| opposition.opponent == opponent);
		let opposition = hearing.oppositions.remove(position.ok_or(Error::<T>::NotOpposed)?);
		let is_revoked = Self::change_claims(&digest, |claims| {
			let claim = Self::claim_mut(claims, &owner)?;
			claim.settlement.oppositions = hearing.oppositions.len() as u8;
			claim.settlement.settles_at = claim.settlement.settles_at.max(now);
			Ok(claim.is_revoked())
		})?;
		match hearing.oppositions.is_empty() {
			true => Hearings::<T>::remove(digest, &owner),
			false => Hearings::<T>::insert(digest, &owner, hearing),
		}
		let lost = if is_revoked { 0 } else { opposition.bond };
		Self::end_bond(opposition, lost)?;
		Self::deposit_event(Event::OppositionWithdrawn { digest, owner, opponent, lost });
		Ok(())
	}

	/// Decides about the oppositions to a claim that were heard, and about who contests it by such. If they are upheld, all
	/// others end too. Returns the number of oppositions that ended.
	pub(crate) fn do_decide(
		digest: Digest,
		owner: T::AccountId,
		verdict: Verdict,
		heard: BlockNumberFor<T>,
	) -> Result<u32, DispatchError> {
		let now = frame_system::Pallet::<T>::block_number();
		// Who rejects what was heard has not heard what came later.
		let ends = |block: BlockNumberFor<T>| verdict == Verdict::Upheld || block <= heard;
		let Hearing { ends_at, oppositions } =
			Hearings::<T>::take(digest, &owner).unwrap_or(Hearing { ends_at: now, oppositions: Default::default() });
		let (oppositions, open): (Vec<_>, Vec<_>) =
			oppositions.into_iter().partition(|opposition| ends(opposition.block));
		let count = oppositions.len() as u32;
		let settles = Self::change_claims(&digest, |claims| {
			let is_first = Self::first(claims).is_some_and(|claim| claim.owner == owner);
			let contests = claims.iter_mut().filter_map(|claim| {
				claim.settlement.contests.take_if(|contest| contest.owner == owner && ends(contest.block))
			});
			let is_heard = contests.count() > 0 || count > 0;
			let is_contested = Self::is_contested(claims, &owner);
			let claim = Self::claim_mut(claims, &owner)?;
			ensure!(!claim.is_revoked(), Error::<T>::Revoked);
			ensure!(claim.attestation.is_none(), Error::<T>::AlreadyAttested);
			ensure!(is_heard, Error::<T>::NotOpposed);
			let settles = is_first && verdict == Verdict::Rejected && open.is_empty() && !is_contested;
			let settlement = &mut claim.settlement;
			settlement.oppositions = open.len() as u8;
			match verdict {
				Verdict::Upheld => {
					claim.status = Status::Revoked { reason: Reason::truncate_from(UPHELD.to_vec()) };
				}
				Verdict::Rejected => {
					settlement.rejected = settlement.rejected.saturating_add(count as u8);
					settlement.settled = settles;
					settlement.settles_at = if settles { now } else { settlement.settles_at.max(now) };
				}
			}
			Ok(settles)
		})?;
		if settles {
			Self::reopen(&digest)?;
		}
		if !open.is_empty() {
			Hearings::<T>::insert(digest, &owner, Hearing { ends_at, oppositions: BoundedVec::truncate_from(open) });
		}
		for opposition in oppositions {
			let lost = if verdict == Verdict::Upheld { 0 } else { opposition.bond };
			Self::end_bond(opposition, lost)?;
		}
		Self::deposit_event(Event::OppositionDecided { digest, owner, verdict, heard });
		Ok(count)
	}

	/// Ends the oppositions to a claim without a verdict: when their time is over, or the claim was revoked. Returns their
	/// number.
	pub(crate) fn do_end_opposition(digest: Digest, owner: T::AccountId) -> Result<u32, DispatchError> {
		let now = frame_system::Pallet::<T>::block_number();
		let Hearing { ends_at, oppositions } = Hearings::<T>::take(digest, &owner).ok_or(Error::<T>::NotOpposed)?;
		let count = oppositions.len() as u32;
		let (losses, contested) = Self::change_claims(&digest, |claims| {
			let claim = Self::claim_mut(claims, &owner)?;
			let is_revoked = claim.is_revoked();
			ensure!(is_revoked || now >= ends_at, Error::<T>::NotOver);
			claim.settlement.oppositions = 0;
			claim.settlement.settles_at = claim.settlement.settles_at.max(now);
			let mut contested = false;
			let mut lost_of = |opposition: &OppositionOf<T>| {
				let theirs = claims.iter_mut().find(|claim| claim.owner == opposition.opponent && !claim.is_revoked());
				match theirs {
					_ if is_revoked => 0,
					Some(theirs) => {
						theirs.settlement.contests = Some(Contest { owner: owner.clone(), block: opposition.block });
						contested = true;
						CONTEST_FEE.min(opposition.bond)
					}
					None => opposition.bond,
				}
			};
			let losses: Vec<Balance> = oppositions.iter().map(&mut lost_of).collect();
			Ok((losses, contested))
		})?;
		for (opposition, lost) in oppositions.into_iter().zip(losses) {
			Self::end_bond(opposition, lost)?;
		}
		Self::deposit_event(Event::OppositionEnded { digest, owner, contested });
		Ok(count)
	}

	/// Gives the oppositions to a claim a whole period from now.
	pub(crate) fn do_postpone(digest: Digest, owner: T::AccountId) -> DispatchResult {
		let ends_at: BlockNumberFor<T> = Self::settling_block();
		Hearings::<T>::try_mutate_exists(digest, &owner, |hearing| {
			let hearing = hearing.as_mut().ok_or(Error::<T>::NotOpposed)?;
			ensure!(ends_at > hearing.ends_at, Error::<T>::NotChanged);
			hearing.ends_at = ends_at;
			Ok::<_, DispatchError>(())
		})?;
		Self::deposit_event(Event::OppositionPostponed { digest, owner, ends_at });
		Ok(())
	}

	/// Storage deposit of an opposition, with its part of the hearing.
	pub(crate) fn opposition_deposit() -> Balance {
		let bytes = OppositionOf::<T>::max_encoded_len().saturating_add(BlockNumberFor::<T>::max_encoded_len());
		currency::deposit(1, bytes as u32)
	}

	/// Returns the deposit of an opposition and what is not lost of its bond. Of what is lost, half is burnt, and half goes
	/// to the collector: never to whoever was opposed, who could oppose itself then.
	pub(crate) fn end_bond(opposition: OppositionOf<T>, lost: Balance) -> DispatchResult {
		opposition.deposit().release::<T::Currency>(HoldReason::Opposition)?;
		let Deposit { who, amount } = opposition.bond();
		let kept = amount.saturating_sub(lost);
		Deposit { who: who.clone(), amount: kept }.release::<T::Currency>(HoldReason::Bond)?;
		if lost == 0 {
			return Ok(());
		}
		let collected = lost.saturating_sub(lost / 2);
		// A collector that cannot receive keeps nobody's opposition from its end.
		let is_collected =
			pay_from_hold::<T::Currency, _>(HoldReason::Bond, &who, &T::LostBonds::get(), collected).is_ok();
		let burnt = if is_collected { lost / 2 } else { lost };
		T::Currency::burn_held(&HoldReason::Bond.into(), &who, burnt, Exact, Force).map(drop)
	}
}
