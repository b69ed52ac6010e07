//! What is in storage, and what views return.

use alloc::vec::Vec;
use atelier_math::{
	ancestors::Ancestors,
	index::{MemberAccrual, PoolIndex},
	upstream::{self, Payment},
	ArithmeticError, Perbill,
};
use atelier_primitives::{chain::Balance, Deposit, IpId};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The participation score of the creator, as long as nobody has changed it.
pub const FOUNDER_WEIGHT: u64 = 1 << 20;
/// A proposal changes at most this many scores.
pub const MAX_CHANGES: u32 = 64;
/// A settlement credits at most this many ancestors at a time.
pub const MAX_CHUNK: u32 = 64;
/// A pool has at most this many members, those included that left and are still owed something.
pub const MAX_MEMBERS: u32 = 100_000;
/// All scores of a pool together are at most this much: so what rounding leaves of a payment is less than one unit.
pub const MAX_TOTAL_SCORE: u128 = 1 << 64;
/// A proposal can be applied for this many times the delay, counted from its end.
pub const PROPOSAL_LIFETIME: u32 = 30;
/// A block looks at most at this many pools when it is idle.
pub const MAX_IDLE_POOLS: u32 = 16;
/// A quote lists at most this many members.
pub const MAX_QUOTED_MEMBERS: u32 = 256;

/// New participation scores. Zero: leave the pool.
pub type Changes<AccountId> = BoundedVec<(AccountId, u64), ConstU32<MAX_CHANGES>>;

/// A settlement that has credited some ancestors and not all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Run {
	/// `S₁`: the gross income up to which this run settles. Later income waits for the next run.
	pub target: Balance,
	/// The number of ancestors credited already.
	pub next: u32,
	/// What they received in this run.
	pub credited: Balance,
}

/// The money of one IP asset. One record of fixed size, so that a payment reads and writes nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Pool<AccountId> {
	/// All payments ever, before the protocol fee. Fees are computed from this running total.
	pub received: Balance,
	/// Protocol fees taken and not handed over yet.
	pub fees: Balance,
	/// `G`: gross income since the link to the parents, after the protocol fee. Zero without parents.
	pub gross: Balance,
	/// `ΣR`: the rates of all ancestors together.
	pub stack: Perbill,
	/// The number of ancestors.
	pub ancestors: u32,
	/// `S₀`: the gross income up to which every ancestor has been credited.
	pub settled: Balance,
	/// The settlement under way.
	pub run: Option<Run>,
	/// How the members' part is split.
	pub index: PoolIndex,
	/// `W`: the scores of all members together.
	pub weight: u128,
	/// The number of members.
	pub members: u32,
	/// The creator is the only member, with [`FOUNDER_WEIGHT`], and has no record yet. So the first payment to an IP
	/// asset costs no more than any other.
	pub founding: bool,
	/// Who may change scores: at first the creator. Nobody is named: the owner of the IP asset, whoever that is.
	pub authority: Option<AccountId>,
}

/// How a payment was split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
	/// The protocol fee.
	pub fee: Balance,
	/// The part reserved for ancestors.
	pub ancestors: Balance,
	/// The part of the members.
	pub members: Balance,
}

/// The next part of a settlement: ancestors `start..end` receive what is due between the incomes `from` and `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
	/// `S₀`.
	pub from: Balance,
	/// `S₁`.
	pub to: Balance,
	/// The first ancestor.
	pub start: u32,
	/// The one after the last ancestor.
	pub end: u32,
	/// Whether these were the last ones.
	pub is_last: bool,
}

impl Chunk {
	/// The number of ancestors.
	pub fn count(&self) -> u32 {
		self.end.saturating_sub(self.start)
	}
}

impl<AccountId> Pool<AccountId> {
	/// A pool that belongs to nobody: money parks in it.
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
			weight: 0,
			members: 0,
			founding: false,
			authority: None,
		}
	}

	/// A pool that belongs to the creator of the IP asset alone, who also has the authority over its scores: otherwise
	/// a buyer could send the royalty of the next sale to himself.
	pub fn founded(creator: AccountId) -> Self {
		let authority = Some(creator);
		Self { weight: FOUNDER_WEIGHT.into(), members: 1, founding: true, authority, ..Self::unowned() }
	}

	/// From now on income is shared with ancestors.
	pub fn link(&mut self, ancestors: u32, stack: Perbill) {
		self.ancestors = ancestors;
		self.stack = stack;
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
		self.index.distribute(payment.members, self.weight)?;
		(self.received, self.fees, self.gross) = (received, fees, payment.gross);
		Ok(Receipt { fee, ancestors: payment.ancestors, members: payment.members })
	}

	/// Takes what comes from a descendant. It belongs to the members: the ancestors of this IP asset have rates of
	/// their own towards the descendant.
	pub fn receive_from_below(&mut self, amount: Balance) -> Result<(), ArithmeticError> {
		self.index.distribute(amount, self.weight)
	}

	/// What was set aside for ancestors since the last complete settlement, and not credited since.
	pub fn pending(&self) -> Balance {
		let set_aside = upstream::settle(self.settled, self.gross, self.stack).unwrap_or_default();
		set_aside.saturating_sub(self.run.map_or(0, |run| run.credited))
	}

	/// How many settlements of [`MAX_CHUNK`] ancestors are left until all had their turn, at least one.
	pub fn chunks_left(&self) -> u32 {
		let done = self.run.map_or(0, |run| run.next);
		self.ancestors.saturating_sub(done).div_ceil(MAX_CHUNK).max(1)
	}

	/// Whether a settlement is under way or could start.
	pub fn is_unsettled(&self) -> bool {
		!self.stack.is_zero() && (self.run.is_some() || self.gross > self.settled)
	}

	/// Moves the settlement on by at most `limit` ancestors; starts one if none is under way.
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

	/// Notes what the last chunk brought to ancestors. Of no matter once the run is complete.
	pub fn note_credited(&mut self, amount: Balance) {
		if let Some(run) = &mut self.run {
			run.credited = run.credited.saturating_add(amount);
		}
	}

	/// The gross income up to which an ancestor has been credited.
	pub fn settled_of(&self, ancestor: u32) -> Balance {
		match self.run {
			Some(run) if ancestor < run.next => run.target,
			_ => self.settled,
		}
	}
}

/// What an IP asset owes to each ancestor. Apart from the pool, because a payment needs only the sum.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct StackRecord<AccountId> {
	/// All ancestors with their rates.
	pub ancestors: Ancestors<IpId>,
	/// Paid by who linked the IP asset.
	pub deposit: Deposit<AccountId>,
}

/// A member of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Member<AccountId> {
	/// The participation score. Zero: has left, and is still owed something.
	pub weight: u64,
	/// What it has earned.
	pub accrual: MemberAccrual,
	/// Paid by who proposed the member. The creator's place was paid for when the IP asset was minted.
	pub deposit: Option<Deposit<AccountId>>,
}

impl<AccountId> Member<AccountId> {
	/// The creator, a member from the first payment on: all of the weight of a founding pool.
	pub fn founder(pool: &Pool<AccountId>) -> Self {
		let accrual = MemberAccrual::join(&PoolIndex::default());
		Self { weight: pool.weight.try_into().unwrap_or(u64::MAX), accrual, deposit: None }
	}
}

/// A change of scores that waits.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Proposal<AccountId, BlockNumber> {
	/// The new scores.
	pub changes: Changes<AccountId>,
	/// The first block in which it can be applied.
	pub apply_at: BlockNumber,
	/// The first block in which it can be applied no more.
	pub expires_at: BlockNumber,
	/// Who had the authority over the scores. The proposal is void when that is somebody else.
	pub authorizer: AccountId,
	/// By how much all scores together rise, if another pallet proposed all of it as raises: more of them can join.
	pub raises: Option<u128>,
	/// Paid by the proposer.
	pub deposit: Deposit<AccountId>,
}

/// The stack of an IP asset, as a view returns it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Stack {
	/// All ancestors with their rates, sorted by id.
	pub ancestors: Ancestors<IpId>,
	/// `ΣR`.
	pub total: Perbill,
}

/// The pool of an IP asset, as a view returns it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PoolSummary<AccountId> {
	/// All payments ever, before the protocol fee.
	pub received: Balance,
	/// Protocol fees taken and not handed over yet.
	pub fees: Balance,
	/// Gross income since the link to the parents, after the protocol fee.
	pub gross: Balance,
	/// The gross income up to which every ancestor has been credited.
	pub settled: Balance,
	/// What was set aside for ancestors since then, and not credited by the settlement under way.
	pub pending: Balance,
	/// The settlement under way.
	pub run: Option<Run>,
	/// The rates of all ancestors together.
	pub stack: Perbill,
	/// The number of ancestors.
	pub ancestors: u32,
	/// The scores of all members together.
	pub weight: u128,
	/// The number of members.
	pub members: u32,
	/// Who may change scores: at first the creator. Nobody is named: the owner of the IP asset, whoever that is.
	pub authority: Option<AccountId>,
}

impl<AccountId> From<Pool<AccountId>> for PoolSummary<AccountId> {
	fn from(pool: Pool<AccountId>) -> Self {
		Self {
			pending: pool.pending(),
			received: pool.received,
			fees: pool.fees,
			gross: pool.gross,
			settled: pool.settled,
			run: pool.run,
			stack: pool.stack,
			ancestors: pool.ancestors,
			weight: pool.weight,
			members: pool.members,
			authority: pool.authority,
		}
	}
}

/// What a payment would bring to whom, beyond what they are owed already. Nothing is paid by asking.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Quote<AccountId> {
	/// The protocol fee.
	pub fee: Balance,
	/// What would be set aside for all ancestors together. Can differ from the sum of their amounts by less than one
	/// unit for each of them: fractions wait in the reserve.
	pub upstream: Balance,
	/// What each ancestor would receive at the next complete settlement because of this payment, sorted by id.
	pub ancestors: Vec<(IpId, Balance)>,
	/// What would go to all members together.
	pub members_total: Balance,
	/// By how much the whole units that a member can claim would grow. The first members, in the order of `scores`.
	pub members: Vec<(AccountId, Balance)>,
	/// Whether there are more members than listed.
	pub has_more_members: bool,
}
