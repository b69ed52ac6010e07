//! Seats: the places of workers in committees, and what they were punished for.

use atelier_primitives::{chain::Balance, jobs::Answer};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// The largest committee.
pub const MAX_COMMITTEE: u32 = 8;
/// A job is tried with at most this many committees.
pub const MAX_ROUNDS: u32 = 3;
/// A job has at most this many seats, in all its committees together.
pub const MAX_SEATS: u32 = MAX_COMMITTEE * MAX_ROUNDS;

/// The fault of a worker. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Fault {
	/// No commitment in time.
	#[codec(index = 0)]
	NoCommit,
	/// A commitment, and no reveal in time.
	#[codec(index = 1)]
	NoReveal,
	/// A wrong answer, proved by a challenge.
	#[codec(index = 2)]
	Wrong,
}

impl Fault {
	/// The part of the exposure that is slashed.
	pub const fn slash(self) -> Perbill {
		match self {
			Self::NoCommit => Perbill::from_percent(5),
			Self::NoReveal => Perbill::from_percent(25),
			Self::Wrong => Perbill::one(),
		}
	}
}

/// A seat: the place of a worker in a committee.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Seat<AccountId> {
	/// The worker.
	pub worker: AccountId,
	/// The round, from one.
	pub round: u8,
	/// The exposure: what of its stake is locked for this seat, still.
	pub exposure: Balance,
	/// The commitment.
	pub commitment: Option<[u8; 32]>,
	/// The revealed answer.
	pub answer: Option<Answer>,
	/// The fault that it was punished for.
	pub fault: Option<Fault>,
}

impl<AccountId> Seat<AccountId> {
	/// An empty seat of a committee that has just been drawn.
	pub fn new(worker: AccountId, round: u8, exposure: Balance) -> Self {
		Self { worker, round, exposure, commitment: None, answer: None, fault: None }
	}

	/// The answer, unless it was proved wrong.
	pub fn standing_answer(&self) -> Option<&Answer> {
		self.answer.as_ref().filter(|_| self.fault.is_none())
	}

	/// True if the worker owes a commitment.
	pub fn owes_commitment(&self) -> bool {
		self.commitment.is_none() && self.fault.is_none()
	}

	/// True if the worker owes a reveal.
	pub fn owes_reveal(&self) -> bool {
		self.commitment.is_some() && self.answer.is_none() && self.fault.is_none()
	}
}
