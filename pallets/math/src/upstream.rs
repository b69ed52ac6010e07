//! Upstream by cumulative floors: what an IP owes to its ancestors.
//!
//! Let `G` be the gross income of an IP since it was linked to its parents, `R_a` the rate of ancestor `a`, `ΣR` the
//! sum of those rates. All amounts are whole, in the smallest unit; all rates are [`Perbill`]; every division rounds
//! down, and only the running totals are divided:
//!
//! ```text
//! share(G, R)             = ⌊G · R⌋
//! a payment    G₀ → G₁:   ancestors = ⌊G₁ · ΣR⌋ − ⌊G₀ · ΣR⌋     members = (G₁ − G₀) − ancestors
//! a settlement S₀ → S₁:   a receives  ⌊S₁ · R_a⌋ − ⌊S₀ · R_a⌋   (S₁ ≤ G)
//! ```
//!
//! Both are differences of one function at two points, so sums telescope: splitting a payment or a settlement, or
//! changing the order of payments, changes nobody's total by one unit.
//!
//! **Dust.** The sum of the floors is at most the floor of the sum. Of what was set aside for `n > 0` ancestors
//!
//! ```text
//! dust(G) = ⌊G · ΣR⌋ − Σ_a ⌊G · R_a⌋        0 ≤ dust(G) < n
//! ```
//!
//! cannot be paid out and stays in the reserve. It is not lost: as `G` grows it is handed out again (it may fall as
//! well as rise), and [`dust`] tells it exactly at any time.
//!
//! The rates come from Story's absolute royalty policy (see [`ancestors`](crate::ancestors)); dividing a running total
//! instead of each payment is our own choice.

use sp_arithmetic::{traits::CheckedAdd, ArithmeticError, Perbill};

/// Split of one payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
	/// `G₁`: gross income including this payment.
	pub gross: u128,
	/// Part reserved for all ancestors together.
	pub ancestors: u128,
	/// Rest, which belongs to the members.
	pub members: u128,
}

/// `⌊gross · rate⌋`: total due to a rate of an income. Exact for every input.
pub fn share(gross: u128, rate: Perbill) -> u128 {
	rate.mul_floor(gross)
}

/// Splits a payment of `amount` to an IP with gross income `gross` so far and the sum of rates `total`.
///
/// The two parts add up to `amount` exactly. Rounding can move up to one unit between them in a single payment, never
/// in the long run: a payment of one unit may go to the ancestors entirely.
///
/// Fails with `Overflow` if the gross income would not fit into `u128`.
pub fn pay(gross: u128, amount: u128, total: Perbill) -> Result<Payment, ArithmeticError> {
	let after = gross.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
	let ancestors = settle(gross, after, total)?;
	let members = amount.checked_sub(ancestors).ok_or(ArithmeticError::Underflow)?;
	Ok(Payment { gross: after, ancestors, members })
}

/// Amount due to an ancestor with `rate` when its settlement moves from gross income `from` to `to`.
///
/// The caller keeps `to ≤ G`. Fails with `Underflow` if `to < from`.
pub fn settle(from: u128, to: u128, rate: Perbill) -> Result<u128, ArithmeticError> {
	share(to, rate).checked_sub(share(from, rate)).filter(|_| from <= to).ok_or(ArithmeticError::Underflow)
}

/// Required reserve of an IP: everything set aside for its ancestors minus what they have received.
///
/// `settled` lists for *every* ancestor its rate and the gross income up to which it has been settled. The incomes may
/// differ, because a settlement works in chunks.
///
/// Fails with `Underflow` if an ancestor was settled beyond `gross`, and with `Overflow` if the rates exceed 100 %.
pub fn reserve(gross: u128, settled: impl IntoIterator<Item = (Perbill, u128)>) -> Result<u128, ArithmeticError> {
	let mut total = Perbill::zero();
	let mut received = 0u128;
	for (rate, to) in settled {
		if to > gross {
			return Err(ArithmeticError::Underflow);
		}
		total = total.checked_add(&rate).ok_or(ArithmeticError::Overflow)?;
		received = received.checked_add(share(to, rate)).ok_or(ArithmeticError::Overflow)?;
	}
	share(gross, total).checked_sub(received).ok_or(ArithmeticError::Underflow)
}

/// `⌊G · ΣR⌋ − Σ_a ⌊G · R_a⌋`: what stays in the reserve when every ancestor is settled up to `gross`.
///
/// Fails with `Overflow` if the rates exceed 100 %.
pub fn dust(gross: u128, rates: impl IntoIterator<Item = Perbill>) -> Result<u128, ArithmeticError> {
	reserve(gross, rates.into_iter().map(|rate| (rate, gross)))
}

#[cfg(test)]
mod tests;
