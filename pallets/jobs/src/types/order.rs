//! Orders: the whole input of a job.

use atelier_primitives::{
	chain::Balance,
	ip::ItemId,
	jobs::{JobClass, Purpose, MAX_INPUT},
	models::Adapters,
	Digest,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// An order: the inference that a requester wants, and the bounds of its price.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Order {
	/// The root of the model.
	pub model: Digest,
	/// The roots of the adapters, in the order in which they are applied.
	pub adapters: Adapters,
	/// The verification class.
	pub class: JobClass,
	/// The input, in the encoding that the model takes.
	pub input: BoundedVec<u8, ConstU32<MAX_INPUT>>,
	/// The seed. The model gets the effective seed, which is that of the requester alone.
	pub seed: [u8; 32],
	/// The longest output in bytes.
	pub max_output: u32,
	/// The pay of each worker.
	pub price: Balance,
	/// The size of a committee.
	pub n: u8,
	/// The quorum: how many of a committee must agree, more than half.
	pub m: u8,
	/// The item that lets the requester order, where only the holders of a collection may.
	pub pass: Option<ItemId>,
	/// The use of the output.
	pub purpose: Purpose,
}
