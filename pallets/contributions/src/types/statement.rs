use frame_support::{traits::ConstU32, BoundedVec};

/// Upper bound of the length of a statement in bytes.
pub const MAX_STATEMENT: u32 = 512;

/// Statement of the human part of a contribution, in UTF-8.
pub type Statement = BoundedVec<u8, ConstU32<MAX_STATEMENT>>;
