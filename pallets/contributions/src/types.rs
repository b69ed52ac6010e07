//! Domain types: in storage, in calls and in what views return.

mod contribution;
mod curator;
mod judgment;
mod role;
mod sequence;
mod statement;

pub use contribution::{Contribution, ContributionId, ContributionInfo};
pub use curator::{Curator, CuratorInfo};
pub use judgment::Judgment;
pub use role::{Role, MAX_ROLE};
pub use sequence::Sequence;
pub use statement::{Statement, MAX_STATEMENT};
