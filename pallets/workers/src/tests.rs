//! One file for each call or group of small ones, and one for each part of the trait that others use.

mod add_stake;
mod candidates;
mod deregister;
mod expose;
#[cfg(feature = "runtime-benchmarks")]
mod fixtures;
mod pool;
mod register;
mod rotate_key;
mod sequences;
mod serve;
mod slash;
mod stop_serving;
mod try_state;
mod unbond;
mod views;
mod weights;
mod withdraw;

use crate::{mock::*, *};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::ModelKind,
	workers::{SeatTerms, WorkerPool, MAX_OFFERS},
	Digest,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchError, DispatchResult, TokenError};

/// A root under which nothing is published.
fn unknown() -> Digest {
	Digest::Sha2_256([1; 32])
}

fn events() -> Vec<Event<Test>> {
	let mine = System::events().into_iter().map(|record| record.event);
	mine.filter_map(|event| match event {
		RuntimeEvent::WorkersPallet(event) => Some(event),
		_ => None,
	})
	.collect()
}

fn expose(n: u8, amount: Balance) -> DispatchResult {
	<WorkersPallet as WorkerPool<_, _>>::expose(&worker(n), amount)
}

fn release(n: u8, amount: Balance) -> DispatchResult {
	<WorkersPallet as WorkerPool<_, _>>::release(&worker(n), amount)
}

fn slash(n: u8, exposure: Balance, amount: Balance, shares: &[(AccountId, Balance)]) -> Result<Balance, DispatchError> {
	<WorkersPallet as WorkerPool<_, _>>::slash(&worker(n), exposure, amount, shares)
}
