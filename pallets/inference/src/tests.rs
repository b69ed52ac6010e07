//! One file per call or per group of small ones, and one for each thing that concerns several.

mod agenda;
mod assignment;
mod cancel;
mod challenge;
mod claim_mint;
mod commit;
mod finalize;
mod model_terms;
mod prune;
mod publish_weights;
mod record;
mod refund;
mod request;
mod reveal;
mod sequences;
mod serve;
mod stake;
mod try_state;
mod views;
mod worker_duty;
mod worker_gateway;
mod worker_memory;
mod worker_node;
mod worker_watcher;

use crate::{mock::*, *};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	inference::WeightsKind,
	provenance::AttestationClass,
	Digest, IpId,
};
use frame_support::{
	assert_noop, assert_ok,
	pallet_prelude::{InvalidTransaction, TransactionSource, TransactionValidityError},
	traits::Authorize,
};
use sp_runtime::{traits::BadOrigin, DispatchError, TokenError};

/// Makes account 2 entitled to the income of the model, by an IP asset that it owns, and sets terms.
fn set_terms(fee: Balance, access: Access) -> IpId {
	let ip = IpId::new(7, 1);
	outside(|all| {
		all.entitled.insert(model(), bob());
		all.minted.insert((model(), bob()), ip);
		all.owners.insert(ip, bob());
	});
	assert_ok!(Inference::set_model_terms(signed(&bob()), model(), ip, fee, access));
	ip
}

fn events() -> Vec<Event<Test>> {
	let mine = System::events().into_iter().map(|record| record.event);
	mine.filter_map(|event| match event {
		RuntimeEvent::Inference(event) => Some(event),
		_ => None,
	})
	.collect()
}

fn finalized(hash: JobHash) -> bool {
	matches!(job(hash).phase, Phase::Finalized { .. })
}

fn refunded(hash: JobHash) -> Option<RefundReason> {
	match job(hash).phase {
		Phase::Refunded { reason } => Some(reason),
		_ => None,
	}
}
