//! Jobs: orders that are being, or were, computed.

use super::{Escrow, Seat, MAX_SEATS};
use alloc::{collections::BTreeSet, vec::Vec};
use atelier_primitives::{
	chain::Balance,
	engine::Prepared,
	jobs::{Answer, JobClass, Receiver},
	Deposit,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedBTreeSet, BoundedVec};
use scale_info::TypeInfo;

/// An outcome is delivered to at most this many receivers.
pub const MAX_RECEIVERS: u32 = 8;

/// The phase of a job. Indices are never reused.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Phase<BlockNumber> {
	/// Waits for its first committee.
	#[codec(index = 0)]
	Requested,
	/// Waits for commitments.
	#[codec(index = 1)]
	Committing,
	/// Waits for reveals.
	#[codec(index = 2)]
	Revealing,
	/// Agreed: in the challenge window of this answer.
	#[codec(index = 3)]
	Agreed {
		/// The answer.
		answer: Answer,
		/// The block in which the window opened.
		at: BlockNumber,
	},
	/// Waits for another committee.
	#[codec(index = 4)]
	Reassigned,
	/// Final: the workers are paid.
	#[codec(index = 5)]
	Finalized {
		/// The answer.
		answer: Answer,
		/// The exposure of the workers that gave it, together.
		stake: Balance,
		/// The length of the challenge window in blocks.
		window: u32,
		/// The receivers to which the outcome was delivered.
		delivered: BoundedBTreeSet<Receiver, ConstU32<MAX_RECEIVERS>>,
		/// True if the output was minted as an IP asset.
		minted: bool,
	},
	/// Refunded: the requester has the escrow back.
	#[codec(index = 6)]
	Refunded {
		/// The reason.
		reason: RefundReason,
	},
}

impl<BlockNumber> Phase<BlockNumber> {
	/// True if the job is over.
	pub const fn has_ended(&self) -> bool {
		matches!(self, Self::Finalized { .. } | Self::Refunded { .. })
	}
}

/// The reason of a refund. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum RefundReason {
	/// Fewer workers than the order asks for could be assigned.
	#[codec(index = 0)]
	NoWorkers,
	/// No committee agreed.
	#[codec(index = 1)]
	NoAgreement,
	/// The blocks had no randomness for too long.
	#[codec(index = 2)]
	NoRandomness,
}

/// A job: the state of an order.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Job<AccountId, BlockNumber> {
	/// The account that ordered it.
	pub requester: AccountId,
	/// The nonce of the order, among all.
	pub nonce: u64,
	/// The block of the order.
	pub requested_at: BlockNumber,
	/// The verification class.
	pub class: JobClass,
	/// The length of the output, and the cost to compute it.
	pub prepared: Prepared,
	/// The size of a committee.
	pub n: u8,
	/// The quorum: how many of a committee must agree.
	pub m: u8,
	/// The pay of each worker.
	pub price: Balance,
	/// The phase.
	pub phase: Phase<BlockNumber>,
	/// The number of the committee, from one. Zero while there was none.
	pub round: u8,
	/// The block from which the job waits for its next committee.
	pub waits_since: BlockNumber,
	/// The block of its next transition by itself. Once it has ended: the block from which it may be pruned.
	pub due: BlockNumber,
	/// The position in the pruning queue, once it has ended.
	pub expiry: u64,
	/// The number of rounds in which somebody committed.
	pub acted_rounds: u8,
	/// The committees, the newest last.
	pub seats: BoundedVec<Seat<AccountId>, ConstU32<MAX_SEATS>>,
	/// The escrow. Nothing once the job has ended.
	pub escrow: Option<Escrow<AccountId>>,
	/// The storage deposit, until the job is pruned.
	pub deposit: Deposit<AccountId>,
}

impl<AccountId: Ord, BlockNumber> Job<AccountId, BlockNumber> {
	/// The seats of the present committee.
	pub fn committee(&self) -> impl Iterator<Item = &Seat<AccountId>> {
		self.seats.iter().filter(move |seat| seat.round == self.round)
	}

	/// The seat of a worker in the present committee.
	pub fn seat(&self, worker: &AccountId) -> Option<&Seat<AccountId>> {
		self.committee().find(|seat| seat.worker == *worker)
	}

	/// The seat of a worker in the present committee.
	pub fn seat_mut(&mut self, worker: &AccountId) -> Option<&mut Seat<AccountId>> {
		let round = self.round;
		self.seats.iter_mut().find(|seat| seat.round == round && seat.worker == *worker)
	}

	/// The number of those of the present committee who have committed and are not punished.
	pub fn commitments(&self) -> usize {
		self.committee().filter(|seat| seat.commitment.is_some() && seat.fault.is_none()).count()
	}

	/// The standing answers of the present committee, in the order of its seats.
	pub fn standing_answers(&self) -> Vec<&Answer> {
		self.committee().filter_map(Seat::standing_answer).collect()
	}

	/// The workers that gave such an answer in any round and were not punished for that seat, each once.
	pub fn who_gave(&self, is_such: impl Fn(&Answer) -> bool) -> BTreeSet<&AccountId> {
		let gave_it = |seat: &&Seat<AccountId>| seat.standing_answer().is_some_and(&is_such);
		self.seats.iter().filter(gave_it).map(|seat| &seat.worker).collect()
	}

	/// The seats that are paid if such answers are: those of any round, the last round first, each worker once and at
	/// most `n`.
	pub fn payees(&self, is_such: impl Fn(&Answer) -> bool) -> Vec<&Seat<AccountId>> {
		let mut payees = Vec::<&Seat<AccountId>>::new();
		for seat in self.seats.iter().rev() {
			let is_new = !payees.iter().any(|other| other.worker == seat.worker);
			if is_new && seat.standing_answer().is_some_and(&is_such) && payees.len() < usize::from(self.n) {
				payees.push(seat);
			}
		}
		payees
	}

	/// True if the worker was punished in this job. It is not assigned to it again.
	pub fn is_barred(&self, worker: &AccountId) -> bool {
		self.seats.iter().any(|seat| seat.worker == *worker && seat.fault.is_some())
	}

	/// The part of the stake of a worker that is locked for this job.
	pub fn exposure_of(&self, worker: &AccountId) -> Balance {
		let exposures = self.seats.iter().filter(|seat| seat.worker == *worker).map(|seat| seat.exposure);
		exposures.fold(0, |sum, exposure| sum.saturating_add(exposure))
	}
}
