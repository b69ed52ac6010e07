//! Escrow: the money of a requester that is held for an open job.

use atelier_primitives::{chain::Balance, models::UseFees, Deposit};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The escrow of a job, with the parts that are no worker's.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Escrow<AccountId> {
	/// The whole hold: the price of `n` workers, the job fee and the use fees.
	pub held: Deposit<AccountId>,
	/// The job fee: stands for the transaction fees of workers, which pay none.
	pub job_fee: Balance,
	/// The use fees of the model and of its adapters, with their payees. Fixed at the order.
	pub fees: UseFees,
}
