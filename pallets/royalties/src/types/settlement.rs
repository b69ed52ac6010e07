//! Progress of a settlement.

use atelier_primitives::chain::Balance;
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Maximum number of ancestors credited by one settlement call.
pub const MAX_CHUNK: u32 = 64;
/// Maximum number of pools visited by `on_idle` in one block.
pub const MAX_IDLE_POOLS: u32 = 16;

/// Settlement in progress: some ancestors are credited, and not all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Run {
	/// `S₁`: gross income up to which this run settles. Later income waits for the next run.
	pub target: Balance,
	/// Index of the next ancestor to credit.
	pub next: u32,
	/// Amount credited by this run so far.
	pub credited: Balance,
}

/// Next step of a settlement: ancestors `start..end` are credited what is due between the incomes `from` and `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
	/// `S₀`.
	pub from: Balance,
	/// `S₁`.
	pub to: Balance,
	/// Index of the first ancestor.
	pub start: u32,
	/// Index after the last ancestor.
	pub end: u32,
	/// `true` if it completes the settlement.
	pub is_last: bool,
}

impl Chunk {
	/// Number of ancestors.
	pub fn count(&self) -> u32 {
		self.end.saturating_sub(self.start)
	}
}
