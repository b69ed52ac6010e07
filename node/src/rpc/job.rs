//! A job in JSON, and the names of its phases, faults and reasons.

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

#[cfg(test)]
mod tests {
	use super::*;
	use crate::rpc::view::tests::{alice, ALICE};
	use atelier_primitives::{engine::Prepared, jobs::JobClass, Deposit, Digest, IpId};
	use codec::Encode;
	use frame_support::BoundedVec;
	use pallet_jobs::{Escrow, Job, Order};
	use serde_json::{json, to_value, Value};

	const ANSWER: Answer = Answer::Output { output: Digest::Sha2_256([5; 32]), length: 9 };

	fn seat(fault: Option<Fault>) -> Seat<AccountId> {
		Seat { worker: alice(), round: 1, exposure: 4, commitment: Some([1; 32]), answer: Some(ANSWER), fault }
	}

	fn details(phase: Phase<BlockNumber>) -> JobDetails<AccountId, BlockNumber> {
		let deposit = Deposit { who: alice(), amount: 10 };
		JobDetails {
			hash: [1; 32],
			order: Order {
				model: Digest::Sha2_256([2; 32]),
				adapters: vec![Digest::Sha2_256([3; 32])].try_into().unwrap(),
				class: JobClass::BitExact,
				input: Request::new("fog", 16, 32).encode().try_into().unwrap(),
				seed: [4; 32],
				max_output: 100,
				price: 7,
				n: 3,
				m: 2,
				pass: Some(8),
				purpose: Purpose::Work,
			},
			effective_seed: [6; 32],
			job: Job {
				requester: alice(),
				nonce: 11,
				requested_at: 12,
				class: JobClass::BitExact,
				prepared: Prepared { output_length: 9, cost: 13 },
				n: 3,
				m: 2,
				price: 7,
				phase,
				round: 1,
				waits_since: 12,
				due: 14,
				expiry: 0,
				acted_rounds: 1,
				seats: vec![seat(Some(Fault::Wrong))].try_into().unwrap(),
				escrow: Some(Escrow { held: Deposit { who: alice(), amount: 15 }, job_fee: 1, model_fee: None }),
				deposit,
			},
		}
	}

	fn finalized(delivered: &[Receiver], minted: bool) -> Phase<BlockNumber> {
		let delivered = delivered.iter().copied().collect::<std::collections::BTreeSet<_>>().try_into().unwrap();
		Phase::Finalized { answer: ANSWER, stake: 16, window: 6, delivered, minted }
	}

	fn written(phase: Phase<BlockNumber>) -> Value {
		to_value(JobJson::from(details(phase))).unwrap()
	}

	#[test]
	fn job_should_keep_its_names_when_it_is_written() {
		let output = Digest::Sha2_256([5; 32]).to_string();
		assert_eq!(
			written(finalized(&[Receiver::Record], false)),
			json!({
				"job": view::hex(&[1; 32]),
				"requester": ALICE,
				"nonce": 11,
				"requestedAt": 12,
				"model": Digest::Sha2_256([2; 32]).to_string(),
				"adapters": [Digest::Sha2_256([3; 32]).to_string()],
				"class": "bitExact",
				"input": view::hex(&Request::new("fog", 16, 32).encode()),
				"request": { "prompt": "fog", "width": 16, "height": 32, "zoom": 16, "guidance": 10, "palette": 0 },
				"seed": view::hex(&[4; 32]),
				"effectiveSeed": view::hex(&[6; 32]),
				"maxOutput": 100,
				"outputLength": 9,
				"cost": "13",
				"price": "7",
				"n": 3,
				"m": 2,
				"pass": 8,
				"purpose": { "kind": "work" },
				"phase": "finalized",
				"round": 1,
				"due": 14,
				"answer": { "kind": "output", "output": output, "length": 9 },
				"agreedAt": null,
				"seats": [{
					"worker": ALICE, "round": 1, "exposure": "4", "committed": true,
					"answer": { "kind": "output", "output": output, "length": 9 }, "fault": "wrong",
				}],
				"escrow": "15",
				"deposit": "10",
				"recorded": true,
				"used": false,
				"refundReason": null,
				"proves": {
					"class": "bitExact", "n": 3, "m": 2, "stake": "16", "window": 6,
					"sentence": ClassJson::BitExact.proves(),
				},
			})
		);
	}

	#[test]
	fn phase_should_keep_its_name_when_it_is_written() {
		for (phase, name, is_over) in [
			(Phase::Requested, "requested", false),
			(Phase::Committing, "committing", false),
			(Phase::Revealing, "revealing", false),
			(Phase::Agreed { answer: ANSWER, at: 13 }, "agreed", false),
			(Phase::Reassigned, "reassigned", false),
			(finalized(&[], false), "finalized", true),
			(Phase::Refunded { reason: RefundReason::NoWorkers }, "refunded", true),
		] {
			assert_eq!(written(phase)["phase"], name);
			assert_eq!(JobJson::from(details(phase)).is_over(), is_over, "{name}");
		}
	}

	#[test]
	fn answer_should_be_told_with_its_block_when_the_job_is_agreed() {
		let agreed = written(Phase::Agreed { answer: ANSWER, at: 13 });
		assert_eq!((&agreed["answer"]["length"], &agreed["agreedAt"]), (&json!(9), &json!(13)));
		assert_eq!([&agreed["proves"]["stake"], &agreed["proves"]["window"]], [&json!(null); 2]);
	}

	#[test]
	fn job_should_prove_nothing_when_there_is_no_answer() {
		for phase in [Phase::Requested, Phase::Committing, Phase::Revealing, Phase::Reassigned] {
			assert!(written(phase)["proves"]["sentence"].as_str().unwrap().starts_with("nothing yet: "));
		}
		let refunded = written(Phase::Refunded { reason: RefundReason::NoAgreement });
		assert!(refunded["proves"]["sentence"].as_str().unwrap().starts_with("nothing: "));
	}

	#[test]
	fn output_should_be_told_as_used_when_it_is_minted_or_a_trait() {
		let used = |delivered: &[Receiver], minted| {
			let job = written(finalized(delivered, minted));
			(job["recorded"].clone(), job["used"].clone())
		};
		assert_eq!(used(&[], false), (json!(false), json!(false)));
		assert_eq!(used(&[Receiver::Record], true), (json!(true), json!(true)));
		assert_eq!(used(&[Receiver::Trait], false), (json!(false), json!(true)));
	}

	#[test]
	fn answer_should_keep_its_names_when_it_has_numbers() {
		let values = Answer::Values(BoundedVec::truncate_from(vec![-1, i64::MAX]));
		let expected = json!({ "kind": "values", "values": ["-1", "9223372036854775807"] });
		assert_eq!(to_value(AnswerJson::from(values)).unwrap(), expected);
	}

	#[test]
	fn fault_should_keep_its_name_when_it_is_written() {
		for (fault, name) in [
			(Some(Fault::NoCommit), json!("noCommit")),
			(Some(Fault::NoReveal), json!("noReveal")),
			(Some(Fault::Wrong), json!("wrong")),
			(None, json!(null)),
		] {
			assert_eq!(to_value(SeatJson::from(seat(fault))).unwrap()["fault"], name);
		}
	}

	#[test]
	fn refund_reason_should_keep_its_name_when_it_is_written() {
		for (reason, name) in [
			(RefundReason::NoWorkers, "noWorkers"),
			(RefundReason::NoAgreement, "noAgreement"),
			(RefundReason::NoRandomness, "noRandomness"),
		] {
			assert_eq!(written(Phase::Refunded { reason })["refundReason"], name);
		}
	}

	#[test]
	fn purpose_should_keep_its_names_when_it_is_a_trait() {
		let purpose = Purpose::Trait { ip: IpId::new(0, 7), key: b"winter".to_vec().try_into().unwrap() };
		let expected = json!({ "kind": "trait", "ip": "0-7", "key": "winter" });
		assert_eq!(to_value(PurposeJson::from(purpose)).unwrap(), expected);
	}
}
