//! Attestations in JSON: the name of each class, and the sentence for what each proves. All methods take both from
//! here.

use super::view;
use atelier_primitives::{
	jobs::JobClass,
	provenance::{Attestation, Committee},
};
use serde::Serialize;

const BIT_EXACT: &str = "that workers with this stake agreed on the output, and nobody proved them wrong in this many \
	blocks though anybody could have by running the model again";
const MEDIAN: &str =
	"that workers with this stake gave numbers this close to each other, and nothing more: nobody else \
	can compute the very same again";

/// Verification class of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ClassJson {
	BitExact,
	Median,
}

impl From<JobClass> for ClassJson {
	fn from(class: JobClass) -> Self {
		match class {
			JobClass::BitExact => Self::BitExact,
			JobClass::Median => Self::Median,
		}
	}
}

impl ClassJson {
	/// Proof value of a final answer of this class, as a sentence beside its stake and its challenge window.
	pub const fn proves(self) -> &'static str {
		match self {
			Self::BitExact => BIT_EXACT,
			Self::Median => MEDIAN,
		}
	}
}

/// Committee behind an attestation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CommitteeJson {
	job: String,
	n: u16,
	m: u16,
	stake: String,
	/// Challenge window, in blocks.
	window: u32,
}

impl From<Committee> for CommitteeJson {
	fn from(committee: Committee) -> Self {
		let Committee { job, n, m, stake, window } = committee;
		Self { job: view::hex(&job), n, m, stake: stake.to_string(), window }
	}
}

/// Attestation of a generation record, named by how its output was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "class", rename_all = "camelCase")]
pub enum AttestationJson {
	BitExact(CommitteeJson),
	Direct {
		job: String,
	},
	Proved(CommitteeJson),
	Traced(CommitteeJson),
	Median {
		#[serde(flatten)]
		committee: CommitteeJson,
		/// Largest distance from the median among the answers that were paid.
		spread: String,
	},
	Provider {
		channel: u64,
		receipt: u64,
	},
}

impl AttestationJson {
	/// The attestation as it is written. Nothing if there is none.
	pub fn of(attestation: Attestation) -> Option<Self> {
		Some(match attestation {
			Attestation::None => return None,
			Attestation::BitExact(committee) => Self::BitExact(committee.into()),
			Attestation::Direct { job } => Self::Direct { job: view::hex(&job) },
			Attestation::Proved(committee) => Self::Proved(committee.into()),
			Attestation::Traced(committee) => Self::Traced(committee.into()),
			Attestation::Median { committee, spread } => {
				Self::Median { committee: committee.into(), spread: spread.to_string() }
			}
			Attestation::Provider { channel, receipt } => Self::Provider { channel, receipt },
		})
	}
}

/// Proof value of a generation record, as a sentence.
pub const fn record_proves(attestation: &Attestation) -> &'static str {
	match attestation {
		Attestation::None => "nothing: it is what the owner says",
		Attestation::BitExact(_) => BIT_EXACT,
		Attestation::Direct { .. } => "that this is what the model makes: the chain computed it in the call that ordered it",
		Attestation::Proved(_) => "that this is what the model makes: workers agreed on it, and the chain computed it too",
		Attestation::Traced(_) => {
			"that workers with this stake agreed on the output and on each step to it, and nobody proved a step wrong in \
			 this many blocks though anybody could have"
		}
		Attestation::Median { .. } => MEDIAN,
		Attestation::Provider { .. } => "nothing: it is what a private gateway says that was paid for it",
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, to_value};

	const COMMITTEE: Committee = Committee { job: [1; 32], n: 3, m: 2, stake: 12, window: 6 };

	#[test]
	fn class_should_keep_its_name_when_it_is_written() {
		for (class, name) in [(JobClass::BitExact, "bitExact"), (JobClass::Median, "median")] {
			assert_eq!(to_value(ClassJson::from(class)).unwrap(), json!(name));
		}
	}

	#[test]
	fn attestation_should_keep_its_names_when_it_is_written() {
		let job = view::hex(&[1; 32]);
		let committee = |class: &str| json!({ "class": class, "job": job, "n": 3, "m": 2, "stake": "12", "window": 6 });
		let mut median = committee("median");
		median["spread"] = json!("7");
		for (attestation, expected) in [
			(Attestation::None, json!(null)),
			(Attestation::BitExact(COMMITTEE), committee("bitExact")),
			(Attestation::Direct { job: [1; 32] }, json!({ "class": "direct", "job": job })),
			(Attestation::Proved(COMMITTEE), committee("proved")),
			(Attestation::Traced(COMMITTEE), committee("traced")),
			(Attestation::Median { committee: COMMITTEE, spread: 7 }, median),
			(
				Attestation::Provider { channel: 4, receipt: 5 },
				json!({ "class": "provider", "channel": 4, "receipt": 5 }),
			),
		] {
			assert_eq!(to_value(AttestationJson::of(attestation)).unwrap(), expected);
		}
	}

	#[test]
	fn record_should_prove_nothing_when_nobody_attests_it() {
		for attestation in [Attestation::None, Attestation::Provider { channel: 4, receipt: 5 }] {
			assert!(!attestation.is_attested());
			assert!(record_proves(&attestation).starts_with("nothing: "));
		}
		for attestation in [
			Attestation::BitExact(COMMITTEE),
			Attestation::Direct { job: [1; 32] },
			Attestation::Proved(COMMITTEE),
			Attestation::Traced(COMMITTEE),
			Attestation::Median { committee: COMMITTEE, spread: 7 },
		] {
			assert!(attestation.is_attested());
			assert!(record_proves(&attestation).starts_with("that "));
		}
	}

	#[test]
	fn job_and_record_should_prove_the_same_when_they_are_of_one_class() {
		assert_eq!(ClassJson::BitExact.proves(), record_proves(&Attestation::BitExact(COMMITTEE)));
		let median = Attestation::Median { committee: COMMITTEE, spread: 0 };
		assert_eq!(ClassJson::Median.proves(), record_proves(&median));
	}
}
