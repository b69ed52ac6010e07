//! Members of a pool.

use atelier_math::index::{MemberAccrual, PoolIndex};
use atelier_primitives::Deposit;
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Maximum number of members of a pool, counting those who left and are still owed something.
pub const MAX_MEMBERS: u32 = 100_000;

/// Member of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Member<AccountId, BlockNumber> {
	/// Participation score. Zero: has left, and is still owed something.
	pub score: u64,
	/// Accrued income.
	pub accrual: MemberAccrual,
	/// Expiry of the lock: until that block the score cannot fall.
	pub lock: Option<BlockNumber>,
	/// Storage deposit, paid by who proposed the member. `None` for the founding members, whose records were paid for
	/// when the IP asset was minted.
	pub deposit: Option<Deposit<AccountId>>,
}

impl<AccountId, BlockNumber: PartialOrd> Member<AccountId, BlockNumber> {
	/// Creates the record of a founding member, which takes part from the first payment on.
	pub fn founder(score: u64) -> Self {
		Self { score, accrual: MemberAccrual::join(&PoolIndex::default()), lock: None, deposit: None }
	}

	/// Returns `true` if the score cannot fall now.
	pub fn is_locked(&self, now: BlockNumber) -> bool {
		self.lock.as_ref().is_some_and(|until| now < *until)
	}
}
