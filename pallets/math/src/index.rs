//! Member index: splits money among any number of members in constant time, without dust.
//!
//! The index grows by the money that one unit of score earns; a member remembers the index up to which it was
//! credited. Money inside a pool is *scaled* by 2⁶⁴ (fixed point with 64 fractional bits), in `U256`. With `D` whole
//! units arriving at total score `W`, and a member of score `w`:
//!
//! ```text
//! distribute   q = ⌊(D · 2⁶⁴ + rem) / W⌋     idx += q     rem = (D · 2⁶⁴ + rem) mod W
//! settle       scaled += w · (idx − seen)    seen = idx
//! claim        pays ⌊scaled / 2⁶⁴⌋ units     scaled −= paid · 2⁶⁴
//! ```
//!
//! The division rounds down, and its remainder waits for the next distribution; a claim rounds down, and the member
//! keeps its fraction. So nothing is lost, with every member settled:
//!
//! ```text
//! Σ claimed · 2⁶⁴ + Σ scaled + rem = Σ D · 2⁶⁴
//! ```
//!
//! While the scores stand still, only `Σ D` matters: splitting or reordering payments, settlements and claims changes
//! nobody's total by one unit.
//!
//! **Without members** (`W = 0`) the money parks in `rem`, and the next distribution with a score hands it out. To
//! give it to the first members rather than to those at the next payment, call `distribute(0, W)` when they join.
//!
//! **Scores.** Settle a member *before* its score changes. `rem` is less than `W / 2⁶⁴` units, so with `W ≤ 2⁶⁴` at
//! most a fraction of one unit reaches members that join after it was paid.
//!
//! Source: B. Batog, L. Boca, N. Johnson, "Scalable Reward Distribution on the Ethereum Blockchain" (2018). Carrying
//! the remainders is added here.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_arithmetic::ArithmeticError;
use sp_core::U256;

/// 2⁶⁴: one whole unit, scaled.
pub const SCALE: U256 = U256([0, 1, 0, 0]);

/// Member index of a pool. Starts at the default, in storage forever as two `U256`.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PoolIndex {
	/// Scaled money that one unit of score has earned since the pool exists.
	idx: U256,
	/// Scaled money received but not distributed yet.
	rem: U256,
}

impl PoolIndex {
	/// Distributes `amount` whole units among members whose scores sum to `total_score`. Parks them if that is zero.
	///
	/// Fails with `Overflow`, and then changes nothing.
	pub fn distribute(&mut self, amount: u128, total_score: u128) -> Result<(), ArithmeticError> {
		let available = scaled(amount).checked_add(self.rem).ok_or(ArithmeticError::Overflow)?;
		if total_score == 0 {
			self.rem = available;
			return Ok(());
		}
		let (per_score, rem) = available.div_mod(total_score.into());
		self.idx = self.idx.checked_add(per_score).ok_or(ArithmeticError::Overflow)?;
		self.rem = rem;
		Ok(())
	}

	/// Takes back what a leaving member with this `score` is still owed, for the next distribution.
	///
	/// Claim first: what remains then is a fraction of a unit, which would otherwise be lost with the member's record.
	///
	/// Fails like [`MemberAccrual::owed`], and then changes nothing.
	pub fn absorb(&mut self, member: MemberAccrual, score: u128) -> Result<(), ArithmeticError> {
		let owed = member.owed(self, score)?;
		self.rem = self.rem.checked_add(owed).ok_or(ArithmeticError::Overflow)?;
		Ok(())
	}

	/// Scaled money that waits for the next distribution, parked money included.
	pub fn remainder(&self) -> U256 {
		self.rem
	}
}

/// Accrual of one member; its score is kept by the caller. In storage forever as two `U256`.
///
/// There is no default on purpose: a member that starts at index zero would be owed the history of the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MemberAccrual {
	/// Index of the pool up to which the member has been credited.
	seen: U256,
	/// Scaled money credited and not claimed.
	scaled: U256,
}

impl MemberAccrual {
	/// Accrual of a member that joins now, and takes part in future money only.
	pub fn join(pool: &PoolIndex) -> Self {
		Self { seen: pool.idx, scaled: U256::zero() }
	}

	/// Scaled money that the member is owed, whether credited already or not.
	///
	/// Fails with `Underflow` if the member is ahead of the pool (it belongs to another one), or with `Overflow`.
	pub fn owed(&self, pool: &PoolIndex, score: u128) -> Result<U256, ArithmeticError> {
		let growth = pool.idx.checked_sub(self.seen).ok_or(ArithmeticError::Underflow)?;
		let earned = growth.checked_mul(score.into()).ok_or(ArithmeticError::Overflow)?;
		self.scaled.checked_add(earned).ok_or(ArithmeticError::Overflow)
	}

	/// Whole units that the member could claim now.
	///
	/// Fails like [`Self::owed`].
	pub fn claimable(&self, pool: &PoolIndex, score: u128) -> Result<u128, ArithmeticError> {
		self.owed(pool, score).map(whole_units)
	}

	/// Credits everything earned with `score` so far.
	///
	/// Fails like [`Self::owed`], and then changes nothing.
	pub fn settle(&mut self, pool: &PoolIndex, score: u128) -> Result<(), ArithmeticError> {
		*self = Self { scaled: self.owed(pool, score)?, seen: pool.idx };
		Ok(())
	}

	/// Takes the whole units out of what is credited, and keeps the fraction.
	///
	/// More than `u128::MAX` units take several claims.
	pub fn claim(&mut self) -> u128 {
		let units = whole_units(self.scaled);
		self.scaled = self.scaled.saturating_sub(scaled(units));
		units
	}

	/// Scaled money credited and not claimed.
	pub fn credited(&self) -> U256 {
		self.scaled
	}
}

fn scaled(units: u128) -> U256 {
	// Below 2¹⁹², so it never saturates.
	U256::from(units).saturating_mul(SCALE)
}

fn whole_units(scaled: U256) -> u128 {
	let (units, _fraction) = scaled.div_mod(SCALE);
	units.try_into().unwrap_or(u128::MAX)
}

#[cfg(test)]
mod tests;
