//! What carries out jobs.

use crate::{problem::Problem, root::Root};
use futures::future::BoxFuture;
use prometheus::IntGauge;
use tokio::sync::OwnedSemaphorePermit;

/// What is to be made. Equal orders have equal outputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
	/// The root of the model.
	pub model: Root,
	/// The roots of the adapters, in the order in which they apply.
	pub adapters: Vec<Root>,
	/// The input of the model.
	pub input: Vec<u8>,
	/// The effective seed.
	pub seed: [u8; 32],
}

impl Order {
	/// What tells it from other orders.
	pub fn digest(&self) -> Root {
		let mut bytes = Vec::with_capacity(self.input.len() + 32 * (self.adapters.len() + 2) + 1);
		bytes.extend(self.model.0);
		bytes.extend(self.seed);
		bytes.push(self.adapters.len() as u8); // Bounded by what a request may name.
		self.adapters.iter().for_each(|adapter| bytes.extend(adapter.0));
		bytes.extend(&self.input);
		Root::of(&bytes)
	}
}

/// A model that an engine serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
	/// Its name here: at most 64 letters, digits, `.`, `_` and `-`.
	pub name: String,
	/// What its bytes are.
	pub root: Root,
	/// What runs it, for its metadata.
	pub platform: &'static str,
}

/// Makes outputs of orders.
///
/// Whatever it gives out is the output of the model with exactly the root that the order names: an engine that cannot
/// tell that refuses.
pub trait Engine: Send + Sync + 'static {
	/// The models that it serves. They stay the same.
	fn models(&self) -> Vec<Model>;

	/// Whether an order for one of its models can be carried out, as far as this is known at once.
	fn check(&self, order: &Order) -> Result<(), Problem>;

	/// Whether one of its models is ready.
	fn ready(&self, model: Root) -> BoxFuture<'_, Result<(), Problem>>;

	/// Carries out an order that passed [`check`](Self::check).
	///
	/// It must keep the slot for as long as it works on it, whether or not somebody still waits for the result: work on
	/// a thread of its own takes the slot there.
	fn infer(&self, order: Order, slot: Slot) -> BoxFuture<'_, Result<Vec<u8>, Problem>>;
}

/// A place among the jobs that run at the same time. Free again when it is dropped.
pub struct Slot {
	_permit: OwnedSemaphorePermit,
	running: IntGauge,
}

impl Slot {
	pub(crate) fn new(permit: OwnedSemaphorePermit, running: IntGauge) -> Self {
		running.inc();
		Self { _permit: permit, running }
	}
}

impl Drop for Slot {
	fn drop(&mut self) {
		self.running.dec();
	}
}
