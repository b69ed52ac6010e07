//! Caps: what the lock of a score binds the authority to.

use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Cap on the total score of a pool, while scores in it are locked. A locked score alone would guard nothing: its share
/// falls when others rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Cap<BlockNumber> {
	/// Maximum total score: that of the latest lock. It only falls.
	pub total: u128,
	/// Expiry: the first block in which it binds no more. The latest expiry of a lock in the pool.
	pub until: BlockNumber,
	/// Number of members with a lock, counting those whose lock has expired and was not removed.
	pub locks: u32,
}
