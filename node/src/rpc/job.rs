//! A job in JSON, and the names of its phases, faults and reasons.

#[cfg(test)]
mod tests;

use super::{attestation::ClassJson, view};
use atelier_engine::Request;
use atelier_primitives::jobs::{Answer, Purpose, Receiver};
use atelier_runtime::{AccountId, BlockNumber};
use pallet_jobs::{Fault, JobDetails, Phase, RefundReason, Seat};
use serde::Serialize;

/// A job with its order, seats and proof value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JobJson {
	job: String,
	requester: AccountId,
	nonce: u64,
	requested_at: BlockNumber,
	model: String,
	adapters: Vec<String>,
	class: ClassJson,
	input: String,
	/// Decoded input, if it asks the engine for a picture.
	request: Option<RequestJson>,
	seed: String,
	effective_seed: String,
	max_output: u32,
	output_length: u32,
	cost: String,
	price: String,
	n: u8,
	m: u8,
	pass: Option<u32>,
	purpose: PurposeJson,
	phase: PhaseJson,
	round: u8,
	due: BlockNumber,
	answer: Option<AnswerJson>,
	agreed_at: Option<BlockNumber>,
	seats: Vec<SeatJson>,
	escrow: Option<String>,
	deposit: String,
	recorded: bool,
	used: bool,
	refund_reason: Option<RefundReasonJson>,
	proves: ProvesJson,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestJson {
	prompt: String,
	width: u16,
	height: u16,
	zoom: u8,
	guidance: u8,
	palette: u8,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum PurposeJson {
	Work,
	Trait { ip: String, key: String },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum AnswerJson {
	Output {
		output: String,
		length: u32,
	},
	Values {
		/// Fixed-point numbers, as texts.
		values: Vec<String>,
	},
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct SeatJson {
	worker: AccountId,
	round: u8,
	exposure: String,
	committed: bool,
	answer: Option<AnswerJson>,
	fault: Option<FaultJson>,
}

/// Proof value of the job so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ProvesJson {
	class: ClassJson,
	n: u8,
	m: u8,
	/// Exposure of the workers that gave the answer, together. `null` before it is final.
	stake: Option<String>,
	/// Challenge window, in blocks. `null` before it is final.
	window: Option<u32>,
	sentence: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
enum PhaseJson {
	Requested,
	Committing,
	Revealing,
	Agreed,
	Reassigned,
	Finalized,
	Refunded,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
enum FaultJson {
	NoCommit,
	NoReveal,
	Wrong,
}

// The names are those of the wire.
#[allow(clippy::enum_variant_names)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
enum RefundReasonJson {
	NoWorkers,
	NoAgreement,
	NoRandomness,
}

impl From<&Phase<BlockNumber>> for PhaseJson {
	fn from(phase: &Phase<BlockNumber>) -> Self {
		match phase {
			Phase::Requested => Self::Requested,
			Phase::Committing => Self::Committing,
			Phase::Revealing => Self::Revealing,
			Phase::Agreed { .. } => Self::Agreed,
			Phase::Reassigned => Self::Reassigned,
			Phase::Finalized { .. } => Self::Finalized,
			Phase::Refunded { .. } => Self::Refunded,
		}
	}
}

impl PhaseJson {
	/// Proof value of a job of this class in this phase, as a sentence.
	const fn proves(self, class: ClassJson) -> &'static str {
		match self {
			Self::Requested => "nothing yet: no workers are assigned",
			Self::Committing => "nothing yet: the workers run the model",
			Self::Revealing => "nothing yet: the workers tell what came out",
			Self::Agreed => "that enough workers gave this answer; anybody can still challenge it",
			Self::Reassigned => "nothing yet: the workers failed or disagreed, others will be assigned",
			Self::Finalized => class.proves(),
			Self::Refunded => "nothing: there is no output, and the requester has the money back",
		}
	}
}

impl From<Fault> for FaultJson {
	fn from(fault: Fault) -> Self {
		match fault {
			Fault::NoCommit => Self::NoCommit,
			Fault::NoReveal => Self::NoReveal,
			Fault::Wrong => Self::Wrong,
		}
	}
}

impl From<RefundReason> for RefundReasonJson {
	fn from(reason: RefundReason) -> Self {
		match reason {
			RefundReason::NoWorkers => Self::NoWorkers,
			RefundReason::NoAgreement => Self::NoAgreement,
			RefundReason::NoRandomness => Self::NoRandomness,
		}
	}
}

impl From<Purpose> for PurposeJson {
	fn from(purpose: Purpose) -> Self {
		match purpose {
			Purpose::Work => Self::Work,
			Purpose::Trait { ip, key } => Self::Trait { ip: ip.to_string(), key: view::text(&key) },
		}
	}
}

impl From<Answer> for AnswerJson {
	fn from(answer: Answer) -> Self {
		match answer {
			Answer::Output { output, length } => Self::Output { output: output.to_string(), length },
			Answer::Values(values) => Self::Values { values: values.iter().map(ToString::to_string).collect() },
		}
	}
}

impl From<Seat<AccountId>> for SeatJson {
	fn from(seat: Seat<AccountId>) -> Self {
		Self {
			worker: seat.worker,
			round: seat.round,
			exposure: seat.exposure.to_string(),
			committed: seat.commitment.is_some(),
			answer: seat.answer.map(Into::into),
			fault: seat.fault.map(Into::into),
		}
	}
}

impl JobJson {
	/// End of the job: it changes no more unless somebody asks for it.
	pub fn is_over(&self) -> bool {
		matches!(self.phase, PhaseJson::Finalized | PhaseJson::Refunded)
	}
}

impl From<JobDetails<AccountId, BlockNumber>> for JobJson {
	fn from(JobDetails { hash, order, effective_seed, job }: JobDetails<AccountId, BlockNumber>) -> Self {
		let (phase, class) = (PhaseJson::from(&job.phase), ClassJson::from(order.class));
		let (answer, agreed_at) = match &job.phase {
			Phase::Agreed { answer, at } => (Some(answer.clone()), Some(*at)),
			Phase::Finalized { answer, .. } => (Some(answer.clone()), None),
			_ => (None, None),
		};
		let (stake, window, recorded, used) = match &job.phase {
			Phase::Finalized { stake, window, delivered, minted, .. } => {
				let is_delivered = |receiver| delivered.contains(&receiver);
				(Some(*stake), Some(*window), is_delivered(Receiver::Record), *minted || is_delivered(Receiver::Trait))
			}
			_ => (None, None, false, false),
		};
		Self {
			job: view::hex(&hash),
			requester: job.requester,
			nonce: job.nonce,
			requested_at: job.requested_at,
			model: order.model.to_string(),
			adapters: order.adapters.iter().map(ToString::to_string).collect(),
			class,
			input: view::hex(&order.input),
			request: Request::read(&order.input).ok().map(|request| RequestJson {
				prompt: request.prompt,
				width: request.width,
				height: request.height,
				zoom: request.zoom,
				guidance: request.guidance,
				palette: request.palette,
			}),
			seed: view::hex(&order.seed),
			effective_seed: view::hex(&effective_seed),
			max_output: order.max_output,
			output_length: job.prepared.output_length,
			cost: job.prepared.cost.to_string(),
			price: job.price.to_string(),
			n: job.n,
			m: job.m,
			pass: order.pass,
			purpose: order.purpose.into(),
			phase,
			round: job.round,
			due: job.due,
			answer: answer.map(Into::into),
			agreed_at,
			seats: job.seats.into_iter().map(Into::into).collect(),
			escrow: job.escrow.map(|escrow| escrow.held.amount.to_string()),
			deposit: job.deposit.amount.to_string(),
			recorded,
			used,
			refund_reason: match job.phase {
				Phase::Refunded { reason } => Some(reason.into()),
				_ => None,
			},
			proves: ProvesJson {
				class,
				n: job.n,
				m: job.m,
				stake: stake.map(|stake| stake.to_string()),
				window,
				sentence: phase.proves(class),
			},
		}
	}
}
