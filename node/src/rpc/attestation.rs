//! Attestations in JSON: the name of each class, and the sentence for what each proves. All methods take both from
//! here.

use atelier_primitives::provenance::{Attestation, AttestationClass};
use serde::Serialize;

/// Attestation class of an inference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ClassJson {
	BitExact,
	Similar,
	NonDeterministic,
}

impl From<AttestationClass> for ClassJson {
	fn from(class: AttestationClass) -> Self {
		match class {
			AttestationClass::BitExact => Self::BitExact,
			AttestationClass::Similar => Self::Similar,
			AttestationClass::NonDeterministic => Self::NonDeterministic,
		}
	}
}

impl ClassJson {
	/// Proof value of a final answer of this class, as a sentence beside its stake and its challenge window.
	pub const fn proves(self) -> &'static str {
		match self {
			Self::BitExact => {
				"that workers with this stake agreed on the output, and nobody proved them wrong in this many blocks \
				 though anybody could have by running the model again"
			}
			Self::Similar => {
				"that workers with this stake gave outputs close enough to each other; nobody else can compute the \
				 very same"
			}
			Self::NonDeterministic => {
				"that workers with this stake agreed on the output, and nothing more: nobody else can compute it again"
			}
		}
	}
}

/// Proof value of a generation record, as a sentence.
pub fn record_proves(attestation: &Attestation) -> &'static str {
	match attestation {
		Attestation::None => "nothing: it is what the owner says",
		Attestation::Inference { class, .. } => ClassJson::from(*class).proves(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, to_value};

	#[test]
	fn class_should_keep_its_name_when_it_is_written() {
		for (class, name) in [
			(AttestationClass::BitExact, "bitExact"),
			(AttestationClass::Similar, "similar"),
			(AttestationClass::NonDeterministic, "nonDeterministic"),
		] {
			assert_eq!(to_value(ClassJson::from(class)).unwrap(), json!(name));
		}
	}

	#[test]
	fn record_should_prove_what_its_class_proves_when_it_is_attested() {
		let attested = |class| Attestation::Inference { job: [0; 32], class, n: 3, m: 2, stake: 1, window: 6 };
		assert_eq!(record_proves(&Attestation::None), "nothing: it is what the owner says");
		assert_eq!(
			record_proves(&attested(AttestationClass::BitExact)),
			"that workers with this stake agreed on the output, and nobody proved them wrong in this many blocks though \
			 anybody could have by running the model again"
		);
		for class in [AttestationClass::Similar, AttestationClass::NonDeterministic] {
			assert!(record_proves(&attested(class)).contains("nobody else can compute"));
		}
	}
}
