//! Royalty stacks: what derivatives owe to their ancestors.

use atelier_math::ancestors::Ancestors;
use atelier_primitives::{Deposit, IpId};
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Royalty stack of a derivative. Apart from the pool, because a payment needs only the sum.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct StackRecord<AccountId> {
	/// Ancestors with their rates.
	pub ancestors: Ancestors<IpId>,
	/// Storage deposit, paid by who linked the IP asset.
	pub deposit: Deposit<AccountId>,
}
