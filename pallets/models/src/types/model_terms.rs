use super::{Access, AdapterPolicy};
use atelier_primitives::{chain::Balance, Deposit, IpId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Terms of use of a model or an adapter: a fee for each run, access control, and the adapters of a model.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ModelTerms<AccountId> {
	/// The IP asset of the claim that set them.
	pub ip: IpId,
	/// The fee for each run. Zero: none.
	pub fee: Balance,
	/// The accounts that may run it.
	pub access: Access,
	/// The adapters that may run with a model. An adapter restricts none.
	pub adapters: AdapterPolicy,
	/// The storage deposit of whoever set the terms.
	pub deposit: Deposit<AccountId>,
}
