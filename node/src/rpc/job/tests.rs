//! The JSON of a job, name by name.

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
			escrow: Some(Escrow { held: Deposit { who: alice(), amount: 15 }, job_fee: 1, fees: Default::default() }),
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
		assert_eq!(written(phase.clone())["phase"], name);
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
