//! One file per call or per group of small ones, and one for each thing that concerns several.

mod assignment;
mod cancel;
mod challenge;
mod claim_mint;
mod class;
mod commit;
mod deliver;
mod finalize;
mod prune;
mod queue;
mod refund;
mod request;
mod reveal;
pub(crate) mod scenario;
mod sequences;
mod try_state;
mod views;
mod worker_duty;
mod worker_gateway;
mod worker_memory;
mod worker_node;
mod worker_watcher;

// What passes blocks goes before the helpers of the same name.
use crate::{mock::*, *};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::IpInspect,
	jobs::Receiver,
	models::{Payee, UseFee, UseFees},
	Digest, IpId,
};
use frame_support::{
	assert_noop, assert_ok,
	pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError},
	traits::Authorize,
};
use scenario::{run_for, run_to, *};
use sp_runtime::{traits::BadOrigin, DispatchError, Perbill, TokenError};

fn events() -> Vec<Event<Test>> {
	let mine = System::events().into_iter().map(|record| record.event);
	mine.filter_map(|event| match event {
		RuntimeEvent::JobsPallet(event) => Some(event),
		_ => None,
	})
	.collect()
}

fn finalized(hash: JobHash) -> bool {
	matches!(job(hash).phase, Phase::Finalized { .. })
}

/// The receivers that had the outcome of a final job.
fn delivered(hash: JobHash) -> Vec<Receiver> {
	match job(hash).phase {
		Phase::Finalized { delivered, .. } => delivered.into_iter().collect(),
		_ => panic!(),
	}
}

fn refunded(hash: JobHash) -> Option<RefundReason> {
	match job(hash).phase {
		Phase::Refunded { reason } => Some(reason),
		_ => None,
	}
}
