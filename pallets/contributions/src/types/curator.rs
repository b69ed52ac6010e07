use atelier_primitives::Deposit;
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Curator: a delegate of an authority that judges contributions, with a budget of scores.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Curator<AccountId> {
	/// The remaining budget: the scores that it can still give, all together.
	pub limit: u64,
	/// The storage deposit, paid by the authority.
	pub deposit: Deposit<AccountId>,
}

/// View of a curator.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CuratorInfo<AccountId> {
	/// The curator.
	pub who: AccountId,
	/// The remaining budget of scores.
	pub limit: u64,
}
