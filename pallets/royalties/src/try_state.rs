//! The invariants of this pallet.
//!
//! 1. **Money.** The account of the pallet holds its reserve, one existential deposit, and everything that the ledger
//!    says is owed. What it holds beyond that is a donation. The ledger of a pool is the remainder of its index, what
//!    its members are owed, what is reserved for its ancestors, and fees not handed over.
//! 2. **Members.** The total score of a pool is the sum of its members' scores, at most 2⁶⁴, and their number is right. A
//!    founding pool has no records of members; together its two founders have the score that a pool starts with.
//! 3. **Division.** An undivided pool has a score of nobody but the creator and the IP account. A founding pool is
//!    undivided.
//! 4. **Locks.** A pool has a cap exactly if a member has a lock. The cap counts the locks, and none ends after it. Until
//!    it ends the total score is at most the cap. Who left has no lock.
//! 5. **Stacks.** `ΣR` of a pool is the sum of the rates of its stack, and the number of ancestors is right. There is
//!    no stack without a pool.
//! 6. **Settlements.** A pool is settled at most up to its gross income; a run lies between the two, and has at least
//!    one ancestor to go. It knows what it has credited. A pool without ancestors has no gross income.
//! 7. **Deposits.** For each reason, every account has on hold exactly the sum of its deposits: nothing, if it has none.

use crate::{types::*, *};
use atelier_math::{index::SCALE, upstream, ArithmeticError};
use atelier_primitives::{chain::Balance, deposit::are_held, Deposit, IpId};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::{traits::CheckedAdd, Perbill, TryRuntimeError};

/// An exact amount: whole units, and a fraction of one in 2⁻⁶⁴.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Exact {
	pub(crate) units: u128,
	pub(crate) fraction: u64,
}

impl Exact {
	fn units(units: u128) -> Self {
		Self { units, fraction: 0 }
	}

	fn add(self, other: Self) -> Result<Self, TryRuntimeError> {
		let (fraction, carry) = self.fraction.overflowing_add(other.fraction);
		let units = self.units.checked_add(other.units).and_then(|units| units.checked_add(carry.into()));
		Ok(Self { units: units.ok_or("the ledger overflows")?, fraction })
	}

	/// Nothing, if the difference is negative.
	fn sub(self, other: Self) -> Option<Self> {
		let (fraction, borrow) = self.fraction.overflowing_sub(other.fraction);
		let units = self.units.checked_sub(other.units)?.checked_sub(borrow.into())?;
		Some(Self { units, fraction })
	}
}

/// Splits a scaled amount; the type of wide numbers has no name here.
macro_rules! exact {
	($scaled:expr) => {{
		let (units, fraction) = $scaled.div_mod(SCALE);
		Exact { units: units.try_into().map_err(|_| "a scaled amount overflows")?, fraction: fraction.low_u64() }
	}};
}

fn arithmetic(_: ArithmeticError) -> TryRuntimeError {
	"the arithmetic of a pool fails".into()
}

impl<T: Config> Pallet<T> {
	/// Checks all invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for (ip, pool) in Pools::<T>::iter() {
			Self::check_members(&ip, &pool)?;
			Self::check_division(&ip, &pool)?;
			Self::check_locks(&ip, &pool)?;
			Self::check_stack(&ip, &pool)?;
			Self::check_settlement(&ip, &pool)?;
		}
		for ip in Members::<T>::iter_keys().map(|(ip, _)| ip).chain(Stacks::<T>::iter_keys()) {
			ensure!(Pools::<T>::contains_key(ip), "a member or a stack has no pool");
		}
		Self::surplus()?;
		Self::check_deposits()
	}

	/// Balance of the sovereign account beyond its reserve and everything it owes. Fails if that is negative.
	pub(crate) fn surplus() -> Result<Exact, TryRuntimeError> {
		let mut owed = Exact::units(T::Currency::minimum_balance());
		for (ip, pool) in Pools::<T>::iter() {
			owed = owed.add(Self::ledger(&ip, &pool)?)?;
		}
		let held = Exact::units(T::Currency::balance(&Self::account()));
		held.sub(owed).ok_or("the pallet owes more than it holds".into())
	}

	fn ledger(ip: &IpId, pool: &PoolOf<T>) -> Result<Exact, TryRuntimeError> {
		let mut owed = exact!(pool.index.remainder());
		for (_, member) in Self::all_members(ip, pool) {
			let scaled = member.accrual.owed(&pool.index, member.score.into()).map_err(arithmetic)?;
			owed = owed.add(exact!(scaled))?;
		}
		let stack = Stacks::<T>::get(ip).map(|record| record.ancestors).unwrap_or_default();
		let settled = stack.iter().zip(0u32..).map(|(ancestor, i)| (ancestor.rate, pool.settled_of(i)));
		let reserve = upstream::reserve(pool.gross, settled).map_err(arithmetic)?;
		owed.add(Exact::units(reserve))?.add(Exact::units(pool.fees))
	}

	fn check_members(ip: &IpId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(
			!pool.founding || Members::<T>::iter_key_prefix(ip).next().is_none(),
			"a founding pool has a record of a member"
		);
		let (mut total_score, mut count) = (0u128, 0u32);
		for (_, member) in Self::all_members(ip, pool) {
			total_score = total_score.saturating_add(member.score.into());
			count = count.saturating_add(1);
		}
		ensure!(pool.total_score == total_score, "the total score of a pool is not that of its members");
		ensure!(pool.members == count, "the number of members of a pool is wrong");
		ensure!(count <= MAX_MEMBERS, "a pool has too many members");
		ensure!(total_score <= MAX_TOTAL_SCORE, "the scores of a pool are too high");
		Ok(())
	}

	fn check_division(ip: &IpId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(!(pool.founding && pool.divided), "a founding pool is divided");
		let has_others =
			|| Self::all_members(ip, pool).any(|(who, member)| member.score > 0 && !Self::is_founder(ip, &who));
		ensure!(pool.divided || !has_others(), "an undivided pool has another member than its founders");
		Ok(())
	}

	fn check_locks(ip: &IpId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		let mut locks = 0u32;
		for (_, member) in Self::all_members(ip, pool) {
			let Some(until) = member.lock else { continue };
			locks = locks.saturating_add(1);
			ensure!(pool.cap.is_some_and(|cap| until <= cap.until), "a lock ends after the cap of its pool");
			ensure!(member.score > 0, "a member without a score has a lock");
		}
		ensure!(pool.cap.map_or(0, |cap| cap.locks) == locks, "a cap miscounts the locks");
		ensure!(pool.cap.is_none() || locks > 0, "a cap has no lock");
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(pool.total_score <= pool.max_total_score(now), "the scores of a pool exceed its cap");
		Ok(())
	}

	fn check_stack(ip: &IpId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		let stack = Stacks::<T>::get(ip).map(|record| record.ancestors).unwrap_or_default();
		let total = stack.iter().try_fold(Perbill::zero(), |sum, ancestor| sum.checked_add(&ancestor.rate));
		ensure!(total == Some(pool.stack), "the sum of a stack is wrong");
		ensure!(pool.ancestors as usize == stack.len(), "the number of ancestors of a pool is wrong");
		Ok(())
	}

	fn check_settlement(ip: &IpId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(pool.settled <= pool.gross, "a pool is settled beyond its income");
		ensure!(pool.ancestors > 0 || pool.gross == 0, "a pool without ancestors counts income for them");
		if let Some(run) = pool.run {
			ensure!(pool.settled <= run.target && run.target <= pool.gross, "a run has an impossible target");
			ensure!(run.next < pool.ancestors, "a run has no ancestor to go");
			let stack = Stacks::<T>::get(ip).map(|record| record.ancestors).unwrap_or_default();
			let mut credited: Balance = 0;
			for ancestor in stack.iter().take(run.next as usize) {
				let amount = upstream::settle(pool.settled, run.target, ancestor.rate).map_err(arithmetic)?;
				credited = credited.saturating_add(amount);
			}
			ensure!(run.credited == credited, "a run miscounts what it has credited");
		}
		Ok(())
	}

	fn check_deposits() -> Result<(), TryRuntimeError> {
		Self::check_held(HoldReason::Stack, Stacks::<T>::iter_values().map(|record| record.deposit))?;
		Self::check_held(HoldReason::Member, Members::<T>::iter_values().filter_map(|member| member.deposit))?;
		let offers = AuthorityOffers::<T>::iter_values().map(|offer| offer.deposit);
		Self::check_held(HoldReason::AuthorityOffer, offers)?;
		Self::check_held(HoldReason::Proposal, Proposals::<T>::iter_values().map(|proposal| proposal.deposit))
	}

	fn check_held(
		reason: HoldReason,
		deposits: impl Iterator<Item = Deposit<T::AccountId>>,
	) -> Result<(), TryRuntimeError> {
		let accounts = frame_system::Account::<T>::iter_keys();
		ensure!(
			are_held::<T::Currency, _>(reason, deposits, accounts),
			"an account has not exactly its deposits on hold"
		);
		Ok(())
	}

	fn all_members(ip: &IpId, pool: &PoolOf<T>) -> impl Iterator<Item = (T::AccountId, MemberOf<T>)> {
		Self::members_after(ip, pool, None)
	}
}
