//! Members of a pool.

use super::Pool;
use atelier_math::index::{MemberAccrual, PoolIndex};
use atelier_primitives::Deposit;
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Maximum number of members of a pool, counting those who left and are still owed something.
pub const MAX_MEMBERS: u32 = 100_000;

/// Member of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Member<AccountId> {
	/// Participation score. Zero: has left, and is still owed something.
	pub score: u64,
	/// Accrued income.
	pub accrual: MemberAccrual,
	/// Storage deposit, paid by who proposed the member. `None` for the creator, whose record was paid for when the IP
	/// asset was minted.
	pub deposit: Option<Deposit<AccountId>>,
}

impl<AccountId> Member<AccountId> {
	/// Creates the creator's record, a member from the first payment on: the whole score of a founding pool.
	pub fn founder(pool: &Pool<AccountId>) -> Self {
		let accrual = MemberAccrual::join(&PoolIndex::default());
		Self { score: pool.total_score.try_into().unwrap_or(u64::MAX), accrual, deposit: None }
	}
}
