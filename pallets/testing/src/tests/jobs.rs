use super::*;
use crate::jobs::{refuse, Records, Traits};
use atelier_primitives::{
	jobs::{Answer, OnJobFinalized, Outcome, Purpose, Receiver},
	provenance::{Attestation, Committee, Generation, Prompt, ProvenanceInspect},
};

type Receivers = (Records<Test>, Traits<Test>);

fn outcome(purpose: Purpose) -> Outcome<AccountId> {
	let committee = Committee { job: [1; 32], n: 3, m: 2, stake: 1, window: 1 };
	let generation = Generation {
		model: digest(1),
		adapters: Default::default(),
		effective_seed: [0; 32],
		parameters: Default::default(),
		prompt: Prompt::None,
		outputs: Default::default(),
		engine: None,
		c2pa_manifest: None,
		iscc: Default::default(),
		extra: Default::default(),
	};
	let answer = Answer::Output { output: digest(2), length: 1 };
	let attestation = Attestation::BitExact(committee);
	Outcome { job: [1; 32], requester: ALICE, answer, generation, attestation, age: 3, purpose }
}

#[test]
fn receiver_should_take_the_outcome_when_it_concerns_it() {
	execute(|| {
		let work = outcome(Purpose::Work);
		assert_eq!(Receivers::receivers(&work), [Receiver::Record]);
		refuse(Receiver::Record, true);
		assert_noop!(Receivers::on_job_finalized(Receiver::Record, &work), error::REFUSED);
		refuse(Receiver::Record, false);
		assert_ok!(Receivers::on_job_finalized(Receiver::Record, &work));
		assert!(Provenance::claim(&digest(2), &ALICE).is_some());
		assert_eq!(Provenance::records().len(), 1);
	});
}

#[test]
fn trait_should_be_kept_when_the_requester_may_set_it() {
	execute(|| {
		let ip = Ips::mint(0, BOB);
		let of_trait = outcome(Purpose::Trait { ip, key: Default::default() });
		assert_eq!(Receivers::receivers(&of_trait), [Receiver::Record, Receiver::Trait]);
		let deliver = || Receivers::on_job_finalized(Receiver::Trait, &of_trait);
		assert_noop!(deliver(), error::NOT_AUTHORIZED);
		Ips::sell(ip, ALICE);
		assert_ok!(deliver());
		let [told] = &Traits::<Test>::outcomes()[..] else { panic!() };
		assert_eq!((told.who, told.ip, &told.answer), (ALICE, ip, &of_trait.answer));
	});
}
