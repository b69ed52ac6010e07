//! Orders, jobs, workers and weights.

use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use atelier_primitives::{
	chain::Balance,
	inference::WeightsKind,
	ip::{CollectionId, ItemId, TraitKey},
	provenance::AttestationClass,
	Deposit, Digest, IpId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{traits::Saturating, Perbill};

/// A model or an adapter has at most this many files.
pub const MAX_FILES: u32 = 4;
/// The files of a model or an adapter, with their paths, have at most this many bytes together.
pub const MAX_WEIGHTS_LENGTH: u32 = 16 * 1024;
/// The longest path of a file in bytes.
pub const MAX_PATH: u32 = 64;
/// A job applies at most this many adapters.
pub const MAX_ADAPTERS: u32 = 4;
/// The longest input in bytes.
pub const MAX_INPUT: u32 = 512;
/// The largest committee.
pub const MAX_COMMITTEE: u32 = 8;
/// A job is tried with at most this many committees.
pub const MAX_ROUNDS: u32 = 3;
/// A job has at most this many seats, in all its committees together.
pub const MAX_SEATS: u32 = MAX_COMMITTEE * MAX_ROUNDS;
/// A model is served by at most this many workers.
pub const MAX_WORKERS_PER_MODEL: u32 = 64;
/// A worker serves at most this many models.
pub const MAX_MODELS_PER_WORKER: u32 = 16;
/// At most this many jobs are due in a block.
pub const MAX_JOBS_PER_BLOCK: u32 = 16;
/// At most this many blocks are tried to find room for a job. With [`MAX_JOBS_PER_BLOCK`] in each, there is always room.
pub const MAX_AGENDA_SEARCH: u32 = 16;
/// At most this many jobs are open.
pub const MAX_OPEN_JOBS: u32 = MAX_JOBS_PER_BLOCK * MAX_AGENDA_SEARCH;
/// At most this many of them belong to one account.
pub const MAX_OPEN_JOBS_PER_ACCOUNT: u32 = 16;

/// Names a job: BLAKE2-256 of the SCALE encoding of genesis hash, requester, nonce and order.
pub type JobHash = [u8; 32];

/// A file of a model or an adapter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct WeightsFile {
	/// Its path below the folder of the model, in UTF-8.
	pub path: BoundedVec<u8, ConstU32<MAX_PATH>>,
	/// Its content.
	pub bytes: BoundedVec<u8, ConstU32<MAX_WEIGHTS_LENGTH>>,
}

/// The files of a model or an adapter.
pub type WeightsFiles = BoundedVec<WeightsFile, ConstU32<MAX_FILES>>;

/// How many bytes these files have, with their paths.
pub fn length_of(files: &[WeightsFile]) -> u32 {
	files.iter().fold(0u32, |sum, file| sum.saturating_add((file.path.len().saturating_add(file.bytes.len())) as u32))
}

/// What is known of weights on chain, beside their files.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct WeightsInfo<AccountId, BlockNumber> {
	/// What they are.
	pub kind: WeightsKind,
	/// How many bytes they have, with their paths.
	pub length: u32,
	/// BLAKE2-256 of their manifest: the names and lengths of the files, which the root does not bind.
	pub manifest_hash: [u8; 32],
	/// The block in which they were published.
	pub published_at: BlockNumber,
	/// What the publisher paid for the storage, for good.
	pub deposit: Deposit<AccountId>,
}

/// Who may order from a model. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Access {
	/// Everybody.
	#[codec(index = 0)]
	Open,
	/// Who owns the IP asset of the model, or holds a license of it.
	#[codec(index = 1)]
	License,
	/// Who owns an IP asset of this collection.
	#[codec(index = 2)]
	Holder(CollectionId),
}

/// What whoever is entitled to the income of a model asks for its use.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ModelTerms<AccountId> {
	/// The IP asset of the model.
	pub ip: IpId,
	/// What each job pays to the pool of the IP asset.
	pub fee: Balance,
	/// Who may order.
	pub access: Access,
	/// What was paid for the storage.
	pub deposit: Deposit<AccountId>,
}

/// What becomes of the output. An index is never used twice.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Purpose {
	/// A work, that its requester may mint.
	#[codec(index = 0)]
	Work,
	/// The value of a trait of an IP asset.
	#[codec(index = 1)]
	Trait {
		/// The IP asset.
		ip: IpId,
		/// The name of the trait.
		key: TraitKey,
	},
}

/// What a requester wants to have computed, and what it may cost.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Order {
	/// The root of the model.
	pub model: Digest,
	/// The roots of the adapters, in the order in which they are applied.
	pub adapters: BoundedVec<Digest, ConstU32<MAX_ADAPTERS>>,
	/// How sure the result must be.
	pub class: AttestationClass,
	/// The input, in the encoding that the model takes.
	pub input: BoundedVec<u8, ConstU32<MAX_INPUT>>,
	/// The seed. The model gets the effective seed, which is that of the requester alone.
	pub seed: [u8; 32],
	/// The longest output in bytes.
	pub max_output: u32,
	/// What each worker gets.
	pub price: Balance,
	/// How many workers run it.
	pub n: u8,
	/// How many of them must agree: more than half.
	pub m: u8,
	/// The item that lets the requester order, where only holders may.
	pub pass: Option<ItemId>,
	/// What becomes of the output.
	pub purpose: Purpose,
}

/// What a worker says that came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Answer {
	/// SHA-256 of the output file.
	pub root: Digest,
	/// The length of the output file in bytes.
	pub length: u32,
}

/// What a worker was punished for. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Fault {
	/// It did not commit in time.
	#[codec(index = 0)]
	NoCommit,
	/// It committed and did not reveal in time.
	#[codec(index = 1)]
	NoReveal,
	/// It revealed what the model does not make.
	#[codec(index = 2)]
	Wrong,
}

impl Fault {
	/// The part of the exposure that is lost.
	pub const fn slash(self) -> Perbill {
		match self {
			Self::NoCommit => Perbill::from_percent(5),
			Self::NoReveal => Perbill::from_percent(25),
			Self::Wrong => Perbill::one(),
		}
	}
}

/// The place of a worker in a committee.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Seat<AccountId> {
	/// The worker.
	pub worker: AccountId,
	/// The round, from one.
	pub round: u8,
	/// What of its stake is locked for this seat, still.
	pub exposure: Balance,
	/// What it committed to.
	pub commitment: Option<[u8; 32]>,
	/// What it revealed.
	pub answer: Option<Answer>,
	/// What it was punished for.
	pub fault: Option<Fault>,
}

impl<AccountId> Seat<AccountId> {
	/// What the worker said, unless it was proved wrong.
	pub fn standing_answer(&self) -> Option<&Answer> {
		self.answer.as_ref().filter(|_| self.fault.is_none())
	}

	/// Whether the worker owes a commitment.
	pub fn owes_commitment(&self) -> bool {
		self.commitment.is_none() && self.fault.is_none()
	}

	/// Whether the worker owes a reveal.
	pub fn owes_reveal(&self) -> bool {
		self.commitment.is_some() && self.answer.is_none() && self.fault.is_none()
	}
}

/// Where a job stands. An index is never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Phase<BlockNumber> {
	/// Waits for its first committee.
	#[codec(index = 0)]
	Requested,
	/// Waits for commitments.
	#[codec(index = 1)]
	Committing,
	/// Waits for answers.
	#[codec(index = 2)]
	Revealing,
	/// Enough workers gave this answer. Anybody can challenge it.
	#[codec(index = 3)]
	Agreed {
		/// The answer.
		answer: Answer,
		/// The block in which they agreed.
		at: BlockNumber,
	},
	/// Waits for another committee.
	#[codec(index = 4)]
	Reassigned,
	/// Over: the workers are paid.
	#[codec(index = 5)]
	Finalized {
		/// The answer.
		answer: Answer,
		/// What the workers that gave it had at stake together.
		stake: Balance,
		/// For how many blocks it could be challenged.
		window: u32,
		/// Whether the record is written.
		recorded: bool,
		/// Whether the output became what it is for: minted, or the value of the trait.
		used: bool,
	},
	/// Over: the requester has the money back.
	#[codec(index = 6)]
	Refunded {
		/// Why.
		reason: RefundReason,
	},
}

impl<BlockNumber> Phase<BlockNumber> {
	/// Whether the job is over.
	pub const fn has_ended(&self) -> bool {
		matches!(self, Self::Finalized { .. } | Self::Refunded { .. })
	}
}

/// Why a job came to nothing. An index is never used twice.
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

/// The money of a requester that is held for a job.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Escrow<AccountId> {
	/// All that is held: the price of `n` workers, the job fee and the model fee.
	pub held: Deposit<AccountId>,
	/// The part that is the job fee: for the transactions of workers, which pay none.
	pub job_fee: Balance,
	/// The part that goes to the pool of the model's IP asset, and which that is.
	pub model_fee: Option<(IpId, Balance)>,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Job<AccountId, BlockNumber> {
	/// Who ordered it.
	pub requester: AccountId,
	/// The number of the order, among all.
	pub nonce: u64,
	/// The block of the order.
	pub requested_at: BlockNumber,
	/// What the output will be like, and what it costs to compute.
	pub prepared: atelier_primitives::inference::Prepared,
	/// How many workers there are in a committee.
	pub n: u8,
	/// How many of them must agree.
	pub m: u8,
	/// What each of them gets.
	pub price: Balance,
	/// Where the job stands.
	pub phase: Phase<BlockNumber>,
	/// The number of the committee, from one. Zero while there was none.
	pub round: u8,
	/// The block from which the job waits for its next committee.
	pub waits_since: BlockNumber,
	/// The block in which the job goes on by itself. Once it has ended: the block in which it may be pruned.
	pub due: BlockNumber,
	/// The place in the queue of those that may be pruned, once it has ended.
	pub expiry: u64,
	/// In how many rounds somebody committed.
	pub acted_rounds: u8,
	/// The committees, the newest last.
	pub seats: BoundedVec<Seat<AccountId>, ConstU32<MAX_SEATS>>,
	/// The money. Nothing once the job has ended.
	pub escrow: Option<Escrow<AccountId>>,
	/// For the storage, until the job is pruned.
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

	/// How many of the present committee have committed and are not punished.
	pub fn commitments(&self) -> usize {
		self.committee().filter(|seat| seat.commitment.is_some() && seat.fault.is_none()).count()
	}

	/// What enough of the present committee say. More than half must say the same, so there is one at most.
	pub fn agreement(&self) -> Option<Answer> {
		let mut counts = BTreeMap::<Digest, u32>::new();
		for answer in self.committee().filter_map(Seat::standing_answer) {
			counts.entry(answer.root).or_default().saturating_inc();
		}
		let (root, _) = counts.into_iter().find(|(_, count)| *count >= u32::from(self.m))?;
		self.committee().filter_map(Seat::standing_answer).find(|answer| answer.root == root).copied()
	}

	/// Who gave this answer in any round and was not punished, each once.
	pub fn who_gave(&self, root: &Digest) -> BTreeSet<&AccountId> {
		let gave_it = |seat: &&Seat<AccountId>| seat.standing_answer().is_some_and(|answer| answer.root == *root);
		self.seats.iter().filter(gave_it).map(|seat| &seat.worker).collect()
	}

	/// Who is paid for this answer: those that gave it in any round, the last round first, each once and at most `n`.
	pub fn payees(&self, root: &Digest) -> Vec<&AccountId> {
		let mut payees = Vec::new();
		for seat in self.seats.iter().rev() {
			let gave_it = seat.standing_answer().is_some_and(|answer| answer.root == *root);
			if gave_it && !payees.contains(&&seat.worker) && payees.len() < usize::from(self.n) {
				payees.push(&seat.worker);
			}
		}
		payees
	}

	/// Whether the worker was punished in this job. It is not assigned to it again.
	pub fn is_barred(&self, worker: &AccountId) -> bool {
		self.seats.iter().any(|seat| seat.worker == *worker && seat.fault.is_some())
	}

	/// What of the stake of a worker is locked for this job.
	pub fn exposure_of(&self, worker: &AccountId) -> Balance {
		let exposures = self.seats.iter().filter(|seat| seat.worker == *worker).map(|seat| seat.exposure);
		exposures.fold(0, |sum, exposure| sum.saturating_add(exposure))
	}
}

/// Stake on its way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Unbonding<BlockNumber> {
	/// How much.
	pub amount: Balance,
	/// The first block in which it can be withdrawn.
	pub until: BlockNumber,
}

/// A worker.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Worker<BlockNumber> {
	/// The key that its node signs with.
	pub key: crate::crypto::WorkerKey,
	/// All that is held of it.
	pub stake: Balance,
	/// What of that is locked for jobs.
	pub exposure: Balance,
	/// What of that is on its way back.
	pub unbonding: Option<Unbonding<BlockNumber>>,
	/// The last block in which its stake grew. It is assigned only to jobs from after that.
	pub since: BlockNumber,
	/// The models that it serves.
	pub models: BoundedVec<Digest, ConstU32<MAX_MODELS_PER_WORKER>>,
}

impl<BlockNumber> Worker<BlockNumber> {
	/// The stake that stays: what the chance of being assigned grows with.
	pub fn active(&self) -> Balance {
		let leaving = self.unbonding.as_ref().map_or(0, |unbonding| unbonding.amount);
		self.stake.saturating_sub(leaving)
	}

	/// Whether a job that locks `exposure` can have it, where `least` is the least stake to be drawn with.
	pub fn can_take(&self, least: Balance, exposure: Balance) -> bool {
		self.active() >= least && self.free() >= exposure
	}

	/// The part of it that is not locked.
	pub fn free(&self) -> Balance {
		self.active().saturating_sub(self.exposure)
	}
}

/// That a worker serves a model.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId, BlockNumber> {
	/// The worker.
	pub worker: AccountId,
	/// The least that it works for.
	pub min_price: Balance,
	/// The longest output that it makes, in bytes.
	pub max_output: u32,
	/// The block in which it said so.
	pub since: BlockNumber,
}

impl<AccountId, BlockNumber> Offer<AccountId, BlockNumber> {
	/// Whether it covers a job of this price with an output of this length.
	pub fn covers(&self, price: Balance, output_length: u32) -> bool {
		self.min_price <= price && output_length <= self.max_output
	}
}

/// The workers that serve a model.
pub type Offers<AccountId, BlockNumber> = BoundedVec<Offer<AccountId, BlockNumber>, ConstU32<MAX_WORKERS_PER_MODEL>>;

/// All about a job.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct JobDetails<AccountId, BlockNumber> {
	/// Its name.
	pub hash: JobHash,
	/// What was ordered.
	pub order: Order,
	/// The seed that the model gets.
	pub effective_seed: [u8; 32],
	/// Where it stands.
	pub job: Job<AccountId, BlockNumber>,
}

/// What an order would cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Quote {
	/// What all workers get.
	pub price: Balance,
	/// For the transactions of workers, which pay none.
	pub job_fee: Balance,
	/// For the pool of the model's IP asset.
	pub model_fee: Balance,
	/// What comes back when the job is pruned.
	pub deposit: Balance,
	/// What is locked of the stake of each worker.
	pub exposure: Balance,
	/// The length of the output in bytes.
	pub output_length: u32,
	/// What it costs to compute, in units of the engine.
	pub cost: u64,
	/// How many workers serve the model at this price.
	pub workers: u32,
}

/// A job that a worker has a seat in.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Task<BlockNumber> {
	/// The job.
	pub job: JobHash,
	/// The round.
	pub round: u8,
	/// Where the job stands.
	pub phase: Phase<BlockNumber>,
	/// The block in which the phase ends.
	pub due: BlockNumber,
	/// What the worker committed to.
	pub commitment: Option<[u8; 32]>,
	/// What the worker revealed.
	pub answer: Option<Answer>,
}
