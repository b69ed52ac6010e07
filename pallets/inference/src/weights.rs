//! What the calls cost. The runtime measures it.

use frame_support::weights::Weight;

/// The weight of each call, and of each part of the hooks.
///
/// `b` counts bytes of weights, `c` workers that serve a model, `n` the size of a committee, `m` the models of a worker,
/// `u` hundredths of the highest cost that a job may have.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn publish_weights(b: u32) -> Weight;
	fn set_model_terms() -> Weight;
	fn clear_model_terms() -> Weight;
	fn register_worker() -> Weight;
	fn add_stake() -> Weight;
	fn unbond() -> Weight;
	fn withdraw() -> Weight;
	fn serve() -> Weight;
	fn stop_serving() -> Weight;
	fn rotate_key() -> Weight;
	fn deregister_worker(m: u32) -> Weight;
	fn request(b: u32) -> Weight;
	fn cancel() -> Weight;
	fn commit() -> Weight;
	fn authorize_commit() -> Weight;
	fn reveal() -> Weight;
	fn authorize_reveal() -> Weight;
	fn challenge(b: u32, u: u32) -> Weight;
	fn record() -> Weight;
	fn claim_mint() -> Weight;
	fn prune() -> Weight;
	/// Finding the jobs that are due.
	fn on_initialize() -> Weight;
	/// The assignment of one job, of `c` workers.
	fn assign(c: u32) -> Weight;
	/// The end of the time to commit, of one job.
	fn end_committing(n: u32) -> Weight;
	/// The end of the time to reveal, of one job.
	fn end_revealing(n: u32) -> Weight;
	/// The end of one job that was agreed on.
	fn finalize(n: u32) -> Weight;
	/// Looking at the queue of those that may be pruned.
	fn on_idle() -> Weight;
}

impl WeightInfo for () {
	fn publish_weights(_: u32) -> Weight {
		Weight::zero()
	}
	fn set_model_terms() -> Weight {
		Weight::zero()
	}
	fn clear_model_terms() -> Weight {
		Weight::zero()
	}
	fn register_worker() -> Weight {
		Weight::zero()
	}
	fn add_stake() -> Weight {
		Weight::zero()
	}
	fn unbond() -> Weight {
		Weight::zero()
	}
	fn withdraw() -> Weight {
		Weight::zero()
	}
	fn serve() -> Weight {
		Weight::zero()
	}
	fn stop_serving() -> Weight {
		Weight::zero()
	}
	fn rotate_key() -> Weight {
		Weight::zero()
	}
	fn deregister_worker(_: u32) -> Weight {
		Weight::zero()
	}
	fn request(_: u32) -> Weight {
		Weight::zero()
	}
	fn cancel() -> Weight {
		Weight::zero()
	}
	fn commit() -> Weight {
		Weight::zero()
	}
	fn authorize_commit() -> Weight {
		Weight::zero()
	}
	fn reveal() -> Weight {
		Weight::zero()
	}
	fn authorize_reveal() -> Weight {
		Weight::zero()
	}
	fn challenge(_: u32, _: u32) -> Weight {
		Weight::zero()
	}
	fn record() -> Weight {
		Weight::zero()
	}
	fn claim_mint() -> Weight {
		Weight::zero()
	}
	fn prune() -> Weight {
		Weight::zero()
	}
	fn on_initialize() -> Weight {
		Weight::zero()
	}
	fn assign(_: u32) -> Weight {
		Weight::zero()
	}
	fn end_committing(_: u32) -> Weight {
		Weight::zero()
	}
	fn end_revealing(_: u32) -> Weight {
		Weight::zero()
	}
	fn finalize(_: u32) -> Weight {
		Weight::zero()
	}
	fn on_idle() -> Weight {
		Weight::zero()
	}
}
