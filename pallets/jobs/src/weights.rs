//! Weights: measured by the runtime.

use frame_support::weights::Weight;

/// The weight of each call, and of each step of the hooks.
///
/// `b` counts bytes of model files, `c` workers that serve a model, `n` the size of a committee, `u` hundredths of the
/// highest cost that a job may have.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn request(b: u32) -> Weight;
	fn cancel() -> Weight;
	fn commit() -> Weight;
	fn authorize_commit() -> Weight;
	fn reveal() -> Weight;
	fn authorize_reveal() -> Weight;
	fn challenge(b: u32, u: u32) -> Weight;
	fn deliver() -> Weight;
	fn claim_mint() -> Weight;
	fn prune() -> Weight;
	/// Finding the jobs that are due.
	fn on_initialize() -> Weight;
	/// The assignment of one job, of `c` workers.
	fn assign(c: u32) -> Weight;
	/// The end of the commit period of one job.
	fn end_committing(n: u32) -> Weight;
	/// The end of the reveal period of one job.
	fn end_revealing(n: u32) -> Weight;
	/// The end of one job that was agreed on.
	fn finalize(n: u32) -> Weight;
	/// Looking at the pruning queue.
	fn on_idle() -> Weight;
}

impl WeightInfo for () {
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
	fn deliver() -> Weight {
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
