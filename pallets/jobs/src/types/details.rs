//! Answers of the views.

use super::{Job, Order, Phase};
use atelier_primitives::{
	chain::Balance,
	jobs::{Answer, JobHash},
	models::UseFees,
};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A job with its order, as views show it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct JobDetails<AccountId, BlockNumber> {
	/// The job hash.
	pub hash: JobHash,
	/// The order.
	pub order: Order,
	/// The effective seed: the one that the model gets.
	pub effective_seed: [u8; 32],
	/// The state of the job.
	pub job: Job<AccountId, BlockNumber>,
}

/// A quote: all that an order would hold and lock.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Quote {
	/// The pay of all workers.
	pub price: Balance,
	/// The job fee: stands for the transaction fees of workers, which pay none.
	pub job_fee: Balance,
	/// The use fees, of the model first and then of each adapter: what asks for nothing has no line.
	pub fees: UseFees,
	/// The total: what the escrow holds of all this, and what `max_total` bounds.
	pub total: Balance,
	/// The storage deposit, until the job is pruned.
	pub deposit: Balance,
	/// The exposure of each worker.
	pub exposure: Balance,
	/// The length of the output in bytes.
	pub output_length: u32,
	/// The cost to compute it, in units of the engine.
	pub cost: u64,
	/// The number of workers that can take the job now.
	pub workers: u32,
}

/// A task: a seat of a worker in an open job.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Task<BlockNumber> {
	/// The job.
	pub job: JobHash,
	/// The round.
	pub round: u8,
	/// The phase of the job.
	pub phase: Phase<BlockNumber>,
	/// The block in which the phase ends.
	pub due: BlockNumber,
	/// The commitment of the worker.
	pub commitment: Option<[u8; 32]>,
	/// The answer that the worker revealed.
	pub answer: Option<Answer>,
}
