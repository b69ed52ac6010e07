//! Domain types: in storage, in calls and in what views return.

mod member;
mod obstacle;
mod proposal;
mod rule;
mod studio;
mod tally;

pub use member::{Delegation, Member, MemberInfo, Votes, MAX_OPEN_VOTES};
pub use obstacle::Obstacle;
pub use proposal::{Proposal, ProposalInfo, Status, MAX_AGENDA_SEARCH, MAX_CALL_DEPTH, MAX_ENACT_DEPTH};
pub use rule::{Rule, VotingRule};
pub use studio::{Founders, Name, Studio, StudioInfo, MAX_FOUNDERS, MAX_NAME};
pub(crate) use tally::exchange;
pub use tally::{Standing, Tally};
