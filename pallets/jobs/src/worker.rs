//! The off-chain worker: the acts of a worker's node after each imported best block.
//!
//! For each seat whose key is in the keystore of the node it asks the gateway of the node to run the job, commits to
//! the answer, and reveals it. What it commits to is remembered before it is sent, so that it never commits to
//! something else in the same round.
//!
//! A commitment is sent at once. The job hash binds it to the genesis and to the order, and it tells nothing: a re-org
//! makes it useless at worst. An answer is sent only if the time to reveal began `REVEAL_DEPTH` blocks ago, or if it
//! ends otherwise: a re-org that takes the commitments of others back would let them commit to what they have read.

pub(crate) mod gateway;
pub(crate) mod memory;
mod watcher;

pub use gateway::{Outputs, Problem};
pub use watcher::WatcherCrypto;

use crate::{crypto, pallet::*, types::*};
use alloc::vec::Vec;
use atelier_primitives::workers::{WorkerKey, WorkerPool};
use codec::{Decode, Encode};
use frame_support::traits::Get;
use frame_system::{offchain::SubmitTransaction, pallet_prelude::BlockNumberFor};
use gateway::{Gateway, Reply, Run};
use memory::{is_to_send, RoundMemory, ROUNDS};
use sp_application_crypto::RuntimeAppPublic;
use sp_runtime::{offchain::storage::StorageValueRef, traits::UniqueSaturatedInto};

/// The key of the gateway's URL in persistent off-chain storage, where the node puts it: the bytes of its UTF-8.
pub const GATEWAY_KEY: &[u8] = b"atelier/gateway";
/// The key of the watcher's flag in persistent off-chain storage, where the node puts it: one byte, 1 if it checks the
/// answers of others.
pub const WATCHER_KEY: &[u8] = b"atelier/watcher";
/// The key of the [`Metrics`] in persistent off-chain storage.
pub const METRICS_KEY: &[u8] = b"atelier/worker/metrics";

const LOG_TARGET: &str = "jobs::worker";

/// The number of blocks for which the reveal period must have lasted.
pub(crate) const REVEAL_DEPTH: u64 = 1;
/// The gateway is asked for at most this many runs after a block. The most urgent come first.
pub(crate) const MAX_RUNS: usize = 32;
/// Every so many blocks a worker without a gateway says so.
const REMINDER: u64 = 10;
/// The time between requests doubles with each failure up to this one.
const MAX_DOUBLINGS: u32 = 3;

/// Counters of all that the off-chain worker of a node ever did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct Metrics {
	/// Rounds for which the gateway was asked.
	pub seen: u64,
	/// Commitments, each counted once however often it is sent.
	pub committed: u64,
	/// Answers, each counted once however often it is sent.
	pub revealed: u64,
	/// Requests to the gateway, and computations of the watcher, that failed.
	pub failed: u64,
	/// Challenges, each counted once however often it is sent.
	pub challenged: u64,
	/// Milliseconds from the first request of each round to its answer, together.
	pub waited: u64,
}

impl Metrics {
	/// Adds to what was counted before. Of two runs that do so at the same moment, one is not counted.
	fn save(&self) {
		if *self == Self::default() {
			return;
		}
		let _ = StorageValueRef::persistent(METRICS_KEY).mutate(|before| {
			let before: Self = before.ok().flatten().unwrap_or_default();
			Ok::<_, ()>(Self {
				seen: before.seen.saturating_add(self.seen),
				committed: before.committed.saturating_add(self.committed),
				revealed: before.revealed.saturating_add(self.revealed),
				failed: before.failed.saturating_add(self.failed),
				challenged: before.challenged.saturating_add(self.challenged),
				waited: before.waited.saturating_add(self.waited),
			})
		});
	}
}

/// True if a transaction that is sent after this block comes too late for something that ends in block `due`.
fn is_too_late(now: u64, due: u64) -> bool {
	now.saturating_add(1) >= due
}

/// A seat whose key is in the keystore of this node.
struct Duty<T: Config> {
	worker: T::AccountId,
	key: WorkerKey,
	task: Task<BlockNumberFor<T>>,
	due: u64,
}

impl<T: Config> Duty<T> {
	fn round(&self) -> (JobHash, u8) {
		(self.task.job, self.task.round)
	}

	fn owes_commitment(&self) -> bool {
		matches!(self.task.phase, Phase::Committing) && self.task.commitment.is_none()
	}

	/// The commitment that it must open.
	fn owes_reveal(&self) -> Option<[u8; 32]> {
		let owes = matches!(self.task.phase, Phase::Revealing) && self.task.answer.is_none();
		self.task.commitment.filter(|_| owes)
	}

	/// True if the answer can be sent without fear of a short re-org. The job may be due later than a whole period
	/// after the beginning, if blocks were full: then this waits longer, and never too long.
	fn is_deep(&self, now: u64) -> bool {
		let period: u64 = T::RevealPeriod::get().unique_saturated_into();
		let began = self.due.saturating_sub(period);
		now >= began.saturating_add(REVEAL_DEPTH) || is_too_late(now.saturating_add(1), self.due)
	}

	fn name(&self) -> alloc::string::String {
		alloc::format!("job {} round {}", hex::encode(self.task.job), self.task.round)
	}
}

impl<T: Config> Pallet<T> {
	/// Runs after each imported best block. Waits for the gateway less than a second in all.
	pub(crate) fn do_offchain_work(now: BlockNumberFor<T>) {
		let now = now.unique_saturated_into();
		let mut metrics = Metrics::default();
		let keys = WorkerKey::all();
		if !keys.is_empty() {
			let duties = Self::duties(keys, now);
			Self::ask_gateway(&duties, now, &mut metrics);
			for duty in &duties {
				if duty.owes_commitment() {
					Self::send_commitment(duty, now, &mut metrics);
				} else if let Some(commitment) = duty.owes_reveal().filter(|_| duty.is_deep(now)) {
					Self::send_answer(duty, &commitment, now, &mut metrics);
				}
			}
			ROUNDS.tidy(now, |(hash, round)| {
				Jobs::<T>::get(hash).is_some_and(|job| !job.phase.has_ended() && job.round == *round)
			});
		}
		Self::watch(now, &mut metrics);
		metrics.save();
	}

	/// The seats of local workers for which it is not too late, the most urgent first.
	fn duties(keys: Vec<WorkerKey>, now: u64) -> Vec<Duty<T>> {
		let mut duties = Vec::new();
		for key in keys {
			let Some(worker) = T::Workers::worker_of(&key) else { continue };
			for task in Self::tasks_of(&worker) {
				let due = task.due.unique_saturated_into();
				if !is_too_late(now, due) {
					duties.push(Duty { worker: worker.clone(), key: key.clone(), task, due });
				}
			}
		}
		duties.sort_by_key(|duty| duty.due);
		duties
	}

	/// Asks for the answers that are missing, and remembers them.
	fn ask_gateway(duties: &[Duty<T>], now: u64, metrics: &mut Metrics) {
		let mut open = Vec::<(&Duty<T>, Run)>::new();
		for duty in duties.iter().filter(|duty| duty.owes_commitment()) {
			// Local workers in the same committee get the same answer.
			let is_new = !open.iter().any(|(other, _)| other.round() == duty.round());
			let memory = ROUNDS.get(&duty.round()).unwrap_or_default();
			if is_new && memory.answer.is_none() && memory.next_request <= now {
				open.extend(Self::run_of(duty).map(|run| (duty, run)));
			}
		}
		open.truncate(MAX_RUNS);
		if open.is_empty() {
			return;
		}
		let Some(gateway) = Gateway::configured() else {
			if now.checked_rem(REMINDER) == Some(0) {
				log::warn!(
					target: LOG_TARGET,
					"a worker of this node has jobs, and no gateway runs them: name one with --inference-url, or it loses stake"
				);
			}
			return;
		};
		let (duties, runs): (Vec<_>, Vec<_>) = open.into_iter().unzip();
		for (duty, reply) in duties.into_iter().zip(gateway.run_all(&runs)) {
			let reply = reply.and_then(|reply| match reply {
				Reply::Done(outputs) => Self::read_reply(duty, &outputs).map(Reply::Done),
				Reply::Pending => Ok(Reply::Pending),
			});
			Self::remember(duty, reply, now, metrics);
		}
	}

	fn run_of(duty: &Duty<T>) -> Option<Run> {
		let details = Self::job_details(&duty.task.job)?;
		Some(Run {
			job: duty.task.job,
			round: duty.task.round,
			model: details.order.model,
			adapters: details.order.adapters.into_inner(),
			input: details.order.input.into_inner(),
			seed: details.effective_seed,
		})
	}

	/// The answer in the outputs of the gateway, as the class of the job reads them.
	fn read_reply(duty: &Duty<T>, outputs: &Outputs) -> Result<Answer, Problem> {
		let job = Jobs::<T>::get(duty.task.job).ok_or(Problem::Mismatch)?;
		Self::class(job.class).map_err(|_| Problem::Unreadable)?.read_reply(&job.prepared, outputs)
	}

	fn remember(duty: &Duty<T>, reply: Result<Reply<Answer>, Problem>, now: u64, metrics: &mut Metrics) {
		let is_failure = reply.is_err();
		let time = sp_io::offchain::timestamp().unix_millis();
		let mut waited = 0;
		let updated = ROUNDS.update(&duty.round(), now, |mut memory| {
			if memory.requests == 0 {
				memory.asked_at = time;
			}
			memory.requests = memory.requests.saturating_add(1);
			memory.failures = memory.failures.saturating_add(is_failure.into());
			let doublings = memory.failures.saturating_sub(1).min(MAX_DOUBLINGS);
			let next = now.saturating_add(1);
			memory.next_request = match &reply {
				Ok(_) => next,
				// However often it failed: once more when it is almost too late.
				Err(_) => now.saturating_add(1 << doublings).min(duty.due.saturating_sub(2)).max(next),
			};
			if let Ok(Reply::Done(answer)) = &reply {
				// What another run got first stays.
				memory.answer.get_or_insert_with(|| {
					waited = time.saturating_sub(memory.asked_at);
					answer.clone()
				});
			}
			Some(memory)
		});
		let name = duty.name();
		let Some(memory) = updated else {
			log::debug!(target: LOG_TARGET, "{name}: another run is at it, or too much is to be remembered");
			return;
		};
		if memory.requests == 1 {
			metrics.seen = metrics.seen.saturating_add(1);
		}
		metrics.waited = metrics.waited.saturating_add(waited);
		match reply {
			Ok(Reply::Done(_)) => log::debug!(target: LOG_TARGET, "{name}: the gateway gave an answer"),
			Ok(Reply::Pending) if memory.requests == 1 => {
				log::info!(target: LOG_TARGET, "{name}: the gateway runs it");
			}
			Ok(Reply::Pending) => {}
			Err(problem) => {
				metrics.failed = metrics.failed.saturating_add(1);
				let next = memory.next_request;
				log::warn!(target: LOG_TARGET, "{name}: the gateway {problem}; asking again after block {next}");
			}
		}
	}

	/// Sends the commitment to the answer that is remembered, if it was not sent lately.
	fn send_commitment(duty: &Duty<T>, now: u64, metrics: &mut Metrics) {
		if ROUNDS.get(&duty.round()).is_none_or(|memory| memory.answer.is_none()) {
			return;
		}
		let mut is_first = false;
		let updated = ROUNDS.update(&duty.round(), now, |mut memory| {
			memory.answer.as_ref()?;
			let seat = memory.take_seat(&duty.worker)?;
			if !is_to_send(seat.committed_at, now) {
				return None;
			}
			is_first = seat.committed_at.is_none();
			seat.committed_at = Some(now);
			Some(memory)
		});
		let Some(commitment) = updated.and_then(|memory| Self::commitment_of(duty, &memory)) else { return };
		let (job, round) = duty.round();
		let payload = crypto::commit_payload(Self::genesis(), &job, round, &duty.worker, &commitment);
		let Some(signature) = duty.key.sign(&payload) else { return };
		let worker = duty.worker.clone();
		Self::send(duty, Call::commit { job, round, worker, commitment, signature }, "committed", is_first);
		if is_first {
			metrics.committed = metrics.committed.saturating_add(1);
		}
	}

	/// Sends the answer that opens this commitment, if it was not sent lately.
	fn send_answer(duty: &Duty<T>, commitment: &[u8; 32], now: u64, metrics: &mut Metrics) {
		let known = ROUNDS.get(&duty.round()).and_then(|memory| Self::commitment_of(duty, &memory));
		if known.as_ref() != Some(commitment) {
			log::error!(
				target: LOG_TARGET,
				"{}: this node does not know what was committed to; does another node have the same key?",
				duty.name()
			);
			return;
		}
		let mut is_first = false;
		let updated = ROUNDS.update(&duty.round(), now, |mut memory| {
			let seat = memory.take_seat(&duty.worker)?;
			if !is_to_send(seat.revealed_at, now) {
				return None;
			}
			is_first = seat.revealed_at.is_none();
			seat.revealed_at = Some(now);
			Some(memory)
		});
		let opening = updated.and_then(|memory| {
			let salt = memory.seat(&duty.worker)?.salt;
			memory.answer.zip(Some(salt))
		});
		let Some((answer, salt)) = opening else { return };
		let (job, round) = duty.round();
		let payload = crypto::reveal_payload(Self::genesis(), &job, round, &duty.worker, &answer, &salt);
		let Some(signature) = duty.key.sign(&payload) else { return };
		let worker = duty.worker.clone();
		let call = Call::reveal { job, round, worker, answer, salt, signature };
		Self::send(duty, call, "revealed", is_first);
		if is_first {
			metrics.revealed = metrics.revealed.saturating_add(1);
		}
	}

	/// The commitment of the worker, as it is remembered.
	fn commitment_of(duty: &Duty<T>, memory: &RoundMemory) -> Option<[u8; 32]> {
		let salt = memory.seat(&duty.worker)?.salt;
		Some(crypto::commitment(&duty.task.job, duty.task.round, &duty.worker, memory.answer.as_ref()?, &salt))
	}

	/// Puts a transaction into the pool. What is not on chain after some blocks is sent again.
	fn send(duty: &Duty<T>, call: Call<T>, what: &str, is_first: bool) {
		let transaction = T::create_authorized_transaction(call.into());
		let sent = SubmitTransaction::<T, Call<T>>::submit_transaction(transaction);
		let name = duty.name();
		match (sent, is_first) {
			(Ok(()), true) => log::info!(target: LOG_TARGET, "{name}: {what}"),
			(Ok(()), false) => log::debug!(target: LOG_TARGET, "{name}: {what} again"),
			(Err(()), _) => log::debug!(target: LOG_TARGET, "{name}: the pool has it already, or refuses it"),
		}
	}
}
