//! Accounting of one pool: receiving, and settling upstream.

use super::{Cap, Chunk, Run, MAX_CHUNK};
use atelier_math::{
	index::PoolIndex,
	upstream::{self, Payment},
	ArithmeticError, Perbill,
};
use atelier_primitives::chain::Balance;
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Total score of a founding pool: that of the creator, less the share of the IP account.
pub const FOUNDER_SCORE: u64 = 1 << 20;
/// Maximum number of founding members: the creator and the IP account.
pub const MAX_FOUNDERS: u32 = 2;
/// Maximum total score of a pool: so what rounding leaves of a payment is less than one unit.
pub const MAX_TOTAL_SCORE: u128 = 1 << 64;

/// Revenue pool of one IP asset. One record of fixed size, so that a payment reads and writes nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Pool<AccountId, BlockNumber> {
	/// Cumulative payments before the protocol fee. Fees are computed from this running total.
	pub received: Balance,
	/// Protocol fees taken and not transferred yet.
	pub fees: Balance,
	/// `G`: cumulative gross income since the link to the parents, after the protocol fee. Zero for an original.
	pub gross: Balance,
	/// `ΣR`: sum of the ancestors' rates.
	pub stack: Perbill,
	/// Number of ancestors.
	pub ancestors: u32,
	/// `S₀`: gross income up to which every ancestor has been credited.
	pub settled: Balance,
	/// Settlement in progress.
	pub run: Option<Run>,
	/// Accumulated income per unit of score.
	pub index: PoolIndex,
	/// `W`: sum of the members' scores.
	pub total_score: u128,
	/// Number of members.
	pub members: u32,
	/// `true` if the founding members, the creator and the IP account, have no records yet: their scores are
	/// [`founding_scores`]. So the first payment to an IP asset costs no more than any other.
	pub founding: bool,
	/// `true` once a score of anybody but the creator or the IP account was applied.
	pub divided: bool,
	/// Cap on the total score, while scores are locked.
	pub cap: Option<Cap<BlockNumber>>,
	/// Score authority: at first the creator. `None` means the current owner of the IP asset, whoever that is.
	pub authority: Option<AccountId>,
}

/// Scores of the creator and of the IP account in a founding pool. They add up to [`FOUNDER_SCORE`].
pub fn founding_scores(owner_share: Perbill) -> (u64, u64) {
	let of_ip = owner_share.mul_floor(FOUNDER_SCORE);
	(FOUNDER_SCORE.saturating_sub(of_ip), of_ip)
}

impl<AccountId, BlockNumber: Copy + Ord> Pool<AccountId, BlockNumber> {
	/// Creates a pool without members: money parks in it.
	pub fn unowned() -> Self {
		Self {
			received: 0,
			fees: 0,
			gross: 0,
			stack: Perbill::zero(),
			ancestors: 0,
			settled: 0,
			run: None,
			index: PoolIndex::default(),
			total_score: 0,
			members: 0,
			founding: false,
			divided: false,
			cap: None,
			authority: None,
		}
	}

	/// Creates a pool whose members are the creator of the IP asset and, with the owner's share, the IP account. The
	/// creator is the score authority: with another one a buyer could send the royalty of the next sale to himself.
	pub fn founded(creator: AccountId, owner_share: Perbill) -> Self {
		let (of_creator, of_ip) = founding_scores(owner_share);
		let members = u32::from(of_creator > 0).saturating_add(u32::from(of_ip > 0));
		let (total_score, authority) = (FOUNDER_SCORE.into(), Some(creator));
		Self { total_score, members, founding: true, authority, ..Self::unowned() }
	}

	/// Links the pool to its ancestors: from now on they share its income.
	pub fn link(&mut self, ancestors: u32, stack: Perbill) {
		self.ancestors = ancestors;
		self.stack = stack;
	}

	/// Notes the lock of a score: until it expires, the total score does not rise above what it is now.
	pub fn add_lock(&mut self, until: BlockNumber, is_new: bool) {
		let (before, locks) = self.cap.map_or((until, 0), |cap| (cap.until, cap.locks));
		let locks = locks.saturating_add(is_new.into());
		self.cap = Some(Cap { total: self.total_score, until: before.max(until), locks });
	}

	/// Notes that a member has no lock any more. The cap ends with the last one.
	pub fn remove_lock(&mut self) {
		self.cap = self.cap.map(|cap| Cap { locks: cap.locks.saturating_sub(1), ..cap }).filter(|cap| cap.locks > 0);
	}

	/// Maximum total score in force in this block.
	pub fn max_total_score(&self, at: BlockNumber) -> u128 {
		self.cap.filter(|cap| at < cap.until).map_or(MAX_TOTAL_SCORE, |cap| cap.total)
	}

	/// Splits a payment between protocol, ancestors and members.
	///
	/// Fails with `Overflow`, and then changes nothing.
	pub fn receive(&mut self, amount: Balance, fee_rate: Perbill) -> Result<Receipt, ArithmeticError> {
		let received = self.received.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		// The difference of a running total: splitting a payment changes no fee.
		let fee = upstream::settle(self.received, received, fee_rate)?;
		let fees = self.fees.checked_add(fee).ok_or(ArithmeticError::Overflow)?;
		let net = amount.checked_sub(fee).ok_or(ArithmeticError::Underflow)?;
		let payment = match self.ancestors {
			0 => Payment { gross: self.gross, ancestors: 0, members: net },
			_ => upstream::pay(self.gross, net, self.stack)?,
		};
		self.index.distribute(payment.members, self.total_score)?;
		(self.received, self.fees, self.gross) = (received, fees, payment.gross);
		Ok(Receipt { fee, ancestors: payment.ancestors, members: payment.members })
	}

	/// Accrues what a descendant's settlement credits. It belongs to the members: the ancestors of this IP asset have
	/// rates of their own towards the descendant.
	pub fn receive_from_below(&mut self, amount: Balance) -> Result<(), ArithmeticError> {
		self.index.distribute(amount, self.total_score)
	}

	/// Reserve not credited yet: what was set aside since the last complete settlement, less what the one in progress
	/// has credited.
	pub fn pending(&self) -> Balance {
		let set_aside = upstream::settle(self.settled, self.gross, self.stack).unwrap_or_default();
		set_aside.saturating_sub(self.run.map_or(0, |run| run.credited))
	}

	/// Number of settlements of [`MAX_CHUNK`] ancestors until all had their turn, at least one.
	pub fn chunks_left(&self) -> u32 {
		let done = self.run.map_or(0, |run| run.next);
		self.ancestors.saturating_sub(done).div_ceil(MAX_CHUNK).max(1)
	}

	/// Returns `true` if a settlement is in progress or could start.
	pub fn is_unsettled(&self) -> bool {
		!self.stack.is_zero() && (self.run.is_some() || self.gross > self.settled)
	}

	/// Advances the settlement by at most `limit` ancestors; starts one if none is in progress.
	pub fn advance(&mut self, limit: u32) -> Option<Chunk> {
		if limit == 0 || !self.is_unsettled() {
			return None;
		}
		let run = self.run.unwrap_or(Run { target: self.gross, next: 0, credited: 0 });
		let end = run.next.saturating_add(limit).min(self.ancestors);
		let is_last = end == self.ancestors;
		let chunk = Chunk { from: self.settled, to: run.target, start: run.next, end, is_last };
		if is_last {
			self.settled = run.target;
			self.run = None;
		} else {
			self.run = Some(Run { next: end, ..run });
		}
		Some(chunk)
	}

	/// Adds to the amount that the settlement in progress has credited. Has no effect once it is complete.
	pub fn note_credited(&mut self, amount: Balance) {
		if let Some(run) = &mut self.run {
			run.credited = run.credited.saturating_add(amount);
		}
	}

	/// Gross income up to which one ancestor has been credited.
	pub fn settled_of(&self, ancestor: u32) -> Balance {
		match self.run {
			Some(run) if ancestor < run.next => run.target,
			_ => self.settled,
		}
	}
}

/// Split of one payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
	/// Protocol fee.
	pub fee: Balance,
	/// Part reserved for the ancestors.
	pub ancestors: Balance,
	/// Part accrued to the members.
	pub members: Balance,
}
