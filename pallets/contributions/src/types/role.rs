use frame_support::{traits::ConstU32, BoundedVec};

/// Upper bound of the length of a role in bytes.
pub const MAX_ROLE: u32 = 64;

/// Role of a contributor, such as "palette", in UTF-8.
pub type Role = BoundedVec<u8, ConstU32<MAX_ROLE>>;
