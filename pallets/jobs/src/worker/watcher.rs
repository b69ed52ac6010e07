//! The watcher: checks the answers of others, and challenges wrong ones.
//!
//! A challenge is a signed call that pays its fee, so that nobody can make the chain compute for nothing. It is signed
//! with a worker key of this node; the account of that public key needs funds. Without them nothing is sent.

use super::{
	memory::{is_to_send, Book},
	Metrics, LOG_TARGET, WATCHER_KEY,
};
use crate::{pallet::*, queue::MAX_JOBS_PER_BLOCK, types::*, JobOf};
use alloc::{
	collections::BTreeSet,
	format,
	string::{String, ToString},
	vec::Vec,
};
use atelier_primitives::workers::WorkerKey;
use codec::{Decode, Encode};
use frame_system::offchain::{AppCrypto, SendSignedTransaction, Signer};
use sp_application_crypto::sr25519;
use sp_runtime::{offchain::StorageKind, traits::UniqueSaturatedInto, MultiSignature, MultiSigner};

/// Signs challenges with the worker keys in the keystore.
pub struct WatcherCrypto;

impl AppCrypto<MultiSigner, MultiSignature> for WatcherCrypto {
	type RuntimeAppPublic = WorkerKey;
	type GenericPublic = sr25519::Public;
	type GenericSignature = sr25519::Signature;
}

/// The jobs whose output this node has computed.
const WATCHED: Book<JobHash, Watched> = Book::new(b"atelier/watcher/jobs");

/// The memory of a job.
#[derive(Default, Encode, Decode)]
struct Watched {
	/// The right answer. Nothing if it could not be computed.
	truth: Option<Answer>,
	challenges: Vec<Challenge>,
}

/// The memory of a challenge.
#[derive(Encode, Decode)]
struct Challenge {
	/// The wrong answer.
	answer: Answer,
	/// The block after which this was last tried.
	tried_at: u64,
	/// The key with which it was sent, once the pool has taken it. It is not sent with another one then.
	sender: Option<MultiSigner>,
}

impl<T: Config> Pallet<T> {
	/// Checks what was revealed, if this node is a watcher. Computes as many outputs as jobs can end in a block, the most
	/// urgent ones first: with fewer, others could hide a lie behind many jobs.
	pub(super) fn watch(now: u64, metrics: &mut Metrics) {
		let flag = sp_io::offchain::local_storage_get(StorageKind::PERSISTENT, WATCHER_KEY);
		if flag.as_deref() != Some(&[1]) {
			return;
		}
		let mut jobs: Vec<(u64, JobHash, JobOf<T>)> = Self::open()
			.into_iter()
			.map(|(hash, job)| (job.due.unique_saturated_into(), hash, job))
			// The answers of a job in its last block can fall only in that block.
			.filter(|(due, _, _)| !super::is_too_late(now, *due))
			.collect();
		jobs.sort_by_key(|(due, hash, _)| (*due, *hash));

		let mut computed = 0;
		for (_, hash, job) in &jobs {
			let claims: BTreeSet<_> = job.seats.iter().filter_map(Seat::standing_answer).collect();
			if claims.is_empty() || !Self::class(job.class).is_ok_and(|class| class.is_disputable()) {
				continue;
			}
			let known = WATCHED.get(hash);
			let watched = match known {
				None if computed < MAX_JOBS_PER_BLOCK => {
					computed = computed.saturating_add(1);
					Self::compute_truth(hash, job, now, metrics)
				}
				known => known,
			};
			let Some(truth) = watched.and_then(|watched| watched.truth) else { continue };
			for answer in claims.into_iter().filter(|answer| **answer != truth) {
				Self::send_challenge(hash, answer, now, metrics);
			}
		}
		WATCHED.tidy(now, |hash| Jobs::<T>::get(hash).is_some_and(|job| !job.phase.has_ended()));
	}

	fn compute_truth(hash: &JobHash, job: &JobOf<T>, now: u64, metrics: &mut Metrics) -> Option<Watched> {
		let order = Orders::<T>::get(hash)?;
		let seed = Self::effective_seed(&order, &job.requester);
		let truth = match Self::class(job.class).ok()?.recompute(&order, &seed) {
			Ok(truth) => Some(truth.answer),
			Err(error) => {
				metrics.failed = metrics.failed.saturating_add(1);
				log::error!(target: LOG_TARGET, "job {}: cannot be computed: {error:?}", hex::encode(hash));
				None
			}
		};
		WATCHED.update(hash, now, |watched| Some(Watched { truth, ..watched }))
	}

	fn send_challenge(hash: &JobHash, answer: &Answer, now: u64, metrics: &mut Metrics) {
		let mut sender = None;
		let updated = WATCHED.update(hash, now, |mut watched| {
			match watched.challenges.iter_mut().find(|challenge| challenge.answer == *answer) {
				Some(challenge) if !is_to_send(Some(challenge.tried_at), now) => return None,
				Some(challenge) => {
					challenge.tried_at = now;
					sender = challenge.sender.clone();
				}
				None => watched.challenges.push(Challenge { answer: answer.clone(), tried_at: now, sender: None }),
			}
			Some(watched)
		});
		if updated.is_none() {
			return;
		}
		let signer = Signer::<T, WatcherCrypto>::any_account();
		// The pool refuses it if the account cannot pay: then the next one tries.
		let taken = signer
			.accounts_from_keys()
			.filter(|account| sender.as_ref().is_none_or(|key| *key == account.public))
			.find(|account| {
				let call = Call::<T>::challenge { job: *hash, answer: answer.clone() };
				matches!(signer.send_single_signed_transaction(account, call), Some(Ok(())))
			});
		let job = hex::encode(hash);
		let shown = shown(answer);
		match (sender, taken) {
			// Not with another key if the pool refuses it: that it has the first one already is why.
			(Some(_), _) => log::debug!(target: LOG_TARGET, "job {job}: challenged {shown} again"),
			(None, None) => log::error!(
				target: LOG_TARGET,
				"job {job}: {shown} is wrong, and the pool takes no challenge: give the account of a worker key of this \
				 node funds for the fee"
			),
			(None, Some(account)) => {
				WATCHED.update(hash, now, |mut watched| {
					let challenge = watched.challenges.iter_mut().find(|challenge| challenge.answer == *answer)?;
					challenge.sender = Some(account.public);
					Some(watched)
				});
				metrics.challenged = metrics.challenged.saturating_add(1);
				log::warn!(target: LOG_TARGET, "job {job}: challenged the wrong answer {shown}");
			}
		}
	}
}

/// An answer in the log: its output, or all of it.
fn shown(answer: &Answer) -> String {
	answer.output().map_or_else(|| format!("{answer:?}"), |output| output.to_string())
}
