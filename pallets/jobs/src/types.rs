//! The data of jobs: orders, seats, the state of a job, and what views show of them.

mod details;
mod escrow;
mod job;
mod order;
mod seat;

pub use atelier_primitives::jobs::{Answer, JobClass, JobHash, Purpose, Receiver, MAX_INPUT};
pub use details::{JobDetails, Quote, Task};
pub use escrow::Escrow;
pub use job::{Job, Phase, RefundReason, MAX_RECEIVERS};
pub use order::Order;
pub use seat::{Fault, Seat, MAX_COMMITTEE, MAX_ROUNDS, MAX_SEATS};
