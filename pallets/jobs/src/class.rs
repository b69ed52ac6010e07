//! The seam for verification classes: all that depends on how the answers of a job are compared and disputed.
//!
//! A class is one file beside this one and one element of the tuple [`Config::Classes`] in the runtime. No other file of
//! the pallet names one. Jobs of a class stay open across an upgrade: a runtime drops a class only once it has none.

mod bit_exact;

pub use bit_exact::BitExact;

use crate::{
	pallet::*,
	types::{Answer, JobClass, Order},
	worker::{Outputs, Problem},
};
use alloc::boxed::Box;
use atelier_primitives::{
	engine::{Engine, Prepared},
	provenance::{Attestation, Committee},
};
use sp_runtime::DispatchError;

/// An admitted order: the static cost of its run.
pub struct Admitted {
	/// The length of the output, and the cost to compute it.
	pub prepared: Prepared,
	/// The number of bytes of model files that were read.
	pub read: u32,
}

/// A recomputation by the chain: the only answer that is right.
pub struct Recomputed {
	/// The right answer.
	pub answer: Answer,
	/// The number of bytes of model files that were read.
	pub read: u32,
}

/// A verification class.
pub trait Class<T: Config> {
	/// The name of the class in orders.
	fn name(&self) -> JobClass;

	/// Admits an order, and says what its run reads, makes and costs.
	///
	/// Fails if it cannot be run. The bounds of the order and of the chain are checked by the caller, for all classes.
	fn admit(&self, order: &Order) -> Result<Admitted, DispatchError>;

	/// True if a run of a job can give this answer, as far as can be told without running it.
	fn accepts(&self, prepared: &Prepared, answer: &Answer) -> bool;

	/// The agreement of a committee: the answer that its standing answers give, if at least `m` of them support it.
	/// Nothing if there is none. More than half must support it, so there is one at most.
	fn agreement(&self, standing: &[&Answer], m: u8) -> Option<Answer>;

	/// True if an answer supports the agreed one: whoever gave it is paid.
	fn supports(&self, agreed: &Answer, answer: &Answer) -> bool;

	/// True if answers can be disputed by a recomputation on chain.
	fn is_disputable(&self) -> bool;

	/// Recomputes the answer of an order on chain. Each other answer is wrong.
	///
	/// Fails if the class is not disputable, or if the engine fails.
	fn recompute(&self, order: &Order, effective_seed: &[u8; 32]) -> Result<Recomputed, DispatchError>;

	/// The engine, as generation records name it. Nothing if none gives the same bytes everywhere.
	fn engine(&self) -> Option<Engine>;

	/// The attestation of an agreed answer, given the answers that were paid for.
	fn attestation(&self, agreed: &Answer, paid: &[&Answer], committee: Committee) -> Attestation;

	/// Off-chain: reads the answer of a worker from the outputs of its gateway.
	fn read_reply(&self, prepared: &Prepared, outputs: &Outputs) -> Result<Answer, Problem>;

	/// An answer that the class accepts, and that is wrong. Another one for each `number`.
	#[cfg(feature = "runtime-benchmarks")]
	fn wrong_answer(&self, prepared: &Prepared, number: u8) -> Answer;
}

/// The verification classes of a runtime: a tuple of them.
pub trait Classes<T: Config> {
	/// The class with this name. Nothing if the runtime has none.
	fn of(name: JobClass) -> Option<Box<dyn Class<T>>>;
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
#[tuple_types_custom_trait_bound(Class<T> + Default + 'static)]
impl<T: Config> Classes<T> for Tuple {
	fn of(name: JobClass) -> Option<Box<dyn Class<T>>> {
		for_tuples!( #(
			let class = Tuple::default();
			if class.name() == name {
				return Some(Box::new(class));
			}
		)* );
		None
	}
}

impl<T: Config> Pallet<T> {
	/// The class of an order or a job.
	pub(crate) fn class(name: JobClass) -> Result<Box<dyn Class<T>>, Error<T>> {
		T::Classes::of(name).ok_or(Error::ClassNotAvailable)
	}
}
