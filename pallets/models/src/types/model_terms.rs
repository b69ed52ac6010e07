use super::Access;
use atelier_primitives::{chain::Balance, Deposit, IpId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Terms of use of a model: a fee for each run, and access control.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ModelTerms<AccountId> {
	/// The IP asset of the model. Its pool gets the fees.
	pub ip: IpId,
	/// The fee for each run. Zero: none.
	pub fee: Balance,
	/// The accounts that may run the model.
	pub access: Access,
	/// The storage deposit of whoever set the terms.
	pub deposit: Deposit<AccountId>,
}
